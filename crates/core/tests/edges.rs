//! Values at the ends of what can be said.
#![expect(clippy::unwrap_used, reason = "what fails here is a failed test")]

use collegium_core::{
    Country, Currency, Findings, Fraction, LanguageScore, LanguageTag, Line, LocalizedText, Money, Preset,
    Ratio, RecordCode, RegionPolicy, Rounding, Severity, Share, Subject, WorkCalendar, decimal,
    entity::PartnerId,
    finding::{Fact, FactValue, Finding},
    money::MoneyError,
    org::Role,
    preset,
    text::{TextError, excerpt},
};
use rust_decimal::Decimal;

const MOST: &str = "CNY 792281625142643375935439503.35";

fn money(text: &str) -> Money {
    text.parse().unwrap()
}

#[test]
fn the_greatest_amount_is_held_and_one_unit_more_is_refused() {
    let most = money(MOST);
    let cent = money("CNY 0.01");
    let range = Err(MoneyError::OutOfRange { currency: most.currency() });
    assert_eq!(most.checked_add(cent), range);
    assert_eq!(most.negated().checked_sub(cent), range);
    assert_eq!(most.checked_sub(cent).unwrap().checked_add(cent), Ok(most));
    assert_eq!(most.checked_sub(most).unwrap().to_string(), "CNY 0.00");
    assert_eq!(most.checked_mul(&Fraction::from(2), Rounding::HalfUp), range);
    assert_eq!(Money::from_units(1 << 96, most.currency()), range);
    assert_eq!(Money::from_units(i128::MIN, most.currency()), range);
    assert_eq!(Money::new(Decimal::MAX, most.currency()), range);
    assert_eq!(Money::new(Decimal::MAX, "JPY".parse().unwrap()).unwrap().units(), (1 << 96) - 1);
}

#[test]
fn the_greatest_amount_is_shared_by_the_greatest_weights() {
    let weights = [Decimal::MAX, Decimal::ONE, Decimal::MAX, Decimal::from_i128_with_scale(1, 28)];
    let parts: Vec<_> = money(MOST).split(&weights).unwrap().collect();
    assert_eq!(parts.iter().map(|part| part.units()).sum::<i128>(), money(MOST).units());
    assert_eq!(parts[3].to_string(), "CNY 0.00");
    let parts: Vec<_> = money(MOST).negated().split(&[Decimal::MAX]).unwrap().collect();
    assert_eq!(parts, [money(MOST).negated()]);
}

#[test]
fn weights_that_share_nothing_are_refused() {
    let split = |weights: &[Decimal]| money("CNY 1").split(weights).map(Iterator::collect::<Vec<_>>);
    assert_eq!(split(&[]), Err(MoneyError::NoWeight));
    assert_eq!(split(&[Decimal::ZERO, -Decimal::ZERO]), Err(MoneyError::NoWeight));
    let negative = Decimal::new(-1, 2);
    assert_eq!(split(&[Decimal::ONE, negative]), Err(MoneyError::NegativeWeight { weight: negative }));
    assert_eq!(
        split(&[negative]).unwrap_err().to_string(),
        "a sum cannot be shared by the weight -0.01: weights must not be negative"
    );
    assert_eq!(
        split(&[]).unwrap_err().to_string(),
        "a sum cannot be shared by these weights: at least one must be positive"
    );
    assert_eq!(split(&[-Decimal::ZERO, Decimal::ONE]).unwrap()[0].to_string(), "CNY 0.00");
}

#[test]
fn currencies_do_not_mix_even_at_zero() {
    let mixed = money("CNY 0").checked_add(money("EUR 0")).unwrap_err();
    assert_eq!(mixed.to_string(), "CNY and EUR do not mix: exchange one of them first");
    assert_ne!(Money::zero("CNY".parse().unwrap()), Money::zero("EUR".parse().unwrap()));
}

#[test]
fn zero_has_no_sign() {
    for text in ["CNY -0", "CNY -0.00", "JPY -0", "KWD -0.000"] {
        assert!(!money(text).is_negative() && !money(text).to_string().contains('-'), "{text}");
        assert_eq!(money(text).negated(), money(text));
    }
    assert_eq!(money("CNY 1").checked_sub(money("CNY 1")).unwrap().to_string(), "CNY 0.00");
    let down = money("CNY -0.01").checked_mul(&Fraction::new(1, 3).unwrap(), Rounding::HalfUp).unwrap();
    assert_eq!(down.to_string(), "CNY 0.00");
    for rounding in [Rounding::HalfUp, Rounding::TowardZero, Rounding::Ceiling] {
        assert_eq!(rounding.round(Decimal::new(-4, 1), 0).to_string(), "0", "{rounding:?}");
    }
    assert_eq!(Ratio::new(-Decimal::ZERO, -Decimal::ZERO, "a").unwrap().to_string(), "0 of 0 (not defined)");
}

#[test]
fn currencies_with_three_and_four_decimals_count_all_of_them() {
    for (code, text) in [("KWD", "KWD 0.001"), ("CLF", "CLF 0.0001")] {
        assert_eq!(Money::from_units(1, Currency::new(code).unwrap()).unwrap().to_string(), text);
        assert!(format!("{text}1").parse::<Money>().is_err());
    }
}

#[test]
fn decimals_of_twenty_eight_digits_are_exact() {
    let long = "1.234567890123456789012345678";
    assert_eq!(decimal::parse(long).unwrap().to_string(), long);
    assert_eq!(
        Fraction::from(decimal::parse(long).unwrap()).round(27, Rounding::HalfUp).unwrap().to_string(),
        long
    );
    assert_eq!(decimal::parse(&format!("{}1", "0".repeat(100))).unwrap(), Decimal::ONE);
}

#[test]
fn a_fraction_beyond_the_decimals_says_so() {
    let error = Fraction::new(i128::MAX, 1).unwrap().round(2, Rounding::HalfUp).unwrap_err();
    assert_eq!(error.to_string(), "the number with 2 decimals is out of the range of exact decimals");
    assert!(Fraction::new(1, 3).unwrap().round(u32::MAX, Rounding::Floor).is_err());
    assert!(Fraction::new(i128::MIN, i128::MIN).unwrap() == Fraction::from(1));
    let tiny = Fraction::new(1, i128::MAX).unwrap();
    assert_eq!(Money::rounded(&tiny, "JPY".parse().unwrap(), Rounding::AwayFromZero).unwrap().units(), 1);
    assert!(Money::rounded(&Fraction::from(i128::MAX), "JPY".parse().unwrap(), Rounding::Floor).is_err());
}

#[test]
fn shares_at_the_ends_are_compared_exactly() {
    let (most, next) =
        (Share::new(u32::MAX - 1, u32::MAX).unwrap(), Share::new(u32::MAX - 2, u32::MAX - 1).unwrap());
    assert!(next < most && most < Share::ONE && Share::ZERO < next);
    assert_eq!(Share::new(0, u32::MAX), Ok(Share::ZERO));
}

#[test]
fn percentages_are_printed_as_people_write_them() {
    for (part, whole, text) in [
        (1, 3, "1 of 3 (33.3 %)"),
        (2, 3, "2 of 3 (66.7 %)"),
        (1, 2_000, "1 of 2 000 (0.1 %)"),
        (1, 2_001, "1 of 2 001 (0.0 %)"),
        (12, 1, "12 of 1 (1 200.0 %)"),
        (5, 0, "5 of 0 (not defined)"),
    ] {
        assert_eq!(Ratio::count(part, whole, "a").unwrap().to_string(), text);
    }
    let loss = Ratio::new((-1).into(), 3_000.into(), "a").unwrap();
    assert_eq!(loss.to_string(), "-1 of 3 000 (0.0 %)");
    let loss = Ratio::new((-1).into(), 300.into(), "a").unwrap();
    assert_eq!(loss.to_string(), "-1 of 300 (-0.3 %)");
}

#[test]
fn a_country_in_small_letters_is_told_what_was_meant() {
    for (text, meant) in [("cn", "CN"), ("Hk", "HK"), ("chn", "CN"), ("germany", "DE")] {
        assert_eq!(Country::new(text).unwrap_err().meant, Some(Country::new(meant).unwrap()), "{text}");
    }
    for text in ["Kosovo", "XK", "xk", "XKX", "ＣＮ", "C\0", ""] {
        assert_eq!(Country::new(text).unwrap_err().meant, None, "{text}");
    }
}

#[test]
fn characters_that_do_not_show_are_refused_wherever_they_stand() {
    for hidden in [
        '\0',
        '\u{7F}',
        '\u{85}',
        '\u{AD}',
        '\u{61C}',
        '\u{200B}',
        '\u{200F}',
        '\u{202E}',
        '\u{2067}',
        '\u{FEFF}',
        '\u{E0041}',
    ] {
        for text in [format!("{hidden}a"), format!("a{hidden}b"), format!("a{hidden}")] {
            let error = Line::new(&text).unwrap_err();
            assert!(
                matches!(error, TextError::Invisible { character, .. } if character == hidden),
                "{error}"
            );
            assert!(RecordCode::new(&text).is_err());
            assert!(!error.to_string().contains(hidden), "{error}");
        }
    }
}

#[test]
fn a_name_is_found_by_the_stated_order() {
    let name =
        LocalizedText::new([("zh-Hant", "h"), ("zh-Hans", "s"), ("en-US", "e"), ("x-inner", "x")]).unwrap();
    let found = |tag: &str| name.find(&tag.parse().unwrap()).0.to_string();
    assert_eq!(found("zh-Hant-TW-x-a"), "zh-Hant", "shortened from the end, over a single letter too");
    assert_eq!(found("zh"), "zh-Hans", "the first by tag of the same language");
    assert_eq!(found("en"), "en-US");
    assert_eq!(found("fr"), "en-US");
    assert_eq!(found("x-inner"), "x-inner");
    assert_eq!(name.to_string(), "e");
}

#[test]
fn what_is_wrong_with_a_name_is_told_with_its_language() {
    let message = |tag, text| LocalizedText::new([(tag, text)]).unwrap_err().to_string();
    assert_eq!(
        message("zh", "a\nb"),
        r"in `zh`: `a\nb` is not a line: it has the invisible character U+000A"
    );
    assert_eq!(message("en", ""), "in `en`: a line cannot be blank");
    assert!(message("?", "a").starts_with("`?` is not a language tag"));
}

#[test]
fn a_day_is_read_strictly_in_calendars_and_language_records_too() {
    let score =
        r#"{"test":"hsk","taken":"2024-02-29","reported":"2024-03-10","overall":"200","sections":{}}"#;
    assert!(serde_json::from_str::<LanguageScore>(score).is_ok());
    for (from, to) in [("02-29", "2-29"), ("03-10", "3-10"), ("2024-03-10", " 2024-03-10")] {
        let error = serde_json::from_str::<LanguageScore>(&score.replace(from, to)).unwrap_err();
        assert!(error.to_string().contains("is not a day"), "{error}");
    }
    let calendar = WorkCalendar::cn();
    for (from, to) in [("\"2025-01-01\":", "\"2025-1-1\":"), ("\"2025-01-26\"", "\"2025-1-26\"")] {
        let json = calendar.json().replacen(from, to, 1);
        let error = preset::read::<WorkCalendar>(&json).unwrap_err();
        assert!(error.to_string().contains("is not a day"), "{error}");
    }
}

#[test]
fn two_megabytes_of_input_are_refused_in_a_line() {
    let long = "\u{202E}x\n".repeat(700_000);
    assert!(excerpt(&long).chars().count() < 500 && excerpt(&long).ends_with('…'));
    let plain = "9".repeat(2_000_000);
    let messages = [
        Line::new(&long).unwrap_err().to_string(),
        Line::new(&plain).unwrap_err().to_string(),
        RecordCode::new(&plain).unwrap_err().to_string(),
        LanguageTag::new(&"x-a".repeat(700_000)).unwrap_err().to_string(),
        Country::new(&long).unwrap_err().to_string(),
        Currency::new(&long).unwrap_err().to_string(),
        Role::new(&plain).unwrap_err().to_string(),
        long.parse::<PartnerId>().unwrap_err().to_string(),
        long.parse::<Money>().unwrap_err().to_string(),
        format!("CNY {plain}").parse::<Money>().unwrap_err().to_string(),
        plain.parse::<Fraction>().unwrap_err().to_string(),
        plain.parse::<Share>().unwrap_err().to_string(),
        decimal::parse(&plain).unwrap_err().to_string(),
        collegium_core::date::parse(&long).unwrap_err().to_string(),
    ];
    for message in messages {
        assert!(message.chars().count() < 700 && !message.contains(['\n', '\u{202E}']), "{message}");
    }
}

#[test]
fn a_fault_in_a_file_is_told_in_one_line_whatever_the_file_holds() {
    let key = format!("a\\n{}", "b".repeat(3_000));
    for json in [
        format!(r#"{{"{key}":1}}"#),
        format!(r#"{{"home":"CN","regions":"{key}"}}"#),
        format!(r#"{{"home":"CN","regions":{{"{key}":{{}}}}}}"#),
    ] {
        let error = preset::read::<RegionPolicy>(&json).unwrap_err();
        assert!(!error.to_string().contains('\n') && error.to_string().chars().count() < 2_100, "{error}");
        assert_eq!(error.line, 1);
    }
    let error = preset::read::<Share>("\"75%\" 1").unwrap_err();
    assert_eq!(error.to_string(), "line 1 column 7: trailing characters");
    let error = preset::read::<Vec<Share>>("[\"75%\",\n  \"80\"]").unwrap_err();
    assert_eq!((error.path.as_str(), error.line), ("[1]", 2));
    let empty: Preset<Share> = Preset::new("empty", "");
    assert_eq!(empty.load().unwrap_err().to_string(), "line 1 column 0: EOF while parsing a value");
}

fn finding(number: &str, remedy: &str) -> Finding {
    Finding {
        code: "XA0001".parse().unwrap(),
        severity: Severity::Warning,
        subject: Subject::named("course", "C-1"),
        message: "there are too few credits".to_owned(),
        facts: vec![Fact::new("credits", FactValue::Decimal(number.parse().unwrap()))],
        basis: None,
        remedy: Some(remedy.to_owned()),
    }
}

#[test]
fn findings_that_print_alike_keep_one_order() {
    let (one, other) = (finding("7.5", "add a course"), finding("7.5", "drop the minor"));
    let forth: Findings = [one.clone(), other.clone(), one.clone()].into_iter().collect();
    let back: Findings = [other, one].into_iter().collect();
    assert_eq!((forth.len(), &forth), (2, &back));
}

#[test]
fn a_finding_with_a_number_written_longer_is_the_same_finding() {
    let given = [finding("7.50", "b"), finding("7.5", "a"), finding("7.5", "b"), finding("7.50", "a")];
    let findings: Findings = given.clone().into_iter().collect();
    let turned: Findings = given.into_iter().rev().collect();
    assert_eq!(findings.len(), 2);
    assert_eq!(serde_json::to_string(&findings).unwrap(), serde_json::to_string(&turned).unwrap());
}
