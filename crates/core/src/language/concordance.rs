//! Printed tables between two tests.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::{ConcordanceCode, Mark, Scale, ScaleError, Section, Span, TestCode, part};
use crate::{
    record, rules,
    source::{Source, Status},
};

/// What stands on one side of a [`Concordance`]: a test, one of its results, and the marks it has there.
///
/// # Wire form
///
/// `{"test":"toefl-ibt","section":"reading","scale":{…}}`; `section` is left out for the overall result, or, in a test
/// without one, for the result of any section.
///
/// # Example
///
/// ```
/// use collegium_core::language::{Measure, Scale};
/// let levels = Measure::cefr();
/// assert_eq!((levels.test.as_str(), levels.section, levels.scale), ("cefr", None, Scale::cefr()));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Measure {
    /// The test, or `cefr` for the levels of the Common European Framework.
    pub test: TestCode,
    /// The section; `None` for the overall result.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub section: Option<Section>,
    /// The marks it can take in this table.
    pub scale: Scale,
}

impl Measure {
    /// The levels of the Common European Framework, as the test `cefr`.
    #[must_use]
    pub fn cefr() -> Self {
        // INVARIANT: `cefr` is a lower-case word.
        let test = TestCode::new("cefr").unwrap_or_else(|_| unreachable!("`cefr` is a lower-case word"));
        Self { test, section: None, scale: Scale::cefr() }
    }
}

/// One row of a [`Concordance`].
///
/// # Wire form
///
/// `{"from":{"low":"29","high":"29"},"to":{"low":"8","high":"8.5"}}`.
///
/// # Example
///
/// ```
/// use collegium_core::language::ConcordanceRow;
/// let row: ConcordanceRow =
///     serde_json::from_str(r#"{"from":{"low":"29","high":"29"},"to":{"low":"8","high":"8.5"}}"#).unwrap();
/// assert_eq!((row.from.to_string(), row.to.to_string()), ("29".into(), "8–8.5".into()));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ConcordanceRow {
    /// Marks of the first test.
    pub from: Span,
    /// The marks of the second test beside them.
    pub to: Span,
}

/// The open form of a [`Concordance`], whose example shows it in use.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ConcordanceDraft {
    /// Its name.
    pub code: ConcordanceCode,
    /// The first test.
    pub from: Measure,
    /// The second test.
    pub to: Measure,
    /// The rows, in any order.
    pub rows: Vec<ConcordanceRow>,
    /// The first day on which the table holds; `None` if its source does not say.
    #[serde(default, with = "crate::date::option", skip_serializing_if = "Option::is_none")]
    pub in_force_from: Option<NaiveDate>,
    /// The last day on which the table holds; `None` if none is known.
    #[serde(default, with = "crate::date::option", skip_serializing_if = "Option::is_none")]
    pub in_force_until: Option<NaiveDate>,
    /// Where the table was printed.
    pub source: Source,
    /// Whether it was read there.
    pub status: Status,
}

/// A printed table that sets the marks of two tests side by side: a dated relation, and not a function.
///
/// One mark may stand beside several and several beside one; a mark the table leaves out stands beside none. Tables of
/// different days, or of different publishers, disagree; so each is asked by name, and nothing here chooses among them.
/// They are approximate, and the makers of the tests do not endorse them for setting required scores.
///
/// # Validity
///
/// At least one row; every mark on the scale of its side; no span from better to worse. Of any two rows one is the
/// better: no `from` span comes twice or lies with both ends inside another, and the better row's `to` span neither
/// starts nor ends lower. So a better mark never maps to a worse one. The last day in force is not before the first.
///
/// # Wire form
///
/// An object with the fields of [`ConcordanceDraft`]; days that are not known are left out.
///
/// # Example
///
/// ```
/// use collegium_core::language::{Concordance, ConcordanceDraft, ConcordanceError, Mark};
///
/// let table = Concordance::preset("concordance-toefl-ibt-ielts-reading").unwrap().load().unwrap();
/// let beside = table.forward(&Mark::new("29").unwrap()).unwrap();
/// assert_eq!(beside.iter().map(ToString::to_string).collect::<Vec<_>>(), ["8–8.5"]);
///
/// let empty = ConcordanceDraft { rows: vec![], ..table.draft() };
/// assert!(matches!(Concordance::try_from(empty), Err(ConcordanceError::NoRow { .. })));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "ConcordanceDraft", into = "ConcordanceDraft")]
pub struct Concordance(ConcordanceDraft);

record!(Concordance, ConcordanceDraft, ConcordanceError);
rules!(Concordance);

impl Concordance {
    /// The spans of the second test that stand beside a mark of the first, in the order of the rows.
    ///
    /// # Example
    ///
    /// ```
    /// use collegium_core::language::{Concordance, Mark};
    /// let table = Concordance::preset("concordance-jlpt-n3-cefr").unwrap().load().unwrap();
    /// assert_eq!(table.forward(&Mark::new("104").unwrap()).unwrap()[0].to_string(), "B1");
    /// assert!(table.forward(&Mark::new("94").unwrap()).unwrap().is_empty(), "not a pass: the table is silent");
    /// assert!(table.forward(&Mark::new("181").unwrap()).is_err());
    /// ```
    ///
    /// # Errors
    ///
    /// [`ConcordanceError::Mark`] if the mark is not on the scale of the first test.
    pub fn forward(&self, mark: &Mark) -> Result<Vec<&Span>, ConcordanceError> {
        self.beside(mark, &self.from, |row| (&row.from, &row.to))
    }

    /// The spans of the first test that stand beside a mark of the second, in the order of the rows.
    ///
    /// # Example
    ///
    /// ```
    /// use collegium_core::language::{CefrLevel, Concordance, Mark};
    /// let table = Concordance::preset("concordance-ielts-cefr").unwrap().load().unwrap();
    /// assert_eq!(table.backward(&CefrLevel::B2.into()).unwrap()[0].to_string(), "5.5–6.5");
    /// assert!(table.backward(&Mark::new("B3").unwrap()).is_err());
    /// ```
    ///
    /// # Errors
    ///
    /// [`ConcordanceError::Mark`] if the mark is not on the scale of the second test.
    pub fn backward(&self, mark: &Mark) -> Result<Vec<&Span>, ConcordanceError> {
        self.beside(mark, &self.to, |row| (&row.to, &row.from))
    }

    /// Whether the table holds on a day: from the first day to the last, both included, as far as they are known.
    ///
    /// # Example
    ///
    /// ```
    /// use collegium_core::language::Concordance;
    /// let old = Concordance::preset("concordance-pte-academic-ielts-older").unwrap().load().unwrap();
    /// assert!(old.is_in_force_on("2025-06-30".parse().unwrap()));
    /// assert!(!old.is_in_force_on("2025-07-01".parse().unwrap()));
    /// ```
    #[must_use]
    pub fn is_in_force_on(&self, as_of: NaiveDate) -> bool {
        self.in_force_from.is_none_or(|from| from <= as_of)
            && self.in_force_until.is_none_or(|until| as_of <= until)
    }

    fn beside<'a>(
        &'a self,
        mark: &Mark,
        side: &Measure,
        sides: impl Fn(&'a ConcordanceRow) -> (&'a Span, &'a Span),
    ) -> Result<Vec<&'a Span>, ConcordanceError> {
        let refused =
            |error| ConcordanceError::Mark { test: side.test.clone(), section: side.section.clone(), error };
        let mut found = Vec::new();
        side.scale.position(mark).map_err(refused)?;
        for (asked, answer) in self.rows.iter().map(sides) {
            if asked.contains(mark, &side.scale).map_err(refused)? {
                found.push(answer);
            }
        }
        Ok(found)
    }
}

/// The ends of a row's spans as positions, and its place in the table.
struct Placed {
    from: (u32, u32),
    to: (u32, u32),
    row: usize,
}

impl ConcordanceDraft {
    fn check(self) -> Result<Self, ConcordanceError> {
        if let (Some(from), Some(until)) = (self.in_force_from, self.in_force_until)
            && until < from
        {
            return Err(ConcordanceError::InForce { code: self.code, from, until });
        }
        let mut placed = self.placed()?;
        if placed.is_empty() {
            return Err(ConcordanceError::NoRow { code: self.code });
        }
        placed.sort_by_key(|row| row.from);
        // Neighbours suffice: each of the three orders is transitive.
        for (worse, better) in placed.iter().zip(placed.iter().skip(1)) {
            self.check_order(worse, better)?;
        }
        Ok(self)
    }

    fn placed(&self) -> Result<Vec<Placed>, ConcordanceError> {
        let place = |(row, spans): (usize, &ConcordanceRow)| {
            let from = self.place_span(row, &spans.from, &self.from.scale)?;
            let to = self.place_span(row, &spans.to, &self.to.scale)?;
            Ok(Placed { from, to, row: row + 1 })
        };
        self.rows.iter().enumerate().map(place).collect()
    }

    fn place_span(&self, row: usize, span: &Span, scale: &Scale) -> Result<(u32, u32), ConcordanceError> {
        let code = || self.code.clone();
        let row = row + 1;
        let (low, high) =
            span.positions(scale).map_err(|error| ConcordanceError::Row { code: code(), row, error })?;
        if low > high {
            return Err(ConcordanceError::Reversed { code: code(), row, span: span.clone() });
        }
        Ok((low, high))
    }

    /// Checks two rows of which the first starts lower, or starts alike and ends lower.
    fn check_order(&self, worse: &Placed, better: &Placed) -> Result<(), ConcordanceError> {
        let (first, second) = (worse.row.min(better.row), worse.row.max(better.row));
        if worse.from == better.from {
            return Err(ConcordanceError::Twice { code: self.code.clone(), first, second });
        }
        if worse.from.1 > better.from.1 {
            return Err(ConcordanceError::Nested { code: self.code.clone(), first, second });
        }
        if worse.to.0 > better.to.0 || worse.to.1 > better.to.1 {
            return Err(ConcordanceError::Falls {
                code: self.code.clone(),
                worse: worse.row,
                better: better.row,
            });
        }
        Ok(())
    }
}

/// Why a concordance was refused, or cannot answer.
///
/// # Example
///
/// ```
/// use collegium_core::language::{Concordance, ConcordanceError, Mark};
/// let table = Concordance::preset("concordance-ielts-cefr").unwrap().load().unwrap();
/// assert_eq!(
///     table.forward(&Mark::new("B2").unwrap()).unwrap_err().to_string(),
///     "`ielts-academic`, overall: `B2` is not on the scale from 0 to 9 in steps of 0.5"
/// );
/// let mut draft = table.draft();
/// draft.rows.push(draft.rows[0].clone());
/// assert!(matches!(Concordance::try_from(draft), Err(ConcordanceError::Twice { first: 1, second: 5, .. })));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum ConcordanceError {
    /// The table has no row.
    #[error("the concordance `{code}` has no row: give at least one")]
    NoRow {
        /// The concordance.
        code: ConcordanceCode,
    },
    /// A mark of a row is not on its scale.
    #[error("row {row} of the concordance `{code}`: {error}")]
    Row {
        /// The concordance.
        code: ConcordanceCode,
        /// The row, counted from 1.
        row: usize,
        /// What was wrong with the mark.
        error: ScaleError,
    },
    /// A span runs from better to worse.
    #[error(
        "row {row} of the concordance `{code}`: the span `{span}` runs from better to worse, turn it round"
    )]
    Reversed {
        /// The concordance.
        code: ConcordanceCode,
        /// The row, counted from 1.
        row: usize,
        /// The span.
        span: Span,
    },
    /// Two rows stand for the same marks.
    #[error(
        "rows {first} and {second} of the concordance `{code}` have the same `from` span: make one row of them"
    )]
    Twice {
        /// The concordance.
        code: ConcordanceCode,
        /// The row that comes first, counted from 1.
        first: usize,
        /// The other row, counted from 1.
        second: usize,
    },
    /// The marks of one row lie with both ends inside those of another, so that neither row is the better.
    #[error(
        "rows {first} and {second} of the concordance `{code}`: one `from` span lies inside the other, so neither \
         row is the better"
    )]
    Nested {
        /// The concordance.
        code: ConcordanceCode,
        /// The row that comes first, counted from 1.
        first: usize,
        /// The other row, counted from 1.
        second: usize,
    },
    /// Better marks map to worse ones.
    #[error(
        "row {better} of the concordance `{code}` has better marks than row {worse} and maps them to worse ones"
    )]
    Falls {
        /// The concordance.
        code: ConcordanceCode,
        /// The row with the worse marks, counted from 1.
        worse: usize,
        /// The row with the better marks, counted from 1.
        better: usize,
    },
    /// The table ends before it begins.
    #[error("the concordance `{code}` is in force until {until}, before it is from {from}")]
    InForce {
        /// The concordance.
        code: ConcordanceCode,
        /// The first day.
        from: NaiveDate,
        /// The last day.
        until: NaiveDate,
    },
    /// The mark that was asked for is not on the scale of its side.
    #[error("`{test}`, {}: {error}", part(section.as_ref()))]
    Mark {
        /// The test of that side.
        test: TestCode,
        /// The section of that side; `None` for the overall result.
        section: Option<Section>,
        /// What was wrong with the mark.
        error: ScaleError,
    },
}
