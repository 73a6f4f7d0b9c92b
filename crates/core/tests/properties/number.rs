//! Decimals, fractions, shares, ratios.

use collegium_core::{
    Fraction, Ratio, Rounding, Share, decimal,
    strategy::number::{decimal, fraction, ratio, rounding, share},
};
use proptest::{prelude::*, sample};
use rust_decimal::Decimal;

use super::laws::{comes_back, read_or_refused, value_comes_back};

/// The text of a number, with one character changed.
fn almost_a_number() -> impl Strategy<Value = String> {
    let text = prop_oneof![
        decimal().prop_map(|number| number.to_string()),
        fraction().prop_map(|number| number.to_string()),
        share().prop_map(|number| number.to_string()),
    ];
    (text, any::<sample::Index>(), prop_oneof!["[0-9./%-]", "\\PC"]).prop_map(|(text, place, with)| {
        let place = place.index(text.len());
        format!("{}{with}{}", &text[..place], &text[place..])
    })
}

proptest! {
    #[test]
    fn words_come_back(fraction in fraction(), share in share()) {
        comes_back(&fraction)?;
        comes_back(&share)?;
    }

    #[test]
    fn values_come_back(ratio in ratio(), rounding in rounding(), number in decimal()) {
        value_comes_back::<Ratio>(&ratio)?;
        value_comes_back::<Rounding>(&rounding)?;
        prop_assert_eq!(decimal::parse(&number.to_string()), Ok(number));
        prop_assert_eq!(decimal::parse(&number.to_string()).unwrap().scale(), number.scale());
    }

    #[test]
    fn junk_is_refused_in_one_short_line(
        text in prop_oneof![".*".boxed(), "[0-9./% -]{0,80}".boxed(), almost_a_number().boxed()],
    ) {
        read_or_refused::<Fraction>(&text)?;
        read_or_refused::<Share>(&text)?;
        if let Ok(number) = decimal::parse(&text) {
            prop_assert_eq!(decimal::parse(&number.to_string()), Ok(number));
        }
    }

    #[test]
    fn a_decimal_is_read_exactly_or_refused(whole in "[0-9]{1,32}", part in "[0-9]{1,32}", minus in "-?") {
        let text = format!("{minus}{whole}.{part}");
        let exact = format!("{minus}{whole}{part}/1{}", "0".repeat(part.len())).parse::<Fraction>().unwrap();
        match decimal::parse(&text) {
            Ok(number) => prop_assert_eq!(Fraction::from(number), exact),
            Err(_) => prop_assert!(whole.len() + part.len() > 28, "{}", text),
        }
    }

    #[test]
    fn two_ways_of_rounding_agree(number in decimal(), decimals in 0_u32..=28, rounding in rounding()) {
        let direct = rounding.round(number, decimals);
        match Fraction::from(number).round(decimals, rounding) {
            Ok(exact) => {
                prop_assert_eq!(direct, exact);
                prop_assert_eq!(direct.normalize().to_string(), exact.normalize().to_string());
            }
            // Only because of the zeros a fraction writes out.
            Err(_) => prop_assert!(number.scale() < decimals && direct == number),
        }
    }

    #[test]
    fn rounding_to_a_step_is_rounding_the_number_of_steps(
        number in fraction(), step in (1_i64..=5_000, 0_u32..=4), rounding in rounding()
    ) {
        let (step, decimals) = (Decimal::new(step.0, step.1), step.1);
        if let Ok(rounded) = number.round_to(step, rounding) {
            let steps = number.checked_div(&step.into()).unwrap().round(0, rounding).unwrap();
            prop_assert_eq!(Fraction::from(rounded), Fraction::from(steps) * step.into());
            prop_assert_eq!(rounded.scale(), decimals);
            prop_assert_eq!(number.round_to(-step, rounding), Ok(rounded));
        }
        let (numerator, denominator) = number.parts().unwrap();
        prop_assert_eq!(Fraction::new(numerator, denominator).unwrap(), number);
    }

    #[test]
    fn a_rounded_fraction_is_next_to_it(number in fraction(), decimals in 0_u32..=9, rounding in rounding()) {
        let unit = Fraction::new(1, 10_i128.pow(decimals)).unwrap();
        if let Ok(rounded) = number.round(decimals, rounding) {
            let off = Fraction::from(rounded) - number.clone();
            let far = if off.is_negative() { Fraction::from(0) - off.clone() } else { off.clone() };
            prop_assert!(far < unit);
            let zero = Fraction::from(0);
            match rounding {
                Rounding::Floor => prop_assert!(off <= zero),
                Rounding::Ceiling => prop_assert!(off >= zero),
                Rounding::TowardZero => prop_assert!(off == zero || off.is_negative() != number.is_negative()),
                Rounding::AwayFromZero => prop_assert!(off == zero || off.is_negative() == number.is_negative()),
                _ => prop_assert!(far.clone() + far <= unit),
            }
        }
    }

    #[test]
    fn half_up_mirrors_at_zero(number in fraction(), decimals in 0_u32..=6) {
        for rounding in [Rounding::HalfUp, Rounding::HalfEven, Rounding::HalfDown, Rounding::TowardZero] {
            let opposite = Fraction::from(0) - number.clone();
            if let (Ok(one), Ok(other)) = (number.round(decimals, rounding), opposite.round(decimals, rounding)) {
                prop_assert_eq!(one, -other);
            }
        }
    }

    #[test]
    fn fractions_are_a_field((a, b, c) in (fraction(), fraction(), fraction())) {
        prop_assert_eq!(a.clone() + b.clone(), b.clone() + a.clone());
        prop_assert_eq!(a.clone() * b.clone(), b.clone() * a.clone());
        prop_assert_eq!((a.clone() + b.clone()) + c.clone(), a.clone() + (b.clone() + c.clone()));
        prop_assert_eq!((a.clone() * b.clone()) * c.clone(), a.clone() * (b.clone() * c.clone()));
        prop_assert_eq!(a.clone() * (b.clone() + c.clone()), a.clone() * b.clone() + a.clone() * c.clone());
        prop_assert_eq!(a.clone() - b.clone() + b.clone(), a.clone());
        if let Ok(quotient) = a.checked_div(&b) {
            prop_assert_eq!(quotient * b, a);
        } else {
            prop_assert_eq!(b, Fraction::from(0));
        }
    }

    #[test]
    fn a_fraction_is_in_lowest_terms((part, whole, by) in (-999_i128..999, 1_i128..999, 1_i128..999)) {
        let fraction = Fraction::new(part, whole).unwrap();
        prop_assert_eq!(&Fraction::new(part * by, whole * by).unwrap(), &fraction);
        prop_assert_eq!(&Fraction::new(-part * by, -whole * by).unwrap(), &fraction);
        prop_assert_eq!(fraction.is_negative(), part < 0);
    }

    #[test]
    fn shares_are_ordered_as_their_fractions(one in share(), other in share()) {
        prop_assert_eq!(one.cmp(&other), Fraction::from(one).cmp(&Fraction::from(other)));
        prop_assert_eq!(one == other, one.cmp(&other).is_eq());
    }

    #[test]
    fn a_share_is_the_same_however_it_is_written(hundredths in 0_u32..=10_000) {
        let share = Share::new(hundredths, 10_000).unwrap();
        let (whole, part) = (hundredths / 100, hundredths % 100);
        for text in [
            format!("{whole}.{part:02}%"),
            format!("{whole}.{part:02} %"),
            format!("{hundredths}/10000"),
            format!("{}.{:04}", hundredths / 10_000, hundredths % 10_000),
        ] {
            prop_assert_eq!(text.parse::<Share>().unwrap(), share, "{}", text);
        }
    }

    #[test]
    fn a_rate_is_compared_exactly((part, whole) in (0_u64..5_000, 0_u64..5_000), share in share()) {
        let rate = Ratio::count(part, whole, "students").unwrap();
        let cross = (u128::from(part) * u128::from(share.whole())).cmp(&(u128::from(whole) * u128::from(share.part())));
        prop_assert_eq!(rate.compare(share), (whole > 0).then_some(cross));
        prop_assert_eq!(rate.reaches(share), (whole > 0).then_some(cross.is_ge()));
        prop_assert_eq!(rate.to_string().ends_with("(not defined)"), whole == 0);
    }

    #[test]
    fn the_percentage_of_a_rate_is_rounded_once(part in 0_u64..5_000, whole in 1_u64..5_000) {
        let printed = Ratio::count(part, whole, "students").unwrap().to_string();
        // In whole numbers: tenths of a percent, a half up.
        let tenths = (part * 2_000 + whole) / (whole * 2);
        let percent = printed.split(['(', ')']).nth(1).unwrap().replace(' ', "");
        prop_assert_eq!(percent, format!("{}.{}%", tenths / 10, tenths % 10));
    }
}

#[test]
fn the_longest_product_of_two_rates_can_be_read() {
    let long = Decimal::MAX;
    let small = Decimal::from_i128_with_scale(10_i128.pow(28) - 1, 28);
    let price = Fraction::from(long).checked_div(&Fraction::from(small)).unwrap();
    let product = price.clone() * price;
    assert_eq!(product.to_string().parse::<Fraction>().unwrap(), product);
}
