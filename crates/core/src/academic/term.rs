//! Terms.

use std::{fmt, str::FromStr};

use thiserror::Error;

use super::{AcademicYear, AcademicYearError};
use crate::text::excerpt;

/// One term of an academic year: its number among so many, as in Erasmus Without Paper.
///
/// # Validity
///
/// 1 ≤ number ≤ total ≤ 6.
///
/// # Wire form
///
/// A string: `"2010/2011-1/2"` is the first of two terms.
///
/// # Example
///
/// ```
/// use collegium_core::Term;
///
/// let spring: Term = "2010/2011-2/2".parse().unwrap();
/// assert_eq!(spring.year(), "2010/2011".parse().unwrap());
/// assert_eq!((spring.number(), spring.total()), (2, 2));
/// assert!(Term::new(spring.year(), 3, 2).is_err());
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Term {
    year: AcademicYear,
    number: u8,
    total: u8,
}

impl Term {
    /// The greatest number of terms a year can have.
    ///
    /// # Example
    ///
    /// ```
    /// use collegium_core::Term;
    /// assert_eq!(Term::MOST, 6);
    /// assert!(Term::new("2010/2011".parse().unwrap(), 1, Term::MOST + 1).is_err());
    /// ```
    pub const MOST: u8 = 6;

    /// The term with this number, from 1, of a year with so many.
    ///
    /// # Errors
    ///
    /// [`TermError::Number`] unless 1 ≤ number ≤ total ≤ 6.
    pub const fn new(year: AcademicYear, number: u8, total: u8) -> Result<Self, TermError> {
        if 1 <= number && number <= total && total <= Self::MOST {
            Ok(Self { year, number, total })
        } else {
            Err(TermError::Number { number, total })
        }
    }

    /// The academic year it belongs to.
    #[must_use]
    pub const fn year(self) -> AcademicYear {
        self.year
    }

    /// Its number in the year, from 1.
    #[must_use]
    pub const fn number(self) -> u8 {
        self.number
    }

    /// How many terms the year has.
    #[must_use]
    pub const fn total(self) -> u8 {
        self.total
    }
}

impl fmt::Display for Term {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}/{}", self.year, self.number, self.total)
    }
}

impl FromStr for Term {
    type Err = TermError;

    fn from_str(text: &str) -> Result<Self, TermError> {
        let refused = || TermError::NotATerm { value: excerpt(text) };
        let (year, place) = text.split_once('-').ok_or_else(refused)?;
        let (number, total) = place.split_once('/').ok_or_else(refused)?;
        let (number, total) = digit(number).zip(digit(total)).ok_or_else(refused)?;
        let year = year.parse().map_err(|error| match error {
            AcademicYearError::NotAYear { .. } => refused(),
            error => TermError::Year(error),
        })?;
        Self::new(year, number, total)
    }
}

crate::text_form!(Term, "a term");

fn digit(text: &str) -> Option<u8> {
    match text.as_bytes() {
        [byte] if byte.is_ascii_digit() => Some(byte - b'0'),
        _ => None,
    }
}

/// Why there is no such term.
///
/// # Example
///
/// ```
/// use collegium_core::{Term, academic::TermError};
/// let message = |text: &str| text.parse::<Term>().unwrap_err().to_string();
/// assert_eq!(
///     message("2010/2011-3/2"),
///     "there is no term 3 of 2: the number goes from 1 to the total, and the total to 6"
/// );
/// assert_eq!(
///     message("2010/2011 1"),
///     "`2010/2011 1` is not a term: write year, number and total, such as `2010/2011-1/2`"
/// );
/// assert!(matches!("2010/2012-1/2".parse::<Term>(), Err(TermError::Year(_))));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum TermError {
    /// No year has such a term.
    #[error("there is no term {number} of {total}: the number goes from 1 to the total, and the total to 6")]
    Number {
        /// The number that was given.
        number: u8,
        /// The total that was given.
        total: u8,
    },
    /// There is no such academic year.
    #[error(transparent)]
    Year(AcademicYearError),
    /// The text is not a term.
    #[error("`{value}` is not a term: write year, number and total, such as `2010/2011-1/2`")]
    NotATerm {
        /// What was given, shortened if long.
        value: String,
    },
}
