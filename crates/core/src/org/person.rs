//! People, as records name them.

use serde::{Deserialize, Serialize};

use crate::{Line, entity::PersonId, text::TextError};

/// A person as a record names one: the id says who it is, the name is for the reader.
///
/// # Wire form
///
/// `{"id":"…","name":"王芳"}`.
///
/// # Example
///
/// ```
/// use collegium_core::{entity::PersonId, org::Person};
/// let id: PersonId = "67e55044-10b1-426f-9247-bb680e5fe0c8".parse().unwrap();
/// assert_eq!(Person::new(id, "王芳").unwrap().to_string(), "王芳");
/// assert!(Person::new(id, "").is_err());
/// ```
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Person {
    /// Who it is.
    pub id: PersonId,
    /// The name, as it was at the time.
    pub name: Line,
}

impl Person {
    /// Names a person.
    ///
    /// # Errors
    ///
    /// [`TextError`] if the name says nothing.
    pub fn new(id: PersonId, name: &str) -> Result<Self, TextError> {
        Ok(Self { id, name: Line::new(name)? })
    }
}

impl std::fmt::Display for Person {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.name.fmt(f)
    }
}
