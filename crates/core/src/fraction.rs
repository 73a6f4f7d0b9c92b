//! Exact quotients.

use std::{fmt, str::FromStr};

use num_bigint::BigInt;
use num_integer::Integer;
use num_rational::BigRational;
use num_traits::{Signed, ToPrimitive, Zero};
use rust_decimal::Decimal;
use thiserror::Error;

use crate::{Rounding, text::excerpt};

/// An exact fraction of whole numbers, as large as it needs to be.
///
/// Credits, grades, rates of exchange and shares are divided here and rounded once, at the end, by a named
/// [`Rounding`]; the fraction itself stays in the answer, so that anyone can check the last digit.
///
/// # Wire form
///
/// A string in lowest terms with a positive denominator: `"15/2"`, `"-1/3"`, `"7/1"`, `"0/1"`. Read from any fraction of
/// at most 1 000 characters, and from a whole number without `/`.
///
/// # Example
///
/// ```
/// use collegium_core::{Fraction, Rounding};
/// use rust_decimal::Decimal;
///
/// // 25 Curtin credit points of 200 a year, in ECTS of 60 a year: 7.5 exactly.
/// let ects = Fraction::new(25, 200).unwrap() * Fraction::from(60);
/// assert_eq!(ects.to_string(), "15/2");
/// assert_eq!(ects.round(1, Rounding::HalfUp).unwrap(), Decimal::new(75, 1));
/// assert!(Fraction::new(1, 0).is_err());
/// ```
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Fraction(BigRational);

impl Fraction {
    /// The fraction of two whole numbers.
    ///
    /// # Errors
    ///
    /// [`FractionError::ZeroDenominator`].
    pub fn new(numerator: i128, denominator: i128) -> Result<Self, FractionError> {
        Self::quotient(numerator.into(), denominator.into())
    }

    /// The nearest `f64`, for statistics: infinite beyond its range.
    ///
    /// # Example
    ///
    /// ```
    /// use collegium_core::Fraction;
    /// assert_eq!(Fraction::new(-1, 3).unwrap().to_f64(), -1.0 / 3.0);
    /// ```
    #[must_use]
    pub fn to_f64(&self) -> f64 {
        // INVARIANT: the conversion of a fraction always gives a number.
        self.0.to_f64().unwrap_or_else(|| unreachable!("a fraction has a nearest number"))
    }

    /// This divided by another.
    ///
    /// # Example
    ///
    /// ```
    /// use collegium_core::{Fraction, fraction::FractionError};
    /// let third = Fraction::from(1).checked_div(&Fraction::from(3)).unwrap();
    /// assert_eq!(third.to_string(), "1/3");
    /// assert_eq!(third.checked_div(&Fraction::from(0)), Err(FractionError::ZeroDenominator));
    /// ```
    ///
    /// # Errors
    ///
    /// [`FractionError::ZeroDenominator`] if the other is zero.
    pub fn checked_div(&self, divisor: &Self) -> Result<Self, FractionError> {
        if divisor.0.is_zero() { Err(FractionError::ZeroDenominator) } else { Ok(Self(&self.0 / &divisor.0)) }
    }

    /// The nearest decimal with so many decimals, by the named mode. Trailing zeros are kept.
    ///
    /// # Example
    ///
    /// ```
    /// use collegium_core::{Fraction, Rounding};
    /// let third = Fraction::new(1, 3).unwrap();
    /// assert_eq!(third.round(2, Rounding::HalfUp).unwrap().to_string(), "0.33");
    /// assert!(third.round(29, Rounding::HalfUp).is_err());
    /// ```
    ///
    /// # Errors
    ///
    /// [`FractionError::OutOfRange`] if a `Decimal` cannot hold the result: more than 28 decimals, or more than 96 bits.
    pub fn round(&self, decimals: u32, rounding: Rounding) -> Result<Decimal, FractionError> {
        let refused = || FractionError::OutOfRange { decimals };
        if decimals > Decimal::MAX_SCALE {
            return Err(refused());
        }
        let digits = self.scaled(decimals, rounding).to_i128().ok_or_else(refused)?;
        Decimal::try_from_i128_with_scale(digits, decimals).map_err(|_| refused())
    }

    /// The nearest multiple of a step, by the named mode applied to the number of steps. It has the decimals that the step
    /// is written with; the sign of the step does not matter.
    ///
    /// # Example
    ///
    /// ```
    /// use collegium_core::{Fraction, Rounding};
    /// use rust_decimal::Decimal;
    /// let credits = Fraction::new(43, 6).unwrap();
    /// let half = Decimal::new(5, 1);
    /// assert_eq!(credits.round_to(half, Rounding::HalfUp).unwrap().to_string(), "7.0");
    /// assert_eq!(credits.round_to(half, Rounding::Ceiling).unwrap().to_string(), "7.5");
    /// assert!(credits.round_to(Decimal::ZERO, Rounding::HalfUp).is_err());
    /// ```
    ///
    /// # Errors
    ///
    /// [`FractionError::ZeroDenominator`] for the step zero, [`FractionError::OutOfRange`] if a `Decimal` cannot hold the
    /// result.
    pub fn round_to(&self, step: Decimal, rounding: Rounding) -> Result<Decimal, FractionError> {
        let (step, decimals) = (step.abs(), step.scale());
        let steps = self.checked_div(&step.into())?.scaled(0, rounding);
        let digits = (steps * step.mantissa()).to_i128().ok_or(FractionError::OutOfRange { decimals })?;
        Decimal::try_from_i128_with_scale(digits, decimals)
            .map_err(|_| FractionError::OutOfRange { decimals })
    }

    /// Numerator and denominator in lowest terms, the denominator above zero; `None` if one does not fit.
    ///
    /// # Example
    ///
    /// ```
    /// use collegium_core::Fraction;
    /// assert_eq!(Fraction::new(60, -40).unwrap().parts(), Some((-3, 2)));
    /// ```
    #[must_use]
    pub fn parts(&self) -> Option<(i128, i128)> {
        self.0.numer().to_i128().zip(self.0.denom().to_i128())
    }

    /// The fraction times 10^`decimals`, as a whole number.
    pub(crate) fn scaled(&self, decimals: u32, rounding: Rounding) -> BigInt {
        let numerator = self.0.numer() * BigInt::from(10).pow(decimals);
        let (below, rest) = numerator.div_mod_floor(self.0.denom());
        if rest.is_zero() {
            return below;
        }
        let half = (&rest * 2u8).cmp(self.0.denom());
        let negative = self.0.is_negative();
        let up = match rounding {
            Rounding::Floor => false,
            Rounding::Ceiling => true,
            Rounding::TowardZero => negative,
            Rounding::AwayFromZero => !negative,
            Rounding::HalfUp => half.is_gt() || half.is_eq() && !negative,
            Rounding::HalfDown => half.is_gt() || half.is_eq() && negative,
            Rounding::HalfEven => half.is_gt() || half.is_eq() && below.is_odd(),
        };
        if up { below + 1 } else { below }
    }

    /// Whether the fraction is below zero.
    ///
    /// # Example
    ///
    /// ```
    /// assert!(collegium_core::Fraction::new(1, -2).unwrap().is_negative());
    /// ```
    #[must_use]
    pub fn is_negative(&self) -> bool {
        self.0.is_negative()
    }

    fn quotient(numerator: BigInt, denominator: BigInt) -> Result<Self, FractionError> {
        if denominator.is_zero() {
            Err(FractionError::ZeroDenominator)
        } else {
            Ok(Self(BigRational::new(numerator, denominator)))
        }
    }
}

macro_rules! operator {
    ($($trait:ident $method:ident $sign:tt;)*) => {
        $(
            impl std::ops::$trait for Fraction {
                type Output = Self;

                fn $method(self, other: Self) -> Self {
                    Self(self.0 $sign other.0)
                }
            }
        )*
    };
}

operator! {
    Add add +;
    Sub sub -;
    Mul mul *;
}

impl From<Decimal> for Fraction {
    fn from(decimal: Decimal) -> Self {
        let denominator = BigInt::from(10).pow(decimal.scale());
        Self(BigRational::new(decimal.mantissa().into(), denominator))
    }
}

macro_rules! from_whole {
    ($($whole:ty),*) => {
        $(
            impl From<$whole> for Fraction {
                fn from(whole: $whole) -> Self {
                    Self(BigRational::from_integer(whole.into()))
                }
            }
        )*
    };
}

from_whole!(i32, u32, i64, u64, i128);

impl fmt::Display for Fraction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.0.numer(), self.0.denom())
    }
}

/// The longest text that is read as a fraction, in bytes. The product of two rates of exchange with all the digits a
/// decimal can have takes 240.
const MOST: usize = 1_000;

impl FromStr for Fraction {
    type Err = FractionError;

    fn from_str(text: &str) -> Result<Self, FractionError> {
        let refused = || FractionError::NotAFraction { value: excerpt(text) };
        let whole = |digits: &str| -> Option<BigInt> {
            let unsigned = digits.strip_prefix('-').unwrap_or(digits);
            let plain = !unsigned.is_empty() && unsigned.bytes().all(|byte| byte.is_ascii_digit());
            if plain { digits.parse().ok() } else { None }
        };
        if text.len() > MOST {
            return Err(FractionError::TooLong { value: excerpt(text), most: MOST });
        }
        let (numerator, denominator) = text.split_once('/').unwrap_or((text, "1"));
        let numerator = whole(numerator).ok_or_else(refused)?;
        let denominator = whole(denominator).ok_or_else(refused)?;
        Self::quotient(numerator, denominator)
    }
}

crate::text_form!(Fraction, "a fraction");

/// Why there is no such fraction, or no such decimal.
///
/// # Example
///
/// ```
/// use collegium_core::Fraction;
/// assert_eq!(
///     "1.5/2".parse::<Fraction>().unwrap_err().to_string(),
///     "`1.5/2` is not a fraction: write two whole numbers such as `15/2`"
/// );
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum FractionError {
    /// Division by zero.
    #[error("a fraction cannot have the denominator 0")]
    ZeroDenominator,
    /// A decimal of 96 bits and at most 28 decimals cannot hold it.
    #[error("the number with {decimals} decimals is out of the range of exact decimals")]
    OutOfRange {
        /// The decimals asked for.
        decimals: u32,
    },
    /// The text is too long to be read as a fraction.
    #[error("`{value}` is too long for a fraction: {most} characters are the most")]
    TooLong {
        /// What was given, shortened.
        value: String,
        /// The greatest length allowed.
        most: usize,
    },
    /// The text is not a fraction.
    #[error("`{value}` is not a fraction: write two whole numbers such as `15/2`")]
    NotAFraction {
        /// What was given, shortened if long.
        value: String,
    },
}
