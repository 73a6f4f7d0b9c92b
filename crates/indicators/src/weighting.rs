//! Where weights come from.
//!
//! From people: pairwise judgements ([`ahp`]), comparisons with the best and the worst ([`best_worst`]), an order of
//! importance ([`rank_order`]), rounds of questions to experts ([`delphi`]). From the data themselves: [`entropy`], [`critic`], [`deviation`]. [`combination`] makes one set of weights
//! of several. Weights that somebody simply decided are [`Weights::new`](crate::Weights::new), in other units
//! [`Weights::proportional`](crate::Weights::proportional), and equal ones [`Weights::equal`](crate::Weights::equal).

pub mod ahp;
pub mod best_worst;
pub mod combination;
pub mod critic;
pub mod delphi;
pub mod deviation;
pub mod entropy;
mod error;
pub mod rank_order;

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
