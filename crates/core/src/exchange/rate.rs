//! One quotation.

use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::{Currency, Fraction, source::Source};

/// The fields of an [`ExchangeRate`] before they are checked.
///
/// # Example
///
/// ```
/// use collegium_core::exchange::{ExchangeRate, ExchangeRateDraft};
/// use rust_decimal::Decimal;
///
/// let date = "2026-03-02".parse().unwrap();
/// let draft = ExchangeRateDraft {
///     base: "JPY".parse().unwrap(),
///     quote: "CNY".parse().unwrap(),
///     units: Decimal::from(100),
///     rate: Decimal::new(48, 1),
///     date,
///     source: collegium_core::Source { document: "Central parity rates".parse().unwrap(), article: None, date },
/// };
/// assert_eq!(ExchangeRate::try_from(draft).unwrap().price().to_string(), "6/125");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExchangeRateDraft {
    /// The currency that is priced.
    pub base: Currency,
    /// The currency it is priced in.
    pub quote: Currency,
    /// How many units of the base the rate is for: 1, or 100 as is usual for the yen.
    #[serde(with = "crate::decimal")]
    pub units: Decimal,
    /// What so many units of the base cost.
    #[serde(with = "crate::decimal")]
    pub rate: Decimal,
    /// The day of the quotation.
    #[serde(with = "crate::date")]
    pub date: NaiveDate,
    /// Who quoted it.
    pub source: Source,
}

/// What one currency cost in another on one day, as somebody quoted it.
///
/// # Validity
///
/// Two different currencies; units and rate above zero.
///
/// # Wire form
///
/// `{"base":"JPY","quote":"CNY","units":"100","rate":"4.8","date":"2026-03-02","source":{…}}`.
///
/// # Example
///
/// ```
/// use collegium_core::ExchangeRate;
/// let json = r#"{"base":"EUR","quote":"EUR","units":"1","rate":"1","date":"2026-03-02",
///                "source":{"document":"Central parity rates","date":"2026-03-02"}}"#;
/// let error = serde_json::from_str::<ExchangeRate>(json).unwrap_err();
/// assert!(error.to_string().starts_with("EUR cannot be quoted in itself"));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "ExchangeRateDraft", into = "ExchangeRateDraft")]
pub struct ExchangeRate(ExchangeRateDraft);

crate::record!(ExchangeRate, ExchangeRateDraft, ExchangeRateError);

impl ExchangeRate {
    /// The price of one unit of the base, exactly.
    #[must_use]
    pub fn price(&self) -> Fraction {
        let (rate, units) = (Fraction::from(self.rate), Fraction::from(self.units));
        // INVARIANT: units are positive, so there is a quotient.
        rate.checked_div(&units).unwrap_or_else(|_| unreachable!("units are positive"))
    }
}

impl ExchangeRateDraft {
    fn check(self) -> Result<Self, ExchangeRateError> {
        if self.base == self.quote {
            return Err(ExchangeRateError::SameCurrency { currency: self.base });
        }
        for (field, value) in [("units", self.units), ("rate", self.rate)] {
            if value <= Decimal::ZERO {
                return Err(ExchangeRateError::NotPositive { field, value });
            }
        }
        Ok(self)
    }
}

/// Why there is no such quotation.
///
/// # Example
///
/// ```
/// use collegium_core::exchange::ExchangeRateError;
/// let error = ExchangeRateError::NotPositive { field: "rate", value: 0.into() };
/// assert_eq!(error.to_string(), "the rate of a quotation is 0: it must be above zero");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum ExchangeRateError {
    /// Both currencies are the same.
    #[error("{currency} cannot be quoted in itself")]
    SameCurrency {
        /// The currency.
        currency: Currency,
    },
    /// Units or rate are zero or negative.
    #[error("the {field} of a quotation is {value}: it must be above zero")]
    NotPositive {
        /// `units` or `rate`.
        field: &'static str,
        /// What was given.
        value: Decimal,
    },
}
