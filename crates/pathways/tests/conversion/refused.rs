//! What is refused, and what is said of it.

use collegium_core::{Rounding, preset};
use collegium_pathways::{
    CreditConversion, CreditConversionError, CreditSystem, CreditSystemError, CreditSystems, Credits,
    GradeConversion, GradeConversionError, GradeError, GradeScale, GradeScaleError,
    credit::{CreditBasis, CreditConversionDraft, CreditLeg},
    grade::{
        Anchor, BavarianError, Finish, GradeAverage, GradeAverageError, ModifiedBavarian, PiecewiseLinear,
        PiecewiseLinearError, Quadratic,
    },
};
use rust_decimal::Decimal;
use serde_json::{Value, json};

use super::made::{
    by_year, converted, decimal, letters, mark, numbers, rule, scale, shipped_scale, system, systems, unfit,
};

#[test]
fn credits_are_neither_negative_nor_too_precise_nor_too_many() {
    for text in ["-1", "-0.5", "0.00001", "1000000.1", "1000001"] {
        let error = text.parse::<Credits>().unwrap_err().to_string();
        let expected = format!(
            "`{text}` is not a number of credits: write zero or more, at most 1000000, with at most 4 decimals"
        );
        assert_eq!(error, expected);
    }
    for text in ["", "1e3", "7,5", "+1", "seven"] {
        assert!(
            text.parse::<Credits>().unwrap_err().to_string().contains("is not a decimal number"),
            "{text}"
        );
    }
    let error = preset::read::<Vec<Credits>>(r#"["7.5","-1"]"#).unwrap_err();
    assert_eq!(error.path, "[1]");
    assert!(Credits::checked_sum(["999999", "2"].map(|text| text.parse().unwrap())).is_err());
    let rule = by_year(&["uk-cats", "ects"], "0.5", Rounding::HalfUp);
    assert_eq!(
        converted(&rule, &systems(), "7.125").unwrap_err().to_string(),
        "the conversion `rule`: 7.125 credits are too precise for `uk-cats`: its credits are multiples of 0.01"
    );
}

#[test]
fn credits_in_an_unknown_system() {
    let rule = by_year(&["uk-cats", "ects", "credo"], "0.5", Rounding::HalfUp);
    let error = rule.bind(&systems()).unwrap_err();
    assert!(matches!(error, CreditConversionError::System { error: CreditSystemError::Unknown { .. }, .. }));
    let message = error.to_string();
    assert!(
        message.starts_with(
            "the conversion `rule`: `credo` is not a known credit system: known are `au-anu`, `au-curtin`, "
        ),
        "{message}"
    );
    let ects = systems().find(&"ects".parse().unwrap()).unwrap().clone();
    assert_eq!(
        CreditSystems::new([ects.clone(), ects]).unwrap_err().to_string(),
        "the credit system `ects` is given twice"
    );
}

fn changed_system(field: &str, value: Value) -> CreditSystemError {
    let mut json = serde_json::to_value(systems().find(&"ects".parse().unwrap()).unwrap().draft()).unwrap();
    json[field] = value;
    let draft: collegium_pathways::credit::CreditSystemDraft = serde_json::from_value(json).unwrap();
    CreditSystem::try_from(draft).unwrap_err()
}

#[test]
fn systems_that_are_none() {
    let message = |field, value| changed_system(field, value).to_string();
    assert_eq!(
        message("full_year", json!("0")),
        "a full-time year of `ects` has no credits: give a number above zero"
    );
    for (least, most, shown) in [("0", "30", "0 to 30"), ("30", "25", "30 to 25"), ("-1", "-1", "-1")] {
        assert_eq!(
            message("hours", json!({"least": least, "most": most, "counted": "workload"})),
            format!(
                "a credit of `ects` cannot stand for {shown} hours of workload: the hours begin above zero and do not fall"
            )
        );
    }
    for step in ["0", "-0.5", "0.00001", "7"] {
        assert_eq!(
            message("step", json!(step)),
            format!(
                "credits of `ects` cannot be multiples of {step}: a step is above zero, has at most 4 decimals and leads \
                 to the 60 credits of a year"
            )
        );
    }
}

fn changed_rule(
    change: impl Fn(&mut CreditConversionDraft),
) -> Result<CreditConversion, CreditConversionError> {
    let mut draft = by_year(&["uk-cats", "ects"], "0.5", Rounding::HalfUp).draft();
    change(&mut draft);
    CreditConversion::try_from(draft)
}

#[test]
fn credit_rules_that_lead_nowhere() {
    let message = |change: &dyn Fn(&mut CreditConversionDraft)| changed_rule(change).unwrap_err().to_string();
    assert_eq!(
        message(&|draft| draft.legs.clear()),
        "the conversion `rule` leads nowhere: give at least one leg"
    );
    let back = CreditLeg { to: "uk-cats".parse().unwrap(), by: CreditBasis::YearShare };
    assert_eq!(
        message(&|draft| draft.legs.push(back.clone())),
        "the conversion `rule` comes to `uk-cats` twice"
    );
    for step in ["0", "-1", "0.00001"] {
        assert_eq!(
            message(&|draft| draft.step = decimal(step)),
            format!(
                "the conversion `rule` cannot use {step}: steps and hours are above zero, steps have at most 4 decimals"
            )
        );
    }
    let hours = |from_hours: &str, to_hours: &str| CreditBasis::Workload {
        from_hours: decimal(from_hours),
        to_hours: decimal(to_hours),
    };
    assert!(message(&|draft| draft.legs[0].by = hours("10", "0")).contains("cannot use 0"));
    let unbound = |by: CreditBasis, to: &str, from: &str| {
        let rule = changed_rule(|draft| {
            draft.from = from.parse().unwrap();
            draft.legs = vec![CreditLeg { to: to.parse().unwrap(), by }];
        });
        rule.unwrap().bind(&systems()).unwrap_err().to_string()
    };
    assert_eq!(
        unbound(hours("10", "31"), "ects", "uk-cats"),
        "the conversion `rule` takes a credit of `ects` for 31 hours: it stands for 25 to 30 hours of workload"
    );
    assert_eq!(
        unbound(hours("44", "25"), "ects", "us-semester"),
        "the conversion `rule` takes a credit of `us-semester` for 44 hours: it stands for 45 hours of workload or more"
    );
    assert_eq!(
        unbound(hours("16", "25"), "ects", "cn-vocational"),
        "the conversion `rule` compares contact hours of `cn-vocational` with hours of workload of `ects`: convert by \
         year share instead"
    );
    assert_eq!(
        unbound(hours("25", "25"), "ects", "au-curtin"),
        "the conversion `rule` goes by workload, but `au-curtin` does not say how many hours a credit is"
    );
    let fine = changed_rule(|draft| draft.step = decimal("0.005")).unwrap();
    assert_eq!(
        fine.bind(&systems()).unwrap_err().to_string(),
        "the conversion `rule` rounds to multiples of 0.005: credits of `ects` are multiples of 0.01"
    );
    let systems = CreditSystems::new([system("from", "0.0001"), system("to", "1000000")]).unwrap();
    let rule = by_year(&["from", "to"], "1", Rounding::HalfUp);
    assert!(matches!(converted(&rule, &systems, "1"), Err(CreditConversionError::TooMany { .. })));
    assert_eq!(
        rule.bind(&systems).unwrap().compile().unwrap().convert(u32::MAX),
        Some(4_294_967_295_000_000)
    );
}

/// Hours may be as precise as decimals are: what that makes of a fraction is refused, and nothing panics.
#[test]
fn numbers_beyond_exact_decimals() {
    let with_hours = |code: &str, hours: &str| {
        let mut draft = system(code, "1").draft();
        draft.hours = serde_json::from_value(json!({"least": hours, "counted": "workload"})).unwrap();
        CreditSystem::try_from(draft).unwrap()
    };
    let (most, least) = ("79228162514264337593543950335", "0.0000000000000000000000000003");
    let systems = CreditSystems::new([with_hours("a", most), with_hours("b", least)]).unwrap();
    let by_hours = changed_rule(|draft| {
        draft.from = "a".parse().unwrap();
        let by = CreditBasis::Workload { from_hours: decimal(most), to_hours: decimal(least) };
        draft.legs = vec![CreditLeg { to: "b".parse().unwrap(), by }];
    });
    let fitted = by_hours.unwrap().bind(&systems).unwrap();
    let message = "the conversion `rule`: the number with 1 decimals is out of the range of exact decimals";
    assert_eq!(fitted.convert("1".parse().unwrap()).unwrap_err().to_string(), message);
    assert!(matches!(fitted.compile(), Err(CreditConversionError::Range { .. })));

    let (from, to) =
        (scale("from", &numbers("100", "60", "0", "1")), scale("to", &numbers("1.0", "4.0", "5.0", "0.1")));
    let finish = json!({"decimals": {"decimals": 4, "rounding": "half_up"}});
    let close = json!({"best": "100", "lowest_pass": "99.99999999999999999999999999", "finish": finish});
    let close = rule(json!({"modified_bavarian": close}), None);
    let fitted = close.bind(&from, &to).unwrap();
    assert!(matches!(fitted.convert(&mark("0")), Err(GradeConversionError::Range { .. })));
    assert_eq!(fitted.convert(&mark("100")).unwrap().outcome, Some(mark("1.0")));
}

#[test]
fn grades_outside_their_scale() {
    let message = |code: &str, grade: &str| shipped_scale(code).grade(&mark(grade)).unwrap_err().to_string();
    for grade in ["100.01", "-1", "85.125", "A", "8 5"] {
        assert_eq!(
            message("cn-percent", grade),
            format!(
                "`{grade}` is not a grade of `cn-percent`: these are numbers from 100, the best, to 0 in steps of 0.01"
            )
        );
    }
    for grade in ["0.9", "5.1", "1.25"] {
        assert!(
            message("de", grade).ends_with("these are numbers from 1.0, the best, to 5.0 in steps of 0.1")
        );
    }
    assert_eq!(
        message("uk-class", "2.1"),
        "`2.1` is not a grade of `uk-class`: these are `1st`, `2:1`, `2:2`, `3rd`, `Fail`"
    );
    let percent = shipped_scale("cn-percent");
    assert!(matches!(percent.grade(&mark("101")), Err(GradeError::OffScale { .. })));
    let (from, to) = (percent, shipped_scale("de"));
    let rule = GradeConversion::preset("grade-conversion-cn-percent-de-kmk").unwrap().load().unwrap();
    let fitted = rule.bind(&from, &to).unwrap();
    let error = fitted.convert(&mark("101")).unwrap_err();
    assert!(
        error
            .to_string()
            .starts_with("the conversion `cn-percent-de-kmk`: `101` is not a grade of `cn-percent`")
    );
    assert!(matches!(error, GradeConversionError::Grade { .. }));
    let german = to.grade(&mark("1.0")).unwrap();
    assert!(matches!(fitted.convert_grade(german), Err(GradeConversionError::Scales { .. })));
}

/// The scale with this form, read where an institution's file would have it: the fault is told with its path.
fn refused_scale(form: &Value) -> String {
    let scale = json!({
        "code": "ours", "name": {"en": "Ours"}, "grades": form,
        "source": {"document": "Rule 1", "date": "2026-01-01"}, "status": "verified"
    });
    let error = preset::read::<Vec<GradeScale>>(&json!([scale]).to_string()).unwrap_err();
    assert_eq!(error.path, "[0]");
    error.problem
}

#[test]
fn scales_whose_best_and_pass_contradict_their_direction() {
    let refused = |best: &str, lowest_pass: &str, worst: &str, step: &str| {
        refused_scale(
            &json!({"numbers": {"best": best, "lowest_pass": lowest_pass, "worst": worst, "step": step}}),
        )
    };
    for (best, pass, worst) in [
        ("100", "101", "0"),
        ("100", "-1", "0"),
        ("1.0", "0.5", "5.0"),
        ("1.0", "6.0", "5.0"),
        ("1.0", "4.05", "5.0"),
    ] {
        assert_eq!(
            refused(best, pass, worst, "0.1"),
            format!(
                "the scale `ours` runs from {best}, the best, to {worst}, the worst: {pass} cannot be its lowest pass"
            )
        );
    }
    for (best, worst, step) in [("100", "0", "0"), ("100", "0", "-1"), ("100", "0", "7"), ("100", "100", "1")]
    {
        assert_eq!(
            refused(best, "60", worst, step),
            format!(
                "no steps of {step} lead from {best}, the best of the scale `ours`, to {worst}, the worst: the two differ by \
                 steps above zero"
            )
        );
    }
    assert!(refused("1000001", "60", "0", "1").contains("cannot count with 1000001"));
    assert!(refused("1", "0", "0", "0.00001").contains("cannot count with 0.00001"));
    assert_eq!(
        refused("1000000", "0", "0", "1"),
        "the scale `ours` has more than 100001 grades: give it a wider step"
    );
}

#[test]
fn letters_that_contradict_themselves() {
    let refused = |grades: Value, pass: &str| {
        refused_scale(&json!({"letters": {"grades": grades, "lowest_pass": pass}}))
    };
    assert_eq!(
        refused(json!([{"grade": "A"}, {"grade": "A"}]), "A"),
        "the grade `A` comes twice on the scale `ours`"
    );
    assert_eq!(
        refused(json!([{"grade": "A"}]), "B"),
        "the lowest pass `B` is not a grade of the scale `ours`"
    );
    assert_eq!(refused(json!([]), "B"), "the lowest pass `B` is not a grade of the scale `ours`");
    let points = |points: [&str; 3]| json!([{"grade": "A", "points": points[0]}, {"grade": "B", "points": points[1]}, {"grade": "C", "points": points[2]}]);
    assert_eq!(
        refused(points(["4", "1", "2"]), "C"),
        "the grade `B` of the scale `ours` is better than `C`, but their points say the opposite: best first"
    );
    assert!(refused(points(["1", "3", "2"]), "C").contains("`B` of the scale `ours` is better than `C`"));
    assert!(refused(points(["4", "3", "0.00001"]), "C").contains("cannot count with 0.00001"));
    let many: Vec<_> = (0..100_002).map(|place| json!({"grade": place.to_string()})).collect();
    assert!(refused(json!(many), "0").contains("more than 100001 grades"));
}

fn rows(rows: &[(&str, &str, &str)]) -> Value {
    let row = |(low, high, to): &(&str, &str, &str)| json!({"from": {"low": low, "high": high}, "to": to});
    json!({"table": {"rows": rows.iter().map(row).collect::<Vec<_>>()}})
}

#[test]
fn tables_with_an_overlap_or_a_gap() {
    let percent = numbers("100", "60", "0", "1");
    let to = letters(&["A", "B", "C", "F"]);
    let message = |own: &[(&str, &str, &str)], fail| unfit(rows(own), fail, &percent, &to).to_string();
    assert_eq!(
        message(&[("80", "100", "A"), ("60", "80", "B"), ("0", "59", "F")], None),
        "rows 1 and 2 of the conversion `rule` overlap at `80`"
    );
    assert_eq!(
        message(&[("0", "59", "F"), ("60", "90", "B"), ("80", "100", "A")], None),
        "rows 2 and 3 of the conversion `rule` overlap at `90`"
    );
    assert_eq!(
        message(&[("80", "100", "A"), ("60", "78", "B"), ("0", "59", "F")], None),
        "the conversion `rule` has a gap: no row says what `79` becomes"
    );
    assert!(
        message(&[("80", "99", "A"), ("0", "79", "B")], None).ends_with("no row says what `100` becomes")
    );
    assert!(
        message(&[("80", "100", "A"), ("60", "79", "B")], None).ends_with("no row says what `59` becomes")
    );
    assert!(
        message(&[("80", "100", "A"), ("61", "79", "B")], Some("F"))
            .ends_with("no row says what `60` becomes")
    );
    assert_eq!(
        message(&[("100", "80", "A"), ("0", "79", "B")], None),
        "row 1 of the conversion `rule` runs from the better `100` to the worse `80`: turn it round"
    );
    assert_eq!(
        message(&[("80", "100", "B"), ("0", "79", "A")], None),
        "the conversion `rule` makes the better `80` worse than `79`"
    );
    assert!(message(&[("80", "101", "A")], None).contains("`101` is not a grade of `from`"));
    assert!(message(&[("80", "100", "E")], None).contains("`E` is not a grade of `to`"));
    let empty = serde_json::from_value::<GradeConversion>(json!({
        "code": "rule", "from": "from", "to": "to", "method": {"table": {"rows": []}},
        "source": {"document": "Rule 1", "date": "2026-01-01"}, "status": "verified"
    }));
    assert_eq!(
        empty.unwrap_err().to_string(),
        "the table of the conversion `rule` has no row: give at least one"
    );
}

#[test]
fn failed_grades_do_not_pass() {
    let (percent, to) = (numbers("100", "60", "0", "1"), letters(&["A", "B", "F"]));
    let own = rows(&[("80", "100", "A"), ("60", "79", "B")]);
    assert_eq!(
        unfit(own.clone(), Some("B"), &percent, &to).to_string(),
        "the conversion `rule` makes failed grades `B`, which is passed on `to`"
    );
    assert!(matches!(unfit(own, Some("E"), &percent, &to), GradeConversionError::Grade { .. }));
    let low = rows(&[("80", "100", "1"), ("60", "79", "0")]);
    assert_eq!(
        unfit(low, Some("0.5"), &percent, &numbers("4", "1", "0", "0.5")).to_string(),
        "the conversion `rule` makes the better `60` worse than `59`"
    );
}

#[test]
fn formulas_that_run_against_their_scales() {
    let (percent, german) = (numbers("100", "60", "0", "1"), numbers("1.0", "4.0", "5.0", "0.1"));
    let bavarian = |best: &str, lowest_pass: &str| json!({"modified_bavarian": {"best": best, "lowest_pass": lowest_pass, "finish": "nearest_step"}});
    let against = "the conversion `rule` runs against its scales: on `from` and `to` it would make a better grade a worse one";
    assert_eq!(unfit(bavarian("60", "100"), None, &percent, &german).to_string(), against);
    assert_eq!(unfit(bavarian("100", "60"), None, &percent, &percent).to_string(), against);
    assert_eq!(
        unfit(bavarian("110", "60"), None, &percent, &german).to_string(),
        "the conversion `rule` reckons with 110, which lies beyond the scale `from`"
    );
    let lines = |low: &str, high: &str| {
        let anchors = json!([{"from": "0", "to": low}, {"from": "100", "to": high}]);
        json!({"piecewise_linear": {"anchors": anchors, "step": "0.1", "rounding": "half_up"}})
    };
    assert_eq!(unfit(lines("1.0", "5.0"), None, &percent, &german).to_string(), against);
    assert_eq!(unfit(lines("100", "0"), None, &percent, &percent).to_string(), against);
    assert!(
        unfit(lines("5.1", "1.0"), None, &percent, &german)
            .to_string()
            .contains("5.1, which lies beyond the scale `to`")
    );
    let quadratic = json!({"quadratic": {"top": "4", "drop": "3", "best": "90", "range": "40", "step": "0.1", "rounding": "half_up"}});
    assert_eq!(unfit(quadratic, None, &percent, &numbers("4", "1", "0", "0.1")).to_string(), against);
}

#[test]
fn what_cannot_be_reckoned_is_said() {
    let (plain, german) = (letters(&["A", "B", "F"]), numbers("1.0", "4.0", "5.0", "0.1"));
    let lines = json!({"piecewise_linear": {
        "anchors": [{"from": "0", "to": "0"}, {"from": "100", "to": "100"}], "step": "1", "rounding": "half_up"
    }});
    assert!(matches!(unfit(lines.clone(), None, &plain, &german), GradeConversionError::Beyond { .. }));
    let (from, to) =
        (scale("from", &numbers("100", "60", "0", "1")), scale("to", &numbers("100", "60", "0", "5")));
    let rule_of_lines = rule(lines, None);
    let fitted = rule_of_lines.bind(&from, &to).unwrap();
    assert_eq!(
        fitted.convert(&mark("83")).unwrap_err().to_string(),
        "the conversion `rule` makes `83` 83, which is not a grade of `to`"
    );
    assert_eq!(fitted.compile().convert(17), None);

    let mixed = serde_json::from_value(json!({"letters": {
        "grades": [{"grade": "A", "points": "100"}, {"grade": "P"}, {"grade": "F", "points": "0"}], "lowest_pass": "P"
    }}));
    let (from, to) = (scale("from", &mixed.unwrap()), scale("to", &numbers("100", "60", "0", "1")));
    assert_eq!(
        rule_of_lines.bind(&from, &to).unwrap().convert(&mark("P")).unwrap_err().to_string(),
        "the conversion `rule` reckons with numbers, and `P` has no points on `from`"
    );

    let table =
        |grades: &[&str]| grades.iter().map(|grade| json!({"grade": grade, "count": 1})).collect::<Vec<_>>();
    let tables = |from: &[&str], to: &[&str]| json!({"grading_table": {"from": table(from), "to": table(to), "choice": "by_midpoint"}});
    let (from, to) = (scale("from", &plain), scale("to", &plain));
    let partial = rule(tables(&["A"], &["A", "B"]), None);
    assert_eq!(
        partial.bind(&from, &to).unwrap().convert(&mark("B")).unwrap_err().to_string(),
        "the grading table of the conversion `rule` does not have the grade `B`"
    );
    assert_eq!(
        unfit(tables(&["A", "F"], &["A"]), None, &plain, &plain).to_string(),
        "the conversion `rule` counts the failed grade `F`: grading tables have passed grades only"
    );
    assert_eq!(
        unfit(tables(&["A"], &["B", "A"]), None, &plain, &plain).to_string(),
        "the conversion `rule` makes the better `A` worse than `B`"
    );
    let other = scale("other", &plain);
    assert!(matches!(partial.bind(&from, &other), Err(GradeConversionError::Scales { .. })));
}

#[test]
fn methods_that_are_none() {
    assert_eq!(
        ModifiedBavarian::new(Decimal::TEN, Decimal::TEN, Finish::CUT).unwrap_err().to_string(),
        "the best grade 10 is also the lowest pass: the formula needs two that differ"
    );
    let finish = Finish::Decimals { decimals: 5, rounding: Rounding::HalfUp };
    assert_eq!(
        ModifiedBavarian::new(Decimal::TEN, Decimal::ONE, finish),
        Err(BavarianError::Decimals { decimals: 5 })
    );
    let anchor = |from: i64, to: i64| Anchor { from: from.into(), to: to.into() };
    let lines =
        |anchors, step: i64| PiecewiseLinear::new(anchors, step.into(), Rounding::HalfUp).unwrap_err();
    assert_eq!(lines(vec![anchor(0, 0)], 1), PiecewiseLinearError::Few { anchors: 1 });
    assert_eq!(lines(vec![anchor(0, 0), anchor(1, 1)], 0), PiecewiseLinearError::Step { step: 0.into() });
    assert!(matches!(
        lines(vec![anchor(1, 0), anchor(0, 1)], 1),
        PiecewiseLinearError::Order { anchor: 2, .. }
    ));
    assert_eq!(
        lines(vec![anchor(0, 0), anchor(1, 2), anchor(2, 1)], 1).to_string(),
        "anchor 3 turns round at 1: the lines rise throughout, or fall throughout"
    );
    let refused = |json: &str| serde_json::from_str::<Quadratic>(json).unwrap_err().to_string();
    assert!(
        refused(r#"{"top":"4","drop":"0","best":"100","range":"40","step":"1","rounding":"half_up"}"#)
            .starts_with("0 cannot be the drop, the range or the step")
    );
}

#[test]
fn averages_of_what_cannot_be_averaged() {
    let (percent, german) = (shipped_scale("cn-percent"), shipped_scale("de"));
    let grade = german.grade(&mark("1.0")).ok();
    let error = GradeAverage::of(&percent, [(Decimal::ONE, grade)]).unwrap_err();
    assert_eq!(
        error.to_string(),
        "an average on the scale `cn-percent` cannot take a grade of `de`: convert it first"
    );
    let error = GradeAverage::of(&german, [(decimal("-0.5"), grade)]).unwrap_err();
    assert_eq!(error.to_string(), "-0.5 cannot be the weight of a grade: give zero or more");
    let most = [(Decimal::MAX, grade), (Decimal::MAX, grade)];
    assert_eq!(GradeAverage::of(&german, most), Err(GradeAverageError::TooHeavy));
}

#[test]
fn scale_errors_are_typed() {
    let draft = shipped_scale("uk-class").draft();
    let with = |form| {
        GradeScale::try_from(collegium_pathways::grade::GradeScaleDraft { grades: form, ..draft.clone() })
    };
    assert!(matches!(with(numbers("1", "2", "0", "1")), Err(GradeScaleError::LowestPass { .. })));
    assert!(matches!(with(numbers("1", "1", "0", "0")), Err(GradeScaleError::Steps { .. })));
    assert!(with(letters(&["A", "F"])).is_ok());
}

/// Every number that a decimal can hold is an answer or an error wherever a rule may have one.
#[test]
fn no_number_is_too_much() {
    let edges = [
        "79228162514264337593543950335",
        "0.0000000000000000000000000001",
        "7.9228162514264337593543950335",
        "0.0001",
    ];
    for one in edges {
        for other in edges {
            let _ = changed_rule(|draft| draft.step = decimal(one)).map(|rule| rule.bind(&systems()).is_ok());
            let mut draft = system("own", "1").draft();
            draft.step = decimal(one);
            draft.hours = serde_json::from_value(json!({"least": other, "counted": "contact"})).unwrap();
            let _ = CreditSystem::try_from(draft).map(|own| own.check("0.3".parse().unwrap()));
            for third in edges {
                let form = numbers(one, other, third, "0.0001");
                let draft = collegium_pathways::grade::GradeScaleDraft {
                    grades: form,
                    ..shipped_scale("de").draft()
                };
                let _ = GradeScale::try_from(draft).map(|own| own.size());
            }
            let percent = shipped_scale("cn-percent");
            assert_eq!(percent.with_number(decimal(one)), None, "{one}");
            let formula = ModifiedBavarian::new(decimal(one), decimal("60"), Finish::CUT).unwrap();
            let _ = (formula.exact(decimal(other)), formula.finished(decimal(other), &[]).is_ok());
            let anchors = vec![
                Anchor { from: Decimal::ZERO, to: decimal(one) },
                Anchor { from: decimal(other), to: Decimal::ONE },
            ];
            let lines = PiecewiseLinear::new(anchors, decimal(one), Rounding::HalfUp).unwrap();
            let _ = (lines.exact(decimal(other)), lines.rounded(decimal(one)).is_ok());
        }
    }
}
