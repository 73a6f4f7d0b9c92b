//! The checks of this crate: one function a rule.

mod batches;
mod certificates;
mod records;
mod selection;
mod shared;
mod trips;

use chrono::NaiveDate;
use collegium_core::{
    entity::PersonId,
    finding::{AnyId, Fact},
};

pub(crate) use records::{not_carried, repeated};

/// How many days the later day lies after the earlier one; 0 if it does not.
fn days_after(earlier: NaiveDate, later: NaiveDate) -> u64 {
    u64::try_from((later - earlier).num_days()).unwrap_or(0)
}

/// The persons, as facts: how many, and each.
fn person_facts(persons: &[PersonId]) -> impl Iterator<Item = Fact> {
    let count = Fact::new("persons", persons.len() as u64);
    std::iter::once(count).chain(persons.iter().map(|person| Fact::new("person", AnyId::from(*person))))
}
