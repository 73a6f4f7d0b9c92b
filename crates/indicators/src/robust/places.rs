//! Places of a few hundred scores, thousands of times.
#![expect(
    clippy::float_arithmetic,
    clippy::indexing_slicing,
    reason = "a numeric kernel over buffers of one length; a bucket is below their number"
)]

use crate::ranks::TIE;

/// More scores than this in one bucket are sorted in the usual way.
const CROWD: u32 = 24;

/// Buckets for each score: most then hold one at most, even if scores crowd in the middle.
const SPREAD: usize = 2;
/// From here on, neighbouring numbers differ by 1.
const WHOLE: f64 = 4_503_599_627_370_496.0;

/// Sorts scores by buckets, which takes time in proportion to their number when they are spread out.
#[derive(Debug, Clone, Default)]
pub(super) struct Places {
    buckets: Vec<u32>,
    starts: Vec<u32>,
    sorted: Vec<(f64, u32)>,
}

impl Places {
    /// Calls for each score its position and its place, 1 the best and largest; scores closer than [`TIE`] in order share
    /// one.
    pub(super) fn each(&mut self, scores: &[f64], mut place: impl FnMut(usize, usize)) {
        self.sort(scores);
        let (mut shared, mut before) = (0, f64::INFINITY);
        for (rank, &(score, position)) in self.sorted.iter().enumerate() {
            // The first score is infinitely far from nothing.
            if before - score >= TIE {
                shared = rank;
            }
            before = score;
            place(position as usize, shared + 1);
        }
    }

    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_precision_loss,
        reason = "a bucket lies from 0 to their number, and no matrix has 2^30 alternatives"
    )]
    fn sort(&mut self, scores: &[f64]) {
        let count = scores.len();
        let least =
            scores.iter().fold(f64::INFINITY, |least, &score| if score < least { score } else { least });
        let most =
            scores.iter().fold(f64::NEG_INFINITY, |most, &score| if score > most { score } else { most });
        let factor = if most > least { (count * SPREAD) as f64 / (most - least) } else { 0.0 };
        self.starts.clear();
        self.starts.resize(count * SPREAD + 1, 0);
        self.buckets.clear();
        // Added to 2^52, a number up to 2^52 stands in the lowest bits, rounded: a whole line is converted at once.
        self.buckets.extend(scores.iter().map(|score| ((most - score) * factor + WHOLE).to_bits() as u32));
        let mut crowd = 0;
        for &bucket in &self.buckets {
            let held = &mut self.starts[bucket as usize];
            *held += 1;
            crowd = crowd.max(*held);
        }
        let mut start = 0;
        for bucket in &mut self.starts {
            (start, *bucket) = (start + *bucket, start);
        }
        self.sorted.resize(count, (0.0, 0));
        for ((&score, &bucket), position) in scores.iter().zip(&self.buckets).zip(0..) {
            let start = &mut self.starts[bucket as usize];
            self.sorted[*start as usize] = (score, position);
            *start += 1;
        }
        if crowd > CROWD {
            self.sorted.sort_by(|(one, _), (other, _)| other.total_cmp(one));
        } else {
            insert(&mut self.sorted);
        }
    }
}

/// Sorts what is nearly sorted, the largest first; equal scores stay as they are.
fn insert(sorted: &mut [(f64, u32)]) {
    for end in 1..sorted.len() {
        let item = sorted[end];
        let mut at = end;
        while at > 0 && sorted[at - 1].0 < item.0 {
            sorted[at] = sorted[at - 1];
            at -= 1;
        }
        if at < end {
            sorted[at] = item;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ranks::{Best, competition};

    #[test]
    fn places_are_those_of_a_ranking() {
        let mut places = Places::default();
        let crowded = (0..100).map(|i| if i == 0 { 1e9 } else { f64::from(i * 37 % 100) / 100.0 }).collect();
        let lists: [Vec<f64>; 6] = [
            vec![0.5],
            vec![0.25; 40],
            vec![0.1, 0.1 + 0.5e-10, 0.1 + 0.9e-10, 0.1 + 1.6e-10, -3.0],
            vec![-1.0, 0.0, -0.0, 2.0],
            (0..200).map(|i| f64::from(i * 7919 % 211)).collect(),
            crowded,
        ];
        for scores in lists {
            let mut ranks = vec![0; scores.len()];
            places.each(&scores, |position, place| ranks[position] = place);
            assert_eq!(ranks, competition(&scores, Best::Largest), "{scores:?}");
        }
    }
}
