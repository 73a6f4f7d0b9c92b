//! Which indicators count, and how much.

use std::collections::BTreeSet;

use collegium_core::{LocalizedText, Preset, RecordCode, Rounding, Severity, Share, Source, Status};
use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::{Indicator, Points};

/// A group of indicators: the first level of a system.
///
/// # Wire form
///
/// `{"code":"IS","name":{…},"weight":2000,"indicators":[…]}`.
///
/// # Example
///
/// ```
/// use collegium_indicators::{Area, IndicatorSystem};
/// let system = IndicatorSystem::five_result_areas().load().unwrap();
/// let area: &Area = &system.areas[2];
/// assert_eq!((area.code.as_str(), area.name.to_string().as_str()), ("IS", "International student education"));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Area {
    /// Its code.
    pub code: RecordCode,
    /// Its name.
    pub name: LocalizedText,
    /// Its weight within the system, in basis points.
    pub weight: u32,
    /// Its indicators, in the order they are shown.
    pub indicators: Vec<Indicator>,
}

/// What a total is called: all totals from these points up to the next band.
///
/// # Wire form
///
/// `{"from":"90.00","name":{"en":"excellent","zh":"优"}}`.
///
/// # Example
///
/// ```
/// use collegium_indicators::Band;
/// let band: Band = serde_json::from_str(r#"{"from":"90","name":{"en":"excellent"}}"#).unwrap();
/// assert_eq!(band.from.to_string(), "90.00");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Band {
    /// The lowest points of the band.
    pub from: Points,
    /// Its name.
    pub name: LocalizedText,
}

/// The fields of an [`IndicatorSystem`] before they are checked.
///
/// # Example
///
/// ```
/// use collegium_indicators::{IndicatorSystem, IndicatorSystemDraft};
/// let mut draft: IndicatorSystemDraft = IndicatorSystem::five_result_areas().load().unwrap().draft();
/// draft.areas[0].weight += 1;
/// assert_eq!(
///     IndicatorSystem::try_from(draft).unwrap_err().to_string(),
///     "the weights of the areas add up to 10001 basis points instead of 10000"
/// );
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct IndicatorSystemDraft {
    /// Its code.
    pub code: RecordCode,
    /// Its name.
    pub name: LocalizedText,
    /// The first level, in the order it is shown.
    pub areas: Vec<Area>,
    /// What totals are called; written in rising order.
    pub bands: Vec<Band>,
    /// How points are rounded to two decimals.
    pub rounding: Rounding,
    /// How much of the weight must be covered by values.
    pub least_coverage: Share,
    /// The smallest figure whose coming twice is worth a note.
    pub same_value_from: u32,
    /// How serious it is if a required indicator has no value.
    pub missing: Severity,
    /// How serious it is if less of the weight is covered.
    pub thin: Severity,
    /// The document that selection, weights, scales and bands rest on.
    pub source: Source,
    /// Whether that document was read.
    pub status: Status,
}

/// A system of indicators on two levels by which units are judged: areas, and the indicators in them, each with a weight.
///
/// # Validity
///
/// Every code comes once, among areas and among indicators; every area has an indicator. Weights are whole basis points
/// and add up to exactly 10,000: those of the areas, and those of the indicators in each area. A weight may be 0: such an
/// indicator is shown and judges nothing. The lowest band begins at 0, and no two begin at the same points.
///
/// # Wire form
///
/// An object of the fields.
///
/// # Example
///
/// ```
/// use collegium_indicators::IndicatorSystem;
///
/// let system = IndicatorSystem::five_result_areas().load().unwrap();
/// assert_eq!(system.areas.iter().map(|area| area.weight).sum::<u32>(), IndicatorSystem::WHOLE);
/// assert_eq!(system.indicators().count(), 14);
/// assert_eq!(system.band("89.99".parse().unwrap()).name.to_string(), "good");
/// assert!(system.indicator(&"HV01".parse().unwrap()).is_none());
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "IndicatorSystemDraft", into = "IndicatorSystemDraft")]
pub struct IndicatorSystem(IndicatorSystemDraft);

collegium_core::record!(IndicatorSystem, IndicatorSystemDraft, IndicatorSystemError);
collegium_core::rules!(IndicatorSystem);

impl IndicatorSystem {
    /// What weights add up to: 10,000 basis points.
    pub const WHOLE: u32 = 10_000;

    /// The five areas in which a vocational college reports its international results, with indicators that can be
    /// counted from its records, for judging its colleges. Weights, targets and most formulas are ours.
    #[must_use]
    pub const fn five_result_areas() -> Preset<Self> {
        Preset::new("five-result-areas", include_str!("../presets/five-result-areas.json"))
    }

    /// Every indicator with its area, in order.
    pub fn indicators(&self) -> impl Iterator<Item = (&Area, &Indicator)> {
        self.areas.iter().flat_map(|area| area.indicators.iter().map(move |indicator| (area, indicator)))
    }

    /// The indicator with this code.
    #[must_use]
    pub fn indicator(&self, code: &RecordCode) -> Option<&Indicator> {
        self.indicators().map(|(_, indicator)| indicator).find(|indicator| indicator.code == *code)
    }

    /// The band that points fall into.
    #[must_use]
    pub fn band(&self, points: Points) -> &Band {
        let reached = self.bands.iter().rev().find(|band| band.from <= points);
        // INVARIANT: `check` refuses bands of which the lowest does not begin at zero.
        reached.unwrap_or_else(|| unreachable!("the lowest band begins at zero"))
    }
}

impl IndicatorSystemDraft {
    fn check(mut self) -> Result<Self, IndicatorSystemError> {
        self.check_codes()?;
        self.check_weights()?;
        self.bands.sort_by_key(|band| band.from);
        if let Some([one, _]) = self.bands.array_windows().find(|[one, next]| one.from == next.from) {
            return Err(IndicatorSystemError::BandTwice { from: one.from });
        }
        match self.bands.first() {
            Some(lowest) if lowest.from == Points::ZERO => Ok(self),
            Some(lowest) => Err(IndicatorSystemError::LowestBand { from: lowest.from }),
            None => Err(IndicatorSystemError::NoBand),
        }
    }

    fn check_codes(&self) -> Result<(), IndicatorSystemError> {
        let (mut areas, mut indicators) = (BTreeSet::new(), BTreeSet::new());
        for area in &self.areas {
            if !areas.insert(&area.code) {
                return Err(IndicatorSystemError::AreaTwice { code: area.code.clone() });
            }
            if area.indicators.is_empty() {
                return Err(IndicatorSystemError::NoIndicator { area: area.code.clone() });
            }
            if let Some(twice) = area.indicators.iter().find(|indicator| !indicators.insert(&indicator.code))
            {
                return Err(IndicatorSystemError::IndicatorTwice { code: twice.code.clone() });
            }
        }
        if areas.is_empty() { Err(IndicatorSystemError::NoArea) } else { Ok(()) }
    }

    fn check_weights(&self) -> Result<(), IndicatorSystemError> {
        let whole = u64::from(IndicatorSystem::WHOLE);
        let sum: u64 = self.areas.iter().map(|area| u64::from(area.weight)).sum();
        if sum != whole {
            return Err(IndicatorSystemError::AreaWeights { sum });
        }
        for area in &self.areas {
            let sum: u64 = area.indicators.iter().map(|indicator| u64::from(indicator.weight)).sum();
            if sum != whole {
                return Err(IndicatorSystemError::IndicatorWeights { area: area.code.clone(), sum });
            }
        }
        Ok(())
    }
}

/// Why there is no such system.
///
/// # Example
///
/// ```
/// use collegium_indicators::IndicatorSystemError;
/// let error = IndicatorSystemError::IndicatorWeights { area: "IS".parse().unwrap(), sum: 9_999 };
/// assert_eq!(
///     error.to_string(),
///     "the weights of the indicators in the area `IS` add up to 9999 basis points instead of 10000"
/// );
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum IndicatorSystemError {
    /// Nothing is measured.
    #[error("a system of indicators needs at least one area")]
    NoArea,
    /// Nothing is measured in an area.
    #[error("the area `{area}` has no indicator")]
    NoIndicator {
        /// The area.
        area: RecordCode,
    },
    /// The code of an area comes twice.
    #[error("the area `{code}` comes twice")]
    AreaTwice {
        /// The code.
        code: RecordCode,
    },
    /// The code of an indicator comes twice, in one area or in two.
    #[error("the indicator `{code}` comes twice")]
    IndicatorTwice {
        /// The code.
        code: RecordCode,
    },
    /// The first level is out of balance.
    #[error("the weights of the areas add up to {sum} basis points instead of 10000")]
    AreaWeights {
        /// What they add up to.
        sum: u64,
    },
    /// The second level is out of balance.
    #[error(
        "the weights of the indicators in the area `{area}` add up to {sum} basis points instead of 10000"
    )]
    IndicatorWeights {
        /// The area.
        area: RecordCode,
        /// What they add up to.
        sum: u64,
    },
    /// Totals have no names.
    #[error("a system of indicators needs at least one band")]
    NoBand,
    /// Low totals have no name.
    #[error("the lowest band begins at {from} points instead of 0")]
    LowestBand {
        /// Where it begins.
        from: Points,
    },
    /// Totals have two names.
    #[error("two bands begin at {from} points")]
    BandTwice {
        /// Where they begin.
        from: Points,
    },
}
