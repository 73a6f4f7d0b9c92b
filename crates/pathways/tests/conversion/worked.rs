//! Figures that somebody worked out by hand from the published rules.

use collegium_core::{Fraction, Rounding};
use collegium_pathways::{
    credit::{CreditBasis, CreditConversion, CreditConversionDraft},
    grade::{GradingTable, OverlapChoice, Percentiles, Working},
};

use super::made::{by_preset, by_year, converted, decimal, mark, systems};

fn outcome(code: &str, grade: &str) -> String {
    by_preset(code, grade).outcome.map_or_else(|| "none".to_owned(), |mark| mark.to_string())
}

fn exact(code: &str, grade: &str) -> String {
    match by_preset(code, grade).working {
        Working::Formula { exact, .. } => exact.to_string(),
        other => unreachable!("no formula was followed, but {other}"),
    }
}

/// Two UK credits are one ECTS credit, one US semester credit is two.
#[test]
fn credits_by_share_of_a_year() {
    for (from, credits, ects) in [
        ("uk-cats", "2", "1.0"),
        ("uk-cats", "120", "60.0"),
        ("us-semester", "1", "2.0"),
        ("us-semester", "15", "30.0"),
        ("us-quarter", "3", "4.0"),
        // A standard Australian unit of 0.125 EFTSL, in the credits of each university.
        ("au-curtin", "25", "7.5"),
        ("au-eftsl", "0.125", "7.5"),
        ("au-uwa", "6", "7.5"),
        ("au-anu", "6", "7.5"),
        ("au-flinders", "4.5", "7.5"),
        ("au-uq", "2", "7.5"),
        ("sg-nus", "4", "6.0"),
    ] {
        let rule = by_year(&[from, "ects"], "0.5", Rounding::HalfUp);
        let converted = converted(&rule, &systems(), credits).unwrap();
        assert_eq!(converted.rounded.to_string(), ects, "{credits} {from}");
        assert_eq!(converted.exact, Fraction::from(decimal(ects)), "{credits} {from}: exactly");
    }
    let curtin = by_year(&["au-curtin", "au-eftsl"], "0.001", Rounding::HalfUp);
    assert_eq!(converted(&curtin, &systems(), "25").unwrap().exact.to_string(), "1/8");
}

/// A year of 1 200 hours is 60 ECTS by share and 43.6 by hours of 27.5: the rule has to say which.
#[test]
fn credits_by_workload_are_others() {
    let by_year = by_year(&["uk-cats", "ects"], "0.1", Rounding::HalfUp);
    let mut draft: CreditConversionDraft = by_year.draft();
    draft.legs[0].by = CreditBasis::Workload { from_hours: decimal("10"), to_hours: decimal("27.5") };
    let by_hours = CreditConversion::try_from(draft).unwrap();
    assert_eq!(converted(&by_year, &systems(), "120").unwrap().rounded.to_string(), "60.0");
    let hours = converted(&by_hours, &systems(), "120").unwrap();
    assert_eq!((hours.exact.to_string(), hours.rounded.to_string()), ("480/11".into(), "43.6".into()));
    assert_eq!(hours.path[0].to_string(), "10/27.5");
}

#[test]
fn several_legs_are_rounded_once() {
    // 7 Chinese credits of 50 a year are 8.4 ECTS and 16.8 UK credits: rounded at the border it would be 8.5 and 17.
    let rule = CreditConversion::preset("credit-conversion-cn-vocational-uk-cats").unwrap().load().unwrap();
    let converted = converted(&rule, &systems(), "7").unwrap();
    assert_eq!(converted.exact.to_string(), "84/5");
    assert_eq!(converted.path.iter().map(ToString::to_string).collect::<Vec<_>>(), ["60/50", "120/60"]);
    assert_eq!(converted.to_string(), "7 cn-vocational × 60/50 × 120/60 = 84/5, so 17 uk-cats");
}

/// The ministers' rule cuts: 2.65 is 2.6.
#[test]
fn the_bavarian_formula_is_cut_by_the_ministers() {
    assert_eq!(
        (exact("cn-percent-de-kmk", "85"), outcome("cn-percent-de-kmk", "85")),
        ("17/8".into(), "2.1".into())
    );
    assert_eq!(
        (exact("cn-percent-de-kmk", "78"), outcome("cn-percent-de-kmk", "78")),
        ("53/20".into(), "2.6".into())
    );
    assert_eq!(outcome("kr-gpa-4.3-de-kmk", "3.7"), "1.5");
    assert_eq!(exact("kr-gpa-4.3-de-kmk", "3.7"), "17/11");
    assert_eq!(outcome("cn-percent-de-kmk", "100"), "1.0");
    assert_eq!(outcome("cn-percent-de-kmk", "60"), "4.0");
    assert_eq!(outcome("cn-percent-de-kmk", "59.99"), "none", "failed, not a number above 4");
}

/// Cologne goes to the nearest step, and of two as near to the better: 2.5 is 2.3, 1.15 is 1.0, 3.85 is 3.7.
#[test]
fn the_bavarian_formula_is_snapped_in_cologne() {
    // On 100 points with the pass at 60, the grade `100 − (x − 1) × 40 / 3` has the value x.
    for (grade, step) in
        [("85", "2.0"), ("78", "2.7"), ("80", "2.3"), ("98", "1.0"), ("62", "3.7"), ("60", "4.0")]
    {
        assert_eq!(outcome("cn-percent-de-cologne", grade), step, "{grade}");
    }
    assert_eq!(
        (exact("cn-percent-de-cologne", "80"), exact("cn-percent-de-cologne", "98")),
        ("5/2".into(), "23/20".into())
    );
    assert_eq!(exact("cn-percent-de-cologne", "62"), "77/20");
}

/// One mark, four conventions for grade points.
#[test]
fn chinese_grade_points_depend_on_the_table() {
    for (code, points_of_85, points_of_60) in [
        ("cn-gpa-wes", "4.0", "2.0"),
        ("cn-gpa-common", "3.7", "1.0"),
        ("cn-gpa-peking", "3.578", "1.0"),
        ("cn-gpa-zhejiang", "4.0", "1.5"),
    ] {
        assert_eq!((&*outcome(code, "85"), &*outcome(code, "60")), (points_of_85, points_of_60), "{code}");
        assert_eq!(outcome(code, "59"), "0.0", "{code}");
    }
    for (grade, points) in [
        ("90", "4.0"),
        ("82", "3.3"),
        ("78", "3.0"),
        ("75", "2.7"),
        ("72", "2.3"),
        ("68", "2.0"),
        ("64", "1.5"),
    ] {
        assert_eq!(outcome("cn-gpa-common", grade), points);
    }
    for (grade, letter) in [("90", "A"), ("89.5", "B"), ("85", "B"), ("70", "C"), ("60", "D"), ("59", "F")] {
        assert_eq!(outcome("cn-percent-five-level", grade), letter);
    }
}

#[test]
fn bands_of_other_countries() {
    for (grade, class, open) in [
        ("85", "1st", "1st"),
        ("70", "1st", "2:1"),
        ("69", "2:1", "2:2"),
        ("50", "2:2", "3rd"),
        ("40", "3rd", "3rd"),
        ("39", "Fail", "Fail"),
    ] {
        assert_eq!(outcome("uk-percent-class", grade), class);
        assert_eq!(outcome("uk-percent-class-open-university", grade), open);
    }
    for (grade, letter) in [("95", "A+"), ("90", "A0"), ("85", "B+"), ("60", "D0"), ("59.9", "F")] {
        assert_eq!(outcome("kr-percent-letter-4.5", grade), letter);
    }
    for (grade, many, others) in
        [("85", "HD", "HD"), ("80", "D", "HD"), ("65", "C", "C"), ("50", "P", "P"), ("49", "F", "F")]
    {
        assert_eq!(outcome("au-percent-grade", grade), many);
        assert_eq!(outcome("au-percent-grade-80", grade), others);
    }
    for (grade, words) in [
        ("1.5", "sehr gut"),
        ("1.6", "gut"),
        ("2.5", "gut"),
        ("4.0", "ausreichend"),
        ("5.0", "nicht bestanden"),
    ] {
        assert_eq!(outcome("de-words", grade), words);
    }
}

/// The former ECTS scale: the best 10 %, the next 25, 30, 25 and 10.
#[test]
fn the_former_ects_scale_goes_by_shares() {
    let former: Percentiles = serde_json::from_str(
        r#"[{"grade":"A","up_to":"10%"},{"grade":"B","up_to":"35%"},{"grade":"C","up_to":"65%"},
            {"grade":"D","up_to":"90%"},{"grade":"E","up_to":"100%"}]"#,
    )
    .unwrap();
    for (point, grade) in
        [(0, "A"), (100, "A"), (101, "B"), (350, "B"), (650, "C"), (900, "D"), (901, "E"), (1000, "E")]
    {
        assert_eq!(former.choose(&Fraction::new(point, 1000).unwrap()).as_str(), grade, "{point}");
    }
}

/// A grade nobody got is a point. It has no common part with any, so that the longest common part says nothing.
#[test]
fn a_grade_nobody_got_still_has_an_answer() {
    let table = |json: &str| serde_json::from_str::<GradingTable>(json).unwrap();
    let from = table(r#"[{"grade":"A","count":0},{"grade":"B","count":9},{"grade":"C","count":0}]"#);
    let to = table(
        r#"[{"grade":"0","count":0},{"grade":"1","count":5},{"grade":"2","count":4},{"grade":"3","count":0}]"#,
    );
    let answers = |grade: &str| {
        let interval = from.interval(&mark(grade)).unwrap();
        OverlapChoice::ALL.map(|choice| choice.choose(&interval, &to).to_string())
    };
    assert_eq!(answers("A"), ["1", "1", "1", "1"]);
    assert_eq!(answers("B"), ["1", "1", "2", "1"]);
    assert_eq!(answers("C"), ["2", "2", "2", "1"]);
}
