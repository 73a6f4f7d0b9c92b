//! Weights: from judgement, and from the data themselves.

pub mod critic;
pub mod deviation;
pub mod entropy;
mod error;

use serde::{Deserialize, Serialize};

pub use critic::CriticWeights;
pub use deviation::DeviationWeights;
pub use entropy::EntropyWeights;
pub use error::WeightingError;

/// What is done to the values before weights are drawn from them.
///
/// # Wire form
///
/// `"none"` or `"minmax"`.
///
/// # Example
///
/// ```
/// use collegium_indicators::weighting::Preparation;
/// assert_eq!(serde_json::to_string(&Preparation::MinMax).unwrap(), r#""minmax""#);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Preparation {
    /// Nothing: which way a criterion is better does not matter.
    None,
    /// [`Normalisation::MinMax`](crate::Normalisation::MinMax).
    MinMax,
}
