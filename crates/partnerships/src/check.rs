//! The checks of this crate: one function a rule.

mod activity;
mod agreement;
mod twice;

pub(crate) use agreement::bound_partners;
pub(crate) use twice::twice;

use chrono::NaiveDate;

/// The days from one day to a later one; 0 if it is not later.
fn days_between(first: NaiveDate, last: NaiveDate) -> u64 {
    u64::try_from((last - first).num_days()).unwrap_or(0)
}
