//! What must be taken before a course, or with it.

use std::collections::BTreeMap;

use collegium_core::RecordCode;
use pathfinding::prelude::{bfs, topological_sort};
use serde::{Deserialize, Serialize};

use super::{Course, CurriculumError};

/// A course that another one asks for.
///
/// # Wire form
///
/// `{"course":"ACC-1","kind":"pre"}`.
///
/// # Example
///
/// ```
/// use collegium_pathways::{Requisite, RequisiteKind};
/// let requisite: Requisite = serde_json::from_str(r#"{"course":"ACC-1","kind":"strict_co"}"#).unwrap();
/// assert_eq!(requisite.kind, RequisiteKind::StrictCo);
/// ```
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Requisite {
    /// The course asked for.
    pub course: RecordCode,
    /// When it must be taken.
    pub kind: RequisiteKind,
}

/// When a requisite must be taken.
///
/// # Wire form
///
/// The variant in snake case: `"pre"`.
///
/// # Example
///
/// ```
/// use collegium_pathways::RequisiteKind;
/// assert_eq!(serde_json::to_string(&RequisiteKind::Pre).unwrap(), "\"pre\"");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RequisiteKind {
    /// Passed before.
    Pre,
    /// Passed before, or taken at the same time.
    Co,
    /// Taken at the same time.
    StrictCo,
}

/// Checks that each requisite is a course of the curriculum, comes early enough, and that none waits for itself.
pub(super) fn check(courses: &[Course]) -> Result<(), CurriculumError> {
    let places: BTreeMap<&RecordCode, usize> =
        courses.iter().zip(0..).map(|(course, at)| (&course.code, at)).collect();
    let mut edges = vec![Vec::new(); courses.len()];
    for (course, edges) in courses.iter().zip(&mut edges) {
        for requisite in &course.requisites {
            let (place, other) = places
                .get(&requisite.course)
                .and_then(|&place| Some((place, courses.get(place)?)))
                .ok_or_else(|| CurriculumError::UnknownRequisite {
                    course: course.code.clone(),
                    requisite: requisite.course.clone(),
                })?;
            in_time(course, other, requisite.kind)?;
            edges.push((place, requisite.kind));
        }
    }
    acyclic(courses, &edges)
}

fn in_time(course: &Course, requisite: &Course, kind: RequisiteKind) -> Result<(), CurriculumError> {
    let in_time = match kind {
        RequisiteKind::Pre | RequisiteKind::Co => requisite.stage <= course.stage,
        RequisiteKind::StrictCo => requisite.stage == course.stage,
    };
    let late = || CurriculumError::StageOfRequisite {
        course: course.code.clone(),
        stage: course.stage,
        requisite: requisite.code.clone(),
        taken: requisite.stage,
    };
    if in_time { Ok(()) } else { Err(late()) }
}

/// Courses may wait for each other only if all of them can be taken at the same time: a circle with a course that must
/// be passed before another one can never be begun.
fn acyclic(courses: &[Course], edges: &[Vec<(usize, RequisiteKind)>]) -> Result<(), CurriculumError> {
    let asked = |&course: &usize| edges.get(course).into_iter().flatten().map(|(place, _)| *place);
    let roots: Vec<usize> = (0..courses.len()).collect();
    if topological_sort(&roots, |course| asked(course).collect::<Vec<_>>()).is_ok() {
        return Ok(());
    }
    let befores = edges.iter().zip(0..).flat_map(|(edges, course)| {
        let before = edges.iter().filter(|(_, kind)| *kind == RequisiteKind::Pre);
        before.map(move |(place, _)| (course, *place))
    });
    let circle = befores.clone().find_map(|(course, before)| {
        bfs(&before, |place| asked(place).collect::<Vec<_>>(), |&place| place == course)
    });
    match circle {
        None => Ok(()),
        Some(places) => Err(CurriculumError::Cycle {
            courses: places.into_iter().filter_map(|place| Some(courses.get(place)?.code.clone())).collect(),
        }),
    }
}
