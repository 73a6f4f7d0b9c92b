//! Laws that hold for every system and every set of observations.
#![expect(clippy::unwrap_used, reason = "what fails here is a failed test")]

#[path = "support/small.rs"]
#[allow(dead_code, reason = "shared between tests that need different parts")]
mod small;

use collegium_core::{Fraction, Ratio, Rounding, org::OrgUnit};
use collegium_indicators::{
    Evaluation, IndicatorSystem, MissingPolicy, Observation, ObservationDraft, Points, Scale, ScaleDraft,
    Value,
};
use proptest::{collection::vec, option, prelude::*, sample};
use rust_decimal::Decimal;
use small::{all, number, ratio, seen, system, unit, year};

const CODES: [&str; 4] = ["X", "Y", "Z", "SCHOOL"];

fn units() -> Vec<OrgUnit> {
    CODES.iter().map(|code| unit(code)).collect()
}

fn decimal(limit: i64) -> impl Strategy<Value = Decimal> {
    (-limit..=limit, 0_u32..=3).prop_map(|(digits, scale)| Decimal::new(digits, scale))
}

fn scale() -> impl Strategy<Value = Scale> {
    let at_least = |floor, target| ScaleDraft::AtLeast { floor, target };
    let at_most = |target, ceiling| ScaleDraft::AtMost { target, ceiling };
    prop_oneof![
        (decimal(999), decimal(999)).prop_map(move |(a, b)| at_least(a.min(b), a.max(b))),
        (decimal(999), decimal(999)).prop_map(move |(a, b)| at_most(a.min(b), a.max(b))),
        decimal(999).prop_map(|target| ScaleDraft::AtMostRatio { target: target.abs() }),
        [decimal(999), decimal(999), decimal(999), decimal(999)].prop_map(|mut bounds| {
            bounds.sort();
            let [floor, low, high, ceiling] = bounds;
            ScaleDraft::Within { floor, low, high, ceiling }
        }),
    ]
    .prop_filter_map("a scale", |draft| Scale::try_from(draft).ok())
}

/// Possible and impossible values, of two days, periods and versions, known indicators and one unknown.
fn observation() -> impl Strategy<Value = Observation> {
    let value = prop_oneof![
        4 => (-2_i64..30).prop_map(|count| Value::Number(count.into())),
        1 => decimal(99).prop_map(Value::Number),
        4 => (-1_i64..12, 0_i64..10, sample::select(vec!["students", "graduates"])).prop_map(|(part, whole, of)| {
            Value::Ratio(Ratio::new(part.into(), whole.into(), of).unwrap())
        }),
        1 => sample::select(vec!["not counted", "lost"]).prop_map(small::missing),
    ];
    let of = (
        sample::select(vec!["A1", "A2", "B1", "B2", "A9"]),
        option::weighted(0.9, sample::select(&CODES[..])),
    );
    let when = (sample::select(vec!["2026-01-15", "2026-02-01", "2026-06-01"]), 0_u8..20, 0_u8..20);
    (of, value, when).prop_map(|((indicator, unit), value, (recorded, period, version))| {
        small::but(&seen(indicator, unit.unwrap_or("-"), value), |draft| {
            draft.provenance.recorded = recorded.parse().unwrap();
            if period == 0 {
                draft.period = "2025-09-01/2026-08-31".parse().unwrap();
                draft.provenance.recorded = "2026-01-15".parse().unwrap();
            }
            if version == 0 {
                draft.version = "9".parse().unwrap();
            }
        })
    })
}

fn policy() -> impl Strategy<Value = MissingPolicy> {
    sample::select(vec![MissingPolicy::Exclude, MissingPolicy::Worst])
}

fn evaluate(system: &IndicatorSystem, observations: &[Observation], missing: MissingPolicy) -> Evaluation {
    system.evaluate(observations, &units(), year(), "2026-03-01".parse().unwrap(), missing)
}

fn mean(parts: &[(u32, Option<Fraction>)]) -> Option<Fraction> {
    let present = || parts.iter().filter(|(_, points)| points.is_some());
    let weights: u32 = present().map(|(weight, _)| weight).sum();
    let whole = Fraction::from(weights);
    let weighted = present().map(|(weight, points)| Fraction::from(*weight) * points.clone().unwrap());
    weighted.fold(Fraction::from(0), |sum, part| sum + part).checked_div(&whole).ok()
}

proptest! {
    #[test]
    fn points_lie_between_0_and_100(scale in scale(), value in decimal(99_999)) {
        let points = scale.points(&Fraction::from(value));
        prop_assert!(points >= Fraction::from(0) && points <= Fraction::from(100));
        for rounding in Rounding::ALL {
            let rounded = Points::rounded(&points, rounding);
            prop_assert_eq!(rounded.to_string().parse::<Points>().unwrap(), rounded);
        }
    }

    #[test]
    fn a_better_value_never_scores_lower(scale in scale(), one in decimal(9_999), other in decimal(9_999)) {
        let (less, more) = (one.min(other), one.max(other));
        let points = |value: Decimal| scale.points(&Fraction::from(value));
        let never_lower = match *scale {
            ScaleDraft::AtLeast { .. } => points(less) <= points(more),
            ScaleDraft::AtMost { .. } | ScaleDraft::AtMostRatio { .. } => points(more) <= points(less),
            ScaleDraft::Within { low, high, .. } => {
                (more > low || points(less) <= points(more)) && (less < high || points(more) <= points(less))
            }
        };
        prop_assert!(never_lower);
    }

    #[test]
    fn a_better_value_never_lowers_the_total(count in 0_u32..20, more in 0_u32..20, missing in policy()) {
        let judge = |count: u32| {
            let mut observations = all("X");
            observations[0] = seen("A1", "X", number(&count.to_string()));
            evaluate(&system(), &observations, missing).card(small::unit_id("X")).unwrap().total
        };
        prop_assert!(judge(count) <= judge(count + more));
    }

    #[test]
    fn a_total_is_the_weighted_mean(observations in vec(observation(), 0..40), missing in policy()) {
        let system = system();
        for card in evaluate(&system, &observations, missing).cards {
            let areas: Vec<_> = card.areas.iter().map(|area| {
                let of = |score: &collegium_indicators::IndicatorScore| score.score.as_ref().map(|s| s.exact.clone());
                (area.weight, mean(&area.indicators.iter().map(|i| (i.weight, of(i))).collect::<Vec<_>>()))
            }).collect();
            for (area, (_, exact)) in card.areas.iter().zip(&areas) {
                prop_assert_eq!(area.points, exact.as_ref().map(|exact| Points::rounded(exact, system.rounding)));
            }
            prop_assert_eq!(card.total, mean(&areas).map(|exact| Points::rounded(&exact, system.rounding)));
            prop_assert_eq!(card.band, card.total.map(|total| system.band(total).name.clone()));
            prop_assert_eq!(card.total.is_some(), card.rank.is_some());
            prop_assert!(missing == MissingPolicy::Exclude || card.total.is_some());
        }
    }

    #[test]
    fn the_order_of_the_input_does_not_matter(
        (observations, shuffled) in vec(observation(), 0..40).prop_flat_map(|list| (Just(list.clone()), Just(list).prop_shuffle())),
        (units, shuffled_units) in (Just(units()), Just(units()).prop_shuffle()),
        missing in policy(),
    ) {
        let (system, day) = (system(), "2026-03-01".parse().unwrap());
        let one = system.evaluate(&observations, &units, year(), day, missing);
        let other = system.evaluate(&shuffled, &shuffled_units, year(), day, missing);
        prop_assert_eq!(&one, &other);
        prop_assert_eq!(one.findings, system.check(&shuffled, &units, year(), day));
    }

    #[test]
    fn a_rank_counts_those_who_are_better(observations in vec(observation(), 0..60), missing in policy()) {
        let cards = evaluate(&system(), &observations, missing).cards;
        for card in &cards {
            let better = cards.iter().filter(|other| other.total > card.total).count() as u64;
            prop_assert_eq!(card.rank, card.total.map(|_| better + 1));
        }
        prop_assert!(cards.is_sorted_by_key(|card| card.rank.unwrap_or(u64::MAX)));
    }

    #[test]
    fn the_policy_matters_only_where_something_is_missing(observations in vec(observation(), 0..60)) {
        let lenient = evaluate(&system(), &observations, MissingPolicy::Exclude);
        let strict = evaluate(&system(), &observations, MissingPolicy::Worst);
        prop_assert_eq!(&lenient.findings, &strict.findings);
        for card in &lenient.cards {
            let other = strict.card(card.unit).unwrap();
            prop_assert_eq!(&card.coverage, &other.coverage);
            prop_assert!(card.total.is_none_or(|total| Some(total) >= other.total));
            if card.coverage.part() == card.coverage.whole() {
                prop_assert_eq!(card.total, other.total);
            }
        }
    }

    #[test]
    fn equal_weights_by_another_split_change_nothing(observations in vec(observation(), 0..30), missing in policy()) {
        // Two areas in one, each weight multiplied down: A1 30 %, A2 30 %, B1 40 %. Without gaps the total is the same.
        let mut flat = system().draft();
        let b = flat.areas.pop().unwrap();
        let weights = [3_000, 3_000, 4_000, 0];
        let indicators = flat.areas[0].indicators.iter().chain(&b.indicators).zip(weights).map(|(indicator, weight)| {
            let mut draft = indicator.draft();
            draft.weight = weight;
            draft.try_into().unwrap()
        });
        flat.areas[0].indicators = indicators.collect();
        flat.areas[0].weight = IndicatorSystem::WHOLE;
        let flat = IndicatorSystem::try_from(flat).unwrap();
        let (deep, flat) = (evaluate(&system(), &observations, missing), evaluate(&flat, &observations, missing));
        for card in &deep.cards {
            let other = flat.card(card.unit).unwrap();
            prop_assert_eq!(&card.coverage, &other.coverage);
            if missing == MissingPolicy::Worst || card.coverage.part() == card.coverage.whole() {
                prop_assert_eq!(card.total, other.total);
            }
        }
    }

    #[test]
    fn a_weight_of_zero_judges_nothing(flow in -60_i32..60, missing in policy()) {
        let mut observations = all("X");
        observations[3] = seen("B2", "X", number(&flow.to_string()));
        let card = |observations| evaluate(&system(), observations, missing).card(small::unit_id("X")).unwrap().clone();
        prop_assert_eq!(card(&observations).total, card(&observations[..3]).total);
    }

    #[test]
    fn drafts_are_the_same_again(observation in observation(), scale in scale()) {
        let draft: ObservationDraft = observation.clone().into();
        prop_assert_eq!(Observation::try_from(draft).unwrap(), observation);
        prop_assert_eq!(Scale::try_from(scale.draft()).unwrap(), scale);
    }

    #[test]
    fn an_evaluation_is_read_back_as_it_was_written(observations in vec(observation(), 0..30), missing in policy()) {
        let evaluation = evaluate(&system(), &observations, missing);
        let json = serde_json::to_string(&evaluation).unwrap();
        prop_assert_eq!(serde_json::from_str::<Evaluation>(&json).unwrap(), evaluation);
    }

    #[test]
    fn the_exact_points_of_the_longest_figures_are_read_back(
        digits in (0_u64.., 1_u64.., 1_u32..), decimals in (0_u32..=28, 0_u32..=28), bounds in (0_i64..10_i64.pow(15), 1_i64..10_i64.pow(15)),
    ) {
        let part = Decimal::from_i128_with_scale(i128::from(digits.0) * i128::from(digits.2), decimals.0);
        let whole = Decimal::from_i128_with_scale(i128::from(digits.1) * i128::from(digits.2), decimals.1);
        let floor = Decimal::new(bounds.0, 6);
        let scale = Scale::try_from(ScaleDraft::AtLeast { floor, target: floor + Decimal::new(bounds.1, 6) }).unwrap();
        let value = Value::Ratio(Ratio::new(part, whole, "things").unwrap()).quotient().unwrap();
        let points = scale.points(&value);
        prop_assert_eq!(points.to_string().parse::<Fraction>().unwrap(), points);
    }

    #[test]
    fn junk_is_refused_without_a_panic(text in ".{0,12}") {
        let _ = text.parse::<Points>();
        let _ = collegium_indicators::DefinitionVersion::new(&text);
    }
}

#[test]
fn systems_are_the_same_again() {
    for system in [system(), IndicatorSystem::five_result_areas().load().unwrap()] {
        assert_eq!(IndicatorSystem::try_from(system.draft()).unwrap(), system);
    }
}

#[test]
fn equals_share_a_place() {
    let observations: Vec<_> = [("X", "4"), ("Y", "8"), ("Z", "8"), ("SCHOOL", "9")]
        .into_iter()
        .flat_map(|(unit, count)| [seen("A1", unit, number(count)), seen("A2", unit, ratio("1", "2"))])
        .collect();
    let places: Vec<_> = evaluate(&system(), &observations, MissingPolicy::Exclude)
        .cards
        .iter()
        .map(|card| (card.code.to_string(), card.rank.unwrap()))
        .collect();
    let expected = [("SCHOOL", 1), ("Y", 2), ("Z", 2), ("X", 4)];
    assert_eq!(places, expected.map(|(code, rank)| (code.to_owned(), rank)));
}
