//! Places of a few hundred scores, thousands of times.
#![expect(
    clippy::float_arithmetic,
    clippy::indexing_slicing,
    reason = "a numeric kernel over buffers of one length; a bucket is below their number"
)]

use crate::{ranks::TIE, sweep::widest};

/// Slots for each score: most scores then find the slot of their size free, even if they crowd in the middle.
const SPREAD: usize = 32;
/// From here on, neighbouring numbers differ by 1.
const WHOLE: f64 = 4_503_599_627_370_496.0;

/// How many numbers are compared side by side.
const LANES: usize = 8;

/// Sorts scores by slots, which takes time in proportion to their number when they are spread out.
#[derive(Debug, Clone, Default)]
pub(super) struct Places {
    slots: Vec<u32>,
    /// A bit for each slot: whether a score has taken it.
    taken: Vec<u64>,
    /// How many slots are taken before each word of them.
    before: Vec<u32>,
    sorted: Vec<(f64, u32)>,
}

impl Places {
    /// Calls for each score its position and its place, 1 the best and largest; scores closer than [`TIE`] in order share
    /// one.
    pub(super) fn each(&mut self, scores: &[f64], mut place: impl FnMut(usize, usize)) {
        widest(
            #[inline(always)]
            || self.sort(scores),
        );
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

    #[inline(always)]
    #[expect(clippy::inline_always, reason = "only what is inlined is made for the wider instructions")]
    fn sort(&mut self, scores: &[f64]) {
        self.sorted.resize(scores.len(), (0.0, 0));
        self.choose(scores);
        if self.take() {
            self.line_up(scores);
            insert(&mut self.sorted);
        } else {
            let all = scores.iter().copied().zip(0..);
            self.sorted.iter_mut().zip(all).for_each(|(item, score)| *item = score);
            self.sorted.sort_by(|(one, _), (other, _)| other.total_cmp(one));
        }
    }

    /// The slot that fits the size of each score, the largest first.
    #[inline(always)]
    #[expect(clippy::inline_always, reason = "only what is inlined is made for the wider instructions")]
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_precision_loss,
        reason = "a slot lies from 0 to their number, and no matrix has 2^27 alternatives"
    )]
    fn choose(&mut self, scores: &[f64]) {
        let (least, most) = ends(scores);
        let factor = if most > least { (scores.len() * SPREAD) as f64 / (most - least) } else { 0.0 };
        self.slots.resize(scores.len(), 0);
        for (slot, score) in self.slots.iter_mut().zip(scores) {
            // Added to 2^52, a number up to 2^52 stands in the lowest bits, rounded: a whole line is converted at once.
            *slot = ((most - score) * factor + WHOLE).to_bits() as u32;
        }
    }

    /// Gives each score its slot or the next that is free, in the order of the scores. Answers false if too many crowd around
    /// one.
    #[inline(always)]
    #[expect(clippy::inline_always, reason = "only what is inlined is made for the wider instructions")]
    fn take(&mut self) -> bool {
        self.taken.clear();
        // One past the last slot can be wanted, and the next word be looked at.
        self.taken.resize(self.slots.len() * SPREAD / 64 + 2, 0);
        let taken = self.taken.as_mut_slice();
        for slot in &mut self.slots {
            let mut word = *slot / 64;
            let mut free = !taken[word as usize] & (u64::MAX << (*slot % 64));
            if free == 0 {
                word += 1;
                free = !taken[word as usize];
            }
            taken[word as usize] |= free & free.wrapping_neg();
            *slot = word * 64 + free.trailing_zeros();
            if free == 0 {
                return false;
            }
        }
        true
    }

    /// Puts each score where the slots taken before its own say.
    #[inline(always)]
    #[expect(clippy::inline_always, reason = "only what is inlined is made for the wider instructions")]
    fn line_up(&mut self, scores: &[f64]) {
        self.before.clear();
        let mut count = 0;
        self.before.extend(self.taken.iter().map(|word| {
            let before = count;
            count += word.count_ones();
            before
        }));
        let (taken, before, sorted) = (&self.taken[..], &self.before[..], &mut self.sorted[..]);
        for ((&slot, &score), position) in self.slots.iter().zip(scores).zip(0..) {
            let word = slot as usize / 64;
            let below = taken[word] & !(u64::MAX << (slot % 64));
            sorted[(before[word] + below.count_ones()) as usize] = (score, position);
        }
    }
}

/// The least and the greatest of some numbers.
#[inline(always)]
#[expect(clippy::inline_always, reason = "only what is inlined is made for the wider instructions")]
fn ends(numbers: &[f64]) -> (f64, f64) {
    let less = |one: f64, other: f64| if other < one { other } else { one };
    let more = |one: f64, other: f64| if other > one { other } else { one };
    (outmost(numbers, f64::INFINITY, less), outmost(numbers, f64::NEG_INFINITY, more))
}

#[inline(always)]
#[expect(clippy::inline_always, reason = "only what is inlined is made for the wider instructions")]
fn outmost(numbers: &[f64], start: f64, choose: impl Fn(f64, f64) -> f64) -> f64 {
    let mut lanes = [start; LANES];
    let (chunks, rest) = numbers.as_chunks::<LANES>();
    for chunk in chunks {
        for (lane, &number) in lanes.iter_mut().zip(chunk) {
            *lane = choose(*lane, number);
        }
    }
    lanes.iter().chain(rest).fold(start, |one, &other| choose(one, other))
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
        // So many that want one slot fill the next word of slots too; the last ones want what lies behind all others.
        let alike = |many: i32| (0..150).map(|i| if i < many { 1.0 } else { f64::from(i % 50) }).collect();
        let last = (0..90).map(|i| if i == 41 { 1.0 } else { 0.0 }).collect();
        let lists: [Vec<f64>; 10] = [
            vec![0.5],
            vec![0.25; 40],
            vec![0.25; 200],
            alike(70),
            alike(140),
            last,
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
