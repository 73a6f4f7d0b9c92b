//! Which courses a part of a requirement takes.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use collegium_core::RecordCode;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// What a filter looks at: a course of the catalogue, or somebody's attempt at one.
///
/// # Example
///
/// ```
/// use collegium_pathways::audit::{Attempt, Facts, Filter};
/// let attempt: Attempt = serde_json::from_str(
///     r#"{"id":"a1","code":"STAT201","credits":"4","area":"MA","tags":["quant"],"level":200,"origin":"home","status":"passed"}"#,
/// )
/// .unwrap();
/// let facts: Facts = attempt.facts();
/// let graded: Filter = serde_json::from_str(r#"{"grade_min":"60"}"#).unwrap();
/// assert_eq!((facts.level, graded.matches(&facts)), (200, false));
/// ```
#[derive(Debug, Clone, Copy)]
pub struct Facts<'a> {
    /// The code of the course.
    pub code: &'a RecordCode,
    /// What it is about.
    pub area: &'a RecordCode,
    /// What it is called for.
    pub tags: &'a BTreeSet<RecordCode>,
    /// How advanced it is.
    pub level: i32,
    /// Whose course it is: `home`, `partner`.
    pub origin: &'a RecordCode,
    /// The institution that gave it, where that is told.
    pub institution: Option<&'a RecordCode>,
    /// The day on which it ended, where that is told.
    pub taken: Option<NaiveDate>,
    /// The grade, if there is one.
    pub grade: Option<Decimal>,
}

/// Which attempts are meant: those of which every key that is present holds. An empty filter means every attempt.
///
/// A list that is present and empty is a list: a course whose code is in `"codes":[]` does not exist.
///
/// # Wire form
///
/// An object of the keys that are present: `{"tags_any":["elective"],"level_min":300,"grade_min":"60"}`.
///
/// # Example
///
/// ```
/// use collegium_pathways::audit::{Attempt, Filter};
/// let attempt: Attempt = serde_json::from_str(
///     r#"{"id":"a1","code":"STAT201","credits":"4","area":"MA","tags":["quant"],"level":200,"origin":"home","grade":"80","status":"passed"}"#,
/// )
/// .unwrap();
/// let filter: Filter = serde_json::from_str(r#"{"tags_any":["quant","methods"],"level_max":200,"grade_min":"80"}"#).unwrap();
/// assert!(filter.matches(&attempt.facts()));
/// assert!(Filter::default().matches(&attempt.facts()));
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Filter {
    /// The code is one of these.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub codes: Option<BTreeSet<RecordCode>>,
    /// The code is none of these.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub not_codes: BTreeSet<RecordCode>,
    /// At least one of these tags is there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tags_any: Option<BTreeSet<RecordCode>>,
    /// All of these tags are there.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub tags_all: BTreeSet<RecordCode>,
    /// None of these tags is there.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub tags_none: BTreeSet<RecordCode>,
    /// The area is one of these.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub areas: Option<BTreeSet<RecordCode>>,
    /// The origin is one of these.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub origins: Option<BTreeSet<RecordCode>>,
    /// The institution is told, and is one of these.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub institutions: Option<BTreeSet<RecordCode>>,
    /// The lowest level, itself included.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level_min: Option<i32>,
    /// The highest level, itself included.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level_max: Option<i32>,
    /// The lowest grade, itself included: an attempt without a grade is not meant.
    #[serde(default, with = "collegium_core::decimal::option", skip_serializing_if = "Option::is_none")]
    pub grade_min: Option<Decimal>,
    /// The first day, itself included: an attempt that does not tell its day is not meant.
    #[serde(default, with = "collegium_core::date::option", skip_serializing_if = "Option::is_none")]
    pub taken_from: Option<NaiveDate>,
    /// The last day, itself included.
    #[serde(default, with = "collegium_core::date::option", skip_serializing_if = "Option::is_none")]
    pub taken_to: Option<NaiveDate>,
}

impl Filter {
    /// Whether the filter means it.
    #[must_use]
    pub fn matches(&self, facts: &Facts<'_>) -> bool {
        self.matches_course(facts) && self.matches_result(facts)
    }

    /// What does not change from student to student.
    pub(super) fn matches_course(&self, facts: &Facts<'_>) -> bool {
        let listed = |list: &Option<BTreeSet<RecordCode>>, code: &RecordCode| {
            list.as_ref().is_none_or(|list| list.contains(code))
        };
        listed(&self.codes, facts.code)
            && !self.not_codes.contains(facts.code)
            && self.tags_any.as_ref().is_none_or(|tags| !tags.is_disjoint(facts.tags))
            && self.tags_all.is_subset(facts.tags)
            && self.tags_none.is_disjoint(facts.tags)
            && listed(&self.areas, facts.area)
            && listed(&self.origins, facts.origin)
            && self
                .institutions
                .as_ref()
                .is_none_or(|list| facts.institution.is_some_and(|it| list.contains(it)))
            && self.level_min.is_none_or(|least| facts.level >= least)
            && self.level_max.is_none_or(|most| facts.level <= most)
    }

    /// What the attempt itself adds: its grade and its day.
    pub(super) fn matches_result(&self, facts: &Facts<'_>) -> bool {
        self.grade_min.is_none_or(|least| facts.grade.is_some_and(|grade| grade >= least))
            && self.taken_from.is_none_or(|first| facts.taken.is_some_and(|day| day >= first))
            && self.taken_to.is_none_or(|last| facts.taken.is_some_and(|day| day <= last))
    }

    /// Whether two attempts at one course can differ under it.
    pub(super) fn asks_for_result(&self) -> bool {
        self.grade_min.is_some() || self.taken_from.is_some() || self.taken_to.is_some()
    }
}
