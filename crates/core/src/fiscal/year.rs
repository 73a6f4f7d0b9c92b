//! Fiscal years.

use std::{fmt, str::FromStr};

use thiserror::Error;

use crate::{academic::parse_year, text::excerpt};

/// The year of a budget: `FY2024`.
///
/// It is a name. On which days the year begins and ends, a [`FiscalCalendar`](super::FiscalCalendar) says.
///
/// # Validity
///
/// From 0001 to 9999.
///
/// # Wire form
///
/// A string: `"FY2024"`.
///
/// # Example
///
/// ```
/// use collegium_core::FiscalYear;
///
/// let year: FiscalYear = "FY2024".parse().unwrap();
/// assert_eq!(year.year(), 2024);
/// assert_eq!(FiscalYear::new(2024), Ok(year));
/// assert!("2024".parse::<FiscalYear>().is_err());
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FiscalYear(i32);

impl FiscalYear {
    /// The fiscal year named for this calendar year.
    ///
    /// # Errors
    ///
    /// [`FiscalYearError::OutOfRange`] if it is not from 1 to 9999.
    pub const fn new(year: i32) -> Result<Self, FiscalYearError> {
        if 1 <= year && year <= 9_999 { Ok(Self(year)) } else { Err(FiscalYearError::OutOfRange { year }) }
    }

    /// The calendar year it is named for.
    #[must_use]
    pub const fn year(self) -> i32 {
        self.0
    }

    /// The year after it; `None` after 9999.
    ///
    /// # Example
    ///
    /// ```
    /// use collegium_core::FiscalYear;
    /// assert_eq!(FiscalYear::new(2024).unwrap().next(), FiscalYear::new(2025).ok());
    /// assert_eq!(FiscalYear::new(9999).unwrap().next(), None);
    /// ```
    #[must_use]
    pub fn next(self) -> Option<Self> {
        Self::new(self.0 + 1).ok()
    }

    /// The year before it; `None` before 0001.
    ///
    /// # Example
    ///
    /// ```
    /// use collegium_core::FiscalYear;
    /// assert_eq!(FiscalYear::new(2024).unwrap().previous(), FiscalYear::new(2023).ok());
    /// assert_eq!(FiscalYear::new(1).unwrap().previous(), None);
    /// ```
    #[must_use]
    pub fn previous(self) -> Option<Self> {
        Self::new(self.0 - 1).ok()
    }
}

impl fmt::Display for FiscalYear {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "FY{:04}", self.0)
    }
}

impl FromStr for FiscalYear {
    type Err = FiscalYearError;

    fn from_str(text: &str) -> Result<Self, FiscalYearError> {
        let year = text.strip_prefix("FY").and_then(parse_year);
        Self::new(year.ok_or_else(|| FiscalYearError::NotAYear { value: excerpt(text) })?)
    }
}

crate::text_form!(FiscalYear, "a fiscal year");

/// Why there is no such fiscal year.
///
/// # Example
///
/// ```
/// use collegium_core::FiscalYear;
/// assert_eq!(
///     "2024/25".parse::<FiscalYear>().unwrap_err().to_string(),
///     "`2024/25` is not a fiscal year: write it such as `FY2024`"
/// );
/// assert_eq!(
///     FiscalYear::new(10_000).unwrap_err().to_string(),
///     "10000 cannot be a fiscal year: the years go from 0001 to 9999"
/// );
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum FiscalYearError {
    /// The year lies beyond what four digits can say.
    #[error("{year} cannot be a fiscal year: the years go from 0001 to 9999")]
    OutOfRange {
        /// The year that was given.
        year: i32,
    },
    /// The text is not a fiscal year.
    #[error("`{value}` is not a fiscal year: write it such as `FY2024`")]
    NotAYear {
        /// What was given, shortened if long.
        value: String,
    },
}
