//! Signatures, entries, histories, approvals.

use collegium_core::{
    Approval,
    approval::{ApprovalEvent, ApprovalRoute, ApprovalRouteDraft, ApprovalStep, Outcome},
    history::{Change, Entry, EntryNumber, Event, History, Signature},
};
use serde::{Deserialize, Serialize};

use super::forms::{golden, refused, unknown_field_refused};

/// A sum that must not fall below zero.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct Booked(i32);

impl Event for Booked {
    type State = i32;
    type Error = String;

    fn apply(&self, before: Option<&i32>) -> Result<i32, String> {
        let balance = before.unwrap_or(&0) + self.0;
        if balance < 0 { Err(format!("the balance would be {balance}")) } else { Ok(balance) }
    }
}

const TEACHER: &str = r#"{"id":"67e55044-10b1-426f-9247-bb680e5fe001","name":"Wang Fang"}"#;
const DEAN: &str = r#"{"id":"67e55044-10b1-426f-9247-bb680e5fe002","name":"Li Na"}"#;
const DEANS: &str = r#"{"role":"dean","level":"college"}"#;
const PRESIDENTS: &str = r#"{"role":"vice-president","level":"school"}"#;

fn entry(recorded: &str, reason: Option<&str>, change: &str) -> String {
    let reason = reason.map(|reason| format!(r#""reason":"{reason}","#)).unwrap_or_default();
    format!(r#"{{"recorded":"{recorded}","by":{TEACHER},{reason}"change":{change}}}"#)
}

fn happened(effective: &str, event: &str) -> String {
    format!(r#"{{"happened":{{"effective":"{effective}","event":{event}}}}}"#)
}

fn list(entries: &[String]) -> String {
    format!("[{}]", entries.join(","))
}

const CANCELS_FIRST: &str = r#"{"cancelled":{"entry":1}}"#;

#[test]
fn signatures() {
    let json = format!(r#"{{"by":{TEACHER},"on":"2026-03-02"}}"#);
    golden::<Signature>(&serde_json::from_str(&json).unwrap(), &json);
    unknown_field_refused::<Signature>(&json);
    assert!(refused::<Signature>(&json.replace("03-02", "3-2")).starts_with("`2026-3-2` is not a day"));
    assert_eq!(refused::<Signature>(&json.replace("Wang Fang", "")), "a line cannot be blank");
}

#[test]
fn entries() {
    golden(&EntryNumber::try_from(3).unwrap(), "3");
    assert_eq!(refused::<EntryNumber>("0"), "0 is not the number of an entry: the first is 1");
    assert!(refused::<EntryNumber>("-1").starts_with("invalid value: integer `-1`"));
    let first = entry("2026-01-02", Some("found late"), &happened("2025-12-31", "30"));
    golden::<Entry<Booked>>(&serde_json::from_str(&first).unwrap(), &first);
    let cancels = entry("2026-01-02", None, CANCELS_FIRST);
    golden::<Entry<Booked>>(&serde_json::from_str(&cancels).unwrap(), &cancels);
    unknown_field_refused::<Entry<Booked>>(&first);
    let message = |from: &str, to: &str| refused::<Entry<Booked>>(&first.replace(from, to));
    assert!(message("2026-01-02", "2026-1-2").starts_with("`2026-1-2` is not a day"));
    assert!(message("2025-12-31", "2025-12-32").starts_with("`2025-12-32` is not a day"));
    assert_eq!(message("found late", ""), "a line cannot be blank");
    assert!(message("happened", "removed").starts_with("unknown variant `removed`, expected `happened`"));
    assert!(
        message("\"effective\"", "\"weeks\":2,\"effective\"").starts_with("unknown field `weeks`"),
        "a change has no other fields either"
    );
    golden::<Change<Booked>>(&serde_json::from_str(CANCELS_FIRST).unwrap(), CANCELS_FIRST);
}

#[test]
fn histories() {
    golden(&History::<Booked>::default(), "[]");
    let json = list(&[
        entry("2026-01-02", None, &happened("2025-12-31", "30")),
        entry("2026-01-03", Some("a mistake"), CANCELS_FIRST),
        entry("2026-01-03", None, &happened("2025-12-30", "40")),
    ]);
    golden::<History<Booked>>(&serde_json::from_str(&json).unwrap(), &json);
}

#[test]
fn a_history_that_cannot_have_been_recorded_is_refused() {
    let message = |entries: &[String]| refused::<History<Booked>>(&list(entries));
    let first = entry("2026-01-02", None, &happened("2025-12-31", "30"));
    assert_eq!(
        message(&[first.clone(), entry("2026-01-01", None, &happened("2025-12-31", "1"))]),
        "an entry recorded on 2026-01-01 cannot follow one of 2026-01-02: give the day it is written down, and the day \
         it happened as the day of effect"
    );
    assert_eq!(
        message(&[first.clone(), entry("2026-01-02", None, &happened("2025-12-30", "-1"))]),
        "event #2 cannot happen on 2025-12-30: the balance would be -1"
    );
    let spent = entry("2026-01-02", None, &happened("2026-01-01", "-30"));
    let cancel = |number: usize, reason| {
        entry("2026-01-02", reason, &format!(r#"{{"cancelled":{{"entry":{number}}}}}"#))
    };
    assert_eq!(
        message(&[first.clone(), spent, cancel(1, Some("a mistake"))]),
        "event #2 cannot happen on 2026-01-01: the balance would be -30"
    );
    for number in [2, 3, 99] {
        assert_eq!(
            message(&[first.clone(), cancel(number, Some("a mistake"))]),
            format!("there is no event #{number} that could be cancelled")
        );
    }
    assert_eq!(
        message(&[first.clone(), cancel(1, Some("a mistake")), cancel(1, Some("again"))]),
        "there is no event #1 that could be cancelled"
    );
    assert_eq!(message(&[first, cancel(1, None)]), "event #1 cannot be cancelled without a reason");
}

#[test]
fn routes() {
    let json = format!(
        r#"{{"steps":[{DEANS},{PRESIDENTS}],"source":{{"document":"Rule 7","date":"2026-01-01"}},"status":"verified"}}"#
    );
    let route: ApprovalRoute = serde_json::from_str(&json).unwrap();
    golden(&route, &json);
    golden::<ApprovalRouteDraft>(&route.draft(), &json);
    golden::<ApprovalStep>(&route.steps[0], DEANS);
    unknown_field_refused::<ApprovalRoute>(&json);
    unknown_field_refused::<ApprovalStep>(DEANS);
    let message = |from: &str, to: &str| refused::<ApprovalRoute>(&json.replace(from, to));
    assert_eq!(message(PRESIDENTS, DEANS), "the step `dean (college)` comes twice");
    assert_eq!(message(&format!("{DEANS},{PRESIDENTS}"), ""), "a route of approval needs at least one step");
    for (outcome, text) in [
        (Outcome::Open, "open"),
        (Outcome::Approved, "approved"),
        (Outcome::Rejected, "rejected"),
        (Outcome::Returned, "returned"),
        (Outcome::Withdrawn, "withdrawn"),
    ] {
        golden(&outcome, &format!("\"{text}\""));
        assert_eq!(outcome.to_string(), text);
    }
}

fn requested(by: &str, steps: &str) -> String {
    format!(r#"{{"requested":{{"by":{by},"steps":[{steps}]}}}}"#)
}

fn decided(verb: &str, by: &str, step: &str) -> String {
    let reason = if verb == "approved" { "" } else { r#","reason":"no budget""# };
    format!(r#"{{"{verb}":{{"by":{by},"step":{step}{reason}}}}}"#)
}

fn withdrawn(by: &str) -> String {
    format!(r#"{{"withdrawn":{{"by":{by}}}}}"#)
}

/// An approval whose events happen and are recorded on days one after another.
fn approval(events: &[String]) -> String {
    let entries = events.iter().zip(1..).map(|(event, number)| {
        let day = format!("2026-03-{number:02}");
        entry(&day, None, &happened(&day, event))
    });
    list(&entries.collect::<Vec<_>>())
}

#[test]
fn approvals() {
    let steps = format!("{DEANS},{PRESIDENTS}");
    for events in [
        vec![requested(TEACHER, &steps)],
        vec![
            requested(TEACHER, &steps),
            decided("approved", DEAN, DEANS),
            decided("approved", DEAN, PRESIDENTS),
        ],
        vec![requested(TEACHER, &steps), decided("rejected", DEAN, DEANS)],
        vec![requested(TEACHER, DEANS), decided("returned", DEAN, DEANS), requested(TEACHER, DEANS)],
        vec![requested(TEACHER, DEANS), decided("returned", DEAN, DEANS), withdrawn(TEACHER)],
    ] {
        let json = approval(&events);
        golden::<Approval>(&serde_json::from_str(&json).unwrap(), &json);
        for event in &events {
            golden::<ApprovalEvent>(&serde_json::from_str(event).unwrap(), event);
        }
    }
    let bare = decided("approved", DEAN, DEANS);
    assert!(refused::<ApprovalEvent>(&bare.replace("\"step\"", "\"weeks\":2,\"step\"")).contains("`weeks`"));
    let reasonless = decided("rejected", DEAN, DEANS).replace(",\"reason\":\"no budget\"", "");
    assert_eq!(refused::<ApprovalEvent>(&reasonless), "missing field `reason`");
}

#[test]
fn an_approval_that_cannot_have_happened_is_refused() {
    let message = |events: &[String]| refused::<Approval>(&approval(events));
    let asked = requested(TEACHER, &format!("{DEANS},{PRESIDENTS}"));
    let yes = |by, step| decided("approved", by, step);
    assert_eq!(message(&[]), "an approval begins with a request");
    let cannot =
        |number: u32, why: &str| format!("event #{number} cannot happen on 2026-03-{number:02}: {why}");
    for (events, number, why) in [
        (vec![yes(DEAN, DEANS)], 1, "there is no request yet: a decision cannot precede it"),
        (vec![requested(TEACHER, "")], 1, "a request needs at least one step of approval"),
        (
            vec![requested(TEACHER, &format!("{DEANS},{PRESIDENTS},{DEANS}"))],
            1,
            "a request cannot take the step `dean (college)` twice",
        ),
        (
            vec![asked.clone(), asked.clone()],
            2,
            "the request is open and cannot be made again: only a returned one can",
        ),
        (
            vec![asked.clone(), yes(DEAN, PRESIDENTS)],
            2,
            "the step `vice-president (school)` cannot be decided now: `dean (college)` is next",
        ),
        (vec![asked.clone(), yes(TEACHER, DEANS)], 2, "Wang Fang cannot decide on their own request"),
        (vec![asked.clone(), withdrawn(DEAN)], 2, "Li Na cannot act for Wang Fang, who made the request"),
        (
            vec![asked.clone(), decided("returned", DEAN, DEANS), requested(DEAN, DEANS)],
            3,
            "Li Na cannot act for Wang Fang, who made the request",
        ),
        (
            vec![asked.clone(), decided("rejected", DEAN, DEANS), yes(DEAN, DEANS)],
            3,
            "the request is rejected and nothing is left to decide",
        ),
        (
            vec![asked.clone(), withdrawn(TEACHER), withdrawn(TEACHER)],
            3,
            "the request is withdrawn and nothing is left to decide",
        ),
        (
            vec![asked.clone(), yes(DEAN, DEANS), yes(DEAN, DEANS)],
            3,
            "the step `dean (college)` cannot be decided now: `vice-president (school)` is next",
        ),
    ] {
        assert_eq!(message(&events), cannot(number, why));
    }
    let all_gone = list(&[
        entry("2026-03-01", None, &happened("2026-03-01", &asked)),
        entry("2026-03-01", Some("a mistake"), CANCELS_FIRST),
    ]);
    assert_eq!(refused::<Approval>(&all_gone), "an approval begins with a request");
}
