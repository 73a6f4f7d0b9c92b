//! The reports a giver asks for.

use chrono::{Days, NaiveDate};
use collegium_core::Period;
use serde::{Deserialize, Serialize};

use super::FundTermsDraft;

collegium_core::identifier! {
    /// What a report is called: `annual`, `final`.
    ///
    /// # Example
    ///
    /// ```
    /// use collegium_funding::ReportName;
    /// assert_eq!(ReportName::new("final").unwrap().as_str(), "final");
    /// ```
    pub struct ReportName("report");
}

/// What a report is about.
///
/// # Example
///
/// ```
/// use collegium_funding::ReportEvery;
/// assert_eq!(serde_json::to_string(&ReportEvery::Year).unwrap(), "\"year\"");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReportEvery {
    /// Each calendar year of the fund, or the part of it that the fund has.
    Year,
    /// The fund's days as a whole.
    Fund,
}

/// A report that is to be handed in after each period.
///
/// # Wire form
///
/// `{"name":"annual","every":"year","within_days":60}`.
///
/// # Example
///
/// ```
/// use collegium_funding::{ReportEvery, ReportingDuty};
/// let duty: ReportingDuty =
///     serde_json::from_str(r#"{"name":"annual","every":"year","within_days":60}"#).unwrap();
/// assert_eq!((duty.every, duty.within_days), (ReportEvery::Year, 60));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReportingDuty {
    /// The report.
    pub name: ReportName,
    /// What one is about.
    pub every: ReportEvery,
    /// Within how many days after the last day of that.
    pub within_days: u16,
}

/// A report that was handed in.
///
/// # Wire form
///
/// `{"name":"annual","until":"2026-12-31","on":"2027-02-15"}`.
///
/// # Example
///
/// ```
/// use collegium_funding::Report;
/// let report: Report =
///     serde_json::from_str(r#"{"name":"annual","until":"2026-12-31","on":"2027-02-15"}"#).unwrap();
/// assert_eq!(report.on.to_string(), "2027-02-15");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Report {
    /// Which.
    pub name: ReportName,
    /// The last day of what it is about.
    #[serde(with = "collegium_core::date")]
    pub until: NaiveDate,
    /// The day it was handed in.
    #[serde(with = "collegium_core::date")]
    pub on: NaiveDate,
}

/// A report that is asked for.
///
/// # Example
///
/// ```
/// use collegium_funding::FundTerms;
/// let terms = FundTerms::eu_actual_costs().load().unwrap();
/// let due = terms.reports_due("2026-09-01/2028-08-31".parse().unwrap());
/// assert_eq!((due[0].name.as_str(), due[0].until.to_string()), ("final", "2028-08-31".to_owned()));
/// assert_eq!(due[0].due.to_string(), "2028-10-30");
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportDue {
    /// Which.
    pub name: ReportName,
    /// The last day of what it is about.
    pub until: NaiveDate,
    /// The last day it may be handed in.
    pub due: NaiveDate,
}

impl FundTermsDraft {
    /// Every report that a fund of these days asks for, by the day it is due.
    #[must_use]
    pub fn reports_due(&self, days: Period) -> Vec<ReportDue> {
        let of_duty = |duty: &ReportingDuty| -> Vec<NaiveDate> {
            match duty.every {
                ReportEvery::Year => days.by_calendar_year().map(|(_, part)| part.last()).collect(),
                ReportEvery::Fund => vec![days.last()],
            }
        };
        let due = self.reports.iter().flat_map(|duty| {
            of_duty(duty).into_iter().map(|until| {
                let due = until.checked_add_days(Days::new(duty.within_days.into()));
                ReportDue { name: duty.name.clone(), until, due: due.unwrap_or(NaiveDate::MAX) }
            })
        });
        let mut due: Vec<_> = due.collect();
        due.sort_by(|a, b| (a.due, &a.name).cmp(&(b.due, &b.name)));
        due
    }
}
