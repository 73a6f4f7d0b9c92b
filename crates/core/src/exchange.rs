//! Dated rates of exchange.

mod conversion;
mod rate;

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use thiserror::Error;

pub use conversion::{Conversion, ConversionError, Direction, Leg};
pub use rate::{ExchangeRate, ExchangeRateDraft, ExchangeRateError};

use crate::{Currency, Money, Rounding, money::MoneyError};

/// A table of dated rates, and how old a rate may be when it is used.
///
/// A conversion on a day uses the latest quotation of that day or before, if it is not older than `max_age_days`: the
/// pair's own quotation, else the inverse of the opposite one, else two such through the pivot currency. What it used it
/// tells: see [`Conversion`]. Where there is no rate, or only one that is too old, there is an error and never a silent 1.
///
/// # Validity
///
/// No two quotations of the same pair in the same direction on the same day.
///
/// # Wire form
///
/// `{"rates":[…],"pivot":"CNY","max_age_days":31}`; the rates are written by pair and day; `pivot` is left out where
/// there is none.
///
/// # Example
///
/// ```
/// use collegium_core::{ExchangeRates, Money, Rounding, exchange::ExchangeError};
///
/// let rates: ExchangeRates = serde_json::from_str(r#"{
///     "rates": [
///         {"base":"EUR","quote":"CNY","units":"1","rate":"7.8","date":"2026-03-02",
///          "source":{"document":"Central parity rates","date":"2026-03-02"}},
///         {"base":"JPY","quote":"CNY","units":"100","rate":"4.8","date":"2026-03-02",
///          "source":{"document":"Central parity rates","date":"2026-03-02"}}
///     ],
///     "pivot": "CNY",
///     "max_age_days": 7
/// }"#).unwrap();
///
/// let day = "2026-03-05".parse().unwrap();
/// let fee: Money = "EUR 8".parse().unwrap();
/// let yen = "JPY".parse().unwrap();
/// let conversion = rates.convert(fee, yen, day, Rounding::HalfUp).unwrap();
/// assert_eq!(conversion.to().to_string(), "JPY 1300");
/// assert_eq!(conversion.rate().to_string(), "325/2");
/// assert_eq!(conversion.legs().len(), 2);
///
/// let late = "2026-04-01".parse().unwrap();
/// let error = rates.convert(fee, yen, late, Rounding::HalfUp).unwrap_err();
/// assert_eq!(
///     error.to_string(),
///     "the rate EUR/CNY for 2026-04-01 is stale: the latest is of 2026-03-02, 30 days before, and 7 are allowed"
/// );
/// assert!(matches!(error, ExchangeError::Stale { .. }));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Wire", into = "Wire")]
pub struct ExchangeRates {
    rates: BTreeMap<(Currency, Currency), BTreeMap<NaiveDate, ExchangeRate>>,
    pivot: Option<Currency>,
    max_age_days: u32,
}

impl ExchangeRates {
    /// A table of rates. `max_age_days` is how many days before the day of a conversion a rate may be quoted, 0 for the
    /// day itself only.
    ///
    /// # Example
    ///
    /// ```
    /// use collegium_core::ExchangeRates;
    /// let none = ExchangeRates::new([], None, 31).unwrap();
    /// assert_eq!((none.iter().count(), none.pivot(), none.max_age_days()), (0, None, 31));
    /// ```
    ///
    /// # Errors
    ///
    /// [`ExchangeError::Twice`] if a pair is quoted twice in the same direction on one day.
    pub fn new(
        rates: impl IntoIterator<Item = ExchangeRate>,
        pivot: Option<Currency>,
        max_age_days: u32,
    ) -> Result<Self, ExchangeError> {
        let mut table = Self { rates: BTreeMap::new(), pivot, max_age_days };
        for rate in rates {
            let (base, quote, date) = (rate.base, rate.quote, rate.date);
            if table.rates.entry((base, quote)).or_default().insert(date, rate).is_some() {
                return Err(ExchangeError::Twice { base, quote, date });
            }
        }
        Ok(table)
    }

    /// Every rate, by pair and day.
    pub fn iter(&self) -> impl Iterator<Item = &ExchangeRate> {
        self.rates.values().flat_map(BTreeMap::values)
    }

    /// The currency through which pairs without a rate of their own are converted.
    #[must_use]
    pub const fn pivot(&self) -> Option<Currency> {
        self.pivot
    }

    /// How many days old a rate may be.
    #[must_use]
    pub const fn max_age_days(&self) -> u32 {
        self.max_age_days
    }

    /// Turns an amount into another currency by the rates of the day.
    ///
    /// The product of amount and rates is exact and rounded once, to the minor unit of the target. Into its own currency
    /// an amount is carried unchanged, without a rate.
    ///
    /// # Errors
    ///
    /// [`ExchangeError::Missing`] or [`ExchangeError::Stale`], naming pair and day; [`ExchangeError::Money`] if the
    /// result is out of range.
    pub fn convert(
        &self,
        from: Money,
        to: Currency,
        on: NaiveDate,
        rounding: Rounding,
    ) -> Result<Conversion, ExchangeError> {
        let legs = self.path(from.currency(), to, on)?;
        Conversion::along(legs, from, to, on, rounding).map_err(ExchangeError::Money)
    }

    fn path(&self, from: Currency, to: Currency, on: NaiveDate) -> Result<Vec<Leg>, ExchangeError> {
        if from == to {
            return Ok(Vec::new());
        }
        let own = match self.leg(from, to, on) {
            Ok(leg) => return Ok(vec![leg]),
            Err(error) => error,
        };
        match self.pivot {
            Some(pivot) if pivot != from && pivot != to => {
                let through =
                    self.leg(from, pivot, on).and_then(|first| Ok(vec![first, self.leg(pivot, to, on)?]));
                through.map_err(|error| own.or_through(error))
            }
            _ => Err(own),
        }
    }

    /// The pair's own quotation, or the inverse of the opposite one.
    fn leg(&self, from: Currency, to: Currency, on: NaiveDate) -> Result<Leg, ExchangeError> {
        let direct = self.latest(from, to, on).map(|rate| Leg::new(rate, Direction::Direct));
        let inverse = self.latest(to, from, on).map(|rate| Leg::new(rate, Direction::Inverse));
        let fresh = |leg: &&Leg| leg.age_days(on) <= i64::from(self.max_age_days);
        if let Some(leg) = [&direct, &inverse].into_iter().flatten().find(fresh) {
            return Ok(leg.clone());
        }
        match [&direct, &inverse].into_iter().flatten().map(|leg| leg.rate().date).max() {
            None => Err(ExchangeError::Missing { from, to, on }),
            Some(latest) => {
                Err(ExchangeError::Stale { from, to, on, latest, max_age_days: self.max_age_days })
            }
        }
    }

    fn latest(&self, base: Currency, quote: Currency, on: NaiveDate) -> Option<&ExchangeRate> {
        self.rates.get(&(base, quote))?.range(..=on).next_back().map(|(_, rate)| rate)
    }
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Wire {
    rates: Vec<ExchangeRate>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pivot: Option<Currency>,
    max_age_days: u32,
}

impl TryFrom<Wire> for ExchangeRates {
    type Error = ExchangeError;

    fn try_from(wire: Wire) -> Result<Self, ExchangeError> {
        Self::new(wire.rates, wire.pivot, wire.max_age_days)
    }
}

impl From<ExchangeRates> for Wire {
    fn from(table: ExchangeRates) -> Self {
        Self { rates: table.iter().cloned().collect(), pivot: table.pivot, max_age_days: table.max_age_days }
    }
}

/// Why an amount cannot be exchanged.
///
/// # Example
///
/// ```
/// use collegium_core::{ExchangeRates, Rounding};
/// let none = ExchangeRates::new([], None, 31).unwrap();
/// let error = none
///     .convert("EUR 1".parse().unwrap(), "CNY".parse().unwrap(), "2026-03-05".parse().unwrap(), Rounding::HalfUp)
///     .unwrap_err();
/// assert_eq!(error.to_string(), "there is no rate EUR/CNY for 2026-03-05 or any day before");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum ExchangeError {
    /// The pair was never quoted, neither way, up to the day.
    #[error("there is no rate {from}/{to} for {on} or any day before")]
    Missing {
        /// The currency of the amount.
        from: Currency,
        /// The currency wanted.
        to: Currency,
        /// The day of the conversion.
        on: NaiveDate,
    },
    /// The pair was quoted, but too long ago.
    #[error(
        "the rate {from}/{to} for {on} is stale: the latest is of {latest}, {} days before, and {max_age_days} are allowed",
        (*on - *latest).num_days()
    )]
    Stale {
        /// The currency of the amount.
        from: Currency,
        /// The currency wanted.
        to: Currency,
        /// The day of the conversion.
        on: NaiveDate,
        /// The day of the latest quotation.
        latest: NaiveDate,
        /// How many days before a quotation may lie.
        max_age_days: u32,
    },
    /// A pair is quoted twice on one day.
    #[error("the rate {base}/{quote} of {date} comes twice: keep one")]
    Twice {
        /// The currency that is priced.
        base: Currency,
        /// The currency it is priced in.
        quote: Currency,
        /// The day.
        date: NaiveDate,
    },
    /// The result is no amount.
    #[error(transparent)]
    Money(MoneyError),
}

impl ExchangeError {
    /// Of two failures, of the pair itself and of the way through the pivot, the one that helps more: a rate that only
    /// needs renewing before one that does not exist.
    fn or_through(self, through: Self) -> Self {
        match (&self, &through) {
            (Self::Missing { .. }, Self::Stale { .. }) => through,
            _ => self,
        }
    }
}
