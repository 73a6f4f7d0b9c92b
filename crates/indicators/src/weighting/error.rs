//! Why data give no weights.

use thiserror::Error;

/// Why data give no weights.
///
/// # Example
///
/// ```
/// use collegium_indicators::{Aim, DecisionMatrix, weighting::{DeviationWeights, Preparation, WeightingError}};
/// let matrix = DecisionMatrix::new([Aim::Benefit], [1.0]).unwrap();
/// let error = DeviationWeights { pre: Preparation::None }.weigh(&matrix).unwrap_err();
/// assert_eq!(error, WeightingError::OneAlternative);
/// assert_eq!(error.to_string(), "weights cannot be drawn from a single alternative: at least two are needed");
/// ```
#[derive(Debug, Clone, PartialEq, Error)]
#[non_exhaustive]
pub enum WeightingError {
    /// Nothing differs.
    #[error("weights cannot be drawn from a single alternative: at least two are needed")]
    OneAlternative,
    /// No criterion parts the alternatives.
    #[error("no criterion parts the alternatives: data that do not differ give no weights")]
    NoSpread,
    /// A value that cannot be a proportion.
    #[error(
        "the value {value} of alternative {} under criterion {} is negative: proportions need values from 0",
        alternative + 1, criterion + 1
    )]
    Negative {
        /// Where the alternative stands, from 0.
        alternative: usize,
        /// Where the criterion stands, from 0.
        criterion: usize,
        /// The value.
        value: f64,
    },
    /// A criterion that has nothing to share.
    #[error("every value of criterion {} is 0: there are no proportions", criterion + 1)]
    AllZero {
        /// Where the criterion stands, from 0.
        criterion: usize,
    },
}
