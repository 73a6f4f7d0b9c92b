//! A first plan, made without looking back.
//!
//! For most students it is the best there is, and is seen to be: all is applied that can be. For the others it is where the
//! search begins.

#![expect(
    clippy::indexing_slicing,
    reason = "items, places and parts are numbered by the case and the compiled requirements"
)]

mod mend;
mod needs;

use std::cmp::Reverse;

use super::{
    super::{
        bits::{has, ones, words},
        case::{Case, Item, Total},
        compiled::{CompiledPart, CompiledRequirements},
    },
    caps::Caps,
};
use needs::Need;

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
    /// By item: the limits that count it where it is applied, as bits.
    counted: Vec<u64>,
    /// By item: whether it is applied.
    used: Vec<bool>,
    /// By group of items that count the same: which of them is applied.
    shared: Vec<Option<usize>>,
    /// The items in the order in which they are applied.
    order: Vec<(u64, usize)>,
    /// By leaf: the places of items that can be applied there, as ranges of `candidates`, in the same order.
    starts: Vec<usize>,
    candidates: Vec<(usize, usize)>,
    /// What is asked for, with what it has to spare.
    needs: Vec<(i64, Need)>,
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
    /// Whether it is made more carefully, since one before was not enough.
    pub(super) carefully: bool,
}

impl Greedy {
    /// Chooses the options, and finds the order of what is to be applied. It is the same for each plan that is to satisfy.
    pub(super) fn prepare(&mut self, given: Given<'_>) {
        self.choose(given);
        self.sort(given);
        self.list_candidates(given.compiled, given.case);
    }

    /// Makes a plan: leaves that have the least to spare choose first, then the rest goes wherever it may.
    pub(super) fn plan(&mut self, given: Given<'_>) {
        let Given { compiled, case, .. } = given;
        refill(&mut self.applied, case.places.len(), false);
        refill(&mut self.tallies, compiled.limits.len(), Total::default());
        refill(&mut self.counted, case.items.len() * words(compiled.limits.len()), 0);
        refill(&mut self.used, case.items.len(), false);
        refill(&mut self.shared, case.shared.len(), None);
        self.credits = 0;
        self.serve_needs(given);
        for at in 0..self.order.len() {
            let item = self.order[at].1;
            let Item { first, end, .. } = case.items[item];
            let pool = |place: usize| compiled.leaves[case.places[place]].pool;
            if self.used[item] && pool(first) == pool(end - 1) {
                // It is applied to one leaf of each pool at most.
                continue;
            }
            for place in first..end {
                if self.fits(compiled, case, item, place) {
                    self.apply(case, item, place);
                }
            }
        }
        if given.satisfy && given.carefully && compiled.apart.is_empty() {
            self.mend(compiled, case);
        }
    }

    /// Chooses the options that most credits fit; in a plan that is to satisfy, those that can be met.
    fn choose(&mut self, Given { compiled, case, satisfy, .. }: Given<'_>) {
        refill(&mut self.chosen, compiled.parts.len(), false);
        refill(&mut self.fitting, compiled.leaves.len(), 0);
        for item in &case.items {
            for &leaf in &case.places[item.first..item.end] {
                self.fitting[leaf] += item.credits;
            }
        }
        self.chosen[0] = true;
        for (at, part) in compiled.parts.iter().enumerate() {
            if !self.chosen[at] {
                continue;
            }
            if part.chosen == part.children.len() {
                part.children.iter().for_each(|&child| self.chosen[child] = true);
                continue;
            }
            self.options.clear();
            self.options.extend_from_slice(&part.children);
            let fitting = |part: usize| self.fitting[compiled.parts[part].leaves.clone()].iter().sum::<i64>();
            self.options.sort_by_key(|&child| (satisfy && !case.possible[child], Reverse(fitting(child))));
            for &child in self.options.iter().take(part.chosen) {
                self.chosen[child] = true;
            }
        }
    }

    /// What a plan can do without comes last. The least flexible items come first; in one that need not satisfy the largest, unless
    /// it is made carefully.
    fn sort(&mut self, Given { case, caps, satisfy, carefully, .. }: Given<'_>) {
        self.order.clear();
        self.order.extend(case.items.iter().enumerate().map(|(item, of)| {
            let places = if satisfy || carefully { of.end - of.first } else { 0 };
            (rank(caps.spare[item], places, of.credits), item)
        }));
        self.order.sort_unstable();
    }

    fn list_candidates(&mut self, compiled: &CompiledRequirements, case: &Case) {
        refill(&mut self.starts, compiled.leaves.len() + 1, 0);
        for item in &case.items {
            for &leaf in &case.places[item.first..item.end] {
                self.starts[leaf + 1] += 1;
            }
        }
        let mut end = 0;
        for start in &mut self.starts {
            end += *start;
            *start = end;
        }
        refill(&mut self.candidates, end, (0, 0));
        for &(_, item) in &self.order {
            let Item { first, end, .. } = case.items[item];
            for (place, &leaf) in (first..end).zip(&case.places[first..end]) {
                let next = &mut self.starts[leaf];
                self.candidates[*next] = (item, place);
                *next += 1;
            }
        }
        self.starts.rotate_right(1);
        self.starts[0] = 0;
    }

    /// Whether an item may be applied at a place as well.
    fn fits(&self, compiled: &CompiledRequirements, case: &Case, item: usize, place: usize) -> bool {
        let of = &case.items[item];
        let leaf = &compiled.leaves[case.places[place]];
        self.chosen[leaf.part]
            && !(self.used[item] && self.place_in(compiled, case, item, leaf.pool).is_some())
            && of.group.is_none_or(|group| self.shared[group].is_none_or(|other| other == item))
            && self.has_room(compiled, case, item, place)
            && compiled.apart.iter().all(|&(one, other)| {
                let below = |part: usize| compiled.parts[part].leaves.contains(&case.places[place]);
                let stands = |part: usize| self.stands(compiled, case, item, part);
                !((below(one) && stands(other)) || (below(other) && stands(one)))
            })
    }

    /// Where an item is applied in a pool.
    fn place_in(
        &self,
        compiled: &CompiledRequirements,
        case: &Case,
        item: usize,
        pool: usize,
    ) -> Option<usize> {
        let Item { first, end, .. } = case.items[item];
        (first..end).find(|&place| self.applied[place] && compiled.leaves[case.places[place]].pool == pool)
    }

    /// Whether a limit of the part has not reached its least.
    fn is_short(&self, compiled: &CompiledRequirements, part: usize) -> bool {
        compiled.limits_of(part).any(|(number, limit)| !self.tallies[number].reaches(limit))
    }

    /// Whether no most is exceeded by an item at a place.
    fn has_room(&self, compiled: &CompiledRequirements, case: &Case, item: usize, place: usize) -> bool {
        let counts = case.counts_at(place);
        let credits = case.items[item].credits;
        let words = counts.iter().zip(&case.tight).zip(&self.counted[item * counts.len()..]);
        words.enumerate().all(|(at, ((there, tight), counted))| {
            ones(at, there & tight & !counted)
                .all(|number| !self.tallies[number].with(credits).is_over(&compiled.limits[number]))
        })
    }

    /// Whether an item is applied below a part.
    fn stands(&self, compiled: &CompiledRequirements, case: &Case, item: usize, part: usize) -> bool {
        let of = &case.items[item];
        let leaves = &compiled.parts[part].leaves;
        self.used[item] && (of.first..of.end).any(|at| self.applied[at] && leaves.contains(&case.places[at]))
    }

    fn apply(&mut self, case: &Case, item: usize, place: usize) {
        let of = &case.items[item];
        let counts = case.counts_at(place);
        let counted = &mut self.counted[item * counts.len()..];
        for (at, (there, counted)) in counts.iter().zip(counted).enumerate() {
            ones(at, there & !*counted).for_each(|limit| self.tallies[limit].add(of.credits));
            *counted |= there;
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
        let mut limits = compiled.limits.iter().zip(&self.tallies);
        let mut parts = compiled.parts.iter().zip(self.chosen.iter().zip(&case.reached));
        limits.all(|(limit, tally)| !self.chosen[limit.part] || tally.reaches(limit))
            && parts.all(|(part, (chosen, reached))| !chosen || (*reached && self.has_quality(case, part)))
    }

    /// Whether what is applied below a part has the average and the areas that it asks for.
    fn has_quality(&self, case: &Case, part: &CompiledPart) -> bool {
        let items = || {
            let rows = self.counted.chunks(case.tight.len().max(1));
            let counted = case.items.iter().zip(rows).filter(|(_, row)| has(row, part.limits.start));
            counted.map(|(item, _)| item)
        };
        let above = |least| items().map(|item| item.above(least)).sum::<i64>();
        part.min_average.is_none_or(|least| above(least) >= 0)
            && (part.min_areas == 0 || {
                let mut areas: Vec<_> = items().map(|item| item.area).collect();
                areas.sort_unstable();
                areas.dedup();
                areas.len() >= part.min_areas
            })
    }
}

/// The order of an item in one number, which is sorted fastest: what a plan can do without last, then by so many places, then the
/// largest first.
fn rank(spare: bool, places: usize, credits: i64) -> u64 {
    // INVARIANT: at most 10 000 credits, 10^8 in ten-thousandths; places are far fewer.
    let credits = u32::try_from(credits).unwrap_or(u32::MAX);
    u64::from(spare) << 63 | (places as u64) << 32 | u64::from(u32::MAX - credits)
}

pub(super) fn refill<T: Clone>(list: &mut Vec<T>, length: usize, with: T) {
    list.clear();
    list.resize(length, with);
}
