//! What holds for every conversion.

use collegium_core::{Fraction, Rounding, strategy::number::rounding};
use collegium_pathways::{
    CreditSystems, Credits, GradeScale,
    grade::{Grade, GradeAverage, GradeConversion, OverlapChoice},
};
use proptest::{collection::vec, prelude::*, sample};
use rust_decimal::Decimal;
use serde_json::{Value, json};

use super::made::{by_year, converted, decimal, letters, numbers, rule, scale, shipped_scale, system};

fn year() -> impl Strategy<Value = String> {
    (1_u32..=5_000, sample::select(vec![1_u32, 2, 4, 10]))
        .prop_map(|(year, part)| (Decimal::from(year) / Decimal::from(part)).to_string())
}

fn step() -> impl Strategy<Value = &'static str> {
    sample::select(vec!["0.01", "0.1", "0.25", "0.5", "1", "1.5", "3"])
}

/// Hundredths of credits.
fn hundredths() -> impl Strategy<Value = u32> {
    prop_oneof![0_u32..=2_000, 0_u32..=1_000_000]
}

fn credits(hundredths: u32) -> Credits {
    Credits::new(Decimal::new(hundredths.into(), 2)).unwrap()
}

fn fraction(decimal: Decimal) -> Fraction {
    decimal.into()
}

proptest! {
    #[test]
    fn credits_are_rounded_once_to_the_step_and_more_never_become_fewer(
        years in vec(year(), 2..=4), step in step(), rounding in rounding(), first in hundredths(), more in hundredths()
    ) {
        let codes: Vec<_> = (0..years.len()).map(|place| format!("s{place}")).collect();
        let codes: Vec<_> = codes.iter().map(String::as_str).collect();
        let systems = codes.iter().zip(&years).map(|(code, year)| system(code, year));
        let systems = CreditSystems::new(systems).unwrap();
        let rule = by_year(&codes, step, rounding);
        let fitted = rule.bind(&systems).unwrap();
        prop_assume!(fitted.factor() <= &Fraction::from(50));
        let one = fitted.convert(credits(first)).unwrap();
        // The path by year share does not depend on what lies between.
        let share = fraction(decimal(years.last().unwrap())).checked_div(&decimal(&years[0]).into()).unwrap();
        prop_assert_eq!(fitted.factor(), &share);
        prop_assert_eq!(&one.exact, &(fraction(credits(first).amount()) * share));
        prop_assert!((one.rounded.amount() % decimal(step)).is_zero());
        let error = one.exact.clone() - one.rounded.amount().into();
        let width = fraction(decimal(step));
        prop_assert!(error < width.clone() && Fraction::from(0) - error < width);
        let two = fitted.convert(credits(first.saturating_add(more).min(2_000_000))).unwrap();
        prop_assert!(one.rounded <= two.rounded);
        // And through whole numbers the same.
        let table = fitted.compile().unwrap();
        let steps = table.convert(table.steps(credits(first)).unwrap()).unwrap();
        prop_assert_eq!(Decimal::from(steps) * table.to_step(), one.rounded.amount());
        let text = serde_json::to_string(&one).unwrap();
        prop_assert_eq!(&serde_json::from_str::<collegium_pathways::ConvertedCredits>(&text).unwrap(), &one);
    }

    #[test]
    fn credits_come_back_within_the_rounding(years in (year(), year()), first in 0_u32..=100_000, mode in sample::select(vec![Rounding::HalfUp, Rounding::HalfEven, Rounding::HalfDown])) {
        let systems = CreditSystems::new([system("a", &years.0), system("b", &years.1)]).unwrap();
        let there = by_year(&["a", "b"], "0.01", mode);
        let back = by_year(&["b", "a"], "0.01", mode);
        let factor = back.bind(&systems).unwrap().factor().clone();
        prop_assume!(factor <= Fraction::from(1_000) && Fraction::from(1) <= factor.clone() * Fraction::from(1_000));
        let abroad = converted(&there, &systems, &credits(first).to_string()).unwrap();
        let home = converted(&back, &systems, &abroad.rounded.to_string()).unwrap();
        // Half a step there, seen through the factor, and half a step back.
        let half = Fraction::new(1, 200).unwrap();
        let bound = half.clone() * factor + half;
        let error = fraction(home.rounded.amount()) - fraction(credits(first).amount());
        prop_assert!(error <= bound && Fraction::from(0) - error <= bound.clone());
    }
}

/// No grade becomes a better one than a better grade does, and the list says what the rule says.
fn never_falls(rule: &GradeConversion, from: &GradeScale, to: &GradeScale) {
    let fitted = rule.bind(from, to).unwrap();
    let table = fitted.compile();
    let mut before = None;
    for grade in from.grades() {
        let converted = fitted.convert_grade(grade);
        let outcome = converted.ok().and_then(|converted| converted.outcome);
        let rank = outcome.map(|mark| to.grade(&mark).unwrap().rank());
        assert_eq!(table.convert(grade.rank()), rank, "{grade}");
        if let (Some((better, before)), Some(rank)) = (before, rank) {
            assert!(before <= rank, "{better} becomes {before}, the worse {grade} becomes {rank}");
        }
        before = rank.map(|rank| (grade, rank)).or(before);
    }
    assert_eq!(table.convert(from.size()), None);
}

/// A scale of numbers with room for a pass: best, lowest pass, worst.
fn number_scale() -> impl Strategy<Value = (i64, i64, i64)> {
    (-50_i64..=50, 2_i64..=60, any::<bool>()).prop_flat_map(|(best, size, rising)| {
        let sign = if rising { -1 } else { 1 };
        (1..=size).prop_map(move |pass| (best, best + sign * pass, best + sign * size))
    })
}

fn whole((best, pass, worst): (i64, i64, i64)) -> collegium_pathways::grade::GradeForm {
    numbers(&best.to_string(), &pass.to_string(), &worst.to_string(), "1")
}

fn finish() -> impl Strategy<Value = Value> {
    let decimals = |rounding: Rounding| json!({"decimals": {"decimals": 1, "rounding": rounding}});
    prop_oneof![
        rounding().prop_map(decimals),
        Just(json!("nearest_step")),
        Just(json!("better_step_after_cut"))
    ]
}

const LETTERS: [&str; 9] = ["A", "B", "C", "D", "E", "G", "H", "I", "F"];

fn table(counts: &[u64]) -> Value {
    counts.iter().zip(LETTERS).map(|(count, grade)| json!({"grade": grade, "count": count})).collect()
}

fn counts(least: u64) -> impl Strategy<Value = Vec<u64>> {
    vec(prop_oneof![1 => Just(least), 4 => least..=60], 1..=8)
        .prop_filter("somebody got a grade", |counts| counts.iter().any(|&count| count > 0))
}

proptest! {
    #[test]
    fn the_bavarian_formula_never_falls(ends in number_scale(), finish in finish(), fail in any::<bool>()) {
        let (best, pass, _) = ends;
        let from = scale("from", &whole(ends));
        let mut to = shipped_scale(if finish.is_object() { "de" } else { "de-steps" }).draft();
        to.code = "to".parse().unwrap();
        let bavarian = json!({"best": best.to_string(), "lowest_pass": pass.to_string(), "finish": finish});
        let rule = rule(json!({"modified_bavarian": bavarian}), fail.then_some("5.0"));
        never_falls(&rule, &from, &to.try_into().unwrap());
    }

    #[test]
    fn grading_tables_never_fall(from in counts(0), positive in counts(1), to in counts(0), choice in 0_usize..4) {
        let choice = OverlapChoice::ALL[choice];
        // A grade that nobody got has no overlap to compare: the longest common part knows no order there.
        let from = if choice == OverlapChoice::LargestOverlap { positive } else { from };
        let tables = json!({"from": table(&from), "to": table(&to), "choice": choice});
        let form = letters(&LETTERS);
        never_falls(&rule(json!({"grading_table": tables}), Some("F")), &scale("from", &form), &scale("to", &form));
    }

    #[test]
    fn shares_never_fall(from in counts(0), mut shares in vec(1_u32..100, 0..8)) {
        shares.sort_unstable();
        shares.dedup();
        shares.push(100);
        let bands: Vec<_> = shares.iter().zip(LETTERS).map(|(share, grade)| json!({"grade": grade, "up_to": format!("{share}%")})).collect();
        let form = letters(&LETTERS);
        let rule = rule(json!({"percentiles": {"from": table(&from), "to": bands}}), None);
        never_falls(&rule, &scale("from", &form), &scale("to", &form));
    }

    #[test]
    fn tables_never_fall(ends in number_scale(), cuts in vec(0_u32..60, 1..8), reversed in any::<bool>()) {
        let from = scale("from", &whole(ends));
        let mut worst: Vec<_> = cuts.into_iter().map(|cut| cut % from.size()).chain([from.size() - 1]).collect();
        worst.sort_unstable();
        worst.dedup();
        let mut next = 0;
        let mark = |rank| from.at(rank).unwrap().mark();
        let mut rows = Vec::new();
        for (rank, to) in worst.into_iter().zip(LETTERS) {
            rows.push(json!({"from": {"low": mark(rank), "high": mark(next)}, "to": to}));
            next = rank + 1;
        }
        if reversed {
            rows.reverse();
        }
        let rule = rule(json!({"table": {"rows": rows}}), None);
        never_falls(&rule, &from, &scale("to", &letters(&LETTERS)));
    }

    #[test]
    fn lines_never_fall(
        from in number_scale(), to in number_scale(), mut places in vec((0_i64..=60, 0_i64..=60), 2..6), rounding in rounding()
    ) {
        let (from_size, to_size) = ((from.0 - from.2).abs(), (to.0 - to.2).abs());
        places.sort_unstable();
        places.dedup_by_key(|place| place.0 % (from_size + 1));
        let mut ranks: Vec<_> = places.iter().map(|place| place.0 % (from_size + 1)).collect();
        let mut outcomes: Vec<_> = places.iter().map(|place| place.1 % (to_size + 1)).collect();
        ranks.sort_unstable();
        ranks.dedup();
        outcomes.sort_unstable();
        prop_assume!(ranks.len() >= 2);
        let at = |ends: (i64, i64, i64), rank| ends.0 + (ends.2 - ends.0).signum() * rank;
        let mut anchors: Vec<_> = ranks.into_iter().zip(outcomes).map(|(rank, outcome)| (at(from, rank), at(to, outcome))).collect();
        anchors.sort_unstable();
        let anchors: Vec<_> = anchors.into_iter().map(|(from, to)| json!({"from": from.to_string(), "to": to.to_string()})).collect();
        let rule = rule(json!({"piecewise_linear": {"anchors": anchors, "step": "1", "rounding": rounding}}), None);
        never_falls(&rule, &scale("from", &whole(from)), &scale("to", &whole(to)));
    }

    #[test]
    fn grades_come_back_within_the_rounding(ends in number_scale(), rank in 0_u32..60) {
        // There to tenths of a straight line, and back to whole numbers.
        let (best, pass, worst) = ends;
        let from = scale("from", &whole(ends));
        let grade = from.at(rank % from.size()).unwrap();
        let (german, line) = (numbers("1.0", "4.0", "5.0", "0.1"), |pairs: [(String, String); 2], step: &str| {
            let mut pairs = pairs;
            pairs.sort_by_key(|pair| decimal(&pair.0));
            let anchors = pairs.map(|(from, to)| json!({"from": from, "to": to}));
            json!({"piecewise_linear": {"anchors": anchors, "step": step, "rounding": "half_even"}})
        });
        let there = rule(line([(best.to_string(), "1.0".into()), (worst.to_string(), "5.0".into())], "0.1"), None);
        let to = scale("to", &german);
        let abroad = there.bind(&from, &to).unwrap().convert_grade(grade).unwrap().outcome.unwrap();
        let back = rule(line([("1.0".into(), best.to_string()), ("5.0".into(), worst.to_string())], "1"), None);
        let (from_back, to_back) = (scale("from", &german), scale("to", &whole(ends)));
        let home = back.bind(&from_back, &to_back).unwrap().convert(&abroad).unwrap().outcome.unwrap();
        let error = (to_back.grade(&home).unwrap().number().unwrap() - grade.number().unwrap()).abs();
        // Half a tenth of four points there, half a point back.
        let bound = decimal("0.05") * Decimal::from((best - worst).abs()) / Decimal::from(4) + decimal("0.5");
        prop_assert!(error <= bound, "{error} above {bound}, pass {pass}");
    }

    #[test]
    fn every_grade_is_read_back(ends in number_scale()) {
        let form = whole(ends);
        let own = scale("own", &form);
        for (rank, grade) in (0..).zip(own.grades()) {
            prop_assert_eq!(grade.rank(), rank);
            prop_assert_eq!(own.grade(&grade.mark()), Ok(grade));
            prop_assert_eq!(own.with_number(grade.number().unwrap()), Some(grade));
            let passed = if ends.0 > ends.2 { grade.number() >= Some(ends.1.into()) } else { grade.number() <= Some(ends.1.into()) };
            prop_assert_eq!(grade.is_pass(), passed);
        }
        prop_assert_eq!(own.grades().count(), own.size() as usize);
    }

    #[test]
    fn an_average_lies_between_the_least_and_the_greatest(results in vec((0_u32..=1_000, prop::option::weighted(0.9, 0_u32..=10_000), any::<bool>()), 0..20)) {
        let (percent, pass_fail) = (shipped_scale("cn-percent"), shipped_scale("pass-fail"));
        let entry = |(weight, rank, numbered): &(u32, Option<u32>, bool)| {
            let grade = rank.map(|rank| if *numbered { percent.at(rank).unwrap() } else { pass_fail.at(rank % 2).unwrap() });
            (Decimal::new(i64::from(*weight), 2), grade)
        };
        let mut entries: Vec<_> = results.iter().map(entry).collect();
        let average = GradeAverage::of(&percent, entries.clone()).unwrap();
        let counting = entries.iter().filter(|(weight, _)| !weight.is_zero()).filter_map(|(_, grade)| grade.and_then(Grade::number));
        let numbers: Vec<_> = counting.collect();
        prop_assert_eq!(average.counted, numbers.len() as u64);
        match average.average.clone() {
            None => prop_assert!(numbers.is_empty()),
            Some(value) => {
                prop_assert!(fraction(*numbers.iter().min().unwrap()) <= value);
                prop_assert!(value <= fraction(*numbers.iter().max().unwrap()));
            }
        }
        let left_out = average.left_out;
        let all = average.counted + left_out.without_grade + left_out.without_number + left_out.without_weight;
        prop_assert_eq!(all, entries.len() as u64);
        entries.reverse();
        prop_assert_eq!(GradeAverage::of(&percent, entries).unwrap(), average);
    }
}
