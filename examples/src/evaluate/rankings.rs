//! How sure a ranking is, and how far rankings agree.

use collegium::indicators::correlation::{Agreement, kendall_w};
use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::{
    case::{Answer, read},
    matrix::Input,
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AgreementOptions {
    #[serde(default)]
    measure: Option<Measure>,
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum Measure {
    KendallW,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Pair {
    x: Vec<f64>,
    y: Vec<f64>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Lists {
    lists: Vec<Vec<f64>>,
}

pub(super) fn agreement(options: Map<String, Value>, input: Value) -> Answer {
    match read::<AgreementOptions>(options)?.measure {
        Some(Measure::KendallW) => Ok(json!({ "w": kendall_w(&read::<Lists>(input)?.lists)? })),
        None => {
            let Pair { x, y } = read(input)?;
            Ok(json!(Agreement::of(&x, &y)?))
        }
    }
}

pub(super) fn answer(method: &str, _options: Map<String, Value>, _input: Input) -> Answer {
    Err(format!("{method} is not there yet").into())
}
