//! Money with a purpose, and where it comes from.

use std::collections::BTreeSet;

use collegium_core::{Currency, LocalizedText, Period, RecordCode, Source, entity::FundId};
use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::Purpose;

collegium_core::identifier! {
    /// The channel money comes through: `state`, `provincial`, `municipal`, `own`, `tuition-share`, `enterprise`, `donor`,
    /// `partner`. The list is each institution's own.
    ///
    /// # Example
    ///
    /// ```
    /// use collegium_funding::FundSource;
    /// assert_eq!(FundSource::new("tuition-share").unwrap().as_str(), "tuition-share");
    /// assert!(FundSource::new("Ministry").is_err());
    /// ```
    pub struct FundSource("fund source");
}

/// The fields of a [`Fund`] before they are checked.
///
/// # Example
///
/// ```
/// use collegium_funding::{Fund, FundDraft};
/// let draft: FundDraft = serde_json::from_str(
///     r#"{"id":"67e55044-10b1-426f-9247-bb680e5fe0c8","code":"F-2026","name":{"en":"Special fund"},"source":"municipal",
///         "purposes":[],"earmark":{"document":"Grant 2026-17","date":"2026-01-15"},"currency":"CNY",
///         "validity":"2026-01-01/2026-12-31"}"#,
/// )
/// .unwrap();
/// assert!(Fund::try_from(draft).is_err());
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FundDraft {
    /// The fund's id.
    pub id: FundId,
    /// The code the college knows it by.
    pub code: RecordCode,
    /// Its name.
    pub name: LocalizedText,
    /// The channel its money comes through.
    pub source: FundSource,
    /// What its money is for, and nothing else.
    pub purposes: BTreeSet<Purpose>,
    /// The document that says so: the grant, the donor's letter, the college's own rule.
    pub earmark: Source,
    /// The one currency it is kept in.
    pub currency: Currency,
    /// The days on which its money may be promised and spent: its fiscal year, or several.
    pub validity: Period,
}

/// Money of one source with a purpose: it is never spent on another.
///
/// # Validity
///
/// At least one purpose.
///
/// # Wire form
///
/// An object of the fields.
///
/// # Example
///
/// ```
/// use collegium_funding::Fund;
/// let fund: Fund = serde_json::from_str(
///     r#"{"id":"67e55044-10b1-426f-9247-bb680e5fe0c8","code":"F-2026","name":{"en":"Special fund"},"source":"municipal",
///         "purposes":["teacher-teams"],"earmark":{"document":"Grant 2026-17","date":"2026-01-15"},"currency":"CNY",
///         "validity":"2026-01-01/2026-12-31"}"#,
/// )
/// .unwrap();
/// assert!(fund.allows(&"teacher-teams".parse().unwrap()));
/// assert!(!fund.allows(&"international-conferences".parse().unwrap()));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "FundDraft", into = "FundDraft")]
pub struct Fund(FundDraft);

collegium_core::record!(Fund, FundDraft, FundError);

impl Fund {
    /// Whether its money may be spent on this purpose.
    #[must_use]
    pub fn allows(&self, purpose: &Purpose) -> bool {
        self.purposes.contains(purpose)
    }
}

impl FundDraft {
    fn check(self) -> Result<Self, FundError> {
        if self.purposes.is_empty() { Err(FundError::NoPurpose { code: self.code }) } else { Ok(self) }
    }
}

/// Why there is no such fund.
///
/// # Example
///
/// ```
/// use collegium_funding::FundError;
/// let error = FundError::NoPurpose { code: "F-2026".parse().unwrap() };
/// assert_eq!(error.to_string(), "the fund `F-2026` has no purpose: name at least one");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum FundError {
    /// Its money is for nothing.
    #[error("the fund `{code}` has no purpose: name at least one")]
    NoPurpose {
        /// The fund.
        code: RecordCode,
    },
}
