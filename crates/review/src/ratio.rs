//! Rates of this crate.

use collegium_core::Ratio;
use rust_decimal::Decimal;

/// A rate of counted things; `of` is a sentence of ours and says something.
pub(crate) fn ratio(part: impl Into<Decimal>, whole: impl Into<Decimal>, of: &str) -> Ratio {
    Ratio::new(part.into(), whole.into(), of).unwrap_or_else(|_| unreachable!("the whole is named"))
}
