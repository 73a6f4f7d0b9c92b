//! The state, and what an entry that reaches back must know so that it need not fold everything anew.

use chrono::NaiveDate;
use collegium_core::Money;

use super::{
    BudgetEvent, BudgetEventError as E, BudgetState,
    effect::{Effect, Moved},
    frame::{Frame, Node},
};

/// The state after the events so far, with what has happened since any day.
///
/// What is available at a node at the end, less all it was given since a day, was available after every event since. So
/// what that can bear, every such moment could, and every event since still can. An event that what followed neither
/// needs nor hinders comes to the same at the end as in its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Running {
    pub(super) state: BudgetState,
    /// What became available of each line, in the order of the list.
    lines: Vec<Given>,
    /// The same of each fund.
    funds: Vec<Given>,
    /// The last day on which each commitment was opened, invoiced against or released, by its place.
    touched: Vec<NaiveDate>,
    /// All that was ever moved, without signs, in minor units: while it is in range, no sum of some of it is not.
    moved: i128,
}

/// By how much more became available on a day, in minor units; by day.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Given(Vec<(NaiveDate, i128)>);

impl Given {
    /// Most is given on the last of the days or on one shortly before, which is found from the end.
    fn add(&mut self, on: NaiveDate, more: i128) {
        let later = self.0.iter().rev().take_while(|(day, _)| *day > on).count();
        let place = self.0.len() - later;
        match place.checked_sub(1).and_then(|last| self.0.get_mut(last)) {
            Some((day, given)) if *day == on => *given += more,
            _ => self.0.insert(place, (on, more)),
        }
    }

    fn after(&self, on: NaiveDate) -> i128 {
        self.0.iter().rev().take_while(|(day, _)| *day > on).map(|(_, given)| *given).sum()
    }
}

impl Running {
    pub(super) fn new(state: BudgetState) -> Self {
        let (lines, funds) =
            (vec![Given::default(); state.lines.len()], vec![Given::default(); state.funds.len()]);
        Self { state, lines, funds, touched: Vec::new(), moved: 0 }
    }

    /// Lets an event happen after all others; if it cannot, nothing is changed.
    pub(super) fn apply(&mut self, frame: Frame<'_>, on: NaiveDate, event: &BudgetEvent) -> Result<(), E> {
        let effect = self.state.effect(frame, on, event)?;
        self.enact(frame, on, event, effect);
        Ok(())
    }

    /// Lets an event of an earlier day happen, if it comes to the same at the end; or else tells that it was not done.
    pub(super) fn apply_late(&mut self, frame: Frame<'_>, on: NaiveDate, event: &BudgetEvent) -> bool {
        let Ok(effect) = self.state.effect(frame, on, event) else { return false };
        let may_wait = passing(frame, event).is_none() && self.may_wait(frame, on, &effect);
        if may_wait {
            self.enact(frame, on, event, effect);
        }
        may_wait
    }

    fn enact(&mut self, frame: Frame<'_>, on: NaiveDate, event: &BudgetEvent, effect: Effect) {
        if let Some((node, amount)) = passing(frame, event) {
            self.gives(node, on, amount.units());
        }
        for moved in &effect.moved {
            if moved.more() > 0 {
                self.gives(moved.node, on, moved.more());
            }
            self.moved = self.moved.saturating_add(moved.size());
        }
        if matches!(event, BudgetEvent::Committed { .. }) {
            self.touched.push(on);
        }
        if let Some(day) = effect.left.and_then(|(commitment, _)| self.touched.get_mut(commitment)) {
            *day = on.max(*day);
        }
        self.state.enact(on, event, effect);
    }

    fn gives(&mut self, node: Node, on: NaiveDate, more: i128) {
        let given = match node {
            Node::Line(line) => self.lines.get_mut(line),
            Node::Fund(fund) => self.funds.get_mut(fund),
        };
        if let Some(given) = given {
            given.add(on, more);
        }
    }

    /// Whether what an event would do at the end is what it does in its place, and what followed stands.
    fn may_wait(&self, frame: Frame<'_>, on: NaiveDate, effect: &Effect) -> bool {
        let touched = effect.left.and_then(|(commitment, _)| self.touched.get(commitment));
        let reversed = effect.reversed.and_then(|(expenditure, _)| self.state.expenditures.at(expenditure));
        let sizes = effect.moved.iter().map(Moved::size);
        effect.ended.is_none()
            && touched.is_none_or(|touched| *touched <= on)
            && reversed.is_none_or(|it| it.expenditure.on <= on)
            && effect.moved.iter().all(|moved| self.bears(frame, on, moved))
            && in_range(sizes.fold(self.moved, i128::saturating_add))
    }

    /// Whether a node could have changed so on every day since.
    fn bears(&self, frame: Frame<'_>, on: NaiveDate, moved: &Moved) -> bool {
        let undisturbed = match moved.node {
            Node::Line(_) => true,
            Node::Fund(fund) => {
                let ended = self.state.funds.get(fund).and_then(|fund| fund.ended.last());
                !has_terms(frame, fund) && ended.is_none_or(|ended| *ended <= on)
            }
        };
        undisturbed
            && (moved.more() >= 0 || self.given_after(on, moved.node) <= moved.after.available().units())
    }

    fn given_after(&self, on: NaiveDate, node: Node) -> i128 {
        let given = match node {
            Node::Line(line) => self.lines.get(line),
            Node::Fund(fund) => self.funds.get(fund),
        };
        given.map_or(0, |given| given.after(on))
    }
}

/// What is shifted from a line to itself: nothing changes, and yet it must be there, as if it were taken and given back.
fn passing(frame: Frame<'_>, event: &BudgetEvent) -> Option<(Node, Money)> {
    match event {
        BudgetEvent::Shifted { from, to, amount } if from == to => {
            Some((Node::Line(frame.places.lines.place(*from)?), *amount))
        }
        _ => None,
    }
}

/// Whether a fund's terms look at more than what is available.
fn has_terms(frame: Frame<'_>, fund: usize) -> bool {
    frame.funds.get(fund).is_some_and(|fund| fund.terms.is_some())
}

/// Whether so many minor units of any currency are an amount.
const fn in_range(units: i128) -> bool {
    units < 1 << 94
}
