//! A decision matrix with gaps.

use std::collections::BTreeMap;

use collegium_core::{Line, RecordCode, entity::UnitId};
use serde::{Deserialize, Serialize};

use super::{Aim, DecisionMatrix, DecisionMatrixDraft, MatrixError, cell_error, check_shape, in_bounds};
use crate::Observation;

/// The fields of a [`Table`] before they are checked.
///
/// # Example
///
/// ```
/// use collegium_indicators::{Aim, Table, TableDraft};
/// let (aims, cells) = (vec![Aim::Benefit], vec![Some(1.0), None]);
/// let table = Table::try_from(TableDraft { aims, cells, alternatives: vec![], criteria: vec![] }).unwrap();
/// assert_eq!(table.cells, [Some(1.0), None]);
/// ```
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TableDraft {
    /// Which way each criterion is better.
    pub aims: Vec<Aim>,
    /// The values, alternative by alternative; none where nothing is known.
    pub cells: Vec<Option<f64>>,
    /// What the alternatives are called; empty if they have no names.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub alternatives: Vec<Line>,
    /// What the criteria are called; empty if they have no names.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub criteria: Vec<Line>,
}

/// The values of some alternatives under some criteria, of which some are missing.
///
/// A missing value is never taken for a number. Whoever evaluates says what it does: [`Table::drop_incomplete`] leaves out
/// the alternatives with gaps, and the [weighted sum](crate::method::WeightedSum::evaluate_table) can also share out the
/// weight of what is missing.
///
/// # Validity
///
/// As for a [`DecisionMatrix`].
///
/// # Wire form
///
/// `{"aims":["benefit"],"cells":[1.0,null]}`, with `alternatives` and `criteria` if they have names.
///
/// # Example
///
/// ```
/// use collegium_indicators::{Aim, Table};
///
/// let table = Table::new([Aim::Benefit, Aim::Cost], [Some(1.0), Some(2.0), None, Some(1.0)])?;
/// let completed = table.drop_incomplete()?;
/// assert_eq!(completed.matrix().cells, [1.0, 2.0]);
/// assert_eq!(completed.spread(&["first"]), [Some("first"), None]);
/// # Ok::<(), collegium_indicators::MatrixError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "TableDraft", into = "TableDraft")]
pub struct Table(TableDraft);

collegium_core::record!(Table, TableDraft, MatrixError);

impl Table {
    /// Takes values of alternatives and criteria without names.
    ///
    /// # Errors
    ///
    /// [`MatrixError`], every case but those of names and of a table without complete alternatives.
    pub fn new(aims: impl Into<Vec<Aim>>, cells: impl Into<Vec<Option<f64>>>) -> Result<Self, MatrixError> {
        let (aims, cells) = (aims.into(), cells.into());
        TableDraft { aims, cells, alternatives: Vec::new(), criteria: Vec::new() }.try_into()
    }

    /// Sets observations of units under indicators in a table. The exact figures are rounded to `f64` here, once; a rate is
    /// its quotient.
    ///
    /// What is not observed, is said to be missing or is a rate of nothing is a gap. So is a pair that is observed more than
    /// once with different figures: choose among observations first, as [`IndicatorSystem`](crate::IndicatorSystem) does.
    ///
    /// # Errors
    ///
    /// [`MatrixError`].
    ///
    /// # Example
    ///
    /// ```
    /// use collegium_core::entity::UnitId;
    /// use collegium_indicators::{Aim, Observation, Table};
    /// let unit: UnitId = "67e55044-10b1-426f-9247-bb680e5fe0c8".parse().unwrap();
    /// let seen: Observation = serde_json::from_str(
    ///     r#"{"indicator":"IS01","unit":"67e55044-10b1-426f-9247-bb680e5fe0c8","period":"2025-01-01/2025-12-31",
    ///         "value":{"number":"256"},"version":"1",
    ///         "provenance":{"source":{"document":"Plan","date":"2026-01-10"},"recorded":"2026-01-15","origin":"published"}}"#,
    /// )
    /// .unwrap();
    /// let indicators = [("IS01".parse().unwrap(), Aim::Benefit), ("IS02".parse().unwrap(), Aim::Benefit)];
    /// let table = Table::from_observations(&[(unit, "C-INT".parse().unwrap())], &indicators, &[seen])?;
    /// assert_eq!(table.cells, [Some(256.0), None]);
    /// # Ok::<(), collegium_indicators::MatrixError>(())
    /// ```
    pub fn from_observations(
        units: &[(UnitId, Line)],
        indicators: &[(RecordCode, Aim)],
        observations: &[Observation],
    ) -> Result<Self, MatrixError> {
        let mut figures: BTreeMap<(UnitId, &RecordCode), Option<f64>> = BTreeMap::new();
        for observation in observations {
            let Some(unit) = observation.unit else { continue };
            let figure = observation.value.quotient().map(|exact| exact.to_f64());
            figures
                .entry((unit, &observation.indicator))
                .and_modify(|known| *known = known.filter(|_| *known == figure))
                .or_insert(figure);
        }
        let cell = |unit: &UnitId, code| figures.get(&(*unit, code)).copied().flatten();
        let rows = units.iter();
        let cells = rows.flat_map(|(unit, _)| indicators.iter().map(move |(code, _)| cell(unit, code)));
        TableDraft {
            aims: indicators.iter().map(|(_, aim)| *aim).collect(),
            cells: cells.collect(),
            alternatives: units.iter().map(|(_, name)| name.clone()).collect(),
            criteria: indicators.iter().map(|(code, _)| line(code)).collect(),
        }
        .try_into()
    }

    /// Leaves out every alternative with a missing value.
    ///
    /// # Errors
    ///
    /// [`MatrixError::NoneComplete`] if none is left.
    pub fn drop_incomplete(&self) -> Result<Completed, MatrixError> {
        let rows = self.cells.chunks_exact(self.aims.len()).enumerate();
        let complete = rows.filter(|(_, row)| row.iter().all(Option::is_some));
        let (kept, rows): (Vec<_>, Vec<_>) = complete.unzip();
        if kept.is_empty() {
            return Err(MatrixError::NoneComplete);
        }
        let name = |row: &usize| self.alternatives.get(*row).cloned();
        let matrix = DecisionMatrix(DecisionMatrixDraft {
            aims: self.aims.clone(),
            cells: rows.into_iter().flatten().copied().flatten().collect(),
            alternatives: kept.iter().filter_map(name).collect(),
            criteria: self.criteria.clone(),
        });
        Ok(Completed { matrix, kept, of: self.cells.len() / self.aims.len() })
    }
}

fn line(code: &RecordCode) -> Line {
    // INVARIANT: a code is a line without anything a line may not have.
    code.as_str().parse().unwrap_or_else(|_| unreachable!("a code is a line"))
}

impl TableDraft {
    fn check(self) -> Result<Self, MatrixError> {
        check_shape(&self.aims, self.cells.len(), &self.alternatives, &self.criteria)?;
        let present = self.cells.iter().enumerate().filter_map(|(position, cell)| Some((position, (*cell)?)));
        match present.into_iter().find(|(_, value)| !in_bounds(*value)) {
            Some((position, value)) => Err(cell_error(position, value, self.aims.len())),
            None => Ok(self),
        }
    }
}

/// The alternatives of a [`Table`] that have no gap, and which they were.
///
/// # Example
///
/// ```
/// use collegium_indicators::{Aim, Completed, Table};
/// let completed: Completed = Table::new([Aim::Benefit], [None, Some(2.0)]).unwrap().drop_incomplete().unwrap();
/// assert_eq!((completed.matrix().rows(), completed.kept(), completed.dropped()), (1, [1].as_slice(), vec![0]));
/// assert_eq!(completed.spread(&[0.5]), [None, Some(0.5)]);
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Completed {
    matrix: DecisionMatrix,
    kept: Vec<usize>,
    of: usize,
}

impl Completed {
    /// What is left.
    #[must_use]
    pub const fn matrix(&self) -> &DecisionMatrix {
        &self.matrix
    }

    /// Where each alternative that is left stood in the table, rising, from 0.
    #[must_use]
    pub fn kept(&self) -> &[usize] {
        &self.kept
    }

    /// Where each alternative that was left out stood in the table, rising, from 0.
    #[must_use]
    pub fn dropped(&self) -> Vec<usize> {
        (0..self.of).filter(|row| self.kept.binary_search(row).is_err()).collect()
    }

    /// Puts a result for each alternative that is left (scores, ranks) in the order of the table; none for what was left
    /// out.
    #[must_use]
    pub fn spread<T: Clone>(&self, results: &[T]) -> Vec<Option<T>> {
        let mut spread = vec![None; self.of];
        for (row, result) in self.kept.iter().zip(results) {
            if let Some(place) = spread.get_mut(*row) {
                *place = Some(result.clone());
            }
        }
        spread
    }
}
