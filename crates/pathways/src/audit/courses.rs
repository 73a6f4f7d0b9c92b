//! The courses of a catalogue, by numbers.

use hashbrown::HashMap;

use collegium_core::RecordCode;

use super::{Attempt, CatalogueCourse, fit::Fit};

/// A course of the catalogue, as the requirements see it.
#[derive(Debug, Clone)]
pub(super) struct Course {
    of: CatalogueCourse,
    /// Its tags once more, in their order: a list is compared faster than a tree.
    tags: Vec<RecordCode>,
    /// Where its attempts can be applied, if they have the grades and days that are asked for.
    pub(super) fit: Fit,
    counts_as: usize,
    area: usize,
}

impl Course {
    /// Whether the attempt is at this course as the catalogue has it.
    fn is_of(&self, attempt: &Attempt) -> bool {
        let course = &self.of;
        course.level == attempt.level
            && course.area == attempt.area
            && course.origin == attempt.origin
            && course.institution == attempt.institution
            && self.tags.len() == attempt.tags.len()
            && self.tags.iter().eq(&attempt.tags)
    }
}

/// Names by number, in the order in which they came.
#[derive(Debug, Clone, Default)]
struct Names(HashMap<RecordCode, usize>);

impl Names {
    fn number(&mut self, name: &RecordCode) -> usize {
        let next = self.0.len();
        *self.0.entry_ref(name).or_insert(next)
    }
}

/// The courses of a catalogue, with numbers for their areas and for what they count the same as.
#[derive(Debug, Clone, Default)]
pub(super) struct Courses {
    known: HashMap<RecordCode, Course>,
    counts_as: Names,
    areas: Names,
}

/// Numbers for what one transcript names and the catalogue does not.
#[derive(Debug, Default)]
pub(super) struct Others<'a> {
    counts_as: HashMap<&'a RecordCode, usize>,
    areas: HashMap<&'a RecordCode, usize>,
}

impl Courses {
    /// Adds a course; of two with one code the last stays.
    pub(super) fn add(&mut self, course: &CatalogueCourse, fit: Fit) {
        let counts_as = self.counts_as.number(course.counts_as());
        let area = self.areas.number(&course.area);
        let tags = course.tags.iter().cloned().collect();
        let known = Course { of: course.clone(), tags, fit, counts_as, area };
        self.known.insert(course.code.clone(), known);
    }

    /// The courses as they were added, by code.
    pub(super) fn sorted(&self) -> Vec<&CatalogueCourse> {
        let mut courses: Vec<_> = self.known.values().map(|known| &known.of).collect();
        courses.sort_unstable_by_key(|course| &course.code);
        courses
    }

    /// The course of an attempt, if it is in the catalogue as the attempt has it.
    pub(super) fn of(&self, attempt: &Attempt) -> Option<&Course> {
        self.known.get(&attempt.code).filter(|known| known.is_of(attempt))
    }

    /// A number for what an attempt counts the same as.
    pub(super) fn counts_as<'a>(
        &self,
        attempt: &'a Attempt,
        known: Option<&Course>,
        others: &mut Others<'a>,
    ) -> usize {
        match known.filter(|known| known.of.equiv == attempt.equiv) {
            Some(known) => known.counts_as,
            None => number(&self.counts_as, &mut others.counts_as, attempt.counts_as()),
        }
    }

    /// A number for the area of an attempt.
    pub(super) fn area<'a>(
        &self,
        attempt: &'a Attempt,
        known: Option<&Course>,
        others: &mut Others<'a>,
    ) -> usize {
        known.map_or_else(|| number(&self.areas, &mut others.areas, &attempt.area), |known| known.area)
    }
}

/// The number of a name, a new one if neither the catalogue nor the transcript has named it.
fn number<'a>(names: &Names, others: &mut HashMap<&'a RecordCode, usize>, name: &'a RecordCode) -> usize {
    let next = names.0.len() + others.len();
    names.0.get(name).copied().unwrap_or_else(|| *others.entry(name).or_insert(next))
}
