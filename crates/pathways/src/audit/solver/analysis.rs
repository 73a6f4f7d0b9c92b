//! What is learned from a conflict.

#![expect(clippy::indexing_slicing, reason = "literals are numbered by the engine itself")]

use super::{
    engine::{Conflict, Engine, Reason},
    literal::Literal,
};

impl Engine {
    /// Learns which decisions cannot stand together (the first unique implication point), and takes the last of them back.
    pub(super) fn learn(&mut self, conflict: Conflict) {
        let mut buffer = std::mem::take(&mut self.buffer);
        buffer.clear();
        self.explain_conflict(conflict, &mut buffer);
        let last = buffer.iter().map(|literal| self.levels[literal.variable()]).max().unwrap_or(0);
        if last == 0 {
            self.buffer = buffer;
            return self.give_up();
        }
        self.back_to(last);
        let learned = self.first_unique(&mut buffer, last);
        self.buffer = buffer;
        let levels = self.count_levels(&learned);
        let back = learned.get(1).map_or(0, |literal| self.levels[literal.variable()]);
        self.back_to(back);
        self.keep(&learned, levels);
    }

    /// How many levels of decisions these are from.
    fn count_levels(&self, literals: &[Literal]) -> u32 {
        let mut levels: Vec<_> = literals.iter().map(|literal| self.levels[literal.variable()]).collect();
        levels.sort_unstable();
        levels.dedup();
        u32::try_from(levels.len()).unwrap_or(u32::MAX)
    }

    fn first_unique(&mut self, buffer: &mut Vec<Literal>, level: u32) -> Vec<Literal> {
        let mut learned = Vec::new();
        let mut open = 0;
        let mut at = self.trail.len();
        loop {
            for literal in buffer.drain(..) {
                let variable = literal.variable();
                if self.seen[variable] || self.levels[variable] == 0 {
                    continue;
                }
                self.seen[variable] = true;
                self.order.bump(variable);
                if self.levels[variable] == level {
                    open += 1;
                } else {
                    learned.push(literal);
                }
            }
            while at > 0 && !self.seen[self.trail[at - 1].variable()] {
                at -= 1;
            }
            let Some(literal) = at.checked_sub(1).map(|at| self.trail[at]) else { break };
            at -= 1;
            self.seen[literal.variable()] = false;
            open -= 1;
            if open == 0 {
                learned.push(!literal);
                break;
            }
            self.explain(literal, buffer);
        }
        self.order.settle();
        self.shorten(&mut learned, buffer);
        learned
    }

    /// Leaves out what follows from the rest, and puts the asserted literal first and the latest of the others second.
    fn shorten(&mut self, learned: &mut Vec<Literal>, buffer: &mut Vec<Literal>) {
        let asserted = learned.pop();
        let all = learned.clone();
        learned.retain(|&literal| {
            if matches!(self.reasons[literal.variable()], Reason::Decided) {
                return true;
            }
            buffer.clear();
            self.explain(!literal, buffer);
            !buffer.iter().all(|cause| self.seen[cause.variable()] || self.levels[cause.variable()] == 0)
        });
        buffer.clear();
        for literal in all {
            self.seen[literal.variable()] = false;
        }
        let latest = (0..learned.len()).max_by_key(|&at| self.positions[learned[at].variable()]);
        if let Some(latest) = latest {
            learned.swap(0, latest);
        }
        if let Some(asserted) = asserted {
            learned.insert(0, asserted);
        }
    }

    /// The false literals that together made a literal true.
    fn explain(&self, literal: Literal, causes: &mut Vec<Literal>) {
        match self.reasons[literal.variable()] {
            Reason::Decided => {}
            Reason::Implied(cause) => causes.push(!cause),
            Reason::Clause(number) => {
                causes.extend(self.clauses.literals_of(number).iter().filter(|&&other| other != literal));
            }
            Reason::Sum(number) => self.explain_sum(number, Some(literal), causes),
        }
    }

    fn explain_conflict(&self, conflict: Conflict, causes: &mut Vec<Literal>) {
        match conflict {
            Conflict::Pair(one, other) => causes.extend([one, other]),
            Conflict::Clause(number) => causes.extend_from_slice(self.clauses.literals_of(number)),
            Conflict::Sum(number) => self.explain_sum(number, None, causes),
        }
    }

    /// As few false literals of a sum as make it fail, or need the literal that it drew.
    fn explain_sum(&self, number: u32, drawn: Option<Literal>, causes: &mut Vec<Literal>) {
        let before = drawn.map_or(u32::MAX, |literal| self.positions[literal.variable()]);
        let terms = self.terms_of(number);
        let weight =
            |drawn| terms.iter().find(|(literal, _)| *literal == drawn).map_or(0, |(_, weight)| *weight);
        let bound = drawn.map_or(0, weight);
        let mut slack = self.sums[number as usize].room;
        // What is false for good needs no mention.
        let for_good = |literal: Literal| self.is_false(literal) && self.levels[literal.variable()] == 0;
        slack -=
            terms.iter().filter(|(literal, _)| for_good(*literal)).map(|(_, weight)| weight).sum::<i64>();
        for &(literal, weight) in terms {
            if slack < bound {
                break;
            }
            let lost = self.is_false(literal) && self.positions[literal.variable()] < before;
            if lost && self.levels[literal.variable()] > 0 {
                slack -= weight;
                causes.push(literal);
            }
        }
    }
}
