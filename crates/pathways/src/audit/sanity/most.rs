//! The most that a part can be given.

#![expect(clippy::indexing_slicing, reason = "parts are numbered by the tree")]

use super::{
    super::Filter,
    offer::{Measure, is_contradictory},
    tree::{Courses, Tree},
};

impl Tree<'_> {
    /// The most that the attempts below a part which a filter means can come to; `None` if nothing bounds it.
    pub(super) fn most(&self, at: usize, measure: Measure, filter: &Filter) -> Option<i64> {
        let place = &self.places[at];
        let courses: Courses = place.courses.intersection(&self.offer.meant(filter)).copied().collect();
        let offered = if self.offer.is_known() { self.offer.most(&courses, measure) } else { None };
        let means_nothing = |filter: &Filter| is_contradictory(filter).then_some(0);
        let own = place.part.filter.as_ref().and_then(means_nothing).or_else(|| means_nothing(filter));
        let allowed =
            place.bounds().filter(|bound| is_wider(&bound.limit.filter, filter)).flat_map(|bound| {
                let by_count = || {
                    let count = Measure::Courses.most(&bound.limit)?;
                    (measure == Measure::Credits && self.offer.is_known())
                        .then(|| self.offer.most_of(&courses, count))
                };
                [measure.most(&bound.limit), by_count()]
            });
        let parts = place.part.filter.is_none().then(|| self.most_of_children(at, measure, filter)).flatten();
        allowed.chain([offered, own, parts]).flatten().min()
    }

    fn most_of_children(&self, at: usize, measure: Measure, filter: &Filter) -> Option<i64> {
        let place = &self.places[at];
        let mut most: Vec<_> = place
            .children
            .iter()
            .map(|&child| self.most(child, measure, filter).unwrap_or(i64::MAX))
            .collect();
        most.sort_unstable_by(|one, other| other.cmp(one));
        let sum = most.iter().take(place.chosen).fold(0_i64, |sum, most| sum.saturating_add(*most));
        (sum < i64::MAX).then_some(sum)
    }

    /// The most areas that the attempts below a part can have; `None` if nothing bounds it.
    pub(super) fn most_areas(&self, at: usize) -> Option<i64> {
        let offered = || i64::try_from(self.offer.areas(&self.places[at].courses)).ok();
        let courses = self.most(at, Measure::Courses, &Filter::default());
        [courses, self.offer.is_known().then(offered).flatten()].into_iter().flatten().min()
    }
}

/// Whether one filter surely means whatever the other does.
fn is_wider(one: &Filter, other: &Filter) -> bool {
    *one == Filter::default() || one == other
}
