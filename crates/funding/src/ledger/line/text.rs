//! The fields of a line, before anything is known about them.

use std::fmt;

use collegium_core::Line;
use serde::{Deserialize, Deserializer, de};

use super::LineError;

/// A field of a line: a text, borrowed if it is written without escapes, or a whole number as it is written. Anything
/// else is kept as nothing, so that it can be refused by name.
///
/// # Wire form
///
/// Any JSON.
///
/// # Example
///
/// ```
/// use collegium_funding::ledger::Cell;
/// let cell = |json| serde_json::from_str::<Cell>(json).unwrap();
/// assert_eq!((cell("\"12.30\"").as_str(), cell("\"a\\u0062\"").as_str()), (Some("12.30"), Some("ab")));
/// assert_eq!((cell("7").as_str(), cell("7").whole()), (None, Some("7")));
/// assert_eq!((cell("1.5").whole(), cell("[{}]").as_str()), (None, None));
/// ```
#[derive(Debug, Clone)]
pub struct Cell<'a>(Kind<'a>);

/// Eight bytes less than with a `Cow`: there are five cells to a posting.
#[derive(Debug, Clone)]
enum Kind<'a> {
    Text(&'a str),
    /// A text that was written with escapes.
    Escaped(Box<str>),
    Whole(&'a str),
    /// A whole number of which only the value is known.
    Number(Box<str>),
    Other,
}

impl PartialEq for Cell<'_> {
    /// However it was written.
    fn eq(&self, other: &Self) -> bool {
        (self.as_str(), self.whole()) == (other.as_str(), other.whole())
    }
}

impl Eq for Cell<'_> {}

impl Cell<'_> {
    /// The text, if it is one.
    #[must_use]
    #[inline]
    pub fn as_str(&self) -> Option<&str> {
        match &self.0 {
            Kind::Text(text) => Some(text),
            Kind::Escaped(text) => Some(text),
            Kind::Whole(_) | Kind::Number(_) | Kind::Other => None,
        }
    }

    /// The text, or the digits of a whole number.
    #[must_use]
    #[inline]
    pub fn whole(&self) -> Option<&str> {
        match &self.0 {
            Kind::Text(text) | Kind::Whole(text) => Some(text),
            Kind::Escaped(text) | Kind::Number(text) => Some(text),
            Kind::Other => None,
        }
    }
}

impl<'a> From<&'a str> for Cell<'a> {
    fn from(text: &'a str) -> Self {
        Self(Kind::Text(text))
    }
}

impl<'a> Cell<'a> {
    /// A whole number, by its digits.
    pub(super) const fn whole_number(digits: &'a str) -> Self {
        Self(Kind::Whole(digits))
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for Cell<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Visitor).map(Self)
    }
}

struct Visitor;

impl<'de> de::Visitor<'de> for Visitor {
    type Value = Kind<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a text or a whole number")
    }

    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Kind<'de>, E> {
        Ok(Kind::Text(text))
    }

    fn visit_str<E>(self, text: &str) -> Result<Kind<'de>, E> {
        Ok(Kind::Escaped(text.into()))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Kind<'de>, E> {
        Ok(Kind::Number(number.to_string().into()))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Kind<'de>, E> {
        Ok(Kind::Number(number.to_string().into()))
    }

    fn visit_f64<E>(self, _: f64) -> Result<Kind<'de>, E> {
        Ok(Kind::Other)
    }

    fn visit_bool<E>(self, _: bool) -> Result<Kind<'de>, E> {
        Ok(Kind::Other)
    }

    fn visit_unit<E>(self) -> Result<Kind<'de>, E> {
        Ok(Kind::Other)
    }

    fn visit_seq<A: de::SeqAccess<'de>>(self, mut items: A) -> Result<Kind<'de>, A::Error> {
        while items.next_element::<de::IgnoredAny>()?.is_some() {}
        Ok(Kind::Other)
    }

    fn visit_map<A: de::MapAccess<'de>>(self, mut items: A) -> Result<Kind<'de>, A::Error> {
        while items.next_entry::<de::IgnoredAny, de::IgnoredAny>()?.is_some() {}
        Ok(Kind::Other)
    }
}

/// The text of a field that is one line.
#[inline]
pub(super) fn check_text<'a>(field: &'static str, text: Option<&'a str>) -> Result<&'a str, LineError> {
    let text = text.unwrap_or_default();
    // What is short and plain ASCII without blanks needs no look at every character.
    let plain = (1..=2_000).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_graphic());
    if !plain {
        Line::new(text).map_err(|error| LineError::BadText { field, error })?;
    }
    Ok(text)
}
