//! Weights in proportion to how far the alternatives lie apart.
#![expect(clippy::float_arithmetic, reason = "weights are statistics, not money")]

use serde::{Deserialize, Serialize};

use super::{Preparation, WeightingError};
use crate::{DecisionMatrix, Weights, normalise::Spread};

/// Weights in proportion to the standard deviation of each criterion: w(j) = sd(j) ÷ Σ sd.
///
/// By what the deviation is divided cancels. A constant criterion has weight 0. Without preparation the criterion with the
/// largest unit gets the weight: then all should have one unit.
///
/// Diakoulaki, Mavrotas and Papayannakis, *Computers & Operations Research* 22 (1995).
///
/// # Wire form
///
/// `{"pre":"minmax"}`.
///
/// # Example
///
/// ```
/// use collegium_indicators::{Aim, DecisionMatrix, weighting::{DeviationWeights, Preparation}};
/// let matrix = DecisionMatrix::new([Aim::Benefit, Aim::Cost], [1.0, 10.0, 3.0, 16.0]).unwrap();
/// assert_eq!(DeviationWeights { pre: Preparation::None }.weigh(&matrix)?.as_slice(), [0.25, 0.75]);
/// assert_eq!(DeviationWeights { pre: Preparation::MinMax }.weigh(&matrix)?.as_slice(), [0.5, 0.5]);
/// # Ok::<(), collegium_indicators::weighting::WeightingError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DeviationWeights {
    /// What is done to the values before.
    pub pre: Preparation,
}

impl DeviationWeights {
    /// Draws weights from the values.
    ///
    /// # Errors
    ///
    /// [`WeightingError::OneAlternative`], [`WeightingError::NoSpread`] if every criterion is constant.
    pub fn weigh(&self, matrix: &DecisionMatrix) -> Result<Weights, WeightingError> {
        if matrix.rows() < 2 {
            return Err(WeightingError::OneAlternative);
        }
        let spread = Spread::of(&matrix.met());
        let deviations = spread.deviation.into_iter().enumerate();
        let prepared = deviations.map(|(criterion, deviation)| match self.pre {
            Preparation::MinMax if deviation > 0.0 => deviation / spread.extremes.range(criterion),
            _ => deviation,
        });
        // Deviations are finite and not negative: all that can be wrong is that all are 0.
        Weights::proportional(prepared.collect()).map_err(|_| WeightingError::NoSpread)
    }
}
