//! Why a method gives no scores.

use thiserror::Error;

use crate::NormalisationError;

/// Why a method gives no scores.
///
/// # Example
///
/// ```
/// use collegium_indicators::{Aim, DecisionMatrix, Weights, method::{MethodError, Topsis, TopsisNorm}};
/// let matrix = DecisionMatrix::new([Aim::Benefit], [1.0]).unwrap();
/// let error = Topsis { norm: TopsisNorm::Vector }.evaluate(&matrix, &Weights::equal(1).unwrap()).unwrap_err();
/// assert_eq!(error, MethodError::OneAlternative { method: "TOPSIS" });
/// assert_eq!(error.to_string(), "TOPSIS compares alternatives: it needs at least two");
/// ```
#[derive(Debug, Clone, PartialEq, Error)]
#[non_exhaustive]
pub enum MethodError {
    /// Not one weight for each criterion.
    #[error("there are {weights} weights for {criteria} criteria: each needs one")]
    WeightCount {
        /// How many weights there are.
        weights: usize,
        /// How many criteria there are.
        criteria: usize,
    },
    /// Nothing to compare with.
    #[error("{method} compares alternatives: it needs at least two")]
    OneAlternative {
        /// The method.
        method: &'static str,
    },
    /// All alternatives have the same values.
    #[error(
        "all alternatives have the same values under every criterion with weight: {method} cannot part them"
    )]
    NoSpread {
        /// The method.
        method: &'static str,
    },
    /// An alternative about which nothing is known.
    #[error("alternative {} has no value under any criterion with weight", alternative + 1)]
    NothingPresent {
        /// Where it stands, from 0.
        alternative: usize,
    },
    /// The values cannot be made comparable.
    #[error(transparent)]
    Normalisation(NormalisationError),
    /// A value that has no power.
    #[error(
        "the comparable value {value} of alternative {} under criterion {} is negative: a weighted product needs values \
         from 0", alternative + 1, criterion + 1
    )]
    Negative {
        /// Where the alternative stands, from 0.
        alternative: usize,
        /// Where the criterion stands, from 0.
        criterion: usize,
        /// The value after normalisation.
        value: f64,
    },
    /// A criterion that cannot be divided by its mean.
    #[error("the mean of criterion {} is 0: its values cannot be divided by it", criterion + 1)]
    ZeroMean {
        /// Where it stands, from 0.
        criterion: usize,
    },
    /// A setting out of its range.
    #[error("the setting `{setting}` is {value}: it must be {needed}")]
    Setting {
        /// Its name.
        setting: &'static str,
        /// What it is.
        value: f64,
        /// What it must be.
        needed: &'static str,
    },
    /// A setting that each criterion needs.
    #[error("there are {count} of the setting `{setting}` for {criteria} criteria: each needs one")]
    SettingCount {
        /// Its name.
        setting: &'static str,
        /// How many are given.
        count: usize,
        /// How many criteria there are.
        criteria: usize,
    },
}
