//! The answer of an exchange, with everything it rests on.

use std::fmt;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::ExchangeRate;
use crate::{Currency, Fraction, Money, Rounding, money::MoneyError};

/// An amount in another currency, with the rates, days and sources it was reached by.
///
/// # Wire form
///
/// `{"from":{…},"to":{…},"on":"…","rate":"325/2","legs":[{"rate":{…},"direction":"direct"}],"rounding":"half_up"}`.
///
/// # Example
///
/// ```
/// use collegium_core::{ExchangeRate, ExchangeRates, Rounding, exchange::Direction};
///
/// let rate: ExchangeRate = serde_json::from_str(
///     r#"{"base":"EUR","quote":"CNY","units":"1","rate":"7.8","date":"2026-03-02",
///         "source":{"document":"Central parity rates","date":"2026-03-02"}}"#,
/// )
/// .unwrap();
/// let rates = ExchangeRates::new([rate.clone()], None, 7).unwrap();
/// let day = "2026-03-05".parse().unwrap();
/// let conversion =
///     rates.convert("CNY 100".parse().unwrap(), "EUR".parse().unwrap(), day, Rounding::HalfUp).unwrap();
///
/// assert_eq!((conversion.from().to_string(), conversion.to().to_string()), ("CNY 100.00".into(), "EUR 12.82".into()));
/// assert_eq!((conversion.on(), conversion.rounding()), (day, Rounding::HalfUp));
/// assert_eq!(conversion.rate().to_string(), "5/39");
/// let leg = &conversion.legs()[0];
/// assert_eq!((leg.rate(), leg.direction(), leg.age_days(day)), (&rate, Direction::Inverse, 3));
/// assert_eq!((leg.from().code(), leg.to().code(), leg.factor().to_string()), ("CNY", "EUR", "5/39".to_owned()));
/// assert_eq!(
///     conversion.to_string(),
///     "CNY 100.00 = EUR 12.82 on 2026-03-05 (inverse of 1 EUR = 7.8 CNY of 2026-03-02, Central parity rates (2026-03-02))"
/// );
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Wire", into = "Wire")]
pub struct Conversion {
    from: Money,
    to: Money,
    on: NaiveDate,
    rate: Fraction,
    legs: Vec<Leg>,
    rounding: Rounding,
}

impl Conversion {
    /// Follows the legs from the amount to the currency. INVARIANT: every `Conversion` is made here.
    pub(super) fn along(
        legs: Vec<Leg>,
        from: Money,
        to: Currency,
        on: NaiveDate,
        rounding: Rounding,
    ) -> Result<Self, MoneyError> {
        let rate = legs.iter().fold(Fraction::from(1), |product, leg| product * leg.factor());
        let exact = Fraction::from(from.amount()) * rate.clone();
        let to = Money::rounded(&exact, to, rounding)?;
        Ok(Self { from, to, on, rate, legs, rounding })
    }

    /// The amount that was given.
    #[must_use]
    pub const fn from(&self) -> Money {
        self.from
    }

    /// The amount it comes to.
    #[must_use]
    pub const fn to(&self) -> Money {
        self.to
    }

    /// The day it was asked for.
    #[must_use]
    pub const fn on(&self) -> NaiveDate {
        self.on
    }

    /// The exact rate from the first currency to the last: the product of the legs' factors.
    #[must_use]
    pub const fn rate(&self) -> &Fraction {
        &self.rate
    }

    /// The quotations used, in order: none within one currency, one for a pair, two through the pivot.
    #[must_use]
    pub fn legs(&self) -> &[Leg] {
        &self.legs
    }

    /// How the result was rounded to the minor unit.
    #[must_use]
    pub const fn rounding(&self) -> Rounding {
        self.rounding
    }
}

impl fmt::Display for Conversion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} = {} on {}", self.from, self.to, self.on)?;
        for (position, leg) in self.legs.iter().enumerate() {
            let opening = if position == 0 { " (" } else { "; " };
            write!(f, "{opening}{leg}")?;
        }
        if self.legs.is_empty() { Ok(()) } else { f.write_str(")") }
    }
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Wire {
    from: Money,
    to: Money,
    #[serde(with = "crate::date")]
    on: NaiveDate,
    rate: Fraction,
    legs: Vec<Leg>,
    rounding: Rounding,
}

impl TryFrom<Wire> for Conversion {
    type Error = ConversionError;

    /// Reckons the conversion again: what was written must follow from its own rates.
    fn try_from(wire: Wire) -> Result<Self, ConversionError> {
        let mut currency = wire.from.currency();
        for leg in &wire.legs {
            if leg.from() != currency || leg.age_days(wire.on) < 0 {
                return Err(ConversionError::Leg { on: wire.on, currency, date: leg.rate.date });
            }
            currency = leg.to();
        }
        let (from, legs) = (wire.from.currency(), wire.legs.len());
        if !(if from == currency { legs == 0 } else { (1..=2).contains(&legs) }) {
            return Err(ConversionError::Legs { from, to: currency, legs });
        }
        let again = Self::along(wire.legs, wire.from, currency, wire.on, wire.rounding);
        let again = again.map_err(ConversionError::Money)?;
        if again.to == wire.to && again.rate == wire.rate {
            Ok(again)
        } else {
            let (reckoned, rate) = (again.to, again.rate);
            Err(ConversionError::Result { written: wire.to, at: wire.rate, reckoned, rate })
        }
    }
}

impl From<Conversion> for Wire {
    fn from(conversion: Conversion) -> Self {
        let Conversion { from, to, on, rate, legs, rounding } = conversion;
        Self { from, to, on, rate, legs, rounding }
    }
}

/// Why a written conversion was refused: it does not follow from its own rates.
///
/// # Example
///
/// ```
/// use collegium_core::exchange::Conversion;
/// let json = r#"{"from":{"amount":"1.00","currency":"CNY"},"to":{"amount":"2.00","currency":"CNY"},
///                "on":"2026-03-05","rate":"1/1","legs":[],"rounding":"half_up"}"#;
/// let error = serde_json::from_str::<Conversion>(json).unwrap_err();
/// assert!(error.to_string().starts_with("the conversion is written as CNY 2.00 at the rate 1/1 but comes to CNY 1.00"));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum ConversionError {
    /// A leg does not start where the one before ended, or was quoted after the day.
    #[error("a rate of {date} does not lead on from {currency} on {on}")]
    Leg {
        /// The day of the conversion.
        on: NaiveDate,
        /// The currency reached so far.
        currency: Currency,
        /// The day of the quotation.
        date: NaiveDate,
    },
    /// A table would not have gone this way.
    #[error(
        "a conversion from {from} to {to} cannot rest on {legs} rates: there are none within one currency, else one, or \
         two through the pivot"
    )]
    Legs {
        /// The first currency.
        from: Currency,
        /// The last currency.
        to: Currency,
        /// How many rates are written.
        legs: usize,
    },
    /// Amount or rate are not what the legs give.
    #[error(
        "the conversion is written as {written} at the rate {at} but comes to {reckoned} at the rate {rate}"
    )]
    Result {
        /// The amount that was written.
        written: Money,
        /// The rate that was written.
        at: Fraction,
        /// The amount the rates give.
        reckoned: Money,
        /// The rate the legs give.
        rate: Fraction,
    },
    /// The result is out of range.
    #[error(transparent)]
    Money(MoneyError),
}

/// Which way a quotation was used.
///
/// # Wire form
///
/// `"direct"` or `"inverse"`.
///
/// # Example
///
/// ```
/// use collegium_core::exchange::Direction;
/// assert_eq!(serde_json::to_string(&Direction::Inverse).unwrap(), "\"inverse\"");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// From its base to its quote currency.
    Direct,
    /// From its quote to its base currency.
    Inverse,
}

/// One quotation on the way from currency to currency.
///
/// # Example
///
/// See [`Conversion`].
///
/// ```
/// use collegium_core::exchange::Leg;
/// let leg: Leg = serde_json::from_str(
///     r#"{"rate":{"base":"EUR","quote":"CNY","units":"1","rate":"7.8","date":"2026-03-02",
///                 "source":{"document":"Central parity rates","date":"2026-03-02"}},"direction":"direct"}"#,
/// )
/// .unwrap();
/// assert_eq!(leg.factor().to_string(), "39/5");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Leg {
    rate: ExchangeRate,
    direction: Direction,
}

impl Leg {
    pub(super) fn new(rate: &ExchangeRate, direction: Direction) -> Self {
        Self { rate: rate.clone(), direction }
    }

    /// The quotation.
    #[must_use]
    pub const fn rate(&self) -> &ExchangeRate {
        &self.rate
    }

    /// Which way it was used.
    #[must_use]
    pub const fn direction(&self) -> Direction {
        self.direction
    }

    /// The currency this leg starts from.
    #[must_use]
    pub fn from(&self) -> Currency {
        if self.direction == Direction::Direct { self.rate.base } else { self.rate.quote }
    }

    /// The currency this leg ends in.
    #[must_use]
    pub fn to(&self) -> Currency {
        if self.direction == Direction::Direct { self.rate.quote } else { self.rate.base }
    }

    /// What one unit of the currency it starts from is worth in the one it ends in, exactly.
    #[must_use]
    pub fn factor(&self) -> Fraction {
        let price = self.rate.price();
        match self.direction {
            Direction::Direct => price,
            // INVARIANT: a rate is positive, so its price has an inverse.
            Direction::Inverse => Fraction::from(1)
                .checked_div(&price)
                .unwrap_or_else(|_| unreachable!("the price of a quotation is positive")),
        }
    }

    /// How many days before this day the quotation is; negative if it is later.
    #[must_use]
    pub fn age_days(&self, on: NaiveDate) -> i64 {
        (on - self.rate.date).num_days()
    }
}

impl fmt::Display for Leg {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let rate = &self.rate;
        if self.direction == Direction::Inverse {
            f.write_str("inverse of ")?;
        }
        write!(
            f,
            "{} {} = {} {} of {}, {}",
            rate.units, rate.base, rate.rate, rate.quote, rate.date, rate.source
        )
    }
}
