//! Organisational units.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::{LocalizedText, RecordCode, entity::UnitId};

/// A unit of the institution: the school itself, or one of its colleges.
///
/// # Wire form
///
/// `{"id":"…","code":"C-ACC","name":{…},"level":"college"}`.
///
/// # Example
///
/// ```
/// use collegium_core::org::{Level, OrgUnit};
/// let unit: OrgUnit = serde_json::from_str(
///     r#"{"id":"67e55044-10b1-426f-9247-bb680e5fe0c8","code":"C-ACC","name":{"en":"College of Accounting"},
///         "level":"college"}"#,
/// )
/// .unwrap();
/// assert_eq!(unit.level, Level::College);
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OrgUnit {
    /// The unit's id.
    pub id: UnitId,
    /// The code the institution knows it by.
    pub code: RecordCode,
    /// Its name.
    pub name: LocalizedText,
    /// Where it stands.
    pub level: Level,
}

/// The two levels at which an institution works: the school steers, the colleges (departments) do.
///
/// # Wire form
///
/// `"school"` or `"college"`.
///
/// # Example
///
/// ```
/// use collegium_core::org::Level;
/// assert!(Level::School < Level::College);
/// assert_eq!(Level::School.to_string(), "school");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// The whole institution.
    School,
    /// One of its colleges, departments or institutes.
    College,
}

impl fmt::Display for Level {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::School => "school",
            Self::College => "college",
        })
    }
}
