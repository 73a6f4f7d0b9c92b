//! The exact JSON of each type, and what is refused.
#![expect(clippy::unwrap_used, reason = "what fails here is a failed test")]

#[path = "support/college.rs"]
mod college;
#[path = "wire/records.rs"]
mod records;
#[path = "wire/rules.rs"]
mod rules;

use std::fmt::Debug;

use serde::{Serialize, de::DeserializeOwned};

/// The value is written as this JSON, and read from it.
fn golden<T: Debug + PartialEq + Serialize + DeserializeOwned>(value: &T, json: &str) {
    assert_eq!(serde_json::to_string(value).unwrap(), json);
    assert_eq!(&serde_json::from_str::<T>(json).unwrap(), value, "{json}");
}

/// The message for a JSON text that is refused, without the place serde adds.
fn refused<T: Debug + DeserializeOwned>(json: &str) -> String {
    let message = serde_json::from_str::<T>(json).unwrap_err().to_string();
    message.split(" at line ").next().unwrap().to_owned()
}

/// The message once a part of a good JSON text was replaced.
fn refused_with<T: Debug + DeserializeOwned>(json: &str, part: &str, by: &str) -> String {
    assert!(json.contains(part), "{part} in {json}");
    refused::<T>(&json.replacen(part, by, 1))
}
