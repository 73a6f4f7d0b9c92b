//! One student's transcript, by numbers.

#![expect(
    clippy::indexing_slicing,
    reason = "attempts, leaves and filters are numbered here and by the compiled requirements"
)]

use std::collections::HashMap;

use super::{
    Attempt, AttemptStatus, CompiledRequirements, Plan, Transcript,
    compiled::{CompiledLimit, CompiledPart, Known, units},
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
    /// Where its filters begin in `marks`.
    marked: usize,
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
    /// By part that has bounds, and for the whole: the items that can be applied below it.
    pub(super) below: Vec<Vec<usize>>,
    /// By item, a bit for each filter that means it.
    marks: Vec<u64>,
    groups: Vec<Member>,
    /// Items that others stand for.
    gone: Vec<usize>,
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
        self.items.clear();
        self.places.clear();
        self.shared.clear();
        self.marks.clear();
        self.reached.clear();
        self.groups.clear();
        self.gone.clear();
        let counts = |status: AttemptStatus| {
            status == AttemptStatus::Passed || (in_progress && status == AttemptStatus::InProgress)
        };
        let reached = |part: &CompiledPart| {
            let status = |milestone| transcript.milestones.get(milestone).copied();
            part.milestone.as_ref().is_none_or(|milestone| status(milestone).is_some_and(counts))
        };
        self.reached.extend(compiled.parts.iter().map(reached));
        let attempts = &transcript.attempts;
        let mut sources: Vec<_> = (0..attempts.len()).collect();
        if !attempts.is_sorted_by_key(|attempt| &attempt.id) {
            sources.sort_unstable_by_key(|&at| &attempts[at].id);
        }
        let mut others = HashMap::new();
        for source in sources {
            let attempt = &attempts[source];
            let known = compiled.course_of(attempt);
            let group = compiled.counts_as(attempt, known, &mut others);
            let item = counts(attempt.status).then(|| self.add(compiled, attempt, known, source)).flatten();
            self.groups.push(Member { group, item, repeatable: attempt.repeatable });
        }
        if compiled.asks_for_areas {
            self.number_areas(attempts);
        }
        self.group(compiled, attempts, present);
        self.list_below(compiled);
        self.find_possible(compiled);
    }

    fn add(
        &mut self,
        compiled: &CompiledRequirements,
        attempt: &Attempt,
        known: Option<&Known>,
        source: usize,
    ) -> Option<usize> {
        let (marked, first) = (self.marks.len(), self.places.len());
        compiled.mark(attempt, known, &mut self.marks);
        let marks = &self.marks[marked..];
        for &leaf in &compiled.by_pool {
            let filter = compiled.leaves[leaf].filter;
            if marks[filter / 64] >> (filter % 64) & 1 == 1 {
                self.places.push(leaf);
            }
        }
        if self.places.len() == first {
            self.marks.truncate(marked);
            return None;
        }
        self.items.push(Item {
            source,
            credits: units(attempt.credits.amount()),
            grade: attempt.grade.map(units),
            area: 0,
            group: None,
            first,
            end: self.places.len(),
            marked,
        });
        Some(self.items.len() - 1)
    }

    fn number_areas(&mut self, attempts: &[Attempt]) {
        let mut areas = HashMap::new();
        for item in &mut self.items {
            let next = areas.len();
            item.area = *areas.entry(&attempts[item.source].area).or_insert(next);
        }
    }

    /// Finds the items that count the same, and leaves out those that another can stand for in every plan.
    fn group(&mut self, compiled: &CompiledRequirements, attempts: &[Attempt], present: Option<&Plan>) {
        let mut groups = std::mem::take(&mut self.groups);
        groups.sort_unstable();
        let alike = groups.chunk_by(|one, other| one.group == other.group);
        for members in
            alike.filter(|members| members.len() > 1 && !members.iter().all(|member| member.repeatable))
        {
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
        self.groups = groups;
        // In the order of the items: that of the catalogue must not show.
        self.shared.sort_unstable();
        self.leave_out();
        for (group, members) in self.shared.iter().enumerate() {
            for &item in members {
                self.items[item].group = Some(group);
            }
        }
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
            && self.marks_of(compiled, one) == self.marks_of(compiled, two)
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
            && self.marks_of(compiled, one) == self.marks_of(compiled, two)
            && (!satisfy || (one.area == two.area && (!compiled.has_averages || one.grade == two.grade)))
    }

    fn marks_of(&self, compiled: &CompiledRequirements, item: &Item) -> &[u64] {
        &self.marks[item.marked..item.marked + compiled.words()]
    }

    /// The most credits that could be applied if nothing stood in the way.
    pub(super) fn credits(&self) -> i64 {
        let alone = self.items.iter().filter(|item| item.group.is_none()).map(|item| item.credits);
        let largest = |members: &Vec<usize>| members.iter().map(|&item| self.items[item].credits).max();
        alone.sum::<i64>() + self.shared.iter().filter_map(largest).sum::<i64>()
    }

    /// Which parts could be met if each could have every attempt that fits it. The others cannot.
    fn find_possible(&mut self, compiled: &CompiledRequirements) {
        let mut possible = std::mem::take(&mut self.possible);
        possible.clear();
        possible.resize(compiled.parts.len(), true);
        for (at, part) in compiled.parts.iter().enumerate().rev() {
            let children = part.children.iter().filter(|&&child| possible[child]).count();
            possible[at] = self.reached[at]
                && children >= part.chosen
                && part.limits.iter().all(|limit| self.can_reach(at, limit));
        }
        self.possible = possible;
    }

    fn can_reach(&self, part: usize, limit: &CompiledLimit) -> bool {
        if !limit.has_least() {
            return true;
        }
        let (mut credits, mut courses) = (0, 0);
        for &item in self.below[part].iter().filter(|&&item| self.is_meant(item, limit.filter)) {
            credits += self.items[item].credits;
            courses += 1;
        }
        credits >= limit.min_credits && courses >= limit.min_courses
    }

    fn list_below(&mut self, compiled: &CompiledRequirements) {
        self.below.iter_mut().for_each(Vec::clear);
        self.below.resize_with(compiled.parts.len(), Vec::new);
        for (at, item) in self.items.iter().enumerate() {
            for &leaf in &self.places[item.first..item.end] {
                for &part in &compiled.leaves[leaf].bounded {
                    let list = &mut self.below[part];
                    if list.last() != Some(&at) {
                        list.push(at);
                    }
                }
            }
        }
    }

    /// Whether a filter means an item; every item, if there is no filter.
    pub(super) fn is_meant(&self, item: usize, filter: Option<usize>) -> bool {
        filter
            .is_none_or(|filter| self.marks[self.items[item].marked + filter / 64] >> (filter % 64) & 1 == 1)
    }
}
