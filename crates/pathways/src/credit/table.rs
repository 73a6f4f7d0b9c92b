//! Credit conversion over whole numbers.

use collegium_core::{Fraction, Rounding};
use rust_decimal::{Decimal, prelude::ToPrimitive};

use super::Credits;

/// A credit conversion as one multiplication and one division of whole numbers.
///
/// Credits are counted in steps: 7.50 ECTS on a step of 0.01 are 750. It gives the same numbers as
/// [`CreditConverter::convert`](super::CreditConverter::convert), and none of the explanation.
///
/// # Example
///
/// ```
/// use collegium_pathways::credit::{CreditConversion, CreditSystem, CreditSystems};
///
/// let systems = CreditSystems::new(CreditSystem::presets().iter().map(|preset| preset.load().unwrap())).unwrap();
/// let rule = CreditConversion::preset("credit-conversion-uk-cats-ects").unwrap().load().unwrap();
/// let table = rule.bind(&systems).unwrap().compile().unwrap();
/// assert_eq!((table.from_step().to_string(), table.to_step().to_string()), ("0.01".into(), "0.5".into()));
/// // 15.00 UK credits are 1 500 steps; 7.5 ECTS are 15.
/// assert_eq!(table.convert(1_500), Some(15));
/// assert_eq!(table.steps("15".parse().unwrap()), Some(1_500));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CreditTable {
    from_step: Decimal,
    to_step: Decimal,
    part: u64,
    whole: u64,
    rounding: Rounding,
}

impl CreditTable {
    pub(super) fn new(
        from_step: Decimal,
        to_step: Decimal,
        steps: &Fraction,
        rounding: Rounding,
    ) -> Option<Self> {
        let (part, whole) = steps.parts()?;
        let (part, whole) = (u64::try_from(part).ok()?, u64::try_from(whole).ok()?);
        Some(Self { from_step, to_step, part, whole, rounding })
    }

    /// What credits are counted in before the conversion.
    #[must_use]
    pub const fn from_step(&self) -> Decimal {
        self.from_step
    }

    /// What credits are counted in after the conversion.
    #[must_use]
    pub const fn to_step(&self) -> Decimal {
        self.to_step
    }

    /// Credits of the first system as a number of steps; `None` if they lie between two, or are more than 32 bits hold.
    #[must_use]
    pub fn steps(&self, credits: Credits) -> Option<u32> {
        let amount = credits.amount();
        let whole = (amount % self.from_step).is_zero();
        // INVARIANT: the step of a checked system is above zero.
        if whole { (amount / self.from_step).to_u32() } else { None }
    }

    /// Converts so many steps of the first system into steps of the second; `None` if the result is above 64 bits.
    #[must_use]
    #[inline]
    pub fn convert(&self, steps: u32) -> Option<u64> {
        // Most conversions fit in 64 bits, where division is several times faster.
        match u64::from(steps).checked_mul(self.part) {
            Some(product) => {
                let (below, rest) = (product / self.whole, product % self.whole);
                below.checked_add(self.up(below, rest).into())
            }
            None => self.convert_large(steps),
        }
    }

    #[cold]
    fn convert_large(&self, steps: u32) -> Option<u64> {
        let product = u128::from(steps) * u128::from(self.part);
        let whole = u128::from(self.whole);
        let below = u64::try_from(product / whole).ok()?;
        // INVARIANT: a remainder is below the divisor, which has 64 bits.
        let rest = u64::try_from(product % whole).ok()?;
        below.checked_add(self.up(below, rest).into())
    }

    /// Whether what lies above a number of steps counts as one more. Credits are never negative.
    #[inline]
    const fn up(&self, below: u64, rest: u64) -> bool {
        // The rest compared with what is missing to one more: no doubling that could overflow.
        let missing = self.whole - rest;
        match self.rounding {
            Rounding::HalfUp => rest >= missing,
            Rounding::HalfDown => rest > missing,
            Rounding::HalfEven => rest > missing || rest == missing && !below.is_multiple_of(2),
            Rounding::TowardZero | Rounding::Floor => false,
            Rounding::AwayFromZero | Rounding::Ceiling => rest > 0,
        }
    }
}
