//! The envelopment program of one unit: which mix of units does at least as well with the least.
#![expect(
    clippy::float_arithmetic,
    clippy::indexing_slicing,
    reason = "a numeric kernel over rows and columns counted once from checked units"
)]

use super::{
    Orientation, Returns,
    packed::Packed,
    technology::{Own, Technology},
};
use crate::simplex::{Program, Rule, Simplex, Unsettled, greatest};

/// A column enters if it improves by more than this share of what its price is made of.
const GAIN: f64 = 1e-11;
/// While slacks are sought, whose worth may differ by any factor, a price below this share of the greatest is known no better than
/// one of this share: it is left over from great ones.
const SURE: f64 = 1e-2;
/// A column belongs to the optimal face if it is no further from it than this share.
const FACE: f64 = 1e-9;
/// How often all columns are looked at beyond once for each that was new.
const ROUNDS: usize = 100;
/// More of the barred unit than this, and nothing can take its place.
const ABSENT: f64 = 1e-9;

/// Solves the programs of many units over one technology. What was once of use is looked at first the next time.
#[derive(Debug, Clone)]
pub(super) struct Solver<'a> {
    technology: &'a Technology,
    orientation: Orientation,
    simplex: Simplex,
    known: Packed,
    is_known: Vec<bool>,
}

/// What the program of one unit came to.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Solution {
    pub(super) theta: f64,
    /// Units and how much of each, in ascending order, each above 0. The unit itself counts by `count()`.
    pub(super) intensities: Vec<(usize, f64)>,
    /// What is left over in each row, in the figures' own terms.
    pub(super) slacks: Vec<f64>,
    /// Whether any of it is more than rounding beside the unit's own figures.
    pub(super) slack: bool,
}

/// What is to be made small.
#[derive(Clone, Copy)]
enum Goal<'a> {
    /// The unit's own part in the mix.
    Own,
    /// The radial measure.
    Radial,
    /// What is not left over, by row.
    Slacks(&'a [f64]),
}

struct Envelope<'a> {
    technology: &'a Technology,
    columns: &'a Packed,
    own: &'a Own,
    orientation: Orientation,
    goal: Goal<'a>,
    /// The unit that must not stand for itself.
    skip: Option<usize>,
    barred: bool,
    /// The slacks that may enter.
    open: &'a [bool],
}

impl Envelope<'_> {
    fn own_id(&self) -> usize {
        self.technology.count()
    }

    fn radial_id(&self) -> usize {
        self.technology.count() + 1
    }

    fn slack_id(&self, row: usize) -> usize {
        self.technology.count() + 2 + row
    }

    /// The row that a slack belongs to.
    fn slack_row(&self, column: usize) -> Option<usize> {
        column.checked_sub(self.slack_id(0))
    }

    fn is_radial(&self, row: usize) -> bool {
        let (inputs, factors) = (self.technology.inputs, factors(self.technology));
        match self.orientation {
            Orientation::Input => row < inputs,
            Orientation::Output => (inputs..factors).contains(&row),
        }
    }

    /// The unit's own entry in a row, brought to 1, 0 or -1.
    fn unit_entry(&self, row: usize) -> f64 {
        self.own.column[row] / self.own.sizes[row]
    }

    fn right(&self) -> Vec<f64> {
        let fixed = |row| if self.is_radial(row) { 0.0 } else { self.unit_entry(row) };
        (0..self.own.column.len()).map(fixed).collect()
    }

    /// The prices of rows as weights on packed entries, each less what may be rounding (or more, below 0).
    fn weights(&self, prices: &[f64], margin: f64) -> Vec<f64> {
        let seeks_slacks = matches!(self.goal, Goal::Slacks(_));
        let least = if seeks_slacks { SURE * greatest(prices) } else { 0.0 };
        let rows = prices.iter().zip(&self.technology.signs).zip(&self.own.sizes);
        rows.map(|((price, sign), size)| (price - sign * margin * price.abs().max(least)) / size).collect()
    }

    /// The slack, or else the measure itself, with the greatest gain; the first with any.
    fn best_other(&self, prices: &[f64], rule: Rule) -> Option<(usize, f64)> {
        let floor = GAIN * greatest(prices);
        let slacks = (0..prices.len()).filter(|&row| self.open[row]);
        let slacks = slacks.map(|row| (self.slack_id(row), -prices[row]));
        let radial = (0..prices.len()).filter(|&row| self.is_radial(row));
        let radial: f64 = radial.map(|row| -prices[row] * self.unit_entry(row)).sum();
        let mut best: Option<(usize, f64)> = None;
        for (id, value) in slacks.chain([(self.radial_id(), radial)]) {
            let gain = value - self.cost(id);
            if gain > floor && best.is_none_or(|(_, most)| gain > most && rule == Rule::Steepest) {
                best = Some((id, gain));
            }
        }
        best
    }
}

impl Program for Envelope<'_> {
    fn column(&self, column: usize, into: &mut [f64]) {
        if column < self.own_id() {
            let entries = self.technology.packed.column(column).zip(&self.own.sizes);
            into.iter_mut().zip(entries).for_each(|(into, (entry, size))| *into = entry / size);
        } else if let Some(slack) = self.slack_row(column) {
            into.fill(0.0);
            into[slack] = -1.0;
        } else {
            let radial = column == self.radial_id();
            for (row, into) in into.iter_mut().enumerate() {
                *into = match (radial, self.is_radial(row)) {
                    (true, false) => 0.0,
                    (true, true) => -self.unit_entry(row),
                    (false, _) => self.unit_entry(row),
                };
            }
        }
    }

    fn cost(&self, column: usize) -> f64 {
        match (self.goal, self.orientation) {
            (Goal::Own, _) if column == self.own_id() => 1.0,
            (Goal::Radial, Orientation::Input) if column == self.radial_id() => 1.0,
            (Goal::Radial, Orientation::Output) if column == self.radial_id() => -1.0,
            (Goal::Slacks(weights), _) => self.slack_row(column).map_or(0.0, |row| -weights[row]),
            _ => 0.0,
        }
    }

    fn is_fixed(&self, column: usize) -> bool {
        self.barred && column == self.own_id()
    }

    fn enter(&self, prices: &[f64], rule: Rule) -> Option<usize> {
        let other = self.best_other(prices, rule);
        if rule == Rule::First && other.is_some() {
            return other.map(|(id, _)| id);
        }
        let unit = self.columns.best(&self.weights(prices, GAIN), self.skip, rule);
        match (other, unit) {
            (Some(other), Some(unit)) => Some(if unit.1 > other.1 { unit.0 } else { other.0 }),
            (one, other) => one.or(other).map(|(id, _)| id),
        }
    }
}

fn factors(technology: &Technology) -> usize {
    technology.signs.len() - usize::from(technology.returns.sum_sign().is_some())
}

/// Whom a unit is measured against.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Peers {
    /// All of the technology, of which the unit is one.
    All,
    /// All but the unit with this number.
    Without(usize),
    /// All of a technology to which the unit need not belong.
    Foreign,
}

impl<'a> Solver<'a> {
    pub(super) fn new(technology: &'a Technology, orientation: Orientation) -> Self {
        Self {
            technology,
            orientation,
            simplex: Simplex::default(),
            known: Packed::new(technology.signs.len()),
            is_known: vec![false; technology.count()],
        }
    }

    /// The radial measure of a unit and, among the mixes that reach it, one with the most left over.
    /// None if no mix of its peers can take the unit's place.
    pub(super) fn solve(
        &mut self,
        inputs: &[f64],
        outputs: &[f64],
        peers: Peers,
    ) -> Result<Option<Solution>, Unsettled> {
        let own = self.technology.own(inputs, outputs);
        self.start(&own);
        if peers != Peers::All {
            self.improve(&own, Goal::Own, peers)?;
            if self.simplex.value(self.technology.count()) > ABSENT {
                return Ok(None);
            }
        }
        let prices = self.improve(&own, Goal::Radial, peers)?;
        // Read before the slacks are sought: they depend on the terms of the figures, this does not.
        let theta = self.simplex.value(self.technology.count() + 1);
        if peers == Peers::All {
            self.fill(&own, &prices)?;
        }
        Ok(Some(self.solution(&own, theta)))
    }

    fn envelope<'b>(
        technology: &'b Technology,
        orientation: Orientation,
        columns: &'b Packed,
        own: &'b Own,
        goal: Goal<'b>,
        open: &'b [bool],
    ) -> Envelope<'b> {
        Envelope { technology, columns, own, orientation, goal, skip: None, barred: false, open }
    }

    /// Every row may have a slack but that of intensities which have to sum up to exactly 1.
    fn open(&self) -> Vec<bool> {
        let (rows, factors) = (self.technology.signs.len(), factors(self.technology));
        let free = self.technology.returns != Returns::Variable;
        (0..rows).map(|row| free || row < factors).collect()
    }

    /// The mix of the unit alone: always possible, with measure 1 and nothing left over.
    fn start(&mut self, own: &Own) {
        let technology = self.technology;
        let envelope =
            Self::envelope(technology, self.orientation, &technology.packed, own, Goal::Radial, &[]);
        let (rows, factors) = (technology.signs.len(), factors(technology));
        self.simplex.reset((0..rows).map(|row| envelope.slack_id(row)), -1.0);
        let output = own.greatest(technology.inputs..factors);
        let radial = match self.orientation {
            Orientation::Input => own.greatest(0..technology.inputs),
            Orientation::Output => output,
        };
        let sum = if factors < rows { factors } else { output };
        self.simplex.place(&envelope, envelope.own_id(), sum, 1.0);
        self.simplex.place(&envelope, envelope.radial_id(), radial, 1.0);
    }

    /// Brings the goal to its least and gives the prices that prove it.
    fn improve(&mut self, own: &Own, goal: Goal<'_>, peers: Peers) -> Result<Vec<f64>, Unsettled> {
        let (technology, open) = (self.technology, self.open());
        let skip = if let Peers::Without(unit) = peers { Some(unit) } else { None };
        let barred = peers != Peers::All && !matches!(goal, Goal::Own);
        for _ in 0..technology.count() + ROUNDS {
            let envelope = Envelope {
                skip,
                barred,
                ..Self::envelope(technology, self.orientation, &self.known, own, goal, &open)
            };
            let moved = self.simplex.run(&envelope)?;
            self.simplex.refresh(&envelope, &envelope.right())?;
            let prices = self.simplex.price(&envelope).to_vec();
            let weights = envelope.weights(&prices, 2.0 * GAIN);
            match technology.packed.best(&weights, skip, Rule::Steepest) {
                Some((id, _)) if !self.is_known[id] => self.learn(id),
                // A column it knows already, and nothing moves: what is left to gain is rounding.
                Some(_) if moved => {}
                _ => return Ok(prices),
            }
        }
        Err(Unsettled)
    }

    fn learn(&mut self, id: usize) {
        self.is_known[id] = true;
        self.known.push(id, self.technology.packed.column(id));
    }

    /// Moves on the optimal face to where the most is left over: first in each row's own measure, so that no slack is
    /// too small to be found, then in the figures' own terms.
    fn fill(&mut self, own: &Own, prices: &[f64]) -> Result<(), Unsettled> {
        let technology = self.technology;
        let mut open = self.open();
        for (open, price) in open.iter_mut().zip(prices) {
            *open &= price.abs() <= FACE;
        }
        let mut face = Packed::new(technology.signs.len());
        let all = [];
        let envelope = Self::envelope(technology, self.orientation, &face, own, Goal::Radial, &all);
        let weights = envelope.weights(prices, -FACE);
        let near: Vec<_> = technology.packed.at_least_zero(&weights).collect();
        for id in near {
            face.push(id, technology.packed.column(id));
        }
        let equal: Vec<_> = (0..technology.signs.len()).map(|row| f64::from(row < own.worth.len())).collect();
        let most = own.worth.iter().fold(0.0, |most, &worth| f64::max(most, worth));
        let mut told: Vec<_> = own.worth.iter().map(|worth| worth / most).collect();
        told.resize(technology.signs.len(), 0.0);
        for weights in [equal, told] {
            let goal = Goal::Slacks(&weights);
            let envelope = Self::envelope(technology, self.orientation, &face, own, goal, &open);
            if self.simplex.run(&envelope)? {
                self.simplex.refresh(&envelope, &envelope.right())?;
            }
        }
        Ok(())
    }

    fn solution(&self, own: &Own, theta: f64) -> Solution {
        let units = self.technology.count();
        let mut solution =
            Solution { theta, intensities: Vec::new(), slacks: vec![0.0; own.worth.len()], slack: false };
        for (id, value) in self.simplex.values().filter(|&(_, value)| value > ABSENT) {
            if let Some(slack) = id.checked_sub(units + 2) {
                if let Some(worth) = own.worth.get(slack) {
                    solution.slacks[slack] = value * worth;
                    solution.slack = true;
                }
            } else if id <= units {
                let unit = self.technology.column_units.get(id).copied().unwrap_or(own.unit);
                solution.intensities.push((id, value * own.unit / unit));
            }
        }
        solution.intensities.sort_unstable_by_key(|&(id, _)| id);
        solution
    }
}
