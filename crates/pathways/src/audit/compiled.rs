//! Requirements made ready for many students.

use std::ops::Range;

use collegium_core::RecordCode;
use rust_decimal::Decimal;

use super::{CatalogueCourse, Filter, Limit, Part, PartKind, Requirements, case::Total, courses::Courses};
use crate::credit::Credits;

/// The decimals of credits and grades: all are counted in ten-thousandths.
const DECIMALS: u32 = 4;
/// By the decimals a number is written with: so many ten-thousandths its last digit stands for.
const STEPS: [i64; DECIMALS as usize + 1] = [10_000, 1_000, 100, 10, 1];

/// A number of credits or a grade in ten-thousandths.
pub(super) fn units(number: Decimal) -> i64 {
    let scaled = |number: Decimal| {
        let step = STEPS.get(number.scale() as usize)?;
        i64::try_from(number.mantissa()).ok()?.checked_mul(*step)
    };
    // INVARIANT: at most a million; more than four decimals are zeros.
    scaled(number).or_else(|| scaled(number.round_dp(DECIMALS))).unwrap_or(i64::MAX)
}

/// Ten-thousandths as a number.
pub(super) fn number(units: i64) -> Decimal {
    Decimal::new(units, DECIMALS).normalize()
}

/// [`Requirements`] made ready for many students: parts, filters and courses are numbered, and what a course of the catalogue
/// can be applied to is known.
///
/// # Example
///
/// See [`Requirements::compile`].
///
/// ```
/// use collegium_pathways::audit::{CompiledRequirements, Requirements};
/// let requirements: Requirements = serde_json::from_str(
///     r#"{"code":"BBA","name":{"en":"Bachelor of Business"},"catalogue":"2026/2027",
///         "root":{"id":"root","kind":"courses","filter":{}},
///         "source":{"document":"Catalogue","date":"2026-06-01"},"status":"verified"}"#,
/// )
/// .unwrap();
/// let compiled: CompiledRequirements = requirements.compile(&[]);
/// assert_eq!(compiled.requirements(), &requirements);
/// ```
#[derive(Debug, Clone)]
pub struct CompiledRequirements {
    requirements: Requirements,
    /// Each part before its own parts.
    pub(super) parts: Vec<CompiledPart>,
    /// The parts that take courses, in the same order.
    pub(super) leaves: Vec<Leaf>,
    /// How many pools there are; a leaf that is in none has one of its own.
    pub(super) pools: usize,
    /// The limits of all parts, part by part.
    pub(super) limits: Vec<CompiledLimit>,
    /// The leaves by pool, then in their order.
    pub(super) by_pool: Vec<usize>,
    /// Each filter once.
    pub(super) filters: Vec<Filter>,
    /// Those of them that ask for a grade or a day.
    pub(super) asking: Vec<usize>,
    /// Pairs of parts that share nothing.
    pub(super) apart: Vec<(usize, usize)>,
    /// Whether an average is asked for anywhere.
    pub(super) has_averages: bool,
    /// Whether different areas are asked for anywhere.
    pub(super) asks_for_areas: bool,
    pub(super) courses: Courses,
}

/// A part, by numbers.
#[derive(Debug, Clone)]
pub(super) struct CompiledPart {
    pub(super) id: RecordCode,
    pub(super) parent: Option<usize>,
    pub(super) children: Vec<usize>,
    /// How many children are chosen with it.
    pub(super) chosen: usize,
    /// The leaves in it.
    pub(super) leaves: Range<usize>,
    pub(super) milestone: Option<RecordCode>,
    /// Its limits among those of all parts.
    pub(super) limits: Range<usize>,
    /// The one of them that counts all that is below it.
    pub(super) whole: Option<usize>,
    /// Whether nothing is applied to two of its leaves: they are of one pool.
    pub(super) is_of_one_pool: bool,
    pub(super) min_areas: usize,
    pub(super) min_average: Option<i64>,
}

/// Bounds, in ten-thousandths of credits; a least of zero asks for nothing.
#[derive(Debug, Clone, Copy)]
pub(super) struct CompiledLimit {
    pub(super) part: usize,
    /// Of the attempts that this filter means; of all, if there is none.
    pub(super) filter: Option<usize>,
    pub(super) min_credits: i64,
    pub(super) max_credits: Option<i64>,
    pub(super) min_courses: u32,
    pub(super) max_courses: Option<u32>,
}

impl CompiledLimit {
    /// Whether anything is bounded.
    const fn bounds(&self) -> bool {
        self.has_least() || self.max_credits.is_some() || self.max_courses.is_some()
    }

    /// Whether anything is asked for.
    pub(super) const fn has_least(&self) -> bool {
        self.min_credits > 0 || self.min_courses > 0
    }

    /// What such items have to spare, in credits: a course counts as much as they have on average.
    pub(super) fn slack(&self, total: Total) -> i64 {
        if self.min_courses == 0 {
            return total.credits - self.min_credits;
        }
        let each = total.credits / i64::from(total.courses.max(1));
        total.credits - self.min_credits.max(i64::from(self.min_courses) * each)
    }
}

/// A part that takes courses.
#[derive(Debug, Clone)]
pub(super) struct Leaf {
    pub(super) part: usize,
    pub(super) filter: usize,
    pub(super) pool: usize,
    /// The part itself and those it stands in, as far as they have bounds; the whole in any case.
    pub(super) bounded: Vec<usize>,
    /// The limits of the part itself and of those it stands in.
    pub(super) limits: Vec<usize>,
}

impl Requirements {
    /// Makes the requirements ready for many students. Attempts at courses of the catalogue are looked up faster than others;
    /// the answers do not depend on it.
    ///
    /// # Example
    ///
    /// ```
    /// use collegium_pathways::audit::{AuditOptions, Requirements, Transcript};
    /// let requirements: Requirements = serde_json::from_str(
    ///     r#"{"code":"BBA","name":{"en":"Bachelor of Business"},"catalogue":"2026/2027",
    ///         "root":{"id":"root","kind":"all_of","children":[
    ///             {"id":"quant","kind":"courses","filter":{"tags_any":["quant"]},"min_courses":1},
    ///             {"id":"methods","kind":"courses","filter":{"tags_any":["methods"]},"min_courses":1}]},
    ///         "source":{"document":"Catalogue","date":"2026-06-01"},"status":"verified"}"#,
    /// )
    /// .unwrap();
    /// let transcript: Transcript = serde_json::from_str(
    ///     r#"{"attempts":[
    ///         {"id":"a1","code":"STAT201","credits":"4","area":"MA","tags":["quant","methods"],"level":200,"origin":"home","grade":"80","status":"passed"},
    ///         {"id":"a2","code":"MATH101","credits":"4","area":"MA","tags":["quant"],"level":100,"origin":"home","grade":"80","status":"passed"}]}"#,
    /// )
    /// .unwrap();
    /// let compiled = requirements.compile(&[]);
    /// let audit = compiled.audit(&transcript, &AuditOptions::default());
    /// // Statistics fits both parts, but is needed for methods.
    /// assert!(audit.is_satisfied() && audit.is_proven());
    /// let applied: Vec<_> = audit.applied().map(|(attempt, part)| format!("{} to {part}", attempt.id)).collect();
    /// assert_eq!(applied, ["a1 to methods", "a2 to quant"]);
    /// ```
    #[must_use]
    pub fn compile(&self, catalogue: &[CatalogueCourse]) -> CompiledRequirements {
        let mut compiled = CompiledRequirements {
            requirements: self.clone(),
            parts: Vec::new(),
            leaves: Vec::new(),
            pools: 0,
            limits: Vec::new(),
            by_pool: Vec::new(),
            filters: Vec::new(),
            asking: Vec::new(),
            apart: Vec::new(),
            has_averages: self.root.walk().any(|part| part.min_avg_grade.is_some()),
            asks_for_areas: self.root.walk().any(|part| part.min_areas.is_some()),
            courses: Courses::default(),
        };
        let mut pools = Vec::new();
        compiled.add(&self.root, None, &mut pools);
        compiled.pools = pools.len();
        compiled.bound_leaves();
        let numbered = compiled.filters.iter().enumerate();
        compiled.asking = numbered.filter(|(_, filter)| filter.asks_for_result()).map(|(at, _)| at).collect();
        compiled.by_pool = (0..compiled.leaves.len()).collect();
        compiled.by_pool.sort_by_key(|&leaf| compiled.leaves.get(leaf).map(|leaf| leaf.pool));
        let find = |code: &RecordCode| compiled.parts.iter().position(|part| part.id == *code);
        compiled.apart = self.apart.iter().filter_map(|(one, other)| find(one).zip(find(other))).collect();
        for course in catalogue {
            let fit = compiled.fit_of_course(&course.facts());
            compiled.courses.add(course, fit);
        }
        compiled
    }
}

impl CompiledRequirements {
    /// What was compiled.
    #[must_use]
    pub const fn requirements(&self) -> &Requirements {
        &self.requirements
    }

    /// A part and those it stands in, from below.
    pub(super) fn upward(&self, part: usize) -> impl Iterator<Item = usize> {
        std::iter::successors(Some(part), |&part| self.parts.get(part)?.parent)
    }

    /// The pools by name, one entry each; a leaf without a pool adds an entry without a name.
    fn add(&mut self, part: &Part, parent: Option<usize>, pools: &mut Vec<Option<RecordCode>>) -> usize {
        let own = self.parts.len();
        let first = self.leaves.len();
        let first_limit = self.limits.len();
        self.add_limits(own, part);
        self.parts.push(CompiledPart {
            id: part.id.clone(),
            parent,
            children: Vec::new(),
            chosen: match part.kind {
                PartKind::AnyOf => 1,
                PartKind::AtLeast => part.n.map_or(0, |n| n as usize),
                _ => part.children.len(),
            },
            leaves: first..first,
            milestone: part.milestone.clone(),
            limits: first_limit..self.limits.len(),
            whole: (first_limit..self.limits.len())
                .find(|&at| self.limits.get(at).is_some_and(|limit| limit.filter.is_none())),
            is_of_one_pool: part.is_of_one_pool(),
            min_areas: part.min_areas.map_or(0, |least| least as usize),
            min_average: part.min_avg_grade.map(units),
        });
        if let Some(filter) = &part.filter {
            let found = pools.iter().position(|pool| pool.is_some() && *pool == part.pool);
            let pool = found.unwrap_or(pools.len());
            if pool == pools.len() {
                pools.push(part.pool.clone());
            }
            let filter = self.number(filter);
            self.leaves.push(Leaf { part: own, filter, pool, bounded: Vec::new(), limits: Vec::new() });
        }
        let children: Vec<_> = part.children.iter().map(|child| self.add(child, Some(own), pools)).collect();
        let end = self.leaves.len();
        if let Some(own) = self.parts.get_mut(own) {
            (own.children, own.leaves) = (children, first..end);
        }
        own
    }

    /// Notes for each leaf the bounds that what is applied there must keep.
    fn bound_leaves(&mut self) {
        let (parts, limits) = (&self.parts, &self.limits);
        for leaf in &mut self.leaves {
            let above =
                std::iter::successors(Some(leaf.part), |&at| parts.get(at).and_then(|part| part.parent));
            let has_bounds = |part: &CompiledPart| {
                let mut limits = limits.get(part.limits.clone()).unwrap_or_default().iter();
                limits.any(CompiledLimit::bounds) || part.min_areas > 0 || part.min_average.is_some()
            };
            let counting = above.clone().filter_map(|at| parts.get(at));
            leaf.limits = counting.flat_map(|part| part.limits.clone()).collect();
            leaf.bounded = above.filter(|&at| at == 0 || parts.get(at).is_some_and(has_bounds)).collect();
        }
    }

    /// The number of a filter, a new one if it is new.
    fn number(&mut self, filter: &Filter) -> usize {
        let found = self.filters.iter().position(|known| known == filter);
        found.unwrap_or_else(|| {
            self.filters.push(filter.clone());
            self.filters.len() - 1
        })
    }

    /// The limits of a part, with their numbers.
    pub(super) fn limits_of(&self, part: usize) -> impl Iterator<Item = (usize, &CompiledLimit)> + Clone {
        let numbers = self.parts.get(part).map_or(0..0, |part| part.limits.clone());
        numbers.clone().zip(self.limits.get(numbers).unwrap_or_default())
    }

    fn add_limits(&mut self, number: usize, part: &Part) {
        let own = part.own_limit();
        let bounds = |limit: &&Limit| **limit != Limit { filter: limit.filter.clone(), ..Limit::default() };
        // What an average or areas are asked of is counted, bounded or not; and what several parts share out.
        let counted = part.min_avg_grade.is_some()
            || part.min_areas.is_some()
            || (!part.children.is_empty() && part.is_of_one_pool());
        let own = Some(&own).filter(|own| counted || bounds(own));
        let all: Vec<_> = own.into_iter().chain(part.limits.iter().filter(bounds)).collect();
        let in_units = |credits: Credits| units(credits.amount());
        for limit in all {
            let filter = (limit.filter != Filter::default()).then(|| self.number(&limit.filter));
            self.limits.push(CompiledLimit {
                part: number,
                filter,
                min_credits: limit.min_credits.map_or(0, in_units),
                max_credits: limit.max_credits.map(in_units),
                min_courses: limit.min_courses.unwrap_or(0),
                max_courses: limit.max_courses,
            });
        }
    }
}
