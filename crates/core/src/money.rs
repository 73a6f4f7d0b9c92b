//! Amounts of money.

mod split;

use std::{cmp::Ordering, fmt, str::FromStr};

use num_traits::ToPrimitive;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::{
    Currency, Fraction, Rounding,
    currency::CurrencyError,
    decimal::{self, DecimalError},
    text::excerpt,
};

/// An amount of one currency: exact, and always a whole number of its minor units.
///
/// There is no half cent to lose: what could make one (a rate, a share, a quotient) is a [`Fraction`] until it is
/// rounded by name, and [`Money::split`] shares an amount so that the parts sum to it. Amounts of two currencies never
/// add; [`ExchangeRates`](crate::ExchangeRates) turns one into the other.
///
/// # Validity
///
/// At most as many decimals as the currency's minor unit; fewer than 2^96 minor units. May be zero or negative.
///
/// # Wire form
///
/// `{"amount":"12.30","currency":"CNY"}`; as text `CNY 12.30`. Fewer decimals are read, all are written.
///
/// # Example
///
/// ```
/// use collegium_core::{Money, money::MoneyError};
///
/// let fee: Money = "CNY 12.30".parse().unwrap();
/// let rest = fee.checked_sub("CNY 0.3".parse().unwrap()).unwrap();
/// assert_eq!(rest.to_string(), "CNY 12.00");
/// assert!(matches!(fee.checked_add("EUR 1".parse().unwrap()), Err(MoneyError::CurrencyMismatch { .. })));
/// assert!(matches!("JPY 1.5".parse::<Money>(), Err(MoneyError::TooPrecise { .. })));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "Wire", into = "Wire")]
pub struct Money {
    /// INVARIANT: the scale is the currency's, and zero is positive, so that equal amounts are equal digit by digit.
    amount: Decimal,
    currency: Currency,
}

impl Money {
    /// An amount as it stands in a document.
    ///
    /// # Example
    ///
    /// ```
    /// use collegium_core::{Currency, Money};
    /// use rust_decimal::Decimal;
    ///
    /// let yen = Currency::new("JPY").unwrap();
    /// assert_eq!(Money::new(Decimal::from(8_400), yen).unwrap().to_string(), "JPY 8400");
    /// assert!(Money::new(Decimal::new(5, 1), yen).is_err());
    /// ```
    ///
    /// # Errors
    ///
    /// [`MoneyError::TooPrecise`] with more decimals than the currency has, trailing zeros not counted;
    /// [`MoneyError::OutOfRange`].
    pub fn new(amount: Decimal, currency: Currency) -> Result<Self, MoneyError> {
        if amount.scale() > currency.decimals() && amount.normalize().scale() > currency.decimals() {
            return Err(MoneyError::TooPrecise { amount, currency });
        }
        let mut amount = amount;
        amount.rescale(currency.decimals());
        if amount.scale() != currency.decimals() {
            return Err(MoneyError::OutOfRange { currency });
        }
        if amount.is_zero() {
            amount.set_sign_positive(true);
        }
        Ok(Self { amount, currency })
    }

    /// An exact number rounded to the minor unit by the named mode.
    ///
    /// # Example
    ///
    /// ```
    /// use collegium_core::{Currency, Fraction, Money, Rounding};
    ///
    /// let third = Fraction::new(100, 3).unwrap();
    /// let yuan = Currency::new("CNY").unwrap();
    /// assert_eq!(Money::rounded(&third, yuan, Rounding::HalfUp).unwrap().to_string(), "CNY 33.33");
    /// ```
    ///
    /// # Errors
    ///
    /// [`MoneyError::OutOfRange`].
    pub fn rounded(number: &Fraction, currency: Currency, rounding: Rounding) -> Result<Self, MoneyError> {
        let units = number.scaled(currency.decimals(), rounding);
        units.to_i128().ok_or(MoneyError::OutOfRange { currency }).and_then(|u| Self::from_units(u, currency))
    }

    /// So many minor units: cents, fen, yen.
    ///
    /// # Example
    ///
    /// ```
    /// use collegium_core::{Currency, Money};
    /// let money = Money::from_units(-5, Currency::new("USD").unwrap()).unwrap();
    /// assert_eq!((money.to_string().as_str(), money.units()), ("USD -0.05", -5));
    /// ```
    ///
    /// # Errors
    ///
    /// [`MoneyError::OutOfRange`].
    pub fn from_units(units: i128, currency: Currency) -> Result<Self, MoneyError> {
        let amount = Decimal::try_from_i128_with_scale(units, currency.decimals());
        amount.map(|amount| Self { amount, currency }).map_err(|_| MoneyError::OutOfRange { currency })
    }

    /// Nothing, in this currency.
    ///
    /// # Example
    ///
    /// ```
    /// use collegium_core::{Currency, Money};
    /// assert!(Money::zero(Currency::new("EUR").unwrap()).is_zero());
    /// ```
    #[must_use]
    pub fn zero(currency: Currency) -> Self {
        let mut amount = Decimal::ZERO;
        amount.rescale(currency.decimals());
        Self { amount, currency }
    }

    /// The amount, with all decimals of the currency.
    ///
    /// # Example
    ///
    /// ```
    /// let money: collegium_core::Money = "CNY 5".parse().unwrap();
    /// assert_eq!((money.amount().to_string(), money.currency().code()), ("5.00".to_owned(), "CNY"));
    /// ```
    #[must_use]
    pub const fn amount(self) -> Decimal {
        self.amount
    }

    /// The currency.
    #[must_use]
    pub const fn currency(self) -> Currency {
        self.currency
    }

    /// The amount in minor units.
    #[must_use]
    pub const fn units(self) -> i128 {
        self.amount.mantissa()
    }

    /// Whether there is nothing.
    #[must_use]
    pub fn is_zero(self) -> bool {
        self.amount.is_zero()
    }

    /// Whether it is below zero.
    ///
    /// # Example
    ///
    /// ```
    /// use collegium_core::Money;
    /// assert!("CNY -1".parse::<Money>().unwrap().is_negative());
    /// assert!(!"CNY -0.00".parse::<Money>().unwrap().is_negative());
    /// ```
    #[must_use]
    pub fn is_negative(self) -> bool {
        self.amount.is_sign_negative()
    }

    /// The same amount with the other sign.
    ///
    /// # Example
    ///
    /// ```
    /// use collegium_core::Money;
    /// assert_eq!("CNY 1".parse::<Money>().unwrap().negated().to_string(), "CNY -1.00");
    /// ```
    #[must_use]
    pub fn negated(self) -> Self {
        if self.is_zero() { self } else { Self { amount: -self.amount, ..self } }
    }

    /// The sum.
    ///
    /// # Errors
    ///
    /// [`MoneyError::CurrencyMismatch`], [`MoneyError::OutOfRange`].
    pub fn checked_add(self, other: Self) -> Result<Self, MoneyError> {
        self.same_currency(other)?;
        if other.is_zero() {
            return Ok(self);
        }
        Self::from_units(self.units() + other.units(), self.currency)
    }

    /// The difference.
    ///
    /// # Errors
    ///
    /// [`MoneyError::CurrencyMismatch`], [`MoneyError::OutOfRange`].
    pub fn checked_sub(self, other: Self) -> Result<Self, MoneyError> {
        self.checked_add(other.negated())
    }

    /// The sum of many amounts, zero if there are none.
    ///
    /// # Example
    ///
    /// ```
    /// use collegium_core::{Currency, Money};
    /// let parts = ["CNY 1", "CNY 2.50"].map(|text| text.parse::<Money>().unwrap());
    /// assert_eq!(Money::checked_sum(parts, Currency::new("CNY").unwrap()).unwrap().to_string(), "CNY 3.50");
    /// ```
    ///
    /// # Errors
    ///
    /// [`MoneyError::CurrencyMismatch`] if one is of another currency, [`MoneyError::OutOfRange`].
    pub fn checked_sum(
        amounts: impl IntoIterator<Item = Self>,
        currency: Currency,
    ) -> Result<Self, MoneyError> {
        amounts.into_iter().try_fold(Self::zero(currency), Self::checked_add)
    }

    /// The exact product with a fraction, rounded once to the minor unit.
    ///
    /// # Example
    ///
    /// ```
    /// use collegium_core::{Money, Rounding, Share};
    /// let fee: Money = "CNY 100".parse().unwrap();
    /// let third = Share::new(1, 3).unwrap().into();
    /// assert_eq!(fee.checked_mul(&third, Rounding::HalfUp).unwrap().to_string(), "CNY 33.33");
    /// ```
    ///
    /// # Errors
    ///
    /// [`MoneyError::OutOfRange`].
    pub fn checked_mul(self, factor: &Fraction, rounding: Rounding) -> Result<Self, MoneyError> {
        Self::rounded(&(Fraction::from(self.amount) * factor.clone()), self.currency, rounding)
    }

    /// Which of two amounts of one currency is greater.
    ///
    /// # Example
    ///
    /// ```
    /// use collegium_core::Money;
    /// let money = |text: &str| text.parse::<Money>().unwrap();
    /// assert!(money("CNY 2").checked_cmp(money("CNY 10")).unwrap().is_lt());
    /// assert!(money("CNY 2").checked_cmp(money("EUR 1")).is_err());
    /// ```
    ///
    /// # Errors
    ///
    /// [`MoneyError::CurrencyMismatch`].
    pub fn checked_cmp(self, other: Self) -> Result<Ordering, MoneyError> {
        self.same_currency(other).map(|()| self.amount.cmp(&other.amount))
    }

    fn same_currency(self, other: Self) -> Result<(), MoneyError> {
        if self.currency == other.currency {
            Ok(())
        } else {
            Err(MoneyError::CurrencyMismatch { left: self.currency, right: other.currency })
        }
    }
}

impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.currency, self.amount)
    }
}

impl FromStr for Money {
    type Err = MoneyError;

    fn from_str(text: &str) -> Result<Self, MoneyError> {
        let (currency, amount) =
            text.split_once(' ').ok_or_else(|| MoneyError::NotMoney { value: excerpt(text) })?;
        let currency = Currency::new(currency).map_err(MoneyError::Currency)?;
        Self::new(decimal::parse(amount).map_err(MoneyError::Amount)?, currency)
    }
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Wire {
    #[serde(with = "crate::decimal")]
    amount: Decimal,
    currency: Currency,
}

impl TryFrom<Wire> for Money {
    type Error = MoneyError;

    fn try_from(wire: Wire) -> Result<Self, MoneyError> {
        Self::new(wire.amount, wire.currency)
    }
}

impl From<Money> for Wire {
    fn from(money: Money) -> Self {
        Self { amount: money.amount, currency: money.currency }
    }
}

/// Why there is no such amount.
///
/// # Example
///
/// ```
/// use collegium_core::Money;
/// assert_eq!(
///     "CNY 0.125".parse::<Money>().unwrap_err().to_string(),
///     "0.125 is too precise for CNY, which has 2 decimals: round it by a named mode first"
/// );
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum MoneyError {
    /// More decimals than the currency has.
    #[error("{amount} is too precise for {currency}, which has {} decimals: round it by a named mode first", currency.decimals())]
    TooPrecise {
        /// The amount given.
        amount: Decimal,
        /// The currency.
        currency: Currency,
    },
    /// The result is beyond the greatest amount that can be held.
    #[error("the amount is out of range: {currency} amounts have fewer than 2^96 minor units")]
    OutOfRange {
        /// The currency.
        currency: Currency,
    },
    /// Two amounts of different currencies met.
    #[error("{left} and {right} do not mix: exchange one of them first")]
    CurrencyMismatch {
        /// The currency of the first amount.
        left: Currency,
        /// The currency of the second.
        right: Currency,
    },
    /// A sum was to be shared by weights that say nothing.
    #[error("a sum cannot be shared by these weights: at least one must be positive")]
    NoWeight,
    /// A sum was to be shared by a weight below zero.
    #[error("a sum cannot be shared by the weight {weight}: weights must not be negative")]
    NegativeWeight {
        /// The weight.
        weight: Decimal,
    },
    /// The text is not an amount.
    #[error("`{value}` is not an amount of money: write currency, blank and number, such as `CNY 12.30`")]
    NotMoney {
        /// What was given, shortened if long.
        value: String,
    },
    /// The currency of a text was refused.
    #[error(transparent)]
    Currency(CurrencyError),
    /// The number of a text was refused.
    #[error(transparent)]
    Amount(DecimalError),
}
