//! The rules of a plan, said again in the plainest way: what an audit answers is held against them.

use std::collections::BTreeSet;

use collegium_core::RecordCode;
use collegium_pathways::{
    audit::{Attempt, AttemptStatus, Filter, Limit, Part, PartKind, Plan, Requirements, Transcript},
    credit::Credits,
};
use rust_decimal::{Decimal, prelude::ToPrimitive};

/// A part of the tree.
pub(crate) struct Node<'a> {
    pub(crate) part: &'a Part,
    parent: Option<usize>,
    pub(crate) children: Vec<usize>,
    /// The leaves below it, a bit each.
    leaves: u64,
    /// Its bounds, with the attempts that each means, a bit each.
    bounds: Vec<(Limit, u64)>,
}

/// Requirements and a transcript by numbers.
pub(crate) struct Judge<'a> {
    pub(crate) nodes: Vec<Node<'a>>,
    /// The nodes that are leaves.
    pub(crate) leaves: Vec<usize>,
    attempts: &'a [Attempt],
    transcript: &'a Transcript,
    in_progress: bool,
    /// By attempt: the leaves it may be applied to, a bit each.
    pub(crate) fits: Vec<u64>,
    apart: Vec<(u64, u64)>,
}

/// Whether a valid plan satisfies, and the credits it applies in ten-thousandths.
pub(crate) type Value = (bool, i64);

fn units(number: Decimal) -> i64 {
    (number * Decimal::from(10_000)).to_i64().unwrap()
}

fn means(filter: &Filter, attempt: &Attempt) -> bool {
    let among = |list: &Option<BTreeSet<RecordCode>>, code: Option<&RecordCode>| match (list, code) {
        (None, _) => true,
        (Some(list), Some(code)) => list.iter().any(|one| one == code),
        (Some(_), None) => false,
    };
    let tagged = |tag: &RecordCode| attempt.tags.iter().any(|own| own == tag);
    let codes = among(&filter.codes, Some(&attempt.code))
        && filter.not_codes.iter().all(|code| *code != attempt.code);
    let tags = filter.tags_any.as_ref().is_none_or(|any| any.iter().any(tagged))
        && filter.tags_all.iter().all(tagged)
        && !filter.tags_none.iter().any(tagged);
    let from = among(&filter.areas, Some(&attempt.area))
        && among(&filter.origins, Some(&attempt.origin))
        && among(&filter.institutions, attempt.institution.as_ref());
    let level = filter.level_min.is_none_or(|least| least <= attempt.level)
        && filter.level_max.is_none_or(|most| attempt.level <= most);
    let result = filter.grade_min.is_none_or(|least| attempt.grade >= Some(least))
        && filter.taken_from.is_none_or(|first| attempt.taken >= Some(first))
        && filter.taken_to.is_none_or(|last| attempt.taken.is_some() && attempt.taken <= Some(last));
    codes && tags && from && level && result
}

impl<'a> Judge<'a> {
    pub(crate) fn new(requirements: &'a Requirements, transcript: &'a Transcript, in_progress: bool) -> Self {
        let mut judge = Self {
            nodes: Vec::new(),
            leaves: Vec::new(),
            attempts: &transcript.attempts,
            transcript,
            in_progress,
            fits: vec![0; transcript.attempts.len()],
            apart: Vec::new(),
        };
        judge.add(&requirements.root, None);
        let below = |code: &RecordCode| judge.nodes.iter().find(|node| node.part.id == *code).unwrap().leaves;
        judge.apart = requirements.apart.iter().map(|(one, other)| (below(one), below(other))).collect();
        judge
    }

    fn counts(&self, status: AttemptStatus) -> bool {
        status == AttemptStatus::Passed || (self.in_progress && status == AttemptStatus::InProgress)
    }

    fn add(&mut self, part: &'a Part, parent: Option<usize>) -> usize {
        let own = Limit {
            filter: Filter::default(),
            min_credits: part.min_credits,
            max_credits: part.max_credits,
            min_courses: part.min_courses,
            max_courses: part.max_courses,
        };
        let bits = |limit: &Limit| {
            let meant = |(at, attempt): (usize, &Attempt)| u64::from(means(&limit.filter, attempt)) << at;
            self.attempts.iter().enumerate().map(meant).sum()
        };
        let bounds =
            std::iter::once(&own).chain(&part.limits).map(|limit| (limit.clone(), bits(limit))).collect();
        let at = self.nodes.len();
        self.nodes.push(Node { part, parent, children: Vec::new(), leaves: 0, bounds });
        if let Some(filter) = &part.filter {
            let bit = 1 << self.leaves.len();
            self.leaves.push(at);
            self.nodes[at].leaves = bit;
            for number in 0..self.attempts.len() {
                if self.counts(self.attempts[number].status) && means(filter, &self.attempts[number]) {
                    self.fits[number] |= bit;
                }
            }
        }
        for child in &part.children {
            let child = self.add(child, Some(at));
            self.nodes[at].children.push(child);
            self.nodes[at].leaves |= self.nodes[child].leaves;
        }
        at
    }

    /// How many children of a chosen node are chosen.
    pub(crate) fn chosen_of(&self, node: usize) -> usize {
        let node = &self.nodes[node];
        match node.part.kind {
            PartKind::AnyOf => 1,
            PartKind::AtLeast => node.part.n.unwrap() as usize,
            _ => node.children.len(),
        }
    }

    /// Whether an attempt may be applied to these leaves together.
    pub(crate) fn shares(&self, leaves: u64) -> bool {
        let mut pools = BTreeSet::new();
        let of = (0..self.leaves.len()).filter(|leaf| leaves >> leaf & 1 == 1);
        let mut named = of.filter_map(|leaf| self.nodes[self.leaves[leaf]].part.pool.as_ref());
        named.all(|pool| pools.insert(pool))
            && self.apart.iter().all(|(one, other)| leaves & one == 0 || leaves & other == 0)
    }

    /// Whether no two attempts are applied that count the same.
    pub(crate) fn counts_once(&self, applied: &[u64]) -> bool {
        (0..applied.len()).all(|one| {
            let same = |other: &usize| self.attempts[*other].counts_as() == self.attempts[one].counts_as();
            let group = || (0..applied.len()).filter(same);
            let repeatable = || group().all(|other| self.attempts[other].repeatable);
            applied[one] == 0 || group().filter(|&other| applied[other] != 0).count() == 1 || repeatable()
        })
    }

    /// What a plan is worth, or the rule it breaks. The rules on single attempts are those of [`Self::shares`].
    pub(crate) fn value(&self, chosen: &[bool], applied: &[u64]) -> Result<Value, &'static str> {
        let mut satisfied = true;
        if !chosen[0] {
            return Err("the root is not chosen");
        }
        for (at, node) in self.nodes.iter().enumerate() {
            if node.parent.is_some_and(|parent| chosen[at] && !chosen[parent]) {
                return Err("a part is chosen below one that is not");
            }
            if !chosen[at] {
                continue;
            }
            if node.children.iter().filter(|&&child| chosen[child]).count() != self.chosen_of(at) {
                return Err("too few or too many parts are chosen");
            }
            let there: u64 = applied
                .iter()
                .enumerate()
                .map(|(at, leaves)| u64::from(leaves & node.leaves != 0) << at)
                .sum();
            for (limit, meant) in &node.bounds {
                if !self.keeps_most(limit, there & meant) {
                    return Err("a most is passed");
                }
                satisfied &= self.reaches_least(limit, there & meant);
            }
            satisfied &= self.is_good(node.part, there);
        }
        let credits =
            self.of(applied.iter().enumerate().map(|(at, leaves)| u64::from(*leaves != 0) << at).sum());
        Ok((satisfied, credits.map(|attempt| units(attempt.credits.amount())).sum()))
    }

    fn of(&self, there: u64) -> impl Iterator<Item = &'a Attempt> {
        self.attempts
            .iter()
            .enumerate()
            .filter(move |(at, _)| there >> at & 1 == 1)
            .map(|(_, attempt)| attempt)
    }

    fn credits(&self, there: u64) -> Credits {
        Credits::checked_sum(self.of(there).map(|attempt| attempt.credits)).unwrap()
    }

    fn keeps_most(&self, limit: &Limit, there: u64) -> bool {
        limit.max_credits.is_none_or(|most| self.credits(there) <= most)
            && limit.max_courses.is_none_or(|most| there.count_ones() <= most)
    }

    fn reaches_least(&self, limit: &Limit, there: u64) -> bool {
        limit.min_credits.is_none_or(|least| self.credits(there) >= least)
            && limit.min_courses.is_none_or(|least| there.count_ones() >= least)
    }

    /// Milestones, areas and averages.
    fn is_good(&self, part: &Part, there: u64) -> bool {
        let reached =
            |milestone| self.transcript.milestones.get(milestone).is_some_and(|status| self.counts(*status));
        let areas = || self.of(there).map(|attempt| &attempt.area).collect::<BTreeSet<_>>().len();
        let surplus = |least| {
            let terms = self
                .of(there)
                .filter_map(|attempt| Some(attempt.credits.amount() * (attempt.grade? - least)));
            terms.sum::<Decimal>()
        };
        part.milestone.as_ref().is_none_or(reached)
            && part.min_areas.is_none_or(|least| areas() >= least as usize)
            && part.min_avg_grade.is_none_or(|least| surplus(least) >= Decimal::ZERO)
    }

    /// What a plan of the crate is worth, or the rule it breaks.
    pub(crate) fn plan(&self, plan: &Plan) -> Result<Value, &'static str> {
        let chosen: Vec<_> = self.nodes.iter().map(|node| plan.chosen.contains(&node.part.id)).collect();
        if chosen.iter().filter(|chosen| **chosen).count() != plan.chosen.len() {
            return Err("a part is chosen that is not there");
        }
        let mut applied = vec![0; self.attempts.len()];
        for (id, leaves) in &plan.applied {
            let at = self.attempts.iter().position(|attempt| attempt.id == *id).ok_or("no such attempt")?;
            for leaf in leaves {
                let is_it = |number: &usize| self.nodes[self.leaves[*number]].part.id == *leaf;
                let number = (0..self.leaves.len()).find(is_it).ok_or("no such leaf")?;
                if self.fits[at] >> number & 1 == 0 {
                    return Err("an attempt is applied where it does not fit");
                }
                if !chosen[self.leaves[number]] {
                    return Err("an attempt is applied to a leaf that is not chosen");
                }
                applied[at] |= 1 << number;
            }
            if leaves.is_empty() {
                return Err("an attempt is applied to nothing");
            }
        }
        if !applied.iter().all(|leaves| self.shares(*leaves)) {
            return Err("an attempt counts twice in a pool, or in parts that stand apart");
        }
        if !self.counts_once(&applied) {
            return Err("two attempts count that are the same");
        }
        self.value(&chosen, &applied)
    }
}
