//! A plan that satisfies and is not yet the best: larger items take the place of smaller ones.

#![expect(
    clippy::indexing_slicing,
    reason = "items, places and parts are numbered by the case and the compiled requirements"
)]

use super::{
    super::super::{
        case::{Case, Item},
        compiled::CompiledRequirements,
    },
    Greedy,
};

/// So many exchanges are tried, and no more: where many fail, the search is faster.
const TRIES: usize = 32;

impl Greedy {
    /// Applies items that are left out for smaller ones, those that a plan can do without first, until so many credits are reached.
    pub(in super::super) fn exchange(&mut self, compiled: &CompiledRequirements, case: &Case, bound: i64) {
        let mut tries = 0;
        for at in 0..self.order.len() {
            let item = self.order[at].1;
            if self.sketch.used[item] {
                continue;
            }
            for out in (0..self.order.len()).rev() {
                let out = self.order[out].1;
                let gain = case.items[item].credits - case.items[out].credits;
                if !self.sketch.used[out] || gain <= 0 || gain > bound - self.sketch.credits {
                    continue;
                }
                if tries == TRIES {
                    return;
                }
                tries += 1;
                if self.replace(compiled, case, out, item) {
                    break;
                }
            }
        }
    }

    /// Applies an item in the place of another, if what is asked for is met after it. Tells whether it is.
    fn replace(&mut self, compiled: &CompiledRequirements, case: &Case, out: usize, item: usize) -> bool {
        let Item { first, end, .. } = case.items[out];
        let stood: Vec<_> = (first..end).filter(|&place| self.sketch.applied[place]).collect();
        self.sketch.take_out(case, out);
        self.sketch.apply_where_it_fits(compiled, case, item);
        if self.sketch.used[item] {
            if self.sketch.satisfies(compiled, case) {
                return true;
            }
            let before = self.sketch.clone();
            self.mend(compiled, case);
            if self.sketch.satisfies(compiled, case) {
                return true;
            }
            self.sketch = before;
            self.sketch.take_out(case, item);
        }
        for place in stood {
            self.sketch.apply(case, out, place);
        }
        false
    }
}
