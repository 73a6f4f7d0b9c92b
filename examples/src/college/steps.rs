//! Rows that hold the day of each step of a history.

use std::fmt::Display;

use chrono::NaiveDate;
use collegium::{
    History,
    history::{Change, Entry, Event, HistoryError},
    org::Person,
};

use crate::table::Row;

/// A day, the column that holds it, and what happened on it.
pub(super) type Step<E> = (NaiveDate, &'static str, E);

/// The steps whose column is not empty, in the order given.
pub(super) fn filled<E, const N: usize>(
    row: &mut Row<'_>,
    columns: [(&'static str, E); N],
) -> Option<Vec<Step<E>>> {
    let cells = columns.map(|(column, event)| Some((row.optional_day(column)?, column, event)));
    let mut steps = Vec::with_capacity(N + 1);
    for cell in cells {
        let (day, column, event) = cell?;
        steps.extend(day.map(|day| (day, column, event)));
    }
    Some(steps)
}

/// The history of the steps by day, equal days in the order given; the column of a step that is impossible is told.
pub(super) fn history<E>(row: &mut Row<'_>, clerk: &Person, mut steps: Vec<Step<E>>) -> Option<History<E>>
where
    E: Event,
    E::Error: Display,
{
    steps.sort_by_key(|(day, ..)| *day);
    let columns: Vec<_> = steps.iter().map(|(_, column, _)| *column).collect();
    // The list gives one day for each step: it was written down on the day it happened.
    let entry = |(effective, _, event)| {
        let (by, change) = (clerk.clone(), Change::Happened { effective, event });
        Entry { recorded: effective, by, reason: None, change }
    };
    let entries: Vec<_> = steps.into_iter().map(entry).collect();
    row.door_at(History::try_from(entries), |error| {
        let number = match error {
            HistoryError::Impossible { entry, .. } => usize::from(*entry),
            _ => 1,
        };
        columns.get(number.saturating_sub(1)).copied().unwrap_or_default()
    })
}
