//! Fiscal years and the calendars that place them in time.

mod calendar;
mod year;

pub use calendar::{FiscalCalendar, FiscalCalendarDraft, FiscalCalendarError, NamedFor};
pub use year::{FiscalYear, FiscalYearError};
