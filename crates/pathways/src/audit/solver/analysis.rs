//! What is learned from a conflict.
//!
//! A sum that fails is added to the sums by which its literals became false, each divided so that the literal falls out, until
//! something follows from it before the last decision (cutting planes, by division: Elffers and Nordström 2018). What leaves ask for
//! together is found that way, where clauses would tell it case by case.

#![expect(clippy::indexing_slicing, reason = "literals are numbered by the engine itself")]

use std::cmp::Reverse;

use super::{
    engine::{Conflict, Engine, Reason, lost, reduce},
    literal::Literal,
    resolvent::{HEAVY, Resolvent, Standing, divide},
    weighted::Term,
};

impl Engine {
    /// Learns from a conflict, and takes back as many decisions as it speaks against.
    pub(super) fn learn(&mut self, conflict: Conflict) {
        let mut sum = std::mem::take(&mut self.resolvent);
        sum.clear(self.levels.len());
        let asserts = self.resolve(conflict, &mut sum);
        self.order.settle();
        if asserts {
            self.conclude(&sum);
        } else {
            self.give_up();
        }
        self.resolvent = sum;
    }

    /// Makes a sum from which something follows before the last decision. Tells whether there is one.
    fn resolve(&mut self, conflict: Conflict, sum: &mut Resolvent) -> bool {
        let mut terms = std::mem::take(&mut self.buffer);
        let degree = self.terms_of_conflict(conflict, &mut terms);
        let (mut at, mut begin) = (self.trail.len(), self.trail.len());
        self.add_all(sum, &terms, degree, 1, (at, begin));
        let mut asserts = false;
        while let Some(last) = at.checked_sub(1) {
            at = last;
            let literal = self.trail[at];
            let level = self.levels[literal.variable()];
            if level == 0 {
                break;
            }
            if at < begin {
                begin = self.levels_begin[level as usize - 1] as usize;
                sum.enter(|literal| self.standing(literal, at + 1, begin));
            }
            let weight = sum.weight(!literal);
            if weight == 0 || sum.reopen(!literal) {
                continue;
            }
            let decided = matches!(self.reasons[literal.variable()], Reason::Decided);
            asserts = decided || sum.asserts(|other| self.standing(other, at, begin));
            if asserts {
                break;
            }
            let degree = self.terms_of_reason(literal, at, sum, &mut terms);
            self.add_all(sum, &terms, degree, weight, (at, begin));
        }
        self.buffer = terms;
        asserts
    }

    /// How a literal stands when so much of the trail is there, of which the level that is looked at begins at a place.
    fn standing(&self, literal: Literal, at: usize, begin: usize) -> Standing {
        let place = self.positions[literal.variable()] as usize;
        let value = (self.values[literal.index()] != 0 && place < at).then(|| self.is_true(literal));
        Standing { value, own: place >= begin && value.is_some() }
    }

    /// Adds a sum so often.
    fn add_all(
        &mut self,
        sum: &mut Resolvent,
        terms: &[Term],
        degree: i64,
        times: i64,
        (at, begin): (usize, usize),
    ) {
        sum.ask(degree * times);
        for &(literal, weight) in terms {
            let standing = self.standing(literal, at, begin);
            sum.add((literal, weight * times), standing);
            if standing.is_lost() {
                self.order.bump(literal.variable());
            }
        }
        sum.saturate(|literal| self.standing(literal, at, begin));
        sum.lighten(|literal| self.standing(literal, at, begin));
    }

    /// The sum that fails, and its degree.
    fn terms_of_conflict(&self, conflict: Conflict, terms: &mut Vec<Term>) -> i64 {
        terms.clear();
        let degree = match conflict {
            Conflict::Pair(one, other) => self.single_out(one, other, |_| true, terms),
            Conflict::Clause(number) => self.copy_clause(number, terms),
            Conflict::Sum(number) => self.copy_sum(number, terms),
        };
        self.settle_sum(terms, degree)
    }

    /// The sum by which a literal became true, in which it has the weight one.
    fn terms_of_reason(&self, literal: Literal, at: usize, sum: &Resolvent, terms: &mut Vec<Term>) -> i64 {
        terms.clear();
        let degree = match self.reasons[literal.variable()] {
            Reason::Decided => 0,
            Reason::Implied(cause) => self.single_out(literal, !cause, |other| sum.weight(!other) > 0, terms),
            Reason::Clause(number) => self.copy_clause(number, terms),
            Reason::Sum(number) => self.copy_sum(number, terms),
        };
        let mut degree = self.settle_sum(terms, degree);
        let own = terms.iter().find(|(other, _)| *other == literal).map_or(1, |(_, weight)| *weight);
        let is_lost = |other| self.standing(other, at, at).is_lost();
        divide(terms, &mut degree, own, |other| other != literal && is_lost(other));
        let most = terms.iter().map(|(_, weight)| *weight).max().unwrap_or(0);
        if most.min(degree) > HEAVY {
            // As a clause it says less, but enough.
            terms.retain(|(other, _)| *other == literal || is_lost(*other));
            degree = 1;
        }
        for (_, weight) in terms.iter_mut() {
            *weight = (*weight).min(degree);
        }
        degree
    }

    /// One of two is true. If they are opposites of two of which at most one is, so are all such others but one.
    fn single_out(
        &self,
        one: Literal,
        other: Literal,
        with: impl Fn(Literal) -> bool,
        terms: &mut Vec<Term>,
    ) -> i64 {
        terms.extend([(one, 1), (other, 1)]);
        let (first, end) = self.single[one.variable()];
        let among = (first as usize..end as usize).contains(&other.variable());
        if !among || one.is_positive() || other.is_positive() {
            return 1;
        }
        let others = (first..end).map(|variable| !Literal::of(variable));
        let others = others.filter(|&third| third != one && third != other && with(third));
        terms.extend(others.map(|third| (third, 1)));
        terms.iter().skip(1).map(|(_, weight)| weight).sum()
    }

    fn copy_clause(&self, number: u32, terms: &mut Vec<Term>) -> i64 {
        terms.extend(self.clauses.literals_of(number).iter().map(|&literal| (literal, 1)));
        1
    }

    fn copy_sum(&self, number: u32, terms: &mut Vec<Term>) -> i64 {
        terms.extend_from_slice(self.weighted.terms_of(number));
        self.weighted.of(number).degree
    }

    /// Leaves out what is true or false for good.
    fn settle_sum(&self, terms: &mut Vec<Term>, mut degree: i64) -> i64 {
        terms.retain(|&(literal, weight)| {
            let for_good = self.values[literal.index()] != 0 && self.levels[literal.variable()] == 0;
            degree -= if for_good && self.is_true(literal) { weight } else { 0 };
            !for_good
        });
        degree
    }

    /// Goes back to where something follows from the sum first, and keeps it.
    fn conclude(&mut self, sum: &Resolvent) {
        let mut terms = std::mem::take(&mut self.buffer);
        terms.clear();
        terms.extend(sum.terms());
        let mut degree = sum.degree();
        reduce(&mut terms, &mut degree);
        let lost = terms.iter().filter(|(literal, _)| self.is_false(*literal));
        let mut lost: Vec<_> =
            lost.map(|(literal, weight)| (self.levels[literal.variable()], *weight)).collect();
        lost.sort_unstable();
        self.back_to(self.first_level(&terms, degree, &lost));
        let levels = lost.chunk_by(|(one, _), (other, _)| one == other).count();
        self.keep(&mut terms, degree, u32::try_from(levels).unwrap_or(u32::MAX));
        self.buffer = terms;
    }

    /// The first level on which something follows from a sum, of which so much is lost on each level. There is one before the last
    /// of these, or nothing would have been learned.
    fn first_level(&self, terms: &[Term], degree: i64, lost: &[(u32, i64)]) -> u32 {
        let mut slack = terms.iter().map(|(_, weight)| weight).sum::<i64>() - degree;
        let most = terms.iter().map(|(_, weight)| *weight).max().unwrap_or(0);
        let mut level = 0;
        for of_level in lost.chunk_by(|(one, _), (other, _)| one == other) {
            let is_open = |literal: Literal| {
                self.values[literal.index()] == 0 || self.levels[literal.variable()] > level
            };
            if most > slack && terms.iter().any(|&(literal, weight)| weight > slack && is_open(literal)) {
                break;
            }
            level = of_level[0].0;
            slack -= of_level.iter().map(|(_, weight)| weight).sum::<i64>();
        }
        level
    }

    /// Keeps a sum that was learned, from which something follows now.
    fn keep(&mut self, terms: &mut [Term], degree: i64, levels: u32) {
        if degree > 1 {
            let lost = lost(&self.values, terms);
            let number = self.weighted.learn(terms, degree, levels, lost);
            return self.draw(number);
        }
        // First the literal that follows, then what was the last to become false.
        let place = |literal: Literal| self.is_false(literal).then(|| self.positions[literal.variable()]);
        let mut literals: Vec<_> = terms.iter().map(|(literal, _)| *literal).collect();
        literals
            .sort_unstable_by_key(|&literal| (place(literal).is_some(), Reverse(place(literal)), literal));
        self.keep_clause(&literals, levels);
    }

    fn keep_clause(&mut self, literals: &[Literal], levels: u32) {
        match *literals {
            [] => self.give_up(),
            [one] => self.fix(one),
            [one, other] => {
                self.imply(!one, other);
                self.assign(one, Reason::Implied(!other));
            }
            [one, ..] => {
                let number = self.clauses.add(literals, levels);
                self.assign(one, Reason::Clause(number));
            }
        }
    }
}
