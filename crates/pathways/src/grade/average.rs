//! The average of grades.

use collegium_core::{Fraction, decimal};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::{Grade, GradeScale, GradeScaleCode};

/// How many results an average leaves out, and why.
///
/// # Wire form
///
/// `{"without_grade":1,"without_number":2,"without_weight":0}`.
///
/// # Example
///
/// ```
/// use collegium_pathways::grade::LeftOut;
/// let left_out = LeftOut { without_grade: 1, without_number: 2, without_weight: 0 };
/// assert_eq!(left_out.to_string(), "1 without a grade, 2 without a number, 0 without weight");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LeftOut {
    /// Results that have no grade yet.
    pub without_grade: u64,
    /// Grades that count nothing, such as a pass.
    pub without_number: u64,
    /// Grades with a number, of courses with no credits.
    pub without_weight: u64,
}

impl std::fmt::Display for LeftOut {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { without_grade, without_number, without_weight } = self;
        write!(
            f,
            "{without_grade} without a grade, {without_number} without a number, {without_weight} without weight"
        )
    }
}

/// The average of the grades of one scale, weighted by credits: exact, with what it is of and what it leaves out.
///
/// Failed grades count as what they are. Grades of several scales are converted first.
///
/// # Wire form
///
/// An object of the fields; `average` is left out if nothing counts.
///
/// # Example
///
/// ```
/// use collegium_core::Rounding;
/// use collegium_pathways::grade::{GradeAverage, GradeScale};
/// use rust_decimal::Decimal;
///
/// let scale = |name| GradeScale::preset(name).unwrap().load().unwrap();
/// let (percent, pass_fail) = (scale("grade-scale-cn-percent"), scale("grade-scale-pass-fail"));
/// let graded = |mark: &str| percent.grade(&mark.parse().unwrap()).ok();
/// let results = [
///     (Decimal::from(4), graded("85")),
///     (Decimal::from(2), graded("78")),
///     (Decimal::ONE, pass_fail.grade(&"P".parse().unwrap()).ok()),
///     (Decimal::from(3), None),
/// ];
/// let average = GradeAverage::of(&percent, results).unwrap();
/// assert_eq!(average.average.as_ref().unwrap().to_string(), "248/3");
/// assert_eq!(average.average.unwrap().round(2, Rounding::HalfUp).unwrap().to_string(), "82.67");
/// assert_eq!((average.counted, average.weight), (2, Decimal::from(6)));
/// assert_eq!((average.left_out.without_grade, average.left_out.without_number), (1, 1));
/// assert_eq!(average.scale, percent.code);
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GradeAverage {
    /// The scale.
    pub scale: GradeScaleCode,
    /// The average; `None` if nothing counts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub average: Option<Fraction>,
    /// How many grades count.
    pub counted: u64,
    /// The credits of these.
    #[serde(with = "decimal")]
    pub weight: Decimal,
    /// What does not count.
    pub left_out: LeftOut,
}

impl GradeAverage {
    /// The average of results: the weight of each, usually its credits, and its grade, if it has one.
    ///
    /// # Errors
    ///
    /// [`GradeAverageError::OtherScale`] if a grade has a number on another scale, [`GradeAverageError::NegativeWeight`],
    /// [`GradeAverageError::TooHeavy`].
    pub fn of<'a>(
        scale: &GradeScale,
        results: impl IntoIterator<Item = (Decimal, Option<Grade<'a>>)>,
    ) -> Result<Self, GradeAverageError> {
        let (mut sum, mut weight) = (Fraction::from(0), Decimal::ZERO);
        let (mut counted, mut left_out) = (0, LeftOut::default());
        for (own, grade) in results {
            if own < Decimal::ZERO {
                return Err(GradeAverageError::NegativeWeight { weight: own });
            }
            let Some(grade) = grade else {
                left_out.without_grade += 1;
                continue;
            };
            let Some(number) = grade.number() else {
                left_out.without_number += 1;
                continue;
            };
            if grade.scale() != scale {
                let (scale, other) = (scale.code.clone(), grade.scale().code.clone());
                return Err(GradeAverageError::OtherScale { scale, other });
            }
            if own.is_zero() {
                left_out.without_weight += 1;
                continue;
            }
            sum = sum + Fraction::from(own) * Fraction::from(number);
            weight = weight.checked_add(own).ok_or(GradeAverageError::TooHeavy)?;
            counted += 1;
        }
        // INVARIANT: nothing weighs zero or less, so only no weight at all divides by zero.
        let average = sum.checked_div(&weight.into()).ok();
        Ok(Self { scale: scale.code.clone(), average, counted, weight, left_out })
    }
}

/// Why there is no average.
///
/// # Example
///
/// ```
/// use collegium_pathways::grade::{GradeAverage, GradeAverageError, GradeScale};
/// let percent = GradeScale::preset("grade-scale-cn-percent").unwrap().load().unwrap();
/// assert_eq!(
///     GradeAverage::of(&percent, [((-1).into(), None)]).unwrap_err(),
///     GradeAverageError::NegativeWeight { weight: (-1).into() }
/// );
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum GradeAverageError {
    /// A grade has a number on another scale.
    #[error("an average on the scale `{scale}` cannot take a grade of `{other}`: convert it first")]
    OtherScale {
        /// The scale of the average.
        scale: GradeScaleCode,
        /// The scale of the grade.
        other: GradeScaleCode,
    },
    /// A weight is below zero.
    #[error("{weight} cannot be the weight of a grade: give zero or more")]
    NegativeWeight {
        /// The weight.
        weight: Decimal,
    },
    /// The weights together are out of range.
    #[error("the weights together are more than a decimal can hold")]
    TooHeavy,
}
