//! What each event would do to the state. Nothing is changed here: an [`Effect`] is worked out, or the event refused.

use chrono::NaiveDate;
use collegium_core::{
    Money,
    entity::{BudgetLineId, CommitmentId, ExpenditureId, FundId},
};

use super::{
    BudgetEvent, BudgetEventError as E, BudgetState, CarryOver, Commitment, Expenditure, Verdict,
    effect::{Effect, Move, plus},
    frame::{Account, Frame, Node},
    state::Booked,
};
use crate::{ControlAction, CostKind, Purpose};

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
            BudgetEvent::Committed { commitment, code, line, purpose, kind, amount } => {
                let (id, code, line, amount) = (*commitment, code.clone(), *line, *amount);
                let opened = Commitment { id, code, line, kind: None, opened: on, amount, open: amount };
                self.commit(frame, opened, &Use { line, purpose, kind: kind.as_ref(), amount, on })
            }
            BudgetEvent::Released { commitment, amount } => self.release(frame, *commitment, *amount),
            BudgetEvent::Invoiced { expenditure, code, commitment, amount, closes } => {
                let against = self.known_commitment(*commitment, *amount)?;
                let (id, line, commitment) = (*expenditure, against.line, Some(*commitment));
                let (code, kind, amount, reversed) = (code.clone(), against.kind.clone(), *amount, None);
                let spent = Expenditure { id, code, line, commitment, kind, on, amount, reversed };
                self.invoice(frame, against, spent, *closes)
            }
            BudgetEvent::Spent { expenditure, code, line, purpose, kind, amount } => {
                let (id, line, code, amount) = (*expenditure, *line, code.clone(), *amount);
                let (commitment, reversed) = (None, None);
                let spent = Expenditure { id, code, line, commitment, kind: None, on, amount, reversed };
                self.spend(frame, spent, &Use { line, purpose, kind: kind.as_ref(), amount, on })
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
        effect.moves(self, frame, line, &Move::of(amount, zero, zero))?;
        effect.receives(self, account.fund.id, amount)?;
        Ok(effect)
    }

    fn cut(&self, frame: Frame<'_>, line: BudgetLineId, amount: Money) -> Result<Effect, E> {
        positive(amount)?;
        let account = self.account(frame, line)?;
        account.in_currency(amount)?;
        let mut effect = Effect::default();
        // What is taken back must be there, whatever the rules let be overdrawn.
        effect.verdict.levels = self.held(frame, frame.path(line), amount, |_, _| ControlAction::Stop)?;
        let zero = account.zero();
        effect.moves(self, frame, line, &Move::of(amount.negated(), zero, zero))?;
        effect.receives(self, account.fund.id, amount.negated())?;
        Ok(effect)
    }

    /// Whether money of a line may be used so: the line's account, the kind of costs, and the verdict.
    fn admitted<'a>(
        &self,
        frame: Frame<'a>,
        it: &Use<'_>,
    ) -> Result<(Account<'a>, Option<CostKind>, Verdict), E> {
        positive(it.amount)?;
        let account = self.account(frame, it.line)?;
        account.in_currency(it.amount)?;
        account.for_purpose(it.purpose)?;
        let kind = account.kind(it.kind)?;
        let verdict = self.controlled(frame, account, it.on, it.amount)?;
        self.below_ceilings(account, kind.as_ref(), it.amount, it.amount)?;
        Ok((account, kind, verdict))
    }

    fn commit(&self, frame: Frame<'_>, opened: Commitment, it: &Use<'_>) -> Result<Effect, E> {
        let (account, kind, verdict) = self.admitted(frame, it)?;
        if let Some(Commitment { code, opened, .. }) = self.commitments.get(&opened.id) {
            return Err(E::DuplicateCommitment { code: code.clone(), opened: *opened });
        }
        let mut effect = Effect { verdict, ..Effect::default() };
        effect.moves(self, frame, it.line, &Move::of(account.zero(), it.amount, account.zero()))?;
        effect.uses(self, account.fund.id, kind.as_ref(), it.amount)?;
        effect.commitment = Some(Commitment { kind, ..opened });
        Ok(effect)
    }

    fn release(&self, frame: Frame<'_>, id: CommitmentId, amount: Money) -> Result<Effect, E> {
        let mut commitment = self.known_commitment(id, amount)?;
        let account = self.account(frame, commitment.line)?;
        account.in_currency(amount)?;
        if amount.units() > commitment.open.units() {
            let Commitment { code, open, .. } = commitment;
            return Err(E::ExceedsCommitment { code, asked: amount, open });
        }
        let (zero, less) = (account.zero(), amount.negated());
        commitment.open = plus(commitment.open, less)?;
        let mut effect = Effect::default();
        effect.moves(self, frame, commitment.line, &Move::of(zero, less, zero))?;
        effect.uses(self, account.fund.id, commitment.kind.as_ref(), less)?;
        effect.commitment = Some(commitment);
        Ok(effect)
    }

    fn invoice(
        &self,
        frame: Frame<'_>,
        mut against: Commitment,
        spent: Expenditure,
        closes: bool,
    ) -> Result<Effect, E> {
        let account = self.account(frame, against.line)?;
        let (amount, open) = (spent.amount, against.open);
        account.in_currency(amount)?;
        let covered = if amount.units() < open.units() { amount } else { open };
        let excess = plus(amount, covered.negated())?;
        let verdict = self.controlled(frame, account, spent.on, excess)?;
        self.below_ceilings(account, spent.kind.as_ref(), amount, excess)?;
        self.new_expenditure(spent.id)?;
        let freed = if closes { open } else { covered };
        against.open = plus(open, freed.negated())?;
        let mut effect = Effect { verdict, ..Effect::default() };
        effect.moves(self, frame, spent.line, &Move::of(account.zero(), freed.negated(), amount))?;
        effect.uses(self, account.fund.id, spent.kind.as_ref(), plus(amount, freed.negated())?)?;
        effect.commitment = Some(against);
        effect.expenditure = Some(self.booked(account.fund.id, spent));
        Ok(effect)
    }

    fn spend(&self, frame: Frame<'_>, spent: Expenditure, it: &Use<'_>) -> Result<Effect, E> {
        let (account, kind, verdict) = self.admitted(frame, it)?;
        self.new_expenditure(spent.id)?;
        let mut effect = Effect { verdict, ..Effect::default() };
        effect.moves(self, frame, it.line, &Move::of(account.zero(), account.zero(), it.amount))?;
        effect.uses(self, account.fund.id, kind.as_ref(), it.amount)?;
        effect.expenditure = Some(self.booked(account.fund.id, Expenditure { kind, ..spent }));
        Ok(effect)
    }

    fn reverse(&self, frame: Frame<'_>, on: NaiveDate, id: ExpenditureId) -> Result<Effect, E> {
        let known = self.expenditures.get(&id).cloned();
        let Booked { mut expenditure, year } = known.ok_or(E::UnknownExpenditure { expenditure: id })?;
        if let Some(on) = expenditure.reversed {
            return Err(E::AlreadyReversed { code: expenditure.code, on });
        }
        let account = self.account(frame, expenditure.line)?;
        if let Some(ended) = self.funds.get(&account.fund.id).and_then(|fund| fund.ended.get(year)) {
            return Err(E::YearEnded { code: expenditure.code, ended: *ended });
        }
        let (zero, less) = (account.zero(), expenditure.amount.negated());
        expenditure.reversed = Some(on);
        let mut effect = Effect::default();
        effect.moves(self, frame, expenditure.line, &Move::of(zero, zero, less))?;
        effect.uses(self, account.fund.id, expenditure.kind.as_ref(), less)?;
        effect.expenditure = Some(Booked { expenditure, year });
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
        // What the two lines are both a part of gives nothing away. What is given must be there, whatever the rules.
        let shared: Vec<Node> = frame.path(to).filter(|node| *node != Node::Line(from)).collect();
        let gives = frame.path(from).filter(|node| !shared.contains(node));
        let mut effect = Effect::default();
        effect.verdict.levels = self.held(frame, gives, amount, |_, _| ControlAction::Stop)?;
        let zero = giving.zero();
        effect.moves(self, frame, from, &Move::of(amount.negated(), zero, zero))?;
        effect.moves(self, frame, to, &Move::of(amount, zero, zero))?;
        Ok(effect)
    }

    fn carry_over(
        &self,
        frame: Frame<'_>,
        on: NaiveDate,
        id: FundId,
        policy: CarryOver,
    ) -> Result<Effect, E> {
        let fund = frame.funds.iter().find(|fund| fund.id == id).ok_or(E::UnknownFund { fund: id })?;
        let none = Money::zero(fund.currency);
        let mut given = none;
        let mut effect = Effect { ended: Some((id, on)), ..Effect::default() };
        let of_fund = |line: &&super::BudgetLine| line.fund == id && !frame.has_parts(Node::Line(line.id));
        for line in frame.lines.iter().filter(of_fund) {
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
            effect.moves(self, frame, line.id, &Move::of(allotted, zero, spent))?;
            given = plus(given, allotted)?;
        }
        // What was promised beyond what there was is given by the new year.
        self.bounded(frame, given, none)?;
        Ok(effect)
    }

    fn known_commitment(&self, id: CommitmentId, amount: Money) -> Result<Commitment, E> {
        positive(amount)?;
        self.commitments.get(&id).cloned().ok_or(E::UnknownCommitment { commitment: id })
    }

    fn new_expenditure(&self, id: ExpenditureId) -> Result<(), E> {
        match self.expenditure(id) {
            Some(Expenditure { code, on, .. }) => {
                Err(E::DuplicateExpenditure { code: code.clone(), on: *on })
            }
            None => Ok(()),
        }
    }

    fn booked(&self, fund: FundId, expenditure: Expenditure) -> Booked {
        let year = self.funds.get(&fund).map_or(0, |fund| fund.ended.len());
        Booked { expenditure, year }
    }
}

fn positive(amount: Money) -> Result<(), E> {
    if amount.units() > 0 { Ok(()) } else { Err(E::NotPositive { amount }) }
}
