//! The program that answers files of cases and ranks a researcher's table.
#![expect(
    clippy::unwrap_used,
    clippy::float_arithmetic,
    clippy::indexing_slicing,
    reason = "what fails here is a failed test"
)]

use std::{collections::BTreeMap, ffi::OsString};

use collegium_examples::evaluate::{CaseFile, Request, evaluate};
use serde_json::{Value, json};

#[path = "support/folders.rs"]
#[expect(dead_code, reason = "shared between tests that need different parts")]
mod folders;

use folders::{entries, text};

const CASES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../crates/indicators/tests/oracle");
const TABLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/data/evaluate/colleges.csv");

/// The places where an answer misses what is expected.
fn misses(place: &str, got: &Value, want: &Value, tolerance: &Value) -> Vec<String> {
    let bound = |part: &str| tolerance[part].as_f64().unwrap();
    let near = |got: f64, want: f64| (got - want).abs() <= bound("abs") + bound("rel") * want.abs();
    let fits = match (got, want) {
        (Value::Array(got), Value::Array(want)) if got.len() == want.len() => {
            let each = got.iter().zip(want).enumerate();
            return each
                .flat_map(|(at, (got, want))| misses(&format!("{place}[{at}]"), got, want, tolerance))
                .collect();
        }
        (Value::Object(_), Value::Object(want)) => {
            let each = want.iter();
            return each
                .flat_map(|(name, want)| misses(&format!("{place}.{name}"), &got[name], want, tolerance))
                .collect();
        }
        (Value::Number(got), Value::Number(want)) if want.is_f64() => {
            near(got.as_f64().unwrap(), want.as_f64().unwrap())
        }
        _ => got == want,
    };
    if fits { Vec::new() } else { vec![format!("{place}: {got}, not {want}")] }
}

/// The fields that a case asks for; of a sensitivity, the runs it lists, found by criterion and change.
fn asked(answer: &mut Value, expected: &mut Value) {
    if let Some(fields) = expected.as_object_mut() {
        fields.remove("pairs_closer_than_1e-12");
    }
    if let (Some(runs), Some(listed)) = (answer["runs"].as_array().cloned(), expected["runs"].as_array()) {
        let same = |run: &Value, other: &Value| {
            run["criterion"] == other["criterion"] && run["delta"] == other["delta"]
        };
        let found =
            listed.iter().map(|one| runs.iter().find(|run| same(run, one)).cloned().unwrap_or_default());
        answer["runs"] = found.collect();
    }
}

#[test]
fn every_case_is_answered_as_expected() {
    let mut wrong = Vec::new();
    let mut counts = BTreeMap::new();
    for path in entries(CASES).into_iter().filter(|path| path.extension().is_some_and(|end| end == "json")) {
        let text = text(&path);
        let file: Value = serde_json::from_str(&text).unwrap();
        let answers: Vec<_> = CaseFile::read(&text).unwrap().answers().collect();
        let cases = file["cases"].as_array().unwrap();
        assert_eq!(answers.len(), cases.len());
        for (mut answer, case) in answers.into_iter().zip(cases) {
            assert_eq!(answer["id"], case["id"]);
            let mut expected = case["expected"].clone();
            if expected.get("error").is_some() {
                if !answer["error"].is_string() {
                    wrong.push(format!("{}: no error", case["id"]));
                }
                continue;
            }
            asked(&mut answer, &mut expected);
            wrong.extend(
                misses(case["id"].as_str().unwrap(), &answer, &expected, &case["tolerance"])
                    .into_iter()
                    .take(3),
            );
        }
        counts.insert(file["method"].as_str().unwrap().to_owned(), cases.len());
    }
    println!("{counts:?}: {} cases of {} methods", counts.values().sum::<usize>(), counts.len());
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert_eq!(counts.len(), 21, "a file for each method: {counts:?}");
}

fn answers(method: &str, cases: &Value) -> Vec<Value> {
    let file = json!({ "schema": "indicators-oracle/1", "method": method, "cases": cases }).to_string();
    CaseFile::read(&file).unwrap().answers().collect()
}

/// What is said of one case.
fn refused(method: &str, case: &Value) -> String {
    let mut case = case.clone();
    case["id"] = json!("a");
    let answers = answers(method, &json!([case]));
    assert_eq!(answers[0]["id"], "a");
    answers[0]["error"].as_str().unwrap_or_else(|| unreachable!("{}", answers[0])).to_owned()
}

fn matrix(cells: &Value) -> Value {
    json!({ "rows": 2, "cols": 2, "matrix": cells, "directions": ["benefit", "cost"], "weights": [0.5, 0.5] })
}

#[test]
fn what_is_no_file_of_cases_is_refused_with_its_place() {
    let refused = |text: &str| CaseFile::read(text).unwrap_err();
    assert!(refused("{").contains("line 1 column 1"));
    assert!(refused(r#"{"schema":"other/1","method":"topsis","cases":[]}"#).contains("schema: "));
    assert!(refused(r#"{"schema":"indicators-oracle/1","cases":[]}"#).contains("missing field `method`"));
    assert!(
        refused(r#"{"schema":"indicators-oracle/1","method":"topsis","cases":[{}]}"#)
            .contains("missing field `id`")
    );
    assert!(
        refused(r#"{"schema":"indicators-oracle/1","method":"topsis","cases":[],"x":1}"#).contains("`x`")
    );
}

#[test]
fn one_bad_case_does_not_spoil_the_others() {
    let good =
        json!({ "id": "good", "options": { "norm": "minmax" }, "input": matrix(&json!([1, 2, 3, 4])) });
    let answers = answers("weighted_sum", &json!([{ "id": "bad", "options": {} }, good]));
    assert_eq!(answers[0], json!({ "id": "bad", "error": "missing field `input`" }));
    assert_eq!(answers[1], json!({ "id": "good", "scores": [0.5, 0.5], "ranks": [1, 1] }));
}

#[test]
fn what_nobody_knows_is_refused() {
    let input = matrix(&json!([1, 2, 3, 4]));
    let norm = json!({ "norm": "minmax" });
    assert_eq!(refused("guess", &json!({ "input": {} })), "`guess` is not a method of this program");
    assert!(refused("topsis", &json!({ "options": norm, "input": input, "x": 1 })).contains("`x`"));
    assert!(refused("topsis", &json!({ "options": { "norm": "none" }, "input": input })).contains("`none`"));
    assert!(
        refused("topsis", &json!({ "options": { "norm": "minmax", "x": 1 }, "input": input }))
            .contains("`x`")
    );
    let mut more = input.clone();
    more["x"] = json!(1);
    assert!(refused("topsis", &json!({ "options": norm, "input": more })).contains("`x`"));
    let mut more = input.clone();
    more["rows"] = json!(3);
    let problem = refused("topsis", &json!({ "options": norm, "input": more }));
    assert_eq!(problem, "3 rows and 2 columns do not fit 4 cells and 2 directions");
    let mut less = input;
    less["weights"] = json!([0.5, 0.6]);
    assert_eq!(
        refused("topsis", &json!({ "options": norm, "input": less })),
        "the weights add up to 1.1, not to 1"
    );
}

#[test]
fn gaps_need_a_policy() {
    let (gap, norm) = (matrix(&json!([1, null, 3, 4])), json!({ "norm": "minmax" }));
    let problem = "a value is missing, and the option `missing` does not say what that does";
    assert_eq!(refused("weighted_sum", &json!({ "options": norm, "input": gap })), problem);
    let shared = json!({ "norm": "vector", "missing": "renormalize_weights" });
    let problem = "only the weighted sum shares out the weight of missing values";
    assert_eq!(refused("topsis", &json!({ "options": shared, "input": gap })), problem);
    let dropped = json!({ "norm": "minmax", "missing": "drop_alternative" });
    let answers = answers("weighted_sum", &json!([{ "id": "a", "options": dropped, "input": gap }]));
    assert_eq!(answers[0], json!({ "id": "a", "scores": [null, 1.0], "ranks": [null, 1] }));
}

#[test]
fn large_cases_are_checked_against_the_rule() {
    let rule = json!({ "generator": "splitmix64" });
    let input = |rows: u64, x00: f64| {
        let check = json!({ "first_u": [], "x00": x00, "x_last": x00 });
        json!({ "rows": rows, "cols": 1, "seed": "42", "rule": rule, "check": check })
    };
    let case = |input| json!({ "kind": "weighted_sum", "options": { "norm": "minmax" }, "input": input });
    assert_eq!(refused("large", &case(input(1, 1.0))), "the rule does not make the numbers that `check` has");
    assert!(refused("large", &case(input(u64::MAX, 1.0))).contains("are too many"));
    let mut good = case(input(1, 74.414_922_998_410_5));
    good["id"] = json!("a");
    let told = json!({ "first20": [1.0], "mean": 1.0, "top10": [0], "top10_scores": [1.0] });
    assert_eq!(answers("large", &json!([good])), [json!({ "id": "a", "scores": told })]);
    let mut other = case(input(1, 74.414_922_998_410_5));
    other["options"]["method"] = json!("topsis");
    assert!(refused("large", &other).contains("must be the same"));
    assert!(
        refused("large", &json!({ "kind": "smaa", "input": input(1, 74.414_922_998_410_5) }))
            .contains("`samples`")
    );
}

fn request(more: &[&str]) -> Request {
    let plain = ["--csv", TABLE, "--weights", "entropy", "--method", "topsis", "--cost", "Days to answer"];
    let target = ["--target", "Staff ratio=0.8..1.2"];
    Request::read(plain.iter().chain(&target).chain(more).map(OsString::from)).unwrap()
}

#[test]
fn a_table_is_ranked_and_drawn() {
    let gap = evaluate(&request(&[])).unwrap_err();
    assert_eq!(gap, "`Law` has a missing value: say what it does, `--missing drop_alternative`");
    let drawn =
        ["--missing", "drop_alternative", "--bars", "b.svg", "--acceptability", "a.svg", "--samples", "500"];
    let told = evaluate(&request(&drawn)).unwrap();
    assert!(told.text.contains("left out, since a value is missing: Law"), "{}", told.text);
    let first = told.text.lines().find(|line| line.contains(" 1 ")).unwrap();
    assert!(first.contains("Languages"), "{}", told.text);
    let [(bars, chart), (map, places)] = told.charts.as_slice() else { unreachable!("two charts") };
    assert_eq!((bars.to_str(), map.to_str()), (Some("b.svg"), Some("a.svg")));
    assert!(chart.starts_with("<svg xmlns=") && chart.matches("<rect").count() == 4, "{chart}");
    assert!(places.contains("500 weights") && places.matches("<rect").count() == 16, "{places}");
    assert_eq!(evaluate(&request(&drawn)).unwrap().charts[1].1, *places, "the same seed draws the same");
}

#[test]
fn a_table_that_cannot_be_ranked_says_why() {
    let of = |more: &[&str]| evaluate(&request(more)).unwrap_err();
    assert_eq!(
        of(&["--missing", "renormalize_weights"]),
        "only the weighted sum shares out the weight of missing values"
    );
    assert!(of(&["--cost", "Costs"]).contains("`Costs` is not a criterion"));
    let mut gone = request(&[]);
    gone.csv = "nowhere.csv".into();
    assert!(evaluate(&gone).unwrap_err().starts_with("nowhere.csv: cannot be read"));
}
