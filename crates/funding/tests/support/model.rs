//! A naive model of a budget: whole numbers of minor units, and everything counted anew each time.
#![expect(clippy::indexing_slicing, reason = "places are below the number of lines by the strategies")]

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use collegium_funding::{Budget, BudgetEvent, CarryOver};
use proptest::{collection, prelude::*};

use super::{
    fixture::{allotted, clerk, committed, id, invoiced, line_id, released, reversed, shifted, spent},
    on,
};

/// The lines of the test budget; two of each fund.
pub(crate) const LINES: [(&str, &str); 6] = [
    ("F1", "travel"),
    ("F1", "events"),
    ("F2", "travel"),
    ("F2", "events"),
    ("E1", "travel"),
    ("E1", "events"),
];

/// Something to try: what, and the day it is to take effect.
#[derive(Debug, Clone)]
pub(crate) struct Step {
    day: u16,
    what: What,
}

#[derive(Debug, Clone)]
enum What {
    Allot(usize, i64),
    Commit(u8, usize, i64),
    Release(u8, i64),
    Invoice(u8, u8, i64, bool),
    Spend(u8, usize, i64),
    Reverse(u8),
    Shift(usize, usize, i64),
    Carry(usize, bool),
    Cancel(usize),
}

/// Steps mostly in the order of days, some reaching back, many of which must be refused.
pub(crate) fn steps() -> impl Strategy<Value = Vec<Step>> {
    let (line, name, amount) = (|| 0_usize..6, || 0_u8..5, || -1_i64..60);
    let what = prop_oneof![
        3 => (line(), 50_i64..200).prop_map(|(line, amount)| What::Allot(line, amount)),
        4 => (name(), line(), amount()).prop_map(|(name, line, amount)| What::Commit(name, line, amount)),
        2 => (name(), amount()).prop_map(|(name, amount)| What::Release(name, amount)),
        4 => (0_u8..20, name(), amount(), any::<bool>()).prop_map(|(v, c, a, end)| What::Invoice(v, c, a, end)),
        3 => (0_u8..20, line(), amount()).prop_map(|(name, line, amount)| What::Spend(name, line, amount)),
        2 => (0_u8..20).prop_map(What::Reverse),
        2 => (line(), line(), amount()).prop_map(|(from, to, amount)| What::Shift(from, to, amount)),
        1 => (0_usize..3, any::<bool>()).prop_map(|(fund, all)| What::Carry(fund, all)),
        2 => (0_usize..30).prop_map(What::Cancel),
    ];
    let back = prop_oneof![4 => Just(0_u16), 1 => 0_u16..30];
    collection::vec((what, back), 0..60).prop_map(|steps| {
        let dated = steps.into_iter().zip(0_u16..);
        dated.map(|((what, back), number)| Step { day: (number / 2).saturating_sub(back), what }).collect()
    })
}

fn text(line: usize, units: i64) -> String {
    let currency = if line < 4 { "CNY" } else { "EUR" };
    let sign = if units < 0 { "-" } else { "" };
    format!("{currency} {sign}{}.{:02}", units.abs() / 100, units.abs() % 100)
}

fn at(line: usize) -> collegium_core::entity::BudgetLineId {
    line_id(LINES[line].0, LINES[line].1)
}

impl Step {
    /// Tries it on the real thing. The currency of a release or invoice is that of the commitment, if there is one.
    pub(crate) fn record(&self, budget: &mut Budget, recorded: NaiveDate) -> bool {
        let of = |budget: &Budget, name: u8| {
            let known = budget.latest().commitment(id(&format!("c{name}")));
            LINES.iter().position(|(fund, line)| known.is_some_and(|it| it.line == line_id(fund, line)))
        };
        let event = match self.what {
            What::Cancel(entry) => {
                let reason = "a mistake".parse().unwrap();
                return budget.cancel((entry + 1).try_into().unwrap(), &clerk(recorded), reason).is_ok();
            }
            What::Allot(line, amount) => allotted(at(line), &text(line, amount)),
            What::Commit(name, line, amount) => committed(&format!("c{name}"), at(line), &text(line, amount)),
            What::Release(name, amount) => {
                released(&format!("c{name}"), &text(of(budget, name).unwrap_or(0), amount))
            }
            What::Invoice(name, commitment, amount, closes) => {
                let amount = text(of(budget, commitment).unwrap_or(0), amount);
                invoiced(&format!("v{name}"), &format!("c{commitment}"), &amount, closes)
            }
            What::Spend(name, line, amount) => spent(&format!("v{name}"), at(line), &text(line, amount)),
            What::Reverse(name) => reversed(&format!("v{name}")),
            What::Shift(from, to, amount) => shifted(at(from), at(to), &text(from, amount)),
            What::Carry(fund, all) => {
                let policy = if all { CarryOver::All } else { CarryOver::Committed };
                BudgetEvent::CarriedOver { fund: id(LINES[fund * 2].0), policy }
            }
        };
        budget.record(on(self.day), &clerk(recorded), None, event).is_ok()
    }
}

/// Everything that was accepted: the day, and what; nothing for a cancellation.
#[derive(Debug, Default, Clone)]
pub(crate) struct Model {
    entries: Vec<Option<Step>>,
    cancelled: BTreeSet<usize>,
}

/// What the naive model counts.
#[derive(Debug, Default)]
pub(crate) struct State {
    allotted: [i64; 6],
    spent: [i64; 6],
    /// Line and remainder by name.
    commitments: BTreeMap<u8, (usize, i64)>,
    /// Line, amount and year by name, and whether it was reversed.
    paid: BTreeMap<u8, (usize, i64, usize, bool)>,
    years: [usize; 3],
}

impl Model {
    /// Whether it can happen; if so, it has.
    pub(crate) fn accepts(&mut self, step: &Step) -> bool {
        let mut next = self.clone();
        match step.what {
            What::Cancel(entry) => {
                let there = self.entries.get(entry).is_some_and(Option::is_some);
                if !there || !next.cancelled.insert(entry) {
                    return false;
                }
                next.entries.push(None);
            }
            _ => next.entries.push(Some(step.clone())),
        }
        let possible = next.replay(None).is_some();
        if possible {
            *self = next;
        }
        possible
    }

    pub(crate) fn state(&self, until: Option<u16>) -> State {
        self.replay(until).unwrap()
    }

    fn replay(&self, until: Option<u16>) -> Option<State> {
        let mut state = State::default();
        // Day by day, and on each day in the order of record.
        for day in 0..=until.unwrap_or(100) {
            for (place, step) in self.entries.iter().enumerate() {
                let Some(step) = step else { continue };
                if step.day == day && !self.cancelled.contains(&place) && !state.can(&step.what) {
                    return None;
                }
            }
        }
        Some(state)
    }
}

impl State {
    pub(crate) fn position(&self, line: usize) -> [i64; 4] {
        [self.allotted[line], self.promised(line), self.spent[line], self.free(line)]
    }

    pub(crate) fn open(&self) -> BTreeMap<String, i128> {
        self.commitments.iter().map(|(name, (_, rest))| (format!("c{name}"), i128::from(*rest))).collect()
    }

    fn promised(&self, line: usize) -> i64 {
        self.commitments.values().filter(|(of, _)| *of == line).map(|(_, rest)| rest).sum()
    }

    fn free(&self, line: usize) -> i64 {
        self.allotted[line] - self.promised(line) - self.spent[line]
    }

    /// Does it if it can be done. After a `false` the state is of no more use.
    fn can(&mut self, what: &What) -> bool {
        match *what {
            What::Allot(line, amount) => {
                self.allotted[line] += amount;
                amount > 0
            }
            What::Commit(name, line, amount) => {
                let fits = amount > 0 && amount <= self.free(line);
                fits && self.commitments.insert(name, (line, amount)).is_none()
            }
            What::Release(name, amount) => self.commitments.get_mut(&name).is_some_and(|(_, rest)| {
                *rest -= amount;
                amount > 0 && *rest >= 0
            }),
            What::Invoice(name, commitment, amount, closes) => {
                let Some((line, rest)) = self.commitments.get(&commitment).copied() else { return false };
                let left = if closes { 0 } else { (rest - amount).max(0) };
                let beyond = (amount - rest).max(0);
                let fits = amount > 0 && beyond <= self.free(line);
                self.commitments.insert(commitment, (line, left));
                fits && self.pay(name, line, amount)
            }
            What::Spend(name, line, amount) => {
                amount > 0 && amount <= self.free(line) && self.pay(name, line, amount)
            }
            What::Reverse(name) => {
                let Some((line, amount, year, reversed)) = self.paid.get_mut(&name) else { return false };
                let can = !*reversed && *year == self.years[*line / 2];
                *reversed = true;
                self.spent[*line] -= *amount;
                can
            }
            What::Shift(from, to, amount) => {
                let can = from / 2 == to / 2 && amount > 0 && amount <= self.free(from);
                self.allotted[from] -= amount;
                self.allotted[to] += amount;
                can
            }
            What::Carry(fund, all) => {
                for line in [fund * 2, fund * 2 + 1] {
                    let rest = if all { self.free(line) } else { 0 };
                    self.allotted[line] = self.promised(line) + rest;
                    self.spent[line] = 0;
                }
                self.years[fund] += 1;
                true
            }
            What::Cancel(_) => true,
        }
    }

    fn pay(&mut self, name: u8, line: usize, amount: i64) -> bool {
        self.spent[line] += amount;
        let year = self.years[line / 2];
        self.paid.insert(name, (line, amount, year, false)).is_none()
    }
}
