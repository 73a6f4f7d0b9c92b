//! The groups in which a year's selection goes abroad.

use std::collections::BTreeSet;

use collegium_core::{
    Period, RecordCode,
    entity::{BatchId, PersonId},
};
use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::MemberKind;

/// The fields of a [`Batch`] before they are checked.
///
/// # Example
///
/// ```
/// use collegium_staff::{Batch, BatchDraft};
/// let draft: BatchDraft = serde_json::from_str(
///     r#"{"id":"67e55044-10b1-426f-9247-bb680e5fe0c8","code":"B-2026-1","year":2026,"kind":"management-cadre",
///         "number":0,"members":["67e55044-10b1-426f-9247-bb680e5fe0c8"],"abroad":"2026-05-10/2026-05-30"}"#,
/// )
/// .unwrap();
/// assert_eq!(
///     Batch::try_from(draft).unwrap_err().to_string(),
///     "the batch `B-2026-1` cannot have the number 0: the first of a year is 1"
/// );
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BatchDraft {
    /// The batch's id.
    pub id: BatchId,
    /// The code the college knows it by.
    pub code: RecordCode,
    /// The calendar year whose selection it belongs to; it may leave later.
    pub year: i32,
    /// The kind of members it was selected from.
    pub kind: MemberKind,
    /// Which of the year's batches of this kind it is, from 1.
    pub number: u32,
    /// Who was selected.
    pub members: BTreeSet<PersonId>,
    /// The day it leaves to the day it comes back, both included.
    pub abroad: Period,
}

/// One of the groups in which a year's selection of one kind of members is sent abroad.
///
/// # Validity
///
/// A year from 1 to 9999, a number of at least 1, at least one member.
///
/// # Wire form
///
/// An object of the fields; `year` and `number` are JSON numbers.
///
/// # Example
///
/// ```
/// use collegium_staff::Batch;
/// let batch: Batch = serde_json::from_str(
///     r#"{"id":"67e55044-10b1-426f-9247-bb680e5fe0c8","code":"B-2026-1","year":2026,"kind":"management-cadre",
///         "number":1,"members":["67e55044-10b1-426f-9247-bb680e5fe0c8"],"abroad":"2026-05-10/2026-05-30"}"#,
/// )
/// .unwrap();
/// assert!(batch.has_left_by("2026-05-10".parse().unwrap()));
/// assert!(!batch.has_left_by("2026-05-09".parse().unwrap()));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "BatchDraft", into = "BatchDraft")]
pub struct Batch(BatchDraft);

collegium_core::record!(Batch, BatchDraft, BatchError);

impl Batch {
    /// Whether the day it leaves has come by the end of a day.
    #[must_use]
    pub fn has_left_by(&self, as_of: chrono::NaiveDate) -> bool {
        self.abroad.first() <= as_of
    }
}

impl BatchDraft {
    fn check(self) -> Result<Self, BatchError> {
        if !(1..=9_999).contains(&self.year) {
            return Err(BatchError::Year { code: self.code, year: self.year });
        }
        if self.number == 0 {
            return Err(BatchError::NumberZero { code: self.code });
        }
        if self.members.is_empty() { Err(BatchError::Empty { code: self.code }) } else { Ok(self) }
    }
}

/// Why there is no such batch.
///
/// # Example
///
/// ```
/// use collegium_staff::BatchError;
/// let error = BatchError::Empty { code: "B-2026-1".parse().unwrap() };
/// assert_eq!(error.to_string(), "the batch `B-2026-1` has no members: name at least one");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum BatchError {
    /// A year beyond four digits, or before the first.
    #[error("the batch `{code}` cannot belong to the year {year}: the years go from 1 to 9999")]
    Year {
        /// The batch.
        code: RecordCode,
        /// The year that was given.
        year: i32,
    },
    /// Batches are numbered from 1.
    #[error("the batch `{code}` cannot have the number 0: the first of a year is 1")]
    NumberZero {
        /// The batch.
        code: RecordCode,
    },
    /// Nobody is in it.
    #[error("the batch `{code}` has no members: name at least one")]
    Empty {
        /// The batch.
        code: RecordCode,
    },
}
