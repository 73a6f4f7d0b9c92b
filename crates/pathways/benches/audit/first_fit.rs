//! The simple way: each attempt, as the transcript has them, goes to the first leaf of each pool that wants it.
//!
//! It is kind to the simple way: a leaf that has enough lets the others have the next, what is left over then goes to the first
//! leaf that has room, every route of a choice is open at once, and other bounds are only looked at in the end.

use std::collections::BTreeSet;

use collegium_pathways::audit::{Attempt, AttemptStatus, Limit, Part, PartKind, Transcript};
use rust_decimal::Decimal;

/// Whether that way finds the award earned.
pub(crate) fn is_satisfied(root: &Part, transcript: &Transcript) -> bool {
    let leaves: Vec<_> = root.walk().filter(|part| part.kind == PartKind::Courses).collect();
    let mut taken = vec![Vec::new(); leaves.len()];
    let mut used = BTreeSet::new();
    for may_take in [wants, has_room] {
        for attempt in transcript.attempts.iter().filter(|attempt| attempt.status == AttemptStatus::Passed) {
            if used.contains(attempt.counts_as()) {
                continue;
            }
            let mut pools = BTreeSet::new();
            for (leaf, taken) in leaves.iter().zip(&mut taken) {
                let free = leaf.pool.as_ref().is_none_or(|pool| !pools.contains(pool));
                let matches = || leaf.filter.as_ref().unwrap().matches(&attempt.facts());
                if free && may_take(leaf, taken, attempt) && matches() {
                    taken.push(attempt);
                    pools.extend(leaf.pool.as_ref());
                    used.insert(attempt.counts_as());
                }
            }
        }
    }
    let mut taken = taken.into_iter();
    meets(root, &mut taken, transcript).is_some()
}

/// Whether a leaf has not got what it asks for.
fn wants(leaf: &Part, taken: &[&Attempt], attempt: &Attempt) -> bool {
    let lacks = leaf.min_credits.is_some_and(|least| credits(taken) < least.amount())
        || leaf.min_courses.is_some_and(|least| taken.len() < least as usize);
    lacks && has_room(leaf, taken, attempt)
}

/// Whether a leaf may take one more.
fn has_room(leaf: &Part, taken: &[&Attempt], attempt: &Attempt) -> bool {
    leaf.max_credits.is_none_or(|most| credits(taken) + attempt.credits.amount() <= most.amount())
        && leaf.max_courses.is_none_or(|most| taken.len() < most as usize)
}

fn credits(attempts: &[&Attempt]) -> Decimal {
    attempts.iter().map(|attempt| attempt.credits.amount()).sum()
}

/// The attempts below a part, if they meet it.
fn meets<'a>(
    part: &Part,
    taken: &mut impl Iterator<Item = Vec<&'a Attempt>>,
    transcript: &Transcript,
) -> Option<Vec<&'a Attempt>> {
    let mut below = match part.kind {
        PartKind::Courses => taken.next()?,
        PartKind::Milestone => {
            let status = transcript.milestones.get(part.milestone.as_ref()?)?;
            return (*status == AttemptStatus::Passed).then(Vec::new);
        }
        _ => {
            // Every child takes its own out of the iterator, whether it is met or not.
            let children: Vec<_> =
                part.children.iter().map(|child| meets(child, taken, transcript)).collect();
            let asked = match part.kind {
                PartKind::AnyOf => 1,
                PartKind::AtLeast => part.n? as usize,
                _ => children.len(),
            };
            let met: Vec<_> = children.into_iter().flatten().take(asked).collect();
            (met.len() == asked).then(|| met.concat())?
        }
    };
    below.sort_by_key(|attempt| &attempt.id);
    below.dedup();
    let own = Limit {
        min_credits: part.min_credits,
        max_credits: part.max_credits,
        min_courses: part.min_courses,
        max_courses: part.max_courses,
        ..Limit::default()
    };
    let areas: BTreeSet<_> = below.iter().map(|attempt| &attempt.area).collect();
    let enough_areas = part.min_areas.is_none_or(|least| areas.len() >= least as usize);
    let above = |least: Decimal| {
        let graded =
            below.iter().filter_map(|attempt| Some(attempt.credits.amount() * (attempt.grade? - least)));
        graded.sum::<Decimal>() >= Decimal::ZERO
    };
    let holds = part.limits.iter().chain([&own]).all(|limit| holds(limit, &below));
    (holds && enough_areas && part.min_avg_grade.is_none_or(above)).then_some(below)
}

fn holds(limit: &Limit, attempts: &[&Attempt]) -> bool {
    let meant: Vec<_> =
        attempts.iter().copied().filter(|attempt| limit.filter.matches(&attempt.facts())).collect();
    let (credits, courses) = (credits(&meant), meant.len());
    limit.min_credits.is_none_or(|least| credits >= least.amount())
        && limit.max_credits.is_none_or(|most| credits <= most.amount())
        && limit.min_courses.is_none_or(|least| courses >= least as usize)
        && limit.max_courses.is_none_or(|most| courses <= most as usize)
}
