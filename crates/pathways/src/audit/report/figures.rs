//! A plan counted by its parts, from the records alone.

#![expect(clippy::indexing_slicing, reason = "parts and leaves are numbered by the compiled requirements")]

use super::super::{Attempt, AttemptStatus, Audit, Part, PartKind};
use super::{Bound, BoundReport};

/// What the parts have, and which bounds hold.
#[derive(Debug)]
pub(super) struct Figures<'a> {
    /// In the order of the tree.
    pub(super) parts: Vec<&'a Part>,
    pub(super) chosen: Vec<bool>,
    /// By part: the attempts applied to it or below it, each once, by their place in the transcript.
    pub(super) below: Vec<Vec<usize>>,
    pub(super) bounds: Vec<Vec<BoundReport>>,
    /// By part: whether it is chosen, and all its bounds hold.
    pub(super) satisfied: Vec<bool>,
}

impl<'a> Figures<'a> {
    /// Counts the attempts and milestones of these states.
    pub(super) fn of(audit: &Audit<'a>, counts: impl Fn(AttemptStatus) -> bool + Copy) -> Self {
        let (compiled, solution) = (audit.compiled, &audit.solution);
        let parts: Vec<_> = compiled.requirements().root.walk().collect();
        // Nothing is chosen where the search stopped before the first plan.
        let chosen = (0..parts.len()).map(|at| solution.chosen.get(at) == Some(&true)).collect();
        let mut below = vec![Vec::new(); parts.len()];
        for &(attempt, leaf) in &solution.applied {
            if !counts(audit.transcript.attempts[attempt].status) {
                continue;
            }
            for part in compiled.upward(compiled.leaves[leaf].part) {
                below[part].push(attempt);
            }
        }
        for attempts in &mut below {
            attempts.sort_unstable();
            attempts.dedup();
        }
        let (bounds, satisfied) = (vec![Vec::new(); parts.len()], vec![false; parts.len()]);
        let mut figures = Self { parts, chosen, below, bounds, satisfied };
        figures.count(audit, counts);
        figures
    }

    fn count(&mut self, audit: &Audit<'_>, counts: impl Fn(AttemptStatus) -> bool + Copy) {
        // Parts stand after the one they are in.
        for at in (0..self.parts.len()).rev() {
            let (part, numbered) = (self.parts[at], &audit.compiled.parts[at]);
            let mut bounds = Vec::new();
            if let Some(milestone) = &part.milestone {
                let status = audit.transcript.milestones.get(milestone).copied();
                bounds.push(Bound::Milestone { milestone: milestone.clone(), status });
            } else if part.kind != PartKind::Courses {
                let reached = numbered.children.iter().filter(|&&child| self.satisfied[child]).count();
                bounds.push(Bound::MinParts { asked: numbered.chosen, reached });
            }
            let bounds = bounds.into_iter().map(|bound| BoundReport::new(None, bound, counts));
            self.bounds[at] =
                bounds.chain(BoundReport::of_courses(part, &self.attempts(audit, at, None))).collect();
            self.satisfied[at] = self.chosen[at] && self.bounds[at].iter().all(|bound| bound.holds);
        }
    }

    /// The attempts applied to a part or below it, and perhaps one more.
    pub(super) fn attempts(&self, audit: &Audit<'a>, part: usize, more: Option<usize>) -> Vec<&'a Attempt> {
        self.below[part].iter().copied().chain(more).map(|at| &audit.transcript.attempts[at]).collect()
    }
}
