//! Filters without effect, and names that nothing has.

use std::collections::BTreeSet;

use collegium_core::{Finding, RecordCode, Severity, finding::Fact};

use super::{
    super::{CatalogueCourse, Filter, Limit},
    offer::{Measure, is_contradictory},
    tree::Tree,
};
use crate::rule::{PW0508, PW0509};

pub(super) fn check(tree: &Tree<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for (at, place) in tree.places.iter().enumerate() {
        let Some(own) = place.bounds().next() else { continue };
        let asks = |limit: &Limit| Measure::ALL.iter().any(|measure| measure.least(limit) > 0);
        if let Some(filter) = &place.part.filter {
            found.extend(unknown_names(tree, at, ".filter", filter));
            if !asks(&own.limit) {
                found.extend(without_effect(tree, at, ".filter", filter));
            }
        }
        for bound in place.bounds().skip(1) {
            let path = format!("{}.filter", bound.path);
            found.extend(unknown_names(tree, at, &path, &bound.limit.filter));
            if !asks(&bound.limit) {
                found.extend(without_effect(tree, at, &path, &bound.limit.filter));
            }
        }
    }
    found
}

/// A filter that means nothing where nothing is asked for.
fn without_effect(tree: &Tree<'_>, at: usize, path: &str, filter: &Filter) -> Option<Finding> {
    let contradictory = is_contradictory(filter);
    let id = &tree.places.get(at)?.part.id;
    let none = tree.offer.is_known() && tree.offer.meant(filter).is_empty();
    let why = if contradictory { "no course can fit it" } else { "no course of the catalogue fits it" };
    (contradictory || none).then(|| {
        let message = format!("a filter of `{id}` has no effect: {why}");
        let remedy = "correct the filter, or take it out";
        tree.finding((PW0508, Severity::Warning), at, path, message, Vec::new(), remedy)
    })
}

/// Names in a filter that no course of the catalogue has.
fn unknown_names(tree: &Tree<'_>, at: usize, path: &str, filter: &Filter) -> Option<Finding> {
    let unknown = unknown(tree, filter);
    let list = unknown.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
    let id = &tree.places.get(at)?.part.id;
    (tree.offer.is_known() && !unknown.is_empty()).then(|| {
        let message = format!("a filter of `{id}` names {list}, which no course of the catalogue has");
        let facts = vec![Fact::new("unknown names", unknown.len() as u64)];
        let remedy = "correct the names, or add the courses to the catalogue";
        tree.finding((PW0509, Severity::Warning), at, path, message, facts, remedy)
    })
}

fn unknown<'a>(tree: &Tree<'_>, filter: &'a Filter) -> BTreeSet<&'a RecordCode> {
    let among = |names: Vec<&'a BTreeSet<RecordCode>>,
                 has: &dyn Fn(&CatalogueCourse, &RecordCode) -> bool| {
        let missing = |name: &&RecordCode| !tree.offer.courses().any(|course| has(course, name));
        names.into_iter().flatten().filter(missing).collect::<Vec<_>>()
    };
    let and = |list: &'a Option<BTreeSet<RecordCode>>, more: Vec<&'a BTreeSet<RecordCode>>| {
        list.iter().chain(more).collect::<Vec<_>>()
    };
    let codes = and(&filter.codes, vec![&filter.not_codes]);
    let tags = and(&filter.tags_any, vec![&filter.tags_all, &filter.tags_none]);
    let found = [
        among(codes, &|course, code| course.code == *code),
        among(tags, &|course, tag| course.tags.contains(tag)),
        among(and(&filter.areas, vec![]), &|course, area| course.area == *area),
        among(and(&filter.origins, vec![]), &|course, origin| course.origin == *origin),
        among(and(&filter.institutions, vec![]), &|course, code| course.institution.as_ref() == Some(code)),
    ];
    found.into_iter().flatten().collect()
}
