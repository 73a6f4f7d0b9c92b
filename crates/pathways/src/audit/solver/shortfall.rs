//! How many credits are missing at the least, by counting alone.

#![expect(
    clippy::indexing_slicing,
    reason = "items, places and parts are numbered by the case and the compiled requirements"
)]

use std::collections::BTreeSet;

use pathfinding::prelude::edmonds_karp_dense;

use super::super::{
    case::Case,
    compiled::{CompiledLimit, CompiledRequirements},
};

/// How many sums of credits are looked at.
const MANY: usize = 4_096;

/// A student's own attempts and further ones, beside what is asked.
#[derive(Debug, Clone, Copy)]
pub(super) struct Shortfall<'a> {
    pub(super) compiled: &'a CompiledRequirements,
    pub(super) case: &'a Case,
    /// Attempts from here on in the transcript are further ones.
    pub(super) own: usize,
}

/// Where credits flow: from the source over own attempts to leaves, and from these to the sink.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Place {
    Source,
    Item(usize),
    Leaf(usize),
    Sink,
}

impl Shortfall<'_> {
    /// The credits of further attempts that no plan can spare which satisfies. It may be more than this.
    pub(super) fn credits(&self) -> i64 {
        let mut leaves = Vec::new();
        self.required(0, &mut leaves);
        let pools: BTreeSet<_> = leaves.iter().map(|&leaf| self.compiled.leaves[leaf].pool).collect();
        let of_pool = |pool| {
            let leaves = leaves.iter().copied().filter(|&leaf| self.compiled.leaves[leaf].pool == pool);
            self.of_pool(&leaves.collect())
        };
        pools.into_iter().map(of_pool).max().unwrap_or(0).max(self.least(0))
    }

    /// The leaves that are chosen in every plan.
    fn required(&self, part: usize, leaves: &mut Vec<usize>) {
        let asked = &self.compiled.parts[part];
        if asked.children.is_empty() {
            leaves.extend(asked.leaves.clone());
        } else if asked.chosen == asked.children.len() {
            for &child in &asked.children {
                self.required(child, leaves);
            }
        }
    }

    /// What all leaves of one pool ask together, less what own attempts can give them if their credits may even be split.
    fn of_pool(&self, leaves: &BTreeSet<usize>) -> i64 {
        let asked = |leaf: usize| {
            let own = self.compiled.limits_of(self.compiled.leaves[leaf].part).map(|(_, limit)| limit);
            own.filter(|limit| limit.filter.is_none()).map(|limit| limit.min_credits).max().unwrap_or(0)
        };
        let (mut further, mut vertices, mut flows) =
            (Vec::new(), vec![Place::Source, Place::Sink], Vec::new());
        for &leaf in leaves {
            vertices.push(Place::Leaf(leaf));
            flows.push(((Place::Leaf(leaf), Place::Sink), asked(leaf)));
        }
        for (at, item) in self.case.items.iter().enumerate() {
            let mut places =
                self.case.places[item.first..item.end].iter().filter(|leaf| leaves.contains(leaf)).peekable();
            if places.peek().is_some() && item.source >= self.own {
                further.push(item.credits);
            } else if places.peek().is_some() {
                vertices.push(Place::Item(at));
                flows.push(((Place::Source, Place::Item(at)), item.credits));
                flows.extend(places.map(|&leaf| ((Place::Item(at), Place::Leaf(leaf)), item.credits)));
            }
        }
        let all: i64 = leaves.iter().map(|&leaf| asked(leaf)).sum();
        flows.retain(|(_, credits)| *credits > 0);
        let (_, given, _) = edmonds_karp_dense(&vertices, &Place::Source, &Place::Sink, flows);
        filled(&further, all - given)
    }

    /// The same for plans that choose a part and satisfy it, where nothing else is looked at than sums.
    fn least(&self, part: usize) -> i64 {
        let asked = &self.compiled.parts[part];
        let counted =
            self.compiled.limits_of(part).map(|(_, limit)| self.of_limit(part, limit)).max().unwrap_or(0);
        let mut below: Vec<_> = asked.children.iter().map(|&child| self.least(child)).collect();
        below.sort_unstable();
        below.truncate(asked.chosen);
        let together =
            if self.is_disjoint(part) { below.iter().sum() } else { below.last().copied().unwrap_or(0) };
        counted.max(together)
    }

    /// Whether no attempt is applied to two leaves of a part: they are all of one pool.
    fn is_disjoint(&self, part: usize) -> bool {
        let leaves = &self.compiled.leaves[self.compiled.parts[part].leaves.clone()];
        leaves.windows(2).all(|pair| pair[0].pool == pair[1].pool)
    }

    /// What all own attempts together leave open.
    fn of_limit(&self, part: usize, limit: &CompiledLimit) -> i64 {
        let leaves = &self.compiled.parts[part].leaves;
        let (mut credits, mut courses) = (limit.min_credits, limit.min_courses as usize);
        let mut further = Vec::new();
        for (at, item) in self.case.items.iter().enumerate() {
            let mut places = self.case.places[item.first..item.end].iter();
            if !self.case.is_meant(at, limit.filter) || !places.any(|leaf| leaves.contains(leaf)) {
                continue;
            }
            if item.source >= self.own {
                further.push(item.credits);
            } else {
                credits -= item.credits;
                courses = courses.saturating_sub(1);
            }
        }
        further.sort_unstable();
        further.iter().take(courses).sum::<i64>().max(filled(&further, credits))
    }
}

/// The least that some of these come to, if it must be so much; as much as is asked, if there are too many ways to tell.
fn filled(credits: &[i64], asked: i64) -> i64 {
    let (mut sums, mut least) = (BTreeSet::from([0]), None);
    for more in credits.iter().filter(|more| **more > 0) {
        let all: Vec<_> = sums.iter().map(|sum| sum + more).collect();
        let enough = all.iter().copied().filter(|sum| *sum >= asked).min();
        least = least.into_iter().chain(enough).min();
        sums.extend(all.into_iter().filter(|sum| *sum < asked));
        if least == Some(asked) || sums.len() > MANY {
            return asked;
        }
    }
    if asked > 0 { least.unwrap_or(asked) } else { 0 }
}
