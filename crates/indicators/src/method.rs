//! How the values of many criteria become one score for each alternative.
//!
//! Every method is a small record of its settings with a function `evaluate`. Those that say more than scores answer with a
//! record of their own that holds a [`Ranking`]. [`Method`] is any of them, for programs that let the reader choose.

mod error;
mod grey;
mod hierarchy;
mod promethee;
mod rank_sum_ratio;
mod topsis;
mod vikor;
mod weighted_product;
mod weighted_sum;

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

pub use error::MethodError;
pub use grey::{GreyNorm, GreyRelational};
pub use hierarchy::{Group, Hierarchy, HierarchyError, HierarchyOutcome, Part, Subtotal};
pub use promethee::{Preference, Promethee, PrometheeOutcome};
pub use rank_sum_ratio::{Line, RankMethod, RankSumRatio, RankSumRatioOutcome};
pub use topsis::{Topsis, TopsisNorm, TopsisOutcome};
pub use vikor::{Vikor, VikorOutcome};
pub use weighted_product::WeightedProduct;
pub use weighted_sum::WeightedSum;

use crate::{Contributions, DecisionMatrix, Ranking, Weights};

/// Any of the methods, with its settings.
///
/// # Wire form
///
/// The name of the method over its settings: `{"weighted_sum":{"norm":"minmax"}}`, `{"topsis":{"norm":"vector"}}`.
///
/// # Example
///
/// ```
/// use collegium_indicators::{Aim, DecisionMatrix, Weights, method::Method};
///
/// let matrix = DecisionMatrix::new([Aim::Benefit, Aim::Cost], [17.0, 12.0, 10.0, 9.0, 8.0, 6.0])?;
/// let weights = Weights::new(vec![0.714, 0.286])?;
/// let method: Method = serde_json::from_str(r#"{"topsis":{"norm":"vector"}}"#)?;
/// assert_eq!(method.evaluate(&matrix, &weights)?.ranks(), [1, 2, 3]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Method {
    /// Simple additive weighting.
    WeightedSum(WeightedSum),
    /// Weighted product.
    WeightedProduct(WeightedProduct),
    /// Nearness to the ideal.
    Topsis(Topsis),
    /// Compromise.
    Vikor(Vikor),
    /// Nearness to a reference.
    GreyRelational(GreyRelational),
    /// Outranking.
    Promethee(Promethee),
    /// Sums of ranks.
    RankSumRatio(RankSumRatio),
}

impl Method {
    /// Scores the alternatives.
    ///
    /// # Errors
    ///
    /// Those of the method: [`MethodError`].
    pub fn evaluate(&self, matrix: &DecisionMatrix, weights: &Weights) -> Result<Ranking, MethodError> {
        match self {
            Self::WeightedSum(method) => method.evaluate(matrix, weights),
            Self::WeightedProduct(method) => method.evaluate(matrix, weights),
            Self::Topsis(method) => method.evaluate(matrix, weights).map(|outcome| outcome.ranking),
            Self::Vikor(method) => method.evaluate(matrix, weights).map(|outcome| outcome.ranking),
            Self::GreyRelational(method) => method.evaluate(matrix, weights),
            Self::Promethee(method) => method.evaluate(matrix, weights).map(|outcome| outcome.ranking),
            Self::RankSumRatio(method) => method.evaluate(matrix, weights).map(|outcome| outcome.ranking),
        }
    }

    /// What every criterion adds to every score; none where a score is no sum over the criteria.
    ///
    /// # Errors
    ///
    /// Those of the method: [`MethodError`].
    ///
    /// # Example
    ///
    /// ```
    /// use collegium_indicators::{Aim, DecisionMatrix, Normalisation, Weights, method::{Method, WeightedSum}};
    /// let matrix = DecisionMatrix::new([Aim::Benefit, Aim::Cost], [1.0, 4.0, 3.0, 2.0, 2.0, 3.0])?;
    /// let method = Method::WeightedSum(WeightedSum { norm: Normalisation::MinMax });
    /// let contributions = method.contributions(&matrix, &Weights::new(vec![0.75, 0.25])?)?.unwrap();
    /// assert_eq!(contributions.of(2), Some([0.375, 0.125].as_slice()));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn contributions(
        &self,
        matrix: &DecisionMatrix,
        weights: &Weights,
    ) -> Result<Option<Contributions>, MethodError> {
        match self {
            Self::WeightedSum(method) => method.contributions(matrix, weights).map(Some),
            Self::GreyRelational(method) => method.contributions(matrix, weights).map(Some),
            Self::Promethee(method) => method.contributions(matrix, weights).map(Some),
            Self::RankSumRatio(method) => method.contributions(matrix, weights).map(Some),
            Self::WeightedProduct(_) | Self::Topsis(_) | Self::Vikor(_) => Ok(None),
        }
    }
}

/// The matrix with its intervals replaced, if the weights fit it.
fn fitting<'a>(
    matrix: &'a DecisionMatrix,
    weights: &Weights,
) -> Result<Cow<'a, DecisionMatrix>, MethodError> {
    check_weights(matrix.columns(), weights)?;
    Ok(matrix.met())
}

fn check_weights(criteria: usize, weights: &Weights) -> Result<(), MethodError> {
    let weights = weights.as_slice().len();
    if weights == criteria { Ok(()) } else { Err(MethodError::WeightCount { weights, criteria }) }
}

/// Refuses a single alternative where a method only compares.
fn several(matrix: &DecisionMatrix, method: &'static str) -> Result<(), MethodError> {
    if matrix.rows() > 1 { Ok(()) } else { Err(MethodError::OneAlternative { method }) }
}
