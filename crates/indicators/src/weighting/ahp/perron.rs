//! The principal eigenvector of a matrix without negative entries.
#![expect(clippy::float_arithmetic, reason = "judgements are statistics, not money")]

use crate::dense::real;

/// How often the matrix multiplies the vector before it is squared.
const STEPS: usize = 8;

/// How often the matrix is squared at most. After 64 times it stands for more steps than could ever be taken one by one.
const SQUARINGS: usize = 64;

/// Power iteration with room for its steps, so that many matrices of one size are solved without asking for memory.
///
/// After every few steps the matrix is squared, so that it does not matter how close the second eigenvalue comes: the
/// steps taken grow as 8, 24, 56, … There are only sums of products without negative numbers, so no digits are lost.
#[derive(Debug)]
pub(super) struct Perron {
    size: usize,
    /// The power of the matrix in use, column by column, and room for its square.
    power: Vec<f64>,
    square: Vec<f64>,
    vector: Vec<f64>,
    image: Vec<f64>,
}

impl Perron {
    pub(super) fn new(size: usize) -> Self {
        let (matrix, vector) = (vec![0.0; size * size], vec![0.0; size]);
        Self { size, power: matrix.clone(), square: matrix, vector: vector.clone(), image: vector }
    }

    /// The eigenvector, which adds up to 1, of a matrix given row by row. Some power of it must have no zero.
    pub(super) fn solve(&mut self, rows: &[f64]) -> &[f64] {
        transpose(rows, self.size, &mut self.power);
        self.vector.fill(1.0 / real(self.size));
        for _ in 0..SQUARINGS {
            for _ in 0..STEPS {
                times(&self.power, &self.vector, &mut self.image);
                std::mem::swap(&mut self.vector, &mut self.image);
            }
            let settled = self.settled();
            scale(&mut self.vector);
            if settled {
                break;
            }
            self.squared();
        }
        &self.vector
    }

    /// Whether the last step changed nothing but the length, to rounding.
    fn settled(&self) -> bool {
        let growth = self.vector.iter().zip(&self.image).map(|(after, before)| after / before);
        let (least, most) = growth.fold((f64::INFINITY, 0.0_f64), |(l, m), g| (l.min(g), m.max(g)));
        most - least <= most * real(self.size) * 4.0 * f64::EPSILON
    }

    fn squared(&mut self) {
        let columns = self.power.chunks_exact(self.size).zip(self.square.chunks_exact_mut(self.size));
        columns.for_each(|(column, square)| times(&self.power, column, square));
        // By the trace, which stays near the eigenvalue however far the entries lie apart.
        let trace: f64 = self.square.iter().step_by(self.size + 1).sum();
        self.square.iter_mut().for_each(|entry| *entry /= trace);
        std::mem::swap(&mut self.power, &mut self.square);
    }
}

/// The product of a matrix, column by column, and a vector.
fn times(columns: &[f64], vector: &[f64], product: &mut [f64]) {
    product.fill(0.0);
    for (column, x) in columns.chunks_exact(product.len()).zip(vector) {
        product.iter_mut().zip(column).for_each(|(sum, a)| *sum += a * x);
    }
}

/// Writes down by columns what is given by rows.
pub(super) fn transpose(rows: &[f64], size: usize, columns: &mut [f64]) {
    for (place, column) in columns.chunks_exact_mut(size).enumerate() {
        column.iter_mut().zip(rows.iter().skip(place).step_by(size)).for_each(|(to, from)| *to = *from);
    }
}

/// Divides numbers by their sum.
fn scale(numbers: &mut [f64]) {
    let sum: f64 = numbers.iter().sum();
    for number in numbers {
        *number /= sum;
    }
}
