//! Each code once fired and once quiet.
#![expect(clippy::unwrap_used, reason = "what fails here is a failed test")]

#[path = "support/small.rs"]
#[allow(dead_code, reason = "shared between tests that need different parts")]
mod small;

use std::collections::BTreeSet;

use collegium_core::{Finding, Findings, Status, finding::Code, rule::CO0001};
use collegium_indicators::{
    IndicatorSystem, IndicatorSystemDraft, Observation,
    rule::{CODES, IN0101, IN0102, IN0103, IN0104, IN0105, IN0106, IN0107, IN0108, IN0109},
};
use small::{all, but, missing, number, ratio, seen, system, unit, year};

fn check_with(system: &IndicatorSystem, observations: &[Observation]) -> Findings {
    system.check(observations, &[unit("X")], year(), "2026-03-01".parse().unwrap())
}

fn check(observations: &[Observation]) -> Findings {
    check_with(&system(), observations)
}

fn of(findings: &Findings, code: Code) -> Vec<String> {
    findings.iter().filter(|finding| finding.code == code).map(Finding::to_string).collect()
}

/// All of unit X, but with another value for one indicator.
fn with(indicator: &str, value: collegium_indicators::Value) -> Vec<Observation> {
    let mut observations = all("X");
    observations.retain(|observation| observation.indicator.as_str() != indicator);
    observations.push(seen(indicator, "X", value));
    observations
}

fn changed(change: impl FnOnce(&mut IndicatorSystemDraft)) -> IndicatorSystem {
    let mut draft = system().draft();
    change(&mut draft);
    draft.try_into().unwrap()
}

#[test]
fn complete_and_consistent_values_are_clear() {
    assert!(check(&all("X")).is_empty());
}

#[test]
fn a_required_indicator_without_a_value() {
    let observations = &all("X")[1..];
    assert_eq!(
        of(&check(observations), IN0101),
        [
            "violation IN0101: unit X, A1: the required indicator has no value for 2025-01-01/2025-12-31 (indicator Students, \
          period 2025-01-01/2025-12-31, reason no usable observation)"
        ]
    );
    let stated = check(&with("A1", missing("the register burnt")));
    assert!(of(&stated, IN0101)[0].ends_with("reason the register burnt)"));
    let undefined = check(&with("A2", ratio("0", "0")));
    assert!(of(&undefined, IN0101)[0].ends_with("reason the whole of the rate is zero)"));
    assert!(of(&undefined, IN0108).is_empty(), "none of none is no impossible value");
    // Zero is a value.
    assert!(of(&check(&with("A1", number("0"))), IN0101).is_empty());
    // B2 is not required.
    assert!(check(&all("X")[..3]).is_empty());
}

#[test]
fn coverage_below_the_least() {
    // B1 alone: 40 % of the weight.
    assert_eq!(
        of(&check(&all("X")[2..]), IN0102),
        [
            "warning IN0102: unit X: the values cover less of the weight than the system asks for (covered 4 000 of 10 000 \
          (40.0 %), least 50%)"
        ]
    );
    // Half of A and B: 30 % and 40 %.
    assert!(of(&check(&all("X")[1..]), IN0102).is_empty());
    let exactly = changed(|draft| draft.least_coverage = "70%".parse().unwrap());
    assert!(of(&check_with(&exactly, &all("X")[1..]), IN0102).is_empty());
}

#[test]
fn an_unknown_indicator() {
    let mut observations = all("X");
    observations.push(seen("A9", "X", number("3")));
    assert_eq!(
        of(&check(&observations), IN0103),
        [
            "note IN0103: unit X, A9: the system does not have the indicator that was observed (system S, value 3)"
        ]
    );
    // Of a unit that is not judged.
    observations.pop();
    observations.push(seen("A9", "Y", number("3")));
    assert!(check(&observations).is_empty());
}

#[test]
fn a_period_that_overlaps() {
    let mut observations = all("X");
    let first = observations.remove(0);
    observations.push(but(&first, |draft| draft.period = "2025-09-01/2026-08-31".parse().unwrap()));
    let findings = check(&observations);
    assert_eq!(
        of(&findings, IN0104),
        [
            "warning IN0104: unit X, A1: the observation is not of the period judged and is not used (observed \
          2025-09-01/2026-08-31, judged 2025-01-01/2025-12-31, value 8)"
        ]
    );
    assert_eq!(of(&findings, IN0101).len(), 1);
    // Another year is another question.
    let mut observations = all("X");
    observations.push(but(&first, |draft| draft.period = "2024-01-01/2024-12-31".parse().unwrap()));
    assert!(check(&observations).is_empty());
}

#[test]
fn another_version_of_the_definition() {
    let mut observations = all("X");
    let first = observations.remove(0);
    observations.push(but(&first, |draft| draft.version = "2017".parse().unwrap()));
    let findings = check(&observations);
    assert_eq!(
        of(&findings, IN0105),
        [
            "warning IN0105: unit X, A1: the observation was made under another version of the definition and is not \
          comparable (observed under 2017, defined by 1, value 8)"
        ]
    );
    assert_eq!(of(&findings, IN0101).len(), 1, "it is not used");
    assert!(of(&check(&all("X")), IN0105).is_empty());
}

#[test]
fn observations_that_disagree() {
    let mut observations = all("X");
    let first = observations[0].clone();
    observations.push(but(&first, |draft| {
        draft.value = number("9");
        draft.provenance.recorded = "2026-02-01".parse().unwrap();
    }));
    let findings = check(&observations);
    assert_eq!(
        of(&findings, IN0106),
        [
            "warning IN0106: unit X, A1: two observations disagree: 9 recorded on 2026-02-01, 8 recorded on 2026-01-15 (first \
          9, first recorded 2026-02-01, second 8, second recorded 2026-01-15)"
        ]
    );
    assert!(of(&findings, IN0101).is_empty(), "the later counts");

    let mut observations = all("X");
    observations.push(but(&first, |draft| draft.value = number("9")));
    let findings = check(&observations);
    assert_eq!(of(&findings, IN0106).len(), 1);
    assert!(of(&findings, IN0101)[0].ends_with("reason observations of one day disagree)"));

    // The same figure again, or written otherwise, or one withdrawn by a statement that nothing is known.
    let mut observations = all("X");
    observations.push(first.clone());
    observations.push(but(&first, |draft| draft.value = number("8.0")));
    assert!(check(&observations).is_empty());
    observations.push(but(&first, |draft| {
        draft.value = missing("withdrawn");
        draft.provenance.recorded = "2026-02-01".parse().unwrap();
    }));
    let findings = check(&observations);
    assert!(of(&findings, IN0106).is_empty());
    assert!(of(&findings, IN0101)[0].ends_with("reason withdrawn)"));
}

#[test]
fn the_same_value_under_two_definitions() {
    // 256 international students, and 256 who returned: one report gives the figure for both.
    let system = IndicatorSystem::five_result_areas().load().unwrap();
    let observations =
        [seen("IS01", "X", number("256")), seen("IS02", "X", number("38")), seen("CP04", "X", number("256"))];
    assert_eq!(
        of(&check_with(&system, &observations), IN0107),
        [
            "note IN0107: unit X, CP04, IS01: two indicators with different definitions have the same value 256 (value 256, \
          first Graduates returned, second International students, looked at from 20)"
        ]
    );
    let small = [seen("IS01", "X", number("19")), seen("CP04", "X", number("19"))];
    assert!(of(&check_with(&system, &small), IN0107).is_empty(), "small figures meet by chance");
    let years = [
        seen("IS01", "X", number("256")),
        but(&seen("CP04", "X", number("256")), |draft| {
            draft.period = "2024-01-01/2024-12-31".parse().unwrap();
        }),
    ];
    assert!(of(&check_with(&system, &years), IN0107).is_empty(), "another year");
    let units = [seen("IS01", "X", number("256")), seen("CP04", "Y", number("256"))];
    assert!(of(&check_with(&system, &units), IN0107).is_empty(), "another unit");
    let three = [&observations[..], &[seen("OE02", "X", number("256"))]].concat();
    assert_eq!(of(&check_with(&system, &three), IN0107).len(), 3, "each pair");
}

#[test]
fn impossible_values() {
    let demands = [
        ("A1", number("-1"), "the value -1 cannot be: a count is a whole number, not below zero"),
        ("A1", number("7.5"), "the value 7.5 cannot be: a count is a whole number, not below zero"),
        ("B1", number("-0.5"), "the value -0.5 cannot be: an amount is a number, not below zero"),
        ("B2", ratio("1", "2"), "the value 1 of 2 (50.0 %) cannot be: a balance is a number"),
        ("A2", ratio("3", "2"), "the value 3 of 2 (150.0 %) cannot be: a share is a ratio"),
        ("A2", ratio("-1", "2"), "the value -1 of 2 (-50.0 %) cannot be: a share is a ratio"),
        ("A2", ratio("1", "0"), "the value 1 of 0 (not defined) cannot be: a share is a ratio"),
        ("A2", number("0.5"), "the value 0.5 cannot be: a share is a ratio"),
    ];
    for (indicator, value, message) in demands {
        let findings = check(&with(indicator, value));
        let found = of(&findings, IN0108);
        assert_eq!(found.len(), 1, "{message}");
        assert!(
            found[0].starts_with(&format!("violation IN0108: unit X, {indicator}: {message}")),
            "{}",
            found[0]
        );
        assert_eq!(of(&findings, IN0101).len(), usize::from(indicator != "B2"), "it is not used");
    }
    for (indicator, value) in [("A1", number("0")), ("A2", ratio("2", "2")), ("B2", number("-49"))] {
        assert!(check(&with(indicator, value)).is_empty());
    }
}

#[test]
fn wording_that_nobody_has_read() {
    let unread = changed(|draft| {
        let mut indicator = draft.areas[0].indicators[0].draft();
        indicator.status = Status::Unverified;
        draft.areas[0].indicators[0] = indicator.try_into().unwrap();
    });
    let findings = check_with(&unread, &all("X"));
    assert_eq!(
        of(&findings, IN0109),
        [
            "note IN0109: indicator system S: there are indicators whose wording nobody has read in its source yet (unread 1 \
          of 4 (25.0 %), indicators A1)"
        ]
    );
    assert!(of(&findings, CO0001).is_empty());
    assert!(of(&check(&all("X")), IN0109).is_empty());

    let system = changed(|draft| draft.status = Status::Unverified);
    let findings = check_with(&system, &all("X"));
    assert_eq!((of(&findings, CO0001).len(), findings.len()), (1, 1));
}

#[test]
fn every_finding_has_figures_basis_and_remedy() {
    let observations = [
        seen("A1", "X", number("-1")),
        seen("A9", "X", number("1")),
        seen("B1", "X", number("20")),
        seen("B2", "X", number("20")),
        but(&seen("B1", "X", number("21")), |draft| {
            draft.provenance.recorded = "2026-01-14".parse().unwrap();
        }),
        but(&seen("A2", "X", ratio("1", "2")), |draft| draft.version = "0".parse().unwrap()),
        but(&seen("A2", "X", ratio("1", "2")), |draft| {
            draft.period = "2025-01-01/2025-06-30".parse().unwrap();
        }),
    ];
    let strict = changed(|draft| {
        draft.least_coverage = "100%".parse().unwrap();
        let mut indicator = draft.areas[0].indicators[0].draft();
        indicator.status = Status::Unverified;
        draft.areas[0].indicators[0] = indicator.try_into().unwrap();
    });
    let findings = check_with(&strict, &observations);
    for finding in &findings {
        assert!(
            !finding.facts.is_empty() && finding.basis.is_some() && finding.remedy.is_some(),
            "{finding}"
        );
    }
    let fired: BTreeSet<_> = findings.iter().map(|finding| finding.code).collect();
    assert_eq!(
        fired.into_iter().collect::<Vec<_>>(),
        CODES.iter().map(|(code, _)| *code).filter(|code| code.as_str() < "IN0200").collect::<Vec<_>>()
    );
}

#[test]
fn what_was_recorded_later_is_not_known_yet() {
    let before = system().check(&all("X"), &[unit("X")], year(), "2026-01-14".parse().unwrap());
    assert_eq!(of(&before, IN0101).len(), 3);
    let on_the_day = system().check(&all("X"), &[unit("X")], year(), "2026-01-15".parse().unwrap());
    assert!(on_the_day.is_empty());
}

#[test]
fn observations_of_the_school_are_for_a_unit_of_that_level() {
    let judge = |code: &str| system().check(&all("-"), &[unit(code)], year(), "2026-03-01".parse().unwrap());
    assert!(judge("SCHOOL").is_empty());
    assert_eq!(of(&judge("X"), IN0101).len(), 3);
}
