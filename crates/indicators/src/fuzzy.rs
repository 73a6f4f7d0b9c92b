//! Fuzzy comprehensive evaluation: how far something belongs to each of several grades.
//!
//! Each indicator belongs to each grade to a degree from 0 to 1, such as the share of votes it had for the grade, or by
//! where its value lies between turning points ([`Membership::of_values`]). With the weights of the indicators and an
//! [`Operator`] this makes a degree for each grade ([`Membership::evaluate`]).
//!
//! Sources: Zadeh, *Fuzzy sets*, Information and Control 8 (1965); for the operators Wang Peizhuang, *Fuzzy set theory and
//! its applications*, Shanghai 1983.
#![expect(clippy::float_arithmetic, reason = "degrees are statistics, not money")]

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::Weights;

/// Nearer to each other than this, two degrees are equal.
const TIED: f64 = 1e-10;

/// How weights and degrees come together for one grade, with the weight *w* and the degree *r* of each indicator.
///
/// # Wire form
///
/// The variant in snake case: `"min_max"`.
///
/// # Example
///
/// ```
/// use collegium_indicators::{Weights, fuzzy::{Membership, Operator}};
///
/// let votes = Membership::new(vec![vec![0.5, 0.5], vec![0.2, 0.8]]).unwrap();
/// let weights = Weights::new(vec![0.6, 0.4]).unwrap();
/// let first = |operator| votes.evaluate(&weights, operator, &[100.0, 0.0]).unwrap().degrees[0];
/// assert!((first(Operator::MinMax) - 0.5).abs() < 1e-12);
/// assert!((first(Operator::ProdMax) - 0.3).abs() < 1e-12);
/// assert!((first(Operator::MinBoundedSum) - 0.7).abs() < 1e-12);
/// assert!((first(Operator::ProdBoundedSum) - 0.38).abs() < 1e-12);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Operator {
    /// The greatest of min(w, r): only the most important indicators decide.
    MinMax,
    /// The greatest of w · r.
    ProdMax,
    /// Σ min(w, r), at most 1.
    MinBoundedSum,
    /// Σ w · r, at most 1: the weighted mean, in which every indicator counts.
    ProdBoundedSum,
}

impl Operator {
    fn degree(self, weights: &[f64], degrees: impl Iterator<Item = f64>) -> f64 {
        let pairs = weights.iter().zip(degrees);
        match self {
            Self::MinMax => pairs.map(|(w, r)| w.min(r)).fold(0.0, f64::max),
            Self::ProdMax => pairs.map(|(w, r)| w * r).fold(0.0, f64::max),
            Self::MinBoundedSum => pairs.map(|(w, r)| w.min(r)).sum::<f64>().min(1.0),
            Self::ProdBoundedSum => pairs.map(|(w, r)| w * r).sum::<f64>().min(1.0),
        }
    }
}

/// To what degree each indicator belongs to each grade.
///
/// # Validity
///
/// At least one indicator and one grade, a degree for each from 0 to 1. The degrees of an indicator need not add up to 1.
///
/// # Wire form
///
/// A list of rows, one for each indicator: `[[0.5,0.3,0.2],[0.1,0.6,0.3]]`.
///
/// # Example
///
/// ```
/// use collegium_indicators::fuzzy::{FuzzyError, Membership};
///
/// let votes = Membership::new(vec![vec![0.5, 0.3, 0.2], vec![0.1, 0.6, 0.3]])?;
/// assert_eq!(votes.grades(), 3);
/// assert_eq!(votes.rows()[1], [0.1, 0.6, 0.3]);
/// assert!(Membership::new(vec![vec![0.5, 1.5]]).is_err());
/// # Ok::<(), FuzzyError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "Vec<Vec<f64>>", into = "Vec<Vec<f64>>")]
pub struct Membership(Vec<Vec<f64>>);

impl Membership {
    /// Takes the degrees of each indicator, in the order of the grades.
    ///
    /// # Errors
    ///
    /// [`FuzzyError::Empty`], [`FuzzyError::Ragged`], [`FuzzyError::NotADegree`].
    pub fn new(rows: Vec<Vec<f64>>) -> Result<Self, FuzzyError> {
        let grades = rows.first().map_or(0, Vec::len);
        if grades == 0 {
            return Err(FuzzyError::Empty);
        }
        for (indicator, row) in rows.iter().enumerate() {
            if row.len() != grades {
                return Err(FuzzyError::Ragged { indicator, degrees: row.len(), grades });
            }
            if let Some((grade, &degree)) = row.iter().enumerate().find(|(_, d)| !(0.0..=1.0).contains(*d)) {
                return Err(FuzzyError::NotADegree { indicator, grade, degree });
            }
        }
        Ok(Self(rows))
    }

    /// The degrees of values by turning points, one for each grade in rising order: at its own turning point a value belongs
    /// to the grade in full, between two to both in proportion, beyond the first and the last in full to these.
    ///
    /// # Errors
    ///
    /// [`FuzzyError::Empty`], [`FuzzyError::Ragged`], [`FuzzyError::Unequal`], [`FuzzyError::NotFinite`],
    /// [`FuzzyError::NotRising`].
    ///
    /// # Example
    ///
    /// ```
    /// use collegium_indicators::fuzzy::{FuzzyError, Membership};
    ///
    /// let degrees = Membership::of_values(&[70.0, 95.0], &[vec![60.0, 80.0, 90.0], vec![60.0, 80.0, 90.0]])?;
    /// assert_eq!(degrees.rows(), [[0.5, 0.5, 0.0], [0.0, 0.0, 1.0]]);
    /// # Ok::<(), FuzzyError>(())
    /// ```
    pub fn of_values(values: &[f64], turning_points: &[Vec<f64>]) -> Result<Self, FuzzyError> {
        if values.len() != turning_points.len() {
            return Err(FuzzyError::Unequal { values: values.len(), turning_points: turning_points.len() });
        }
        let indicators = values.iter().zip(turning_points).enumerate();
        Self::new(
            indicators.map(|(at, (value, points))| placed(at, *value, points)).collect::<Result<_, _>>()?,
        )
    }

    /// How many grades there are.
    #[must_use]
    pub fn grades(&self) -> usize {
        self.0.first().map_or(0, Vec::len)
    }

    /// The degrees of each indicator.
    #[must_use]
    pub fn rows(&self) -> &[Vec<f64>] {
        &self.0
    }

    /// To what degree the whole belongs to each grade, and what that comes to by the scores of the grades.
    ///
    /// # Errors
    ///
    /// [`FuzzyError::Weights`], [`FuzzyError::Scores`], [`FuzzyError::NotFinite`] for a score, [`FuzzyError::NoGrade`] if
    /// the whole belongs to no grade.
    ///
    /// # Example
    ///
    /// The example of a Chinese textbook, by weighted mean:
    ///
    /// ```
    /// use collegium_indicators::{Weights, fuzzy::{FuzzyError, Membership, Operator}};
    ///
    /// let votes = Membership::new(vec![
    ///     vec![0.5, 0.3, 0.15, 0.05],
    ///     vec![0.3, 0.4, 0.2, 0.1],
    ///     vec![0.2, 0.3, 0.3, 0.2],
    ///     vec![0.1, 0.2, 0.4, 0.3],
    /// ])?;
    /// let weights = Weights::new(vec![0.4, 0.3, 0.2, 0.1]).unwrap();
    /// let grade = votes.evaluate(&weights, Operator::ProdBoundedSum, &[95.0, 85.0, 70.0, 50.0])?;
    /// assert!(grade.degrees.iter().zip([0.34, 0.32, 0.22, 0.12]).all(|(got, want)| (got - want).abs() < 1e-12));
    /// assert!((grade.score - 80.9).abs() < 1e-9);
    /// assert_eq!(grade.best, Some(0));
    /// # Ok::<(), FuzzyError>(())
    /// ```
    pub fn evaluate(
        &self,
        weights: &Weights,
        operator: Operator,
        grade_scores: &[f64],
    ) -> Result<FuzzyGrade, FuzzyError> {
        let (weights, grades) = (weights.as_slice(), self.grades());
        if weights.len() != self.0.len() {
            return Err(FuzzyError::Weights { weights: weights.len(), indicators: self.0.len() });
        }
        if grade_scores.len() != grades {
            return Err(FuzzyError::Scores { scores: grade_scores.len(), grades });
        }
        if let Some(position) = grade_scores.iter().position(|score| !score.is_finite()) {
            return Err(FuzzyError::NotFinite { what: "score", position });
        }
        let of_grade = |grade: usize| self.0.iter().filter_map(move |row| row.get(grade).copied());
        let degrees: Vec<_> = (0..grades).map(|grade| operator.degree(weights, of_grade(grade))).collect();
        let sum: f64 = degrees.iter().sum();
        if sum == 0.0 {
            return Err(FuzzyError::NoGrade);
        }
        let normalized: Vec<_> = degrees.iter().map(|degree| degree / sum).collect();
        let score = normalized.iter().zip(grade_scores).map(|(degree, score)| degree * score).sum();
        let best = foremost(&degrees);
        Ok(FuzzyGrade { degrees, normalized, score, best })
    }
}

/// The only place of the greatest degree.
fn foremost(degrees: &[f64]) -> Option<usize> {
    let greatest = degrees.iter().copied().fold(0.0, f64::max);
    let mut places = degrees.iter().enumerate().filter(|(_, degree)| greatest - **degree < TIED);
    places.next().filter(|_| places.next().is_none()).map(|(place, _)| place)
}

/// The degrees of one value.
fn placed(indicator: usize, value: f64, points: &[f64]) -> Result<Vec<f64>, FuzzyError> {
    if !value.is_finite() || points.iter().any(|point| !point.is_finite()) {
        return Err(FuzzyError::NotFinite { what: "value or turning point", position: indicator });
    }
    let rising = points.iter().zip(points.iter().skip(1)).position(|(one, next)| next <= one);
    if let Some(grade) = rising {
        return Err(FuzzyError::NotRising { indicator, grade });
    }
    let mut degrees = vec![0.0; points.len()];
    let above = points.partition_point(|&point| point <= value);
    let (below, next) = (above.checked_sub(1), points.get(above));
    let share = match (below.and_then(|below| points.get(below)), next) {
        (Some(low), Some(high)) => (high - value) / (high - low),
        (Some(_), None) => 1.0,
        (None, _) => 0.0,
    };
    below.and_then(|below| degrees.get_mut(below)).into_iter().for_each(|degree| *degree = share);
    degrees.get_mut(above).into_iter().for_each(|degree| *degree = 1.0 - share);
    Ok(degrees)
}

impl TryFrom<Vec<Vec<f64>>> for Membership {
    type Error = FuzzyError;

    fn try_from(rows: Vec<Vec<f64>>) -> Result<Self, FuzzyError> {
        Self::new(rows)
    }
}

impl From<Membership> for Vec<Vec<f64>> {
    fn from(membership: Membership) -> Self {
        membership.0
    }
}

/// To what degree something belongs to each grade.
///
/// # Wire form
///
/// `{"degrees":[0.5,0.3],"normalized":[0.625,0.375],"score":62.5,"best":0}`; `best` is left out where grades are tied.
///
/// # Example
///
/// ```
/// use collegium_indicators::{Weights, fuzzy::{FuzzyGrade, Membership, Operator}};
///
/// let votes = Membership::new(vec![vec![0.5, 0.5]]).unwrap();
/// let one = Weights::equal(1).unwrap();
/// let FuzzyGrade { normalized, score, best, .. } = votes.evaluate(&one, Operator::MinMax, &[90.0, 60.0]).unwrap();
/// assert_eq!((normalized, score, best), (vec![0.5, 0.5], 75.0, None));
/// ```
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FuzzyGrade {
    /// The degree for each grade.
    pub degrees: Vec<f64>,
    /// The degrees divided by their sum.
    pub normalized: Vec<f64>,
    /// The scores of the grades, weighted by the normalized degrees.
    pub score: f64,
    /// The grade with the greatest degree, counted from 0; none if two share it within 1e-10.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub best: Option<usize>,
}

/// Why something has no fuzzy grade. Places are counted from 0 in the fields and from 1 in the messages.
///
/// # Example
///
/// ```
/// use collegium_indicators::fuzzy::{FuzzyError, Membership};
/// let error = Membership::new(vec![vec![0.2, 1.4]]).unwrap_err();
/// assert_eq!(error, FuzzyError::NotADegree { indicator: 0, grade: 1, degree: 1.4 });
/// assert_eq!(error.to_string(), "indicator 1 belongs to grade 2 to the degree 1.4, which is not from 0 to 1");
/// ```
#[derive(Debug, Clone, PartialEq, Error)]
#[non_exhaustive]
pub enum FuzzyError {
    /// Nothing to evaluate.
    #[error("there is no indicator, or no grade")]
    Empty,
    /// Rows of unequal length.
    #[error("indicator {} has degrees for {degrees} grades and the first for {grades}", indicator + 1)]
    Ragged {
        /// Which indicator.
        indicator: usize,
        /// How many degrees it has.
        degrees: usize,
        /// How many the first has.
        grades: usize,
    },
    /// Outside 0 to 1, or not a number.
    #[error(
        "indicator {} belongs to grade {} to the degree {degree}, which is not from 0 to 1",
        indicator + 1,
        grade + 1
    )]
    NotADegree {
        /// Which indicator.
        indicator: usize,
        /// Which grade.
        grade: usize,
        /// What was given.
        degree: f64,
    },
    /// Not one list of turning points for each value.
    #[error("{values} values have turning points for {turning_points}: each needs its own")]
    Unequal {
        /// How many values there are.
        values: usize,
        /// How many lists of turning points.
        turning_points: usize,
    },
    /// Not a number, or infinite.
    #[error("the {what} {} is not a finite number", position + 1)]
    NotFinite {
        /// What it is.
        what: &'static str,
        /// Where it stands.
        position: usize,
    },
    /// Turning points that do not rise.
    #[error("the turning points of indicator {} do not rise from grade {} to the next", indicator + 1, grade + 1)]
    NotRising {
        /// Which indicator.
        indicator: usize,
        /// The grade before which the points rise.
        grade: usize,
    },
    /// Not a weight for each indicator.
    #[error("{indicators} indicators have {weights} weights")]
    Weights {
        /// How many weights there are.
        weights: usize,
        /// How many indicators.
        indicators: usize,
    },
    /// Not a score for each grade.
    #[error("{grades} grades have {scores} scores")]
    Scores {
        /// How many scores there are.
        scores: usize,
        /// How many grades.
        grades: usize,
    },
    /// Every degree is 0.
    #[error("nothing belongs to any grade: every degree is 0")]
    NoGrade,
}
