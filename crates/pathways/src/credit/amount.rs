//! A number of credits.

use std::{fmt, str::FromStr};

use collegium_core::{
    decimal::{self, DecimalError},
    text::excerpt,
};
use rust_decimal::Decimal;
use thiserror::Error;

/// The decimals credits may have in any system: 0.125 EFTSL has three, half of it four.
pub(super) const DECIMALS: u32 = 4;
/// The most credits that are written at once.
const MOST: Decimal = Decimal::from_parts(1_000_000, 0, 0, false, 0);

/// A number of credits: zero to a million with at most four decimals.
///
/// Which system they are of stands beside them: a number alone can be compared and summed, not converted.
///
/// # Wire form
///
/// A string, as it is written: `"7.5"`, `"6.0"`.
///
/// # Example
///
/// ```
/// use collegium_pathways::credit::Credits;
/// let credits: Credits = "7.50".parse().unwrap();
/// assert_eq!(credits, "7.5".parse().unwrap());
/// assert_eq!(Credits::new(credits.amount()), Ok(credits));
/// assert_eq!(
///     "-1".parse::<Credits>().unwrap_err().to_string(),
///     "`-1` is not a number of credits: write zero or more, at most 1000000, with at most 4 decimals"
/// );
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Credits(Decimal);

impl Credits {
    /// None at all.
    ///
    /// # Example
    ///
    /// ```
    /// use collegium_pathways::credit::Credits;
    /// assert_eq!(Credits::ZERO.to_string(), "0");
    /// ```
    pub const ZERO: Self = Self(Decimal::ZERO);

    /// So many credits.
    ///
    /// # Errors
    ///
    /// [`CreditsError::Refused`] below zero, above a million, or with more than four decimals.
    pub fn new(amount: Decimal) -> Result<Self, CreditsError> {
        if (Decimal::ZERO..=MOST).contains(&amount) && amount.normalize().scale() <= DECIMALS {
            Ok(Self(amount))
        } else {
            Err(CreditsError::Refused { value: excerpt(&amount.to_string()) })
        }
    }

    /// The number.
    #[must_use]
    pub const fn amount(self) -> Decimal {
        self.0
    }

    /// All of these together.
    ///
    /// # Example
    ///
    /// ```
    /// use collegium_pathways::credit::Credits;
    /// let courses = ["4", "2.5"].map(|text| text.parse::<Credits>().unwrap());
    /// assert_eq!(Credits::checked_sum(courses).unwrap().to_string(), "6.5");
    /// ```
    ///
    /// # Errors
    ///
    /// [`CreditsError::Refused`] above a million.
    pub fn checked_sum(credits: impl IntoIterator<Item = Self>) -> Result<Self, CreditsError> {
        credits.into_iter().try_fold(Self::ZERO, |sum, credits| Self::new(sum.0 + credits.0))
    }
}

impl fmt::Display for Credits {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl FromStr for Credits {
    type Err = CreditsError;

    fn from_str(text: &str) -> Result<Self, CreditsError> {
        Self::new(decimal::parse(text).map_err(|error| CreditsError::Number { error })?)
    }
}

collegium_core::text_form!(Credits, "a number of credits");

/// Why there is no such number of credits.
///
/// # Example
///
/// ```
/// use collegium_pathways::credit::{Credits, CreditsError};
/// assert!(matches!("7,5".parse::<Credits>(), Err(CreditsError::Number { .. })));
/// assert!(matches!("0.00001".parse::<Credits>(), Err(CreditsError::Refused { .. })));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum CreditsError {
    /// The text is not a decimal number.
    #[error("{error}")]
    Number {
        /// What was wrong with it.
        error: DecimalError,
    },
    /// The number is below zero, too great or too precise.
    #[error(
        "`{value}` is not a number of credits: write zero or more, at most 1000000, with at most 4 decimals"
    )]
    Refused {
        /// What was given, shortened if long.
        value: String,
    },
}
