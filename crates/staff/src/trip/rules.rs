//! What is due after a trip.

use std::fmt;

use chrono::{Days, Months, NaiveDate};
use collegium_core::{Preset, Severity, Source, source::Status};
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// A time within which something is due, counted from the day after a given one.
///
/// # Wire form
///
/// `{"days":30}` or `{"months":1}`.
///
/// # Example
///
/// ```
/// use collegium_staff::TimeLimit;
/// let returned = "2026-01-31".parse().unwrap();
/// let last = |limit: TimeLimit| limit.last_day(returned).unwrap().to_string();
/// assert_eq!(last(TimeLimit::Days(30)), "2026-03-02");
/// // The same day of the month, or its last day where there is none such.
/// assert_eq!(last(TimeLimit::Months(1)), "2026-02-28");
/// assert_eq!(TimeLimit::Months(1).to_string(), "1 month");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TimeLimit {
    /// So many days.
    Days(u32),
    /// So many months.
    Months(u32),
}

impl TimeLimit {
    /// The last day on which it is still in time; `None` if that lies beyond the calendar.
    #[must_use]
    pub fn last_day(self, from: NaiveDate) -> Option<NaiveDate> {
        match self {
            Self::Days(days) => from.checked_add_days(Days::new(days.into())),
            Self::Months(months) => from.checked_add_months(Months::new(months)),
        }
    }

    const fn most(self) -> u32 {
        match self {
            Self::Days(_) => 3_660,
            Self::Months(_) => 120,
        }
    }

    const fn count(self) -> u32 {
        match self {
            Self::Days(count) | Self::Months(count) => count,
        }
    }
}

impl fmt::Display for TimeLimit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let unit = match self {
            Self::Days(_) => "day",
            Self::Months(_) => "month",
        };
        let count = self.count();
        write!(f, "{count} {unit}{}", if count == 1 { "" } else { "s" })
    }
}

/// The fields of [`TripRules`] before they are checked.
///
/// # Example
///
/// ```
/// use collegium_staff::{TimeLimit, TripRules};
/// let mut draft = TripRules::one_month().load().unwrap().draft();
/// draft.report_within = TimeLimit::Days(0);
/// assert_eq!(
///     TripRules::try_from(draft).unwrap_err().to_string(),
///     "a report cannot be due within 0 days: give 1 to 3660"
/// );
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TripRulesDraft {
    /// How long after the return the report is due.
    pub report_within: TimeLimit,
    /// How serious it is that a report is not there in time.
    pub unreported: Severity,
    /// The document the rules rest on.
    pub source: Source,
    /// Whether that document was read.
    pub status: Status,
}

/// What an institution asks for after a trip.
///
/// # Validity
///
/// A report is due within 1 to 3,660 days, or 1 to 120 months.
///
/// # Wire form
///
/// `{"report_within":{"months":1},"unreported":"violation","source":{…},"status":"verified"}`.
///
/// # Example
///
/// ```
/// use collegium_staff::{TimeLimit, TripRules};
/// let preset = TripRules::one_month();
/// assert_eq!(preset.load().unwrap().report_within, TimeLimit::Months(1));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "TripRulesDraft", into = "TripRulesDraft")]
pub struct TripRules(TripRulesDraft);

collegium_core::record!(TripRules, TripRulesDraft, TripRulesError);
collegium_core::rules!(TripRules);

impl TripRules {
    /// The report within one month of the return, as Chinese universities apply the ministry's rule.
    #[must_use]
    pub const fn one_month() -> Preset<Self> {
        Preset::new("trip-report-one-month", include_str!("../../presets/trip-report-one-month.json"))
    }
}

impl TripRulesDraft {
    fn check(self) -> Result<Self, TripRulesError> {
        let limit = self.report_within;
        if (1..=limit.most()).contains(&limit.count()) {
            Ok(self)
        } else {
            Err(TripRulesError::ReportLimit { limit, most: limit.most() })
        }
    }
}

/// Why there are no such rules.
///
/// # Example
///
/// ```
/// use collegium_staff::{TimeLimit, TripRulesError};
/// let error = TripRulesError::ReportLimit { limit: TimeLimit::Months(121), most: 120 };
/// assert_eq!(error.to_string(), "a report cannot be due within 121 months: give 1 to 120");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum TripRulesError {
    /// No time at all, or more than ten years.
    #[error("a report cannot be due within {limit}: give 1 to {most}")]
    ReportLimit {
        /// What was given.
        limit: TimeLimit,
        /// The most that is possible in this unit.
        most: u32,
    },
}
