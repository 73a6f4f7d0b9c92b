//! A plan that lacks something is mended: items change their places.

#![expect(
    clippy::indexing_slicing,
    reason = "items, places and parts are numbered by the case and the compiled requirements"
)]

use super::{
    super::super::{
        bits::{ones, words},
        case::{Case, Item},
        compiled::{CompiledRequirements, Leaf},
    },
    Greedy,
};

impl Greedy {
    /// Moves items to leaves that have not what they ask for, from where they are not needed.
    pub(super) fn mend(&mut self, compiled: &CompiledRequirements, case: &Case) {
        for (leaf, Leaf { part, pool, .. }) in compiled.leaves.iter().enumerate() {
            for candidate in self.starts[leaf]..self.starts[leaf + 1] {
                if !self.chosen[*part] || !self.is_short(compiled, *part) {
                    break;
                }
                let (item, to) = self.candidates[candidate];
                let from = self.place_in(compiled, case, item, *pool);
                if let Some(from) = from.filter(|from| *from != to) {
                    self.shift(compiled, case, item, (from, to));
                }
            }
        }
    }

    /// Moves an item to another place of one pool, if nobody misses it and no most is exceeded.
    fn shift(
        &mut self,
        compiled: &CompiledRequirements,
        case: &Case,
        item: usize,
        (from, to): (usize, usize),
    ) {
        let Item { first, end, credits, .. } = case.items[item];
        let words = words(compiled.limits.len());
        // A word of the limits that count the item before, and one of those that count it afterwards.
        let both = |greedy: &Self, at: usize| {
            let there = (first..end).filter(|&place| place == to || (place != from && greedy.applied[place]));
            let after = there.fold(0, |set, place| set | case.counts_at(place)[at]);
            (greedy.counted[item * words + at], after)
        };
        let is_missed = |number: usize| {
            let (limit, tally) = (&compiled.limits[number], self.tallies[number]);
            tally.reaches(limit) && !tally.without(credits).reaches(limit)
        };
        let is_over = |number: usize| self.tallies[number].with(credits).is_over(&compiled.limits[number]);
        let is_wrong = |at: usize| {
            let (before, after) = both(self, at);
            ones(at, before & !after).any(is_missed) || ones(at, after & !before).any(is_over)
        };
        if (0..words).any(is_wrong) {
            return;
        }
        for at in 0..words {
            let (before, after) = both(self, at);
            for number in ones(at, before & !after) {
                self.tallies[number] = self.tallies[number].without(credits);
            }
            ones(at, after & !before).for_each(|number| self.tallies[number].add(credits));
            self.counted[item * words + at] = after;
        }
        (self.applied[from], self.applied[to]) = (false, true);
    }
}
