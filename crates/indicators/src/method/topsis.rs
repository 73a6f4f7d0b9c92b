//! Nearness to the ideal.
#![expect(clippy::float_arithmetic, reason = "scores are statistics, not money")]

use serde::{Deserialize, Serialize};

use super::{MethodError, fitting, several};
use crate::{
    Aim, DecisionMatrix, Ranking, Weights,
    ranking::findings,
    ranks::Best,
    sweep::{Extremes, row_sum, rows},
};

const NAME: &str = "TOPSIS";

/// How [TOPSIS](Topsis) makes values comparable.
///
/// # Wire form
///
/// `"vector"` or `"minmax"`.
///
/// # Example
///
/// ```
/// use collegium_indicators::method::TopsisNorm;
/// assert_eq!(serde_json::to_string(&TopsisNorm::MinMax).unwrap(), r#""minmax""#);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum TopsisNorm {
    /// By the Euclidean length of the criterion, as Hwang and Yoon do; for a cost the ideal is the smallest value. A
    /// criterion that is 0 throughout counts for nothing.
    Vector,
    /// From 0 to 1.
    MinMax,
}

/// The technique for order preference by similarity to the ideal solution.
///
/// With v(i,j) = w(j) · r(i,j), v⁺(j) the best and v⁻(j) the worst of a criterion: D⁺(i) = √Σ(v(i,j) − v⁺(j))², D⁻(i) the
/// same with v⁻, and score(i) = D⁻ ÷ (D⁺ + D⁻), from 0 to 1.
///
/// Hwang and Yoon, *Multiple Attribute Decision Making* (1981). The best is neither always the nearest to the ideal nor
/// always the farthest from its opposite: Pavić and Novoselac, "Notes on TOPSIS method" (2013).
///
/// # Wire form
///
/// `{"norm":"vector"}`.
///
/// # Example
///
/// Sennaroğlu's example, with the distances worked out again:
///
/// ```
/// use collegium_indicators::{Aim, DecisionMatrix, Weights, method::{Topsis, TopsisNorm, TopsisOutcome}};
/// let matrix = DecisionMatrix::new([Aim::Benefit, Aim::Benefit], [17.0, 12.0, 10.0, 9.0, 8.0, 6.0])?;
/// let weights = Weights::new(vec![0.714, 0.286])?;
/// let outcome: TopsisOutcome = Topsis { norm: TopsisNorm::Vector }.evaluate(&matrix, &weights)?;
/// assert!((outcome.ranking.scores[1] - 0.2622).abs() < 5e-5);
/// assert_eq!((outcome.d_plus[0], outcome.d_minus[2]), (0.0, 0.0));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Topsis {
    /// How values are made comparable.
    pub norm: TopsisNorm,
}

/// What [TOPSIS](Topsis) answers.
///
/// # Wire form
///
/// An object of the fields.
///
/// # Example
///
/// See [`Topsis`].
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TopsisOutcome {
    /// Nearness to the ideal, from 0 to 1.
    pub ranking: Ranking,
    /// The distance of every alternative from the ideal.
    pub d_plus: Vec<f64>,
    /// The distance of every alternative from the opposite of the ideal.
    pub d_minus: Vec<f64>,
}

impl Topsis {
    /// Scores the alternatives.
    ///
    /// # Errors
    ///
    /// [`MethodError::WeightCount`], [`MethodError::OneAlternative`], [`MethodError::NoSpread`] if no criterion with weight
    /// parts the alternatives.
    pub fn evaluate(&self, matrix: &DecisionMatrix, weights: &Weights) -> Result<TopsisOutcome, MethodError> {
        let met = fitting(matrix, weights)?;
        several(&met, NAME)?;
        let (extremes, squares) = Extremes::with_sums(&met, |x| x * x);
        let factors = self.factors(&extremes, &squares, weights);
        let Extremes { min, max } = &extremes;
        let columns = || met.aims.iter().zip(min.iter().zip(max));
        let cost = |aim: &Aim| *aim == Aim::Cost;
        let best: Vec<_> = columns().map(|(aim, (min, max))| if cost(aim) { *min } else { *max }).collect();
        let worst: Vec<_> = columns().map(|(aim, (min, max))| if cost(aim) { *max } else { *min }).collect();

        let square = |x: f64, [ideal, factor]: [f64; 2]| (x - ideal) * (x - ideal) * factor;
        let distance = |row: &[f64], ideal: &[f64]| row_sum(row, [ideal, &factors], square).sqrt();
        let (d_plus, d_minus): (Vec<_>, Vec<_>) =
            rows(&met, |row| (distance(row, &best), distance(row, &worst))).into_iter().unzip();
        let distances = d_plus.iter().zip(&d_minus);
        if distances.clone().any(|(plus, minus)| plus + minus == 0.0) {
            return Err(MethodError::NoSpread { method: NAME });
        }
        let scores = distances.map(|(plus, minus)| minus / (plus + minus)).collect();
        let findings = findings(matrix, weights, &extremes.constant());
        Ok(TopsisOutcome { ranking: Ranking { scores, best: Best::Largest, findings }, d_plus, d_minus })
    }

    /// By what the square of a difference is multiplied under each criterion: it is never necessary to normalise a value.
    fn factors(self, extremes: &Extremes, squares: &[f64], weights: &Weights) -> Vec<f64> {
        let lengths = squares.iter().enumerate().map(|(criterion, squares)| match self.norm {
            TopsisNorm::Vector => squares.sqrt(),
            TopsisNorm::MinMax => extremes.range(criterion),
        });
        let factors = lengths.zip(weights.as_slice()).map(|(length, weight)| match length {
            0.0 => 0.0,
            length => (weight / length).powi(2),
        });
        factors.collect()
    }
}
