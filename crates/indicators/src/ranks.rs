//! Places from scores.
#![expect(clippy::float_arithmetic, reason = "scores are statistics, not money")]

use serde::{Deserialize, Serialize};

/// Scores closer than this share a place: less than that is rounding, not a difference.
///
/// # Example
///
/// ```
/// use collegium_indicators::ranks::{Best, TIE, competition};
/// assert_eq!(competition(&[0.5, 0.5 + TIE / 2.0, 0.5 + TIE * 2.0], Best::Largest), [2, 2, 1]);
/// ```
pub const TIE: f64 = 1e-10;

/// Which score is the best.
///
/// # Wire form
///
/// `"largest"` or `"smallest"`.
///
/// # Example
///
/// ```
/// use collegium_indicators::ranks::{Best, order};
/// assert_eq!(order(&[0.2, 0.9, 0.4], Best::Largest), [1, 2, 0]);
/// assert_eq!(order(&[0.2, 0.9, 0.4], Best::Smallest), [0, 2, 1]);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Best {
    /// As with every method but VIKOR.
    Largest,
    /// As with VIKOR.
    Smallest,
}

/// The positions of the scores from the best to the worst; equal scores in the order they are given in.
///
/// Scores are expected to be numbers; NaN stands at an end.
#[must_use]
pub fn order(scores: &[f64], best: Best) -> Vec<usize> {
    sorted(scores, best).into_iter().map(|(_, position)| position).collect()
}

/// Competition ranks, 1 the best: as many as share a place, so many places after it stay empty, 1-2-2-4.
///
/// Sorted, a gap of less than [`TIE`] does not part two scores.
///
/// # Example
///
/// ```
/// use collegium_indicators::ranks::{Best, competition};
/// assert_eq!(competition(&[0.4, 0.9, 0.4, 0.1], Best::Largest), [2, 1, 2, 4]);
/// ```
#[must_use]
pub fn competition(scores: &[f64], best: Best) -> Vec<usize> {
    let mut ranks = vec![0; scores.len()];
    for_each_place(&sorted(scores, best), TIE, |before, _, position| set(&mut ranks, position, before + 1));
    ranks
}

/// Average ranks, 1 the best: those that share a place get the mean of the places they take together, 1-2.5-2.5-4.
///
/// Sorted, a gap of less than [`TIE`] does not part two scores.
///
/// # Example
///
/// ```
/// use collegium_indicators::ranks::{Best, average};
/// assert_eq!(average(&[0.4, 0.9, 0.4, 0.1], Best::Largest), [2.5, 1.0, 2.5, 4.0]);
/// ```
#[must_use]
pub fn average(scores: &[f64], best: Best) -> Vec<f64> {
    average_within(scores, best, TIE)
}

/// Average ranks of values that share a place if they are less than `tie` apart; with a `tie` of 0, only if they are equal.
///
/// # Example
///
/// ```
/// use collegium_indicators::ranks::{Best, average_within};
/// assert_eq!(average_within(&[2e-12, 1e-12, 2e-12], Best::Smallest, 0.0), [2.5, 1.0, 2.5]);
/// ```
#[must_use]
#[expect(clippy::cast_precision_loss, reason = "no list of scores has 2^53 of them")]
pub fn average_within(scores: &[f64], best: Best, tie: f64) -> Vec<f64> {
    let mut ranks = vec![0.0; scores.len()];
    for_each_place(&sorted(scores, best), tie, |before, sharing, position| {
        set(&mut ranks, position, before as f64 + f64::midpoint(sharing as f64, 1.0));
    });
    ranks
}

fn set<T>(ranks: &mut [T], position: usize, rank: T) {
    if let Some(place) = ranks.get_mut(position) {
        *place = rank;
    }
}

/// A whole number that grows as the number gets worse: whole numbers sort faster than floats.
fn key(score: f64, best: Best) -> u64 {
    // -0 is 0.
    let bits = (score + 0.0).to_bits();
    let rising = if bits >> 63 == 1 { !bits } else { bits | 1 << 63 };
    match best {
        Best::Largest => !rising,
        Best::Smallest => rising,
    }
}

/// The number that has this key.
fn score(key: u64, best: Best) -> f64 {
    let rising = if best == Best::Largest { !key } else { key };
    f64::from_bits(if rising >> 63 == 1 { rising & !(1 << 63) } else { !rising })
}

/// The scores from the best to the worst, each with its position.
fn sorted(scores: &[f64], best: Best) -> Vec<(f64, usize)> {
    let mut keyed: Vec<_> = scores.iter().zip(0_usize..).map(|(&score, at)| (key(score, best), at)).collect();
    keyed.sort_unstable();
    keyed.into_iter().map(|(key, at)| (score(key, best), at)).collect()
}

/// Calls for every score how many are better, how many share its place, and its position.
fn for_each_place(sorted: &[(f64, usize)], tie: f64, mut place: impl FnMut(usize, usize, usize)) {
    let shares = |(one, _): &(f64, usize), (next, _): &(f64, usize)| {
        let gap = (one - next).abs();
        gap < tie || gap == 0.0
    };
    let mut before = 0;
    for group in sorted.chunk_by(shares) {
        for (_, position) in group {
            place(before, group.len(), *position);
        }
        before += group.len();
    }
}
