//! Options that cannot be met, or are never needed.

#![expect(clippy::indexing_slicing, reason = "parts are numbered by the tree")]

use std::collections::BTreeSet;

use collegium_core::{Finding, Severity, finding::Fact};

use super::{
    super::{Part, PartKind},
    offer::Measure,
    tree::Tree,
};
use crate::rule::{PW0506, PW0507, PW0510};

/// `broken` are the parts that cannot be met by themselves.
pub(super) fn check(tree: &Tree<'_>, broken: &BTreeSet<usize>) -> Vec<Finding> {
    let mut possible: Vec<_> = (0..tree.places.len()).map(|at| !broken.contains(&at)).collect();
    let mut found = Vec::new();
    for (at, place) in tree.places.iter().enumerate().rev() {
        let fit = place.children.iter().filter(|&&child| possible[child]).count();
        possible[at] &= fit >= place.chosen;
        if !tree.takes_all(at) && place.chosen > 0 {
            found.extend(options(tree, at, &possible, fit));
            found.extend(never_needed(tree, at));
        }
    }
    if !possible[0] {
        let message = "nobody can meet the requirements".to_owned();
        let remedy = "mend what is found in its parts";
        found.push(tree.finding((PW0510, Severity::Violation), 0, "", message, Vec::new(), remedy));
    }
    found
}

fn options(tree: &Tree<'_>, at: usize, possible: &[bool], fit: usize) -> Vec<Finding> {
    let place = &tree.places[at];
    let id = &place.part.id;
    if fit < place.chosen {
        let message = format!("`{id}` asks for {} of its parts, but only {fit} can be met", place.chosen);
        let facts = vec![Fact::new("asked", place.chosen as u64), Fact::new("can be met", fit as u64)];
        let remedy = "mend its parts, or ask for fewer";
        return vec![tree.finding((PW0506, Severity::Violation), at, "", message, facts, remedy)];
    }
    let lost = place.children.iter().filter(|&&child| !possible[child]);
    let finding = |&child: &usize| {
        let message = format!("the option `{}` of `{id}` can never be met", tree.places[child].part.id);
        let remedy = "mend the option, or take it out";
        tree.finding((PW0506, Severity::Warning), child, "", message, Vec::new(), remedy)
    };
    lost.map(finding).collect()
}

/// Options that whoever meets them could do without, of a choice of one.
fn never_needed(tree: &Tree<'_>, at: usize) -> Vec<Finding> {
    let place = &tree.places[at];
    if place.chosen != 1 {
        return Vec::new();
    }
    let counts = is_counted_above(tree, at);
    let implies = |hard: usize, easy: usize| covers(tree, easy, hard, counts);
    let finding = |&hard: &usize| {
        // Of two that ask for the same, the first stays.
        let easier =
            |&&easy: &&usize| easy != hard && implies(hard, easy) && (easy < hard || !implies(easy, hard));
        let easy = place.children.iter().find(easier)?;
        let message = format!(
            "the option `{}` of `{}` is never needed: who meets it meets `{}`",
            tree.places[hard].part.id, place.part.id, tree.places[*easy].part.id
        );
        let remedy = "take the option out, or correct what it asks for";
        Some(tree.finding((PW0507, Severity::Warning), hard, "", message, Vec::new(), remedy))
    };
    place.children.iter().filter_map(finding).collect()
}

/// Whether something above an option counts what is applied to it.
fn is_counted_above(tree: &Tree<'_>, choice: usize) -> bool {
    let mut above = std::iter::successors(Some(choice), |&at| tree.places[at].parent);
    above.any(|at| {
        let part = tree.places[at].part;
        asks(tree, at) || part.min_avg_grade.is_some() || !part.limits.is_empty()
    })
}

fn asks(tree: &Tree<'_>, at: usize) -> bool {
    let least =
        |bound: &super::tree::Bound| Measure::ALL.iter().any(|measure| measure.least(&bound.limit) > 0);
    tree.places[at].bounds().any(|bound| least(&bound))
        || tree.places[at].part.min_areas.is_some_and(|least| least > 0)
}

/// Whether a plan that meets the hard part meets the easy one in its place, with all its attempts if these are counted.
fn covers(tree: &Tree<'_>, easy: usize, hard: usize, counts: bool) -> bool {
    if !is_plain(tree.places[easy].part) || is_apart(tree, easy) {
        return false;
    }
    let pieces = |at: usize| match tree.places[at].part.kind {
        PartKind::AllOf => tree.places[at].children.clone(),
        _ => vec![at],
    };
    let (wanted, mut there) = (pieces(easy), pieces(hard));
    if wanted == [easy] && there == [hard] {
        return is_easier(tree, easy, hard);
    }
    if tree.places[easy].part.kind == PartKind::AllOf && asks(tree, easy) {
        return false;
    }
    let matched = wanted.iter().all(|&piece| {
        let found = there.iter().position(|&other| covers(tree, piece, other, true));
        found.map(|found| there.remove(found)).is_some()
    });
    matched && (!counts || there.iter().all(|&left| tree.leaves(left).next().is_none()))
}

/// Whether it allows whatever there is.
fn is_plain(part: &Part) -> bool {
    let bounded = part.max_credits.is_some() || part.max_courses.is_some() || part.min_avg_grade.is_some();
    !bounded && part.limits.is_empty()
}

fn is_apart(tree: &Tree<'_>, at: usize) -> bool {
    let below = &tree.places[tree.places[at].below.clone()];
    let named = |place: &super::tree::Place<'_>| {
        tree.rules.apart.iter().any(|(one, other)| [one, other].contains(&&place.part.id))
    };
    below.iter().any(named)
}

/// Whether one leaf takes whatever the other does and asks for no more, or two milestones are one.
fn is_easier(tree: &Tree<'_>, easy: usize, hard: usize) -> bool {
    let (one, other) = (&tree.places[easy], &tree.places[hard]);
    match (&one.part.filter, &other.part.filter) {
        (None, None) => one.part.milestone.is_some() && one.part.milestone == other.part.milestone,
        (Some(wide), Some(narrow)) => {
            let inside = !other.courses.is_empty() && other.courses.is_subset(&one.courses);
            let takes = wide == narrow || (inside && !wide.asks_for_result());
            let (first, second) = (one.bounds().next(), other.bounds().next());
            let no_more = first.zip(second).is_some_and(|(first, second)| {
                Measure::ALL.iter().all(|measure| measure.least(&first.limit) <= measure.least(&second.limit))
            });
            let areas = one.part.min_areas.unwrap_or(0) <= other.part.min_areas.unwrap_or(0);
            takes && no_more && areas && one.part.pool == other.part.pool
        }
        _ => false,
    }
}
