//! How many credits are missing at the least, by counting alone.

#![expect(
    clippy::indexing_slicing,
    reason = "items, places and parts are numbered by the case and the compiled requirements"
)]

use std::collections::BTreeSet;

use super::super::{
    case::Case,
    compiled::{CompiledLimit, CompiledRequirements},
};

/// How many sums of credits are looked at.
const MANY: usize = 4_096;

/// A student's own attempts and further ones, beside what is asked.
#[derive(Debug, Clone, Copy)]
pub(super) struct Shortfall<'a> {
    pub(super) compiled: &'a CompiledRequirements,
    pub(super) case: &'a Case,
    /// Attempts from here on in the transcript are further ones.
    pub(super) own: usize,
}

impl Shortfall<'_> {
    /// The credits of further attempts that no plan can spare which chooses and satisfies a part. It may be more than this.
    pub(super) fn least(&self, part: usize) -> i64 {
        let asked = &self.compiled.parts[part];
        let counted = asked.limits.iter().map(|limit| self.of_limit(part, limit)).max().unwrap_or(0);
        let mut below: Vec<_> = asked.children.iter().map(|&child| self.least(child)).collect();
        below.sort_unstable();
        below.truncate(asked.chosen);
        let together =
            if self.is_disjoint(part) { below.iter().sum() } else { below.last().copied().unwrap_or(0) };
        counted.max(together)
    }

    /// Whether no attempt is applied to two leaves of a part: they are all of one pool.
    fn is_disjoint(&self, part: usize) -> bool {
        let leaves = &self.compiled.leaves[self.compiled.parts[part].leaves.clone()];
        leaves.windows(2).all(|pair| pair[0].pool == pair[1].pool)
    }

    /// What all own attempts together leave open.
    fn of_limit(&self, part: usize, limit: &CompiledLimit) -> i64 {
        let leaves = &self.compiled.parts[part].leaves;
        let (mut credits, mut courses) = (limit.min_credits, limit.min_courses as usize);
        let mut further = Vec::new();
        for (at, item) in self.case.items.iter().enumerate() {
            let mut places = self.case.places[item.first..item.end].iter();
            if !self.case.is_meant(at, limit.filter) || !places.any(|leaf| leaves.contains(leaf)) {
                continue;
            }
            if item.source >= self.own {
                further.push(item.credits);
            } else {
                credits -= item.credits;
                courses = courses.saturating_sub(1);
            }
        }
        further.sort_unstable();
        further.iter().take(courses).sum::<i64>().max(filled(&further, credits))
    }
}

/// The least that some of these come to, if it must be so much; as much as is asked, if there are too many ways to tell.
fn filled(credits: &[i64], asked: i64) -> i64 {
    let (mut sums, mut least) = (BTreeSet::from([0]), None);
    for more in credits.iter().filter(|more| **more > 0) {
        let all: Vec<_> = sums.iter().map(|sum| sum + more).collect();
        let enough = all.iter().copied().filter(|sum| *sum >= asked).min();
        least = least.into_iter().chain(enough).min();
        sums.extend(all.into_iter().filter(|sum| *sum < asked));
        if least == Some(asked) || sums.len() > MANY {
            return asked;
        }
    }
    if asked > 0 { least.unwrap_or(asked) } else { 0 }
}
