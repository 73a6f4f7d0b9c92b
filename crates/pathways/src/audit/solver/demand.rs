//! What leaves ask for together.
//!
//! Each leaf may find enough for itself, and all of them together not: two blocks that each want two of the same three courses.
//! By König and Hall, a flow from the attempts to what asks for them finds such a set of leaves, if there is one. In the search
//! the set is one condition more, which no single leaf says.

#![expect(
    clippy::indexing_slicing,
    reason = "items, places and parts are numbered by the case and the compiled requirements"
)]

use super::{
    super::{
        case::Case,
        compiled::{CompiledLimit, CompiledRequirements},
    },
    flow::{ENDLESS, Network},
};

/// What is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unit {
    Courses,
    Credits,
}

impl Unit {
    /// What so many credits come to.
    pub(super) fn of(self, credits: i64) -> i64 {
        match self {
            Self::Courses => 1,
            Self::Credits => credits,
        }
    }
}

/// Parts that together ask for so much, and the leaves where it can be found.
#[derive(Debug)]
pub(super) struct Demand {
    pub(super) unit: Unit,
    /// Parts, and what each asks for beyond what those below it do.
    pub(super) parts: Vec<(usize, i64)>,
    /// By leaf: whether it is below one of the parts.
    pub(super) leaves: Vec<bool>,
}

/// The demands of one pool.
#[derive(Debug, Clone, Copy)]
pub(super) struct Demands<'a> {
    pub(super) compiled: &'a CompiledRequirements,
    pub(super) case: &'a Case,
    pub(super) pool: usize,
    pub(super) unit: Unit,
}

impl Demands<'_> {
    /// The parts that together ask for more than there is; all that ask, if no such set is known. `None` if only one asks.
    pub(super) fn tightest(self, network: &mut Network) -> Option<Demand> {
        let Self { compiled, case, unit, .. } = self;
        let parts = self.parts();
        if parts.len() < 2 {
            return None;
        }
        // Nodes: source, sink, groups, items, parts.
        let item_node = 2 + case.shared.len();
        let part_node = item_node + case.items.len();
        network.clear(part_node + parts.len());
        for (group, members) in case.shared.iter().enumerate() {
            let most = members.iter().map(|&item| unit.of(case.items[item].credits)).max();
            network.connect(0, 2 + group, most.unwrap_or(0));
        }
        for (at, item) in case.items.iter().enumerate() {
            network.connect(item.group.map_or(0, |group| 2 + group), item_node + at, unit.of(item.credits));
            for (node, (part, _)) in parts.iter().enumerate() {
                let below = |place: &usize| compiled.parts[*part].leaves.contains(place);
                let in_pool = |place: &usize| compiled.leaves[*place].pool == self.pool;
                if case.places[item.first..item.end].iter().any(|place| below(place) && in_pool(place)) {
                    network.connect(item_node + at, part_node + node, ENDLESS);
                }
            }
        }
        for (node, (_, asked)) in parts.iter().enumerate() {
            network.connect(part_node + node, 1, *asked);
        }
        network.fill();
        // What the source still reaches has enough; what it does not is short, if anything is.
        let short: Vec<_> = (0..parts.len())
            .filter(|&node| !network.is_reached(part_node + node))
            .map(|node| parts[node])
            .collect();
        let parts = if short.is_empty() { parts } else { short };
        let below = |leaf| parts.iter().any(|(part, _)| compiled.parts[*part].leaves.contains(&leaf));
        let leaves =
            (0..compiled.leaves.len()).map(|leaf| compiled.leaves[leaf].pool == self.pool && below(leaf));
        Some(Demand { unit, leaves: leaves.collect(), parts })
    }

    /// The parts of the pool that ask for something, with what they ask beyond the parts below them.
    fn parts(self) -> Vec<(usize, i64)> {
        let compiled = self.compiled;
        let mut asked = vec![0; compiled.parts.len()];
        let mut parts = Vec::new();
        for (at, part) in compiled.parts.iter().enumerate().rev() {
            let below: i64 = part.children.iter().map(|&child| asked[child]).sum();
            let own = if self.is_of_pool(at) { self.asked(at) } else { 0 };
            if own > below {
                parts.push((at, own - below));
            }
            asked[at] = own.max(below);
        }
        parts
    }

    pub(super) fn is_of_pool(self, part: usize) -> bool {
        let leaves = self.compiled.parts[part].leaves.clone();
        !leaves.is_empty() && self.compiled.leaves[leaves].iter().all(|leaf| leaf.pool == self.pool)
    }

    /// The least that a part asks for. So many credits take a number of courses, and so many courses bring some credits.
    pub(super) fn asked(self, part: usize) -> i64 {
        let limits = self.compiled.limits_of(part).map(|(_, limit)| limit);
        limits
            .filter(|limit| limit.filter.is_none() && limit.has_least())
            .map(|limit| self.asked_by(part, limit))
            .max()
            .unwrap_or(0)
    }

    fn asked_by(self, part: usize, limit: &CompiledLimit) -> i64 {
        let credits = self.case.credits_below(part);
        match self.unit {
            Unit::Credits => {
                let smallest: i64 = credits.take(limit.min_courses as usize).sum();
                limit.min_credits.max(smallest)
            }
            Unit::Courses => {
                let mut missing = limit.min_credits;
                let taken = credits.rev().take_while(|credits| {
                    let needed = missing > 0;
                    missing -= credits;
                    needed
                });
                i64::from(limit.min_courses).max(i64::try_from(taken.count()).unwrap_or(i64::MAX))
            }
        }
    }
}
