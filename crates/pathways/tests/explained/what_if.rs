//! What would be with other courses, on another route, with another partner.

use collegium_core::RecordCode;
use collegium_pathways::audit::{Audit, AuditOptions, CatalogueCourse, Filter};
use serde_json::json;

use crate::reasons::{requirements, transcript};

const WHAT_IF: AuditOptions<'_> = AuditOptions { in_progress: true, present: None, work_limit: 1_000_000 };

fn course(code: &str, institution: &str) -> CatalogueCourse {
    serde_json::from_value(
        json!({ "code": code, "credits": "5", "area": "EC", "level": 300, "origin": "partner",
        "institution": institution }),
    )
    .unwrap()
}

fn applied(audit: &Audit<'_>) -> Vec<String> {
    audit.applied().map(|(attempt, part)| format!("{} {} to {part}", attempt.id, attempt.code)).collect()
}

#[test]
fn another_partner_has_other_courses() {
    let root = json!({ "id": "root", "kind": "all_of", "children": [
        { "id": "home", "kind": "courses", "filter": { "origins": ["home"] }, "min_courses": 1 },
        { "id": "abroad", "kind": "courses", "filter": { "origins": ["partner"], "not_codes": ["LAW300"] }, "min_courses": 2 }] });
    let compiled = requirements(&root, &json!([])).compile(&[]);
    let begun =
        json!({ "status": "in_progress", "grade": null, "origin": "partner", "institution": "leeds" });
    let passed = transcript(&[json!({}), begun]);
    let leeds = passed.planned(&[course("ECON3", "leeds")]).unwrap();
    assert!(compiled.audit(&leeds, &WHAT_IF).is_satisfied());
    let filter: Filter = serde_json::from_str(r#"{"institutions":["leeds"]}"#).unwrap();
    let perth =
        leeds.unplanned(&filter).planned(&[course("LAW300", "perth"), course("BUS300", "perth")]).unwrap();
    let (before, after) = (compiled.audit(&leeds, &WHAT_IF), compiled.audit(&perth, &WHAT_IF));
    assert_eq!(applied(&after), ["a1 C1 to home", "BUS300 BUS300 to abroad"]);
    let change = before.compare(&after);
    assert_eq!(change.satisfied, (true, false));
    assert_eq!((change.credits, change.other_credits), (13.into(), 9.into()));
    let ids = |ids: &std::collections::BTreeSet<RecordCode>| {
        ids.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(
        (ids(&change.lost), ids(&change.gained), ids(&change.moved)),
        ("ECON3 a2".to_owned(), "BUS300".to_owned(), String::new())
    );
}

#[test]
fn what_is_passed_is_not_taken_out() {
    let passed = transcript(&[
        json!({ "institution": "leeds" }),
        json!({ "institution": "leeds", "status": "failed" }),
    ]);
    assert_eq!(passed.unplanned(&Filter::default()), passed);
}

#[test]
fn planned_courses_have_new_ids() {
    let own = transcript(&[json!({ "id": "ECON3" }), json!({ "id": "planned-1" })]);
    let planned = own
        .planned(&[course("ECON3", "leeds"), course("ECON3", "perth"), course("BUS300", "perth")])
        .unwrap();
    let ids: Vec<_> = planned.attempts.iter().map(|attempt| attempt.id.as_str()).collect();
    assert_eq!(ids, ["ECON3", "planned-1", "planned-2", "planned-3", "BUS300"]);
    // What was checked is still so.
    assert_eq!(planned.draft().try_into(), Ok(planned));
}

#[test]
fn a_course_of_too_many_credits_cannot_be_planned() {
    let mut huge = course("ECON3", "leeds");
    huge.credits = "10001".parse().unwrap();
    assert!(transcript(&[]).planned(&[huge]).is_err());
}

#[test]
fn another_route_applies_the_same_attempts_elsewhere() {
    let leaf = |id: &str, area: &str| json!({ "id": id, "kind": "courses", "filter": { "areas": [area] }, "min_courses": 1 });
    let route = |children: &serde_json::Value| {
        requirements(&json!({ "id": "root", "kind": "all_of", "children": children }), &json!([]))
            .compile(&[])
    };
    let accounting = route(&json!([leaf("core", "MA"), leaf("more", "EC")]));
    let mathematics = route(&json!([leaf("major", "MA")]));
    let transcript = transcript(&[json!({}), json!({ "area": "EC" })]);
    let (one, other) = (accounting.audit(&transcript, &WHAT_IF), mathematics.audit(&transcript, &WHAT_IF));
    let change = one.compare(&other);
    assert_eq!(change.satisfied, (true, true));
    assert_eq!(change.moved.iter().map(RecordCode::as_str).collect::<Vec<_>>(), ["a1"]);
    assert_eq!(change.lost.iter().map(RecordCode::as_str).collect::<Vec<_>>(), ["a2"]);
}
