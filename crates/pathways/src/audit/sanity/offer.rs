//! What a catalogue gives.

use std::collections::BTreeMap;

use collegium_core::{RecordCode, finding::Fact};

use super::{
    super::{
        CatalogueCourse, Filter, Limit,
        compiled::{number, units},
    },
    tree::Courses,
};

/// What is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Measure {
    /// Credits, in ten-thousandths.
    Credits,
    /// Courses.
    Courses,
}

impl Measure {
    pub(super) const ALL: [Self; 2] = [Self::Credits, Self::Courses];

    /// What a bound asks for; nothing is zero.
    pub(super) fn least(self, limit: &Limit) -> i64 {
        match self {
            Self::Credits => limit.min_credits.map_or(0, |least| units(least.amount())),
            Self::Courses => limit.min_courses.map_or(0, i64::from),
        }
    }

    /// What a bound allows.
    pub(super) fn most(self, limit: &Limit) -> Option<i64> {
        match self {
            Self::Credits => limit.max_credits.map(|most| units(most.amount())),
            Self::Courses => limit.max_courses.map(i64::from),
        }
    }

    fn of(self, course: &CatalogueCourse) -> i64 {
        match self {
            Self::Credits => units(course.credits.amount()),
            Self::Courses => 1,
        }
    }

    /// An amount as people write it.
    pub(super) fn text(self, amount: i64) -> String {
        match self {
            Self::Credits => format!("{} credits", number(amount)),
            Self::Courses if amount == 1 => "1 course".to_owned(),
            Self::Courses => format!("{amount} courses"),
        }
    }

    /// An amount without what is counted.
    pub(super) fn bare(self, amount: i64) -> String {
        match self {
            Self::Credits => number(amount).to_string(),
            Self::Courses => amount.to_string(),
        }
    }

    /// An amount as a figure of a finding.
    pub(super) fn fact(self, name: &'static str, amount: i64) -> Fact {
        match self {
            Self::Credits => Fact::new(name, number(amount)),
            Self::Courses => Fact::new(name, amount.unsigned_abs()),
        }
    }
}

/// The courses that can be taken, if they are known.
#[derive(Debug)]
pub(super) struct Offer<'a> {
    catalogue: &'a [CatalogueCourse],
}

/// What courses that count the same give together: the most of one, or that of one that may be repeated.
#[derive(Debug, Default, Clone, Copy)]
struct Given {
    once: i64,
    each_time: i64,
}

impl<'a> Offer<'a> {
    pub(super) const fn new(catalogue: &'a [CatalogueCourse]) -> Self {
        Self { catalogue }
    }

    /// Whether there is a catalogue.
    pub(super) const fn is_known(&self) -> bool {
        !self.catalogue.is_empty()
    }

    pub(super) fn courses(&self) -> impl Iterator<Item = &'a CatalogueCourse> {
        self.catalogue.iter()
    }

    /// The courses that a filter can mean, with the right grade on the right day.
    pub(super) fn meant(&self, filter: &Filter) -> Courses {
        if is_contradictory(filter) {
            return Courses::new();
        }
        let courses = self.catalogue.iter().enumerate();
        courses.filter(|(_, course)| filter.matches_course(&course.facts())).map(|(at, _)| at).collect()
    }

    /// By what they count as, what these courses give.
    fn given(&self, courses: &Courses, measure: Measure) -> BTreeMap<&'a RecordCode, Given> {
        let mut given = BTreeMap::<_, Given>::new();
        for course in courses.iter().filter_map(|&at| self.catalogue.get(at)) {
            let given = given.entry(course.counts_as()).or_default();
            let of = if course.repeatable { &mut given.each_time } else { &mut given.once };
            *of = measure.of(course).max(*of);
        }
        given
    }

    /// The most that these courses give; `None` if there is no bound to it.
    pub(super) fn most(&self, courses: &Courses, measure: Measure) -> Option<i64> {
        let given = self.given(courses, measure).into_values();
        given.map(|given| (given.each_time == 0).then_some(given.once)).sum()
    }

    /// The most credits that so many of these courses give.
    pub(super) fn most_of(&self, courses: &Courses, count: i64) -> i64 {
        let given = self.given(courses, Measure::Credits).into_values();
        let mut weights: Vec<_> =
            given.flat_map(|given| [(given.once, false), (given.each_time, true)]).collect();
        weights.sort_unstable_by(|one, other| other.cmp(one));
        let (mut left, mut sum) = (count, 0_i64);
        for (weight, repeatable) in weights {
            let times = if repeatable { left } else { left.min(1) };
            sum = sum.saturating_add(weight.saturating_mul(times));
            left -= times;
        }
        sum
    }

    /// By what they count as, the most that these courses give, where `whole` stands for what has no bound.
    pub(super) fn capacities(
        &self,
        courses: &Courses,
        measure: Measure,
        whole: i64,
    ) -> BTreeMap<&'a RecordCode, i64> {
        let given = self.given(courses, measure).into_iter();
        given.map(|(code, given)| (code, if given.each_time > 0 { whole } else { given.once })).collect()
    }

    /// How many areas these courses have.
    pub(super) fn areas(&self, courses: &Courses) -> usize {
        let courses = courses.iter().filter_map(|&at| self.catalogue.get(at));
        courses.map(|course| &course.area).collect::<std::collections::BTreeSet<_>>().len()
    }
}

/// Whether a filter means nothing, whatever the catalogue.
pub(super) fn is_contradictory(filter: &Filter) -> bool {
    let lists = [&filter.codes, &filter.tags_any, &filter.areas, &filter.origins, &filter.institutions];
    let backwards = filter.level_min.zip(filter.level_max).is_some_and(|(least, most)| least > most)
        || filter.taken_from.zip(filter.taken_to).is_some_and(|(first, last)| first > last);
    backwards
        || lists.into_iter().flatten().any(std::collections::BTreeSet::is_empty)
        || !filter.tags_all.is_disjoint(&filter.tags_none)
        || filter.codes.as_ref().is_some_and(|codes| codes.is_subset(&filter.not_codes))
        || filter.tags_any.as_ref().is_some_and(|tags| tags.is_subset(&filter.tags_none))
}
