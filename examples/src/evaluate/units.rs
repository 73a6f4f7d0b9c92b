//! tmp
use super::case::Answer;
use serde_json::{Map, Value};
pub(super) fn answer(_options: Map<String, Value>, _input: Value) -> Answer {
    Err("not there yet".into())
}
