//! Grade points that fall off by the square of what is missing.

use collegium_core::{Fraction, Rounding, fraction::FractionError};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// A conversion by `top − drop × ((best − grade) / range)²`, for the passed grades of a scale.
///
/// Peking University reckons grade points so: `4 − 3 × (100 − x)² / 1600`, which is a drop of 3 over a range of 40.
///
/// # Validity
///
/// Drop, range and step are above zero.
///
/// # Wire form
///
/// `{"top":"4","drop":"3","best":"100","range":"40","step":"0.001","rounding":"half_up"}`.
///
/// # Example
///
/// ```
/// use collegium_pathways::grade::Quadratic;
/// use rust_decimal::Decimal;
/// let peking: Quadratic = serde_json::from_str(
///     r#"{"top":"4","drop":"3","best":"100","range":"40","step":"0.001","rounding":"half_up"}"#,
/// )
/// .unwrap();
/// assert_eq!(peking.exact(Decimal::from(85)).to_string(), "229/64");
/// assert_eq!(peking.rounded(Decimal::from(85)).unwrap().to_string(), "3.578");
/// assert_eq!(peking.best(), Decimal::ONE_HUNDRED);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "Wire", into = "Wire")]
pub struct Quadratic(Wire);

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Wire {
    #[serde(with = "collegium_core::decimal")]
    top: Decimal,
    #[serde(with = "collegium_core::decimal")]
    drop: Decimal,
    #[serde(with = "collegium_core::decimal")]
    best: Decimal,
    #[serde(with = "collegium_core::decimal")]
    range: Decimal,
    #[serde(with = "collegium_core::decimal")]
    step: Decimal,
    rounding: Rounding,
}

impl Quadratic {
    /// The grade that has all the points.
    #[must_use]
    pub const fn best(&self) -> Decimal {
        self.0.best
    }

    /// The points of a grade, exactly.
    #[must_use]
    pub fn exact(&self, grade: Decimal) -> Fraction {
        let missing = Fraction::from(self.0.best) - Fraction::from(grade);
        // INVARIANT: the range is above zero.
        let missing = missing.checked_div(&self.0.range.into());
        let missing = missing.unwrap_or_else(|_| unreachable!("the range is zero"));
        Fraction::from(self.0.top) - Fraction::from(self.0.drop) * missing.clone() * missing
    }

    /// The points of a grade, rounded to a multiple of the step.
    ///
    /// # Errors
    ///
    /// [`FractionError::OutOfRange`] if the result is too large for a decimal.
    pub fn rounded(&self, grade: Decimal) -> Result<Decimal, FractionError> {
        self.exact(grade).round_to(self.0.step, self.0.rounding)
    }
}

impl TryFrom<Wire> for Quadratic {
    type Error = QuadraticError;

    fn try_from(wire: Wire) -> Result<Self, QuadraticError> {
        match [wire.drop, wire.range, wire.step].into_iter().find(|number| *number <= Decimal::ZERO) {
            Some(number) => Err(QuadraticError::NotPositive { number }),
            None => Ok(Self(wire)),
        }
    }
}

impl From<Quadratic> for Wire {
    fn from(formula: Quadratic) -> Self {
        formula.0
    }
}

/// Why there is no such formula.
///
/// # Example
///
/// ```
/// use collegium_pathways::grade::QuadraticError;
/// assert_eq!(
///     QuadraticError::NotPositive { number: 0.into() }.to_string(),
///     "0 cannot be the drop, the range or the step: these are above zero"
/// );
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum QuadraticError {
    /// A number that must be above zero is not.
    #[error("{number} cannot be the drop, the range or the step: these are above zero")]
    NotPositive {
        /// The number.
        number: Decimal,
    },
}
