//! Files of cases with figures that independent programs agree on.
#![expect(clippy::indexing_slicing, reason = "a JSON value answers a field it has not with null")]

use std::fmt::Debug;

use serde::de::DeserializeOwned;
use serde_json::Value;

/// Runs every case of a file: `answer` gets options and input, and gives the fields of the answer, or an error.
pub(crate) fn run<E: Debug>(text: &str, mut answer: impl FnMut(&Value, &Value) -> Result<Value, E>) {
    let file: Value = serde_json::from_str(text).unwrap();
    let cases = file["cases"].as_array().unwrap();
    let (mut compared, mut refused) = (0, 0);
    for case in cases {
        let (id, expected) = (&case["id"], case["expected"].as_object().unwrap());
        let answer = answer(&case["options"], &case["input"]);
        if expected.contains_key("error") {
            assert!(answer.is_err(), "{id}: {answer:?}");
            refused += 1;
            continue;
        }
        let answer = answer.unwrap();
        let bound = |part: &str| case["tolerance"][part].as_f64().unwrap();
        for (field, want) in expected {
            compare(&format!("{id} {field}"), &answer[field], want, bound("rel"), bound("abs"));
        }
        compared += 1;
    }
    println!("{}: {compared} cases compared, {refused} refused, of {}", file["method"], file["count"]);
    assert_eq!(Some(compared + refused), file["count"].as_u64());
    assert_eq!(cases.len() as u64, compared + refused);
}

fn compare(place: &str, got: &Value, want: &Value, rel: f64, abs: f64) {
    match (got, want) {
        (Value::Array(got), Value::Array(want)) => {
            assert_eq!(got.len(), want.len(), "{place}");
            got.iter().zip(want).for_each(|(got, want)| compare(place, got, want, rel, abs));
        }
        (Value::Number(got), Value::Number(want)) if want.is_f64() => {
            let (got, want) = (got.as_f64().unwrap(), want.as_f64().unwrap());
            assert!((got - want).abs() <= abs + rel * want.abs(), "{place}: {got}, not {want}");
        }
        _ => assert_eq!(got, want, "{place}"),
    }
}

/// A value of the file as a type of the library.
pub(crate) fn read<T: DeserializeOwned>(value: &Value) -> T {
    serde_json::from_value(value.clone()).unwrap()
}

/// A table given row by row.
pub(crate) fn rows<T: DeserializeOwned + Clone>(value: &Value, columns: &Value) -> Vec<Vec<T>> {
    let columns = usize::try_from(columns.as_u64().unwrap()).unwrap();
    read::<Vec<T>>(value).chunks(columns).map(<[T]>::to_vec).collect()
}
