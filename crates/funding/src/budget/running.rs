//! The state, and what an entry that reaches back must know so that it need not fold everything anew.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use collegium_core::{
    Money,
    entity::{CommitmentId, FundId},
};

use super::{
    BudgetEvent, BudgetEventError as E, BudgetState, Verdict,
    effect::Effect,
    frame::{Frame, Node},
};
use crate::Position;

/// The state after the events so far, with what has happened since any day.
///
/// What is available at a node at the end, less all it was given since a day, was available after every event since. So
/// what that can bear, every such moment could, and every event since still can. An event that what followed neither
/// needs nor hinders comes to the same at the end as in its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Running {
    pub(super) state: BudgetState,
    /// By how much more became available at a node on a day, in minor units.
    given: BTreeMap<(Node, NaiveDate), i128>,
    /// The last day on which a commitment was opened, invoiced against or released.
    touched: BTreeMap<CommitmentId, NaiveDate>,
    /// All that was ever moved, without signs, in minor units: while it is in range, no sum of some of it is not.
    moved: i128,
}

impl Running {
    pub(super) const fn new(state: BudgetState) -> Self {
        Self { state, given: BTreeMap::new(), touched: BTreeMap::new(), moved: 0 }
    }

    /// Lets an event happen after all others; if it cannot, nothing is changed.
    pub(super) fn apply(
        &mut self,
        frame: Frame<'_>,
        on: NaiveDate,
        event: &BudgetEvent,
    ) -> Result<Verdict, E> {
        let effect = self.state.effect(frame, on, event)?;
        Ok(self.enact(on, event, effect))
    }

    /// Lets an event of an earlier day happen, if it comes to the same at the end; or else tells that it was not done.
    pub(super) fn apply_late(&mut self, frame: Frame<'_>, on: NaiveDate, event: &BudgetEvent) -> bool {
        let effect = self.state.effect(frame, on, event).ok().filter(|_| passing(event).is_none());
        let effect = effect.filter(|effect| self.may_wait(frame, on, effect));
        effect.map(|effect| self.enact(on, event, effect)).is_some()
    }

    fn enact(&mut self, on: NaiveDate, event: &BudgetEvent, effect: Effect) -> Verdict {
        if let Some((node, amount)) = passing(event) {
            *self.given.entry((node, on)).or_default() += amount.units();
        }
        for (node, after) in &effect.positions {
            let more = self.more(*node, *after);
            if more > 0 {
                *self.given.entry((*node, on)).or_default() += more;
            }
            self.moved = self.moved.saturating_add(self.size(*node, *after));
        }
        if let Some(commitment) = &effect.commitment {
            let day = self.touched.entry(commitment.id).or_insert(on);
            *day = on.max(*day);
        }
        self.state.enact(effect)
    }

    /// Whether what an event would do at the end is what it does in its place, and what followed stands.
    fn may_wait(&self, frame: Frame<'_>, on: NaiveDate, effect: &Effect) -> bool {
        let untouched = |id| self.touched.get(&id).is_none_or(|touched| *touched <= on);
        let sizes = effect.positions.iter().map(|(node, after)| self.size(*node, *after));
        effect.ended.is_none()
            && effect.commitment.as_ref().is_none_or(|it| untouched(it.id))
            && effect.expenditure.as_ref().is_none_or(|it| it.expenditure.on <= on)
            && effect.positions.iter().all(|(node, after)| self.bears(frame, on, *node, *after))
            && in_range(sizes.fold(self.moved, i128::saturating_add))
    }

    /// Whether a node could have changed so on every day since.
    fn bears(&self, frame: Frame<'_>, on: NaiveDate, node: Node, after: Position) -> bool {
        let less = -self.more(node, after);
        let undisturbed = match node {
            Node::Line(_) => true,
            Node::Fund(fund) => {
                !has_terms(frame, fund) && self.state.carried_over(fund).is_none_or(|ended| ended <= on)
            }
        };
        undisturbed && (less <= 0 || self.given_after(on, node) <= after.available().units())
    }

    fn given_after(&self, on: NaiveDate, node: Node) -> i128 {
        let later = on.succ_opt().map(|next| self.given.range((node, next)..=(node, NaiveDate::MAX)));
        later.into_iter().flatten().map(|(_, given)| *given).sum()
    }

    fn before(&self, node: Node, after: Position) -> Position {
        self.state.at(node).unwrap_or_else(|| Position::zero(after.currency()))
    }

    fn more(&self, node: Node, after: Position) -> i128 {
        after.available().units() - self.before(node, after).available().units()
    }

    /// How much is moved at a node, whichever way.
    fn size(&self, node: Node, after: Position) -> i128 {
        let before = self.before(node, after);
        let figures = |it: Position| [it.allotted(), it.committed(), it.spent()].map(Money::units);
        figures(after).into_iter().zip(figures(before)).map(|(after, before)| (after - before).abs()).sum()
    }
}

/// What is shifted from a line to itself: nothing changes, and yet it must be there, as if it were taken and given back.
fn passing(event: &BudgetEvent) -> Option<(Node, Money)> {
    match event {
        BudgetEvent::Shifted { from, to, amount } if from == to => Some((Node::Line(*from), *amount)),
        _ => None,
    }
}

/// Whether a fund's terms look at more than what is available.
fn has_terms(frame: Frame<'_>, fund: FundId) -> bool {
    frame.funds.iter().any(|it| it.id == fund && it.terms.is_some())
}

/// Whether so many minor units of any currency are an amount.
const fn in_range(units: i128) -> bool {
    units < 1 << 94
}
