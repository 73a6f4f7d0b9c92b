//! One line of a history.

use std::fmt;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::{Line, org::Person};

/// One line of a [`History`](super::History): what changed, and who wrote it down when.
///
/// # Wire form
///
/// `{"recorded":"…","by":{…},"reason":"…","change":{"happened":{"effective":"…","event":…}}}`; `reason` is left out where
/// there is none; a cancellation has one.
///
/// # Example
///
/// ```
/// use collegium_core::history::Entry;
/// let json = r#"{"recorded":"2026-01-02","by":{"id":"67e55044-10b1-426f-9247-bb680e5fe0c8","name":"Wang Fang"},
///                "change":{"happened":{"effective":"2025-12-31","event":"opened"}}}"#;
/// let entry: Entry<String> = serde_json::from_str(json).unwrap();
/// assert_eq!(entry.effective().unwrap().to_string(), "2025-12-31");
/// assert_eq!((entry.event().unwrap().as_str(), entry.cancels()), ("opened", None));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry<E> {
    /// The day it was written down.
    #[serde(with = "crate::date")]
    pub recorded: NaiveDate,
    /// Who wrote it down.
    pub by: Person,
    /// Why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<Line>,
    /// What changed.
    pub change: Change<E>,
}

/// What an entry says.
///
/// # Example
///
/// ```
/// use collegium_core::history::{Change, EntryNumber};
/// let change: Change<String> = serde_json::from_str(r#"{"cancelled":{"entry":3}}"#).unwrap();
/// assert_eq!(change, Change::Cancelled { entry: EntryNumber::try_from(3).unwrap() });
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Change<E> {
    /// Something happened.
    Happened {
        /// The day it took effect.
        #[serde(with = "crate::date")]
        effective: NaiveDate,
        /// What happened.
        event: E,
    },
    /// An earlier entry was a mistake.
    Cancelled {
        /// Which one.
        entry: EntryNumber,
    },
}

impl<E> Entry<E> {
    /// The day the event took effect; `None` for a cancellation.
    #[must_use]
    pub const fn effective(&self) -> Option<NaiveDate> {
        match self.change {
            Change::Happened { effective, .. } => Some(effective),
            Change::Cancelled { .. } => None,
        }
    }

    /// What happened; `None` for a cancellation.
    #[must_use]
    pub const fn event(&self) -> Option<&E> {
        match &self.change {
            Change::Happened { event, .. } => Some(event),
            Change::Cancelled { .. } => None,
        }
    }

    /// The entry this one cancels.
    #[must_use]
    pub const fn cancels(&self) -> Option<EntryNumber> {
        match self.change {
            Change::Happened { .. } => None,
            Change::Cancelled { entry } => Some(entry),
        }
    }
}

/// The number of an entry in its history, from 1.
///
/// # Wire form
///
/// A JSON number.
///
/// # Example
///
/// ```
/// use collegium_core::history::EntryNumber;
/// assert_eq!(EntryNumber::try_from(1).unwrap().to_string(), "#1");
/// assert!(EntryNumber::try_from(0).is_err());
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "usize", into = "usize")]
pub struct EntryNumber(usize);

impl EntryNumber {
    /// The number of the entry that comes after so many.
    pub(super) const fn after(entries: usize) -> Self {
        Self(entries.saturating_add(1))
    }
}

impl TryFrom<usize> for EntryNumber {
    type Error = EntryNumberError;

    fn try_from(number: usize) -> Result<Self, EntryNumberError> {
        if number == 0 { Err(EntryNumberError) } else { Ok(Self(number)) }
    }
}

impl From<EntryNumber> for usize {
    fn from(number: EntryNumber) -> Self {
        number.0
    }
}

impl fmt::Display for EntryNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{}", self.0)
    }
}

/// Zero is not the number of an entry.
///
/// # Example
///
/// ```
/// use collegium_core::history::{EntryNumber, EntryNumberError};
/// assert_eq!(EntryNumber::try_from(0), Err(EntryNumberError));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("0 is not the number of an entry: the first is 1")]
pub struct EntryNumberError;
