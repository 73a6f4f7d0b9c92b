//! What can happen to a budget, and what cannot.

use chrono::NaiveDate;
use collegium_core::{
    Currency, Money, Period, RecordCode, Source,
    entity::{BudgetLineId, CommitmentId, ExpenditureId, FundId},
};
use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::{Level, LineCode};
use crate::{CostKind, Purpose};

/// What happens to a budget.
///
/// What is available on a line (allotted less committed less spent), or on what it is a part of, never falls below zero:
/// what would make it so is refused, unless the [`ControlRules`](crate::ControlRules) of the budget say otherwise. A reversal is a further event; that an entry was a mistake and nothing happened at all, is said by
/// [`Budget::cancel`](crate::Budget::cancel).
///
/// # Wire form
///
/// An object with one key, the variant in snake case: `{"allotted":{"line":"…","amount":{…}}}`,
/// `{"committed":{"commitment":"…","code":"…","line":"…","purpose":"…","amount":{…}}}`,
/// `{"released":{"commitment":"…","amount":{…}}}`,
/// `{"invoiced":{"expenditure":"…","code":"…","commitment":"…","amount":{…},"closes":true}}`,
/// `{"spent":{"expenditure":"…","code":"…","line":"…","purpose":"…","amount":{…}}}`, `{"reversed":{"expenditure":"…"}}`,
/// `{"shifted":{"from":"…","to":"…","amount":{…}}}`, `{"carried_over":{"fund":"…","policy":"committed"}}`,
/// `{"cut":{"line":"…","amount":{…}}}`; `kind` is left out where there is none.
///
/// # Example
///
/// ```
/// use collegium_funding::{BudgetEvent, CarryOver};
/// let event: BudgetEvent = serde_json::from_str(
///     r#"{"carried_over":{"fund":"67e55044-10b1-426f-9247-bb680e5fe0c8","policy":"all"}}"#,
/// )
/// .unwrap();
/// assert!(matches!(event, BudgetEvent::CarriedOver { policy: CarryOver::All, .. }));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum BudgetEvent {
    /// A line was given money.
    Allotted {
        /// The line.
        line: BudgetLineId,
        /// How much.
        amount: Money,
    },
    /// Some of what a line was given was taken back: no more than is available.
    Cut {
        /// The line.
        line: BudgetLineId,
        /// How much.
        amount: Money,
    },
    /// Money of a line was promised.
    Committed {
        /// The commitment this opens.
        commitment: CommitmentId,
        /// The code the college knows it by: the number of the contract or the approval.
        code: RecordCode,
        /// The line.
        line: BudgetLineId,
        /// What it is for: the line's purpose.
        purpose: Purpose,
        /// The kind of costs, if it is told: the line's, and one that the fund's terms allow.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        kind: Option<CostKind>,
        /// How much.
        amount: Money,
    },
    /// Some of what was promised is free again.
    Released {
        /// The commitment.
        commitment: CommitmentId,
        /// How much.
        amount: Money,
    },
    /// A commitment was invoiced and paid. What exceeds its remainder is taken from what is available on its line.
    Invoiced {
        /// The expenditure this is.
        expenditure: ExpenditureId,
        /// The code the college knows it by: the number of the voucher.
        code: RecordCode,
        /// The commitment.
        commitment: CommitmentId,
        /// How much.
        amount: Money,
        /// Whether it was the last invoice, so that what remains of the commitment is free again.
        closes: bool,
    },
    /// Money of a line was spent without having been promised.
    Spent {
        /// The expenditure this is.
        expenditure: ExpenditureId,
        /// The code the college knows it by: the number of the voucher.
        code: RecordCode,
        /// The line.
        line: BudgetLineId,
        /// What it is for: the line's purpose.
        purpose: Purpose,
        /// The kind of costs, if it is told: the line's, and one that the fund's terms allow.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        kind: Option<CostKind>,
        /// How much.
        amount: Money,
    },
    /// An expenditure of this year came back. What it had used of a commitment is available, and promised no more.
    Reversed {
        /// The expenditure.
        expenditure: ExpenditureId,
    },
    /// Money moved from one line of a fund to another (a virement). The fund's total stays.
    Shifted {
        /// The line that gives.
        from: BudgetLineId,
        /// The line that receives.
        to: BudgetLineId,
        /// How much.
        amount: Money,
    },
    /// The year of a fund ended: what is spent leaves the books, what is promised stays promised.
    CarriedOver {
        /// The fund.
        fund: FundId,
        /// What of its money the new year begins with.
        policy: CarryOver,
    },
}

/// What of a fund's money goes into the next year.
///
/// # Wire form
///
/// `"committed"` or `"all"`.
///
/// # Example
///
/// ```
/// use collegium_funding::CarryOver;
/// assert_eq!(serde_json::to_string(&CarryOver::Committed).unwrap(), "\"committed\"");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CarryOver {
    /// What is promised; the rest lapses.
    Committed,
    /// What is promised and what is available.
    All,
}

/// Why something cannot happen to a budget.
///
/// # Example
///
/// ```
/// use collegium_funding::{BudgetEventError, BudgetNode, ControlAction, Level, Position};
/// let yuan = |text: &str| format!("CNY {text}").parse().unwrap();
/// let level = Level {
///     at: BudgetNode::Fund("F-2026".parse().unwrap()),
///     position: Position::new(yuan("1000"), yuan("500"), yuan("100")).unwrap(),
///     asked: yuan("400.01"),
///     action: ControlAction::Stop,
/// };
/// let error = BudgetEventError::Insufficient { level: Box::new(level) };
/// assert_eq!(error.to_string(), "`F-2026` has CNY 400.00 available, not CNY 400.01");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum BudgetEventError {
    /// The amount is zero or less.
    #[error("{amount} cannot be booked: give a positive amount, and a reversal or release for its opposite")]
    NotPositive {
        /// The amount given.
        amount: Money,
    },
    /// The budget has no such line.
    #[error("the budget has no line `{line}`")]
    UnknownLine {
        /// What was asked for.
        line: BudgetLineId,
    },
    /// The budget has no such fund.
    #[error("the budget has no fund `{fund}`")]
    UnknownFund {
        /// What was asked for.
        fund: FundId,
    },
    /// No such commitment was opened.
    #[error("no commitment `{commitment}` was opened")]
    UnknownCommitment {
        /// What was asked for.
        commitment: CommitmentId,
    },
    /// There was no such expenditure.
    #[error("there is no expenditure `{expenditure}`")]
    UnknownExpenditure {
        /// What was asked for.
        expenditure: ExpenditureId,
    },
    /// The amount is not in the fund's currency.
    #[error("`{line}` is kept in {expected}, not in {given}: exchange the amount first")]
    WrongCurrency {
        /// The line.
        line: LineCode,
        /// Its currency.
        expected: Currency,
        /// The currency given.
        given: Currency,
    },
    /// The money is for something else.
    #[error(
        "`{line}` is for `{expected}`, not for `{given}`: money with a purpose is spent on no other ({earmark})"
    )]
    WrongPurpose {
        /// The line.
        line: LineCode,
        /// What it is for.
        expected: Purpose,
        /// What it was to be used for.
        given: Purpose,
        /// The document that fixes it.
        earmark: Source,
    },
    /// Less is available than was asked for.
    #[error("{level}")]
    Insufficient {
        /// The line, a line it is a part of, or the fund, with all figures.
        level: Box<Level>,
    },
    /// Money cannot be booked on a line that has parts.
    #[error("`{line}` has parts: book on one of these")]
    HasParts {
        /// The line.
        line: LineCode,
    },
    /// The line is for other costs.
    #[error("`{line}` pays `{expected}`, not `{given}`")]
    WrongKind {
        /// The line.
        line: LineCode,
        /// The kind of costs it pays.
        expected: CostKind,
        /// The kind given.
        given: CostKind,
    },
    /// The fund pays only certain costs, and it is not told which these are.
    #[error("`{line}` pays only some kinds of costs: say which these are ({rule})")]
    NoKind {
        /// The line.
        line: LineCode,
        /// The document that lists them.
        rule: Box<Source>,
    },
    /// The fund does not pay such costs.
    #[error("`{line}` does not pay `{kind}` ({rule})")]
    Ineligible {
        /// The line.
        line: LineCode,
        /// The kind of costs.
        kind: CostKind,
        /// The document that lists what it pays.
        rule: Box<Source>,
    },
    /// The fund does not pay so much for such costs.
    #[error("`{line}` pays at most {most} for `{kind}`, and this comes to {reached} ({rule})")]
    AboveCeiling {
        /// The line.
        line: LineCode,
        /// The kind of costs.
        kind: CostKind,
        /// What it would come to: in all, or this item.
        reached: Money,
        /// The most the terms allow now.
        most: Money,
        /// The document that fixes it.
        rule: Box<Source>,
    },
    /// The money may not be used on this day.
    #[error("nothing of `{line}` is available on {on}: its days are {days}")]
    OutsideDays {
        /// The line.
        line: LineCode,
        /// The day.
        on: NaiveDate,
        /// The days on which it may be used.
        days: Period,
    },
    /// More was spent than was allotted, so that the year cannot end.
    #[error("`{line}` is overdrawn by {by}: cover it before the year ends")]
    Overdrawn {
        /// The line.
        line: LineCode,
        /// By how much.
        by: Money,
    },
    /// The budget has changed since it was looked at.
    #[error("the budget has {current} entries and not the {expected} it was looked at with: look again")]
    Stale {
        /// How many entries it was to have.
        expected: usize,
        /// How many it has.
        current: usize,
    },
    /// A commitment with this id was opened before.
    #[error("the commitment `{code}` was opened on {opened} already")]
    DuplicateCommitment {
        /// Its code.
        code: RecordCode,
        /// The day it was opened.
        opened: NaiveDate,
    },
    /// An expenditure with this id was booked before.
    #[error("the expenditure `{code}` was booked on {on} already")]
    DuplicateExpenditure {
        /// Its code.
        code: RecordCode,
        /// The day it was booked.
        on: NaiveDate,
    },
    /// More was to be released than remains.
    #[error("the commitment `{code}` has {open} left, not {asked}")]
    ExceedsCommitment {
        /// Its code.
        code: RecordCode,
        /// How much was to be released.
        asked: Money,
        /// How much remains.
        open: Money,
    },
    /// Money was to cross from one fund to another.
    #[error("money cannot move from `{from}` to `{to}`: what a fund was given for stays with it ({earmark})")]
    DifferentFund {
        /// The line that was to give.
        from: LineCode,
        /// The line that was to receive.
        to: LineCode,
        /// The document that fixes what the giving fund is for.
        earmark: Source,
    },
    /// The expenditure was reversed before.
    #[error("the expenditure `{code}` was reversed on {on} already")]
    AlreadyReversed {
        /// Its code.
        code: RecordCode,
        /// The day it was reversed.
        on: NaiveDate,
    },
    /// The expenditure belongs to a year that has ended.
    #[error("the expenditure `{code}` belongs to a year that ended on {ended}")]
    YearEnded {
        /// Its code.
        code: RecordCode,
        /// The day the year was carried over.
        ended: NaiveDate,
    },
    /// The sum is beyond the greatest amount that can be held.
    #[error("the amounts in {currency} are out of range together: amounts have fewer than 2^96 minor units")]
    OutOfRange {
        /// The currency.
        currency: Currency,
    },
}
