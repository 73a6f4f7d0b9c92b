//! Records beside each other: given twice, or without the one they need.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use collegium_core::{Finding, Id, Period, RecordCode, Severity, Subject, entity::Entity, finding::Fact};

use crate::{
    Batch, Trip, TripStatus,
    rule::{ST0401, ST0402},
};

/// The codes and the ids that more than one record has: each once.
pub(crate) fn repeated<'a, T: Entity>(
    records: impl Iterator<Item = (Id<T>, &'a RecordCode)> + Clone,
) -> Vec<Finding> {
    let mut by_code: BTreeMap<&RecordCode, Vec<Id<T>>> = BTreeMap::new();
    let mut by_id: BTreeMap<Id<T>, BTreeSet<&RecordCode>> = BTreeMap::new();
    for (id, code) in records {
        by_code.entry(code).or_default().push(id);
        by_id.entry(id).or_default().insert(code);
    }
    let codes = by_code.into_iter().filter(|(_, ids)| ids.len() > 1).map(|(code, ids)| {
        let message = format!("{} records have the code `{code}`", ids.len());
        let facts = vec![Fact::new("records", ids.len() as u64)];
        repeated_finding(Subject::named(T::KIND, code).at("code"), message, facts)
    });
    let ids = by_id.into_iter().filter_map(|(id, codes)| {
        let (first, rest) = (codes.first()?, codes.len() - 1);
        let facts = codes.iter().map(|code| Fact::new("code", code.as_str())).collect();
        let message = format!("records with {} codes have one id", codes.len());
        (rest > 0).then(|| repeated_finding(Subject::of(id, first).at("id"), message, facts))
    });
    codes.chain(ids).collect()
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
    let of_batch = |batch: &Batch| {
        let carrying: Vec<&Trip> = trips.iter().filter(|trip| trip.batch == Some(batch.id)).collect();
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
