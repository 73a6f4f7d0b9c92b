//! Why a grade cannot be converted.

use collegium_core::{Mark, fraction::FractionError};
use rust_decimal::Decimal;
use thiserror::Error;

use super::{GradeConversionCode, GradeError, GradeScaleCode};

/// Why a grade conversion was refused, or cannot answer.
///
/// # Example
///
/// ```
/// use collegium_pathways::grade::{GradeConversion, GradeConversionError, GradeScale};
/// let scale = |name| GradeScale::preset(name).unwrap().load().unwrap();
/// let (chinese, german) = (scale("grade-scale-cn-percent"), scale("grade-scale-de"));
/// let rule = GradeConversion::preset("grade-conversion-cn-percent-de-kmk").unwrap().load().unwrap();
/// let refused = rule.bind(&chinese, &german).unwrap().convert(&"A".parse().unwrap());
/// assert!(matches!(refused, Err(GradeConversionError::Grade { .. })));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum GradeConversionError {
    /// An explicit table has no row.
    #[error("the table of the conversion `{code}` has no row: give at least one")]
    NoRow {
        /// The conversion.
        code: GradeConversionCode,
    },
    /// The scales given are not those of the rule.
    #[error("the conversion `{code}` is from `{from}` to `{to}`, not from `{given_from}` to `{given_to}`")]
    Scales {
        /// The conversion.
        code: GradeConversionCode,
        /// The first scale of the rule.
        from: GradeScaleCode,
        /// Its second scale.
        to: GradeScaleCode,
        /// The first scale that was given.
        given_from: GradeScaleCode,
        /// The second scale that was given.
        given_to: GradeScaleCode,
    },
    /// A grade is not on its scale.
    #[error("the conversion `{code}`: {error}")]
    Grade {
        /// The conversion.
        code: GradeConversionCode,
        /// What was wrong with the grade.
        error: GradeError,
    },
    /// A number of a formula lies beyond its scale.
    #[error("the conversion `{code}` reckons with {number}, which lies beyond the scale `{scale}`")]
    Beyond {
        /// The conversion.
        code: GradeConversionCode,
        /// The number.
        number: Decimal,
        /// The scale.
        scale: GradeScaleCode,
    },
    /// A formula would make better grades worse.
    #[error(
        "the conversion `{code}` runs against its scales: on `{from}` and `{to}` it would make a better grade a worse one"
    )]
    Direction {
        /// The conversion.
        code: GradeConversionCode,
        /// The first scale.
        from: GradeScaleCode,
        /// The second scale.
        to: GradeScaleCode,
    },
    /// A row runs from better to worse.
    #[error(
        "row {row} of the conversion `{code}` runs from the better `{low}` to the worse `{high}`: turn it round"
    )]
    Reversed {
        /// The conversion.
        code: GradeConversionCode,
        /// The row, counted from 1.
        row: usize,
        /// Its first grade.
        low: Mark,
        /// Its last grade.
        high: Mark,
    },
    /// Two rows stand for one grade.
    #[error("rows {first} and {second} of the conversion `{code}` overlap at `{grade}`")]
    Overlap {
        /// The conversion.
        code: GradeConversionCode,
        /// The row that comes first, counted from 1.
        first: usize,
        /// The other row, counted from 1.
        second: usize,
        /// The best grade that both have.
        grade: Mark,
    },
    /// No row stands for a grade.
    #[error("the conversion `{code}` has a gap: no row says what `{grade}` becomes")]
    Gap {
        /// The conversion.
        code: GradeConversionCode,
        /// The best grade without a row.
        grade: Mark,
    },
    /// A better grade becomes a worse one.
    #[error("the conversion `{code}` makes the better `{better}` worse than `{worse}`")]
    Falls {
        /// The conversion.
        code: GradeConversionCode,
        /// The grade that is better on its scale.
        better: Mark,
        /// The grade that is worse on its scale.
        worse: Mark,
    },
    /// A grade of a grading table is failed.
    #[error(
        "the conversion `{code}` counts the failed grade `{grade}`: grading tables have passed grades only"
    )]
    Failed {
        /// The conversion.
        code: GradeConversionCode,
        /// The grade.
        grade: Mark,
    },
    /// What failed grades become is passed.
    #[error("the conversion `{code}` makes failed grades `{grade}`, which is passed on `{to}`")]
    FailPasses {
        /// The conversion.
        code: GradeConversionCode,
        /// What failed grades become.
        grade: Mark,
        /// The second scale.
        to: GradeScaleCode,
    },
    /// A letter without points cannot be reckoned with.
    #[error("the conversion `{code}` reckons with numbers, and `{grade}` has no points on `{scale}`")]
    NoNumber {
        /// The conversion.
        code: GradeConversionCode,
        /// The grade.
        grade: Mark,
        /// Its scale.
        scale: GradeScaleCode,
    },
    /// The grading table does not have a passed grade.
    #[error("the grading table of the conversion `{code}` does not have the grade `{grade}`")]
    NotCounted {
        /// The conversion.
        code: GradeConversionCode,
        /// The grade.
        grade: Mark,
    },
    /// The result is not a grade of the second scale.
    #[error("the conversion `{code}` makes `{grade}` {number}, which is not a grade of `{scale}`")]
    NotOnScale {
        /// The conversion.
        code: GradeConversionCode,
        /// The grade that was given.
        grade: Mark,
        /// The result.
        number: Decimal,
        /// The second scale.
        scale: GradeScaleCode,
    },
    /// A number is out of the range of exact decimals.
    #[error("the conversion `{code}`: {error}")]
    Range {
        /// The conversion.
        code: GradeConversionCode,
        /// What was out of range.
        error: FractionError,
    },
}
