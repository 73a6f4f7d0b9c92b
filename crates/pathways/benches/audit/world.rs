//! Made requirements, the courses they are for, and the students who take them.

use collegium_pathways::audit::{CatalogueCourse, Requirements, Transcript};
use serde_json::{Value, json};

use crate::dice::Dice;

/// How many attempts a student has.
pub(crate) const ATTEMPTS: usize = 40;

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
        root: &Value,
        catalogue: Vec<CatalogueCourse>,
        make: fn(&Self, u64, &mut Dice) -> Transcript,
    ) -> Self {
        let requirements = json!({
            "code": format!("MADE-{seed}"), "name": { "en": "Made" }, "catalogue": "2026/2027", "root": root,
            "source": { "document": "Made for a benchmark", "date": "2026-06-01" }, "status": "unverified",
        });
        Self { requirements: serde_json::from_value(requirements).unwrap(), catalogue, seed, make }
    }

    /// The student of this number.
    pub(crate) fn student(&self, number: u64) -> Transcript {
        (self.make)(self, number, &mut Dice::new(self.seed, 1 + number))
    }
}
