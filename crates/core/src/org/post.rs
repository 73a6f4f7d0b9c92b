//! Posts and roles.

use serde::{Deserialize, Serialize};

use super::Person;
use crate::{Validity, entity::UnitId};

crate::identifier! {
    /// What somebody does in a unit: `vice-president`, `foreign-affairs-specialist`, `liaison-officer`, `dean`.
    ///
    /// The list is each institution's own.
    ///
    /// # Example
    ///
    /// ```
    /// use collegium_core::org::Role;
    /// assert_eq!(Role::new("liaison-officer").unwrap().as_str(), "liaison-officer");
    /// assert!(Role::new("Liaison officer").is_err());
    /// ```
    pub struct Role("role");
}

/// A post in a unit, and who holds it how long. A post that nobody holds is vacant.
///
/// # Wire form
///
/// `{"unit":"…","role":"liaison-officer","person":{…},"validity":"2024-09-01/.."}`; `person` is left out of a vacant post.
///
/// # Example
///
/// ```
/// use collegium_core::org::Post;
/// let post: Post = serde_json::from_str(
///     r#"{"unit":"67e55044-10b1-426f-9247-bb680e5fe0c8","role":"liaison-officer","validity":"2024-09-01/.."}"#,
/// )
/// .unwrap();
/// assert!(post.person.is_none() && post.validity.contains("2030-01-01".parse().unwrap()));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Post {
    /// The unit it belongs to.
    pub unit: UnitId,
    /// What its holder does.
    pub role: Role,
    /// Who holds it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub person: Option<Person>,
    /// From when, and until when if that is known.
    pub validity: Validity,
}
