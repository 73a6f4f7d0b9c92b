//! What is looked for in a budget, and how serious it is.

use collegium_core::{Preset, Severity, Share, Source, Status};
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// The fields of [`FundRules`] before they are checked.
///
/// # Example
///
/// ```
/// use collegium_funding::{FundRules, FundRulesError};
/// let mut draft = FundRules::watch().load().unwrap().draft();
/// draft.closing_days = 0;
/// assert_eq!(FundRules::try_from(draft), Err(FundRulesError::NoDays { field: "closing_days" }));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FundRulesDraft {
    /// How many days before the last day of a fund its lines are to be looked at; that day itself counts as 0 before.
    pub closing_days: u32,
    /// The share of a line's allotment that is to be spent by then, at least.
    pub closing_share: Share,
    /// How many days a commitment may be open.
    pub commitment_days: u32,
    /// How serious it is if less is spent: `FU0103`.
    pub low_execution: Severity,
    /// How serious a commitment is that is open for longer: `FU0101`.
    pub stale_commitment: Severity,
    /// How serious it is if a fund has ended with commitments open: `FU0102`.
    pub ended: Severity,
    /// How serious money is that was promised or spent outside the days of its fund: `FU0105`.
    pub outside_validity: Severity,
    /// How serious a shift between purposes without a reason is: `FU0106`.
    pub unexplained_shift: Severity,
    /// How serious a purpose is that the catalogue does not list: `FU0104`.
    pub unlisted_purpose: Severity,
    /// The document the rules rest on.
    pub source: Source,
    /// Whether that document was read.
    pub status: Status,
}

/// How an institution watches over its funds.
///
/// That a line is never overdrawn, and money with a purpose never spent on another, is no rule to choose: a
/// [`Budget`](crate::Budget) refuses it.
///
/// # Validity
///
/// Both numbers of days from 1 to ten years (3,660 days).
///
/// # Wire form
///
/// An object of the fields: `{"closing_days":92,"closing_share":"75%",…,"source":{…},"status":"unverified"}`.
///
/// # Example
///
/// ```
/// use collegium_funding::FundRules;
/// let rules = FundRules::watch().load().unwrap();
/// assert_eq!((rules.closing_days, rules.closing_share.to_string().as_str(), rules.commitment_days), (92, "75%", 180));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "FundRulesDraft", into = "FundRulesDraft")]
pub struct FundRules(FundRulesDraft);

collegium_core::record!(FundRules, FundRulesDraft, FundRulesError);
collegium_core::rules!(FundRules);

impl FundRules {
    /// Three quarters spent when the last quarter of the year begins; half a year for a commitment.
    #[must_use]
    pub const fn watch() -> Preset<Self> {
        Preset::new("fund-watch", include_str!("../presets/fund-watch.json"))
    }
}

impl FundRulesDraft {
    fn check(self) -> Result<Self, FundRulesError> {
        let days = [("closing_days", self.closing_days), ("commitment_days", self.commitment_days)];
        for (field, days) in days {
            match days {
                0 => return Err(FundRulesError::NoDays { field }),
                1..=3_660 => {}
                _ => return Err(FundRulesError::TooLong { field, days }),
            }
        }
        Ok(self)
    }
}

/// Why there are no such rules.
///
/// # Example
///
/// ```
/// use collegium_funding::FundRulesError;
/// assert_eq!(
///     FundRulesError::NoDays { field: "commitment_days" }.to_string(),
///     "`commitment_days` cannot be 0: give at least 1"
/// );
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum FundRulesError {
    /// No time is given.
    #[error("`{field}` cannot be 0: give at least 1")]
    NoDays {
        /// The field.
        field: &'static str,
    },
    /// More than ten years.
    #[error("`{field}` cannot be {days}: give at most 3660")]
    TooLong {
        /// The field.
        field: &'static str,
        /// What was given.
        days: u32,
    },
}
