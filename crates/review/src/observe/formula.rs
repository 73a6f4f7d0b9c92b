//! The ways to count.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Months, NaiveDate};
use collegium_core::{
    Country, Line, Period,
    entity::{PersonId, ProgrammeId, UnitId},
    org::{Level, OrgUnit},
};
use collegium_indicators::Value;
use collegium_partnerships::{Activity, ActivityKind, Direction};
use collegium_pathways::{Enrolment, Programme, StageNumber, Studies, graduation_rate, overseas_rate};
use collegium_staff::{CertificateKind, Member, MemberKind, TripKind};
use serde::{Deserialize, Serialize};

use crate::{YearRecords, ratio::ratio};

/// How a figure of a unit is counted from the records.
///
/// The school's figures are those of all its units; a college's are of what names it. Students on a programme that is not
/// among those given are in no figure, and every person is counted once, however many records name them.
///
/// The day is the last of the period, or that of the report if it is earlier.
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
    /// The overseas rate of the period, as known on the day of the report: whoever took the diploma late in the period still
    /// has time to leave after it.
    OverseasRate,
    /// The graduation rate of stages abroad, as of the day: of all whose normal end lies before it, also in earlier years.
    GraduationRate,
    /// Students on a route who came back from a stage at a partner's within the period and by the day, with its award or
    /// without.
    Returned,
    /// International students on the day.
    InternationalStudents,
    /// The countries they come from.
    CountriesOfOrigin,
    /// Staff of any of these kinds employed on the day.
    Staff {
        /// The kinds.
        kinds: BTreeSet<MemberKind>,
    },
    /// Staff employed on the day who hold any of these certificates.
    CertifiedStaff {
        /// The certificates.
        kinds: BTreeSet<CertificateKind>,
    },
    /// Person-days travelled in the period and by the day, on trips of these kinds that the unit sends.
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
    /// Whether it counts things of certain kinds and names none.
    pub(super) fn counts_nothing(&self) -> bool {
        match self {
            Self::Staff { kinds } => kinds.is_empty(),
            Self::CertifiedStaff { kinds } => kinds.is_empty(),
            Self::PersonDays { kinds } => kinds.is_empty(),
            Self::Activities { kinds } | Self::TakenAbroad { kinds } => kinds.is_empty(),
            Self::StudentsOnRoutes
            | Self::OverseasRate
            | Self::GraduationRate
            | Self::Returned
            | Self::InternationalStudents
            | Self::CountriesOfOrigin
            | Self::Sites => false,
        }
    }

    pub(super) fn value(
        &self,
        sorted: &Sorted<'_>,
        unit: &OrgUnit,
        period: Period,
        as_of: NaiveDate,
    ) -> Value {
        let (day, records) = (as_of.min(period.last()), sorted.records);
        let of = Part { records, sorted, unit, period, day };
        match self {
            Self::StudentsOnRoutes => {
                let on_routes = of.on_routes();
                let studying = on_routes.filter(|(_, enrolment)| enrolment.stage_on(day).is_some());
                persons(studying.map(|(_, enrolment)| enrolment.student))
            }
            Self::OverseasRate => of.overseas_rate(as_of),
            Self::GraduationRate => Value::Ratio(graduation_rate(records.programmes, of.enrolments(), day)),
            Self::Returned => {
                let on_routes = of.on_routes();
                let returned = on_routes.filter(|(programme, enrolment)| of.came_back(programme, enrolment));
                persons(returned.map(|(_, enrolment)| enrolment.student))
            }
            Self::InternationalStudents => persons(of.inbound().map(|(student, _)| student)),
            Self::CountriesOfOrigin => {
                count(of.inbound().map(|(_, country)| country).collect::<BTreeSet<_>>().into_iter())
            }
            Self::Staff { kinds } => {
                let members = of.staff().filter(|member| !member.kinds.is_disjoint(kinds));
                persons(members.map(|member| member.id))
            }
            Self::CertifiedStaff { kinds } => {
                let holds = |member: &&Member| kinds.iter().any(|kind| member.holds_on(kind, day));
                persons(of.staff().filter(holds).map(|member| member.id))
            }
            Self::PersonDays { kinds } => of.person_days(kinds),
            Self::Sites => count(records.partnerships.open_sites(day).filter(|site| of.is_its(site.unit))),
            Self::Activities { kinds } => count(of.activities(kinds)),
            Self::TakenAbroad { kinds } => of.taken_abroad(kinds),
        }
    }
}

/// The records with what every unit looks up in them, so that it is looked for once and not once a unit.
pub(super) struct Sorted<'a> {
    records: &'a YearRecords<'a>,
    programmes: BTreeMap<ProgrammeId, &'a Programme>,
    enrolments: BTreeMap<UnitId, Vec<&'a Enrolment>>,
}

impl<'a> Sorted<'a> {
    pub(super) fn new(records: &'a YearRecords<'a>) -> Self {
        let mut programmes = BTreeMap::<ProgrammeId, &Programme>::new();
        for programme in records.programmes {
            let first = programmes.entry(programme.id).or_insert(programme);
            // Of two with one id the same is taken, in whatever order they come.
            if *first != programme && format!("{programme:?}") < format!("{first:?}") {
                *first = programme;
            }
        }
        let mut enrolments = BTreeMap::<UnitId, Vec<&Enrolment>>::new();
        for enrolment in records.enrolments {
            enrolments.entry(enrolment.unit).or_default().push(enrolment);
        }
        Self { records, programmes, enrolments }
    }
}

/// The part of the records that is a unit's.
struct Part<'a> {
    records: &'a YearRecords<'a>,
    sorted: &'a Sorted<'a>,
    unit: &'a OrgUnit,
    period: Period,
    day: NaiveDate,
}

impl<'a> Part<'a> {
    fn is_its(&self, unit: Option<UnitId>) -> bool {
        self.unit.level == Level::School || unit == Some(self.unit.id)
    }

    fn enrolments(&self) -> impl Iterator<Item = &'a Enrolment> {
        let all: &[Enrolment] = if self.unit.level == Level::School { self.records.enrolments } else { &[] };
        let own = self.sorted.enrolments.get(&self.unit.id).filter(|_| all.is_empty());
        all.iter().chain(own.into_iter().flatten().copied())
    }

    /// The enrolments on programmes that are among those given.
    fn on_routes(&self) -> impl Iterator<Item = (&'a Programme, &'a Enrolment)> {
        let known = &self.sorted.programmes;
        self.enrolments()
            .filter_map(|enrolment| Some((*known.get(&enrolment.studies.programme()?)?, enrolment)))
    }

    /// Whether a student came back within the period and by the day, having begun a stage at a partner's before.
    fn came_back(&self, programme: &Programme, enrolment: &Enrolment) -> bool {
        let returned = enrolment.returned(self.day).filter(|returned| self.period.contains(*returned));
        let stages = || programme.route.stages.iter().zip(1_u8..);
        returned.is_some_and(|returned| {
            stages().filter(|(stage, _)| stage.host.is_abroad()).any(|(_, number)| {
                StageNumber::try_from(number)
                    .is_ok_and(|number| enrolment.entered(number, returned).is_some())
            })
        })
    }

    fn inbound(&self) -> impl Iterator<Item = (PersonId, Country)> {
        self.enrolments().filter_map(|enrolment| match &enrolment.studies {
            Studies::Inbound { country, .. } if enrolment.stage_on(self.day).is_some() => {
                Some((enrolment.student, *country))
            }
            _ => None,
        })
    }

    fn staff(&self) -> impl Iterator<Item = &'a Member> {
        let employed = |member: &&Member| member.is_employed_on(self.day);
        self.records.members.iter().filter(|member| self.is_its(Some(member.unit))).filter(employed)
    }

    fn activities(&self, kinds: &BTreeSet<ActivityKind>) -> impl Iterator<Item = &'a Activity> {
        let held = self.records.partnerships.held(self.period, self.day);
        held.filter(|activity| self.is_its(activity.unit) && kinds.contains(&activity.kind))
    }

    fn taken_abroad(&self, kinds: &BTreeSet<ActivityKind>) -> Value {
        let abroad = self.activities(kinds).filter(|activity| activity.direction == Direction::TakenAbroad);
        let of = "such activities of the period";
        Value::Ratio(ratio(abroad.count(), self.activities(kinds).count(), of))
    }

    /// The overseas rate of the period; missing as long as nobody has left and everybody still may, for that is no rate of
    /// zero.
    fn overseas_rate(&self, as_of: NaiveDate) -> Value {
        let rate = overseas_rate(self.records.programmes, self.enrolments(), self.period, as_of);
        let first_late = self.period.first().checked_add_months(Months::new(12));
        let open =
            rate.value().is_some() && rate.part().is_zero() && first_late.is_none_or(|day| as_of < day);
        if open { Value::Missing { reason: nobody_yet() } } else { Value::Ratio(rate) }
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

/// How many different persons these are.
fn persons(persons: impl Iterator<Item = PersonId>) -> Value {
    count(persons.collect::<BTreeSet<_>>().into_iter())
}

fn count(things: impl Iterator) -> Value {
    Value::Number((things.count() as u64).into())
}

fn nobody_yet() -> Line {
    let line = Line::new("nobody has left yet, and everybody still has time to");
    line.unwrap_or_else(|_| unreachable!("the reason is a line"))
}
