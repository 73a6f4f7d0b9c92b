//! What an event does: worked out first, and then done at once, so that a refused event changes nothing and a dry run
//! is the same as the beginning of a real one.

use chrono::NaiveDate;
use collegium_core::{Currency, Money, Period, entity::BudgetLineId};

use super::{
    BudgetEvent, BudgetEventError as E, BudgetState, Commitment, Expenditure, Level, Verdict,
    frame::{Account, Frame, Node},
    state::Booked,
};
use crate::{ControlAction, CostKind, Position};

/// What an event changes. Everything here is the value after it; funds and records are told by their places.
#[derive(Debug, Default)]
pub(super) struct Effect {
    pub(super) asked: Option<Asked>,
    /// The days of the money, if the day is not one of them and the rules only warn.
    pub(super) outside: Option<Period>,
    pub(super) moved: Vec<Moved>,
    pub(super) received: Option<(usize, Money)>,
    pub(super) used: Option<(usize, CostKind, Money)>,
    pub(super) ended: Option<(usize, NaiveDate)>,
    pub(super) made: Option<Made>,
    /// What is left of a commitment.
    pub(super) left: Option<(usize, Money)>,
    pub(super) reversed: Option<(usize, NaiveDate)>,
}

/// What the event does not say of the commitment or the expenditure it makes.
#[derive(Debug)]
pub(super) struct Made {
    pub(super) line: BudgetLineId,
    pub(super) kind: Option<CostKind>,
    pub(super) year: usize,
}

/// How a node stands before and after an event.
#[derive(Debug, Clone, Copy)]
pub(super) struct Moved {
    pub(super) node: Node,
    pub(super) before: Position,
    pub(super) after: Position,
}

impl Moved {
    /// How much more is available.
    pub(super) const fn more(&self) -> i128 {
        self.after.available().units() - self.before.available().units()
    }

    /// How much is moved, whichever way.
    pub(super) fn size(&self) -> i128 {
        let figures = |it: Position| [it.allotted(), it.committed(), it.spent()].map(Money::units);
        figures(self.after)
            .into_iter()
            .zip(figures(self.before))
            .map(|(after, before)| (after - before).abs())
            .sum()
    }
}

/// An amount that is held against a line and each level above it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Asked {
    pub(super) line: usize,
    /// The line that receives it, if one does: what both are a part of gives nothing away.
    pub(super) given_to: Option<usize>,
    pub(super) amount: Money,
    /// The day by whose rules it is held; none if it must be there, whatever the rules let be overdrawn.
    pub(super) ruled_on: Option<NaiveDate>,
}

impl Asked {
    fn nodes(self, frame: Frame<'_>) -> impl Iterator<Item = Node> {
        let shared = move |node: &Node| {
            let to = self.given_to.filter(|_| *node != Node::Line(self.line));
            to.is_some_and(|to| frame.path(to).any(|it| it == *node))
        };
        frame.path(self.line).filter(move |node| !shared(node))
    }

    /// How a node stands, and what is asked of it.
    fn level(self, state: &BudgetState, frame: Frame<'_>, node: Node) -> Option<Level> {
        let action = self.ruled_on.map_or(ControlAction::Stop, |on| frame.action(node, on));
        Some(Level { at: frame.named(node)?, position: *state.at(node)?, asked: self.amount, action })
    }
}

/// By how much a line changes, in minor units of its currency.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Move {
    pub(super) allotted: i128,
    pub(super) committed: i128,
    pub(super) spent: i128,
}

impl Move {
    fn after(self, before: Position) -> Result<Position, E> {
        let after = before.changed([self.allotted, self.committed, self.spent]);
        after.ok_or(E::OutOfRange { currency: before.currency() })
    }
}

/// The sum of two amounts of one currency.
pub(super) fn plus(one: Money, two: Money) -> Result<Money, E> {
    one.checked_add(two).map_err(|_| E::OutOfRange { currency: one.currency() })
}

impl BudgetState {
    /// What lines that change make of themselves and of every level above.
    pub(super) fn moved<'a>(
        &self,
        frame: Frame<'_>,
        changes: impl IntoIterator<Item = (Account<'a>, Move)>,
    ) -> Result<Vec<Moved>, E> {
        let mut all: Vec<Moved> = Vec::with_capacity(2);
        for (account, by) in changes {
            for node in frame.path(account.line_at) {
                if let Some(moved) = all.iter_mut().find(|moved| moved.node == node) {
                    moved.after = by.after(moved.after)?;
                } else {
                    let before = *self.at(node).ok_or(E::UnknownLine { line: account.line.id })?;
                    all.push(Moved { node, before, after: by.after(before)? });
                }
            }
        }
        Ok(all)
    }

    /// What a fund has received once it received so much more, or less.
    pub(super) fn receives(&self, account: Account<'_>, amount: Money) -> Result<Option<(usize, Money)>, E> {
        Ok(Some((account.fund_at, plus(self.received(account), amount)?)))
    }

    /// What of a fund is used for a kind of costs once so much more, or less, is.
    pub(super) fn uses(
        &self,
        account: Account<'_>,
        kind: Option<&CostKind>,
        amount: Money,
    ) -> Result<Option<(usize, CostKind, Money)>, E> {
        let Some(kind) = kind else { return Ok(None) };
        Ok(Some((account.fund_at, kind.clone(), plus(self.used(account, kind), amount)?)))
    }

    /// Changes what an event of a day changes.
    pub(super) fn enact(&mut self, on: NaiveDate, event: &BudgetEvent, effect: Effect) {
        for Moved { node, after, .. } in effect.moved {
            let position = match node {
                Node::Line(line) => self.lines.get_mut(line),
                Node::Fund(fund) => self.funds.get_mut(fund).map(|fund| &mut fund.position),
            };
            if let Some(position) = position {
                *position = after;
            }
        }
        if let Some((at, amount)) = effect.received
            && let Some(fund) = self.funds.get_mut(at)
        {
            fund.received = amount;
        }
        if let Some((at, kind, amount)) = effect.used
            && let Some(fund) = self.funds.get_mut(at)
        {
            fund.used.insert(kind, amount);
        }
        if let Some((at, on)) = effect.ended
            && let Some(fund) = self.funds.get_mut(at)
        {
            fund.ended.push(on);
        }
        if let Some((at, open)) = effect.left
            && let Some(commitment) = self.commitments.at_mut(at)
        {
            commitment.open = open;
        }
        if let Some((at, on)) = effect.reversed
            && let Some(booked) = self.expenditures.at_mut(at)
        {
            booked.expenditure.reversed = Some(on);
        }
        if let Some(made) = effect.made {
            self.make(on, event, made);
        }
    }

    fn make(&mut self, on: NaiveDate, event: &BudgetEvent, made: Made) {
        let Made { line, kind, year } = made;
        match event {
            BudgetEvent::Committed { commitment, code, amount, .. } => {
                let (id, code, amount) = (*commitment, code.clone(), *amount);
                self.commitments.add(Commitment { id, code, line, kind, opened: on, amount, open: amount });
            }
            BudgetEvent::Invoiced { expenditure, code, amount, .. }
            | BudgetEvent::Spent { expenditure, code, amount, .. } => {
                let (id, code, amount, reversed) = (*expenditure, code.clone(), *amount, None);
                let commitment = match event {
                    BudgetEvent::Invoiced { commitment, .. } => Some(*commitment),
                    _ => None,
                };
                let expenditure = Expenditure { id, code, line, commitment, kind, on, amount, reversed };
                self.expenditures.add(Booked { expenditure, year });
            }
            _ => {}
        }
    }

    /// What the control says of an event that may happen.
    pub(super) fn verdict(&self, frame: Frame<'_>, on: NaiveDate, event: &BudgetEvent) -> Result<Verdict, E> {
        let Effect { asked, outside, .. } = self.effect(frame, on, event)?;
        let of_asked =
            |asked: Asked| asked.nodes(frame).filter_map(move |node| asked.level(self, frame, node));
        Ok(Verdict { levels: asked.into_iter().flat_map(of_asked).collect(), outside })
    }

    /// That every level has what is asked of it, or does not stop at that.
    pub(super) fn held(&self, frame: Frame<'_>, asked: Asked) -> Result<Asked, E> {
        let lacks =
            |node: &Node| self.at(*node).is_some_and(|it| it.available().units() < asked.amount.units());
        let short = asked.nodes(frame).filter(lacks).filter_map(|node| asked.level(self, frame, node));
        let stops = |level: &Level| level.action == ControlAction::Stop && level.short().is_some();
        let mut stopped = short.filter(stops);
        stopped.next().map_or(Ok(asked), |level| Err(E::Insufficient { level: Box::new(level) }))
    }

    /// What is asked of a line whose control lets this be promised or spent on a day, or only warns; and the days of the
    /// money, if the day is not one of them.
    pub(super) fn controlled(
        &self,
        frame: Frame<'_>,
        account: Account<'_>,
        on: NaiveDate,
        amount: Money,
    ) -> Result<(Asked, Option<Period>), E> {
        let outside = Some(account.days()).filter(|days| amount.units() > 0 && !days.contains(on));
        let beyond = frame.control.map_or(ControlAction::Ignore, |rules| rules.outside_days);
        let outside = match (outside, beyond) {
            (Some(days), ControlAction::Stop) => {
                return Err(E::OutsideDays { line: account.code(), on, days });
            }
            (outside, ControlAction::Warn) => outside,
            _ => None,
        };
        let asked = Asked { line: account.line_at, given_to: None, amount, ruled_on: Some(on) };
        let asked = self.held(frame, asked)?;
        self.bounded(frame, account.fund.currency, 0, amount.units())?;
        Ok((asked, outside))
    }

    /// That everything of a currency can be added: what is given, and what is promised and spent; in minor units.
    pub(super) fn bounded(
        &self,
        frame: Frame<'_>,
        currency: Currency,
        given: i128,
        asked: i128,
    ) -> Result<(), E> {
        let alike = || {
            let positions = self.funds.iter().map(|fund| fund.position);
            positions.filter(|position| position.currency() == currency)
        };
        let amount = |units| Money::from_units(units, currency).map_err(|_| E::OutOfRange { currency });
        if given > 0 {
            amount(given + alike().map(|it| it.allotted().units()).sum::<i128>())?;
        }
        // Without rules every level stops, and what is given bounds what is promised and spent.
        if frame.control.is_some() && asked > 0 {
            amount(asked + alike().map(|it| it.committed().units() + it.spent().units()).sum::<i128>())?;
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
        let used = plus(self.used(account, kind), more)?;
        let received = self.received(account);
        for ceiling in terms.ceilings.iter().filter(|ceiling| ceiling.kind == *kind) {
            let (most, reached) = ceiling.limit.holds(received, used, item);
            if reached.units() > most.units() {
                let (line, kind, rule) = (account.code(), kind.clone(), Box::new(terms.source.clone()));
                return Err(E::AboveCeiling { line, kind, reached, most, rule });
            }
        }
        Ok(())
    }

    fn received(&self, account: Account<'_>) -> Money {
        self.funds.get(account.fund_at).map_or_else(|| account.zero(), |fund| fund.received)
    }

    fn used(&self, account: Account<'_>, kind: &CostKind) -> Money {
        self.funds.get(account.fund_at).map_or_else(|| account.zero(), |fund| fund.used_for(kind))
    }
}
