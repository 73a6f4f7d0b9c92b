//! Days as text: year, month and day, `2024-09-01`, in the years 0001 to 9999.
//!
//! There is one way to write a day. The date library itself also reads `2024-9-1`, blanks and years of five digits, so a
//! field says which reader it wants: `#[serde(with = "collegium_core::date")]`, and `collegium_core::date::option` for a
//! day that may be missing.
//!
//! ```
//! use chrono::NaiveDate;
//! use serde::{Deserialize, Serialize};
//!
//! #[derive(Debug, PartialEq, Serialize, Deserialize)]
//! struct Visit {
//!     #[serde(with = "collegium_core::date")]
//!     arrived: NaiveDate,
//!     #[serde(default, with = "collegium_core::date::option", skip_serializing_if = "Option::is_none")]
//!     left: Option<NaiveDate>,
//! }
//!
//! let visit: Visit = serde_json::from_str(r#"{"arrived":"2024-09-01"}"#).unwrap();
//! assert_eq!(serde_json::to_string(&visit).unwrap(), r#"{"arrived":"2024-09-01"}"#);
//! assert!(serde_json::from_str::<Visit>(r#"{"arrived":"2024-9-1"}"#).is_err());
//! ```

use std::{fmt, str::FromStr};

use chrono::{Datelike, NaiveDate};
use serde::{Deserializer, Serializer, ser::Error as _};
use thiserror::Error;

use crate::{period::parse_day, text::excerpt};

/// Reads a day.
///
/// # Example
///
/// ```
/// use collegium_core::date;
/// assert_eq!(date::parse("2024-02-29").unwrap().to_string(), "2024-02-29");
/// assert_eq!(
///     date::parse("2024-9-1").unwrap_err().to_string(),
///     "`2024-9-1` is not a day: write year, month and day, such as `2024-09-01`, in the years 0001 to 9999"
/// );
/// ```
///
/// # Errors
///
/// [`DateError`] for anything but a day of the calendar in this form.
pub fn parse(text: &str) -> Result<NaiveDate, DateError> {
    let day = parse_day(text).filter(|day| is_known(*day));
    day.ok_or_else(|| DateError { value: excerpt(text) })
}

fn is_known(day: NaiveDate) -> bool {
    (1..=9_999).contains(&day.year())
}

/// Writes a field that is a day; for `#[serde(with = "collegium_core::date")]`.
///
/// # Example
///
/// ```
/// let mut out = Vec::new();
/// let day = "2024-09-01".parse().unwrap();
/// collegium_core::date::serialize(&day, &mut serde_json::Serializer::new(&mut out)).unwrap();
/// assert_eq!(out, b"\"2024-09-01\"");
/// ```
///
/// # Errors
///
/// The serializer's own, and one for a day beyond the years 0001 to 9999, which could not be read again.
pub fn serialize<S: Serializer>(day: &NaiveDate, serializer: S) -> Result<S::Ok, S::Error> {
    if is_known(*day) {
        serializer.collect_str(day)
    } else {
        Err(S::Error::custom(DateError { value: day.to_string() }))
    }
}

/// Reads a field that is a day; for `#[serde(with = "collegium_core::date")]`.
///
/// # Example
///
/// ```
/// let mut json = serde_json::Deserializer::from_str("\"2024-09-01\"");
/// assert_eq!(collegium_core::date::deserialize(&mut json).unwrap().to_string(), "2024-09-01");
/// ```
///
/// # Errors
///
/// The deserializer's own if there is no string, and the message of [`DateError`].
pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<NaiveDate, D::Error> {
    crate::word::deserialize_text::<Text, D>(deserializer, "a day").map(|day| day.0)
}

/// A day that is read and written strictly wherever serde meets it: in an option, a list, a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Text(NaiveDate);

impl FromStr for Text {
    type Err = DateError;

    fn from_str(text: &str) -> Result<Self, DateError> {
        parse(text).map(Self)
    }
}

impl fmt::Display for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl serde::Serialize for Text {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serialize(&self.0, serializer)
    }
}

impl<'de> serde::Deserialize<'de> for Text {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserialize(deserializer).map(Self)
    }
}

/// A day that may be missing; for `#[serde(default, with = "collegium_core::date::option")]`.
pub mod option {
    use chrono::NaiveDate;
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    use super::Text;

    /// Writes a day, or that there is none.
    ///
    /// # Example
    ///
    /// ```
    /// let mut out = Vec::new();
    /// collegium_core::date::option::serialize(&None, &mut serde_json::Serializer::new(&mut out)).unwrap();
    /// assert_eq!(out, b"null");
    /// ```
    ///
    /// # Errors
    ///
    /// As [`serialize`](super::serialize).
    pub fn serialize<S: Serializer>(day: &Option<NaiveDate>, serializer: S) -> Result<S::Ok, S::Error> {
        day.map(Text).serialize(serializer)
    }

    /// Reads a day, or that there is none.
    ///
    /// # Example
    ///
    /// ```
    /// let mut json = serde_json::Deserializer::from_str("null");
    /// assert_eq!(collegium_core::date::option::deserialize(&mut json).unwrap(), None);
    /// ```
    ///
    /// # Errors
    ///
    /// As [`deserialize`](super::deserialize).
    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<NaiveDate>, D::Error> {
        Ok(Option::<Text>::deserialize(deserializer)?.map(|day| day.0))
    }
}

/// A list of days.
pub(crate) mod list {
    use chrono::NaiveDate;
    use serde::{Deserialize, Deserializer, Serializer};

    use super::Text;

    pub(crate) fn serialize<S: Serializer>(days: &[NaiveDate], serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(days.iter().copied().map(Text))
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Vec<NaiveDate>, D::Error> {
        Ok(Vec::<Text>::deserialize(deserializer)?.into_iter().map(|day| day.0).collect())
    }
}

/// A map by day, each day written once.
pub(crate) mod map {
    use std::collections::BTreeMap;

    use chrono::NaiveDate;
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    use super::Text;

    pub(crate) fn serialize<V: Serialize, S: Serializer>(
        days: &BTreeMap<NaiveDate, V>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        serializer.collect_map(days.iter().map(|(day, value)| (Text(*day), value)))
    }

    pub(crate) fn deserialize<'de, V: Deserialize<'de>, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<BTreeMap<NaiveDate, V>, D::Error> {
        let days = crate::word::unique_map::<Text, V, D>(deserializer)?;
        Ok(days.into_iter().map(|(day, value)| (day.0, value)).collect())
    }
}

/// A text that is not a day.
///
/// # Example
///
/// ```
/// assert_eq!(collegium_core::date::parse("2023-02-29").unwrap_err().value, "2023-02-29");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("`{value}` is not a day: write year, month and day, such as `2024-09-01`, in the years 0001 to 9999")]
#[non_exhaustive]
pub struct DateError {
    /// What was given, shortened if long.
    pub value: String,
}
