//! Scores beside the normal distribution.
#![expect(clippy::float_arithmetic, reason = "scores are statistics, not money")]

use serde::{Deserialize, Serialize};

use crate::{normal::quantile, ranks::TIE};

/// A line laid through scores and probits: score = a + b · probit.
///
/// # Wire form
///
/// `{"a":-0.32,"b":0.17}`.
///
/// # Example
///
/// ```
/// use collegium_indicators::method::Line;
/// assert_eq!(Line { a: -0.5, b: 0.25 }.at(4.0), 0.5);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Line {
    /// The score at probit 0.
    pub a: f64,
    /// By how much it rises with each probit.
    pub b: f64,
}

impl Line {
    /// The score at a probit.
    #[must_use]
    pub fn at(&self, probit: f64) -> f64 {
        self.a + self.b * probit
    }

    /// 1 from the highest limit up.
    pub(super) fn grade(&self, score: f64, limits: &[f64]) -> usize {
        1 + limits.iter().filter(|limit| score < self.at(**limit) - TIE).count()
    }

    /// By least squares.
    #[expect(clippy::cast_precision_loss, reason = "no list of scores has 2^53 of them")]
    fn through(points: &[(f64, f64)]) -> Option<Self> {
        let count = points.len() as f64;
        let mean = |of: fn(&(f64, f64)) -> f64| points.iter().map(of).sum::<f64>() / count;
        let (x_mean, y_mean) = (mean(|point| point.0), mean(|point| point.1));
        let squares: f64 = points.iter().map(|(x, _)| (x - x_mean) * (x - x_mean)).sum();
        let products: f64 = points.iter().map(|(x, y)| (x - x_mean) * (y - y_mean)).sum();
        let b = products / squares;
        (points.len() > 1).then_some(Self { a: y_mean - b * x_mean, b })
    }
}

/// The probit of every score, and the line through the different ones.
#[expect(clippy::cast_precision_loss, reason = "no list of scores has 2^53 of them")]
pub(super) fn probits(scores: &[f64]) -> (Vec<f64>, Option<Line>) {
    let all = scores.len() as f64;
    let mut rising: Vec<_> = scores.iter().map(|score| (score * 1e10).round()).zip(0..).collect();
    rising.sort_unstable_by(|(one, at), (other, there)| one.total_cmp(other).then(at.cmp(there)));

    let (mut probits, mut points, mut before) = (vec![0.0; scores.len()], Vec::new(), 0);
    for group in rising.chunk_by(|(one, _), (next, _)| one.total_cmp(next).is_eq()) {
        let rank = before as f64 + f64::midpoint(group.len() as f64, 1.0);
        before += group.len();
        let share = if before == scores.len() { 1.0 - 1.0 / (4.0 * all) } else { rank / all };
        let probit = 5.0 + quantile(share);
        for (_, place) in group {
            if let Some(own) = probits.get_mut(*place) {
                *own = probit;
            }
        }
        points.extend(group.first().and_then(|(_, place)| scores.get(*place)).map(|score| (probit, *score)));
    }
    let line = Line::through(&points);
    (probits, line)
}
