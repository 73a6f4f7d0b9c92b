//! Requirements made ready for many students.

use std::{collections::HashMap, ops::Range};

use collegium_core::RecordCode;
use rust_decimal::Decimal;

use super::{Attempt, CatalogueCourse, Facts, Filter, Limit, Part, PartKind, Requirements};
use crate::credit::Credits;

/// The decimals of credits and grades: all are counted in ten-thousandths.
const DECIMALS: u32 = 4;

/// A number of credits or a grade in ten-thousandths.
pub(super) fn units(mut number: Decimal) -> i64 {
    number.rescale(DECIMALS);
    // INVARIANT: at most a million with four decimals.
    i64::try_from(number.mantissa()).unwrap_or(i64::MAX)
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
    /// How many limits all parts have together.
    pub(super) limits: usize,
    /// The leaves by pool, then in their order.
    pub(super) by_pool: Vec<usize>,
    /// Each filter once.
    pub(super) filters: Vec<Filter>,
    /// Those of them that ask for a grade or a day.
    asking: Vec<usize>,
    /// Pairs of parts that share nothing.
    pub(super) apart: Vec<(usize, usize)>,
    /// Whether an average is asked for anywhere.
    pub(super) has_averages: bool,
    /// Whether different areas are asked for anywhere.
    pub(super) asks_for_areas: bool,
    known: HashMap<RecordCode, Known>,
    /// What courses of the catalogue count the same as, numbered.
    names: HashMap<RecordCode, usize>,
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
    pub(super) limits: Vec<CompiledLimit>,
    /// The number of its first limit among those of all parts.
    pub(super) first_limit: usize,
    pub(super) min_areas: usize,
    pub(super) min_average: Option<i64>,
}

/// Bounds, in ten-thousandths of credits; a least of zero asks for nothing.
#[derive(Debug, Clone, Copy)]
pub(super) struct CompiledLimit {
    /// Of the attempts that this filter means; of all, if there is none.
    pub(super) filter: Option<usize>,
    pub(super) min_credits: i64,
    pub(super) max_credits: Option<i64>,
    pub(super) min_courses: u32,
    pub(super) max_courses: Option<u32>,
}

impl CompiledLimit {
    /// Whether anything is asked for.
    pub(super) const fn has_least(&self) -> bool {
        self.min_credits > 0 || self.min_courses > 0
    }

    /// What is asked for in credits, where so many courses have so many credits together.
    pub(super) fn asked(&self, credits: i64, courses: usize) -> i64 {
        let courses = i64::try_from(courses).unwrap_or(i64::MAX).max(1);
        self.min_credits.max(i64::from(self.min_courses) * (credits / courses))
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
}

/// A course of the catalogue, and the filters that its attempts can pass.
#[derive(Debug, Clone)]
pub(super) struct Known {
    course: CatalogueCourse,
    marks: Vec<u64>,
    /// The number of what it counts the same as.
    counts_as: usize,
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
            limits: 0,
            by_pool: Vec::new(),
            filters: Vec::new(),
            asking: Vec::new(),
            apart: Vec::new(),
            has_averages: self.root.walk().any(|part| part.min_avg_grade.is_some()),
            asks_for_areas: self.root.walk().any(|part| part.min_areas.is_some()),
            known: HashMap::new(),
            names: HashMap::new(),
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
            let next = compiled.names.len();
            let counts_as = course.counts_as().clone();
            let counts_as = *compiled.names.entry(counts_as).or_insert(next);
            let known =
                Known { course: course.clone(), marks: compiled.course_marks(&course.facts()), counts_as };
            compiled.known.insert(course.code.clone(), known);
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

    /// The courses of the catalogue, by code.
    pub(super) fn catalogue(&self) -> Vec<&CatalogueCourse> {
        let mut courses: Vec<_> = self.known.values().map(|known| &known.course).collect();
        courses.sort_unstable_by_key(|course| &course.code);
        courses
    }

    /// The pools by name, one entry each; a leaf without a pool adds an entry without a name.
    fn add(&mut self, part: &Part, parent: Option<usize>, pools: &mut Vec<Option<RecordCode>>) -> usize {
        let own = self.parts.len();
        let first = self.leaves.len();
        let first_limit = self.limits;
        let limits = self.limits_of(part);
        self.limits += limits.len();
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
            first_limit,
            limits,
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
            self.leaves.push(Leaf { part: own, filter, pool, bounded: Vec::new() });
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
        let parts = &self.parts;
        for leaf in &mut self.leaves {
            let above =
                std::iter::successors(Some(leaf.part), |&at| parts.get(at).and_then(|part| part.parent));
            let has_bounds = |part: &CompiledPart| {
                !part.limits.is_empty() || part.min_areas > 0 || part.min_average.is_some()
            };
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

    fn limits_of(&mut self, part: &Part) -> Vec<CompiledLimit> {
        let own = part.own_limit();
        let bounded = |limit: &&Limit| **limit != Limit { filter: limit.filter.clone(), ..Limit::default() };
        let all: Vec<_> = std::iter::once(&own).chain(&part.limits).filter(bounded).collect();
        let in_units = |credits: Credits| units(credits.amount());
        let compiled = all.into_iter().map(|limit| CompiledLimit {
            filter: (limit.filter != Filter::default()).then(|| self.number(&limit.filter)),
            min_credits: limit.min_credits.map_or(0, in_units),
            max_credits: limit.max_credits.map(in_units),
            min_courses: limit.min_courses.unwrap_or(0),
            max_courses: limit.max_courses,
        });
        compiled.collect()
    }

    /// How many words a set of filters has.
    pub(super) const fn words(&self) -> usize {
        self.filters.len().div_ceil(64)
    }

    /// The filters whose lasting conditions hold.
    fn course_marks(&self, facts: &Facts<'_>) -> Vec<u64> {
        let holds = |filters: &[Filter]| {
            let numbered = filters.iter().enumerate().filter(|(_, filter)| filter.matches_course(facts));
            numbered.fold(0, |word, (at, _)| word | 1_u64 << at)
        };
        self.filters.chunks(64).map(holds).collect()
    }

    /// The course of an attempt, if it is in the catalogue as the attempt has it.
    pub(super) fn course_of(&self, attempt: &Attempt) -> Option<&Known> {
        self.known.get(&attempt.code).filter(|known| known.is_of(attempt))
    }

    /// A number for what an attempt counts the same as; `others` has those that are not in the catalogue.
    pub(super) fn counts_as<'a>(
        &self,
        attempt: &'a Attempt,
        known: Option<&Known>,
        others: &mut HashMap<&'a RecordCode, usize>,
    ) -> usize {
        if let Some(known) = known.filter(|known| known.course.equiv == attempt.equiv) {
            return known.counts_as;
        }
        let name = attempt.counts_as();
        let next = self.names.len() + others.len();
        self.names.get(name).copied().unwrap_or_else(|| *others.entry(name).or_insert(next))
    }

    /// Appends the filters that mean the attempt.
    pub(super) fn mark(&self, attempt: &Attempt, known: Option<&Known>, marks: &mut Vec<u64>) {
        let facts = attempt.facts();
        let first = marks.len();
        match known {
            Some(known) => marks.extend_from_slice(&known.marks),
            None => marks.extend(self.course_marks(&facts)),
        }
        for &number in &self.asking {
            let passed = self.filters.get(number).is_some_and(|filter| filter.matches_result(&facts));
            if let Some(word) = marks.get_mut(first + number / 64).filter(|_| !passed) {
                *word &= !(1 << (number % 64));
            }
        }
    }
}

impl Known {
    /// Whether the attempt is at this course as the catalogue has it.
    fn is_of(&self, attempt: &Attempt) -> bool {
        let course = &self.course;
        course.area == attempt.area
            && course.level == attempt.level
            && course.origin == attempt.origin
            && course.institution == attempt.institution
            && course.tags == attempt.tags
    }
}
