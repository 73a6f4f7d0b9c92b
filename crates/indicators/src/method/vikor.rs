//! Compromise ranking.
#![expect(clippy::float_arithmetic, reason = "scores are statistics, not money")]

use serde::{Deserialize, Serialize};

use super::{MethodError, fitting};
use crate::{
    Aim, Contributions, DecisionMatrix, Ranking, Weights,
    ranking::findings,
    ranks::{Best, TIE},
    sweep::{Extremes, row_max, row_sum, rows},
};

/// VIKOR, the compromise between what is good for most and what nobody has much against.
///
/// With f⁺(j) the best and f⁻(j) the worst value of a criterion, S(i) = Σ w(j) · (f⁺ − x) ÷ (f⁺ − f⁻), R(i) the greatest of
/// those terms, and Q(i) = v · (S − S⁺) ÷ (S⁻ − S⁺) + (1 − v) · (R − R⁺) ÷ (R⁻ − R⁺), with S⁺, R⁺ the smallest and S⁻, R⁻
/// the greatest. A term whose denominator is 0 is 0. The smallest Q is the best.
///
/// Opricovic and Tzeng, "Compromise solution by MCDM methods: a comparative analysis of VIKOR and TOPSIS", *European Journal
/// of Operational Research* 156 (2004).
///
/// # Wire form
///
/// `{"v":0.5}`.
///
/// # Example
///
/// ```
/// use collegium_indicators::{Aim, DecisionMatrix, Weights, method::{Vikor, VikorOutcome}};
/// let matrix = DecisionMatrix::new([Aim::Benefit, Aim::Cost], [1.0, 1.0, 2.0, 3.0, 3.0, 2.0])?;
/// let outcome: VikorOutcome = Vikor { v: 0.5 }.evaluate(&matrix, &Weights::new(vec![0.75, 0.25])?)?;
/// assert_eq!(outcome.s, [0.75, 0.625, 0.125]);
/// assert_eq!(outcome.r, [0.75, 0.375, 0.125]);
/// assert_eq!((outcome.ranking.ranks(), outcome.compromise), (vec![3, 2, 1], vec![2]));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Vikor {
    /// The weight of the majority, S, against that of the greatest regret, R: from 0 to 1, usually 0.5.
    pub v: f64,
}

/// What [VIKOR](Vikor) answers.
///
/// # Wire form
///
/// An object of the fields.
///
/// # Example
///
/// See [`Vikor`].
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct VikorOutcome {
    /// Q of every alternative, from 0 for the best to 1.
    pub ranking: Ranking,
    /// What every alternative lacks under all criteria together.
    pub s: Vec<f64>,
    /// What every alternative lacks under the criterion where it lacks most.
    pub r: Vec<f64>,
    /// The alternatives that can be proposed, rising: the best by Q alone if it is ahead by 1 ÷ (m − 1) and also best by S
    /// or R; with the second if only the former holds; all that it is not ahead of if not.
    pub compromise: Vec<usize>,
}

impl Vikor {
    /// Scores the alternatives.
    ///
    /// # Errors
    ///
    /// [`MethodError::WeightCount`], [`MethodError::Setting`] unless `v` lies from 0 to 1.
    pub fn evaluate(&self, matrix: &DecisionMatrix, weights: &Weights) -> Result<VikorOutcome, MethodError> {
        if !(0.0..=1.0).contains(&self.v) {
            return Err(MethodError::Setting { setting: "v", value: self.v, needed: "from 0 to 1" });
        }
        let met = fitting(matrix, weights)?;
        let extremes = Extremes::of(&met);
        let (best, factors) = lacks(&met, &extremes, weights);
        let lack = |x: f64, [best, factor]: [f64; 2]| (x - best) * factor;
        let known = [best.as_slice(), factors.as_slice()];
        let (s, r): (Vec<_>, Vec<_>) =
            rows(&met, |row| (row_sum(row, known, lack), row_max(row, known, lack))).into_iter().unzip();
        let (majority, regret) = (relative(&s), relative(&r));
        let score = |(s, r): (&f64, &f64)| self.v * majority(*s) + (1.0 - self.v) * regret(*r);
        let scores: Vec<_> = s.iter().zip(&r).map(score).collect();
        let findings = findings(matrix, weights, &extremes.constant());
        let compromise = compromise(&scores, &s, &r);
        Ok(VikorOutcome { ranking: Ranking { scores, best: Best::Smallest, findings }, s, r, compromise })
    }

    /// What every criterion adds to S. Q is no sum over the criteria.
    ///
    /// # Errors
    ///
    /// [`MethodError::WeightCount`].
    ///
    /// # Example
    ///
    /// ```
    /// use collegium_indicators::{Aim, DecisionMatrix, Weights, method::Vikor};
    /// let matrix = DecisionMatrix::new([Aim::Benefit, Aim::Cost], [1.0, 1.0, 2.0, 3.0, 3.0, 2.0])?;
    /// let regrets = Vikor { v: 0.5 }.contributions_to_s(&matrix, &Weights::new(vec![0.75, 0.25])?)?;
    /// assert_eq!(regrets.of(1), Some([0.375, 0.25].as_slice()));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn contributions_to_s(
        &self,
        matrix: &DecisionMatrix,
        weights: &Weights,
    ) -> Result<Contributions, MethodError> {
        let met = fitting(matrix, weights)?;
        let (best, factors) = lacks(&met, &Extremes::of(&met), weights);
        let known = || best.iter().zip(&factors);
        let rows = met.cells.chunks_exact(met.columns());
        let cells =
            rows.flat_map(|row| row.iter().zip(known()).map(|(x, (best, factor))| (x - best) * factor));
        Ok(Contributions { criteria: met.columns(), cells: cells.collect() })
    }
}

/// The best value of each criterion, and by what a difference from it is multiplied.
fn lacks(met: &DecisionMatrix, extremes: &Extremes, weights: &Weights) -> (Vec<f64>, Vec<f64>) {
    let columns = met.aims.iter().zip(extremes.min.iter().zip(&extremes.max)).zip(weights.as_slice());
    let lacks = columns.map(|((aim, (&min, &max)), weight)| match aim {
        _ if min >= max => (min, 0.0),
        Aim::Cost => (min, weight / (max - min)),
        _ => (max, weight / (min - max)),
    });
    lacks.unzip()
}

/// Where a value lies between the smallest, 0, and the greatest, 1; 0 if they differ by no more than rounding.
fn relative(values: &[f64]) -> impl Fn(f64) -> f64 + use<> {
    let min = values.iter().copied().fold(f64::INFINITY, f64::min);
    let range = values.iter().copied().fold(f64::NEG_INFINITY, f64::max) - min;
    move |value| if range > ROUNDING { (value - min) / range } else { 0.0 }
}

/// S and R lie between 0 and 1: they differ by less than this only by rounding.
const ROUNDING: f64 = 1e-13;

#[expect(clippy::cast_precision_loss, reason = "no list of scores has 2^53 of them")]
fn compromise(q: &[f64], s: &[f64], r: &[f64]) -> Vec<usize> {
    let ahead = 1.0 / (q.len() as f64 - 1.0);
    let least = |values: &[f64]| values.iter().copied().fold(f64::INFINITY, f64::min);
    let first = q.iter().enumerate().min_by(|(_, one), (_, other)| one.total_cmp(other));
    let Some((first, &q_first)) = first else { return Vec::new() };
    let others = || q.iter().enumerate().filter(move |(place, _)| *place != first);
    let second = others().min_by(|(_, one), (_, other)| one.total_cmp(other));
    let Some((second, &q_second)) = second else { return vec![first] };
    let is_least = |values: &[f64]| values.get(first).is_some_and(|value| value - least(values) < TIE);
    let mut proposed = match (q_second - q_first > ahead - TIE, is_least(s) || is_least(r)) {
        (true, true) => vec![first],
        (true, false) => vec![first, second],
        (false, _) => {
            let near = q.iter().enumerate().filter(|(_, q)| *q - q_first < ahead - TIE);
            near.map(|(place, _)| place).collect()
        }
    };
    proposed.sort_unstable();
    proposed
}
