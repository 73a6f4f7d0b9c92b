//! Bounds that nobody can keep.

use collegium_core::{Finding, Severity, finding::Fact};

use super::{
    offer::{Measure, is_contradictory},
    tree::{Bound, Tree},
};
use crate::rule::{PW0501, PW0502, PW0503};

/// What is wrong, and the part that cannot be met for it.
pub(super) type Broken = (usize, Finding);

pub(super) fn check(tree: &Tree<'_>) -> Vec<Broken> {
    let mut found = Vec::new();
    for (at, place) in tree.places.iter().enumerate() {
        let own = place.bounds().next();
        for bound in place.bounds() {
            if let Some(finding) = without_courses(tree, at, &bound) {
                found.push((at, finding));
                continue;
            }
            for measure in Measure::ALL {
                let contradicts = contradicts(tree, at, measure, &bound, own.as_ref());
                let finding = contradicts.or_else(|| more_than_there_is(tree, at, measure, &bound));
                found.extend(finding.map(|finding| (at, finding)));
            }
        }
        found.extend(too_few_areas(tree, at).map(|finding| (at, finding)));
    }
    found
}

/// Something is asked for, and nothing fits.
fn without_courses(tree: &Tree<'_>, at: usize, bound: &Bound) -> Option<Finding> {
    let place = tree.places.get(at)?;
    let asked = Measure::ALL.into_iter().find(|measure| measure.least(&bound.limit) > 0)?;
    let filters = place.part.filter.iter().chain([&bound.limit.filter]);
    let contradictory = filters.clone().any(is_contradictory);
    let meant = tree.offer.meant(&bound.limit.filter);
    // What takes courses only through its parts is told at these.
    let speaks = place.part.filter.is_some() || !bound.path.is_empty();
    let none = tree.offer.is_known() && place.courses.is_disjoint(&meant);
    if !speaks || !(none || contradictory) {
        return None;
    }
    let amount = asked.least(&bound.limit);
    let why = if contradictory { "no course can fit its filter" } else { "no course of the catalogue fits" };
    Some(tree.finding(
        (PW0501, Severity::Violation),
        at,
        &bound.path,
        format!("`{}` asks for {}, but {why}", place.part.id, asked.text(amount)),
        vec![asked.fact("asked", amount)],
        "correct the filter, or add courses to the catalogue",
    ))
}

/// Two bounds cannot both be kept, whatever the courses.
fn contradicts(
    tree: &Tree<'_>,
    at: usize,
    measure: Measure,
    bound: &Bound,
    own: Option<&Bound>,
) -> Option<Finding> {
    let id = &tree.places.get(at)?.part.id;
    let least = measure.least(&bound.limit);
    let parts = if bound.path.is_empty() { tree.need_of_children(at, measure).whole } else { 0 };
    let allowed = [measure.most(&bound.limit), own.and_then(|own| measure.most(&own.limit))];
    let most = allowed.into_iter().flatten().min()?;
    let (asks, amount) = if least > most { ("asks", least) } else { ("has parts that ask", parts) };
    (amount > most).then(|| {
        let message =
            format!("`{id}` {asks} for {}, but allows at most {}", measure.text(amount), measure.bare(most));
        let facts = vec![measure.fact("asked", amount), measure.fact("allowed", most)];
        let remedy = "raise what is allowed, or ask for less";
        tree.finding((PW0502, Severity::Violation), at, &bound.path, message, facts, remedy)
    })
}

/// More is asked for than the parts and the catalogue can give.
fn more_than_there_is(tree: &Tree<'_>, at: usize, measure: Measure, bound: &Bound) -> Option<Finding> {
    let amount = measure.least(&bound.limit);
    let most = tree.most(at, measure, &bound.limit.filter).filter(|most| amount > *most)?;
    let message = format!(
        "`{}` asks for {}, but can be given at most {}",
        tree.places.get(at)?.part.id,
        measure.text(amount),
        measure.bare(most)
    );
    let facts = vec![measure.fact("asked", amount), measure.fact("at most", most)];
    let remedy = "ask for less, widen the filters or bounds of its parts, or add courses to the catalogue";
    Some(tree.finding((PW0503, Severity::Violation), at, &bound.path, message, facts, remedy))
}

fn too_few_areas(tree: &Tree<'_>, at: usize) -> Option<Finding> {
    let part = tree.places.get(at)?.part;
    let asked = part.min_areas?;
    let most = tree.most_areas(at).filter(|most| i64::from(asked) > *most)?;
    let message = format!("`{}` asks for {asked} areas, but can be given at most {most}", part.id);
    let facts = vec![Fact::new("asked", asked), Fact::new("at most", most.unsigned_abs())];
    let remedy = "ask for fewer areas, or widen the filters";
    Some(tree.finding((PW0503, Severity::Violation), at, ".min_areas", message, facts, remedy))
}
