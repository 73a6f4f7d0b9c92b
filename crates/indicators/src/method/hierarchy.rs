//! Weighted sums level by level.
#![expect(clippy::float_arithmetic, reason = "scores are statistics, not money")]

use collegium_core::Line as Name;
use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::MethodError;
use crate::{
    DecisionMatrix, IndicatorSystem, Normalisation, Ranking, Weights, WeightsError, ranking::findings,
    ranks::Best, sweep::Extremes,
};

/// A group of criteria or of groups, with its weight within the one above.
///
/// # Wire form
///
/// `{"name":"Students","weight":0.6,"parts":[{"criterion":{"column":0,"weight":1.0}}]}`.
///
/// # Example
///
/// See [`Hierarchy`].
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Group {
    /// What it is called.
    pub name: Name,
    /// Its weight within the group above it, from 0 to 1.
    pub weight: f64,
    /// What it is made of; the weights add up to 1.
    pub parts: Vec<Part>,
}

/// What a [`Group`] is made of.
///
/// # Wire form
///
/// `{"group":{…}}` or `{"criterion":{"column":0,"weight":0.5}}`.
///
/// # Example
///
/// See [`Hierarchy`].
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Part {
    /// A group one level down.
    Group(Group),
    /// A criterion of the matrix.
    Criterion {
        /// Which column, from 0.
        column: usize,
        /// Its weight within the group, from 0 to 1.
        weight: f64,
    },
}

impl Part {
    const fn weight(&self) -> f64 {
        match self {
            Self::Group(group) => group.weight,
            Self::Criterion { weight, .. } => *weight,
        }
    }
}

/// Criteria in groups, groups in groups, with weights on every level, as an [indicator system](IndicatorSystem) has them.
///
/// The score of a group is the weighted sum of the scores of its parts, that of a criterion its comparable value. The total is
/// then the weighted sum with the products of the weights from the top down, [`Hierarchy::weights`], with which every other
/// method can be used too. Saaty, *The Analytic Hierarchy Process* (1980).
///
/// # Validity
///
/// The weights of the parts of each group are finite, not negative and add up to 1 within 1e-9. The columns are those from 0
/// up, each once.
///
/// # Wire form
///
/// The list of the groups and criteria on the first level.
///
/// # Example
///
/// ```
/// use collegium_indicators::{Aim, DecisionMatrix, Normalisation, method::{Group, Hierarchy, HierarchyOutcome, Part, Subtotal}};
///
/// let students = Group {
///     name: "Students".parse()?,
///     weight: 0.6,
///     parts: vec![Part::Criterion { column: 0, weight: 0.5 }, Part::Criterion { column: 1, weight: 0.5 }],
/// };
/// let hierarchy = Hierarchy::new(vec![Part::Group(students), Part::Criterion { column: 2, weight: 0.4 }])?;
/// assert_eq!(hierarchy.weights().as_slice(), [0.3, 0.3, 0.4]);
///
/// let matrix = DecisionMatrix::new([Aim::Benefit; 3], [0.0, 4.0, 1.0, 1.0, 3.0, 0.0, 1.0, 4.0, 0.5])?;
/// let outcome: HierarchyOutcome = hierarchy.evaluate(&matrix, Normalisation::MinMax)?;
/// assert_eq!(outcome.ranking.ranks(), [2, 3, 1]);
/// let students: &Subtotal = &outcome.subtotals[0];
/// assert_eq!(students.path, ["Students"]);
/// assert_eq!(students.scores, [0.5, 0.5, 1.0]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "Vec<Part>", into = "Vec<Part>")]
pub struct Hierarchy(Vec<Part>);

/// The scores of a group of a [`Hierarchy`].
///
/// # Wire form
///
/// An object of the fields.
///
/// # Example
///
/// See [`Hierarchy`].
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Subtotal {
    /// The names of the groups from the first level down to this one.
    pub path: Vec<String>,
    /// Its weight in the total.
    pub weight: f64,
    /// The score of every alternative in this group alone.
    pub scores: Vec<f64>,
}

/// What the evaluation by a [`Hierarchy`] answers.
///
/// # Wire form
///
/// An object of the fields.
///
/// # Example
///
/// See [`Hierarchy`].
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HierarchyOutcome {
    /// The totals.
    pub ranking: Ranking,
    /// The scores of every group, each before the groups in it.
    pub subtotals: Vec<Subtotal>,
}

impl Hierarchy {
    /// Takes the parts on the first level.
    ///
    /// # Errors
    ///
    /// [`HierarchyError::Weights`], [`HierarchyError::Twice`], [`HierarchyError::Missing`].
    pub fn new(parts: Vec<Part>) -> Result<Self, HierarchyError> {
        let mut columns = Vec::new();
        check("the first level", &parts, &mut columns)?;
        columns.sort_unstable();
        for (expected, column) in columns.into_iter().enumerate() {
            if column < expected {
                return Err(HierarchyError::Twice { column });
            }
            if column > expected {
                return Err(HierarchyError::Missing { column: expected });
            }
        }
        Ok(Self(parts))
    }

    /// The parts on the first level.
    ///
    /// # Example
    ///
    /// ```
    /// use collegium_indicators::{IndicatorSystem, method::Hierarchy};
    /// let system = IndicatorSystem::five_result_areas().load().unwrap();
    /// assert_eq!(Hierarchy::from(&system).parts().len(), system.areas.len());
    /// ```
    #[must_use]
    pub fn parts(&self) -> &[Part] {
        &self.0
    }

    /// The weight of every criterion in the total, in the order of the columns.
    #[must_use]
    pub fn weights(&self) -> Weights {
        let mut weights = Vec::new();
        products(&self.0, 1.0, &mut weights);
        weights.sort_unstable_by_key(|(column, _)| *column);
        let weights = weights.into_iter().map(|(_, weight)| weight).collect();
        // INVARIANT: the weights on every level are not negative and add up to 1.
        Weights::proportional(weights).unwrap_or_else(|_| unreachable!("some criterion has a weight"))
    }

    /// Scores the alternatives, with the scores of every group.
    ///
    /// # Errors
    ///
    /// [`MethodError::WeightCount`] unless the matrix has the columns of the hierarchy, [`MethodError::Normalisation`].
    pub fn evaluate(
        &self,
        matrix: &DecisionMatrix,
        norm: Normalisation,
    ) -> Result<HierarchyOutcome, MethodError> {
        let weights = self.weights();
        let met = super::fitting(matrix, &weights)?;
        let cells = norm.apply(matrix).map_err(MethodError::Normalisation)?;
        let mut level = Level { cells: &cells, columns: matrix.columns(), subtotals: Vec::new() };
        let scores = level.scores(&self.0, &[], 1.0);
        let findings = findings(matrix, &weights, &Extremes::of(&met).constant());
        let ranking = Ranking { scores, best: Best::Largest, findings };
        Ok(HierarchyOutcome { ranking, subtotals: level.subtotals })
    }
}

/// The evaluation as it goes down.
struct Level<'a> {
    cells: &'a [f64],
    columns: usize,
    subtotals: Vec<Subtotal>,
}

impl Level<'_> {
    /// The weighted sums of some parts, after keeping those of every group in them.
    fn scores(&mut self, parts: &[Part], path: &[String], weight: f64) -> Vec<f64> {
        let mut sums = vec![0.0; self.cells.len() / self.columns];
        for part in parts {
            let scores = match part {
                Part::Criterion { column, .. } => {
                    self.cells.iter().skip(*column).step_by(self.columns).copied().collect()
                }
                Part::Group(group) => self.group(group, path, weight),
            };
            for (sum, score) in sums.iter_mut().zip(&scores) {
                *sum += part.weight() * score;
            }
        }
        sums
    }

    fn group(&mut self, group: &Group, path: &[String], above: f64) -> Vec<f64> {
        let path: Vec<_> = path.iter().cloned().chain([group.name.to_string()]).collect();
        let (place, weight) = (self.subtotals.len(), above * group.weight);
        self.subtotals.push(Subtotal { path: path.clone(), weight, scores: Vec::new() });
        let scores = self.scores(&group.parts, &path, weight);
        if let Some(own) = self.subtotals.get_mut(place) {
            own.scores.clone_from(&scores);
        }
        scores
    }
}

fn check(name: &str, parts: &[Part], columns: &mut Vec<usize>) -> Result<(), HierarchyError> {
    let weights = parts.iter().map(Part::weight).collect();
    Weights::new(weights).map_err(|fault| HierarchyError::Weights { group: name.to_owned(), fault })?;
    for part in parts {
        match part {
            Part::Criterion { column, .. } => columns.push(*column),
            Part::Group(group) => check(group.name.as_str(), &group.parts, columns)?,
        }
    }
    Ok(())
}

fn products(parts: &[Part], above: f64, weights: &mut Vec<(usize, f64)>) {
    for part in parts {
        match part {
            Part::Criterion { column, weight } => weights.push((*column, above * weight)),
            Part::Group(group) => products(&group.parts, above * group.weight, weights),
        }
    }
}

/// The areas of a system and the indicators in them, in order; the columns are those of
/// [`IndicatorSystem::indicators`].
impl From<&IndicatorSystem> for Hierarchy {
    fn from(system: &IndicatorSystem) -> Self {
        let share = |weight: u32| f64::from(weight) / f64::from(IndicatorSystem::WHOLE);
        let mut columns = 0..;
        let groups = system.areas.iter().map(|area| {
            let criteria = area.indicators.iter().zip(&mut columns);
            let parts = criteria
                .map(|(indicator, column)| Part::Criterion { column, weight: share(indicator.weight) });
            Part::Group(Group {
                name: name(area.code.as_str()),
                weight: share(area.weight),
                parts: parts.collect(),
            })
        });
        Self(groups.collect())
    }
}

fn name(code: &str) -> Name {
    // INVARIANT: a code is a line without anything a line may not have.
    code.parse().unwrap_or_else(|_| unreachable!("a code is a line"))
}

impl TryFrom<Vec<Part>> for Hierarchy {
    type Error = HierarchyError;

    fn try_from(parts: Vec<Part>) -> Result<Self, HierarchyError> {
        Self::new(parts)
    }
}

impl From<Hierarchy> for Vec<Part> {
    fn from(hierarchy: Hierarchy) -> Self {
        hierarchy.0
    }
}

/// Why there is no such hierarchy.
///
/// # Example
///
/// ```
/// use collegium_indicators::method::{Hierarchy, HierarchyError, Part};
/// let error = Hierarchy::new(vec![Part::Criterion { column: 1, weight: 1.0 }]).unwrap_err();
/// assert_eq!(error, HierarchyError::Missing { column: 0 });
/// assert_eq!(error.to_string(), "column 1 stands nowhere in the hierarchy: the columns are counted without gaps");
/// ```
#[derive(Debug, Clone, PartialEq, Error)]
#[non_exhaustive]
pub enum HierarchyError {
    /// The weights of the parts of a group are none.
    #[error("the weights within `{group}` are wrong: {fault}")]
    Weights {
        /// The name of the group.
        group: String,
        /// What is wrong with them.
        fault: WeightsError,
    },
    /// A criterion that counts twice.
    #[error("column {} stands twice in the hierarchy", column + 1)]
    Twice {
        /// Which column, from 0.
        column: usize,
    },
    /// A criterion left out.
    #[error("column {} stands nowhere in the hierarchy: the columns are counted without gaps", column + 1)]
    Missing {
        /// Which column, from 0.
        column: usize,
    },
}
