//! Figures on which independent programs agree.
#![expect(clippy::unwrap_used, reason = "what fails here is a failed test")]

use collegium_core::{Currency, Money, decimal};
use rust_decimal::Decimal;
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    schema: String,
    #[serde(rename = "rule")]
    _rule: String,
    cases: Vec<Case>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    id: String,
    #[serde(rename = "note")]
    _note: String,
    total: String,
    scale: u32,
    weights: Vec<String>,
    expected: Vec<String>,
}

/// A currency with so many decimals.
fn currency(decimals: u32) -> Currency {
    let codes = ["JPY", "CNY", "KWD", "CLF"].map(|code| Currency::new(code).unwrap());
    codes.into_iter().find(|currency| currency.decimals() == decimals).unwrap()
}

fn cases() -> Vec<Case> {
    let file: File = serde_json::from_str(include_str!("oracle/apportion_open.json")).unwrap();
    assert_eq!(file.schema, "apportion/1");
    file.cases
}

#[test]
fn sums_are_shared_as_independent_programs_share_them() {
    for case in cases() {
        let total = Money::new(decimal::parse(&case.total).unwrap(), currency(case.scale)).unwrap();
        let weights: Vec<Decimal> =
            case.weights.iter().map(|weight| decimal::parse(weight).unwrap()).collect();
        let parts: Vec<String> =
            total.split(&weights).unwrap().map(|part| part.amount().to_string()).collect();
        assert_eq!(parts, case.expected, "{}", case.id);
    }
}

#[test]
fn the_cases_are_all_there() {
    let cases = cases();
    assert_eq!(cases.len(), 15);
    for scale in [0, 2, 3] {
        assert!(cases.iter().any(|case| case.scale == scale), "{scale}");
    }
}
