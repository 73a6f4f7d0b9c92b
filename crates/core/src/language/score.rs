//! What a person reached in a language test.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::{Mark, Section, TestCode};
use crate::record;

/// The open form of a [`LanguageScore`], whose example shows it in use.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LanguageScoreDraft {
    /// The test that was taken.
    pub test: TestCode,
    /// The day of the test.
    #[serde(with = "crate::date")]
    pub taken: NaiveDate,
    /// The day the result was published, if it is known.
    #[serde(default, with = "crate::date::option", skip_serializing_if = "Option::is_none")]
    pub reported: Option<NaiveDate>,
    /// The overall result, if the test gives one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub overall: Option<Mark>,
    /// The results of the sections.
    #[serde(
        default,
        skip_serializing_if = "BTreeMap::is_empty",
        deserialize_with = "crate::word::unique_map"
    )]
    pub sections: BTreeMap<Section, Mark>,
}

/// What a person reached in one sitting of a language test, as the certificate prints it.
///
/// Whether the marks exist in that test is asked of the test: [`LanguageTest::admit`](super::LanguageTest::admit).
///
/// # Validity
///
/// At least one mark; reported on the day of the test or later.
///
/// # Wire form
///
/// `{"test":"testdaf","taken":"2026-04-21","sections":{"reading":"TDN 4"}}`; what is not known is left out.
///
/// # Example
///
/// ```
/// use collegium_core::language::{LanguageScore, LanguageScoreDraft, LanguageScoreError, Mark, TestCode};
/// use std::collections::BTreeMap;
///
/// let draft = LanguageScoreDraft {
///     test: TestCode::new("jlpt").unwrap(),
///     taken: "2025-12-07".parse().unwrap(),
///     reported: "2026-01-23".parse().ok(),
///     overall: Some(Mark::new("N2").unwrap()),
///     sections: BTreeMap::new(),
/// };
/// let score = LanguageScore::try_from(draft).unwrap();
/// assert_eq!(score.overall.as_ref().unwrap().as_str(), "N2");
///
/// let nothing = LanguageScoreDraft { overall: None, ..score.draft() };
/// assert!(matches!(LanguageScore::try_from(nothing), Err(LanguageScoreError::NoMark { .. })));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "LanguageScoreDraft", into = "LanguageScoreDraft")]
pub struct LanguageScore(LanguageScoreDraft);

record!(LanguageScore, LanguageScoreDraft, LanguageScoreError);

impl LanguageScoreDraft {
    fn check(self) -> Result<Self, LanguageScoreError> {
        if self.overall.is_none() && self.sections.is_empty() {
            return Err(LanguageScoreError::NoMark { test: self.test });
        }
        match self.reported {
            Some(reported) if reported < self.taken => {
                Err(LanguageScoreError::ReportedBeforeTaken { test: self.test, taken: self.taken, reported })
            }
            _ => Ok(self),
        }
    }
}

impl LanguageScore {
    /// The mark of a section, or with `None` the overall one.
    ///
    /// # Example
    ///
    /// ```
    /// use collegium_core::language::{LanguageScore, Section};
    /// let score: LanguageScore = serde_json::from_str(
    ///     r#"{"test":"testdaf","taken":"2026-04-21","sections":{"reading":"TDN 4"}}"#,
    /// )
    /// .unwrap();
    /// assert_eq!(score.mark(Some(&Section::new("reading").unwrap())).unwrap().as_str(), "TDN 4");
    /// assert_eq!(score.mark(None), None);
    /// ```
    #[must_use]
    pub fn mark(&self, section: Option<&Section>) -> Option<&Mark> {
        match section {
            None => self.overall.as_ref(),
            Some(section) => self.sections.get(section),
        }
    }
}

/// Why a score was refused.
///
/// # Example
///
/// ```
/// use collegium_core::language::LanguageScore;
/// let early = r#"{"test":"topik-2","taken":"2026-04-12","reported":"2026-04-11","overall":"190"}"#;
/// assert!(
///     serde_json::from_str::<LanguageScore>(early)
///         .unwrap_err()
///         .to_string()
///         .contains("reported on 2026-04-11, before it was taken on 2026-04-12")
/// );
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum LanguageScoreError {
    /// There is neither an overall mark nor one of a section.
    #[error("the score in `{test}` has no mark: give the overall one or one of a section")]
    NoMark {
        /// The test.
        test: TestCode,
    },
    /// The result is older than the test.
    #[error("the score in `{test}` was reported on {reported}, before it was taken on {taken}")]
    ReportedBeforeTaken {
        /// The test.
        test: TestCode,
        /// The day of the test.
        taken: NaiveDate,
        /// The day of the result.
        reported: NaiveDate,
    },
}
