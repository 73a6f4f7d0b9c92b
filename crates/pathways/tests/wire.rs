//! The exact JSON of each type, and what is refused.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "what fails here is a failed test")]

#[path = "wire/audit_report.rs"]
mod audit_report;
#[path = "wire/curriculum.rs"]
mod curriculum;
#[path = "wire/enrolment.rs"]
mod enrolment;
#[path = "wire/report.rs"]
mod report;
#[path = "wire/route.rs"]
mod route;
#[path = "wire/rules.rs"]
mod rules;

use std::{fmt::Debug, str::FromStr};

use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;

const ID: &str = "67e55044-10b1-426f-9247-bb680e5fe0c8";

/// The value of a text is written back as that text.
fn golden<T: Debug + PartialEq + Serialize + DeserializeOwned>(json: &str) -> T {
    let value: T = serde_json::from_str(json).unwrap();
    assert_eq!(serde_json::to_string(&value).unwrap(), json);
    value
}

/// The message for a JSON text that is refused, without the place serde adds.
fn refused<T: Debug + DeserializeOwned>(json: &str) -> String {
    let message = serde_json::from_str::<T>(json).unwrap_err().to_string();
    message.split(" at line ").next().unwrap().to_owned()
}

/// The message if one field of an object has another value.
fn refused_with<T: Debug + DeserializeOwned>(json: &str, field: &str, value: &str) -> String {
    let mut object: Value = serde_json::from_str(json).unwrap();
    object[field] = serde_json::from_str(value).unwrap();
    refused::<T>(&object.to_string())
}

/// Each of these fields must be there, and no other may.
fn has_fields<T: Debug + DeserializeOwned>(json: &str, required: &[&str]) {
    let object: Value = serde_json::from_str(json).unwrap();
    for field in object.as_object().unwrap().keys() {
        let mut without = object.clone();
        without.as_object_mut().unwrap().remove(field);
        let read = serde_json::from_str::<T>(&without.to_string());
        if required.contains(&field.as_str()) {
            assert!(read.unwrap_err().to_string().starts_with(&format!("missing field `{field}`")));
        } else {
            assert!(read.is_ok(), "{field}");
        }
    }
    let message = refused_with::<T>(json, "weeks", "2");
    assert!(message.starts_with("unknown field `weeks`, expected"), "{message}");
}

/// A word is a string of lower-case words, and is called this in messages.
fn is_identifier<T>(what: &str)
where
    T: Debug + PartialEq + Serialize + DeserializeOwned + FromStr<Err: Debug>,
{
    assert_eq!(golden::<T>("\"two-words.1\""), "two-words.1".parse().unwrap());
    let long = "a".repeat(65);
    for text in ["", "Upper", "two words", "-a", "a-", "a--b", "über", long.as_str()] {
        let shown = if text.len() > 60 { format!("{}…", &text[..60]) } else { text.to_owned() };
        assert_eq!(
            refused::<T>(&format!("\"{text}\"")),
            format!(
                "`{shown}` is not a {what}: write lower-case words joined by `-` or `.`, such as `abc-1`, 64 bytes at \
                 most"
            )
        );
    }
}
