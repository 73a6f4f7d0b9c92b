//! A method made ready for one matrix, so that many weights can be tried.
#![expect(
    clippy::float_arithmetic,
    clippy::indexing_slicing,
    reason = "a numeric kernel over tables laid out once for one matrix"
)]

use crate::{
    Aim, DecisionMatrix, Weights,
    method::{Method, MethodError, Topsis, TopsisNorm},
    ranks::Best,
    sweep::widest,
};

const LANES: usize = 8;

/// A table of alternatives by criteria, eight alternatives side by side.
#[derive(Debug, Clone)]
struct Lanes {
    rows: usize,
    columns: usize,
    cells: Vec<f64>,
}

impl Lanes {
    fn new(rows: usize, columns: usize, cell: impl Fn(usize, usize) -> f64) -> Self {
        let mut cells = vec![0.0; rows.div_ceil(LANES) * columns * LANES];
        for row in 0..rows {
            for column in 0..columns {
                cells[(row / LANES * columns + column) * LANES + row % LANES] = cell(row, column);
            }
        }
        Self { rows, columns, cells }
    }

    /// For each alternative what a step makes of all its criteria, from 0 on.
    fn fold(&self, weights: &[f64], into: &mut Vec<f64>, step: impl Fn(f64, f64) -> f64) {
        into.resize(self.rows.next_multiple_of(LANES), 0.0);
        widest(
            #[inline(always)]
            || {
                let blocks = self.cells.chunks_exact(self.columns * LANES);
                for (block, into) in blocks.zip(into.as_chunks_mut().0) {
                    *into = fold_block(block, weights, &step);
                }
            },
        );
        into.truncate(self.rows);
    }
}

#[inline(always)]
#[expect(clippy::inline_always, reason = "only what is inlined is made for the wider instructions")]
fn fold_block(block: &[f64], weights: &[f64], step: impl Fn(f64, f64) -> f64) -> [f64; LANES] {
    let mut sums = [0.0; LANES];
    for (line, &weight) in block.as_chunks::<LANES>().0.iter().zip(weights) {
        for (sum, cell) in sums.iter_mut().zip(line) {
            *sum = step(*sum, weight * cell);
        }
    }
    sums
}

/// A method and a matrix, with everything worked out that does not depend on the weights.
#[derive(Debug, Clone)]
pub(super) struct Scorer<'a> {
    method: &'a Method,
    matrix: &'a DecisionMatrix,
    form: Form,
}

#[derive(Debug, Clone)]
enum Form {
    /// Scores are sums of weights times cells.
    Linear(Lanes),
    /// Squares of the distances from the ideal and from its opposite; squares of weights are what counts.
    Distances { plus: Lanes, minus: Lanes },
    /// What is lacking of the best, and the weight of the majority.
    Regret { lack: Lanes, v: f64 },
    /// Nothing can be worked out before.
    Whole,
}

/// Room for the steps on the way to scores.
#[derive(Debug, Clone, Default)]
pub(super) struct Room {
    squares: Vec<f64>,
    other: Vec<f64>,
    /// The scores; the largest is the best.
    pub(super) scores: Vec<f64>,
}

impl<'a> Scorer<'a> {
    /// Works out what can be; the weights only show that the method takes the matrix.
    pub(super) fn new(
        method: &'a Method,
        matrix: &'a DecisionMatrix,
        weights: &Weights,
    ) -> Result<Self, MethodError> {
        method.evaluate(matrix, weights)?;
        let form = match method {
            Method::Topsis(topsis) => distances(*topsis, &matrix.met()),
            Method::Vikor(vikor) => Form::Regret { lack: lacks(&matrix.met()), v: vikor.v },
            Method::WeightedSum(sum) => {
                let cells = sum.norm.apply(matrix).map_err(MethodError::Normalisation)?;
                let columns = matrix.columns();
                Form::Linear(Lanes::new(matrix.rows(), columns, |row, column| cells[row * columns + column]))
            }
            _ => summed(method, matrix)?.map_or(Form::Whole, Form::Linear),
        };
        Ok(Self { method, matrix, form })
    }

    /// Whether a score is a sum of weights times numbers, and so changes in proportion to each weight.
    pub(super) const fn is_linear(&self) -> bool {
        matches!(self.form, Form::Linear(_))
    }

    /// Scores the alternatives, the largest being the best.
    pub(super) fn score(&self, weights: &Weights, room: &mut Room) -> Result<(), MethodError> {
        match &self.form {
            Form::Linear(cells) => cells.fold(weights.as_slice(), &mut room.scores, |sum, term| sum + term),
            Form::Distances { plus, minus } => {
                room.squares.clear();
                room.squares.extend(weights.as_slice().iter().map(|weight| weight * weight));
                plus.fold(&room.squares, &mut room.other, |sum, term| sum + term);
                minus.fold(&room.squares, &mut room.scores, |sum, term| sum + term);
                let mut apart = true;
                for (minus, plus) in room.scores.iter_mut().zip(&room.other) {
                    let (near, far) = (plus.sqrt(), minus.sqrt());
                    apart &= near + far > 0.0;
                    *minus = far / (near + far);
                }
                if !apart {
                    return Err(MethodError::NoSpread { method: "TOPSIS" });
                }
            }
            Form::Regret { lack, v } => {
                lack.fold(weights.as_slice(), &mut room.scores, |sum, term| sum + term);
                lack.fold(
                    weights.as_slice(),
                    &mut room.other,
                    |most, term| if term > most { term } else { most },
                );
                scale(&mut room.scores);
                scale(&mut room.other);
                for (majority, regret) in room.scores.iter_mut().zip(&room.other) {
                    *majority = -(v * *majority + (1.0 - v) * regret);
                }
            }
            Form::Whole => {
                let ranking = self.method.evaluate(self.matrix, weights)?;
                let sign = if ranking.best == Best::Largest { 1.0 } else { -1.0 };
                room.scores.clear();
                room.scores.extend(ranking.scores.iter().map(|score| sign * score));
            }
        }
        Ok(())
    }
}

/// Brings values between 0, the smallest, and 1; to 0 if they differ only by rounding.
fn scale(values: &mut [f64]) {
    let least = values.iter().fold(f64::INFINITY, |least, &value| if value < least { value } else { least });
    let most = values.iter().fold(f64::NEG_INFINITY, |most, &value| if value > most { value } else { most });
    let range = most - least;
    for value in values {
        *value = if range > ROUNDING { (*value - least) / range } else { 0.0 };
    }
}

/// As in VIKOR itself: sums and regrets that differ by less than this differ by rounding.
const ROUNDING: f64 = 1e-13;

/// What a method whose scores are sums gives each alternative for a whole weight under each criterion.
fn summed(method: &Method, matrix: &DecisionMatrix) -> Result<Option<Lanes>, MethodError> {
    let columns = matrix.columns();
    let Ok(equal) = Weights::equal(columns) else { return Ok(None) };
    let share = equal.as_slice()[0];
    let contributions = method.contributions(matrix, &equal)?;
    Ok(contributions.map(|table| {
        Lanes::new(matrix.rows(), columns, |row, column| table.cells[row * columns + column] / share)
    }))
}

/// The least and the greatest value of each criterion.
fn extremes(met: &DecisionMatrix) -> Vec<(f64, f64)> {
    let column = |column| {
        met.column(column)
            .fold((f64::INFINITY, f64::NEG_INFINITY), |(least, most), x| (x.min(least), x.max(most)))
    };
    (0..met.columns()).map(column).collect()
}

fn distances(topsis: Topsis, met: &DecisionMatrix) -> Form {
    let columns = met.columns();
    let extremes = extremes(met);
    let lengths: Vec<f64> = (0..columns)
        .map(|column| match topsis.norm {
            TopsisNorm::Vector => met.column(column).map(|x| x * x).sum::<f64>().sqrt(),
            TopsisNorm::MinMax => extremes[column].1 - extremes[column].0,
        })
        .collect();
    let square = |row: usize, column: usize, ideal: f64| {
        let length = lengths[column];
        let part = (met.cells[row * columns + column] - ideal) / length;
        if length > 0.0 { part * part } else { 0.0 }
    };
    let ends = |column: usize| {
        let (least, most) = extremes[column];
        if met.aims[column] == Aim::Cost { (least, most) } else { (most, least) }
    };
    Form::Distances {
        plus: Lanes::new(met.rows(), columns, |row, column| square(row, column, ends(column).0)),
        minus: Lanes::new(met.rows(), columns, |row, column| square(row, column, ends(column).1)),
    }
}

/// What each alternative lacks of the best under each criterion, from 0 to 1.
fn lacks(met: &DecisionMatrix) -> Lanes {
    let columns = met.columns();
    let extremes = extremes(met);
    Lanes::new(met.rows(), columns, |row, column| {
        let (least, most) = extremes[column];
        let x = met.cells[row * columns + column];
        let lack = if met.aims[column] == Aim::Cost { x - least } else { most - x };
        if most > least { lack / (most - least) } else { 0.0 }
    })
}
