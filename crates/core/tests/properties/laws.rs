//! Laws that many types obey.

use std::{fmt, str::FromStr};

use proptest::prelude::*;
use serde::{Serialize, de::DeserializeOwned};

/// A word comes back from its text and from JSON, which is that text.
pub(crate) fn comes_back<T>(word: &T) -> Result<(), TestCaseError>
where
    T: fmt::Debug + fmt::Display + PartialEq + FromStr<Err: fmt::Debug> + Serialize + DeserializeOwned,
{
    let text = word.to_string();
    prop_assert_eq!(&text.parse::<T>().unwrap(), word);
    let json = serde_json::to_string(word).unwrap();
    prop_assert_eq!(&json, &format!("\"{text}\""));
    prop_assert_eq!(&serde_json::from_str::<T>(&json).unwrap(), word);
    Ok(())
}

/// A record comes back from JSON and from its draft.
pub(crate) fn record_comes_back<T, D>(record: &T) -> Result<(), TestCaseError>
where
    T: Clone + fmt::Debug + PartialEq + Serialize + DeserializeOwned + TryFrom<D, Error: fmt::Debug>,
    D: From<T>,
{
    let json = serde_json::to_string(record).unwrap();
    prop_assert_eq!(&serde_json::from_str::<T>(&json).unwrap(), record);
    prop_assert_eq!(&T::try_from(D::from(record.clone())).unwrap(), record);
    Ok(())
}

/// What is read from any text is printed as that very text: there is one way to write each word.
pub(crate) fn is_canonical<T: fmt::Display + FromStr>(text: &str) -> Result<(), TestCaseError> {
    if let Ok(word) = text.parse::<T>() {
        prop_assert_eq!(word.to_string(), text);
    }
    Ok(())
}

/// A value comes back from JSON, and is written the same way again.
pub(crate) fn value_comes_back<T>(value: &T) -> Result<(), TestCaseError>
where
    T: fmt::Debug + PartialEq + Serialize + DeserializeOwned,
{
    let json = serde_json::to_string(value).unwrap();
    let again = serde_json::from_str::<T>(&json).unwrap();
    prop_assert_eq!(&again, value);
    prop_assert_eq!(serde_json::to_string(&again).unwrap(), json);
    Ok(())
}

/// Any text is a word that comes back, or is refused in one short line.
pub(crate) fn read_or_refused<T>(text: &str) -> Result<(), TestCaseError>
where
    T: fmt::Debug + fmt::Display + PartialEq + FromStr<Err: fmt::Display>,
{
    match text.parse::<T>() {
        Ok(word) => prop_assert_eq!(word.to_string().parse::<T>().ok(), Some(word)),
        Err(error) => {
            let message = error.to_string();
            prop_assert!(!message.contains('\n') && message.chars().count() < 1_000, "{}", message);
        }
    }
    Ok(())
}
