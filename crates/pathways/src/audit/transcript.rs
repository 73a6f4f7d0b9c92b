//! Everything a student took and reached.

mod planned;

use std::collections::{BTreeMap, BTreeSet};

use collegium_core::RecordCode;
use serde::{Deserialize, Serialize};
use thiserror::Error;

pub(super) use planned::Names;

use super::{Attempt, AttemptStatus};

/// The most attempts: with these, no sum of credits times grades is too large to be counted.
const MOST_ATTEMPTS: usize = 4_096;

/// The fields of a [`Transcript`] before they are checked.
///
/// # Example
///
/// ```
/// use collegium_pathways::audit::TranscriptDraft;
/// assert!(TranscriptDraft::default().attempts.is_empty());
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TranscriptDraft {
    /// The attempts, in any order.
    pub attempts: Vec<Attempt>,
    /// What else was reached, or is under way.
    #[serde(
        default,
        skip_serializing_if = "BTreeMap::is_empty",
        deserialize_with = "collegium_core::word::unique_map"
    )]
    pub milestones: BTreeMap<RecordCode, AttemptStatus>,
}

/// Everything a student took and reached, in any order.
///
/// # Validity
///
/// At most 4 096 attempts; no id of one stands twice.
///
/// # Wire form
///
/// `{"attempts":[…],"milestones":{"ielts-6.5":"passed"}}`.
///
/// # Example
///
/// ```
/// use collegium_pathways::audit::Transcript;
/// let transcript: Transcript = serde_json::from_str(r#"{"attempts":[],"milestones":{"internship":"in_progress"}}"#).unwrap();
/// assert_eq!(transcript.milestones.len(), 1);
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "TranscriptDraft", into = "TranscriptDraft")]
pub struct Transcript(TranscriptDraft);

collegium_core::record!(Transcript, TranscriptDraft, TranscriptError);

impl TranscriptDraft {
    fn check(self) -> Result<Self, TranscriptError> {
        if self.attempts.len() > MOST_ATTEMPTS {
            return Err(TranscriptError::Long { attempts: self.attempts.len() });
        }
        let mut ids = BTreeSet::new();
        match self.attempts.iter().find(|attempt| !ids.insert(&attempt.id)) {
            Some(attempt) => Err(TranscriptError::Twice { attempt: attempt.id.clone() }),
            None => Ok(self),
        }
    }
}

/// Why there is no such transcript.
///
/// # Example
///
/// ```
/// use collegium_pathways::audit::TranscriptError;
/// let error = TranscriptError::Twice { attempt: "a1".parse().unwrap() };
/// assert_eq!(error.to_string(), "the attempt `a1` stands twice in the transcript: an id stands for one attempt");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum TranscriptError {
    /// There are more attempts than anybody makes.
    #[error(
        "a transcript of {attempts} attempts: write the attempts of one student, at most {MOST_ATTEMPTS}"
    )]
    Long {
        /// How many there are.
        attempts: usize,
    },
    /// Two attempts have one id.
    #[error("the attempt `{attempt}` stands twice in the transcript: an id stands for one attempt")]
    Twice {
        /// The id.
        attempt: RecordCode,
    },
}
