//! Exchange: there and back, through the pivot, and what is written of it.

use chrono::{Days, NaiveDate};
use collegium_core::{
    Currency, ExchangeRate, ExchangeRates, Fraction, Money,
    exchange::{Conversion, Direction, ExchangeError, ExchangeRateDraft},
    strategy::{
        money::{currency, exchange_rate, exchange_rate_of, money, money_in},
        number::rounding,
        time::date,
    },
};
use proptest::{collection::vec, prelude::*};

use super::laws::{record_comes_back, value_comes_back};

fn code(code: &str) -> Currency {
    code.parse().unwrap()
}

fn size(number: Fraction) -> Fraction {
    if number.is_negative() { Fraction::from(0) - number } else { number }
}

/// Half a minor unit of the currency.
fn half_unit(currency: Currency) -> Fraction {
    Fraction::new(1, 2 * 10_i128.pow(currency.decimals())).unwrap()
}

/// Rates of euro and yen in yuan on one day.
fn table() -> impl Strategy<Value = (NaiveDate, ExchangeRates)> {
    date().prop_flat_map(|day| {
        let rates = (
            exchange_rate_of(code("EUR"), code("CNY"), day),
            exchange_rate_of(code("JPY"), code("CNY"), day),
        );
        (Just(day), rates).prop_map(|(day, (euro, yen))| {
            (day, ExchangeRates::new([euro, yen], Some(code("CNY")), 0).unwrap())
        })
    })
}

/// Quotations of one pair and its inverse on some of a hundred days, each at most once.
fn quotations() -> impl Strategy<Value = Vec<ExchangeRate>> {
    let quotation = (any::<bool>(), 0_u64..100).prop_flat_map(|(direct, after)| {
        let day = "2026-01-01".parse::<NaiveDate>().unwrap() + Days::new(after);
        let (base, quote) = if direct { ("EUR", "CNY") } else { ("CNY", "EUR") };
        exchange_rate_of(code(base), code(quote), day)
    });
    vec(quotation, 0..8).prop_map(|mut rates| {
        rates.sort_by_key(|rate| (rate.base, rate.date));
        rates.dedup_by_key(|rate| (rate.base, rate.date));
        rates
    })
}

proptest! {
    #[test]
    fn records_come_back(rate in exchange_rate(), (_, rates) in table()) {
        record_comes_back::<ExchangeRate, ExchangeRateDraft>(&rate)?;
        value_comes_back(&rates)?;
        prop_assert!(!rate.price().is_negative());
    }

    #[test]
    fn conversions_come_back((day, rates) in table(), money in money_in(code("EUR")), rounding in rounding()) {
        for to in ["EUR", "CNY", "JPY"] {
            if let Ok(conversion) = rates.convert(money, code(to), day, rounding) {
                value_comes_back::<Conversion>(&conversion)?;
                for leg in conversion.legs() {
                    value_comes_back(leg)?;
                }
            }
        }
    }

    #[test]
    fn into_its_own_currency_money_is_carried_unchanged(
        (_, rates) in table(),
        (money, day, rounding) in (money(), date(), rounding()),
    ) {
        let conversion = rates.convert(money, money.currency(), day, rounding).unwrap();
        prop_assert_eq!((conversion.to(), conversion.legs().len()), (money, 0));
        prop_assert_eq!(conversion.rate(), &Fraction::from(1));
    }

    #[test]
    fn there_and_back_loses_at_most_the_two_roundings(
        (day, rates) in table(),
        money in money_in(code("EUR")),
    ) {
        let half = collegium_core::Rounding::HalfUp;
        for other in ["CNY", "JPY"].map(code) {
            let Ok(there) = rates.convert(money, other, day, half) else { continue };
            let Ok(back) = rates.convert(there.to(), money.currency(), day, half) else { continue };
            prop_assert_eq!(there.rate().clone() * back.rate().clone(), Fraction::from(1));
            let lost = size(Fraction::from(money.amount()) - Fraction::from(back.to().amount()));
            let most = half_unit(other) * back.rate().clone() + half_unit(money.currency());
            prop_assert!(lost <= most, "{} {} {}", money, there, back);
        }
    }

    #[test]
    fn the_way_through_the_pivot_is_the_product_of_the_exact_rates(
        (day, rates) in table(),
        (money, rounding) in (money_in(code("EUR")), rounding()),
    ) {
        let price = |base: &str| rates.iter().find(|rate| rate.base.code() == base).unwrap().price();
        let exact = price("EUR").checked_div(&price("JPY")).unwrap();
        if let Ok(conversion) = rates.convert(money, code("JPY"), day, rounding) {
            prop_assert_eq!(conversion.rate(), &exact);
            let expected = Money::rounded(&(Fraction::from(money.amount()) * exact), code("JPY"), rounding);
            prop_assert_eq!(Ok(conversion.to()), expected);
            let ways: Vec<_> = conversion.legs().iter().map(|leg| (leg.from().code(), leg.to().code())).collect();
            prop_assert_eq!(ways, [("EUR", "CNY"), ("CNY", "JPY")]);
        }
    }

    #[test]
    fn the_rate_used_is_the_one_a_naive_search_finds(
        rates in quotations(),
        (after, most) in (0_u64..110, 0_u32..40),
    ) {
        let on = "2026-01-01".parse::<NaiveDate>().unwrap() + Days::new(after);
        let table = ExchangeRates::new(rates.clone(), None, most).unwrap();
        let latest = |base: &str| {
            let known = rates.iter().filter(|rate| rate.base.code() == base && rate.date <= on);
            known.max_by_key(|rate| rate.date)
        };
        let fresh = |rate: &&ExchangeRate| (on - rate.date).num_days() <= i64::from(most);
        let naive = latest("EUR").filter(fresh).map(|rate| (rate, Direction::Direct));
        let naive = naive.or_else(|| latest("CNY").filter(fresh).map(|rate| (rate, Direction::Inverse)));
        let answer = table.convert("EUR 1".parse().unwrap(), code("CNY"), on, collegium_core::Rounding::HalfUp);
        match (answer, naive) {
            (Ok(conversion), Some(naive)) => {
                prop_assert_eq!(conversion.legs().len(), 1);
                let leg = &conversion.legs()[0];
                prop_assert_eq!((leg.rate(), leg.direction()), naive);
            }
            (Err(ExchangeError::Stale { latest: day, .. }), None) => {
                prop_assert_eq!(latest("EUR").into_iter().chain(latest("CNY")).map(|rate| rate.date).max(), Some(day));
            }
            (Err(ExchangeError::Missing { .. }), None) => {
                prop_assert!(latest("EUR").is_none() && latest("CNY").is_none());
            }
            (Err(ExchangeError::Money(_)), Some(_)) => {}
            (answer, naive) => prop_assert!(false, "{:?} {:?}", answer, naive),
        }
    }

    #[test]
    fn a_table_does_not_depend_on_the_order_of_its_rates(rates in quotations().prop_shuffle()) {
        let table = ExchangeRates::new(rates.clone(), None, 7).unwrap();
        let other = ExchangeRates::new(rates.into_iter().rev(), None, 7).unwrap();
        prop_assert_eq!(&table, &other);
        prop_assert_eq!(serde_json::to_string(&table).unwrap(), serde_json::to_string(&other).unwrap());
    }

    #[test]
    fn no_day_and_no_amount_brings_a_conversion_down(
        (day, rates) in table(),
        (money, to, rounding) in (money(), currency(), rounding()),
    ) {
        for day in [day, NaiveDate::MIN, NaiveDate::MAX] {
            if let Err(error) = rates.convert(money, to, day, rounding) {
                prop_assert!(!error.to_string().is_empty());
            }
        }
    }
}
