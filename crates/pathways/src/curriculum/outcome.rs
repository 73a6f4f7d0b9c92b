//! What students are to be able to do in the end.

use std::collections::{BTreeMap, BTreeSet};

use collegium_core::{
    Finding, Findings, LocalizedText, Preset, Severity, Source, Status, finding::Fact,
    preset::unverified_note, source::Rules,
};
use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::Curriculum;
use crate::rule::{PW0403, PW0404};

collegium_core::identifier! {
    /// An outcome of learning of a standard: `sa-4`.
    ///
    /// # Example
    ///
    /// ```
    /// use collegium_pathways::OutcomeCode;
    /// assert!(OutcomeCode::new("sa-4").is_ok());
    /// assert!(OutcomeCode::new("SA4").is_err());
    /// ```
    pub struct OutcomeCode("learning outcome");
}

/// The fields of an [`OutcomeStandard`] before they are checked.
///
/// # Example
///
/// ```
/// use collegium_pathways::{OutcomeStandard, OutcomeStandardError};
/// let mut draft = OutcomeStandard::sydney_accord().load().unwrap().draft();
/// draft.outcomes.clear();
/// assert_eq!(OutcomeStandard::try_from(draft), Err(OutcomeStandardError::Empty));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OutcomeStandardDraft {
    /// The name of the standard.
    pub name: LocalizedText,
    /// Every outcome in its words.
    #[serde(deserialize_with = "collegium_core::word::unique_map")]
    pub outcomes: BTreeMap<OutcomeCode, LocalizedText>,
    /// The document.
    pub source: Source,
    /// Whether it was read.
    pub status: Status,
}

/// A standard of what graduates can do, such as the graduate attributes of the Sydney Accord.
///
/// # Validity
///
/// At least one outcome.
///
/// # Wire form
///
/// `{"name":{…},"outcomes":{"sa-1":{"en":"…"}},"source":{…},"status":"unverified"}`.
///
/// # Example
///
/// ```
/// use collegium_pathways::OutcomeStandard;
/// let accord = OutcomeStandard::sydney_accord().load().unwrap();
/// assert_eq!(accord.outcomes.len(), 12);
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "OutcomeStandardDraft", into = "OutcomeStandardDraft")]
pub struct OutcomeStandard(OutcomeStandardDraft);

collegium_core::record!(OutcomeStandard, OutcomeStandardDraft, OutcomeStandardError);
collegium_core::rules!(OutcomeStandard);

impl OutcomeStandard {
    /// The graduate attributes of the Sydney Accord, for engineering technologists; from memory.
    #[must_use]
    pub const fn sydney_accord() -> Preset<Self> {
        Preset::new("outcomes-sydney-accord", include_str!("../../presets/outcomes-sydney-accord.json"))
    }

    /// Checks that courses name outcomes of the standard only, and that together they serve each of them.
    ///
    /// # Example
    ///
    /// See [`Curriculum`].
    #[must_use]
    pub fn check(&self, curriculum: &Curriculum) -> Findings {
        let served: BTreeSet<_> = curriculum.courses.iter().flat_map(|course| &course.outcomes).collect();
        let unserved = self.outcomes.iter().filter(|(code, _)| !served.contains(code));
        let unserved = unserved.map(|(code, name)| self.unserved(curriculum, code, name));
        let unknown = served.iter().filter(|code| !self.outcomes.contains_key(code));
        let unknown = unknown.map(|code| self.unknown(curriculum, code));
        unserved.chain(unknown).chain(unverified_note(self, "outcomes of learning")).collect()
    }

    fn unknown(&self, curriculum: &Curriculum, code: &OutcomeCode) -> Finding {
        let naming = curriculum.courses.iter().filter(|course| course.outcomes.contains(code));
        let naming: Vec<_> = naming.map(|course| course.code.to_string()).collect();
        Finding {
            code: PW0403,
            severity: Severity::Warning,
            subject: curriculum.subject().at("courses"),
            message: format!("the outcome `{code}` is none of the standard"),
            facts: vec![Fact::new("outcome", code.to_string()), Fact::new("named by", naming.join(", "))],
            basis: Some(self.basis()),
            remedy: Some("write one of the standard's outcomes, or use the standard it is of".to_owned()),
        }
    }

    fn unserved(&self, curriculum: &Curriculum, code: &OutcomeCode, name: &LocalizedText) -> Finding {
        Finding {
            code: PW0404,
            severity: Severity::Warning,
            subject: curriculum.subject().at("courses"),
            message: format!("no course serves the outcome `{code}`"),
            facts: vec![
                Fact::new("outcome", name.clone()),
                Fact::new("courses", curriculum.courses.len() as u64),
            ],
            basis: Some(self.basis()),
            remedy: Some("name it at the course that serves it, or add one".to_owned()),
        }
    }
}

impl OutcomeStandardDraft {
    fn check(self) -> Result<Self, OutcomeStandardError> {
        if self.outcomes.is_empty() { Err(OutcomeStandardError::Empty) } else { Ok(self) }
    }
}

/// Why there is no such standard.
///
/// # Example
///
/// ```
/// use collegium_pathways::OutcomeStandardError;
/// assert_eq!(OutcomeStandardError::Empty.to_string(), "a standard of outcomes needs at least one");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum OutcomeStandardError {
    /// It lists nothing.
    #[error("a standard of outcomes needs at least one")]
    Empty,
}
