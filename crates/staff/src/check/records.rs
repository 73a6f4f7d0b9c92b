//! Records beside each other: given twice, or without the one they need.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use collegium_core::{
    Finding, Id, Period, RecordCode, Severity, Subject,
    entity::{BatchId, Entity},
    finding::Fact,
};

use crate::{
    Batch, Trip, TripStatus,
    rule::{ST0401, ST0402},
};

/// The codes and the ids that more than one record has: each once.
pub(crate) fn repeated<'a, T: Entity>(
    records: impl Iterator<Item = (Id<T>, &'a RecordCode)>,
) -> Vec<Finding> {
    let mut sorted: Vec<_> = records.collect();
    sorted.sort_unstable_by_key(|(_, code)| *code);
    let of_code = |same: &[(Id<T>, &RecordCode)]| {
        let ((_, code), records) = (same.first().filter(|_| same.len() > 1)?, same.len());
        let message = format!("{records} records have the code `{code}`");
        let facts = vec![Fact::new("records", records as u64)];
        Some(repeated_finding(Subject::named(T::KIND, code).at("code"), message, facts))
    };
    let mut found: Vec<_> = sorted.chunk_by(|one, other| one.1 == other.1).filter_map(of_code).collect();
    sorted.sort_unstable();
    sorted.dedup();
    let of_id = |same: &[(Id<T>, &RecordCode)]| {
        let ((id, first), codes) = (same.first().filter(|_| same.len() > 1)?, same.len());
        let facts = same.iter().map(|(_, code)| Fact::new("code", code.as_str())).collect();
        let message = format!("records with {codes} codes have one id");
        Some(repeated_finding(Subject::of(*id, first).at("id"), message, facts))
    };
    found.extend(sorted.chunk_by(|one, other| one.0 == other.0).filter_map(of_id));
    found
}

fn repeated_finding(subject: Subject, message: String, facts: Vec<Fact>) -> Finding {
    Finding {
        code: ST0401,
        severity: Severity::Violation,
        subject,
        message,
        facts,
        basis: None,
        remedy: Some("remove the record given twice, or correct what they share".to_owned()),
    }
}

/// The batches that were to leave in the period and before the day, and that no departed trip carries.
pub(crate) fn not_carried(
    batches: &[Batch],
    trips: &[Trip],
    period: Period,
    as_of: NaiveDate,
) -> Vec<Finding> {
    let due = |batch: &&Batch| period.contains(batch.abroad.first()) && batch.abroad.first() < as_of;
    let mut carried_by = BTreeMap::<BatchId, Vec<&Trip>>::new();
    for (batch, trip) in trips.iter().filter_map(|trip| Some((trip.batch?, trip))) {
        carried_by.entry(batch).or_default().push(trip);
    }
    let of_batch = |batch: &Batch| {
        let carrying = carried_by.get(&batch.id).map_or(&[][..], Vec::as_slice);
        let gone = carrying.iter().any(|trip| trip.status_on(as_of).is_some_and(TripStatus::has_departed));
        let leaves = batch.abroad.first();
        (!gone).then(|| Finding {
            code: ST0402,
            severity: Severity::Warning,
            subject: Subject::of(batch.id, &batch.code).at("abroad"),
            message: format!(
                "it was to leave on {leaves}, and no trip that carries it had departed by {as_of}"
            ),
            facts: vec![Fact::new("leaves", leaves), Fact::new("trips recorded", carrying.len() as u64)],
            basis: None,
            remedy: Some("record its trip or the departure, or correct the days of the batch".to_owned()),
        })
    };
    batches.iter().filter(due).filter_map(of_batch).collect()
}
