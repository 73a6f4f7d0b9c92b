//! Rates of this crate.

use collegium_core::Ratio;

/// A rate of counted things; `of` is a sentence of ours and says something.
pub(crate) fn ratio(part: usize, whole: usize, of: &str) -> Ratio {
    Ratio::count(part as u64, whole as u64, of).unwrap_or_else(|_| unreachable!("the whole is named"))
}
