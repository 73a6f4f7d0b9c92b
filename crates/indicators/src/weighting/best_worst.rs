//! Weights from comparisons with the best and the worst criterion.
#![expect(
    clippy::float_arithmetic,
    clippy::indexing_slicing,
    reason = "a linear program over rows and criteria counted once from checked judgements"
)]

use collegium_core::record;
use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::{
    Weights,
    simplex::{Program, Rule, Simplex, Unsettled},
};

/// A price differs from a cost if it does so by more than this.
const GAIN: f64 = 1e-12;

/// The fields of a [`BestWorst`] before they are checked.
///
/// # Example
///
/// ```
/// use collegium_indicators::weighting::best_worst::{BestWorst, BestWorstDraft, BestWorstError};
///
/// let draft = BestWorstDraft {
///     best: 0,
///     worst: 1,
///     best_to_others: vec![1.0, 4.0],
///     others_to_worst: vec![5.0, 1.0],
/// };
/// let error = BestWorst::try_from(draft).unwrap_err();
/// assert_eq!(error, BestWorstError::Disagree { from_best: 4.0, to_worst: 5.0 });
/// ```
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BestWorstDraft {
    /// The position of the most important criterion, from 0.
    pub best: usize,
    /// The position of the least important criterion, from 0.
    pub worst: usize,
    /// How many times as important the best is as each criterion, at least 1; 1 for itself.
    pub best_to_others: Vec<f64>,
    /// How many times as important each criterion is as the worst, at least 1; 1 for itself.
    pub others_to_worst: Vec<f64>,
}

/// The judgements of the best–worst method: all criteria beside the best one and beside the worst one.
///
/// The weights are those with the least ξ for which |w(B) − a(B,j) · w(j)| ≤ ξ and |w(j) − a(j,W) · w(W)| ≤ ξ for all j,
/// w ≥ 0 and Σ w = 1: the linear model of Rezaei (2016). It has exactly one solution: for a given ξ each weight between is
/// as large as the judgements let it be, and the weights of best and worst bound each other.
///
/// # Wire form
///
/// `{"best":0,"worst":1,"best_to_others":[1.0,8.0,8.0],"others_to_worst":[8.0,1.0,1.0]}`.
///
/// # Example
///
/// ```
/// use collegium_indicators::weighting::best_worst::{BestWorst, BestWorstDraft};
///
/// let judgements = BestWorst::try_from(BestWorstDraft {
///     best: 0,
///     worst: 1,
///     best_to_others: vec![1.0, 8.0, 2.0],
///     others_to_worst: vec![8.0, 1.0, 4.0],
/// })?;
/// let outcome = judgements.weigh()?;
/// assert!(outcome.xi < 1e-12 && outcome.cr_input == 0.0);
/// assert!((outcome.weights.as_slice()[0] - 8.0 / 13.0).abs() < 1e-12);
/// # Ok::<(), collegium_indicators::weighting::best_worst::BestWorstError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "BestWorstDraft", into = "BestWorstDraft")]
pub struct BestWorst(BestWorstDraft);

record!(BestWorst, BestWorstDraft, BestWorstError);

/// What the best–worst method answers.
///
/// # Wire form
///
/// `{"weights":[0.8,0.1,0.1],"xi":0.0,"cr_input":0.0}`.
///
/// # Example
///
/// See [`BestWorst`], and:
///
/// ```
/// use collegium_indicators::weighting::best_worst::BestWorstOutcome;
/// let outcome: BestWorstOutcome =
///     serde_json::from_str(r#"{"weights":[0.8,0.1,0.1],"xi":0.0,"cr_input":0.0}"#).unwrap();
/// assert_eq!(outcome.xi, 0.0);
/// ```
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BestWorstOutcome {
    /// The weights.
    pub weights: Weights,
    /// How far the worst judgement is missed; 0 if all agree.
    pub xi: f64,
    /// How far the judgements contradict each other before any weight is sought (Liang, Brunelli and Rezaei 2020): the
    /// greatest |a(B,j) · a(j,W) − a(B,W)| ÷ (a(B,W)² − a(B,W)), 0 if they agree.
    pub cr_input: f64,
}

impl BestWorst {
    /// Finds the weights.
    ///
    /// # Errors
    ///
    /// [`BestWorstError::Unsettled`].
    pub fn weigh(&self) -> Result<BestWorstOutcome, BestWorstError> {
        let criteria = self.best_to_others.len();
        if criteria == 1 {
            let weights = Weights::equal(1).map_err(|_| BestWorstError::Empty)?;
            return Ok(BestWorstOutcome { weights, xi: 0.0, cr_input: 0.0 });
        }
        let (weights, xi) = self.solve(criteria).map_err(|Unsettled| BestWorstError::Unsettled)?;
        let weights = Weights::proportional(weights).map_err(|_| BestWorstError::Unsettled)?;
        Ok(BestWorstOutcome { weights, xi, cr_input: self.contradiction() })
    }

    fn solve(&self, criteria: usize) -> Result<(Vec<f64>, f64), Unsettled> {
        let misses = self.misses();
        let (sum, xi) = (misses.len(), criteria);
        let rows = sum + 1;
        // The best alone: it misses every judgement about itself by 1, and so ξ is 1.
        let tight = misses.iter().position(|miss| miss.plus.0 == self.best && miss.plus.1 > 0.0);
        let program = Misses { misses, criteria };
        let mut simplex = Simplex::default();
        simplex.reset((0..rows).map(|row| criteria + 1 + row), 1.0);
        simplex.place(&program, self.best, sum, 1.0);
        simplex.place(&program, xi, tight.ok_or(Unsettled)?, 1.0);
        let mut right = vec![0.0; rows];
        right[sum] = 1.0;
        simplex.refresh(&program, &right)?;
        simplex.run(&program)?;
        simplex.refresh(&program, &right)?;
        Ok(((0..criteria).map(|criterion| simplex.value(criterion)).collect(), simplex.value(xi)))
    }

    /// By how much each judgement may be missed, on either side.
    fn misses(&self) -> Vec<Miss> {
        let (best, worst) = (self.best, self.worst);
        let to_best = self.best_to_others.iter().enumerate().filter(|&(j, _)| j != best);
        let to_best = to_best.map(|(j, &times)| ((best, 1.0), (j, -times)));
        let to_worst = self.others_to_worst.iter().enumerate().filter(|&(j, _)| j != worst && j != best);
        let to_worst = to_worst.map(|(j, &times)| ((j, 1.0), (worst, -times)));
        let both = |(plus, minus): ((usize, f64), (usize, f64))| {
            let turned = |(criterion, times): (usize, f64)| (criterion, -times);
            [Miss { plus, minus }, Miss { plus: turned(plus), minus: turned(minus) }]
        };
        to_best.chain(to_worst).flat_map(both).collect()
    }

    fn contradiction(&self) -> f64 {
        let whole = self.best_to_others[self.worst];
        let pairs = self.best_to_others.iter().zip(&self.others_to_worst);
        let most = pairs.map(|(best, worst)| (best * worst - whole).abs()).fold(0.0, f64::max);
        if most > 0.0 { most / (whole * whole - whole) } else { 0.0 }
    }
}

/// One side of a judgement: two weights, each times a number, add up to ξ at most.
struct Miss {
    plus: (usize, f64),
    minus: (usize, f64),
}

/// The least ξ: the weights are the first columns, then ξ, then what is left of each row.
struct Misses {
    misses: Vec<Miss>,
    criteria: usize,
}

impl Misses {
    /// What a column has in each row, with the number of the row; rows where it has nothing are left out.
    fn entries(&self, column: usize) -> impl Iterator<Item = (usize, f64)> {
        let own = column.checked_sub(self.criteria + 1).map(|row| (row, 1.0));
        let misses = self.misses.iter().enumerate().filter_map(move |(row, miss)| match column {
            xi if xi == self.criteria => Some((row, -1.0)),
            one if one == miss.plus.0 => Some((row, miss.plus.1)),
            other if other == miss.minus.0 => Some((row, miss.minus.1)),
            _ => None,
        });
        let sum = (column < self.criteria).then_some((self.misses.len(), 1.0));
        misses.chain(own).chain(sum)
    }
}

impl Program for Misses {
    fn column(&self, column: usize, into: &mut [f64]) {
        into.fill(0.0);
        for (row, entry) in self.entries(column) {
            into[row] = entry;
        }
    }

    fn cost(&self, column: usize) -> f64 {
        f64::from(column == self.criteria)
    }

    fn enter(&self, prices: &[f64], rule: Rule) -> Option<usize> {
        // The row of the sum has nothing left: its column is not among those that may enter.
        let columns = 0..self.criteria + 1 + self.misses.len();
        let gain = |column| {
            let value: f64 = self.entries(column).map(|(row, entry)| prices[row] * entry).sum();
            (column, value - self.cost(column))
        };
        let mut gains = columns.map(gain).filter(|&(_, gain)| gain > GAIN);
        let chosen = match rule {
            Rule::First => gains.next(),
            Rule::Steepest => gains.reduce(|best, other| if other.1 > best.1 { other } else { best }),
        };
        chosen.map(|(column, _)| column)
    }
}

impl BestWorstDraft {
    fn check(self) -> Result<Self, BestWorstError> {
        let criteria = self.best_to_others.len();
        if criteria == 0 {
            return Err(BestWorstError::Empty);
        }
        if self.others_to_worst.len() != criteria {
            return Err(BestWorstError::Lengths {
                to_others: criteria,
                to_worst: self.others_to_worst.len(),
            });
        }
        for position in [self.best, self.worst] {
            if position >= criteria {
                return Err(BestWorstError::NoSuchCriterion { position, criteria });
            }
        }
        if self.best == self.worst && criteria > 1 {
            return Err(BestWorstError::SameCriterion { position: self.best });
        }
        for (criterion, &times) in self.best_to_others.iter().chain(&self.others_to_worst).enumerate() {
            if !(1.0..=GREATEST).contains(&times) {
                return Err(BestWorstError::OutOfRange { criterion: criterion % criteria, times });
            }
        }
        self.check_agreement()
    }

    fn check_agreement(self) -> Result<Self, BestWorstError> {
        let own = [(self.best, &self.best_to_others), (self.worst, &self.others_to_worst)];
        for (criterion, list) in own {
            let times = list[criterion];
            if times > 1.0 {
                return Err(BestWorstError::NotItself { criterion, times });
            }
        }
        let (from_best, to_worst) = (self.best_to_others[self.worst], self.others_to_worst[self.best]);
        if (from_best - to_worst).abs() > GAIN * from_best {
            return Err(BestWorstError::Disagree { from_best, to_worst });
        }
        let others = self.best_to_others.iter().chain(&self.others_to_worst);
        if from_best <= 1.0 && others.into_iter().any(|&times| times > 1.0) {
            return Err(BestWorstError::NothingBetween);
        }
        Ok(self)
    }
}

/// No judgement is greater: far beyond any scale in use, and no rounding hides the smallest weight.
const GREATEST: f64 = 1e6;

/// Why judgements give no weights. Positions count from 0 here, from 1 in the messages.
///
/// # Example
///
/// ```
/// use collegium_indicators::weighting::best_worst::{BestWorst, BestWorstDraft, BestWorstError};
///
/// let draft =
///     BestWorstDraft { best: 0, worst: 0, best_to_others: vec![1.0, 4.0], others_to_worst: vec![1.0, 4.0] };
/// let error = BestWorst::try_from(draft).unwrap_err();
/// assert_eq!(error, BestWorstError::SameCriterion { position: 0 });
/// assert_eq!(error.to_string(), "criterion 1 is named both best and worst");
/// ```
#[derive(Debug, Clone, PartialEq, Error)]
#[non_exhaustive]
pub enum BestWorstError {
    /// Nothing to weigh.
    #[error("there is no criterion to weigh")]
    Empty,
    /// One list is longer.
    #[error(
        "{to_others} judgements beside the best and {to_worst} beside the worst: both need one for each criterion"
    )]
    Lengths {
        /// How many beside the best.
        to_others: usize,
        /// How many beside the worst.
        to_worst: usize,
    },
    /// The best or the worst is none of the criteria.
    #[error("there is no criterion {} among {criteria}", position + 1)]
    NoSuchCriterion {
        /// Which was named.
        position: usize,
        /// How many there are.
        criteria: usize,
    },
    /// Nothing lies between best and worst.
    #[error("criterion {} is named both best and worst", position + 1)]
    SameCriterion {
        /// Which.
        position: usize,
    },
    /// Not a number, below 1, or beyond every scale.
    #[error("the judgement {times} about criterion {} does not lie between 1 and 1000000", criterion + 1)]
    OutOfRange {
        /// About which.
        criterion: usize,
        /// The judgement.
        times: f64,
    },
    /// The best beside itself, or the worst, is not 1.
    #[error("criterion {} is said to be {times} times as important as itself", criterion + 1)]
    NotItself {
        /// Which.
        criterion: usize,
        /// The judgement.
        times: f64,
    },
    /// The best beside the worst is judged twice, differently.
    #[error(
        "the best is {from_best} times as important as the worst in one list and {to_worst} times in the other"
    )]
    Disagree {
        /// In the list of the best.
        from_best: f64,
        /// In the list of the worst.
        to_worst: f64,
    },
    /// Best and worst weigh the same, and something else does not.
    #[error("the best is as important as the worst: nothing between them can differ")]
    NothingBetween,
    /// Rounding kept the program from its end.
    #[error("the program of the weights did not settle: the judgements lie too far apart")]
    Unsettled,
}
