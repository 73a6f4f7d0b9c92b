//! Whether alternatives change places because of others that should not matter.

use serde::{Deserialize, Serialize};

use super::RobustError;
use crate::{DecisionMatrix, Weights, matrix::DecisionMatrixDraft, method::Method};

/// What taking away one alternative, or giving it twice, does to the others.
///
/// # Wire form
///
/// `{"alternative":2,"pairs":[[0,1]]}`.
///
/// # Example
///
/// See [`RankReversals`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reversal {
    /// The alternative that was taken away or given twice, from 0.
    pub alternative: usize,
    /// Others of which the first was better before and is worse now.
    pub pairs: Vec<(usize, usize)>,
}

/// The rank reversal test (Belton and Gear 1983): each alternative in turn is taken away, and given twice; the others should
/// keep their order.
///
/// Normalisation by what is in the table lets most methods fail it. Alternatives that only become equal, or were, are no
/// reversal. Takes time in proportion to the cube of the alternatives.
///
/// # Wire form
///
/// `{"dropped":[{"alternative":2,"pairs":[[0,1]]}],"copied":[],"undecided":[]}`.
///
/// # Example
///
/// ```
/// use collegium_indicators::robust::{RankReversals, Reversal};
/// use collegium_indicators::{Aim, DecisionMatrix, Normalisation, Weights, method::{Method, WeightedSum}};
///
/// // The third is far behind under the first criterion: beside it what the first two differ by there looks small.
/// let matrix = DecisionMatrix::new([Aim::Benefit, Aim::Benefit], [8.0, 6.0, 6.0, 7.0, 0.0, 5.0])?;
/// let method = Method::WeightedSum(WeightedSum { norm: Normalisation::MinMax });
/// let reversals = RankReversals::evaluate(&method, &matrix, &Weights::new(vec![0.6, 0.4])?)?;
/// assert_eq!(reversals.dropped, [Reversal { alternative: 2, pairs: vec![(1, 0)] }]);
/// assert!(reversals.copied.is_empty());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RankReversals {
    /// Those whose absence turns others round.
    pub dropped: Vec<Reversal>,
    /// Those whose copy turns others round.
    pub copied: Vec<Reversal>,
    /// Those without which the method has no answer, or which leave nothing to compare.
    pub undecided: Vec<usize>,
}

impl RankReversals {
    /// Tries every alternative.
    ///
    /// # Errors
    ///
    /// [`RobustError::Method`] if the method has no answer for the matrix as it is, or with an alternative given twice.
    pub fn evaluate(
        method: &Method,
        matrix: &DecisionMatrix,
        weights: &Weights,
    ) -> Result<Self, RobustError> {
        let ranks = method.evaluate(matrix, weights)?.ranks();
        let mut found = Self { dropped: Vec::new(), copied: Vec::new(), undecided: Vec::new() };
        for alternative in 0..matrix.rows() {
            let without: Vec<_> = (0..matrix.rows()).filter(|&row| row != alternative).collect();
            let remaining = if without.len() > 1 { with_rows(matrix, &without) } else { None };
            match remaining.and_then(|remaining| method.evaluate(&remaining, weights).ok()) {
                Some(ranking) => {
                    add(&mut found.dropped, alternative, turned(&ranks, &without, &ranking.ranks()));
                }
                None => found.undecided.push(alternative),
            }
            let mut twice: Vec<_> = (0..matrix.rows()).collect();
            twice.push(alternative);
            if let Some(larger) = with_rows(matrix, &twice) {
                twice.pop();
                let now = method.evaluate(&larger, weights)?.ranks();
                add(&mut found.copied, alternative, turned(&ranks, &twice, &now));
            }
        }
        Ok(found)
    }

    /// Whether no two alternatives change places.
    ///
    /// # Example
    ///
    /// ```
    /// use collegium_indicators::robust::RankReversals;
    /// let found = RankReversals { dropped: vec![], copied: vec![], undecided: vec![0] };
    /// assert!(found.is_clear());
    /// ```
    #[must_use]
    pub const fn is_clear(&self) -> bool {
        self.dropped.is_empty() && self.copied.is_empty()
    }
}

fn add(found: &mut Vec<Reversal>, alternative: usize, pairs: Vec<(usize, usize)>) {
    if !pairs.is_empty() {
        found.push(Reversal { alternative, pairs });
    }
}

/// A matrix of some rows of another, without the names of alternatives.
fn with_rows(matrix: &DecisionMatrix, rows: &[usize]) -> Option<DecisionMatrix> {
    let cells = rows.iter().filter_map(|&row| matrix.row(row)).flatten().copied().collect();
    let draft = DecisionMatrixDraft { cells, alternatives: Vec::new(), ..matrix.draft() };
    DecisionMatrix::try_from(draft).ok()
}

/// The pairs whose order is turned round: ranks of all before, and of some of them now.
fn turned(before: &[usize], rows: &[usize], now: &[usize]) -> Vec<(usize, usize)> {
    let both: Vec<_> =
        rows.iter().zip(now).filter_map(|(&row, &now)| Some((row, *before.get(row)?, now))).collect();
    let pairs = both.iter().flat_map(|one| both.iter().map(move |other| (one, other)));
    pairs
        .filter(|((_, one_before, one_now), (_, other_before, other_now))| {
            one_before < other_before && one_now > other_now
        })
        .map(|(one, other)| (one.0, other.0))
        .collect()
}
