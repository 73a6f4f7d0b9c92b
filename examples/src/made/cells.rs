//! What stands in cells.

use chrono::NaiveDate;

/// The code of a made record.
pub(super) fn code(kind: &str, number: usize, digits: usize) -> String {
    format!("MADE-{kind}-{number:0digits$}")
}

/// A day, or nothing.
pub(super) fn maybe(day: Option<NaiveDate>) -> String {
    day.map_or_else(String::new, |day| day.to_string())
}

/// From one day to another, both included.
pub(super) fn term(first: NaiveDate, last: NaiveDate) -> String {
    format!("{first}/{last}")
}
