//! The modified Bavarian formula.

use collegium_core::{Fraction, Rounding, fraction::FractionError};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// What follows the formula: institutions differ, so it is a stated choice.
///
/// # Wire form
///
/// `{"decimals":{"decimals":1,"rounding":"toward_zero"}}`, `"nearest_step"` or `"better_step_after_cut"`.
///
/// # Example
///
/// ```
/// use collegium_core::Rounding;
/// use collegium_pathways::grade::Finish;
/// assert_eq!(Finish::CUT, Finish::Decimals { decimals: 1, rounding: Rounding::TowardZero });
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Finish {
    /// So many decimals, cut or rounded.
    Decimals {
        /// The decimals, at most four.
        decimals: u32,
        /// How they are reached.
        rounding: Rounding,
    },
    /// The step nearest to the exact value; of two as near, the better.
    NearestStep,
    /// Cut to one decimal; between two steps, the better.
    BetterStepAfterCut,
}

impl Finish {
    /// One decimal, the others cut: the rule of the German education ministers (KMK, 1991-03-15, amended 2013-09-12).
    pub const CUT: Self = Self::Decimals { decimals: 1, rounding: Rounding::TowardZero };
}

/// The modified Bavarian formula: `1 + 3 × (best − grade) / (best − lowest_pass)`, from any scale of numbers to the German
/// grades from 1.0 to 4.0.
///
/// The best grade and the lowest pass are the rule's, not the scale's: anabin states them for each country.
///
/// # Validity
///
/// The best grade and the lowest pass differ. Where the best is the smaller number, smaller grades are better.
///
/// # Wire form
///
/// `{"best":"100","lowest_pass":"60","finish":"nearest_step"}`.
///
/// # Example
///
/// ```
/// use collegium_pathways::grade::{Finish, ModifiedBavarian};
/// use rust_decimal::Decimal;
///
/// let formula = ModifiedBavarian::new(Decimal::ONE_HUNDRED, Decimal::from(60), Finish::CUT).unwrap();
/// let mark = Decimal::from(85);
/// assert_eq!(formula.exact(mark).to_string(), "17/8");
/// assert_eq!(formula.finished(mark, &[]).unwrap(), Some("2.1".parse().unwrap()));
/// assert!(formula.is_passed(mark) && !formula.is_passed(Decimal::from(59)));
/// assert_eq!((formula.best(), formula.lowest_pass()), (Decimal::ONE_HUNDRED, Decimal::from(60)));
/// assert_eq!(formula.finish(), Finish::CUT);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "Wire", into = "Wire")]
pub struct ModifiedBavarian(Wire);

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Wire {
    #[serde(with = "collegium_core::decimal")]
    best: Decimal,
    #[serde(with = "collegium_core::decimal")]
    lowest_pass: Decimal,
    finish: Finish,
}

impl ModifiedBavarian {
    /// The formula between these two grades.
    ///
    /// # Errors
    ///
    /// [`BavarianError::NoRange`] if the two are one; [`BavarianError::Decimals`] for more than four decimals.
    pub fn new(best: Decimal, lowest_pass: Decimal, finish: Finish) -> Result<Self, BavarianError> {
        match finish {
            Finish::Decimals { decimals, .. } if decimals > 4 => Err(BavarianError::Decimals { decimals }),
            _ if best == lowest_pass => Err(BavarianError::NoRange { best }),
            _ => Ok(Self(Wire { best, lowest_pass, finish })),
        }
    }

    /// The best grade.
    #[must_use]
    pub const fn best(&self) -> Decimal {
        self.0.best
    }

    /// The worst grade that is passed.
    #[must_use]
    pub const fn lowest_pass(&self) -> Decimal {
        self.0.lowest_pass
    }

    /// What follows the formula.
    #[must_use]
    pub const fn finish(&self) -> Finish {
        self.0.finish
    }

    /// Whether a grade is passed: no worse than the lowest pass.
    #[must_use]
    pub fn is_passed(&self, grade: Decimal) -> bool {
        if self.0.best > self.0.lowest_pass {
            grade >= self.0.lowest_pass
        } else {
            grade <= self.0.lowest_pass
        }
    }

    /// The value of the formula. It lies beyond 4 for a failed grade, and below 1 for one better than the best.
    #[must_use]
    pub fn exact(&self, grade: Decimal) -> Fraction {
        let best = || Fraction::from(self.0.best);
        let ratio = (best() - grade.into()).checked_div(&(best() - self.0.lowest_pass.into()));
        // INVARIANT: the best and the lowest pass differ.
        let ratio = ratio.unwrap_or_else(|_| unreachable!("the best grade is the lowest pass"));
        Fraction::from(1) + Fraction::from(3) * ratio
    }

    /// The value of the formula, finished as the rule says. `steps` are the grades that are given, best first, and only
    /// looked at by a finish that snaps to them; for a failed grade, or without steps, such a finish has no result. What is
    /// better than the best step becomes the best step.
    ///
    /// # Example
    ///
    /// ```
    /// use collegium_pathways::grade::{Finish, ModifiedBavarian};
    /// let steps = ["1.0", "1.3", "1.7", "2.0", "2.3", "2.7"].map(|step| step.parse().unwrap());
    /// let finished = |finish, grade: &str| {
    ///     let formula = ModifiedBavarian::new(1.into(), 4.into(), finish).unwrap();
    ///     formula.finished(grade.parse().unwrap(), &steps).unwrap().unwrap().to_string()
    /// };
    /// // 2.5 lies in the middle: the better step.
    /// assert_eq!(finished(Finish::NearestStep, "2.5"), "2.3");
    /// assert_eq!(finished(Finish::NearestStep, "1.6"), "1.7");
    /// assert_eq!(finished(Finish::BetterStepAfterCut, "1.6"), "1.3");
    /// ```
    ///
    /// # Errors
    ///
    /// [`FractionError::OutOfRange`] if the result is too large for a decimal.
    pub fn finished(&self, grade: Decimal, steps: &[Decimal]) -> Result<Option<Decimal>, FractionError> {
        let exact = self.exact(grade);
        match self.0.finish {
            Finish::Decimals { decimals, rounding } => exact.round(decimals, rounding).map(Some),
            _ if !self.is_passed(grade) => Ok(None),
            Finish::NearestStep => Ok(nearest(&exact, steps)),
            Finish::BetterStepAfterCut => {
                let cut = exact.round(1, Rounding::TowardZero)?;
                Ok(steps.iter().rev().find(|step| **step <= cut).or(steps.first()).copied())
            }
        }
    }
}

/// The step nearest to a value: from the best on, as long as the next is nearer than the one before.
fn nearest(exact: &Fraction, steps: &[Decimal]) -> Option<Decimal> {
    let mut nearest = *steps.first()?;
    for &step in steps {
        let middle = Fraction::from(nearest) + Fraction::from(step);
        if exact.clone() + exact.clone() > middle {
            nearest = step;
        }
    }
    Some(nearest)
}

impl TryFrom<Wire> for ModifiedBavarian {
    type Error = BavarianError;

    fn try_from(wire: Wire) -> Result<Self, BavarianError> {
        Self::new(wire.best, wire.lowest_pass, wire.finish)
    }
}

impl From<ModifiedBavarian> for Wire {
    fn from(formula: ModifiedBavarian) -> Self {
        formula.0
    }
}

/// Why there is no such formula.
///
/// # Example
///
/// ```
/// use collegium_pathways::grade::{BavarianError, Finish, ModifiedBavarian};
/// assert_eq!(
///     ModifiedBavarian::new(4.into(), 4.into(), Finish::NearestStep),
///     Err(BavarianError::NoRange { best: 4.into() })
/// );
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum BavarianError {
    /// The best grade is the lowest pass, so that the formula divides by zero.
    #[error("the best grade {best} is also the lowest pass: the formula needs two that differ")]
    NoRange {
        /// The best grade.
        best: Decimal,
    },
    /// More decimals than a grade has.
    #[error("a grade cannot be finished with {decimals} decimals: four are the most")]
    Decimals {
        /// The decimals asked for.
        decimals: u32,
    },
}
