//! The funds and lines that events speak of, and where each stands in the tree.

use std::ptr;

use chrono::NaiveDate;
use collegium_core::{
    Money, Period, Source,
    entity::{BudgetLineId, FundId},
};

use super::{
    BudgetEventError as E, BudgetLine, BudgetNode, BudgetState, LineCode,
    register::{Register, Registered},
};
use crate::{ControlAction, ControlRules, CostKind, Fund, Position, Purpose};

/// Where each fund and each line stands in the lists of a budget.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Places {
    pub(super) funds: Register<FundId>,
    pub(super) lines: Register<Place>,
}

/// Where a line stands in its tree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) line: BudgetLineId,
    pub(super) fund: usize,
    /// The lines it is a part of, the nearest first.
    pub(super) above: Vec<usize>,
    pub(super) has_parts: bool,
}

impl Registered for Place {
    type Id = BudgetLineId;

    fn id(&self) -> BudgetLineId {
        self.line
    }
}

/// The funds and lines that events speak of.
#[derive(Clone, Copy)]
pub(super) struct Frame<'a> {
    pub(super) funds: &'a [Fund],
    pub(super) lines: &'a [BudgetLine],
    pub(super) control: Option<&'a ControlRules>,
    pub(super) places: &'a Places,
}

/// A node of the tree, by its place in the lists: a line, with those it is a part of, or a fund as a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Node {
    Line(usize),
    Fund(usize),
}

impl<'a> Frame<'a> {
    pub(super) fn line(self, id: BudgetLineId) -> Option<(&'a BudgetLine, &'a Fund)> {
        self.line_at(self.places.lines.place(id)?)
    }

    fn line_at(self, at: usize) -> Option<(&'a BudgetLine, &'a Fund)> {
        Some((self.lines.get(at)?, self.funds.get(self.places.lines.at(at)?.fund)?))
    }

    /// A line, every line it is a part of, and its fund; nothing if the line is not there.
    pub(super) fn path(self, line: usize) -> impl Iterator<Item = Node> {
        let place = self.places.lines.at(line);
        let above = place.into_iter().flat_map(|place| place.above.iter().copied());
        let own = place.map(|_| line);
        own.into_iter().chain(above).map(Node::Line).chain(place.map(|place| Node::Fund(place.fund)))
    }

    /// The account of a line that holds money.
    pub(super) fn account(self, id: BudgetLineId) -> Result<Account<'a>, E> {
        let known = || {
            let line_at = self.places.lines.place(id)?;
            let place = self.places.lines.at(line_at)?;
            let (line, fund_at) = (self.lines.get(line_at)?, place.fund);
            Some((Account { line, fund: self.funds.get(fund_at)?, line_at, fund_at }, place.has_parts))
        };
        match known() {
            None => Err(E::UnknownLine { line: id }),
            Some((account, true)) => Err(E::HasParts { line: account.code() }),
            Some((account, false)) => Ok(account),
        }
    }

    /// What is done on a day if a node's money is exceeded.
    pub(super) fn action(self, node: Node, on: NaiveDate) -> ControlAction {
        let ruled = self.control.zip(self.named(node));
        ruled.map_or(ControlAction::Stop, |(rules, at)| rules.action(&at, self.has_parts(node), on))
    }

    pub(super) fn has_parts(self, node: Node) -> bool {
        matches!(node, Node::Line(line) if self.places.lines.at(line).is_some_and(|place| place.has_parts))
    }

    pub(super) fn named(self, node: Node) -> Option<BudgetNode> {
        Some(match node {
            Node::Line(line) => {
                let (line, fund) = self.line_at(line)?;
                BudgetNode::Line(LineCode { fund: fund.code.clone(), line: line.code.clone() })
            }
            Node::Fund(fund) => BudgetNode::Fund(self.funds.get(fund)?.code.clone()),
        })
    }
}

/// A line that holds money, its fund, and where they stand.
#[derive(Clone, Copy)]
pub(super) struct Account<'a> {
    pub(super) line: &'a BudgetLine,
    pub(super) fund: &'a Fund,
    pub(super) line_at: usize,
    pub(super) fund_at: usize,
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
        // Who reads many entries gives them the very text of the line: then its letters need not be looked at.
        if ptr::eq(purpose.as_str(), self.line.purpose.as_str()) || *purpose == self.line.purpose {
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
    pub(super) fn at(&self, node: Node) -> Option<&Position> {
        match node {
            Node::Line(line) => self.lines.get(line),
            Node::Fund(fund) => self.funds.get(fund).map(|fund| &fund.position),
        }
    }
}
