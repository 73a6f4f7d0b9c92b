//! A first plan, made without looking back.
//!
//! For most students it is the best there is, and is seen to be: all is applied that can be. For the others it is where the
//! search begins.

#![expect(
    clippy::indexing_slicing,
    reason = "items, places and parts are numbered by the case and the compiled requirements"
)]

use std::cmp::Reverse;

use super::{
    super::{
        case::{Case, Total},
        compiled::CompiledRequirements,
    },
    caps::Caps,
};

/// A first plan. It is cleared and used again.
#[derive(Debug, Default)]
pub(super) struct Greedy {
    /// By part.
    pub(super) chosen: Vec<bool>,
    /// By place of the case: whether the item is applied there.
    pub(super) applied: Vec<bool>,
    /// The credits applied.
    pub(super) credits: i64,
    /// By limit: what is applied that it counts.
    tallies: Vec<Total>,
    /// By item: whether it is applied.
    used: Vec<bool>,
    /// By group of items that count the same: which of them is applied.
    shared: Vec<Option<usize>>,
    /// The items in the order in which they are applied.
    order: Vec<(bool, usize, Reverse<i64>, usize)>,
    /// By leaf: the places of items that can be applied there, as ranges of `candidates`, in the same order.
    starts: Vec<usize>,
    candidates: Vec<(usize, usize)>,
    leaves: Vec<(i64, usize)>,
    /// By leaf: the credits that fit it.
    fitting: Vec<i64>,
    options: Vec<usize>,
}

/// What a first plan is made from.
#[derive(Debug, Clone, Copy)]
pub(super) struct Given<'a> {
    pub(super) compiled: &'a CompiledRequirements,
    pub(super) case: &'a Case,
    pub(super) caps: &'a Caps,
    /// Whether the plan is to satisfy.
    pub(super) satisfy: bool,
}

impl Greedy {
    /// Makes a plan: leaves that have the least to spare choose first, then the rest goes wherever it may.
    pub(super) fn plan(&mut self, given: Given<'_>) {
        let Given { compiled, case, .. } = given;
        refill(&mut self.chosen, compiled.parts.len(), false);
        refill(&mut self.applied, case.places.len(), false);
        refill(&mut self.tallies, compiled.limits.len(), Total::default());
        refill(&mut self.used, case.items.len(), false);
        refill(&mut self.shared, case.shared.len(), None);
        self.credits = 0;
        self.choose(given);
        self.sort(given);
        self.list_candidates(compiled, case);
        self.serve_needs(given);
        for at in 0..self.order.len() {
            let (.., item) = self.order[at];
            for place in case.items[item].first..case.items[item].end {
                if self.fits(compiled, case, item, place) {
                    self.apply(compiled, case, item, place);
                }
            }
        }
    }

    /// Chooses the options that most credits fit; in a plan that is to satisfy, those that can be met.
    fn choose(&mut self, Given { compiled, case, satisfy, .. }: Given<'_>) {
        refill(&mut self.fitting, compiled.leaves.len(), 0);
        for item in &case.items {
            for &leaf in &case.places[item.first..item.end] {
                self.fitting[leaf] += item.credits;
            }
        }
        self.chosen[0] = true;
        for (at, part) in compiled.parts.iter().enumerate().filter(|(_, part)| !part.children.is_empty()) {
            if !self.chosen[at] {
                continue;
            }
            self.options.clear();
            self.options.extend_from_slice(&part.children);
            if part.chosen < part.children.len() {
                let fitting =
                    |part: usize| self.fitting[compiled.parts[part].leaves.clone()].iter().sum::<i64>();
                self.options
                    .sort_by_key(|&child| (satisfy && !case.possible[child], Reverse(fitting(child))));
            }
            for &child in self.options.iter().take(part.chosen) {
                self.chosen[child] = true;
            }
        }
    }

    /// What a plan can do without comes last. In a plan that is to satisfy the least flexible items come first, else the largest.
    fn sort(&mut self, Given { case, caps, satisfy, .. }: Given<'_>) {
        self.order.clear();
        self.order.extend(case.items.iter().enumerate().map(|(item, of)| {
            let places = if satisfy { of.end - of.first } else { 0 };
            (caps.spare[item], places, Reverse(of.credits), item)
        }));
        self.order.sort_unstable();
    }

    fn list_candidates(&mut self, compiled: &CompiledRequirements, case: &Case) {
        refill(&mut self.starts, compiled.leaves.len() + 1, 0);
        let places = case.items.iter().flat_map(|item| item.first..item.end);
        for place in places.clone() {
            self.starts[case.places[place] + 1] += 1;
        }
        for leaf in 0..compiled.leaves.len() {
            self.starts[leaf + 1] += self.starts[leaf];
        }
        refill(&mut self.candidates, places.count(), (0, 0));
        for &(.., item) in &self.order {
            for place in case.items[item].first..case.items[item].end {
                let next = &mut self.starts[case.places[place]];
                self.candidates[*next] = (item, place);
                *next += 1;
            }
        }
        self.starts.rotate_right(1);
        self.starts[0] = 0;
    }

    /// Gives each leaf what it asks for; the leaf with the least to spare chooses first.
    fn serve_needs(&mut self, given: Given<'_>) {
        let Given { compiled, case, caps, satisfy } = given;
        let asking = compiled.leaves.iter().enumerate().zip(&caps.slack);
        let asking = asking.filter(|((_, leaf), slack)| self.chosen[leaf.part] && **slack < i64::MAX);
        self.leaves.clear();
        self.leaves.extend(asking.map(|((at, _), slack)| (*slack, at)));
        self.leaves.sort_unstable();
        for at in 0..self.leaves.len() {
            let leaf = self.leaves[at].1;
            let part = compiled.leaves[leaf].part;
            let candidates = self.starts[leaf]..self.starts[leaf + 1];
            if satisfy && compiled.limits_of(part).all(|(_, limit)| limit.min_credits == 0) {
                // So many courses are to be found: the small ones do.
                self.candidates[candidates.clone()].sort_by_key(|&(item, _)| {
                    let of = &case.items[item];
                    (caps.spare[item], of.end - of.first, of.credits)
                });
            }
            for candidate in candidates {
                let (item, place) = self.candidates[candidate];
                if !self.is_short(compiled, part) {
                    break;
                }
                if (satisfy || !caps.spare[item]) && self.fits(compiled, case, item, place) {
                    self.apply(compiled, case, item, place);
                }
            }
        }
    }

    /// Whether a limit of the part has not reached its least.
    fn is_short(&self, compiled: &CompiledRequirements, part: usize) -> bool {
        compiled.limits_of(part).any(|(number, limit)| !self.tallies[number].reaches(limit))
    }

    /// Whether an item may be applied at a place as well.
    fn fits(&self, compiled: &CompiledRequirements, case: &Case, item: usize, place: usize) -> bool {
        let of = &case.items[item];
        let leaf = &compiled.leaves[case.places[place]];
        let is_taken = |&at: &usize| self.applied[at] && compiled.leaves[case.places[at]].pool == leaf.pool;
        let free = self.chosen[leaf.part]
            && !(self.used[item] && (of.first..of.end).any(|at| is_taken(&at)))
            && of.group.is_none_or(|group| self.shared[group].is_none_or(|other| other == item));
        free && leaf.limits.iter().all(|&number| {
            !case.tight[number]
                || self.has_room(compiled, case, item, number)
                || self.stands(compiled, case, item, compiled.limits[number].part)
        }) && compiled.apart.iter().all(|&(one, other)| {
            let below = |part: usize| compiled.parts[part].leaves.contains(&case.places[place]);
            let stands = |part: usize| self.stands(compiled, case, item, part);
            !((below(one) && stands(other)) || (below(other) && stands(one)))
        })
    }

    fn has_room(&self, compiled: &CompiledRequirements, case: &Case, item: usize, number: usize) -> bool {
        let (limit, tally) = (&compiled.limits[number], self.tallies[number]);
        let with = Total { credits: tally.credits + case.items[item].credits, courses: tally.courses + 1 };
        !with.is_over(limit) || !case.is_meant(item, limit.filter)
    }

    /// Whether an item is applied below a part.
    fn stands(&self, compiled: &CompiledRequirements, case: &Case, item: usize, part: usize) -> bool {
        let of = &case.items[item];
        let leaves = &compiled.parts[part].leaves;
        self.used[item] && (of.first..of.end).any(|at| self.applied[at] && leaves.contains(&case.places[at]))
    }

    fn apply(&mut self, compiled: &CompiledRequirements, case: &Case, item: usize, place: usize) {
        let of = &case.items[item];
        for &number in &compiled.leaves[case.places[place]].limits {
            let limit = &compiled.limits[number];
            if case.is_meant(item, limit.filter) && !self.stands(compiled, case, item, limit.part) {
                self.tallies[number].add(of.credits);
            }
        }
        if !self.used[item] {
            self.used[item] = true;
            self.credits += of.credits;
        }
        self.applied[place] = true;
        if let Some(group) = of.group {
            self.shared[group] = Some(item);
        }
    }

    /// Whether the plan meets all that is asked.
    pub(super) fn satisfies(&self, compiled: &CompiledRequirements, case: &Case) -> bool {
        compiled.parts.iter().enumerate().filter(|(at, _)| self.chosen[*at]).all(|(at, part)| {
            let there = || case.below[at].iter().filter(|&&item| self.stands(compiled, case, item, at));
            case.reached[at]
                && !self.is_short(compiled, at)
                && part.min_average.is_none_or(|least| {
                    let above = there().map(|&item| case.items[item].above(least));
                    above.sum::<i64>() >= 0
                })
                && (part.min_areas == 0 || {
                    let mut areas: Vec<_> = there().map(|&item| case.items[item].area).collect();
                    areas.sort_unstable();
                    areas.dedup();
                    areas.len() >= part.min_areas
                })
        })
    }
}

pub(super) fn refill<T: Clone>(list: &mut Vec<T>, length: usize, with: T) {
    list.clear();
    list.resize(length, with);
}
