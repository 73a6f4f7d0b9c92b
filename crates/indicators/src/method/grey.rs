//! Grey relational analysis.
#![expect(
    clippy::float_arithmetic,
    clippy::indexing_slicing,
    reason = "a kernel: every index is below a length it checked"
)]

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::{MethodError, fitting};
use crate::{
    Aim, Contributions, DecisionMatrix, Ranking, Weights,
    ranking::findings,
    ranks::Best,
    sweep::{Extremes, blocks, row_sum, rows},
};

/// With what [grey relational analysis](GreyRelational) compares, and how values are made comparable.
///
/// # Wire form
///
/// `"minmax"`, `"mean"` or `{"reference":[1.0,0.8]}`.
///
/// # Example
///
/// ```
/// use collegium_indicators::method::GreyNorm;
/// let norm: GreyNorm = serde_json::from_str(r#"{"reference":[1.0,0.8]}"#).unwrap();
/// assert_eq!(norm, GreyNorm::Reference(vec![1.0, 0.8]));
/// ```
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum GreyNorm {
    /// Values from 0 to 1, compared with 1.
    MinMax,
    /// Values over the mean of their criterion, compared with the best of them.
    Mean,
    /// Values as they are, compared with these.
    Reference(Vec<f64>),
}

/// Grey relational analysis: how close each alternative runs to a reference.
///
/// With Δ(i,j) the distance from the reference, ξ(i,j) = (Δmin + ρ Δmax) ÷ (Δ(i,j) + ρ Δmax), the smallest and the greatest
/// taken over the whole table, and score(i) = Σ w(j) · ξ(i,j). If no distance is greater than 0 every ξ is 1.
///
/// Deng Julong, "Control problems of grey systems", *Systems & Control Letters* 1 (1982). A smaller ρ spreads the scores.
///
/// # Wire form
///
/// `{"norm":"minmax","rho":0.5}`.
///
/// # Example
///
/// ```
/// use collegium_indicators::{Aim, DecisionMatrix, Weights, method::{GreyNorm, GreyRelational}};
/// let matrix = DecisionMatrix::new([Aim::Benefit; 3], [1.0, 0.8, 0.6, 0.9, 1.0, 0.5, 0.7, 0.6, 1.0])?;
/// let method = GreyRelational { norm: GreyNorm::Reference(vec![1.0; 3]), rho: 0.5 };
/// let scores = method.evaluate(&matrix, &Weights::equal(3)?)?.scores;
/// let rounded: Vec<_> = scores.iter().map(|score| format!("{score:.4}")).collect();
/// assert_eq!(rounded, ["0.6467", "0.6825", "0.6131"]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GreyRelational {
    /// With what is compared.
    pub norm: GreyNorm,
    /// The distinguishing coefficient ρ: above 0, up to 1, usually 0.5.
    pub rho: f64,
}

/// Distances |x − origin| · factor, and the smallest and greatest of them.
struct Distances {
    origins: Vec<f64>,
    factors: Vec<f64>,
    min: f64,
    max: f64,
    constant: Vec<bool>,
}

impl GreyRelational {
    /// Scores the alternatives.
    ///
    /// # Errors
    ///
    /// [`MethodError::WeightCount`], [`MethodError::Setting`] for `rho` or a reference value that is no finite number,
    /// [`MethodError::SettingCount`] for the reference, [`MethodError::ZeroMean`].
    pub fn evaluate(&self, matrix: &DecisionMatrix, weights: &Weights) -> Result<Ranking, MethodError> {
        let (met, distances) = self.distances(matrix, weights)?;
        let findings = findings(matrix, weights, &distances.constant);
        let Distances { origins, factors, .. } = &distances;
        let known = [origins.as_slice(), factors.as_slice(), weights.as_slice()];
        let coefficient = self.coefficient(&distances);
        let scores = rows(&met, |row| row_sum(row, known, &coefficient));
        Ok(Ranking { scores, best: Best::Largest, findings })
    }

    /// What every criterion adds to every score.
    ///
    /// # Errors
    ///
    /// As [`evaluate`](Self::evaluate).
    pub fn contributions(
        &self,
        matrix: &DecisionMatrix,
        weights: &Weights,
    ) -> Result<Contributions, MethodError> {
        let (met, distances) = self.distances(matrix, weights)?;
        let coefficient = self.coefficient(&distances);
        let (criteria, weights) = (met.columns(), weights.as_slice());
        let cells = met.cells.iter().enumerate().map(|(at, &x)| {
            let column = at % criteria;
            coefficient(x, [distances.origins[column], distances.factors[column], weights[column]])
        });
        Ok(Contributions { criteria, cells: cells.collect() })
    }

    /// The weighted coefficient of a value, from the origin and factor of its distance and its weight.
    fn coefficient(&self, distances: &Distances) -> impl Fn(f64, [f64; 3]) -> f64 + Send + Sync {
        // Without any distance the quotient is 1, whatever the coefficient.
        let far = if distances.max > 0.0 { self.rho * distances.max } else { 1.0 };
        let near = distances.min + far;
        move |x, [origin, factor, weight]| weight * near / ((x - origin).abs() * factor + far)
    }

    fn distances<'a>(
        &self,
        matrix: &'a DecisionMatrix,
        weights: &Weights,
    ) -> Result<(Cow<'a, DecisionMatrix>, Distances), MethodError> {
        if !(self.rho > 0.0 && self.rho <= 1.0) {
            let (value, needed) = (self.rho, "above 0, up to 1");
            return Err(MethodError::Setting { setting: "rho", value, needed });
        }
        let met = fitting(matrix, weights)?;
        let (extremes, sums) = Extremes::with_sums(&met, |x| x);
        let constant = extremes.constant();
        let (origins, factors) = match &self.norm {
            GreyNorm::MinMax => from_best(&met, &extremes),
            GreyNorm::Mean => from_mean(&met, &extremes, &sums)?,
            GreyNorm::Reference(reference) => (checked(reference, met.columns())?, vec![1.0; met.columns()]),
        };
        let max = (0..met.columns()).map(|column| {
            let farthest = |bound: &[f64]| (bound[column] - origins[column]).abs() * factors[column];
            farthest(&extremes.min).max(farthest(&extremes.max))
        });
        let max = max.fold(0.0, f64::max);
        let min = match self.norm {
            // The best value of every criterion is the reference.
            GreyNorm::MinMax | GreyNorm::Mean => 0.0,
            GreyNorm::Reference(_) => nearest(&met, &origins),
        };
        Ok((met, Distances { origins, factors, min, max, constant }))
    }
}

/// 1 − r = |x − best| ÷ (max − min).
fn from_best(met: &DecisionMatrix, extremes: &Extremes) -> (Vec<f64>, Vec<f64>) {
    let columns = met.aims.iter().zip(extremes.min.iter().zip(&extremes.max));
    let known = columns.map(|(aim, (&min, &max))| match aim {
        _ if min >= max => (min, 0.0),
        Aim::Cost => (min, 1.0 / (max - min)),
        _ => (max, 1.0 / (max - min)),
    });
    known.unzip()
}

/// |x ÷ mean − best ÷ mean|; below a mean less than 0 the smallest value has the greatest quotient.
#[expect(clippy::cast_precision_loss, reason = "no matrix has 2^53 rows")]
fn from_mean(
    met: &DecisionMatrix,
    extremes: &Extremes,
    sums: &[f64],
) -> Result<(Vec<f64>, Vec<f64>), MethodError> {
    let columns = met.aims.iter().zip(extremes.min.iter().zip(&extremes.max)).zip(sums).enumerate();
    let known = columns.map(|(criterion, ((aim, (&min, &max)), sum))| {
        let mean = sum / met.rows() as f64;
        if mean.abs() <= f64::EPSILON * min.abs().max(max.abs()) {
            return Err(MethodError::ZeroMean { criterion });
        }
        let best = if (*aim == Aim::Cost) == (mean > 0.0) { min } else { max };
        Ok((best, 1.0 / mean.abs()))
    });
    known.collect::<Result<Vec<_>, _>>().map(|known| known.into_iter().unzip())
}

fn checked(reference: &[f64], criteria: usize) -> Result<Vec<f64>, MethodError> {
    if reference.len() != criteria {
        let count = reference.len();
        return Err(MethodError::SettingCount { setting: "reference", count, criteria });
    }
    match reference.iter().find(|value| value.is_nan() || value.abs() > 1e100) {
        Some(&value) => {
            Err(MethodError::Setting { setting: "reference", value, needed: "up to 1e100 in size" })
        }
        None => Ok(reference.to_vec()),
    }
}

/// The smallest distance of any value from its reference.
fn nearest(met: &DecisionMatrix, reference: &[f64]) -> f64 {
    let distance = |(x, reference): (&f64, &f64)| (x - reference).abs();
    let in_row = |row: &[f64]| row.iter().zip(reference).map(distance).fold(f64::INFINITY, f64::min);
    let in_block =
        |block: &[f64]| block.chunks_exact(met.columns()).map(in_row).fold(f64::INFINITY, f64::min);
    blocks(met, in_block).into_iter().fold(f64::INFINITY, f64::min)
}
