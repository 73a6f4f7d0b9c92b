//! Agreements, their events, and what cannot happen to them.

use collegium_core::{entity::AgreementId, history::HistoryError};
use collegium_partnerships::{
    Agreement, AgreementDraft, AgreementError, AgreementEvent, AgreementEventError, AgreementKind,
    AgreementStatus, ResponsiblePost,
};

use super::{ID, golden, has_fields, is_identifier, refused, refused_with};

const SIGNED: &str = r#"{"signed":{"validity":"2024-09-01/2027-08-31"}}"#;

fn entry(effective: &str, event: &str) -> String {
    format!(
        r#"{{"recorded":"2026-03-01","by":{{"id":"{ID}","name":"王芳"}},"change":{{"happened":{{"effective":"{effective}","event":{event}}}}}}}"#
    )
}

fn history(events: &[(&str, &str)]) -> String {
    let entries: Vec<_> = events.iter().map(|(effective, event)| entry(effective, event)).collect();
    format!("[{}]", entries.join(","))
}

fn with_history(events: &[(&str, &str)]) -> String {
    format!(
        r#"{{"id":"{ID}","code":"A-001","title":{{"en":"Cooperation"}},"kind":"memorandum","partners":["{ID}"],"history":{}}}"#,
        history(events)
    )
}

#[test]
fn an_agreement_is_written_with_its_whole_history() {
    let json = format!(
        r#"{{"id":"{ID}","code":"A-001","title":{{"en":"Cooperation","zh":"合作"}},"kind":"joint-programme","partners":["{ID}"],"unit":"{ID}","responsible":[{{"level":"school","unit":"{ID}","role":"director"}},{{"level":"college","unit":"{ID}","role":"liaison-officer"}}],"history":{}}}"#,
        history(&[("2024-01-10", "\"negotiated\""), ("2024-06-10", SIGNED)])
    );
    let agreement: Agreement = golden(&json);
    assert_eq!(golden::<AgreementDraft>(&json), agreement.draft());
    assert_eq!(AgreementDraft::from(agreement.clone()), agreement.draft());
    has_fields::<Agreement>(&json, &["id", "code", "title", "kind", "partners", "history"]);
    golden::<Agreement>(&with_history(&[("2024-06-10", SIGNED)]));
}

#[test]
fn every_field_of_an_agreement_is_checked() {
    let json = with_history(&[("2024-06-10", SIGNED)]);
    let message = |field, value| refused_with::<Agreement>(&json, field, value);
    let not_an_id = |kind| format!("`1` is not the id of a {kind}: write a UUID with hyphens in lower case");
    assert_eq!(message("id", "\"1\""), not_an_id("agreement"));
    assert_eq!(message("code", "\"\""), "a record code cannot be blank");
    assert_eq!(message("title", "{}"), "a name needs a text in at least one language");
    assert!(message("kind", "\"MoU\"").starts_with("`MoU` is not an agreement kind: write lower-case words"));
    assert_eq!(message("partners", "[\"1\"]"), not_an_id("partner"));
    assert_eq!(message("partners", "[]"), "the agreement `A-001` names no partner: name at least 1");
    assert_eq!(message("unit", "\"1\""), not_an_id("unit"));
    assert_eq!(
        message("history", "[]"),
        "the agreement `A-001` has no history that stands: record at least that it is negotiated"
    );
}

#[test]
fn an_agreement_whose_history_is_cancelled_entirely_is_none() {
    let json = with_history(&[("2024-06-10", SIGNED)]);
    let mut draft = serde_json::from_str::<Agreement>(&json).unwrap().draft();
    let (number, ..) = draft.history.standing().next().unwrap();
    let clerk = collegium_core::history::Signature {
        by: draft.history.entries()[0].by.clone(),
        on: "2026-03-02".parse().unwrap(),
    };
    draft.history.cancel(number, &clerk, "typed into the wrong file".parse().unwrap()).unwrap();
    let code = draft.code.clone();
    assert_eq!(Agreement::try_from(draft), Err(AgreementError::NothingHappened { code }));
}

#[test]
fn both_refusals_of_an_agreement_are_told_apart() {
    let id: AgreementId = ID.parse().unwrap();
    let mut draft = serde_json::from_str::<AgreementDraft>(&with_history(&[])).unwrap();
    assert_eq!(draft.id, id);
    let code = draft.code.clone();
    assert_eq!(
        Agreement::try_from(draft.clone()),
        Err(AgreementError::NothingHappened { code: code.clone() })
    );
    draft.partners.clear();
    assert_eq!(Agreement::try_from(draft), Err(AgreementError::NoPartner { code }));
}

#[test]
fn every_event_has_its_text() {
    for (json, text) in [
        ("\"negotiated\"", "negotiated"),
        (SIGNED, "signed"),
        (r#"{"renewed":{"validity":"2027-09-01/.."}}"#, "renewed"),
        ("\"suspended\"", "suspended"),
        ("\"resumed\"", "resumed"),
        ("\"terminated\"", "terminated"),
    ] {
        assert_eq!(golden::<AgreementEvent>(json).to_string(), text);
    }
    assert_eq!(refused::<AgreementEvent>(r#"{"signed":{}}"#), "missing field `validity`");
    assert!(
        refused::<AgreementEvent>("\"expired\"").starts_with("unknown variant `expired`, expected one of")
    );
    assert_eq!(
        refused::<AgreementEvent>(r#"{"signed":{"validity":"2024-09-01/..","by":"x"}}"#),
        "unknown field `by`, expected `validity`"
    );
    assert_eq!(
        refused::<AgreementEvent>(r#"{"renewed":{"validity":"2024-09-01/2024-08-31"}}"#),
        "the period from 2024-09-01 to 2024-08-31 is reversed: its last day must not lie before its first"
    );
}

#[test]
fn every_status_has_its_text() {
    let texts =
        ["\"negotiating\"", "\"signed\"", "\"in_force\"", "\"suspended\"", "\"expired\"", "\"terminated\""];
    for (json, status) in texts.into_iter().zip(AgreementStatus::ALL) {
        assert_eq!(golden::<AgreementStatus>(json), status);
        assert_eq!(format!("\"{status}\""), json.replace('_', " "));
    }
    assert!(refused::<AgreementStatus>("\"in force\"").starts_with("unknown variant `in force`"));
}

#[test]
fn a_responsible_post_is_an_object() {
    let json = format!(r#"{{"level":"college","unit":"{ID}","role":"liaison-officer"}}"#);
    golden::<ResponsiblePost>(&json);
    has_fields::<ResponsiblePost>(&json, &["level", "unit", "role"]);
    assert_eq!(
        refused_with::<ResponsiblePost>(&json, "level", "\"faculty\""),
        "unknown variant `faculty`, expected `school` or `college`"
    );
    assert!(refused_with::<ResponsiblePost>(&json, "role", "\"Dean\"").starts_with("`Dean` is not a role"));
    assert!(
        refused_with::<ResponsiblePost>(&json, "unit", "\"1\"").starts_with("`1` is not the id of a unit")
    );
}

#[test]
fn the_kind_of_an_agreement_is_a_word() {
    is_identifier::<AgreementKind>("agreement kind");
}

#[test]
fn what_cannot_happen_to_an_agreement_says_what_can() {
    let renewed = r#"{"renewed":{"validity":"2027-09-01/2030-08-31"}}"#;
    let earlier = r#"{"renewed":{"validity":"2025-09-01/2027-08-31"}}"#;
    let open = r#"{"signed":{"validity":"2024-09-01/.."}}"#;
    let (talks, rest, again, end) = ("\"negotiated\"", "\"suspended\"", "\"resumed\"", "\"terminated\"");
    for (events, message) in [
        (vec![rest], "event #1 cannot happen on 2025-01-01: it has not been signed yet"),
        (vec![end], "event #1 cannot happen on 2025-01-01: it has not been signed yet"),
        (vec![talks, renewed], "event #2 cannot happen on 2025-01-02: it has not been signed yet"),
        (
            vec![talks, talks],
            "event #2 cannot happen on 2025-01-02: it is being negotiated already: record that it was signed or \
             terminated",
        ),
        (
            vec![SIGNED, talks],
            "event #2 cannot happen on 2025-01-02: it was signed already and cannot be `negotiated`: renew it instead",
        ),
        (
            vec![SIGNED, SIGNED],
            "event #2 cannot happen on 2025-01-02: it was signed already and cannot be `signed`: renew it instead",
        ),
        (
            vec![SIGNED, end, renewed],
            "event #3 cannot happen on 2025-01-03: it was terminated and cannot be `renewed`: make a new agreement",
        ),
        (vec![SIGNED, rest, rest], "event #3 cannot happen on 2025-01-03: it is suspended already"),
        (
            vec![SIGNED, again],
            "event #2 cannot happen on 2025-01-02: it is not suspended and cannot be resumed",
        ),
        (
            vec![SIGNED, earlier],
            "event #2 cannot happen on 2025-01-02: the term 2025-09-01/2027-08-31 does not end after the present one, \
             2024-09-01/2027-08-31: terminate it instead",
        ),
        (
            vec![open, renewed],
            "event #2 cannot happen on 2025-01-02: the term 2027-09-01/2030-08-31 does not end after the present one, \
             2024-09-01/..: terminate it instead",
        ),
    ] {
        let days: Vec<_> = (1..).map(|day| format!("2025-01-{day:02}")).take(events.len()).collect();
        let dated: Vec<_> = days.iter().map(String::as_str).zip(events).collect();
        assert_eq!(refused::<Agreement>(&with_history(&dated)), message);
    }
}

#[test]
fn a_termination_dated_before_a_renewal_names_the_renewal() {
    let renewed = r#"{"renewed":{"validity":"2027-09-01/2030-08-31"}}"#;
    let json = with_history(&[("2024-06-10", SIGNED), ("2026-02-01", renewed)]);
    let mut agreement: Agreement = serde_json::from_str(&json).unwrap();
    let clerk = collegium_core::history::Signature {
        by: agreement.history.entries()[0].by.clone(),
        on: "2026-03-02".parse().unwrap(),
    };
    let before = agreement.clone();
    let day = "2026-01-31".parse().unwrap();
    let error = agreement.record(day, &clerk, AgreementEvent::Terminated).unwrap_err();
    assert!(matches!(error, HistoryError::Impossible { error: AgreementEventError::Terminated { .. }, .. }));
    assert_eq!(
        error.to_string(),
        "event #2 cannot happen on 2026-02-01: it was terminated and cannot be `renewed`: make a new agreement"
    );
    assert_eq!(agreement, before, "a refused event changes nothing");
}
