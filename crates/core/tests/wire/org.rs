//! People, units, posts, institutions, and who must be there.

use collegium_core::org::{
    Level, OrgUnit, Organisation, OrganisationDraft, Person, Post, ResponsibilityRules,
    ResponsibilityRulesDraft,
};

use super::forms::{golden, refused, unknown_field_refused};

const PERSON: &str = r#"{"id":"67e55044-10b1-426f-9247-bb680e5fe0ca","name":"王芳"}"#;
const SCHOOL: &str =
    r#"{"id":"67e55044-10b1-426f-9247-bb680e5fe0c8","code":"S","name":{"en":"The school"},"level":"school"}"#;
const COLLEGE: &str =
    r#"{"id":"67e55044-10b1-426f-9247-bb680e5fe0c9","code":"C","name":{"en":"A college"},"level":"college"}"#;
const VACANT: &str =
    r#"{"unit":"67e55044-10b1-426f-9247-bb680e5fe0c9","role":"dean","validity":"2024-09-01/.."}"#;

#[test]
fn people_and_units() {
    golden::<Person>(&serde_json::from_str(PERSON).unwrap(), PERSON);
    golden::<OrgUnit>(&serde_json::from_str(COLLEGE).unwrap(), COLLEGE);
    golden(&Level::School, "\"school\"");
    golden(&Level::College, "\"college\"");
    unknown_field_refused::<Person>(PERSON);
    unknown_field_refused::<OrgUnit>(COLLEGE);
    assert_eq!(refused::<Person>(&PERSON.replace("王芳", "")), "a line cannot be blank");
    assert!(refused::<Person>(&PERSON.replace("67e", "67E")).contains("is not the id of a person"));
    assert!(refused::<OrgUnit>(&COLLEGE.replace("67e", "67E")).contains("is not the id of a unit"));
    assert_eq!(refused::<OrgUnit>(&COLLEGE.replace("\"C\"", "\"\"")), "a record code cannot be blank");
    assert!(
        refused::<Level>("\"department\"").starts_with("unknown variant `department`, expected `school`")
    );
}

#[test]
fn posts() {
    golden::<Post>(&serde_json::from_str(VACANT).unwrap(), VACANT);
    let held = VACANT.replace("\"validity\"", &format!("\"person\":{PERSON},\"validity\""));
    golden::<Post>(&serde_json::from_str(&held).unwrap(), &held);
    unknown_field_refused::<Post>(VACANT);
    assert!(refused::<Post>(&VACANT.replace("dean", "Dean")).starts_with("`Dean` is not a role"));
    assert!(refused::<Post>(&VACANT.replace("09-01", "9-1")).starts_with("`2024-9-1/..` is not a validity"));
}

fn institution(units: &[&str], posts: &[&str]) -> String {
    format!(r#"{{"units":[{}],"posts":[{}]}}"#, units.join(","), posts.join(","))
}

#[test]
fn institutions() {
    let json = institution(&[SCHOOL, COLLEGE], &[VACANT]);
    let whole: Organisation = serde_json::from_str(&json).unwrap();
    golden(&whole, &json);
    golden::<OrganisationDraft>(&whole.draft(), &json);
    unknown_field_refused::<Organisation>(&json);
    let message = |units: &[&str], posts: &[&str]| refused::<Organisation>(&institution(units, posts));
    assert_eq!(message(&[], &[]), "an institution has exactly one unit on the level `school`, not 0");
    let second = COLLEGE.replace("\"college\"", "\"school\"");
    assert_eq!(
        message(&[SCHOOL, &second], &[]),
        "an institution has exactly one unit on the level `school`, not 2"
    );
    let same_id = SCHOOL.replace("\"S\"", "\"T\"");
    assert_eq!(message(&[SCHOOL, &same_id], &[]), "the unit `T` comes twice, by its id or its code");
    let same_code = COLLEGE.replace("\"C\"", "\"S\"");
    assert_eq!(message(&[SCHOOL, &same_code], &[]), "the unit `S` comes twice, by its id or its code");
    assert_eq!(
        message(&[SCHOOL], &[VACANT]),
        "the post `dean` is in the unit 67e55044-10b1-426f-9247-bb680e5fe0c9, which is not listed"
    );
}

#[test]
fn rules_of_responsibility() {
    let json = r#"{"school":["foreign-affairs-specialist"],"college":["dean","liaison-officer"],"severity":"warning","source":{"document":"Rule 7","date":"2026-01-01"},"status":"verified"}"#;
    let rules: ResponsibilityRules = serde_json::from_str(json).unwrap();
    golden(&rules, json);
    golden::<ResponsibilityRulesDraft>(&rules.draft(), json);
    unknown_field_refused::<ResponsibilityRules>(json);
    let message = |from: &str, to: &str| refused::<ResponsibilityRules>(&json.replace(from, to));
    let none = json.replace("\"foreign-affairs-specialist\"", "").replace("\"dean\",\"liaison-officer\"", "");
    assert_eq!(
        refused::<ResponsibilityRules>(&none),
        "rules of responsibility must name a role at the school or in the colleges"
    );
    assert!(message("\"dean\"", "\"Dean\"").starts_with("`Dean` is not a role"));
    assert!(message("\"warning\"", "\"strict\"").starts_with("unknown variant `strict`"));
    assert_eq!(message(",\"status\":\"verified\"", ""), "missing field `status`");
}
