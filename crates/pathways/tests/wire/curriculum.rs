//! Courses, curricula, standards of outcomes and shares.

use collegium_pathways::{
    Course, CourseDraft, CourseError, CourseOrigin, CourseSelection, CourseShareRules, CourseShareRulesDraft,
    CourseShareRulesError, CourseTag, Curriculum, CurriculumDraft, CurriculumError, Hours, Measure,
    OutcomeCode, OutcomeStandard, OutcomeStandardDraft, OutcomeStandardError, Requisite, RequisiteKind,
    ShareTest, TaughtBy,
};
use serde_json::{Value, json};

use super::{golden, has_fields, is_identifier, refused, refused_with};

const SOURCE: &str = r#"{"document":"Rule 7","date":"2026-01-01"}"#;

fn course(code: &str, requisites: &[(&str, &str)]) -> String {
    let requisites: Vec<_> = requisites
        .iter()
        .map(|(course, kind)| format!(r#"{{"course":"{course}","kind":"{kind}"}}"#))
        .collect();
    let requisites = if requisites.is_empty() {
        String::new()
    } else {
        format!(r#""requisites":[{}],"#, requisites.join(","))
    };
    format!(
        r#"{{"code":"{code}","name":{{"en":"Course","zh":"课程"}},"stage":2,"credits":"4.5","system":"ects","hours":{{"contact":64,"self_study":40}},"language":"en","origin":"introduced","core":true,"taught_by":"partner","level":200,{requisites}"tags":["language"],"outcomes":["sa-1"]}}"#
    )
}

fn curriculum(courses: &[String]) -> String {
    format!(r#"{{"code":"K-1","name":{{"en":"Accounting"}},"courses":[{}]}}"#, courses.join(","))
}

#[test]
fn words_of_a_curriculum() {
    is_identifier::<CourseTag>("tag of a course");
    is_identifier::<OutcomeCode>("learning outcome");
    golden::<Hours>(r#"{"contact":64,"self_study":0}"#);
    assert!(refused::<Hours>(r#"{"contact":-1,"self_study":0}"#).starts_with("invalid value: integer `-1`"));
    for (origin, taught_by) in [("home", "home"), ("introduced", "partner"), ("joint", "both")] {
        golden::<CourseOrigin>(&format!("\"{origin}\""));
        golden::<TaughtBy>(&format!("\"{taught_by}\""));
    }
    for kind in ["pre", "co", "strict_co"] {
        golden::<RequisiteKind>(&format!("\"{kind}\""));
    }
    golden::<Requisite>(r#"{"course":"A","kind":"pre"}"#);
    has_fields::<Requisite>(r#"{"course":"A","kind":"pre"}"#, &["course", "kind"]);
    golden::<Measure>("\"courses\"");
    golden::<Measure>("\"contact_hours\"");
    golden::<CourseSelection>("{}");
    golden::<CourseSelection>(
        r#"{"core":false,"origins":["home"],"taught_by":["both"],"tags":["a"],"stages":[1]}"#,
    );
    assert!(refused::<CourseSelection>(r#"{"Core":true}"#).starts_with("unknown field `Core`"));
}

#[test]
fn a_course_is_checked() {
    let json = course("A", &[("B", "co")]);
    let read: Course = golden(&json);
    assert_eq!(golden::<CourseDraft>(&json), read.draft());
    let required =
        ["code", "name", "stage", "credits", "system", "hours", "origin", "core", "taught_by", "level"];
    has_fields::<Course>(&json, &required);
    for (field, value, message) in [
        ("credits", "\"-1\"", "`-1` is not a number of credits"),
        ("credits", "\"1.00001\"", "`1.00001` is not a number of credits"),
        ("system", "\"ECTS\"", "`ECTS` is not a credit system"),
        ("stage", "0", "0 is not the number of a stage"),
        (
            "hours",
            r#"{"contact":0,"self_study":0}"#,
            "the course `A` has no hours: write its hours in class, alone, or both",
        ),
        (
            "requisites",
            r#"[{"course":"A","kind":"pre"}]"#,
            "the course `A` is its own requisite: name the course that comes before it",
        ),
        (
            "requisites",
            r#"[{"course":"B","kind":"pre"},{"course":"B","kind":"co"}]"#,
            "the course `A` names its requisite `B` twice: keep one",
        ),
    ] {
        let told = refused_with::<Course>(&json, field, value);
        assert!(told.starts_with(message), "{told}");
    }
    let mut draft = read.draft();
    draft.hours = Hours { contact: 0, self_study: 0 };
    assert_eq!(Course::try_from(draft), Err(CourseError::NoHours { course: "A".parse().unwrap() }));
    let mut draft = read.draft();
    draft.requisites[0].course = draft.code.clone();
    assert!(matches!(Course::try_from(draft), Err(CourseError::Itself { .. })));
    let mut draft = read.draft();
    draft.requisites.push(draft.requisites[0].clone());
    assert!(matches!(Course::try_from(draft), Err(CourseError::Twice { .. })));
}

#[test]
fn a_curriculum_is_checked() {
    let json = curriculum(&[course("A", &[]), course("B", &[("A", "pre")])]);
    let read: Curriculum = golden(&json);
    assert_eq!(golden::<CurriculumDraft>(&json), read.draft());
    has_fields::<Curriculum>(&json, &["code", "name", "courses"]);
    let first = course("A", &[]).replace("\"stage\":2", "\"stage\":1");
    let (late, apart) = (course("B", &[]), course("C", &[("A", "strict_co")]));
    for (courses, message) in [
        (vec![], "the curriculum `K-1` has no course: list at least one"),
        (
            vec![course("A", &[]), course("A", &[])],
            "the course `A` is listed twice: a code stands for one course",
        ),
        (
            vec![course("A", &[("X", "pre")])],
            "the course `A` asks for `X`, which is no course of the curriculum: add it, or correct the code",
        ),
        (
            vec![course("A", &[("B", "co")]).replace("\"stage\":2", "\"stage\":1"), late],
            "the course `A` of stage 1 asks for `B`, which is taken in stage 2: a requisite stands in the same stage or an \
             earlier one, a strict co-requisite in the same",
        ),
        (
            vec![first, apart],
            "the course `C` of stage 2 asks for `A`, which is taken in stage 1: a requisite stands in the same stage or an \
             earlier one, a strict co-requisite in the same",
        ),
        (
            vec![course("A", &[("B", "pre")]), course("B", &[("C", "co")]), course("C", &[("A", "pre")])],
            "the courses B, C, A wait for each other in a circle, each for the next and the last for the first: drop one \
             requisite, or none of them can be begun",
        ),
    ] {
        assert_eq!(refused::<Curriculum>(&curriculum(&courses)), message);
    }
    let together =
        [course("A", &[("B", "strict_co")]), course("B", &[("A", "co")]), course("C", &[("A", "pre")])];
    golden::<Curriculum>(&curriculum(&together));
}

#[test]
fn every_refusal_of_a_curriculum_is_typed() {
    let refusal = |courses: &[String]| {
        let draft: CurriculumDraft = serde_json::from_str(&curriculum(courses)).unwrap();
        Curriculum::try_from(draft).unwrap_err()
    };
    assert!(matches!(refusal(&[]), CurriculumError::Empty { .. }));
    assert!(matches!(refusal(&[course("A", &[]), course("A", &[])]), CurriculumError::Twice { .. }));
    assert!(matches!(refusal(&[course("A", &[("X", "co")])]), CurriculumError::UnknownRequisite { .. }));
    let early = course("A", &[("B", "pre")]).replace("\"stage\":2", "\"stage\":1");
    assert!(matches!(refusal(&[early, course("B", &[])]), CurriculumError::StageOfRequisite { .. }));
    let circle = [course("A", &[("B", "pre")]), course("B", &[("A", "pre")])];
    assert!(matches!(refusal(&circle), CurriculumError::Cycle { courses } if courses.len() == 2));
}

#[test]
fn standards_and_shares_are_checked() {
    let json = format!(
        r#"{{"name":{{"en":"Standard"}},"outcomes":{{"o-1":{{"en":"One"}}}},"source":{SOURCE},"status":"unverified"}}"#
    );
    let standard: OutcomeStandard = golden(&json);
    assert_eq!(golden::<OutcomeStandardDraft>(&json), standard.draft());
    has_fields::<OutcomeStandard>(&json, &["name", "outcomes", "source", "status"]);
    assert_eq!(
        refused_with::<OutcomeStandard>(&json, "outcomes", "{}"),
        "a standard of outcomes needs at least one"
    );
    let empty = OutcomeStandardDraft { outcomes: std::collections::BTreeMap::new(), ..standard.draft() };
    assert_eq!(OutcomeStandard::try_from(empty), Err(OutcomeStandardError::Empty));

    let test = format!(
        r#"{{"name":"introduced","part":{{"origins":["introduced"]}},"among":{{}},"of":"all courses","measure":"courses","least":"1/3","source":{SOURCE}}}"#
    );
    golden::<ShareTest>(&test);
    has_fields::<ShareTest>(&test, &["name", "part", "among", "of", "measure", "least", "source"]);
    let json = format!(r#"{{"tests":[{test}],"source":{SOURCE},"status":"verified"}}"#);
    let rules: CourseShareRules = golden(&json);
    assert_eq!(golden::<CourseShareRulesDraft>(&json), rules.draft());
    has_fields::<CourseShareRules>(&json, &["tests", "source", "status"]);
    let none = "rules on shares of a curriculum need at least one test";
    assert_eq!(refused_with::<CourseShareRules>(&json, "tests", "[]"), none);
    let empty: Value = json!([]);
    assert_eq!(refused_with::<CourseShareRules>(&json, "tests", &empty.to_string()), none);
    let draft = CourseShareRulesDraft { tests: vec![], ..rules.draft() };
    assert_eq!(CourseShareRules::try_from(draft), Err(CourseShareRulesError::Empty));
}
