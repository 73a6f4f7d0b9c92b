//! What an evaluation method answers.
#![expect(clippy::float_arithmetic, reason = "scores are statistics, not money")]

use collegium_core::{Finding, Findings, Severity, Subject, finding::Fact};
use serde::{Deserialize, Serialize};

use crate::{
    DecisionMatrix, Table, Weights,
    matrix::label,
    ranks::{Best, competition, order},
    rule::{IN0201, IN0202, IN0203},
};

/// The scores of some alternatives, which of them is best, and what there is to say about it: the one form of answer of
/// every evaluation method.
///
/// Ranks follow from the scores and are worked out when they are asked for. What a score is made of can be asked of the
/// [methods](crate::method::Method::contributions) whose scores are sums.
///
/// # Wire form
///
/// `{"scores":[0.25,0.75],"best":"largest","findings":[]}`.
///
/// # Example
///
/// ```
/// use collegium_core::Findings;
/// use collegium_indicators::{Ranking, ranks::Best};
/// let ranking = Ranking { scores: vec![0.25, 0.75, 0.25], best: Best::Largest, findings: Findings::default() };
/// assert_eq!(ranking.ranks(), [2, 1, 2]);
/// assert_eq!(ranking.order(), [1, 0, 2]);
/// ```
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ranking {
    /// One for each alternative, in their order.
    pub scores: Vec<f64>,
    /// Which score is the best.
    pub best: Best,
    /// What bears on how the scores are to be read.
    pub findings: Findings,
}

impl Ranking {
    /// Competition ranks, 1 the best, 1-2-2-4; scores closer than [`TIE`](crate::ranks::TIE) share a place.
    #[must_use]
    pub fn ranks(&self) -> Vec<usize> {
        competition(&self.scores, self.best)
    }

    /// The positions of the alternatives from the best to the worst.
    #[must_use]
    pub fn order(&self) -> Vec<usize> {
        order(&self.scores, self.best)
    }
}

/// What every criterion adds to the score of every alternative, for methods whose scores are sums.
///
/// # Wire form
///
/// `{"criteria":2,"cells":[0.0,0.25,0.75,0.0]}`, alternative by alternative.
///
/// # Example
///
/// ```
/// use collegium_indicators::Contributions;
/// let contributions = Contributions { criteria: 2, cells: vec![0.0, 0.25, 0.75, 0.0] };
/// assert_eq!(contributions.of(1), Some([0.75, 0.0].as_slice()));
/// assert_eq!(contributions.sums(), [0.25, 0.75]);
/// ```
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Contributions {
    /// How many criteria there are.
    pub criteria: usize,
    /// What each adds, alternative by alternative.
    pub cells: Vec<f64>,
}

impl Contributions {
    /// What the criteria add to the score of an alternative, counted from 0.
    #[must_use]
    pub fn of(&self, alternative: usize) -> Option<&[f64]> {
        self.cells.chunks_exact(self.criteria.max(1)).nth(alternative)
    }

    /// The scores.
    #[must_use]
    pub fn sums(&self) -> Vec<f64> {
        self.cells.chunks_exact(self.criteria.max(1)).map(|row| row.iter().sum()).collect()
    }

    /// Weighs values that are one for each alternative and criterion.
    pub(crate) fn weighted(mut cells: Vec<f64>, weights: &Weights) -> Self {
        let weights = weights.as_slice();
        for row in cells.chunks_exact_mut(weights.len()) {
            for (cell, weight) in row.iter_mut().zip(weights) {
                *cell *= weight;
            }
        }
        Self { criteria: weights.len(), cells }
    }
}

/// What is to be said of alternatives with gaps whose weight was shared out: `IN0203`.
pub(crate) fn gaps(table: &Table, covered: &[f64]) -> Findings {
    let rows = table.cells.chunks_exact(table.aims.len()).zip(covered).enumerate();
    let with_gaps = rows.filter(|(_, (row, _))| row.iter().any(Option::is_none));
    with_gaps
        .map(|(alternative, (row, covered))| Finding {
            code: IN0203,
            severity: Severity::Warning,
            subject: Subject::named("alternative", label(&table.alternatives, "alternative", alternative)),
            message: "the weight of missing values was shared out among the others".to_owned(),
            facts: vec![
                Fact::new("missing values", row.iter().filter(|cell| cell.is_none()).count() as u64),
                Fact::new("weight covered", covered.to_string()),
            ],
            basis: None,
            remedy: Some("find the missing values before the alternative is set beside others".to_owned()),
        })
        .collect()
}

/// What is to be said of criteria that part no alternatives, whatever the method: `IN0201` and `IN0202`.
pub(crate) fn findings(matrix: &DecisionMatrix, weights: &Weights, constant: &[bool]) -> Findings {
    let criteria = constant.iter().zip(weights.as_slice()).enumerate();
    criteria
        .filter_map(|(criterion, (constant, weight))| {
            let subject = Subject::named("criterion", matrix.criterion_label(criterion));
            match (constant, *weight > 0.0) {
                (true, true) => Some(same_for_all(subject, *weight)),
                (false, false) => Some(without_weight(subject)),
                _ => None,
            }
        })
        .collect()
}

fn same_for_all(subject: Subject, weight: f64) -> Finding {
    Finding {
        code: IN0201,
        severity: Severity::Note,
        subject,
        message: "every alternative has the same value".to_owned(),
        facts: vec![Fact::new("weight", weight.to_string())],
        basis: None,
        remedy: Some(
            "leave the criterion out, so that its weight goes to those that part the alternatives".to_owned(),
        ),
    }
}

fn without_weight(subject: Subject) -> Finding {
    Finding {
        code: IN0202,
        severity: Severity::Note,
        subject,
        message: "the alternatives differ and the weight is 0".to_owned(),
        facts: vec![],
        basis: None,
        remedy: None,
    }
}
