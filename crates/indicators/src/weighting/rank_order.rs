//! Weights from an order of importance alone.
#![expect(clippy::float_arithmetic, reason = "weights are statistics, not money")]

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::{Weights, dense::real};

/// How much a place counts, with *n* criteria and the place *r*, 1 for the most important.
///
/// # Wire form
///
/// The variant in snake case: `"rank_sum"`.
///
/// # Example
///
/// ```
/// use collegium_indicators::weighting::rank_order::RankOrder;
///
/// let close = |by: RankOrder, expected: [f64; 3]| {
///     let weights = by.weights(&[1, 2, 3]).unwrap();
///     weights.as_slice().iter().zip(expected).all(|(got, want)| (got - want).abs() < 1e-12)
/// };
/// assert!(close(RankOrder::RankSum, [3.0 / 6.0, 2.0 / 6.0, 1.0 / 6.0]));
/// assert!(close(RankOrder::Reciprocal, [6.0 / 11.0, 3.0 / 11.0, 2.0 / 11.0]));
/// assert!(close(RankOrder::Centroid, [11.0 / 18.0, 5.0 / 18.0, 2.0 / 18.0]));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RankOrder {
    /// 2 · (n + 1 − r) ÷ (n · (n + 1)) (Stillwell, Seaver and Edwards 1981).
    RankSum,
    /// (1 ÷ r) ÷ Σ (1 ÷ k), k from 1 to n (Stillwell, Seaver and Edwards 1981).
    Reciprocal,
    /// (1 ÷ n) · Σ (1 ÷ k), k from r to n: the middle of all weights that have this order (Edwards and Barron 1994).
    Centroid,
}

impl RankOrder {
    /// The weights of criteria with these places. Equals share a place, 1-2-2-4, and the mean of the weights of the places
    /// they take.
    ///
    /// # Errors
    ///
    /// [`RankOrderError`] if there are no places, or they are not places such as 1-2-2-4 in some order.
    ///
    /// # Example
    ///
    /// ```
    /// use collegium_indicators::weighting::rank_order::{RankOrder, RankOrderError};
    ///
    /// let weights = RankOrder::RankSum.weights(&[2, 1, 2]).unwrap();
    /// assert_eq!(weights.as_slice(), [0.25, 0.5, 0.25]);
    /// assert_eq!(RankOrder::RankSum.weights(&[2, 1, 3, 2]), Err(RankOrderError::NotPlaces { position: 2, place: 3 }));
    /// ```
    pub fn weights(self, places: &[usize]) -> Result<Weights, RankOrderError> {
        let mut sorted = places.to_vec();
        sorted.sort_unstable();
        let by_place = self.by_place(places.len());
        let weight = |(position, &place): (usize, &usize)| {
            let first = sorted.partition_point(|&other| other < place);
            let equals = sorted.partition_point(|&other| other <= place) - first;
            if place != first + 1 {
                return Err(RankOrderError::NotPlaces { position, place });
            }
            Ok(by_place.iter().skip(first).take(equals).sum::<f64>() / real(equals))
        };
        let weights = places.iter().enumerate().map(weight).collect::<Result<_, _>>()?;
        Weights::proportional(weights).map_err(|_| RankOrderError::Empty)
    }

    /// How much each place counts, from the first to the last, not yet divided by the sum.
    fn by_place(self, criteria: usize) -> Vec<f64> {
        let places = 1..=criteria;
        match self {
            Self::RankSum => places.map(|place| real(criteria + 1 - place)).collect(),
            Self::Reciprocal => places.map(|place| 1.0 / real(place)).collect(),
            Self::Centroid => {
                let mut sum = 0.0;
                let mut sums: Vec<_> = places
                    .rev()
                    .map(|place| {
                        sum += 1.0 / real(place);
                        sum
                    })
                    .collect();
                sums.reverse();
                sums
            }
        }
    }
}

/// Why an order gives no weights.
///
/// # Example
///
/// ```
/// use collegium_indicators::weighting::rank_order::RankOrder;
/// assert_eq!(
///     RankOrder::Centroid.weights(&[1, 3]).unwrap_err().to_string(),
///     "criterion 2 has the place 3, which nobody can have here: places are counted 1, 2, 3, and equals share one, 1-2-2-4"
/// );
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum RankOrderError {
    /// No place at all.
    #[error("there is no criterion to weigh")]
    Empty,
    /// Another place than the number of criteria before it and one.
    #[error(
        "criterion {} has the place {place}, which nobody can have here: places are counted 1, 2, 3, and equals share one, \
         1-2-2-4",
        position + 1
    )]
    NotPlaces {
        /// Which criterion, counted from 0.
        position: usize,
        /// Its place.
        place: usize,
    },
}
