//! Sums: weighted literals that together must reach a degree.

#![expect(
    clippy::indexing_slicing,
    clippy::cast_possible_truncation,
    reason = "sums are numbered here and literals by the engine, and both are far fewer than 2^31"
)]

use std::{cmp::Reverse, ops::Range};

use super::{clauses::NARROW, literal::Literal};

/// How many sums are learned before some are forgotten, and how many more each time.
const FIRST_ROOM: usize = 150;
const MORE_ROOM: usize = 5;

/// A literal and its weight, which is positive.
pub(super) type Term = (Literal, i64);

/// Weighted literals that together must reach a degree.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sum {
    first: u32,
    end: u32,
    /// What must be reached.
    pub(super) degree: i64,
    /// What all literals together have beyond the degree.
    room: i64,
    /// The same of those that are not false.
    slack: i64,
    /// The greatest weight.
    most: i64,
    /// How many levels of decisions it was learned from; none, if it is given.
    levels: u32,
}

impl Sum {
    /// What it can still do without.
    pub(super) const fn slack(&self) -> i64 {
        self.slack
    }

    /// The numbers of its terms.
    pub(super) const fn range(&self) -> Range<usize> {
        self.first as usize..self.end as usize
    }
}

/// All sums. It is cleared and used again.
#[derive(Debug, Default)]
pub(super) struct Weighted {
    sums: Vec<Sum>,
    /// Sum by sum, greatest weight first.
    terms: Vec<Term>,
    /// How many of them are given.
    given: usize,
    /// By literal: the given sums it stands in, as ranges of `places`, with its weight there.
    starts: Vec<u32>,
    places: Vec<(u32, i64)>,
    /// By literal: the learned sums it stands in.
    learned: Vec<Vec<(u32, i64)>>,
    /// How many sums may be learned.
    room: usize,
}

impl Weighted {
    pub(super) fn clear(&mut self) {
        self.sums.clear();
        self.terms.clear();
        self.learned.iter_mut().for_each(Vec::clear);
        (self.given, self.room) = (0, FIRST_ROOM);
    }

    pub(super) const fn len(&self) -> usize {
        self.sums.len()
    }

    pub(super) fn of(&self, number: u32) -> &Sum {
        &self.sums[number as usize]
    }

    /// The terms of a sum, greatest weight first.
    pub(super) fn terms_of(&self, number: u32) -> &[Term] {
        &self.terms[self.sums[number as usize].range()]
    }

    /// The term of this number.
    pub(super) fn term(&self, at: usize) -> Term {
        self.terms[at]
    }

    /// Adds a sum of which no literal is false. Tells its number. Terms in the order of their weights keep it.
    pub(super) fn add(&mut self, terms: &mut [Term], degree: i64, levels: u32) -> u32 {
        if !terms.is_sorted_by(|(_, one), (_, other)| one >= other) {
            terms.sort_unstable_by_key(|&(literal, weight)| (Reverse(weight), literal));
        }
        self.append(terms, degree, levels)
    }

    /// Adds a sum of sorted terms.
    fn append(&mut self, terms: &[Term], degree: i64, levels: u32) -> u32 {
        let first = self.terms.len() as u32;
        self.terms.extend_from_slice(terms);
        let whole: i64 = terms.iter().map(|(_, weight)| weight).sum();
        let most = terms.first().map_or(0, |(_, weight)| *weight);
        let room = whole - degree;
        self.sums.push(Sum { first, end: self.terms.len() as u32, degree, room, slack: room, most, levels });
        (self.sums.len() - 1) as u32
    }

    /// Adds a sum that was learned; so much of it is lost.
    pub(super) fn learn(&mut self, terms: &mut [Term], degree: i64, levels: u32, lost: i64) -> u32 {
        let number = self.add(terms, degree, levels);
        self.sums[number as usize].slack -= lost;
        self.note(number);
        number
    }

    /// Notes where the literals of a learned sum stand.
    fn note(&mut self, number: u32) {
        for &(literal, weight) in &self.terms[self.sums[number as usize].range()] {
            self.learned[literal.index()].push((number, weight));
        }
    }

    /// Notes where each of so many literals stands in the sums that there are, of which nothing is lost.
    pub(super) fn seal(&mut self, literals: usize) {
        self.given = self.sums.len();
        self.learned.iter_mut().for_each(Vec::clear);
        if self.learned.len() < literals {
            self.learned.resize_with(literals, Vec::new);
        }
        self.starts.clear();
        self.starts.resize(literals + 1, 0);
        for (literal, _) in &self.terms {
            self.starts[literal.index() + 1] += 1;
        }
        for at in 1..self.starts.len() {
            self.starts[at] += self.starts[at - 1];
        }
        self.places.clear();
        self.places.resize(self.terms.len(), (0, 0));
        for (number, sum) in self.sums.iter_mut().enumerate() {
            sum.slack = sum.room;
            for (literal, weight) in &self.terms[sum.range()] {
                let place = &mut self.starts[literal.index()];
                self.places[*place as usize] = (number as u32, *weight);
                *place += 1;
            }
        }
        // Each start has moved to the next one's place.
        self.starts.rotate_right(1);
        self.starts[0] = 0;
    }

    /// Asks for more of a sum. Tells whether it can still be reached.
    pub(super) fn raise(&mut self, number: u32, degree: i64) -> bool {
        let raised = &mut self.sums[number as usize];
        let more = (degree - raised.degree).max(0);
        raised.degree += more;
        raised.room -= more;
        raised.slack -= more;
        raised.slack >= 0
    }

    /// Takes a literal from the sums it stands in. Lists those that cannot do without some other literal now; tells one that is not
    /// reached any more.
    pub(super) fn lose(&mut self, lost: Literal, near: &mut Vec<u32>) -> Option<u32> {
        let mut failed = None;
        let given = self.starts[lost.index()] as usize..self.starts[lost.index() + 1] as usize;
        for &(number, weight) in self.places[given].iter().chain(&self.learned[lost.index()]) {
            let sum = &mut self.sums[number as usize];
            sum.slack -= weight;
            if sum.slack < 0 {
                failed = failed.or(Some(number));
            } else if sum.slack < sum.most {
                near.push(number);
            }
        }
        failed
    }

    /// Gives a literal back to the sums it stands in.
    pub(super) fn regain(&mut self, lost: Literal) {
        let given = self.starts[lost.index()] as usize..self.starts[lost.index() + 1] as usize;
        for &(number, weight) in self.places[given].iter().chain(&self.learned[lost.index()]) {
            self.sums[number as usize].slack += weight;
        }
    }

    /// Whether so much was learned that some is to be forgotten.
    pub(super) const fn is_full(&self) -> bool {
        self.sums.len() - self.given >= self.room
    }

    /// Forgets half of what was learned from many levels: the wide ones go. Nothing may rest on it: no decision stands. Tells itself
    /// how much is lost of each that is kept.
    pub(super) fn forget(&mut self, lost: impl Fn(&[Term]) -> i64) {
        self.room += MORE_ROOM;
        let width = |sum: &Sum| (sum.levels, sum.end - sum.first);
        let mut widths: Vec<_> = self.sums[self.given..].iter().map(width).collect();
        if widths.is_empty() {
            return;
        }
        let middle = widths.len() / 2;
        let middle = *widths.select_nth_unstable(middle).1;
        let learned = self.sums.split_off(self.given);
        let terms = learned.first().map_or_else(Vec::new, |sum| self.terms.split_off(sum.first as usize));
        let begin = self.terms.len();
        self.learned.iter_mut().for_each(Vec::clear);
        for sum in learned.into_iter().filter(|sum| sum.levels <= NARROW || width(sum) < middle) {
            let terms = &terms[sum.first as usize - begin..sum.end as usize - begin];
            let number = self.append(terms, sum.degree, sum.levels);
            self.sums[number as usize].slack -= lost(terms);
            self.note(number);
        }
    }
}
