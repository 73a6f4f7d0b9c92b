//! How the money of a college stands on a day.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use collegium_core::{
    Findings, LocalizedText, Money, RecordCode,
    entity::{BudgetLineId, FundId, UnitId},
};
use serde::{Deserialize, Serialize};

use crate::{Budget, BudgetState, Commitment, FundRules, LineCode, Position, Purpose, PurposeCatalogue};

/// How a budget stands on a day: each line, each fund, each purpose and all of it, what is promised, and what was found.
///
/// What is promised and spent is told by what a line, a fund or a purpose was allotted; whether the money may be used on the
/// day is told beside it, as `usable`: a fund that has ended has nothing. Amounts of two currencies are never added: a purpose has one sum for each currency, and so has the whole.
///
/// # Wire form
///
/// An object of the fields.
///
/// # Example
///
/// ```
/// use collegium_funding::{Budget, BudgetStatement, FundRules, PurposeCatalogue};
/// let id = "67e55044-10b1-426f-9247-bb680e5fe0c8";
/// let budget: Budget = serde_json::from_str(&format!(
///     r#"{{"funds":[{{"id":"{id}","code":"F-2026","name":{{"en":"Special fund"}},"source":"municipal",
///          "purposes":["teacher-teams"],"earmark":{{"document":"Grant 2026-17","date":"2026-01-15"}},"currency":"CNY",
///          "validity":"2026-01-01/2026-12-31"}}],
///          "lines":[{{"id":"{id}","code":"teams","name":{{"en":"Teams"}},"fund":"{id}","purpose":"teacher-teams"}}],
///          "entries":[{{"recorded":"2026-02-01","by":{{"id":"{id}","name":"Wang Fang"}},"change":{{"happened":{{
///              "effective":"2026-02-01",
///              "event":{{"allotted":{{"line":"{id}","amount":{{"amount":"100.00","currency":"CNY"}}}}}}}}}}}}]}}"#,
/// ))
/// .unwrap();
/// let catalogue = PurposeCatalogue::special_fund().load().unwrap();
/// let rules = FundRules::watch().load().unwrap();
///
/// let statement = BudgetStatement::assess(&budget, &catalogue, &rules, "2026-11-30".parse().unwrap());
/// assert_eq!(statement.totals[0].available().to_string(), "CNY 100.00");
/// assert_eq!(statement.lines[0].position.execution().to_string(), "0 of 100 (0.0 %)");
/// assert_eq!(statement.findings.iter().next().unwrap().code.as_str(), "FU0103");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BudgetStatement {
    /// The day everything is told for.
    #[serde(with = "collegium_core::date")]
    pub as_of: NaiveDate,
    /// Each line, by the codes of fund and line, also those that have parts.
    pub lines: Vec<LineStatement>,
    /// Each fund, by code.
    pub funds: Vec<FundStatement>,
    /// Each purpose that a line is for, by name, then currency.
    pub purposes: Vec<PurposeStatement>,
    /// All lines together, one position a currency, by its code.
    pub totals: Vec<Position>,
    /// The commitments of which something is left, the oldest first.
    pub open: Vec<Commitment>,
    /// What the rules found.
    pub findings: Findings,
}

/// How one line stands.
///
/// # Example
///
/// ```
/// use collegium_funding::{Position, statement::LineStatement};
/// let statement = LineStatement {
///     line: "67e55044-10b1-426f-9247-bb680e5fe0c8".parse().unwrap(),
///     code: serde_json::from_str(r#"{"fund":"F-2026","line":"travel"}"#).unwrap(),
///     purpose: "overseas-teacher-programmes".parse().unwrap(),
///     unit: None,
///     part_of: None,
///     position: Position::zero("CNY".parse().unwrap()),
///     usable: "CNY 0".parse().unwrap(),
/// };
/// assert_eq!(statement.code.to_string(), "F-2026/travel");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LineStatement {
    /// The line.
    pub line: BudgetLineId,
    /// Its code and that of its fund.
    pub code: LineCode,
    /// What it is for.
    pub purpose: Purpose,
    /// The unit that spends it, if it is not the school as a whole.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<UnitId>,
    /// The line it is a part of, if it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub part_of: Option<BudgetLineId>,
    /// How it stands, with its parts if it has any.
    pub position: Position,
    /// What of it may still be promised or spent on the day: see [`Budget::usable_on`].
    pub usable: Money,
}

/// How one fund stands: all its lines together.
///
/// # Example
///
/// ```
/// use collegium_funding::{Position, statement::FundStatement};
/// let statement = FundStatement {
///     fund: "67e55044-10b1-426f-9247-bb680e5fe0c8".parse().unwrap(),
///     code: "F-2026".parse().unwrap(),
///     name: serde_json::from_str(r#"{"en":"Special fund"}"#).unwrap(),
///     position: Position::zero("CNY".parse().unwrap()),
///     usable: "CNY 0".parse().unwrap(),
/// };
/// assert_eq!(statement.position.currency().code(), "CNY");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FundStatement {
    /// The fund.
    pub fund: FundId,
    /// Its code.
    pub code: RecordCode,
    /// Its name.
    pub name: LocalizedText,
    /// How it stands.
    pub position: Position,
    /// What is available if the day is one of its days, else nothing.
    pub usable: Money,
}

/// How one purpose stands in one currency: all lines that are for it, of whatever fund.
///
/// # Example
///
/// ```
/// use collegium_funding::{Position, statement::PurposeStatement};
/// let statement = PurposeStatement {
///     purpose: "teacher-teams".parse().unwrap(),
///     position: Position::zero("EUR".parse().unwrap()),
/// };
/// assert_eq!(statement.position.currency().code(), "EUR");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PurposeStatement {
    /// The purpose.
    pub purpose: Purpose,
    /// How it stands.
    pub position: Position,
}

impl BudgetStatement {
    /// Counts and checks a budget on a day.
    #[must_use]
    pub fn assess(
        budget: &Budget,
        catalogue: &PurposeCatalogue,
        rules: &FundRules,
        as_of: NaiveDate,
    ) -> Self {
        let state = budget.seen_on(as_of);
        let lines = lines(budget, &state, as_of);
        let mut purposes = BTreeMap::new();
        let mut totals = BTreeMap::new();
        for line in lines.iter().filter(|line| !budget.has_parts(line.line)) {
            let currency = line.position.currency().code();
            add(purposes.entry((line.purpose.clone(), currency)), line.position);
            add(totals.entry(currency), line.position);
        }
        let of_purpose = |((purpose, _), position)| PurposeStatement { purpose, position };
        let mut open: Vec<_> = state.opened().filter(|it| it.is_open()).cloned().collect();
        open.sort_by(|a, b| (a.opened, &a.code, a.id).cmp(&(b.opened, &b.code, b.id)));
        Self {
            as_of,
            funds: funds(budget, &state, as_of),
            lines,
            purposes: purposes.into_iter().map(of_purpose).collect(),
            totals: totals.into_values().collect(),
            open,
            findings: rules.check_state(budget, &state, catalogue, as_of),
        }
    }
}

fn lines(budget: &Budget, state: &BudgetState, as_of: NaiveDate) -> Vec<LineStatement> {
    let of_line = |(line, position)| {
        let (it, fund) = budget.line(line)?;
        let code = LineCode { fund: fund.code.clone(), line: it.code.clone() };
        let (purpose, unit, part_of) = (it.purpose.clone(), it.unit, it.part_of);
        let usable = budget.usable(state, line, as_of)?;
        Some(LineStatement { line, code, purpose, unit, part_of, position, usable })
    };
    let mut lines: Vec<_> = state.positions().filter_map(of_line).collect();
    lines.sort_by(|a, b| a.code.cmp(&b.code));
    lines
}

fn funds(budget: &Budget, state: &BudgetState, as_of: NaiveDate) -> Vec<FundStatement> {
    let of_fund = |fund: &crate::Fund| {
        let position = state.fund_position(fund.id)?;
        let open = fund.validity.contains(as_of);
        let usable = if open { position.available() } else { Money::zero(fund.currency) };
        let (code, name) = (fund.code.clone(), fund.name.clone());
        Some(FundStatement { fund: fund.id, code, name, position, usable })
    };
    let mut funds: Vec<_> = budget.funds.iter().filter_map(of_fund).collect();
    funds.sort_by(|a, b| a.code.cmp(&b.code));
    funds
}

/// Adds a position to what stands there; both are of one currency.
fn add<K: Ord>(entry: std::collections::btree_map::Entry<'_, K, Position>, position: Position) {
    let sum = entry.or_insert_with(|| Position::zero(position.currency()));
    // INVARIANT: a budget refuses what makes the allotments of one currency, or what is promised and spent, impossible to add.
    *sum =
        sum.checked_add(&position).unwrap_or_else(|_| unreachable!("the allotments of a budget have a sum"));
}
