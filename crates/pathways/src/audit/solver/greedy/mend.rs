//! A plan that lacks something is mended: items change their places.

#![expect(
    clippy::indexing_slicing,
    reason = "items, places and parts are numbered by the case and the compiled requirements"
)]

use super::{
    super::super::{
        case::Case,
        compiled::{CompiledRequirements, Leaf},
    },
    Greedy,
};

impl Greedy {
    /// Moves items to leaves that have not what they ask for, from where they are not needed; none where parts are kept apart.
    pub(super) fn mend(&mut self, compiled: &CompiledRequirements, case: &Case) {
        if !compiled.apart.is_empty() {
            return;
        }
        for (leaf, Leaf { part, pool, .. }) in compiled.leaves.iter().enumerate() {
            for candidate in self.starts[leaf]..self.starts[leaf + 1] {
                if !self.sketch.chosen[*part] || !self.sketch.is_short(compiled, *part) {
                    break;
                }
                let (item, to) = self.candidates[candidate];
                let from = self.sketch.place_in(compiled, case, item, *pool);
                if let Some(from) = from.filter(|from| *from != to) {
                    self.sketch.shift(compiled, case, item, (from, to));
                }
            }
        }
    }
}
