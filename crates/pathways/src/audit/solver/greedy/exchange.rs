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
            if self.sketch.used[item] {
                continue;
            }
            let gains = 1..=bound - self.sketch.credits;
            for out in (0..self.order.len()).rev() {
                let out = self.order[out].1;
                let gain = case.items[item].credits - case.items[out].credits;
                if self.sketch.used[out] && gains.contains(&gain) && self.replace(compiled, case, out, item) {
                    break;
                }
            }
        }
    }

    /// Applies an item in the place of another, if what is asked for is met after it. Tells whether it is.
    fn replace(&mut self, compiled: &CompiledRequirements, case: &Case, out: usize, item: usize) -> bool {
        let before = self.sketch.clone();
        self.sketch.take_out(case, out);
        let Item { first, end, .. } = case.items[item];
        for place in first..end {
            if self.sketch.fits(compiled, case, item, place) {
                self.sketch.apply(case, item, place);
            }
        }
        let is_met = self.sketch.used[item]
            && (self.sketch.satisfies(compiled, case) || {
                self.mend(compiled, case);
                self.sketch.satisfies(compiled, case)
            });
        if !is_met {
            self.sketch = before;
        }
        is_met
    }
}
