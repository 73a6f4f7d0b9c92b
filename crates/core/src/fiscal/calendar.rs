//! Calendars of fiscal years.

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::FiscalYear;
use crate::{
    MonthDay, Period,
    preset::Preset,
    source::{Source, Status},
};

/// The calendar year that gives a fiscal year its name.
///
/// # Wire form
///
/// The variant in snake case: `"start_year"`.
///
/// # Example
///
/// ```
/// use collegium_core::fiscal::NamedFor;
/// assert_eq!(serde_json::to_string(&NamedFor::StartYear).unwrap(), "\"start_year\"");
/// assert_eq!(serde_json::from_str::<NamedFor>("\"end_year\"").unwrap(), NamedFor::EndYear);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NamedFor {
    /// The one in which it begins.
    StartYear,
    /// The one in which it ends.
    EndYear,
}

/// The fields of a [`FiscalCalendar`].
///
/// # Example
///
/// ```
/// use collegium_core::{FiscalCalendar, fiscal::{FiscalCalendarDraft, NamedFor}};
/// let draft = FiscalCalendarDraft {
///     begins: "10-01".parse().unwrap(),
///     named_for: NamedFor::EndYear,
///     ..FiscalCalendar::cn().load().unwrap().draft()
/// };
/// let calendar = FiscalCalendar::try_from(draft).unwrap();
/// assert_eq!(calendar.year_on("2024-10-01".parse().unwrap()).unwrap().to_string(), "FY2025");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FiscalCalendarDraft {
    /// The day on which each year begins.
    pub begins: MonthDay,
    /// The calendar year that gives it its name; `start_year` where it lies inside one.
    pub named_for: NamedFor,
    /// The document that fixes the day.
    pub source: Source,
    /// Whether the document was read.
    pub status: Status,
}

impl FiscalCalendarDraft {
    fn check(self) -> Result<Self, FiscalCalendarError> {
        let calendar_year = (self.begins.month(), self.begins.day()) == (1, 1);
        // One form for one calendar, so that equal ones compare equal.
        if calendar_year && self.named_for == NamedFor::EndYear {
            return Err(FiscalCalendarError::NamedFor);
        }
        Ok(self)
    }
}

/// When the fiscal years of an institution or a country begin, and how they are named.
///
/// # Validity
///
/// Years that begin on 1 January are named for their start.
///
/// # Wire form
///
/// `{"begins":"01-01","named_for":"start_year","source":{…},"status":"unverified"}`.
///
/// # Example
///
/// ```
/// use collegium_core::FiscalCalendar;
///
/// let calendar = FiscalCalendar::cn().load().unwrap();
/// let year = calendar.year_on("2024-12-31".parse().unwrap()).unwrap();
/// assert_eq!(year.to_string(), "FY2024");
/// assert_eq!(calendar.period(year).unwrap().to_string(), "2024-01-01/2024-12-31");
/// assert!(calendar.year_on("0000-12-31".parse().unwrap()).is_err());
/// ```
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "FiscalCalendarDraft", into = "FiscalCalendarDraft")]
pub struct FiscalCalendar(FiscalCalendarDraft);

crate::record!(FiscalCalendar, FiscalCalendarDraft, FiscalCalendarError);
crate::rules!(FiscalCalendar);

impl FiscalCalendar {
    /// The budget year of the People's Republic of China: the calendar year.
    #[must_use]
    pub const fn cn() -> Preset<Self> {
        Preset::new("fiscal-cn", include_str!("../../presets/fiscal-cn.json"))
    }

    /// The fiscal year to which the day belongs.
    ///
    /// # Errors
    ///
    /// [`FiscalCalendarError::NoYearOn`] if that year does not lie wholly in the calendar years 0001 to 9999.
    pub fn year_on(&self, day: NaiveDate) -> Result<FiscalYear, FiscalCalendarError> {
        let period = self.begins.twelve_months_on(day);
        let name = period.map(|period| match self.named_for {
            NamedFor::StartYear => period.first().year(),
            NamedFor::EndYear => period.last().year(),
        });
        name.and_then(|year| FiscalYear::new(year).ok()).ok_or(FiscalCalendarError::NoYearOn { day })
    }

    /// The days of a fiscal year.
    ///
    /// # Errors
    ///
    /// [`FiscalCalendarError::Beyond`] if the year begins before 0001 or ends after 9999.
    pub fn period(&self, year: FiscalYear) -> Result<Period, FiscalCalendarError> {
        let begins = match self.named_for {
            NamedFor::StartYear => year.year(),
            NamedFor::EndYear => year.year() - 1,
        };
        self.begins.twelve_months_from(begins).ok_or(FiscalCalendarError::Beyond { year })
    }
}

/// Why there is no such fiscal calendar, or why it has no answer.
///
/// # Example
///
/// ```
/// use collegium_core::{FiscalCalendar, fiscal::{FiscalCalendarDraft, FiscalCalendarError, NamedFor}};
/// let draft = FiscalCalendar::cn().load().unwrap().draft();
/// assert_eq!(
///     FiscalCalendar::try_from(FiscalCalendarDraft { named_for: NamedFor::EndYear, ..draft.clone() }),
///     Err(FiscalCalendarError::NamedFor)
/// );
///
/// let july = FiscalCalendarDraft { begins: "07-01".parse().unwrap(), ..draft };
/// assert_eq!(
///     FiscalCalendar::try_from(july).unwrap().period("FY9999".parse().unwrap()).unwrap_err().to_string(),
///     "the fiscal year `FY9999` reaches beyond the calendar years 0001 to 9999"
/// );
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum FiscalCalendarError {
    /// Years that lie inside one calendar year are to be named for their end.
    #[error("a year that begins on `01-01` ends in the same year: it is named for `start_year`")]
    NamedFor,
    /// The fiscal year reaches beyond what four digits of a calendar year can say.
    #[error("the fiscal year `{year}` reaches beyond the calendar years 0001 to 9999")]
    Beyond {
        /// The year that was asked for.
        year: FiscalYear,
    },
    /// The day belongs to a fiscal year that reaches beyond what four digits of a calendar year can say.
    #[error("{day} belongs to no fiscal year that lies wholly in the calendar years 0001 to 9999")]
    NoYearOn {
        /// The day that was asked for.
        day: NaiveDate,
    },
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_year_named_for_its_end_begins_in_the_year_before() {
        let shipped = FiscalCalendar::cn().load().unwrap().draft();
        let draft =
            FiscalCalendarDraft { begins: "04-01".parse().unwrap(), named_for: NamedFor::EndYear, ..shipped };
        let calendar = FiscalCalendar::try_from(draft).unwrap();
        let year = FiscalYear::new(2024).unwrap();
        assert_eq!(calendar.period(year).unwrap().to_string(), "2023-04-01/2024-03-31");
        assert_eq!(calendar.year_on("2023-04-01".parse().unwrap()), Ok(year));
        assert_eq!(calendar.year_on("2024-03-31".parse().unwrap()), Ok(year));

        let year = FiscalYear::new(1).unwrap();
        assert_eq!(calendar.period(year), Err(FiscalCalendarError::Beyond { year }));
        let day = "9999-04-01".parse().unwrap();
        assert_eq!(calendar.year_on(day), Err(FiscalCalendarError::NoYearOn { day }));
    }
}
