//! A file of cases, and the answer to each.

use std::error::Error;

use collegium::preset;
use serde::{Deserialize, de::IgnoredAny};
use serde_json::{Map, Value, json};

use super::{grades, judgements, large, rankings, scores, units, weights};

/// The fields of an answer, or why there is none.
pub(super) type Answer = Result<Value, Box<dyn Error>>;

/// A file of cases of one method.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CaseFile {
    #[serde(rename = "schema")]
    _schema: Schema,
    /// The method.
    pub method: String,
    #[serde(rename = "set", default)]
    _set: IgnoredAny,
    #[serde(rename = "count", default)]
    _count: IgnoredAny,
    cases: Vec<Named>,
}

#[derive(Debug, Deserialize)]
enum Schema {
    #[serde(rename = "indicators-oracle/1")]
    First,
}

/// A case of which only the name is sure.
#[derive(Debug, Deserialize)]
struct Named {
    id: String,
    #[serde(flatten)]
    rest: Map<String, Value>,
}

/// One question to a method.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Case {
    /// What is special about it; for large cases, the method.
    #[serde(default)]
    pub kind: String,
    /// The settings of the method.
    #[serde(default)]
    pub options: Map<String, Value>,
    /// The data.
    pub input: Value,
    #[serde(rename = "expected", default)]
    _expected: IgnoredAny,
    #[serde(rename = "tolerance", default)]
    _tolerance: IgnoredAny,
    #[serde(rename = "sources", default)]
    _sources: IgnoredAny,
    #[serde(rename = "note", default)]
    _note: IgnoredAny,
}

impl CaseFile {
    /// Reads a file.
    ///
    /// # Errors
    ///
    /// What is wrong with it, and where.
    pub fn read(text: &str) -> Result<Self, String> {
        preset::read(text).map_err(|error| error.to_string())
    }

    /// The answer to each case: its `id` with the fields of the answer, or with an `error`.
    pub fn answers(self) -> impl Iterator<Item = Value> {
        let Self { method, cases, .. } = self;
        cases.into_iter().map(move |Named { id, rest }| {
            let case = serde_json::from_value::<Case>(Value::Object(rest));
            let answered = case.map_err(Into::into).and_then(|case| answer(&method, case));
            let mut line = json!({ "id": id });
            let fields = answered.unwrap_or_else(|error| json!({ "error": error.to_string() }));
            if let (Value::Object(line), Value::Object(fields)) = (&mut line, fields) {
                line.extend(fields);
            }
            line
        })
    }
}

/// The answer of a method to a case.
///
/// # Errors
///
/// An unknown method, a field that is unknown or missing, and whatever the library refuses.
pub fn answer(method: &str, case: Case) -> Answer {
    let Case { kind, options, input, .. } = case;
    match method {
        "weights_ahp" | "weights_ahp_group" | "weights_bwm" | "weights_combined" => {
            judgements::answer(method, options, input)
        }
        "fuzzy" => grades::answer(options, input),
        "rank_correlation" => rankings::agreement(options, input),
        "sensitivity" => rankings::sensitivity(options, &read(input)?),
        "smaa" => rankings::acceptability(options, &read(input)?),
        "dea" => units::answer(options, input),
        "large" => large::answer(&kind, options, input),
        "weights_entropy" | "weights_std" | "weights_critic" => {
            weights::answer(method, options, &read(input)?)
        }
        "normalize" | "weighted_sum" | "weighted_product" | "topsis" | "vikor" | "gra" | "promethee2"
        | "rsr" => scores::answer(method, options, &read(input)?),
        _ => Err(format!("`{method}` is not a method of this program").into()),
    }
}

/// A part of a case as what it should be.
pub(super) fn read<T: serde::de::DeserializeOwned>(value: impl Into<Value>) -> Result<T, serde_json::Error> {
    serde_json::from_value(value.into())
}
