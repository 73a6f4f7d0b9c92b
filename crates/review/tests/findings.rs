//! Each code fires where it must and is quiet where it must.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "what fails here is a failed test")]

#[path = "support/college.rs"]
mod college;
#[path = "support/small.rs"]
mod small;

use std::collections::BTreeSet;

use college::*;
use collegium_core::{Finding, Severity, finding::Code, org::Level};
use collegium_funding::Budget;
use collegium_partnerships::Direction;
use collegium_pathways::Studies;
use collegium_review::{
    AnnualReview, BalanceRules,
    rule::{CODES, RV0101, RV0102, RV0201, RV0202, RV0203, RV0204, RV0205},
};
use small::{DAY, small};

/// The findings of one code, in full.
fn found(review: &AnnualReview, code: Code) -> Vec<String> {
    let all = review.all_findings();
    let of_code = all.iter().filter(|finding| finding.code == code);
    of_code
        .map(|finding| {
            assert!(!finding.facts.is_empty(), "{code} shows its figures");
            Finding::to_string(finding)
        })
        .collect()
}

/// Ten activities of which so many are taken abroad.
fn going_out(abroad: usize) -> College {
    let mut college = College::empty();
    let direction = |n| if n < abroad { Direction::TakenAbroad } else { Direction::BroughtIn };
    college.activities = (0..10)
        .map(|n| held(activity(&format!("V-{n}"), "visit", direction(n), "2026-03-02/2026-03-02")))
        .collect();
    college
}

#[test]
fn rv0101_a_balance_is_lost() {
    let lost = |abroad| -> Vec<String> {
        let found = found(&going_out(abroad).review(DAY), RV0101);
        found.into_iter().filter(|finding| finding.contains("balance out-and-in")).collect()
    };
    assert_eq!(
        lost(2),
        [
            "warning RV0101: balance out-and-in: the balance of Going out and bringing in lies below the band (rate 2 of 10 \
          (20.0 %), band from 30%, to 70%)"
        ]
    );
    assert!(lost(3).is_empty() && lost(7).is_empty(), "both ends belong to the band");
    assert!(lost(8)[0].contains("lies above the band (rate 8 of 10 (80.0 %)"));
}

#[test]
fn how_serious_a_lost_balance_is_and_what_it_rests_on_is_the_rules_to_say() {
    let mut rules = Rules::shipped();
    let mut draft = rules.0.balances.draft();
    draft.severity = Severity::Violation;
    rules.0.balances = BalanceRules::try_from(draft).unwrap();
    let review = rules.review(&going_out(2), DAY);
    let finding = review.balances.findings.violations().next().unwrap();
    assert_eq!(finding.code, RV0101);
    assert_eq!(finding.basis.as_ref().unwrap().source, rules.0.balances.source);
    assert!(finding.remedy.is_some());
}

#[test]
fn rv0102_a_balance_of_nothing() {
    let review = College::empty().review(DAY);
    assert_eq!(found(&review, RV0102).len(), 4);
    assert_eq!(
        found(&review, RV0102)[2],
        "note RV0102: balance quantity-and-quality: there is nothing to reckon the balance from (rate 0 of 0 (not defined), \
         band from 80%, to 100%)"
    );
    assert!(found(&review, RV0101).is_empty(), "nothing is not too little");
    assert!(found(&small().review(DAY), RV0102).is_empty());
}

/// The subject and message of each reference to nothing.
fn dangling(college: &College) -> Vec<String> {
    let review = college.review(DAY);
    let of_code = review.findings.iter().filter(|finding| finding.code == RV0201);
    of_code.map(|finding| format!("{}: {}", finding.subject, finding.message)).collect()
}

#[test]
fn rv0201_references_that_lead_somewhere_are_quiet() {
    assert!(dangling(&small()).is_empty());
    assert!(dangling(&College::empty()).is_empty());
}

#[test]
fn rv0201_partners_that_are_not_there() {
    let mut college = small();
    college.partners.retain(|partner| partner.code.as_str() != "P-2");
    assert_eq!(
        dangling(&college),
        [
            "activity V-2, partners: the partner it refers to is not among those given",
            "agreement A-2, partners: the partner it refers to is not among those given",
            "enrolment E-9, studies.mobility.partner: the partner it refers to is not among those given",
            "programme G-AUT, route: the partner it refers to is not among those given",
        ]
    );
    college = small();
    college.sites[0].partner = Some(id("P-9"));
    let mut journey = college.trips[0].draft();
    journey.partners = [id("P-8"), id("P-9")].into();
    college.trips[0] = journey.try_into().unwrap();
    assert_eq!(
        dangling(&college),
        [
            "site S-1, partner: the partner it refers to is not among those given",
            "trip R-1, partners: the partner it refers to is not among those given",
            "trip R-1, partners: the partner it refers to is not among those given",
        ]
    );
}

#[test]
fn rv0201_agreements_that_are_not_there_are_told_once() {
    let mut college = small();
    college.agreements.retain(|agreement| agreement.code.as_str() != "A-2");
    let mut journey = college.trips[0].draft();
    journey.agreement = Some(id("A-2"));
    college.trips[0] = journey.try_into().unwrap();
    assert_eq!(
        dangling(&college),
        [
            "programme G-AUT, agreement: the agreement it refers to is not among those given",
            "trip R-1, agreement: the agreement it refers to is not among those given",
        ]
    );
    let codes: Vec<_> = college.review(DAY).findings.violations().map(|finding| finding.code).collect();
    assert_eq!(codes, [RV0201, RV0201], "and not as an agreement that is not in force");
}

#[test]
fn an_agreement_that_is_there_and_not_in_force_is_another_matter() {
    let mut college = small();
    college.agreements[1] = checked(agreement("A-2", "P-2", Some("C-AUT"), "2020-01-01/2023-12-31"));
    assert!(dangling(&college).is_empty());
    let review = college.review(DAY);
    assert_eq!(review.findings.violations().next().unwrap().code.as_str(), "PW0101");
}

#[test]
fn rv0201_units_that_are_not_there() {
    let mut college = small();
    let mut budget = small::budget().draft();
    budget.lines[0].unit = Some(id("C-AUT"));
    college.budget = Some(Budget::try_from(budget).unwrap());
    college.sites[1].unit = Some(id("C-AUT"));
    college.observations.push(observed("OE02", "C-AUT", 3, "2026-07-01"));
    let posts = [
        post("S", "foreign-affairs-specialist", Some("T-90")),
        post("C-ACC", "liaison-officer", Some("T-1")),
    ];
    college.organisation = organisation(&["C-ACC"], &posts.join(","));
    let rest = "the unit it refers to is not among those given";
    assert_eq!(
        dangling(&college),
        [
            "activity V-2, unit",
            "agreement A-2, responsible",
            "agreement A-2, unit",
            "budget-line travel, unit",
            "enrolment E-11, unit",
            "enrolment E-6, unit",
            "enrolment E-7, unit",
            "enrolment E-8, unit",
            "observation OE02, unit",
            "person T-3, unit",
            "person T-4, unit",
            "programme G-AUT, unit",
            "site S-2, unit",
            "trip R-1, unit",
        ]
        .map(|subject| format!("{subject}: {rest}"))
    );
    assert!(
        found(&college.review(DAY), RV0202).is_empty(),
        "a post in a unit that is not there is told once"
    );
}

#[test]
fn rv0201_batches_that_are_not_there_and_what_to_do() {
    let mut college = small();
    college.batches.clear();
    assert_eq!(dangling(&college), ["trip R-1, batch: the batch it refers to is not among those given"]);
    let review = college.review(DAY);
    let finding = review.findings.violations().next().unwrap();
    assert_eq!(finding.severity, Severity::Violation);
    assert_eq!(finding.remedy.as_deref(), Some("give the batch too, or correct the reference"));
    assert_eq!(
        finding.facts[0].to_string(),
        format!("refers to batch {}", id::<collegium_core::entity::Batch>("B-1"))
    );
}

#[test]
fn what_the_parts_look_at_themselves_is_not_told_here_again() {
    let mut college = small();
    college.enrolments.push(enrolled(enrolment(
        "E-20",
        "C-ACC",
        Studies::Route { programme: id("G-GONE") },
        &[("2025-09-01", entered(1))],
    )));
    let mut lecture = college.activities[0].draft();
    lecture.agreement = Some(id("A-9"));
    college.activities[0] = lecture.try_into().unwrap();
    assert!(dangling(&college).is_empty());
    let codes: BTreeSet<_> =
        college.review(DAY).all_findings().iter().map(|finding| finding.code.as_str().to_owned()).collect();
    assert!(codes.contains("PW0201") && codes.contains("PA0202"));
}

#[test]
fn rv0202_a_post_that_nobody_holds() {
    let mut college = small();
    assert_eq!(
        found(&college.review(DAY), RV0202),
        [
            "warning RV0202: agreement A-2, responsible: the post `liaison-officer` in C-AUT answers for the agreement, and \
          nobody holds it on 2026-07-15 (level college, unit C-AUT)"
        ]
    );
    // Of an agreement that is over nobody needs to answer.
    assert!(found(&college.review("2027-01-01"), RV0202).is_empty());
    // A post that was never made is vacant too.
    college.organisation = organisation(&["C-ACC", "C-AUT"], "");
    assert_eq!(found(&college.review(DAY), RV0202).len(), 4);
    college.organisation = College::empty().organisation;
    assert!(found(&college.review(DAY), RV0202).is_empty());
    // No post named at all is another finding, of the partnerships.
    let mut bare = agreement("A-2", "P-2", None, "2025-01-01/..");
    bare.responsible.clear();
    college.agreements = vec![checked(bare)];
    let review = college.review(DAY);
    assert!(found(&review, RV0202).is_empty());
    assert_eq!(
        review.portfolio.findings.iter().filter(|finding| finding.code.as_str() == "PA0103").count(),
        2
    );
}

/// The small college with one of each thing that does not agree with the rest.
fn at_odds() -> (College, Rules) {
    let mut college = small();
    let mut agreement = college.agreements[0].draft();
    agreement.responsible = agreement
        .responsible
        .into_iter()
        .map(|mut post| {
            post.level = if post.level == Level::School { Level::College } else { Level::School };
            post
        })
        .collect();
    college.agreements[0] = agreement.try_into().unwrap();
    let mut trip = college.trips[0].draft();
    trip.destinations = vec!["CN".parse().unwrap()];
    college.trips[0] = trip.try_into().unwrap();
    let mut rules = Rules::shipped();
    let mut observation = rules.0.observation.draft();
    observation.observed[0].indicator = "CP99".parse().unwrap();
    rules.0.observation = observation.try_into().unwrap();
    (college, rules)
}

#[test]
fn rv0203_a_post_on_the_level_of_another_unit() {
    let (college, rules) = at_odds();
    let posts = college.agreements[0].responsible.len();
    let told = found(&rules.review(&college, DAY), RV0203);
    assert_eq!(told.len(), posts);
    assert!(told[0].contains("answers on the level `"), "{}", told[0]);
    assert!(found(&small().review(DAY), RV0203).is_empty());
}

#[test]
fn rv0204_what_lies_at_home_is_not_abroad() {
    let (college, rules) = at_odds();
    assert_eq!(
        found(&rules.review(&college, DAY), RV0204),
        [format!(
            "warning RV0204: trip {}, destinations: the trip is at home, and is counted as abroad all the same (home CN)",
            college.trips[0].code
        )]
    );
    assert!(found(&small().review(DAY), RV0204).is_empty());
}

#[test]
fn rv0205_an_indicator_that_the_system_does_not_have() {
    let (college, rules) = at_odds();
    let told = found(&rules.review(&college, DAY), RV0205);
    assert_eq!(told.len(), 1);
    assert!(told[0].contains("the system `five-result-areas` has no indicator `CP99`"), "{}", told[0]);
    assert!(found(&small().review(DAY), RV0205).is_empty());
}

#[test]
fn every_code_is_fired_by_these_colleges() {
    let mut college = small();
    college.batches.clear();
    let (odd, rules) = at_odds();
    let fired: BTreeSet<Code> = [college.review(DAY), College::empty().review(DAY), rules.review(&odd, DAY)]
        .iter()
        .flat_map(AnnualReview::all_findings)
        .map(|finding| finding.code)
        .filter(|code| code.as_str().starts_with("RV"))
        .collect();
    let listed: BTreeSet<Code> = CODES.iter().map(|(code, _)| *code).collect();
    assert_eq!(fired, listed);
    assert!(CODES.iter().all(|(_, words)| !words.trim().is_empty()));
}
