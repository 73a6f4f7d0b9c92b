//! What was the year of a college's international work as a whole: where does it stand, what stands out, what falls short, what
//! is due?
//!
//! Start with [`AnnualReview`]: it takes the records of the five domain crates ([`YearRecords`]) and the rules they are judged
//! by ([`YearRules`]) and draws them together. [`observe()`] turns records into observations; [`reckon`] gives the balances of
//! the year.
//!
//! # Example
//!
//! ```
//! use collegium_partnerships::PartnershipRecords;
//! use collegium_review::{BalanceRules, Verdict, reckon};
//!
//! let rules = BalanceRules::four().load()?;
//! let balances = reckon(&rules, &PartnershipRecords::default(), "2025-09-01/2026-08-31".parse()?, "2026-03-01".parse()?);
//! // Without activities there is nothing to weigh, and that is what it says.
//! assert!(balances.balances.iter().all(|balance| balance.verdict == Verdict::Undefined));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # What is checked
//!
//! Balances outside their bands, or not defined; references that lead to nothing; agreements whose responsible post nobody
//! holds. The codes are in [`rule`]; every part has its own findings beside these, see [`AnnualReview::all_findings`].
//!
//! # Design decisions
//!
//! - **Only here do the domain crates meet.** They refer to each other by id; this crate joins what the ids stand for.
//! - **The balances are rules**: formula and band are data, because every institution weighs in its own way.
//! - **Every line of the review has a kind and names its figures and findings**: a program can say it in another language, a
//!   reader can ask where it comes from.
//!
//! # Not covered
//!
//! The strategy the year is measured by, trends over several years, pages and files.
//!
//! # Features
//!
//! None.
//!
//! Also available as `collegium::review`.

pub mod annual;
pub mod balance;
mod check;
pub mod observe;
mod ratio;
mod records;
pub mod rule;

pub use annual::{AnnualReview, Remark, RemarkKind};
pub use balance::{
    Balance, BalanceCode, BalanceFormula, BalanceRule, BalanceRules, BalanceRulesDraft, BalanceRulesError,
    Balances, Verdict, reckon,
};
pub use observe::{
    Formula, ObservationRules, ObservationRulesDraft, ObservationRulesError, Observed, observe,
};
pub use records::{YearRecords, YearRules};
