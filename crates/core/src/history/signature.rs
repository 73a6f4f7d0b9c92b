//! Who, and when.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::{entity::PersonId, org::Person, text::TextError};

/// A person and a day: who decided it or wrote it down, and when.
///
/// # Wire form
///
/// `{"by":{…},"on":"2026-03-02"}`.
///
/// # Example
///
/// ```
/// use collegium_core::history::Signature;
/// let id = "67e55044-10b1-426f-9247-bb680e5fe0c8".parse().unwrap();
/// let signature = Signature::new(id, "Wang Fang", "2026-03-02".parse().unwrap()).unwrap();
/// assert_eq!(signature.to_string(), "Wang Fang, 2026-03-02");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Signature {
    /// Who.
    pub by: Person,
    /// When.
    #[serde(with = "crate::date")]
    pub on: NaiveDate,
}

impl Signature {
    /// Names the person and the day.
    ///
    /// # Errors
    ///
    /// [`TextError`] if the name says nothing.
    pub fn new(person: PersonId, name: &str, on: NaiveDate) -> Result<Self, TextError> {
        Ok(Self { by: Person::new(person, name)?, on })
    }
}

impl std::fmt::Display for Signature {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}, {}", self.by, self.on)
    }
}
