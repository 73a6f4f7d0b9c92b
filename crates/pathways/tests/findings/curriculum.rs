//! Curricula: their stages, outcomes and shares.

use collegium_core::Findings;
use collegium_pathways::{CourseShareRules, CreditSystem, CreditSystems, Curriculum, OutcomeStandard, Route};
use serde_json::{Value, json};

use super::{abroad, one, stage};

fn course(code: &str, changes: &Value) -> Value {
    let mut course = json!({
        "code": code, "name": { "en": "Course" }, "stage": 1, "credits": "4", "system": "cn-vocational",
        "hours": { "contact": 60, "self_study": 40 }, "origin": "home", "core": false, "taught_by": "home", "level": 100,
    });
    course.as_object_mut().unwrap().extend(changes.as_object().unwrap().clone());
    course
}

fn curriculum(courses: &[Value]) -> Curriculum {
    serde_json::from_value(json!({ "code": "K-1", "name": { "en": "Accounting" }, "courses": courses }))
        .unwrap()
}

fn route() -> Route {
    let stages =
        [stage(&json!("home"), "3", Some(("5", "diploma"))), stage(&abroad(), "1", Some(("6", "degree")))];
    serde_json::from_value(json!({ "stages": stages })).unwrap()
}

fn told(findings: &Findings, code: &str) -> String {
    one(findings, code).map_or_else(String::new, |finding| finding.message.clone())
}

pub(crate) fn pw0401() {
    let in_stage =
        |number: u8| curriculum(&[course("A", &json!({})), course("B", &json!({ "stage": number }))]);
    let found = in_stage(3).check_stages(&route());
    assert_eq!(told(&found, "PW0401"), "the course B is in stage 3, but the route ends with stage 2");
    assert!(in_stage(2).check_stages(&route()).is_empty());
}

pub(crate) fn pw0402() {
    let found = curriculum(&[course("A", &json!({}))]).check_stages(&route());
    assert_eq!(told(&found, "PW0402"), "stage 2 of the route has no course");
    let both = curriculum(&[course("A", &json!({})), course("B", &json!({ "stage": 2 }))]);
    assert!(both.check_stages(&route()).is_empty());
}

/// A course that serves all outcomes of the standard but those left out.
fn serving(but: &str, more: &[&str]) -> Curriculum {
    let all = (1..=12).map(|number| format!("sa-{number}")).filter(|code| code != but);
    let outcomes: Vec<_> = all.chain(more.iter().map(|&code| code.to_owned())).collect();
    curriculum(&[course("A", &json!({ "outcomes": outcomes }))])
}

pub(crate) fn pw0403() {
    let accord = OutcomeStandard::sydney_accord().load().unwrap();
    let found = accord.check(&serving("", &["wa-1"]));
    assert_eq!(told(&found, "PW0403"), "the outcome `wa-1` is none of the standard");
    let found = accord.check(&serving("", &[]));
    assert_eq!((told(&found, "PW0403"), found.warnings().count()), (String::new(), 0));
}

pub(crate) fn pw0404() {
    let accord = OutcomeStandard::sydney_accord().load().unwrap();
    let found = accord.check(&serving("sa-12", &[]));
    assert_eq!(told(&found, "PW0404"), "no course serves the outcome `sa-12`");
    assert_eq!(told(&accord.check(&serving("", &[])), "PW0404"), "");
}

pub(crate) fn pw0405() {
    let rules = CourseShareRules::one_thirds().load().unwrap();
    let theirs = json!({ "origin": "introduced", "core": true, "taught_by": "partner" });
    let (theirs, ours) = (course("A", &theirs), |code| course(code, &json!({ "core": true })));
    assert!(
        rules.check(&curriculum(&[theirs.clone(), ours("B"), ours("C")])).is_empty(),
        "one of three is enough"
    );
    let found = rules.check(&curriculum(&[theirs.clone(), ours("B"), ours("C"), ours("D")]));
    let told: Vec<_> = found.iter().map(|finding| finding.message.as_str()).collect();
    assert_eq!(
        told,
        [
            "core courses taught by the partner's staff: 1 of 4 (25.0 %) in courses, at least 1/3 is asked",
            "hours of core courses taught by the partner's staff: 60 of 240 (25.0 %) in hours in class, at least 1/3 is asked",
            "introduced core courses: 1 of 4 (25.0 %) in courses, at least 1/3 is asked",
            "introduced courses: 1 of 4 (25.0 %) in courses, at least 1/3 is asked",
        ]
    );
    // Many hours in few courses: only the count is too small. Without core courses nothing can be said of them.
    let mut long = theirs;
    long["hours"]["contact"] = json!(300);
    let found = rules.check(&curriculum(&[long, ours("B"), ours("C"), ours("D")]));
    assert_eq!(found.len(), 3);
    // What is taught abroad can be left out by the rules: here only the first stage counts.
    let mut draft = rules.draft();
    for test in &mut draft.tests {
        for selection in [&mut test.part, &mut test.among] {
            selection.stages.insert(1.try_into().unwrap());
        }
    }
    let at_home = CourseShareRules::try_from(draft).unwrap();
    let mut away = course("A", &json!({ "origin": "introduced", "core": true, "taught_by": "partner" }));
    away["stage"] = json!(2);
    let both = curriculum(&[away, ours("B")]);
    assert!(rules.check(&both).is_empty());
    assert_eq!(at_home.check(&both).violations().count(), 4);
    let plain = rules.check(&curriculum(&[course("A", &json!({ "origin": "introduced" }))]));
    assert!(
        plain.iter().any(|finding| finding.message.contains("introduced core courses: 0 of 0 (not defined)"))
    );
}

pub(crate) fn pw0406() {
    let systems =
        CreditSystems::new(CreditSystem::presets().iter().map(|preset| preset.load().unwrap())).unwrap();
    let told = |changes: &Value| {
        let found = curriculum(&[course("A", changes), course("B", &json!({}))]).check_credits(&systems);
        told(&found, "PW0406")
    };
    assert_eq!(told(&json!({})), "");
    assert!(
        told(&json!({ "system": "credo" })).starts_with(
            "the credits of the course A cannot be counted: `credo` is not a known credit system"
        )
    );
    assert!(
        told(&json!({ "credits": "4.125" })).contains("4.125 credits are too precise for `cn-vocational`")
    );
}
