//! Where something can be applied, and what counts it there.

use super::{
    Attempt, CompiledRequirements, Facts,
    bits::{add, has, remove, words},
};

/// Where a course or an attempt can be applied.
#[derive(Debug, Clone, Default)]
pub(super) struct Fit {
    /// The filters that mean it, as bits.
    pub(super) marks: Vec<u64>,
    /// The leaves of these filters, by pool.
    pub(super) leaves: Vec<usize>,
    /// By leaf: the limits that count it there, as bits.
    pub(super) counts: Vec<u64>,
    /// All these limits together.
    pub(super) limits: Vec<u64>,
    /// Those of its filters that ask for a grade or a day.
    asking: Vec<usize>,
}

impl CompiledRequirements {
    /// Where the attempts at a course can be applied that have the grades and days that are asked for.
    pub(super) fn fit_of_course(&self, facts: &Facts<'_>) -> Fit {
        self.fit(self.course_marks(facts))
    }

    /// The filters whose lasting conditions hold, as bits.
    fn course_marks(&self, facts: &Facts<'_>) -> Vec<u64> {
        let mut marks = vec![0; words(self.filters.len())];
        let means = self.filters.iter().enumerate().filter(|(_, filter)| filter.matches_course(facts));
        means.for_each(|(number, _)| add(&mut marks, number));
        marks
    }

    /// Whether an attempt has the grade and the day that its course's filters ask for.
    pub(super) fn passes(&self, fit: &Fit, attempt: &Attempt) -> bool {
        fit.asking.iter().all(|&number| self.matches_result(number, attempt))
    }

    fn matches_result(&self, filter: usize, attempt: &Attempt) -> bool {
        self.filters.get(filter).is_some_and(|filter| filter.matches_result(&attempt.facts()))
    }

    /// Where an attempt can be applied. `lasting` is where attempts at its course can, if that is known.
    pub(super) fn fit_of_attempt(&self, attempt: &Attempt, lasting: Option<&Fit>) -> Fit {
        let course_marks = || self.course_marks(&attempt.facts());
        let mut marks = lasting.map_or_else(course_marks, |fit| fit.marks.clone());
        for &number in self.asking.iter().filter(|&&number| !self.matches_result(number, attempt)) {
            remove(&mut marks, number);
        }
        self.fit(marks)
    }

    /// What these filters mean.
    fn fit(&self, marks: Vec<u64>) -> Fit {
        let leaves = self.by_pool.iter().filter_map(|&leaf| Some((leaf, self.leaves.get(leaf)?)));
        let width = words(self.limits.len());
        let mut fit = Fit { limits: vec![0; width], ..Fit::default() };
        for (number, leaf) in leaves.filter(|(_, leaf)| has(&marks, leaf.filter)) {
            fit.leaves.push(number);
            let mut counts = vec![0; width];
            for &limit in &leaf.limits {
                let filter = self.limits.get(limit).and_then(|limit| limit.filter);
                if filter.is_none_or(|filter| has(&marks, filter)) {
                    add(&mut fit.limits, limit);
                    add(&mut counts, limit);
                }
            }
            fit.counts.append(&mut counts);
        }
        fit.asking = self.asking.iter().copied().filter(|&number| has(&marks, number)).collect();
        Fit { marks, ..fit }
    }
}
