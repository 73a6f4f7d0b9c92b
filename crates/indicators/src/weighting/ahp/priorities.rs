//! The weights that fit judgements best.
#![expect(clippy::float_arithmetic, reason = "weights are statistics, not money")]

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::{Judgements, perron::Perron};
use crate::{
    Weights,
    dense::{real, solve},
};

/// Which weights fit judgements best. For judgements that do not contradict each other all of them agree.
///
/// # Wire form
///
/// The variant in snake case: `"eigenvector"`.
///
/// # Example
///
/// ```
/// use collegium_indicators::weighting::ahp::{Judgements, Prioritisation};
///
/// let judgements: Judgements = "1 2 ?; 1/2 1 3; ? 1/3 1".parse().unwrap();
/// let weights = judgements.priorities(Prioritisation::LeastSquares).unwrap().weights;
/// assert!((weights.as_slice()[0] - 0.6).abs() < 1e-12);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Prioritisation {
    /// The principal right eigenvector: A w = λ w (Saaty 1977).
    Eigenvector,
    /// The geometric mean of each row (Crawford and Williams 1985).
    GeometricMean,
    /// The mean of the columns, each divided by its sum.
    ArithmeticMean,
    /// The eigenvector where some pairs were not judged: 0 stands for each of them, and the diagonal is 1 more than the gaps
    /// in the row (Harker 1987).
    Harker,
    /// The weights of which the logarithms fit those of the judgements given with least squares (Bozóki, Fülöp and Rónyai
    /// 2010). Without gaps this is the geometric mean.
    LeastSquares,
}

/// The weights that judgements come to.
///
/// # Wire form
///
/// `{"weights":[0.75,0.25],"lambda_max":2.0}`; `lambda_max` is left out where the method does not have it.
///
/// # Example
///
/// ```
/// use collegium_indicators::weighting::ahp::{Judgements, Prioritisation};
///
/// let judgements: Judgements = "1 3; 1/3 1".parse().unwrap();
/// let priorities = judgements.priorities(Prioritisation::GeometricMean).unwrap();
/// assert!((priorities.weights.as_slice()[0] - 0.75).abs() < 1e-15);
/// assert!((priorities.lambda_max.unwrap() - 2.0).abs() < 1e-15);
/// ```
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Priorities {
    /// The weights of the criteria.
    pub weights: Weights,
    /// The principal eigenvalue; for a mean of the rows or columns, the mean of (A w) ÷ w over the criteria. With
    /// [`Prioritisation::Harker`] that of the matrix with the gaps on its diagonal; not defined for
    /// [`Prioritisation::LeastSquares`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lambda_max: Option<f64>,
}

impl Judgements {
    /// The weights that fit best.
    ///
    /// # Errors
    ///
    /// [`PriorityError::Incomplete`] where a pair was not judged and the method needs all; [`PriorityError::Disconnected`]
    /// where the judgements given do not reach from each criterion to each other; [`PriorityError::TooFarApart`].
    ///
    /// # Example
    ///
    /// ```
    /// use collegium_indicators::weighting::ahp::{Judgements, Prioritisation, PriorityError};
    ///
    /// let judgements: Judgements = "1 3 2; 1/3 1 1/2; 1/2 2 1".parse().unwrap();
    /// let priorities = judgements.priorities(Prioritisation::Eigenvector)?;
    /// assert!((priorities.weights.as_slice()[0] - 0.5396).abs() < 5e-5);
    /// assert!((priorities.lambda_max.unwrap() - 3.0092).abs() < 5e-5);
    ///
    /// let two_pairs: Judgements = "1 3 ? ?; 1/3 1 ? ?; ? ? 1 2; ? ? 1/2 1".parse().unwrap();
    /// assert_eq!(two_pairs.priorities(Prioritisation::Harker), Err(PriorityError::Disconnected { criterion: 2 }));
    /// # Ok::<(), PriorityError>(())
    /// ```
    pub fn priorities(&self, by: Prioritisation) -> Result<Priorities, PriorityError> {
        self.priorities_with(by, &mut Perron::new(self.criteria()))
    }

    /// The same in a room that is there already.
    pub(super) fn priorities_with(
        &self,
        by: Prioritisation,
        perron: &mut Perron,
    ) -> Result<Priorities, PriorityError> {
        if matches!(by, Prioritisation::LeastSquares | Prioritisation::Harker) {
            self.connected()?;
        } else {
            self.complete()?;
        }
        Ok(match by {
            Prioritisation::Eigenvector => principal(self.entries(), perron)?,
            Prioritisation::Harker => principal(&filled_up(self), perron)?,
            Prioritisation::GeometricMean => mean(self, geometric(self))?,
            Prioritisation::ArithmeticMean => mean(self, arithmetic(self))?,
            Prioritisation::LeastSquares => {
                Priorities { weights: checked(least_squares(self)?)?, lambda_max: None }
            }
        })
    }

    pub(super) fn complete(&self) -> Result<(), PriorityError> {
        self.gap().map_or(Ok(()), |(row, column)| Err(PriorityError::Incomplete { row, column }))
    }

    /// Whether judgements lead from the first criterion to every other.
    fn connected(&self) -> Result<(), PriorityError> {
        let mut reached = vec![false; self.criteria()];
        let mut open = vec![0];
        while let Some(criterion) = open.pop() {
            let Some(place @ false) = reached.get_mut(criterion) else { continue };
            *place = true;
            let row = self.rows().nth(criterion).unwrap_or_default();
            open.extend(row.iter().enumerate().filter(|(_, entry)| **entry > 0.0).map(|(column, _)| column));
        }
        let apart = reached.iter().position(|reached| !reached);
        apart.map_or(Ok(()), |criterion| Err(PriorityError::Disconnected { criterion }))
    }
}

fn checked(weights: Vec<f64>) -> Result<Weights, PriorityError> {
    Weights::proportional(weights).map_err(|_| PriorityError::TooFarApart)
}

/// The principal eigenvector, and its value: of a vector that adds up to 1, the sum of what the matrix makes of it.
fn principal(entries: &[f64], perron: &mut Perron) -> Result<Priorities, PriorityError> {
    let weights = checked(perron.solve(entries).to_vec())?;
    let lambda_max = Some(images(entries, weights.as_slice()).sum());
    Ok(Priorities { weights, lambda_max })
}

fn mean(judgements: &Judgements, means: Vec<f64>) -> Result<Priorities, PriorityError> {
    let weights = checked(means)?;
    let growth =
        images(judgements.entries(), weights.as_slice()).zip(weights.as_slice()).map(|(image, w)| image / w);
    let lambda_max = Some(growth.sum::<f64>() / real(judgements.criteria()));
    Ok(Priorities { weights, lambda_max })
}

/// How many judgements are multiplied before a logarithm is taken: at most 1e9 each, their product stays finite.
const AT_ONCE: usize = 30;

fn geometric(judgements: &Judgements) -> Vec<f64> {
    let mean = |row: &[f64]| {
        let logarithm: f64 = row.chunks(AT_ONCE).map(|part| part.iter().product::<f64>().ln()).sum();
        (logarithm / real(row.len())).exp()
    };
    judgements.rows().map(mean).collect()
}

fn arithmetic(judgements: &Judgements) -> Vec<f64> {
    let mut sums = vec![0.0; judgements.criteria()];
    for row in judgements.rows() {
        sums.iter_mut().zip(row).for_each(|(sum, entry)| *sum += entry);
    }
    judgements.rows().map(|row| row.iter().zip(&sums).map(|(entry, sum)| entry / sum).sum()).collect()
}

/// Harker's matrix: on the diagonal 1 and the gaps of the row.
fn filled_up(judgements: &Judgements) -> Vec<f64> {
    let mut filled = judgements.entries().to_vec();
    for (place, row) in filled.chunks_exact_mut(judgements.criteria()).enumerate() {
        let gaps = row.iter().filter(|&&entry| entry == 0.0).count();
        if let Some(diagonal) = row.get_mut(place) {
            *diagonal += real(gaps);
        }
    }
    filled
}

/// The normal equations, with the logarithm of the last weight 0.
fn least_squares(judgements: &Judgements) -> Result<Vec<f64>, PriorityError> {
    let unknowns = judgements.criteria() - 1;
    let equation = |(place, row): (usize, &[f64])| {
        let others = || row.iter().enumerate().filter(|&(column, &entry)| column != place && entry > 0.0);
        let mut equation = vec![0.0; unknowns + 1];
        for (column, entry) in others() {
            equation.get_mut(column).filter(|_| column < unknowns).into_iter().for_each(|x| *x = -1.0);
            equation.last_mut().into_iter().for_each(|right| *right += entry.ln());
        }
        equation.get_mut(place).into_iter().for_each(|x| *x = real(others().count()));
        equation
    };
    let rows = judgements.rows().enumerate().take(unknowns).map(equation).collect();
    let mut logarithms = solve(rows).ok_or(PriorityError::TooFarApart)?;
    logarithms.push(0.0);
    let greatest = logarithms.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    Ok(logarithms.into_iter().map(|x| (x - greatest).exp()).collect())
}

/// What the matrix makes of the weights.
fn images(entries: &[f64], weights: &[f64]) -> impl Iterator<Item = f64> {
    entries.chunks_exact(weights.len()).map(move |row| row.iter().zip(weights).map(|(a, w)| a * w).sum())
}

/// Why judgements have no weights, or no measure of consistency. Criteria are counted from 0 in the fields and from 1 in
/// the messages.
///
/// # Example
///
/// ```
/// use collegium_indicators::weighting::ahp::{Judgements, Prioritisation, PriorityError};
/// let judgements: Judgements = "1 ?; ? 1".parse().unwrap();
/// let error = judgements.priorities(Prioritisation::Eigenvector).unwrap_err();
/// assert_eq!(error, PriorityError::Incomplete { row: 0, column: 1 });
/// assert_eq!(
///     error.to_string(),
///     "criteria 1 and 2 were not judged: judge them, or choose a method for gaps (`harker`, `least_squares`)"
/// );
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum PriorityError {
    /// A pair was not judged.
    #[error(
        "criteria {} and {} were not judged: judge them, or choose a method for gaps (`harker`, `least_squares`)",
        row + 1,
        column + 1
    )]
    Incomplete {
        /// The first criterion.
        row: usize,
        /// The second.
        column: usize,
    },
    /// Nothing says how one part of the criteria counts beside the other.
    #[error("no judgement leads from criterion 1 to {}: judge a pair that joins them", criterion + 1)]
    Disconnected {
        /// The first criterion that cannot be reached from the first.
        criterion: usize,
    },
    /// A weight is beyond what numbers can hold.
    #[error("the judgements lie too far apart: a weight is no number any more")]
    TooFarApart,
    /// There is no random index for so many criteria.
    #[error("{criteria} criteria have no consistency ratio: the random index is known up to {most} criteria")]
    NoRandomIndex {
        /// How many criteria were judged.
        criteria: usize,
        /// For how many it is known.
        most: usize,
    },
}
