//! Laws that hold for every year.
#![expect(clippy::unwrap_used, reason = "what fails here is a failed test")]

#[path = "support/college.rs"]
mod college;
#[path = "properties/made.rs"]
mod made;
#[path = "support/small.rs"]
mod small;

use std::collections::BTreeSet;

use chrono::{Months, NaiveDate};
use college::*;
use collegium_core::{Finding, Ratio, Share, Validity};
use collegium_indicators::{IndicatorSystem, Observation, Value};
use collegium_partnerships::Direction;
use collegium_review::{BalanceRules, ObservationRules, Verdict, observe, reckon};
use made::{a_college, near};
use proptest::prelude::*;
use rust_decimal::Decimal;
use small::{DAY, small};

/// The same in another order.
fn turned<T: Clone>(list: &[T], turn: usize) -> Vec<T> {
    let (head, tail) = list.split_at(turn % list.len().max(1));
    tail.iter().chain(head).rev().cloned().collect()
}

fn shuffled(college: &College, turn: usize) -> College {
    College {
        partners: turned(&college.partners, turn),
        agreements: turned(&college.agreements, turn + 1),
        activities: turned(&college.activities, turn),
        sites: turned(&college.sites, turn),
        memberships: turned(&college.memberships, turn),
        programmes: turned(&college.programmes, turn),
        enrolments: turned(&college.enrolments, turn + 2),
        members: turned(&college.members, turn),
        trips: turned(&college.trips, turn),
        batches: turned(&college.batches, turn),
        observations: turned(&college.observations, turn),
        ..college.clone()
    }
}

/// The four balances the long way round: part and whole of each.
fn naive(college: &College, as_of: NaiveDate) -> [(u64, u64); 4] {
    let mut counts = [(0, 0); 4];
    let mut add = |balance: usize, part: bool| {
        let (parts, whole): &mut (u64, u64) = counts.get_mut(balance).unwrap();
        *parts += u64::from(part);
        *whole += 1;
    };
    for activity in &college.activities {
        let first = activity.held.first();
        if first < year().first() || first > year().last() || first > as_of {
            continue;
        }
        add(3, activity.direction == Direction::TakenAbroad);
        if activity.held.last() < as_of {
            add(0, activity.result.is_some());
        }
        if !activity.partners.is_empty() {
            let strategic = college.partners.iter().any(|partner| {
                activity.partners.contains(&partner.id)
                    && partner.tier.as_ref().is_some_and(|tier| tier.as_str() == "strategic")
            });
            add(1, strategic);
        }
    }
    for agreement in &college.agreements {
        // Each was signed once, on the first day of its term, and nothing happened since.
        let term = agreement.validity_on(day("2100-01-01")).unwrap();
        if !term.contains(as_of) {
            continue;
        }
        add(
            2,
            match term {
                Validity::From(_) => true,
                Validity::During(term) => term.last().succ_opt().unwrap() >= term.first() + Months::new(36),
            },
        );
    }
    counts
}

fn figure<'a>(seen: &'a [Observation], indicator: &str) -> Vec<&'a Value> {
    seen.iter().filter(|seen| seen.indicator.as_str() == indicator).map(|seen| &seen.value).collect()
}

/// The sum of numbers, or of parts and of wholes.
fn sum(values: &[&Value]) -> (Decimal, Decimal) {
    values.iter().fold((Decimal::ZERO, Decimal::ZERO), |(part, whole), value| match value {
        Value::Number(number) => (part + number, whole),
        Value::Ratio(ratio) => (part + ratio.part(), whole + ratio.whole()),
        Value::Missing { .. } => (part, whole),
    })
}

/// Gives what names no college to the first of them.
fn owned(mut college: College) -> College {
    let first = college.organisation.colleges().next().unwrap().id;
    for activity in &mut college.activities {
        let mut draft = activity.draft();
        draft.unit = draft.unit.or(Some(first));
        *activity = draft.try_into().unwrap();
    }
    for site in &mut college.sites {
        site.unit = site.unit.or(Some(first));
    }
    college
}

fn is_missing(observation: &Observation) -> bool {
    matches!(observation.value, Value::Missing { .. })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn balances_equal_a_naive_recount(college in a_college(), as_of in near()) {
        let rules = BalanceRules::four().load().unwrap();
        let reckoned = reckon(&rules, &college.partnerships(), year(), as_of);
        for (balance, (part, whole)) in reckoned.balances.iter().zip(naive(&college, as_of)) {
            let rate = Ratio::count(part, whole, balance.rate.of().as_str()).unwrap();
            prop_assert_eq!(&balance.rate, &rate, "{}", balance.code);
            let code = reckoned.findings.iter().find(|finding| finding.subject.label == balance.code.as_str());
            let code = code.map(|finding| finding.code.as_str().to_owned());
            prop_assert_eq!(code.as_deref(), match balance.verdict {
                Verdict::Within => None,
                Verdict::Undefined => Some("RV0102"),
                Verdict::Below | Verdict::Above => Some("RV0101"),
            });
        }
    }

    #[test]
    fn a_verdict_is_that_of_exact_fractions(
        part in 0_u32..400, whole in 0_u32..400, low in 0_u32..300, width in 0_u32..300,
    ) {
        let of = |part: u32| Share::new(part, 600).unwrap();
        let (low, high) = (low, low + width);
        let rate = Ratio::count(part.into(), whole.into(), "things").unwrap();
        // part / whole against band / 600, by cross-multiplication.
        let expected = match () {
            () if whole == 0 => Verdict::Undefined,
            () if part * 600 < low * whole => Verdict::Below,
            () if part * 600 > high * whole => Verdict::Above,
            () => Verdict::Within,
        };
        prop_assert_eq!(Verdict::of(&rate, of(low), of(high)), expected);
    }

    #[test]
    fn both_ends_of_a_band_belong_to_it_and_nothing_beyond(low in 1_u64..1_000, width in 0_u64..1_000) {
        let (whole, high) = (2_000, low + width);
        let share = |part: u64| Share::new(u32::try_from(part).unwrap(), 2_000).unwrap();
        let of = |part: u64| Verdict::of(&Ratio::count(part, whole, "things").unwrap(), share(low), share(high));
        prop_assert_eq!((of(low), of(high)), (Verdict::Within, Verdict::Within));
        prop_assert_eq!((of(low - 1), of(high + 1)), (Verdict::Below, Verdict::Above));
        // The smallest steps beyond, at a far greater whole.
        let near = |part: u64| Ratio::count(part, whole * 1_000_000, "things").unwrap();
        prop_assert_eq!(Verdict::of(&near(low * 1_000_000 - 1), share(low), share(high)), Verdict::Below);
        prop_assert_eq!(Verdict::of(&near(high * 1_000_000 + 1), share(low), share(high)), Verdict::Above);
    }

    #[test]
    fn the_order_of_the_records_changes_nothing(college in a_college(), turn in 0_usize..9, as_of in near()) {
        let rules = Rules::shipped();
        let review = rules.review(&college, &as_of.to_string());
        let again = rules.review(&shuffled(&college, turn), &as_of.to_string());
        prop_assert_eq!(serde_json::to_string(&review).unwrap(), serde_json::to_string(&again).unwrap());
        prop_assert_eq!(review, again);
    }

    #[test]
    fn a_review_is_read_as_it_was_written(college in a_college(), as_of in near()) {
        let review = college.review(&as_of.to_string());
        let text = serde_json::to_string(&review).unwrap();
        prop_assert_eq!(serde_json::from_str::<collegium_review::AnnualReview>(&text).unwrap(), review);
    }

    #[test]
    fn a_further_violation_takes_no_finding_away(college in a_college(), as_of in near()) {
        let before = college.review(&as_of.to_string());
        let mut worse = college;
        // A member of a college that is not there: in no figure of another.
        worse.members.push(employed(member("T-LOST", "C-GONE", &["administrator"])));
        let after = worse.review(&as_of.to_string());
        let all: Vec<Finding> = after.all_findings().into_iter().collect();
        for finding in &before.all_findings() {
            prop_assert!(all.contains(finding), "{}", finding);
        }
        prop_assert!(after.findings.len() == before.findings.len() + 1);
        prop_assert_eq!(after.findings.worst(), Some(collegium_core::Severity::Violation));
    }

    #[test]
    fn the_school_has_what_its_colleges_have_together(college in a_college(), as_of in near()) {
        let college = owned(college);
        let rules = ObservationRules::five_result_areas().load().unwrap();
        let system = IndicatorSystem::five_result_areas().load().unwrap();
        let units = &college.organisation.units;
        let seen = |units| observe(&rules, &system, &college.records(), units, year(), as_of);
        let (school, colleges) = (seen(&units[..1]), seen(&units[1..]));
        for observed in &rules.observed {
            let code = observed.indicator.as_str();
            let (one, each) = (figure(&school, code), figure(&colleges, code));
            if code == "IS02" {
                // Countries meet: at least as many as any college has, at most as many as all together.
                let most = each.iter().map(|value| sum(&[value])).max();
                prop_assert!(most.is_none_or(|most| most <= sum(&one)) && sum(&one) <= sum(&each));
            } else if !(code == "CP02" && colleges.iter().any(is_missing)) {
                // A college of which nobody has left yet has no overseas rate; the school may have one.
                prop_assert_eq!(sum(&one), sum(&each), "{}", code);
            }
        }
    }

    #[test]
    fn there_is_one_observation_for_each_formula_and_unit(college in a_college(), as_of in near()) {
        let rules = ObservationRules::five_result_areas().load().unwrap();
        let system = IndicatorSystem::five_result_areas().load().unwrap();
        let units = &college.organisation.units;
        let seen = observe(&rules, &system, &college.records(), units, year(), as_of);
        let keys: BTreeSet<_> = seen.iter().map(|seen| (seen.indicator.clone(), seen.unit)).collect();
        prop_assert_eq!(keys.len(), seen.len(), "none twice");
        let begun = as_of >= year().first();
        prop_assert_eq!(seen.len(), if begun { rules.observed.len() * units.len() } else { 0 });
        for seen in &seen {
            prop_assert!(seen.period == year() && seen.provenance.recorded == as_of);
            let indicator = system.indicator(&seen.indicator).unwrap();
            prop_assert!(indicator.measure.admits(&seen.value), "{} {}", seen.indicator, seen.value);
        }
    }

    #[test]
    fn every_remark_says_something_true_in_one_line(college in a_college(), as_of in near()) {
        let review = college.review(&as_of.to_string());
        let all = review.all_findings();
        let codes: BTreeSet<_> = all.iter().map(|finding| finding.code).collect();
        let headings = [&review.situation, &review.characteristics, &review.shortcomings, &review.expectations];
        for remark in headings.into_iter().flatten() {
            prop_assert!(!remark.text.is_empty() && !remark.text.contains('\n'));
            prop_assert!(!remark.facts.is_empty(), "{remark} shows its figures");
            prop_assert!(remark.codes.is_subset(&codes), "{remark} rests on findings that are there");
            prop_assert!(!remark.text.contains("(not defined)"), "{remark}");
        }
        let told: BTreeSet<_> = review.shortcomings.iter().flat_map(|remark| &remark.codes).copied().collect();
        for finding in all.iter().filter(|finding| finding.severity != collegium_core::Severity::Note) {
            prop_assert!(told.contains(&finding.code), "{finding} is told");
        }
        let praised = review.characteristics.iter().filter(|remark| remark.text.contains("in balance"));
        let kept = review.balances.balances.iter().filter(|balance| balance.verdict == Verdict::Within);
        prop_assert_eq!(praised.count(), kept.count(), "what is not defined is not praised");
    }
}

#[test]
fn an_indicator_the_system_does_not_have_is_not_observed() {
    let mut draft = IndicatorSystem::five_result_areas().load().unwrap().draft();
    // CE02 takes the whole weight of its area, and CE01 is gone.
    let culture = &mut draft.areas[4].indicators;
    let mut last = culture[1].draft();
    last.weight = IndicatorSystem::WHOLE;
    *culture = vec![last.try_into().unwrap()];
    let (system, college) = (IndicatorSystem::try_from(draft).unwrap(), small());
    let rules = ObservationRules::five_result_areas().load().unwrap();
    let seen = observe(&rules, &system, &college.records(), &college.organisation.units, year(), day(DAY));
    assert!(figure(&seen, "CE01").is_empty());
    assert_eq!(seen.len(), (rules.observed.len() - 1) * 3);
}

#[test]
fn the_small_college_in_another_order_is_the_same() {
    let review = small().review(DAY);
    for turn in 0..5 {
        assert_eq!(shuffled(&small(), turn).review(DAY), review);
    }
}
