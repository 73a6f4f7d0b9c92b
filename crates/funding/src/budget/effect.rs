//! What an event does: worked out first, and then done at once, so that a refused event changes nothing and a dry run
//! is the same as the beginning of a real one.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use collegium_core::{
    Money,
    entity::{BudgetLineId, FundId},
};

use super::{
    BudgetEventError as E, BudgetState, Commitment, Level, Verdict,
    frame::{Account, Frame, Node},
    state::Booked,
};
use crate::{ControlAction, CostKind, Position};

/// What an event changes. Everything here is the value after it.
#[derive(Debug, Default)]
pub(super) struct Effect {
    pub(super) verdict: Verdict,
    pub(super) commitment: Option<Commitment>,
    pub(super) expenditure: Option<Booked>,
    pub(super) ended: Option<(FundId, NaiveDate)>,
    pub(super) positions: BTreeMap<Node, Position>,
    pub(super) received: Option<(FundId, Money)>,
    pub(super) used: Option<(FundId, CostKind, Money)>,
}

/// By how much a line changes; each amount in the line's currency.
pub(super) struct Move {
    pub(super) allotted: Money,
    pub(super) committed: Money,
    pub(super) spent: Money,
}

impl Move {
    pub(super) const fn of(allotted: Money, committed: Money, spent: Money) -> Self {
        Self { allotted, committed, spent }
    }
}

impl Effect {
    /// Changes a line, and with it every level above.
    pub(super) fn moves(
        &mut self,
        state: &BudgetState,
        frame: Frame<'_>,
        line: BudgetLineId,
        by: &Move,
    ) -> Result<(), E> {
        for node in frame.path(line) {
            let before = self.positions.get(&node).copied().or_else(|| state.at(node));
            let before = before.ok_or(E::UnknownLine { line })?;
            self.positions.insert(node, after(before, by)?);
        }
        Ok(())
    }

    /// Notes that a fund received more, or less.
    pub(super) fn receives(&mut self, state: &BudgetState, fund: FundId, amount: Money) -> Result<(), E> {
        self.received = Some((fund, plus(state.received(fund, amount.currency()), amount)?));
        Ok(())
    }

    /// Notes that more, or less, of a fund is used for a kind of costs.
    pub(super) fn uses(
        &mut self,
        state: &BudgetState,
        fund: FundId,
        kind: Option<&CostKind>,
        amount: Money,
    ) -> Result<(), E> {
        if let Some(kind) = kind {
            let used = plus(state.used(fund, kind, amount.currency()), amount)?;
            self.used = Some((fund, kind.clone(), used));
        }
        Ok(())
    }
}

/// The sum of two amounts of one currency.
pub(super) fn plus(one: Money, two: Money) -> Result<Money, E> {
    one.checked_add(two).map_err(|_| E::OutOfRange { currency: one.currency() })
}

fn after(before: Position, by: &Move) -> Result<Position, E> {
    let (committed, spent) = (plus(before.committed(), by.committed)?, plus(before.spent(), by.spent)?);
    let changed = Position::new(plus(before.allotted(), by.allotted)?, committed, spent);
    changed.map_err(|_| E::OutOfRange { currency: before.currency() })
}

impl BudgetState {
    /// Changes what an event changes, and hands back the verdict on it.
    pub(super) fn enact(&mut self, effect: Effect) -> Verdict {
        for (node, position) in effect.positions {
            match node {
                Node::Line(id) => {
                    self.positions.insert(id, position);
                }
                Node::Fund(id) => {
                    self.funds.entry(id).and_modify(|fund| fund.position = position);
                }
            }
        }
        if let Some((fund, amount)) = effect.received {
            self.funds.entry(fund).and_modify(|fund| fund.received = amount);
        }
        if let Some((fund, kind, amount)) = effect.used {
            self.funds.entry(fund).and_modify(|fund| fund.uses(kind, amount));
        }
        if let Some((fund, on)) = effect.ended {
            self.funds.entry(fund).and_modify(|fund| fund.ended.push(on));
        }
        if let Some(commitment) = effect.commitment {
            self.commitments.insert(commitment.id, commitment);
        }
        if let Some(booked) = effect.expenditure {
            self.expenditures.insert(booked.expenditure.id, booked);
        }
        effect.verdict
    }

    /// Holds an amount against every level of these, by what the rules do there.
    pub(super) fn held(
        &self,
        frame: Frame<'_>,
        nodes: impl Iterator<Item = Node>,
        asked: Money,
        action: impl Fn(&super::BudgetNode, bool) -> ControlAction,
    ) -> Result<Vec<Level>, E> {
        let levels = nodes.filter_map(|node| {
            let (at, position) = frame.named(node).zip(self.at(node))?;
            let action = action(&at, frame.has_parts(node));
            Some(Level { at, position, asked, action })
        });
        let held = levels.map(|level| match level.action {
            ControlAction::Stop if level.short().is_some() => Err(E::Insufficient { level: Box::new(level) }),
            _ => Ok(level),
        });
        held.collect()
    }

    /// The verdict on money of a line that is to be promised or spent on a day.
    pub(super) fn controlled(
        &self,
        frame: Frame<'_>,
        account: Account<'_>,
        on: NaiveDate,
        asked: Money,
    ) -> Result<Verdict, E> {
        let outside = Some(account.days()).filter(|days| asked.units() > 0 && !days.contains(on));
        let beyond = frame.control.map_or(ControlAction::Ignore, |rules| rules.outside_days);
        let outside = match (outside, beyond) {
            (Some(days), ControlAction::Stop) => {
                return Err(E::OutsideDays { line: account.code(), on, days });
            }
            (outside, ControlAction::Warn) => outside,
            _ => None,
        };
        let action = |at: &super::BudgetNode, has_parts| frame.action(at, has_parts, on);
        let levels = self.held(frame, frame.path(account.line.id), asked, action)?;
        self.bounded(frame, account.zero(), asked)?;
        Ok(Verdict { levels, outside })
    }

    /// That everything of a currency can be added: what is given, and what is promised and spent.
    pub(super) fn bounded(&self, frame: Frame<'_>, given: Money, asked: Money) -> Result<(), E> {
        let currency = given.currency();
        let out_of_range = |_| E::OutOfRange { currency };
        let alike = || {
            let positions = self.funds.values().map(|fund| fund.position);
            positions.filter(|position| position.currency() == currency)
        };
        if given.units() > 0 {
            Money::checked_sum(alike().map(|it| it.allotted()).chain([given]), currency)
                .map_err(out_of_range)?;
        }
        // Without rules every level stops, and what is given bounds what is promised and spent.
        if frame.control.is_some() && asked.units() > 0 {
            let used = alike().flat_map(|it| [it.committed(), it.spent()]);
            Money::checked_sum(used.chain([asked]), currency).map_err(out_of_range)?;
        }
        Ok(())
    }

    /// That the ceilings of the fund's terms allow this much more of a kind of costs, of which one item has this amount.
    pub(super) fn below_ceilings(
        &self,
        account: Account<'_>,
        kind: Option<&CostKind>,
        item: Money,
        more: Money,
    ) -> Result<(), E> {
        let Some((terms, kind)) = account.fund.terms.as_ref().zip(kind).filter(|_| more.units() > 0) else {
            return Ok(());
        };
        let (fund, currency) = (account.fund.id, account.fund.currency);
        let used = plus(self.used(fund, kind, currency), more)?;
        let received = self.received(fund, currency);
        for ceiling in terms.ceilings.iter().filter(|ceiling| ceiling.kind == *kind) {
            let (most, reached) = ceiling.limit.holds(received, used, item);
            if reached.units() > most.units() {
                let (line, kind, rule) = (account.code(), kind.clone(), Box::new(terms.source.clone()));
                return Err(E::AboveCeiling { line, kind, reached, most, rule });
            }
        }
        Ok(())
    }
}
