//! Days that come every year.

use std::{fmt, str::FromStr};

use chrono::{Datelike, NaiveDate};
use thiserror::Error;

use crate::{Period, text::excerpt};

/// A day that comes every year, on which a year or a term of a calendar begins: 1 September.
///
/// # Validity
///
/// A day of every year, so not 29 February.
///
/// # Wire form
///
/// A string: month and day, `"09-01"`.
///
/// # Example
///
/// ```
/// use collegium_core::MonthDay;
///
/// let opening = MonthDay::new(9, 1).unwrap();
/// assert_eq!((opening.month(), opening.day()), (9, 1));
/// assert_eq!(opening.to_string(), "09-01");
/// assert_eq!(opening.in_year(2024), "2024-09-01".parse().ok());
/// assert!("02-29".parse::<MonthDay>().is_err());
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MonthDay {
    month: u32,
    day: u32,
}

impl MonthDay {
    /// The day by the number of its month, from 1, and its own.
    ///
    /// # Errors
    ///
    /// [`MonthDayError::NotEveryYear`] if not every year has this day.
    pub fn new(month: u32, day: u32) -> Result<Self, MonthDayError> {
        // A day of a common year is a day of every year.
        match NaiveDate::from_ymd_opt(2023, month, day) {
            Some(_) => Ok(Self { month, day }),
            None => Err(MonthDayError::NotEveryYear { month, day }),
        }
    }

    /// The month, from 1.
    #[must_use]
    pub const fn month(self) -> u32 {
        self.month
    }

    /// The day of the month, from 1.
    #[must_use]
    pub const fn day(self) -> u32 {
        self.day
    }

    /// The day of this year; `None` only for a year that no date can have.
    #[must_use]
    pub const fn in_year(self, year: i32) -> Option<NaiveDate> {
        NaiveDate::from_ymd_opt(year, self.month, self.day)
    }

    /// The twelve months that begin with this day of the given year.
    ///
    /// `None` if they do not lie wholly in the years 0001 to 9999.
    ///
    /// # Example
    ///
    /// ```
    /// use collegium_core::MonthDay;
    /// let opening = MonthDay::new(9, 1).unwrap();
    /// assert_eq!(opening.twelve_months_from(2024).unwrap().to_string(), "2024-09-01/2025-08-31");
    /// assert_eq!(opening.twelve_months_from(9999), None);
    /// ```
    #[must_use]
    pub fn twelve_months_from(self, year: i32) -> Option<Period> {
        let next = self.in_year(year.checked_add(1)?)?;
        Period::new(self.in_year(year)?, next.pred_opt()?).ok()
    }

    /// The twelve months, beginning with this day of some year, to which the given day belongs.
    ///
    /// `None` if they do not lie wholly in the years 0001 to 9999.
    ///
    /// # Example
    ///
    /// ```
    /// use collegium_core::MonthDay;
    /// let opening = MonthDay::new(9, 1).unwrap();
    /// let on = |day: &str| opening.twelve_months_on(day.parse().unwrap());
    /// assert_eq!(on("2024-08-31").unwrap().to_string(), "2023-09-01/2024-08-31");
    /// assert_eq!(on("2024-09-01").unwrap().to_string(), "2024-09-01/2025-08-31");
    /// assert_eq!(on("9999-12-31"), None);
    /// ```
    #[must_use]
    pub fn twelve_months_on(self, day: NaiveDate) -> Option<Period> {
        let year = day.year();
        let begun = self.in_year(year)? <= day;
        self.twelve_months_from(if begun { year } else { year.checked_sub(1)? })
    }
}

impl fmt::Display for MonthDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}-{:02}", self.month, self.day)
    }
}

impl FromStr for MonthDay {
    type Err = MonthDayError;

    fn from_str(text: &str) -> Result<Self, MonthDayError> {
        let parts = text.split_once('-').and_then(|(month, day)| two_digits(month).zip(two_digits(day)));
        let (month, day) = parts.ok_or_else(|| MonthDayError::NotAMonthDay { value: excerpt(text) })?;
        Self::new(month, day)
    }
}

crate::text_form!(MonthDay, "a month and day");

fn two_digits(text: &str) -> Option<u32> {
    let plain = text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_digit());
    if plain { text.parse().ok() } else { None }
}

/// Why a day does not come every year.
///
/// # Example
///
/// ```
/// use collegium_core::MonthDay;
/// assert_eq!(
///     MonthDay::new(2, 29).unwrap_err().to_string(),
///     "`02-29` is not a day of every year: 29 February and days beyond the end of a month are refused"
/// );
/// assert_eq!(
///     "1 September".parse::<MonthDay>().unwrap_err().to_string(),
///     "`1 September` is not a month and day: write both with two digits, such as `09-01`"
/// );
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum MonthDayError {
    /// Some year or every year lacks this day.
    #[error(
        "`{month:02}-{day:02}` is not a day of every year: 29 February and days beyond the end of a month are refused"
    )]
    NotEveryYear {
        /// The month that was given.
        month: u32,
        /// The day that was given.
        day: u32,
    },
    /// The text is not a month and day.
    #[error("`{value}` is not a month and day: write both with two digits, such as `09-01`")]
    NotAMonthDay {
        /// What was given, shortened if long.
        value: String,
    },
}
