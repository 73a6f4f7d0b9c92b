//! What mosts leave room for, before anything is searched.
//!
//! Attempts are whole: under a most of 60 credits, courses of 7.5 come to 60 and courses of 8 to 56; and what a part cannot do
//! without takes its room first. So less is reached than is allowed, and what is beyond it can be left out at once.

#![expect(
    clippy::indexing_slicing,
    reason = "items, leaves, limits and parts are numbered by the case and the compiled requirements"
)]

use std::{cmp::Reverse, ops::Range};

use super::{
    super::{
        bits::{add, has, numbers},
        case::Case,
        compiled::CompiledRequirements,
    },
    greedy::refill,
    sums::Sums,
};

/// What every plan of one kind keeps to: those that satisfy, or all. It is cleared and used again.
#[derive(Debug, Default)]
pub(super) struct Caps {
    /// By limit of all parts: the most credits that are reached under it, once this is [finished](Self::finish); `None` if all are,
    /// or if its part cannot be chosen.
    pub(super) most: Vec<Option<i64>>,
    /// The limits of which the most is not yet read.
    later: Vec<usize>,
    /// By leaf: whether it can be chosen.
    pub(super) open: Vec<bool>,
    /// By leaf: the credits it could do without; endless if it asks for nothing.
    pub(super) slack: Vec<i64>,
    /// By item: whether a plan can do best without it.
    pub(super) spare: Vec<bool>,
    /// The most credits there can be.
    pub(super) bound: i64,
    /// By part: whether it can be chosen, and whether it always is.
    parts: Vec<(bool, bool)>,
    /// The limits, as bits, that some item may be needed for.
    close: Vec<u64>,
    /// By item: a part that cannot do without it.
    needed: Vec<Option<usize>>,
    /// By item: whether the bound knows a most over it.
    counted: Vec<bool>,
    members: Members,
    sums: Sums,
}

/// From the first to the last of some leaves.
#[derive(Debug, Clone, Copy)]
pub(super) struct Span {
    first: usize,
    last: usize,
}

impl Span {
    /// Whether all of them are among these.
    pub(super) fn is_within(self, leaves: &Range<usize>) -> bool {
        leaves.contains(&self.first) && leaves.contains(&self.last)
    }
}

/// The items under a limit.
#[derive(Debug, Default)]
struct Members {
    /// Those that a part cannot do without.
    needed: Vec<usize>,
    /// The others with what the leaves have to spare that take them.
    ranked: Vec<(Option<i64>, usize)>,
    /// The others alone, and their credits.
    others: Vec<usize>,
    numbers: Vec<i64>,
}

impl Caps {
    /// From the first to the last of the leaves that an item can be applied to; `None` if there are none.
    pub(super) fn span(&self, case: &Case, item: usize) -> Option<Span> {
        span(case, item, &self.open)
    }

    /// Reads what mosts leave room for in plans that satisfy, or in all.
    pub(super) fn read(&mut self, compiled: &CompiledRequirements, case: &Case, satisfy: bool) {
        self.later.clear();
        refill(&mut self.most, compiled.limits.len(), None);
        refill(&mut self.spare, case.items.len(), false);
        refill(&mut self.parts, compiled.parts.len(), (true, true));
        if satisfy {
            self.open(compiled, case);
        }
        self.open.clear();
        self.open.extend(compiled.leaves.iter().map(|leaf| self.parts[leaf.part].0));
        self.bound = self.whole(case);
        self.slacken(compiled, case);
        if case.tight.iter().all(|word| *word == 0) {
            return;
        }
        refill(&mut self.counted, case.items.len(), false);
        refill(&mut self.needed, case.items.len(), None);
        if satisfy {
            self.need(compiled, case);
        }
        for (number, limit) in compiled.limits.iter().enumerate().rev() {
            if !has(&case.tight, number) || !self.parts[limit.part].0 {
                continue;
            }
            if self.is_within(compiled, case, number) {
                self.cap(compiled, case, number, true);
            } else {
                self.later.push(number);
            }
        }
    }

    /// Reads what is left of `most`. Where items can be applied elsewhere too, nothing can be left out for a most: it is only part of
    /// the [bound](super::cut), and few students need that.
    pub(super) fn finish(&mut self, compiled: &CompiledRequirements, case: &Case) {
        while let Some(number) = self.later.pop() {
            self.cap(compiled, case, number, false);
        }
    }

    /// Whether what a limit counts is applied below its part or nowhere.
    fn is_within(&self, compiled: &CompiledRequirements, case: &Case, number: usize) -> bool {
        let leaves = &compiled.parts[compiled.limits[number].part].leaves;
        let mut counted = (0..case.items.len()).filter(|&item| has(case.limits_of(item), number));
        counted.all(|item| span(case, item, &self.open).is_none_or(|span| span.is_within(leaves)))
    }

    /// Whether a part is chosen in every plan of the kind.
    pub(super) fn is_sure(&self, part: usize) -> bool {
        self.parts[part].1
    }

    /// Finds the parts that can be chosen, and those that always are.
    fn open(&mut self, compiled: &CompiledRequirements, case: &Case) {
        for (at, part) in compiled.parts.iter().enumerate() {
            let (open, sure) = self.parts[at];
            let possible = part.children.iter().filter(|&&child| case.possible[child]).count();
            for &child in &part.children {
                let open = open && case.possible[child];
                self.parts[child] = (open, open && sure && possible == part.chosen);
            }
        }
    }

    /// Finds the items that a part which is always chosen cannot do without.
    fn need(&mut self, compiled: &CompiledRequirements, case: &Case) {
        let largest = case.items.iter().map(|item| item.credits).max().unwrap_or(0);
        let cannot_do_without = |number: usize, credits: i64| {
            let (least, total) = (case.leasts.limits[number], case.totals[number]);
            total.credits - credits < least.credits || total.courses <= least.courses
        };
        refill(&mut self.close, case.tight.len(), 0);
        for (number, limit) in compiled.limits.iter().enumerate() {
            if self.parts[limit.part].1 && cannot_do_without(number, largest) {
                add(&mut self.close, number);
            }
        }
        for (at, item) in case.items.iter().enumerate() {
            let close = case.limits_of(at).iter().zip(&self.close).map(|(limits, close)| limits & close);
            let needing = numbers(close).filter(|&number| cannot_do_without(number, item.credits)).last();
            self.needed[at] = needing.map(|number| compiled.limits[number].part);
        }
    }

    /// What could be applied if no most stood in the way.
    fn whole(&mut self, case: &Case) -> i64 {
        let mut whole = 0;
        for (at, item) in case.items.iter().enumerate() {
            if !case.places[item.first..item.end].iter().any(|&leaf| self.open[leaf]) {
                self.spare[at] = true;
            } else if item.group.is_none() {
                whole += item.credits;
            }
        }
        for members in &case.shared {
            let open = members.iter().filter(|&&item| !self.spare[item]);
            whole += open.map(|&item| case.items[item].credits).max().unwrap_or(0);
        }
        whole
    }

    /// Finds the leaves that have little to spare.
    fn slacken(&mut self, compiled: &CompiledRequirements, case: &Case) {
        self.slack.clear();
        self.slack.extend(compiled.leaves.iter().map(|leaf| {
            let asking = compiled.limits_of(leaf.part).filter(|(_, limit)| limit.has_least());
            asking.map(|(number, limit)| limit.slack(case.totals[number])).min().unwrap_or(i64::MAX)
        }));
    }

    /// Finds how much of a most is reached, and what can be left out for it, if what it counts is applied there or nowhere.
    fn cap(&mut self, compiled: &CompiledRequirements, case: &Case, number: usize, within: bool) {
        let limit = &compiled.limits[number];
        let alone = self.list(compiled, case, number) && within;
        let Members { needed, others, numbers, .. } = &mut self.members;
        let sure: i64 = needed.iter().map(|&item| case.items[item].credits).sum();
        let whole: i64 = numbers.iter().sum();
        let allowed = limit.max_credits.map_or(whole, |most| most - sure).min(whole);
        let by_sums = self.sums.largest(numbers, allowed);
        let by_courses = limit
            .max_courses
            .map_or(whole, |most| largest(numbers.clone(), (most as usize).saturating_sub(needed.len())));
        let most = by_sums.min(by_courses);
        self.most[number] = Some(sure + most);
        if alone {
            self.bound -= whole - most;
            needed.iter().chain(&*others).for_each(|&item| self.counted[item] = true);
        }
        if within && by_sums == most {
            if others.iter().any(|&item| self.spare[item]) {
                others.retain(|&item| !self.spare[item]);
                numbers.clear();
                numbers.extend(others.iter().map(|&item| case.items[item].credits));
                let whole: i64 = numbers.iter().sum();
                self.sums.largest(numbers, allowed.min(whole));
            }
            self.sums.without(numbers).for_each(|at| self.spare[others[at]] = true);
        }
    }

    /// Lists the items under a limit. Tells whether nothing else counts the same as they do, and the bound knows of no most over
    /// them.
    fn list(&mut self, compiled: &CompiledRequirements, case: &Case, number: usize) -> bool {
        let leaves = &compiled.parts[compiled.limits[number].part].leaves;
        let Members { needed, ranked, others, numbers } = &mut self.members;
        needed.clear();
        ranked.clear();
        others.clear();
        numbers.clear();
        let mut alone = true;
        for item in (0..case.items.len()).filter(|&item| has(case.limits_of(item), number)) {
            let places = &case.places[case.items[item].first..case.items[item].end];
            if !places.iter().any(|&leaf| self.open[leaf]) {
                continue;
            }
            alone &= case.items[item].group.is_none() && !self.counted[item];
            let by = self.needed[item].map(|by| &compiled.parts[by].leaves);
            if by.is_some_and(|by| leaves.start <= by.start && by.end <= leaves.end) {
                needed.push(item);
            } else {
                ranked.push((places.iter().map(|&leaf| self.slack[leaf]).min(), item));
            }
        }
        // What is needed least stands last, and is left out first.
        ranked.sort_unstable();
        others.extend(ranked.iter().map(|(_, item)| item));
        numbers.extend(others.iter().map(|&item| case.items[item].credits));
        alone
    }
}

/// The open leaves that an item can be applied to; `None` if there are none.
fn span(case: &Case, item: usize, open: &[bool]) -> Option<Span> {
    let places = case.items[item].first..case.items[item].end;
    let mut leaves = case.places[places].iter().copied().filter(|&leaf| open[leaf]);
    let first = leaves.next()?;
    let span = leaves.fold((first, first), |(first, last), leaf| (first.min(leaf), last.max(leaf)));
    Some(Span { first: span.0, last: span.1 })
}

/// What the largest of some numbers, at most so many, come to.
fn largest(mut numbers: Vec<i64>, count: usize) -> i64 {
    numbers.sort_unstable_by_key(|&number| Reverse(number));
    numbers.iter().take(count).sum()
}
