//! Working days.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate, Weekday};
use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::{
    LocalizedText, Period,
    preset::Preset,
    source::{Source, Status},
};

/// The fields of a [`WorkCalendar`].
///
/// # Example
///
/// ```
/// use collegium_core::{LocalizedText, WorkCalendar};
/// // A college closes on its own founding day, too.
/// let mut draft = WorkCalendar::cn().load().unwrap().draft();
/// let day = "2026-05-20".parse().unwrap();
/// draft.holidays.insert(day, LocalizedText::new([("en", "Founding day")]).unwrap());
/// let own = WorkCalendar::try_from(draft).unwrap();
/// assert_eq!(own.is_working_day(day), Ok(false));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WorkCalendarDraft {
    /// The days of the week on which nobody works.
    pub weekend: Vec<Weekday>,
    /// The days for which holidays and exchanged days are known.
    pub covers: Period,
    /// The holidays with their names; those on a weekend may be listed too.
    #[serde(with = "crate::date::map")]
    pub holidays: BTreeMap<NaiveDate, LocalizedText>,
    /// The days of a weekend on which people work all the same, such as those exchanged (调休) for a long holiday.
    #[serde(with = "crate::date::list")]
    pub makeup: Vec<NaiveDate>,
    /// The document that fixes the holidays.
    pub source: Source,
    /// Whether the document was read.
    pub status: Status,
}

impl WorkCalendarDraft {
    fn check(mut self) -> Result<Self, WorkCalendarError> {
        self.weekend.sort_by_key(Weekday::num_days_from_monday);
        self.makeup.sort_unstable();
        if let Some(weekday) = repeated(&self.weekend) {
            return Err(WorkCalendarError::WeekdayTwice { weekday });
        }
        if self.weekend.len() == 7 {
            return Err(WorkCalendarError::NoWeekday);
        }
        if let Some(day) = repeated(&self.makeup) {
            return Err(WorkCalendarError::MakeupTwice { day });
        }
        let covers = self.covers;
        let mut listed = self.holidays.keys().chain(&self.makeup).copied();
        if let Some(day) = listed.find(|day| !covers.contains(*day)) {
            return Err(WorkCalendarError::NotCovered { day, covers });
        }
        for &day in &self.makeup {
            if self.holidays.contains_key(&day) {
                return Err(WorkCalendarError::Both { day });
            }
            if !self.is_weekend(day) {
                return Err(WorkCalendarError::MakeupOnWeekday { day, weekday: day.weekday() });
            }
        }
        Ok(self)
    }

    fn is_weekend(&self, day: NaiveDate) -> bool {
        self.weekend.contains(&day.weekday())
    }
}

/// The first value that comes twice in a sorted list.
fn repeated<T: Copy + PartialEq>(sorted: &[T]) -> Option<T> {
    let pairs = sorted.iter().zip(sorted.iter().skip(1));
    pairs.filter(|(one, next)| one == next).map(|(one, _)| *one).next()
}

/// On which days people work: weekends, holidays, and weekend days that are worked in exchange.
///
/// It answers only for the days it covers. Beyond them it refuses, since a holiday that is not announced yet is not a
/// working day.
///
/// # Validity
///
/// Not all seven days are weekend; holidays and exchanged days lie inside `covers`; an exchanged day lies on a weekend
/// and is no holiday; nothing is listed twice. Lists are put in order.
///
/// # Wire form
///
/// `{"weekend":["Sat","Sun"],"covers":"2025-01-01/2026-12-31","holidays":{"2025-01-01":{"en":"New Year's Day"}},
/// "makeup":["2025-01-26"],"source":{…},"status":"unverified"}`.
///
/// # Example
///
/// ```
/// use collegium_core::WorkCalendar;
///
/// let calendar = WorkCalendar::cn().load().unwrap();
/// let day = |text: &str| text.parse().unwrap();
/// assert_eq!(calendar.is_working_day(day("2025-10-01")), Ok(false), "National Day");
/// assert_eq!(calendar.is_working_day(day("2025-10-11")), Ok(true), "a Saturday, exchanged");
/// // From the last working day before the holiday to the first after it.
/// assert_eq!(calendar.after(day("2025-09-30"), 1), Ok(day("2025-10-09")));
/// assert_eq!(calendar.before(day("2025-10-09"), 1), Ok(day("2025-09-30")));
/// assert_eq!(calendar.working_days(&"2025-01-01/2025-12-31".parse().unwrap()), Ok(248));
/// assert!(calendar.is_working_day(day("2024-12-31")).is_err());
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "WorkCalendarDraft", into = "WorkCalendarDraft")]
pub struct WorkCalendar(WorkCalendarDraft);

crate::record!(WorkCalendar, WorkCalendarDraft, WorkCalendarError);
crate::rules!(WorkCalendar);

impl WorkCalendar {
    /// The public holidays of mainland China in 2025 and 2026.
    #[must_use]
    pub const fn cn() -> Preset<Self> {
        Preset::new("workdays-cn", include_str!("../presets/workdays-cn.json"))
    }

    /// Whether people work on the day.
    ///
    /// # Errors
    ///
    /// [`WorkCalendarError::NotCovered`] for a day the calendar does not cover.
    pub fn is_working_day(&self, day: NaiveDate) -> Result<bool, WorkCalendarError> {
        let covers = self.covers;
        if !covers.contains(day) {
            return Err(WorkCalendarError::NotCovered { day, covers });
        }
        let exchanged = self.makeup.binary_search(&day).is_ok();
        Ok(exchanged || !self.is_weekend(day) && !self.holidays.contains_key(&day))
    }

    /// The number of working days in the period, both its ends included.
    ///
    /// # Errors
    ///
    /// [`WorkCalendarError::NotCovered`] for the first day the calendar does not cover.
    pub fn working_days(&self, period: &Period) -> Result<u32, WorkCalendarError> {
        let mut days = 0;
        for day in period.each_day() {
            days += u32::from(self.is_working_day(day)?);
        }
        Ok(days)
    }

    /// The `count`-th working day after the day, which is not counted itself: 1 asks for the next one.
    ///
    /// # Example
    ///
    /// ```
    /// use collegium_core::WorkCalendar;
    /// let calendar = WorkCalendar::cn().load().unwrap();
    /// // A trip report is due ten working days after Friday, 25 April 2025: Sunday the 27th counts, 1 to 5 May do not.
    /// let due = calendar.after("2025-04-25".parse().unwrap(), 10).unwrap();
    /// assert_eq!(due.to_string(), "2025-05-13");
    /// assert_eq!(
    ///     calendar.after("2026-12-30".parse().unwrap(), 2).unwrap_err().to_string(),
    ///     "2027-01-01 is not covered: the holidays are known for 2025-01-01/2026-12-31 only"
    /// );
    /// ```
    ///
    /// # Errors
    ///
    /// [`WorkCalendarError::NotCovered`] if the way there leaves the days the calendar covers,
    /// [`WorkCalendarError::NoCount`] if `count` is 0.
    pub fn after(&self, day: NaiveDate, count: u32) -> Result<NaiveDate, WorkCalendarError> {
        self.nth(day, day.iter_days().skip(1), count)
    }

    /// The `count`-th working day before the day, which is not counted itself: 1 asks for the last one before it.
    ///
    /// # Errors
    ///
    /// As for [`after`](Self::after).
    pub fn before(&self, day: NaiveDate, count: u32) -> Result<NaiveDate, WorkCalendarError> {
        self.nth(day, day.iter_days().rev().skip(1), count)
    }

    fn nth(
        &self,
        from: NaiveDate,
        days: impl Iterator<Item = NaiveDate>,
        count: u32,
    ) -> Result<NaiveDate, WorkCalendarError> {
        let mut left = count.checked_sub(1).ok_or(WorkCalendarError::NoCount)?;
        for day in days {
            match (self.is_working_day(day)?, left) {
                (true, 0) => return Ok(day),
                (works, _) => left -= u32::from(works),
            }
        }
        // Only at the first or last date there is.
        Err(WorkCalendarError::NotCovered { day: from, covers: self.covers })
    }
}

/// Why there is no such calendar of working days, or why it has no answer.
///
/// # Example
///
/// ```
/// use collegium_core::{WorkCalendar, workday::WorkCalendarError};
/// let calendar = WorkCalendar::cn().load().unwrap();
/// let day = "2025-03-03".parse().unwrap();
/// assert_eq!(calendar.after(day, 0), Err(WorkCalendarError::NoCount));
///
/// let mut draft = calendar.draft();
/// draft.makeup.push(day);
/// assert_eq!(
///     WorkCalendar::try_from(draft).unwrap_err().to_string(),
///     "2025-03-03 cannot be worked in exchange: it is a Mon, which is no weekend day"
/// );
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum WorkCalendarError {
    /// A day of the week is listed twice as weekend.
    #[error("{weekday} is listed twice in the weekend")]
    WeekdayTwice {
        /// The day of the week.
        weekday: Weekday,
    },
    /// Every day is weekend.
    #[error("the weekend cannot have all seven days of the week")]
    NoWeekday,
    /// An exchanged day is listed twice.
    #[error("{day} is listed twice among the days worked in exchange")]
    MakeupTwice {
        /// The day.
        day: NaiveDate,
    },
    /// A day is both a holiday and worked in exchange.
    #[error("{day} cannot be both a holiday and worked in exchange")]
    Both {
        /// The day.
        day: NaiveDate,
    },
    /// A day that is worked anyway cannot be worked in exchange.
    #[error("{day} cannot be worked in exchange: it is a {weekday}, which is no weekend day")]
    MakeupOnWeekday {
        /// The day.
        day: NaiveDate,
        /// Its day of the week.
        weekday: Weekday,
    },
    /// A day lies beyond those for which the holidays are known.
    #[error("{day} is not covered: the holidays are known for {covers} only")]
    NotCovered {
        /// The day.
        day: NaiveDate,
        /// The days that are covered.
        covers: Period,
    },
    /// The working day number 0 was asked for.
    #[error("working days are counted from 1: 0 names none")]
    NoCount,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_years_have_the_working_days_they_are_known_for() {
        // 365 days less 104 of weekends and 13 statutory holidays, whatever is exchanged.
        let calendar = WorkCalendar::cn().load().unwrap();
        for year in ["2025-01-01/2025-12-31", "2026-01-01/2026-12-31"] {
            assert_eq!(calendar.working_days(&year.parse().unwrap()), Ok(248), "{year}");
        }
    }

    #[test]
    fn the_day_before_the_calendar_may_be_counted_from_but_not_through() {
        let calendar = WorkCalendar::cn().load().unwrap();
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        assert_eq!(calendar.after(day("2024-12-31"), 1), Ok(day("2025-01-02")));
        assert!(calendar.after(day("2024-12-30"), 1).is_err());
        assert_eq!(calendar.before(day("2027-01-01"), 1), Ok(day("2026-12-31")));
        assert!(calendar.before(day("2027-01-02"), 1).is_err());
        assert!(calendar.after(NaiveDate::MAX, 1).is_err());
        assert!(calendar.before(NaiveDate::MIN, 1).is_err());
        let over = "2026-12-01/2027-01-01".parse().unwrap();
        assert!(matches!(
            calendar.working_days(&over),
            Err(WorkCalendarError::NotCovered { day: first, .. }) if first == day("2027-01-01")
        ));
    }
}
