//! `trips.csv`: one row a journey, with the day of each step.

use collegium::{
    Period,
    entity::{Agreement, Batch, Partner, Person, Unit},
    staff::{Trip, TripDraft, TripError, TripEvent},
};

use super::{
    codes::{Codes, Reader},
    steps::{self, Step},
};
use crate::table::Row;

/// What a journey refers to.
pub(super) struct Known<'a> {
    pub(super) units: &'a Codes<Unit>,
    pub(super) partners: &'a Codes<Partner>,
    pub(super) agreements: &'a Codes<Agreement>,
    pub(super) members: &'a Codes<Person>,
    pub(super) batches: &'a Codes<Batch>,
}

const COLUMNS: [&str; 17] = [
    "code",
    "kind",
    "purpose",
    "unit",
    "leader",
    "participants",
    "destinations",
    "agreement",
    "partners",
    "batch",
    "planned_for",
    "planned",
    "approved",
    "departed",
    "returned",
    "reported",
    "cancelled",
];

pub(super) fn read(reader: &mut Reader<'_>, known: &Known<'_>) -> Vec<Trip> {
    let clerk = reader.clerk;
    let (_, trips) = reader.coded("trips.csv", &COLUMNS, |row, id, code| {
        let (kind, purpose) = (row.required("kind"), row.required("purpose"));
        let (unit, leader) = (known.units.refer(row, "unit"), known.members.refer(row, "leader"));
        let (participants, destinations) =
            (known.members.refer_some(row, "participants"), row.list("destinations"));
        let agreement = known.agreements.refer_optional(row, "agreement");
        let (partners, batch) =
            (known.partners.refer_list(row, "partners"), known.batches.refer_optional(row, "batch"));
        let history = steps(row).and_then(|steps| steps::history(row, clerk, steps));
        let draft = TripDraft {
            id,
            code,
            kind: kind?,
            purpose: purpose?,
            unit: unit?,
            leader: leader?,
            participants: participants?,
            destinations: destinations?,
            agreement: agreement?,
            partners: partners?,
            batch: batch?,
            history: history?,
        };
        row.door_at(Trip::try_from(draft), |error| match error {
            TripError::LeaderNotAmong { .. } => "leader",
            TripError::NoDestination { .. } => "destinations",
            _ => "code",
        })
    });
    trips
}

/// The columns of the steps after the plan, in the order in which they happen on one day.
const STEPS: [(&str, TripEvent); 5] = [
    ("approved", TripEvent::Approved),
    ("departed", TripEvent::Departed),
    ("returned", TripEvent::Returned),
    ("reported", TripEvent::Reported),
    ("cancelled", TripEvent::Cancelled),
];

/// The steps of a row, the plan first.
fn steps(row: &mut Row<'_>) -> Option<Vec<Step<TripEvent>>> {
    let (period, planned) = (row.required::<Period>("planned_for"), row.day("planned"));
    let later = steps::filled(row, STEPS);
    let mut steps = vec![(planned?, "planned", TripEvent::Planned { period: period? })];
    steps.extend(later?);
    Some(steps)
}
