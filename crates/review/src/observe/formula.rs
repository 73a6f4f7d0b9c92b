//! The ways to count.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use collegium_core::{
    Country, Period,
    entity::UnitId,
    org::{Level, OrgUnit},
};
use collegium_indicators::Value;
use collegium_partnerships::{Activity, ActivityKind, Direction};
use collegium_pathways::{Enrolment, Studies, graduation_rate, overseas_rate};
use collegium_staff::{CertificateKind, MemberKind, TripKind};
use serde::{Deserialize, Serialize};

use crate::{YearRecords, ratio::ratio};

/// How a figure of a unit is counted from the records.
///
/// The school's figures are those of all its units; a college's are of what names it.
///
/// # Wire form
///
/// The variant in snake case; one that takes kinds is an object: `{"staff":{"kinds":["foreign-teacher"]}}`.
///
/// # Example
///
/// ```
/// use collegium_review::Formula;
/// let formula: Formula = serde_json::from_str(r#"{"staff":{"kinds":["foreign-teacher"]}}"#).unwrap();
/// assert!(matches!(formula, Formula::Staff { .. }));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Formula {
    /// Students in a stage of a route on the day.
    StudentsOnRoutes,
    /// The overseas rate of the period.
    OverseasRate,
    /// The graduation rate of stages abroad, as of the day.
    GraduationRate,
    /// Students on a route who came back from abroad within the period.
    Returned,
    /// International students on the day.
    InternationalStudents,
    /// The countries they come from.
    CountriesOfOrigin,
    /// Staff of any of these kinds employed on the day, each person once.
    Staff {
        /// The kinds.
        kinds: BTreeSet<MemberKind>,
    },
    /// Staff employed on the day who hold any of these certificates, each person once.
    CertifiedStaff {
        /// The certificates.
        kinds: BTreeSet<CertificateKind>,
    },
    /// Person-days travelled in the period and by the day, on trips of these kinds.
    PersonDays {
        /// The kinds.
        kinds: BTreeSet<TripKind>,
    },
    /// Sites abroad that are open on the day.
    Sites,
    /// Activities of these kinds that began in the period and by the day.
    Activities {
        /// The kinds.
        kinds: BTreeSet<ActivityKind>,
    },
    /// Of these, those that take something abroad.
    TakenAbroad {
        /// The kinds.
        kinds: BTreeSet<ActivityKind>,
    },
}

impl Formula {
    pub(super) fn value(
        &self,
        records: &YearRecords<'_>,
        unit: &OrgUnit,
        period: Period,
        as_of: NaiveDate,
    ) -> Value {
        let day = as_of.min(period.last());
        let of = Part { records, unit, period, day };
        match self {
            Self::StudentsOnRoutes => {
                count(of.on_routes().filter(|enrolment| enrolment.stage_on(day).is_some()))
            }
            Self::OverseasRate => {
                Value::Ratio(overseas_rate(records.programmes, of.on_routes(), period, as_of))
            }
            Self::GraduationRate => Value::Ratio(graduation_rate(records.programmes, of.on_routes(), day)),
            Self::Returned => count(of.on_routes().filter(|enrolment| {
                enrolment.returned(day).is_some_and(|returned| period.contains(returned))
            })),
            Self::InternationalStudents => count(of.origins()),
            Self::CountriesOfOrigin => count(of.origins().collect::<BTreeSet<_>>().into_iter()),
            Self::Staff { kinds } => count(of.staff().filter(|member| !member.kinds.is_disjoint(kinds))),
            Self::CertifiedStaff { kinds } => {
                count(of.staff().filter(|member| kinds.iter().any(|kind| member.holds_on(kind, day))))
            }
            Self::PersonDays { kinds } => of.person_days(kinds),
            Self::Sites => count(records.partnerships.open_sites(day).filter(|site| of.is_its(site.unit))),
            Self::Activities { kinds } => count(of.activities(kinds)),
            Self::TakenAbroad { kinds } => {
                let abroad =
                    of.activities(kinds).filter(|activity| activity.direction == Direction::TakenAbroad);
                Value::Ratio(ratio(
                    abroad.count(),
                    of.activities(kinds).count(),
                    "such activities of the period",
                ))
            }
        }
    }
}

/// The part of the records that is a unit's.
struct Part<'a> {
    records: &'a YearRecords<'a>,
    unit: &'a OrgUnit,
    period: Period,
    day: NaiveDate,
}

impl<'a> Part<'a> {
    fn is_its(&self, unit: Option<UnitId>) -> bool {
        self.unit.level == Level::School || unit == Some(self.unit.id)
    }

    fn enrolments(&self) -> impl Iterator<Item = &'a Enrolment> {
        self.records.enrolments.iter().filter(|enrolment| self.is_its(Some(enrolment.unit)))
    }

    fn on_routes(&self) -> impl Iterator<Item = &'a Enrolment> {
        self.enrolments().filter(|enrolment| enrolment.studies.programme().is_some())
    }

    fn origins(&self) -> impl Iterator<Item = Country> {
        self.enrolments().filter_map(|enrolment| match &enrolment.studies {
            Studies::Inbound { country, .. } if enrolment.stage_on(self.day).is_some() => Some(*country),
            _ => None,
        })
    }

    fn staff(&self) -> impl Iterator<Item = &'a collegium_staff::Member> {
        let employed = |member: &&collegium_staff::Member| member.is_employed_on(self.day);
        self.records.members.iter().filter(|member| self.is_its(Some(member.unit))).filter(employed)
    }

    fn activities(&self, kinds: &BTreeSet<ActivityKind>) -> impl Iterator<Item = &'a Activity> {
        let held = self.records.partnerships.held(self.period, self.day);
        held.filter(|activity| self.is_its(activity.unit) && kinds.contains(&activity.kind))
    }

    fn person_days(&self, kinds: &BTreeSet<TripKind>) -> Value {
        let trips = self
            .records
            .trips
            .iter()
            .filter(|trip| self.is_its(Some(trip.unit)) && kinds.contains(&trip.kind));
        Value::Number(trips.map(|trip| trip.person_days_in(&self.period, self.day)).sum::<u64>().into())
    }
}

fn count(things: impl Iterator) -> Value {
    Value::Number((things.count() as u64).into())
}
