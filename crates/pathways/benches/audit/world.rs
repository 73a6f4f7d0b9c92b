//! Made requirements, the courses they are for, and the students who take them.

use collegium_pathways::audit::{CatalogueCourse, Requirements, Transcript};
use serde_json::{Value, json};

use crate::dice::Dice;

/// How many attempts a student has.
pub(crate) const ATTEMPTS: usize = 40;
/// So many students are in memory at once, as where lines are read, audited and written one after the other.
const BLOCK: u64 = 32;

/// One tree with its courses, and as many students as are asked for.
pub(crate) struct World {
    pub(crate) requirements: Requirements,
    pub(crate) catalogue: Vec<CatalogueCourse>,
    seed: u64,
    make: fn(&Self, u64, &mut Dice) -> Transcript,
}

impl World {
    pub(crate) fn new(
        seed: u64,
        requirements: Requirements,
        catalogue: Vec<CatalogueCourse>,
        make: fn(&Self, u64, &mut Dice) -> Transcript,
    ) -> Self {
        Self { requirements, catalogue, seed, make }
    }

    /// The course with a code.
    pub(crate) fn course(&self, code: &str) -> &CatalogueCourse {
        self.catalogue.iter().find(|course| course.code.as_str() == code).unwrap()
    }

    /// The student of this number.
    pub(crate) fn student(&self, number: u64) -> Transcript {
        (self.make)(self, number, &mut Dice::new(self.seed, 1 + number))
    }

    /// So many students, a block at a time.
    pub(crate) fn blocks(&self, students: u64) -> impl Iterator<Item = Vec<Transcript>> {
        (0..students.div_ceil(BLOCK)).map(move |block| {
            let first = block * BLOCK;
            (first..students.min(first + BLOCK)).map(|number| self.student(number)).collect()
        })
    }
}

/// Requirements with a tree.
pub(crate) fn requirements(seed: u64, root: &Value) -> Requirements {
    let requirements = json!({
        "code": format!("MADE-{seed}"), "name": { "en": "Made" }, "catalogue": "2026/2027", "root": root,
        "source": { "document": "Made for a benchmark", "date": "2026-06-01" }, "status": "unverified",
    });
    serde_json::from_value(requirements).unwrap()
}
