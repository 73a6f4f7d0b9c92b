//! A whole ledger as data.

use collegium_core::history::EntryNumber;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use thiserror::Error;

use super::{Chain, Chart, Ledger, LedgerEntry, LedgerError, number_after};

/// A [`Ledger`] before its entries are written again and their hashes compared.
///
/// # Wire form
///
/// `{"chart":…,"chain":"sha256","entries":[…]}`.
///
/// # Example
///
/// ```
/// use collegium_funding::ledger::{Chain, Chart, Ledger, LedgerDraft};
/// let draft = LedgerDraft { chart: Chart::Open, chain: Chain::Sha256, entries: vec![] };
/// let ledger = Ledger::try_from(draft.clone()).unwrap();
/// assert_eq!((ledger.is_empty(), ledger.draft()), (true, draft));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LedgerDraft {
    /// Which accounts there are.
    pub chart: Chart,
    /// Whether the entries have hashes.
    pub chain: Chain,
    /// The entries, in the order of record.
    pub entries: Vec<LedgerEntry>,
}

/// Why a list of entries is no ledger.
///
/// # Example
///
/// ```
/// use collegium_funding::ledger::LedgerDraftError;
/// let error = LedgerDraftError::Changed { entry: 3.try_into().unwrap() };
/// assert_eq!(error.to_string(), "entry #3 was changed, or one before it: its hash is not that of what it says");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum LedgerDraftError {
    /// An entry would have been refused.
    #[error("entry {entry} cannot have been written: {error}")]
    Refused {
        /// Its number.
        entry: EntryNumber,
        /// Why.
        error: LedgerError,
    },
    /// An entry stands there a second time.
    #[error("entry {entry} is the same as entry {before}")]
    Repeated {
        /// Its number.
        entry: EntryNumber,
        /// The number of the first.
        before: EntryNumber,
    },
    /// A hash is missing, does not fit, or stands where there is no chain.
    #[error("entry {entry} was changed, or one before it: its hash is not that of what it says")]
    Changed {
        /// The first such entry.
        entry: EntryNumber,
    },
}

impl Ledger {
    /// The entries and how they are kept, to write down or to change and check again.
    #[must_use]
    pub fn draft(&self) -> LedgerDraft {
        LedgerDraft { chart: self.chart.clone(), chain: self.chain, entries: self.entries().collect() }
    }
}

impl TryFrom<LedgerDraft> for Ledger {
    type Error = LedgerDraftError;

    fn try_from(draft: LedgerDraft) -> Result<Self, LedgerDraftError> {
        let mut ledger = Self::new(draft.chart, draft.chain);
        for LedgerEntry { recorded, entry: draft, hash } in draft.entries {
            let entry = number_after(ledger.len());
            let written = ledger.post(&recorded, &draft);
            let written = written.map_err(|error| LedgerDraftError::Refused { entry, error })?;
            if written != entry {
                return Err(LedgerDraftError::Repeated { entry, before: written });
            }
            if ledger.head() != hash {
                return Err(LedgerDraftError::Changed { entry });
            }
        }
        Ok(ledger)
    }
}

impl Serialize for Ledger {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.draft().serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Ledger {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::try_from(LedgerDraft::deserialize(deserializer)?).map_err(de::Error::custom)
    }
}
