//! How sure a ranking is: what becomes of it under other weights, other methods and other alternatives.
//!
//! [`RankAcceptability`] draws weights at random and counts the places. [`OneAtATime`] changes one weight after the other,
//! and [`StabilityIntervals`] says how far each may go. [`MethodAgreement`] sets methods beside each other, and
//! [`RankReversals`] takes alternatives away or gives them twice.

mod acceptability;
mod agreement;
mod interval;
mod places;
mod reversal;
mod scorer;
mod sensitivity;

use thiserror::Error;

pub use acceptability::RankAcceptability;
pub use agreement::MethodAgreement;
pub use interval::{StabilityInterval, StabilityIntervals};
pub use reversal::{RankReversals, Reversal};
pub use sensitivity::{OneAtATime, Redistribution, Sensitivity, SensitivityRun};

use crate::{correlation::CorrelationError, method::MethodError};

/// Why it cannot be said how sure a ranking is. Positions count from 0 here, from 1 in the messages.
///
/// # Example
///
/// ```
/// use collegium_indicators::robust::{OneAtATime, Redistribution, RobustError};
/// use collegium_indicators::{Aim, DecisionMatrix, Normalisation, Weights, method::{Method, WeightedSum}};
///
/// let matrix = DecisionMatrix::new([Aim::Benefit, Aim::Benefit], [1.0, 4.0, 3.0, 2.0])?;
/// let method = Method::WeightedSum(WeightedSum { norm: Normalisation::MinMax });
/// let twice = OneAtATime { redistribute: Redistribution::Equal, deltas: vec![1.0] };
/// let error = twice.evaluate(&method, &matrix, &Weights::new(vec![0.25, 0.75])?).unwrap_err();
/// assert_eq!(error, RobustError::WeightOutOfRange { criterion: 1, delta: 1.0 });
/// assert_eq!(error.to_string(), "changing the weight of criterion 2 by 1 times itself leaves a weight outside 0 to 1");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Error)]
#[non_exhaustive]
pub enum RobustError {
    /// The method has no answer.
    #[error(transparent)]
    Method(#[from] MethodError),
    /// The rankings cannot be compared.
    #[error(transparent)]
    Correlation(#[from] CorrelationError),
    /// No weights to try.
    #[error("there are no weights to try: at least one sample is needed")]
    NoSamples,
    /// A single criterion: there is nothing to weigh against.
    #[error("with a single criterion there are no other weights to try")]
    OneCriterion,
    /// No rankings to compare.
    #[error("{rankings} rankings cannot be compared: at least 2 are needed")]
    FewRankings {
        /// How many there are.
        rankings: usize,
    },
    /// A change that is not a finite number.
    #[error("change {} is not a finite number", position + 1)]
    Delta {
        /// Where it stands among the changes.
        position: usize,
    },
    /// A weight would leave its range.
    #[error(
        "changing the weight of criterion {} by {delta} times itself leaves a weight outside 0 to 1", criterion + 1
    )]
    WeightOutOfRange {
        /// Whose weight is changed.
        criterion: usize,
        /// By how much of itself.
        delta: f64,
    },
    /// All weight lies on one criterion, and the others have no proportions.
    #[error("criterion {} has all the weight: the others have no proportions to share in", criterion + 1)]
    AllWeight {
        /// Which.
        criterion: usize,
    },
}
