//! What each event does to the state. Every function first checks everything, then changes.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use collegium_core::{
    Money,
    entity::{BudgetLineId, CommitmentId, ExpenditureId, FundId},
};

use super::{
    BudgetEvent, BudgetEventError as E, BudgetLine, BudgetState, CarryOver, Commitment, Expenditure,
    LineCode, state::Booked,
};
use crate::{Fund, Position, Purpose};

/// Where a line and its fund stand in the lists of a budget.
pub(super) type Places = BTreeMap<BudgetLineId, (usize, usize)>;

/// The funds and lines that events speak of.
#[derive(Clone, Copy)]
pub(super) struct Frame<'a> {
    pub(super) funds: &'a [Fund],
    pub(super) lines: &'a [BudgetLine],
    pub(super) places: &'a Places,
}

/// A line, its fund, and how it stands.
struct Account<'a> {
    line: &'a BudgetLine,
    fund: &'a Fund,
    position: Position,
}

impl<'a> Frame<'a> {
    pub(super) fn line(self, id: BudgetLineId) -> Option<(&'a BudgetLine, &'a Fund)> {
        let (line, fund) = self.places.get(&id)?;
        Some((self.lines.get(*line)?, self.funds.get(*fund)?))
    }
}

impl Account<'_> {
    fn code(&self) -> LineCode {
        LineCode { fund: self.fund.code.clone(), line: self.line.code.clone() }
    }

    fn in_currency(&self, amount: Money) -> Result<(), E> {
        if amount.currency() == self.fund.currency {
            return Ok(());
        }
        Err(E::WrongCurrency { line: self.code(), expected: self.fund.currency, given: amount.currency() })
    }

    fn for_purpose(&self, purpose: &Purpose) -> Result<(), E> {
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

    /// Both amounts are in the line's currency.
    fn has(&self, asked: Money) -> Result<(), E> {
        let available = self.position.available();
        if asked.units() <= available.units() {
            return Ok(());
        }
        Err(E::Insufficient { line: self.code(), asked, available })
    }

    /// The position after these changes, each in the line's currency. The caller has checked that nothing is overdrawn,
    /// so only an allotment can go too far.
    fn changed(&self, allotted: Money, committed: Money, spent: Money) -> Result<Position, E> {
        let out_of_range = E::OutOfRange { currency: self.fund.currency };
        let before = self.position;
        let sum = |one: Money, two| one.checked_add(two).map_err(|_| out_of_range.clone());
        let (committed, spent) = (sum(before.committed(), committed)?, sum(before.spent(), spent)?);
        Position::new(sum(before.allotted(), allotted)?, committed, spent).map_err(|_| out_of_range)
    }

    fn zero(&self) -> Money {
        Money::zero(self.fund.currency)
    }
}

impl BudgetState {
    /// Lets an event happen; if it cannot, nothing is changed.
    pub(super) fn apply(&mut self, frame: Frame<'_>, on: NaiveDate, event: &BudgetEvent) -> Result<(), E> {
        match event {
            BudgetEvent::Allotted { line, amount } => self.allot(frame, *line, *amount),
            BudgetEvent::Committed { commitment, code, line, purpose, amount } => {
                let (id, code) = (*commitment, code.clone());
                let opened = Commitment { id, code, line: *line, opened: on, amount: *amount, open: *amount };
                self.commit(frame, opened, purpose)
            }
            BudgetEvent::Released { commitment, amount } => self.release(frame, *commitment, *amount),
            BudgetEvent::Invoiced { expenditure, code, commitment, amount, closes } => {
                let against = self.known_commitment(*commitment, *amount)?;
                let (id, line, commitment) = (*expenditure, against.line, Some(*commitment));
                let (code, amount, reversed) = (code.clone(), *amount, None);
                let spent = Expenditure { id, code, line, commitment, on, amount, reversed };
                self.invoice(frame, against, spent, *closes)
            }
            BudgetEvent::Spent { expenditure, code, line, purpose, amount } => {
                let (id, line, code, amount) = (*expenditure, *line, code.clone(), *amount);
                let spent = Expenditure { id, code, line, commitment: None, on, amount, reversed: None };
                self.spend(frame, spent, purpose)
            }
            BudgetEvent::Reversed { expenditure } => self.reverse(frame, on, *expenditure),
            BudgetEvent::Shifted { from, to, amount } => self.shift(frame, *from, *to, *amount),
            BudgetEvent::CarriedOver { fund, policy } => self.carry_over(frame, on, *fund, *policy),
        }
    }

    fn allot(&mut self, frame: Frame<'_>, line: BudgetLineId, amount: Money) -> Result<(), E> {
        positive(amount)?;
        let account = self.account(frame, line)?;
        account.in_currency(amount)?;
        let currency = account.fund.currency;
        // So that every sum a statement makes can be held: allotments of one currency bound all others.
        let alike = self.positions.values().filter(|position| position.currency() == currency);
        let total = alike.map(Position::allotted).chain([amount]);
        Money::checked_sum(total, currency).map_err(|_| E::OutOfRange { currency })?;
        let after = account.changed(amount, account.zero(), account.zero())?;
        self.positions.insert(line, after);
        Ok(())
    }

    fn commit(&mut self, frame: Frame<'_>, opened: Commitment, purpose: &Purpose) -> Result<(), E> {
        positive(opened.amount)?;
        let account = self.account(frame, opened.line)?;
        account.in_currency(opened.amount)?;
        account.for_purpose(purpose)?;
        account.has(opened.amount)?;
        if let Some(Commitment { code, opened, .. }) = self.commitments.get(&opened.id) {
            return Err(E::DuplicateCommitment { code: code.clone(), opened: *opened });
        }
        let after = account.changed(account.zero(), opened.amount, account.zero())?;
        self.positions.insert(opened.line, after);
        self.commitments.insert(opened.id, opened);
        Ok(())
    }

    fn release(&mut self, frame: Frame<'_>, id: CommitmentId, amount: Money) -> Result<(), E> {
        let mut commitment = self.known_commitment(id, amount)?;
        let account = self.account(frame, commitment.line)?;
        account.in_currency(amount)?;
        if amount.units() > commitment.open.units() {
            let Commitment { code, open, .. } = commitment;
            return Err(E::ExceedsCommitment { code, asked: amount, open });
        }
        let after = account.changed(account.zero(), amount.negated(), account.zero())?;
        commitment.open = less(commitment.open, amount)?;
        self.positions.insert(commitment.line, after);
        self.commitments.insert(id, commitment);
        Ok(())
    }

    fn invoice(
        &mut self,
        frame: Frame<'_>,
        mut against: Commitment,
        spent: Expenditure,
        closes: bool,
    ) -> Result<(), E> {
        let account = self.account(frame, against.line)?;
        account.in_currency(spent.amount)?;
        let covered = if spent.amount.units() < against.open.units() { spent.amount } else { against.open };
        account.has(less(spent.amount, covered)?)?;
        self.new_expenditure(spent.id)?;
        let freed = if closes { against.open } else { covered };
        let after = account.changed(account.zero(), freed.negated(), spent.amount)?;
        against.open = less(against.open, freed)?;
        self.book(account.fund.id, spent, after);
        self.commitments.insert(against.id, against);
        Ok(())
    }

    fn spend(&mut self, frame: Frame<'_>, spent: Expenditure, purpose: &Purpose) -> Result<(), E> {
        positive(spent.amount)?;
        let account = self.account(frame, spent.line)?;
        account.in_currency(spent.amount)?;
        account.for_purpose(purpose)?;
        account.has(spent.amount)?;
        self.new_expenditure(spent.id)?;
        let after = account.changed(account.zero(), account.zero(), spent.amount)?;
        self.book(account.fund.id, spent, after);
        Ok(())
    }

    fn reverse(&mut self, frame: Frame<'_>, on: NaiveDate, id: ExpenditureId) -> Result<(), E> {
        let known = self.expenditures.get(&id).cloned();
        let Booked { mut expenditure, year } = known.ok_or(E::UnknownExpenditure { expenditure: id })?;
        if let Some(on) = expenditure.reversed {
            return Err(E::AlreadyReversed { code: expenditure.code, on });
        }
        let account = self.account(frame, expenditure.line)?;
        if let Some(ended) = self.ended.get(&account.fund.id).and_then(|days| days.get(year)) {
            return Err(E::YearEnded { code: expenditure.code, ended: *ended });
        }
        let after = account.changed(account.zero(), account.zero(), expenditure.amount.negated())?;
        self.positions.insert(expenditure.line, after);
        expenditure.reversed = Some(on);
        self.expenditures.insert(id, Booked { expenditure, year });
        Ok(())
    }

    fn shift(
        &mut self,
        frame: Frame<'_>,
        from: BudgetLineId,
        to: BudgetLineId,
        amount: Money,
    ) -> Result<(), E> {
        positive(amount)?;
        let (giving, receiving) = (self.account(frame, from)?, self.account(frame, to)?);
        if giving.fund.id != receiving.fund.id {
            let earmark = giving.fund.earmark.clone();
            return Err(E::DifferentFund { from: giving.code(), to: receiving.code(), earmark });
        }
        giving.in_currency(amount)?;
        giving.has(amount)?;
        if from == to {
            return Ok(());
        }
        let zero = giving.zero();
        let given = giving.changed(amount.negated(), zero, zero)?;
        let received = receiving.changed(amount, zero, zero)?;
        self.positions.insert(from, given);
        self.positions.insert(to, received);
        Ok(())
    }

    fn carry_over(
        &mut self,
        frame: Frame<'_>,
        on: NaiveDate,
        id: FundId,
        policy: CarryOver,
    ) -> Result<(), E> {
        let fund = frame.funds.iter().find(|fund| fund.id == id).ok_or(E::UnknownFund { fund: id })?;
        let lines = frame.lines.iter().filter(|line| line.fund == id);
        let carried = lines.map(|line| {
            let account = self.account(frame, line.id)?;
            let lapses = match policy {
                CarryOver::All => account.zero(),
                CarryOver::Committed => account.position.available(),
            };
            let spent = account.position.spent().negated();
            let gone = spent.checked_sub(lapses).map_err(|_| E::OutOfRange { currency: fund.currency })?;
            Ok((line.id, account.changed(gone, account.zero(), spent)?))
        });
        let carried: Vec<_> = carried.collect::<Result<_, _>>()?;
        self.positions.extend(carried);
        self.ended.entry(id).or_default().push(on);
        Ok(())
    }

    fn account<'a>(&self, frame: Frame<'a>, id: BudgetLineId) -> Result<Account<'a>, E> {
        let known = frame.line(id).zip(self.positions.get(&id));
        let ((line, fund), position) = known.ok_or(E::UnknownLine { line: id })?;
        Ok(Account { line, fund, position: *position })
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

    fn book(&mut self, fund: FundId, expenditure: Expenditure, after: Position) {
        let year = self.ended.get(&fund).map_or(0, Vec::len);
        self.positions.insert(expenditure.line, after);
        self.expenditures.insert(expenditure.id, Booked { expenditure, year });
    }
}

fn positive(amount: Money) -> Result<(), E> {
    if amount.units() > 0 { Ok(()) } else { Err(E::NotPositive { amount }) }
}

/// The difference of two amounts of one currency, the first at least the second.
fn less(from: Money, amount: Money) -> Result<Money, E> {
    from.checked_sub(amount).map_err(|_| E::OutOfRange { currency: from.currency() })
}
