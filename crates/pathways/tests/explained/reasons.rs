//! Each reason once, in words.

use collegium_pathways::audit::{AuditOptions, AuditReport, Reason, Requirements, Transcript};
use serde_json::{Value, json};

pub(crate) fn requirements(root: &Value, apart: &Value) -> Requirements {
    serde_json::from_value(json!({
        "code": "BBA", "name": { "en": "Bachelor of Business" }, "catalogue": "2026/2027", "root": root, "apart": apart,
        "source": { "document": "Catalogue", "date": "2026-06-01" }, "status": "verified",
    }))
    .unwrap()
}

pub(crate) fn transcript(attempts: &[Value]) -> Transcript {
    let attempts: Vec<_> = attempts
        .iter()
        .enumerate()
        .map(|(at, more)| {
            let mut attempt = json!({ "id": format!("a{}", at + 1), "code": format!("C{}", at + 1), "credits": "4", "area": "MA",
                "level": 100, "origin": "home", "grade": "80", "status": "passed" });
            attempt.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
            attempt
        })
        .collect();
    serde_json::from_value(json!({ "attempts": attempts })).unwrap()
}

fn report(root: &Value, attempts: &[Value]) -> AuditReport {
    let transcript = transcript(attempts);
    requirements(root, &json!([])).compile(&[]).audit(&transcript, &AuditOptions::default()).report()
}

/// The reasons for one attempt, in words.
fn reasons(report: &AuditReport, attempt: &str) -> Vec<String> {
    report.reasons(&attempt.parse().unwrap()).map(|left_out| left_out.reason.to_string()).collect()
}

fn leaf(filter: &Value) -> Value {
    json!({ "id": "core", "kind": "courses", "filter": filter })
}

#[test]
fn what_lies_in_the_attempt() {
    let filter = json!({ "grade_min": "60", "taken_from": "2026-01-01", "taken_to": "2026-12-31" });
    let report = report(
        &leaf(&filter),
        &[
            json!({ "status": "failed" }),
            json!({ "status": "in_progress" }),
            json!({ "grade": "54", "taken": "2025-06-30" }),
            json!({ "grade": null }),
        ],
    );
    assert_eq!(reasons(&report, "a1"), ["it was failed"]);
    assert_eq!(reasons(&report, "a2"), ["it is in progress"]);
    let early = "it was taken on 2025-06-30, and must be taken from 2026-01-01 to 2026-12-31";
    assert_eq!(reasons(&report, "a3"), ["its grade 54 is below 60", early]);
    let untold = "its day is not told, and it must be taken from 2026-01-01 to 2026-12-31";
    assert_eq!(reasons(&report, "a4"), ["it has no grade, and 60 is asked for", untold]);
    assert_eq!(report.unused.len(), 4);
}

#[test]
fn no_part_means_it() {
    let report = report(&leaf(&json!({ "areas": ["EC"] })), &[json!({})]);
    assert_eq!(reasons(&report, "a1"), ["no part means it"]);
}

#[test]
fn another_part_or_attempt_has_it() {
    let mut root = json!({ "id": "root", "kind": "all_of", "children": [
        { "id": "core", "kind": "courses", "filter": { "tags_any": ["core"] }, "min_courses": 1 },
        { "id": "free", "kind": "courses", "filter": {} },
        { "id": "way", "kind": "any_of", "children": [
            { "id": "short", "kind": "milestone", "milestone": "thesis" },
            { "id": "long", "kind": "all_of", "children": [
                { "id": "more", "kind": "courses", "filter": {}, "pool": "minor" }] }] }] });
    let mut draft =
        transcript(&[json!({ "tags": ["core"] }), json!({ "code": "C1", "credits": "3" })]).draft();
    draft.milestones.insert("thesis".parse().unwrap(), collegium_pathways::audit::AttemptStatus::Passed);
    // The long way asks for what nobody has.
    root["children"][2]["children"][1]["min_courses"] = json!(9);
    let transcript = draft.try_into().unwrap();
    let compiled = requirements(&root, &json!([])).compile(&[]);
    let report = compiled.audit(&transcript, &AuditOptions::default()).report();
    let pool = "it is applied to `core`, which is of the same pool `main`";
    assert_eq!(reasons(&report, "a1"), [pool, "`long` is not chosen"]);
    let same = "`a1`, which counts the same, is applied";
    assert_eq!(reasons(&report, "a2"), [same, "`long` is not chosen"]);
}

#[test]
fn a_bound_would_break() {
    let root = json!({ "id": "root", "kind": "courses", "filter": {}, "max_credits": "9", "max_courses": 2, "min_avg_grade": "75",
        "min_courses": 1, "limits": [{ "filter": { "origins": ["partner"], "level_min": 100 }, "max_courses": 1 }] });
    let attempts = [
        json!({ "origin": "partner" }),
        json!({}),
        json!({ "origin": "partner", "grade": "50", "credits": "3" }),
    ];
    let report = report(&root, &attempts);
    assert_eq!(
        reasons(&report, "a3"),
        [
            "with it, `root` would have 11 of at most 9 credits",
            "with it, `root` would have 3 of at most 2 courses",
            "with it, `root` would have an average of 71.81, at least 75 asked for",
            "with it, `root` would have 2 of at most 1 courses, counting origin partner, level from 100",
        ]
    );
}

#[test]
fn parts_are_kept_apart() {
    let root = json!({ "id": "root", "kind": "all_of", "children": [
        { "id": "major", "kind": "courses", "filter": {}, "min_courses": 1 },
        { "id": "minor", "kind": "courses", "filter": {}, "pool": "minor" }] });
    let transcript = transcript(&[json!({})]);
    let compiled = requirements(&root, &json!([["major", "minor"]])).compile(&[]);
    let report = compiled.audit(&transcript, &AuditOptions::default()).report();
    assert_eq!(reasons(&report, "a1"), ["it is applied to `major`, which shares nothing with `minor`"]);
}

#[test]
fn what_only_the_search_can_tell() {
    // The laws see the first thousands of times, and a test beside the code makes the second.
    assert_eq!(Reason::NoGain.to_string(), "it would add no credits");
    assert_eq!(Reason::NotDecided.to_string(), "the search stopped before this was decided");
}
