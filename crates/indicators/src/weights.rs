//! How much each criterion counts.
#![expect(clippy::float_arithmetic, reason = "weights are statistics, not money")]

use serde::{Deserialize, Serialize};
use thiserror::Error;

/// How far from 1 the sum of weights may lie. Weights written with a few digits rarely add up to exactly 1 in binary.
const TOLERANCE: f64 = 1e-9;

/// The weights of some criteria, in their order: each finite and not negative, together 1 within 1e-9.
///
/// # Wire form
///
/// A list of numbers: `[0.5, 0.3, 0.2]`.
///
/// # Example
///
/// ```
/// use collegium_indicators::{Weights, WeightsError};
///
/// let weights = Weights::new(vec![0.5, 0.3, 0.2])?;
/// assert_eq!(weights.as_slice(), [0.5, 0.3, 0.2]);
/// assert_eq!(Weights::new(vec![0.5, 0.6]), Err(WeightsError::NotOne { sum: 1.1 }));
/// # Ok::<(), WeightsError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "Vec<f64>", into = "Vec<f64>")]
pub struct Weights(Vec<f64>);

impl Weights {
    /// Takes weights that already add up to 1.
    ///
    /// # Errors
    ///
    /// [`WeightsError::Empty`], [`WeightsError::NotFinite`], [`WeightsError::Negative`], [`WeightsError::NotOne`].
    pub fn new(weights: Vec<f64>) -> Result<Self, WeightsError> {
        let sum = checked_sum(&weights)?;
        if (sum - 1.0).abs() > TOLERANCE {
            return Err(WeightsError::NotOne { sum });
        }
        Ok(Self(weights))
    }

    /// Divides numbers that say how much each criterion counts by their sum.
    ///
    /// # Errors
    ///
    /// [`WeightsError::Empty`], [`WeightsError::NotFinite`], [`WeightsError::Negative`], [`WeightsError::AllZero`].
    ///
    /// # Example
    ///
    /// ```
    /// use collegium_indicators::{Weights, WeightsError};
    ///
    /// assert_eq!(Weights::proportional(vec![2.0, 1.0, 1.0])?.as_slice(), [0.5, 0.25, 0.25]);
    /// assert_eq!(Weights::proportional(vec![0.0, 0.0]), Err(WeightsError::AllZero));
    /// # Ok::<(), WeightsError>(())
    /// ```
    pub fn proportional(mut parts: Vec<f64>) -> Result<Self, WeightsError> {
        let mut sum = checked_sum(&parts)?;
        if sum.is_infinite() {
            // Each is finite, only their sum is not: bring them near 1 first.
            let greatest = parts.iter().copied().fold(0.0, f64::max);
            parts = parts.into_iter().map(|part| part / greatest).collect();
            sum = parts.iter().sum();
        }
        if sum == 0.0 {
            return Err(WeightsError::AllZero);
        }
        Ok(Self(parts.into_iter().map(|part| part / sum).collect()))
    }

    /// Gives each of so many criteria the same weight.
    ///
    /// # Errors
    ///
    /// [`WeightsError::Empty`].
    ///
    /// # Example
    ///
    /// ```
    /// use collegium_indicators::Weights;
    /// assert_eq!(Weights::equal(4)?.as_slice(), [0.25; 4]);
    /// # Ok::<(), collegium_indicators::WeightsError>(())
    /// ```
    pub fn equal(criteria: usize) -> Result<Self, WeightsError> {
        Self::proportional(vec![1.0; criteria])
    }

    /// Weights drawn so that they are none below 0 and add up to 1.
    pub(crate) const fn simplex(weights: Vec<f64>) -> Self {
        // INVARIANT: distances between sorted numbers from 0 to 1 that begin with 0 and end with 1.
        Self(weights)
    }

    /// The weights in the order of their criteria.
    #[must_use]
    pub fn as_slice(&self) -> &[f64] {
        &self.0
    }
}

impl TryFrom<Vec<f64>> for Weights {
    type Error = WeightsError;

    fn try_from(weights: Vec<f64>) -> Result<Self, Self::Error> {
        Self::new(weights)
    }
}

impl From<Weights> for Vec<f64> {
    fn from(weights: Weights) -> Self {
        weights.0
    }
}

fn checked_sum(weights: &[f64]) -> Result<f64, WeightsError> {
    if weights.is_empty() {
        return Err(WeightsError::Empty);
    }
    for (position, &weight) in weights.iter().enumerate() {
        if !weight.is_finite() {
            return Err(WeightsError::NotFinite { position });
        }
        if weight < 0.0 {
            return Err(WeightsError::Negative { position, weight });
        }
    }
    Ok(weights.iter().sum())
}

/// Why there are no such weights.
///
/// # Example
///
/// ```
/// use collegium_indicators::{Weights, WeightsError};
/// let error = Weights::new(vec![1.5, -0.5]).unwrap_err();
/// assert_eq!(error, WeightsError::Negative { position: 1, weight: -0.5 });
/// assert_eq!(error.to_string(), "weight -0.5 of criterion 2 is negative");
/// ```
#[derive(Debug, Clone, PartialEq, Error)]
#[non_exhaustive]
pub enum WeightsError {
    /// No weight at all.
    #[error("there is no criterion to weigh")]
    Empty,
    /// Not a number, or infinite.
    #[error("the weight of criterion {} is not a finite number", position + 1)]
    NotFinite {
        /// Where it stands, from 0.
        position: usize,
    },
    /// Less than zero.
    #[error("weight {weight} of criterion {} is negative", position + 1)]
    Negative {
        /// Where it stands, from 0.
        position: usize,
        /// The weight.
        weight: f64,
    },
    /// Nothing counts.
    #[error("every criterion has weight 0: at least one must count")]
    AllZero,
    /// They do not add up.
    #[error("the weights add up to {sum}, not to 1")]
    NotOne {
        /// What they add up to.
        sum: f64,
    },
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_weight_is_refused() {
        assert_eq!(Weights::new(vec![]), Err(WeightsError::Empty));
        assert_eq!(Weights::equal(0), Err(WeightsError::Empty));
        assert_eq!(Weights::new(vec![0.5, f64::NAN]), Err(WeightsError::NotFinite { position: 1 }));
        assert_eq!(Weights::proportional(vec![f64::INFINITY]), Err(WeightsError::NotFinite { position: 0 }));
        assert!(Weights::new(vec![0.5, 0.5 + 2e-9]).is_err());
        assert!(Weights::new(vec![0.5, 0.5 + 5e-10]).is_ok());
    }

    #[test]
    fn great_parts_do_not_overflow() {
        assert_eq!(Weights::proportional(vec![f64::MAX, f64::MAX]).unwrap().as_slice(), [0.5, 0.5]);
    }

    #[test]
    fn the_wire_form_is_a_checked_list() {
        let weights: Weights = serde_json::from_str("[0.25,0.75]").unwrap();
        assert_eq!(serde_json::to_string(&weights).unwrap(), "[0.25,0.75]");
        assert!(serde_json::from_str::<Weights>("[0.25,0.5]").is_err());
    }
}
