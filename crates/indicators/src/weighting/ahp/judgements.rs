//! What somebody judged, pair by pair.
#![expect(clippy::float_arithmetic, reason = "judgements are statistics, not money")]

use serde::{Deserialize, Serialize};
use thiserror::Error;

/// How far the product of a judgement and its reverse may lie from 1. A third written with all digits is within it; one
/// written as 0.33 is not.
const ROUNDING: f64 = 1e-9;

/// The least and the greatest judgement. Saaty's scale ends at 9.
const RANGE: std::ops::RangeInclusive<f64> = 1e-9..=1e9;

/// How many times as much each criterion counts as each other, as one person judged it; not every pair need be judged.
///
/// # Validity
///
/// Square; each judgement from 1e-9 to 1e9; that of *i* against *j* times that of *j* against *i* is 1 within 1e-9. Where
/// only one of the two is given it speaks for both. A criterion against itself is 1.
///
/// # Wire form
///
/// A list of rows, `null` where nothing was judged: `[[1.0,3.0],[0.3333333333333333,1.0]]`.
///
/// As text, rows end with `;`, fractions may be written, and `?` was not judged: `1 3; 1/3 1`.
///
/// # Example
///
/// ```
/// use collegium_indicators::weighting::ahp::{Judgements, Prioritisation};
///
/// let judgements: Judgements = "1 3 2; 1/3 1 1/2; 1/2 2 1".parse()?;
/// assert_eq!(judgements.criteria(), 3);
/// assert_eq!(judgements.get(0, 1), Some(3.0));
/// assert!(judgements.is_complete());
/// assert_eq!(judgements.to_string(), "1 3 2; 1/3 1 1/2; 1/2 2 1");
/// assert!("1 3; 1/2 1".parse::<Judgements>().is_err());
/// # Ok::<(), collegium_indicators::weighting::ahp::JudgementsError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "Vec<Vec<Option<f64>>>", into = "Vec<Vec<Option<f64>>>")]
pub struct Judgements {
    criteria: usize,
    /// Row by row; 0 where nothing was judged.
    entries: Vec<f64>,
}

impl Judgements {
    /// Takes the judgements of so many criteria, row by row.
    ///
    /// # Errors
    ///
    /// [`JudgementsError::Empty`], [`JudgementsError::NotSquare`], [`JudgementsError::OutOfRange`],
    /// [`JudgementsError::NotReciprocal`].
    ///
    /// # Example
    ///
    /// ```
    /// use collegium_indicators::weighting::ahp::{Judgements, JudgementsError};
    ///
    /// let one_side = Judgements::new(2, &[Some(1.0), Some(4.0), None, Some(1.0)])?;
    /// assert_eq!(one_side.get(1, 0), Some(0.25));
    /// assert_eq!(Judgements::new(2, &[Some(1.0)]), Err(JudgementsError::NotSquare { criteria: 2, judgements: 1 }));
    /// # Ok::<(), JudgementsError>(())
    /// ```
    pub fn new(criteria: usize, row_by_row: &[Option<f64>]) -> Result<Self, JudgementsError> {
        if criteria == 0 {
            return Err(JudgementsError::Empty);
        }
        if criteria.checked_mul(criteria) != Some(row_by_row.len()) {
            return Err(JudgementsError::NotSquare { criteria, judgements: row_by_row.len() });
        }
        let entry = |row: usize, column: usize| row_by_row.get(row * criteria + column).copied().flatten();
        let mut entries = Vec::with_capacity(row_by_row.len());
        for row in 0..criteria {
            for column in 0..criteria {
                entries.push(agreed(row, column, entry(row, column), entry(column, row))?);
            }
        }
        Ok(Self { criteria, entries })
    }

    /// How many criteria were judged.
    #[must_use]
    pub const fn criteria(&self) -> usize {
        self.criteria
    }

    /// How many times as much a criterion counts as another, both counted from 0; `None` where that was not judged, or
    /// there is no such criterion.
    #[must_use]
    pub fn get(&self, row: usize, column: usize) -> Option<f64> {
        let entry = self.rows().nth(row)?.get(column)?;
        (*entry > 0.0).then_some(*entry)
    }

    /// Whether every pair was judged.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        self.entries.iter().all(|&entry| entry > 0.0)
    }

    /// The same with another judgement of a pair, and its reverse.
    ///
    /// # Errors
    ///
    /// [`JudgementsError::OutOfRange`], also for a criterion that is not there or is set against itself.
    ///
    /// # Example
    ///
    /// ```
    /// use collegium_indicators::weighting::ahp::{Judgements, JudgementsError};
    ///
    /// let judgements: Judgements = "1 ?; ? 1".parse()?;
    /// assert_eq!(judgements.revised(0, 1, 4.0)?.to_string(), "1 4; 1/4 1");
    /// assert_eq!(
    ///     judgements.revised(0, 1, -4.0).unwrap_err().to_string(),
    ///     "the judgement -4 of criterion 1 against 2 is not a number from 1e-9 to 1e9"
    /// );
    /// # Ok::<(), JudgementsError>(())
    /// ```
    pub fn revised(&self, row: usize, column: usize, judged: f64) -> Result<Self, JudgementsError> {
        let refused = JudgementsError::OutOfRange { row, column, judged };
        let inside = row < self.criteria && column < self.criteria && row != column;
        if !inside || !RANGE.contains(&judged) {
            return Err(refused);
        }
        let mut revised = self.clone();
        for (at, value) in
            [(row * self.criteria + column, judged), (column * self.criteria + row, 1.0 / judged)]
        {
            *revised.entries.get_mut(at).ok_or_else(|| refused.clone())? = value;
        }
        Ok(revised)
    }

    /// Judgements of which the logarithms above the diagonal are given; means of judgements lie between them.
    pub(super) fn of_logarithms(criteria: usize, logarithms: &[f64]) -> Self {
        let above =
            |row: usize, column: usize| logarithms.get(row * criteria + column).copied().unwrap_or_default();
        let entry = |place: usize| {
            let (row, column) = (place / criteria, place % criteria);
            if row < column { above(row, column).exp() } else { (-above(column, row)).exp() }
        };
        Self { criteria, entries: (0..criteria * criteria).map(entry).collect() }
    }

    /// The rows; 0 where nothing was judged.
    pub(super) fn rows(&self) -> std::slice::ChunksExact<'_, f64> {
        self.entries.chunks_exact(self.criteria)
    }

    /// All judgements row by row; 0 where nothing was judged.
    pub(super) fn entries(&self) -> &[f64] {
        &self.entries
    }

    /// The first pair that was not judged.
    pub(super) fn gap(&self) -> Option<(usize, usize)> {
        let place = self.entries.iter().position(|&entry| entry == 0.0)?;
        Some((place / self.criteria, place % self.criteria))
    }
}

/// What two people would write in one field: the judgement itself, or the reverse of the other way round; 0 for neither.
fn agreed(
    row: usize,
    column: usize,
    judged: Option<f64>,
    reverse: Option<f64>,
) -> Result<f64, JudgementsError> {
    match (judged, reverse) {
        (Some(judged), _) if !RANGE.contains(&judged) => {
            Err(JudgementsError::OutOfRange { row, column, judged })
        }
        (Some(judged), Some(reverse))
            if RANGE.contains(&reverse) && (judged * reverse - 1.0).abs() > ROUNDING =>
        {
            Err(JudgementsError::NotReciprocal { row, column, judged, reverse })
        }
        (Some(judged), _) => Ok(judged),
        (None, Some(reverse)) => Ok(1.0 / reverse),
        (None, None) if row == column => Ok(1.0),
        (None, None) => Ok(0.0),
    }
}

impl TryFrom<Vec<Vec<Option<f64>>>> for Judgements {
    type Error = JudgementsError;

    fn try_from(rows: Vec<Vec<Option<f64>>>) -> Result<Self, JudgementsError> {
        let criteria = rows.len();
        if let Some((row, short)) = rows.iter().enumerate().find(|(_, row)| row.len() != criteria) {
            return Err(JudgementsError::Ragged { row, judgements: short.len(), criteria });
        }
        Self::new(criteria, &rows.concat())
    }
}

impl From<Judgements> for Vec<Vec<Option<f64>>> {
    fn from(judgements: Judgements) -> Self {
        let judged = |&entry: &f64| (entry > 0.0).then_some(entry);
        judgements.rows().map(|row| row.iter().map(judged).collect()).collect()
    }
}

/// Why there are no such judgements. Criteria are counted from 0 in the fields and from 1 in the messages.
///
/// # Example
///
/// ```
/// use collegium_indicators::weighting::ahp::Judgements;
/// assert_eq!(
///     "1 3; 1/2 1".parse::<Judgements>().unwrap_err().to_string(),
///     "criterion 1 counts 3 times as much as 2, and 2 counts 0.5 times as much as 1: their product must be 1"
/// );
/// ```
#[derive(Debug, Clone, PartialEq, Error)]
#[non_exhaustive]
pub enum JudgementsError {
    /// No criterion at all.
    #[error("there is no criterion to judge")]
    Empty,
    /// Not as many judgements as pairs.
    #[error("{criteria} criteria need {criteria} times {criteria} judgements, not {judgements}")]
    NotSquare {
        /// How many criteria there are.
        criteria: usize,
        /// How many judgements were given.
        judgements: usize,
    },
    /// A row is too long or too short.
    #[error("row {} has {judgements} judgements; {criteria} rows must have {criteria} each", row + 1)]
    Ragged {
        /// Which row.
        row: usize,
        /// How many judgements it has.
        judgements: usize,
        /// How many rows there are.
        criteria: usize,
    },
    /// Not positive, not finite, or beyond every scale.
    #[error(
        "the judgement {judged} of criterion {} against {} is not a number from 1e-9 to 1e9",
        row + 1,
        column + 1
    )]
    OutOfRange {
        /// The criterion judged.
        row: usize,
        /// The one it is set against.
        column: usize,
        /// What was given.
        judged: f64,
    },
    /// Both ways round do not agree; for a criterion against itself, not 1.
    #[error(
        "criterion {row} counts {judged} times as much as {column}, and {column} counts {reverse} times as much as {row}: \
         their product must be 1",
        row = row + 1,
        column = column + 1
    )]
    NotReciprocal {
        /// The criterion judged.
        row: usize,
        /// The one it is set against.
        column: usize,
        /// How many times as much the first counts.
        judged: f64,
        /// How many times as much the second counts.
        reverse: f64,
    },
    /// A text that is no judgement.
    #[error(
        "`{value}` is not a judgement: write a number such as `3` or `0.5`, a fraction such as `1/3`, or `?`"
    )]
    NotAJudgement {
        /// What was given, shortened if long.
        value: String,
    },
}
