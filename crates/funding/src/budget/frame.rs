//! The funds and lines that events speak of, and where each stands in the tree.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use collegium_core::{
    Money, Period, Source,
    entity::{BudgetLineId, FundId},
};

use super::{BudgetEventError as E, BudgetLine, BudgetNode, BudgetState, LineCode};
use crate::{ControlAction, ControlRules, CostKind, Fund, Position, Purpose};

/// Where each line stands.
pub(super) type Places = BTreeMap<BudgetLineId, Place>;

/// Where a line and its fund stand in the lists of a budget, and the line in its tree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) line: usize,
    pub(super) fund: usize,
    /// The lines it is a part of, the nearest first.
    pub(super) above: Vec<BudgetLineId>,
    pub(super) has_parts: bool,
}

/// The funds and lines that events speak of.
#[derive(Clone, Copy)]
pub(super) struct Frame<'a> {
    pub(super) funds: &'a [Fund],
    pub(super) lines: &'a [BudgetLine],
    pub(super) control: Option<&'a ControlRules>,
    pub(super) places: &'a Places,
}

/// A node of the tree: a line, with those it is a part of, or a fund as a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Node {
    Line(BudgetLineId),
    Fund(FundId),
}

impl<'a> Frame<'a> {
    pub(super) fn line(self, id: BudgetLineId) -> Option<(&'a BudgetLine, &'a Fund)> {
        let Place { line, fund, .. } = self.places.get(&id)?;
        Some((self.lines.get(*line)?, self.funds.get(*fund)?))
    }

    /// A line, every line it is a part of, and its fund; nothing if the line is not there.
    pub(super) fn path(self, id: BudgetLineId) -> impl Iterator<Item = Node> {
        let place = self.places.get(&id);
        let above = place.into_iter().flat_map(|place| place.above.iter().copied());
        let fund = place.and_then(|place| self.funds.get(place.fund)).map(|fund| Node::Fund(fund.id));
        let own = place.map(|_| id);
        own.into_iter().chain(above).map(Node::Line).chain(fund)
    }

    /// What is done on a day if a node's money is exceeded.
    pub(super) fn action(self, node: &BudgetNode, has_parts: bool, on: NaiveDate) -> ControlAction {
        self.control.map_or(ControlAction::Stop, |rules| rules.action(node, has_parts, on))
    }

    pub(super) fn has_parts(self, node: Node) -> bool {
        matches!(node, Node::Line(id) if self.places.get(&id).is_some_and(|place| place.has_parts))
    }

    pub(super) fn named(self, node: Node) -> Option<BudgetNode> {
        Some(match node {
            Node::Line(id) => {
                let (line, fund) = self.line(id)?;
                BudgetNode::Line(LineCode { fund: fund.code.clone(), line: line.code.clone() })
            }
            Node::Fund(id) => BudgetNode::Fund(self.funds.iter().find(|fund| fund.id == id)?.code.clone()),
        })
    }
}

/// A line that holds money, and its fund.
#[derive(Clone, Copy)]
pub(super) struct Account<'a> {
    pub(super) line: &'a BudgetLine,
    pub(super) fund: &'a Fund,
    pub(super) position: Position,
}

impl Account<'_> {
    pub(super) fn code(&self) -> LineCode {
        LineCode { fund: self.fund.code.clone(), line: self.line.code.clone() }
    }

    pub(super) fn zero(&self) -> Money {
        Money::zero(self.fund.currency)
    }

    /// The days on which its money may be used.
    pub(super) fn days(&self) -> Period {
        self.line.period.unwrap_or(self.fund.validity)
    }

    pub(super) fn in_currency(&self, amount: Money) -> Result<(), E> {
        if amount.currency() == self.fund.currency {
            return Ok(());
        }
        Err(E::WrongCurrency { line: self.code(), expected: self.fund.currency, given: amount.currency() })
    }

    pub(super) fn for_purpose(&self, purpose: &Purpose) -> Result<(), E> {
        if *purpose == self.line.purpose {
            return Ok(());
        }
        Err(E::WrongPurpose {
            line: self.code(),
            expected: self.line.purpose.clone(),
            given: purpose.clone(),
            earmark: self.fund.earmark.clone(),
        })
    }

    /// The kind of costs that is booked: what the event says, or else what the line is for.
    pub(super) fn kind(&self, given: Option<&CostKind>) -> Result<Option<CostKind>, E> {
        if let (Some(expected), Some(given)) = (&self.line.kind, given)
            && expected != given
        {
            return Err(E::WrongKind { line: self.code(), expected: expected.clone(), given: given.clone() });
        }
        let kind = given.or(self.line.kind.as_ref()).cloned();
        let Some(terms) = self.fund.terms.as_ref().filter(|terms| !terms.cost_kinds.is_empty()) else {
            return Ok(kind);
        };
        let rule = || Box::<Source>::new(terms.source.clone());
        match kind {
            None => Err(E::NoKind { line: self.code(), rule: rule() }),
            Some(kind) if !terms.allows(&kind) => {
                Err(E::Ineligible { line: self.code(), kind, rule: rule() })
            }
            kind => Ok(kind),
        }
    }
}

impl BudgetState {
    pub(super) fn account<'a>(&self, frame: Frame<'a>, id: BudgetLineId) -> Result<Account<'a>, E> {
        let known = frame.line(id).zip(self.positions.get(&id));
        let ((line, fund), position) = known.ok_or(E::UnknownLine { line: id })?;
        let account = Account { line, fund, position: *position };
        if frame.has_parts(Node::Line(id)) {
            return Err(E::HasParts { line: account.code() });
        }
        Ok(account)
    }

    pub(super) fn at(&self, node: Node) -> Option<Position> {
        match node {
            Node::Line(id) => self.position(id),
            Node::Fund(id) => self.fund_position(id),
        }
    }
}
