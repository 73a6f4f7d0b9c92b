//! A search over yes-or-no decisions that learns from each conflict.
//!
//! Conditions are implications, clauses ("one of these") and sums ("together at least so much"). A decision is made, what
//! follows from it is drawn, and where that ends in a conflict, a sum is learned that speaks against the decisions that led to it
//! (conflict-driven learning).

#![expect(
    clippy::indexing_slicing,
    clippy::cast_possible_truncation,
    reason = "literals, clauses and sums are numbered by the engine itself, and are far fewer than 2^31"
)]

use num_integer::gcd;

use super::{
    clauses::{Clauses, Look},
    literal::Literal,
    order::Order,
    phases::Phases,
    resolvent::Resolvent,
    restarts::Restarts,
    weighted::{Term, Weighted},
};

/// Why a literal is true.
#[derive(Debug, Clone, Copy)]
pub(super) enum Reason {
    /// It was decided, or is given.
    Decided,
    /// This true literal implies it.
    Implied(Literal),
    /// It is the last of a clause that can be true.
    Clause(u32),
    /// Without it a sum is not reached.
    Sum(u32),
}

/// What cannot hold together.
#[derive(Debug, Clone, Copy)]
pub(super) enum Conflict {
    /// Both literals are false, and one must be true.
    Pair(Literal, Literal),
    Clause(u32),
    Sum(u32),
}

/// Where a search ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Outcome {
    /// All conditions hold.
    Found,
    /// They cannot hold together.
    Impossible,
    /// The work limit was reached.
    Stopped,
}

/// The conditions, and the state of the search. It is cleared and used again for the next student.
#[derive(Debug, Default)]
pub(super) struct Engine {
    /// By literal: 1 true, 2 false, 0 open.
    pub(super) values: Vec<u8>,
    /// By variable.
    pub(super) levels: Vec<u32>,
    pub(super) positions: Vec<u32>,
    pub(super) reasons: Vec<Reason>,
    phases: Phases,
    /// By variable: the range of variables of which at most one is true.
    pub(super) single: Vec<(u32, u32)>,
    /// By literal: what follows from it.
    implied: Vec<Vec<Literal>>,
    pub(super) clauses: Clauses,
    pub(super) weighted: Weighted,
    pub(super) trail: Vec<Literal>,
    /// Where each level begins on the trail.
    pub(super) levels_begin: Vec<u32>,
    /// How much of the trail the sums have been told.
    counted: usize,
    pub(super) order: Order,
    /// What is tried before everything else.
    aim: Option<Literal>,
    /// The given conditions contradict each other.
    broken: bool,
    pub(super) buffer: Vec<Term>,
    literals: Vec<Literal>,
    pub(super) resolvent: Resolvent,
    /// Sums that cannot do without some literal.
    near: Vec<u32>,
    /// Conflicts so far.
    pub(super) conflicts: u64,
    queue: usize,
}

impl Engine {
    /// Forgets everything but the room it took.
    pub(super) fn clear(&mut self) {
        let literals = self.values.len();
        self.implied.iter_mut().take(literals).for_each(Vec::clear);
        self.values.clear();
        self.levels.clear();
        self.positions.clear();
        self.reasons.clear();
        self.phases.clear();
        self.single.clear();
        self.clauses.clear();
        self.weighted.clear();
        self.trail.clear();
        self.levels_begin.clear();
        self.order.clear();
        self.aim = None;
        (self.counted, self.queue, self.broken, self.conflicts) = (0, 0, false, 0);
    }

    /// A new decision; `phase` is tried first.
    pub(super) fn variable(&mut self, phase: bool) -> Literal {
        let variable = self.levels.len() as u32;
        self.values.extend([0, 0]);
        self.levels.push(0);
        self.positions.push(0);
        self.reasons.push(Reason::Decided);
        self.phases.add(phase);
        self.single.push((variable, variable));
        self.order.add();
        if self.implied.len() < self.values.len() {
            self.implied.resize_with(self.values.len(), Vec::new);
        }
        self.clauses.grow(self.values.len());
        Literal::of(variable)
    }

    /// What is tried first, and how early.
    pub(super) fn prefer(&mut self, literal: Literal, weight: u8) {
        self.phases.set(literal);
        self.order.set(literal.variable(), weight);
    }

    pub(super) fn is_true(&self, literal: Literal) -> bool {
        self.values[literal.index()] == 1
    }

    pub(super) fn is_false(&self, literal: Literal) -> bool {
        self.values[literal.index()] == 2
    }

    fn is_open(&self, literal: Literal) -> bool {
        self.values[literal.index()] == 0
    }

    /// At most one of the variables from `first` on, of which the last was made just now.
    pub(super) fn at_most_one_since(&mut self, first: Literal) {
        let range = (first.variable() as u32, self.levels.len() as u32);
        self.single[first.variable()..].fill(range);
    }

    /// If the one is true, so is the other.
    pub(super) fn imply(&mut self, one: Literal, other: Literal) {
        self.implied[one.index()].push(other);
        self.implied[(!other).index()].push(!one);
    }

    /// It is so.
    pub(super) fn fix(&mut self, literal: Literal) {
        if self.is_false(literal) {
            self.broken = true;
        } else if self.is_open(literal) {
            self.assign(literal, Reason::Decided);
        }
    }

    /// One of these is true.
    pub(super) fn clause(&mut self, literals: &[Literal]) {
        match *literals {
            [] => self.broken = true,
            [one] => self.fix(one),
            [one, other] => self.imply(!one, other),
            _ => {
                self.clauses.add(literals, 0);
            }
        }
    }

    /// The weights of those that are true reach the degree. Weights may be negative; terms are used up.
    pub(super) fn sum(&mut self, terms: &mut Vec<(Literal, i64)>, mut degree: i64) {
        for (literal, weight) in terms.iter_mut() {
            if *weight < 0 {
                // −w·x = w·(not x) − w
                (*literal, *weight) = (!*literal, -*weight);
                degree += *weight;
            }
        }
        if degree > 0 {
            self.push_sum(terms, degree);
        }
        terms.clear();
    }

    /// A sum that asks for nothing yet; [`raise`](Self::raise) lets it.
    pub(super) fn goal(&mut self, terms: &mut Vec<(Literal, i64)>) -> u32 {
        let number = self.weighted.add(terms, 0, 0);
        terms.clear();
        number
    }

    fn push_sum(&mut self, terms: &mut Vec<(Literal, i64)>, mut degree: i64) {
        reduce(terms, &mut degree);
        if degree == 1 {
            let mut literals = std::mem::take(&mut self.literals);
            literals.clear();
            literals.extend(terms.iter().map(|(literal, _)| *literal));
            self.clause(&literals);
            self.literals = literals;
            return;
        }
        self.weighted.add(terms, degree, 0);
    }

    /// After the last sum and before the search: notes where each literal stands. Conditions may be added later, at the beginning of
    /// a search, if it is called again.
    pub(super) fn seal(&mut self) {
        (self.counted, self.queue) = (0, 0);
        self.order.seal();
        self.weighted.seal(self.values.len());
        for number in 0..self.weighted.len() as u32 {
            if self.weighted.of(number).slack() < 0 {
                self.broken = true;
            } else if !self.broken {
                self.draw(number);
            }
        }
    }

    /// What the true literals of a sum come to.
    pub(super) fn reached(&self, sum: u32) -> i64 {
        self.terms_of(sum)
            .iter()
            .filter(|(literal, _)| self.is_true(*literal))
            .map(|(_, weight)| weight)
            .sum()
    }

    /// What all weights of a sum have in common.
    pub(super) fn step(&self, sum: u32) -> i64 {
        divisor(self.terms_of(sum))
    }

    /// Asks for so much of a sum, more than before, and goes back to the beginning of the search.
    pub(super) fn raise(&mut self, sum: u32, degree: i64) {
        self.back_to(0);
        if self.weighted.raise(sum, degree) {
            self.draw(sum);
        } else {
            self.broken = true;
        }
    }

    /// Searches until all conditions hold, or cannot, or `limit` conflicts were met.
    pub(super) fn search(&mut self, limit: u64) -> Outcome {
        let mut restarts = Restarts::default();
        let mut next = self.conflicts + restarts.next();
        self.phases.begin();
        loop {
            if self.broken {
                return Outcome::Impossible;
            }
            let conflict = self.propagate();
            if let Some(conflict) = conflict {
                self.conflicts += 1;
                let held = self.levels_begin.last().map_or(0, |begin| *begin as usize);
                self.phases.note(&self.trail[..held]);
                self.learn(conflict);
                if self.conflicts >= limit && !self.broken {
                    return Outcome::Stopped;
                }
            } else if self.weighted.is_full() {
                self.forget();
            } else if self.conflicts >= next {
                next = self.conflicts + restarts.next();
                self.back_to(0);
                self.clauses.forget();
                self.phases.turn();
            } else if !self.decide() {
                return Outcome::Found;
            }
        }
    }

    /// What is tried before everything else.
    pub(super) fn aim(&mut self, literal: Literal) {
        self.aim = Some(literal);
    }

    fn decide(&mut self) -> bool {
        if let Some(aim) = self.aim.filter(|aim| self.is_open(*aim)) {
            self.levels_begin.push(self.trail.len() as u32);
            self.assign(aim, Reason::Decided);
            return true;
        }
        let values = &self.values;
        let next = self.order.next(|variable| values[Literal::of(variable as u32).index()] == 0);
        let Some(variable) = next else { return false };
        let literal = Literal::of(variable as u32);
        self.levels_begin.push(self.trail.len() as u32);
        self.assign(if self.phases.of(variable) { literal } else { !literal }, Reason::Decided);
        true
    }

    pub(super) fn level(&self) -> u32 {
        self.levels_begin.len() as u32
    }

    pub(super) fn assign(&mut self, literal: Literal, reason: Reason) {
        let variable = literal.variable();
        self.values[literal.index()] = 1;
        self.values[(!literal).index()] = 2;
        self.levels[variable] = self.level();
        self.positions[variable] = self.trail.len() as u32;
        self.reasons[variable] = reason;
        self.trail.push(literal);
    }

    /// Takes back all that was decided above a level.
    pub(super) fn back_to(&mut self, level: u32) {
        let Some(&begin) = self.levels_begin.get(level as usize) else { return };
        while self.trail.len() > begin as usize {
            let Some(literal) = self.trail.pop() else { return };
            let variable = literal.variable();
            if self.trail.len() < self.counted {
                self.weighted.regain(!literal);
            }
            self.values[literal.index()] = 0;
            self.values[(!literal).index()] = 0;
            self.phases.set(literal);
            self.order.open(variable);
        }
        self.counted = self.counted.min(self.trail.len());
        self.queue = self.queue.min(self.trail.len());
        self.levels_begin.truncate(level as usize);
    }

    /// Draws all that follows.
    fn propagate(&mut self) -> Option<Conflict> {
        while let Some(&literal) = self.trail.get(self.queue) {
            self.queue += 1;
            let conflict = self.count(!literal);
            let conflict = conflict.or_else(|| self.follow(literal)).or_else(|| self.watch(!literal));
            if conflict.is_some() {
                return conflict;
            }
        }
        None
    }

    /// Tells the sums that a literal is false.
    fn count(&mut self, lost: Literal) -> Option<Conflict> {
        let mut near = std::mem::take(&mut self.near);
        near.clear();
        let failed = self.weighted.lose(lost, &mut near);
        self.counted = self.queue;
        if failed.is_none() {
            for &number in &near {
                self.draw(number);
            }
        }
        self.near = near;
        failed.map(Conflict::Sum)
    }

    /// What a sum cannot do without is true.
    pub(super) fn draw(&mut self, number: u32) {
        let slack = self.weighted.of(number).slack();
        for at in self.weighted.of(number).range() {
            let (literal, weight) = self.weighted.term(at);
            if weight <= slack {
                break;
            }
            if self.is_open(literal) {
                self.assign(literal, Reason::Sum(number));
            }
        }
    }

    fn follow(&mut self, literal: Literal) -> Option<Conflict> {
        for at in 0..self.implied[literal.index()].len() {
            let other = self.implied[literal.index()][at];
            if self.is_false(other) {
                return Some(Conflict::Pair(!literal, other));
            }
            if self.is_open(other) {
                self.assign(other, Reason::Implied(literal));
            }
        }
        if literal.is_positive() {
            let (first, end) = self.single[literal.variable()];
            for variable in first..end {
                let other = Literal::of(variable);
                if other != literal && self.is_open(other) {
                    self.assign(!other, Reason::Implied(literal));
                } else if other != literal && self.is_true(other) {
                    return Some(Conflict::Pair(!literal, !other));
                }
            }
        }
        None
    }

    /// Looks at the clauses that counted on a literal which is now false.
    fn watch(&mut self, lost: Literal) -> Option<Conflict> {
        let mut watching = self.clauses.take_watches(lost);
        let mut conflict = None;
        watching.retain(|&(number, other)| {
            if conflict.is_some() || self.is_true(other) {
                return true;
            }
            match self.clauses.look(number, lost, &self.values) {
                Look::Holds { moved } => return !moved,
                Look::Last(kept) if self.is_false(kept) => conflict = Some(Conflict::Clause(number)),
                Look::Last(kept) => self.assign(kept, Reason::Clause(number)),
            }
            true
        });
        self.clauses.give_back(lost, watching);
        conflict
    }

    /// The terms of a sum, greatest weight first.
    pub(super) fn terms_of(&self, number: u32) -> &[(Literal, i64)] {
        self.weighted.terms_of(number)
    }

    /// Takes back all decisions, and forgets some of what was learned.
    fn forget(&mut self) {
        self.back_to(0);
        let Self { weighted, values, .. } = self;
        weighted.forget(|terms| lost(values, terms));
    }

    pub(super) fn give_up(&mut self) {
        self.broken = true;
    }
}

/// What the weights have in common.
fn divisor(terms: &[Term]) -> i64 {
    let mut divisor = 0;
    for (_, weight) in terms {
        divisor = gcd(divisor, *weight);
        if divisor == 1 {
            break;
        }
    }
    divisor.max(1)
}

/// What is false of a sum.
pub(super) fn lost(values: &[u8], terms: &[Term]) -> i64 {
    terms.iter().filter(|(literal, _)| values[literal.index()] == 2).map(|(_, weight)| weight).sum()
}

/// Divides a sum by what its weights have in common, and lets none of them be more than what is asked for.
pub(super) fn reduce(terms: &mut Vec<Term>, degree: &mut i64) {
    let divisor = divisor(terms);
    *degree = (*degree + divisor - 1) / divisor;
    terms.retain(|(_, weight)| *weight > 0);
    for (_, weight) in terms.iter_mut() {
        // What reaches the degree alone reaches it, by however much.
        *weight = (*weight / divisor).min(*degree);
    }
}
