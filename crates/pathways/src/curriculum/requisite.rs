//! What must be taken before a course, or with it.

use std::collections::BTreeMap;

use collegium_core::RecordCode;
use pathfinding::prelude::{bfs, strongly_connected_components};
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
    let mut waits = Waits { befores: Vec::new(), asked: vec![Vec::new(); courses.len()] };
    for (course, at) in courses.iter().zip(0..) {
        for requisite in &course.requisites {
            let (place, other) = places
                .get(&requisite.course)
                .and_then(|&place| Some((place, courses.get(place)?)))
                .ok_or_else(|| CurriculumError::UnknownRequisite {
                    course: course.code.clone(),
                    requisite: requisite.course.clone(),
                })?;
            in_time(course, other, requisite.kind)?;
            waits.add(at, place, requisite.kind);
        }
    }
    match waits.circle() {
        None => Ok(()),
        Some(places) => Err(CurriculumError::Cycle {
            courses: places.into_iter().filter_map(|place| Some(courses.get(place)?.code.clone())).collect(),
        }),
    }
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

/// Which courses wait for which, by their places.
struct Waits {
    /// A course, and one that must be passed before it.
    befores: Vec<(usize, usize)>,
    /// For each course, those that cannot be begun later than it.
    asked: Vec<Vec<usize>>,
}

impl Waits {
    fn add(&mut self, course: usize, asked: usize, kind: RequisiteKind) {
        self.edge(course, asked);
        match kind {
            RequisiteKind::Pre => self.befores.push((course, asked)),
            RequisiteKind::Co => {}
            // At the same time: the one that is asked for waits for all that the other waits for.
            RequisiteKind::StrictCo => self.edge(asked, course),
        }
    }

    fn edge(&mut self, course: usize, asked: usize) {
        if let Some(all) = self.asked.get_mut(course) {
            all.push(asked);
        }
    }

    fn of(&self, course: usize) -> &[usize] {
        self.asked.get(course).map_or(&[], Vec::as_slice)
    }

    /// Courses may wait for each other only if all of them can be taken at the same time: a circle with a course that
    /// must be passed before another one can never be begun.
    fn circle(&self) -> Option<Vec<usize>> {
        let all: Vec<_> = (0..self.asked.len()).collect();
        let together = strongly_connected_components(&all, |&course| self.of(course).iter().copied());
        let mut group = vec![0; all.len()];
        for (number, courses) in together.iter().enumerate() {
            for &course in courses {
                if let Some(group) = group.get_mut(course) {
                    *group = number;
                }
            }
        }
        let (course, before) =
            self.befores.iter().find(|(course, before)| group.get(*course) == group.get(*before))?;
        bfs(before, |&place| self.of(place).iter().copied(), |place| place == course)
    }
}
