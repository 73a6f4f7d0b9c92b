//! Decimals, fractions, shares, ratios, rounding.

use collegium_core::{Fraction, Ratio, Rounding, Share, decimal};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::forms::{each_refused, golden, refused, unknown_field_refused};

#[derive(Debug, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
struct Number(#[serde(with = "collegium_core::decimal")] Decimal);

#[test]
fn decimals() {
    for text in ["0", "-1", "12.30", "79228162514264337593543950335", "-0.0000000000000000000000000001"] {
        golden(&Number(decimal::parse(text).unwrap()), &format!("\"{text}\""));
    }
    for (text, written) in [("-0", "0"), ("-0.00", "0.00"), ("007", "7")] {
        let number: Number = serde_json::from_str(&format!("\"{text}\"")).unwrap();
        assert_eq!(serde_json::to_string(&number).unwrap(), format!("\"{written}\""));
    }
    assert_eq!(serde_json::to_string(&Number(-Decimal::ZERO)).unwrap(), "\"0\"");
    each_refused::<Number>(
        &["", "-", ".5", "5.", "+1", "1e3", "1_000", " 1", "1,5", "１", "NaN", "0x1"],
        "`{}` is not a decimal number: write digits with at most one point, such as `-12.30`",
    );
    each_refused::<Number>(
        &[
            "79228162514264337593543950336",
            "0.00000000000000000000000000001",
            "7.12345678901234567890123456789",
        ],
        "`{}` has too many digits to be held exactly: 28 are sure to fit",
    );
    assert_eq!(
        refused::<Number>("7.5"),
        "invalid type: floating point `7.5`, expected a decimal number as a string"
    );
}

#[test]
fn ways_to_round() {
    let written = Rounding::ALL.map(|rounding| serde_json::to_string(&rounding).unwrap());
    let names = ["half_up", "half_even", "half_down", "toward_zero", "away_from_zero", "floor", "ceiling"];
    assert_eq!(written, names.map(|name| format!("\"{name}\"")));
    golden(&Rounding::HalfUp, "\"half_up\"");
    assert!(refused::<Rounding>("\"up\"").starts_with("unknown variant `up`, expected one of `half_up`"));
}

#[test]
fn fractions() {
    for text in ["15/2", "-1/3", "7/1", "0/1"] {
        golden::<Fraction>(&text.parse().unwrap(), &format!("\"{text}\""));
    }
    for (text, written) in
        [("30/4", "15/2"), ("1/-3", "-1/3"), ("7", "7/1"), ("-0/5", "0/1"), ("-2/-4", "1/2")]
    {
        assert_eq!(text.parse::<Fraction>().unwrap().to_string(), written);
    }
    each_refused::<Fraction>(
        &["", "/", "1/", "/2", "1.5/2", "1/2/3", "+1/2", "--1/2", "1 /2", "１/２", "0.5", "1/2 "],
        "`{}` is not a fraction: write two whole numbers such as `15/2`",
    );
    each_refused::<Fraction>(&["1/0", "0/0", "1/-0"], "a fraction cannot have the denominator 0");
    let long = "1".repeat(1_000);
    golden::<Fraction>(&long[..998].parse().unwrap(), &format!("\"{}/1\"", &long[..998]));
    assert_eq!(
        refused::<Fraction>(&format!("\"{long}1\"")),
        format!("`{}…` is too long for a fraction: 1000 characters are the most", "1".repeat(60))
    );
}

#[test]
fn shares() {
    for text in ["0%", "100%", "75%", "12.5%", "0.01%", "99.99%", "1/3", "1/4294967295"] {
        golden::<Share>(&text.parse().unwrap(), &format!("\"{text}\""));
    }
    for (text, written) in [
        ("0.75", "75%"),
        ("3/4", "75%"),
        ("12.50 %", "12.5%"),
        ("0.333333", "333333/1000000"),
        ("1.0", "100%"),
    ] {
        assert_eq!(text.parse::<Share>().unwrap().to_string(), written);
    }
    each_refused::<Share>(
        &[
            "",
            "%",
            "-1%",
            "150%",
            "1.5",
            "75  %",
            " 75%",
            "75 % ",
            ".5",
            "1.",
            "5%%",
            "a/b",
            "1/",
            "0.1234567",
            "7５%",
        ],
        "`{}` is not a share from 0 to 1: write it such as `75%`, `1/3` or `0.75`, with at most six decimals",
    );
    each_refused::<Share>(&["4/3", "120/100"], "`{}` is not a share: it is above 1");
    each_refused::<Share>(&["1/0", "0/0"], "a share cannot have the whole 0");
}

#[test]
fn ratios() {
    let json = r#"{"part":"1125","whole":"1500","of":"students enrolled"}"#;
    golden(&Ratio::count(1_125, 1_500, "students enrolled").unwrap(), json);
    golden(&Ratio::count(0, 0, "a").unwrap(), r#"{"part":"0","whole":"0","of":"a"}"#);
    golden(
        &Ratio::new(Decimal::new(-50, 2), 2.into(), "a").unwrap(),
        r#"{"part":"-0.5","whole":"2","of":"a"}"#,
    );
    unknown_field_refused::<Ratio>(json);
    let message = |from: &str, to: &str| refused::<Ratio>(&json.replace(from, to));
    assert_eq!(message("1500", "-1"), "a rate cannot be counted among -1: the whole must not be negative");
    assert_eq!(message("students enrolled", ""), "a line cannot be blank");
    assert_eq!(
        message("1125", "1 125"),
        "`1 125` is not a decimal number: write digits with at most one point, such as `-12.30`"
    );
    assert_eq!(
        Ratio::count(1, 2, " ").unwrap_err().to_string(),
        "a rate must say what its whole is: a line cannot be blank"
    );
}
