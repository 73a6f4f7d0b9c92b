//! Spans of days.

use std::{fmt, str::FromStr};

use chrono::{Datelike, NaiveDate};
use thiserror::Error;

use crate::text::excerpt;

/// The days from a first to a last one, both included.
///
/// It is always bounded; what has no fixed end is a [`Validity`](crate::Validity).
///
/// # Validity
///
/// The last day does not lie before the first; both lie in the years 0001 to 9999.
///
/// # Wire form
///
/// A string: both days, `"2024-09-01/2025-08-31"`.
///
/// # Example
///
/// ```
/// use collegium_core::Period;
///
/// let year: Period = "2024-09-01/2025-08-31".parse().unwrap();
/// assert_eq!(year.first(), "2024-09-01".parse().unwrap());
/// assert_eq!(year.last(), "2025-08-31".parse().unwrap());
/// assert_eq!(year.days(), 365);
/// assert_eq!(Period::new(year.first(), year.last()), Ok(year));
/// assert!(Period::new(year.last(), year.first()).is_err());
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Period {
    first: NaiveDate,
    last: NaiveDate,
}

impl Period {
    /// The days from the first to the last, both included.
    ///
    /// # Errors
    ///
    /// [`PeriodError::Reversed`], or [`PeriodError::OutOfRange`] for a day beyond the years 0001 to 9999.
    pub fn new(first: NaiveDate, last: NaiveDate) -> Result<Self, PeriodError> {
        if last < first {
            return Err(PeriodError::Reversed { first, last });
        }
        match [first, last].into_iter().find(|day| !(1..=9_999).contains(&day.year())) {
            Some(day) => Err(PeriodError::OutOfRange { day }),
            None => Ok(Self { first, last }),
        }
    }

    /// A single day.
    ///
    /// # Example
    ///
    /// ```
    /// use chrono::NaiveDate;
    /// use collegium_core::Period;
    /// let day = Period::day("2024-02-29".parse().unwrap()).unwrap();
    /// assert_eq!((day.to_string().as_str(), day.days()), ("2024-02-29/2024-02-29", 1));
    /// assert!(Period::day(NaiveDate::MAX).is_err());
    /// ```
    ///
    /// # Errors
    ///
    /// [`PeriodError::OutOfRange`] for a day beyond the years 0001 to 9999.
    pub fn day(day: NaiveDate) -> Result<Self, PeriodError> {
        Self::new(day, day)
    }

    /// The first day.
    #[must_use]
    pub const fn first(self) -> NaiveDate {
        self.first
    }

    /// The last day; it belongs to the period.
    #[must_use]
    pub const fn last(self) -> NaiveDate {
        self.last
    }

    /// The number of days, both ends counted: at least 1.
    #[must_use]
    pub fn days(self) -> u32 {
        self.first.num_days_from_ce().abs_diff(self.last.num_days_from_ce()) + 1
    }

    /// Each day, in order.
    ///
    /// # Example
    ///
    /// ```
    /// use collegium_core::Period;
    /// let period: Period = "2024-02-28/2024-03-01".parse().unwrap();
    /// let days: Vec<_> = period.each_day().map(|day| day.to_string()).collect();
    /// assert_eq!(days, ["2024-02-28", "2024-02-29", "2024-03-01"]);
    /// ```
    pub fn each_day(self) -> impl Iterator<Item = NaiveDate> {
        self.first.iter_days().take_while(move |day| *day <= self.last)
    }

    /// Whether the day is one of the period's.
    ///
    /// # Example
    ///
    /// ```
    /// use collegium_core::Period;
    /// let may: Period = "2024-05-01/2024-05-31".parse().unwrap();
    /// assert!(may.contains(may.first()) && may.contains(may.last()));
    /// assert!(!may.contains("2024-06-01".parse().unwrap()));
    /// ```
    #[must_use]
    pub fn contains(self, day: NaiveDate) -> bool {
        self.first <= day && day <= self.last
    }

    /// Whether every day of the other is one of this.
    ///
    /// # Example
    ///
    /// ```
    /// use collegium_core::Period;
    /// let year: Period = "2024-01-01/2024-12-31".parse().unwrap();
    /// let stay: Period = "2024-12-20/2025-01-10".parse().unwrap();
    /// assert!(year.covers(&year));
    /// assert!(!year.covers(&stay));
    /// ```
    #[must_use]
    pub fn covers(self, other: &Self) -> bool {
        self.first <= other.first && other.last <= self.last
    }

    /// Whether the two have a day in common.
    ///
    /// # Example
    ///
    /// ```
    /// use collegium_core::Period;
    /// let may: Period = "2024-05-01/2024-05-31".parse().unwrap();
    /// let stay: Period = "2024-05-31/2024-06-10".parse().unwrap();
    /// let next: Period = "2024-06-01/2024-06-30".parse().unwrap();
    /// assert!(may.overlaps(&stay));
    /// assert!(!may.overlaps(&next));
    /// ```
    #[must_use]
    pub fn overlaps(self, other: &Self) -> bool {
        self.first <= other.last && other.first <= self.last
    }

    /// The days that both have; `None` if there are none.
    ///
    /// # Example
    ///
    /// ```
    /// use collegium_core::Period;
    /// let may: Period = "2024-05-01/2024-05-31".parse().unwrap();
    /// let stay: Period = "2024-05-20/2024-06-10".parse().unwrap();
    /// assert_eq!(may.intersection(&stay), "2024-05-20/2024-05-31".parse().ok());
    /// assert_eq!(may.intersection(&"2024-06-01/2024-06-02".parse().unwrap()), None);
    /// ```
    #[must_use]
    pub fn intersection(self, other: &Self) -> Option<Self> {
        let common = Self { first: self.first.max(other.first), last: self.last.min(other.last) };
        self.overlaps(other).then_some(common)
    }

    /// The parts that lie in each calendar year, with the year, in order.
    ///
    /// They cover the period exactly, so that days abroad over New Year are counted once, each in its own year.
    ///
    /// # Example
    ///
    /// ```
    /// use collegium_core::Period;
    /// let stay: Period = "2024-12-20/2025-01-10".parse().unwrap();
    /// let parts: Vec<_> = stay.by_calendar_year().map(|(year, part)| (year, part.days())).collect();
    /// assert_eq!(parts, [(2024, 12), (2025, 10)]);
    /// ```
    pub fn by_calendar_year(self) -> impl Iterator<Item = (i32, Self)> {
        (self.first.year()..=self.last.year()).filter_map(move |year| {
            let first = NaiveDate::from_ymd_opt(year, 1, 1)?;
            let last = NaiveDate::from_ymd_opt(year, 12, 31)?;
            Some((year, self.intersection(&Self { first, last })?))
        })
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.first, self.last)
    }
}

impl FromStr for Period {
    type Err = PeriodError;

    fn from_str(text: &str) -> Result<Self, PeriodError> {
        let days = text.split_once('/').and_then(|(first, last)| parse_day(first).zip(parse_day(last)));
        let (first, last) = days.ok_or_else(|| PeriodError::NotAPeriod { value: excerpt(text) })?;
        Self::new(first, last)
    }
}

crate::text_form!(Period, "a period");

/// Reads a day in the one way it is printed, such as `2024-09-01`.
pub(crate) fn parse_day(text: &str) -> Option<NaiveDate> {
    if let &[y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = text.as_bytes() {
        let number = |digits: &[u8]| {
            digits.iter().try_fold(0, |number, &digit| Some(number * 10 + char::from(digit).to_digit(10)?))
        };
        let year = number(&[y1, y2, y3, y4]).and_then(|year| i32::try_from(year).ok())?;
        return NaiveDate::from_ymd_opt(year, number(&[m1, m2])?, number(&[d1, d2])?);
    }
    // A year of other than four digits. chrono itself also reads `2024-9-1` and blanks.
    text.parse().ok().filter(|day: &NaiveDate| day.to_string() == text)
}

/// Why there is no such period.
///
/// # Example
///
/// ```
/// use collegium_core::{Period, period::PeriodError};
/// let message = |text: &str| text.parse::<Period>().unwrap_err().to_string();
/// assert_eq!(
///     message("2024-09-01/2024-08-31"),
///     "the period from 2024-09-01 to 2024-08-31 is reversed: its last day must not lie before its first"
/// );
/// assert_eq!(
///     message("2023-02-29/2023-03-01"),
///     "`2023-02-29/2023-03-01` is not a period: write its first and last day, such as `2024-09-01/2025-08-31`"
/// );
/// assert!(matches!("0000-01-01/2024-01-01".parse::<Period>(), Err(PeriodError::OutOfRange { .. })));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum PeriodError {
    /// The last day lies before the first.
    #[error("the period from {first} to {last} is reversed: its last day must not lie before its first")]
    Reversed {
        /// The first day that was given.
        first: NaiveDate,
        /// The last day that was given.
        last: NaiveDate,
    },
    /// A day lies beyond what four digits of a year can say.
    #[error("{day} cannot be a day of a period: the years go from 0001 to 9999")]
    OutOfRange {
        /// The day.
        day: NaiveDate,
    },
    /// The text is not a period.
    #[error("`{value}` is not a period: write its first and last day, such as `2024-09-01/2025-08-31`")]
    NotAPeriod {
        /// What was given, shortened if long.
        value: String,
    },
}
