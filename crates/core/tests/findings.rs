//! One firing and one quiet case for each code.
#![expect(clippy::unwrap_used, reason = "what fails here is a failed test")]

use std::collections::BTreeSet;

use collegium_core::{
    Findings, Preset, RegionPolicy, Severity, Status,
    finding::{Code, Finding},
    org::{Organisation, ResponsibilityRules},
    preset::unverified_note,
    rule::{CO0001, CO0101, CO0102, CODES},
};

const SCHOOL: &str = "67e55044-10b1-426f-9247-bb680e5fe001";
const COLLEGE: &str = "67e55044-10b1-426f-9247-bb680e5fe002";

/// The codes that have a case below.
const COVERED: &[Code] = &[CO0001, CO0101, CO0102];

fn post(unit: &str, role: &str, person: Option<&str>, validity: &str) -> String {
    let person = person
        .map(|name| format!(r#""person":{{"id":"67e55044-10b1-426f-9247-bb680e5fe003","name":"{name}"}},"#));
    let person = person.unwrap_or_default();
    format!(r#"{{"unit":"{unit}","role":"{role}",{person}"validity":"{validity}"}}"#)
}

fn institution(posts: &[String]) -> Organisation {
    let json = format!(
        r#"{{"units":[
            {{"id":"{SCHOOL}","code":"S","name":{{"en":"The school"}},"level":"school"}},
            {{"id":"{COLLEGE}","code":"C","name":{{"en":"A college"}},"level":"college"}}
        ],"posts":[{}]}}"#,
        posts.join(",")
    );
    serde_json::from_str(&json).unwrap()
}

fn rules(status: Status) -> ResponsibilityRules {
    let preset: Preset<ResponsibilityRules> = ResponsibilityRules::two_levels();
    let mut draft = preset.load().unwrap().draft();
    draft.status = status;
    draft.try_into().unwrap()
}

/// Both roles that the preset asks for, held.
fn filled() -> Vec<String> {
    vec![
        post(SCHOOL, "foreign-affairs-specialist", Some("Wang Fang"), "2024-09-01/.."),
        post(COLLEGE, "liaison-officer", Some("Li Na"), "2024-09-01/2026-08-31"),
    ]
}

fn found(posts: &[String], on: &str) -> Findings {
    rules(Status::Verified).check(&institution(posts), on.parse().unwrap())
}

fn printed(findings: &Findings) -> Vec<String> {
    findings.iter().map(ToString::to_string).collect()
}

#[test]
fn every_code_has_a_case_and_says_when_it_fires() {
    let known: BTreeSet<Code> = CODES.iter().map(|(code, _)| *code).collect();
    assert_eq!(known, COVERED.iter().copied().collect());
    assert_eq!(known.len(), CODES.len(), "no code twice");
    for (code, text) in CODES {
        assert!(code.as_str().starts_with("CO") && text.trim().len() > 20, "{code}");
    }
}

#[test]
fn co0001_fires_for_rules_that_nobody_read() {
    let findings = rules(Status::Unverified).check(&institution(&filled()), "2026-03-01".parse().unwrap());
    let note: &Finding = findings.iter().next().unwrap();
    assert_eq!((note.code, note.severity, findings.len()), (CO0001, Severity::Note, 1));
    assert_eq!(note.subject.to_string(), "rules responsibility");
    assert!(note.basis.as_ref().unwrap().to_string().ends_with(", unverified"));
    assert!(findings.is_clear(), "a note strains nothing");
}

#[test]
fn co0001_is_quiet_for_rules_that_were_read() {
    assert!(unverified_note(&RegionPolicy::cn().load().unwrap(), "regions").is_none());
    assert!(found(&filled(), "2026-03-01").is_empty());
}

#[test]
fn co0101_fires_where_nobody_holds_what_must_be_held() {
    let findings = found(&filled(), "2026-09-01");
    assert_eq!(
        printed(&findings),
        ["warning CO0101: unit C: nobody holds the post of `liaison-officer` on 2026-09-01 (level college)"]
    );
    let finding = findings.iter().next().unwrap();
    assert_eq!(finding.subject.id, Some(COLLEGE.parse().unwrap()));
    assert_eq!(finding.remedy.as_deref(), Some("name a person for the post of `liaison-officer`"));
    assert!(finding.basis.is_some());
    assert_eq!(found(&[], "2026-03-01").warnings().count(), 2, "no posts at all");
}

#[test]
fn co0101_tells_a_vacant_post_that_must_be_held_once() {
    let posts = [filled().swap_remove(0), post(COLLEGE, "liaison-officer", None, "2024-09-01/..")];
    let findings = found(&posts, "2026-03-01");
    assert_eq!(findings.iter().map(|finding| finding.code).collect::<Vec<_>>(), [CO0101]);
}

#[test]
fn co0101_does_not_take_another_units_holder_for_ones_own() {
    let posts = [filled().swap_remove(0), post(SCHOOL, "liaison-officer", Some("Li Na"), "2024-09-01/..")];
    assert_eq!(found(&posts, "2026-03-01").violations().count(), 0);
    assert_eq!(found(&posts, "2026-03-01").warnings().count(), 1);
}

#[test]
fn co0101_is_quiet_on_the_first_and_the_last_day_of_a_post() {
    for day in ["2024-09-01", "2026-08-31"] {
        assert!(found(&filled(), day).is_empty(), "{day}");
    }
    assert_eq!(found(&filled(), "2024-08-31").len(), 2);
}

#[test]
fn co0101_is_as_serious_as_the_rules_say() {
    let mut draft = rules(Status::Verified).draft();
    draft.severity = Severity::Violation;
    let strict = ResponsibilityRules::try_from(draft).unwrap();
    let findings = strict.check(&institution(&[]), "2026-03-01".parse().unwrap());
    assert_eq!(findings.violations().count(), 2);
    assert!(findings.into_result().is_err());
}

#[test]
fn co0102_fires_for_a_vacant_post_that_no_rule_asks_for() {
    let posts = [filled(), vec![post(COLLEGE, "dean", None, "2025-02-01/..")]].concat();
    assert_eq!(
        printed(&found(&posts, "2026-03-01")),
        ["note CO0102: unit C: the post of `dean` is vacant on 2026-03-01 (since 2025-02-01)"]
    );
    assert!(found(&posts, "2025-01-31").is_empty(), "not before the post begins");
}

#[test]
fn co0102_fires_for_a_second_post_of_a_role_that_somebody_holds() {
    let posts = [filled(), vec![post(COLLEGE, "liaison-officer", None, "2025-02-01/..")]].concat();
    assert_eq!(
        printed(&found(&posts, "2026-03-01")),
        ["note CO0102: unit C: the post of `liaison-officer` is vacant on 2026-03-01 (since 2025-02-01)"]
    );
}

#[test]
fn co0102_is_quiet_where_somebody_holds_the_post() {
    let posts = [filled(), vec![post(COLLEGE, "dean", Some("Zhang Wei"), "2025-02-01/..")]].concat();
    assert!(found(&posts, "2026-03-01").is_empty());
}
