//! The rules on programmes and curricula, whatever the order of what is given.

use collegium_core::{Findings, entity::AgreementId};
use collegium_pathways::{
    Authorisation, CourseShareRules, CreditSystems, Curriculum, CurriculumDraft, OutcomeStandard, Programme,
    ProgrammeRules, check_agreements, check_partners,
};
use proptest::{collection, prelude::*, sample};
use serde_json::json;

use super::made;

fn letter() -> impl Strategy<Value = Authorisation> {
    let kind = sample::select(vec!["approval", "filing"]);
    let authority = sample::select(vec!["cn-ministry", "cn-province"]);
    let number = sample::select(vec!["MOE37DE2A20241234N", "7"]);
    let validity = sample::select(vec!["2020-01-01/2025-12-31", "2025-01-01/.."]);
    (kind, authority, number, validity).prop_map(|(kind, authority, number, validity)| {
        let letter = json!({ "kind": kind, "authority": authority, "number": number, "validity": validity });
        serde_json::from_value(letter).unwrap()
    })
}

fn programme(number: usize) -> impl Strategy<Value = Programme> {
    (made::programme(number), collection::vec(letter(), 0..3)).prop_map(|(programme, authorisations)| {
        let mut draft = programme.draft();
        draft.authorisations = authorisations;
        Programme::try_from(draft).unwrap()
    })
}

fn programmes() -> impl Strategy<Value = Vec<Programme>> {
    (programme(0), programme(1), programme(2)).prop_map(|(a, b, c)| vec![a, b, c])
}

/// Everything that is found of programmes.
fn found(programmes: &[Programme]) -> Findings {
    let day = "2026-03-01".parse().unwrap();
    let first: AgreementId = made::id(0);
    let mut found = ProgrammeRules::cn().load().unwrap().check(programmes, day);
    found.extend(check_agreements(programmes, |agreement| agreement == first, day));
    found.extend(check_partners(programmes, |_, partner| partner == made::id(0), day));
    found
}

/// A curriculum of courses that differ in what the rules ask for.
fn curriculum() -> impl Strategy<Value = CurriculumDraft> {
    let origin = sample::select(vec!["home", "introduced", "joint"]);
    let staff = sample::select(vec!["home", "partner", "both"]);
    let outcome = sample::select(vec!["sa-1", "sa-2", "other"]);
    let course = (origin, staff, any::<bool>(), 1_u16..200, outcome, 1_u8..4);
    collection::vec(course, 1..9).prop_map(|courses| {
        let course = |(number, (origin, staff, core, hours, outcome, stage))| json!({
            "code": format!("K{number}"), "name": { "en": "Course" }, "stage": stage, "credits": "4", "system": "ects",
            "hours": { "contact": hours, "self_study": 0 }, "origin": origin, "core": core, "taught_by": staff,
            "level": 1, "outcomes": [outcome],
        });
        let courses: Vec<_> = courses.into_iter().enumerate().map(course).collect();
        serde_json::from_value(json!({ "code": "K", "name": { "en": "K" }, "courses": courses })).unwrap()
    })
}

fn found_of(curriculum: CurriculumDraft) -> Findings {
    let curriculum = Curriculum::try_from(curriculum).unwrap();
    let mut found = CourseShareRules::one_thirds().load().unwrap().check(&curriculum);
    found.extend(OutcomeStandard::sydney_accord().load().unwrap().check(&curriculum));
    found.extend(curriculum.check_credits(&CreditSystems::default()));
    found
}

proptest! {
    #[test]
    fn the_order_of_programmes_and_their_number_take_nothing_away(
        programmes in programmes(),
        seed in any::<sample::Index>(),
    ) {
        let all = found(&programmes);
        let mut turned = programmes.clone();
        turned.rotate_left(seed.index(3));
        prop_assert_eq!(&found(&turned), &all);
        turned.swap(0, 1);
        prop_assert_eq!(&found(&turned), &all);
        // With each programme its findings come, and no other's go.
        for number in 0..3 {
            for finding in &found(&programmes[..number]) {
                prop_assert!(all.iter().any(|other| other == finding));
            }
        }
    }

    #[test]
    fn the_order_of_courses_says_nothing(draft in curriculum(), turn in any::<sample::Index>()) {
        let all = found_of(draft.clone());
        let mut turned = draft;
        let courses = turned.courses.len();
        turned.courses.rotate_left(turn.index(courses));
        let told = |found: &Findings| found.iter().map(|finding| (finding.code, finding.message.clone())).collect::<Vec<_>>();
        prop_assert_eq!(told(&found_of(turned)), told(&all));
    }

    #[test]
    fn one_more_letter_of_a_wrong_number_is_one_more_finding(programme in programme(0)) {
        let before = found(std::slice::from_ref(&programme));
        let mut draft = programme.draft();
        let wrong = json!({ "kind": "approval", "authority": "cn-province", "number": "8", "validity": "2020-01-01/2020-12-31" });
        draft.authorisations.push(serde_json::from_value(wrong).unwrap());
        let after = found(&[Programme::try_from(draft).unwrap()]);
        prop_assert!(after.iter().any(|finding| finding.facts.iter().any(|fact| fact.value == "8".to_owned().into())));
        for finding in before.iter().filter(|finding| finding.code.as_str() == "PW0104") {
            prop_assert!(after.iter().any(|other| other == finding));
        }
    }
}
