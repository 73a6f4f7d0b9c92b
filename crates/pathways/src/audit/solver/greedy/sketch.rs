//! A plan in the making, and what it comes to.

#![expect(
    clippy::indexing_slicing,
    reason = "items, places and parts are numbered by the case and the compiled requirements"
)]

use super::{
    super::{
        super::{
            bits::{has, ones, row},
            case::{Case, Item, Total},
            compiled::{CompiledPart, CompiledRequirements},
        },
        Solution,
    },
    refill,
};

/// What is applied, and what that comes to under each limit. It is cleared and used again.
#[derive(Debug, Clone, Default)]
pub(in super::super) struct Sketch {
    /// By part.
    pub(in super::super) chosen: Vec<bool>,
    /// By place of the case: whether the item is applied there.
    pub(in super::super) applied: Vec<bool>,
    /// The credits applied.
    pub(in super::super) credits: i64,
    /// By limit: what is applied that it counts.
    pub(super) tallies: Vec<Total>,
    /// By item: the limits that count it where it is applied, as bits.
    counted: Vec<u64>,
    /// By item: whether it is applied.
    pub(super) used: Vec<bool>,
    /// By group of items that count the same: which of them is applied.
    shared: Vec<Option<usize>>,
}

impl Sketch {
    /// Takes out all that is applied. What is chosen stays.
    pub(super) fn clear(&mut self, compiled: &CompiledRequirements, case: &Case) {
        refill(&mut self.applied, case.places.len(), false);
        refill(&mut self.tallies, compiled.limits.len(), Total::default());
        refill(&mut self.counted, case.items.len() * case.tight.len(), 0);
        refill(&mut self.used, case.items.len(), false);
        refill(&mut self.shared, case.shared.len(), None);
        self.credits = 0;
    }

    /// Writes the plan as it is.
    pub(in super::super) fn write(&self, case: &Case, plan: &mut Solution) {
        plan.credits = self.credits;
        plan.chosen.clone_from(&self.chosen);
        plan.applied.clear();
        plan.applied.reserve(case.places.len());
        for item in &case.items {
            let places = (item.first..item.end).filter(|&place| self.applied[place]);
            plan.applied.extend(places.map(|place| (item.source, case.places[place])));
        }
        plan.applied.sort_unstable();
    }

    /// Reads a plan that was found.
    pub(in super::super) fn read(&mut self, compiled: &CompiledRequirements, case: &Case, plan: &Solution) {
        self.clear(compiled, case);
        self.chosen.clone_from(&plan.chosen);
        for (item, of) in case.items.iter().enumerate() {
            for place in of.first..of.end {
                if plan.applied.binary_search(&(of.source, case.places[place])).is_ok() {
                    self.apply(case, item, place);
                }
            }
        }
    }

    /// Whether an item may be applied at a place as well.
    pub(super) fn fits(
        &self,
        compiled: &CompiledRequirements,
        case: &Case,
        item: usize,
        place: usize,
    ) -> bool {
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
    pub(super) fn place_in(
        &self,
        compiled: &CompiledRequirements,
        case: &Case,
        item: usize,
        pool: usize,
    ) -> Option<usize> {
        let Item { first, end, .. } = case.items[item];
        (first..end).find(|&place| self.applied[place] && compiled.leaves[case.places[place]].pool == pool)
    }

    /// Whether a limit counts an item where it is applied.
    pub(super) fn is_counted(&self, case: &Case, item: usize, limit: usize) -> bool {
        has(row(&self.counted, item, case.tight.len()), limit)
    }

    /// Whether a limit of the part has not reached its least.
    pub(super) fn is_short(&self, compiled: &CompiledRequirements, part: usize) -> bool {
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

    /// Applies an item to a place where it fits.
    pub(super) fn apply(&mut self, case: &Case, item: usize, place: usize) {
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

    /// Applies an item to each place where it fits as well.
    pub(super) fn apply_where_it_fits(&mut self, compiled: &CompiledRequirements, case: &Case, item: usize) {
        for place in case.items[item].first..case.items[item].end {
            if self.fits(compiled, case, item, place) {
                self.apply(case, item, place);
            }
        }
    }

    /// Takes an item out of all its places.
    pub(super) fn take_out(&mut self, case: &Case, item: usize) {
        let Item { first, end, credits, group, .. } = case.items[item];
        let words = case.tight.len();
        for (at, counted) in self.counted[item * words..][..words].iter_mut().enumerate() {
            let limits = ones(at, std::mem::take(counted));
            limits.for_each(|limit| self.tallies[limit] = self.tallies[limit].without(credits));
        }
        self.applied[first..end].fill(false);
        self.used[item] = false;
        self.credits -= credits;
        if let Some(group) = group {
            self.shared[group] = None;
        }
    }

    /// Moves an item to another place of one pool, if nobody misses it and no most is exceeded.
    pub(super) fn shift(
        &mut self,
        compiled: &CompiledRequirements,
        case: &Case,
        item: usize,
        (from, to): (usize, usize),
    ) {
        let Item { first, end, credits, .. } = case.items[item];
        let words = case.tight.len();
        // A word of the limits that count the item before, and one of those that count it afterwards.
        let both = |sketch: &Self, at: usize| {
            let there = (first..end).filter(|&place| place == to || (place != from && sketch.applied[place]));
            let after = there.fold(0, |set, place| set | case.counts_at(place)[at]);
            (sketch.counted[item * words + at], after)
        };
        let is_missed = |number: usize| {
            let (limit, tally) = (&compiled.limits[number], self.tallies[number]);
            tally.reaches(limit) && !tally.without(credits).reaches(limit)
        };
        let is_over = |number: usize| self.tallies[number].with(credits).is_over(&compiled.limits[number]);
        let is_wrong = |at: usize| {
            let (before, after) = both(self, at);
            ones(at, before & !after).any(is_missed) || ones(at, after & !before).any(is_over)
        };
        if (0..words).any(is_wrong) {
            return;
        }
        for at in 0..words {
            let (before, after) = both(self, at);
            for number in ones(at, before & !after) {
                self.tallies[number] = self.tallies[number].without(credits);
            }
            ones(at, after & !before).for_each(|number| self.tallies[number].add(credits));
            self.counted[item * words + at] = after;
        }
        (self.applied[from], self.applied[to]) = (false, true);
    }

    /// Whether the plan meets all that is asked.
    pub(in super::super) fn satisfies(&self, compiled: &CompiledRequirements, case: &Case) -> bool {
        let mut limits = compiled.limits.iter().zip(&self.tallies);
        let mut parts = compiled.parts.iter().zip(self.chosen.iter().zip(&case.reached));
        limits.all(|(limit, tally)| !self.chosen[limit.part] || tally.reaches(limit))
            && parts.all(|(part, (chosen, reached))| !chosen || (*reached && self.has_quality(case, part)))
    }

    /// Whether what is applied below a part has the average and the areas that it asks for.
    fn has_quality(&self, case: &Case, part: &CompiledPart) -> bool {
        let items = || {
            let is_counted = |&(item, _): &(usize, &Item)| self.is_counted(case, item, part.limits.start);
            case.items.iter().enumerate().filter(is_counted).map(|(_, item)| item)
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
