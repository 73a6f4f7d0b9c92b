//! The search for the least that is missing.

#![expect(
    clippy::indexing_slicing,
    clippy::cast_possible_wrap,
    reason = "items, places and parts are numbered by the case and the compiled requirements, and are far fewer than 2^31"
)]

use std::collections::{BTreeMap, BTreeSet};

use super::{Question, Solution, Solver, engine::Outcome, literal::Literal, shortfall::Shortfall};

/// How many conflicts are met for fewer courses, once it is known that no credits can be spared.
const SPARE: u64 = 1_000;

/// What would complete an award.
#[derive(Debug, Clone, Default)]
pub(in crate::audit) struct Least {
    /// The credits of the further attempts, in ten-thousandths.
    pub(in crate::audit) credits: i64,
    /// Attempts by their place in the transcript, and leaves.
    pub(in crate::audit) applied: Vec<(usize, usize)>,
    /// The chosen parts whose milestones are not reached.
    pub(in crate::audit) milestones: Vec<usize>,
}

impl Solver {
    /// Searches the plan that satisfies with the fewest credits of further attempts, those from `own` on in the transcript. Of
    /// equally good ones it takes one with few of these and few milestones that are not reached. Of two attempts that exclude each other at most
    /// one is applied. Tells whether none has fewer credits.
    pub(in crate::audit) fn complete(
        &mut self,
        question: &Question<'_>,
        own: usize,
        exclusive: &[(usize, usize)],
    ) -> (Option<Least>, bool) {
        let Question { compiled, transcript, in_progress, present, limit } = *question;
        self.case.read(compiled, transcript, in_progress, present);
        let missing: Vec<_> = (0..compiled.parts.len()).filter(|&part| !self.case.reached[part]).collect();
        self.case.reached.fill(true);
        self.case.list_below(compiled);
        self.encoding.encode(&mut self.engine, compiled, &self.case, true, false);
        self.exclude(exclusive);
        let used = self.further(own);
        self.order_alike(question, &used, exclusive);
        let goal = self.cost(&used, &missing);
        self.engine.seal();
        let bound = Shortfall { compiled, case: &self.case, own }.credits();
        let mut solution = Solution::default();
        let mut least: Option<Least> = None;
        loop {
            let done = least.as_ref().is_some_and(|least| least.credits <= bound);
            let limit = if done { limit.min(self.engine.conflicts + SPARE) } else { limit };
            match self.engine.search(limit) {
                Outcome::Found => {
                    self.read_plan(compiled, &mut solution);
                    least = Some(self.least(&solution, &used, &missing));
                    let reached = self.engine.reached(goal);
                    self.engine.raise(goal, reached + 1);
                }
                Outcome::Impossible => return (least, true),
                Outcome::Stopped => return (least, done),
            }
        }
    }

    fn exclude(&mut self, exclusive: &[(usize, usize)]) {
        let items: BTreeMap<_, _> =
            self.case.items.iter().enumerate().map(|(item, of)| (of.source, item)).collect();
        for (one, other) in exclusive {
            if let (Some(&one), Some(&other)) = (items.get(one), items.get(other)) {
                let one = self.encoding.used(one);
                let other = self.encoding.used(other);
                self.engine.imply(one, !other);
            }
        }
    }

    /// The further items and whether they are used, which is not tried first.
    fn further(&mut self, own: usize) -> Vec<(usize, Literal)> {
        let items = (0..self.case.items.len()).filter(|&item| self.case.items[item].source >= own);
        let items: Vec<_> = items.collect();
        let mut further = Vec::new();
        for item in items {
            let used = self.encoding.used(item);
            let of = self.case.items[item];
            for place in of.first..of.end {
                self.engine.prefer(!self.encoding.places[place], 0);
            }
            self.engine.prefer(!used, 0);
            further.push((item, used));
        }
        further
    }

    /// Of further items that nothing tells apart, one is used only if those before it are.
    fn order_alike(
        &mut self,
        question: &Question<'_>,
        used: &[(usize, Literal)],
        exclusive: &[(usize, usize)],
    ) {
        let excluded: BTreeSet<_> = exclusive.iter().flat_map(|&(one, other)| [one, other]).collect();
        let mut last = BTreeMap::new();
        for &(item, literal) in used {
            let of = self.case.items[item];
            if of.group.is_some() || excluded.contains(&of.source) {
                continue;
            }
            let meant: Vec<_> = (0..question.compiled.filters.len())
                .map(|filter| self.case.is_meant(item, Some(filter)))
                .collect();
            if let Some(before) = last.insert((of.credits, of.area, meant), literal) {
                self.engine.imply(literal, before);
            }
        }
    }

    /// The sum of what is spared: credits first, then attempts and milestones.
    fn cost(&mut self, used: &[(usize, Literal)], missing: &[usize]) -> u32 {
        let many = (used.len() + missing.len() + 1) as i64;
        let mut spared: BTreeMap<Literal, i64> = BTreeMap::new();
        for &(item, used) in used {
            *spared.entry(!used).or_default() += self.case.items[item].credits * many + 1;
        }
        for chosen in missing.iter().filter_map(|&part| self.encoding.chosen[part]) {
            *spared.entry(!chosen).or_default() += 1;
        }
        self.engine.goal(&mut spared.into_iter().collect())
    }

    fn least(&self, solution: &Solution, used: &[(usize, Literal)], missing: &[usize]) -> Least {
        let used = used.iter().filter(|(_, used)| self.engine.is_true(*used));
        Least {
            credits: used.map(|(item, _)| self.case.items[*item].credits).sum(),
            applied: solution.applied.clone(),
            milestones: missing.iter().copied().filter(|&part| solution.chosen[part]).collect(),
        }
    }
}
