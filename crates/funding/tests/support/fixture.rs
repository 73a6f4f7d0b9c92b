//! A small college's money, for the tests; each test file uses some of it.
#![allow(dead_code, reason = "each test file uses some of it")]

use std::collections::BTreeSet;

use chrono::NaiveDate;
use collegium_core::{
    Id, InstitutionCode, LocalizedText, Money, RecordCode,
    entity::{BudgetLineId, Entity},
    history::{EntryNumber, HistoryError, Signature},
    source::Source,
};
use collegium_funding::{Budget, BudgetDraft, BudgetEvent, BudgetEventError, BudgetLine, Fund, FundDraft};

pub(crate) fn id<T: Entity>(text: &str) -> Id<T> {
    Id::derived(&InstitutionCode::new("college.example").unwrap(), &code(text))
}

pub(crate) fn code(text: &str) -> RecordCode {
    text.parse().unwrap()
}

pub(crate) fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

pub(crate) fn money(text: &str) -> Money {
    text.parse().unwrap()
}

pub(crate) fn clerk(on: NaiveDate) -> Signature {
    Signature::new(id("T-9"), "Wang Fang", on).unwrap()
}

pub(crate) fn grant() -> Source {
    Source { document: "Grant 2026-17".parse().unwrap(), article: None, date: day("2026-01-15") }
}

/// A fund for teachers abroad and conferences, of the year 2026.
pub(crate) fn fund(code_: &str, currency: &str) -> Fund {
    Fund::try_from(FundDraft {
        id: id(code_),
        code: code(code_),
        name: LocalizedText::new([("en", "Special fund")]).unwrap(),
        source: "municipal".parse().unwrap(),
        purposes: ["overseas-teacher-programmes", "international-conferences"]
            .map(|purpose| purpose.parse().unwrap())
            .into(),
        earmark: grant(),
        currency: currency.parse().unwrap(),
        validity: "2026-01-01/2026-12-31".parse().unwrap(),
        channels: [].into(),
        terms: None,
        reports: vec![],
    })
    .unwrap()
}

/// A line of a fund, for teachers abroad unless it is called `events`.
pub(crate) fn line(fund: &Fund, code_: &str) -> BudgetLine {
    let purpose = if code_ == "events" { "international-conferences" } else { "overseas-teacher-programmes" };
    BudgetLine {
        id: line_id(fund.code.as_str(), code_),
        code: code(code_),
        name: LocalizedText::new([("en", code_)]).unwrap(),
        fund: fund.id,
        purpose: purpose.parse().unwrap(),
        unit: None,
        part_of: None,
        kind: None,
        project: None,
        period: None,
    }
}

pub(crate) fn line_id(fund: &str, line: &str) -> BudgetLineId {
    id(&format!("{fund}/{line}"))
}

/// The funds `F1` and `F2` in yuan and `E1` in euro, each with the lines `travel` and `events`, and nothing recorded.
pub(crate) fn budget() -> Budget {
    let funds = vec![fund("F1", "CNY"), fund("F2", "CNY"), fund("E1", "EUR")];
    let lines = funds.iter().flat_map(|fund| ["travel", "events"].map(|code| line(fund, code))).collect();
    Budget::try_from(BudgetDraft { funds, lines, control: None, entries: vec![] }).unwrap()
}

pub(crate) fn allotted(line: BudgetLineId, amount: &str) -> BudgetEvent {
    BudgetEvent::Allotted { line, amount: money(amount) }
}

pub(crate) fn committed(name: &str, line: BudgetLineId, amount: &str) -> BudgetEvent {
    BudgetEvent::Committed {
        commitment: id(name),
        code: code(name),
        line,
        purpose: purpose_of(line),
        kind: None,
        amount: money(amount),
    }
}

pub(crate) fn released(name: &str, amount: &str) -> BudgetEvent {
    BudgetEvent::Released { commitment: id(name), amount: money(amount) }
}

pub(crate) fn invoiced(name: &str, commitment: &str, amount: &str, closes: bool) -> BudgetEvent {
    BudgetEvent::Invoiced {
        expenditure: id(name),
        code: code(name),
        commitment: id(commitment),
        amount: money(amount),
        closes,
    }
}

pub(crate) fn spent(name: &str, line: BudgetLineId, amount: &str) -> BudgetEvent {
    BudgetEvent::Spent {
        expenditure: id(name),
        code: code(name),
        line,
        purpose: purpose_of(line),
        kind: None,
        amount: money(amount),
    }
}

pub(crate) fn reversed(name: &str) -> BudgetEvent {
    BudgetEvent::Reversed { expenditure: id(name) }
}

pub(crate) fn shifted(from: BudgetLineId, to: BudgetLineId, amount: &str) -> BudgetEvent {
    BudgetEvent::Shifted { from, to, amount: money(amount) }
}

fn purpose_of(id: BudgetLineId) -> collegium_funding::Purpose {
    let events: BTreeSet<_> = ["F1", "F2", "E1"].map(|fund| line_id(fund, "events")).into();
    let purpose =
        if events.contains(&id) { "international-conferences" } else { "overseas-teacher-programmes" };
    purpose.parse().unwrap()
}

/// Records an event that took effect on the day it was recorded.
pub(crate) fn record(
    budget: &mut Budget,
    on: &str,
    event: BudgetEvent,
) -> Result<EntryNumber, HistoryError<BudgetEventError>> {
    budget.record(day(on), &clerk(day(on)), None, event)
}
