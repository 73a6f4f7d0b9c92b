//! Columns laid out for pricing: blocks of sixteen, row by row, so that one pass multiplies whole lines.
#![expect(
    clippy::float_arithmetic,
    clippy::indexing_slicing,
    reason = "a numeric kernel over blocks of one fixed length"
)]

use crate::simplex::Rule;

const LANES: usize = 16;

/// Some columns of a technology, each with its number there.
#[derive(Debug, Clone)]
pub(super) struct Packed {
    rows: usize,
    ids: Vec<usize>,
    blocks: Vec<f64>,
}

impl Packed {
    pub(super) fn new(rows: usize) -> Self {
        Self { rows, ids: Vec::new(), blocks: Vec::new() }
    }

    pub(super) fn push(&mut self, id: usize, column: impl Iterator<Item = f64>) {
        let (block, lane) = (self.ids.len() / LANES, self.ids.len() % LANES);
        if lane == 0 {
            self.blocks.resize(self.blocks.len() + self.rows * LANES, 0.0);
        }
        for (row, entry) in column.enumerate() {
            self.blocks[(block * self.rows + row) * LANES + lane] = entry;
        }
        self.ids.push(id);
    }

    /// What the column at a place has in each row.
    pub(super) fn column(&self, place: usize) -> impl Iterator<Item = f64> {
        let (block, lane) = (place / LANES, place % LANES);
        (0..self.rows).map(move |row| self.blocks[(block * self.rows + row) * LANES + lane])
    }

    /// The column with the greatest sum of weighted entries, or the first, if it is above 0.
    pub(super) fn best(&self, weights: &[f64], skip: Option<usize>, rule: Rule) -> Option<(usize, f64)> {
        let mut best = None;
        let mut bar = 0.0;
        for (sums, ids) in self.scored(weights) {
            if greatest(&sums) <= bar {
                continue;
            }
            for (&sum, &id) in sums.iter().zip(ids) {
                if sum > bar && Some(id) != skip {
                    if rule == Rule::First {
                        return Some((id, sum));
                    }
                    bar = sum;
                    best = Some((id, sum));
                }
            }
        }
        best
    }

    /// The numbers of all columns whose weighted entries do not sum up below 0.
    pub(super) fn at_least_zero<'a>(&'a self, weights: &'a [f64]) -> impl Iterator<Item = usize> + 'a {
        self.scored(weights).flat_map(|(sums, ids)| {
            sums.into_iter().zip(ids).filter(|&(sum, _)| sum >= 0.0).map(|(_, &id)| id)
        })
    }

    fn scored<'a>(&'a self, weights: &'a [f64]) -> impl Iterator<Item = ([f64; LANES], &'a [usize])> {
        let blocks = self.blocks.chunks_exact(self.rows * LANES).zip(self.ids.chunks(LANES));
        blocks.map(move |(block, ids)| {
            let mut sums = [0.0; LANES];
            for (line, weight) in block.chunks_exact(LANES).zip(weights) {
                for (sum, entry) in sums.iter_mut().zip(line) {
                    *sum += weight * entry;
                }
            }
            (sums, ids)
        })
    }
}

fn greatest(sums: &[f64; LANES]) -> f64 {
    let mut top = [0.0; LANES / 4];
    for four in sums.chunks_exact(LANES / 4) {
        for (top, &sum) in top.iter_mut().zip(four) {
            *top = if sum > *top { sum } else { *top };
        }
    }
    top.into_iter().fold(0.0, f64::max)
}
