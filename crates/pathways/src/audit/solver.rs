//! The search for the best plan.

#![expect(
    clippy::indexing_slicing,
    reason = "items, places and parts are numbered by the case and the compiled requirements"
)]

mod analysis;
mod average;
mod caps;
mod clauses;
mod completion;
mod cut;
mod demand;
mod encoding;
mod engine;
mod flow;
mod greedy;
mod literal;
mod order;
mod phases;
mod resolvent;
mod restarts;
mod shortfall;
mod sums;
mod supply;
mod weighted;

use self::{
    caps::Caps,
    cut::Cut,
    demand::{Demands, Unit},
    encoding::Encoding,
    engine::{Engine, Outcome},
    flow::Network,
    greedy::{Given, Greedy},
    supply::Supply,
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
    caps: Caps,
    greedy: Greedy,
    cut: Cut,
    network: Network,
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

/// The conflicts after which a search is not ending soon.
const SOON: u64 = 32;

/// What is to be made as great as can be.
#[derive(Debug, Clone, Copy)]
struct Goal {
    /// The sum of all credits.
    credits: u32,
    /// The sum of those outside the narrowest place.
    outside: u32,
    /// The most that pass by it.
    passing: i64,
    /// The most credits there can be.
    bound: i64,
}

impl Solver {
    /// Searches the best plan: one that satisfies, if there is one; then most credits; then fewest moved from the present plan.
    pub(super) fn solve(&mut self, question: &Question<'_>) -> Solution {
        let Question { compiled, transcript, in_progress, present, .. } = *question;
        self.case.read(compiled, transcript, in_progress, present);
        let mut solution = Solution { proven: true, ..Solution::default() };
        for satisfied in [true, false] {
            if satisfied && !self.case.possible[0] {
                continue;
            }
            let met = self.begin(compiled, satisfied);
            if met {
                self.take_greedy(&mut solution, satisfied);
            }
            let is_best = |solution: &Solution, bound| met && present.is_none() && solution.credits == bound;
            if is_best(&solution, self.caps.bound) {
                break;
            }
            if satisfied && !met && average::is_out_of_reach(compiled, &self.case, &self.caps) {
                continue;
            }
            self.caps.finish(compiled, &self.case);
            self.cut.find(&mut self.network, compiled, &self.case, &self.caps);
            if met && solution.credits < self.cut.bound {
                self.improve(compiled, &mut solution, satisfied);
            }
            if is_best(&solution, self.cut.bound) {
                break;
            }
            self.case.list_below(compiled);
            let goal = self.encode(question, satisfied);
            let most = self.most_credits(question, &goal, met.then_some(solution.credits), &mut solution);
            solution.conflicts += self.engine.conflicts;
            if let Some(most) = most {
                solution.satisfied = satisfied;
                if let Some(plan) = present {
                    self.fewest_moved(question, (most, plan), &mut solution);
                }
                break;
            }
        }
        if !solution.proven {
            solution.satisfied = self.is_met(compiled, &solution);
        }
        solution
    }

    /// Whether the plan meets all that is asked: one that need not may do so too.
    fn is_met(&mut self, compiled: &CompiledRequirements, solution: &Solution) -> bool {
        let Self { case, greedy, .. } = self;
        greedy.sketch.read(compiled, case, solution);
        greedy.sketch.satisfies(compiled, case)
    }

    /// Whether each pool can have what it asks for.
    fn is_supplied(&mut self, compiled: &CompiledRequirements) -> bool {
        let Self { case, caps, cut, network, .. } = self;
        counted(compiled).all(|(pool, unit)| {
            let demands = Demands { compiled, case, pool, unit };
            Supply { demands, caps, cut }.is_enough(network)
        })
    }

    /// Makes a first plan of a kind: one that is to satisfy quickly, and if it does not with care; another with care. Tells whether it
    /// is of that kind.
    fn begin(&mut self, compiled: &CompiledRequirements, satisfied: bool) -> bool {
        self.caps.read(compiled, &self.case, satisfied);
        let Self { case, caps, greedy, .. } = self;
        let given = |carefully| Given { compiled, case, caps, satisfy: satisfied, carefully };
        greedy.prepare(given(!satisfied));
        let mut is_met = |carefully| {
            greedy.make(given(carefully));
            !satisfied || greedy.sketch.satisfies(compiled, case)
        };
        is_met(!satisfied) || is_met(true)
    }

    /// Exchanges attempts in a plan that satisfies. One that need not was made with care: makes another, which takes the largest first.
    fn improve(&mut self, compiled: &CompiledRequirements, solution: &mut Solution, satisfied: bool) {
        let Self { case, caps, greedy, cut, .. } = self;
        if satisfied {
            greedy.exchange(compiled, case, cut.bound);
        } else {
            let given = Given { compiled, case, caps, satisfy: false, carefully: false };
            let before = greedy.sketch.clone();
            greedy.prepare(given);
            greedy.make(given);
            if greedy.sketch.credits <= before.credits {
                greedy.sketch = before;
            }
        }
        if self.greedy.sketch.credits > solution.credits {
            self.take_greedy(solution, satisfied);
        }
    }

    /// Of the plans with so many credits one that moves the fewest attempts. What was learned before holds only above these
    /// credits: the search begins anew.
    fn fewest_moved(&mut self, question: &Question<'_>, (most, plan): (i64, &Plan), solution: &mut Solution) {
        let goal = self.encode(question, solution.satisfied);
        let Self { case, engine, encoding, .. } = self;
        let kept = encoding.kept(engine, question.compiled, case, question.transcript, plan);
        engine.seal();
        self.ask(&goal, most);
        self.maximise(question, kept, solution);
        solution.conflicts += self.engine.conflicts;
    }

    fn encode(&mut self, question: &Question<'_>, satisfied: bool) -> Goal {
        let Self { case, engine, encoding, greedy, cut, .. } = self;
        let Question { compiled, present, .. } = *question;
        let credits = encoding.encode(engine, compiled, case, satisfied, present.is_none());
        encoding.begin_with(engine, &greedy.sketch);
        let outside = encoding.outside(engine, case, cut);
        Encoding::aim(engine, (credits, outside), cut);
        engine.seal();
        Goal { credits, outside, passing: cut.most, bound: cut.bound }
    }

    /// The first plan as it is.
    fn take_greedy(&self, solution: &mut Solution, satisfied: bool) {
        solution.satisfied = satisfied;
        self.greedy.sketch.write(&self.case, solution);
    }

    /// The most credits that a plan applies; `None` if no plan was found. So many are known to be possible.
    fn most_credits(
        &mut self,
        question: &Question<'_>,
        goal: &Goal,
        known: Option<i64>,
        solution: &mut Solution,
    ) -> Option<i64> {
        let mut most = match known {
            Some(known) => known,
            None => self.first(question, goal, solution)?,
        };
        let step = self.engine.step(goal.credits);
        while most < goal.bound && solution.proven {
            self.ask(goal, most + step);
            match self.search(question, goal.credits, solution) {
                Some(reached) => most = reached,
                None => break,
            }
        }
        Some(most)
    }

    /// The credits of a first plan that satisfies. Where a search does not end soon, what is asked for together is held against what
    /// there is, and if there is enough, the search is told what the leaves ask for together.
    fn first(&mut self, question: &Question<'_>, goal: &Goal, solution: &mut Solution) -> Option<i64> {
        if self.engine.search(SOON.min(question.limit)) == Outcome::Stopped {
            if !self.is_supplied(question.compiled) {
                return None;
            }
            self.engine.back_to(0);
            self.demand(question.compiled);
            self.engine.seal();
        }
        self.search(question, goal.credits, solution)
    }

    fn demand(&mut self, compiled: &CompiledRequirements) {
        let Self { case, engine, encoding, network, .. } = self;
        for (pool, unit) in counted(compiled) {
            if let Some(demand) = (Demands { compiled, case, pool, unit }).tightest(network) {
                encoding.demand(engine, case, &demand);
            }
        }
    }

    /// Asks for so many credits, and for what of them must come from outside the narrow place.
    fn ask(&mut self, goal: &Goal, credits: i64) {
        self.engine.raise(goal.credits, credits);
        self.engine.raise(goal.outside, credits - goal.passing);
    }

    /// The most that a sum can come to; `None` if no plan was found.
    fn maximise(&mut self, question: &Question<'_>, goal: u32, solution: &mut Solution) -> Option<i64> {
        let mut most = None;
        while let Some(reached) = self.search(question, goal, solution) {
            most = Some(reached);
            self.engine.raise(goal, reached + 1);
        }
        most
    }

    /// What a sum comes to in the next plan; `None` if none was found.
    fn search(&mut self, question: &Question<'_>, goal: u32, solution: &mut Solution) -> Option<i64> {
        let outcome = self.engine.search(question.limit);
        match outcome {
            Outcome::Found => {
                self.read_plan(question.compiled, solution);
                Some(self.engine.reached(goal))
            }
            Outcome::Impossible => None,
            Outcome::Stopped => {
                solution.proven = false;
                None
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

/// Each pool, and what is counted in it.
fn counted(compiled: &CompiledRequirements) -> impl Iterator<Item = (usize, Unit)> {
    (0..compiled.pools).flat_map(|pool| [(pool, Unit::Courses), (pool, Unit::Credits)])
}
