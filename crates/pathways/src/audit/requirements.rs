//! What an award asks for, by catalogue year.

use std::collections::{BTreeMap, BTreeSet};

use collegium_core::{AcademicYear, LocalizedText, RecordCode, Source, Status};
use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::Part;

/// The fields of [`Requirements`] before they are checked.
///
/// # Example
///
/// See [`Requirements`].
///
/// ```
/// use collegium_pathways::audit::RequirementsDraft;
/// assert!(serde_json::from_str::<RequirementsDraft>(r#"{"code":"BBA","sharing":true}"#).is_err());
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RequirementsDraft {
    /// The award they are of.
    pub code: RecordCode,
    /// Its name.
    pub name: LocalizedText,
    /// The year of the catalogue: who entered in it is judged by it.
    pub catalogue: AcademicYear,
    /// The whole, and its parts.
    pub root: Part,
    /// Pairs of parts that may not share an attempt, though their pools would let them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub apart: Vec<(RecordCode, RecordCode)>,
    /// The document.
    pub source: Source,
    /// Whether it was read.
    pub status: Status,
}

/// What an award asks for: a tree of parts, as one year's catalogue has it.
///
/// # Validity
///
/// No code of a part stands twice in the tree. Parts that stand apart are in the tree, and neither is in the other.
///
/// # Wire form
///
/// `{"code":"BBA","name":{…},"catalogue":"2026/2027","root":{…},"apart":[["major","minor"]],"source":{…},"status":"verified"}`.
///
/// # Example
///
/// ```
/// use collegium_pathways::audit::Requirements;
/// let requirements: Requirements = serde_json::from_str(
///     r#"{"code":"BBA","name":{"en":"Bachelor of Business"},"catalogue":"2026/2027",
///         "root":{"id":"root","kind":"all_of","children":[
///             {"id":"core","kind":"courses","filter":{"tags_any":["core"]},"min_courses":2},
///             {"id":"elective","kind":"courses","filter":{},"min_credits":"12"}]},
///         "source":{"document":"Catalogue","date":"2026-06-01"},"status":"verified"}"#,
/// )
/// .unwrap();
/// assert_eq!(requirements.root.children.len(), 2);
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "RequirementsDraft", into = "RequirementsDraft")]
pub struct Requirements(RequirementsDraft);

collegium_core::record!(Requirements, RequirementsDraft, RequirementsError);
collegium_core::rules!(Requirements);

impl RequirementsDraft {
    fn check(self) -> Result<Self, RequirementsError> {
        let mut parts = BTreeMap::new();
        for part in self.root.walk() {
            if parts.insert(&part.id, part).is_some() {
                return Err(RequirementsError::Twice { part: part.id.clone() });
            }
        }
        for (one, other) in &self.apart {
            let find = |code: &RecordCode| {
                parts.get(code).copied().ok_or_else(|| RequirementsError::Unknown { part: code.clone() })
            };
            let below = |part: &Part| part.walk().map(|part| part.id.clone()).collect::<BTreeSet<_>>();
            if !below(find(one)?).is_disjoint(&below(find(other)?)) {
                return Err(RequirementsError::Inside { one: one.clone(), other: other.clone() });
            }
        }
        Ok(self)
    }
}

/// Why there are no such requirements.
///
/// # Example
///
/// ```
/// use collegium_pathways::audit::RequirementsError;
/// let error = RequirementsError::Twice { part: "core".parse().unwrap() };
/// assert_eq!(error.to_string(), "the part `core` stands twice in the tree: a code stands for one part");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum RequirementsError {
    /// Two parts have one code.
    #[error("the part `{part}` stands twice in the tree: a code stands for one part")]
    Twice {
        /// The code.
        part: RecordCode,
    },
    /// A part that stands apart is not in the tree.
    #[error("the part `{part}`, which is to stand apart from another, is not in the tree")]
    Unknown {
        /// The code.
        part: RecordCode,
    },
    /// A part is to share nothing with a part of its own.
    #[error("the parts `{one}` and `{other}` cannot stand apart: one is in the other")]
    Inside {
        /// One part.
        one: RecordCode,
        /// The other.
        other: RecordCode,
    },
}
