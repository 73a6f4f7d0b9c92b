//! A dense revised simplex for programs with few rows that know where to start.
//!
//! The inverse of the basis is kept whole. Who poses a program chooses the column that enters, so that a program with
//! thousands of columns can look at the likely ones first.
#![expect(
    clippy::float_arithmetic,
    clippy::indexing_slicing,
    reason = "linear algebra over buffers whose lengths are set together at the start"
)]

/// Below this share of what was added up, a sum is rounding.
const NOISE: f64 = 1e-11;
/// Below this share of the greatest, a price is rounding.
const DUST: f64 = 1e-13;
/// How far a basic variable may slip below 0 for the sake of a better pivot.
const SLIP: f64 = 1e-13;
/// How many steps of length 0 in a row are taken before Bland's rule makes sure that they end.
const PATIENCE: usize = 40;
/// More steps than any sensible program takes.
const STEPS: usize = 20_000;

/// Which of the columns that improve shall enter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Rule {
    /// The one that promises most.
    Steepest,
    /// The first in a fixed order (Bland 1977): slower, but it cannot go round in circles.
    First,
}

/// A linear program: the least cost over columns that together give a right-hand side, no amount of one negative.
pub(crate) trait Program {
    /// Writes what a column has in each row.
    fn column(&self, column: usize, into: &mut [f64]);

    /// What one of a column costs.
    fn cost(&self, column: usize) -> f64;

    /// Whether a column has to stay at 0.
    fn is_fixed(&self, _column: usize) -> bool {
        false
    }

    /// A column that would make the whole cheaper, by the prices of the rows.
    fn enter(&self, prices: &[f64], rule: Rule) -> Option<usize>;
}

/// The program did not come to an end: it falls without limit, or rounding ate its progress.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Unsettled;

/// A basis: as many columns as rows, how much of each, and the inverse of the matrix they make.
#[derive(Debug, Clone, Default)]
pub(crate) struct Simplex {
    basis: Vec<usize>,
    values: Vec<f64>,
    inverse: Vec<f64>,
    prices: Vec<f64>,
    column: Vec<f64>,
    change: Vec<f64>,
    fresh: bool,
}

impl Simplex {
    /// Starts over with one column a row that has `sign` in its own row and nothing elsewhere; all values are 0.
    pub(crate) fn reset(&mut self, columns: impl ExactSizeIterator<Item = usize>, sign: f64) {
        let rows = columns.len();
        self.basis.clear();
        self.basis.extend(columns);
        for buffer in [&mut self.values, &mut self.prices, &mut self.column, &mut self.change] {
            buffer.clear();
            buffer.resize(rows, 0.0);
        }
        self.inverse.clear();
        self.inverse.resize(rows * rows, 0.0);
        for row in 0..rows {
            self.inverse[row * rows + row] = sign;
        }
        self.fresh = true;
    }

    /// Puts a column in the place of the one that stands for a row, with a value that the caller knows.
    pub(crate) fn place(&mut self, program: &impl Program, column: usize, row: usize, value: f64) {
        self.weigh(program, column);
        self.pivot(column, row);
        self.values[row] = value;
    }

    /// Takes steps until no column that the program offers makes it cheaper. Says whether any was taken.
    pub(crate) fn run(&mut self, program: &impl Program) -> Result<bool, Unsettled> {
        let mut idle = 0;
        for step in 0..STEPS {
            let rule = if idle > PATIENCE { Rule::First } else { Rule::Steepest };
            let Some(column) = program.enter(self.price(program), rule) else { return Ok(step > 0) };
            self.weigh(program, column);
            let row = self.leaving(program, rule).ok_or(Unsettled)?;
            let length = (self.values[row] / self.change[row]).max(0.0);
            for (value, change) in self.values.iter_mut().zip(&self.change) {
                *value = (*value - length * change).max(0.0);
            }
            self.pivot(column, row);
            self.values[row] = length;
            idle = if length > SLIP { 0 } else { idle + 1 };
        }
        Err(Unsettled)
    }

    /// What one more of the right-hand side would cost, by row.
    pub(crate) fn price(&mut self, program: &impl Program) -> &[f64] {
        self.prices.fill(0.0);
        let rows = self.basis.len();
        for (&column, line) in self.basis.iter().zip(self.inverse.chunks_exact(rows)) {
            let cost = program.cost(column);
            if cost != 0.0 {
                for (price, part) in self.prices.iter_mut().zip(line) {
                    *price += cost * part;
                }
            }
        }
        let most = greatest(&self.prices);
        for price in &mut self.prices {
            if price.abs() <= DUST * most {
                *price = 0.0;
            }
        }
        &self.prices
    }

    /// The columns of the basis with their values.
    pub(crate) fn values(&self) -> impl Iterator<Item = (usize, f64)> {
        self.basis.iter().copied().zip(self.values.iter().copied())
    }

    /// The value of a column; 0 outside the basis.
    pub(crate) fn value(&self, column: usize) -> f64 {
        self.values().find(|&(other, _)| other == column).map_or(0.0, |(_, value)| value)
    }

    /// Inverts the basis anew, so that the rounding of many steps does not add up.
    pub(crate) fn refresh(&mut self, program: &impl Program, right: &[f64]) -> Result<(), Unsettled> {
        if self.fresh {
            return Ok(());
        }
        let rows = self.basis.len();
        let mut matrix = vec![0.0; rows * rows];
        for (place, &column) in self.basis.iter().enumerate() {
            program.column(column, &mut self.column);
            for row in 0..rows {
                matrix[row * rows + place] = self.column[row];
            }
        }
        invert(&mut matrix, &mut self.inverse, rows)?;
        for (value, line) in self.values.iter_mut().zip(self.inverse.chunks_exact(rows)) {
            *value = dot(line, right).max(0.0);
        }
        self.fresh = true;
        Ok(())
    }

    /// Writes how the basis answers one more of a column. What is only rounding counts as nothing.
    fn weigh(&mut self, program: &impl Program, column: usize) {
        program.column(column, &mut self.column);
        let rows = self.basis.len();
        for (change, line) in self.change.iter_mut().zip(self.inverse.chunks_exact(rows)) {
            let (mut sum, mut size) = (0.0, 0.0);
            for (part, entry) in line.iter().zip(&self.column) {
                let product = part * entry;
                sum += product;
                size += f64::abs(product);
            }
            *change = if f64::abs(sum) <= NOISE * size { 0.0 } else { sum };
        }
    }

    /// The row whose column reaches 0 first. Of those that do so together, the one with the greatest pivot (Harris 1973).
    fn leaving(&self, program: &impl Program, rule: Rule) -> Option<usize> {
        let rows = || {
            self.basis.iter().zip(&self.values).zip(&self.change).enumerate().filter_map(
                |(row, ((&column, &value), &change))| {
                    let fixed = change != 0.0 && program.is_fixed(column);
                    let value = if fixed { 0.0 } else { value };
                    (fixed || change > 0.0).then(|| (row, column, value, change.abs()))
                },
            )
        };
        let longest = rows().map(|(.., value, change)| (value + SLIP) / change).fold(f64::INFINITY, f64::min);
        let near = rows().filter(|&(.., value, change)| value <= longest * change);
        let chosen = match rule {
            Rule::Steepest => near.reduce(|best, other| if other.3 > best.3 { other } else { best }),
            Rule::First => near.min_by_key(|&(_, column, ..)| column),
        };
        chosen.map(|(row, ..)| row)
    }

    /// Puts a column that was weighed in the place of the one that stands for a row.
    fn pivot(&mut self, column: usize, row: usize) {
        let rows = self.basis.len();
        let (before, rest) = self.inverse.split_at_mut(row * rows);
        let (line, after) = rest.split_at_mut(rows);
        let pivot = self.change[row];
        for part in line.iter_mut() {
            *part /= pivot;
        }
        let others = before.chunks_exact_mut(rows).chain(after.chunks_exact_mut(rows));
        let changes = self.change[..row].iter().chain(&self.change[row + 1..]);
        for (other, &change) in others.zip(changes) {
            if change != 0.0 {
                for (part, by) in other.iter_mut().zip(line.iter()) {
                    *part -= change * by;
                }
            }
        }
        self.basis[row] = column;
        self.fresh = false;
    }
}

/// The greatest of some numbers, whatever their signs.
pub(crate) fn greatest(numbers: &[f64]) -> f64 {
    numbers.iter().fold(0.0, |most, number| f64::max(most, number.abs()))
}

fn dot(left: &[f64], right: &[f64]) -> f64 {
    left.iter().zip(right).map(|(left, right)| left * right).sum()
}

/// Inverts a square matrix by Gauss and Jordan, with the greatest pivot of each column; the matrix is used up.
fn invert(matrix: &mut [f64], inverse: &mut [f64], rows: usize) -> Result<(), Unsettled> {
    inverse.fill(0.0);
    for row in 0..rows {
        inverse[row * rows + row] = 1.0;
    }
    for place in 0..rows {
        let size = |row: usize| matrix[row * rows + place].abs();
        let best = (place..rows).fold(place, |best, row| if size(row) > size(best) { row } else { best });
        let pivot = matrix[best * rows + place];
        if pivot == 0.0 {
            return Err(Unsettled);
        }
        for both in [&mut *matrix, &mut *inverse] {
            if best != place {
                let (upper, lower) = both.split_at_mut(best * rows);
                upper[place * rows..][..rows].swap_with_slice(&mut lower[..rows]);
            }
            both[place * rows..][..rows].iter_mut().for_each(|entry| *entry /= pivot);
        }
        for row in (0..rows).filter(|&row| row != place) {
            let factor = matrix[row * rows + place];
            if factor != 0.0 {
                for both in [&mut *matrix, &mut *inverse] {
                    for at in 0..rows {
                        both[row * rows + at] -= factor * both[place * rows + at];
                    }
                }
            }
        }
    }
    Ok(())
}
