//! A fund with a tree of lines, and a naive model of it: everything is counted anew each time, by walking all lines.
#![allow(dead_code, reason = "each test file uses some of it")]
#![expect(clippy::indexing_slicing, reason = "places are below the number of lines by the strategies")]

use std::collections::BTreeMap;

use collegium_core::entity::BudgetLineId;
use collegium_funding::{
    Budget, BudgetDraft, BudgetEvent, CarryOver, ControlAction, ControlException, ControlLevel, ControlRules,
    LineCode,
};
use proptest::{collection, prelude::*};

use super::fixture::{
    allotted, code, committed, fund, id, invoiced, line, line_id, money, released, reversed, shifted, spent,
};

/// The lines, each with what it is a part of. Money is booked on the last four.
pub(crate) const TREE: [(&str, Option<usize>); 6] =
    [("g", None), ("h", Some(0)), ("a", Some(0)), ("b", Some(1)), ("c", Some(1)), ("d", None)];
const LEAVES: [usize; 4] = [2, 3, 4, 5];

/// What is done at each line, and in the last place at the fund.
pub(crate) type Actions = [ControlAction; 7];

pub(crate) fn actions() -> impl Strategy<Value = Actions> {
    use ControlAction::{Ignore, Stop, Warn};
    proptest::array::uniform7(prop_oneof![3 => Just(Stop), 1 => Just(Warn), 1 => Just(Ignore)])
}

pub(crate) fn at(place: usize) -> BudgetLineId {
    line_id("F1", TREE[place].0)
}

/// The name of a node: a line, or in the last place the fund.
pub(crate) fn name(place: usize) -> String {
    TREE.get(place).map_or_else(
        || "F1".to_owned(),
        |(line, _)| LineCode { fund: code("F1"), line: code(line) }.to_string(),
    )
}

/// The lines a line is a part of, itself first, and then the fund.
fn path(place: usize) -> Vec<usize> {
    let mut path: Vec<_> = std::iter::successors(Some(place), |at| TREE[*at].1).collect();
    path.push(TREE.len());
    path
}

pub(crate) fn budget(actions: Actions) -> Budget {
    let fund = fund("F1", "CNY");
    let lines = TREE.iter().map(|(name, part_of)| {
        let mut line = line(&fund, name);
        line.part_of = part_of.map(at);
        line
    });
    let lines = lines.collect();
    let exception = |place: usize| ControlException {
        at: (place == TREE.len()).then_some(ControlLevel::Fund),
        fund: Some(code("F1")),
        line: TREE.get(place).map(|(name, _)| code(name)),
        during: None,
        action: actions[place],
    };
    let mut rules = ControlRules::stop().load().unwrap().draft();
    rules.exceptions = (0..=TREE.len()).map(exception).collect();
    let control = Some(ControlRules::try_from(rules).unwrap());
    Budget::try_from(BudgetDraft { funds: vec![fund], lines, control, entries: vec![] }).unwrap()
}

/// Something to try on one of the lines that hold money.
#[derive(Debug, Clone)]
pub(crate) enum Try {
    Allot(usize, i64),
    Cut(usize, i64),
    Commit(u8, usize, i64),
    Release(u8, i64),
    Invoice(u8, u8, i64, bool),
    Spend(u8, usize, i64),
    Reverse(u8),
    Shift(usize, usize, i64),
    Carry(bool),
}

pub(crate) fn tries() -> impl Strategy<Value = Vec<Try>> {
    let (leaf, name, amount) = (|| prop::sample::select(LEAVES.to_vec()), || 0_u8..6, || 0_i64..60);
    let one = prop_oneof![
        3 => (leaf(), 20_i64..90).prop_map(|(line, amount)| Try::Allot(line, amount)),
        1 => (leaf(), amount()).prop_map(|(line, amount)| Try::Cut(line, amount)),
        5 => (name(), leaf(), amount()).prop_map(|(name, line, amount)| Try::Commit(name, line, amount)),
        2 => (name(), amount()).prop_map(|(name, amount)| Try::Release(name, amount)),
        4 => (0_u8..20, name(), amount(), any::<bool>()).prop_map(|(v, c, a, end)| Try::Invoice(v, c, a, end)),
        4 => (0_u8..20, leaf(), amount()).prop_map(|(name, line, amount)| Try::Spend(name, line, amount)),
        2 => (0_u8..20).prop_map(Try::Reverse),
        3 => (leaf(), leaf(), amount()).prop_map(|(from, to, amount)| Try::Shift(from, to, amount)),
        1 => any::<bool>().prop_map(Try::Carry),
    ];
    collection::vec(one, 0..80)
}

impl Try {
    pub(crate) fn event(&self) -> BudgetEvent {
        let text = |amount: i64| format!("CNY {}.{:02}", amount / 100, amount % 100);
        match *self {
            Self::Allot(line, amount) => allotted(at(line), &text(amount)),
            Self::Cut(line, amount) => BudgetEvent::Cut { line: at(line), amount: money(&text(amount)) },
            Self::Commit(name, line, amount) => committed(&format!("c{name}"), at(line), &text(amount)),
            Self::Release(name, amount) => released(&format!("c{name}"), &text(amount)),
            Self::Invoice(name, of, amount, closes) => {
                invoiced(&format!("v{name}"), &format!("c{of}"), &text(amount), closes)
            }
            Self::Spend(name, line, amount) => spent(&format!("v{name}"), at(line), &text(amount)),
            Self::Reverse(name) => reversed(&format!("v{name}")),
            Self::Shift(from, to, amount) => shifted(at(from), at(to), &text(amount)),
            Self::Carry(all) => BudgetEvent::CarriedOver {
                fund: id("F1"),
                policy: if all { CarryOver::All } else { CarryOver::Committed },
            },
        }
    }
}

/// What the naive model knows: the commitments and payments of each line, and what was allotted.
#[derive(Debug, Clone)]
pub(crate) struct Naive {
    actions: Actions,
    allotted: [i64; 6],
    spent: [i64; 6],
    open: BTreeMap<u8, (usize, i64)>,
    paid: BTreeMap<u8, (usize, i64, u32, bool)>,
    year: u32,
}

impl Naive {
    pub(crate) fn new(actions: Actions) -> Self {
        let (open, paid) = (BTreeMap::new(), BTreeMap::new());
        Self { actions, allotted: [0; 6], spent: [0; 6], open, paid, year: 0 }
    }

    /// Allotted, committed, spent and available of a line with all of its parts, or of the fund.
    pub(crate) fn figures(&self, node: usize) -> [i64; 4] {
        let within = |line: &usize| path(*line).contains(&node);
        let lines: Vec<usize> = LEAVES.into_iter().filter(within).collect();
        let sum = |of: &[i64; 6]| lines.iter().map(|line| of[*line]).sum::<i64>();
        let open = self.open.values().filter(|(line, _)| lines.contains(line)).map(|(_, rest)| rest).sum();
        let (allotted, spent) = (sum(&self.allotted), sum(&self.spent));
        [allotted, open, spent, allotted - open - spent]
    }

    /// Whether no level that stops falls short; the levels that are warned of.
    fn controlled(&self, nodes: &[usize], asked: i64) -> Option<Vec<usize>> {
        let short = nodes.iter().filter(|node| asked > 0 && self.figures(**node)[3] < asked);
        let short: Vec<_> = short.copied().collect();
        let stops = short.iter().any(|node| self.actions[*node] == ControlAction::Stop);
        let warned = short.into_iter().filter(|node| self.actions[*node] == ControlAction::Warn);
        (!stops).then(|| warned.collect())
    }

    fn there(&self, nodes: &[usize], asked: i64) -> Option<Vec<usize>> {
        (asked > 0 && nodes.iter().all(|node| self.figures(*node)[3] >= asked)).then(Vec::new)
    }

    /// What is warned of if it can happen, which then it has.
    pub(crate) fn accepts(&mut self, what: &Try) -> Option<Vec<usize>> {
        let mut next = self.clone();
        let warned = next.happens(what)?;
        *self = next;
        Some(warned)
    }

    fn happens(&mut self, what: &Try) -> Option<Vec<usize>> {
        match *what {
            Try::Allot(line, amount) => {
                self.allotted[line] += amount;
                (amount > 0).then(Vec::new)
            }
            Try::Cut(line, amount) => {
                let done = self.there(&path(line), amount)?;
                self.allotted[line] -= amount;
                Some(done)
            }
            Try::Commit(name, line, amount) => {
                let warned = self.controlled(&path(line), amount).filter(|_| amount > 0)?;
                self.open.insert(name, (line, amount)).is_none().then_some(warned)
            }
            Try::Release(name, amount) => {
                let (_, rest) = self.open.get_mut(&name)?;
                *rest -= amount;
                (amount > 0 && *rest >= 0).then(Vec::new)
            }
            Try::Invoice(name, of, amount, closes) => {
                let (line, rest) = *self.open.get(&of).filter(|_| amount > 0)?;
                let warned = self.controlled(&path(line), (amount - rest).max(0))?;
                self.open.insert(of, (line, if closes { 0 } else { (rest - amount).max(0) }));
                self.pay(name, line, amount).then_some(warned)
            }
            Try::Spend(name, line, amount) => {
                let warned = self.controlled(&path(line), amount).filter(|_| amount > 0)?;
                self.pay(name, line, amount).then_some(warned)
            }
            Try::Reverse(name) => {
                let (line, amount, year, reversed) = self.paid.get_mut(&name)?;
                let can = !*reversed && *year == self.year;
                *reversed = true;
                self.spent[*line] -= *amount;
                can.then(Vec::new)
            }
            Try::Shift(from, to, amount) => {
                let shared: Vec<_> = path(to).into_iter().filter(|node| *node != from).collect();
                let gives: Vec<_> = path(from).into_iter().filter(|node| !shared.contains(node)).collect();
                let done = self.there(&gives, amount)?;
                self.allotted[from] -= amount;
                self.allotted[to] += amount;
                Some(done)
            }
            Try::Carry(all) => {
                for line in LEAVES {
                    let [allotted, open, spent, _] = self.figures(line);
                    self.allotted[line] = if all { allotted - spent } else { open };
                    self.spent[line] = 0;
                }
                self.year += 1;
                self.allotted.iter().all(|amount| *amount >= 0).then(Vec::new)
            }
        }
    }

    fn pay(&mut self, name: u8, line: usize, amount: i64) -> bool {
        self.spent[line] += amount;
        self.paid.insert(name, (line, amount, self.year, false)).is_none()
    }
}
