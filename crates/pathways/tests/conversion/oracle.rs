//! Cases reckoned elsewhere: finishing rules, grading tables, credits, straight lines.

use collegium_core::{Fraction, Rounding};
use collegium_pathways::{
    CreditSystems,
    grade::{
        Anchor, Finish, Grade, GradingTable, ModifiedBavarian, OverlapChoice, Percentiles, PiecewiseLinear,
        Working,
    },
};
use rust_decimal::Decimal;
use serde_json::{Value, json};

use super::made::{by_year, converted, decimal, mark, numbers, rule, scale, shipped_scale, system};

const CASES: &str = include_str!("../oracle/conversion_open.json");

fn text<'a>(value: &'a Value, key: &str) -> &'a str {
    value[key].as_str().unwrap()
}

fn number(value: &Value, key: &str) -> Decimal {
    decimal(text(value, key))
}

fn mode(value: &Value) -> Rounding {
    match text(value, "mode") {
        "down" => Rounding::TowardZero,
        "up" => Rounding::AwayFromZero,
        "half_up" => Rounding::HalfUp,
        "half_even" => Rounding::HalfEven,
        other => unreachable!("`{other}` is not a mode"),
    }
}

fn optional(number: Option<Decimal>) -> Value {
    number.map_or(Value::Null, |number| number.to_string().into())
}

/// What the crate says, in the form of `expected`.
fn bavarian(input: &Value) -> Value {
    let (best, lowest_pass, grade) =
        (number(input, "best"), number(input, "lowest_pass"), number(input, "grade"));
    let steps: Vec<Decimal> =
        shipped_scale("de-steps").grades().filter(|step| step.is_pass()).filter_map(Grade::number).collect();
    let formula = |finish| ModifiedBavarian::new(best, lowest_pass, finish).unwrap();
    let finished = |finish| optional(formula(finish).finished(grade, &steps).unwrap());
    let decimals = |decimals, rounding| finished(Finish::Decimals { decimals, rounding });
    json!({
        "exact": formula(Finish::CUT).exact(grade),
        "truncated_1dp": finished(Finish::CUT),
        "half_up_1dp": decimals(1, Rounding::HalfUp),
        "half_up_2dp": decimals(2, Rounding::HalfUp),
        "passed": formula(Finish::CUT).is_passed(grade),
        "german_step_nearest": finished(Finish::NearestStep),
        "german_step_better_after_truncation": finished(Finish::BetterStepAfterCut)
    })
}

fn grading_table(input: &Value) -> Value {
    let table = |key: &str| serde_json::from_value::<GradingTable>(input[key].clone()).unwrap();
    let (source, target) = (table("source"), table("target"));
    let interval = source.interval(&mark(text(input, "grade"))).unwrap();
    let former: Percentiles = serde_json::from_value(json!([
        {"grade": "A", "up_to": "10%"}, {"grade": "B", "up_to": "35%"}, {"grade": "C", "up_to": "65%"},
        {"grade": "D", "up_to": "90%"}, {"grade": "E", "up_to": "100%"}
    ]))
    .unwrap();
    let mut answer = json!({
        "interval": [interval.better, interval.up_to],
        "midpoint": interval.midpoint(),
        "ects_scale_by_midpoint": former.choose(&interval.midpoint())
    });
    for choice in OverlapChoice::ALL {
        let name = serde_json::to_value(choice).unwrap();
        answer[name.as_str().unwrap()] = choice.choose(&interval, &target).as_str().into();
    }
    answer
}

fn credits(input: &Value) -> Value {
    let from = system("from", text(input, "source_full_year"));
    let to = system("to", text(input, "target_full_year"));
    let systems = CreditSystems::new([from, to]).unwrap();
    let rule = by_year(&["from", "to"], text(input, "step"), mode(input));
    let converted = converted(&rule, &systems, text(input, "credits")).unwrap();
    json!({"exact": converted.exact, "rounded": converted.rounded})
}

fn piecewise_linear(input: &Value) -> Value {
    let pair = |anchor: &Value| Anchor {
        from: decimal(anchor[0].as_str().unwrap()),
        to: decimal(anchor[1].as_str().unwrap()),
    };
    let anchors = input["anchors"].as_array().unwrap().iter().map(pair).collect();
    let lines = PiecewiseLinear::new(anchors, number(input, "step"), mode(input)).unwrap();
    let grade = number(input, "grade");
    json!({"exact": lines.exact(grade), "rounded": lines.rounded(grade).unwrap().to_string()})
}

#[test]
fn every_case_comes_out_as_expected() {
    let file: Value = serde_json::from_str(CASES).unwrap();
    assert_eq!(file["schema"], "conversion/1");
    let cases = file["cases"].as_array().unwrap();
    for case in cases {
        let input = &case["input"];
        let answer = match text(case, "kind") {
            "modified_bavarian" => bavarian(input),
            "grading_table" => grading_table(input),
            "credits" => credits(input),
            "piecewise_linear" => piecewise_linear(input),
            other => panic!("`{other}` is not a kind"),
        };
        assert_eq!(answer, case["expected"], "{}", case["id"]);
    }
    println!("{} conversion cases", cases.len());
    assert!(cases.len() >= 17, "cases are missing");
}

/// The same grades through rules that are fitted to scales: what a user calls.
#[test]
fn rules_between_scales_say_the_same() {
    let file: Value = serde_json::from_str(CASES).unwrap();
    let mut seen = 0;
    for case in file["cases"].as_array().unwrap() {
        if case["kind"] != "modified_bavarian" {
            continue;
        }
        let (input, expected) = (&case["input"], &case["expected"]);
        let [best, lowest_pass, grade] = ["best", "lowest_pass", "grade"].map(|key| text(input, key));
        // A scale that has room below the lowest pass.
        let worst = decimal(lowest_pass) + decimal(lowest_pass) - decimal(best);
        let from = scale("from", &numbers(best, lowest_pass, &worst.to_string(), "0.01"));
        // The formula alone also takes grades beyond its two ends and between steps.
        if from.grade(&mark(grade)).is_err() {
            continue;
        }
        for (finish, to, key) in [
            (json!({"decimals": {"decimals": 1, "rounding": "toward_zero"}}), "de", "truncated_1dp"),
            (json!("nearest_step"), "de-steps", "german_step_nearest"),
            (json!("better_step_after_cut"), "de-steps", "german_step_better_after_truncation"),
        ] {
            let mut to = shipped_scale(to).draft();
            to.code = "to".parse().unwrap();
            let to = to.try_into().unwrap();
            let method =
                json!({"modified_bavarian": {"best": best, "lowest_pass": lowest_pass, "finish": finish}});
            let rule = rule(method, None);
            let converted = rule.bind(&from, &to).unwrap().convert(&mark(grade)).unwrap();
            assert_eq!(converted.passed, expected["passed"], "{}", case["id"]);
            let outcome = serde_json::to_value(&converted.outcome).unwrap();
            assert_eq!(
                outcome,
                if converted.passed { expected[key].clone() } else { Value::Null },
                "{}",
                case["id"]
            );
            let Working::Formula { exact, .. } = converted.working else { panic!("a formula was followed") };
            assert_eq!(exact, text(expected, "exact").parse::<Fraction>().unwrap());
            seen += 1;
        }
    }
    assert!(seen >= 21, "cases are missing");
}
