//! `enrolments.csv`: one row a person's studies, with the day of each step.

use collegium::{
    IdSpace, RecordCode,
    entity::{Partner, Person, Programme, Unit},
    pathways::{Enrolment, EnrolmentDraft, EnrolmentError, EnrolmentEvent, StageNumber, Studies},
};

use super::{
    codes::{Codes, Reader},
    steps,
};
use crate::table::Row;

const COLUMNS: [&str; 15] = [
    "code",
    "student",
    "unit",
    "programme",
    "country",
    "partner",
    "study",
    "entered_1",
    "awarded_1",
    "entered_2",
    "awarded_2",
    "entered_3",
    "awarded_3",
    "withdrawn",
    "returned",
];

pub(super) fn read(
    reader: &mut Reader<'_>,
    units: &Codes<Unit>,
    partners: &Codes<Partner>,
    programmes: &Codes<Programme>,
) -> Vec<Enrolment> {
    let (students, clerk) = (IdSpace::<Person>::new(reader.institution), reader.clerk);
    let (_, enrolments) = reader.coded("enrolments.csv", &COLUMNS, |row, id, code| {
        let student: Option<RecordCode> = row.required("student");
        let (unit, studies) = (units.refer(row, "unit"), studies(row, partners, programmes));
        let history = steps::filled(row, columns()).and_then(|steps| steps::history(row, clerk, steps));
        let student = students.id(&student?);
        let draft = EnrolmentDraft { id, code, student, unit: unit?, studies: studies?, history: history? };
        row.door_at(Enrolment::try_from(draft), |error| match error {
            EnrolmentError::NeverEntered { .. } => "entered_1",
            _ => "programme",
        })
    });
    enrolments
}

/// What kind of studies the row is about: a programme, or a kind of study with a country of origin, or a country gone to.
fn studies(row: &mut Row<'_>, partners: &Codes<Partner>, programmes: &Codes<Programme>) -> Option<Studies> {
    let (programme, country) = (programmes.refer_optional(row, "programme"), row.optional("country"));
    let (partner, study) = (partners.refer_optional(row, "partner"), row.optional("study"));
    match (programme?, country?, partner?, study?) {
        (Some(programme), None, None, None) => Some(Studies::Route { programme }),
        (None, Some(country), None, Some(study)) => Some(Studies::Inbound { country, study }),
        (None, Some(country), partner, None) => Some(Studies::Mobility { country, partner }),
        _ => {
            row.fault("programme", "write a programme; or the country and kind of study of an international student; or the country (and partner) of a stay abroad");
            None
        }
    }
}

/// The columns of the steps, in the order in which they happen on one day.
fn columns() -> [(&'static str, EnrolmentEvent); 8] {
    let stage = |number: u8| StageNumber::try_from(number).unwrap_or(StageNumber::FIRST);
    [
        ("entered_1", EnrolmentEvent::Entered { stage: stage(1) }),
        ("awarded_1", EnrolmentEvent::Awarded { stage: stage(1) }),
        ("entered_2", EnrolmentEvent::Entered { stage: stage(2) }),
        ("awarded_2", EnrolmentEvent::Awarded { stage: stage(2) }),
        ("entered_3", EnrolmentEvent::Entered { stage: stage(3) }),
        ("awarded_3", EnrolmentEvent::Awarded { stage: stage(3) }),
        ("withdrawn", EnrolmentEvent::Withdrawn),
        ("returned", EnrolmentEvent::Returned),
    ]
}
