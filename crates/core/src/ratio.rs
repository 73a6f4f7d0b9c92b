//! A rate with its denominator.

use std::{cmp::Ordering, fmt};

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::{Fraction, Line, Rounding, Share, decimal};

/// A rate as it was counted: so many of so many, and what the whole is.
///
/// A rate whose whole is zero is not zero but *not defined*, and says so.
///
/// # Validity
///
/// The whole is not negative. The part may be any number: a net flow is below zero, an outbound ratio can pass 100 %.
///
/// # Wire form
///
/// `{"part":"1125","whole":"1500","of":"students enrolled"}`.
///
/// # Example
///
/// ```
/// use collegium_core::{Ratio, Share};
///
/// let rate = Ratio::count(1_125, 1_500, "students of cooperative programmes").unwrap();
/// assert_eq!(rate.to_string(), "1 125 of 1 500 (75.0 %)");
/// assert_eq!(rate.of().as_str(), "students of cooperative programmes");
/// assert_eq!(rate.reaches(Share::percent(75).unwrap()), Some(true));
/// assert_eq!(Ratio::count(0, 0, "graduates").unwrap().to_string(), "0 of 0 (not defined)");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "Wire", into = "Wire")]
pub struct Ratio {
    part: Decimal,
    whole: Decimal,
    of: Line,
}

impl Ratio {
    /// A rate of amounts, such as credits, days or money of one currency.
    ///
    /// # Example
    ///
    /// ```
    /// use collegium_core::Ratio;
    /// use rust_decimal::Decimal;
    /// let practice = Ratio::new(Decimal::new(12_505, 1), Decimal::from(2_500), "class hours").unwrap();
    /// assert_eq!(practice.to_string(), "1 250.5 of 2 500 (50.0 %)");
    /// assert_eq!(practice.part() + practice.part(), Decimal::from(2_501));
    /// assert_eq!(practice.whole(), Decimal::from(2_500));
    /// ```
    ///
    /// # Errors
    ///
    /// [`RatioError::NegativeWhole`]; [`RatioError::Of`] if `of` says nothing.
    pub fn new(part: Decimal, whole: Decimal, of: &str) -> Result<Self, RatioError> {
        let of = Line::new(of).map_err(|error| RatioError::Of { error })?;
        Self::checked(part, whole, of)
    }

    /// A rate of counted things.
    ///
    /// # Errors
    ///
    /// [`RatioError::Of`] if `of` says nothing.
    pub fn count(part: u64, whole: u64, of: &str) -> Result<Self, RatioError> {
        Self::new(part.into(), whole.into(), of)
    }

    /// What was counted.
    #[must_use]
    pub const fn part(&self) -> Decimal {
        self.part
    }

    /// What it was counted among.
    #[must_use]
    pub const fn whole(&self) -> Decimal {
        self.whole
    }

    /// What the whole is, in words.
    #[must_use]
    pub const fn of(&self) -> &Line {
        &self.of
    }

    /// The exact quotient; `None` if the whole is zero.
    ///
    /// # Example
    ///
    /// ```
    /// let ratio = collegium_core::Ratio::count(2, 6, "courses").unwrap();
    /// assert_eq!(ratio.value().unwrap().to_string(), "1/3");
    /// ```
    #[must_use]
    pub fn value(&self) -> Option<Fraction> {
        Fraction::from(self.part).checked_div(&Fraction::from(self.whole)).ok()
    }

    /// Whether the rate is at least this share; `None` if it is not defined.
    #[must_use]
    pub fn reaches(&self, share: Share) -> Option<bool> {
        self.compare(share).map(Ordering::is_ge)
    }

    /// The rate compared with a share, exactly; `None` if it is not defined.
    ///
    /// # Example
    ///
    /// ```
    /// use collegium_core::{Ratio, Share};
    /// // 1 of 3 is one third, not 0.333.
    /// let third = Ratio::count(1, 3, "courses").unwrap();
    /// assert_eq!(third.compare(Share::new(1, 3).unwrap()), Some(std::cmp::Ordering::Equal));
    /// ```
    #[must_use]
    pub fn compare(&self, share: Share) -> Option<Ordering> {
        self.value().map(|value| value.cmp(&Fraction::from(share)))
    }

    fn checked(part: Decimal, whole: Decimal, of: Line) -> Result<Self, RatioError> {
        if whole.is_sign_negative() && !whole.is_zero() {
            return Err(RatioError::NegativeWhole { whole });
        }
        Ok(Self { part: part.normalize(), whole: whole.normalize(), of })
    }
}

impl fmt::Display for Ratio {
    /// Prints part, whole and the percentage with one decimal, a half rounded up.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let number = |number: Decimal| decimal::grouped(&number.to_string());
        write!(f, "{} of {} ", number(self.part), number(self.whole))?;
        match self.value() {
            None => f.write_str("(not defined)"),
            Some(value) => {
                let tenths = (value * Fraction::from(100)).scaled(1, Rounding::HalfUp).to_string();
                let (sign, digits) = tenths.strip_prefix('-').map_or(("", &*tenths), |rest| ("-", rest));
                let digits = format!("{digits:0>2}");
                let (whole, tenth) = digits.split_at(digits.len() - 1);
                write!(f, "({sign}{}.{tenth} %)", decimal::grouped(whole))
            }
        }
    }
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Wire {
    #[serde(with = "crate::decimal")]
    part: Decimal,
    #[serde(with = "crate::decimal")]
    whole: Decimal,
    of: Line,
}

impl TryFrom<Wire> for Ratio {
    type Error = RatioError;

    fn try_from(wire: Wire) -> Result<Self, RatioError> {
        Self::checked(wire.part, wire.whole, wire.of)
    }
}

impl From<Ratio> for Wire {
    fn from(ratio: Ratio) -> Self {
        Self { part: ratio.part, whole: ratio.whole, of: ratio.of }
    }
}

/// Why there is no such rate.
///
/// # Example
///
/// ```
/// use collegium_core::{Ratio, ratio::RatioError};
/// use rust_decimal::Decimal;
/// assert_eq!(
///     Ratio::new(Decimal::ONE, Decimal::NEGATIVE_ONE, "days"),
///     Err(RatioError::NegativeWhole { whole: Decimal::NEGATIVE_ONE })
/// );
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum RatioError {
    /// The whole is below zero.
    #[error("a rate cannot be counted among {whole}: the whole must not be negative")]
    NegativeWhole {
        /// The whole that was given.
        whole: Decimal,
    },
    /// What the whole is was not said.
    #[error("a rate must say what its whole is: {error}")]
    Of {
        /// What was wrong with the words.
        error: crate::text::TextError,
    },
}
