//! The ways to count.

use std::collections::BTreeSet;

use chrono::{Months, NaiveDate};
use collegium_core::{Country, Line, Period, entity::PersonId};
use collegium_indicators::Value;
use collegium_partnerships::{ActivityKind, Direction};
use collegium_pathways::{Enrolment, Programme, StageNumber, Studies, graduation_rate, overseas_rate};
use collegium_staff::{CertificateKind, Member, MemberKind, TripKind};
use serde::{Deserialize, Serialize};

use super::own::Own;
use crate::ratio::ratio;

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

    pub(super) fn value(&self, own: &Own<'_>, period: Period, as_of: NaiveDate) -> Value {
        let day = as_of.min(period.last());
        match self {
            Self::StudentsOnRoutes => {
                let studying = own.routes.iter().filter(|(_, enrolment)| enrolment.stage_on(day).is_some());
                persons(studying.map(|(_, enrolment)| enrolment.student))
            }
            Self::OverseasRate => overseas(own, period, as_of),
            Self::GraduationRate => {
                Value::Ratio(graduation_rate(own.programmes(), own.enrolments.iter().copied(), day))
            }
            Self::Returned => {
                let returned = own.routes.iter().filter(|(programme, enrolment)| {
                    let returned = enrolment.returned(day).filter(|returned| period.contains(*returned));
                    returned.is_some_and(|returned| was_away(programme, enrolment, returned))
                });
                persons(returned.map(|(_, enrolment)| enrolment.student))
            }
            Self::InternationalStudents => persons(inbound(own, day).map(|(student, _)| student)),
            Self::CountriesOfOrigin => {
                count(inbound(own, day).map(|(_, country)| country).collect::<BTreeSet<_>>().into_iter())
            }
            Self::Staff { kinds } => {
                let members = own.staff.iter().filter(|member| !member.kinds.is_disjoint(kinds));
                persons(members.map(|member| member.id))
            }
            Self::CertifiedStaff { kinds } => {
                let holds = |member: &&&Member| kinds.iter().any(|kind| member.holds_on(kind, day));
                persons(own.staff.iter().filter(holds).map(|member| member.id))
            }
            Self::PersonDays { kinds } => {
                let trips = own.trips.iter().filter(|trip| kinds.contains(&trip.kind));
                Value::Number(trips.map(|trip| trip.person_days_in(&period, day)).sum::<u64>().into())
            }
            Self::Sites => count(own.sites.iter()),
            Self::Activities { kinds } => count(own.activities.iter().filter(|it| kinds.contains(&it.kind))),
            Self::TakenAbroad { kinds } => {
                let such: Vec<_> = own.activities.iter().filter(|it| kinds.contains(&it.kind)).collect();
                let abroad = such.iter().filter(|it| it.direction == Direction::TakenAbroad).count();
                Value::Ratio(ratio(abroad, such.len(), "such activities of the period"))
            }
        }
    }
}

/// The overseas rate of the period; missing as long as nobody has left and everybody still may, for that is no rate of
/// zero.
fn overseas(own: &Own<'_>, period: Period, as_of: NaiveDate) -> Value {
    let rate = overseas_rate(own.programmes(), own.enrolments.iter().copied(), period, as_of);
    let first_late = period.first().checked_add_months(Months::new(12));
    let open = rate.value().is_some() && rate.part().is_zero() && first_late.is_none_or(|day| as_of < day);
    if open { Value::Missing { reason: nobody_yet() } } else { Value::Ratio(rate) }
}

/// Whether a student had begun a stage at a partner's by the day of coming back.
fn was_away(programme: &Programme, enrolment: &Enrolment, returned: NaiveDate) -> bool {
    let stages = programme.route.stages.iter().zip(1_u8..).filter(|(stage, _)| stage.host.is_abroad());
    let numbers = stages.filter_map(|(_, number)| StageNumber::try_from(number).ok());
    numbers.map(|number| enrolment.entered(number, returned)).any(|entered| entered.is_some())
}

/// The international students of the day, and the countries they come from.
fn inbound(own: &Own<'_>, day: NaiveDate) -> impl Iterator<Item = (PersonId, Country)> {
    own.enrolments.iter().filter_map(move |enrolment| match &enrolment.studies {
        Studies::Inbound { country, .. } if enrolment.stage_on(day).is_some() => {
            Some((enrolment.student, *country))
        }
        _ => None,
    })
}

/// How many different persons these are.
fn persons(persons: impl Iterator<Item = PersonId>) -> Value {
    let mut persons: Vec<_> = persons.collect();
    persons.sort_unstable();
    persons.dedup();
    count(persons.into_iter())
}

fn count(things: impl Iterator) -> Value {
    Value::Number((things.count() as u64).into())
}

fn nobody_yet() -> Line {
    let line = Line::new("nobody has left yet, and everybody still has time to");
    line.unwrap_or_else(|_| unreachable!("the reason is a line"))
}
