//! One student's transcript, by numbers.

#![expect(
    clippy::indexing_slicing,
    reason = "attempts, leaves and filters are numbered here and by the compiled requirements"
)]

use std::cmp::Reverse;

use super::{
    Attempt, AttemptStatus, CompiledRequirements, Plan, Transcript,
    bits::{add, has, numbers, row, words},
    compiled::{CompiledLimit, CompiledPart, units},
    courses::{Course, Others},
    least::Leasts,
};

/// An attempt that can be applied to some leaf.
#[derive(Debug, Clone, Copy)]
pub(super) struct Item {
    /// Its place in the transcript.
    pub(super) source: usize,
    pub(super) credits: i64,
    pub(super) grade: Option<i64>,
    /// A number for its area, if anything asks for areas.
    pub(super) area: usize,
    /// The list of `shared` it is in, if it stands in one.
    pub(super) group: Option<usize>,
    /// The leaves it can be applied to, as a range of `places`: by pool, then by number.
    pub(super) first: usize,
    pub(super) end: usize,
    /// Its row of `marks` and `limits`.
    row: usize,
}

impl Item {
    /// Credits × (grade − average): what it adds to an average. Nothing, if it has no grade.
    pub(super) fn above(&self, average: i64) -> i64 {
        self.grade.map_or(0, |grade| self.credits * (grade - average))
    }
}

/// One student's attempts that can be applied, ready to be searched. It is cleared and used again.
#[derive(Debug, Default)]
pub(super) struct Case {
    /// In the order of their ids.
    pub(super) items: Vec<Item>,
    /// Leaves that items can be applied to.
    pub(super) places: Vec<usize>,
    /// Lists of two or more items of which at most one is applied, since they count the same.
    pub(super) shared: Vec<Vec<usize>>,
    /// By part: whether its milestone, if it has one, is reached.
    pub(super) reached: Vec<bool>,
    /// By part: whether it could be met if it could have every attempt that fits it.
    pub(super) possible: Vec<bool>,
    /// By part that has bounds, and for the whole: the items that can be applied below it and where, item by item, once they are
    /// [listed](Self::list_below), the most credits first.
    pub(super) below: Vec<Vec<(usize, usize)>>,
    /// By limit of all parts: what could be below it.
    pub(super) totals: Vec<Total>,
    /// By limit: the most credits of one item below it.
    largest: Vec<i64>,
    /// What is needed at the least.
    pub(super) leasts: Leasts,
    /// The limits, as bits, that allow less than what could be below them.
    pub(super) tight: Vec<u64>,
    /// By item: the filters that mean it, as bits.
    marks: Vec<u64>,
    /// By item: the limits that count it somewhere, as bits.
    limits: Vec<u64>,
    /// By place: the limits that count the item there, as bits.
    counts: Vec<u64>,
    /// How many words a set of filters has, and a set of limits.
    filter_words: usize,
    limit_words: usize,
    /// The attempts by their ids.
    sources: Vec<usize>,
    members: Vec<Member>,
    /// By what attempts count the same as: how many do.
    alike: Vec<u32>,
    /// The items, the most credits first.
    by_credits: Vec<usize>,
    /// Items that others stand for.
    gone: Vec<usize>,
    /// By area: its number among those of the student.
    areas: Vec<Option<usize>>,
}

/// Items together.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Total {
    pub(super) credits: i64,
    pub(super) courses: u32,
}

impl Total {
    pub(super) const fn add(&mut self, credits: i64) {
        self.credits += credits;
        self.courses += 1;
    }

    /// With one item more.
    pub(super) const fn with(mut self, credits: i64) -> Self {
        self.add(credits);
        self
    }

    /// With one item less.
    pub(super) const fn without(mut self, credits: i64) -> Self {
        self.credits -= credits;
        self.courses -= 1;
        self
    }

    /// With so many times another.
    pub(super) fn and(self, other: Self, times: u32) -> Self {
        Self {
            credits: self.credits.saturating_add(other.credits.saturating_mul(i64::from(times))),
            courses: self.courses.saturating_add(other.courses.saturating_mul(times)),
        }
    }

    /// The larger of both, in each.
    pub(super) fn or(self, other: Self) -> Self {
        Self { credits: self.credits.max(other.credits), courses: self.courses.max(other.courses) }
    }

    /// Whether it is at least as much.
    pub(super) const fn covers(self, least: Self) -> bool {
        self.credits >= least.credits && self.courses >= least.courses
    }

    /// Whether it reaches what a limit asks for.
    pub(super) const fn reaches(self, limit: &CompiledLimit) -> bool {
        self.credits >= limit.min_credits && self.courses >= limit.min_courses
    }

    /// Whether it is more than a limit allows.
    pub(super) fn is_over(self, limit: &CompiledLimit) -> bool {
        limit.max_credits.is_some_and(|most| self.credits > most)
            || limit.max_courses.is_some_and(|most| self.courses > most)
    }
}

/// An attempt among those that count the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Member {
    group: usize,
    /// The item it became, if it can be applied.
    item: Option<usize>,
    repeatable: bool,
}

impl Case {
    /// Reads a transcript.
    pub(super) fn read(
        &mut self,
        compiled: &CompiledRequirements,
        transcript: &Transcript,
        in_progress: bool,
        present: Option<&Plan>,
    ) {
        self.clear();
        (self.filter_words, self.limit_words) = (words(compiled.filters.len()), words(compiled.limits.len()));
        let counts = |status: AttemptStatus| {
            status == AttemptStatus::Passed || (in_progress && status == AttemptStatus::InProgress)
        };
        let reached = |part: &CompiledPart| {
            let status = |milestone| transcript.milestones.get(milestone).copied();
            part.milestone.as_ref().is_none_or(|milestone| status(milestone).is_some_and(counts))
        };
        self.reached.extend(compiled.parts.iter().map(reached));
        let attempts = &transcript.attempts;
        self.sort(attempts);
        let mut others = Others::default();
        for at in 0..attempts.len() {
            let source = self.sources[at];
            let attempt = &attempts[source];
            let known = compiled.courses.of(attempt);
            let group = compiled.courses.counts_as(attempt, known, &mut others);
            let item = counts(attempt.status).then(|| self.add(compiled, attempt, known, source)).flatten();
            if let Some(item) = item.filter(|_| compiled.asks_for_areas) {
                self.items[item].area = compiled.courses.area(attempt, known, &mut others);
            }
            self.members.push(Member { group, item, repeatable: attempt.repeatable });
        }
        self.number_areas();
        self.group(compiled, attempts, present);
        self.count(compiled);
        self.find_possible(compiled);
    }

    fn clear(&mut self) {
        self.items.clear();
        self.places.clear();
        self.shared.clear();
        self.marks.clear();
        self.limits.clear();
        self.counts.clear();
        self.reached.clear();
        self.members.clear();
        self.gone.clear();
    }

    /// The attempts by their ids: the order of the transcript must not show.
    fn sort(&mut self, attempts: &[Attempt]) {
        self.sources.clear();
        self.sources.extend(0..attempts.len());
        if !attempts.is_sorted_by_key(|attempt| &attempt.id) {
            self.sources.sort_unstable_by_key(|&at| &attempts[at].id);
        }
    }

    fn add(
        &mut self,
        compiled: &CompiledRequirements,
        attempt: &Attempt,
        known: Option<&Course>,
        source: usize,
    ) -> Option<usize> {
        let own;
        let fit = match known.map(|known| &known.fit) {
            Some(fit) if compiled.passes(fit, attempt) => fit,
            lasting => {
                own = compiled.fit_of_attempt(attempt, lasting);
                &own
            }
        };
        if fit.leaves.is_empty() {
            return None;
        }
        let (row, first) = (self.items.len(), self.places.len());
        self.marks.extend_from_slice(&fit.marks);
        self.limits.extend_from_slice(&fit.limits);
        self.counts.extend_from_slice(&fit.counts);
        self.places.extend_from_slice(&fit.leaves);
        self.items.push(Item {
            source,
            credits: units(attempt.credits.amount()),
            grade: attempt.grade.map(units),
            area: 0,
            group: None,
            first,
            end: self.places.len(),
            row,
        });
        Some(row)
    }

    /// Numbers the areas in the order of the items: that of the catalogue must not show.
    fn number_areas(&mut self) {
        self.areas.clear();
        let mut next = 0;
        for item in &mut self.items {
            if item.area >= self.areas.len() {
                self.areas.resize(item.area + 1, None);
            }
            item.area = *self.areas[item.area].get_or_insert_with(|| {
                next += 1;
                next - 1
            });
        }
    }

    /// Finds the items that count the same, and leaves out those that another can stand for in every plan.
    fn group(&mut self, compiled: &CompiledRequirements, attempts: &[Attempt], present: Option<&Plan>) {
        let mut groups = std::mem::take(&mut self.members);
        self.keep_alike(&mut groups);
        let alike = groups.chunk_by(|one, other| one.group == other.group);
        for members in alike.filter(|members| !members.iter().all(|member| member.repeatable)) {
            let mut items: Vec<_> = members.iter().filter_map(|member| member.item).collect();
            let is_present = |item: usize| {
                present.is_some_and(|plan| plan.applied.contains_key(&attempts[self.items[item].source].id))
            };
            let mut at = 0;
            while let Some(&item) = items.get(at) {
                let replaced =
                    items.iter().any(|&other| other != item && self.can_replace(compiled, other, item));
                if replaced && !is_present(item) {
                    items.remove(at);
                    self.gone.push(item);
                } else {
                    at += 1;
                }
            }
            if items.len() > 1 {
                self.shared.push(items);
            }
        }
        self.members = groups;
        // In the order of the items: that of the catalogue must not show.
        self.shared.sort_unstable();
        self.leave_out();
        for (group, members) in self.shared.iter().enumerate() {
            for &item in members {
                self.items[item].group = Some(group);
            }
        }
    }

    /// Keeps the members of groups of two or more, group by group.
    fn keep_alike(&mut self, members: &mut Vec<Member>) {
        self.alike.clear();
        let groups = members.iter().map(|member| member.group + 1).max().unwrap_or(0);
        self.alike.resize(groups, 0);
        for member in members.iter() {
            self.alike[member.group] += 1;
        }
        members.retain(|member| self.alike[member.group] > 1);
        members.sort_unstable();
    }

    /// Takes the items out that others stand for, and numbers the rest anew.
    fn leave_out(&mut self) {
        if self.gone.is_empty() {
            return;
        }
        self.gone.sort_unstable();
        let gone = &self.gone;
        for item in self.shared.iter_mut().flatten() {
            *item -= gone.partition_point(|gone| gone < item);
        }
        let mut at = 0;
        self.items.retain(|_| {
            at += 1;
            gone.binary_search(&(at - 1)).is_err()
        });
    }

    /// Whether every plan stays valid, and as good, with this item in the place of the other.
    fn can_replace(&self, compiled: &CompiledRequirements, item: usize, other: usize) -> bool {
        let (one, two) = (&self.items[item], &self.items[other]);
        one.credits == two.credits
            && one.area == two.area
            && self.marks_of(one) == self.marks_of(two)
            && (!compiled.has_averages
                || one.grade == two.grade
                || (two.grade.is_some() && one.grade >= two.grade))
    }

    /// Whether two items can change places in every plan: in every plan that satisfies, or only as far as mosts go.
    pub(super) fn are_twins(
        &self,
        compiled: &CompiledRequirements,
        item: usize,
        other: usize,
        satisfy: bool,
    ) -> bool {
        let (one, two) = (&self.items[item], &self.items[other]);
        one.credits == two.credits
            && one.group.is_none()
            && two.group.is_none()
            && self.marks_of(one) == self.marks_of(two)
            && (!satisfy || (one.area == two.area && (!compiled.has_averages || one.grade == two.grade)))
    }

    fn marks_of(&self, item: &Item) -> &[u64] {
        row(&self.marks, item.row, self.filter_words)
    }

    /// Which parts could be met if each could have every attempt that fits it. The others cannot.
    fn find_possible(&mut self, compiled: &CompiledRequirements) {
        self.possible.clone_from(&self.reached);
        self.leasts.read(compiled, (&self.totals, &self.largest), &mut self.possible);
    }

    /// Counts what could be below each limit.
    fn count(&mut self, compiled: &CompiledRequirements) {
        self.totals.clear();
        self.totals.resize(compiled.limits.len(), Total::default());
        self.largest.clear();
        self.largest.resize(compiled.limits.len(), 0);
        for item in &self.items {
            for limit in numbers(row(&self.limits, item.row, self.limit_words).iter().copied()) {
                self.totals[limit].add(item.credits);
                self.largest[limit] = self.largest[limit].max(item.credits);
            }
        }
        self.tight.clear();
        self.tight.resize(self.limit_words, 0);
        for (number, (limit, total)) in compiled.limits.iter().zip(&self.totals).enumerate() {
            if total.is_over(limit) {
                add(&mut self.tight, number);
            }
        }
    }

    /// Lists what could be below each part.
    pub(super) fn list_below(&mut self, compiled: &CompiledRequirements) {
        self.below.iter_mut().for_each(Vec::clear);
        self.below.resize_with(compiled.parts.len(), Vec::new);
        self.by_credits.clear();
        self.by_credits.extend(0..self.items.len());
        self.by_credits.sort_unstable_by_key(|&item| (Reverse(self.items[item].credits), item));
        for &at in &self.by_credits {
            let item = &self.items[at];
            for place in item.first..item.end {
                for &part in &compiled.leaves[self.places[place]].bounded {
                    self.below[part].push((at, place));
                }
            }
        }
    }

    /// The credits of the items below a part that has bounds, the least first.
    pub(super) fn credits_below(&self, part: usize) -> impl DoubleEndedIterator<Item = i64> {
        by_item(&self.below[part]).map(|(item, _)| self.items[item].credits).rev()
    }

    /// The limits that count an item somewhere, as bits.
    pub(super) fn limits_of(&self, item: usize) -> &[u64] {
        row(&self.limits, self.items[item].row, self.limit_words)
    }

    /// The limits that count an item at one of its places, as bits.
    pub(super) fn counts_at(&self, place: usize) -> &[u64] {
        row(&self.counts, place, self.limit_words)
    }

    /// Whether a filter means an item; every item, if there is no filter.
    pub(super) fn is_meant(&self, item: usize, filter: Option<usize>) -> bool {
        filter.is_none_or(|filter| has(self.marks_of(&self.items[item]), filter))
    }
}

/// Items with their places, item by item.
pub(super) fn by_item(
    places: &[(usize, usize)],
) -> impl DoubleEndedIterator<Item = (usize, impl Iterator<Item = usize> + '_)> {
    let items = places.chunk_by(|(one, _), (other, _)| one == other);
    items.map(|places| (places[0].0, places.iter().map(|(_, place)| *place)))
}
