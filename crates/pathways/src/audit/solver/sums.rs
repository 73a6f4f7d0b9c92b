//! What some of several numbers of credits come to together.

#![expect(
    clippy::indexing_slicing,
    clippy::cast_possible_truncation,
    clippy::cast_possible_wrap,
    clippy::cast_sign_loss,
    reason = "words and rows are numbered by the table itself; credits are not negative, and steps are few"
)]

use num_integer::gcd;

/// So many words a table may have: two megabytes. Where it needs more, the most itself is the answer.
const WORDS: usize = 1 << 18;

/// A table of the sums that can be reached, row by row with one number more. It is cleared and used again.
#[derive(Debug, Default)]
pub(super) struct Sums {
    /// By row: a bit for each multiple of the unit.
    rows: Vec<u64>,
    words: usize,
    /// What the numbers are multiples of.
    unit: i64,
    best: i64,
}

impl Sums {
    /// The largest sum of some of these numbers that is at most `most`, or `most`, if that would take too large a table. There is no
    /// sum below zero: then `most` is the answer too.
    pub(super) fn largest(&mut self, numbers: &[i64], most: i64) -> i64 {
        let unit = numbers.iter().fold(0, |unit, number| gcd(unit, *number)).max(1);
        self.rows.clear();
        self.unit = unit;
        self.best = most;
        if most < 0 {
            return most;
        }
        let steps = (most / unit) as usize;
        self.words = steps / 64 + 1;
        if self.words.saturating_mul(numbers.len() + 1) > WORDS {
            return most;
        }
        self.rows.resize(self.words, 0);
        self.rows[0] = 1;
        for &number in numbers {
            self.add((number / unit) as usize);
        }
        let last = &self.rows[self.rows.len() - self.words..];
        let best = (0..=steps).rev().find(|step| last[step / 64] >> (step % 64) & 1 == 1);
        self.best = best.map_or(0, |best| best as i64 * unit);
        self.best
    }

    /// The last row, and itself moved up by so many steps.
    fn add(&mut self, steps: usize) {
        let (skip, shift) = (steps / 64, steps % 64);
        let before = self.rows.len() - self.words;
        for word in 0..self.words {
            let lower = |back: usize| word.checked_sub(skip + back).map_or(0, |at| self.rows[before + at]);
            let carried = if shift == 0 { 0 } else { lower(1) >> (64 - shift) };
            self.rows.push(self.rows[before + word] | lower(0) << shift | carried);
        }
    }

    /// The places of numbers that the largest sum does without, last ones first.
    pub(super) fn without(&self, numbers: &[i64]) -> impl Iterator<Item = usize> {
        let mut left = self.best;
        (0..numbers.len()).rev().filter(move |&at| {
            let row = at * self.words;
            let step = (left / self.unit) as usize;
            let reached = self.rows.get(row + step / 64).is_some_and(|word| word >> (step % 64) & 1 == 1);
            if !reached {
                left -= numbers[at];
            }
            reached
        })
    }
}
