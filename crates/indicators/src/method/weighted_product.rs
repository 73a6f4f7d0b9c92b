//! Weighted product.
#![expect(clippy::float_arithmetic, reason = "scores are statistics, not money")]

use serde::{Deserialize, Serialize};

use super::{MethodError, fitting};
use crate::{
    DecisionMatrix, Normalisation, Ranking, Weights, ranking::findings, ranks::Best, sweep::Extremes,
};

/// The weighted product of comparable values: score = Π r(i,j)^w(j).
///
/// A 0 under a criterion with weight makes the score 0; without weight its factor is 1, whatever the value.
/// Bridgman, *Dimensional Analysis* (1922); Miller and Starr, *Executive Decisions and Operations Research* (1969).
///
/// # Wire form
///
/// `{"norm":"linear"}`.
///
/// # Example
///
/// ```
/// use collegium_indicators::{Aim, DecisionMatrix, Normalisation, Weights, method::WeightedProduct};
/// let matrix = DecisionMatrix::new([Aim::Benefit, Aim::Benefit], [4.0, 1.0, 1.0, 1.0, 4.0, 0.0])?;
/// let method = WeightedProduct { norm: Normalisation::Linear };
/// let ranking = method.evaluate(&matrix, &Weights::new(vec![0.5, 0.5])?)?;
/// assert_eq!(ranking.scores, [1.0, 0.5, 0.0]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WeightedProduct {
    /// How values are made comparable.
    pub norm: Normalisation,
}

impl WeightedProduct {
    /// Scores the alternatives.
    ///
    /// # Errors
    ///
    /// [`MethodError::WeightCount`], [`MethodError::Normalisation`], [`MethodError::Negative`] if a comparable value is.
    pub fn evaluate(&self, matrix: &DecisionMatrix, weights: &Weights) -> Result<Ranking, MethodError> {
        let met = fitting(matrix, weights)?;
        let cells = self.norm.apply(matrix).map_err(MethodError::Normalisation)?;
        if let Some(position) = cells.iter().position(|value| *value < 0.0) {
            let (alternative, criterion) = (position / matrix.columns(), position % matrix.columns());
            let value = cells.get(position).copied().unwrap_or_default();
            return Err(MethodError::Negative { alternative, criterion, value });
        }
        let power = |(value, weight): (&f64, &f64)| if *weight > 0.0 { weight * value.ln() } else { 0.0 };
        let product = |row: &[f64]| row.iter().zip(weights.as_slice()).map(power).sum::<f64>().exp();
        let scores = cells.chunks_exact(matrix.columns()).map(product).collect();
        let findings = findings(matrix, weights, &Extremes::of(&met).constant());
        Ok(Ranking { scores, best: Best::Largest, findings })
    }
}
