//! Days of the plan.

use chrono::{Months, NaiveDate};

/// The day the folder is told for, and the last of its year.
pub(super) fn as_of() -> NaiveDate {
    day(2025, 12, 31)
}

/// A day of the plan. The plans of this module hold days that exist.
pub(super) fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap_or_default()
}

/// The same day so many years later.
pub(super) fn years_after(from: NaiveDate, years: u32) -> NaiveDate {
    from.checked_add_months(Months::new(12 * years)).unwrap_or(from)
}

/// The day if it has come on the day of the folder.
pub(super) fn come(day: NaiveDate) -> Option<NaiveDate> {
    (day <= as_of()).then_some(day)
}
