//! The search for the reasons.

#![expect(
    clippy::indexing_slicing,
    reason = "parts, leaves and attempts are numbered by the compiled requirements and the transcript"
)]

use std::collections::{BTreeMap, BTreeSet};

use super::{
    super::{Attempt, AttemptStatus, Audit, Filter},
    BoundReport, Figures, LeftOut, Reason,
};

/// What the reasons are found from.
#[derive(Debug)]
pub(super) struct Reasons<'a> {
    audit: &'a Audit<'a>,
    figures: &'a Figures<'a>,
    /// By attempt: the leaves it is applied to.
    applied: Vec<BTreeSet<usize>>,
    /// By what counts the same, where at most one is applied: the one that is.
    holders: BTreeMap<&'a str, usize>,
}

impl<'a> Reasons<'a> {
    pub(super) fn new(audit: &'a Audit<'a>, figures: &'a Figures<'a>) -> Self {
        let attempts = &audit.transcript.attempts;
        let mut applied = vec![BTreeSet::new(); attempts.len()];
        for &(attempt, leaf) in &audit.solution.applied {
            applied[attempt].insert(leaf);
        }
        let once: BTreeSet<_> = attempts
            .iter()
            .filter(|attempt| !attempt.repeatable)
            .map(|attempt| attempt.counts_as().as_str())
            .collect();
        let holders = attempts.iter().enumerate().filter(|(at, _)| !applied[*at].is_empty());
        let holders = holders.map(|(at, attempt)| (attempt.counts_as().as_str(), at));
        let holders = holders.filter(|(counts_as, _)| once.contains(counts_as)).collect();
        Self { audit, figures, applied, holders }
    }

    /// Every reason, by part in the order of the tree and then by attempt; last what no part means.
    pub(super) fn all(&self) -> Vec<LeftOut> {
        let attempts = &self.audit.transcript.attempts;
        let mut order: Vec<_> = (0..attempts.len()).collect();
        order.sort_unstable_by_key(|&at| &attempts[at].id);
        let mut all = Vec::new();
        let mut meant = vec![false; attempts.len()];
        for (number, leaf) in self.audit.compiled.leaves.iter().enumerate() {
            let filter = &self.audit.compiled.filters[leaf.filter];
            for &at in &order {
                let attempt = &attempts[at];
                if !filter.matches_course(&attempt.facts()) {
                    continue;
                }
                meant[at] = true;
                if self.applied[at].contains(&number) {
                    continue;
                }
                let part = Some(self.figures.parts[leaf.part].id.clone());
                let reasons = self.of(at, number, filter).into_iter();
                all.extend(reasons.map(|reason| LeftOut {
                    attempt: attempt.id.clone(),
                    part: part.clone(),
                    reason,
                }));
            }
        }
        let strange = order.into_iter().filter(|&at| !meant[at]);
        all.extend(strange.map(|at| LeftOut {
            attempt: attempts[at].id.clone(),
            part: None,
            reason: Reason::NoPart,
        }));
        all
    }

    /// What does not apply is not looked at further: the first kind of reasons that holds is told, with all of its kind.
    fn of(&self, at: usize, leaf: usize, filter: &Filter) -> Vec<Reason> {
        let attempt = &self.audit.transcript.attempts[at];
        let own = self.of_attempt(attempt, filter);
        if !own.is_empty() {
            return own;
        }
        if self.audit.solution.chosen.is_empty() {
            return vec![Reason::NotDecided];
        }
        if let Some(reason) = self.of_place(at, leaf) {
            return vec![reason];
        }
        let broken = self.broken(at, leaf);
        if !broken.is_empty() {
            return broken;
        }
        let gains = self.applied[at].is_empty() && !attempt.credits.amount().is_zero();
        vec![if gains && !self.audit.is_proven() { Reason::NotDecided } else { Reason::NoGain }]
    }

    /// What lies in the attempt itself.
    fn of_attempt(&self, attempt: &Attempt, filter: &Filter) -> Vec<Reason> {
        match attempt.status {
            AttemptStatus::Failed => return vec![Reason::Failed],
            AttemptStatus::InProgress if !self.audit.in_progress => return vec![Reason::InProgress],
            _ => {}
        }
        let facts = attempt.facts();
        let mut reasons = Vec::new();
        if let Some(least) = filter.grade_min.filter(|least| attempt.grade.is_none_or(|grade| grade < *least))
        {
            reasons.push(Reason::Grade { grade: attempt.grade, least });
        }
        let days = Filter { taken_from: filter.taken_from, taken_to: filter.taken_to, ..Filter::default() };
        if !days.matches_result(&facts) {
            reasons.push(Reason::Day { taken: attempt.taken, from: filter.taken_from, to: filter.taken_to });
        }
        reasons
    }

    /// What lies in where it is, or where another is.
    fn of_place(&self, at: usize, leaf: usize) -> Option<Reason> {
        let compiled = self.audit.compiled;
        let id = |part: usize| compiled.parts[part].id.clone();
        let place = &compiled.leaves[leaf];
        let not_chosen = compiled.upward(place.part).filter(|&part| !self.figures.chosen[part]).last();
        if let Some(part) = not_chosen {
            return Some(Reason::NotChosen { part: id(part) });
        }
        let attempts = &self.audit.transcript.attempts;
        let holder = self.holders.get(attempts[at].counts_as().as_str()).filter(|holder| **holder != at);
        if let Some(&holder) = holder {
            return Some(Reason::CountsTheSame { attempt: attempts[holder].id.clone() });
        }
        let same = self.applied[at]
            .iter()
            .map(|&other| &compiled.leaves[other])
            .find(|other| other.pool == place.pool);
        let pool = self.figures.parts[place.part].pool.clone();
        same.zip(pool).map(|(other, pool)| Reason::SamePool { pool, part: id(other.part) })
    }

    /// What would not hold with it.
    fn broken(&self, at: usize, leaf: usize) -> Vec<Reason> {
        let compiled = self.audit.compiled;
        let id = |part: usize| compiled.parts[part].id.clone();
        let inside = |part: usize| compiled.parts[part].leaves.contains(&leaf);
        let both = compiled.apart.iter().flat_map(|&(one, other)| [(one, other), (other, one)]);
        let apart = both
            .filter(|&(own, other)| inside(own) && self.figures.below[other].contains(&at))
            .map(|(own, other)| Reason::Apart { part: id(own), from: id(other) });
        let fuller = compiled
            .upward(compiled.leaves[leaf].part)
            .filter(|&part| !self.figures.below[part].contains(&at));
        let bounds = fuller.flat_map(|part| {
            let bounds = BoundReport::of_courses(
                self.figures.parts[part],
                &self.figures.attempts(self.audit, part, Some(at)),
            );
            let before = &self.figures.bounds[part];
            // The bounds on courses are the last of all.
            let before =
                before.iter().skip(before.len() - bounds.len()).map(|bound| bound.holds).collect::<Vec<_>>();
            let newly = bounds.into_iter().zip(before).filter(|(bound, before)| *before && !bound.holds);
            newly.map(move |(bound, _)| Reason::WouldBreak { part: id(part), bound: Box::new(bound) })
        });
        let asked = self.audit.is_satisfied();
        let binding = |reason: &Reason| {
            asked
                || !matches!(reason, Reason::WouldBreak { bound, .. } if matches!(bound.bound, super::Bound::MinAvgGrade { .. }))
        };
        apart.chain(bounds).filter(binding).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::{AuditOptions, Requirements, Transcript};
    use super::*;

    /// Every reason of an audit that stopped where a plan chose this and applied nothing.
    fn reasons(chosen: &[bool]) -> Vec<Reason> {
        let requirements: Requirements = serde_json::from_str(
            r#"{"code":"BBA","name":{"en":"Bachelor of Business"},"catalogue":"2026/2027",
                "root":{"id":"root","kind":"courses","filter":{}},
                "source":{"document":"Catalogue","date":"2026-06-01"},"status":"verified"}"#,
        )
        .unwrap();
        let transcript: Transcript = serde_json::from_str(
            r#"{"attempts":[{"id":"a1","code":"C1","credits":"4","area":"MA","level":100,"origin":"home","status":"passed"}]}"#,
        )
        .unwrap();
        let compiled = requirements.compile(&[]);
        let mut audit = compiled.audit(&transcript, &AuditOptions::default());
        (audit.solution.proven, audit.solution.chosen) = (false, chosen.to_vec());
        audit.solution.applied.clear();
        audit.report().left_out.into_iter().map(|left_out| left_out.reason).collect()
    }

    #[test]
    fn a_search_that_stopped_has_not_decided() {
        assert_eq!(reasons(&[]), [Reason::NotDecided], "before it found any plan");
        assert_eq!(reasons(&[true]), [Reason::NotDecided], "before it found a better one");
    }
}
