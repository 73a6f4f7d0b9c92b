//! Currencies, amounts, and what one currency costs in another.

use chrono::NaiveDate;
use proptest::{prelude::*, sample};
use rust_decimal::Decimal;

use super::{source::source, time::date};
use crate::{Currency, ExchangeRate, Money, exchange::ExchangeRateDraft};

/// Currencies with no, two, three and four decimals.
///
/// # Example
///
/// ```
/// proptest::proptest!(|(currency in collegium_core::strategy::money::currency())| {
///     assert!(currency.decimals() <= 4);
/// });
/// ```
pub fn currency() -> impl Strategy<Value = Currency> {
    let codes = vec!["CNY", "EUR", "USD", "GBP", "JPY", "KRW", "KWD", "TND", "CLF", "UYW"];
    sample::select(codes).prop_filter_map("a currency", |code| Currency::new(code).ok())
}

/// Amounts of any currency.
///
/// # Example
///
/// ```
/// proptest::proptest!(|(money in collegium_core::strategy::money::money())| {
///     assert_eq!(money.amount().scale(), money.currency().decimals());
/// });
/// ```
pub fn money() -> impl Strategy<Value = Money> {
    currency().prop_flat_map(money_in)
}

/// Amounts of this currency: mostly below a million, some up to the greatest there is.
///
/// # Example
///
/// ```
/// let yuan = "CNY".parse().unwrap();
/// proptest::proptest!(|(money in collegium_core::strategy::money::money_in(yuan))| {
///     assert_eq!(money.currency(), yuan);
/// });
/// ```
pub fn money_in(currency: Currency) -> impl Strategy<Value = Money> {
    const MOST: i128 = (1 << 96) - 1;
    let edge = sample::select(vec![0, 1, -1, MOST, -MOST]);
    let units =
        prop_oneof![6 => -100_000_000_i128..=100_000_000, 2 => -100_i128..=100, 1 => -MOST..=MOST, 1 => edge];
    units.prop_filter_map("an amount", move |units| Money::from_units(units, currency).ok())
}

/// Quotations of any two currencies on any day.
///
/// # Example
///
/// ```
/// proptest::proptest!(|(rate in collegium_core::strategy::money::exchange_rate())| {
///     assert!(rate.base != rate.quote && !rate.price().is_negative());
/// });
/// ```
pub fn exchange_rate() -> impl Strategy<Value = ExchangeRate> {
    (currency(), currency(), date())
        .prop_filter("two currencies", |(base, quote, _)| base != quote)
        .prop_flat_map(|(base, quote, date)| exchange_rate_of(base, quote, date))
}

/// Quotations of this pair on this day. The currencies must differ.
///
/// # Example
///
/// ```
/// let (euro, yuan, day) = ("EUR".parse().unwrap(), "CNY".parse().unwrap(), "2026-03-02".parse().unwrap());
/// proptest::proptest!(|(rate in collegium_core::strategy::money::exchange_rate_of(euro, yuan, day))| {
///     assert_eq!((rate.base, rate.quote, rate.date), (euro, yuan, day));
/// });
/// ```
pub fn exchange_rate_of(
    base: Currency,
    quote: Currency,
    date: NaiveDate,
) -> impl Strategy<Value = ExchangeRate> {
    let units = sample::select(vec![1_i64, 1, 1, 100, 1_000]);
    let rate = prop_oneof![(1_i64..=10_000_000, 0_u32..=4), (1_i64..=i64::MAX, 0_u32..=10)];
    (units, rate, source()).prop_filter_map("a quotation", move |(units, (digits, scale), source)| {
        let rate = Decimal::new(digits, scale);
        ExchangeRate::try_from(ExchangeRateDraft { base, quote, units: units.into(), rate, date, source })
            .ok()
    })
}
