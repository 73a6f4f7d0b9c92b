//! Academic years.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::text::excerpt;

/// An academic year as European mobility data writes it: `2010/2011` where it spans two calendar years, as in the
/// north, `2010/2010` where it lies inside one, as in much of the south.
///
/// It is a name. On which days the year begins and ends, an [`AcademicCalendar`](super::AcademicCalendar) says.
///
/// # Validity
///
/// Years from 0001 to 9999; the second is the first or the one after it.
///
/// # Wire form
///
/// A string: `"2010/2011"`.
///
/// # Example
///
/// ```
/// use collegium_core::{AcademicYear, academic::YearForm};
///
/// let north: AcademicYear = "2010/2011".parse().unwrap();
/// assert_eq!((north.first_year(), north.last_year()), (2010, 2011));
/// assert_eq!(north.form(), YearForm::Spanning);
/// assert_eq!(AcademicYear::new(2010, 2010).unwrap().form(), YearForm::Single);
/// assert!(AcademicYear::new(2010, 2012).is_err());
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AcademicYear {
    first: i32,
    last: i32,
}

impl AcademicYear {
    /// The academic year of these calendar years; the two may be the same.
    ///
    /// # Errors
    ///
    /// [`AcademicYearError::Years`] if the second is neither the first nor the next, or one is not from 1 to 9999.
    pub const fn new(first: i32, last: i32) -> Result<Self, AcademicYearError> {
        let known = 1 <= first && last <= 9_999;
        if known && first <= last && last - first <= 1 {
            Ok(Self { first, last })
        } else {
            Err(AcademicYearError::Years { first, last })
        }
    }

    /// The calendar year in which it begins.
    #[must_use]
    pub const fn first_year(self) -> i32 {
        self.first
    }

    /// The calendar year in which it ends.
    #[must_use]
    pub const fn last_year(self) -> i32 {
        self.last
    }

    /// Whether it is named for two calendar years or for one.
    #[must_use]
    pub const fn form(self) -> YearForm {
        if self.first == self.last { YearForm::Single } else { YearForm::Spanning }
    }

    /// The year after it, in the same form; `None` after 9999.
    ///
    /// # Example
    ///
    /// ```
    /// use collegium_core::AcademicYear;
    /// let year: AcademicYear = "2010/2011".parse().unwrap();
    /// assert_eq!(year.next(), "2011/2012".parse().ok());
    /// assert_eq!("9999/9999".parse::<AcademicYear>().unwrap().next(), None);
    /// ```
    #[must_use]
    pub fn next(self) -> Option<Self> {
        Self::new(self.first + 1, self.last + 1).ok()
    }

    /// The year before it, in the same form; `None` before 0001.
    ///
    /// # Example
    ///
    /// ```
    /// use collegium_core::AcademicYear;
    /// let year: AcademicYear = "2010/2010".parse().unwrap();
    /// assert_eq!(year.previous(), "2009/2009".parse().ok());
    /// assert_eq!("0001/0002".parse::<AcademicYear>().unwrap().previous(), None);
    /// ```
    #[must_use]
    pub fn previous(self) -> Option<Self> {
        Self::new(self.first - 1, self.last - 1).ok()
    }
}

impl fmt::Display for AcademicYear {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}/{:04}", self.first, self.last)
    }
}

impl FromStr for AcademicYear {
    type Err = AcademicYearError;

    fn from_str(text: &str) -> Result<Self, AcademicYearError> {
        let years = text.split_once('/').and_then(|(first, last)| parse_year(first).zip(parse_year(last)));
        let (first, last) = years.ok_or_else(|| AcademicYearError::NotAYear { value: excerpt(text) })?;
        Self::new(first, last)
    }
}

crate::text_form!(AcademicYear, "an academic year");

/// Reads a calendar year of exactly four digits.
pub(crate) fn parse_year(text: &str) -> Option<i32> {
    let plain = text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit());
    if plain { text.parse().ok() } else { None }
}

/// How the academic years of a calendar are named.
///
/// # Wire form
///
/// The variant in snake case: `"spanning"`.
///
/// # Example
///
/// ```
/// use collegium_core::academic::YearForm;
/// assert_eq!(serde_json::to_string(&YearForm::Spanning).unwrap(), "\"spanning\"");
/// assert_eq!(YearForm::Single.example(), "2010/2010");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum YearForm {
    /// For the calendar years in which it begins and ends: `2010/2011`.
    Spanning,
    /// For the calendar year in which it begins alone: `2010/2010`.
    Single,
}

impl YearForm {
    /// A year in this form, as messages show it.
    #[must_use]
    pub const fn example(self) -> &'static str {
        match self {
            Self::Spanning => "2010/2011",
            Self::Single => "2010/2010",
        }
    }
}

/// Why there is no such academic year.
///
/// # Example
///
/// ```
/// use collegium_core::AcademicYear;
/// let message = |text: &str| text.parse::<AcademicYear>().unwrap_err().to_string();
/// assert_eq!(
///     message("2010/2012"),
///     "`2010/2012` is not an academic year: the second year must be the first or the next, both from 0001 to 9999"
/// );
/// assert_eq!(
///     message("2010-11"),
///     "`2010-11` is not an academic year: write it such as `2010/2011`, or `2010/2010` inside one calendar year"
/// );
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum AcademicYearError {
    /// The two calendar years do not make an academic year.
    #[error(
        "`{first:04}/{last:04}` is not an academic year: the second year must be the first or the next, both from \
         0001 to 9999"
    )]
    Years {
        /// The first year that was given.
        first: i32,
        /// The second year that was given.
        last: i32,
    },
    /// The text is not an academic year.
    #[error(
        "`{value}` is not an academic year: write it such as `2010/2011`, or `2010/2010` inside one calendar year"
    )]
    NotAYear {
        /// What was given, shortened if long.
        value: String,
    },
}
