//! Parts of one pool that ask for more together than their courses give.
//!
//! Each part alone may find enough: it is their courses together that are too few (the theorem of Hall for such sets is that of
//! the narrowest cut of a flow from parts to courses).

#![expect(clippy::indexing_slicing, reason = "parts are numbered by the tree")]

use std::collections::{BTreeMap, BTreeSet};

use collegium_core::{Finding, RecordCode, Severity};
use pathfinding::prelude::edmonds_karp_sparse;

use super::{bounds::Broken, offer::Measure, tree::Tree};
use crate::rule::PW0504;

/// What a part asks for that must be its own.
#[derive(Debug)]
struct Demand {
    at: usize,
    amount: i64,
}

/// A point of the flow.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Point<'a> {
    Source,
    Demand(usize),
    Course(&'a RecordCode),
    Sink,
}

/// Looks at the whole, and at each option of a choice by itself.
pub(super) fn check(tree: &Tree<'_>) -> Vec<Broken> {
    if !tree.offer.is_known() {
        return Vec::new();
    }
    let is_option = |parent: usize| !tree.takes_all(parent);
    let scopes = (0..tree.places.len()).filter(|&at| tree.places[at].parent.is_none_or(is_option));
    let mut found = Vec::new();
    for scope in scopes {
        let pools: BTreeSet<_> = tree.leaves(scope).filter_map(|leaf| leaf.part.pool.as_ref()).collect();
        for pool in pools {
            for measure in Measure::ALL {
                let mut demands = Vec::new();
                demanded(tree, scope, pool, measure, &mut demands);
                let finding = short(tree, scope, measure, &demands);
                found.extend(finding.map(|finding| (scope, finding)));
            }
        }
    }
    found
}

/// Collects what is demanded from a pool by the parts that are chosen whenever this one is.
fn demanded(
    tree: &Tree<'_>,
    at: usize,
    pool: &RecordCode,
    measure: Measure,
    demands: &mut Vec<Demand>,
) -> i64 {
    let place = &tree.places[at];
    let children = if tree.takes_all(at) { place.children.as_slice() } else { &[] };
    let parts: i64 = children.iter().map(|&child| demanded(tree, child, pool, measure, demands)).sum();
    let own = place.bounds().next().map_or(0, |own| measure.least(&own.limit));
    if own <= parts || tree.pool(at) != Some(pool) {
        return parts;
    }
    // What a part asks for beyond its parts may go to any of them.
    demands.push(Demand { at, amount: own - parts });
    own
}

fn short(tree: &Tree<'_>, scope: usize, measure: Measure, demands: &[Demand]) -> Option<Finding> {
    let asked: i64 = demands.iter().map(|demand| demand.amount).sum();
    let (scarce, missing) = scarce(tree, measure, demands, asked)?;
    if scarce.len() < 2 {
        return None;
    }
    let of: Vec<_> = scarce.iter().map(|&number| &demands[number]).collect();
    let asked = of.iter().map(|demand| demand.amount).sum::<i64>();
    let most = asked - missing;
    let mut names: Vec<_> = of.iter().map(|demand| format!("`{}`", tree.places[demand.at].part.id)).collect();
    names.sort_unstable();
    let last = names.pop()?;
    let message = format!(
        "{} and {last} ask for {} together, but what they take gives at most {}",
        names.join(", "),
        measure.text(asked),
        measure.bare(most)
    );
    let facts = vec![measure.fact("asked", asked), measure.fact("at most", most)];
    let remedy = "ask for less, widen a filter, or let the parts share courses by pools of their own";
    Some(tree.finding((PW0504, Severity::Violation), scope, "", message, facts, remedy))
}

/// The demands that cannot all be served, and how much they miss at least; `None` if all can.
fn scarce(
    tree: &Tree<'_>,
    measure: Measure,
    demands: &[Demand],
    asked: i64,
) -> Option<(BTreeSet<usize>, i64)> {
    let mut edges = Vec::new();
    let mut sinks = BTreeMap::new();
    for (number, demand) in demands.iter().enumerate() {
        edges.push(((Point::Source, Point::Demand(number)), demand.amount));
        for (code, most) in tree.offer.capacities(&tree.places[demand.at].courses, measure, asked) {
            edges.push(((Point::Demand(number), Point::Course(code)), most));
            let sink = sinks.entry(code).or_insert(0);
            *sink = most.max(*sink);
        }
    }
    edges.extend(sinks.iter().map(|(code, most)| ((Point::Course(code), Point::Sink), *most)));
    let points: Vec<_> = [Point::Source, Point::Sink]
        .into_iter()
        .chain((0..demands.len()).map(Point::Demand))
        .chain(sinks.into_keys().map(Point::Course))
        .collect();
    let (_, served, cut) = edmonds_karp_sparse(&points, &Point::Source, &Point::Sink, edges);
    // Whose edge is in the narrowest cut gets all it asks for.
    let sated = |number: &usize| cut.iter().any(|((_, to), _)| *to == Point::Demand(*number));
    (served < asked).then(|| ((0..demands.len()).filter(|number| !sated(number)).collect(), asked - served))
}
