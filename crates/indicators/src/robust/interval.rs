//! How far each weight may go before another alternative is the best.
#![expect(clippy::float_arithmetic, reason = "weights are statistics, not money")]

use serde::{Deserialize, Serialize};

use super::{
    Redistribution, RobustError,
    scorer::{Room, Scorer},
    sensitivity::changed,
};
use crate::{DecisionMatrix, Weights, method::Method, ranks::TIE};

/// In how many steps the way to either end is searched where it cannot be worked out.
const STEPS: u32 = 64;
/// How often a step in which the first place is lost is halved.
const HALVINGS: u32 = 40;

/// From where to where one weight may go, the others keeping their proportions, while the best stays the best.
///
/// # Wire form
///
/// `{"criterion":0,"weight":0.6,"low":0.0,"high":0.667}`.
///
/// # Example
///
/// See [`StabilityIntervals`].
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StabilityInterval {
    /// Whose weight, from 0.
    pub criterion: usize,
    /// What the weight is.
    pub weight: f64,
    /// The smallest it may be.
    pub low: f64,
    /// The greatest it may be.
    pub high: f64,
}

/// How far each weight may go before another alternative is the best.
///
/// For methods whose scores are sums of weights times numbers (weighted sum, grey relational analysis, PROMETHEE II, rank-sum
/// ratio) all scores lie on straight lines over one weight, and where they cross is exact. For the others the way to
/// either end is searched in 64 steps, and the step in which the first place is lost is halved 40 times; a loss between
/// two steps may be missed. [`exact`](Self::exact) says which.
///
/// # Wire form
///
/// `{"best":1,"exact":true,"intervals":[…]}`.
///
/// # Example
///
/// ```
/// use collegium_indicators::robust::{StabilityInterval, StabilityIntervals};
/// use collegium_indicators::{Aim, DecisionMatrix, Normalisation, Weights, method::{Method, WeightedSum}};
///
/// let matrix = DecisionMatrix::new([Aim::Benefit, Aim::Benefit], [3.0, 1.0, 2.0, 3.0, 1.0, 1.0])?;
/// let method = Method::WeightedSum(WeightedSum { norm: Normalisation::MinMax });
/// let stable = StabilityIntervals::evaluate(&method, &matrix, &Weights::new(vec![0.5, 0.5])?)?;
/// assert!(stable.exact && stable.best == 1);
/// let StabilityInterval { low, high, .. } = stable.intervals[0];
/// assert!(low == 0.0 && (high - 2.0 / 3.0).abs() < 1e-9);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StabilityIntervals {
    /// The alternative that is the best with the weights as they are, from 0: the first if several are.
    pub best: usize,
    /// Whether the ends were worked out, not searched.
    pub exact: bool,
    /// One for each criterion.
    pub intervals: Vec<StabilityInterval>,
}

impl StabilityIntervals {
    /// Finds the interval of each weight.
    ///
    /// # Errors
    ///
    /// [`RobustError::OneCriterion`], [`RobustError::AllWeight`] if one criterion has all the weight,
    /// [`RobustError::Method`].
    pub fn evaluate(
        method: &Method,
        matrix: &DecisionMatrix,
        weights: &Weights,
    ) -> Result<Self, RobustError> {
        if matrix.columns() < 2 {
            return Err(RobustError::OneCriterion);
        }
        let scorer = Scorer::new(method, matrix, weights)?;
        let base = scores(&scorer, weights)?;
        let most = base.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let best = base.iter().position(|&score| most - score < TIE).unwrap_or(0);
        let exact = scorer.is_linear();
        let mut intervals = Vec::with_capacity(matrix.columns());
        for (criterion, &weight) in weights.as_slice().iter().enumerate() {
            let line = Line { scorer: &scorer, weights, criterion };
            let (low, high) =
                if exact { line.crossings(best, weight)? } else { line.searched(best, weight)? };
            intervals.push(StabilityInterval { criterion, weight, low, high });
        }
        Ok(Self { best, exact, intervals })
    }
}

fn scores(scorer: &Scorer<'_>, weights: &Weights) -> Result<Vec<f64>, RobustError> {
    let mut room = Room::default();
    scorer.score(weights, &mut room)?;
    Ok(room.scores)
}

/// All weights that differ in one and keep the proportions of the others.
struct Line<'a> {
    scorer: &'a Scorer<'a>,
    weights: &'a Weights,
    criterion: usize,
}

impl Line<'_> {
    fn scores(&self, weight: f64) -> Result<Vec<f64>, RobustError> {
        let weights = changed(self.weights.as_slice(), self.criterion, weight, Redistribution::Proportional);
        scores(self.scorer, &weights.map_err(|fault| fault.told(self.criterion, 0.0))?)
    }

    /// Where straight lines of scores cross that of the best, on either side of the weight.
    fn crossings(&self, best: usize, weight: f64) -> Result<(f64, f64), RobustError> {
        let (none, whole) = (self.scores(0.0)?, self.scores(1.0)?);
        let lead = |scores: &[f64], other: f64| scores.get(best).copied().unwrap_or(0.0) - other;
        let (mut low, mut high) = (0.0_f64, 1.0_f64);
        for (&at_none, &at_whole) in none.iter().zip(&whole) {
            let (start, end) = (lead(&none, at_none), lead(&whole, at_whole));
            let crossing = start / (start - end);
            if start < -TIE {
                low = low.max(crossing.min(weight));
            }
            if end < -TIE {
                high = high.min(crossing.max(weight));
            }
        }
        Ok((low, high))
    }

    fn searched(&self, best: usize, weight: f64) -> Result<(f64, f64), RobustError> {
        Ok((self.last_kept(best, weight, 0.0)?, self.last_kept(best, weight, 1.0)?))
    }

    /// The last weight on the way to an end at which the best is still the best.
    fn last_kept(&self, best: usize, weight: f64, end: f64) -> Result<f64, RobustError> {
        let mut kept = weight;
        for step in 1..=STEPS {
            let next = weight + (end - weight) * (f64::from(step) / f64::from(STEPS));
            if self.keeps(best, next)? {
                kept = next;
                continue;
            }
            let mut lost = next;
            for _ in 0..HALVINGS {
                let middle = f64::midpoint(kept, lost);
                if self.keeps(best, middle)? { kept = middle } else { lost = middle }
            }
            break;
        }
        Ok(kept)
    }

    fn keeps(&self, best: usize, weight: f64) -> Result<bool, RobustError> {
        match self.scores(weight) {
            // Nothing parts the alternatives: none is better than the best.
            Err(RobustError::Method(crate::MethodError::NoSpread { .. })) => Ok(true),
            Err(error) => Err(error),
            Ok(scores) => {
                let own = scores.get(best).copied().unwrap_or(f64::NEG_INFINITY);
                Ok(scores.iter().all(|score| score - own < TIE))
            }
        }
    }
}
