//! Decimal numbers as text, and the ways to round them.
//!
//! A decimal crosses the wire as a string, never as a JSON number, so that no reader turns it into a binary fraction on
//! the way. Fields say so themselves: `#[serde(with = "collegium_core::decimal")]`.
//!
//! ```
//! use rust_decimal::Decimal;
//! use serde::{Deserialize, Serialize};
//!
//! #[derive(Debug, PartialEq, Serialize, Deserialize)]
//! struct Course {
//!     #[serde(with = "collegium_core::decimal")]
//!     credits: Decimal,
//! }
//!
//! let course: Course = serde_json::from_str(r#"{"credits":"7.50"}"#).unwrap();
//! assert_eq!(course.credits, Decimal::new(750, 2));
//! assert_eq!(serde_json::to_string(&course).unwrap(), r#"{"credits":"7.50"}"#);
//! assert!(serde_json::from_str::<Course>(r#"{"credits":7.5}"#).is_err());
//! ```

use rust_decimal::{Decimal, RoundingStrategy};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use thiserror::Error;

use crate::text::excerpt;

/// Reads a decimal as people write it: digits, at most one point with digits on both sides, at most one minus.
///
/// Exponents, underscores, plus signs and blanks are refused, and so is a number that does not fit exactly. Minus zero is
/// zero.
///
/// # Example
///
/// ```
/// use collegium_core::decimal;
/// assert_eq!(decimal::parse("12.30").unwrap().to_string(), "12.30");
/// assert_eq!(
///     decimal::parse("1e3").unwrap_err().to_string(),
///     "`1e3` is not a decimal number: write digits with at most one point, such as `-12.30`"
/// );
/// ```
///
/// # Errors
///
/// [`DecimalError`] for everything else.
pub fn parse(text: &str) -> Result<Decimal, DecimalError> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let (whole, part) = digits.split_once('.').map_or((digits, None), |(whole, part)| (whole, Some(part)));
    let plain = |run: &str| !run.is_empty() && run.bytes().all(|byte| byte.is_ascii_digit());
    if !plain(whole) || !part.is_none_or(plain) {
        return Err(DecimalError::NotADecimal { value: excerpt(text) });
    }
    let number = Decimal::from_str_exact(text);
    number.map(unsigned_zero).map_err(|_| DecimalError::TooManyDigits { value: excerpt(text) })
}

/// Zero without a minus, any other number as it is.
fn unsigned_zero(mut number: Decimal) -> Decimal {
    if number.is_zero() {
        number.set_sign_positive(true);
    }
    number
}

/// A text that is not a decimal number, or not one that fits.
///
/// # Example
///
/// ```
/// use collegium_core::decimal::{self, DecimalError};
/// assert_eq!(decimal::parse("1,5"), Err(DecimalError::NotADecimal { value: "1,5".to_owned() }));
/// assert_eq!(
///     decimal::parse("0.00000000000000000000000000001").unwrap_err().to_string(),
///     "`0.00000000000000000000000000001` has too many digits to be held exactly: 28 are sure to fit"
/// );
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum DecimalError {
    /// Something else than digits, one point and a minus.
    #[error("`{value}` is not a decimal number: write digits with at most one point, such as `-12.30`")]
    NotADecimal {
        /// What was given, shortened if long.
        value: String,
    },
    /// More digits than can be held exactly.
    #[error("`{value}` has too many digits to be held exactly: 28 are sure to fit")]
    TooManyDigits {
        /// What was given, shortened if long.
        value: String,
    },
}

/// Writes a decimal field as a string; for `#[serde(with = "collegium_core::decimal")]`.
///
/// # Example
///
/// ```
/// let mut out = Vec::new();
/// collegium_core::decimal::serialize(&rust_decimal::Decimal::ONE, &mut serde_json::Serializer::new(&mut out)).unwrap();
/// assert_eq!(out, b"\"1\"");
/// ```
///
/// # Errors
///
/// The serializer's own.
pub fn serialize<S: Serializer>(decimal: &Decimal, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(&unsigned_zero(*decimal))
}

/// Reads a decimal field from a string; for `#[serde(with = "collegium_core::decimal")]`.
///
/// # Example
///
/// ```
/// let mut json = serde_json::Deserializer::from_str("\"1.5\"");
/// assert_eq!(collegium_core::decimal::deserialize(&mut json).unwrap().to_string(), "1.5");
/// ```
///
/// # Errors
///
/// The deserializer's own if there is no string, and the message of [`DecimalError`].
pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Decimal, D::Error> {
    Text::deserialize(deserializer).map(|text| text.0)
}

struct Text(Decimal);

impl std::str::FromStr for Text {
    type Err = DecimalError;

    fn from_str(text: &str) -> Result<Self, DecimalError> {
        parse(text).map(Self)
    }
}

impl<'de> Deserialize<'de> for Text {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        crate::word::deserialize_text(deserializer, "a decimal number")
    }
}

/// A decimal that may be missing; for `#[serde(default, with = "collegium_core::decimal::option")]`.
pub mod option {
    use rust_decimal::Decimal;
    use serde::{Deserialize, Deserializer, Serializer};

    /// Writes a decimal as a string, or that there is none.
    ///
    /// # Example
    ///
    /// ```
    /// let mut out = Vec::new();
    /// collegium_core::decimal::option::serialize(&None, &mut serde_json::Serializer::new(&mut out)).unwrap();
    /// assert_eq!(out, b"null");
    /// ```
    ///
    /// # Errors
    ///
    /// As [`serialize`](super::serialize).
    pub fn serialize<S: Serializer>(decimal: &Option<Decimal>, serializer: S) -> Result<S::Ok, S::Error> {
        match decimal {
            Some(decimal) => super::serialize(decimal, serializer),
            None => serializer.serialize_none(),
        }
    }

    /// Reads a decimal, or that there is none.
    ///
    /// # Example
    ///
    /// ```
    /// let mut json = serde_json::Deserializer::from_str("null");
    /// assert_eq!(collegium_core::decimal::option::deserialize(&mut json).unwrap(), None);
    /// ```
    ///
    /// # Errors
    ///
    /// As [`deserialize`](super::deserialize).
    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Decimal>, D::Error> {
        Ok(Option::<super::Text>::deserialize(deserializer)?.map(|text| text.0))
    }
}

/// How a number that lies between two others becomes one of them. Every rounding in these crates names its mode.
///
/// # Wire form
///
/// The variant in snake case: `"half_up"`.
///
/// # Example
///
/// ```
/// use collegium_core::Rounding;
/// use rust_decimal::Decimal;
///
/// let grade = Decimal::new(265, 2);
/// assert_eq!(Rounding::TowardZero.round(grade, 1).to_string(), "2.6");
/// assert_eq!(Rounding::HalfUp.round(grade, 1).to_string(), "2.7");
/// assert_eq!(Rounding::HalfEven.round(grade, 1).to_string(), "2.6");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Rounding {
    /// To the nearest; a half away from zero. What is meant by "rounded" in most rules.
    HalfUp,
    /// To the nearest; a half to the even neighbour.
    HalfEven,
    /// To the nearest; a half toward zero.
    HalfDown,
    /// Digits are cut off.
    TowardZero,
    /// Anything beyond counts as one more.
    AwayFromZero,
    /// To the smaller.
    Floor,
    /// To the greater.
    Ceiling,
}

impl Rounding {
    /// Every mode, in the order of their declaration.
    ///
    /// # Example
    ///
    /// ```
    /// assert_eq!(collegium_core::Rounding::ALL.len(), 7);
    /// ```
    pub const ALL: [Self; 7] = [
        Self::HalfUp,
        Self::HalfEven,
        Self::HalfDown,
        Self::TowardZero,
        Self::AwayFromZero,
        Self::Floor,
        Self::Ceiling,
    ];

    /// Rounds to so many decimals; a number that has no more is left as it is.
    #[must_use]
    pub fn round(self, number: Decimal, decimals: u32) -> Decimal {
        let strategy = match self {
            Self::HalfUp => RoundingStrategy::MidpointAwayFromZero,
            Self::HalfEven => RoundingStrategy::MidpointNearestEven,
            Self::HalfDown => RoundingStrategy::MidpointTowardZero,
            Self::TowardZero => RoundingStrategy::ToZero,
            Self::AwayFromZero => RoundingStrategy::AwayFromZero,
            Self::Floor => RoundingStrategy::ToNegativeInfinity,
            Self::Ceiling => RoundingStrategy::ToPositiveInfinity,
        };
        unsigned_zero(number.round_dp_with_strategy(decimals, strategy))
    }
}

/// The digits of a number in groups of three, as reports print them: `1 125`.
pub(crate) fn grouped(number: &str) -> String {
    let (sign, digits) = number.strip_prefix('-').map_or(("", number), |rest| ("-", rest));
    let (whole, part) = digits.find('.').map_or((digits, ""), |point| digits.split_at(point));
    let mut out = String::from(sign);
    for (position, digit) in whole.chars().enumerate() {
        if position > 0 && (whole.len() - position).is_multiple_of(3) {
            out.push(' ');
        }
        out.push(digit);
    }
    out.push_str(part);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimals_are_read_as_people_write_them() {
        for good in ["0", "-1", "12.30", "007"] {
            assert!(parse(good).is_ok(), "{good}");
        }
        for bad in ["", "-", ".5", "5.", "+1", "1e3", "1_000", " 1", "1 ", "١", "1,5", "--1", "1.2.3", "NaN"]
        {
            assert!(parse(bad).is_err(), "{bad}");
        }
        assert!(parse(&"9".repeat(40)).is_err(), "too large is refused, not rounded");
        assert!(parse(&format!("0.{}1", "0".repeat(30))).is_err(), "too precise is refused, not rounded");
    }

    #[test]
    fn digits_are_grouped_in_threes() {
        assert_eq!(grouped("1125"), "1 125");
        assert_eq!(grouped("-1234567.5"), "-1 234 567.5");
        assert_eq!(grouped("999"), "999");
    }
}
