//! A grade conversion between two scales that fit it.

mod fit;

use collegium_core::{Mark, fraction::FractionError};
use rust_decimal::Decimal;

use self::fit::Rows;
use super::{
    ConvertedGrade, Grade, GradeConversion, GradeConversionError, GradeError, GradeInterval, GradeMethod,
    GradeScale, GradeTable, GradingTable, Working,
};

/// A grade conversion fitted to its scales, ready to convert. A better grade never becomes a worse one; the one exception is
/// named at [`OverlapChoice::LargestOverlap`](super::OverlapChoice::LargestOverlap).
///
/// # Example
///
/// ```
/// use collegium_pathways::grade::{GradeConversion, GradeScale};
///
/// let scale = |name| GradeScale::preset(name).unwrap().load().unwrap();
/// let (percent, points) = (scale("grade-scale-cn-percent"), scale("grade-scale-gpa-4.0"));
/// let rule = GradeConversion::preset("grade-conversion-cn-gpa-peking").unwrap().load().unwrap();
/// let converter = rule.bind(&percent, &points).unwrap();
/// let grade = percent.grade(&"85".parse().unwrap()).unwrap();
/// assert_eq!(converter.convert_grade(grade), converter.convert(&grade.mark()));
/// assert_eq!(converter.convert_grade(grade).unwrap().outcome.unwrap().as_str(), "3.578");
///
/// let table = converter.compile();
/// assert_eq!(table.convert(grade.rank()), points.grade(&"3.578".parse().unwrap()).ok().map(|grade| grade.rank()));
/// ```
#[derive(Debug, Clone)]
pub struct GradeConverter<'a> {
    rule: &'a GradeConversion,
    from: &'a GradeScale,
    to: &'a GradeScale,
    /// What failed grades become, if the rule says so.
    fail: Option<Grade<'a>>,
    /// The rows of an explicit table; empty for other methods.
    rows: Rows<'a>,
    /// The numbers of the passed grades of the second scale, best first, for a formula that snaps to them.
    steps: Vec<Decimal>,
}

/// What a method says of a grade: what it found, whether the grade is passed, and what it becomes.
struct Answer<'a> {
    working: Working,
    passed: bool,
    outcome: Option<Grade<'a>>,
}

impl<'a> GradeConverter<'a> {
    /// Converts a grade as it is written.
    ///
    /// # Errors
    ///
    /// [`GradeConversionError::Grade`] if the grade is not on the first scale, and those of
    /// [`convert_grade`](Self::convert_grade).
    pub fn convert(&self, mark: &Mark) -> Result<ConvertedGrade, GradeConversionError> {
        self.converted(self.from.grade(mark).map_err(|error| self.grade(error))?)
    }

    /// Converts a grade of the first scale, exactly.
    ///
    /// # Errors
    ///
    /// [`GradeConversionError::Scales`] if the grade is of another scale, [`GradeConversionError::NoNumber`] if a formula
    /// meets a letter without points, [`GradeConversionError::NotCounted`] if the grading table lacks a passed grade,
    /// [`GradeConversionError::NotOnScale`] if the second scale lacks the result, [`GradeConversionError::Range`].
    pub fn convert_grade(&self, grade: Grade<'_>) -> Result<ConvertedGrade, GradeConversionError> {
        if grade.scale() != self.from {
            return Err(self.scales(grade.scale(), self.to));
        }
        self.converted(grade)
    }

    fn converted(&self, grade: Grade<'_>) -> Result<ConvertedGrade, GradeConversionError> {
        let Answer { working, passed, outcome } = self.answer(grade)?;
        let (rule, outcome) = (self.rule.clone(), outcome.map(Grade::mark));
        Ok(ConvertedGrade { rule, grade: grade.mark(), passed, working, outcome })
    }

    /// The same conversion as a list over the ranks of the first scale, for many grades at once.
    #[must_use]
    pub fn compile(&self) -> GradeTable {
        self.from.grades().map(|grade| self.answer(grade).ok()?.outcome.map(Grade::rank)).collect()
    }

    fn answer(&self, grade: Grade<'_>) -> Result<Answer<'a>, GradeConversionError> {
        if let GradeMethod::ModifiedBavarian(formula) = &self.rule.method {
            let number = self.number(grade)?;
            let rounded = formula.finished(number, &self.steps).map_err(|error| self.range(error))?;
            let working = Working::Formula { exact: formula.exact(number), rounded };
            let passed = formula.is_passed(number);
            let outcome = if passed { self.place(grade, rounded)? } else { self.fail };
            return Ok(Answer { working, passed, outcome });
        }
        let passed = grade.is_pass();
        if !passed && (self.fail.is_some() || self.is_for_passed()) {
            return Ok(Answer { working: Working::Failed, passed, outcome: self.fail });
        }
        let (working, outcome) = self.found(grade)?;
        Ok(Answer { working, passed, outcome })
    }

    /// What the methods other than the Bavarian formula find.
    fn found(&self, grade: Grade<'_>) -> Result<(Working, Option<Grade<'a>>), GradeConversionError> {
        match &self.rule.method {
            GradeMethod::GradingTable { from, to, choice } => {
                let (interval, working) = self.interval(from, grade)?;
                Ok((working, Some(self.named(choice.choose(&interval, to))?)))
            }
            GradeMethod::Percentiles { from, to } => {
                let (interval, working) = self.interval(from, grade)?;
                Ok((working, Some(self.named(to.choose(&interval.midpoint()))?)))
            }
            GradeMethod::Table { .. } => {
                let gap = || GradeConversionError::Gap { code: self.rule.code.clone(), grade: grade.mark() };
                let (row, outcome) = self.rows.find(grade.rank()).ok_or_else(gap)?;
                Ok((Working::Row { row }, Some(outcome)))
            }
            GradeMethod::PiecewiseLinear(lines) => {
                let number = self.number(grade)?;
                let rounded = Some(lines.rounded(number).map_err(|error| self.range(error))?);
                let working = Working::Formula { exact: lines.exact(number), rounded };
                Ok((working, self.place(grade, rounded)?))
            }
            GradeMethod::Quadratic(formula) => {
                let number = self.number(grade)?;
                let rounded = Some(formula.rounded(number).map_err(|error| self.range(error))?);
                let working = Working::Formula { exact: formula.exact(number), rounded };
                Ok((working, self.place(grade, rounded)?))
            }
            // INVARIANT: `answer` has dealt with it.
            GradeMethod::ModifiedBavarian(_) => unreachable!("the Bavarian formula was dealt with"),
        }
    }

    /// Whether the method says nothing of failed grades.
    fn is_for_passed(&self) -> bool {
        !matches!(self.rule.method, GradeMethod::Table { .. } | GradeMethod::PiecewiseLinear(_))
    }

    fn number(&self, grade: Grade<'_>) -> Result<Decimal, GradeConversionError> {
        let (code, scale) = (&self.rule.code, &grade.scale().code);
        grade.number().ok_or_else(|| GradeConversionError::NoNumber {
            code: code.clone(),
            grade: grade.mark(),
            scale: scale.clone(),
        })
    }

    fn interval(
        &self,
        table: &GradingTable,
        grade: Grade<'_>,
    ) -> Result<(GradeInterval, Working), GradeConversionError> {
        let counted = table
            .counts()
            .iter()
            .find(|row| self.from.grade(&row.grade).is_ok_and(|own| own.rank() == grade.rank()));
        let missing =
            || GradeConversionError::NotCounted { code: self.rule.code.clone(), grade: grade.mark() };
        let interval = counted.and_then(|row| table.interval(&row.grade)).ok_or_else(missing)?;
        let working = Working::Place { midpoint: interval.midpoint(), interval: interval.clone() };
        Ok((interval, working))
    }

    /// The grade of the second scale with this name.
    fn named(&self, mark: &Mark) -> Result<Grade<'a>, GradeConversionError> {
        self.to.grade(mark).map_err(|error| self.grade(error))
    }

    /// The grade of the second scale with this number; what is better than its best is its best.
    fn place(
        &self,
        grade: Grade<'_>,
        number: Option<Decimal>,
    ) -> Result<Option<Grade<'a>>, GradeConversionError> {
        let Some(number) = number else { return Ok(None) };
        let missing = || GradeConversionError::NotOnScale {
            code: self.rule.code.clone(),
            grade: grade.mark(),
            number,
            scale: self.to.code.clone(),
        };
        let best = self.to.at(0).filter(|best| fit::is_beyond(number, *best, self.to.direction()));
        best.or_else(|| self.to.with_number(number)).map(Some).ok_or_else(missing)
    }

    fn grade(&self, error: GradeError) -> GradeConversionError {
        GradeConversionError::Grade { code: self.rule.code.clone(), error }
    }

    fn range(&self, error: FractionError) -> GradeConversionError {
        GradeConversionError::Range { code: self.rule.code.clone(), error }
    }

    fn scales(&self, from: &GradeScale, to: &GradeScale) -> GradeConversionError {
        GradeConversionError::Scales {
            code: self.rule.code.clone(),
            from: self.rule.from.clone(),
            to: self.rule.to.clone(),
            given_from: from.code.clone(),
            given_to: to.code.clone(),
        }
    }
}
