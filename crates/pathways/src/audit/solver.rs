//! The search for the best plan.

#![expect(
    clippy::indexing_slicing,
    reason = "items, places and parts are numbered by the case and the compiled requirements"
)]

mod analysis;
mod completion;
mod encoding;
mod engine;
mod literal;
mod order;
mod shortfall;

use self::{
    encoding::Encoding,
    engine::{Engine, Outcome},
};
use super::{Plan, Transcript, case::Case, compiled::CompiledRequirements};

/// The best plan that was found.
#[derive(Debug, Clone, Default)]
pub(super) struct Solution {
    pub(super) satisfied: bool,
    /// Whether none is better.
    pub(super) proven: bool,
    /// The credits applied, in ten-thousandths.
    pub(super) credits: i64,
    /// By part.
    pub(super) chosen: Vec<bool>,
    /// Attempts by their place in the transcript, and leaves.
    pub(super) applied: Vec<(usize, usize)>,
    /// How many conflicts the search met.
    pub(super) conflicts: u64,
}

/// The room a search takes: kept from student to student.
#[derive(Debug, Default)]
pub(super) struct Solver {
    case: Case,
    engine: Engine,
    encoding: Encoding,
}

/// What is asked of one student.
#[derive(Debug, Clone, Copy)]
pub(super) struct Question<'a> {
    pub(super) compiled: &'a CompiledRequirements,
    pub(super) transcript: &'a Transcript,
    pub(super) in_progress: bool,
    pub(super) present: Option<&'a Plan>,
    /// How many conflicts the search may meet.
    pub(super) limit: u64,
}

impl Solver {
    /// Searches the best plan: one that satisfies, if there is one; then most credits; then fewest moved from the present plan.
    pub(super) fn solve(&mut self, question: &Question<'_>) -> Solution {
        let Question { compiled, transcript, in_progress, present, .. } = *question;
        self.case.read(compiled, transcript, in_progress, present);
        let mut solution = Solution { proven: true, ..Solution::default() };
        for satisfied in [true, false] {
            let credits = self.encoding.encode(&mut self.engine, compiled, &self.case, satisfied);
            let kept = present
                .map(|plan| self.encoding.kept(&mut self.engine, compiled, &self.case, transcript, plan));
            self.engine.seal();
            let most = self.maximise(question, credits, &mut solution);
            if let (Some(most), Some(kept)) = (most, kept) {
                self.engine.raise(credits, most);
                self.maximise(question, kept, &mut solution);
            }
            solution.conflicts += self.engine.conflicts;
            if most.is_some() {
                solution.satisfied = satisfied;
                break;
            }
        }
        solution
    }

    /// The most that a sum can come to; `None` if no plan was found.
    fn maximise(&mut self, question: &Question<'_>, goal: u32, solution: &mut Solution) -> Option<i64> {
        let mut most = None;
        loop {
            match self.engine.search(question.limit, |_, _| false) {
                Outcome::Found => {
                    self.read_plan(question.compiled, solution);
                    let reached = self.engine.reached(goal);
                    most = Some(reached);
                    self.engine.raise(goal, reached + 1);
                }
                Outcome::Impossible => return most,
                Outcome::Stopped => {
                    solution.proven = false;
                    return most;
                }
            }
        }
    }

    fn read_plan(&self, compiled: &CompiledRequirements, solution: &mut Solution) {
        let chosen = self.encoding.chosen.iter();
        solution.chosen.clear();
        solution
            .chosen
            .extend(chosen.map(|chosen| chosen.is_none_or(|literal| self.engine.is_true(literal))));
        solution.applied.clear();
        solution.credits = 0;
        debug_assert_eq!(solution.chosen.len(), compiled.parts.len());
        for item in &self.case.items {
            let places = item.first..item.end;
            let applied = places.filter(|&place| self.engine.is_true(self.encoding.places[place]));
            let before = solution.applied.len();
            solution.applied.extend(applied.map(|place| (item.source, self.case.places[place])));
            if solution.applied.len() > before {
                solution.credits += item.credits;
            }
        }
        solution.applied.sort_unstable();
    }
}
