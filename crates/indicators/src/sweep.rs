//! Long loops over the cells of a matrix: in eight lanes, which compilers turn into vector instructions, and in blocks of
//! rows of a fixed size, which threads share. What a block gives is combined in the order of the blocks, so that the bits
//! do not depend on the number of threads.
#![expect(
    clippy::float_arithmetic,
    clippy::indexing_slicing,
    reason = "a kernel: every index is below a length it checked"
)]

#[cfg(feature = "parallel")]
use rayon::prelude::*;

use crate::DecisionMatrix;

/// How many rows a block has: long enough to hide the cost of a thread, short enough to stay near the processor.
const ROWS: usize = 512;

/// How many sums run side by side in a row.
const LANES: usize = 8;

/// The smallest and the greatest value of every column.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Extremes {
    pub(crate) min: Vec<f64>,
    pub(crate) max: Vec<f64>,
}

impl Extremes {
    pub(crate) fn of(matrix: &DecisionMatrix) -> Self {
        Self::with_sums(matrix, |_| 0.0).0
    }

    /// The extremes, and the sum of a function of the values of every column, in one pass.
    pub(crate) fn with_sums(
        matrix: &DecisionMatrix,
        function: impl Fn(f64) -> f64 + Send + Sync,
    ) -> (Self, Vec<f64>) {
        let (all, [sums]) = Self::with_column_sums(matrix, [], |x, []| [function(x)]);
        (all, sums)
    }

    /// The extremes, and the sums over every column of functions of the value and of what is known of the column, in one
    /// pass.
    pub(crate) fn with_column_sums<const K: usize, const N: usize>(
        matrix: &DecisionMatrix,
        known: [&[f64]; K],
        functions: impl Fn(f64, [f64; K]) -> [f64; N] + Send + Sync,
    ) -> (Self, [Vec<f64>; N]) {
        let columns = matrix.columns();
        let mut all = Survey::new(columns);
        for block in blocks(matrix, |block| Survey::of(block, columns, known, &functions)) {
            merge(
                &mut all.extremes.min,
                &block.extremes.min,
                |one, other| if other < one { other } else { one },
            );
            merge(
                &mut all.extremes.max,
                &block.extremes.max,
                |one, other| if other > one { other } else { one },
            );
            for (sums, part) in all.sums.iter_mut().zip(&block.sums) {
                merge(sums, part, |one, other| one + other);
            }
        }
        (all.extremes, all.sums)
    }

    fn none(columns: usize) -> Self {
        Self { min: vec![f64::INFINITY; columns], max: vec![f64::NEG_INFINITY; columns] }
    }

    pub(crate) fn range(&self, column: usize) -> f64 {
        self.max[column] - self.min[column]
    }

    /// Of which columns all values are equal.
    pub(crate) fn constant(&self) -> Vec<bool> {
        self.min.iter().zip(&self.max).map(|(min, max)| min >= max).collect()
    }
}

/// What is found of a block in one pass.
struct Survey<const N: usize> {
    extremes: Extremes,
    sums: [Vec<f64>; N],
}

impl<const N: usize> Survey<N> {
    fn new(columns: usize) -> Self {
        Self { extremes: Extremes::none(columns), sums: std::array::from_fn(|_| vec![0.0; columns]) }
    }

    fn of<const K: usize>(
        block: &[f64],
        columns: usize,
        known: [&[f64]; K],
        functions: impl Fn(f64, [f64; K]) -> [f64; N],
    ) -> Self {
        let mut survey = Self::new(columns);
        widest(
            #[inline(always)]
            || {
                for row in block.chunks_exact(columns) {
                    survey.add(row, known, &functions);
                }
            },
        );
        survey
    }

    #[inline(always)]
    #[expect(clippy::inline_always, reason = "only what is inlined is made for the wider instructions")]
    fn add<const K: usize>(
        &mut self,
        row: &[f64],
        known: [&[f64]; K],
        functions: impl Fn(f64, [f64; K]) -> [f64; N],
    ) {
        // Cut to one length, so that no index has to be checked within the loop.
        let columns = row.len();
        let (min, max) = (&mut self.extremes.min[..columns], &mut self.extremes.max[..columns]);
        let (sums, known) =
            (self.sums.each_mut().map(|sums| &mut sums[..columns]), known.map(|known| &known[..columns]));
        for column in 0..columns {
            let x = row[column];
            min[column] = if x < min[column] { x } else { min[column] };
            max[column] = if x > max[column] { x } else { max[column] };
            let terms = functions(x, known.map(|known| known[column]));
            for n in 0..N {
                sums[n][column] += terms[n];
            }
        }
    }
}

fn merge(all: &mut [f64], part: &[f64], combine: impl Fn(f64, f64) -> f64) {
    for (one, other) in all.iter_mut().zip(part) {
        *one = combine(*one, *other);
    }
}

/// The sum over every column of a function of the value and of what is known of the column.
pub(crate) fn column_sums<const K: usize>(
    matrix: &DecisionMatrix,
    known: [&[f64]; K],
    function: impl Fn(f64, [f64; K]) -> f64 + Send + Sync,
) -> Vec<f64> {
    let columns = matrix.columns();
    let known = known.map(|known| &known[..columns]);
    let mut sums = vec![0.0; columns];
    let block_sums = |block: &[f64]| {
        let mut sums = vec![0.0; columns];
        widest(
            #[inline(always)]
            || {
                for row in block.chunks_exact(columns) {
                    add_terms(&mut sums, row, known, &function);
                }
            },
        );
        sums
    };
    for part in blocks(matrix, block_sums) {
        merge(&mut sums, &part, |one, other| one + other);
    }
    sums
}

/// Runs a kernel with the widest vector instructions that this processor has. They make it faster and change no bit: each
/// number is reckoned by the same steps.
pub(crate) fn widest(kernel: impl FnOnce()) {
    pulp::Arch::new().dispatch(kernel);
}

#[inline(always)]
#[expect(clippy::inline_always, reason = "only what is inlined is made for the wider instructions")]
fn add_terms<const K: usize>(
    sums: &mut [f64],
    row: &[f64],
    known: [&[f64]; K],
    function: impl Fn(f64, [f64; K]) -> f64,
) {
    // Cut to one length, so that no index has to be checked within the loop.
    let columns = row.len();
    let (sums, known) = (&mut sums[..columns], known.map(|known| &known[..columns]));
    for column in 0..columns {
        sums[column] += function(row[column], known.map(|known| known[column]));
    }
}

/// The sum over a row of a function of the value and of what is known of its column.
#[inline]
pub(crate) fn row_sum<const K: usize>(
    row: &[f64],
    known: [&[f64]; K],
    function: impl Fn(f64, [f64; K]) -> f64,
) -> f64 {
    row_fold(row, known, function, |sum, term| sum + term)
}

/// The greatest value over a row of a function that is not negative.
#[inline]
pub(crate) fn row_max<const K: usize>(
    row: &[f64],
    known: [&[f64]; K],
    function: impl Fn(f64, [f64; K]) -> f64,
) -> f64 {
    row_fold(row, known, function, |max, term| if term > max { term } else { max })
}

#[inline]
fn row_fold<const K: usize>(
    row: &[f64],
    known: [&[f64]; K],
    function: impl Fn(f64, [f64; K]) -> f64,
    combine: impl Fn(f64, f64) -> f64,
) -> f64 {
    let columns = row.len();
    let known = known.map(|known| &known[..columns]);
    let mut lanes = [0.0; LANES];
    for chunk in 0..columns / LANES {
        let start = chunk * LANES;
        let values: &[f64] = &row[start..start + LANES];
        let known = known.map(|known| &known[start..start + LANES]);
        for lane in 0..LANES {
            lanes[lane] = combine(lanes[lane], function(values[lane], known.map(|known| known[lane])));
        }
    }
    for (lane, column) in lanes.iter_mut().zip(columns / LANES * LANES..columns) {
        *lane = combine(*lane, function(row[column], known.map(|known| known[column])));
    }
    let fold = |left: f64, right: f64| combine(left, right);
    let pairs = [
        fold(lanes[0], lanes[4]),
        fold(lanes[1], lanes[5]),
        fold(lanes[2], lanes[6]),
        fold(lanes[3], lanes[7]),
    ];
    fold(fold(pairs[0], pairs[1]), fold(pairs[2], pairs[3]))
}

/// What a function makes of every row.
pub(crate) fn rows<T: Send>(matrix: &DecisionMatrix, function: impl Fn(&[f64]) -> T + Send + Sync) -> Vec<T> {
    let columns = matrix.columns();
    #[cfg(feature = "parallel")]
    let rows = matrix.cells.par_chunks_exact(columns).with_min_len(ROWS);
    #[cfg(not(feature = "parallel"))]
    let rows = matrix.cells.chunks_exact(columns);
    rows.map(function).collect()
}

/// What a function makes of every block of rows, in order.
pub(crate) fn blocks<T: Send>(
    matrix: &DecisionMatrix,
    function: impl Fn(&[f64]) -> T + Send + Sync,
) -> Vec<T> {
    let cells = ROWS * matrix.columns();
    #[cfg(feature = "parallel")]
    let blocks = matrix.cells.par_chunks(cells);
    #[cfg(not(feature = "parallel"))]
    let blocks = matrix.cells.chunks(cells);
    blocks.map(function).collect()
}
