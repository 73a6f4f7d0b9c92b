//! `entries.csv`: what happened to the money of the funds.

use std::collections::BTreeSet;

use collegium::{
    IdSpace, InstitutionCode, entity,
    funding::{Budget, BudgetEvent, BudgetEventError, Purpose},
    history::{Change, Entry, HistoryError},
    org::Person,
};

use super::cells::{COLUMNS, Cells, Columns};
use crate::{
    college::codes::{Codes, Reader},
    table::Row,
};

/// What an entry refers to.
pub(super) struct Known<'a> {
    pub(super) funds: &'a Codes<entity::Fund>,
    pub(super) lines: &'a Codes<entity::BudgetLine>,
    /// What the lines are for: the texts of the lines themselves.
    pub(super) purposes: BTreeSet<Purpose>,
    pub(super) commitments: IdSpace<entity::Commitment>,
    pub(super) expenditures: IdSpace<entity::Expenditure>,
}

impl<'a> Known<'a> {
    pub(super) fn of(
        institution: &InstitutionCode,
        funds: &'a Codes<entity::Fund>,
        lines: &'a Codes<entity::BudgetLine>,
        purposes: BTreeSet<Purpose>,
    ) -> Self {
        let (commitments, expenditures) = (IdSpace::new(institution), IdSpace::new(institution));
        Self { funds, lines, purposes, commitments, expenditures }
    }
}

/// Books every entry, in the order of the file. Without a budget only the cells are read.
///
/// Once an entry is refused, nobody can say how its line, its commitment and its expenditure stand: entries that speak of
/// them are read, and not booked; none is if it cannot be said which those are.
pub(super) fn book(reader: &mut Reader<'_>, known: &Known<'_>, mut budget: Option<&mut Budget>) {
    let Some(table) = reader.table("entries.csv", &COLUMNS) else { return };
    let columns = Columns::of(&table);
    let (clerk, mut unclear, mut lost) = (reader.clerk, BTreeSet::<String>::new(), false);
    table.stream(
        reader.faults,
        |row| Read::of(row, known, &columns, clerk),
        |again, batch, faults| {
            if let Some(budget) = budget.as_deref() {
                budget.look_up(batch.iter().filter_map(|(_, read)| read.entry.as_ref()));
            }
            for (place, read) in batch {
                lost |= read.lost;
                let Some(budget) = budget.as_deref_mut() else { continue };
                let mut unclear_here =
                    || again.read(place, faults, spoken_of).iter().any(|it| unclear.contains(it));
                let clear = !lost && (unclear.is_empty() || !unclear_here());
                let booked = read.entry.filter(|_| clear).and_then(|entry| {
                    let booked = budget.enter(entry);
                    booked.map_err(|error| again.read(place, faults, |row| refused(row, &error))).ok()
                });
                if booked.is_none() {
                    unclear.extend(again.read(place, faults, spoken_of));
                }
            }
        },
    );
}

/// The columns of what an entry speaks of.
const NAMES: [&str; 5] = ["line", "to", "fund", "code", "commitment"];

fn spoken_of(row: &mut Row<'_>) -> Vec<String> {
    let cells = NAMES.map(|column| row.text(column).to_owned());
    cells.into_iter().filter(|cell| !cell.is_empty()).collect()
}

/// What was read of a row.
struct Read {
    /// The entry; `None` if there is a fault in one of its cells.
    entry: Option<Entry<BudgetEvent>>,
    /// Whether it cannot be said what this row speaks of, or one that could not be read before it.
    lost: bool,
}

impl Read {
    fn of(row: &mut Row<'_>, known: &Known<'_>, columns: &Columns, clerk: &Person) -> Self {
        let (effective, recorded) = (row.day(columns.effective), row.day(columns.recorded));
        let event = Cells { row, known, columns }.event();
        let lost = row.after_gap() || row.has_fault_in(&NAMES) || row.has_fault_in(&["event"]);
        let Some(((effective, recorded), event)) = effective.zip(recorded).zip(event) else {
            return Self { entry: None, lost };
        };
        let change = Change::Happened { effective, event };
        Self { entry: Some(Entry { recorded, by: clerk.clone(), reason: None, change }), lost }
    }
}

/// Tells why an entry was not booked, in the words of the file.
fn refused(row: &mut Row<'_>, error: &HistoryError<BudgetEventError>) {
    let code = |column| row.text(column).to_owned();
    match error {
        HistoryError::RecordedBefore { .. } => row.fault("recorded", error),
        HistoryError::Impossible { error: BudgetEventError::UnknownCommitment { .. }, .. } => {
            let code = code("commitment");
            row.fault("commitment", format_args!("no commitment `{code}` was opened by then"));
        }
        HistoryError::Impossible { error: BudgetEventError::UnknownExpenditure { .. }, .. } => {
            let code = code("code");
            row.fault("code", format_args!("no expenditure `{code}` was booked by then"));
        }
        _ => row.fault("event", error),
    }
}
