//! How far rankings agree.
//!
//! Rankings are compared by their average ranks, 1 for the highest score; scores closer than [`TIE`](crate::ranks::TIE)
//! share a rank. With *n* scores, and *x* and *y* for the two ranks of one thing, *d* = x − y.
#![expect(clippy::float_arithmetic, reason = "correlations are statistics, not money")]

mod inversions;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::{
    dense::real,
    ranks::{Best, average},
};

/// How far two rankings of the same things agree, by four measures.
///
/// # Wire form
///
/// `{"spearman":1.0,"kendall_tau_b":1.0,"weighted_spearman":1.0,"ws":1.0}`.
///
/// # Example
///
/// ```
/// use collegium_indicators::correlation::{Agreement, CorrelationError};
///
/// let reversed = Agreement::of(&[0.9, 0.5, 0.1], &[1.0, 2.0, 3.0])?;
/// assert_eq!(reversed, Agreement { spearman: -1.0, kendall_tau_b: -1.0, weighted_spearman: -1.0, ws: 0.375 });
/// # Ok::<(), CorrelationError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Agreement {
    /// Spearman's ρ, −1 to 1: see [`spearman`].
    pub spearman: f64,
    /// Kendall's τ-b, −1 to 1: see [`kendall_tau_b`].
    pub kendall_tau_b: f64,
    /// Spearman's ρ weighted to the top, −1 to 1: see [`weighted_spearman`].
    pub weighted_spearman: f64,
    /// The WS coefficient, 0 to 1: see [`ws`].
    pub ws: f64,
}

impl Agreement {
    /// Compares the scores that two methods, or two people, gave the same things. For [`ws`] the first is the reference.
    ///
    /// # Errors
    ///
    /// [`CorrelationError`], each case but that of lists.
    pub fn of(x: &[f64], y: &[f64]) -> Result<Self, CorrelationError> {
        let ranks = Ranks::of(x, y)?;
        Ok(Self {
            spearman: ranks.spearman()?,
            kendall_tau_b: ranks.kendall_tau_b()?,
            weighted_spearman: ranks.weighted_spearman(),
            ws: ranks.ws(),
        })
    }
}

/// Spearman's ρ: the correlation of the ranks, Σ (x − x̄)(y − ȳ) ÷ √(Σ (x − x̄)² · Σ (y − ȳ)²) (Spearman 1904).
///
/// # Errors
///
/// [`CorrelationError`], each case but that of lists.
///
/// # Example
///
/// ```
/// use collegium_indicators::correlation::{CorrelationError, spearman};
/// assert!((spearman(&[1.0, 3.0, 3.0], &[1.0, 4.0, 3.0])? - 0.75_f64.sqrt()).abs() < 1e-12);
/// assert_eq!(spearman(&[1.0, 1.0], &[1.0, 2.0]), Err(CorrelationError::AllTied));
/// # Ok::<(), CorrelationError>(())
/// ```
pub fn spearman(x: &[f64], y: &[f64]) -> Result<f64, CorrelationError> {
    Ranks::of(x, y)?.spearman()
}

/// Kendall's τ-b: pairs in the same order less pairs in reversed order, ÷ √(pairs not tied in x · pairs not tied in y)
/// (Kendall 1945), in time n · log n (Knight 1966).
///
/// # Errors
///
/// [`CorrelationError`], each case but that of lists.
///
/// # Example
///
/// ```
/// use collegium_indicators::correlation::{CorrelationError, kendall_tau_b};
/// // One of three pairs is reversed.
/// assert!((kendall_tau_b(&[1.0, 2.0, 3.0], &[1.0, 3.0, 2.0])? - 1.0 / 3.0).abs() < 1e-12);
/// # Ok::<(), CorrelationError>(())
/// ```
pub fn kendall_tau_b(x: &[f64], y: &[f64]) -> Result<f64, CorrelationError> {
    Ranks::of(x, y)?.kendall_tau_b()
}

/// Spearman's ρ in which differences at the top count more: 1 − 6 · Σ d² · (2n + 2 − x − y) ÷ (n⁴ + n³ − n² − n) (Pinto da
/// Costa and Soares 2005).
///
/// # Errors
///
/// [`CorrelationError::Lengths`], [`CorrelationError::TooFew`], [`CorrelationError::NotFinite`].
///
/// # Example
///
/// ```
/// use collegium_indicators::correlation::{CorrelationError, weighted_spearman};
/// assert!((weighted_spearman(&[1.0, 3.0, 3.0], &[1.0, 4.0, 3.0])? - 0.84375).abs() < 1e-12);
/// # Ok::<(), CorrelationError>(())
/// ```
pub fn weighted_spearman(x: &[f64], y: &[f64]) -> Result<f64, CorrelationError> {
    Ok(Ranks::of(x, y)?.weighted_spearman())
}

/// The WS coefficient: 1 − Σ 2⁻ˣ · |d| ÷ max(x − 1, n − x); differences at the top of the reference *x* decide (Sałabun and
/// Urbaniak 2020).
///
/// # Errors
///
/// [`CorrelationError::Lengths`], [`CorrelationError::TooFew`], [`CorrelationError::NotFinite`].
///
/// # Example
///
/// ```
/// use collegium_indicators::correlation::{CorrelationError, ws};
/// assert_eq!(ws(&[0.8, 0.6, 0.9], &[1.1, 1.4, 1.2])?, 0.375);
/// # Ok::<(), CorrelationError>(())
/// ```
pub fn ws(reference: &[f64], other: &[f64]) -> Result<f64, CorrelationError> {
    Ok(Ranks::of(reference, other)?.ws())
}

/// Kendall's W: how far several lists of scores agree, 0 to 1. With *m* lists, *R* the sums of ranks and *t* how many share a
/// rank: 12 · Σ (R − R̄)² ÷ (m² · (n³ − n) − m · Σ (t³ − t)) (Kendall and Babington Smith 1939).
///
/// # Errors
///
/// [`CorrelationError::NoLists`], [`CorrelationError::Lengths`], [`CorrelationError::TooFew`],
/// [`CorrelationError::NotFinite`], [`CorrelationError::AllTied`] if every list is.
///
/// # Example
///
/// ```
/// use collegium_indicators::correlation::{CorrelationError, kendall_w};
///
/// let experts = [[4.0, 3.0, 2.0, 1.0], [4.0, 2.0, 3.0, 1.0], [3.0, 4.0, 2.0, 1.0]];
/// assert!((kendall_w(&experts)? - 35.0 * 12.0 / 540.0).abs() < 1e-12);
/// # Ok::<(), CorrelationError>(())
/// ```
pub fn kendall_w<L: AsRef<[f64]>>(lists: &[L]) -> Result<f64, CorrelationError> {
    let first = lists.first().ok_or(CorrelationError::NoLists)?.as_ref();
    let (count, size) = (real(lists.len()), real(first.len()));
    let (mut sums, mut tied) = (vec![0.0; first.len()], 0.0);
    for list in lists {
        let ranks = ranked(list.as_ref(), first.len())?;
        tied += ties(&ranks, |t| t * t * t - t);
        sums.iter_mut().zip(&ranks).for_each(|(sum, rank)| *sum += rank);
    }
    let mean = count * (size + 1.0) / 2.0;
    let spread: f64 = sums.iter().map(|sum| (sum - mean) * (sum - mean)).sum();
    let most = count * count * (size * size * size - size) - count * tied;
    if most > 0.0 { Ok(12.0 * spread / most) } else { Err(CorrelationError::AllTied) }
}

/// The average ranks of two lists of equal length.
struct Ranks {
    x: Vec<f64>,
    y: Vec<f64>,
}

impl Ranks {
    fn of(x: &[f64], y: &[f64]) -> Result<Self, CorrelationError> {
        Ok(Self { x: ranked(x, x.len())?, y: ranked(y, x.len())? })
    }

    fn pairs(&self) -> impl Iterator<Item = (f64, f64)> {
        self.x.iter().copied().zip(self.y.iter().copied())
    }

    fn spearman(&self) -> Result<f64, CorrelationError> {
        let mean = f64::midpoint(real(self.x.len()), 1.0);
        let sums = self.pairs().map(|(x, y)| (x - mean, y - mean));
        let (xy, xx, yy) =
            sums.fold((0.0, 0.0, 0.0), |(xy, xx, yy), (x, y)| (xy + x * y, xx + x * x, yy + y * y));
        let most: f64 = xx * yy;
        if most > 0.0 { Ok((xy / most.sqrt()).clamp(-1.0, 1.0)) } else { Err(CorrelationError::AllTied) }
    }

    fn kendall_tau_b(&self) -> Result<f64, CorrelationError> {
        let mut pairs: Vec<_> = self.pairs().collect();
        pairs.sort_unstable_by(|one, other| one.0.total_cmp(&other.0).then(one.1.total_cmp(&other.1)));
        let both: f64 = pairs.chunk_by(|one, other| one == other).map(|tied| couples(real(tied.len()))).sum();
        let all = couples(real(self.x.len()));
        let (apart_x, apart_y) = (all - ties(&self.x, couples), all - ties(&self.y, couples));
        let reversed = inversions::count(pairs.into_iter().map(|(_, y)| y).collect());
        let in_order = apart_x + apart_y + both - all - real(reversed);
        let most: f64 = apart_x * apart_y;
        let tau = (in_order - real(reversed)) / most.sqrt();
        if most > 0.0 { Ok(tau.clamp(-1.0, 1.0)) } else { Err(CorrelationError::AllTied) }
    }

    fn weighted_spearman(&self) -> f64 {
        let n = real(self.x.len());
        let sum: f64 = self.pairs().map(|(x, y)| (x - y) * (x - y) * (2.0 * n + 2.0 - x - y)).sum();
        1.0 - 6.0 * sum / (n * (n + 1.0) * (n * n - 1.0))
    }

    fn ws(&self) -> f64 {
        let n = real(self.x.len());
        let sum: f64 = self.pairs().map(|(x, y)| (-x).exp2() * (x - y).abs() / (x - 1.0).max(n - x)).sum();
        1.0 - sum
    }
}

/// How many pairs so many things have.
fn couples(things: f64) -> f64 {
    things * (things - 1.0) / 2.0
}

/// The sum of a figure of how many share a rank, over the ranks.
fn ties(ranks: &[f64], figure: impl Fn(f64) -> f64) -> f64 {
    let mut sorted = ranks.to_vec();
    sorted.sort_unstable_by(f64::total_cmp);
    let same = |one: &f64, other: &f64| one.total_cmp(other).is_eq();
    sorted.chunk_by(same).map(|tied| figure(real(tied.len()))).sum()
}

fn ranked(scores: &[f64], expected: usize) -> Result<Vec<f64>, CorrelationError> {
    let given = scores.len();
    if given != expected {
        return Err(CorrelationError::Lengths { expected, given });
    }
    if given < 2 {
        return Err(CorrelationError::TooFew { given });
    }
    if let Some(position) = scores.iter().position(|score| !score.is_finite()) {
        return Err(CorrelationError::NotFinite { position });
    }
    Ok(average(scores, Best::Largest))
}

/// Why rankings cannot be compared.
///
/// # Example
///
/// ```
/// use collegium_indicators::correlation::{CorrelationError, spearman};
/// let error = spearman(&[0.1, 0.2], &[0.1, 0.2, 0.3]).unwrap_err();
/// assert_eq!(error, CorrelationError::Lengths { expected: 2, given: 3 });
/// assert_eq!(error.to_string(), "one list has 2 scores and another 3: all must score the same things");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum CorrelationError {
    /// Nothing to compare.
    #[error("there is no list of scores")]
    NoLists,
    /// Lists of unequal length.
    #[error("one list has {expected} scores and another {given}: all must score the same things")]
    Lengths {
        /// How long the first is.
        expected: usize,
        /// How long the other is.
        given: usize,
    },
    /// Nothing to put in order.
    #[error("{given} scores have no order to compare: at least 2 are needed")]
    TooFew {
        /// How many there are.
        given: usize,
    },
    /// Not a number, or infinite.
    #[error("score {} is not a finite number", position + 1)]
    NotFinite {
        /// Where it stands, from 0.
        position: usize,
    },
    /// No order at all.
    #[error("all scores of a list are tied: there is no order to compare")]
    AllTied,
}
