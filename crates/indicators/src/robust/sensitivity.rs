//! One weight after the other is changed.
#![expect(clippy::float_arithmetic, reason = "weights are statistics, not money")]

use serde::{Deserialize, Serialize};

use super::{
    RobustError,
    places::Places,
    scorer::{Room, Scorer},
};
use crate::{DecisionMatrix, Weights, correlation::spearman, method::Method};

/// What becomes of the other weights when one is changed.
///
/// # Wire form
///
/// `"proportional"` or `"equal"`.
///
/// # Example
///
/// See [`OneAtATime`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Redistribution {
    /// They keep their proportions: each is multiplied by (1 − w′) ÷ (1 − w).
    Proportional,
    /// Each gives or gets the same: w′ − w shared out among them.
    Equal,
}

/// One-at-a-time sensitivity: each weight in turn becomes w′ = w · (1 + δ), for each of some δ.
///
/// # Wire form
///
/// `{"redistribute":"proportional","deltas":[-0.2,0.2]}`.
///
/// # Example
///
/// ```
/// use collegium_indicators::robust::{OneAtATime, Redistribution};
/// use collegium_indicators::{Aim, DecisionMatrix, Normalisation, Weights, method::{Method, WeightedSum}};
///
/// let matrix = DecisionMatrix::new([Aim::Benefit, Aim::Benefit], [3.0, 1.0, 2.0, 3.0, 1.0, 1.0])?;
/// let method = Method::WeightedSum(WeightedSum { norm: Normalisation::MinMax });
/// let tenths = OneAtATime { redistribute: Redistribution::Proportional, deltas: vec![-0.1, 0.1] };
/// let sensitivity = tenths.evaluate(&method, &matrix, &Weights::new(vec![0.64, 0.36])?)?;
/// assert_eq!(sensitivity.base_ranks, [2, 1, 3]);
/// // A tenth more for the first criterion, or a tenth less for the second, and another is the best: 0.704 and 0.676.
/// let kept: Vec<_> = sensitivity.runs.iter().map(|run| run.top_kept).collect();
/// assert_eq!(kept, [true, false, false, true]);
/// assert_eq!((sensitivity.top_stability, sensitivity.max_rank_shift), (0.5, vec![1, 1, 0]));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OneAtATime {
    /// What becomes of the other weights.
    pub redistribute: Redistribution,
    /// By how much of itself each weight is changed.
    pub deltas: Vec<f64>,
}

/// What one changed weight does to the ranking.
///
/// # Wire form
///
/// `{"criterion":0,"delta":0.1,"weights":[0.55,0.45],"ranks":[1,2],"spearman":1.0,"top_kept":true}`; `spearman` is `null`
/// where all alternatives share one place.
///
/// # Example
///
/// See [`OneAtATime`], and:
///
/// ```
/// use collegium_indicators::robust::SensitivityRun;
/// let run: SensitivityRun = serde_json::from_str(
///     r#"{"criterion":0,"delta":0.1,"weights":[0.55,0.45],"ranks":[1,2],"spearman":1.0,"top_kept":true}"#,
/// )
/// .unwrap();
/// assert!(run.top_kept);
/// ```
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SensitivityRun {
    /// Whose weight was changed, from 0.
    pub criterion: usize,
    /// By how much of itself.
    pub delta: f64,
    /// All weights afterwards.
    pub weights: Weights,
    /// The ranks with them.
    pub ranks: Vec<usize>,
    /// How far they agree with those before (Spearman).
    pub spearman: Option<f64>,
    /// Whether the first of those that were best still is.
    pub top_kept: bool,
}

/// What all changed weights do.
///
/// # Wire form
///
/// `{"base_ranks":[1,2],"runs":[…],"max_rank_shift":[0,0],"top_stability":1.0}`.
///
/// # Example
///
/// See [`OneAtATime`], and:
///
/// ```
/// use collegium_indicators::robust::Sensitivity;
/// let json = r#"{"base_ranks":[1,2],"runs":[],"max_rank_shift":[0,0],"top_stability":1.0}"#;
/// assert_eq!(serde_json::from_str::<Sensitivity>(json).unwrap().top_stability, 1.0);
/// ```
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sensitivity {
    /// The ranks with the weights as they are.
    pub base_ranks: Vec<usize>,
    /// A run for each criterion and change, in this order.
    pub runs: Vec<SensitivityRun>,
    /// By how many places each alternative moves at most.
    pub max_rank_shift: Vec<usize>,
    /// The share of runs in which the first of the best stays so; 1 if there was none.
    pub top_stability: f64,
}

impl OneAtATime {
    /// Tries every change of every weight.
    ///
    /// # Errors
    ///
    /// [`RobustError::OneCriterion`], [`RobustError::Delta`], [`RobustError::WeightOutOfRange`] if a change leaves a weight
    /// that is none, [`RobustError::AllWeight`] where proportions are asked of weights that are all 0,
    /// [`RobustError::Method`].
    pub fn evaluate(
        &self,
        method: &Method,
        matrix: &DecisionMatrix,
        weights: &Weights,
    ) -> Result<Sensitivity, RobustError> {
        if let Some(position) = self.deltas.iter().position(|delta| !delta.is_finite()) {
            return Err(RobustError::Delta { position });
        }
        if matrix.columns() < 2 {
            return Err(RobustError::OneCriterion);
        }
        let scorer = Scorer::new(method, matrix, weights)?;
        let base_ranks = ranks(&scorer, weights)?;
        let mut runs = Vec::with_capacity(matrix.columns() * self.deltas.len());
        for (criterion, &weight) in weights.as_slice().iter().enumerate() {
            for &delta in &self.deltas {
                let weights =
                    changed(weights.as_slice(), criterion, weight * (1.0 + delta), self.redistribute)
                        .map_err(|fault| fault.told(criterion, delta))?;
                runs.push(run(&scorer, criterion, delta, weights, &base_ranks)?);
            }
        }
        Ok(summed_up(base_ranks, runs))
    }
}

fn run(
    scorer: &Scorer<'_>,
    criterion: usize,
    delta: f64,
    weights: Weights,
    base: &[usize],
) -> Result<SensitivityRun, RobustError> {
    let ranks = ranks(scorer, &weights)?;
    let best = base.iter().zip(&ranks).find(|&(&before, _)| before == 1);
    let top_kept = best.is_some_and(|(_, &after)| after == 1);
    let spearman = spearman(&numbers(base), &numbers(&ranks)).ok();
    Ok(SensitivityRun { criterion, delta, weights, ranks, spearman, top_kept })
}

fn summed_up(base_ranks: Vec<usize>, runs: Vec<SensitivityRun>) -> Sensitivity {
    let mut max_rank_shift = vec![0; base_ranks.len()];
    for run in &runs {
        for (most, (before, after)) in max_rank_shift.iter_mut().zip(base_ranks.iter().zip(&run.ranks)) {
            *most = before.abs_diff(*after).max(*most);
        }
    }
    let top_stability = share(runs.iter().filter(|run| run.top_kept).count(), runs.len());
    Sensitivity { base_ranks, runs, max_rank_shift, top_stability }
}

#[expect(clippy::cast_precision_loss, reason = "no count of runs reaches 2^53")]
fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 { 1.0 } else { part as f64 / whole as f64 }
}

#[expect(clippy::cast_precision_loss, reason = "no rank reaches 2^53")]
fn numbers(ranks: &[usize]) -> Vec<f64> {
    ranks.iter().map(|&rank| rank as f64).collect()
}

/// The ranks with some weights.
pub(super) fn ranks(scorer: &Scorer<'_>, weights: &Weights) -> Result<Vec<usize>, RobustError> {
    let mut room = Room::default();
    scorer.score(weights, &mut room)?;
    let mut ranks = vec![0; room.scores.len()];
    Places::default().each(&room.scores, |position, place| {
        if let Some(rank) = ranks.get_mut(position) {
            *rank = place;
        }
    });
    Ok(ranks)
}

/// Why a weight cannot be changed.
pub(super) enum Fault {
    OutOfRange,
    AllWeight,
}

impl Fault {
    pub(super) const fn told(self, criterion: usize, delta: f64) -> RobustError {
        match self {
            Self::OutOfRange => RobustError::WeightOutOfRange { criterion, delta },
            Self::AllWeight => RobustError::AllWeight { criterion },
        }
    }
}

/// Weights of which one has become another, and the rest make up for it.
pub(super) fn changed(
    weights: &[f64],
    criterion: usize,
    to: f64,
    redistribute: Redistribution,
) -> Result<Weights, Fault> {
    let others: f64 = weights.iter().enumerate().filter(|&(at, _)| at != criterion).map(|(_, w)| w).sum();
    let from = 1.0 - others;
    let count = numbers(&[weights.len().saturating_sub(1)]).first().copied().unwrap_or(1.0);
    if redistribute == Redistribution::Proportional && others <= 0.0 && (to - from).abs() > 0.0 {
        return Err(Fault::AllWeight);
    }
    let changed = weights.iter().enumerate().map(|(at, &weight)| match redistribute {
        _ if at == criterion => to,
        Redistribution::Proportional if others <= 0.0 => weight,
        Redistribution::Proportional => weight * ((1.0 - to) / others),
        Redistribution::Equal => weight - (to - from) / count,
    });
    // What rounding leaves below 0 is 0.
    let tidy = changed.map(|weight| if weight.abs() < 1e-15 { 0.0 } else { weight });
    Weights::new(tidy.collect()).map_err(|_| Fault::OutOfRange)
}
