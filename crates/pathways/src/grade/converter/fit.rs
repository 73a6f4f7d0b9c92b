//! Whether a rule and two scales fit.

use collegium_core::Mark;
use rust_decimal::Decimal;

use super::super::{
    Direction, Grade, GradeConversion, GradeConversionError, GradeConverter, GradeMethod, GradeRow,
    GradeScale, PiecewiseLinear,
};

/// The rows of an explicit table, best first: each ends at a rank.
#[derive(Debug, Clone, Default)]
pub(super) struct Rows<'a>(Vec<Placed<'a>>);

#[derive(Debug, Clone, Copy)]
struct Placed<'a> {
    best: u32,
    worst: u32,
    /// Counted from 1.
    row: usize,
    to: Grade<'a>,
}

impl<'a> Rows<'a> {
    /// The row of a rank and what it becomes.
    pub(super) fn find(&self, rank: u32) -> Option<(usize, Grade<'a>)> {
        let placed = self.0.get(self.0.partition_point(|placed| placed.worst < rank))?;
        Some((placed.row, placed.to))
    }
}

/// Whether a number is better than a grade, on a scale of this direction.
pub(super) fn is_beyond(number: Decimal, grade: Grade<'_>, direction: Option<Direction>) -> bool {
    let is_better = |own| match direction {
        Some(Direction::Rising) => number > own,
        Some(Direction::Falling) => number < own,
        None => false,
    };
    grade.number().is_some_and(is_better)
}

impl<'a> GradeConverter<'a> {
    pub(in super::super) fn new(
        rule: &'a GradeConversion,
        from: &'a GradeScale,
        to: &'a GradeScale,
    ) -> Result<Self, GradeConversionError> {
        let passed = to.grades().take_while(|grade| grade.is_pass());
        let steps = passed.filter_map(Grade::number).collect();
        let mut converter = Self { rule, from, to, fail: None, rows: Rows::default(), steps };
        if (&rule.from, &rule.to) != (&from.code, &to.code) {
            return Err(converter.scales(from, to));
        }
        converter.fail = rule.fail.as_ref().map(|mark| converter.named(mark)).transpose()?;
        converter.fits()?;
        if let GradeMethod::Table { rows } = &rule.method {
            converter.rows = converter.rows(rows)?;
        }
        converter.fail_fits()?;
        Ok(converter)
    }

    /// Checks what the method says against the scales.
    fn fits(&self) -> Result<(), GradeConversionError> {
        match &self.rule.method {
            GradeMethod::ModifiedBavarian(formula) => {
                self.inside(self.from, [formula.best(), formula.lowest_pass()])?;
                let own = if formula.best() > formula.lowest_pass() {
                    Direction::Rising
                } else {
                    Direction::Falling
                };
                self.directed(
                    self.from.direction() == Some(own) && self.to.direction() == Some(Direction::Falling),
                )
            }
            GradeMethod::GradingTable { from, to, .. } => {
                self.ordered(self.from, from.counts().iter().map(|row| &row.grade))?;
                self.ordered(self.to, to.counts().iter().map(|row| &row.grade))
            }
            GradeMethod::Percentiles { from, to } => {
                self.ordered(self.from, from.counts().iter().map(|row| &row.grade))?;
                self.ordered(self.to, to.bands().iter().map(|band| &band.grade))
            }
            GradeMethod::Table { .. } => Ok(()),
            GradeMethod::PiecewiseLinear(lines) => self.lines_fit(lines),
            GradeMethod::Quadratic(formula) => {
                self.inside(self.from, [formula.best()])?;
                let best = self.from.at(0).and_then(Grade::number);
                let rising = [self.from, self.to].map(GradeScale::direction) == [Some(Direction::Rising); 2];
                self.directed(rising && best == Some(formula.best()))
            }
        }
    }

    fn lines_fit(&self, lines: &PiecewiseLinear) -> Result<(), GradeConversionError> {
        self.inside(self.from, lines.anchors().iter().map(|anchor| anchor.from))?;
        self.inside(self.to, lines.anchors().iter().map(|anchor| anchor.to))?;
        let alike = self.from.direction() == self.to.direction();
        let wanted = if alike { Direction::Rising } else { Direction::Falling };
        self.directed(self.from.direction().is_some() && lines.direction().is_none_or(|own| own == wanted))
    }

    fn directed(&self, fits: bool) -> Result<(), GradeConversionError> {
        let (code, from, to) = (&self.rule.code, &self.from.code, &self.to.code);
        let refused =
            || GradeConversionError::Direction { code: code.clone(), from: from.clone(), to: to.clone() };
        if fits { Ok(()) } else { Err(refused()) }
    }

    /// Checks that numbers lie between the best and the worst of a scale.
    fn inside(
        &self,
        scale: &GradeScale,
        numbers: impl IntoIterator<Item = Decimal>,
    ) -> Result<(), GradeConversionError> {
        let mut grades = scale.grades().filter_map(Grade::number);
        let first = grades.next();
        let ends = first.zip(grades.next_back().or(first));
        let is_inside = |number: &Decimal| {
            ends.is_some_and(|(best, worst)| (best.min(worst)..=best.max(worst)).contains(number))
        };
        match numbers.into_iter().find(|number| !is_inside(number)) {
            None => Ok(()),
            Some(number) => {
                let (code, scale) = (self.rule.code.clone(), scale.code.clone());
                Err(GradeConversionError::Beyond { code, number, scale })
            }
        }
    }

    /// Checks that grades are passed grades of a scale, best first.
    fn ordered<'m>(
        &self,
        scale: &GradeScale,
        marks: impl Iterator<Item = &'m Mark>,
    ) -> Result<(), GradeConversionError> {
        let mut before: Option<Grade<'_>> = None;
        for mark in marks {
            let code = || self.rule.code.clone();
            let grade = scale.grade(mark).map_err(|error| self.grade(error))?;
            if !grade.is_pass() {
                return Err(GradeConversionError::Failed { code: code(), grade: mark.clone() });
            }
            if let Some(before) = before.filter(|before| before.rank() >= grade.rank()) {
                let (better, worse) = (mark.clone(), before.mark());
                return Err(GradeConversionError::Falls { code: code(), better, worse });
            }
            before = Some(grade);
        }
        Ok(())
    }

    /// Places the rows of a table: without overlap or gap, and never from better to worse.
    fn rows(&self, rows: &[GradeRow]) -> Result<Rows<'a>, GradeConversionError> {
        let code = || self.rule.code.clone();
        let placed = rows.iter().zip(1..).map(|(row, number)| self.row(row, number));
        let mut placed = placed.collect::<Result<Vec<_>, _>>()?;
        placed.sort_by_key(|placed| (placed.best, placed.row));
        let mut next = 0;
        let mut before: Option<Placed<'_>> = None;
        for row in &placed {
            if row.best > next {
                return self.gap(next);
            }
            if let Some(before) = before {
                if row.best < next {
                    let (first, second) = (before.row.min(row.row), before.row.max(row.row));
                    let grade = self.mark(row.best);
                    return Err(GradeConversionError::Overlap { code: code(), first, second, grade });
                }
                if row.to.rank() < before.to.rank() {
                    let (better, worse) = (self.mark(before.worst), self.mark(row.best));
                    return Err(GradeConversionError::Falls { code: code(), better, worse });
                }
            }
            next = row.worst + 1;
            before = Some(*row);
        }
        match self.from.at(next) {
            Some(grade) if grade.is_pass() || self.fail.is_none() => self.gap(next),
            _ => Ok(Rows(placed)),
        }
    }

    fn row(&self, row: &GradeRow, number: usize) -> Result<Placed<'a>, GradeConversionError> {
        let rank = |mark| self.from.grade(mark).map(Grade::rank).map_err(|error| self.grade(error));
        let (worst, best) = (rank(&row.from.low)?, rank(&row.from.high)?);
        if best > worst {
            let (code, low, high) = (self.rule.code.clone(), row.from.low.clone(), row.from.high.clone());
            return Err(GradeConversionError::Reversed { code, row: number, low, high });
        }
        Ok(Placed { best, worst, row: number, to: self.named(&row.to)? })
    }

    fn gap<T>(&self, rank: u32) -> Result<T, GradeConversionError> {
        Err(GradeConversionError::Gap { code: self.rule.code.clone(), grade: self.mark(rank) })
    }

    fn mark(&self, rank: u32) -> Mark {
        // INVARIANT: asked only for ranks that the scale has.
        self.from.at(rank).map_or_else(|| unreachable!("the scale has the rank"), Grade::mark)
    }

    /// Checks that what failed grades become is failed, and no better than what the lowest pass becomes.
    fn fail_fits(&self) -> Result<(), GradeConversionError> {
        let Some(fail) = self.fail else { return Ok(()) };
        let code = || self.rule.code.clone();
        if fail.is_pass() {
            let (grade, to) = (fail.mark(), self.to.code.clone());
            return Err(GradeConversionError::FailPasses { code: code(), grade, to });
        }
        let lowest = self.from.grades().rev().find_map(|grade| {
            let answer = self.answer(grade).ok().filter(|answer| answer.passed)?;
            Some((grade, answer.outcome?))
        });
        match lowest {
            Some((grade, outcome)) if outcome.rank() > fail.rank() => {
                let worse = self.from.grades().nth(usize::try_from(grade.rank()).unwrap_or(0) + 1);
                let worse = worse.map_or_else(|| grade.mark(), Grade::mark);
                Err(GradeConversionError::Falls { code: code(), better: grade.mark(), worse })
            }
            _ => Ok(()),
        }
    }
}
