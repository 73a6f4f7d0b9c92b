//! What a student took, and what can be taken.

use std::{collections::BTreeSet, fmt};

use chrono::NaiveDate;
use collegium_core::RecordCode;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::Facts;
use crate::credit::Credits;

/// The most credits of one attempt.
const MOST_CREDITS: Decimal = Decimal::from_parts(10_000, 0, 0, false, 0);
/// The highest grade.
const MOST_GRADE: Decimal = Decimal::from_parts(1_000, 0, 0, false, 0);
/// The decimals a grade may have.
const DECIMALS: u32 = 4;

/// Whether a number can be a grade, or a least average of grades.
pub(super) fn is_grade(number: Decimal) -> bool {
    (Decimal::ZERO..=MOST_GRADE).contains(&number) && number.normalize().scale() <= DECIMALS
}

/// How an attempt at a course stands.
///
/// # Wire form
///
/// `"passed"`, `"failed"` or `"in_progress"`.
///
/// # Example
///
/// ```
/// use collegium_pathways::audit::AttemptStatus;
/// assert_eq!(serde_json::to_string(&AttemptStatus::InProgress).unwrap(), "\"in_progress\"");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AttemptStatus {
    /// Passed: it can be applied.
    Passed,
    /// Failed: it cannot.
    Failed,
    /// Begun or planned: it can be applied where the question is what would be.
    InProgress,
}

/// The fields of an [`Attempt`] before they are checked.
///
/// # Example
///
/// ```
/// use collegium_pathways::audit::{Attempt, AttemptDraft, AttemptError};
/// let draft: AttemptDraft = serde_json::from_str(
///     r#"{"id":"a1","code":"STAT201","credits":"4","area":"MA","level":200,"origin":"home","grade":"-1","status":"passed"}"#,
/// )
/// .unwrap();
/// assert!(matches!(Attempt::try_from(draft), Err(AttemptError::Grade { .. })));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AttemptDraft {
    /// Its code, unique in the transcript.
    pub id: RecordCode,
    /// The code of the course.
    pub code: RecordCode,
    /// Its credits, in the system of the requirements.
    pub credits: Credits,
    /// What the course is about.
    pub area: RecordCode,
    /// What it is called for.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub tags: BTreeSet<RecordCode>,
    /// How advanced it is.
    pub level: i32,
    /// Whose course it is: `home`, `partner`.
    pub origin: RecordCode,
    /// The institution that gave it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub institution: Option<RecordCode>,
    /// The day on which it ended.
    #[serde(default, with = "collegium_core::date::option", skip_serializing_if = "Option::is_none")]
    pub taken: Option<NaiveDate>,
    /// The grade on the scale of the requirements, on which more is better; `None` if there is none.
    #[serde(default, with = "collegium_core::decimal::option")]
    pub grade: Option<Decimal>,
    /// How it stands.
    pub status: AttemptStatus,
    /// What it counts the same as: of attempts with one of these, one is applied. The course, if nothing is written.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub equiv: Option<RecordCode>,
    /// Whether the course may count more than once, as a choir or a project does. It takes all attempts that count the same.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub repeatable: bool,
}

/// Somebody's attempt at a course.
///
/// # Validity
///
/// At most 10 000 credits; a grade of 0 to 1 000 with at most four decimals.
///
/// # Wire form
///
/// An object of the fields; what is empty is left out, except the grade: `null` says that there is none.
///
/// # Example
///
/// ```
/// use collegium_pathways::audit::Attempt;
/// let attempt: Attempt = serde_json::from_str(
///     r#"{"id":"a1","code":"STAT201","credits":"4","area":"MA","tags":["quant"],"level":200,"origin":"home","grade":"80","status":"passed"}"#,
/// )
/// .unwrap();
/// assert_eq!(attempt.counts_as().as_str(), "STAT201");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "AttemptDraft", into = "AttemptDraft")]
pub struct Attempt(AttemptDraft);

collegium_core::record!(Attempt, AttemptDraft, AttemptError);

impl Attempt {
    /// What it counts the same as.
    #[must_use]
    pub fn counts_as(&self) -> &RecordCode {
        self.equiv.as_ref().unwrap_or(&self.code)
    }

    /// What a filter looks at.
    #[must_use]
    pub fn facts(&self) -> Facts<'_> {
        Facts {
            code: &self.code,
            area: &self.area,
            tags: &self.tags,
            level: self.level,
            origin: &self.origin,
            institution: self.institution.as_ref(),
            taken: self.taken,
            grade: self.grade,
        }
    }
}

impl fmt::Display for AttemptStatus {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Passed => "passed",
            Self::Failed => "failed",
            Self::InProgress => "in progress",
        })
    }
}

impl AttemptDraft {
    fn check(self) -> Result<Self, AttemptError> {
        if self.credits.amount() > MOST_CREDITS {
            return Err(AttemptError::Credits { attempt: self.id, credits: self.credits });
        }
        match self.grade.filter(|grade| !is_grade(*grade)) {
            Some(grade) => Err(AttemptError::Grade { attempt: self.id, grade }),
            None => Ok(self),
        }
    }
}

/// Why there is no such attempt.
///
/// # Example
///
/// ```
/// use collegium_pathways::audit::AttemptError;
/// let error = AttemptError::Grade { attempt: "a1".parse().unwrap(), grade: "1001".parse().unwrap() };
/// assert_eq!(error.to_string(), "the attempt `a1` has the grade 1001: write 0 to 1000 with at most 4 decimals");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum AttemptError {
    /// It has more credits than a course can have.
    #[error("the attempt `{attempt}` has {credits} credits: a course has at most 10000")]
    Credits {
        /// The attempt.
        attempt: RecordCode,
        /// Its credits.
        credits: Credits,
    },
    /// Its grade is out of range.
    #[error("the attempt `{attempt}` has the grade {grade}: write 0 to 1000 with at most 4 decimals")]
    Grade {
        /// The attempt.
        attempt: RecordCode,
        /// Its grade.
        grade: Decimal,
    },
}
