//! What parts ask for, served one after the other.

#![expect(
    clippy::indexing_slicing,
    reason = "items, places and parts are numbered by the case and the compiled requirements"
)]

use super::{
    super::super::{bits::has, case::Item, compiled::CompiledLimit},
    Given, Greedy,
};

/// What asks for something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Need {
    Leaf(usize),
    /// A limit of a part above leaves, among those of all parts.
    Limit(usize),
}

impl Greedy {
    /// Gives each leaf what it asks for, and in a careful plan that is to satisfy each part above leaves; what has the least to
    /// spare chooses first.
    pub(super) fn serve_needs(&mut self, given: Given<'_>) {
        let Given { compiled, case, caps, satisfy, carefully } = given;
        let asking = compiled.leaves.iter().enumerate().zip(&caps.slack);
        let asking = asking.filter(|((_, leaf), slack)| self.sketch.chosen[leaf.part] && **slack < i64::MAX);
        self.needs.clear();
        self.needs.extend(asking.map(|((at, _), slack)| (*slack, Need::Leaf(at))));
        if satisfy && carefully {
            let is_above = |limit: &CompiledLimit| !compiled.parts[limit.part].children.is_empty();
            let limits =
                compiled.limits.iter().enumerate().filter(|(_, limit)| {
                    limit.has_least() && is_above(limit) && self.sketch.chosen[limit.part]
                });
            self.needs.extend(limits.map(|(at, limit)| (limit.slack(case.totals[at]), Need::Limit(at))));
        }
        self.needs.sort_unstable();
        for at in 0..self.needs.len() {
            match self.needs[at].1 {
                Need::Leaf(leaf) => self.serve_leaf(given, leaf),
                Need::Limit(limit) => self.serve_limit(given, limit),
            }
        }
    }

    fn serve_leaf(&mut self, Given { compiled, case, caps, satisfy, carefully }: Given<'_>, leaf: usize) {
        let part = compiled.leaves[leaf].part;
        let candidates = self.starts[leaf]..self.starts[leaf + 1];
        if satisfy && compiled.limits_of(part).all(|(_, limit)| limit.min_credits == 0) {
            // So many courses are to be found: the small ones do, and with care also those that a plan can do without.
            self.candidates[candidates.clone()].sort_by_key(|&(item, _)| {
                let of = &case.items[item];
                (caps.spare[item] && !carefully, of.end - of.first, of.credits)
            });
        }
        for candidate in candidates {
            let (item, place) = self.candidates[candidate];
            if !self.sketch.is_short(compiled, part) {
                break;
            }
            if (satisfy || !caps.spare[item]) && self.sketch.fits(compiled, case, item, place) {
                self.sketch.apply(case, item, place);
            }
        }
    }

    /// Applies items where a limit counts them until it is reached.
    fn serve_limit(&mut self, Given { compiled, case, .. }: Given<'_>, number: usize) {
        for at in 0..self.order.len() {
            if self.sketch.tallies[number].reaches(&compiled.limits[number]) {
                break;
            }
            let item = self.order[at].1;
            if !has(case.limits_of(item), number) || self.sketch.is_counted(case, item, number) {
                continue;
            }
            let Item { first, end, .. } = case.items[item];
            let fits = |&place: &usize| {
                has(case.counts_at(place), number) && self.sketch.fits(compiled, case, item, place)
            };
            if let Some(place) = (first..end).find(fits) {
                self.sketch.apply(case, item, place);
            }
        }
    }
}
