//! How a raw value becomes points.

use std::fmt;

use collegium_core::Fraction;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// The form of a [`Scale`] before it is checked.
///
/// # Example
///
/// ```
/// use collegium_indicators::{Scale, ScaleDraft};
/// let upside_down = ScaleDraft::AtLeast { floor: 3.into(), target: 3.into() };
/// assert!(Scale::try_from(upside_down).is_err());
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum ScaleDraft {
    /// Larger is better: no points up to `floor`, all from `target` on, in proportion between.
    AtLeast {
        /// Up to here, no points.
        #[serde(with = "collegium_core::decimal")]
        floor: Decimal,
        /// From here on, all points.
        #[serde(with = "collegium_core::decimal")]
        target: Decimal,
    },
    /// Smaller is better: all points up to `target`, none from `ceiling` on, in proportion between.
    AtMost {
        /// Up to here, all points.
        #[serde(with = "collegium_core::decimal")]
        target: Decimal,
        /// From here on, no points.
        #[serde(with = "collegium_core::decimal")]
        ceiling: Decimal,
    },
    /// Smaller is better: all points up to `target`, beyond it the part that the target is of the value.
    AtMostRatio {
        /// Up to here, all points.
        #[serde(with = "collegium_core::decimal")]
        target: Decimal,
    },
    /// Best within a range: all points from `low` to `high`, none from `floor` down and from `ceiling` up, in proportion
    /// between.
    Within {
        /// Down from here, no points.
        #[serde(with = "collegium_core::decimal")]
        floor: Decimal,
        /// From here on, all points.
        #[serde(with = "collegium_core::decimal")]
        low: Decimal,
        /// Up to here, all points.
        #[serde(with = "collegium_core::decimal")]
        high: Decimal,
        /// From here on, no points.
        #[serde(with = "collegium_core::decimal")]
        ceiling: Decimal,
    },
}

/// How a raw value becomes points from 0 to 100. A rate is taken as its quotient: 75 % is 0.75.
///
/// With a floor of 0, `at_least` is the rule of Chinese performance forms for a target with ≥ (reached: full points, else
/// actual ÷ target) and `at_most_ratio` the one for ≤ (else target ÷ actual).
///
/// # Validity
///
/// The numbers rise in the order they are named in; `low` and `high` may be equal. The target of `at_most_ratio` is
/// positive. Each number has at most 12 digits before the point and 6 after it.
///
/// # Wire form
///
/// `{"at_least":{"floor":"0","target":"300"}}`, `{"at_most":{"target":"5","ceiling":"20"}}`,
/// `{"at_most_ratio":{"target":"5"}}`, `{"within":{"floor":"0.5","low":"0.9","high":"1.1","ceiling":"1.5"}}`.
///
/// # Example
///
/// ```
/// use collegium_core::Fraction;
/// use collegium_indicators::{Direction, Scale, ScaleDraft};
///
/// let scale = Scale::try_from(ScaleDraft::AtLeast { floor: 0.into(), target: 300.into() }).unwrap();
/// assert_eq!(scale.points(&Fraction::from(75)), Fraction::from(25));
/// assert_eq!(scale.points(&Fraction::from(900)), Fraction::from(100));
/// assert_eq!(scale.direction(), Direction::Higher);
///
/// let cost = Scale::try_from(ScaleDraft::AtMostRatio { target: 5.into() }).unwrap();
/// assert_eq!(cost.points(&Fraction::from(15)).to_string(), "100/3");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "ScaleDraft", into = "ScaleDraft")]
pub struct Scale(ScaleDraft);

collegium_core::record!(Scale, ScaleDraft, ScaleError);

impl Scale {
    /// Which way is better.
    #[must_use]
    pub const fn direction(&self) -> Direction {
        match self.0 {
            ScaleDraft::AtLeast { .. } => Direction::Higher,
            ScaleDraft::AtMost { .. } | ScaleDraft::AtMostRatio { .. } => Direction::Lower,
            ScaleDraft::Within { .. } => Direction::Target,
        }
    }

    /// The points of a value: exact, from 0 to 100.
    #[must_use]
    pub fn points(&self, value: &Fraction) -> Fraction {
        let share = match self.0 {
            ScaleDraft::AtLeast { floor, target } => risen(value, floor, target),
            ScaleDraft::AtMost { target, ceiling } => fallen(value, target, ceiling),
            ScaleDraft::AtMostRatio { target } => {
                let target = Fraction::from(target);
                if *value <= target { Fraction::from(1) } else { quotient(&target, value) }
            }
            ScaleDraft::Within { floor, low, high, ceiling } => {
                risen(value, floor, low).min(fallen(value, high, ceiling))
            }
        };
        share * Fraction::from(100)
    }

    /// Every number of the scale, in rising order.
    ///
    /// # Example
    ///
    /// ```
    /// use collegium_indicators::Scale;
    /// let scale: Scale = serde_json::from_str(r#"{"at_most":{"target":"5","ceiling":"20"}}"#).unwrap();
    /// assert_eq!(scale.bounds(), [5.into(), 20.into()]);
    /// ```
    #[must_use]
    pub fn bounds(&self) -> Vec<Decimal> {
        self.0.named().into_iter().map(|(_, bound)| bound).collect()
    }
}

/// 0 up to `from`, 1 from `to` on, in proportion between.
fn risen(value: &Fraction, from: Decimal, to: Decimal) -> Fraction {
    let (from, to) = (Fraction::from(from), Fraction::from(to));
    let share = quotient(&(value.clone() - from.clone()), &(to - from));
    share.max(Fraction::from(0)).min(Fraction::from(1))
}

fn fallen(value: &Fraction, from: Decimal, to: Decimal) -> Fraction {
    Fraction::from(1) - risen(value, from, to)
}

fn quotient(part: &Fraction, whole: &Fraction) -> Fraction {
    // INVARIANT: the numbers of a scale rise, and the value beyond a positive target is positive.
    part.checked_div(whole).unwrap_or_else(|_| unreachable!("the numbers of a scale rise"))
}

impl ScaleDraft {
    fn named(&self) -> Vec<(&'static str, Decimal)> {
        match *self {
            Self::AtLeast { floor, target } => vec![("floor", floor), ("target", target)],
            Self::AtMost { target, ceiling } => vec![("target", target), ("ceiling", ceiling)],
            Self::AtMostRatio { target } => vec![("target", target)],
            Self::Within { floor, low, high, ceiling } => {
                vec![("floor", floor), ("low", low), ("high", high), ("ceiling", ceiling)]
            }
        }
    }

    fn normalized(self) -> Self {
        match self {
            Self::AtLeast { floor, target } => {
                Self::AtLeast { floor: floor.normalize(), target: target.normalize() }
            }
            Self::AtMost { target, ceiling } => {
                Self::AtMost { target: target.normalize(), ceiling: ceiling.normalize() }
            }
            Self::AtMostRatio { target } => Self::AtMostRatio { target: target.normalize() },
            Self::Within { floor, low, high, ceiling } => Self::Within {
                floor: floor.normalize(),
                low: low.normalize(),
                high: high.normalize(),
                ceiling: ceiling.normalize(),
            },
        }
    }

    fn check(self) -> Result<Self, ScaleError> {
        let scale = self.normalized();
        let bounds = scale.named();
        let most = Decimal::from(1_000_000_000_000_u64);
        if let Some(&(name, value)) =
            bounds.iter().find(|(_, bound)| bound.scale() > 6 || bound.abs() >= most)
        {
            return Err(ScaleError::TooFine { name, value });
        }
        for pair in bounds.windows(2) {
            if let [(lower, below), (upper, above)] = *pair {
                let plateau = (lower, upper) == ("low", "high") && below == above;
                if below >= above && !plateau {
                    return Err(ScaleError::NotRising { lower, below, upper, above });
                }
            }
        }
        match scale {
            Self::AtMostRatio { target } if target <= Decimal::ZERO => {
                Err(ScaleError::NotPositive { target })
            }
            scale => Ok(scale),
        }
    }
}

/// Why there is no such scale.
///
/// # Example
///
/// ```
/// use collegium_indicators::{Scale, ScaleDraft, ScaleError};
/// let error = Scale::try_from(ScaleDraft::AtMostRatio { target: 0.into() }).unwrap_err();
/// assert_eq!(error, ScaleError::NotPositive { target: 0.into() });
/// assert_eq!(error.to_string(), "the target 0 of a ratio is not positive");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum ScaleError {
    /// Two numbers are not in order.
    #[error("the {lower} {below} of the scale does not lie below its {upper} {above}")]
    NotRising {
        /// The name of the number that should be smaller.
        lower: &'static str,
        /// That number.
        below: Decimal,
        /// The name of the number that should be greater.
        upper: &'static str,
        /// That number.
        above: Decimal,
    },
    /// A ratio to nothing.
    #[error("the target {target} of a ratio is not positive")]
    NotPositive {
        /// What was given.
        target: Decimal,
    },
    /// More digits than a scale has use for.
    #[error("the {name} {value} of the scale has more than 12 digits before or 6 after the point")]
    TooFine {
        /// The name of the number.
        name: &'static str,
        /// The number.
        value: Decimal,
    },
}

/// Which way a value is better.
///
/// # Wire form
///
/// `"higher"`, `"lower"` or `"target"`.
///
/// # Example
///
/// ```
/// use collegium_indicators::Direction;
/// assert_eq!(Direction::Target.to_string(), "target");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// Larger is better.
    Higher,
    /// Smaller is better.
    Lower,
    /// A range is best.
    Target,
}

impl fmt::Display for Direction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Higher => "higher",
            Self::Lower => "lower",
            Self::Target => "target",
        })
    }
}
