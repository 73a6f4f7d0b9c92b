//! Data envelopment analysis beside figures that independent programs agree on.
//!
//! `tests/oracle/dea.json`: an exact rational simplex, SciPy's linprog, HiGHS, dealib and Pyfrontier; each case names
//! those that agreed.
#![expect(clippy::unwrap_used, clippy::float_arithmetic, reason = "what fails here is a failed test")]

use collegium_indicators::efficiency::{Dea, Units, UnitsDraft};
use serde_json::Value;

fn numbers(value: &Value) -> Vec<f64> {
    value.as_array().unwrap().iter().map(|number| number.as_f64().unwrap()).collect()
}

fn units(input: &Value) -> Result<Units, collegium_indicators::efficiency::UnitsError> {
    let count = |name: &str| usize::try_from(input[name].as_u64().unwrap()).unwrap();
    Units::try_from(UnitsDraft {
        inputs: count("inputs"),
        outputs: count("outputs"),
        x: numbers(&input["x"]),
        y: numbers(&input["y"]),
        labels: Vec::new(),
    })
}

fn dea(options: &Value) -> Dea {
    serde_json::from_value(serde_json::json!({
        "returns": options["rts"], "orientation": options["orientation"],
    }))
    .unwrap()
}

#[test]
fn every_case_of_the_oracle() {
    let file: Value = serde_json::from_str(include_str!("oracle/dea.json")).unwrap();
    let cases = file["cases"].as_array().unwrap();
    let (mut compared, mut refused) = (0, 0);
    for case in cases {
        let (id, expected) = (&case["id"], &case["expected"]);
        let units = units(&case["input"]);
        if expected["error"] == true {
            assert!(units.is_err(), "{id}");
            refused += 1;
            continue;
        }
        let got = dea(&case["options"]).evaluate(&units.unwrap()).unwrap();
        let near = |name: &str, got: Vec<f64>| {
            let bound = |part: &str| case["tolerance"][part].as_f64().unwrap();
            let Some(want) = expected.get(name) else { return };
            let want = numbers(want);
            assert_eq!(got.len(), want.len(), "{id} {name}");
            for (unit, (got, want)) in got.into_iter().zip(want).enumerate() {
                let far = (got - want).abs() > bound("abs") + bound("rel") * want.abs();
                assert!(!far, "{id} {name} of unit {unit}: {got}, not {want}");
            }
        };
        near("theta", got.iter().map(|unit| unit.theta).collect());
        near("efficiency", got.iter().map(|unit| unit.efficiency).collect());
        near("slack_sum", got.iter().map(|unit| unit.slack_sum).collect());
        if let Some(strong) = expected.get("strong") {
            let got: Vec<_> = got.iter().map(|unit| unit.strong).collect();
            assert_eq!(serde_json::to_value(got).unwrap(), *strong, "{id} strong");
        }
        compared += 1;
    }
    println!("{compared} cases compared, {refused} refused, of {}", file["count"]);
    assert_eq!(Some(compared + refused), file["count"].as_u64());
}
