//! Libraries for the international work of a college, under one name and in versions that fit.
//!
//! This crate owns nothing: it re-exports the crates of the family, each behind a feature of its name, all of them on by
//! default. The shared vocabulary of `collegium-core` stands at the root, the others are modules.
//!
//! | module | question it answers | feature |
//! | --- | --- | --- |
//! | the root | what do ids, names, money, periods, findings and histories mean everywhere? | always |
//! | [`partnerships`] | whom do we work with, on which agreements, and what ends when? | `partnerships` |
//! | [`pathways`] | which routes cross two education systems, and who is on them? | `pathways` |
//! | [`staff`] | who goes abroad, who comes, and what comes of it? | `staff` |
//! | [`funding`] | what may the money be used for, and what is left? | `funding` |
//! | [`indicators`] | how well does it go, by which measure? | `indicators` |
//! | [`review`] | what was the year as a whole? | `review` |
//!
//! # Example
//!
//! ```
//! use collegium::{Money, pathways::RouteShape};
//!
//! let shape: RouteShape = "3+1+1".parse()?;
//! let tuition: Money = "CNY 48000".parse()?;
//! let stages = tuition.split(&shape.stages().iter().map(|years| years.half_years().into()).collect::<Vec<_>>())?;
//! let parts: Vec<String> = stages.map(|part| part.to_string()).collect();
//! assert_eq!(parts, ["CNY 28800.00", "CNY 9600.00", "CNY 9600.00"]);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # Features
//!
//! `partnerships`, `pathways`, `staff`, `funding`, `indicators`, `review`: on by default. `proptest`: strategies for the
//! shared vocabulary, for your own property tests.

#[cfg(feature = "proptest")]
#[doc(inline)]
pub use collegium_core::strategy;
#[doc(inline)]
pub use collegium_core::{
    AcademicCalendar, AcademicYear, Approval, AwardKind, Basis, CefrLevel, Concordance, Country,
    CountryNames, Currency, ExchangeRate, ExchangeRates, Finding, Findings, FiscalCalendar, FiscalYear,
    Fraction, Framework, FrameworkLevel, History, Id, IdError, IdSpace, InstitutionCode, IscedLevel,
    LanguageRequirement, LanguageScore, LanguageTag, LanguageTest, Line, LocalizedText, Mark, Money,
    MonthDay, Period, Preset, PresetError, Qualification, Qualifications, Ratio, RecordCode, RegionPolicy,
    Rounding, Rules, Scale, Section, Severity, Share, Source, Status, Subject, Term, TestCode, Validity,
    WorkCalendar, academic, approval, codes, count, country, currency, date, decimal, entity, exchange,
    finding, fiscal, fraction, history, identifier, language, money, month_day, org, period, preset,
    qualification, ratio, record, region, rule, rules, share, source, text, text_form, validity, word,
    workday,
};
#[cfg(feature = "funding")]
#[doc(inline)]
pub use collegium_funding as funding;
#[cfg(feature = "indicators")]
#[doc(inline)]
pub use collegium_indicators as indicators;
#[cfg(feature = "partnerships")]
#[doc(inline)]
pub use collegium_partnerships as partnerships;
#[cfg(feature = "pathways")]
#[doc(inline)]
pub use collegium_pathways as pathways;
#[cfg(feature = "review")]
#[doc(inline)]
pub use collegium_review as review;
#[cfg(feature = "staff")]
#[doc(inline)]
pub use collegium_staff as staff;
