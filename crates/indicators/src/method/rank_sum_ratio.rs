//! Rank-sum ratio, with grades.
#![expect(clippy::float_arithmetic, reason = "scores are statistics, not money")]

mod grading;

use serde::{Deserialize, Serialize};

pub use grading::Line;

use super::{MethodError, fitting};
use crate::{
    Aim, Contributions, DecisionMatrix, Ranking, Weights, ranking::findings, ranks::Best, sweep::Extremes,
};

/// How [rank-sum ratio](RankSumRatio) ranks the values of a criterion.
///
/// # Wire form
///
/// `"rank"` or `"non_integral"`.
///
/// # Example
///
/// ```
/// use collegium_indicators::method::RankMethod;
/// assert_eq!(serde_json::to_string(&RankMethod::NonIntegral).unwrap(), r#""non_integral""#);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RankMethod {
    /// Average ranks: the best value has the rank m.
    Rank,
    /// 1 + (m − 1) · (x − worst) ÷ (best − worst), which keeps how far values lie apart; (m + 1) ÷ 2 if all are equal.
    NonIntegral,
}

/// The rank-sum ratio (秩和比法): score = Σ w(j) · R(i,j) ÷ m, with ranks R from 1 to m, m the best.
///
/// For grades the scores are set beside the normal distribution: the share p of alternatives up to each different score (mean
/// rank ÷ m, the last 1 − 1 ÷ 4m) becomes a probit 5 + Φ⁻¹(p), and a line score = a + b · probit is laid through the different
/// scores by least squares. Scores that agree to 10 decimals are one.
///
/// Tian Fengdiao (田凤调), "Rank-sum ratio method and its application" (秩和比法及其应用), 1988 and later.
///
/// # Wire form
///
/// `{"method":"rank"}`.
///
/// # Example
///
/// Seven regions by antenatal care, maternal and perinatal mortality:
///
/// ```
/// use collegium_indicators::{Aim, DecisionMatrix, Weights, method::{RankMethod, RankSumRatio, RankSumRatioOutcome}};
/// let cells = [
///     99.54, 60.27, 16.15, 96.52, 59.67, 20.10, 99.36, 43.91, 15.60, 92.83, 58.99, 17.04, 91.71, 35.40, 15.01, 95.35, 44.71,
///     13.93, 96.09, 49.81, 17.43,
/// ];
/// let matrix = DecisionMatrix::new([Aim::Benefit, Aim::Cost, Aim::Cost], cells)?;
/// let method = RankSumRatio { method: RankMethod::Rank };
/// let outcome: RankSumRatioOutcome = method.evaluate(&matrix, &Weights::equal(3)?)?;
/// assert_eq!(outcome.ranking.ranks(), [4, 6, 1, 6, 3, 2, 5]);
/// let line = outcome.line.unwrap();
/// assert_eq!(format!("{:.4} {:.4}", line.a, line.b), "-0.3212 0.1699");
/// assert_eq!(outcome.grades(&[4.0, 6.0])?.unwrap(), [2, 2, 1, 2, 2, 1, 2]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RankSumRatio {
    /// How values are ranked.
    pub method: RankMethod,
}

/// What [rank-sum ratio](RankSumRatio) answers.
///
/// # Wire form
///
/// An object of the fields.
///
/// # Example
///
/// See [`RankSumRatio`].
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RankSumRatioOutcome {
    /// The rank-sum ratio of every alternative, above 0, up to 1.
    pub ranking: Ranking,
    /// The ranks, alternative by alternative.
    pub rank_matrix: Vec<f64>,
    /// The probit of every alternative.
    pub probit: Vec<f64>,
    /// The line through scores and probits; none if all scores are the same.
    pub line: Option<Line>,
}

impl RankSumRatio {
    /// Scores the alternatives.
    ///
    /// # Errors
    ///
    /// [`MethodError::WeightCount`].
    #[expect(clippy::cast_precision_loss, reason = "no matrix has 2^53 rows")]
    pub fn evaluate(
        &self,
        matrix: &DecisionMatrix,
        weights: &Weights,
    ) -> Result<RankSumRatioOutcome, MethodError> {
        let met = fitting(matrix, weights)?;
        let rank_matrix = self.ranks(matrix);
        let rows = rank_matrix.chunks_exact(matrix.columns());
        let weigh = |(rank, weight): (&f64, &f64)| rank * weight;
        let sum = |row: &[f64]| row.iter().zip(weights.as_slice()).map(weigh).sum::<f64>();
        let scores: Vec<_> = rows.map(|row| sum(row) / matrix.rows() as f64).collect();
        let (probit, line) = grading::probits(&scores);
        let findings = findings(matrix, weights, &Extremes::of(&met).constant());
        let ranking = Ranking { scores, best: Best::Largest, findings };
        Ok(RankSumRatioOutcome { ranking, rank_matrix, probit, line })
    }

    /// What every criterion adds to every score.
    ///
    /// # Errors
    ///
    /// [`MethodError::WeightCount`].
    #[expect(clippy::cast_precision_loss, reason = "no matrix has 2^53 rows")]
    pub fn contributions(
        &self,
        matrix: &DecisionMatrix,
        weights: &Weights,
    ) -> Result<Contributions, MethodError> {
        fitting(matrix, weights)?;
        let shares = self.ranks(matrix).into_iter().map(|rank| rank / matrix.rows() as f64);
        Ok(Contributions::weighted(shares.collect(), weights))
    }

    #[expect(clippy::cast_precision_loss, reason = "no matrix has 2^53 rows")]
    fn ranks(self, matrix: &DecisionMatrix) -> Vec<f64> {
        let rows = matrix.rows() as f64;
        match self.method {
            RankMethod::Rank => {
                let shares = crate::normalise::column_ranks(matrix);
                (0..matrix.rows())
                    .flat_map(|row| shares.iter().filter_map(move |ranks| ranks.get(row).copied()))
                    .collect()
            }
            RankMethod::NonIntegral => {
                let met = matrix.met();
                let Extremes { min, max } = Extremes::of(&met);
                let known = || met.aims.iter().zip(min.iter().zip(&max));
                let rank = |(x, (aim, (min, max))): (&f64, (&Aim, (&f64, &f64)))| match aim {
                    _ if min >= max => f64::midpoint(rows, 1.0),
                    Aim::Cost => 1.0 + (rows - 1.0) * (max - x) / (max - min),
                    _ => 1.0 + (rows - 1.0) * (x - min) / (max - min),
                };
                met.cells
                    .chunks_exact(met.columns())
                    .flat_map(|row| row.iter().zip(known()).map(rank))
                    .collect()
            }
        }
    }
}

impl RankSumRatioOutcome {
    /// The score of every alternative on the line; none if there is no line.
    ///
    /// # Example
    ///
    /// ```
    /// use collegium_indicators::{Aim, DecisionMatrix, Weights, method::{RankMethod, RankSumRatio}};
    /// let matrix = DecisionMatrix::new([Aim::Benefit], [1.0, 2.0])?;
    /// let outcome = RankSumRatio { method: RankMethod::Rank }.evaluate(&matrix, &Weights::equal(1)?)?;
    /// // Two points lie on their line.
    /// assert!((outcome.fitted().unwrap()[1] - 1.0).abs() < 1e-12);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn fitted(&self) -> Option<Vec<f64>> {
        self.line.map(|line| self.probit.iter().map(|probit| line.at(*probit)).collect())
    }

    /// The grade of every alternative, 1 the best, by limits in probits, rising: `[4.0, 6.0]` makes three grades, from 6
    /// up, from 4 to below 6, and below 4. An alternative is graded by its score, against the line at each limit; none if there is no
    /// line.
    ///
    /// # Errors
    ///
    /// [`MethodError::Setting`] if a limit is no finite number or does not lie above the one before it.
    ///
    /// # Example
    ///
    /// See [`RankSumRatio`].
    pub fn grades(&self, limits: &[f64]) -> Result<Option<Vec<usize>>, MethodError> {
        let rising = |(place, value): &(usize, &f64)| {
            let before = place.checked_sub(1).and_then(|before| limits.get(before));
            value.is_finite() && before.is_none_or(|before| before < *value)
        };
        if let Some((_, &value)) = limits.iter().enumerate().find(|limit| !rising(limit)) {
            return Err(MethodError::Setting {
                setting: "limits",
                value,
                needed: "above the limit before it",
            });
        }
        Ok(self.line.map(|line| self.ranking.scores.iter().map(|score| line.grade(*score, limits)).collect()))
    }
}
