//! Weights by entropy.
#![expect(clippy::float_arithmetic, reason = "weights are statistics, not money")]

use serde::{Deserialize, Serialize};

use super::{Preparation, WeightingError};
use crate::{
    Aim, DecisionMatrix, Weights,
    logarithm::{lag, ln},
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

/// From so many rows the means are guessed.
const FIRST: usize = 512;

/// So much of a sum has to be left: two digits fewer than it had.
const KEPT: f64 = 0.01;

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
        let (extremes, information) = match self.pre {
            Preparation::None => surveyed(&met)?,
            Preparation::MinMax => {
                let extremes = Extremes::of(&met);
                let Extremes { min, max } = &extremes;
                let bounds = met.aims.iter().zip(min.iter().zip(max));
                let worst = bounds.map(|(aim, (min, max))| if *aim == Aim::Cost { *max } else { *min });
                let worst: Vec<_> = worst.collect();
                let sums = column_sums(&met, [&worst], |x, [worst]| x - worst);
                let information = information(&met, &worst, &sums);
                (extremes, information)
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

/// The extremes and 1 − e of every criterion, up to a common factor, in one pass over the matrix.
///
/// The means are not known yet: u is the value over the mean of its criterion in the first rows. With 1 + b the mean of u and
/// t = u ÷ (1 + b), Σ (t ln t − t + 1) = Σ (u ln u − u + 1) ÷ (1 + b) + m (b ÷ (1 + b) − ln (1 + b)). Where the first rows are
/// so unlike the others that most of this cancels, it is done again with the true means.
#[expect(clippy::cast_precision_loss, reason = "no matrix has 2^53 rows")]
fn surveyed(met: &DecisionMatrix) -> Result<(Extremes, Vec<f64>), WeightingError> {
    let rows = met.rows() as f64;
    let (extremes, [terms, beyond]) = Extremes::with_column_sums(met, [&guessed(met)], |x, [factor]| {
        let u = x * factor;
        [u * ln(u) - (u - 1.0), u - 1.0]
    });
    check_proportions(met, &extremes)?;
    let mut exact = true;
    let told = terms.iter().zip(beyond).zip(extremes.constant()).map(|((terms, beyond), constant)| {
        let b = beyond / rows;
        let scaled = terms / (1.0 + b);
        let part = scaled + rows * lag(b);
        exact &= constant || part > KEPT * scaled;
        part
    });
    let told: Vec<_> = told.collect();
    if exact {
        return Ok((extremes, told));
    }
    let sums = column_sums(met, [], |x, []| x);
    let told = information(met, &vec![0.0; met.columns()], &sums);
    Ok((extremes, told))
}

/// One over the mean of every criterion in the first rows.
#[expect(clippy::cast_precision_loss, reason = "no matrix has 2^53 rows")]
fn guessed(met: &DecisionMatrix) -> Vec<f64> {
    let first = met.rows().min(FIRST);
    let mut sums = vec![0.0; met.columns()];
    for row in met.cells.chunks_exact(met.columns()).take(first) {
        sums.iter_mut().zip(row).for_each(|(sum, x)| *sum += x);
    }
    sums.into_iter().map(|sum| if sum > 0.0 { first as f64 / sum } else { 1.0 }).collect()
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

#[cfg(test)]
mod tests {
    use super::*;

    /// Whatever the first rows are like, one pass gives what two give.
    #[test]
    fn one_pass_is_as_good_as_two() {
        let noise = |i: i32| f64::from(i * 7_919 % 1_009) / 1_009.0;
        let columns: [&dyn Fn(i32) -> f64; 6] = [
            &|i| 1.0 + 99.0 * noise(i),
            &f64::from,
            &|i| if i < 600 { 1e-6 } else { 1.0 + noise(i) },
            &|i| if i < 600 { 0.0 } else { 3.0 + noise(i) },
            &|i| if i < 600 { 1.001 } else { 1.0 + 1e-5 * noise(i) },
            &|i| if i % 3 == 0 { 0.0 } else { 1e90 * noise(i) },
        ];
        for column in columns {
            let cells: Vec<_> = (0..20_000).map(column).collect();
            let met = DecisionMatrix::new([Aim::Benefit], cells).unwrap();
            let (extremes, told) = surveyed(&met).unwrap();
            let (again, sums) = Extremes::with_sums(&met, |x| x);
            assert_eq!(extremes, again);
            let right = information(&met, &[0.0], &sums);
            let off =
                told.iter().zip(&right).map(|(one, other)| (one / other - 1.0).abs()).fold(0.0, f64::max);
            assert!(off < 1e-9, "{told:?} {right:?}");
        }
    }
}
