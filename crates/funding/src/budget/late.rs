//! Entries that reach back, and which of them need no replay.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use collegium_core::{
    Money,
    entity::{BudgetLineId, CommitmentId},
};

use super::{BudgetEvent, BudgetEventError as E, BudgetState, apply::Frame};

/// What has happened since any day to what is available, and which commitments were left alone.
///
/// What is available on a line at the end, less all it was given since a day, was available on every day between. So what
/// that can bear, every such day could, and every event after it still can. Events that do not touch each other may change
/// places, and the state at the end is the same.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Quiet {
    /// What became available on a line on a day, in minor units.
    given: BTreeMap<(BudgetLineId, NaiveDate), i128>,
    /// The last day on which a commitment was invoiced against or released.
    touched: BTreeMap<CommitmentId, NaiveDate>,
    /// The last day on which a year ended.
    ended: Option<NaiveDate>,
}

impl Quiet {
    /// Lets an event happen, and notes it.
    pub(super) fn apply(
        &mut self,
        state: &mut BudgetState,
        frame: Frame<'_>,
        on: NaiveDate,
        event: &BudgetEvent,
    ) -> Result<(), E> {
        let line = receiver(state, event);
        let before = line.map(|line| available(state, line));
        state.apply(frame, on, event)?;
        if let Some((line, before)) = line.zip(before) {
            let more = available(state, line) - before;
            if more > 0 {
                *self.given.entry((line, on)).or_default() += more;
            }
        }
        match event {
            BudgetEvent::Released { commitment, .. } | BudgetEvent::Invoiced { commitment, .. } => {
                let day = self.touched.entry(*commitment).or_insert(on);
                *day = on.max(*day);
            }
            BudgetEvent::CarriedOver { .. } => self.ended = self.ended.max(Some(on)),
            _ => {}
        }
        Ok(())
    }

    /// Whether an event of an earlier day comes to the same if it is done at the end.
    pub(super) fn allows(&self, state: &BudgetState, on: NaiveDate, event: &BudgetEvent) -> bool {
        let untouched = |commitment: &CommitmentId| {
            let known = state.commitment(*commitment).filter(|known| known.opened <= on);
            known.filter(|_| self.touched.get(commitment).is_none_or(|touched| *touched <= on))
        };
        self.ended.is_none_or(|ended| ended <= on)
            && match event {
                BudgetEvent::Allotted { .. } => true,
                BudgetEvent::Committed { line, amount, .. } | BudgetEvent::Spent { line, amount, .. } => {
                    self.bears(state, on, *line, *amount)
                }
                BudgetEvent::Shifted { from, amount, .. } => self.bears(state, on, *from, *amount),
                BudgetEvent::Released { commitment, .. } => untouched(commitment).is_some(),
                BudgetEvent::Invoiced { commitment, amount, .. } => {
                    // The whole amount, though a part of it was promised.
                    untouched(commitment).is_some_and(|known| {
                        amount.units() <= known.open.units() || self.bears(state, on, known.line, *amount)
                    })
                }
                BudgetEvent::Reversed { expenditure } => {
                    state.expenditure(*expenditure).is_some_and(|known| known.on <= on)
                }
                BudgetEvent::CarriedOver { .. } => false,
            }
    }

    /// Whether so much was available on a line on every day since.
    fn bears(&self, state: &BudgetState, on: NaiveDate, line: BudgetLineId, amount: Money) -> bool {
        let since = self.given.range((line, on)..=(line, NaiveDate::MAX));
        let given: i128 = since.filter(|((_, day), _)| *day > on).map(|(_, given)| *given).sum();
        amount.units() <= available(state, line) - given
    }
}

/// The line to which an event may give something.
fn receiver(state: &BudgetState, event: &BudgetEvent) -> Option<BudgetLineId> {
    match event {
        BudgetEvent::Allotted { line, .. } => Some(*line),
        BudgetEvent::Shifted { to, .. } => Some(*to),
        BudgetEvent::Released { commitment, .. } | BudgetEvent::Invoiced { commitment, .. } => {
            state.commitment(*commitment).map(|known| known.line)
        }
        BudgetEvent::Reversed { expenditure } => state.expenditure(*expenditure).map(|known| known.line),
        BudgetEvent::Committed { .. } | BudgetEvent::Spent { .. } | BudgetEvent::CarriedOver { .. } => None,
    }
}

fn available(state: &BudgetState, line: BudgetLineId) -> i128 {
    state.position(line).map_or(0, |position| position.available().units())
}
