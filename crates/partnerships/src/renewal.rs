//! When an agreement must be looked at again.

use collegium_core::{Preset, Severity, Source, Status};
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// The fields of [`RenewalRules`] before they are checked.
///
/// # Example
///
/// ```
/// use collegium_partnerships::{RenewalRules, RenewalRulesError};
/// let mut draft = RenewalRules::one_year().load().unwrap().draft();
/// draft.notice_days = 0;
/// assert_eq!(RenewalRules::try_from(draft), Err(RenewalRulesError::NoNotice));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RenewalRulesDraft {
    /// How many days before its last day an agreement is to be looked at.
    pub notice_days: u32,
    /// How serious an agreement is that ends within that time.
    pub ending: Severity,
    /// How serious one is that ran out and was neither renewed nor terminated.
    pub lapsed: Severity,
    /// How serious it is if nobody answers for an agreement on one of the two levels.
    pub unanswered: Severity,
    /// The document the rules rest on.
    pub source: Source,
    /// Whether that document was read.
    pub status: Status,
}

/// How an institution watches over its agreements.
///
/// # Validity
///
/// Notice of at least one day and at most ten years (3,660 days).
///
/// # Wire form
///
/// `{"notice_days":365,"ending":"warning","lapsed":"warning","unanswered":"warning","source":{…},"status":"unverified"}`.
///
/// # Example
///
/// ```
/// use collegium_partnerships::RenewalRules;
/// assert_eq!(RenewalRules::one_year().load().unwrap().notice_days, 365);
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "RenewalRulesDraft", into = "RenewalRulesDraft")]
pub struct RenewalRules(RenewalRulesDraft);

collegium_core::record!(RenewalRules, RenewalRulesDraft, RenewalRulesError);
collegium_core::rules!(RenewalRules);

impl RenewalRules {
    /// A year's notice.
    #[must_use]
    pub const fn one_year() -> Preset<Self> {
        Preset::new("renewal-one-year", include_str!("../presets/renewal-one-year.json"))
    }
}

impl RenewalRulesDraft {
    fn check(self) -> Result<Self, RenewalRulesError> {
        match self.notice_days {
            0 => Err(RenewalRulesError::NoNotice),
            1..=3_660 => Ok(self),
            days => Err(RenewalRulesError::TooLong { days }),
        }
    }
}

/// Why there are no such rules.
///
/// # Example
///
/// ```
/// use collegium_partnerships::RenewalRulesError;
/// assert_eq!(RenewalRulesError::NoNotice.to_string(), "a notice of 0 days is none: give at least 1");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum RenewalRulesError {
    /// No time is given.
    #[error("a notice of 0 days is none: give at least 1")]
    NoNotice,
    /// More than ten years.
    #[error("a notice of {days} days is longer than any agreement: give at most 3660")]
    TooLong {
        /// What was given.
        days: u32,
    },
}
