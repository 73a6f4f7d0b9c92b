//! A first plan, made without a search.
//!
//! For most students it is the best there is, and is seen to be: all is applied that can be. For the others it is where the
//! search begins.

#![expect(
    clippy::indexing_slicing,
    reason = "items, places and parts are numbered by the case and the compiled requirements"
)]

mod exchange;
mod mend;
mod needs;
mod sketch;

use std::cmp::Reverse;

use super::{
    super::{
        case::{Case, Item},
        compiled::CompiledRequirements,
    },
    caps::Caps,
};
use needs::Need;
pub(super) use sketch::Sketch;

/// A first plan. It is cleared and used again.
#[derive(Debug, Default)]
pub(super) struct Greedy {
    pub(super) sketch: Sketch,
    /// The items in the order in which they are applied.
    order: Vec<(u64, usize)>,
    /// By leaf: the places of items that can be applied there, as ranges of `candidates`, in the same order.
    starts: Vec<usize>,
    candidates: Vec<(usize, usize)>,
    /// What is asked for, with what it has to spare.
    needs: Vec<(i64, Need)>,
    /// By leaf: the credits that fit it.
    fitting: Vec<i64>,
    options: Vec<usize>,
}

/// What a first plan is made from.
#[derive(Debug, Clone, Copy)]
pub(super) struct Given<'a> {
    pub(super) compiled: &'a CompiledRequirements,
    pub(super) case: &'a Case,
    pub(super) caps: &'a Caps,
    /// Whether the plan is to satisfy.
    pub(super) satisfy: bool,
    /// Whether it is made with more care, which takes longer where it is to satisfy.
    pub(super) carefully: bool,
}

impl Greedy {
    /// Chooses the options, and finds the order of what is to be applied. Where a plan is to satisfy, it is the same with more care.
    pub(super) fn prepare(&mut self, given: Given<'_>) {
        self.choose(given);
        self.sort(given);
        self.list_candidates(given.compiled, given.case);
    }

    /// Makes a plan: leaves that have the least to spare choose first, then the rest goes wherever it may.
    pub(super) fn make(&mut self, given: Given<'_>) {
        let Given { compiled, case, .. } = given;
        self.sketch.clear(compiled, case);
        self.serve_needs(given);
        for at in 0..self.order.len() {
            let item = self.order[at].1;
            let Item { first, end, .. } = case.items[item];
            let pool = |place: usize| compiled.leaves[case.places[place]].pool;
            if self.sketch.used[item] && pool(first) == pool(end - 1) {
                // It is applied to one leaf of each pool at most.
                continue;
            }
            self.sketch.apply_where_it_fits(compiled, case, item);
        }
        if given.satisfy && given.carefully {
            self.mend(compiled, case);
        }
    }

    /// Chooses the options that most credits fit; in a plan that is to satisfy, those that can be met.
    fn choose(&mut self, Given { compiled, case, satisfy, .. }: Given<'_>) {
        refill(&mut self.sketch.chosen, compiled.parts.len(), false);
        refill(&mut self.fitting, compiled.leaves.len(), 0);
        for item in &case.items {
            for &leaf in &case.places[item.first..item.end] {
                self.fitting[leaf] += item.credits;
            }
        }
        self.sketch.chosen[0] = true;
        for (at, part) in compiled.parts.iter().enumerate() {
            if !self.sketch.chosen[at] {
                continue;
            }
            if part.chosen == part.children.len() {
                part.children.iter().for_each(|&child| self.sketch.chosen[child] = true);
                continue;
            }
            self.options.clear();
            self.options.extend_from_slice(&part.children);
            let fitting = |part: usize| self.fitting[compiled.parts[part].leaves.clone()].iter().sum::<i64>();
            self.options.sort_by_key(|&child| (satisfy && !case.possible[child], Reverse(fitting(child))));
            for &child in self.options.iter().take(part.chosen) {
                self.sketch.chosen[child] = true;
            }
        }
    }

    /// What a plan can do without comes last. The least flexible items come first; in one that need not satisfy the largest, unless
    /// it is made carefully.
    fn sort(&mut self, Given { case, caps, satisfy, carefully, .. }: Given<'_>) {
        self.order.clear();
        self.order.extend(case.items.iter().enumerate().map(|(item, of)| {
            let places = if satisfy || carefully { of.end - of.first } else { 0 };
            (rank(caps.spare[item], places, of.credits), item)
        }));
        self.order.sort_unstable();
    }

    fn list_candidates(&mut self, compiled: &CompiledRequirements, case: &Case) {
        refill(&mut self.starts, compiled.leaves.len() + 1, 0);
        for item in &case.items {
            for &leaf in &case.places[item.first..item.end] {
                self.starts[leaf + 1] += 1;
            }
        }
        let mut end = 0;
        for start in &mut self.starts {
            end += *start;
            *start = end;
        }
        refill(&mut self.candidates, end, (0, 0));
        for &(_, item) in &self.order {
            let Item { first, end, .. } = case.items[item];
            for (place, &leaf) in (first..end).zip(&case.places[first..end]) {
                let next = &mut self.starts[leaf];
                self.candidates[*next] = (item, place);
                *next += 1;
            }
        }
        self.starts.rotate_right(1);
        self.starts[0] = 0;
    }
}

/// The order of an item in one number, which is sorted fastest: what a plan can do without last, then by so many places, then the
/// largest first.
fn rank(spare: bool, places: usize, credits: i64) -> u64 {
    // INVARIANT: at most 10 000 credits, 10^8 in ten-thousandths; places are far fewer.
    let credits = u32::try_from(credits).unwrap_or(u32::MAX);
    u64::from(spare) << 63 | (places as u64) << 32 | u64::from(u32::MAX - credits)
}

pub(super) fn refill<T: Clone>(list: &mut Vec<T>, length: usize, with: T) {
    list.clear();
    list.resize(length, with);
}
