//! What members were certified for, and when that must be looked at again.

use collegium_core::{Line, LocalizedText, Preset, Severity, Source, Validity, source::Status};
use serde::{Deserialize, Serialize};
use thiserror::Error;

collegium_core::identifier! {
    /// What a certificate is for: `australian-curriculum`, `dual-system`. The list is each institution's own.
    ///
    /// # Example
    ///
    /// ```
    /// use collegium_staff::CertificateKind;
    /// assert_eq!(CertificateKind::new("australian-curriculum").unwrap().as_str(), "australian-curriculum");
    /// assert!(CertificateKind::new("Australian curriculum").is_err());
    /// ```
    pub struct CertificateKind("certificate kind");
}

/// A certificate of a member: they may teach a curriculum, train by a system, and so on.
///
/// # Wire form
///
/// `{"kind":"dual-system","issuer":{"zh":"中德诺浩"},"validity":"2024-07-01/2027-06-30","number":"N-16"}`; `number` is left
/// out where there is none.
///
/// # Example
///
/// ```
/// use collegium_staff::Certificate;
/// let certificate: Certificate = serde_json::from_str(
///     r#"{"kind":"dual-system","issuer":{"zh":"中德诺浩"},"validity":"2024-07-01/2027-06-30","number":"N-16"}"#,
/// )
/// .unwrap();
/// assert!(certificate.validity.contains("2027-06-30".parse().unwrap()));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Certificate {
    /// What it is for.
    pub kind: CertificateKind,
    /// Who gave it.
    pub issuer: LocalizedText,
    /// The days on which it holds.
    pub validity: Validity,
    /// Its number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<Line>,
}

/// The fields of [`CertificateRules`] before they are checked.
///
/// # Example
///
/// ```
/// use collegium_staff::{CertificateRules, CertificateRulesError};
/// let mut draft = CertificateRules::one_year().load().unwrap().draft();
/// draft.notice_days = 0;
/// assert_eq!(CertificateRules::try_from(draft), Err(CertificateRulesError::NoNotice));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CertificateRulesDraft {
    /// How many days before its last day a certificate is to be looked at.
    pub notice_days: u32,
    /// How serious it is that one has run out.
    pub expired: Severity,
    /// How serious it is that one runs out within that time.
    pub expiring: Severity,
    /// The document the rules rest on.
    pub source: Source,
    /// Whether that document was read.
    pub status: Status,
}

/// How an institution watches over the certificates it counts.
///
/// # Validity
///
/// Notice of at least one day and at most ten years (3,660 days).
///
/// # Wire form
///
/// `{"notice_days":365,"expired":"warning","expiring":"note","source":{…},"status":"unverified"}`.
///
/// # Example
///
/// ```
/// use collegium_staff::CertificateRules;
/// assert_eq!(CertificateRules::one_year().load().unwrap().notice_days, 365);
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "CertificateRulesDraft", into = "CertificateRulesDraft")]
pub struct CertificateRules(CertificateRulesDraft);

collegium_core::record!(CertificateRules, CertificateRulesDraft, CertificateRulesError);
collegium_core::rules!(CertificateRules);

impl CertificateRules {
    /// A year's notice: a course for a new certificate is a matter of a school year.
    #[must_use]
    pub const fn one_year() -> Preset<Self> {
        Preset::new("certificates-one-year", include_str!("../presets/certificates-one-year.json"))
    }
}

impl CertificateRulesDraft {
    fn check(self) -> Result<Self, CertificateRulesError> {
        match self.notice_days {
            0 => Err(CertificateRulesError::NoNotice),
            1..=3_660 => Ok(self),
            days => Err(CertificateRulesError::TooLong { days }),
        }
    }
}

/// Why there are no such rules.
///
/// # Example
///
/// ```
/// use collegium_staff::CertificateRulesError;
/// assert_eq!(CertificateRulesError::NoNotice.to_string(), "a notice of 0 days is none: give at least 1");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum CertificateRulesError {
    /// No time is given.
    #[error("a notice of 0 days is none: give at least 1")]
    NoNotice,
    /// More than ten years.
    #[error("a notice of {days} days is too long: give at most 3660")]
    TooLong {
        /// What was given.
        days: u32,
    },
}
