//! What is left of the money for international cooperation, for which purpose, and may this be promised or paid?
//!
//! Start with [`Fund`] (money with its purposes, and what its giver asks, as [`FundTerms`]), [`Budget`] (funds, their tree of
//! lines and everything that happened, as [`BudgetEvent`]s) and [`BudgetStatement`] (how it all stands on a day).
//! [`Budget::check`] tells beforehand what an event would come to, and [`ControlRules`] what is done where money falls
//! short. [`Ledger`] is the double entry, and [`Books`] keep a budget and a ledger together. [`ApprovalLimits`] and
//! [`TransferRules`] say who must agree, [`BudgetPlan`] what is to be given, [`Forecast`] what will be spent.
//! [`PurposeCatalogue`], [`ChannelCatalogue`] and [`FundRules`] are rules, shipped as presets like the others.
//!
//! # Example
//!
//! ```
//! use collegium_core::{Id, InstitutionCode, Source, history::Signature};
//! use collegium_funding::{
//!     Budget, BudgetDraft, BudgetEvent, BudgetLine, BudgetStatement, Fund, FundDraft, FundRules, Purpose,
//!     PurposeCatalogue,
//! };
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let college = InstitutionCode::new("college.example")?;
//! let abroad: Purpose = "overseas-teacher-programmes".parse()?;
//! let name = collegium_core::LocalizedText::new([("en", "Teachers abroad"), ("zh", "教师出国")])?;
//! let fund = Fund::try_from(FundDraft {
//!     id: Id::derived(&college, &"F-2026".parse()?),
//!     code: "F-2026".parse()?,
//!     name: name.clone(),
//!     source: "municipal".parse()?,
//!     purposes: [abroad.clone()].into(),
//!     earmark: Source { document: "Grant 2026-17".parse()?, article: None, date: "2026-01-15".parse()? },
//!     currency: "CNY".parse()?,
//!     validity: "2026-01-01/2026-12-31".parse()?,
//!     channels: [].into(),
//!     terms: None,
//!     reports: vec![],
//! })?;
//! let line = Id::derived(&college, &"F-2026/travel".parse()?);
//! let travel = BudgetLine {
//!     id: line,
//!     code: "travel".parse()?,
//!     name,
//!     fund: fund.id,
//!     part_of: None,
//!     purpose: abroad.clone(),
//!     unit: None,
//!     kind: None,
//!     project: None,
//!     period: None,
//! };
//! let draft = BudgetDraft { funds: vec![fund], lines: vec![travel], control: None, entries: vec![] };
//! let mut budget = Budget::try_from(draft)?;
//!
//! // Twenty teachers are to go; 80 000 yuan are promised for the first batch.
//! let (day, commitment) = ("2026-03-02".parse()?, Id::derived(&college, &"K-1".parse()?));
//! let clerk = Signature::new(Id::derived(&college, &"T-9".parse()?), "Wang Fang", day)?;
//! let allotted = BudgetEvent::Allotted { line, amount: "CNY 150000".parse()? };
//! budget.record(day, &clerk, None, allotted)?;
//! let batch = |code: &str, amount: &str| -> Result<_, Box<dyn std::error::Error>> {
//!     let commitment = Id::derived(&college, &code.parse()?);
//!     let (code, purpose, amount) = (code.parse()?, abroad.clone(), amount.parse()?);
//!     Ok(BudgetEvent::Committed { commitment, code, line, purpose, kind: None, amount })
//! };
//! budget.record(day, &clerk, None, batch("K-1", "CNY 80000")?)?;
//!
//! // The second batch is more than what is left: refused, with the figures.
//! let refused = budget.record(day, &clerk, None, batch("K-2", "CNY 75000")?).unwrap_err();
//! assert!(refused.to_string().ends_with("`F-2026/travel` has CNY 70000.00 available, not CNY 75000.00"));
//!
//! // The first one cost less than was promised; the rest is free again.
//! let (expenditure, code) = (Id::derived(&college, &"V-1".parse()?), "V-1".parse()?);
//! let amount = "CNY 74500".parse()?;
//! let invoice = BudgetEvent::Invoiced { expenditure, code, commitment, amount, closes: true };
//! budget.record(day, &clerk, None, invoice)?;
//! budget.record(day, &clerk, None, batch("K-2", "CNY 75000")?)?;
//!
//! let (catalogue, rules) = (PurposeCatalogue::special_fund().load()?, FundRules::watch().load()?);
//! let statement = BudgetStatement::assess(&budget, &catalogue, &rules, "2026-10-15".parse()?);
//! assert_eq!(statement.totals[0].available().to_string(), "CNY 500.00");
//! assert_eq!(statement.totals[0].execution().to_string(), "74 500 of 150 000 (49.7 %)");
//! let codes: Vec<_> = statement.findings.warnings().map(|finding| finding.code.as_str()).collect();
//! assert_eq!(codes, ["FU0101", "FU0103"]); // K-2 is open for too long, and too little is spent.
//! # Ok(())
//! # }
//! ```
//!
//! # What is checked
//!
//! A [`Budget`] refuses what must not happen, and a refusal changes nothing: a line, a group of lines or a fund overdrawn
//! where its control stops, money used for another purpose than its line's, for costs its terms do not allow, or moved to
//! another fund, a commitment exceeded, an expenditure reversed twice or after its year ended; see [`BudgetEventError`]. [`FundRules::check`] finds what strains a rule: see [`rule`] for the codes.
//!
//! # Design decisions
//!
//! - **Refused or found.** That money exists and is used for its purpose is no matter of degree, so it is refused where it
//!   is recorded; the error names the document that earmarks the fund. What time makes worse is a finding.
//! - **Several funds in one budget.** Commitments and vouchers are numbered for a college, not for a fund, and that money
//!   must not cross funds can only be seen where both are known. Currencies are never added.
//! - **Entries as in a history, state kept.** Entries are those of [`History`](collegium_core::History), with its two days
//!   and its cancellations; but the state is kept and changed in place, so that an entry that does not reach back costs
//!   no replay, and events are told their day.
//! - **Reversal and cancellation differ.** A reversal is something that happened: money came back, and what it had used
//!   of a commitment is available and promised no more. A cancellation says that an entry was wrong: all is as if it had
//!   never been written.
//! - **Every level is kept.** A line that has parts, and a fund, have their sums beside them, changed with each event: a
//!   check looks up one position a level, and a dry run is the first half of a real one.
//! - **Overdrawn is a choice of rules**, never of what is shifted or cut: that must be there. A carry-over is refused while
//!   more of a line is spent than it had.
//! - **Approvals are asked beside the budget.** A budget does not know who approved what: limits and shifts are held against
//!   an approval before the event is recorded.
//! - **Shifting between purposes of one fund** is possible and must give its reason: a unit does not change on its own
//!   what money is for (Budget Law of the People's Republic of China, 2018, Arts. 63 and 72).
//! - **A statement's figures cannot contradict each other**: a [`Position`] checks what follows from what, also when it is
//!   read.
//! - **A ledger keeps little and is asked much.** Entries lie in columns and every text once; [`Ledger`] is the only door, so
//!   what is kept was checked. Memorandum accounts show what is set aside, as other bookkeeping programs can read it too.
//!
//! # Not covered
//!
//! A tolerance by which an invoice may exceed its commitment, the age of what is carried over (surplus after two years),
//! exchange between currencies in a budget, allowances, performance scores. A part of a fund's days is reported by calendar
//! year only. A fund of several years is watched for low execution only near its end.
//!
//! # Features
//!
//! None.
//!
//! Also available as `collegium::funding`.

pub mod books;
pub mod budget;
pub mod channel;
mod check;
pub mod control;
pub mod forecast;
pub mod fund;
pub mod ledger;
pub mod limits;
pub mod plan;
pub mod position;
pub mod purpose;
pub mod rule;
pub mod statement;
pub mod terms;
pub mod transfer;
pub mod watch;

pub use books::{BookingRules, BookingRulesDraft, BookingRulesError, Books, BooksError};
pub use budget::{
    Budget, BudgetDraft, BudgetError, BudgetEvent, BudgetEventError, BudgetLine, BudgetNode, BudgetState,
    CarryOver, Commitment, Expenditure, Level, LineCode, Verdict,
};
pub use channel::{ChannelCatalogue, ChannelCatalogueDraft, ChannelCatalogueError, FundSource};
pub use control::{
    ControlAction, ControlException, ControlLevel, ControlRules, ControlRulesDraft, ControlRulesError,
};
pub use forecast::{Expectation, Forecast, ForecastError, Likelihood, LineForecast};
pub use fund::{Fund, FundDraft, FundError};
pub use ledger::{Account, AccountError, Ledger, LedgerError};
pub use limits::{
    ApprovalLimit, ApprovalLimitError, ApprovalLimits, ApprovalLimitsDraft, ApprovalLimitsError,
};
pub use plan::{BudgetPlan, BudgetPlanDraft, BudgetPlanError, PlanVersion};
pub use position::{Position, PositionError};
pub use purpose::{Purpose, PurposeCatalogue, PurposeCatalogueDraft, PurposeCatalogueError};
pub use statement::{BudgetStatement, FundStatement, LineStatement, PurposeStatement};
pub use terms::{
    Ceiling, CeilingLimit, CostKind, FlatRate, FlatRateBase, FlatRateError, FlatUnit, FundTerms,
    FundTermsDraft, FundTermsError, Matching, Report, ReportDue, ReportEvery, ReportName, ReportingDuty,
};
pub use transfer::{TransferError, TransferRules, TransferRulesDraft, TransferRulesError};
pub use watch::{FundRules, FundRulesDraft, FundRulesError};
