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

impl Greedy {
    /// Applies items that are left out for smaller ones, those that a plan can do without first, until so many credits are reached.
    pub(in super::super) fn exchange(&mut self, compiled: &CompiledRequirements, case: &Case, bound: i64) {
        for at in 0..self.order.len() {
            let item = self.order[at].1;
            for out in (0..self.order.len()).rev() {
                let out = self.order[out].1;
                let gain = case.items[item].credits - case.items[out].credits;
                let may_help = gain > 0 && gain <= bound - self.sketch.credits;
                if !self.sketch.used[item] && self.sketch.used[out] && may_help {
                    self.replace(compiled, case, out, item);
                }
            }
        }
    }

    /// Applies an item in the place of another, if what is asked for is met after it.
    fn replace(&mut self, compiled: &CompiledRequirements, case: &Case, out: usize, item: usize) {
        let before = self.sketch.clone();
        self.sketch.take_out(case, out);
        let Item { first, end, .. } = case.items[item];
        for place in first..end {
            if self.sketch.fits(compiled, case, item, place) {
                self.sketch.apply(case, item, place);
            }
        }
        if self.sketch.used[item] && !self.sketch.satisfies(compiled, case) {
            self.mend(compiled, case);
        }
        if !self.sketch.used[item] || !self.sketch.satisfies(compiled, case) {
            self.sketch = before;
        }
    }
}
