//! Channels, authorisations and the rules on programmes.

use collegium_pathways::{
    Authorisation, AuthorisationKind, AuthorisationRule, AuthorityCode, ChannelCode, IntakeChannels,
    IntakeChannelsDraft, IntakeChannelsError, LengthRule, NumberForm, ProgrammeRules, ProgrammeRulesDraft,
    ProgrammeRulesError,
};

use super::{golden, has_fields, is_identifier, refused, refused_with};

const SOURCE: &str = r#"{"document":"Rule 7","date":"2026-01-01"}"#;

#[test]
fn codes_are_identifiers() {
    is_identifier::<ChannelCode>("channel of admission");
    is_identifier::<AuthorityCode>("code of an authority");
    golden::<AuthorisationKind>("\"approval\"");
    golden::<AuthorisationKind>("\"filing\"");
    assert!(refused::<AuthorisationKind>("\"licence\"").starts_with("unknown variant `licence`"));
}

#[test]
fn a_letter_is_an_object() {
    let json = r#"{"kind":"approval","authority":"cn-ministry","number":"MOE 1","validity":"2024-09-01/2029-08-31","quota":120}"#;
    golden::<Authorisation>(json);
    has_fields::<Authorisation>(json, &["kind", "authority", "number", "validity"]);
    assert_eq!(refused_with::<Authorisation>(json, "number", "\" \""), "a line cannot be blank");
    assert!(
        refused_with::<Authorisation>(json, "validity", "\"2024\"").starts_with("`2024` is not a validity")
    );
}

#[test]
fn the_form_of_a_number_is_letters_and_digits() {
    let form = golden::<NumberForm>("\"AA-00\"");
    for (number, fits) in [
        ("XY-12", true),
        ("xY-12", false),
        ("XY-1", false),
        ("XY-123", false),
        ("XY_12", false),
        ("XY-1二", false),
    ] {
        assert_eq!(form.fits(number), fits, "{number}");
    }
    for form in ["", "A A", "字", &"A".repeat(65)] {
        assert!(
            refused::<NumberForm>(&serde_json::to_string(form).unwrap())
                .contains("is not the form of a number")
        );
    }
}

#[test]
fn channels_need_one_and_none_twice() {
    let json = format!(r#"{{"channels":{{"a-b":{{"en":"A B"}}}},"source":{SOURCE},"status":"unverified"}}"#);
    let channels = golden::<IntakeChannels>(&json);
    assert_eq!(golden::<IntakeChannelsDraft>(&json), channels.draft());
    has_fields::<IntakeChannels>(&json, &["channels", "source", "status"]);
    assert_eq!(
        refused_with::<IntakeChannels>(&json, "channels", "{}"),
        "a list of channels of admission needs at least one"
    );
    let twice = json.replace(r#""a-b":{"en":"A B"}"#, r#""a":{"en":"A"},"a":{"en":"A"}"#);
    assert_eq!(refused::<IntakeChannels>(&twice), "the key `a` is written twice");
    let empty = IntakeChannelsDraft { channels: std::collections::BTreeMap::new(), ..channels.draft() };
    assert_eq!(IntakeChannels::try_from(empty), Err(IntakeChannelsError::Empty));
}

#[test]
fn rules_on_programmes_are_checked() {
    let length = format!(r#"{{"isced":"5","least":24,"most":36,"source":{SOURCE}}}"#);
    golden::<LengthRule>(&length);
    has_fields::<LengthRule>(&length, &["isced", "least", "most", "source"]);
    let needed =
        format!(r#"{{"levels":["6"],"kind":"approval","authority":"a","form":"A0","source":{SOURCE}}}"#);
    golden::<AuthorisationRule>(&needed);
    golden::<AuthorisationRule>(&needed.replace(r#""A0","#, r#""A0","abroad":true,"#));
    has_fields::<AuthorisationRule>(&needed, &["levels", "kind", "authority", "source"]);
    let json = format!(
        r#"{{"lengths":[{length}],"authorisations":[{needed}],"source":{SOURCE},"status":"verified"}}"#
    );
    let rules = golden::<ProgrammeRules>(&json);
    assert_eq!(golden::<ProgrammeRulesDraft>(&json), rules.draft());
    has_fields::<ProgrammeRules>(&json, &["lengths", "authorisations", "source", "status"]);
    assert_eq!(
        refused::<ProgrammeRules>(&json.replace("36", "23")),
        "an award of ISCED level 5 takes at least 24 and at most 23 months: the least is more than the most"
    );
    assert_eq!(
        refused::<ProgrammeRules>(&json.replace(r#"["6"]"#, "[]")),
        "an approval of a is asked for no level: name the ISCED levels that need it"
    );
    let mut draft = rules.draft();
    draft.lengths[0].most = 1;
    assert!(matches!(
        ProgrammeRules::try_from(draft),
        Err(ProgrammeRulesError::Length { least: 24, most: 1, .. })
    ));
    let mut draft = rules.draft();
    draft.authorisations[0].levels.clear();
    assert!(matches!(ProgrammeRules::try_from(draft), Err(ProgrammeRulesError::NoLevel { .. })));
}
