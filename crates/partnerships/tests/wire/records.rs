//! Partners, activities, sites, memberships and the rules.

use std::fmt::Debug;

use collegium_partnerships::{
    Activity, ActivityDraft, ActivityError, ActivityKind, Direction, FeedbackRules, FeedbackRulesDraft,
    FeedbackRulesError, Identifier, Membership, MembershipRole, Partner, PartnerDraft, PartnerError,
    PartnerKind, RenewalRules, RenewalRulesDraft, RenewalRulesError, Resource, ResourceKind, Scheme, Site,
    SiteKind, Tier,
};
use serde::de::DeserializeOwned;

use super::{ID, golden, has_fields, is_identifier, refused, refused_with};

/// The fields that all records share are checked in the same words.
fn common_fields_are_checked<T: Debug + DeserializeOwned>(json: &str, kind: &str, name: &str) {
    assert_eq!(
        refused_with::<T>(json, "id", "\"1\""),
        format!("`1` is not the id of a {kind}: write a UUID with hyphens in lower case")
    );
    assert_eq!(
        refused_with::<T>(json, "code", "\" A\""),
        "` A` is not a record code: it has a blank at an end"
    );
    assert_eq!(refused_with::<T>(json, name, "{}"), "a name needs a text in at least one language");
}

fn country_is_checked<T: Debug + DeserializeOwned>(json: &str) {
    assert_eq!(
        refused_with::<T>(json, "country", "\"de\""),
        "`de` is not a country: write the two capitals of ISO 3166-1, such as `DE`"
    );
}

#[test]
fn words_are_lower_case() {
    is_identifier::<PartnerKind>("partner kind");
    is_identifier::<Tier>("tier");
    is_identifier::<Scheme>("identifier scheme");
    is_identifier::<ActivityKind>("activity kind");
    is_identifier::<ResourceKind>("resource kind");
    is_identifier::<SiteKind>("site kind");
    is_identifier::<MembershipRole>("membership role");
    golden::<Direction>("\"brought_in\"");
    golden::<Direction>("\"taken_abroad\"");
    assert_eq!(
        refused::<Direction>("\"both\""),
        "unknown variant `both`, expected `brought_in` or `taken_abroad`"
    );
}

#[test]
fn a_partner_is_written_in_order_and_every_field_is_checked() {
    let json = format!(
        r#"{{"id":"{ID}","code":"P-001","name":{{"en":"Harz University"}},"kind":"university","country":"DE","tier":"strategic","identifiers":[{{"scheme":"pic","value":"9"}},{{"scheme":"ror","value":"1"}}]}}"#
    );
    let partner: Partner = golden(&json);
    assert_eq!(golden::<PartnerDraft>(&json), partner.draft());
    has_fields::<Partner>(&json, &["id", "code", "name", "kind", "country"]);
    common_fields_are_checked::<Partner>(&json, "partner", "name");
    country_is_checked::<Partner>(&json);
    assert!(refused_with::<Partner>(&json, "kind", "\"U\"").starts_with("`U` is not a partner kind"));
    assert!(refused_with::<Partner>(&json, "tier", "\"A\"").starts_with("`A` is not a tier"));
    golden::<Partner>(&format!(
        r#"{{"id":"{ID}","code":"P-001","name":{{"zh":"哈茨大学"}},"kind":"university","country":"DE"}}"#
    ));

    let mut draft = partner.draft();
    draft.identifiers.reverse();
    assert_eq!(Partner::try_from(draft.clone()), Ok(partner), "written in order of scheme and value");
    let identifier = draft.identifiers[0].clone();
    draft.identifiers.push(identifier.clone());
    let error = Partner::try_from(draft.clone()).unwrap_err();
    assert_eq!(error.to_string(), "the partner `P-001` has the identifier `ror:1` twice: list it once");
    assert_eq!(error, PartnerError::IdentifierTwice { code: draft.code, identifier });
}

#[test]
fn an_identifier_names_its_register() {
    let json = r#"{"scheme":"ror","value":"01"}"#;
    assert_eq!(golden::<Identifier>(json).to_string(), "ror:01");
    has_fields::<Identifier>(json, &["scheme", "value"]);
    assert!(
        refused_with::<Identifier>(json, "scheme", "\"ROR\"")
            .starts_with("`ROR` is not an identifier scheme")
    );
    assert_eq!(refused_with::<Identifier>(json, "value", "\" \""), "a line cannot be blank");
}

fn activity() -> String {
    format!(
        r#"{{"id":"{ID}","code":"V-1","kind":"lecture","direction":"brought_in","title":{{"en":"A lecture"}},"held":"2026-03-02/2026-03-03","partners":["{ID}"],"agreement":"{ID}","unit":"{ID}","people":40,"result":{{"en":"Two courses"}},"resources":[{{"kind":"course","number":2}},{{"kind":"method","number":1}}]}}"#
    )
}

#[test]
fn every_field_of_an_activity_is_checked() {
    let json = activity();
    let activity: Activity = golden(&json);
    assert_eq!(golden::<ActivityDraft>(&json), activity.draft());
    has_fields::<Activity>(&json, &["id", "code", "kind", "direction", "title", "held", "people"]);
    common_fields_are_checked::<Activity>(&json, "activity", "title");
    assert_eq!(
        refused_with::<Activity>(&json, "held", "\"2026-03-02\""),
        "`2026-03-02` is not a period: write its first and last day, such as `2024-09-01/2025-08-31`"
    );
    for (field, kind) in [("agreement", "agreement"), ("unit", "unit")] {
        let message = refused_with::<Activity>(&json, field, "\"1\"");
        assert!(message.starts_with(&format!("`1` is not the id of a {kind}")), "{message}");
    }
    assert!(refused_with::<Activity>(&json, "partners", "[1]").starts_with("invalid type: integer `1`"));
    assert!(refused_with::<Activity>(&json, "people", "-1").starts_with("invalid value: integer `-1`"));
    assert!(refused_with::<Activity>(&json, "kind", "\"A\"").starts_with("`A` is not an activity kind"));
    assert!(refused_with::<Activity>(&json, "result", "{}").starts_with("a name needs a text"));
    golden::<Activity>(&format!(
        r#"{{"id":"{ID}","code":"V-1","kind":"visit","direction":"taken_abroad","title":{{"en":"A visit"}},"held":"2026-03-02/2026-03-02","people":1}}"#
    ));
}

#[test]
fn an_activity_without_people_or_with_empty_resources_is_refused() {
    let draft: ActivityDraft = serde_json::from_str(&activity()).unwrap();
    let code = draft.code.clone();
    let (course, method) = (draft.resources[0].clone(), draft.resources[1].clone());

    let error = Activity::try_from(ActivityDraft { people: 0, ..draft.clone() }).unwrap_err();
    assert_eq!(error, ActivityError::NoPeople { code: code.clone() });
    assert_eq!(error.to_string(), "nobody takes part in the activity `V-1`: give at least 1 person");

    let none = Resource { number: 0, ..method.clone() };
    let resources = vec![none, course.clone()];
    let error = Activity::try_from(ActivityDraft { resources, ..draft.clone() }).unwrap_err();
    assert_eq!(error, ActivityError::NoResource { code: code.clone(), kind: method.kind.clone() });
    assert_eq!(error.to_string(), "the activity `V-1` lists 0 of `method`: leave the resource out");

    let more = Resource { number: 7, ..course.clone() };
    let resources = vec![more, method.clone(), course.clone()];
    let error = Activity::try_from(ActivityDraft { resources, ..draft.clone() }).unwrap_err();
    assert_eq!(error, ActivityError::ResourceTwice { code, kind: course.kind.clone() });
    assert_eq!(error.to_string(), "the activity `V-1` lists `course` twice: add the numbers");

    let resources = vec![method, course];
    let sorted = Activity::try_from(ActivityDraft { resources, ..draft.clone() }).unwrap();
    assert_eq!(sorted.draft(), draft, "resources are written in their order");
}

#[test]
fn a_resource_has_a_kind_and_a_number() {
    let json = r#"{"kind":"course","number":2}"#;
    golden::<Resource>(json);
    has_fields::<Resource>(json, &["kind", "number"]);
    assert!(refused_with::<Resource>(json, "kind", "\"\"").starts_with("`` is not a resource kind"));
    assert!(refused_with::<Resource>(json, "number", "1.5").starts_with("invalid type: floating point"));
}

#[test]
fn every_field_of_a_site_is_checked() {
    let json = format!(
        r#"{{"id":"{ID}","code":"O-1","name":{{"en":"Campus"}},"kind":"campus","country":"TH","partner":"{ID}","unit":"{ID}","validity":"2019-06-01/.."}}"#
    );
    golden::<Site>(&json);
    has_fields::<Site>(&json, &["id", "code", "name", "kind", "country", "validity"]);
    common_fields_are_checked::<Site>(&json, "site", "name");
    country_is_checked::<Site>(&json);
    assert!(refused_with::<Site>(&json, "kind", "\"A\"").starts_with("`A` is not a site kind"));
    assert!(refused_with::<Site>(&json, "partner", "\"1\"").starts_with("`1` is not the id of a partner"));
    assert!(refused_with::<Site>(&json, "unit", "\"1\"").starts_with("`1` is not the id of a unit"));
    assert!(refused_with::<Site>(&json, "validity", "\"2019\"").starts_with("`2019` is not a validity"));
}

#[test]
fn every_field_of_a_membership_is_checked() {
    let json = format!(
        r#"{{"id":"{ID}","code":"M-1","alliance":{{"en":"Luban Workshop Construction Alliance"}},"role":"initiator","validity":"2018-05-01/2028-04-30"}}"#
    );
    golden::<Membership>(&json);
    has_fields::<Membership>(&json, &["id", "code", "alliance", "role", "validity"]);
    common_fields_are_checked::<Membership>(&json, "membership", "alliance");
    assert!(refused_with::<Membership>(&json, "role", "\"A\"").starts_with("`A` is not a membership role"));
    assert!(refused_with::<Membership>(&json, "validity", "\"\"").starts_with("`` is not a validity"));
}

const SOURCE: &str = r#""source":{"document":"Rule 7","date":"2026-01-01"},"status":"verified"}"#;

#[test]
fn renewal_rules_give_one_day_to_ten_years_of_notice() {
    let json =
        format!(r#"{{"notice_days":90,"ending":"note","lapsed":"warning","unanswered":"violation",{SOURCE}"#);
    let rules: RenewalRules = golden(&json);
    assert_eq!(golden::<RenewalRulesDraft>(&json), rules.draft());
    has_fields::<RenewalRules>(&json, &["notice_days", "ending", "lapsed", "unanswered", "source", "status"]);
    for field in ["ending", "lapsed", "unanswered"] {
        let message = refused_with::<RenewalRules>(&json, field, "\"error\"");
        assert_eq!(message, "unknown variant `error`, expected one of `violation`, `warning`, `note`");
    }
    assert!(refused_with::<RenewalRules>(&json, "status", "\"read\"").starts_with("unknown variant `read`"));
    assert_eq!(refused_with::<RenewalRules>(&json, "source", "{}"), "missing field `document`");
    let with = |days| RenewalRules::try_from(RenewalRulesDraft { notice_days: days, ..rules.draft() });
    assert_eq!(with(0), Err(RenewalRulesError::NoNotice));
    assert_eq!(with(3_661), Err(RenewalRulesError::TooLong { days: 3_661 }));
    assert!(with(1).is_ok() && with(3_660).is_ok());
    assert_eq!(
        refused_with::<RenewalRules>(&json, "notice_days", "0"),
        "a notice of 0 days is none: give at least 1"
    );
    assert_eq!(
        refused_with::<RenewalRules>(&json, "notice_days", "4000"),
        "a notice of 4000 days is longer than any agreement: give at most 3660"
    );
}

#[test]
fn feedback_rules_wait_a_year_at_most() {
    let json = format!(r#"{{"within_days":0,"severity":"note",{SOURCE}"#);
    let rules: FeedbackRules = golden(&json);
    assert_eq!(golden::<FeedbackRulesDraft>(&json), rules.draft());
    has_fields::<FeedbackRules>(&json, &["within_days", "severity", "source", "status"]);
    assert!(refused_with::<FeedbackRules>(&json, "severity", "\"x\"").starts_with("unknown variant `x`"));
    let with = |days| FeedbackRules::try_from(FeedbackRulesDraft { within_days: days, ..rules.draft() });
    assert_eq!(with(367), Err(FeedbackRulesError::TooLong { days: 367 }));
    assert!(with(366).is_ok());
    assert_eq!(
        refused_with::<FeedbackRules>(&json, "within_days", "367"),
        "feedback after 367 days comes too late for the next year: give at most 366"
    );
}
