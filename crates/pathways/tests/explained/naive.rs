//! The rules of a plan, one after the other, from the records alone.

use std::collections::{BTreeMap, BTreeSet};

use collegium_core::RecordCode;
use collegium_pathways::audit::{
    Attempt, AttemptStatus, Filter, Limit, Part, PartKind, Plan, Requirements, Transcript,
};
use rust_decimal::Decimal;

/// What a plan offends.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Offence {
    Status,
    Filter,
    Chosen,
    Pool,
    Equivalent,
    Apart,
    /// A most of this part, of all its attempts or of those of the numbered limit.
    Most(RecordCode, Option<usize>),
    /// A least of this part, other than of an average.
    Least(RecordCode),
    Average(RecordCode),
}

pub(crate) struct Naive<'a> {
    pub requirements: &'a Requirements,
    pub transcript: &'a Transcript,
    pub in_progress: bool,
}

impl<'a> Naive<'a> {
    pub(crate) fn part(&self, id: &RecordCode) -> &'a Part {
        self.requirements.root.walk().find(|part| part.id == *id).unwrap()
    }

    pub(crate) fn attempt(&self, id: &RecordCode) -> &'a Attempt {
        self.transcript.attempts.iter().find(|attempt| attempt.id == *id).unwrap()
    }

    /// The attempts at a part or below it.
    pub(crate) fn below(&self, plan: &Plan, part: &Part) -> Vec<&'a Attempt> {
        let inside = |leaf: &RecordCode| part.walk().any(|part| part.id == *leaf);
        let applied = plan.applied.iter().filter(|(_, leaves)| leaves.iter().any(inside));
        applied.map(|(id, _)| self.attempt(id)).collect()
    }

    pub(crate) fn counts(&self, status: AttemptStatus) -> bool {
        status == AttemptStatus::Passed || (self.in_progress && status == AttemptStatus::InProgress)
    }

    /// Everything a plan offends.
    pub(crate) fn offences(&self, plan: &Plan) -> BTreeSet<Offence> {
        let mut found = BTreeSet::new();
        for (id, leaves) in &plan.applied {
            let attempt = self.attempt(id);
            if !self.counts(attempt.status) {
                found.insert(Offence::Status);
            }
            let leaves: Vec<_> = leaves.iter().map(|leaf| self.part(leaf)).collect();
            for (at, leaf) in leaves.iter().enumerate() {
                if !leaf.filter.as_ref().unwrap().matches(&attempt.facts()) {
                    found.insert(Offence::Filter);
                }
                if !plan.chosen.contains(&leaf.id) {
                    found.insert(Offence::Chosen);
                }
                if leaf.pool.is_some() && leaves[..at].iter().any(|other| other.pool == leaf.pool) {
                    found.insert(Offence::Pool);
                }
            }
        }
        self.equivalents(plan, &mut found);
        for (one, other) in &self.requirements.apart {
            let other = self.below(plan, self.part(other));
            if self.below(plan, self.part(one)).iter().any(|attempt| other.contains(attempt)) {
                found.insert(Offence::Apart);
            }
        }
        for part in self.requirements.root.walk().filter(|part| plan.chosen.contains(&part.id)) {
            self.bounds(plan, part, &mut found);
        }
        found
    }

    fn equivalents(&self, plan: &Plan, found: &mut BTreeSet<Offence>) {
        let mut applied: BTreeMap<_, usize> = BTreeMap::new();
        for (id, leaves) in &plan.applied {
            *applied.entry(self.attempt(id).counts_as()).or_default() += usize::from(!leaves.is_empty());
        }
        for (code, _) in applied.into_iter().filter(|(_, times)| *times > 1) {
            let mut same = self.transcript.attempts.iter().filter(|attempt| attempt.counts_as() == code);
            if !same.all(|attempt| attempt.repeatable) {
                found.insert(Offence::Equivalent);
            }
        }
    }

    fn bounds(&self, plan: &Plan, part: &Part, found: &mut BTreeSet<Offence>) {
        let attempts = self.below(plan, part);
        let own = Limit {
            filter: Filter::default(),
            min_credits: part.min_credits,
            max_credits: part.max_credits,
            min_courses: part.min_courses,
            max_courses: part.max_courses,
        };
        for (at, limit) in std::iter::once(&own).chain(&part.limits).enumerate() {
            let meant: Vec<_> =
                attempts.iter().filter(|attempt| limit.filter.matches(&attempt.facts())).collect();
            let credits: Decimal = meant.iter().map(|attempt| attempt.credits.amount()).sum();
            let courses = u32::try_from(meant.len()).unwrap();
            if limit.max_credits.is_some_and(|most| credits > most.amount())
                || limit.max_courses.is_some_and(|most| courses > most)
            {
                found.insert(Offence::Most(part.id.clone(), at.checked_sub(1)));
            }
            if limit.min_credits.is_some_and(|least| credits < least.amount())
                || limit.min_courses.is_some_and(|least| courses < least)
            {
                found.insert(Offence::Least(part.id.clone()));
            }
        }
        let areas: BTreeSet<_> = attempts.iter().map(|attempt| &attempt.area).collect();
        let reached = part.milestone.as_ref().is_none_or(|milestone| {
            self.transcript.milestones.get(milestone).is_some_and(|status| self.counts(*status))
        });
        if part.min_areas.is_some_and(|least| areas.len() < least as usize) || !reached {
            found.insert(Offence::Least(part.id.clone()));
        }
        if let Some(least) = part.min_avg_grade {
            let graded = attempts
                .iter()
                .filter_map(|attempt| Some(attempt.credits.amount() * (attempt.grade? - least)));
            if graded.sum::<Decimal>() < Decimal::ZERO {
                found.insert(Offence::Average(part.id.clone()));
            }
        }
    }

    /// Whether a part is chosen and nothing is missing from it down.
    pub(crate) fn satisfied(&self, plan: &Plan, part: &Part) -> bool {
        let mut found = BTreeSet::new();
        self.bounds(plan, part, &mut found);
        let needed = match part.kind {
            PartKind::AnyOf => 1,
            PartKind::AtLeast => part.n.unwrap() as usize,
            _ => part.children.len(),
        };
        plan.chosen.contains(&part.id)
            && found.is_empty()
            && part.children.iter().filter(|child| self.satisfied(plan, child)).count() >= needed
    }
}
