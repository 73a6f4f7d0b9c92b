//! Students together: how many, how many abroad, at which rates.

mod courses;
mod rates;

use std::collections::BTreeMap;

use chrono::NaiveDate;
use collegium_core::{
    Country, Findings, Period, Ratio, RecordCode,
    count::tally,
    entity::{PersonId, ProgrammeId},
};
use serde::{Deserialize, Serialize};

pub(crate) use courses::{Course, Courses};
use rates::overseas;
pub(crate) use rates::{deadline, leaves_with_diploma};
pub use rates::{graduation_rate, overseas_rate};

use crate::{Enrolment, Programme, StageNumber, Studies, StudyKind, check};

/// What a college's students on routes, abroad and from abroad come to.
///
/// Everything is told for the end of the day `as_of`; the overseas rate is of those who took the diploma of the first
/// stage within the period.
///
/// Who is somewhere on the day is counted by enrolments; that somebody is counted twice in that way is a finding
/// (`PW0206`). Who was ever trained, went on to a master's or came back is counted by persons: who changed the programme
/// is one.
///
/// # Wire form
///
/// An object of the fields.
///
/// # Example
///
/// ```
/// use collegium_pathways::Cohort;
/// let year = "2024-09-01/2025-08-31".parse().unwrap();
/// let cohort = Cohort::assess(&[], &[], year, "2026-03-01".parse().unwrap());
/// assert_eq!(cohort.overseas_rate.to_string(), "0 of 0 (not defined)");
/// assert!(cohort.findings.is_clear());
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cohort {
    /// The period of the overseas rate.
    pub period: Period,
    /// The day everything is told for.
    #[serde(with = "collegium_core::date")]
    pub as_of: NaiveDate,
    /// Each programme that has or had students, in the order of the codes.
    pub programmes: Vec<ProgrammeCount>,
    /// Students in a stage of a route on the day.
    pub on_routes: u64,
    /// Of these, those in a stage at a partner's.
    pub abroad: u64,
    /// Everybody who ever entered a route by the day, each person once.
    pub trained: u64,
    /// Of these, those who entered a stage that leads to a master's degree, each person once.
    pub to_master: u64,
    /// Everybody who went abroad on a route, came back by the day and did not leave again, each person once.
    pub returned: u64,
    /// Students in a stay abroad outside any route on the day.
    pub mobile: u64,
    /// International students at the college on the day, by country.
    #[serde(deserialize_with = "collegium_core::word::unique_map")]
    pub inbound: BTreeMap<Country, u64>,
    /// The same by what they came for.
    #[serde(deserialize_with = "collegium_core::word::unique_map")]
    pub inbound_studies: BTreeMap<StudyKind, u64>,
    /// Of those who took the diploma in the period, those who left for the partner within twelve months.
    pub overseas_rate: Ratio,
    /// Of those whose normal end abroad lies before the day, those who have that stage's award.
    pub graduation_rate: Ratio,
    /// What was found.
    pub findings: Findings,
}

/// The students of one programme on the day.
///
/// # Example
///
/// ```
/// use collegium_pathways::ProgrammeCount;
/// let count: ProgrammeCount = serde_json::from_str(
///     r#"{"programme":"67e55044-10b1-426f-9247-bb680e5fe0c8","code":"G-ACC","entered":3,"stages":{"1":2},"abroad":0}"#,
/// )
/// .unwrap();
/// assert_eq!(count.stages[&1.try_into().unwrap()], 2);
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProgrammeCount {
    /// The programme.
    pub programme: ProgrammeId,
    /// Its code.
    pub code: RecordCode,
    /// Everybody who ever entered it by the day.
    pub entered: u64,
    /// Students in each stage on the day.
    #[serde(deserialize_with = "collegium_core::word::unique_map")]
    pub stages: BTreeMap<StageNumber, u64>,
    /// Students in a stage at a partner's on the day.
    pub abroad: u64,
}

impl Cohort {
    /// Counts and checks the enrolments of programmes. Those on a route that is not among the programmes are a finding
    /// (`PW0201`) and in no count. A record given twice is a finding (`PW0205`): a programme counts once then, an enrolment
    /// as often as it is given.
    #[must_use]
    pub fn assess(
        programmes: &[Programme],
        enrolments: &[Enrolment],
        period: Period,
        as_of: NaiveDate,
    ) -> Self {
        let courses = Courses::new(programmes, enrolments, period, as_of);
        let mut counts = counts(&courses.on_routes);
        let of_inbound =
            |enrolment: &&Enrolment| enrolment.studies.is_inbound() && enrolment.stage_on(as_of).is_some();
        let inbound: Vec<_> = enrolments.iter().filter(of_inbound).collect();
        let mobile =
            enrolments.iter().filter(|enrolment| matches!(enrolment.studies, Studies::Mobility { .. }));
        counts.sort_by(|one, other| one.code.cmp(&other.code));
        let routes = || courses.on_routes.iter();
        Self {
            period,
            as_of,
            on_routes: counts.iter().flat_map(|count| count.stages.values()).sum(),
            abroad: counts.iter().map(|count| count.abroad).sum(),
            trained: persons(routes().filter(|course| course.entered.is_some())),
            to_master: persons(routes().filter(|course| course.to_master)),
            returned: persons(routes().filter(|course| course.returned)),
            programmes: counts,
            mobile: mobile.filter(|enrolment| enrolment.stage_on(as_of).is_some()).count() as u64,
            inbound: tally(inbound.iter().filter_map(|enrolment| match &enrolment.studies {
                Studies::Inbound { country, .. } => Some((*country, 1)),
                _ => None,
            })),
            inbound_studies: tally(inbound.iter().filter_map(|enrolment| match &enrolment.studies {
                Studies::Inbound { study, .. } => Some((study.clone(), 1)),
                _ => None,
            })),
            overseas_rate: overseas(&courses.graduates, period, as_of),
            graduation_rate: courses.graduation.rate(as_of),
            findings: check::enrolments(&courses),
        }
    }

    /// The countries the international students come from.
    ///
    /// # Example
    ///
    /// ```
    /// use collegium_pathways::Cohort;
    /// let year = "2024-09-01/2025-08-31".parse().unwrap();
    /// assert_eq!(Cohort::assess(&[], &[], year, "2026-03-01".parse().unwrap()).inbound_countries(), 0);
    /// ```
    #[must_use]
    pub fn inbound_countries(&self) -> usize {
        self.inbound.len()
    }
}

/// How many people these are.
fn persons<'a>(courses: impl Iterator<Item = &'a Course<'a>>) -> u64 {
    let mut students: Vec<PersonId> = courses.map(|course| course.enrolment.student).collect();
    students.sort_unstable();
    students.dedup();
    students.len() as u64
}

fn counts(courses: &[Course<'_>]) -> Vec<ProgrammeCount> {
    let mut counts = BTreeMap::<ProgrammeId, ProgrammeCount>::new();
    for Course { programme, stage, .. } in courses.iter().filter(|course| course.entered.is_some()) {
        let count = counts.entry(programme.id).or_insert_with(|| ProgrammeCount {
            programme: programme.id,
            code: programme.code.clone(),
            entered: 0,
            stages: BTreeMap::new(),
            abroad: 0,
        });
        count.entered += 1;
        if let Some(stage) = stage {
            *count.stages.entry(*stage).or_default() += 1;
            count.abroad += u64::from(programme.is_abroad(*stage));
        }
    }
    counts.into_values().collect()
}
