//! Which way each decision is tried first.
//!
//! A decision is tried the way it stood last. That keeps a search near one plan; where there is none it must go elsewhere, so
//! each time it begins anew it starts from another side: from the longest part of a plan that held, from the first plan, from
//! its opposite, or from a third of it and the opposite of the rest (after Biere and Fleury 2020, who throw dice for the last).

#![expect(clippy::indexing_slicing, reason = "decisions are numbered by the engine itself")]

use super::literal::Literal;

/// The side from which each decision is tried. It is cleared and used again.
#[derive(Debug, Default)]
pub(super) struct Phases {
    now: Vec<bool>,
    first: Vec<bool>,
    best: Vec<bool>,
    /// How many decisions and their consequences held together in the best plan since the search last began.
    held: usize,
    begun: usize,
}

impl Phases {
    pub(super) fn clear(&mut self) {
        self.now.clear();
        (self.held, self.begun) = (0, 0);
    }

    /// Adds the next decision.
    pub(super) fn add(&mut self, phase: bool) {
        self.now.push(phase);
    }

    pub(super) fn set(&mut self, literal: Literal) {
        self.now[literal.variable()] = literal.is_positive();
    }

    pub(super) fn of(&self, variable: usize) -> bool {
        self.now[variable]
    }

    /// A search begins.
    pub(super) fn begin(&mut self) {
        self.first.clone_from(&self.now);
        self.best.clone_from(&self.now);
        self.held = 0;
    }

    /// Notes what held together before a conflict.
    pub(super) fn note(&mut self, held: &[Literal]) {
        if held.len() > self.held {
            self.held = held.len();
            self.best.clone_from(&self.now);
            for literal in held {
                self.best[literal.variable()] = literal.is_positive();
            }
        }
    }

    /// The search begins anew.
    pub(super) fn turn(&mut self) {
        self.begun += 1;
        self.held = 0;
        let third = self.begun / 6 % 3;
        match self.begun % 6 {
            1 => self.now.clone_from(&self.first),
            3 => self.take(|_, first| !first),
            5 => self.take(|variable, first| first == (variable % 3 == third)),
            _ => self.now.clone_from(&self.best),
        }
    }

    fn take(&mut self, from: impl Fn(usize, bool) -> bool) {
        self.now.clear();
        self.now.extend(self.first.iter().enumerate().map(|(variable, first)| from(variable, *first)));
    }
}
