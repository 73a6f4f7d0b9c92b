//! Clauses: "one of these", given or learned.

#![expect(
    clippy::indexing_slicing,
    clippy::cast_possible_truncation,
    reason = "clauses are numbered here and literals by the engine, and both are far fewer than 2^31"
)]

use super::literal::Literal;

/// How many clauses are learned before some are forgotten, and how many more each time.
const FIRST_ROOM: usize = 600;
const MORE_ROOM: usize = 100;
/// What was learned from so few levels of decisions is kept.
pub(super) const NARROW: u32 = 2;

/// A clause: its literals, and how many levels of decisions it was learned from; none, if it is given.
#[derive(Debug, Clone, Copy)]
struct Clause {
    first: u32,
    end: u32,
    levels: u32,
}

/// What is known of a clause of which one more literal became false.
#[derive(Debug, Clone, Copy)]
pub(super) enum Look {
    /// It counts on another literal now, or one is true.
    Holds { moved: bool },
    /// This literal is the last that can be true.
    Last(Literal),
}

/// All clauses. It is cleared and used again.
#[derive(Debug, Default)]
pub(super) struct Clauses {
    /// Clause by clause; the first two of each are the ones it counts on.
    literals: Vec<Literal>,
    /// By number.
    ranges: Vec<Clause>,
    /// By literal: the clauses that count on it, each with another of its literals.
    watches: Vec<Vec<(u32, Literal)>>,
    /// How many were learned, and how many there may be.
    learned: usize,
    room: usize,
}

impl Clauses {
    pub(super) fn clear(&mut self) {
        self.literals.clear();
        self.ranges.clear();
        self.watches.iter_mut().for_each(Vec::clear);
        (self.learned, self.room) = (0, FIRST_ROOM);
    }

    /// Makes place for so many literals.
    pub(super) fn grow(&mut self, literals: usize) {
        if self.watches.len() < literals {
            self.watches.resize_with(literals, Vec::new);
        }
    }

    /// Adds a clause of two or more.
    pub(super) fn add(&mut self, literals: &[Literal], levels: u32) -> u32 {
        let number = self.ranges.len() as u32;
        let first = self.literals.len() as u32;
        self.literals.extend_from_slice(literals);
        self.ranges.push(Clause { first, end: self.literals.len() as u32, levels });
        self.watches[literals[0].index()].push((number, literals[1]));
        self.watches[literals[1].index()].push((number, literals[0]));
        self.learned += usize::from(levels > 0);
        number
    }

    pub(super) fn literals_of(&self, number: u32) -> &[Literal] {
        let Clause { first, end, .. } = self.ranges[number as usize];
        &self.literals[first as usize..end as usize]
    }

    /// Takes the list of those that count on a literal; it is to be given back.
    pub(super) fn take_watches(&mut self, literal: Literal) -> Vec<(u32, Literal)> {
        std::mem::take(&mut self.watches[literal.index()])
    }

    pub(super) fn give_back(&mut self, literal: Literal, watches: Vec<(u32, Literal)>) {
        // Nothing was added meanwhile: a clause never counts on a false literal anew.
        self.watches[literal.index()] = watches;
    }

    /// Looks at a clause that counts on a literal which is now false; values are those of the engine.
    pub(super) fn look(&mut self, number: u32, lost: Literal, values: &[u8]) -> Look {
        let Clause { first, end, .. } = self.ranges[number as usize];
        let literals = &mut self.literals[first as usize..end as usize];
        if literals[0] == lost {
            literals.swap(0, 1);
        }
        let kept = literals[0];
        if values[kept.index()] == 1 {
            return Look::Holds { moved: false };
        }
        let other = literals.iter().skip(2).position(|literal| values[literal.index()] != 2);
        let Some(other) = other else { return Look::Last(kept) };
        literals.swap(1, other + 2);
        let watched = literals[1];
        self.watches[watched.index()].push((number, kept));
        Look::Holds { moved: true }
    }

    /// Forgets half or more of what was learned from many levels, once there is much of it: what is as wide as the middle one goes
    /// too. Nothing may rest on it: no decision stands.
    pub(super) fn forget(&mut self) {
        if self.learned < self.room {
            return;
        }
        self.room += MORE_ROOM;
        let wide = self.ranges.iter().filter(|clause| clause.levels > NARROW);
        let mut widths: Vec<_> = wide.map(|clause| (clause.levels, clause.end - clause.first)).collect();
        if widths.is_empty() {
            return;
        }
        let middle = widths.len() / 2;
        let middle = *widths.select_nth_unstable(middle).1;
        let clauses = std::mem::take(&mut self.ranges);
        let literals = std::mem::take(&mut self.literals);
        self.watches.iter_mut().for_each(Vec::clear);
        self.learned = 0;
        for clause in clauses {
            if clause.levels <= NARROW || (clause.levels, clause.end - clause.first) < middle {
                self.add(&literals[clause.first as usize..clause.end as usize], clause.levels);
            }
        }
    }
}
