//! What a finding is about.

use std::{borrow::Cow, fmt};

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{Id, entity::Entity};

/// What a finding is about: a record, by kind, id and the label people know it by, and the part of it.
///
/// # Wire form
///
/// `{"kind":"agreement","id":"…","label":"A-001","path":"parties[2]"}`; `id` and `path` are left out where there is
/// none.
///
/// # Example
///
/// ```
/// use collegium_core::{entity::PartnerId, finding::Subject};
///
/// let id: PartnerId = "67e55044-10b1-426f-9247-bb680e5fe0c8".parse().unwrap();
/// let subject = Subject::of(id, "P-001").at("names");
/// assert_eq!(subject.to_string(), "partner P-001, names");
/// assert_eq!(subject.id, Some(id.uuid()));
/// assert_eq!(Subject::named("budget", "2026").to_string(), "budget 2026");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Subject {
    /// The kind of record: [`Entity::KIND`] where it has an id.
    pub kind: Cow<'static, str>,
    /// The code or name people know it by; never an id alone.
    pub label: String,
    /// The id without its kind.
    #[serde(default, deserialize_with = "super::plain::option", skip_serializing_if = "Option::is_none")]
    pub id: Option<Uuid>,
    /// The part of the record, as a path of field names; empty for the whole.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub path: String,
}

impl Subject {
    /// A record that has an id.
    #[must_use]
    pub fn of<T: Entity>(id: Id<T>, label: impl fmt::Display) -> Self {
        Self { id: Some(id.uuid()), ..Self::named(T::KIND, label) }
    }

    /// Something that has a name and no id: a list, a rule, a year.
    #[must_use]
    pub fn named(kind: &'static str, label: impl fmt::Display) -> Self {
        Self { kind: Cow::Borrowed(kind), label: label.to_string(), id: None, path: String::new() }
    }

    /// The part of it at this path.
    #[must_use]
    pub fn at(mut self, path: impl fmt::Display) -> Self {
        self.path = path.to_string();
        self
    }
}

impl fmt::Display for Subject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.kind, self.label)?;
        if self.path.is_empty() { Ok(()) } else { write!(f, ", {}", self.path) }
    }
}
