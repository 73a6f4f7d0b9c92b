//! wip
pub mod academic;
pub mod currency;
pub mod decimal;
pub mod entity;
pub mod fiscal;
pub mod fraction;
mod id;
pub mod month_day;
pub mod period;
pub mod preset;
pub mod ratio;
pub mod share;
pub mod source;
#[cfg(feature = "proptest")]
pub mod strategy;
pub mod text;
pub mod validity;
pub mod word;
pub mod workday;

pub use academic::{AcademicCalendar, AcademicYear, Term};
pub use currency::Currency;
pub use decimal::Rounding;
pub use fiscal::{FiscalCalendar, FiscalYear};
pub use fraction::Fraction;
pub use id::{Id, IdError};
pub use month_day::MonthDay;
pub use period::Period;
pub use preset::{Preset, PresetError};
pub use ratio::Ratio;
pub use share::Share;
pub use text::{InstitutionCode, LanguageTag, Line, LocalizedText, RecordCode};
pub use validity::Validity;
pub use workday::WorkCalendar;
