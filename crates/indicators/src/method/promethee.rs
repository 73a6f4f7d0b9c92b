//! Outranking by preference functions.
#![expect(clippy::float_arithmetic, reason = "scores are statistics, not money")]

mod preference;

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

pub use preference::Preference;

use super::{MethodError, fitting, several};
use crate::{
    Aim, Contributions, DecisionMatrix, Ranking, Weights, ranking::findings, ranks::Best, sweep::Extremes,
};

/// PROMETHEE II: how much every alternative is preferred to the others, less how much they are to it.
///
/// With d the difference of two alternatives under a criterion, in the direction that is better, and P(j) its [preference
/// function](Preference): φ⁺(a) = Σ over b of Σ w(j) · P(j)(d(a,b)) ÷ (m − 1), φ⁻(a) the same with d(b,a), and the score is
/// φ = φ⁺ − φ⁻, from −1 to 1. The scores add up to 0.
///
/// Brans and Vincke, "A preference ranking organisation method", *Management Science* 31 (1985). All functions but the
/// Gaussian take time in proportion to m log m, not to m².
///
/// # Wire form
///
/// `{"preferences":["usual",{"linear":{"q":0.5,"p":2.0}}]}`, one for each criterion.
///
/// # Example
///
/// ```
/// use collegium_indicators::{Aim, DecisionMatrix, Weights, method::{Preference, Promethee, PrometheeOutcome}};
/// let matrix = DecisionMatrix::new([Aim::Benefit, Aim::Cost], [1.0, 1.0, 2.0, 3.0, 3.0, 2.0])?;
/// let method = Promethee { preferences: vec![Preference::Usual, Preference::VShape { p: 4.0 }] };
/// let outcome: PrometheeOutcome = method.evaluate(&matrix, &Weights::new(vec![0.5, 0.5])?)?;
/// assert_eq!(outcome.phi_plus, [0.1875, 0.25, 0.5625]);
/// assert_eq!(outcome.phi_minus, [0.5, 0.4375, 0.0625]);
/// assert_eq!(outcome.ranking.scores, [-0.3125, -0.1875, 0.5]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Promethee {
    /// How a difference becomes a preference, for each criterion.
    pub preferences: Vec<Preference>,
}

/// What [PROMETHEE II](Promethee) answers.
///
/// # Wire form
///
/// An object of the fields.
///
/// # Example
///
/// See [`Promethee`].
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PrometheeOutcome {
    /// The net flow φ of every alternative.
    pub ranking: Ranking,
    /// How much every alternative is preferred to the others.
    pub phi_plus: Vec<f64>,
    /// How much the others are preferred to every alternative.
    pub phi_minus: Vec<f64>,
}

impl Promethee {
    /// Scores the alternatives.
    ///
    /// # Errors
    ///
    /// [`MethodError::WeightCount`], [`MethodError::OneAlternative`], [`MethodError::SettingCount`] for the preferences,
    /// [`MethodError::Setting`] for a threshold.
    pub fn evaluate(
        &self,
        matrix: &DecisionMatrix,
        weights: &Weights,
    ) -> Result<PrometheeOutcome, MethodError> {
        let met = self.checked(matrix, weights)?;
        let (mut phi_plus, mut phi_minus) = (vec![0.0; met.rows()], vec![0.0; met.rows()]);
        for ((plus, minus), weight) in self.flows(&met).zip(weights.as_slice()) {
            add(&mut phi_plus, &plus, *weight);
            add(&mut phi_minus, &minus, *weight);
        }
        let scores = phi_plus.iter().zip(&phi_minus).map(|(plus, minus)| plus - minus).collect();
        let findings = findings(matrix, weights, &Extremes::of(&met).constant());
        Ok(PrometheeOutcome {
            ranking: Ranking { scores, best: Best::Largest, findings },
            phi_plus,
            phi_minus,
        })
    }

    /// What every criterion adds to every net flow: its own net flow times its weight.
    ///
    /// # Errors
    ///
    /// As [`evaluate`](Self::evaluate).
    pub fn contributions(
        &self,
        matrix: &DecisionMatrix,
        weights: &Weights,
    ) -> Result<Contributions, MethodError> {
        let met = self.checked(matrix, weights)?;
        let (rows, criteria) = (met.rows(), met.columns());
        let mut cells = vec![0.0; rows * criteria];
        for (criterion, (plus, minus)) in self.flows(&met).enumerate() {
            let places = cells.iter_mut().skip(criterion).step_by(criteria);
            for (cell, (plus, minus)) in places.zip(plus.iter().zip(&minus)) {
                *cell = plus - minus;
            }
        }
        Ok(Contributions::weighted(cells, weights))
    }

    fn checked<'a>(
        &self,
        matrix: &'a DecisionMatrix,
        weights: &Weights,
    ) -> Result<Cow<'a, DecisionMatrix>, MethodError> {
        let met = fitting(matrix, weights)?;
        several(&met, "PROMETHEE II")?;
        let (count, criteria) = (self.preferences.len(), met.columns());
        if count != criteria {
            return Err(MethodError::SettingCount { setting: "preferences", count, criteria });
        }
        self.preferences.iter().try_for_each(Preference::check)?;
        Ok(met)
    }

    /// The mean preference of every alternative over the others and of the others over it, criterion by criterion.
    #[expect(clippy::cast_precision_loss, reason = "no matrix has 2^53 rows")]
    fn flows(&self, met: &DecisionMatrix) -> impl Iterator<Item = (Vec<f64>, Vec<f64>)> {
        let others = met.rows() as f64 - 1.0;
        let criteria = met.aims.iter().zip(&self.preferences).enumerate();
        criteria.map(move |(criterion, (aim, preference))| {
            let sign = if *aim == Aim::Cost { -1.0 } else { 1.0 };
            let values: Vec<_> = met.column(criterion).map(|x| sign * x).collect();
            let (mut plus, mut minus) = preference.sums(&values);
            for sum in plus.iter_mut().chain(&mut minus) {
                *sum /= others;
            }
            (plus, minus)
        })
    }
}

fn add(sums: &mut [f64], terms: &[f64], weight: f64) {
    for (sum, term) in sums.iter_mut().zip(terms) {
        *sum += weight * term;
    }
}
