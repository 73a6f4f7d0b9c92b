//! Runs of neighbouring marks.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::{Mark, Scale, ScaleError};

/// The marks of a scale from one to another, both included.
///
/// # Validity
///
/// None by itself: which mark is the lower only a scale can say. A [`Concordance`](super::Concordance) checks its spans.
///
/// # Wire form
///
/// `{"low":"27","high":"28"}`.
///
/// # Example
///
/// ```
/// use collegium_core::language::{CefrLevel, Mark, Scale, Span};
///
/// let levels = Scale::cefr();
/// let independent = Span { low: CefrLevel::B1.into(), high: CefrLevel::B2.into() };
/// assert_eq!(independent.to_string(), "B1–B2");
/// assert_eq!(independent.contains(&CefrLevel::B2.into(), &levels), Ok(true));
/// assert_eq!(independent.contains(&CefrLevel::C1.into(), &levels), Ok(false));
/// assert!(independent.contains(&Mark::new("6.5").unwrap(), &levels).is_err());
/// ```
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Span {
    /// The worst mark.
    pub low: Mark,
    /// The best mark.
    pub high: Mark,
}

impl Span {
    /// Whether a mark lies in the span, by its position on the scale.
    ///
    /// # Errors
    ///
    /// [`ScaleError::Off`] if the mark or an end of the span is not on the scale.
    pub fn contains(&self, mark: &Mark, scale: &Scale) -> Result<bool, ScaleError> {
        let (low, high) = self.positions(scale)?;
        Ok((low..=high).contains(&scale.position(mark)?))
    }

    /// The smallest span that covers all of these; `None` if there are none.
    ///
    /// # Example
    ///
    /// ```
    /// use collegium_core::language::{CefrLevel, Scale, Span};
    /// let one = |level: CefrLevel| Span { low: level.into(), high: level.into() };
    /// let both = Span::hull([&one(CefrLevel::C1), &one(CefrLevel::B2)], &Scale::cefr()).unwrap().unwrap();
    /// assert_eq!(both, Span { low: CefrLevel::B2.into(), high: CefrLevel::C1.into() });
    /// assert_eq!(Span::hull([], &Scale::cefr()), Ok(None));
    /// ```
    ///
    /// # Errors
    ///
    /// [`ScaleError::Off`] if an end of a span is not on the scale.
    pub fn hull<'a>(
        spans: impl IntoIterator<Item = &'a Self>,
        scale: &Scale,
    ) -> Result<Option<Self>, ScaleError> {
        let mut hull: Option<(u32, u32)> = None;
        for span in spans {
            let (low, high) = span.positions(scale)?;
            hull = Some(hull.map_or((low, high), |(least, most)| (least.min(low), most.max(high))));
        }
        let marks = hull.and_then(|(low, high)| scale.mark(low).zip(scale.mark(high)));
        Ok(marks.map(|(low, high)| Self { low, high }))
    }

    /// The positions of both ends.
    pub(super) fn positions(&self, scale: &Scale) -> Result<(u32, u32), ScaleError> {
        Ok((scale.position(&self.low)?, scale.position(&self.high)?))
    }
}

impl fmt::Display for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.low == self.high {
            write!(f, "{}", self.low)
        } else {
            write!(f, "{}–{}", self.low, self.high)
        }
    }
}
