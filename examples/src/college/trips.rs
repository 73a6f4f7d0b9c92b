//! `trips.csv`: one row a journey, with the day of each step.

use chrono::NaiveDate;
use collegium::{
    History, Period,
    entity::{Agreement, Batch, Partner, Person, Unit},
    staff::{Trip, TripDraft, TripEvent},
};

use super::codes::{Codes, Reader};
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
            (known.members.refer_list(row, "participants"), row.list("destinations"));
        let agreement = known.agreements.refer_optional(row, "agreement");
        let (partners, batch) =
            (known.partners.refer_list(row, "partners"), known.batches.refer_optional(row, "batch"));
        let mut history = History::default();
        for (day, column, event) in steps(row)? {
            let recorded = collegium::history::Signature { by: clerk.clone(), on: day };
            row.door(column, history.record(day, &recorded, None, event))?;
        }
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
            history,
        };
        row.door("code", Trip::try_from(draft))
    });
    trips
}

/// The steps of a row, by day.
fn steps(row: &mut Row<'_>) -> Option<Vec<(NaiveDate, &'static str, TripEvent)>> {
    let (planned_for, planned) = (row.required::<Period>("planned_for"), row.day("planned"));
    let columns = [
        ("approved", TripEvent::Approved),
        ("departed", TripEvent::Departed),
        ("returned", TripEvent::Returned),
        ("reported", TripEvent::Reported),
        ("cancelled", TripEvent::Cancelled),
    ];
    let cells: Vec<_> =
        columns.into_iter().map(|(column, event)| Some((row.optional_day(column)?, column, event))).collect();
    let cells = cells.into_iter().collect::<Option<Vec<_>>>()?;
    let mut steps = vec![(planned?, "planned", TripEvent::Planned { period: planned_for? })];
    steps.extend(cells.into_iter().filter_map(|(day, column, event)| Some((day?, column, event))));
    steps.sort_by_key(|(day, ..)| *day);
    Some(steps)
}
