//! Quotations, tables, conversions.

use collegium_core::{
    ExchangeRate, ExchangeRates, Rounding,
    exchange::{Conversion, Direction, ExchangeRateDraft, Leg},
};

use super::forms::{golden, refused, unknown_field_refused};

const EURO: &str = r#"{"base":"EUR","quote":"CNY","units":"1","rate":"7.8","date":"2026-03-02","source":{"document":"Central parity rates","date":"2026-03-02"}}"#;
const YEN: &str = r#"{"base":"JPY","quote":"CNY","units":"100","rate":"4.80","date":"2026-03-02","source":{"document":"Central parity rates","date":"2026-03-02"}}"#;

#[test]
fn quotations() {
    let rate: ExchangeRate = serde_json::from_str(YEN).unwrap();
    golden(&rate, YEN);
    golden::<ExchangeRateDraft>(&rate.draft(), YEN);
    unknown_field_refused::<ExchangeRate>(YEN);
    let message = |from: &str, to: &str| refused::<ExchangeRate>(&YEN.replace(from, to));
    assert_eq!(message("JPY", "CNY"), "CNY cannot be quoted in itself");
    for (figure, value) in [("4.80", "0.00"), ("4.80", "-4.80"), ("4.80", "-0")] {
        let shown = if value == "-0" { "0" } else { value };
        assert_eq!(
            message(figure, value),
            format!("the rate of a quotation is {shown}: it must be above zero")
        );
    }
    assert_eq!(message("\"100\"", "\"0\""), "the units of a quotation is 0: it must be above zero");
    assert!(
        message("\"date\":\"2026-03-02\",\"source", "\"date\":\"2026-3-2\",\"source")
            .starts_with("`2026-3-2` is not a day")
    );
    assert!(message("\"100\"", "100").starts_with("invalid type: integer `100`, expected a decimal number"));
}

fn table() -> ExchangeRates {
    serde_json::from_str(&format!(r#"{{"rates":[{EURO},{YEN}],"pivot":"CNY","max_age_days":7}}"#)).unwrap()
}

#[test]
fn tables() {
    golden(&table(), &format!(r#"{{"rates":[{EURO},{YEN}],"pivot":"CNY","max_age_days":7}}"#));
    let empty = r#"{"rates":[],"max_age_days":0}"#;
    golden::<ExchangeRates>(&serde_json::from_str(empty).unwrap(), empty);
    let turned = format!(r#"{{"rates":[{YEN},{EURO}],"pivot":"CNY","max_age_days":7}}"#);
    assert_eq!(serde_json::from_str::<ExchangeRates>(&turned).unwrap(), table());
    unknown_field_refused::<ExchangeRates>(empty);
    assert_eq!(
        refused::<ExchangeRates>(&format!(r#"{{"rates":[{EURO},{EURO}],"max_age_days":7}}"#)),
        "the rate EUR/CNY of 2026-03-02 comes twice: keep one"
    );
    assert!(refused::<ExchangeRates>(r#"{"rates":[],"max_age_days":-1}"#).starts_with("invalid value"));
    assert_eq!(refused::<ExchangeRates>(r#"{"rates":[]}"#), "missing field `max_age_days`");
}

fn leg(rate: &str, direction: &str) -> String {
    format!(r#"{{"rate":{rate},"direction":"{direction}"}}"#)
}

fn written(from: &str, to: &str, rate: &str, legs: &[String]) -> String {
    let money = |text: &str| format!(r#"{{"amount":"{}","currency":"{}"}}"#, &text[4..], &text[..3]);
    format!(
        r#"{{"from":{},"to":{},"on":"2026-03-05","rate":"{rate}","legs":[{}],"rounding":"half_up"}}"#,
        money(from),
        money(to),
        legs.join(",")
    )
}

#[test]
fn conversions() {
    golden(&Direction::Direct, "\"direct\"");
    golden(&Direction::Inverse, "\"inverse\"");
    golden::<Leg>(&serde_json::from_str(&leg(EURO, "direct")).unwrap(), &leg(EURO, "direct"));
    let day = "2026-03-05".parse().unwrap();
    let convert = |from: &str, to: &str| {
        table().convert(from.parse().unwrap(), to.parse().unwrap(), day, Rounding::HalfUp).unwrap()
    };
    let through = written("EUR 8.00", "JPY 1300", "325/2", &[leg(EURO, "direct"), leg(YEN, "inverse")]);
    golden(&convert("EUR 8", "JPY"), &through);
    golden(&convert("CNY 78", "EUR"), &written("CNY 78.00", "EUR 10.00", "5/39", &[leg(EURO, "inverse")]));
    golden(&convert("CNY 78", "CNY"), &written("CNY 78.00", "CNY 78.00", "1/1", &[]));
    unknown_field_refused::<Conversion>(&through);
    unknown_field_refused::<Leg>(&leg(EURO, "direct"));
    assert!(refused::<Leg>(&leg(EURO, "back")).starts_with("unknown variant `back`"));
}

#[test]
fn a_conversion_that_does_not_follow_from_its_rates_is_refused() {
    let message = |json: String| refused::<Conversion>(&json);
    let direct = [leg(EURO, "direct")];
    assert_eq!(
        message(written("EUR 8.00", "CNY 62.41", "39/5", &direct)),
        "the conversion is written as CNY 62.41 at the rate 39/5 but comes to CNY 62.40 at the rate 39/5"
    );
    assert_eq!(
        message(written("EUR 8.00", "CNY 62.40", "8/1", &direct)),
        "the conversion is written as CNY 62.40 at the rate 8/1 but comes to CNY 62.40 at the rate 39/5"
    );
    assert_eq!(
        message(written("EUR 8.00", "USD 62.40", "39/5", &direct)),
        "the conversion is written as USD 62.40 at the rate 39/5 but comes to CNY 62.40 at the rate 39/5"
    );
    assert_eq!(
        message(written("USD 8.00", "CNY 62.40", "39/5", &direct)),
        "a rate of 2026-03-02 does not lead on from USD on 2026-03-05"
    );
    let future = EURO.replace("\"date\":\"2026-03-02\",\"source", "\"date\":\"2026-03-06\",\"source");
    assert_eq!(
        message(written("EUR 8.00", "CNY 62.40", "39/5", &[leg(&future, "direct")])),
        "a rate of 2026-03-06 does not lead on from EUR on 2026-03-05"
    );
    let range = message(written("EUR 792281625142643375935439503.35", "CNY 1.00", "39/5", &direct));
    assert_eq!(range, "the amount is out of range: CNY amounts have fewer than 2^96 minor units");
    let lenient = written("EUR 8.00", "CNY 62.40", "39/5", &direct)
        .replace("\"on\":\"2026-03-05\"", "\"on\":\"2026-3-5\"");
    assert!(message(lenient).starts_with("`2026-3-5` is not a day"));
}

#[test]
fn a_conversion_that_goes_round_in_circles_is_refused() {
    let circle = [leg(EURO, "direct"), leg(EURO, "inverse")];
    assert_eq!(
        refused::<Conversion>(&written("EUR 8.00", "EUR 8.00", "1/1", &circle)),
        "a conversion from EUR to EUR cannot rest on 2 rates: there are none within one currency, else one, or two \
         through the pivot"
    );
    let detour = [leg(EURO, "direct"), leg(EURO, "inverse"), leg(EURO, "direct")];
    assert!(
        refused::<Conversion>(&written("EUR 8.00", "CNY 62.40", "39/5", &detour))
            .starts_with("a conversion from EUR to CNY cannot rest on 3 rates")
    );
}
