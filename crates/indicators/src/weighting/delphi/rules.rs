//! When experts agree, and when to give up.
#![expect(clippy::float_arithmetic, reason = "ratings are statistics, not money")]

use collegium_core::{Preset, Source, Status};
use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::{CriterionSummary, Ratings, RoundSummary};
use crate::{Weights, WeightsError};

/// The fields of [`DelphiRules`] before they are checked.
///
/// # Example
///
/// ```
/// use collegium_indicators::weighting::delphi::{DelphiRules, DelphiRulesDraft};
/// let mut draft: DelphiRulesDraft = DelphiRules::schmidt().load().unwrap().draft();
/// draft.most_rounds = 0;
/// assert!(DelphiRules::try_from(draft).is_err());
/// ```
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DelphiRulesDraft {
    /// Before so many rounds nobody is taken to agree.
    pub least_rounds: usize,
    /// After so many rounds nobody is asked again.
    pub most_rounds: usize,
    /// The least Kendall's W, inclusive.
    pub least_w: f64,
    /// The greatest quartile spread of any criterion, inclusive, in units of the ratings.
    pub greatest_spread: f64,
    /// How far the median of any criterion may have moved since the round before, inclusive, in units of the ratings.
    pub greatest_shift: f64,
    /// Where the rules come from.
    pub source: Source,
    /// Whether they were read there.
    pub status: Status,
}

/// When the rounds end: the experts agree, or were asked often enough.
///
/// # Validity
///
/// At least one round, the least not above the most; W from 0 to 1; spread and shift finite and not negative.
///
/// # Wire form
///
/// `{"least_rounds":2,"most_rounds":3,"least_w":0.7,"greatest_spread":1.0,"greatest_shift":0.5,"source":{…},"status":"unverified"}`.
///
/// # Example
///
/// ```
/// use collegium_indicators::weighting::delphi::{DelphiRules, Outcome, Ratings};
///
/// let rules = DelphiRules::schmidt().load().unwrap();
/// let first = Ratings::new(vec![vec![5.0, 1.0, 3.0], vec![5.0, 3.0, 2.0]]).unwrap();
/// let second = Ratings::new(vec![vec![5.0, 1.0, 3.0], vec![5.0, 2.0, 3.0]]).unwrap();
///
/// let report = rules.assess(&[first.clone()]).unwrap();
/// assert_eq!(report.outcome, Outcome::AskAgain);
/// let report = rules.assess(&[first, second]).unwrap();
/// assert_eq!(report.outcome, Outcome::Agreed);
/// assert_eq!(report.weights.as_slice()[0], 5.0 / 9.5);
/// ```
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "DelphiRulesDraft", into = "DelphiRulesDraft")]
pub struct DelphiRules(DelphiRulesDraft);

collegium_core::record!(DelphiRules, DelphiRulesDraft, DelphiRulesError);
collegium_core::rules!(DelphiRules);

impl DelphiRules {
    /// Two or three rounds, and strong agreement by Schmidt, for ratings from 1 to 5.
    #[must_use]
    pub const fn schmidt() -> Preset<Self> {
        Preset::new("delphi-schmidt", include_str!("../../../presets/delphi-schmidt.json"))
    }

    /// What came of the rounds so far. Experts may leave between rounds; the criteria stay.
    ///
    /// # Errors
    ///
    /// [`DelphiError::NoRound`], [`DelphiError::Criteria`], [`DelphiError::Weights`] if every median is 0.
    pub fn assess(&self, rounds: &[Ratings]) -> Result<DelphiReport, DelphiError> {
        let criteria = rounds.first().ok_or(DelphiError::NoRound)?.criteria();
        if let Some((round, ratings)) =
            rounds.iter().enumerate().find(|(_, ratings)| ratings.criteria() != criteria)
        {
            return Err(DelphiError::Criteria { round, criteria: ratings.criteria(), first: criteria });
        }
        let rounds: Vec<_> = rounds.iter().map(Ratings::summary).collect();
        let medians = rounds.last().into_iter().flat_map(|round| &round.criteria).map(|said| said.median);
        let weights =
            Weights::proportional(medians.collect()).map_err(|error| DelphiError::Weights { error })?;
        let outcome = if self.agree(&rounds) {
            Outcome::Agreed
        } else if rounds.len() >= self.most_rounds {
            Outcome::GivenUp
        } else {
            Outcome::AskAgain
        };
        Ok(DelphiReport { rounds, outcome, weights })
    }

    fn agree(&self, rounds: &[RoundSummary]) -> bool {
        let Some((last, before)) = rounds.split_last() else { return false };
        let near = |said: &CriterionSummary| said.spread() <= self.greatest_spread;
        let still = |before: &RoundSummary| {
            let pairs = before.criteria.iter().zip(&last.criteria);
            pairs.into_iter().all(|(before, now)| (now.median - before.median).abs() <= self.greatest_shift)
        };
        rounds.len() >= self.least_rounds
            && last.w.is_some_and(|w| w >= self.least_w)
            && last.criteria.iter().all(near)
            && before.last().is_none_or(still)
    }
}

impl DelphiRulesDraft {
    fn check(self) -> Result<Self, DelphiRulesError> {
        let (least, most) = (self.least_rounds, self.most_rounds);
        if least == 0 || most < least {
            return Err(DelphiRulesError::Rounds { least, most });
        }
        let bounds = [
            ("least W", self.least_w, 1.0),
            ("greatest spread", self.greatest_spread, f64::MAX),
            ("greatest shift", self.greatest_shift, f64::MAX),
        ];
        match bounds.into_iter().find(|(_, value, most)| !(0.0..=*most).contains(value)) {
            Some((name, value, most)) => Err(DelphiRulesError::OutOfRange { name, value, most }),
            None => Ok(self),
        }
    }
}

/// Why there are no such rules of rounds.
///
/// # Example
///
/// ```
/// use collegium_indicators::weighting::delphi::{DelphiRules, DelphiRulesError};
/// let mut draft = DelphiRules::schmidt().load().unwrap().draft();
/// draft.most_rounds = 1;
/// let error = DelphiRules::try_from(draft).unwrap_err();
/// assert_eq!(error, DelphiRulesError::Rounds { least: 2, most: 1 });
/// assert_eq!(error.to_string(), "at least 2 and at most 1 rounds are none: the least is 1, and not above the most");
/// ```
#[derive(Debug, Clone, PartialEq, Error)]
#[non_exhaustive]
pub enum DelphiRulesError {
    /// No number of rounds fits.
    #[error("at least {least} and at most {most} rounds are none: the least is 1, and not above the most")]
    Rounds {
        /// The least.
        least: usize,
        /// The most.
        most: usize,
    },
    /// A bound that nothing can meet, or that is no number.
    #[error("the {name} {value} is not a number from 0 to {most:e}")]
    OutOfRange {
        /// Which bound.
        name: &'static str,
        /// What was given.
        value: f64,
        /// The most it can be.
        most: f64,
    },
}

/// What came of the rounds.
///
/// # Wire form
///
/// `"agreed"`, `"ask_again"` or `"given_up"`.
///
/// # Example
///
/// ```
/// use collegium_indicators::weighting::delphi::Outcome;
/// assert_eq!(serde_json::to_string(&Outcome::AskAgain).unwrap(), "\"ask_again\"");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// The experts agree.
    Agreed,
    /// They do not yet; another round is due.
    AskAgain,
    /// They do not, and were asked often enough.
    GivenUp,
}

/// The rounds, what came of them, and the weights.
///
/// # Wire form
///
/// `{"rounds":[…],"outcome":"agreed","weights":[0.6,0.4]}`.
///
/// # Example
///
/// ```
/// use collegium_indicators::weighting::delphi::{DelphiReport, DelphiRules, Ratings};
///
/// let rules = DelphiRules::schmidt().load().unwrap();
/// let round = Ratings::new(vec![vec![3.0, 1.0], vec![3.0, 1.0]]).unwrap();
/// let DelphiReport { rounds, weights, .. } = rules.assess(&[round]).unwrap();
/// assert_eq!(rounds.len(), 1);
/// assert_eq!(weights.as_slice(), [0.75, 0.25]);
/// ```
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DelphiReport {
    /// What was said in each round.
    pub rounds: Vec<RoundSummary>,
    /// Whether the experts agree.
    pub outcome: Outcome,
    /// The medians of the last round, divided by their sum.
    pub weights: Weights,
}

/// Why rounds cannot be assessed.
///
/// # Example
///
/// ```
/// use collegium_indicators::weighting::delphi::{DelphiError, DelphiRules};
/// let error = DelphiRules::schmidt().load().unwrap().assess(&[]).unwrap_err();
/// assert_eq!(error, DelphiError::NoRound);
/// assert_eq!(error.to_string(), "nobody was asked yet: there is no round");
/// ```
#[derive(Debug, Clone, PartialEq, Error)]
#[non_exhaustive]
pub enum DelphiError {
    /// Nothing to assess.
    #[error("nobody was asked yet: there is no round")]
    NoRound,
    /// The criteria changed.
    #[error("round {} rates {criteria} criteria and round 1 {first}: they must stay the same", round + 1)]
    Criteria {
        /// Which round, counted from 0.
        round: usize,
        /// How many criteria it rates.
        criteria: usize,
        /// How many the first rates.
        first: usize,
    },
    /// The medians are no weights.
    #[error("the medians are no weights: {error}")]
    Weights {
        /// Why.
        error: WeightsError,
    },
}
