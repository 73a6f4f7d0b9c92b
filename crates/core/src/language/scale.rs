//! The marks a test can give, in their order.

use std::{collections::BTreeSet, fmt};

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::{CefrLevel, Mark};
use crate::decimal;

/// The decimals a number on a scale may have.
const DECIMALS: u32 = 4;
/// The most marks a scale may have.
const MOST: u32 = 100_000;

/// The marks that a test or one of its sections can give, from worst to best.
///
/// A mark has a position on its scale, counted from 0 for the worst; what compares marks compares positions.
///
/// # Validity
///
/// Points: from `least` to `most` in steps above zero that lead exactly from one to the other; at most four decimals
/// and 100,000 marks. Bands: at least one, none twice.
///
/// # Wire form
///
/// `{"points":{"least":"0","most":"9","step":"0.5"}}` or `{"bands":["TDN 3","TDN 4","TDN 5"]}`, worst first.
///
/// # Example
///
/// ```
/// use collegium_core::language::{Mark, Scale};
/// use rust_decimal::Decimal;
///
/// let bands = Scale::points(Decimal::ZERO, Decimal::from(9), Decimal::new(5, 1)).unwrap();
/// assert_eq!(bands.position(&Mark::new("6.5").unwrap()), Ok(13));
/// assert_eq!(bands.position(&Mark::new("6.50").unwrap()), Ok(13));
/// assert_eq!(bands.mark(13), Some(Mark::new("6.5").unwrap()));
/// assert_eq!(bands.size(), 19);
/// assert_eq!(
///     bands.position(&Mark::new("6.7").unwrap()).unwrap_err().to_string(),
///     "`6.7` is not on the scale from 0 to 9 in steps of 0.5"
/// );
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "Wire", into = "Wire")]
pub struct Scale(Wire);

#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Wire {
    Points(Points),
    Bands(Vec<Mark>),
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Points {
    #[serde(with = "crate::decimal")]
    least: Decimal,
    #[serde(with = "crate::decimal")]
    most: Decimal,
    #[serde(with = "crate::decimal")]
    step: Decimal,
}

impl Scale {
    /// A scale of numbers, both ends included.
    ///
    /// # Example
    ///
    /// ```
    /// use collegium_core::language::Scale;
    /// use rust_decimal::Decimal;
    /// let whole = |number: i64| Decimal::from(number);
    /// assert_eq!(Scale::points(whole(10), whole(160), whole(5)).unwrap().size(), 31);
    /// assert!(Scale::points(whole(10), whole(160), whole(7)).is_err());
    /// ```
    ///
    /// # Errors
    ///
    /// [`ScaleError::Steps`] if the steps do not lead from the least to the most, [`ScaleError::TooFine`] above four
    /// decimals or 100,000 marks.
    pub fn points(least: Decimal, most: Decimal, step: Decimal) -> Result<Self, ScaleError> {
        let points = Points { least: least.normalize(), most: most.normalize(), step: step.normalize() };
        let too_fine = || ScaleError::TooFine { least, most, step };
        let range = units(most).zip(units(least)).and_then(|(most, least)| most.checked_sub(least));
        let (range, step_units) = range.zip(units(step)).ok_or_else(too_fine)?;
        if step_units <= 0 || range < 0 || range % step_units != 0 {
            return Err(ScaleError::Steps { least, most, step });
        }
        if range / step_units >= i128::from(MOST) {
            return Err(too_fine());
        }
        Ok(Self(Wire::Points(points)))
    }

    /// A scale of named bands, worst first.
    ///
    /// # Example
    ///
    /// ```
    /// use collegium_core::language::{Mark, Scale};
    /// let marks = ["TDN 3", "TDN 4", "TDN 5"].map(|text| Mark::new(text).unwrap());
    /// let scale = Scale::bands(marks.to_vec()).unwrap();
    /// assert_eq!(scale.position(&marks[1]), Ok(1));
    /// assert!(Scale::bands(vec![]).is_err());
    /// ```
    ///
    /// # Errors
    ///
    /// [`ScaleError::NoBand`], [`ScaleError::BandTwice`]; [`ScaleError::TooManyBands`] above 100,000.
    pub fn bands(worst_first: Vec<Mark>) -> Result<Self, ScaleError> {
        if worst_first.is_empty() {
            return Err(ScaleError::NoBand);
        }
        if u32::try_from(worst_first.len()).is_ok_and(|bands| bands <= MOST) {
            let mut seen = BTreeSet::new();
            match worst_first.iter().find(|band| !seen.insert(*band)) {
                Some(twice) => Err(ScaleError::BandTwice { mark: twice.clone() }),
                None => Ok(Self(Wire::Bands(worst_first))),
            }
        } else {
            Err(ScaleError::TooManyBands)
        }
    }

    /// The scale of the Common European Framework: `A1` to `C2`.
    ///
    /// # Example
    ///
    /// ```
    /// use collegium_core::language::{CefrLevel, Scale};
    /// assert_eq!(Scale::cefr().position(&CefrLevel::B2.into()), Ok(3));
    /// ```
    #[must_use]
    pub fn cefr() -> Self {
        Self(Wire::Bands(CefrLevel::ALL.map(Mark::from).to_vec()))
    }

    /// The number of marks from worst to best.
    #[must_use]
    pub fn size(&self) -> u32 {
        match &self.0 {
            Wire::Points(points) => points.steps().saturating_add(1),
            // INVARIANT: `bands` refuses more than `MOST`.
            Wire::Bands(bands) => u32::try_from(bands.len()).unwrap_or(MOST),
        }
    }

    /// The place of a mark, from 0 for the worst. A number must lie on a step; how it is written does not matter.
    ///
    /// # Errors
    ///
    /// [`ScaleError::Off`] if the scale does not have the mark.
    pub fn position(&self, mark: &Mark) -> Result<u32, ScaleError> {
        let found = match &self.0 {
            Wire::Points(points) => points.position(mark),
            Wire::Bands(bands) => {
                bands.iter().position(|band| band == mark).and_then(|place| u32::try_from(place).ok())
            }
        };
        found.ok_or_else(|| ScaleError::Off { mark: mark.clone(), scale: Box::new(self.clone()) })
    }

    /// The mark at a position, a number without needless zeros; `None` beyond the best.
    #[must_use]
    pub fn mark(&self, position: u32) -> Option<Mark> {
        match &self.0 {
            Wire::Points(points) => points.mark(position),
            Wire::Bands(bands) => bands.get(usize::try_from(position).ok()?).cloned(),
        }
    }

    /// Every mark, worst first.
    ///
    /// # Example
    ///
    /// ```
    /// use collegium_core::language::Scale;
    /// assert_eq!(Scale::cefr().marks().last().unwrap().as_str(), "C2");
    /// ```
    pub fn marks(&self) -> impl Iterator<Item = Mark> {
        (0..self.size()).filter_map(|position| self.mark(position))
    }

    /// Least, most and step of a scale of numbers.
    pub(super) fn numbers(&self) -> Option<(Decimal, Decimal, Decimal)> {
        match &self.0 {
            Wire::Points(points) => Some((points.least, points.most, points.step)),
            Wire::Bands(_) => None,
        }
    }
}

impl Points {
    fn position(&self, mark: &Mark) -> Option<u32> {
        let number = units(decimal::parse(mark.as_str()).ok()?)?;
        let above = number.checked_sub(units(self.least)?)?;
        let step = units(self.step)?;
        let position = u32::try_from(above / step).ok()?;
        (above >= 0 && above % step == 0 && position <= self.steps()).then_some(position)
    }

    fn mark(&self, position: u32) -> Option<Mark> {
        if position > self.steps() {
            return None;
        }
        let above = self.step.checked_mul(position.into())?;
        Some(Mark::known(self.least.checked_add(above)?.normalize().to_string()))
    }

    fn steps(&self) -> u32 {
        let steps = || (units(self.most)? - units(self.least)?).checked_div(units(self.step)?);
        // INVARIANT: `Scale::points` refuses what has no units and more steps than `MOST`.
        steps().and_then(|steps| u32::try_from(steps).ok()).unwrap_or(0)
    }
}

/// A number in ten-thousandths, so that steps are counted in whole numbers; `None` if it has more decimals, or more
/// digits than marks are written with.
fn units(number: Decimal) -> Option<i128> {
    let number = number.normalize();
    let spare = DECIMALS.checked_sub(number.scale())?;
    let units = number.mantissa().checked_mul(10_i128.checked_pow(spare)?)?;
    (units.abs() < 10_i128.pow(13)).then_some(units)
}

impl TryFrom<Wire> for Scale {
    type Error = ScaleError;

    fn try_from(wire: Wire) -> Result<Self, ScaleError> {
        match wire {
            Wire::Points(Points { least, most, step }) => Self::points(least, most, step),
            Wire::Bands(bands) => Self::bands(bands),
        }
    }
}

impl From<Scale> for Wire {
    fn from(scale: Scale) -> Self {
        scale.0
    }
}

impl fmt::Display for Scale {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Wire::Points(Points { least, most, step }) => {
                write!(f, "from {least} to {most} in steps of {step}")
            }
            Wire::Bands(bands) => match bands.as_slice() {
                [worst, .., best] => write!(f, "of {} bands from `{worst}` to `{best}`", bands.len()),
                few => few.iter().try_for_each(|band| write!(f, "of the band `{band}` alone")),
            },
        }
    }
}

/// Why there is no such scale, or no such mark on it.
///
/// # Example
///
/// ```
/// use collegium_core::language::{CefrLevel, Mark, Scale, ScaleError};
/// use rust_decimal::Decimal;
///
/// assert_eq!(
///     Scale::points(Decimal::ONE, Decimal::TEN, Decimal::TWO).unwrap_err().to_string(),
///     "no scale leads from 1 to 10 in steps of 2: the steps must be above zero and end at the most"
/// );
/// assert!(matches!(Scale::cefr().position(&Mark::new("7").unwrap()), Err(ScaleError::Off { .. })));
/// assert_eq!(Scale::bands(vec![]), Err(ScaleError::NoBand));
/// assert_eq!(
///     Scale::bands(vec![CefrLevel::A1.into(), CefrLevel::A1.into()]),
///     Err(ScaleError::BandTwice { mark: CefrLevel::A1.into() })
/// );
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum ScaleError {
    /// The steps do not lead from the least to the most.
    #[error(
        "no scale leads from {least} to {most} in steps of {step}: the steps must be above zero and end at the most"
    )]
    Steps {
        /// The worst number.
        least: Decimal,
        /// The best number.
        most: Decimal,
        /// From one number to the next.
        step: Decimal,
    },
    /// More decimals, digits or marks than a scale can have.
    #[error(
        "the scale from {least} to {most} in steps of {step} is too fine: 4 decimals, 9 digits before the point and \
         100,000 marks are the most"
    )]
    TooFine {
        /// The worst number.
        least: Decimal,
        /// The best number.
        most: Decimal,
        /// From one number to the next.
        step: Decimal,
    },
    /// No band was named.
    #[error("a scale needs at least one band")]
    NoBand,
    /// A band was named twice.
    #[error("the band `{mark}` comes twice")]
    BandTwice {
        /// The band.
        mark: Mark,
    },
    /// More bands than anyone tells apart.
    #[error("a scale has 100,000 bands at most")]
    TooManyBands,
    /// The scale does not have the mark.
    #[error("`{mark}` is not on the scale {scale}")]
    Off {
        /// The mark.
        mark: Mark,
        /// The scale.
        scale: Box<Scale>,
    },
}

#[cfg(test)]
mod tests {
    use super::*;

    fn points(least: &str, most: &str, step: &str) -> Result<Scale, ScaleError> {
        let number = |text| decimal::parse(text).unwrap();
        Scale::points(number(least), number(most), number(step))
    }

    #[test]
    fn a_mark_lies_on_a_step_or_is_refused() {
        let scale = points("1", "6", "0.5").unwrap();
        for (mark, position) in [("1", 0), ("1.0", 0), ("1.5", 1), ("6", 10), ("06.00", 10)] {
            assert_eq!(scale.position(&Mark::new(mark).unwrap()), Ok(position), "{mark}");
        }
        for mark in ["0.5", "6.5", "1.25", "-1", "A1", "1,5", "5.99999", "9999999999999999"] {
            assert!(scale.position(&Mark::new(mark).unwrap()).is_err(), "{mark}");
        }
        assert_eq!(scale.mark(11), None);
        assert_eq!(Scale::cefr().mark(6), None);
    }

    #[test]
    fn scales_that_lead_nowhere_are_refused() {
        assert!(matches!(points("0", "9", "0"), Err(ScaleError::Steps { .. })));
        assert!(matches!(points("0", "9", "-1"), Err(ScaleError::Steps { .. })));
        assert!(matches!(points("9", "0", "1"), Err(ScaleError::Steps { .. })));
        assert!(matches!(points("0", "1", "0.00001"), Err(ScaleError::TooFine { .. })));
        assert!(matches!(points("0", "100000", "1"), Err(ScaleError::TooFine { .. })));
        assert!(matches!(points("0", "9999999999", "9999999999"), Err(ScaleError::TooFine { .. })));
        assert_eq!(points("0", "99999", "1").unwrap().size(), 100_000);
        assert_eq!(points("3", "3", "1").unwrap().size(), 1);
        let bands = (0..=MOST).map(|band| Mark::new(&band.to_string()).unwrap()).collect();
        assert_eq!(Scale::bands(bands), Err(ScaleError::TooManyBands));
    }
}
