//! What is measured.

use collegium_core::{Line, LocalizedText, RecordCode, Source, Status};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::{Scale, Value};

collegium_core::identifier! {
    /// A version of an indicator's definition: `2020`, `2017-wording`. Values of two versions are not comparable.
    ///
    /// # Example
    ///
    /// ```
    /// use collegium_indicators::DefinitionVersion;
    /// assert_eq!(DefinitionVersion::new("2017-wording").unwrap().as_str(), "2017-wording");
    /// assert!(DefinitionVersion::new("").is_err());
    /// ```
    pub struct DefinitionVersion("definition version");
}

/// What kind of figure an indicator is, and so which values it can have.
///
/// # Wire form
///
/// The variant in snake case: `"net_rate"`.
///
/// # Example
///
/// ```
/// use collegium_core::Ratio;
/// use collegium_indicators::{Measure, Value};
///
/// let above = Value::Ratio(Ratio::count(5, 4, "students").unwrap());
/// assert!(!Measure::Share.admits(&above) && Measure::Rate.admits(&above));
/// assert!(!Measure::Count.admits(&Value::Number((-1).into())));
/// assert_eq!(Measure::Count.demand(), "a count is a whole number, not below zero");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Measure {
    /// Whole things: persons, sites, activities.
    Count,
    /// What can be halved: person-days, hours.
    Amount,
    /// One number less another: a net flow.
    Balance,
    /// A part of its whole: a graduation rate.
    Share,
    /// A ratio to something the part does not belong to, which can pass 100 %: an outbound ratio.
    Rate,
    /// A balance as a ratio: a net flow ratio.
    NetRate,
}

impl Measure {
    /// Every kind, in the order of their declaration.
    ///
    /// # Example
    ///
    /// ```
    /// assert_eq!(collegium_indicators::Measure::ALL.len(), 6);
    /// ```
    pub const ALL: [Self; 6] =
        [Self::Count, Self::Amount, Self::Balance, Self::Share, Self::Rate, Self::NetRate];

    /// Whether a value of this kind can be so. A missing value always can.
    #[must_use]
    pub fn admits(self, value: &Value) -> bool {
        match (self, value) {
            (_, Value::Missing { .. })
            | (Self::Balance, Value::Number(_))
            | (Self::NetRate, Value::Ratio(_)) => true,
            (Self::Count, Value::Number(number)) => number.is_integer() && *number >= Decimal::ZERO,
            (Self::Amount, Value::Number(number)) => *number >= Decimal::ZERO,
            (Self::Share, Value::Ratio(ratio)) => {
                ratio.part() >= Decimal::ZERO && ratio.part() <= ratio.whole()
            }
            (Self::Rate, Value::Ratio(ratio)) => ratio.part() >= Decimal::ZERO,
            (Self::Count | Self::Amount | Self::Balance, Value::Ratio(_))
            | (Self::Share | Self::Rate | Self::NetRate, Value::Number(_)) => false,
        }
    }

    /// What a value must be, in words.
    #[must_use]
    pub const fn demand(self) -> &'static str {
        match self {
            Self::Count => "a count is a whole number, not below zero",
            Self::Amount => "an amount is a number, not below zero",
            Self::Balance => "a balance is a number",
            Self::Share => "a share is a ratio of a part, not below zero, to the whole it belongs to",
            Self::Rate => "a rate is a ratio, not below zero",
            Self::NetRate => "a net rate is a ratio",
        }
    }

    /// Whether a scale can use this number.
    fn reaches(self, bound: Decimal) -> bool {
        match self {
            Self::Count | Self::Amount | Self::Rate => bound >= Decimal::ZERO,
            Self::Share => bound >= Decimal::ZERO && bound <= Decimal::ONE,
            Self::Balance | Self::NetRate => true,
        }
    }
}

/// The fields of an [`Indicator`] before they are checked.
///
/// # Example
///
/// ```
/// use collegium_indicators::{Indicator, IndicatorDraft, IndicatorSystem, ScaleDraft};
/// let system = IndicatorSystem::five_result_areas().load().unwrap();
/// let rate = system.indicator(&"CP02".parse().unwrap()).unwrap();
///
/// // The target of a share is 0.75, not 75.
/// let mut draft: IndicatorDraft = rate.draft();
/// draft.scale = ScaleDraft::AtLeast { floor: 0.into(), target: 75.into() }.try_into().unwrap();
/// assert_eq!(
///     Indicator::try_from(draft).unwrap_err().to_string(),
///     "the scale of `CP02` has the number 75, which it cannot reach: a share is a ratio of a part, not below zero, to the \
///      whole it belongs to; write 75 % as 0.75"
/// );
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct IndicatorDraft {
    /// The code it is known by: `HV01`, `IMPI 01001`.
    pub code: RecordCode,
    /// Its name.
    pub name: LocalizedText,
    /// What one of it is: students, person-days, the whole of a rate.
    pub measured_in: LocalizedText,
    /// What kind of figure it is.
    pub measure: Measure,
    /// The formula in words: what is counted, what is not, on which day or over which time.
    pub definition: Line,
    /// The version of that wording.
    pub version: DefinitionVersion,
    /// How a value becomes points.
    pub scale: Scale,
    /// Its weight within its area, in basis points.
    pub weight: u32,
    /// Whether every unit must have a value.
    pub required: bool,
    /// The document its wording rests on.
    pub source: Source,
    /// Whether that document was read. It speaks for name, unit and wording; weight and scale are spoken for by the system.
    pub status: Status,
}

/// One indicator of a system: a second-level indicator, below an [`Area`](crate::Area).
///
/// # Validity
///
/// The numbers of the scale are ones the measure can reach: none below zero but for balances and net rates, and none above
/// 1 for a share. The scale of a share of 75 % says 0.75.
///
/// # Wire form
///
/// An object of the fields.
///
/// # Example
///
/// ```
/// use collegium_indicators::{Direction, IndicatorSystem, Measure};
/// let system = IndicatorSystem::five_result_areas().load().unwrap();
/// let rate = system.indicator(&"CP02".parse().unwrap()).unwrap();
/// assert_eq!((rate.measure, rate.scale.direction()), (Measure::Share, Direction::Higher));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "IndicatorDraft", into = "IndicatorDraft")]
pub struct Indicator(IndicatorDraft);

collegium_core::record!(Indicator, IndicatorDraft, IndicatorError);

impl IndicatorDraft {
    fn check(self) -> Result<Self, IndicatorError> {
        let unreachable = self.scale.bounds().into_iter().find(|bound| !self.measure.reaches(*bound));
        match unreachable {
            Some(bound) => Err(IndicatorError::OutOfReach { code: self.code, bound, measure: self.measure }),
            None => Ok(self),
        }
    }
}

/// Why there is no such indicator.
///
/// # Example
///
/// ```
/// use collegium_indicators::{IndicatorError, Measure};
/// let error = IndicatorError::OutOfReach { code: "IS01".parse().unwrap(), bound: (-1).into(), measure: Measure::Count };
/// assert_eq!(
///     error.to_string(),
///     "the scale of `IS01` has the number -1, which it cannot reach: a count is a whole number, not below zero"
/// );
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum IndicatorError {
    /// The scale speaks of values that cannot be.
    #[error(
        "the scale of `{code}` has the number {bound}, which it cannot reach: {}{}",
        measure.demand(),
        if *measure == Measure::Share { "; write 75 % as 0.75" } else { "" }
    )]
    OutOfReach {
        /// The indicator.
        code: RecordCode,
        /// The number.
        bound: Decimal,
        /// What the indicator measures.
        measure: Measure,
    },
}
