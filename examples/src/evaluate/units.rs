//! Data envelopment analysis.

use collegium::indicators::efficiency::{Dea, Orientation, Returns, Units, UnitsDraft};
use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::case::{Answer, read};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Options {
    rts: Returns,
    orientation: Orientation,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Input {
    dmus: usize,
    inputs: usize,
    outputs: usize,
    x: Vec<f64>,
    y: Vec<f64>,
}

pub(super) fn answer(options: Map<String, Value>, input: Value) -> Answer {
    let Options { rts: returns, orientation } = read(options)?;
    let Input { dmus, inputs, outputs, x, y } = read(input)?;
    let units = Units::try_from(UnitsDraft { inputs, outputs, x, y, labels: Vec::new() })?;
    if units.count() != dmus {
        return Err(format!("{dmus} units are announced and {} given", units.count()).into());
    }
    let measured = Dea { returns, orientation }.evaluate(&units)?;
    Ok(json!({
        "theta": measured.iter().map(|unit| unit.theta).collect::<Vec<_>>(),
        "efficiency": measured.iter().map(|unit| unit.efficiency).collect::<Vec<_>>(),
        "slack_sum": measured.iter().map(|unit| unit.slack_sum).collect::<Vec<_>>(),
        "strong": measured.iter().map(|unit| unit.strong).collect::<Vec<_>>(),
    }))
}
