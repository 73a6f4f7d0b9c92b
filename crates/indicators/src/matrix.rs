//! Alternatives by criteria: what every evaluation method works on.
#![expect(clippy::float_arithmetic, reason = "a decision matrix holds statistics, not money")]

mod table;

use std::borrow::Cow;

use collegium_core::{Fraction, Line};
use serde::{Deserialize, Serialize};
use thiserror::Error;

pub use table::{Completed, Table, TableDraft};

use crate::{Scale, ScaleDraft};

/// Which way a criterion is better. (For points from a single value it is [`Direction`](crate::Direction), which follows
/// from the scale.)
///
/// # Wire form
///
/// `"benefit"`, `"cost"` or `{"interval":{"low":3.0,"high":7.0}}`.
///
/// # Example
///
/// ```
/// use collegium_indicators::Aim;
/// let aim: Aim = serde_json::from_str(r#"{"interval":{"low":3.0,"high":7.0}}"#).unwrap();
/// assert_eq!(aim, Aim::Interval { low: 3.0, high: 7.0 });
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Aim {
    /// Larger is better.
    Benefit,
    /// Smaller is better.
    Cost,
    /// Best within a range, both ends included.
    Interval {
        /// From here on, best.
        low: f64,
        /// Up to here, best.
        high: f64,
    },
}

/// The way in which a scale gives more points: a range is best from its `low` to its `high`.
///
/// # Example
///
/// ```
/// use collegium_indicators::{Aim, Scale};
/// let scale: Scale = serde_json::from_str(r#"{"within":{"floor":"0","low":"3","high":"7","ceiling":"10"}}"#).unwrap();
/// assert_eq!(Aim::from(&scale), Aim::Interval { low: 3.0, high: 7.0 });
/// ```
impl From<&Scale> for Aim {
    fn from(scale: &Scale) -> Self {
        match **scale {
            ScaleDraft::AtLeast { .. } => Self::Benefit,
            ScaleDraft::AtMost { .. } | ScaleDraft::AtMostRatio { .. } => Self::Cost,
            ScaleDraft::Within { low, high, .. } => {
                Self::Interval { low: Fraction::from(low).to_f64(), high: Fraction::from(high).to_f64() }
            }
        }
    }
}

/// The fields of a [`DecisionMatrix`] before they are checked.
///
/// # Example
///
/// ```
/// use collegium_indicators::{Aim, DecisionMatrix, DecisionMatrixDraft};
/// let draft = DecisionMatrixDraft {
///     aims: vec![Aim::Benefit, Aim::Cost],
///     cells: vec![256.0, 3.5, 38.0, 2.5],
///     alternatives: vec!["International College".parse().unwrap(), "College of Accounting".parse().unwrap()],
///     criteria: vec![],
/// };
/// let matrix = DecisionMatrix::try_from(draft).unwrap();
/// assert_eq!(matrix.alternative_label(1), "College of Accounting");
/// assert_eq!(matrix.criterion_label(1), "criterion 2");
/// ```
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DecisionMatrixDraft {
    /// Which way each criterion is better.
    pub aims: Vec<Aim>,
    /// The values, alternative by alternative, in each the criteria in the order of the aims.
    pub cells: Vec<f64>,
    /// What the alternatives are called; empty if they have no names.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub alternatives: Vec<Line>,
    /// What the criteria are called; empty if they have no names.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub criteria: Vec<Line>,
}

/// The values of some alternatives under some criteria, without gaps.
///
/// # Validity
///
/// At least one alternative and one criterion, a value for each pair. Every value is 0 or lies between 1e-100 and 1e100 in
/// size, so that no method has to fear a sum of squares that is not finite. A target interval is finite and not reversed.
/// Names are given for all or for none.
///
/// # Wire form
///
/// `{"aims":["benefit","cost"],"cells":[256.0,3.5,38.0,2.5]}`, with `alternatives` and `criteria` if they have names.
///
/// # Example
///
/// ```
/// use collegium_indicators::{Aim, DecisionMatrix, MatrixError};
///
/// let matrix = DecisionMatrix::new([Aim::Benefit, Aim::Cost], [256.0, 3.5, 38.0, 2.5])?;
/// assert_eq!((matrix.rows(), matrix.columns()), (2, 2));
/// assert_eq!(matrix.row(1), Some([38.0, 2.5].as_slice()));
///
/// let gap = DecisionMatrix::new([Aim::Benefit], [1.0, f64::NAN]);
/// assert_eq!(gap, Err(MatrixError::NotFinite { alternative: 1, criterion: 0 }));
/// # Ok::<(), MatrixError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "DecisionMatrixDraft", into = "DecisionMatrixDraft")]
pub struct DecisionMatrix(DecisionMatrixDraft);

collegium_core::record!(DecisionMatrix, DecisionMatrixDraft, MatrixError);

impl DecisionMatrix {
    /// Takes values of alternatives and criteria without names.
    ///
    /// # Errors
    ///
    /// [`MatrixError`], every case but those of names.
    pub fn new(aims: impl Into<Vec<Aim>>, cells: impl Into<Vec<f64>>) -> Result<Self, MatrixError> {
        let (aims, cells) = (aims.into(), cells.into());
        DecisionMatrixDraft { aims, cells, alternatives: Vec::new(), criteria: Vec::new() }.try_into()
    }

    /// How many alternatives there are.
    #[must_use]
    pub const fn rows(&self) -> usize {
        self.0.cells.len() / self.0.aims.len()
    }

    /// How many criteria there are.
    #[must_use]
    pub const fn columns(&self) -> usize {
        self.0.aims.len()
    }

    /// The values of an alternative, counted from 0.
    #[must_use]
    pub fn row(&self, alternative: usize) -> Option<&[f64]> {
        self.cells.chunks_exact(self.columns()).nth(alternative)
    }

    /// The values under a criterion, counted from 0; nothing if there is no such criterion.
    ///
    /// # Example
    ///
    /// ```
    /// use collegium_indicators::{Aim, DecisionMatrix};
    /// let matrix = DecisionMatrix::new([Aim::Benefit, Aim::Cost], [256.0, 3.5, 38.0, 2.5]).unwrap();
    /// assert_eq!(matrix.column(0).collect::<Vec<_>>(), [256.0, 38.0]);
    /// ```
    pub fn column(&self, criterion: usize) -> impl Iterator<Item = f64> {
        self.cells.chunks_exact(self.columns()).filter_map(move |row| row.get(criterion).copied())
    }

    /// The name of an alternative, or its place counted from 1.
    #[must_use]
    pub fn alternative_label(&self, alternative: usize) -> String {
        label(&self.alternatives, "alternative", alternative)
    }

    /// The name of a criterion, or its place counted from 1.
    #[must_use]
    pub fn criterion_label(&self, criterion: usize) -> String {
        label(&self.criteria, "criterion", criterion)
    }

    /// The matrix with every target interval replaced by how far it was met: the degree is 1 from `low` to `high` and falls
    /// in proportion to the distance, to 0 at the value farthest away. It is then a criterion of which more is better.
    ///
    /// With M the greatest distance of any value from the interval, the degree is 1 − distance ÷ M, and 1 if M is 0. A
    /// matrix without intervals is borrowed.
    ///
    /// # Example
    ///
    /// ```
    /// use collegium_indicators::{Aim, DecisionMatrix};
    /// let matrix = DecisionMatrix::new([Aim::Interval { low: 3.0, high: 5.0 }], [1.0, 4.0, 9.0]).unwrap();
    /// assert_eq!(matrix.met().cells, [0.5, 1.0, 0.0]);
    /// assert_eq!(matrix.met().aims, [Aim::Benefit]);
    /// ```
    #[must_use]
    pub fn met(&self) -> Cow<'_, Self> {
        if !self.aims.iter().any(|aim| matches!(aim, Aim::Interval { .. })) {
            return Cow::Borrowed(self);
        }
        let mut draft = self.draft();
        let columns = self.columns();
        for (criterion, aim) in draft.aims.iter_mut().enumerate() {
            if let Aim::Interval { low, high } = *aim {
                let farthest = self.column(criterion).map(|x| distance(x, low, high)).fold(0.0, f64::max);
                for cell in draft.cells.iter_mut().skip(criterion).step_by(columns) {
                    *cell = degree(*cell, low, high, farthest);
                }
                *aim = Aim::Benefit;
            }
        }
        // A degree is 0 or at least 1e-16: within the bounds of a cell.
        Cow::Owned(Self(draft))
    }
}

pub(crate) fn label(names: &[Line], kind: &str, position: usize) -> String {
    names.get(position).map_or_else(|| format!("{kind} {}", position + 1), ToString::to_string)
}

/// How far a value lies outside a range.
fn distance(x: f64, low: f64, high: f64) -> f64 {
    (low - x).max(x - high).max(0.0)
}

/// How far a range was met, from 0 to 1.
fn degree(x: f64, low: f64, high: f64, farthest: f64) -> f64 {
    if farthest > 0.0 { 1.0 - distance(x, low, high) / farthest } else { 1.0 }
}

impl DecisionMatrixDraft {
    fn check(self) -> Result<Self, MatrixError> {
        check_shape(&self.aims, self.cells.len(), &self.alternatives, &self.criteria)?;
        check_cells(&self.cells, self.aims.len())?;
        Ok(self)
    }
}

fn check_shape(
    aims: &[Aim],
    cells: usize,
    alternatives: &[Line],
    criteria: &[Line],
) -> Result<(), MatrixError> {
    let columns = aims.len();
    if columns == 0 {
        return Err(MatrixError::NoCriterion);
    }
    if cells == 0 {
        return Err(MatrixError::NoAlternative);
    }
    if !cells.is_multiple_of(columns) {
        return Err(MatrixError::Ragged { cells, criteria: columns });
    }
    for (what, names, needed) in
        [("alternatives", alternatives, cells / columns), ("criteria", criteria, columns)]
    {
        if !names.is_empty() && names.len() != needed {
            return Err(MatrixError::Names { what, names: names.len(), needed });
        }
    }
    for (criterion, aim) in aims.iter().enumerate() {
        if let Aim::Interval { low, high } = *aim
            && !(low <= high && in_bounds(low) && in_bounds(high))
        {
            return Err(MatrixError::Interval { criterion, low, high });
        }
    }
    Ok(())
}

/// Whether squares of the number and sums of them are finite and lose no digits.
fn in_bounds(x: f64) -> bool {
    x == 0.0 || (1e-100..=1e100).contains(&x.abs())
}

fn check_cells(cells: &[f64], columns: usize) -> Result<(), MatrixError> {
    // Without a way out of the loop the test of a block runs at the speed of memory.
    let sound = |block: &[f64]| block.iter().fold(true, |sound, &x| sound & in_bounds(x));
    let Some(bad) = cells.chunks(1024).position(|block| !sound(block)) else { return Ok(()) };
    let rest = cells.iter().enumerate().skip(bad * 1024);
    let mut faults = rest.filter(|(_, x)| !in_bounds(**x));
    let Some((position, &value)) = faults.next() else { return Ok(()) };
    Err(cell_error(position, value, columns))
}

fn cell_error(position: usize, value: f64, columns: usize) -> MatrixError {
    let (alternative, criterion) = (position / columns, position % columns);
    if value.is_finite() {
        MatrixError::OutOfBounds { alternative, criterion, value }
    } else {
        MatrixError::NotFinite { alternative, criterion }
    }
}

/// Why there is no such matrix.
///
/// # Example
///
/// ```
/// use collegium_indicators::{Aim, DecisionMatrix};
/// let error = DecisionMatrix::new([Aim::Interval { low: 7.0, high: 3.0 }], [1.0]).unwrap_err();
/// assert_eq!(error.to_string(), "the target of criterion 1 goes from 7 to 3: it must be finite and not reversed");
/// ```
#[derive(Debug, Clone, PartialEq, Error)]
#[non_exhaustive]
pub enum MatrixError {
    /// No column.
    #[error("there is no criterion to judge by")]
    NoCriterion,
    /// No row.
    #[error("there is no alternative to judge")]
    NoAlternative,
    /// The last row is not full.
    #[error(
        "{cells} values cannot be shared out to {criteria} criteria: every alternative needs one for each"
    )]
    Ragged {
        /// How many values there are.
        cells: usize,
        /// How many criteria there are.
        criteria: usize,
    },
    /// Not as many names as there are things to name.
    #[error("{names} names are given for {needed} {what}: name all of them or none")]
    Names {
        /// `alternatives` or `criteria`.
        what: &'static str,
        /// How many names there are.
        names: usize,
        /// How many are needed.
        needed: usize,
    },
    /// A target that no value can meet.
    #[error("the target of criterion {} goes from {low} to {high}: it must be finite and not reversed", criterion + 1)]
    Interval {
        /// Where the criterion stands, from 0.
        criterion: usize,
        /// Where the target begins.
        low: f64,
        /// Where it ends.
        high: f64,
    },
    /// Not a number, or infinite.
    #[error("the value of alternative {} under criterion {} is not a finite number", alternative + 1, criterion + 1)]
    NotFinite {
        /// Where the alternative stands, from 0.
        alternative: usize,
        /// Where the criterion stands, from 0.
        criterion: usize,
    },
    /// Too great or too small to be squared.
    #[error(
        "the value {value:e} of alternative {} under criterion {} is neither 0 nor between 1e-100 and 1e100 in size: take \
         another unit", alternative + 1, criterion + 1
    )]
    OutOfBounds {
        /// Where the alternative stands, from 0.
        alternative: usize,
        /// Where the criterion stands, from 0.
        criterion: usize,
        /// The value.
        value: f64,
    },
    /// No alternative is left once those with gaps are dropped.
    #[error("every alternative has a missing value: none is left to judge")]
    NoneComplete,
}
