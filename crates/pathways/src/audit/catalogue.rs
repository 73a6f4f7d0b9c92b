//! What can be taken.

use std::collections::BTreeSet;

use collegium_core::RecordCode;
use serde::{Deserialize, Serialize};

use super::Facts;
use crate::credit::Credits;

/// A course that can be taken: what its attempts have in common.
///
/// # Wire form
///
/// An object of the fields; what is empty is left out.
///
/// # Example
///
/// ```
/// use collegium_pathways::audit::{CatalogueCourse, Filter};
/// let course: CatalogueCourse =
///     serde_json::from_str(r#"{"code":"STAT201","credits":"4","area":"MA","tags":["quant"],"level":200,"origin":"home"}"#).unwrap();
/// let quantitative: Filter = serde_json::from_str(r#"{"tags_any":["quant"]}"#).unwrap();
/// assert!(quantitative.matches(&course.facts()));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CatalogueCourse {
    /// Its code.
    pub code: RecordCode,
    /// Its credits, in the system of the requirements.
    pub credits: Credits,
    /// What it is about.
    pub area: RecordCode,
    /// What it is called for.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub tags: BTreeSet<RecordCode>,
    /// How advanced it is.
    pub level: i32,
    /// Whose course it is: `home`, `partner`.
    pub origin: RecordCode,
    /// The institution that gives it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub institution: Option<RecordCode>,
    /// What it counts the same as; itself, if nothing is written.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub equiv: Option<RecordCode>,
    /// Whether it may count more than once.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub repeatable: bool,
}

impl CatalogueCourse {
    /// What it counts the same as.
    pub(super) fn counts_as(&self) -> &RecordCode {
        self.equiv.as_ref().unwrap_or(&self.code)
    }

    /// What a filter looks at; nobody has a grade in it yet.
    #[must_use]
    pub fn facts(&self) -> Facts<'_> {
        Facts {
            code: &self.code,
            area: &self.area,
            tags: &self.tags,
            level: self.level,
            origin: &self.origin,
            institution: self.institution.as_ref(),
            taken: None,
            grade: None,
        }
    }
}
