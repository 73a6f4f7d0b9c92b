//! Whether several methods say the same.
#![expect(clippy::float_arithmetic, reason = "scores are statistics, not money")]

use serde::{Deserialize, Serialize};

use super::RobustError;
use crate::{
    Ranking,
    correlation::{kendall_tau_b, kendall_w, spearman},
    ranks::Best,
};

/// How far several rankings of the same alternatives agree, two by two and all together.
///
/// # Wire form
///
/// `{"spearman":[1.0,0.5,0.5,1.0],"kendall_tau_b":[1.0,0.33,0.33,1.0],"kendall_w":0.75}`, ranking by ranking.
///
/// # Example
///
/// ```
/// use collegium_indicators::robust::MethodAgreement;
/// use collegium_indicators::{Aim, DecisionMatrix, Normalisation, Weights};
/// use collegium_indicators::method::{Method, Vikor, WeightedSum};
///
/// let matrix = DecisionMatrix::new([Aim::Benefit, Aim::Benefit], [3.0, 1.0, 2.0, 3.0, 1.0, 1.0])?;
/// let weights = Weights::new(vec![0.5, 0.5])?;
/// let sum = Method::WeightedSum(WeightedSum { norm: Normalisation::MinMax }).evaluate(&matrix, &weights)?;
/// let vikor = Method::Vikor(Vikor { v: 0.5 }).evaluate(&matrix, &weights)?;
/// let agreement = MethodAgreement::of(&[sum, vikor])?;
/// assert_eq!(agreement.spearman_of(0, 1), Some(1.0));
/// assert_eq!(agreement.kendall_w, 1.0);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MethodAgreement {
    /// Spearman's ρ of each ranking with each.
    pub spearman: Vec<f64>,
    /// Kendall's τ-b of each ranking with each.
    pub kendall_tau_b: Vec<f64>,
    /// Kendall's W of all.
    pub kendall_w: f64,
}

impl MethodAgreement {
    /// Compares rankings, whichever score each holds for the best.
    ///
    /// # Errors
    ///
    /// [`RobustError::FewRankings`], [`RobustError::Correlation`].
    pub fn of(rankings: &[Ranking]) -> Result<Self, RobustError> {
        if rankings.len() < 2 {
            return Err(RobustError::FewRankings { rankings: rankings.len() });
        }
        let lists: Vec<Vec<f64>> = rankings.iter().map(rising).collect();
        let table = |measure: fn(&[f64], &[f64]) -> Result<f64, _>| {
            let pairs = lists.iter().flat_map(|one| lists.iter().map(move |other| (one, other)));
            pairs.map(|(one, other)| measure(one, other)).collect::<Result<Vec<_>, _>>()
        };
        Ok(Self {
            spearman: table(spearman)?,
            kendall_tau_b: table(kendall_tau_b)?,
            kendall_w: kendall_w(&lists)?,
        })
    }

    /// Spearman's ρ of two of the rankings, counted from 0.
    #[must_use]
    pub fn spearman_of(&self, one: usize, other: usize) -> Option<f64> {
        let count = self.spearman.len().isqrt();
        if one < count && other < count { self.spearman.get(one * count + other).copied() } else { None }
    }
}

/// Scores of which the largest is the best.
fn rising(ranking: &Ranking) -> Vec<f64> {
    let sign = if ranking.best == Best::Largest { 1.0 } else { -1.0 };
    ranking.scores.iter().map(|score| sign * score).collect()
}
