//! What the experts said in one round.
#![expect(clippy::float_arithmetic, reason = "ratings are statistics, not money")]

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::{correlation::kendall_w, dense::real};

/// How important each expert finds each criterion, in one round.
///
/// # Validity
///
/// At least one expert and one criterion; every expert rates every criterion, with a finite number that is not negative.
///
/// # Wire form
///
/// A list of rows, one for each expert: `[[5.0,3.0],[4.0,4.0]]`.
///
/// # Example
///
/// ```
/// use collegium_indicators::weighting::delphi::{Ratings, RatingsError};
///
/// let ratings = Ratings::new(vec![vec![5.0, 3.0], vec![4.0, 4.0], vec![5.0, 2.0]])?;
/// assert_eq!((ratings.experts(), ratings.criteria()), (3, 2));
/// assert_eq!(ratings.summary().criteria[0].median, 5.0);
/// assert!(Ratings::new(vec![vec![5.0, 3.0], vec![4.0]]).is_err());
/// # Ok::<(), RatingsError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "Vec<Vec<f64>>", into = "Vec<Vec<f64>>")]
pub struct Ratings(Vec<Vec<f64>>);

impl Ratings {
    /// Takes the ratings of each expert.
    ///
    /// # Errors
    ///
    /// [`RatingsError::Empty`], [`RatingsError::Ragged`], [`RatingsError::NotARating`].
    pub fn new(experts: Vec<Vec<f64>>) -> Result<Self, RatingsError> {
        let criteria = experts.first().map_or(0, Vec::len);
        if criteria == 0 {
            return Err(RatingsError::Empty);
        }
        for (expert, row) in experts.iter().enumerate() {
            if row.len() != criteria {
                return Err(RatingsError::Ragged { expert, ratings: row.len(), first: criteria });
            }
            let bad = row.iter().position(|rating| !rating.is_finite() || *rating < 0.0);
            if let Some((criterion, &rating)) = bad.and_then(|at| Some((at, row.get(at)?))) {
                return Err(RatingsError::NotARating { expert, criterion, rating });
            }
        }
        Ok(Self(experts))
    }

    /// How many experts answered.
    #[must_use]
    pub fn experts(&self) -> usize {
        self.0.len()
    }

    /// How many criteria they rated.
    #[must_use]
    pub fn criteria(&self) -> usize {
        self.0.first().map_or(0, Vec::len)
    }

    /// What the experts are told before they rate again.
    ///
    /// # Example
    ///
    /// ```
    /// use collegium_indicators::weighting::delphi::{CriterionSummary, Ratings};
    ///
    /// let ratings = Ratings::new([5.0, 4.0, 4.0, 2.0].map(|rating| vec![rating]).to_vec()).unwrap();
    /// let CriterionSummary { median, lower, upper, mean, .. } = ratings.summary().criteria[0];
    /// assert_eq!((lower, median, upper), (3.5, 4.0, 4.25));
    /// assert_eq!(mean, 3.75);
    /// ```
    #[must_use]
    pub fn summary(&self) -> RoundSummary {
        let of = |criterion: usize| self.0.iter().filter_map(|row| row.get(criterion).copied()).collect();
        RoundSummary {
            criteria: (0..self.criteria()).map(|criterion| CriterionSummary::of(of(criterion))).collect(),
            w: if self.experts() > 1 { kendall_w(&self.0).ok() } else { None },
        }
    }
}

impl TryFrom<Vec<Vec<f64>>> for Ratings {
    type Error = RatingsError;

    fn try_from(experts: Vec<Vec<f64>>) -> Result<Self, RatingsError> {
        Self::new(experts)
    }
}

impl From<Ratings> for Vec<Vec<f64>> {
    fn from(ratings: Ratings) -> Self {
        ratings.0
    }
}

/// What the experts said of one criterion.
///
/// # Wire form
///
/// `{"median":4.0,"lower":3.5,"upper":4.25,"mean":3.75,"variation":0.29}`; `variation` is left out where the mean is 0.
///
/// # Example
///
/// ```
/// use collegium_indicators::weighting::delphi::{CriterionSummary, Ratings};
///
/// let ratings = Ratings::new(vec![vec![2.0], vec![4.0]]).unwrap();
/// let said: CriterionSummary = ratings.summary().criteria[0];
/// assert_eq!(said.spread(), 1.0);
/// assert!((said.variation.unwrap() - 2.0_f64.sqrt() / 3.0).abs() < 1e-12);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CriterionSummary {
    /// The middle rating.
    pub median: f64,
    /// The lower quartile. Quartiles are interpolated: with *n* ratings in order, the one at 1 + (n − 1) ÷ 4 (Hyndman and
    /// Fan 1996, definition 7).
    pub lower: f64,
    /// The upper quartile.
    pub upper: f64,
    /// The mean.
    pub mean: f64,
    /// The standard deviation, of a sample, divided by the mean; none for one expert or a mean of 0.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub variation: Option<f64>,
}

impl CriterionSummary {
    /// The quartile spread: upper less lower quartile.
    #[must_use]
    pub const fn spread(&self) -> f64 {
        self.upper - self.lower
    }

    fn of(mut ratings: Vec<f64>) -> Self {
        ratings.sort_unstable_by(f64::total_cmp);
        let count = real(ratings.len());
        // Each is divided first, so that great ratings do not overflow.
        let mean: f64 = ratings.iter().map(|rating| rating / count).sum();
        let squares: f64 = ratings.iter().map(|rating| (rating / mean - 1.0).powi(2)).sum();
        let variation = (ratings.len() > 1 && mean > 0.0).then(|| (squares / (count - 1.0)).sqrt());
        let quarter = |quarters| quantile(&ratings, quarters);
        Self { median: quarter(2), lower: quarter(1), upper: quarter(3), mean, variation }
    }
}

/// The rating so many quarters up a sorted list.
fn quantile(sorted: &[f64], quarters: usize) -> f64 {
    let steps = sorted.len().saturating_sub(1) * quarters;
    let at = |place: usize| sorted.get(place).or(sorted.last()).copied().unwrap_or_default();
    let (below, above) = (at(steps / 4), at(steps / 4 + 1));
    below + (above - below) * real(steps % 4) / 4.0
}

/// What the experts said in one round.
///
/// # Wire form
///
/// `{"criteria":[…],"w":0.78}`; `w` is left out where it is not defined.
///
/// # Example
///
/// ```
/// use collegium_indicators::weighting::delphi::{Ratings, RoundSummary};
///
/// let of_one_mind = Ratings::new(vec![vec![5.0, 3.0, 1.0], vec![4.0, 3.0, 2.0]]).unwrap();
/// let RoundSummary { w, .. } = of_one_mind.summary();
/// assert_eq!(w, Some(1.0));
/// ```
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RoundSummary {
    /// For each criterion, what was said of it.
    pub criteria: Vec<CriterionSummary>,
    /// [Kendall's W](crate::correlation::kendall_w): how far the experts put the criteria in the same order. Not defined for
    /// one expert or one criterion, or where nobody distinguishes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub w: Option<f64>,
}

/// Why there are no such ratings. Places are counted from 0 in the fields and from 1 in the messages.
///
/// # Example
///
/// ```
/// use collegium_indicators::weighting::delphi::{Ratings, RatingsError};
/// let error = Ratings::new(vec![vec![5.0, -1.0]]).unwrap_err();
/// assert_eq!(error, RatingsError::NotARating { expert: 0, criterion: 1, rating: -1.0 });
/// assert_eq!(error.to_string(), "expert 1 rates criterion 2 with -1, which is not a number from 0 up");
/// ```
#[derive(Debug, Clone, PartialEq, Error)]
#[non_exhaustive]
pub enum RatingsError {
    /// Nobody rated anything.
    #[error("there is no expert, or no criterion to rate")]
    Empty,
    /// Somebody left something out.
    #[error("expert {} rates {ratings} criteria and expert 1 {first}: all must rate the same", expert + 1)]
    Ragged {
        /// Who.
        expert: usize,
        /// How many ratings they gave.
        ratings: usize,
        /// How many the first gave.
        first: usize,
    },
    /// Not finite, or negative.
    #[error("expert {} rates criterion {} with {rating}, which is not a number from 0 up", expert + 1, criterion + 1)]
    NotARating {
        /// Who.
        expert: usize,
        /// What.
        criterion: usize,
        /// The rating.
        rating: f64,
    },
}
