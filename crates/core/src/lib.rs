//! wip
pub mod country;
pub mod currency;
pub mod decimal;
pub mod entity;
pub mod fraction;
mod id;
pub mod language;
pub mod preset;
pub mod qualification;
pub mod ratio;
pub mod share;
pub mod source;
#[cfg(feature = "proptest")]
pub mod strategy;
pub mod text;
pub mod word;

pub use country::Country;
pub use currency::Currency;
pub use decimal::Rounding;
pub use fraction::Fraction;
pub use id::{Id, IdError};
pub use language::{
    CefrLevel, Concordance, LanguageRequirement, LanguageScore, LanguageTest, Mark, Scale, Section, TestCode,
};
pub use qualification::{AwardKind, Framework, FrameworkLevel, IscedLevel, Qualification, Qualifications};
pub use ratio::Ratio;
pub use share::Share;
pub use text::{InstitutionCode, LanguageTag, Line, LocalizedText, RecordCode};
