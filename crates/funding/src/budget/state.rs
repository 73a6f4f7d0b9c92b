//! What a budget is between events.

use std::{collections::BTreeMap, sync::Arc};

use chrono::NaiveDate;
use collegium_core::{
    Currency, Money, RecordCode,
    entity::{BudgetLineId, CommitmentId, ExpenditureId, FundId},
};
use serde::{Deserialize, Serialize};

use super::{
    frame::Places,
    register::{Register, Registered},
};
use crate::{CostKind, Position};

/// Money of a line that was promised, and what is left of the promise.
///
/// # Wire form
///
/// An object of the fields; `kind` is left out where there is none.
///
/// # Example
///
/// ```
/// use collegium_funding::Commitment;
/// let id = "67e55044-10b1-426f-9247-bb680e5fe0c8";
/// let commitment: Commitment = serde_json::from_str(&format!(
///     r#"{{"id":"{id}","code":"K-1","line":"{id}","opened":"2026-03-02",
///          "amount":{{"amount":"600.00","currency":"CNY"}},"open":{{"amount":"0.00","currency":"CNY"}}}}"#,
/// ))
/// .unwrap();
/// assert!(!commitment.is_open());
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Commitment {
    /// The commitment's id.
    pub id: CommitmentId,
    /// The code the college knows it by.
    pub code: RecordCode,
    /// The line whose money it is.
    pub line: BudgetLineId,
    /// The kind of costs, if it is told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<CostKind>,
    /// The day it took effect.
    #[serde(with = "collegium_core::date")]
    pub opened: NaiveDate,
    /// What was promised.
    pub amount: Money,
    /// What of that is neither invoiced nor released.
    pub open: Money,
}

impl Commitment {
    /// Whether anything is left of it.
    #[must_use]
    pub fn is_open(&self) -> bool {
        !self.open.is_zero()
    }
}

/// Money of a line that was spent.
///
/// # Wire form
///
/// An object of the fields; `commitment`, `kind` and `reversed` are left out where there is none.
///
/// # Example
///
/// ```
/// use collegium_funding::Expenditure;
/// let id = "67e55044-10b1-426f-9247-bb680e5fe0c8";
/// let spent: Expenditure = serde_json::from_str(&format!(
///     r#"{{"id":"{id}","code":"V-1","line":"{id}","on":"2026-03-02","amount":{{"amount":"9.00","currency":"CNY"}}}}"#,
/// ))
/// .unwrap();
/// assert_eq!((spent.commitment, spent.reversed), (None, None));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Expenditure {
    /// The expenditure's id.
    pub id: ExpenditureId,
    /// The code the college knows it by.
    pub code: RecordCode,
    /// The line whose money it was.
    pub line: BudgetLineId,
    /// The commitment it was invoiced against, if it was promised before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub commitment: Option<CommitmentId>,
    /// The kind of costs, if it is told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<CostKind>,
    /// The day it took effect.
    #[serde(with = "collegium_core::date")]
    pub on: NaiveDate,
    /// How much.
    pub amount: Money,
    /// The day it was reversed, if it was.
    #[serde(default, with = "collegium_core::date::option", skip_serializing_if = "Option::is_none")]
    pub reversed: Option<NaiveDate>,
}

/// What a budget is between events: the position of each line and each fund, every commitment and every expenditure.
///
/// The position of a line that has parts, and of a fund, is kept beside those it is the sum of, so that each level is
/// looked up and not counted.
///
/// # Example
///
/// ```
/// use collegium_funding::Budget;
/// let id = "67e55044-10b1-426f-9247-bb680e5fe0c8".to_owned();
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
///
/// let state = budget.latest();
/// assert_eq!(state.position(id.parse().unwrap()).unwrap().available().to_string(), "CNY 100.00");
/// assert_eq!(state.positions().count(), 1);
/// assert_eq!((state.commitments().count(), state.expenditures().count()), (0, 0));
/// assert_eq!(state.commitment(id.parse().unwrap()), None);
/// assert_eq!(state.expenditure(id.parse().unwrap()), None);
/// assert_eq!(state.carried_over(id.parse().unwrap()), None);
/// let fund = state.fund_position(id.parse().unwrap()).unwrap();
/// assert_eq!(fund.available().to_string(), "CNY 100.00");
/// let travel = state.used_for(id.parse().unwrap(), &"travel".parse().unwrap());
/// assert!(travel.unwrap().is_zero());
/// assert_eq!(state.kinds(id.parse().unwrap()).count(), 0);
/// assert_eq!(state.received_by(id.parse().unwrap()), Some(fund.allotted()));
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BudgetState {
    places: Arc<Places>,
    /// Of each line, in the order of the list.
    pub(super) lines: Vec<Position>,
    /// Of each fund, in the order of the list.
    pub(super) funds: Vec<FundState>,
    pub(super) commitments: Register<Commitment>,
    pub(super) expenditures: Register<Booked>,
}

/// What a fund is between events.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct FundState {
    /// INVARIANT: the sum of its lines without parts.
    pub(super) position: Position,
    /// What it was allotted in all its years.
    pub(super) received: Money,
    /// What was promised or spent in all its years, by kind of costs.
    pub(super) used: BTreeMap<CostKind, Money>,
    /// The days on which its years ended, in order.
    pub(super) ended: Vec<NaiveDate>,
}

impl FundState {
    pub(super) fn new(currency: Currency) -> Self {
        let (position, received) = (Position::zero(currency), Money::zero(currency));
        Self { position, received, used: BTreeMap::new(), ended: Vec::new() }
    }

    /// What was promised or spent for a kind of costs.
    pub(super) fn used_for(&self, kind: &CostKind) -> Money {
        self.used.get(kind).copied().unwrap_or_else(|| Money::zero(self.received.currency()))
    }
}

/// An expenditure, and how many years of its fund had ended before it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Booked {
    pub(super) expenditure: Expenditure,
    pub(super) year: usize,
}

impl Registered for Commitment {
    type Id = CommitmentId;

    fn id(&self) -> CommitmentId {
        self.id
    }
}

impl Registered for Booked {
    type Id = ExpenditureId;

    fn id(&self) -> ExpenditureId {
        self.expenditure.id
    }
}

impl BudgetState {
    /// Every line and fund with nothing allotted.
    pub(super) fn new(places: Arc<Places>, lines: Vec<Position>, funds: Vec<FundState>) -> Self {
        Self { places, lines, funds, commitments: Register::new(), expenditures: Register::new() }
    }

    fn fund(&self, id: FundId) -> Option<&FundState> {
        self.funds.get(self.places.funds.place(id)?)
    }

    /// How a fund stands: all its lines together; `None` if the budget has no such fund.
    #[must_use]
    pub fn fund_position(&self, fund: FundId) -> Option<Position> {
        self.fund(fund).map(|fund| fund.position)
    }

    /// What a fund was allotted in all its years, less what was cut; `None` if the budget has no such fund.
    #[must_use]
    pub fn received_by(&self, fund: FundId) -> Option<Money> {
        self.fund(fund).map(|fund| fund.received)
    }

    /// What of a fund was promised or spent for a kind of costs in all its years; `None` if the budget has no such fund.
    #[must_use]
    pub fn used_for(&self, fund: FundId, kind: &CostKind) -> Option<Money> {
        self.fund(fund).map(|fund| fund.used_for(kind))
    }

    /// What of a fund was promised or spent in all its years, by kind of costs.
    pub fn kinds(&self, fund: FundId) -> impl Iterator<Item = (&CostKind, Money)> {
        let used = self.fund(fund).into_iter().flat_map(|fund| &fund.used);
        used.map(|(kind, amount)| (kind, *amount))
    }

    /// How a line stands, with its parts if it has any; `None` if the budget has no such line.
    #[must_use]
    pub fn position(&self, line: BudgetLineId) -> Option<Position> {
        self.lines.get(self.places.lines.place(line)?).copied()
    }

    /// How each line stands, ordered by id; also those that have parts, of which they are the sum.
    pub fn positions(&self) -> impl Iterator<Item = (BudgetLineId, Position)> {
        self.places.lines.by_id().filter_map(|(at, place)| Some((place.line, *self.lines.get(at)?)))
    }

    /// A commitment; `None` if it was never opened.
    #[must_use]
    pub fn commitment(&self, id: CommitmentId) -> Option<&Commitment> {
        self.commitments.get(id)
    }

    /// Every commitment that was opened, ordered by id, also those of which nothing is left.
    pub fn commitments(&self) -> impl Iterator<Item = &Commitment> {
        self.commitments.by_id().map(|(_, commitment)| commitment)
    }

    /// The same, in the order they were first recorded.
    pub(crate) fn opened(&self) -> impl Iterator<Item = &Commitment> {
        self.commitments.records()
    }

    /// An expenditure; `None` if there was none with this id.
    #[must_use]
    pub fn expenditure(&self, id: ExpenditureId) -> Option<&Expenditure> {
        self.expenditures.get(id).map(|booked| &booked.expenditure)
    }

    /// Every expenditure, ordered by id, also those of years that ended and those reversed.
    pub fn expenditures(&self) -> impl Iterator<Item = &Expenditure> {
        self.expenditures.by_id().map(|(_, booked)| &booked.expenditure)
    }

    /// The same, in the order they were first recorded.
    pub(crate) fn booked(&self) -> impl Iterator<Item = &Expenditure> {
        self.expenditures.records().map(|booked| &booked.expenditure)
    }

    /// The day the last year of a fund ended; `None` if none has.
    #[must_use]
    pub fn carried_over(&self, fund: FundId) -> Option<NaiveDate> {
        self.fund(fund)?.ended.last().copied()
    }
}
