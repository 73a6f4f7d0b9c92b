//! One set of weights of several, such as of what experts said and what the figures say.
#![expect(clippy::float_arithmetic, reason = "weights are statistics, not money")]

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::{
    Weights, WeightsError,
    dense::{real, solve},
};

/// How several sets of weights of the same criteria become one.
///
/// # Wire form
///
/// `{"linear":{"shares":[0.6,0.4]}}`, `"product"`, `"geometric"` or `"game"`.
///
/// # Example
///
/// ```
/// use collegium_indicators::{Weights, weighting::combination::Combination};
///
/// let (experts, figures) = (Weights::new(vec![0.6, 0.4]).unwrap(), Weights::new(vec![0.2, 0.8]).unwrap());
/// let halves = Combination::Linear { shares: Weights::equal(2).unwrap() };
/// let both = halves.combine(&[experts, figures]).unwrap();
/// assert!((both.as_slice()[0] - 0.4).abs() < 1e-12);
/// ```
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Combination {
    /// Σ α(k) · w(k): each set has a share.
    Linear {
        /// The share of each set, together 1.
        shares: Weights,
    },
    /// The product of the weights of each criterion, divided by the sum of the products.
    Product,
    /// The geometric mean of the weights of each criterion, divided by the sum of the means.
    Geometric,
    /// The shares of which the sum lies least far from all sets: Σ(j) α(j) · w(i)·w(j) = w(i)·w(i) for each set *i*, then
    /// |α| ÷ Σ |α|. Known as combination weighting by game theory.
    Game,
}

impl Combination {
    /// One set of weights.
    ///
    /// # Errors
    ///
    /// [`CombinationError::Empty`], [`CombinationError::Sizes`], [`CombinationError::Shares`],
    /// [`CombinationError::NothingInCommon`] if every product is 0, [`CombinationError::Dependent`] if the sets do not
    /// determine their shares.
    ///
    /// # Example
    ///
    /// ```
    /// use collegium_indicators::{Weights, weighting::combination::{Combination, CombinationError}};
    ///
    /// let first = Weights::new(vec![1.0, 0.0]).unwrap();
    /// let second = Weights::new(vec![0.0, 1.0]).unwrap();
    /// assert_eq!(Combination::Product.combine(&[first.clone(), second]), Err(CombinationError::NothingInCommon));
    /// assert_eq!(Combination::Game.combine(&[first.clone(), first]), Err(CombinationError::Dependent { sets: 2 }));
    /// ```
    pub fn combine(&self, sets: &[Weights]) -> Result<Weights, CombinationError> {
        let criteria = sets.first().ok_or(CombinationError::Empty)?.as_slice().len();
        if let Some(set) = sets.iter().position(|weights| weights.as_slice().len() != criteria) {
            let size = sets.get(set).map_or(0, |weights| weights.as_slice().len());
            return Err(CombinationError::Sizes { set, size, first: criteria });
        }
        match self {
            Self::Linear { shares } if shares.as_slice().len() != sets.len() => {
                Err(CombinationError::Shares { sets: sets.len(), shares: shares.as_slice().len() })
            }
            Self::Linear { shares } => mixed(sets, shares.as_slice()),
            Self::Product => multiplied(sets, 1.0),
            Self::Geometric => multiplied(sets, 1.0 / real(sets.len())),
            Self::Game => mixed(sets, game(sets)?.as_slice()),
        }
    }
}

fn mixed(sets: &[Weights], shares: &[f64]) -> Result<Weights, CombinationError> {
    let mut sums = vec![0.0; sets.first().map_or(0, |weights| weights.as_slice().len())];
    for (weights, share) in sets.iter().zip(shares) {
        sums.iter_mut().zip(weights.as_slice()).for_each(|(sum, weight)| *sum += share * weight);
    }
    Weights::proportional(sums).map_err(nothing)
}

/// The products of the weights of each criterion, or a power of them.
fn multiplied(sets: &[Weights], power: f64) -> Result<Weights, CombinationError> {
    let mut logarithms = vec![0.0; sets.first().map_or(0, |weights| weights.as_slice().len())];
    for weights in sets {
        logarithms.iter_mut().zip(weights.as_slice()).for_each(|(sum, weight)| *sum += power * weight.ln());
    }
    // Beside the greatest, so that the product of many small weights is not lost.
    let greatest = logarithms.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    if greatest == f64::NEG_INFINITY {
        return Err(CombinationError::NothingInCommon);
    }
    let products = logarithms.into_iter().map(|logarithm| (logarithm - greatest).exp());
    Weights::proportional(products.collect()).map_err(nothing)
}

/// Weights were checked when they were made; all that a sum of them can be is nothing.
fn nothing(_: WeightsError) -> CombinationError {
    CombinationError::NothingInCommon
}

fn game(sets: &[Weights]) -> Result<Vec<f64>, CombinationError> {
    let product = |one: &Weights, other: &Weights| -> f64 {
        one.as_slice().iter().zip(other.as_slice()).map(|(a, b)| a * b).sum()
    };
    let equation = |set: &Weights| {
        let mut row: Vec<_> = sets.iter().map(|other| product(set, other)).collect();
        row.push(product(set, set));
        row
    };
    let dependent = CombinationError::Dependent { sets: sets.len() };
    let criteria = sets.first().map_or(0, |weights| weights.as_slice().len());
    // More sets than criteria are dependent for sure; rounding could hide it.
    let solution = if sets.len() > criteria { None } else { solve(sets.iter().map(equation).collect()) };
    let shares: Vec<f64> = solution.ok_or_else(|| dependent.clone())?.into_iter().map(f64::abs).collect();
    Weights::proportional(shares).map(Vec::from).map_err(|_| dependent)
}

/// Why sets of weights cannot be combined. Sets are counted from 0 in the fields and from 1 in the messages.
///
/// # Example
///
/// ```
/// use collegium_indicators::{Weights, weighting::combination::{Combination, CombinationError}};
/// let sets = [Weights::equal(2).unwrap(), Weights::equal(3).unwrap()];
/// let error = Combination::Product.combine(&sets).unwrap_err();
/// assert_eq!(error, CombinationError::Sizes { set: 1, size: 3, first: 2 });
/// assert_eq!(error.to_string(), "set 2 weighs 3 criteria and set 1 weighs 2: all must weigh the same");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum CombinationError {
    /// Nothing to combine.
    #[error("there are no weights to combine")]
    Empty,
    /// Two sets do not weigh the same criteria.
    #[error("set {} weighs {size} criteria and set 1 weighs {first}: all must weigh the same", set + 1)]
    Sizes {
        /// Which set.
        set: usize,
        /// How many criteria it weighs.
        size: usize,
        /// How many the first weighs.
        first: usize,
    },
    /// Not every set has a share.
    #[error("{sets} sets of weights have {shares} shares: each needs one")]
    Shares {
        /// How many sets there are.
        sets: usize,
        /// How many shares.
        shares: usize,
    },
    /// Each criterion has the weight 0 in some set.
    #[error("each criterion has the weight 0 in some set: no product is left")]
    NothingInCommon,
    /// One set follows from the others, or there are more of them than criteria.
    #[error("the {sets} sets of weights depend on each other: their shares are not determined")]
    Dependent {
        /// How many sets there are.
        sets: usize,
    },
}
