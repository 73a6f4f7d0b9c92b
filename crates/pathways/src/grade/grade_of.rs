//! A grade on its scale.

use std::fmt;

use collegium_core::Mark;
use rust_decimal::Decimal;
use thiserror::Error;

use super::{GradeForm, GradeScale, GradeScaleCode};

/// A grade that its scale has.
///
/// What is written in a transcript is a [`Mark`]; [`GradeScale::grade`] makes a grade of it, or refuses. Two grades are
/// compared by [`rank`](Self::rank), and only on one scale.
///
/// # Example
///
/// ```
/// use collegium_pathways::grade::GradeScale;
/// let korean = GradeScale::preset("grade-scale-kr-letter-4.5").unwrap().load().unwrap();
/// let grade = korean.grade(&"B+".parse().unwrap()).unwrap();
/// assert_eq!((grade.mark().as_str(), grade.number(), grade.rank()), ("B+", Some("3.5".parse().unwrap()), 2));
/// assert!(grade.is_pass());
/// assert_eq!((grade.scale(), grade.to_string()), (&korean, "B+".to_owned()));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Grade<'a> {
    scale: &'a GradeScale,
    rank: u32,
}

impl<'a> Grade<'a> {
    /// INVARIANT: the scale has the rank.
    pub(super) const fn new(scale: &'a GradeScale, rank: u32) -> Self {
        Self { scale, rank }
    }

    /// The scale it is on.
    #[must_use]
    pub const fn scale(self) -> &'a GradeScale {
        self.scale
    }

    /// Its place on the scale, from 0 for the best.
    #[must_use]
    pub const fn rank(self) -> u32 {
        self.rank
    }

    /// What it counts in averages and formulas: a number itself, the points of a letter; `None` for a letter without.
    #[must_use]
    pub fn number(self) -> Option<Decimal> {
        match &self.scale.grades {
            GradeForm::Numbers { best, worst, step, .. } => {
                let distance = *step * Decimal::from(self.rank);
                Some(if best > worst { best - distance } else { best + distance })
            }
            GradeForm::Letters { .. } => self.letter()?.points,
        }
    }

    /// Whether it is passed: no worse than the lowest pass.
    #[must_use]
    pub fn is_pass(self) -> bool {
        match &self.scale.grades {
            GradeForm::Numbers { best, lowest_pass, worst, .. } => {
                let number = self.number();
                number.is_some_and(
                    |number| if best > worst { number >= *lowest_pass } else { number <= *lowest_pass },
                )
            }
            GradeForm::Letters { lowest_pass, .. } => {
                self.scale.grade(lowest_pass).is_ok_and(|lowest| self.rank <= lowest.rank)
            }
        }
    }

    /// The grade as it is written: a number with at least the decimals of the best grade.
    #[must_use]
    pub fn mark(self) -> Mark {
        let mark = match &self.scale.grades {
            GradeForm::Numbers { best, .. } => {
                let mut number = self.number().unwrap_or(*best).normalize();
                if number.scale() < best.scale() {
                    number.rescale(best.scale());
                }
                Mark::new(&number.to_string()).ok()
            }
            GradeForm::Letters { .. } => self.letter().map(|letter| letter.grade.clone()),
        };
        // INVARIANT: the numbers of a checked scale are short, and the scale has the rank.
        mark.unwrap_or_else(|| unreachable!("the scale has the grade"))
    }

    fn letter(self) -> Option<&'a super::Letter> {
        match &self.scale.grades {
            GradeForm::Numbers { .. } => None,
            GradeForm::Letters { grades, .. } => grades.get(usize::try_from(self.rank).ok()?),
        }
    }
}

impl fmt::Display for Grade<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.mark().fmt(f)
    }
}

/// Why a grade was refused.
///
/// # Example
///
/// ```
/// use collegium_pathways::grade::{GradeError, GradeScale};
/// let korean = GradeScale::preset("grade-scale-kr-letter-4.5").unwrap().load().unwrap();
/// assert!(matches!(korean.grade(&"A-".parse().unwrap()), Err(GradeError::OffScale { .. })));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum GradeError {
    /// The scale does not have the grade: out of range, between two steps, or not one of its letters.
    #[error("`{grade}` is not a grade of `{scale}`: these are {form}")]
    OffScale {
        /// The grade.
        grade: Mark,
        /// The scale.
        scale: GradeScaleCode,
        /// The grades it has.
        form: Box<GradeForm>,
    },
}
