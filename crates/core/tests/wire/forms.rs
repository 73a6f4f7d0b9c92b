//! How a form is held: the exact JSON of a value, and the exact words in which another is refused.

use std::fmt::Debug;

use serde::{Serialize, de::DeserializeOwned};

/// The value is written as this JSON exactly, and read from it.
pub(crate) fn golden<T: Debug + PartialEq + Serialize + DeserializeOwned>(value: &T, json: &str) {
    assert_eq!(serde_json::to_string(value).unwrap(), json);
    assert_eq!(&serde_json::from_str::<T>(json).unwrap(), value, "{json}");
}

/// The message for a JSON text that is refused, without the place serde adds.
pub(crate) fn refused<T: Debug + DeserializeOwned>(json: &str) -> String {
    let message = serde_json::from_str::<T>(json).unwrap_err().to_string();
    message.split(" at line ").next().unwrap().to_owned()
}

/// Each text is refused as a string with the message, in which `{}` stands for it.
pub(crate) fn each_refused<T: Debug + DeserializeOwned>(texts: &[&str], message: &str) {
    for text in texts {
        let json = serde_json::to_string(text).unwrap();
        assert_eq!(refused::<T>(&json), message.replace("{}", text));
    }
}

/// A record with a field of which it knows nothing is refused.
pub(crate) fn unknown_field_refused<T: Debug + DeserializeOwned>(json: &str) {
    let more = json.replacen('{', "{\"weeks\":2,", 1);
    let message = refused::<T>(&more);
    assert!(message.starts_with("unknown field `weeks`, expected"), "{message}");
}
