//! wip
pub mod currency;
pub mod decimal;
pub mod entity;
pub mod fraction;
mod id;
pub mod ratio;
pub mod share;
pub mod source;
pub mod text;
pub mod word;

pub use currency::Currency;
pub use decimal::Rounding;
pub use fraction::Fraction;
pub use id::{Id, IdError};
pub use ratio::Ratio;
pub use share::Share;
pub use text::{InstitutionCode, LanguageTag, Line, LocalizedText, RecordCode};
