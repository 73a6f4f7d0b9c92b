//! Whose records are whose.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use collegium_core::{
    Period,
    entity::{ProgrammeId, UnitId},
    org::{Level, OrgUnit},
};
use collegium_partnerships::{Activity, Site};
use collegium_pathways::{Enrolment, Programme};
use collegium_staff::{Member, Trip};

use crate::YearRecords;

/// The records that are a unit's, as far as they are counted in the period and on the day.
#[derive(Default)]
pub(super) struct Own<'a> {
    /// The programmes that its students are on, of those given.
    programmes: BTreeMap<ProgrammeId, &'a Programme>,
    pub(super) enrolments: Vec<&'a Enrolment>,
    /// The enrolments on programmes that are among those given.
    pub(super) routes: Vec<(&'a Programme, &'a Enrolment)>,
    /// Who is employed on the day.
    pub(super) staff: Vec<&'a Member>,
    pub(super) trips: Vec<&'a Trip>,
    /// What began in the period and by the day.
    pub(super) activities: Vec<&'a Activity>,
    /// What is open on the day.
    pub(super) sites: Vec<&'a Site>,
}

impl<'a> Own<'a> {
    pub(super) fn programmes(&self) -> impl Iterator<Item = &'a Programme> {
        self.programmes.values().copied()
    }

    fn take_in(&mut self, enrolment: &'a Enrolment, programme: Option<&'a Programme>) {
        self.enrolments.push(enrolment);
        self.routes.extend(programme.map(|programme| (programme, enrolment)));
        self.programmes.extend(programme.map(|programme| (programme.id, programme)));
    }
}

/// Every unit's own records, sorted once and not looked for by each unit: the school's are those of all, a college's those
/// that name it.
pub(super) struct Owners<'a> {
    school: Option<Own<'a>>,
    colleges: BTreeMap<UnitId, Own<'a>>,
}

impl<'a> Owners<'a> {
    pub(super) fn new(records: &YearRecords<'a>, units: &[OrgUnit], period: Period, day: NaiveDate) -> Self {
        let school = units.iter().any(|unit| unit.level == Level::School).then(Own::default);
        let mut owners = Self { school, colleges: BTreeMap::new() };
        let known = Programme::by_id(records.programmes);
        for enrolment in records.enrolments {
            let programme = enrolment.studies.programme().and_then(|id| known.get(&id).copied());
            owners.give(Some(enrolment.unit), |own| own.take_in(enrolment, programme));
        }
        for member in records.members.iter().filter(|member| member.is_employed_on(day)) {
            owners.give(Some(member.unit), |own| own.staff.push(member));
        }
        for trip in records.trips {
            owners.give(Some(trip.unit), |own| own.trips.push(trip));
        }
        for activity in records.partnerships.held(period, day) {
            owners.give(activity.unit, |own| own.activities.push(activity));
        }
        for site in records.partnerships.open_sites(day) {
            owners.give(site.unit, |own| own.sites.push(site));
        }
        owners
    }

    /// The records of a unit; `None` if it has none.
    pub(super) fn of(&self, unit: &OrgUnit) -> Option<&Own<'a>> {
        if unit.level == Level::School { self.school.as_ref() } else { self.colleges.get(&unit.id) }
    }

    fn give(&mut self, unit: Option<UnitId>, put: impl Fn(&mut Own<'a>)) {
        self.school.iter_mut().for_each(&put);
        if let Some(unit) = unit {
            put(self.colleges.entry(unit).or_default());
        }
    }
}
