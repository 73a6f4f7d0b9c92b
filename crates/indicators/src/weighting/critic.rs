//! Weights by spread and conflict.
#![expect(
    clippy::float_arithmetic,
    clippy::indexing_slicing,
    reason = "a kernel: every index is below a length it made"
)]

use serde::{Deserialize, Serialize};

use super::WeightingError;
use crate::{Aim, DecisionMatrix, Weights, normalise::Spread, sweep::blocks};

/// Columns are multiplied with each other in squares of this size, of which the sums fit into registers.
const TILE: usize = 4;

/// Rows that stay close to the processor while all columns are multiplied.
const PANEL: usize = 64;

/// Criteria whose correlation is closer to 1 are held to agree: figures are rounded before they come here.
const AGREED: f64 = 1e-12;

/// Where a correlation is as close to 1 as this, what is left when it is taken from 1 is rounding in too many digits.
const CLOSE: f64 = 1e-4;

/// CRITIC, criteria importance through intercriteria correlation: w(j) in proportion to sd(j) · Σ(1 − r(j,k)), with the
/// standard deviation of the min–max values and Pearson's correlation between criteria, after costs are turned round.
///
/// A constant criterion has weight 0 and is left out of the sums. Some programs do not turn costs round first.
/// Diakoulaki, Mavrotas and Papayannakis, "Determining objective weights in multiple criteria problems: the CRITIC method",
/// *Computers & Operations Research* 22 (1995).
///
/// # Wire form
///
/// `{}`.
///
/// # Example
///
/// ```
/// use collegium_indicators::{Aim, DecisionMatrix, weighting::CriticWeights};
/// // The first two say the same, the third says something else.
/// let cells = [1.0, 10.0, 3.0, 2.0, 20.0, 1.0, 3.0, 30.0, 3.0];
/// let matrix = DecisionMatrix::new([Aim::Benefit; 3], cells).unwrap();
/// let weights = CriticWeights {}.weigh(&matrix)?;
/// assert!((weights.as_slice()[0] - weights.as_slice()[1]).abs() < 1e-15);
/// assert!(weights.as_slice()[2] > 0.5);
/// # Ok::<(), collegium_indicators::weighting::WeightingError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CriticWeights {}

impl CriticWeights {
    /// Draws weights from the values.
    ///
    /// # Errors
    ///
    /// [`WeightingError::OneAlternative`], [`WeightingError::NoSpread`] if every criterion is constant or all that are not
    /// agree perfectly, as a single one does with itself.
    pub fn weigh(&self, matrix: &DecisionMatrix) -> Result<Weights, WeightingError> {
        if matrix.rows() < 2 {
            return Err(WeightingError::OneAlternative);
        }
        let met = matrix.met();
        let products = Products::of(&met);
        let parts = (0..met.columns()).map(|one| {
            let conflict: f64 = (0..met.columns()).map(|other| products.conflict(one, other)).sum();
            products.length(one) * conflict
        });
        // What is summed up is finite and not negative: all that can be wrong is that all are 0.
        Weights::proportional(parts.collect()).map_err(|_| WeightingError::NoSpread)
    }
}

/// The products of all pairs of columns, each from its mean, in parts of its range and turned so that more is better.
struct Products<'a> {
    met: &'a DecisionMatrix,
    spread: Spread,
    /// What a distance from the mean is multiplied by.
    factors: Vec<f64>,
    tiles: usize,
    /// One square for each pair of strips of columns; only those on and above the diagonal are filled.
    squares: Vec<[[f64; TILE]; TILE]>,
}

impl<'a> Products<'a> {
    fn of(met: &'a DecisionMatrix) -> Self {
        let spread = Spread::of(met);
        let Spread { extremes, above, .. } = &spread;
        let (columns, tiles) = (met.columns(), met.columns().div_ceil(TILE));
        let turned = met.aims.iter().enumerate().map(|(column, aim)| match (extremes.range(column), aim) {
            (0.0, _) => 0.0,
            (range, Aim::Cost) => -1.0 / range,
            (range, _) => 1.0 / range,
        });
        let factors: Vec<_> = turned.collect();
        let parts = blocks(met, |block| {
            let mut squares = vec![[[0.0; TILE]; TILE]; tiles * tiles];
            let mut panel = vec![[0.0; TILE]; PANEL * tiles];
            for rows in block.chunks(PANEL * columns) {
                for (row, strips) in rows.chunks_exact(columns).zip(panel.chunks_exact_mut(tiles)) {
                    let known = extremes.min.iter().zip(above.iter().zip(&factors));
                    let cells = strips.as_flattened_mut().iter_mut().zip(row);
                    for ((cell, x), (min, (above, factor))) in cells.zip(known) {
                        *cell = (x - min - above) * factor;
                    }
                }
                multiply(&panel[..rows.len() / columns * tiles], tiles, &mut squares);
            }
            squares
        });
        let mut squares = vec![[[0.0; TILE]; TILE]; tiles * tiles];
        for part in parts {
            for (sum, term) in squares.as_flattened_mut().iter_mut().zip(part.as_flattened()) {
                *sum = std::array::from_fn(|column| sum[column] + term[column]);
            }
        }
        Self { met, spread, factors, tiles, squares }
    }

    fn product(&self, one: usize, other: usize) -> f64 {
        let (one, other) = (one.min(other), one.max(other));
        self.squares[one / TILE * self.tiles + other / TILE][one % TILE][other % TILE]
    }

    /// The length of a column: its standard deviation times the root of the number of rows.
    fn length(&self, column: usize) -> f64 {
        self.product(column, column).sqrt()
    }

    /// 1 − r, from 0 to 2; 0 with a constant column.
    fn conflict(&self, one: usize, other: usize) -> f64 {
        let lengths = self.length(one) * self.length(other);
        if one == other || lengths == 0.0 {
            return 0.0;
        }
        let mut conflict = 1.0 - self.product(one, other) / lengths;
        if conflict < CLOSE {
            conflict = self.distance(one, other);
        }
        if conflict < AGREED { 0.0 } else { conflict }
    }

    /// 1 − r again, as half the square of the distance between the columns, each brought to length 1: what the columns have in
    /// common falls away before anything is rounded.
    fn distance(&self, one: usize, other: usize) -> f64 {
        let unit = |column: usize| {
            let factor = self.factors[column] / self.length(column);
            let (min, above) = (self.spread.extremes.min[column], self.spread.above[column]);
            self.met.column(column).map(move |x| (x - min - above) * factor)
        };
        unit(one).zip(unit(other)).map(|(one, other)| (one - other).powi(2)).sum::<f64>() / 2.0
    }
}

fn multiply(panel: &[[f64; TILE]], tiles: usize, squares: &mut [[[f64; TILE]; TILE]]) {
    for one in 0..tiles {
        for other in one..tiles {
            let mut square = [[0.0; TILE]; TILE];
            for strips in panel.chunks_exact(tiles) {
                let (left, right) = (strips[one], strips[other]);
                for (sums, x) in square.iter_mut().zip(left) {
                    for (sum, y) in sums.iter_mut().zip(right) {
                        *sum += x * y;
                    }
                }
            }
            let whole = &mut squares[one * tiles + other];
            for (whole, part) in whole.as_flattened_mut().iter_mut().zip(square.as_flattened()) {
                *whole += part;
            }
        }
    }
}
