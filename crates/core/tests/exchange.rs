//! Worked cases of exchange.
#![expect(clippy::unwrap_used, reason = "what fails here is a failed test")]

use collegium_core::{
    ExchangeRate, ExchangeRates, Rounding,
    exchange::{Conversion, Direction, ExchangeError},
};

/// A quotation: `EUR CNY 1 7.8 2026-03-02` says that 1 euro cost 7.8 yuan on that day.
fn rate(text: &str) -> ExchangeRate {
    let [base, quote, units, rate, date] = text.split(' ').collect::<Vec<_>>().try_into().unwrap();
    let json = format!(
        r#"{{"base":"{base}","quote":"{quote}","units":"{units}","rate":"{rate}","date":"{date}",
            "source":{{"document":"Central parity rates","date":"{date}"}}}}"#
    );
    serde_json::from_str(&json).unwrap()
}

fn table(rates: &[&str], pivot: Option<&str>, max_age_days: u32) -> ExchangeRates {
    let pivot = pivot.map(|code| code.parse().unwrap());
    ExchangeRates::new(rates.iter().map(|text| rate(text)), pivot, max_age_days).unwrap()
}

fn convert(rates: &ExchangeRates, from: &str, to: &str, on: &str) -> Result<Conversion, ExchangeError> {
    rates.convert(from.parse().unwrap(), to.parse().unwrap(), on.parse().unwrap(), Rounding::HalfUp)
}

fn amount(rates: &ExchangeRates, from: &str, to: &str, on: &str) -> String {
    convert(rates, from, to, on).unwrap().to().to_string()
}

fn refused(rates: &ExchangeRates, from: &str, to: &str, on: &str) -> String {
    convert(rates, from, to, on).unwrap_err().to_string()
}

const EURO: &str = "EUR CNY 1 7.8 2026-03-02";
const YEN: &str = "JPY CNY 100 4.8 2026-03-02";

#[test]
fn a_quotation_is_used_the_way_it_is_written() {
    let rates = table(&[EURO], None, 7);
    let conversion = convert(&rates, "EUR 12.34", "CNY", "2026-03-05").unwrap();
    assert_eq!(
        (conversion.to().to_string(), conversion.rate().to_string()),
        ("CNY 96.25".into(), "39/5".into())
    );
    assert_eq!(
        conversion.to_string(),
        "EUR 12.34 = CNY 96.25 on 2026-03-05 (1 EUR = 7.8 CNY of 2026-03-02, Central parity rates (2026-03-02))"
    );
}

#[test]
fn a_quotation_is_used_the_other_way_exactly() {
    let rates = table(&[EURO], None, 7);
    let conversion = convert(&rates, "CNY 100", "EUR", "2026-03-02").unwrap();
    assert_eq!(conversion.legs()[0].direction(), Direction::Inverse);
    // 100 / 7.8 = 12.8205…; the inverse is never rounded to a decimal of its own.
    assert_eq!(
        (conversion.to().to_string(), conversion.rate().to_string()),
        ("EUR 12.82".into(), "5/39".into())
    );
    assert_eq!(amount(&rates, "CNY 78000000000", "EUR", "2026-03-02"), "EUR 10000000000.00");
}

#[test]
fn the_pairs_own_quotation_goes_before_the_opposite_one_even_if_that_is_newer() {
    let rates = table(&["EUR CNY 1 7.8 2026-03-01", "CNY EUR 1 0.125 2026-03-02"], None, 7);
    assert_eq!(amount(&rates, "EUR 1", "CNY", "2026-03-03"), "CNY 7.80");
    assert_eq!(amount(&rates, "CNY 8", "EUR", "2026-03-03"), "EUR 1.00");
    let rates = table(&["EUR CNY 1 7.8 2026-01-01", "CNY EUR 1 0.125 2026-03-02"], None, 7);
    assert_eq!(amount(&rates, "EUR 1", "CNY", "2026-03-03"), "CNY 8.00", "the own one is stale");
}

#[test]
fn a_pair_without_a_quotation_goes_through_the_pivot() {
    let rates = table(&[EURO, YEN], Some("CNY"), 7);
    let conversion = convert(&rates, "EUR 8", "JPY", "2026-03-05").unwrap();
    assert_eq!(
        (conversion.to().to_string(), conversion.rate().to_string()),
        ("JPY 1300".into(), "325/2".into())
    );
    assert_eq!(conversion.legs().len(), 2);
    // 6.5 yen, a half up. In two rounded steps it would be 0.31 yuan and so 6 yen.
    assert_eq!(amount(&rates, "EUR 0.04", "JPY", "2026-03-05"), "JPY 7");
    assert_eq!(
        refused(&table(&[EURO, YEN], None, 7), "EUR 8", "JPY", "2026-03-05"),
        "there is no rate EUR/JPY for 2026-03-05 or any day before",
        "without a pivot there is no way"
    );
}

#[test]
fn a_pairs_own_quotation_goes_before_the_pivot() {
    let rates = table(&[EURO, YEN, "EUR JPY 1 160 2026-03-01"], Some("CNY"), 7);
    assert_eq!(amount(&rates, "EUR 8", "JPY", "2026-03-05"), "JPY 1280");
    let rates = table(&[EURO, YEN, "EUR JPY 1 160 2026-01-01"], Some("CNY"), 7);
    assert_eq!(amount(&rates, "EUR 8", "JPY", "2026-03-05"), "JPY 1300", "unless it is stale");
}

#[test]
fn a_rate_is_stale_the_day_after_its_last() {
    let rates = table(&[EURO], None, 7);
    assert_eq!(amount(&rates, "EUR 1", "CNY", "2026-03-09"), "CNY 7.80");
    assert_eq!(
        refused(&rates, "EUR 1", "CNY", "2026-03-10"),
        "the rate EUR/CNY for 2026-03-10 is stale: the latest is of 2026-03-02, 8 days before, and 7 are allowed"
    );
    let today = table(&[EURO], None, 0);
    assert_eq!(amount(&today, "EUR 1", "CNY", "2026-03-02"), "CNY 7.80");
    assert!(
        refused(&today, "CNY 1", "EUR", "2026-03-03").contains("the rate CNY/EUR for 2026-03-03 is stale")
    );
}

#[test]
fn a_stale_leg_through_the_pivot_is_named() {
    let rates = table(&["EUR CNY 1 7.8 2026-03-02", "JPY CNY 100 4.8 2026-01-02"], Some("CNY"), 7);
    assert_eq!(
        refused(&rates, "EUR 1", "JPY", "2026-03-03"),
        "the rate CNY/JPY for 2026-03-03 is stale: the latest is of 2026-01-02, 60 days before, and 7 are allowed"
    );
}

#[test]
fn a_rate_that_is_missing_is_an_error_and_never_one() {
    for rates in [table(&[], None, 7), table(&[EURO], Some("CNY"), 7)] {
        assert_eq!(
            refused(&rates, "USD 1", "CNY", "2026-03-05"),
            "there is no rate USD/CNY for 2026-03-05 or any day before"
        );
    }
}

#[test]
fn a_rate_of_the_future_is_no_rate() {
    let rates = table(&["EUR CNY 1 7.8 2026-03-06"], None, 365);
    assert_eq!(
        refused(&rates, "EUR 1", "CNY", "2026-03-05"),
        "there is no rate EUR/CNY for 2026-03-05 or any day before"
    );
}

#[test]
fn of_several_rates_the_latest_up_to_the_day_is_used() {
    let rates = table(
        &["EUR CNY 1 7.7 2026-03-01", "EUR CNY 1 7.9 2026-03-06", "EUR CNY 1 7.8 2026-03-04"],
        None,
        31,
    );
    assert_eq!(amount(&rates, "EUR 1", "CNY", "2026-03-05"), "CNY 7.80");
    assert_eq!(amount(&rates, "EUR 1", "CNY", "2026-03-04"), "CNY 7.80");
    assert_eq!(amount(&rates, "EUR 1", "CNY", "2026-03-03"), "CNY 7.70");
    assert_eq!(amount(&rates, "EUR 1", "CNY", "2026-03-31"), "CNY 7.90");
}

#[test]
fn into_its_own_currency_money_needs_no_rate() {
    let conversion = convert(&table(&[], None, 0), "CNY 1.23", "CNY", "2026-03-05").unwrap();
    assert_eq!((conversion.to(), conversion.rate().to_string()), (conversion.from(), "1/1".to_owned()));
    assert_eq!(conversion.to_string(), "CNY 1.23 = CNY 1.23 on 2026-03-05");
}

#[test]
fn a_quotation_per_hundred_is_divided_by_a_hundred() {
    let rates = table(&[YEN], None, 7);
    assert_eq!(amount(&rates, "JPY 1000", "CNY", "2026-03-02"), "CNY 48.00");
    assert_eq!(amount(&rates, "CNY 48", "JPY", "2026-03-02"), "JPY 1000");
    assert_eq!(rate(YEN).price().to_string(), "6/125");
}

#[test]
fn the_result_is_rounded_by_the_named_mode_to_the_minor_unit_of_the_target() {
    let rates = table(&["EUR JPY 1 150 2026-03-02"], None, 7);
    let yen = |from: &str, rounding| {
        let day = "2026-03-02".parse().unwrap();
        rates.convert(from.parse().unwrap(), "JPY".parse().unwrap(), day, rounding).unwrap().to().units()
    };
    // EUR 0.05 is 7.5 yen, EUR 0.03 is 4.5.
    let modes =
        Rounding::ALL.map(|mode| (yen("EUR 0.05", mode), yen("EUR 0.03", mode), yen("EUR -0.05", mode)));
    assert_eq!(modes, [(8, 5, -8), (8, 4, -8), (7, 4, -7), (7, 4, -7), (8, 5, -8), (7, 4, -8), (8, 5, -7)]);
}

#[test]
fn a_table_refuses_two_quotations_of_one_pair_and_day() {
    let twice = ExchangeRates::new([rate(EURO), rate("EUR CNY 1 7.9 2026-03-02")], None, 7).unwrap_err();
    assert_eq!(twice.to_string(), "the rate EUR/CNY of 2026-03-02 comes twice: keep one");
    assert!(ExchangeRates::new([rate(EURO), rate("CNY EUR 1 0.125 2026-03-02")], None, 7).is_ok());
}

#[test]
fn a_result_that_cannot_be_held_is_refused() {
    let rates = table(&["USD CNY 1 7922816251426433759354395033.5 2026-03-02"], None, 7);
    assert_eq!(
        refused(&rates, "USD 1", "CNY", "2026-03-02"),
        "the amount is out of range: CNY amounts have fewer than 2^96 minor units"
    );
}
