//! The one value that counts for a unit and an indicator, or why there is none.

use std::{cmp::Reverse, collections::BTreeMap, fmt};

use chrono::NaiveDate;
use collegium_core::{
    Fraction, Line, Period, RecordCode,
    entity::UnitId,
    org::{Level, OrgUnit},
};
use serde::{Deserialize, Serialize};

use crate::{Indicator, IndicatorSystem, Observation, Value};

/// What an evaluation took for an indicator of a unit.
///
/// # Wire form
///
/// `{"seen":{"number":"256"}}` or `{"missing":"not_observed"}`.
///
/// # Example
///
/// ```
/// use collegium_core::Fraction;
/// use collegium_indicators::{Absence, Reading, Value};
/// assert_eq!(Reading::Seen(Value::Number(8.into())).quotient(), Some(Fraction::from(8)));
/// assert_eq!(Reading::Missing(Absence::NotObserved).to_string(), "missing (no usable observation)");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reading {
    /// A value.
    Seen(Value),
    /// No value.
    Missing(Absence),
}

impl Reading {
    /// The exact number that was scored; `None` if there is none.
    #[must_use]
    pub fn quotient(&self) -> Option<Fraction> {
        match self {
            Self::Seen(value) => value.quotient(),
            Self::Missing(_) => None,
        }
    }
}

impl fmt::Display for Reading {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Seen(value) => value.fmt(f),
            Self::Missing(absence) => write!(f, "missing ({absence})"),
        }
    }
}

/// Why an indicator has no value.
///
/// # Wire form
///
/// `"not_observed"`, `{"stated":{"reason":"…"}}`, `"not_defined"` or `"contradictory"`.
///
/// # Example
///
/// ```
/// use collegium_indicators::Absence;
/// assert_eq!(Absence::NotDefined.to_string(), "the whole of the rate is zero");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Absence {
    /// There is no observation, or none that can be used; findings name those that could not.
    NotObserved,
    /// An observation says that nothing is known.
    Stated {
        /// Why.
        reason: Line,
    },
    /// The rate is one of nothing, such as graduates of a year without students.
    NotDefined,
    /// Observations recorded on the same day disagree.
    Contradictory,
}

impl fmt::Display for Absence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotObserved => f.write_str("no usable observation"),
            Self::Stated { reason } => reason.fmt(f),
            Self::NotDefined => f.write_str("the whole of the rate is zero"),
            Self::Contradictory => f.write_str("observations of one day disagree"),
        }
    }
}

/// Units and observations, sorted out for one system, period and day.
pub(crate) struct Sheet<'a> {
    pub(crate) system: &'a IndicatorSystem,
    pub(crate) period: Period,
    /// Each unit once, by code.
    pub(crate) units: Vec<&'a OrgUnit>,
    /// What was known on the day of a unit to be judged, for the period or part of it.
    pub(crate) known: Vec<(&'a OrgUnit, &'a Observation)>,
    usable: BTreeMap<(UnitId, &'a RecordCode), Vec<&'a Observation>>,
    /// What of the usable observations counts.
    readings: BTreeMap<(UnitId, &'a RecordCode), Reading>,
}

/// Where there is no usable observation.
static NOT_OBSERVED: Reading = Reading::Missing(Absence::NotObserved);

impl<'a> Sheet<'a> {
    pub(crate) fn new(
        system: &'a IndicatorSystem,
        observations: &'a [Observation],
        units: &'a [OrgUnit],
        period: Period,
        as_of: NaiveDate,
    ) -> Self {
        let mut units: Vec<_> = units.iter().collect();
        units.sort_by_key(|unit| (unit.id, unit.code.clone()));
        units.dedup_by_key(|unit| unit.id);
        units.sort_by_key(|unit| (unit.code.clone(), unit.id));

        let mut by_unit: BTreeMap<Option<UnitId>, Vec<&OrgUnit>> = BTreeMap::new();
        for unit in &units {
            by_unit.entry(Some(unit.id)).or_default().push(*unit);
            if unit.level == Level::School {
                by_unit.entry(None).or_default().push(*unit);
            }
        }
        let spoken_of = observations.iter().filter(|observation| {
            observation.provenance.recorded <= as_of && observation.period.overlaps(&period)
        });
        let mut known: Vec<_> = spoken_of
            .flat_map(|observation| {
                by_unit.get(&observation.unit).into_iter().flatten().map(move |unit| (*unit, observation))
            })
            .collect();
        // Findings of two rates print alike if only the words for the whole differ: here they get their order.
        known.sort_by(|(_, one), (_, other)| of(&one.value).cmp(&of(&other.value)));

        let indicators: BTreeMap<_, _> =
            system.indicators().map(|(_, indicator)| (&indicator.code, indicator)).collect();
        let mut usable: BTreeMap<_, Vec<_>> = BTreeMap::new();
        for (unit, observation) in &known {
            let indicator = indicators.get(&observation.indicator);
            if indicator.is_some_and(|indicator| is_usable(indicator, observation, period)) {
                usable.entry((unit.id, &observation.indicator)).or_default().push(*observation);
            }
        }
        let readings = usable.iter().map(|(place, usable)| (*place, read(usable))).collect();
        Self { system, period, units, known, usable, readings }
    }

    /// The usable observations of an indicator for a unit.
    pub(crate) fn usable(&self, unit: &OrgUnit, indicator: &'a Indicator) -> &[&'a Observation] {
        self.usable.get(&(unit.id, &indicator.code)).map_or(&[], Vec::as_slice)
    }

    /// The value that counts.
    pub(crate) fn reading(&self, unit: &OrgUnit, indicator: &'a Indicator) -> &Reading {
        self.readings.get(&(unit.id, &indicator.code)).unwrap_or(&NOT_OBSERVED)
    }

    /// The different figures observed for an indicator of a unit, each with the day it was recorded last; the last first.
    pub(crate) fn figures(&self, unit: &OrgUnit, indicator: &'a Indicator) -> Vec<(&'a Value, NaiveDate)> {
        let usable = self.usable(unit, indicator).iter();
        let mut figures: Vec<_> = usable
            .filter(|observation| figure(&observation.value).is_some())
            .map(|observation| (&observation.value, observation.provenance.recorded))
            .collect();
        figures.sort_by_key(|(value, recorded)| (Reverse(*recorded), value.to_string(), of(value)));
        let mut different: Vec<(&Value, NaiveDate)> = Vec::new();
        for (value, recorded) in figures {
            if different.iter().all(|(other, _)| figure(other) != figure(value)) {
                different.push((value, recorded));
            }
        }
        different
    }
}

/// The value that counts: the one recorded last.
fn read(usable: &[&Observation]) -> Reading {
    let last = usable.iter().map(|observation| observation.provenance.recorded).max();
    let of_last_day = usable.iter().filter(|observation| Some(observation.provenance.recorded) == last);
    let mut values: Vec<_> = of_last_day.map(|observation| &observation.value).collect();
    // A figure before a statement that there is none, then by text: so that input order does not show.
    values.sort_by_cached_key(|value| (matches!(value, Value::Missing { .. }), value.to_string(), of(value)));
    let figures = values.iter().filter_map(|value| figure(value));
    let contradictory = figures.clone().zip(figures.skip(1)).any(|(one, next)| one != next);
    match values.first() {
        None => Reading::Missing(Absence::NotObserved),
        Some(_) if contradictory => Reading::Missing(Absence::Contradictory),
        Some(Value::Missing { reason }) => Reading::Missing(Absence::Stated { reason: reason.clone() }),
        Some(value) if value.quotient().is_none() => Reading::Missing(Absence::NotDefined),
        Some(value) => Reading::Seen((*value).clone()),
    }
}

fn is_usable(indicator: &Indicator, observation: &Observation, period: Period) -> bool {
    observation.period == period
        && observation.version == indicator.version
        && indicator.measure.admits(&observation.value)
}

/// Part and whole, without the words.
fn figure(value: &Value) -> Option<(rust_decimal::Decimal, Option<rust_decimal::Decimal>)> {
    match value {
        Value::Number(number) => Some((*number, None)),
        Value::Ratio(ratio) => Some((ratio.part(), Some(ratio.whole()))),
        Value::Missing { .. } => None,
    }
}

fn of(value: &Value) -> Option<&Line> {
    if let Value::Ratio(ratio) = value { Some(ratio.of()) } else { None }
}
