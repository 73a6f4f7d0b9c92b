//! How a difference becomes a preference.
#![expect(clippy::float_arithmetic, reason = "scores are statistics, not money")]

use serde::{Deserialize, Serialize};

use crate::method::MethodError;

/// How a difference d becomes a preference from 0 to 1; a difference of 0 or less is none.
///
/// The six functions of Brans and Vincke (1985).
///
/// # Wire form
///
/// `"usual"`, `{"u_shape":{"q":0.5}}`, `{"v_shape":{"p":2.0}}`, `{"level":{"q":0.5,"p":2.0}}`, `{"linear":{"q":0.5,"p":2.0}}`
/// or `{"gaussian":{"s":1.0}}`.
///
/// # Example
///
/// ```
/// use collegium_indicators::method::Preference;
/// let linear = Preference::Linear { q: 1.0, p: 3.0 };
/// assert_eq!([0.5, 1.0, 2.0, 3.0, 4.0].map(|d| linear.of(d)), [0.0, 0.0, 0.5, 1.0, 1.0]);
/// assert_eq!(Preference::Level { q: 1.0, p: 3.0 }.of(3.0), 0.5);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Preference {
    /// 1 for any difference.
    Usual,
    /// 1 beyond `q`.
    UShape {
        /// Up to here, indifference; from 0.
        q: f64,
    },
    /// d ÷ `p`, 1 beyond `p`.
    VShape {
        /// From here on, full preference; above 0.
        p: f64,
    },
    /// ½ beyond `q`, 1 beyond `p`.
    Level {
        /// Up to here, indifference; from 0.
        q: f64,
        /// Beyond it, full preference; from `q`.
        p: f64,
    },
    /// (d − `q`) ÷ (`p` − `q`) beyond `q`, 1 beyond `p`.
    Linear {
        /// Up to here, indifference; from 0.
        q: f64,
        /// From here on, full preference; from `q`.
        p: f64,
    },
    /// 1 − exp(−d² ÷ 2s²).
    Gaussian {
        /// Where the curve is steepest; above 0.
        s: f64,
    },
}

/// What lies between indifference and full preference.
#[derive(Debug, Clone, Copy)]
enum Middle {
    Half,
    Ramp,
}

impl Preference {
    /// The preference for a difference.
    #[must_use]
    pub fn of(&self, d: f64) -> f64 {
        if let Self::Gaussian { s } = *self {
            return if d > 0.0 { -(-(d / s) * (d / s) / 2.0).exp_m1() } else { 0.0 };
        }
        let (q, p, middle) = self.thresholds();
        match middle {
            _ if d > p => 1.0,
            _ if d <= q => 0.0,
            Middle::Half => 0.5,
            Middle::Ramp => (d - q) / (p - q),
        }
    }

    fn thresholds(&self) -> (f64, f64, Middle) {
        match *self {
            Self::Usual | Self::Gaussian { .. } => (0.0, 0.0, Middle::Half),
            Self::UShape { q } => (q, q, Middle::Half),
            Self::VShape { p } => (0.0, p, Middle::Ramp),
            Self::Level { q, p } => (q, p, Middle::Half),
            Self::Linear { q, p } => (q, p, Middle::Ramp),
        }
    }

    pub(super) fn check(&self) -> Result<(), MethodError> {
        let positive = |value: f64| value.is_finite() && value > 0.0;
        let refused = |setting, value, needed| Err(MethodError::Setting { setting, value, needed });
        match *self {
            Self::Gaussian { s } if !positive(s) => refused("s", s, "above 0"),
            Self::VShape { p } if !positive(p) => refused("p", p, "above 0"),
            _ => match self.thresholds() {
                (q, _, _) if !(q.is_finite() && q >= 0.0) => refused("q", q, "from 0"),
                (q, p, _) if !(p.is_finite() && p >= q) => refused("p", p, "no less than q"),
                _ => Ok(()),
            },
        }
    }

    /// For every value the sum of its preferences over the others, and of those of the others over it.
    pub(super) fn sums(&self, values: &[f64]) -> (Vec<f64>, Vec<f64>) {
        let mut rising: Vec<_> = values.iter().copied().zip(0..).collect();
        rising.sort_unstable_by(|(one, at), (other, there)| one.total_cmp(other).then(at.cmp(there)));
        if let Self::Gaussian { .. } = self {
            return self.pairs(&rising);
        }
        let over = self.over_smaller(&rising);
        // x − y of the negative values is y − x, to the last bit.
        let mirrored: Vec<_> = rising.iter().rev().map(|(value, place)| (-value, *place)).collect();
        (over, self.over_smaller(&mirrored))
    }

    fn pairs(&self, rising: &[(f64, usize)]) -> (Vec<f64>, Vec<f64>) {
        let (mut over, mut under) = (vec![0.0; rising.len()], vec![0.0; rising.len()]);
        for (rank, (value, place)) in rising.iter().enumerate() {
            for (smaller, other) in rising.iter().take(rank) {
                let preference = self.of(value - smaller);
                add(&mut over, *place, preference);
                add(&mut under, *other, preference);
            }
        }
        (over, under)
    }

    /// The sum of the preferences of every value over those below it.
    ///
    /// As the value rises, those it is fully preferred to and those beyond indifference only grow; the sum over what lies
    /// between is carried along. Whoever remains between is less than `p` away, so that no digits are lost to far values.
    #[expect(clippy::cast_precision_loss, reason = "no matrix has 2^53 rows")]
    fn over_smaller(&self, rising: &[(f64, usize)]) -> Vec<f64> {
        let (q, p, middle) = self.thresholds();
        let (mut full, mut beyond) = (rising.iter().peekable(), rising.iter().peekable());
        let (mut sums, mut fully, mut between, mut excess) = (vec![0.0; rising.len()], 0_usize, 0_usize, 0.0);
        let mut last = 0.0;
        for &(value, place) in rising {
            excess += between as f64 * (value - last);
            last = value;
            while let Some((smaller, _)) = beyond.next_if(|(smaller, _)| value - smaller > q) {
                between += 1;
                excess += value - smaller - q;
            }
            while let Some((smaller, _)) = full.next_if(|(smaller, _)| value - smaller > p) {
                fully += 1;
                between -= 1;
                excess -= value - smaller - q;
            }
            if between == 0 {
                excess = 0.0;
            }
            let part = match middle {
                Middle::Half => between as f64 / 2.0,
                Middle::Ramp if between > 0 => excess / (p - q),
                Middle::Ramp => 0.0,
            };
            add(&mut sums, place, fully as f64 + part);
        }
        sums
    }
}

fn add(sums: &mut [f64], place: usize, term: f64) {
    if let Some(sum) = sums.get_mut(place) {
        *sum += term;
    }
}
