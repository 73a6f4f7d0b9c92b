//! Simple additive weighting.
#![expect(clippy::float_arithmetic, reason = "scores are statistics, not money")]

use serde::{Deserialize, Serialize};

use super::{MethodError, check_weights, fitting};
use crate::{
    Aim, Contributions, DecisionMatrix, Normalisation, Ranking, Table, Weights,
    normalise::Map,
    ranking::{findings, gaps},
    ranks::Best,
    sweep::{Extremes, row_sum, rows},
};

/// The weighted sum of comparable values: score = Σ w(j) · r(i,j).
///
/// Fishburn, "Additive utilities with incomplete product sets", *Operations Research* 15 (1967); also SAW or, in Chinese
/// texts, the linear weighting method (线性加权法).
///
/// # Wire form
///
/// `{"norm":"minmax"}`.
///
/// # Example
///
/// ```
/// use collegium_indicators::{Aim, DecisionMatrix, Normalisation, Weights, method::WeightedSum};
/// let matrix = DecisionMatrix::new([Aim::Benefit, Aim::Cost], [1.0, 4.0, 3.0, 2.0, 2.0, 3.0])?;
/// let ranking = WeightedSum { norm: Normalisation::MinMax }.evaluate(&matrix, &Weights::new(vec![0.75, 0.25])?)?;
/// assert_eq!(ranking.scores, [0.0, 1.0, 0.5]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WeightedSum {
    /// How values are made comparable.
    pub norm: Normalisation,
}

impl WeightedSum {
    /// Scores the alternatives.
    ///
    /// # Errors
    ///
    /// [`MethodError::WeightCount`], [`MethodError::Normalisation`].
    pub fn evaluate(&self, matrix: &DecisionMatrix, weights: &Weights) -> Result<Ranking, MethodError> {
        let met = fitting(matrix, weights)?;
        let extremes = Extremes::of(&met);
        let scores = if self.norm == Normalisation::Rank {
            self.contributions(matrix, weights)?.sums()
        } else {
            let maps = self.norm.maps(&met, &extremes).map_err(MethodError::Normalisation)?;
            weighted_rows(&met, &maps, weights.as_slice())
        };
        let findings = findings(matrix, weights, &extremes.constant());
        Ok(Ranking { scores, best: Best::Largest, findings })
    }

    /// What every criterion adds to every score.
    ///
    /// # Errors
    ///
    /// [`MethodError::WeightCount`], [`MethodError::Normalisation`].
    ///
    /// # Example
    ///
    /// See [`Method::contributions`](super::Method::contributions).
    pub fn contributions(
        &self,
        matrix: &DecisionMatrix,
        weights: &Weights,
    ) -> Result<Contributions, MethodError> {
        check_weights(matrix.columns(), weights)?;
        let cells = self.norm.apply(matrix).map_err(MethodError::Normalisation)?;
        Ok(Contributions::weighted(cells, weights))
    }

    /// Scores alternatives with gaps: a criterion is made comparable over the values there are, and the weights of those that
    /// an alternative has are divided by their sum.
    ///
    /// # Errors
    ///
    /// [`MethodError::WeightCount`], [`MethodError::Normalisation`], with the places of alternatives counted among those
    /// that have a value, [`MethodError::NothingPresent`].
    ///
    /// # Example
    ///
    /// ```
    /// use collegium_indicators::{Aim, Normalisation, Table, Weights, method::WeightedSum};
    /// let cells = [Some(1.0), Some(4.0), Some(3.0), None, Some(2.0), Some(2.0)];
    /// let table = Table::new([Aim::Benefit, Aim::Cost], cells)?;
    /// let method = WeightedSum { norm: Normalisation::MinMax };
    /// let ranking = method.evaluate_table(&table, &Weights::new(vec![0.5, 0.5])?)?;
    /// assert_eq!(ranking.scores, [0.0, 1.0, 0.75]);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn evaluate_table(&self, table: &Table, weights: &Weights) -> Result<Ranking, MethodError> {
        check_weights(table.aims.len(), weights)?;
        let rows = table.cells.len() / table.aims.len();
        let (mut sums, mut covered) = (vec![0.0; rows], vec![0.0; rows]);
        for ((criterion, aim), weight) in table.aims.iter().enumerate().zip(weights.as_slice()) {
            for (row, comparable) in self.present(table, criterion, *aim)? {
                if let (Some(sum), Some(covered)) = (sums.get_mut(row), covered.get_mut(row)) {
                    *sum += weight * comparable;
                    *covered += weight;
                }
            }
        }
        if let Some(alternative) = covered.iter().position(|covered| *covered == 0.0) {
            return Err(MethodError::NothingPresent { alternative });
        }
        let scores = sums.iter().zip(&covered).map(|(sum, covered)| sum / covered).collect();
        Ok(Ranking { scores, best: Best::Largest, findings: gaps(table, &covered) })
    }

    /// The comparable values of a criterion, each with its row, of the rows that have one.
    fn present(self, table: &Table, criterion: usize, aim: Aim) -> Result<Vec<(usize, f64)>, MethodError> {
        let column = table.cells.iter().skip(criterion).step_by(table.aims.len()).enumerate();
        let (rows, values): (Vec<_>, Vec<_>) = column.filter_map(|(row, cell)| Some((row, (*cell)?))).unzip();
        let Ok(column) = DecisionMatrix::new([aim], values) else { return Ok(Vec::new()) };
        let comparable = self.norm.apply(&column);
        let comparable = comparable.map_err(|error| MethodError::Normalisation(error.under(criterion)))?;
        Ok(rows.into_iter().zip(comparable).collect())
    }
}

/// Σ w(j) · map(j)(x) for every row.
fn weighted_rows(met: &DecisionMatrix, maps: &[Map], weights: &[f64]) -> Vec<f64> {
    let (mut origins, mut factors, mut base) = (Vec::new(), Vec::new(), 0.0);
    for (map, weight) in maps.iter().zip(weights) {
        let (origin, factor) = match *map {
            Map::Fixed(value) => {
                base += weight * value;
                (0.0, 0.0)
            }
            Map::Linear { origin, divisor, offset } => {
                base += weight * offset;
                (origin, weight / divisor)
            }
            Map::Inverse { .. } => {
                let terms = |row: &[f64]| row.iter().zip(maps.iter().zip(weights)).map(term).sum();
                return rows(met, terms);
            }
        };
        origins.push(origin);
        factors.push(factor);
    }
    let difference = |x: f64, [origin, factor]: [f64; 2]| (x - origin) * factor;
    rows(met, |row| base + row_sum(row, [&origins, &factors], difference))
}

fn term((x, (map, weight)): (&f64, (&Map, &f64))) -> f64 {
    weight * map.of(*x)
}
