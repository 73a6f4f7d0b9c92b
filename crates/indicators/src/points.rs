//! What a value is worth, from 0 to 100.

use std::{fmt, str::FromStr};

use collegium_core::{Fraction, Rounding, decimal};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// Points from 0 to 100, both included, with two decimals: as a report prints them, and as bands and ranks are decided.
///
/// # Wire form
///
/// A string: `"86.50"`. Read with at most two decimals, written with two.
///
/// # Example
///
/// ```
/// use collegium_indicators::Points;
///
/// let points: Points = "86.5".parse().unwrap();
/// assert_eq!(points.to_string(), "86.50");
/// assert!(Points::ZERO < points && points < Points::FULL);
/// assert_eq!(
///     "100.01".parse::<Points>().unwrap_err().to_string(),
///     "100.01 points cannot be given: points go from 0 to 100 in hundredths"
/// );
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Points(Decimal);

impl Points {
    /// None.
    pub const ZERO: Self = Self(Decimal::from_parts(0, 0, 0, false, 2));
    /// All.
    pub const FULL: Self = Self(Decimal::from_parts(10_000, 0, 0, false, 2));

    /// Checks points.
    ///
    /// # Example
    ///
    /// ```
    /// use collegium_indicators::{Points, PointsError};
    /// use rust_decimal::Decimal;
    /// assert_eq!(Points::new(Decimal::from(7)).unwrap().value(), Decimal::from(7));
    /// let thousandths = Decimal::new(1, 3);
    /// assert_eq!(Points::new(thousandths), Err(PointsError::OutOfRange { points: thousandths }));
    /// ```
    ///
    /// # Errors
    ///
    /// [`PointsError::OutOfRange`] below 0, above 100, or with more than two decimals.
    pub fn new(points: Decimal) -> Result<Self, PointsError> {
        let mut value = points;
        value.rescale(2);
        let inside = value == points && value >= Self::ZERO.0 && value <= Self::FULL.0;
        // From zero on, so that a negative zero does not show.
        if inside { Ok(Self(value.abs())) } else { Err(PointsError::OutOfRange { points }) }
    }

    /// The points as a number.
    #[must_use]
    pub const fn value(self) -> Decimal {
        self.0
    }

    /// An exact number of points, rounded once; what lies outside 0 to 100 is brought to the nearer end.
    ///
    /// # Example
    ///
    /// ```
    /// use collegium_core::{Fraction, Rounding};
    /// use collegium_indicators::Points;
    /// let exact = Fraction::new(200, 3).unwrap();
    /// assert_eq!(Points::rounded(&exact, Rounding::HalfUp).to_string(), "66.67");
    /// assert_eq!(Points::rounded(&exact, Rounding::Floor).to_string(), "66.66");
    /// ```
    #[must_use]
    pub fn rounded(exact: &Fraction, rounding: Rounding) -> Self {
        let inside = exact.clone().max(Fraction::from(0)).min(Fraction::from(100));
        // INVARIANT: a number from 0 to 100 with two decimals is a decimal, and rounding keeps it between the two.
        let points = inside.round(2, rounding).unwrap_or_else(|_| unreachable!("100.00 is a decimal"));
        Self(points)
    }
}

impl FromStr for Points {
    type Err = PointsError;

    fn from_str(text: &str) -> Result<Self, PointsError> {
        decimal::parse(text).map_err(PointsError::NotANumber).and_then(Self::new)
    }
}

impl fmt::Display for Points {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}

collegium_core::text_form!(Points, "points");

/// Why there are no such points.
///
/// # Example
///
/// ```
/// use collegium_indicators::{Points, PointsError};
/// assert!(matches!("many".parse::<Points>(), Err(PointsError::NotANumber(_))));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum PointsError {
    /// Not a number at all.
    #[error(transparent)]
    NotANumber(decimal::DecimalError),
    /// A number, but not from 0 to 100 in hundredths.
    #[error("{points} points cannot be given: points go from 0 to 100 in hundredths")]
    OutOfRange {
        /// What was given.
        points: Decimal,
    },
}

/// What one value is worth: exactly, and as it is printed.
///
/// # Wire form
///
/// `{"exact":"200/3","points":"66.67"}`.
///
/// # Example
///
/// ```
/// use collegium_core::{Fraction, Rounding};
/// use collegium_indicators::Score;
/// let score = Score::of(Fraction::new(200, 3).unwrap(), Rounding::HalfUp);
/// assert_eq!((score.exact.to_string().as_str(), score.points.to_string().as_str()), ("200/3", "66.67"));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Score {
    /// The points before rounding.
    pub exact: Fraction,
    /// The points rounded.
    pub points: Points,
}

impl Score {
    /// The score of an exact number of points.
    #[must_use]
    pub fn of(exact: Fraction, rounding: Rounding) -> Self {
        let points = Points::rounded(&exact, rounding);
        Self { exact, points }
    }
}
