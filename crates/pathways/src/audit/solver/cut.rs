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
    super::{case::Case, compiled::CompiledRequirements},
    caps::Caps,
    flow::{ENDLESS, Network},
    greedy::refill,
};

/// A narrow place: at most `most` credits pass by it, besides those of `outside`. It is cleared and used again.
#[derive(Debug, Default)]
pub(super) struct Cut {
    pub(super) most: i64,
    /// The most credits that can be applied.
    pub(super) bound: i64,
    /// Items, and their places that do not pass by it, item by item.
    pub(super) outside: Vec<(usize, usize)>,
    pub(super) classes: Vec<Class>,
    /// By item: its class.
    pub(super) class_of: Vec<Option<usize>>,
    gates: Gates,
}

/// A most of credits over items that are applied below it or nowhere.
#[derive(Debug, Clone, Copy)]
pub(super) struct Class {
    part: usize,
    filter: usize,
    pub(super) most: i64,
}

/// Parts that not everything passes.
#[derive(Debug, Default)]
struct Gates {
    /// By part: the most credits, if not all pass.
    most: Vec<Option<i64>>,
    /// By part: the first gate on the way up, which may be the part itself.
    first: Vec<Option<usize>>,
    /// By part: whether the narrowest place is there.
    narrow: Vec<bool>,
}

impl Gates {
    fn read(&mut self, compiled: &CompiledRequirements, caps: &Caps) {
        refill(&mut self.most, compiled.parts.len(), None);
        for (limit, most) in
            compiled.limits.iter().zip(&caps.most).filter(|(limit, _)| limit.filter.is_none())
        {
            let known = &mut self.most[limit.part];
            *known = known.iter().chain(most).copied().min();
        }
        self.first.clear();
        for (at, part) in compiled.parts.iter().enumerate() {
            let above = part.parent.and_then(|parent| self.first[parent]);
            self.first.push(self.most[at].map(|_| at).or(above));
        }
    }

    /// The next gate above one.
    fn next(&self, compiled: &CompiledRequirements, gate: usize) -> Option<usize> {
        compiled.parts[gate].parent.and_then(|parent| self.first[parent])
    }

    /// Whether what is applied to a part passes the narrowest place.
    fn passes(&self, compiled: &CompiledRequirements, part: usize) -> bool {
        std::iter::successors(self.first[part], |&gate| self.next(compiled, gate))
            .any(|gate| self.narrow[gate])
    }
}

impl Cut {
    /// The most credits of a part, if not all reach it.
    pub(super) fn most_of(&self, part: usize) -> Option<i64> {
        self.gates.most[part]
    }

    /// Finds the narrowest place for a student.
    pub(super) fn find(
        &mut self,
        network: &mut Network,
        compiled: &CompiledRequirements,
        case: &Case,
        caps: &Caps,
    ) {
        self.gates.read(compiled, caps);
        self.classify(compiled, case, caps);
        // Nodes: source, sink, classes, items, parts.
        let item_node = 2 + self.classes.len();
        let part_node = item_node + case.items.len();
        network.clear(part_node + compiled.parts.len());
        for (at, class) in self.classes.iter().enumerate() {
            network.connect(0, 2 + at, class.most);
        }
        for (at, item) in case.items.iter().enumerate() {
            let open = case.places[item.first..item.end].iter().filter(|&&leaf| caps.open[leaf]);
            let gates = open.map(|&leaf| self.gates.first[compiled.leaves[leaf].part]);
            if self.class_of[at].is_none() && gates.clone().any(|gate| gate.is_none()) {
                // Nothing stands in its way.
                continue;
            }
            network.connect(self.class_of[at].map_or(0, |class| 2 + class), item_node + at, item.credits);
            let mut last = None;
            for gate in gates.filter(|gate| last.replace(*gate) != Some(*gate)) {
                network.connect(item_node + at, gate.map_or(1, |gate| part_node + gate), ENDLESS);
            }
        }
        for (at, most) in self.gates.most.iter().enumerate() {
            if let Some(most) = most {
                let next = self.gates.next(compiled, at);
                network.connect(part_node + at, next.map_or(1, |gate| part_node + gate), *most);
            }
        }
        network.fill();
        self.read(network, compiled, case, caps);
    }

    /// Reads the place off the network.
    fn read(&mut self, network: &Network, compiled: &CompiledRequirements, case: &Case, caps: &Caps) {
        let Self { classes, class_of, gates, .. } = self;
        let (item_node, part_node) = (2 + classes.len(), 2 + classes.len() + case.items.len());
        let is_full = |class: usize| !network.is_reached(2 + class);
        let full = (0..classes.len()).filter(|&class| is_full(class));
        self.most = full.map(|class| classes[class].most).sum();
        // A gate is narrow where the source reaches it and not the next one.
        refill(&mut gates.narrow, compiled.parts.len(), false);
        for (at, most) in gates.most.iter().enumerate() {
            let beyond = || gates.next(compiled, at).is_some_and(|gate| network.is_reached(part_node + gate));
            if let Some(most) = most.filter(|_| network.is_reached(part_node + at) && !beyond()) {
                gates.narrow[at] = true;
                self.most += most;
            }
        }
        self.bound = self.most;
        self.outside.clear();
        for (at, item) in case.items.iter().enumerate() {
            if class_of[at].is_some_and(is_full) || network.is_reached(item_node + at) {
                continue;
            }
            let before = self.outside.len();
            self.outside.extend((item.first..item.end).map(|place| (at, place)).filter(|&(_, place)| {
                let leaf = case.places[place];
                caps.open[leaf] && !gates.passes(compiled, compiled.leaves[leaf].part)
            }));
            if self.outside.len() > before {
                self.bound += item.credits;
            }
        }
        // A flow does not know what counts the same.
        self.bound = self.bound.min(caps.bound);
    }

    /// Finds the mosts that mean some items only and are not loose, and for each item the first of these that it is under
    /// wherever it is applied.
    fn classify(&mut self, compiled: &CompiledRequirements, case: &Case, caps: &Caps) {
        self.classes.clear();
        self.classes.extend(compiled.limits.iter().zip(&caps.most).filter_map(|(limit, most)| {
            Some(Class { part: limit.part, filter: limit.filter?, most: (*most)? })
        }));
        let classes = &self.classes;
        self.class_of.clear();
        self.class_of.extend((0..case.items.len()).map(|item| {
            let span = caps.span(case, item)?;
            classes.iter().position(|class| {
                span.is_within(&compiled.parts[class.part].leaves) && case.is_meant(item, Some(class.filter))
            })
        }));
    }
}
