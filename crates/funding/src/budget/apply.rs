//! What each event would do to the state. Nothing is changed here: an [`Effect`] is worked out, or the event refused.

use chrono::NaiveDate;
use collegium_core::{
    Money,
    entity::{BudgetLineId, CommitmentId, ExpenditureId, FundId},
};

use super::{
    BudgetEvent, BudgetEventError as E, BudgetState, CarryOver, Commitment, Expenditure,
    effect::{Asked, Effect, Made, Move, plus},
    frame::{Account, Frame},
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
        let account = self.account(frame, line)?;
        account.in_currency(amount)?;
        let zero = account.zero();
        self.bounded(frame, amount, zero)?;
        let mut effect = Effect::default();
        effect.moves(self, frame, account, &Move::of(amount, zero, zero))?;
        effect.receives(self, account, amount)?;
        Ok(effect)
    }

    fn cut(&self, frame: Frame<'_>, line: BudgetLineId, amount: Money) -> Result<Effect, E> {
        positive(amount)?;
        let account = self.account(frame, line)?;
        account.in_currency(amount)?;
        let asked = Asked { line: account.line_at, given_to: None, amount, ruled_on: None };
        let mut effect = Effect { asked: Some(self.held(frame, asked)?), ..Effect::default() };
        let zero = account.zero();
        effect.moves(self, frame, account, &Move::of(amount.negated(), zero, zero))?;
        effect.receives(self, account, amount.negated())?;
        Ok(effect)
    }

    /// Whether money of a line may be used so: the line's account, the kind of costs, and what is asked.
    fn admitted<'a>(
        &self,
        frame: Frame<'a>,
        it: &Use<'_>,
    ) -> Result<(Account<'a>, Option<CostKind>, Effect), E> {
        positive(it.amount)?;
        let account = self.account(frame, it.line)?;
        account.in_currency(it.amount)?;
        account.for_purpose(it.purpose)?;
        let kind = account.kind(it.kind)?;
        let asked = self.controlled(frame, account, it.on, it.amount)?;
        self.below_ceilings(account, kind.as_ref(), it.amount, it.amount)?;
        Ok((account, kind, asked))
    }

    fn commit(&self, frame: Frame<'_>, id: CommitmentId, it: &Use<'_>) -> Result<Effect, E> {
        let (account, kind, mut effect) = self.admitted(frame, it)?;
        if let Some(Commitment { code, opened, .. }) = self.commitments.get(id) {
            return Err(E::DuplicateCommitment { code: code.clone(), opened: *opened });
        }
        effect.moves(self, frame, account, &Move::of(account.zero(), it.amount, account.zero()))?;
        effect.uses(self, account, kind.as_ref(), it.amount)?;
        effect.made = Some(self.made(account, kind));
        Ok(effect)
    }

    fn release(&self, frame: Frame<'_>, id: CommitmentId, amount: Money) -> Result<Effect, E> {
        let (at, commitment) = self.known_commitment(id, amount)?;
        let account = self.account(frame, commitment.line)?;
        account.in_currency(amount)?;
        if amount.units() > commitment.open.units() {
            let (code, open) = (commitment.code.clone(), commitment.open);
            return Err(E::ExceedsCommitment { code, asked: amount, open });
        }
        let (zero, less) = (account.zero(), amount.negated());
        let left = Some((at, plus(commitment.open, less)?));
        let mut effect = Effect { left, ..Effect::default() };
        effect.moves(self, frame, account, &Move::of(zero, less, zero))?;
        effect.uses(self, account, commitment.kind.as_ref(), less)?;
        Ok(effect)
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
        let (account, open) = (self.account(frame, *line)?, *open);
        account.in_currency(amount)?;
        let covered = if amount.units() < open.units() { amount } else { open };
        let excess = plus(amount, covered.negated())?;
        let mut effect = self.controlled(frame, account, on, excess)?;
        self.below_ceilings(account, kind.as_ref(), amount, excess)?;
        self.new_expenditure(expenditure)?;
        let freed = if closes { open } else { covered };
        effect.left = Some((at, plus(open, freed.negated())?));
        effect.moves(self, frame, account, &Move::of(account.zero(), freed.negated(), amount))?;
        effect.uses(self, account, kind.as_ref(), plus(amount, freed.negated())?)?;
        effect.made = Some(self.made(account, kind.clone()));
        Ok(effect)
    }

    fn spend(&self, frame: Frame<'_>, id: ExpenditureId, it: &Use<'_>) -> Result<Effect, E> {
        let (account, kind, mut effect) = self.admitted(frame, it)?;
        self.new_expenditure(id)?;
        effect.moves(self, frame, account, &Move::of(account.zero(), account.zero(), it.amount))?;
        effect.uses(self, account, kind.as_ref(), it.amount)?;
        effect.made = Some(self.made(account, kind));
        Ok(effect)
    }

    fn reverse(&self, frame: Frame<'_>, on: NaiveDate, id: ExpenditureId) -> Result<Effect, E> {
        let known = self.expenditures.place(id).and_then(|at| Some((at, self.expenditures.at(at)?)));
        let (at, Booked { expenditure, year }) = known.ok_or(E::UnknownExpenditure { expenditure: id })?;
        if let Some(on) = expenditure.reversed {
            return Err(E::AlreadyReversed { code: expenditure.code.clone(), on });
        }
        let account = self.account(frame, expenditure.line)?;
        if let Some(ended) = self.funds.get(account.fund_at).and_then(|fund| fund.ended.get(*year)) {
            return Err(E::YearEnded { code: expenditure.code.clone(), ended: *ended });
        }
        let (zero, less) = (account.zero(), expenditure.amount.negated());
        let mut effect = Effect { reversed: Some((at, on)), ..Effect::default() };
        effect.moves(self, frame, account, &Move::of(zero, zero, less))?;
        effect.uses(self, account, expenditure.kind.as_ref(), less)?;
        Ok(effect)
    }

    fn shift(
        &self,
        frame: Frame<'_>,
        from: BudgetLineId,
        to: BudgetLineId,
        amount: Money,
    ) -> Result<Effect, E> {
        positive(amount)?;
        let (giving, receiving) = (self.account(frame, from)?, self.account(frame, to)?);
        if giving.fund.id != receiving.fund.id {
            let earmark = giving.fund.earmark.clone();
            return Err(E::DifferentFund { from: giving.code(), to: receiving.code(), earmark });
        }
        giving.in_currency(amount)?;
        let (line, given_to) = (giving.line_at, Some(receiving.line_at));
        let asked = self.held(frame, Asked { line, given_to, amount, ruled_on: None })?;
        let mut effect = Effect { asked: Some(asked), ..Effect::default() };
        let zero = giving.zero();
        effect.moves(self, frame, giving, &Move::of(amount.negated(), zero, zero))?;
        effect.moves(self, frame, receiving, &Move::of(amount, zero, zero))?;
        Ok(effect)
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
        let mut effect = Effect { ended: Some((at, on)), ..Effect::default() };
        let lines = frame.lines.iter().zip(frame.places.lines.records());
        for (line, _) in lines.filter(|(_, place)| place.fund == at && !place.has_parts) {
            let account = self.account(frame, line.id)?;
            let (position, zero) = (account.position, account.zero());
            let spent = position.spent().negated();
            let lapses = if policy == CarryOver::Committed { position.available() } else { zero };
            let allotted = plus(spent, lapses.negated())?;
            // Only where the rules let more be spent than there was.
            if plus(position.allotted(), allotted)?.is_negative() {
                return Err(E::Overdrawn {
                    line: account.code(),
                    by: plus(position.spent(), position.allotted().negated())?,
                });
            }
            effect.moves(self, frame, account, &Move::of(allotted, zero, spent))?;
            given = plus(given, allotted)?;
        }
        // What was promised beyond what there was is given by the new year.
        self.bounded(frame, given, none)?;
        Ok(effect)
    }

    fn known_commitment(&self, id: CommitmentId, amount: Money) -> Result<(usize, &Commitment), E> {
        positive(amount)?;
        let known = self.commitments.place(id).and_then(|at| Some((at, self.commitments.at(at)?)));
        known.ok_or(E::UnknownCommitment { commitment: id })
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
