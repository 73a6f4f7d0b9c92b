//! Weights from the data themselves.

use collegium::indicators::weighting::{CriticWeights, DeviationWeights, EntropyWeights};
use serde_json::{Map, Value, json};

use super::{
    case::{Answer, read},
    matrix::{Input, Missing},
};

pub(super) fn answer(method: &str, mut options: Map<String, Value>, input: &Input) -> Answer {
    let missing = Missing::taken(&mut options)?;
    let completed = input.completed(missing)?;
    let matrix = completed.matrix();
    let weights = match method {
        "weights_entropy" => read::<EntropyWeights>(options)?.weigh(matrix)?,
        "weights_std" => read::<DeviationWeights>(options)?.weigh(matrix)?,
        _ => read::<CriticWeights>(options)?.weigh(matrix)?,
    };
    Ok(json!({ "weights": weights }))
}
