//! Decimals, fractions, shares, ratios, and the ways to round.

use proptest::{prelude::*, sample};
use rust_decimal::Decimal;

use crate::{Fraction, Ratio, Rounding, Share};

/// Decimals: mostly of a few digits, some with all the digits and decimals that can be held, often ones that lie just
/// between two roundings.
///
/// # Example
///
/// ```
/// proptest::proptest!(|(number in collegium_core::strategy::number::decimal())| {
///     assert!(number.scale() <= 28);
///     assert!(!number.is_zero() || number.is_sign_positive());
/// });
/// ```
pub fn decimal() -> impl Strategy<Value = Decimal> {
    const MOST: i128 = (1 << 96) - 1;
    let near = (-1_000_000_i128..=1_000_000, 0_u32..=6);
    let half = (-10_000_i128..=10_000, 1_u32..=6).prop_map(|(whole, scale)| (whole * 10 + 5, scale));
    let any = (-MOST..=MOST, 0_u32..=28);
    let edge = (sample::select(vec![0, 1, -1, MOST, -MOST]), sample::select(vec![0_u32, 1, 2, 27, 28]));
    prop_oneof![6 => near, 3 => half, 2 => any, 1 => edge]
        .prop_filter_map("a decimal", |(digits, scale)| Decimal::try_from_i128_with_scale(digits, scale).ok())
}

/// Fractions: mostly of small numbers, some of numbers with up to 38 digits.
///
/// # Example
///
/// ```
/// use collegium_core::Fraction;
/// proptest::proptest!(|(fraction in collegium_core::strategy::number::fraction())| {
///     assert_eq!(fraction.clone() - fraction, Fraction::from(0));
/// });
/// ```
pub fn fraction() -> impl Strategy<Value = Fraction> {
    let near = (-1_000_i128..=1_000, 1_i128..=1_000);
    prop_oneof![4 => near, 1 => (any::<i128>(), any::<i128>())]
        .prop_filter_map("a fraction", |(part, whole)| Fraction::new(part, whole).ok())
}

/// Shares: mostly percentages and small fractions, often none or the whole.
///
/// # Example
///
/// ```
/// use collegium_core::Share;
/// proptest::proptest!(|(share in collegium_core::strategy::number::share())| {
///     assert!(Share::ZERO <= share && share <= Share::ONE);
/// });
/// ```
pub fn share() -> impl Strategy<Value = Share> {
    let percent = (0_u32..=100).prop_map(|part| (part, 100));
    let small = (0_u32..=20, 1_u32..=20);
    let any = (any::<u32>(), any::<u32>());
    let edge = sample::select(vec![(0, 1), (1, 1), (1, 3), (1, u32::MAX), (u32::MAX - 1, u32::MAX)]);
    prop_oneof![4 => percent, 3 => small, 1 => any, 1 => edge]
        .prop_filter_map("a share", |(part, whole)| Share::new(part, whole).ok())
}

/// Rates: mostly of counts, some of amounts, of which the part may be negative, and often of nothing.
///
/// # Example
///
/// ```
/// proptest::proptest!(|(ratio in collegium_core::strategy::number::ratio())| {
///     assert_eq!(ratio.value().is_none(), ratio.whole().is_zero());
/// });
/// ```
pub fn ratio() -> impl Strategy<Value = Ratio> {
    let count = (0_u64..2_000, 0_u64..2_000).prop_map(|(part, whole)| (part.into(), whole.into()));
    let amount = (decimal(), decimal()).prop_map(|(part, whole)| (part, whole.abs()));
    let of = super::text::line();
    (prop_oneof![3 => count, 1 => amount], of)
        .prop_filter_map("a rate", |((part, whole), of)| Ratio::new(part, whole, of.as_str()).ok())
}

/// Ways to round.
///
/// # Example
///
/// ```
/// use collegium_core::Rounding;
/// proptest::proptest!(|(rounding in collegium_core::strategy::number::rounding())| {
///     assert_eq!(rounding.round(7.into(), 2), 7.into());
/// });
/// ```
pub fn rounding() -> impl Strategy<Value = Rounding> {
    sample::select(Rounding::ALL.to_vec())
}
