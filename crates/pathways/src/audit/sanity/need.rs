//! The least that whoever meets a part has applied below it.

#![expect(clippy::indexing_slicing, reason = "parts are numbered by the tree")]

use std::collections::{BTreeMap, BTreeSet};

use collegium_core::RecordCode;

use super::{offer::Measure, tree::Tree};

/// What a part needs. Parts of one pool share nothing, so their needs add up; parts of different pools may share all.
#[derive(Debug, Default)]
pub(super) struct Need<'a> {
    by_pool: BTreeMap<&'a RecordCode, i64>,
    pub(super) whole: i64,
}

impl<'a> Tree<'a> {
    /// What the children of a part need together.
    pub(super) fn need_of_children(&self, at: usize, measure: Measure) -> Need<'a> {
        let place = &self.places[at];
        let needs: Vec<_> = place.children.iter().map(|&child| self.need(child, measure)).collect();
        let pools: BTreeSet<_> = needs.iter().flat_map(|need| need.by_pool.keys().copied()).collect();
        let chosen = |mut all: Vec<i64>| {
            all.sort_unstable();
            all.truncate(place.chosen);
            all
        };
        let by_pool: BTreeMap<_, _> = pools
            .into_iter()
            .map(|pool| {
                let of = needs.iter().map(|need| need.by_pool.get(pool).copied().unwrap_or(0));
                (pool, chosen(of.collect()).iter().fold(0_i64, |sum, need| sum.saturating_add(*need)))
            })
            .collect();
        let largest = chosen(needs.iter().map(|need| need.whole).collect()).last().copied().unwrap_or(0);
        let whole = by_pool.values().copied().chain([largest]).max().unwrap_or(0);
        Need { by_pool, whole }
    }

    fn need(&self, at: usize, measure: Measure) -> Need<'a> {
        let own = self.places[at].bounds().map(|bound| measure.least(&bound.limit)).max().unwrap_or(0);
        let mut need = self.need_of_children(at, measure);
        need.whole = need.whole.max(own);
        if let Some(pool) = self.pool(at) {
            let of = need.by_pool.entry(pool).or_default();
            *of = own.max(*of);
        }
        need
    }
}
