//! Currencies and amounts.

use collegium_core::{Currency, Money};

use super::forms::{each_refused, golden, refused, unknown_field_refused};

#[test]
fn currencies() {
    for (code, decimals) in [("CNY", 2), ("JPY", 0), ("KWD", 3), ("CLF", 4)] {
        golden(&Currency::new(code).unwrap(), &format!("\"{code}\""));
        assert_eq!(Currency::new(code).unwrap().decimals(), decimals);
    }
    each_refused::<Currency>(
        &["", "cny", "RMB", "CNY ", "¥", "Yuan"],
        "`{}` is not a currency: write the three capitals of ISO 4217, such as `CNY`",
    );
    each_refused::<Currency>(&["XAU", "XTS", "XDR", "XXX"], "`{}` has no minor unit and cannot be money");
}

#[test]
fn amounts() {
    for (text, amount) in [
        ("CNY 12.30", "12.30"),
        ("CNY -0.05", "-0.05"),
        ("CNY 0.00", "0.00"),
        ("JPY 8400", "8400"),
        ("KWD 1.500", "1.500"),
        ("CLF 1.2345", "1.2345"),
        ("CNY 792281625142643375935439503.35", "792281625142643375935439503.35"),
    ] {
        let currency = &text[..3];
        golden::<Money>(
            &text.parse().unwrap(),
            &format!(r#"{{"amount":"{amount}","currency":"{currency}"}}"#),
        );
        assert_eq!(text.parse::<Money>().unwrap().to_string(), text);
    }
    for (amount, written) in [("1", "1.00"), ("1.5000", "1.50"), ("-0", "0.00"), ("-0.000", "0.00")] {
        let money: Money =
            serde_json::from_str(&format!(r#"{{"amount":"{amount}","currency":"CNY"}}"#)).unwrap();
        assert_eq!(money.to_string(), format!("CNY {written}"));
        assert!(!money.is_negative());
    }
}

#[test]
fn what_is_no_amount() {
    let json = r#"{"amount":"12.30","currency":"CNY"}"#;
    unknown_field_refused::<Money>(json);
    let message = |from: &str, to: &str| refused::<Money>(&json.replace(from, to));
    assert_eq!(
        message("12.30", "12.345"),
        "12.345 is too precise for CNY, which has 2 decimals: round it by a named mode first"
    );
    assert_eq!(
        message("CNY", "JPY"),
        "12.30 is too precise for JPY, which has 0 decimals: round it by a named mode first"
    );
    assert_eq!(
        message("12.30", "792281625142643375935439503360"),
        "`792281625142643375935439503360` has too many digits to be held exactly: 28 are sure to fit"
    );
    assert_eq!(
        message("12.30", "792281625142643375935439504"),
        "the amount is out of range: CNY amounts have fewer than 2^96 minor units"
    );
    assert!(message("CNY", "RMB").starts_with("`RMB` is not a currency"));
    assert_eq!(
        message("\"12.30\"", "12.30"),
        "invalid type: floating point `12.30`, expected a decimal number as a string"
            .replace("12.30", "12.3")
    );
    for text in ["", "12.30", "CNY", "CNY12.30", "¥12"] {
        assert_eq!(
            text.parse::<Money>().unwrap_err().to_string(),
            format!(
                "`{text}` is not an amount of money: write currency, blank and number, such as `CNY 12.30`"
            )
        );
    }
    assert!("CNY  1".parse::<Money>().unwrap_err().to_string().starts_with("` 1` is not a decimal number"));
    assert!("12.30 CNY".parse::<Money>().unwrap_err().to_string().starts_with("`12.30` is not a currency"));
}
