//! How much judgements may contradict each other.
#![expect(clippy::float_arithmetic, reason = "judgements are statistics, not money")]

use collegium_core::{Preset, Source, Status};
use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::{Judgements, Priorities, Prioritisation, PriorityError, perron::Perron};
use crate::dense::real;

/// The fields of [`ConsistencyRules`] before they are checked.
///
/// # Example
///
/// ```
/// use collegium_indicators::weighting::ahp::{ConsistencyRules, ConsistencyRulesDraft};
/// let mut draft: ConsistencyRulesDraft = ConsistencyRules::saaty().load().unwrap().draft();
/// draft.threshold = -0.1;
/// assert!(ConsistencyRules::try_from(draft).is_err());
/// ```
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ConsistencyRulesDraft {
    /// The mean consistency index of random judgements, for 1, 2, 3, … criteria.
    pub random_index: Vec<f64>,
    /// The greatest consistency ratio that is accepted, inclusive.
    pub threshold: f64,
    /// Where the index comes from.
    pub source: Source,
    /// Whether it was read there.
    pub status: Status,
}

/// The random index that consistency is measured by, and the ratio that is accepted.
///
/// The consistency index is CI = (λ − n) ÷ (n − 1), the consistency ratio CR = CI ÷ RI(n) (Saaty 1980). Authors print
/// different random indices, so the index is data.
///
/// # Validity
///
/// At least three random indices, each finite and not negative, from the third on positive. The threshold is finite and
/// not negative.
///
/// # Wire form
///
/// `{"random_index":[0.0,0.0,0.58],"threshold":0.1,"source":{…},"status":"unverified"}`.
///
/// # Example
///
/// ```
/// use collegium_indicators::weighting::ahp::{ConsistencyRules, Judgements, Prioritisation};
///
/// let rules = ConsistencyRules::saaty().load().unwrap();
/// let judgements: Judgements = "1 3 2; 1/3 1 1/2; 1/2 2 1".parse().unwrap();
/// let assessment = rules.assess(&judgements, Prioritisation::Eigenvector).unwrap();
/// let consistency = assessment.consistency.unwrap();
/// assert!((consistency.cr - 0.0079).abs() < 5e-5);
/// assert!(consistency.consistent);
/// ```
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "ConsistencyRulesDraft", into = "ConsistencyRulesDraft")]
pub struct ConsistencyRules(ConsistencyRulesDraft);

collegium_core::record!(ConsistencyRules, ConsistencyRulesDraft, ConsistencyRulesError);
collegium_core::rules!(ConsistencyRules);

impl ConsistencyRules {
    /// Saaty's random index for up to 15 criteria as it is printed in China, and a ratio of at most 0.1.
    #[must_use]
    pub const fn saaty() -> Preset<Self> {
        Preset::new("consistency-saaty", include_str!("../../../presets/consistency-saaty.json"))
    }

    /// The weights that judgements come to, and how much the judgements contradict each other.
    ///
    /// # Errors
    ///
    /// Those of [`Judgements::priorities`]; [`PriorityError::NoRandomIndex`].
    pub fn assess(&self, judgements: &Judgements, by: Prioritisation) -> Result<Assessment, PriorityError> {
        self.assess_with(judgements, by, &mut Perron::new(judgements.criteria()))
    }

    pub(super) fn assess_with(
        &self,
        judgements: &Judgements,
        by: Prioritisation,
        perron: &mut Perron,
    ) -> Result<Assessment, PriorityError> {
        let priorities = judgements.priorities_with(by, perron)?;
        let lambda_max = priorities.lambda_max.filter(|_| judgements.is_complete());
        let consistency = lambda_max.map(|lambda| self.consistency(judgements.criteria(), lambda));
        Ok(Assessment { priorities, consistency: consistency.transpose()? })
    }

    /// The consistency of so many criteria, fewer than three of which cannot contradict each other.
    fn consistency(&self, criteria: usize, lambda_max: f64) -> Result<Consistency, PriorityError> {
        let most = self.random_index.len();
        let random = self.random_index.get(criteria.saturating_sub(1));
        let random = random.ok_or(PriorityError::NoRandomIndex { criteria, most })?;
        // Rounding may leave the eigenvalue a little below the number of criteria, which is its least.
        let ci = if criteria < 3 { 0.0 } else { (lambda_max - real(criteria)).max(0.0) / real(criteria - 1) };
        let cr = if criteria < 3 { 0.0 } else { ci / random };
        Ok(Consistency { ci, cr, consistent: cr <= self.threshold })
    }
}

impl ConsistencyRulesDraft {
    fn check(self) -> Result<Self, ConsistencyRulesError> {
        let known = self.random_index.len();
        if known < 3 {
            return Err(ConsistencyRulesError::TooShort { known });
        }
        let least = |place: usize| if place < 2 { 0.0 } else { f64::MIN_POSITIVE };
        let fits = |(place, index): (usize, &f64)| index.is_finite() && *index >= least(place);
        match self.random_index.iter().enumerate().find(|&entry| !fits(entry)) {
            Some((place, &index)) => Err(ConsistencyRulesError::BadIndex { criteria: place + 1, index }),
            None if !self.threshold.is_finite() || self.threshold < 0.0 => {
                Err(ConsistencyRulesError::BadThreshold { threshold: self.threshold })
            }
            None => Ok(self),
        }
    }
}

/// Why there are no such rules of consistency.
///
/// # Example
///
/// ```
/// use collegium_indicators::weighting::ahp::{ConsistencyRules, ConsistencyRulesError};
/// let mut draft = ConsistencyRules::saaty().load().unwrap().draft();
/// draft.random_index.truncate(2);
/// let error = ConsistencyRules::try_from(draft).unwrap_err();
/// assert_eq!(error, ConsistencyRulesError::TooShort { known: 2 });
/// assert_eq!(error.to_string(), "the random index is given for 2 criteria: the first that counts is that for 3");
/// ```
#[derive(Debug, Clone, PartialEq, Error)]
#[non_exhaustive]
pub enum ConsistencyRulesError {
    /// Nothing to measure by.
    #[error("the random index is given for {known} criteria: the first that counts is that for 3")]
    TooShort {
        /// For how many criteria it is given.
        known: usize,
    },
    /// Not a number to divide by.
    #[error("the random index {index} for {criteria} criteria is not a positive number")]
    BadIndex {
        /// For how many criteria.
        criteria: usize,
        /// What was given.
        index: f64,
    },
    /// Not a ratio.
    #[error("the greatest consistency ratio {threshold} is not a number from 0 up")]
    BadThreshold {
        /// What was given.
        threshold: f64,
    },
}

/// How much judgements contradict each other.
///
/// # Wire form
///
/// `{"ci":0.0046,"cr":0.0079,"consistent":true}`.
///
/// # Example
///
/// ```
/// use collegium_indicators::weighting::ahp::{Consistency, ConsistencyRules, Prioritisation};
///
/// let rules = ConsistencyRules::saaty().load().unwrap();
/// let two = rules.assess(&"1 9; 1/9 1".parse().unwrap(), Prioritisation::Eigenvector).unwrap();
/// assert_eq!(two.consistency, Some(Consistency { ci: 0.0, cr: 0.0, consistent: true }));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Consistency {
    /// The consistency index, (λ − n) ÷ (n − 1); 0 for one or two criteria.
    pub ci: f64,
    /// The consistency ratio, the index divided by that of random judgements.
    pub cr: f64,
    /// Whether the ratio is at most the threshold.
    pub consistent: bool,
}

/// The weights that judgements come to, and their consistency where it is defined.
///
/// # Wire form
///
/// `{"priorities":{…},"consistency":{…}}`; `consistency` is left out where there is none.
///
/// # Example
///
/// ```
/// use collegium_indicators::weighting::ahp::{Assessment, ConsistencyRules, Prioritisation};
///
/// let rules = ConsistencyRules::saaty().load().unwrap();
/// let gaps = "1 2 ?; 1/2 1 3; ? 1/3 1".parse().unwrap();
/// let assessment: Assessment = rules.assess(&gaps, Prioritisation::Harker).unwrap();
/// assert!(assessment.priorities.lambda_max.is_some());
/// assert_eq!(assessment.consistency, None);
/// ```
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Assessment {
    /// The weights.
    pub priorities: Priorities,
    /// Not defined where pairs were not judged, or without an eigenvalue.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub consistency: Option<Consistency>,
}
