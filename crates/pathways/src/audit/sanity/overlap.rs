//! Parts that want the same courses.

#![expect(clippy::indexing_slicing, reason = "parts are numbered by the tree")]

use collegium_core::{Finding, Severity, finding::Fact};

use super::{super::Filter, offer::Measure, tree::Tree};
use crate::rule::PW0505;

/// Compares the leaves that ask for something, each two.
pub(super) fn check(tree: &Tree<'_>) -> Vec<Finding> {
    let asks = |at: &usize| {
        let place = &tree.places[*at];
        place.part.filter.is_some()
            && place.bounds().any(|bound| Measure::ALL.iter().any(|measure| measure.least(&bound.limit) > 0))
    };
    let leaves: Vec<_> = (0..tree.places.len()).filter(asks).collect();
    let pairs = leaves
        .iter()
        .enumerate()
        .flat_map(|(at, one)| leaves[at + 1..].iter().map(move |other| (*one, *other)));
    pairs.filter_map(|(one, other)| compare(tree, one, other)).collect()
}

fn compare(tree: &Tree<'_>, one: usize, other: usize) -> Option<Finding> {
    let (first, second) = (&tree.places[one], &tree.places[other]);
    let (filter, another) = (first.part.filter.as_ref()?, second.part.filter.as_ref()?);
    let same_pool = first.part.pool.is_some() && first.part.pool == second.part.pool;
    if !same_pool || are_alternatives(tree, one, other) {
        return None;
    }
    let same = filter == another || (!first.courses.is_empty() && first.courses == second.courses);
    if same {
        let message = format!(
            "`{}` and `{}` take the same courses, and none counts in both",
            first.part.id, second.part.id
        );
        return Some(compete(tree, other, Severity::Warning, message, (one, other)));
    }
    let (narrow, wide) = if first.courses.is_subset(&second.courses) { (one, other) } else { (other, one) };
    let (inner, outer) = (&tree.places[narrow], &tree.places[wide]);
    // What takes every course is meant to take what the others leave.
    let takes_rest = outer.part.filter.as_ref() == Some(&Filter::default());
    let inside = !inner.courses.is_empty() && inner.courses.is_subset(&outer.courses);
    (inside && !takes_rest).then(|| {
        let message = format!(
            "`{}` takes only courses that `{}` takes too, and none counts in both",
            inner.part.id, outer.part.id
        );
        compete(tree, narrow, Severity::Note, message, (one, other))
    })
}

fn compete(tree: &Tree<'_>, at: usize, severity: Severity, message: String, of: (usize, usize)) -> Finding {
    let (one, other) = (&tree.places[of.0], &tree.places[of.1]);
    let shared = one.courses.intersection(&other.courses).count() as u64;
    let remedy = "if they are one requirement, write it once; if courses may count in both, put them into pools of their own";
    let facts = vec![Fact::new("courses in both", shared)];
    tree.finding((PW0505, severity), at, ".filter", message, facts, remedy)
}

/// Whether no plan has both: they are in different options of a choice of one.
fn are_alternatives(tree: &Tree<'_>, one: usize, other: usize) -> bool {
    let above = |at: &usize| tree.places[*at].below.contains(&one) && tree.places[*at].below.contains(&other);
    // The nearest part above both is the last that has both below it.
    let meet = (0..tree.places.len()).rfind(above);
    meet.is_some_and(|meet| tree.places[meet].chosen < 2)
}
