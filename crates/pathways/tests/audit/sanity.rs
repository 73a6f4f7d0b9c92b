//! What is found of the rules themselves is true.

use collegium_core::Severity;
use collegium_pathways::audit::{AuditOptions, CatalogueCourse, Part, Requirements, Transcript};
use proptest::prelude::*;
use serde_json::{Value, json};

use super::made::{Question, around, question, rules};

/// Somebody who passed every course, on several days, with the best grade, and reached all else.
fn best_student(catalogue: &[CatalogueCourse]) -> Transcript {
    let mut attempts = Vec::new();
    for course in catalogue {
        for day in ["2020-01-01", "2021-06-30", "2022-06-30", "2024-02-29"] {
            let mut attempt = serde_json::to_value(course).unwrap();
            attempt["id"] = json!(format!("{} {day}", course.code));
            attempt["grade"] = json!("1000");
            attempt["taken"] = json!(day);
            attempt["status"] = json!("passed");
            attempts.push(attempt);
        }
    }
    let milestones = json!({ "m": "passed", "n": "passed", "o": "passed" });
    serde_json::from_value(json!({ "attempts": attempts, "milestones": milestones })).unwrap()
}

fn is_satisfied(requirements: &Requirements, transcript: &Transcript) -> bool {
    let compiled = requirements.compile(&[]);
    let audit = compiled.audit(transcript, &AuditOptions::default());
    assert!(audit.is_proven());
    audit.is_satisfied()
}

/// The part at a path such as `root.children[1].limits[0]`; what leads beyond the part is left.
fn part_at<'a>(root: &'a mut Value, path: &str) -> &'a mut Value {
    let numbers = path.split('.').skip(1).map_while(|step| {
        let number = step.strip_prefix("children[")?.strip_suffix(']')?;
        number.parse::<usize>().ok()
    });
    numbers.fold(root, |part, number| &mut part["children"][number])
}

/// The requirements without an option.
fn without(requirements: &Requirements, path: &str) -> Requirements {
    let mut json = serde_json::to_value(requirements).unwrap();
    let (above, _) = path.rsplit_once(".children[").unwrap();
    let option: Part = serde_json::from_value(part_at(&mut json["root"], path).clone()).unwrap();
    let is_gone = |id: &Value| option.walk().any(|part| id == part.id.as_str());
    part_at(&mut json["root"], above)["children"]
        .as_array_mut()
        .unwrap()
        .retain(|child| child["id"] != option.id.as_str());
    if let Some(pairs) = json.get_mut("apart").and_then(Value::as_array_mut) {
        pairs.retain(|pair| !is_gone(&pair[0]) && !is_gone(&pair[1]));
    }
    serde_json::from_value(json).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_500))]

    #[test]
    fn what_is_said_to_be_impossible_is(made in rules()) {
        let (requirements, catalogue) = made;
        let student = best_student(&catalogue);
        for finding in &requirements.check(&catalogue) {
            let impossible = finding.severity == Severity::Violation || finding.code.as_str() == "PW0506";
            if impossible {
                let mut root = serde_json::to_value(&requirements.root).unwrap();
                let part = part_at(&mut root, &finding.subject.path);
                let alone = around(part, &json!([]));
                prop_assert!(!is_satisfied(&alone, &student), "{finding}");
            }
            if finding.code.as_str() == "PW0510" {
                prop_assert!(!is_satisfied(&requirements, &student));
            }
        }
    }

    #[test]
    fn what_is_said_without_a_catalogue_holds_with_any(made in rules()) {
        let (requirements, catalogue) = made;
        let student = best_student(&catalogue);
        for finding in requirements.check(&[]).violations() {
            let mut root = serde_json::to_value(&requirements.root).unwrap();
            let alone = around(part_at(&mut root, &finding.subject.path), &json!([]));
            prop_assert!(!is_satisfied(&alone, &student), "{finding}");
        }
    }

    #[test]
    fn an_option_that_is_never_needed_can_be_taken_out(question in question(), made in rules()) {
        let (_, catalogue) = made;
        let Question { requirements, transcript, .. } = question;
        // The catalogue has the student's courses, if they are not told in two ways.
        let attempts = transcript.attempts.iter().map(|attempt| {
            let mut course = serde_json::to_value(attempt).unwrap();
            course.as_object_mut().unwrap().retain(|key, _| !["id", "grade", "status", "taken"].contains(&key.as_str()));
            serde_json::from_value::<CatalogueCourse>(course).unwrap()
        });
        let all: Vec<_> = attempts.chain(catalogue).collect();
        let before = is_satisfied(&requirements, &transcript);
        for finding in requirements.check(&all).iter().filter(|finding| finding.code.as_str() == "PW0507") {
            let after = is_satisfied(&without(&requirements, &finding.subject.path), &transcript);
            prop_assert_eq!(after, before, "{}", finding);
        }
    }

    #[test]
    fn the_order_of_the_catalogue_says_nothing(made in rules()) {
        let (requirements, mut catalogue) = made;
        let found = requirements.check(&catalogue);
        catalogue.reverse();
        prop_assert_eq!(requirements.check(&catalogue), found);
    }
}
