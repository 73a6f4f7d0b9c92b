//! Whether what is asked for can be found at all.
//!
//! In one pool each attempt is applied once: credits, or courses, flow from the attempts to the leaves of the pool and up the
//! tree, through each part at least what it asks for and at most what it allows. A flow may split attempts, so where there is
//! none there is no plan that satisfies; where there is one, nothing is promised. Whether one exists is again a greatest flow
//! (Hoffman 1960).

#![expect(
    clippy::indexing_slicing,
    reason = "items, places and parts are numbered by the case and the compiled requirements"
)]

use super::{
    super::compiled::CompiledLimit,
    caps::Caps,
    cut::Cut,
    demand::{Demands, Unit},
    flow::{ENDLESS, Network},
};

/// What is asked in one pool, and what it may come from.
#[derive(Debug, Clone, Copy)]
pub(super) struct Supply<'a> {
    pub(super) demands: Demands<'a>,
    pub(super) caps: &'a Caps,
    pub(super) cut: &'a Cut,
}

impl Supply<'_> {
    /// Whether the parts of the pool that are always chosen can have what they ask for.
    pub(super) fn is_enough(self, network: &mut Network) -> bool {
        let Self { demands: Demands { compiled, case, pool, unit }, caps, cut } = self;
        let leasts: Vec<_> = (0..compiled.parts.len()).map(|part| self.least(part)).collect();
        let asked: i64 = leasts.iter().sum();
        if asked == 0 {
            return true;
        }
        // Nodes: where the leasts come from and go to, source, sink, classes, groups, items, parts.
        let (source, sink, class_node) = (2, 3, 4);
        let group_node = class_node + cut.classes.len();
        let item_node = group_node + case.shared.len();
        let part_node = item_node + case.items.len();
        network.clear(part_node + compiled.parts.len());
        network.connect(sink, source, ENDLESS);
        for (at, class) in cut.classes.iter().enumerate() {
            let most = if unit == Unit::Credits { class.most } else { ENDLESS };
            network.connect(source, class_node + at, most);
        }
        for (group, members) in case.shared.iter().enumerate() {
            let most = members.iter().map(|&item| unit.of(case.items[item].credits)).max();
            network.connect(source, group_node + group, most.unwrap_or(0));
        }
        for (at, item) in case.items.iter().enumerate() {
            let class = cut.class_of[at].map_or(source, |class| class_node + class);
            let from = item.group.map_or(class, |group| group_node + group);
            network.connect(from, item_node + at, unit.of(item.credits));
            for &leaf in &case.places[item.first..item.end] {
                if caps.open[leaf] && compiled.leaves[leaf].pool == pool {
                    network.connect(item_node + at, part_node + compiled.leaves[leaf].part, ENDLESS);
                }
            }
        }
        for (at, part) in compiled.parts.iter().enumerate() {
            let above = part.parent.map_or(sink, |parent| part_node + parent);
            let (least, most) = (leasts[at], self.most(at));
            if least > most {
                return false;
            }
            network.connect(part_node + at, above, most - least);
            if least > 0 {
                network.connect(0, above, least);
                network.connect(part_node + at, 1, least);
            }
        }
        network.fill() == asked
    }

    fn least(self, part: usize) -> i64 {
        let sure = self.caps.is_sure(part) && self.demands.is_of_pool(part);
        if sure { self.demands.asked(part) } else { 0 }
    }

    fn most(self, part: usize) -> i64 {
        if self.demands.unit == Unit::Credits {
            return self.cut.most_of(part).unwrap_or(ENDLESS);
        }
        let limits = self.demands.compiled.limits_of(part).filter(|(_, limit)| limit.filter.is_none());
        limits.map(|(_, limit)| self.most_courses(part, limit)).min().unwrap_or(ENDLESS)
    }

    /// The most courses that a limit allows: of the smallest most fit under a most of credits.
    fn most_courses(self, part: usize, limit: &CompiledLimit) -> i64 {
        let case = self.demands.case;
        let by_credits = limit.max_credits.map_or(ENDLESS, |most| {
            let mut left = most;
            let fitting = case.credits_below(part).take_while(|credits| {
                left -= credits;
                left >= 0
            });
            i64::try_from(fitting.count()).unwrap_or(ENDLESS)
        });
        limit.max_courses.map_or(ENDLESS, i64::from).min(by_credits)
    }
}
