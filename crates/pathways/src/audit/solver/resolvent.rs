//! A sum that is made from others while a conflict is looked into.

#![expect(clippy::indexing_slicing, reason = "variables are numbered by the engine")]

use super::{literal::Literal, weighted::Term};

/// Weights are kept below this: products and sums of them then never overflow.
pub(super) const HEAVY: i64 = 1 << 20;

/// How a literal stands at some point of the search.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Standing {
    /// Nothing, if it is open.
    pub(super) value: Option<bool>,
    /// Whether that came with the decision of the level that is looked at.
    pub(super) own: bool,
}

impl Standing {
    pub(super) fn is_lost(self) -> bool {
        self.value == Some(false)
    }
}

/// A sum that fails, at some point of the search. It is cleared and used again.
#[derive(Debug, Default)]
pub(super) struct Resolvent {
    /// By variable: the weight, below zero for that of its opposite.
    weights: Vec<i64>,
    /// The variables that have, or had, a weight.
    listed: Vec<usize>,
    is_listed: Vec<bool>,
    degree: i64,
    /// What the literals that are not false have beyond the degree.
    slack: i64,
    /// The weights of those that became false on the level that is looked at.
    own: i64,
    /// No weight is more.
    most: i64,
}

impl Resolvent {
    pub(super) fn clear(&mut self, variables: usize) {
        for variable in self.listed.drain(..) {
            self.weights[variable] = 0;
            self.is_listed[variable] = false;
        }
        if self.weights.len() < variables {
            self.weights.resize(variables, 0);
            self.is_listed.resize(variables, false);
        }
        (self.degree, self.slack, self.own, self.most) = (0, 0, 0, 0);
    }

    pub(super) const fn degree(&self) -> i64 {
        self.degree
    }

    /// The weight of a literal.
    pub(super) fn weight(&self, literal: Literal) -> i64 {
        let weight = self.weights[literal.variable()];
        if literal.is_positive() { weight.max(0) } else { (-weight).max(0) }
    }

    /// The literals that have a weight.
    pub(super) fn terms(&self) -> impl Iterator<Item = Term> {
        self.listed.iter().filter_map(|&variable| term(variable, self.weights[variable]))
    }

    /// Asks for more.
    pub(super) const fn ask(&mut self, degree: i64) {
        self.degree += degree;
        self.slack -= degree;
    }

    /// Adds a literal so often. A literal and its opposite have one for certain.
    pub(super) fn add(&mut self, (literal, weight): Term, standing: Standing) {
        let variable = literal.variable();
        if !self.is_listed[variable] {
            self.is_listed[variable] = true;
            self.listed.push(variable);
        }
        let certain = self.weight(!literal).min(weight);
        self.weights[variable] += if literal.is_positive() { weight } else { -weight };
        self.degree -= certain;
        self.most = self.most.max(self.weights[variable].abs());
        match standing.value {
            None => self.slack += weight - certain,
            Some(true) => {
                self.slack += weight;
                self.own -= if standing.own { certain } else { 0 };
            }
            Some(false) => self.own += if standing.own { weight - certain } else { 0 },
        }
    }

    /// Goes back to before a literal became false. Tells whether the sum still fails.
    pub(super) fn reopen(&mut self, lost: Literal) -> bool {
        let weight = self.weight(lost);
        self.slack += weight;
        self.own -= weight;
        self.slack < 0
    }

    /// Goes back to another level.
    pub(super) fn enter(&mut self, standing: impl Fn(Literal) -> Standing) {
        let own = |literal| standing(literal).is_lost() && standing(literal).own;
        self.own = self.terms().filter(|(literal, _)| own(*literal)).map(|(_, weight)| weight).sum();
    }

    /// Whether something follows from it before the level that is looked at, at the latest. There a weight is more than what can be
    /// done without, and its literal open.
    pub(super) fn asserts(&self, standing: impl Fn(Literal) -> Standing) -> bool {
        let before = self.slack + self.own;
        let is_open = |literal| standing(literal).value.is_none() || standing(literal).own;
        self.most > before && self.terms().any(|(literal, weight)| weight > before && is_open(literal))
    }

    /// What reaches the degree alone reaches it, by however much.
    pub(super) fn saturate(&mut self, standing: impl Fn(Literal) -> Standing) {
        if self.most <= self.degree {
            return;
        }
        self.most = self.degree;
        for &variable in &self.listed {
            let Some((literal, weight)) = term(variable, self.weights[variable]) else { continue };
            let more = weight - self.degree;
            if more > 0 {
                self.weights[variable] = if literal.is_positive() { self.degree } else { -self.degree };
                let standing = standing(literal);
                if !standing.is_lost() {
                    self.slack -= more;
                } else if standing.own {
                    self.own -= more;
                }
            }
        }
    }

    /// Divides, if it is heavy. It fails as before.
    pub(super) fn lighten(&mut self, standing: impl Fn(Literal) -> Standing) {
        if self.most <= HEAVY {
            return;
        }
        self.most = self.terms().map(|(_, weight)| weight).max().unwrap_or(0);
        if self.most <= HEAVY {
            return;
        }
        let mut terms: Vec<_> = self.terms().collect();
        let mut degree = self.degree;
        divide(&mut terms, &mut degree, self.most / 1000, |literal| standing(literal).is_lost());
        self.clear(0);
        self.ask(degree);
        for (literal, weight) in terms {
            self.add((literal, weight), standing(literal));
        }
    }
}

/// A weight, if there is one, as that of a literal.
fn term(variable: usize, weight: i64) -> Option<Term> {
    let literal = Literal::of(u32::try_from(variable).ok()?);
    (weight != 0).then(|| (if weight > 0 { literal } else { !literal }, weight.abs()))
}

/// Divides a sum. Weights are rounded up, and those of literals that are not lost are made whole multiples before: what remains
/// is asked for no more.
pub(super) fn divide(terms: &mut [Term], degree: &mut i64, divisor: i64, is_lost: impl Fn(Literal) -> bool) {
    for (literal, weight) in terms.iter_mut() {
        let rest = *weight % divisor;
        let up = rest > 0 && is_lost(*literal);
        *degree -= if up { 0 } else { rest };
        *weight = *weight / divisor + i64::from(up);
    }
    *degree = degree.div_euclid(divisor) + i64::from(degree.rem_euclid(divisor) > 0);
}
