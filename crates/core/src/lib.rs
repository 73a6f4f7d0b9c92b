//! The words every part of a college's international work is written in: who, where, when, how much, resting on what.
//!
//! Start with [`Id`] and [`LocalizedText`] for what things are, [`Period`] and [`History`] for when they hold, [`Money`]
//! and [`Ratio`] for how much, and [`Finding`] for what a check has to say. The rest is found by noun:
//!
//! | of | types |
//! | --- | --- |
//! | names | [`Line`], [`RecordCode`], [`LanguageTag`], [`LocalizedText`], [`Id`], [`entity`] |
//! | places | [`Country`], [`CountryNames`], [`RegionPolicy`] |
//! | numbers | [`Fraction`], [`Rounding`], [`Share`], [`Ratio`], [`count`], [`decimal`] |
//! | money | [`Currency`], [`Money`], [`ExchangeRate`], [`ExchangeRates`] |
//! | time | [`Period`], [`Validity`], [`AcademicYear`], [`Term`], [`FiscalYear`], [`WorkCalendar`], [`date`] |
//! | people and units | [`org`], [`Approval`] |
//! | learning | [`Qualification`], [`LanguageScore`], [`LanguageTest`], [`Concordance`] |
//! | what changes | [`History`] |
//! | what is decided | [`source`], [`Rules`], [`Preset`] |
//! | what is found | [`Finding`], [`Findings`], [`rule`] |
//!
//! # Example
//!
//! ```
//! use collegium_core::{Findings, Money, Period, org::{Organisation, ResponsibilityRules}};
//!
//! // A word has one door: what is not one does not exist.
//! let year: Period = "2025-09-01/2026-08-31".parse()?;
//! assert!("2026-08-31/2025-09-01".parse::<Period>().is_err());
//!
//! // Money is exact, and a shared sum sums.
//! let grant: Money = "CNY 100".parse()?;
//! let thirds: Vec<Money> = grant.split(&[1.into(), 1.into(), 1.into()])?.collect();
//! assert_eq!(Money::checked_sum(thirds, grant.currency())?, grant);
//!
//! // A check answers with findings: each says what, on which figures, resting on what.
//! let institution: Organisation = serde_json::from_str(
//!     r#"{"units":[{"id":"67e55044-10b1-426f-9247-bb680e5fe0c8","code":"S","name":{"en":"The school"},"level":"school"}],
//!         "posts":[]}"#,
//! )?;
//! let rules = ResponsibilityRules::two_levels().load()?;
//! let findings: Findings = rules.check(&institution, year.last());
//! assert_eq!(findings.warnings().next().map(|finding| finding.code), Some(collegium_core::rule::CO0101));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # What is checked
//!
//! Whether somebody holds the posts that must be filled: [`org::ResponsibilityRules`]. The codes are in [`rule`].
//!
//! # Design decisions
//!
//! - **One door a type.** Constructor, text and JSON pass the same check; a record is a checked draft that cannot be changed
//!   in place. The macros [`text_form!`], [`identifier!`], [`record!`], [`rules!`] and [`codes!`] write those doors for every
//!   crate of the family.
//! - **No clock, no files, no environment.** The day is an argument, called `as_of`.
//! - **Exact.** A quotient is a [`Fraction`] until one named [`Rounding`]; money is whole minor units; decimals are strings
//!   in JSON.
//! - **Rules are data** with their source and whether it was read; a check that rests on what was not read says so.
//! - **Three channels.** `Err`: the value cannot exist. A finding: it exists and strains a rule. A panic: our bug.
//!
//! # Not covered
//!
//! Times of day and time zones; names of persons by their parts; subdivisions of countries; currencies without a minor
//! unit. There is no domain logic here: partners, routes, funds and indicators have their own crates.
//!
//! # Features
//!
//! `proptest`: strategies that make values of these types, for your own property tests.
//!
//! Also available as the root of the crate `collegium`.

pub mod academic;
pub mod approval;
mod check;
pub mod count;
pub mod country;
pub mod currency;
pub mod date;
pub mod decimal;
pub mod entity;
pub mod exchange;
pub mod finding;
pub mod fiscal;
pub mod fraction;
pub mod history;
mod id;
pub mod language;
pub mod money;
pub mod month_day;
pub mod org;
pub mod period;
pub mod preset;
pub mod qualification;
pub mod ratio;
pub mod region;
pub mod rule;
pub mod share;
pub mod source;
#[cfg(feature = "proptest")]
pub mod strategy;
pub mod text;
pub mod validity;
pub mod word;
pub mod workday;

pub use academic::{AcademicCalendar, AcademicYear, Term};
pub use approval::Approval;
pub use country::{Country, CountryNames};
pub use currency::Currency;
pub use decimal::Rounding;
pub use exchange::{ExchangeRate, ExchangeRates};
pub use finding::{Finding, Findings, Severity, Subject};
pub use fiscal::{FiscalCalendar, FiscalYear};
pub use fraction::Fraction;
pub use history::History;
pub use id::{Id, IdError, IdSpace};
pub use language::{
    CefrLevel, Concordance, LanguageRequirement, LanguageScore, LanguageTest, Mark, Scale, Section, TestCode,
};
pub use money::Money;
pub use month_day::MonthDay;
pub use period::Period;
pub use preset::{Preset, PresetError};
pub use qualification::{AwardKind, Framework, FrameworkLevel, IscedLevel, Qualification, Qualifications};
pub use ratio::Ratio;
pub use region::RegionPolicy;
pub use share::Share;
pub use source::{Basis, Rules, Source, Status};
pub use text::{InstitutionCode, LanguageTag, Line, LocalizedText, RecordCode};
pub use validity::Validity;
pub use workday::WorkCalendar;
