//! A first plan, made without looking back.
//!
//! For most students it is the best there is, and is seen to be: all is applied that can be. For the others it is where the
//! search begins.

#![expect(
    clippy::indexing_slicing,
    reason = "items, places and parts are numbered by the case and the compiled requirements"
)]

use std::cmp::Reverse;

use super::super::{
    case::Case,
    compiled::{CompiledLimit, CompiledRequirements},
};

/// What is applied below a part, as one of its limits counts it.
#[derive(Debug, Clone, Copy, Default)]
struct Tally {
    credits: i64,
    courses: u32,
}

/// A first plan. It is cleared and used again.
#[derive(Debug, Default)]
pub(super) struct Greedy {
    /// By part.
    pub(super) chosen: Vec<bool>,
    /// By place of the case: whether the item is applied there.
    pub(super) applied: Vec<bool>,
    /// The credits applied.
    pub(super) credits: i64,
    /// By limit of all parts.
    tallies: Vec<Tally>,
    /// By part: Σ credits × (grade − least average).
    averages: Vec<i64>,
    /// By item and part: whether the part has counted the item.
    counted: Vec<bool>,
    /// By item and pool: whether the item is applied there.
    taken: Vec<bool>,
    /// By item: whether it is applied.
    used: Vec<bool>,
    /// By group of items that count the same: which of them is applied.
    shared: Vec<Option<usize>>,
    /// By leaf: the places of items that can be applied there, as ranges of `candidates`; the least flexible item first.
    starts: Vec<usize>,
    candidates: Vec<(usize, usize)>,
    order: Vec<usize>,
    leaves: Vec<(i64, usize)>,
    /// By leaf: the credits that fit it.
    fitting: Vec<i64>,
    options: Vec<usize>,
}

impl Greedy {
    /// Makes a plan: leaves that ask for most of what fits them choose first, then the rest goes wherever it may.
    pub(super) fn plan(&mut self, compiled: &CompiledRequirements, case: &Case) {
        self.clear(compiled, case);
        self.choose(compiled, case);
        self.list_candidates(compiled, case);
        self.serve_needs(compiled, case);
        for at in 0..self.order.len() {
            let item = self.order[at];
            for place in case.items[item].first..case.items[item].end {
                if self.fits(compiled, case, item, place) {
                    self.apply(compiled, case, item, place);
                }
            }
        }
    }

    fn clear(&mut self, compiled: &CompiledRequirements, case: &Case) {
        let (items, parts) = (case.items.len(), compiled.parts.len());
        refill(&mut self.chosen, parts, false);
        refill(&mut self.applied, case.places.len(), false);
        refill(&mut self.tallies, compiled.limits, Tally::default());
        refill(&mut self.averages, parts, 0);
        refill(&mut self.counted, items * parts, false);
        refill(&mut self.taken, items * compiled.pools, false);
        refill(&mut self.used, items, false);
        refill(&mut self.shared, case.shared.len(), None);
        self.credits = 0;
    }

    /// Chooses the first options that can be met; if the whole cannot, those that more credits fit.
    fn choose(&mut self, compiled: &CompiledRequirements, case: &Case) {
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
                if case.possible[0] {
                    self.options.sort_by_key(|&child| !case.possible[child]);
                } else {
                    self.options.sort_by_key(|&child| Reverse(fitting(child)));
                }
            }
            for &child in self.options.iter().take(part.chosen) {
                self.chosen[child] = true;
            }
        }
    }

    fn list_candidates(&mut self, compiled: &CompiledRequirements, case: &Case) {
        self.order.clear();
        self.order.extend(0..case.items.len());
        self.order.sort_by_key(|&item| case.items[item].end - case.items[item].first);
        refill(&mut self.starts, compiled.leaves.len() + 1, 0);
        let places = case.items.iter().flat_map(|item| item.first..item.end);
        for place in places.clone() {
            self.starts[case.places[place] + 1] += 1;
        }
        for leaf in 0..compiled.leaves.len() {
            self.starts[leaf + 1] += self.starts[leaf];
        }
        refill(&mut self.candidates, places.count(), (0, 0));
        for at in 0..self.order.len() {
            let item = self.order[at];
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
    fn serve_needs(&mut self, compiled: &CompiledRequirements, case: &Case) {
        self.leaves.clear();
        for (at, leaf) in compiled.leaves.iter().enumerate() {
            let needs = compiled.parts[leaf.part].limits.iter().any(CompiledLimit::has_least);
            if self.chosen[leaf.part] && needs {
                let there = &self.candidates[self.starts[at]..self.starts[at + 1]];
                let credits: i64 = there.iter().map(|(item, _)| case.items[*item].credits).sum();
                let asked =
                    compiled.parts[leaf.part].limits.iter().map(|limit| limit.asked(credits, there.len()));
                self.leaves.push((credits - asked.max().unwrap_or(0), at));
            }
        }
        self.leaves.sort_unstable();
        for at in 0..self.leaves.len() {
            let leaf = self.leaves[at].1;
            for candidate in self.starts[leaf]..self.starts[leaf + 1] {
                let (item, place) = self.candidates[candidate];
                if !self.is_short(compiled, compiled.leaves[leaf].part) {
                    break;
                }
                if self.fits(compiled, case, item, place) {
                    self.apply(compiled, case, item, place);
                }
            }
        }
    }

    /// Whether a limit of the part has not reached its least.
    fn is_short(&self, compiled: &CompiledRequirements, part: usize) -> bool {
        let part = &compiled.parts[part];
        part.limits
            .iter()
            .zip(&self.tallies[part.first_limit..])
            .any(|(limit, tally)| tally.credits < limit.min_credits || tally.courses < limit.min_courses)
    }

    /// Whether an item may be applied at a place as well.
    fn fits(&self, compiled: &CompiledRequirements, case: &Case, item: usize, place: usize) -> bool {
        let of = &case.items[item];
        let leaf = &compiled.leaves[case.places[place]];
        let free = self.chosen[leaf.part]
            && !self.taken[item * compiled.pools + leaf.pool]
            && of.group.is_none_or(|group| self.shared[group].is_none_or(|other| other == item));
        free && leaf.bounded.iter().all(|&part| {
            self.counted[item * compiled.parts.len() + part] || self.has_room(compiled, case, item, part)
        }) && compiled.apart.iter().all(|&(one, other)| {
            let below = |part: usize| compiled.parts[part].leaves.contains(&case.places[place]);
            let stands = |part: usize| {
                let there =
                    |&at: &usize| self.applied[at] && compiled.parts[part].leaves.contains(&case.places[at]);
                (of.first..of.end).any(|at| there(&at))
            };
            !((below(one) && stands(other)) || (below(other) && stands(one)))
        })
    }

    fn has_room(&self, compiled: &CompiledRequirements, case: &Case, item: usize, part: usize) -> bool {
        let (of, credits) = (&compiled.parts[part], case.items[item].credits);
        of.limits.iter().zip(&self.tallies[of.first_limit..]).all(|(limit, tally)| {
            let room = limit.max_credits.is_none_or(|most| tally.credits + credits <= most)
                && limit.max_courses.is_none_or(|most| tally.courses < most);
            room || !case.is_meant(item, limit.filter)
        })
    }

    fn apply(&mut self, compiled: &CompiledRequirements, case: &Case, item: usize, place: usize) {
        let of = &case.items[item];
        let leaf = &compiled.leaves[case.places[place]];
        self.applied[place] = true;
        self.taken[item * compiled.pools + leaf.pool] = true;
        if let Some(group) = of.group {
            self.shared[group] = Some(item);
        }
        if !self.used[item] {
            self.used[item] = true;
            self.credits += of.credits;
        }
        for &at in &leaf.bounded {
            let counted = &mut self.counted[item * compiled.parts.len() + at];
            if *counted {
                continue;
            }
            *counted = true;
            let part = &compiled.parts[at];
            for (limit, tally) in part.limits.iter().zip(&mut self.tallies[part.first_limit..]) {
                if case.is_meant(item, limit.filter) {
                    tally.credits += of.credits;
                    tally.courses += 1;
                }
            }
            if let (Some(least), Some(grade)) = (part.min_average, of.grade) {
                self.averages[at] += of.credits * (grade - least);
            }
        }
    }

    /// Whether the plan meets all that is asked.
    pub(super) fn satisfies(&self, compiled: &CompiledRequirements, case: &Case) -> bool {
        compiled.parts.iter().enumerate().filter(|(at, _)| self.chosen[*at]).all(|(at, part)| {
            case.reached[at]
                && !self.is_short(compiled, at)
                && (part.min_average.is_none() || self.averages[at] >= 0)
                && (part.min_areas == 0 || self.areas(compiled, case, at) >= part.min_areas)
        })
    }

    fn areas(&self, compiled: &CompiledRequirements, case: &Case, part: usize) -> usize {
        let counted =
            case.below[part].iter().filter(|&item| self.counted[item * compiled.parts.len() + part]);
        let mut areas: Vec<_> = counted.map(|&item| case.items[item].area).collect();
        areas.sort_unstable();
        areas.dedup();
        areas.len()
    }
}

fn refill<T: Clone>(list: &mut Vec<T>, length: usize, with: T) {
    list.clear();
    list.resize(length, with);
}
