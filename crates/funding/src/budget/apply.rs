//! What each event would do to the state. Nothing is changed here: an [`Effect`] is worked out, or the event refused.

use chrono::NaiveDate;
use collegium_core::{
    Money,
    entity::{BudgetLineId, CommitmentId, ExpenditureId, FundId},
};

use super::{
    BudgetEvent, BudgetEventError as E, BudgetState, CarryOver, Commitment, Expenditure,
    effect::{Asked, Effect, Made, Move, plus},
    frame::{Account, Frame, Node},
    state::Booked,
};
use crate::{CostKind, Purpose};

/// A line, what its money is used for, and on which day.
struct Use<'a> {
    line: BudgetLineId,
    purpose: &'a Purpose,
    kind: Option<&'a CostKind>,
    amount: Money,
    on: NaiveDate,
}

impl BudgetState {
    /// What an event would do.
    pub(super) fn effect(&self, frame: Frame<'_>, on: NaiveDate, event: &BudgetEvent) -> Result<Effect, E> {
        match event {
            BudgetEvent::Allotted { line, amount } => self.allot(frame, *line, *amount),
            BudgetEvent::Cut { line, amount } => self.cut(frame, *line, *amount),
            BudgetEvent::Committed { commitment, line, purpose, kind, amount, .. } => {
                let (line, amount) = (*line, *amount);
                self.commit(frame, *commitment, &Use { line, purpose, kind: kind.as_ref(), amount, on })
            }
            BudgetEvent::Released { commitment, amount } => self.release(frame, *commitment, *amount),
            BudgetEvent::Invoiced { expenditure, commitment, amount, closes, .. } => {
                self.invoice(frame, on, (*expenditure, *commitment), *amount, *closes)
            }
            BudgetEvent::Spent { expenditure, line, purpose, kind, amount, .. } => {
                let (line, amount) = (*line, *amount);
                self.spend(frame, *expenditure, &Use { line, purpose, kind: kind.as_ref(), amount, on })
            }
            BudgetEvent::Reversed { expenditure } => self.reverse(frame, on, *expenditure),
            BudgetEvent::Shifted { from, to, amount } => self.shift(frame, *from, *to, *amount),
            BudgetEvent::CarriedOver { fund, policy } => self.carry_over(frame, on, *fund, *policy),
        }
    }

    fn allot(&self, frame: Frame<'_>, line: BudgetLineId, amount: Money) -> Result<Effect, E> {
        positive(amount)?;
        let account = frame.account(line)?;
        account.in_currency(amount)?;
        self.bounded(frame, amount.currency(), amount.units(), 0)?;
        let moved = self.moved(frame, [(account, Move { allotted: amount.units(), ..Move::default() })])?;
        Ok(Effect { moved, received: self.receives(account, amount)?, ..Effect::default() })
    }

    fn cut(&self, frame: Frame<'_>, line: BudgetLineId, amount: Money) -> Result<Effect, E> {
        positive(amount)?;
        let account = frame.account(line)?;
        account.in_currency(amount)?;
        let asked = Asked { line: account.line_at, given_to: None, amount, ruled_on: None };
        let asked = Some(self.held(frame, asked)?);
        let moved = self.moved(frame, [(account, Move { allotted: -amount.units(), ..Move::default() })])?;
        Ok(Effect { asked, moved, received: self.receives(account, amount.negated())?, ..Effect::default() })
    }

    /// Money of a line that is used, if it may be used so: promised, or spent.
    fn used_of(
        &self,
        frame: Frame<'_>,
        it: &Use<'_>,
        is_new: impl FnOnce() -> Result<(), E>,
        by: Move,
    ) -> Result<Effect, E> {
        positive(it.amount)?;
        let account = frame.account(it.line)?;
        account.in_currency(it.amount)?;
        account.for_purpose(it.purpose)?;
        let kind = account.kind(it.kind)?;
        let (asked, outside) = self.controlled(frame, account, it.on, it.amount)?;
        self.below_ceilings(account, kind.as_ref(), it.amount, it.amount)?;
        is_new()?;
        let moved = self.moved(frame, [(account, by)])?;
        let used = self.uses(account, kind.as_ref(), it.amount)?;
        let made = Some(self.made(account, kind));
        Ok(Effect { asked: Some(asked), outside, moved, used, made, ..Effect::default() })
    }

    fn commit(&self, frame: Frame<'_>, id: CommitmentId, it: &Use<'_>) -> Result<Effect, E> {
        let by = Move { committed: it.amount.units(), ..Move::default() };
        self.used_of(frame, it, || self.new_commitment(id), by)
    }

    fn release(&self, frame: Frame<'_>, id: CommitmentId, amount: Money) -> Result<Effect, E> {
        let (at, commitment) = self.known_commitment(id, amount)?;
        let account = frame.account(commitment.line)?;
        account.in_currency(amount)?;
        if amount.units() > commitment.open.units() {
            let (code, open) = (commitment.code.clone(), commitment.open);
            return Err(E::ExceedsCommitment { code, asked: amount, open });
        }
        let less = amount.negated();
        let left = Some((at, plus(commitment.open, less)?));
        let moved = self.moved(frame, [(account, Move { committed: less.units(), ..Move::default() })])?;
        let used = self.uses(account, commitment.kind.as_ref(), less)?;
        Ok(Effect { moved, used, left, ..Effect::default() })
    }

    fn invoice(
        &self,
        frame: Frame<'_>,
        on: NaiveDate,
        (expenditure, commitment): (ExpenditureId, CommitmentId),
        amount: Money,
        closes: bool,
    ) -> Result<Effect, E> {
        let (at, Commitment { line, kind, open, .. }) = self.known_commitment(commitment, amount)?;
        let (account, open) = (frame.account(*line)?, *open);
        account.in_currency(amount)?;
        let covered = if amount.units() < open.units() { amount } else { open };
        let excess = plus(amount, covered.negated())?;
        let (asked, outside) = self.controlled(frame, account, on, excess)?;
        self.below_ceilings(account, kind.as_ref(), amount, excess)?;
        self.new_expenditure(expenditure)?;
        let freed = if closes { open } else { covered };
        let left = Some((at, plus(open, freed.negated())?));
        let by = Move { committed: -freed.units(), spent: amount.units(), ..Move::default() };
        let moved = self.moved(frame, [(account, by)])?;
        let used = self.uses(account, kind.as_ref(), plus(amount, freed.negated())?)?;
        let made = Some(self.made(account, kind.clone()));
        Ok(Effect { asked: Some(asked), outside, moved, used, made, left, ..Effect::default() })
    }

    fn spend(&self, frame: Frame<'_>, id: ExpenditureId, it: &Use<'_>) -> Result<Effect, E> {
        let by = Move { spent: it.amount.units(), ..Move::default() };
        self.used_of(frame, it, || self.new_expenditure(id), by)
    }

    fn reverse(&self, frame: Frame<'_>, on: NaiveDate, id: ExpenditureId) -> Result<Effect, E> {
        let known = self.expenditures.place(id).and_then(|at| Some((at, self.expenditures.at(at)?)));
        let (at, Booked { expenditure, year }) = known.ok_or(E::UnknownExpenditure { expenditure: id })?;
        if let Some(on) = expenditure.reversed {
            return Err(E::AlreadyReversed { code: expenditure.code.clone(), on });
        }
        let account = frame.account(expenditure.line)?;
        if let Some(ended) = self.funds.get(account.fund_at).and_then(|fund| fund.ended.get(*year)) {
            return Err(E::YearEnded { code: expenditure.code.clone(), ended: *ended });
        }
        let less = expenditure.amount.negated();
        let moved = self.moved(frame, [(account, Move { spent: less.units(), ..Move::default() })])?;
        let used = self.uses(account, expenditure.kind.as_ref(), less)?;
        Ok(Effect { moved, used, reversed: Some((at, on)), ..Effect::default() })
    }

    fn shift(
        &self,
        frame: Frame<'_>,
        from: BudgetLineId,
        to: BudgetLineId,
        amount: Money,
    ) -> Result<Effect, E> {
        positive(amount)?;
        let (giving, receiving) = (frame.account(from)?, frame.account(to)?);
        if giving.fund.id != receiving.fund.id {
            let earmark = giving.fund.earmark.clone();
            return Err(E::DifferentFund { from: giving.code(), to: receiving.code(), earmark });
        }
        giving.in_currency(amount)?;
        let (line, given_to) = (giving.line_at, Some(receiving.line_at));
        let asked = self.held(frame, Asked { line, given_to, amount, ruled_on: None })?;
        let by = |allotted| Move { allotted, ..Move::default() };
        let moved = self.moved(frame, [(giving, by(-amount.units())), (receiving, by(amount.units()))])?;
        Ok(Effect { asked: Some(asked), moved, ..Effect::default() })
    }

    fn carry_over(
        &self,
        frame: Frame<'_>,
        on: NaiveDate,
        id: FundId,
        policy: CarryOver,
    ) -> Result<Effect, E> {
        let known = frame.places.funds.place(id).and_then(|at| Some((at, frame.funds.get(at)?)));
        let (at, fund) = known.ok_or(E::UnknownFund { fund: id })?;
        let none = Money::zero(fund.currency);
        let mut given = none;
        let mut changes = Vec::new();
        let lines = frame.lines.iter().zip(frame.places.lines.records());
        for (line, _) in lines.filter(|(_, place)| place.fund == at && !place.has_parts) {
            let account = frame.account(line.id)?;
            let position = self.at(Node::Line(account.line_at)).ok_or(E::UnknownLine { line: line.id })?;
            let spent = position.spent().negated();
            let lapses = if policy == CarryOver::Committed { position.available() } else { none };
            let allotted = plus(spent, lapses.negated())?;
            // Only where the rules let more be spent than there was.
            if plus(position.allotted(), allotted)?.is_negative() {
                return Err(E::Overdrawn {
                    line: account.code(),
                    by: plus(position.spent(), position.allotted().negated())?,
                });
            }
            changes.push((account, Move { allotted: allotted.units(), committed: 0, spent: spent.units() }));
            given = plus(given, allotted)?;
        }
        // What was promised beyond what there was is given by the new year.
        self.bounded(frame, fund.currency, given.units(), 0)?;
        Ok(Effect { moved: self.moved(frame, changes)?, ended: Some((at, on)), ..Effect::default() })
    }

    fn known_commitment(&self, id: CommitmentId, amount: Money) -> Result<(usize, &Commitment), E> {
        positive(amount)?;
        let known = self.commitments.place(id).and_then(|at| Some((at, self.commitments.at(at)?)));
        known.ok_or(E::UnknownCommitment { commitment: id })
    }

    fn new_commitment(&self, id: CommitmentId) -> Result<(), E> {
        match self.commitments.get(id) {
            Some(Commitment { code, opened, .. }) => {
                Err(E::DuplicateCommitment { code: code.clone(), opened: *opened })
            }
            None => Ok(()),
        }
    }

    fn new_expenditure(&self, id: ExpenditureId) -> Result<(), E> {
        match self.expenditure(id) {
            Some(Expenditure { code, on, .. }) => {
                Err(E::DuplicateExpenditure { code: code.clone(), on: *on })
            }
            None => Ok(()),
        }
    }

    fn made(&self, account: Account<'_>, kind: Option<CostKind>) -> Made {
        let year = self.funds.get(account.fund_at).map_or(0, |fund| fund.ended.len());
        Made { line: account.line.id, kind, year }
    }
}

fn positive(amount: Money) -> Result<(), E> {
    if amount.units() > 0 { Ok(()) } else { Err(E::NotPositive { amount }) }
}
