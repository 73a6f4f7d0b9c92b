//! What was seen.

use std::fmt;

use chrono::NaiveDate;
use collegium_core::{Fraction, Line, Period, Ratio, RecordCode, Source, entity::UnitId};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::DefinitionVersion;

/// What an observation says. Missing is not zero: a college that reports nothing has not reported none.
///
/// # Wire form
///
/// `{"number":"256"}`, `{"ratio":{"part":"75","whole":"100","of":"…"}}` or `{"missing":{"reason":"…"}}`.
///
/// # Example
///
/// ```
/// use collegium_core::{Fraction, Ratio};
/// use collegium_indicators::Value;
///
/// let rate = Value::Ratio(Ratio::count(75, 100, "students who finished their third year").unwrap());
/// assert_eq!(rate.quotient(), Some(Fraction::new(3, 4).unwrap()));
/// let missing = Value::Missing { reason: "not collected before 2026".parse().unwrap() };
/// assert_eq!(missing.quotient(), None);
/// assert_eq!(missing.to_string(), "missing (not collected before 2026)");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Value {
    /// A count, an amount or a balance.
    Number(#[serde(with = "collegium_core::decimal")] Decimal),
    /// A rate with its denominator.
    Ratio(Ratio),
    /// Nothing is known.
    Missing {
        /// Why.
        reason: Line,
    },
}

impl Value {
    /// The exact number to score; `None` if it is missing, or a rate of which the whole is zero.
    #[must_use]
    pub fn quotient(&self) -> Option<Fraction> {
        match self {
            Self::Number(number) => Some(Fraction::from(*number)),
            Self::Ratio(ratio) => ratio.value(),
            Self::Missing { .. } => None,
        }
    }
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Number(number) => number.fmt(f),
            Self::Ratio(ratio) => ratio.fmt(f),
            Self::Missing { reason } => write!(f, "missing ({reason})"),
        }
    }
}

/// How a figure came to be.
///
/// # Wire form
///
/// `{"computed":{"from":"enrolments of the year"}}`, `"published"` or `"recorded"`.
///
/// # Example
///
/// ```
/// use collegium_indicators::Origin;
/// let origin = Origin::Computed { from: "enrolments of the year".parse().unwrap() };
/// assert_eq!(serde_json::to_string(&origin).unwrap(), r#"{"computed":{"from":"enrolments of the year"}}"#);
/// ```
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Origin {
    /// Counted from records.
    Computed {
        /// Which records, and how, in words.
        from: Line,
    },
    /// Taken over from a published document.
    Published,
    /// Written down by somebody in a register of the institution.
    Recorded,
}

/// Where a figure comes from and when it was written down.
///
/// # Wire form
///
/// `{"source":{…},"recorded":"2026-01-15","origin":"published"}`.
///
/// # Example
///
/// ```
/// use collegium_indicators::{Origin, Provenance};
/// let provenance: Provenance = serde_json::from_str(
///     r#"{"source":{"document":"Annual quality report","date":"2026-01-10"},"recorded":"2026-01-15","origin":"published"}"#,
/// )
/// .unwrap();
/// assert_eq!(provenance.origin, Origin::Published);
/// ```
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Provenance {
    /// The document it stands in, or the register it was counted from.
    pub source: Source,
    /// The day it was recorded.
    #[serde(with = "collegium_core::date")]
    pub recorded: NaiveDate,
    /// Counted or taken over.
    pub origin: Origin,
}

/// The fields of an [`Observation`] before they are checked.
///
/// # Example
///
/// See [`Observation`].
///
/// ```
/// use collegium_indicators::{Observation, ObservationDraft};
/// let draft: ObservationDraft = serde_json::from_str(
///     r#"{"indicator":"IS01","period":"2025-01-01/2025-12-31","value":{"number":"256"},"version":"1",
///         "provenance":{"source":{"document":"Plan","date":"2024-10-01"},"recorded":"2024-10-02","origin":"published"}}"#,
/// )
/// .unwrap();
/// assert_eq!(
///     Observation::try_from(draft).unwrap_err().to_string(),
///     "the observation of `IS01` was recorded on 2024-10-02, before its period begins on 2025-01-01"
/// );
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ObservationDraft {
    /// The code of the indicator.
    pub indicator: RecordCode,
    /// The unit; none for the school as a whole.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<UnitId>,
    /// The days it speaks of.
    pub period: Period,
    /// What was seen.
    pub value: Value,
    /// The version of the indicator's definition it was made under.
    pub version: DefinitionVersion,
    /// Where it comes from.
    pub provenance: Provenance,
}

/// What was seen of one indicator, for one unit and period, under one version of its definition.
///
/// # Validity
///
/// Not recorded before its period begins: what is foreseen is a plan, not an observation.
///
/// # Wire form
///
/// `{"indicator":"IS01","unit":"…","period":"…","value":{…},"version":"1","provenance":{…}}`; `unit` is left out for the
/// school as a whole.
///
/// # Example
///
/// ```
/// use collegium_core::Source;
/// use collegium_indicators::{Observation, ObservationDraft, Origin, Provenance, Value};
///
/// let source = Source {
///     document: "Register of international students".parse().unwrap(),
///     article: None,
///     date: "2026-01-10".parse().unwrap(),
/// };
/// let observation = Observation::try_from(ObservationDraft {
///     indicator: "IS01".parse().unwrap(),
///     unit: None,
///     period: "2025-01-01/2025-12-31".parse().unwrap(),
///     value: Value::Number(256.into()),
///     version: "1".parse().unwrap(),
///     provenance: Provenance { source, recorded: "2026-01-15".parse().unwrap(), origin: Origin::Published },
/// })
/// .unwrap();
/// assert_eq!(observation.value.to_string(), "256");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "ObservationDraft", into = "ObservationDraft")]
pub struct Observation(ObservationDraft);

collegium_core::record!(Observation, ObservationDraft, ObservationError);

impl ObservationDraft {
    fn check(mut self) -> Result<Self, ObservationError> {
        let (recorded, first) = (self.provenance.recorded, self.period.first());
        if recorded < first {
            return Err(ObservationError::Foreseen { indicator: self.indicator, recorded, first });
        }
        if let Value::Number(number) = &mut self.value {
            *number = number.normalize();
        }
        Ok(self)
    }
}

/// Why there is no such observation.
///
/// # Example
///
/// ```
/// use collegium_indicators::ObservationError;
/// let error = ObservationError::Foreseen {
///     indicator: "IS01".parse().unwrap(),
///     recorded: "2024-12-31".parse().unwrap(),
///     first: "2025-01-01".parse().unwrap(),
/// };
/// assert!(error.to_string().ends_with("before its period begins on 2025-01-01"));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum ObservationError {
    /// Recorded before there was anything to see.
    #[error(
        "the observation of `{indicator}` was recorded on {recorded}, before its period begins on {first}"
    )]
    Foreseen {
        /// The indicator.
        indicator: RecordCode,
        /// The day it was recorded.
        recorded: NaiveDate,
        /// The first day of its period.
        first: NaiveDate,
    },
}
