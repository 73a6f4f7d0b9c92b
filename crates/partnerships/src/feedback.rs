//! What is owed after an activity.

use collegium_core::{Preset, Severity, Source, Status};
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// The fields of [`FeedbackRules`] before they are checked.
///
/// # Example
///
/// ```
/// use collegium_partnerships::FeedbackRules;
/// let mut draft = FeedbackRules::one_month().load().unwrap().draft();
/// draft.within_days = 4_000;
/// assert!(FeedbackRules::try_from(draft).is_err());
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FeedbackRulesDraft {
    /// How many days after the last day of an activity its result is due.
    pub within_days: u32,
    /// How serious it is if it is not there by then.
    pub severity: Severity,
    /// The document the rules rest on.
    pub source: Source,
    /// Whether that document was read.
    pub status: Status,
}

/// When the result of an activity must be told to the departments.
///
/// # Validity
///
/// At most a year (366 days); 0 means that it is due on the last day itself.
///
/// # Wire form
///
/// `{"within_days":30,"severity":"warning","source":{…},"status":"unverified"}`.
///
/// # Example
///
/// ```
/// use collegium_partnerships::FeedbackRules;
/// assert_eq!(FeedbackRules::one_month().load().unwrap().within_days, 30);
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "FeedbackRulesDraft", into = "FeedbackRulesDraft")]
pub struct FeedbackRules(FeedbackRulesDraft);

collegium_core::record!(FeedbackRules, FeedbackRulesDraft, FeedbackRulesError);
collegium_core::rules!(FeedbackRules);

impl FeedbackRules {
    /// A month's time.
    #[must_use]
    pub const fn one_month() -> Preset<Self> {
        Preset::new("feedback-one-month", include_str!("../presets/feedback-one-month.json"))
    }
}

impl FeedbackRulesDraft {
    fn check(self) -> Result<Self, FeedbackRulesError> {
        let days = self.within_days;
        if days > 366 { Err(FeedbackRulesError::TooLong { days }) } else { Ok(self) }
    }
}

/// Why there are no such rules.
///
/// # Example
///
/// ```
/// use collegium_partnerships::FeedbackRulesError;
/// assert_eq!(
///     FeedbackRulesError::TooLong { days: 400 }.to_string(),
///     "feedback after 400 days comes too late for the next year: give at most 366"
/// );
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum FeedbackRulesError {
    /// More than a year.
    #[error("feedback after {days} days comes too late for the next year: give at most 366")]
    TooLong {
        /// What was given.
        days: u32,
    },
}
