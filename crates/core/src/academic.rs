//! Academic years, their terms, and the calendars that place both in time.

mod calendar;
mod term;
mod year;

pub use calendar::{AcademicCalendar, AcademicCalendarDraft, AcademicCalendarError};
pub use term::{Term, TermError};
pub(crate) use year::parse_year;
pub use year::{AcademicYear, AcademicYearError, YearForm};
