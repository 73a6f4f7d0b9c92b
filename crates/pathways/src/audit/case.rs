//! One student's transcript, by numbers.

#![expect(
    clippy::indexing_slicing,
    reason = "attempts, leaves and filters are numbered here and by the compiled requirements"
)]

use std::collections::HashMap;

use collegium_core::RecordCode;

use super::{
    Attempt, AttemptStatus, CompiledRequirements, Plan, Transcript,
    compiled::{CompiledLimit, CompiledPart, units},
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
    /// By item, a bit for each filter that means it.
    marks: Vec<u64>,
}

/// What a student's attempts count the same as: a number, and whether all of these are repeatable.
type Groups<'a> = HashMap<&'a RecordCode, (usize, bool)>;

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
        let counts = |status: AttemptStatus| {
            status == AttemptStatus::Passed || (in_progress && status == AttemptStatus::InProgress)
        };
        let reached = |part: &CompiledPart| {
            let status = |milestone| transcript.milestones.get(milestone).copied();
            part.milestone.as_ref().is_none_or(|milestone| status(milestone).is_some_and(counts))
        };
        self.reached.extend(compiled.parts.iter().map(reached));
        let attempts = &transcript.attempts;
        let mut sources: Vec<_> = (0..attempts.len()).filter(|&at| counts(attempts[at].status)).collect();
        if !sources.is_sorted_by_key(|&at| &attempts[at].id) {
            sources.sort_unstable_by_key(|&at| &attempts[at].id);
        }
        for source in sources {
            self.add(compiled, &attempts[source], source);
        }
        if compiled.asks_for_areas {
            self.number_areas(attempts);
        }
        self.group(compiled, attempts, present);
    }

    fn add(&mut self, compiled: &CompiledRequirements, attempt: &Attempt, source: usize) {
        let (marked, first) = (self.marks.len(), self.places.len());
        compiled.mark(attempt, &mut self.marks);
        let marks = &self.marks[marked..];
        for &leaf in &compiled.by_pool {
            let filter = compiled.leaves[leaf].filter;
            if marks[filter / 64] >> (filter % 64) & 1 == 1 {
                self.places.push(leaf);
            }
        }
        if self.places.len() == first {
            return self.marks.truncate(marked);
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
        let mut groups = Groups::with_capacity(attempts.len());
        for attempt in attempts {
            let next = groups.len();
            groups.entry(attempt.counts_as()).or_insert((next, true)).1 &= attempt.repeatable;
        }
        if groups.len() == attempts.len() {
            return;
        }
        let mut members = vec![Vec::new(); groups.len()];
        for (at, item) in self.items.iter().enumerate() {
            if let Some(&(group, false)) = groups.get(attempts[item.source].counts_as()) {
                members[group].push(at);
            }
        }
        let mut gone = vec![false; self.items.len()];
        for members in members.iter().filter(|members| members.len() > 1) {
            let is_present = |item: usize| {
                present.is_some_and(|plan| plan.applied.contains_key(&attempts[self.items[item].source].id))
            };
            for &item in members.iter().filter(|&&item| !is_present(item)) {
                let stands_for = |&&other: &&usize| {
                    other != item && !gone[other] && self.can_replace(compiled, other, item)
                };
                gone[item] = members.iter().any(|other| stands_for(&other));
            }
        }
        let mut at = 0;
        self.items.retain(|_| {
            at += 1;
            !gone[at - 1]
        });
        self.share(&groups, attempts);
    }

    /// Lists the items that are left of each group, where it is more than one.
    fn share(&mut self, groups: &Groups<'_>, attempts: &[Attempt]) {
        let mut members = vec![Vec::new(); groups.len()];
        for (at, item) in self.items.iter().enumerate() {
            if let Some(&(group, false)) = groups.get(attempts[item.source].counts_as()) {
                members[group].push(at);
            }
        }
        for members in members.into_iter().filter(|members| members.len() > 1) {
            for &item in &members {
                self.items[item].group = Some(self.shared.len());
            }
            self.shared.push(members);
        }
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

    /// Whether the root could be satisfied if each part could have every attempt that fits it. If not, it cannot.
    pub(super) fn is_possible(&self, compiled: &CompiledRequirements) -> bool {
        let mut possible = vec![true; compiled.parts.len()];
        for (at, part) in compiled.parts.iter().enumerate().rev() {
            let children = part.children.iter().filter(|&&child| possible[child]).count();
            possible[at] = self.reached[at]
                && children >= part.chosen
                && part.limits.iter().all(|limit| self.can_reach(part, limit));
        }
        possible[0]
    }

    fn can_reach(&self, part: &CompiledPart, limit: &CompiledLimit) -> bool {
        if limit.min_credits == 0 && limit.min_courses == 0 {
            return true;
        }
        let (mut credits, mut courses) = (0, 0);
        for (at, item) in self.items.iter().enumerate() {
            let below = || self.places[item.first..item.end].iter().any(|leaf| part.leaves.contains(leaf));
            if self.is_meant(at, limit.filter) && below() {
                credits += item.credits;
                courses += 1;
            }
        }
        credits >= limit.min_credits && courses >= limit.min_courses
    }

    /// Whether a filter means an item; every item, if there is no filter.
    pub(super) fn is_meant(&self, item: usize, filter: Option<usize>) -> bool {
        filter
            .is_none_or(|filter| self.marks[self.items[item].marked + filter / 64] >> (filter % 64) & 1 == 1)
    }
}
