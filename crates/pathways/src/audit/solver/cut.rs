//! The narrowest place between a student's attempts and the award.
//!
//! Credits flow from each attempt to the leaves it can be applied to, and up the tree, through every most that stands in the
//! way. More than flows there cannot be applied. That alone is a bound; as a condition of the search it is more: what is
//! outside the narrowest place must bring what the goal asks beyond it.

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

/// A narrow place: at most `most` credits pass by it, besides those of `outside`.
#[derive(Debug, Default)]
pub(super) struct Cut {
    pub(super) most: i64,
    /// The most credits that can be applied.
    pub(super) bound: i64,
    /// Items, and the leaves where they do not pass by it.
    pub(super) outside: Vec<(usize, Vec<usize>)>,
}

/// What is known of the student and the rules.
#[derive(Debug, Clone, Copy)]
pub(super) struct Caps<'a> {
    pub(super) compiled: &'a CompiledRequirements,
    pub(super) case: &'a Case,
}

impl Caps<'_> {
    /// The narrowest place.
    pub(super) fn narrowest(self, network: &mut Network) -> Cut {
        let Self { compiled, case } = self;
        // Nodes: source, sink, classes, items, parts.
        let classes = self.classes();
        let class_of = self.class_of(&classes);
        let (item_node, part_node) = (2 + classes.len(), 2 + classes.len() + case.items.len());
        network.clear(part_node + compiled.parts.len());
        for (class, (_, most)) in classes.iter().enumerate() {
            network.connect(0, 2 + class, *most);
        }
        for (at, item) in case.items.iter().enumerate() {
            let from = class_of[at].map_or(0, |class| 2 + class);
            network.connect(from, item_node + at, item.credits);
            for place in item.first..item.end {
                network.connect(
                    item_node + at,
                    part_node + compiled.leaves[case.places[place]].part,
                    ENDLESS,
                );
            }
        }
        let most: Vec<_> = (0..compiled.parts.len()).map(|part| self.most(part)).collect();
        for (at, part) in compiled.parts.iter().enumerate() {
            network.connect(
                part_node + at,
                part.parent.map_or(1, |parent| part_node + parent),
                most[at].unwrap_or(ENDLESS),
            );
        }
        network.fill();
        self.read(network, &classes, &class_of, &most)
    }

    fn read(
        self,
        network: &Network,
        classes: &[(CompiledLimit, i64)],
        class_of: &[Option<usize>],
        most: &[Option<i64>],
    ) -> Cut {
        let Self { compiled, case } = self;
        let (item_node, part_node) = (2 + classes.len(), 2 + classes.len() + case.items.len());
        let full = |class: usize| !network.is_reached(2 + class);
        let mut cut = Cut::default();
        cut.most +=
            (0..classes.len()).filter(|&class| full(class)).map(|class| classes[class].1).sum::<i64>();
        // A part is cut where the source reaches it and not its parent.
        let is_cut = |part: usize| {
            let beyond =
                compiled.parts[part].parent.is_some_and(|parent| network.is_reached(part_node + parent));
            network.is_reached(part_node + part) && !beyond
        };
        let cut_parts: Vec<_> = (0..compiled.parts.len()).map(is_cut).collect();
        cut.most += (0..compiled.parts.len())
            .filter(|&part| cut_parts[part])
            .filter_map(|part| most[part])
            .sum::<i64>();
        let passes = |leaf: usize| {
            let mut part = Some(compiled.leaves[leaf].part);
            while let Some(at) = part {
                if cut_parts[at] {
                    return true;
                }
                part = compiled.parts[at].parent;
            }
            false
        };
        for (at, item) in case.items.iter().enumerate() {
            if class_of[at].is_some_and(full) || network.is_reached(item_node + at) {
                continue;
            }
            let leaves: Vec<_> = (item.first..item.end)
                .map(|place| case.places[place])
                .filter(|&leaf| !passes(leaf))
                .collect();
            if !leaves.is_empty() {
                cut.bound += item.credits;
                cut.outside.push((at, leaves));
            }
        }
        cut.bound += cut.most;
        cut
    }

    /// What the limits of the whole allow.
    fn classes(self) -> Vec<(CompiledLimit, i64)> {
        let root = self.compiled.parts[0].limits.iter().filter(|limit| limit.filter.is_some());
        root.filter_map(|limit| Some((*limit, self.most_of(0, limit)?))).collect()
    }

    /// By item: the first of these limits that counts it.
    fn class_of(self, classes: &[(CompiledLimit, i64)]) -> Vec<Option<usize>> {
        let of = |item| classes.iter().position(|(limit, _)| self.case.is_meant(item, limit.filter));
        (0..self.case.items.len()).map(of).collect()
    }

    /// The most credits of a part, if there is a most.
    fn most(self, part: usize) -> Option<i64> {
        let limits = self.compiled.parts[part].limits.iter().filter(|limit| limit.filter.is_none());
        limits.filter_map(|limit| self.most_of(part, limit)).min()
    }

    /// The most credits a limit allows below a part: so many courses bring at most the credits of the largest.
    fn most_of(self, part: usize, limit: &CompiledLimit) -> Option<i64> {
        let case = self.case;
        let largest = |most: u32| {
            let meant = case.below[part].iter().filter(|&&item| case.is_meant(item, limit.filter));
            let mut credits: Vec<_> = meant.map(|&item| case.items[item].credits).collect();
            credits.sort_unstable_by_key(|credits| std::cmp::Reverse(*credits));
            credits.iter().take(most as usize).sum::<i64>()
        };
        let by_courses = limit.max_courses.map(largest);
        [limit.max_credits, by_courses].into_iter().flatten().min()
    }
}
