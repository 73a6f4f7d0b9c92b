//! Weights by entropy.
#![expect(clippy::float_arithmetic, reason = "weights are statistics, not money")]

use serde::{Deserialize, Serialize};

use super::{Preparation, WeightingError};
use crate::{
    Aim, DecisionMatrix, Weights,
    logarithm::ln,
    sweep::{Extremes, column_sums},
};

/// Weights by how unevenly the values of each criterion are shared out: w(j) in proportion to 1 − e(j), with the entropy
/// e(j) = −Σ p(i,j) ln p(i,j) ÷ ln m, p(i,j) = x(i,j) ÷ Σ x(·,j), over m alternatives; 0 ln 0 is 0.
///
/// A constant criterion has weight 0. Other texts move zeros by a small constant, which changes the weights; that is not done
/// here. Shannon (1948); Zeleny, *Multiple Criteria Decision Making* (1982); in Chinese texts 熵权法.
///
/// # Wire form
///
/// `{"pre":"none"}`.
///
/// # Example
///
/// ```
/// use collegium_indicators::{Aim, DecisionMatrix, weighting::{EntropyWeights, Preparation}};
/// let cells = [1.0, 0.2, 0.5, 0.5, 1.0, 0.5, 0.0, 0.6, 0.5];
/// let matrix = DecisionMatrix::new([Aim::Benefit; 3], cells).unwrap();
/// let weights = EntropyWeights { pre: Preparation::None }.weigh(&matrix)?;
/// let rounded: Vec<_> = weights.as_slice().iter().map(|weight| format!("{weight:.4}")).collect();
/// assert_eq!(rounded, ["0.7408", "0.2592", "0.0000"]);
/// # Ok::<(), collegium_indicators::weighting::WeightingError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EntropyWeights {
    /// What is done to the values before.
    pub pre: Preparation,
}

impl EntropyWeights {
    /// Draws weights from the values.
    ///
    /// # Errors
    ///
    /// [`WeightingError::OneAlternative`], [`WeightingError::NoSpread`] if every criterion is constant; without preparation
    /// also [`WeightingError::Negative`], [`WeightingError::AllZero`].
    pub fn weigh(&self, matrix: &DecisionMatrix) -> Result<Weights, WeightingError> {
        if matrix.rows() < 2 {
            return Err(WeightingError::OneAlternative);
        }
        let met = matrix.met();
        let (extremes, sums) = Extremes::with_sums(&met, |x| x);
        let information = match self.pre {
            Preparation::None => {
                check_proportions(&met, &extremes)?;
                information(&met, &vec![0.0; met.columns()], &sums)
            }
            Preparation::MinMax => {
                let Extremes { min, max } = &extremes;
                let bounds = met.aims.iter().zip(min.iter().zip(max));
                let worst = bounds.map(|(aim, (min, max))| if *aim == Aim::Cost { *max } else { *min });
                let worst: Vec<_> = worst.collect();
                let sums = column_sums(&met, [&worst], |x, [worst]| x - worst);
                information(&met, &worst, &sums)
            }
        };
        let parting = information.iter().zip(extremes.constant());
        let parts = parting.map(|(part, constant)| if constant { 0.0 } else { part.max(0.0) });
        // What is left is finite and not negative: all that can be wrong is that all are 0.
        Weights::proportional(parts.collect()).map_err(|_| WeightingError::NoSpread)
    }
}

fn check_proportions(met: &DecisionMatrix, extremes: &Extremes) -> Result<(), WeightingError> {
    for (criterion, (min, max)) in extremes.min.iter().zip(&extremes.max).enumerate() {
        if *min < 0.0 {
            let negative = met.column(criterion).enumerate().find(|(_, x)| *x < 0.0);
            let (alternative, value) = negative.unwrap_or((0, *min));
            return Err(WeightingError::Negative { alternative, criterion, value });
        }
        if *max <= 0.0 {
            return Err(WeightingError::AllZero { criterion });
        }
    }
    Ok(())
}

/// 1 − e of every criterion, up to a common factor.
///
/// With t the value over the mean of its criterion, both counted from an origin, 1 − e = Σ (t ln t) ÷ (m ln m). Since Σ t = m
/// that is Σ (t ln t − t + 1) ÷ (m ln m), a sum of terms from 0: nothing cancels where all values are nearly equal and 1 − e
/// would be the difference of two numbers near 1.
#[expect(clippy::cast_precision_loss, reason = "no matrix has 2^53 rows")]
fn information(met: &DecisionMatrix, origins: &[f64], sums: &[f64]) -> Vec<f64> {
    let rows = met.rows() as f64;
    let factors = sums.iter().map(|sum| if *sum == 0.0 { 0.0 } else { rows / sum });
    let factors: Vec<_> = factors.collect();
    column_sums(met, [origins, &factors], |x, [origin, factor]| {
        let t = (x - origin) * factor;
        t * ln(t) - (t - 1.0)
    })
}
