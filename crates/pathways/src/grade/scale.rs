//! The scales on which grades are given.

use std::collections::BTreeSet;

use collegium_core::{Country, LocalizedText, Mark, Source, Status, identifier, record, rules};
use rust_decimal::{Decimal, prelude::ToPrimitive};
use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::{Grade, GradeError, GradeForm, Letter};

/// The decimals a number on a scale may have.
const DECIMALS: u32 = 4;
/// The greatest number on a scale, with and without a minus.
const GREATEST: Decimal = Decimal::from_parts(1_000_000, 0, 0, false, 0);
/// The most grades a scale may have.
const MOST: u32 = 100_001;

identifier! {
    /// The name of a grade scale: `cn-percent`, `de`, `uk-class`.
    ///
    /// # Example
    ///
    /// ```
    /// use collegium_pathways::grade::GradeScaleCode;
    /// assert_eq!(GradeScaleCode::new("uk-class").unwrap().as_str(), "uk-class");
    /// ```
    pub struct GradeScaleCode("grade scale");
}

/// Which numbers are better.
///
/// # Example
///
/// ```
/// use collegium_pathways::grade::{Direction, GradeScale};
/// let german = GradeScale::preset("grade-scale-de").unwrap().load().unwrap();
/// assert_eq!(german.direction(), Some(Direction::Falling));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Direction {
    /// The greater number is the better grade, as on a scale of percent.
    Rising,
    /// The smaller number is the better grade, as in Germany.
    Falling,
}

/// The fields of a [`GradeScale`], open.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GradeScaleDraft {
    /// Its name in data.
    pub code: GradeScaleCode,
    /// Its name for people.
    pub name: LocalizedText,
    /// Where it is used, as far as the source says so.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub countries: BTreeSet<Country>,
    /// Its grades, and which of them are passed.
    pub grades: GradeForm,
    /// The document it rests on.
    pub source: Source,
    /// Whether the document was read.
    pub status: Status,
}

/// A scale of grades: numbers or names, from the best to the worst, with a lowest pass.
///
/// A grade has a rank on its scale, counted from 0 for the best; what compares grades compares ranks.
///
/// # Validity
///
/// Numbers: steps above zero lead from the best to the worst and to the lowest pass, which lies between the two; at most
/// four decimals, a million as the greatest number and 100 001 grades. Letters: at least one, none twice, the lowest pass among
/// them; the points do not rise and fall again.
///
/// # Wire form
///
/// An object with the fields of [`GradeScaleDraft`].
///
/// # Example
///
/// ```
/// use collegium_pathways::grade::{GradeForm, GradeScale, GradeScaleDraft};
///
/// let german = GradeScale::preset("grade-scale-de").unwrap().load().unwrap();
/// let grade = german.grade(&"2.3".parse().unwrap()).unwrap();
/// assert_eq!((grade.rank(), grade.is_pass()), (13, true));
/// assert_eq!(german.size(), 41);
/// assert_eq!(german.at(13), Some(grade));
/// assert_eq!(german.grades().last().unwrap().mark().as_str(), "5.0");
/// assert_eq!(german.with_number("2.30".parse().unwrap()), Some(grade));
///
/// let mut draft = german.draft();
/// if let GradeForm::Numbers { lowest_pass, .. } = &mut draft.grades {
///     *lowest_pass = "0.5".parse().unwrap();
/// }
/// assert_eq!(
///     GradeScale::try_from(draft).unwrap_err().to_string(),
///     "the scale `de` runs from 1.0, the best, to 5.0, the worst: 0.5 cannot be its lowest pass"
/// );
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "GradeScaleDraft", into = "GradeScaleDraft")]
pub struct GradeScale(GradeScaleDraft);

record!(GradeScale, GradeScaleDraft, GradeScaleError);
rules!(GradeScale);

impl GradeScale {
    /// The number of grades.
    #[must_use]
    pub fn size(&self) -> u32 {
        match &self.grades {
            GradeForm::Numbers { best, worst, step, .. } => {
                steps(*best, *worst, *step).map_or(0, |most| most + 1)
            }
            // INVARIANT: a checked scale has no more letters than `MOST`.
            GradeForm::Letters { grades, .. } => u32::try_from(grades.len()).unwrap_or(MOST),
        }
    }

    /// Which numbers are better; `None` if the grades have no numbers, or all the same.
    #[must_use]
    pub fn direction(&self) -> Option<Direction> {
        match &self.grades {
            GradeForm::Numbers { best, worst, .. } => direction(*best, *worst),
            GradeForm::Letters { grades, .. } => {
                let mut points = grades.iter().filter_map(|letter| letter.points);
                let first = points.next()?;
                direction(first, points.next_back()?)
            }
        }
    }

    /// The grade that is written like this. A number must lie on a step; how many zeros it ends in does not matter.
    ///
    /// # Example
    ///
    /// ```
    /// use collegium_pathways::grade::GradeScale;
    /// let percent = GradeScale::preset("grade-scale-cn-percent").unwrap().load().unwrap();
    /// assert!(percent.grade(&"85.0".parse().unwrap()).unwrap().is_pass());
    /// assert_eq!(
    ///     percent.grade(&"101".parse().unwrap()).unwrap_err().to_string(),
    ///     "`101` is not a grade of `cn-percent`: these are numbers from 100, the best, to 0 in steps of 0.01"
    /// );
    /// ```
    ///
    /// # Errors
    ///
    /// [`GradeError::OffScale`].
    pub fn grade(&self, mark: &Mark) -> Result<Grade<'_>, GradeError> {
        let rank = match &self.grades {
            GradeForm::Numbers { best, worst, step, .. } => {
                let number = collegium_core::decimal::parse(mark.as_str()).ok();
                number.and_then(|number| rank(number, *best, *worst, *step))
            }
            GradeForm::Letters { grades, .. } => position(grades, |letter| letter.grade == *mark),
        };
        let off = || GradeError::OffScale {
            grade: mark.clone(),
            scale: self.code.clone(),
            form: Box::new(self.grades.clone()),
        };
        rank.map(|rank| Grade::new(self, rank)).ok_or_else(off)
    }

    /// The grade of a rank, from 0 for the best; `None` beyond the worst.
    #[must_use]
    pub fn at(&self, rank: u32) -> Option<Grade<'_>> {
        (rank < self.size()).then(|| Grade::new(self, rank))
    }

    /// The best grade that has this number; `None` if there is none.
    #[must_use]
    pub fn with_number(&self, number: Decimal) -> Option<Grade<'_>> {
        let rank = match &self.grades {
            GradeForm::Numbers { best, worst, step, .. } => rank(number, *best, *worst, *step),
            GradeForm::Letters { grades, .. } => position(grades, |letter| letter.points == Some(number)),
        };
        rank.map(|rank| Grade::new(self, rank))
    }

    /// Every grade, best first.
    #[must_use]
    pub fn grades(&self) -> impl DoubleEndedIterator<Item = Grade<'_>> {
        (0..self.size()).map(|rank| Grade::new(self, rank))
    }
}

fn position(letters: &[Letter], is: impl Fn(&Letter) -> bool) -> Option<u32> {
    letters.iter().position(is).and_then(|place| u32::try_from(place).ok())
}

fn direction(best: Decimal, worst: Decimal) -> Option<Direction> {
    match best.cmp(&worst) {
        std::cmp::Ordering::Greater => Some(Direction::Rising),
        std::cmp::Ordering::Less => Some(Direction::Falling),
        std::cmp::Ordering::Equal => None,
    }
}

/// The steps between two numbers of a checked scale; `None` if they do not lead there.
fn steps(from: Decimal, to: Decimal, step: Decimal) -> Option<u32> {
    let distance = (from - to).abs();
    if (distance % step).is_zero() { (distance / step).to_u32() } else { None }
}

fn rank(number: Decimal, best: Decimal, worst: Decimal, step: Decimal) -> Option<u32> {
    let inside = (best.min(worst)..=best.max(worst)).contains(&number);
    // A number that is too precise would be rounded by the subtraction, and be taken for a neighbour.
    if inside && is_plain(number) { steps(best, number, step) } else { None }
}

/// Whether a scale can count with a number: not too precise, not too great.
fn is_plain(number: Decimal) -> bool {
    number.normalize().scale() <= DECIMALS && number.abs() <= GREATEST
}

impl GradeScaleDraft {
    fn check(self) -> Result<Self, GradeScaleError> {
        match &self.grades {
            GradeForm::Numbers { best, lowest_pass, worst, step } => {
                self.check_numbers(*best, *lowest_pass, *worst, *step)?;
            }
            GradeForm::Letters { grades, lowest_pass } => self.check_letters(grades, lowest_pass)?,
        }
        Ok(self)
    }

    fn check_numbers(
        &self,
        best: Decimal,
        lowest_pass: Decimal,
        worst: Decimal,
        step: Decimal,
    ) -> Result<(), GradeScaleError> {
        let code = || self.code.clone();
        if let Some(number) = [best, lowest_pass, worst, step].into_iter().find(|number| !is_plain(*number)) {
            return Err(GradeScaleError::Number { code: code(), number });
        }
        let refused = || GradeScaleError::Steps { code: code(), best, worst, step };
        if step <= Decimal::ZERO || best == worst {
            return Err(refused());
        }
        let most = steps(best, worst, step).ok_or_else(refused)?;
        if most >= MOST {
            return Err(GradeScaleError::TooMany { code: code() });
        }
        if rank(lowest_pass, best, worst, step).is_none() {
            return Err(GradeScaleError::LowestPass { code: code(), lowest_pass, best, worst });
        }
        Ok(())
    }

    fn check_letters(&self, grades: &[Letter], lowest_pass: &Mark) -> Result<(), GradeScaleError> {
        let code = || self.code.clone();
        let mut seen = BTreeSet::new();
        if let Some(twice) = grades.iter().find(|letter| !seen.insert(&letter.grade)) {
            return Err(GradeScaleError::Twice { code: code(), grade: twice.grade.clone() });
        }
        if u32::try_from(grades.len()).is_ok_and(|letters| letters > MOST) {
            return Err(GradeScaleError::TooMany { code: code() });
        }
        if !seen.contains(lowest_pass) {
            return Err(GradeScaleError::NoPass { code: code(), lowest_pass: lowest_pass.clone() });
        }
        let points: Vec<_> = grades.iter().filter_map(|letter| Some((letter, letter.points?))).collect();
        if let Some((_, number)) = points.iter().find(|(_, points)| !is_plain(*points)) {
            return Err(GradeScaleError::Number { code: code(), number: *number });
        }
        let Some(((_, first), (_, last))) = points.first().zip(points.last()) else { return Ok(()) };
        for (better, worse) in points.iter().zip(points.iter().skip(1)) {
            let turns = if first >= last { better.1 < worse.1 } else { better.1 > worse.1 };
            if turns {
                let (better, worse) = (better.0.grade.clone(), worse.0.grade.clone());
                return Err(GradeScaleError::Points { code: code(), better, worse });
            }
        }
        Ok(())
    }
}

/// Why a grade scale was refused.
///
/// # Example
///
/// ```
/// use collegium_pathways::grade::{GradeForm, GradeScale, GradeScaleDraft, GradeScaleError};
/// let class = GradeScale::preset("grade-scale-uk-class").unwrap().load().unwrap();
/// let grades = GradeForm::Letters { grades: vec![], lowest_pass: "3rd".parse().unwrap() };
/// let error = GradeScale::try_from(GradeScaleDraft { grades, ..class.draft() }).unwrap_err();
/// assert!(matches!(error, GradeScaleError::NoPass { .. }));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum GradeScaleError {
    /// A number is too precise or too great.
    #[error("the scale `{code}` cannot count with {number}: four decimals and a million are the most")]
    Number {
        /// The scale.
        code: GradeScaleCode,
        /// The number.
        number: Decimal,
    },
    /// The steps do not lead from the best to the worst.
    #[error(
        "no steps of {step} lead from {best}, the best of the scale `{code}`, to {worst}, the worst: the two differ by \
         steps above zero"
    )]
    Steps {
        /// The scale.
        code: GradeScaleCode,
        /// The best grade.
        best: Decimal,
        /// The worst grade.
        worst: Decimal,
        /// From one grade to the next.
        step: Decimal,
    },
    /// More grades than a scale can have.
    #[error("the scale `{code}` has more than 100001 grades: give it a wider step")]
    TooMany {
        /// The scale.
        code: GradeScaleCode,
    },
    /// The lowest pass lies beyond the best or the worst, or between two steps.
    #[error(
        "the scale `{code}` runs from {best}, the best, to {worst}, the worst: {lowest_pass} cannot be its lowest pass"
    )]
    LowestPass {
        /// The scale.
        code: GradeScaleCode,
        /// The lowest pass.
        lowest_pass: Decimal,
        /// The best grade.
        best: Decimal,
        /// The worst grade.
        worst: Decimal,
    },
    /// A grade has the name of another.
    #[error("the grade `{grade}` comes twice on the scale `{code}`")]
    Twice {
        /// The scale.
        code: GradeScaleCode,
        /// The grade.
        grade: Mark,
    },
    /// The lowest pass is not one of the grades.
    #[error("the lowest pass `{lowest_pass}` is not a grade of the scale `{code}`")]
    NoPass {
        /// The scale.
        code: GradeScaleCode,
        /// The lowest pass.
        lowest_pass: Mark,
    },
    /// The points turn round.
    #[error(
        "the grade `{better}` of the scale `{code}` is better than `{worse}`, but their points say the opposite: best first"
    )]
    Points {
        /// The scale.
        code: GradeScaleCode,
        /// The better grade, by its place.
        better: Mark,
        /// The worse grade, by its place.
        worse: Mark,
    },
}
