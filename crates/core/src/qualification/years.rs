//! How long study takes.

use std::fmt;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// The usual length of full-time study, in years: from the least to the most, which may be open.
///
/// # Validity
///
/// Above zero, at most 20, in half-years; the most not below the least.
///
/// # Wire form
///
/// `{"least":"1.5","most":"2"}`; `most` is left out where the source says "or more".
///
/// # Example
///
/// ```
/// use collegium_core::qualification::Years;
/// use rust_decimal::Decimal;
///
/// let years = Years::new(Decimal::new(15, 1), Some(Decimal::TWO)).unwrap();
/// assert_eq!((years.least(), years.most()), (Decimal::new(15, 1), Some(Decimal::TWO)));
/// assert_eq!(years.to_string(), "1.5–2 years");
/// assert_eq!(Years::new(Decimal::TWO, None).unwrap().to_string(), "2 years or more");
/// assert!(Years::new(Decimal::TWO, Some(Decimal::ONE)).is_err());
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "Wire", into = "Wire")]
pub struct Years {
    least: Decimal,
    most: Option<Decimal>,
}

impl Years {
    /// A length from the least to the most, or with `None` to an open end.
    ///
    /// # Errors
    ///
    /// [`YearsError::Length`] for a length that is not of 0.5 to 20 years in half-years, [`YearsError::Reversed`].
    pub fn new(least: Decimal, most: Option<Decimal>) -> Result<Self, YearsError> {
        let half_years = |length: Decimal| {
            let fits = length > Decimal::ZERO && length <= Decimal::from(20);
            // INVARIANT: at most 20, so doubling stays exact or the digits show that it is no half-year.
            if fits && length.scale() <= 1 && (length * Decimal::TWO).fract().is_zero() {
                Ok(length.normalize())
            } else {
                Err(YearsError::Length { length })
            }
        };
        let (least, most) =
            (half_years(least.normalize())?, most.map(|most| half_years(most.normalize())).transpose()?);
        match most {
            Some(most) if most < least => Err(YearsError::Reversed { least, most }),
            _ => Ok(Self { least, most }),
        }
    }

    /// The shortest usual length.
    #[must_use]
    pub const fn least(self) -> Decimal {
        self.least
    }

    /// The longest usual length; `None` if it is open.
    #[must_use]
    pub const fn most(self) -> Option<Decimal> {
        self.most
    }
}

impl fmt::Display for Years {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.most {
            None => write!(f, "{} years or more", self.least),
            Some(most) if most == self.least => write!(f, "{most} years"),
            Some(most) => write!(f, "{}–{most} years", self.least),
        }
    }
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Wire {
    #[serde(with = "crate::decimal")]
    least: Decimal,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    most: Option<Number>,
}

#[derive(Serialize, Deserialize)]
struct Number(#[serde(with = "crate::decimal")] Decimal);

impl TryFrom<Wire> for Years {
    type Error = YearsError;

    fn try_from(wire: Wire) -> Result<Self, YearsError> {
        Self::new(wire.least, wire.most.map(|most| most.0))
    }
}

impl From<Years> for Wire {
    fn from(years: Years) -> Self {
        Self { least: years.least, most: years.most.map(Number) }
    }
}

/// Why there is no such length.
///
/// # Example
///
/// ```
/// use collegium_core::qualification::Years;
/// use rust_decimal::Decimal;
/// assert_eq!(
///     Years::new(Decimal::new(13, 1), None).unwrap_err().to_string(),
///     "`1.3` is not a length of study: write years from 0.5 to 20 in half-years"
/// );
/// assert_eq!(
///     Years::new(Decimal::TWO, Some(Decimal::ONE)).unwrap_err().to_string(),
///     "study of at least 2 years cannot take 1 at most"
/// );
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum YearsError {
    /// Not a length in half-years.
    #[error("`{length}` is not a length of study: write years from 0.5 to 20 in half-years")]
    Length {
        /// What was given.
        length: Decimal,
    },
    /// The most is below the least.
    #[error("study of at least {least} years cannot take {most} at most")]
    Reversed {
        /// The least.
        least: Decimal,
        /// The most.
        most: Decimal,
    },
}
