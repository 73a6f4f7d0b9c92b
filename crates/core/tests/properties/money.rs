//! Amounts: adding, multiplying, sharing.

use collegium_core::{
    Currency, Fraction, Money, Rounding,
    money::MoneyError,
    strategy::{
        money::{currency, money, money_in},
        number::{fraction, rounding},
    },
};
use proptest::{collection::vec, prelude::*};
use rust_decimal::Decimal;

use super::laws::{comes_back, read_or_refused, value_comes_back};

/// Amounts of one currency.
fn three() -> impl Strategy<Value = [Money; 3]> {
    currency().prop_flat_map(|currency| [money_in(currency), money_in(currency), money_in(currency)])
}

fn weights() -> impl Strategy<Value = Vec<Decimal>> {
    let digits = prop_oneof![4 => 0_i128..=100, 1 => Just(0), 1 => 0_i128..=(1 << 96) - 1];
    let weight =
        (digits, 0_u32..=28).prop_map(|(digits, scale)| Decimal::from_i128_with_scale(digits, scale));
    vec(weight, 1..12)
}

fn both(one: Result<Money, MoneyError>, other: Money) -> Result<Money, MoneyError> {
    one.and_then(|one| one.checked_add(other))
}

proptest! {
    #[test]
    fn values_come_back(currency in currency(), money in money()) {
        comes_back::<Currency>(&currency)?;
        value_comes_back(&money)?;
        prop_assert_eq!(money.to_string().parse::<Money>(), Ok(money));
        prop_assert_eq!(Money::from_units(money.units(), money.currency()), Ok(money));
        prop_assert_eq!(Money::new(money.amount(), money.currency()), Ok(money));
        prop_assert_eq!(Money::new(money.amount().normalize(), money.currency()), Ok(money));
    }

    #[test]
    fn junk_is_refused_in_one_short_line(text in prop_oneof![".*", "[A-Z]{3} [0-9.-]{0,40}", "CNY \\PC*"]) {
        read_or_refused::<Money>(&text)?;
        read_or_refused::<Currency>(&text)?;
    }

    #[test]
    fn adding_commutes_and_associates([a, b, c] in three()) {
        prop_assert_eq!(a.checked_add(b), b.checked_add(a));
        let (left, right) = (both(a.checked_add(b), c), b.checked_add(c).and_then(|sum| a.checked_add(sum)));
        if let (Ok(left), Ok(right)) = (left, right) {
            prop_assert_eq!(left, right);
        }
        let zero = Money::zero(a.currency());
        prop_assert_eq!(a.checked_add(zero), Ok(a));
        prop_assert_eq!(a.checked_sub(a), Ok(zero));
        prop_assert_eq!(a.negated().negated(), a);
        if let Ok(sum) = a.checked_add(b) {
            prop_assert_eq!(sum.checked_sub(b), Ok(a));
            prop_assert_eq!(sum.amount().scale(), a.currency().decimals());
        }
    }

    #[test]
    fn adding_agrees_with_whole_numbers([a, b, _] in three()) {
        let units = a.units() + b.units();
        let fits = units.abs() < 1 << 96;
        prop_assert_eq!(a.checked_add(b).ok().map(Money::units), fits.then_some(units));
        prop_assert_eq!(a.checked_cmp(b).unwrap(), a.units().cmp(&b.units()));
        prop_assert_eq!(a.is_negative(), a.units() < 0);
    }

    #[test]
    fn currencies_do_not_mix(one in money(), other in money()) {
        let mixed = one.currency() != other.currency();
        let expected = MoneyError::CurrencyMismatch { left: one.currency(), right: other.currency() };
        if mixed {
            prop_assert_eq!(one.checked_add(other), Err(expected.clone()));
            prop_assert_eq!(one.checked_sub(other), Err(expected.clone()));
            prop_assert_eq!(one.checked_cmp(other), Err(expected.clone()));
            prop_assert_eq!(Money::checked_sum([other], one.currency()), Err(expected));
        }
        prop_assert_eq!(one == other, !mixed && one.units() == other.units());
    }

    #[test]
    fn a_product_is_rounded_once(money in money(), factor in fraction(), rounding in rounding()) {
        let exact = Fraction::from(money.amount()) * factor.clone();
        let decimals = money.currency().decimals();
        let expected = exact.round(decimals, rounding).ok();
        prop_assert_eq!(money.checked_mul(&factor, rounding).ok().map(Money::amount), expected);
    }

    #[test]
    fn a_split_sums_to_the_whole(money in money(), weights in weights()) {
        let Ok(parts) = money.split(&weights) else {
            prop_assert!(weights.iter().all(Decimal::is_zero));
            return Ok(());
        };
        let parts: Vec<Money> = parts.collect();
        prop_assert_eq!(parts.len(), weights.len());
        prop_assert_eq!(parts.iter().map(|part| part.units()).sum::<i128>(), money.units());
        let total = weights.iter().fold(Fraction::from(0), |sum, weight| sum + Fraction::from(*weight));
        for (part, weight) in parts.iter().zip(&weights) {
            prop_assert_eq!(part.currency(), money.currency());
            value_comes_back(part)?;
            prop_assert!(!weight.is_zero() || part.is_zero());
            let quota = Fraction::from(money.units()) * Fraction::from(*weight).checked_div(&total).unwrap();
            let off = Fraction::from(part.units()) - quota;
            prop_assert!(Fraction::from(-1) < off && off < Fraction::from(1));
        }
    }

    #[test]
    fn a_refund_mirrors_a_payment(money in money(), weights in weights()) {
        if let (Ok(paid), Ok(back)) = (money.split(&weights), money.negated().split(&weights)) {
            prop_assert_eq!(paid.map(Money::negated).collect::<Vec<_>>(), back.collect::<Vec<_>>());
        }
    }

    #[test]
    fn only_proportions_matter_to_a_split(money in money(), weights in vec(0_i64..1_000, 1..8), by in 1_i64..100) {
        let split = |weights: Vec<Decimal>| money.split(&weights).map(Iterator::collect::<Vec<_>>);
        let plain = split(weights.iter().map(|weight| (*weight).into()).collect());
        prop_assert_eq!(split(weights.iter().map(|weight| (weight * by).into()).collect()), plain.clone());
        prop_assert_eq!(split(weights.iter().map(|weight| Decimal::new(*weight, 3)).collect()), plain);
    }

    #[test]
    fn the_larger_weight_never_gets_less(units in 0_i128..100_000, weights in vec(0_i64..100, 1..8)) {
        let money = Money::from_units(units, "CNY".parse().unwrap()).unwrap();
        let decimals: Vec<Decimal> = weights.iter().map(|weight| (*weight).into()).collect();
        let Ok(parts) = money.split(&decimals) else { return Ok(()) };
        let parts: Vec<Money> = parts.collect();
        for (one, part) in weights.iter().zip(&parts) {
            for (other, second) in weights.iter().zip(&parts) {
                prop_assert!(one <= other || part.units() >= second.units());
            }
        }
    }

    #[test]
    fn rounding_to_a_currency_is_rounding_to_its_decimals(number in fraction(), currency in currency()) {
        for rounding in Rounding::ALL {
            let money = Money::rounded(&number, currency, rounding).ok().map(Money::amount);
            prop_assert_eq!(money, number.round(currency.decimals(), rounding).ok());
        }
    }
}
