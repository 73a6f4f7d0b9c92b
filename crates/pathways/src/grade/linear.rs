//! Straight lines between agreed pairs of grades.

use collegium_core::{Fraction, Rounding, fraction::FractionError};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::Direction;

/// A grade and what it becomes.
///
/// # Wire form
///
/// `{"from":"60","to":"40"}`.
///
/// # Example
///
/// ```
/// use collegium_pathways::grade::Anchor;
/// let anchor: Anchor = serde_json::from_str(r#"{"from":"60","to":"40"}"#).unwrap();
/// assert!(anchor.from > anchor.to);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Anchor {
    /// The grade on the first scale.
    #[serde(with = "collegium_core::decimal")]
    pub from: Decimal,
    /// What it is on the second.
    #[serde(with = "collegium_core::decimal")]
    pub to: Decimal,
}

/// A conversion by straight lines between anchors; outside them, the value of the nearest.
///
/// # Validity
///
/// At least two anchors. The grades they begin from rise throughout; what they become rises or falls throughout, or stays.
/// The step is above zero.
///
/// # Wire form
///
/// `{"anchors":[{"from":"0","to":"0"},{"from":"100","to":"4"}],"step":"0.1","rounding":"half_up"}`.
///
/// # Example
///
/// ```
/// use collegium_pathways::grade::{Direction, PiecewiseLinear};
/// use rust_decimal::Decimal;
///
/// let lines: PiecewiseLinear = serde_json::from_str(
///     r#"{"anchors":[{"from":"0","to":"0"},{"from":"60","to":"40"},{"from":"100","to":"100"}],
///         "step":"1","rounding":"half_up"}"#,
/// )
/// .unwrap();
/// assert_eq!(lines.exact(Decimal::from(75)).to_string(), "125/2");
/// assert_eq!(lines.rounded(Decimal::from(75)), Ok(Decimal::from(63)));
/// assert_eq!(lines.exact(Decimal::from(-5)).to_string(), "0/1");
/// assert_eq!((lines.anchors().len(), lines.direction()), (3, Some(Direction::Rising)));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "Wire", into = "Wire")]
pub struct PiecewiseLinear(Wire);

#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Wire {
    anchors: Vec<Anchor>,
    #[serde(with = "collegium_core::decimal")]
    step: Decimal,
    rounding: Rounding,
}

impl PiecewiseLinear {
    /// The lines between these anchors, rounded to multiples of the step.
    ///
    /// # Example
    ///
    /// ```
    /// use collegium_core::Rounding;
    /// use collegium_pathways::grade::PiecewiseLinear;
    /// assert!(PiecewiseLinear::new(vec![], 1.into(), Rounding::HalfUp).is_err());
    /// ```
    ///
    /// # Errors
    ///
    /// [`PiecewiseLinearError::Few`], [`PiecewiseLinearError::Order`], [`PiecewiseLinearError::Turns`] and
    /// [`PiecewiseLinearError::Step`].
    pub fn new(
        anchors: Vec<Anchor>,
        step: Decimal,
        rounding: Rounding,
    ) -> Result<Self, PiecewiseLinearError> {
        if step <= Decimal::ZERO {
            return Err(PiecewiseLinearError::Step { step });
        }
        let ([first, _, ..], Some(last)) = (anchors.as_slice(), anchors.last()) else {
            return Err(PiecewiseLinearError::Few { anchors: anchors.len() });
        };
        for (position, (before, after)) in anchors.iter().zip(anchors.iter().skip(1)).enumerate() {
            let anchor = position + 2;
            if before.from >= after.from {
                return Err(PiecewiseLinearError::Order { anchor, from: after.from, before: before.from });
            }
            let turns = if first.to <= last.to { before.to > after.to } else { before.to < after.to };
            if turns {
                return Err(PiecewiseLinearError::Turns { anchor, to: after.to });
            }
        }
        Ok(Self(Wire { anchors, step, rounding }))
    }

    /// The anchors, in order.
    #[must_use]
    pub fn anchors(&self) -> &[Anchor] {
        &self.0.anchors
    }

    /// Whether greater grades become greater or smaller ones; `None` if all become the same.
    #[must_use]
    pub fn direction(&self) -> Option<Direction> {
        let (first, last) = self.0.anchors.first().zip(self.0.anchors.last())?;
        match last.to.cmp(&first.to) {
            std::cmp::Ordering::Greater => Some(Direction::Rising),
            std::cmp::Ordering::Less => Some(Direction::Falling),
            std::cmp::Ordering::Equal => None,
        }
    }

    /// The value on the line, exactly.
    #[must_use]
    pub fn exact(&self, grade: Decimal) -> Fraction {
        let above = self.0.anchors.partition_point(|anchor| anchor.from <= grade);
        let below = above.checked_sub(1).and_then(|position| self.0.anchors.get(position));
        match (below, self.0.anchors.get(above)) {
            (Some(below), Some(above)) => between(below, above, grade),
            (Some(end), None) | (None, Some(end)) => end.to.into(),
            // INVARIANT: there are at least two anchors.
            (None, None) => unreachable!("there is an anchor"),
        }
    }

    /// The value on the line, rounded to a multiple of the step.
    ///
    /// # Errors
    ///
    /// [`FractionError::OutOfRange`] if the result is too large for a decimal.
    pub fn rounded(&self, grade: Decimal) -> Result<Decimal, FractionError> {
        self.exact(grade).round_to(self.0.step, self.0.rounding)
    }
}

/// The value at a grade on the line through two anchors.
fn between(below: &Anchor, above: &Anchor, grade: Decimal) -> Fraction {
    let fraction = |number: Decimal| Fraction::from(number);
    let run = fraction(above.from) - fraction(below.from);
    let part = (fraction(grade) - fraction(below.from)).checked_div(&run);
    // INVARIANT: the grades of the anchors rise.
    let part = part.unwrap_or_else(|_| unreachable!("two anchors begin from one grade"));
    fraction(below.to) + (fraction(above.to) - fraction(below.to)) * part
}

impl TryFrom<Wire> for PiecewiseLinear {
    type Error = PiecewiseLinearError;

    fn try_from(wire: Wire) -> Result<Self, PiecewiseLinearError> {
        Self::new(wire.anchors, wire.step, wire.rounding)
    }
}

impl From<PiecewiseLinear> for Wire {
    fn from(lines: PiecewiseLinear) -> Self {
        lines.0
    }
}

/// Why there are no such lines.
///
/// # Example
///
/// ```
/// use collegium_core::Rounding;
/// use collegium_pathways::grade::{Anchor, PiecewiseLinear, PiecewiseLinearError};
/// let anchor = |from: i64, to: i64| Anchor { from: from.into(), to: to.into() };
/// let twice = vec![anchor(0, 0), anchor(60, 1), anchor(60, 2)];
/// assert_eq!(
///     PiecewiseLinear::new(twice, 1.into(), Rounding::HalfUp).unwrap_err().to_string(),
///     "anchor 3 begins from 60, which is not greater than 60 before it"
/// );
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum PiecewiseLinearError {
    /// There is no line.
    #[error("a line needs two anchors, not {anchors}")]
    Few {
        /// How many there are.
        anchors: usize,
    },
    /// The grades the anchors begin from do not rise.
    #[error("anchor {anchor} begins from {from}, which is not greater than {before} before it")]
    Order {
        /// The anchor, counted from 1.
        anchor: usize,
        /// The grade it begins from.
        from: Decimal,
        /// The grade the anchor before begins from.
        before: Decimal,
    },
    /// What the anchors become rises and falls.
    #[error("anchor {anchor} turns round at {to}: the lines rise throughout, or fall throughout")]
    Turns {
        /// The anchor, counted from 1.
        anchor: usize,
        /// What it becomes.
        to: Decimal,
    },
    /// The step is not above zero.
    #[error("{step} is not a step: give a number above zero")]
    Step {
        /// The step.
        step: Decimal,
    },
}
