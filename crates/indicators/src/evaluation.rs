//! The judgement of units.

use chrono::NaiveDate;
use collegium_core::{
    Findings, Fraction, LocalizedText, Period, Ratio, RecordCode, entity::UnitId, org::OrgUnit,
};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::{
    Area, Indicator, IndicatorSystem, Observation, Points, Reading, Score, check::findings, reading::Sheet,
};

/// What an indicator without a value does to the score. Whoever asks must say; there is no default.
///
/// # Wire form
///
/// `"exclude"` or `"worst"`.
///
/// # Example
///
/// ```
/// use collegium_indicators::MissingPolicy;
/// assert_eq!(serde_json::to_string(&MissingPolicy::Exclude).unwrap(), "\"exclude\"");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MissingPolicy {
    /// It is left out, and the others in its area share its weight in proportion; an area without any value is left out in
    /// the same way. The coverage says how much is left.
    Exclude,
    /// It counts as the worst value there is: no points.
    Worst,
}

/// The judgement of units by a system of indicators, for one period, as known on one day.
///
/// # Wire form
///
/// An object of the fields.
///
/// # Example
///
/// ```
/// use collegium_core::org::OrgUnit;
/// use collegium_indicators::{Evaluation, IndicatorSystem, MissingPolicy, Observation};
///
/// let system = IndicatorSystem::five_result_areas().load().unwrap();
/// let college: OrgUnit = serde_json::from_str(
///     r#"{"id":"67e55044-10b1-426f-9247-bb680e5fe0c8","code":"C-ACC","name":{"en":"College of Accounting"},
///         "level":"college"}"#,
/// )
/// .unwrap();
/// let observation: Observation = serde_json::from_str(
///     r#"{"indicator":"IS01","unit":"67e55044-10b1-426f-9247-bb680e5fe0c8","period":"2025-01-01/2025-12-31",
///         "value":{"number":"40"},"version":"1",
///         "provenance":{"source":{"document":"Register","date":"2026-01-10"},"recorded":"2026-01-15","origin":"published"}}"#,
/// )
/// .unwrap();
/// let (year, day) = ("2025-01-01/2025-12-31".parse().unwrap(), "2026-03-01".parse().unwrap());
///
/// let units = [college];
/// let lenient: Evaluation = system.evaluate(&[observation.clone()], &units, year, day, MissingPolicy::Exclude);
/// let card = lenient.card(units[0].id).unwrap();
/// // 40 of the 50 students aimed at; nothing else is known: 60 % of an area of 20 %.
/// assert_eq!(card.total.unwrap().to_string(), "80.00");
/// assert_eq!(card.coverage.to_string(), "1 200 of 10 000 (12.0 %)");
///
/// let strict = system.evaluate(&[observation], &units, year, day, MissingPolicy::Worst);
/// assert_eq!(strict.cards[0].total.unwrap().to_string(), "9.60");
/// assert_eq!(strict.findings.warnings().count(), lenient.findings.warnings().count());
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Evaluation {
    /// The code of the system.
    pub system: RecordCode,
    /// The period judged.
    pub period: Period,
    /// The day whose knowledge was used: what was recorded later does not count.
    #[serde(with = "collegium_core::date")]
    pub as_of: NaiveDate,
    /// What a missing value did.
    pub missing: MissingPolicy,
    /// One card a unit: by rank, then by code; those without a total last.
    pub cards: Vec<ScoreCard>,
    /// What the system found.
    pub findings: Findings,
}

/// What one unit was given, and from which values.
///
/// # Example
///
/// ```
/// # use collegium_core::org::OrgUnit;
/// # use collegium_indicators::{IndicatorSystem, MissingPolicy};
/// use collegium_indicators::ScoreCard;
/// # let system = IndicatorSystem::five_result_areas().load().unwrap();
/// # let college: OrgUnit = serde_json::from_str(
/// #     r#"{"id":"67e55044-10b1-426f-9247-bb680e5fe0c8","code":"C-ACC","name":{"en":"A"},"level":"college"}"#,
/// # )
/// # .unwrap();
/// # let (year, day) = ("2025-01-01/2025-12-31".parse().unwrap(), "2026-03-01".parse().unwrap());
/// // Nothing is known of the college: it has no total, which is not a total of zero.
/// let evaluation = system.evaluate(&[], &[college], year, day, MissingPolicy::Exclude);
/// let card: &ScoreCard = &evaluation.cards[0];
/// assert_eq!((card.total, card.rank, &card.band), (None, None, &None));
/// assert_eq!(card.observed.to_string(), "0 of 14 (0.0 %)");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ScoreCard {
    /// The unit.
    pub unit: UnitId,
    /// Its code.
    pub code: RecordCode,
    /// Its name.
    pub name: LocalizedText,
    /// Its place: 1 more than the number of units with a greater total, so that equals share a place (1-2-2-4). None
    /// without a total.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rank: Option<u64>,
    /// The weighted mean of the areas; none if nothing with a weight was observed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub total: Option<Points>,
    /// What the total is called.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub band: Option<LocalizedText>,
    /// The weight of the indicators with a value, in basis points of the system.
    pub coverage: Ratio,
    /// The number of indicators with a value, whatever their weight.
    pub observed: Ratio,
    /// The areas, in the order of the system.
    pub areas: Vec<AreaScore>,
}

/// What one unit was given in one area.
///
/// # Example
///
/// ```
/// use collegium_indicators::AreaScore;
/// let area: AreaScore = serde_json::from_str(
///     r#"{"code":"IS","name":{"en":"Students"},"weight":2000,"points":"80.00",
///         "coverage":{"part":"6000","whole":"10000","of":"basis points of the area"},"indicators":[]}"#,
/// )
/// .unwrap();
/// assert_eq!(area.coverage.to_string(), "6 000 of 10 000 (60.0 %)");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AreaScore {
    /// The code of the area.
    pub code: RecordCode,
    /// Its name.
    pub name: LocalizedText,
    /// Its weight in the system, in basis points.
    pub weight: u32,
    /// The weighted mean of its indicators; none if nothing with a weight was observed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub points: Option<Points>,
    /// The weight of the indicators with a value, in basis points of the area.
    pub coverage: Ratio,
    /// The indicators, in the order of the system.
    pub indicators: Vec<IndicatorScore>,
}

/// What one unit was given for one indicator.
///
/// # Example
///
/// ```
/// use collegium_indicators::IndicatorScore;
/// let score: IndicatorScore = serde_json::from_str(
///     r#"{"code":"IS01","name":{"en":"International students"},"weight":6000,"reading":{"seen":{"number":"40"}},
///         "score":{"exact":"80/1","points":"80.00"}}"#,
/// )
/// .unwrap();
/// assert_eq!(score.reading.to_string(), "40");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct IndicatorScore {
    /// The code of the indicator.
    pub code: RecordCode,
    /// Its name.
    pub name: LocalizedText,
    /// Its weight in the area, in basis points.
    pub weight: u32,
    /// The raw value.
    pub reading: Reading,
    /// What it is worth; none if it is missing and left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub score: Option<Score>,
}

impl Evaluation {
    /// The card of a unit; `None` if it was not judged.
    #[must_use]
    pub fn card(&self, unit: UnitId) -> Option<&ScoreCard> {
        self.cards.iter().find(|card| card.unit == unit)
    }
}

impl IndicatorSystem {
    /// Judges units by what was observed of them in a period.
    ///
    /// Only observations of exactly this period, recorded by the day and made under the definition's present version,
    /// count; of several the one recorded last does. Observations of the school as a whole count for a unit of the level
    /// `school`. A unit given twice is judged once.
    ///
    /// # Example
    ///
    /// See [`Evaluation`].
    #[must_use]
    pub fn evaluate(
        &self,
        observations: &[Observation],
        units: &[OrgUnit],
        period: Period,
        as_of: NaiveDate,
        missing: MissingPolicy,
    ) -> Evaluation {
        let sheet = Sheet::new(self, observations, units, period, as_of);
        let mut cards: Vec<_> = sheet.units.iter().map(|unit| card(&sheet, unit, missing)).collect();
        place(&mut cards);
        Evaluation { system: self.code.clone(), period, as_of, missing, cards, findings: findings(&sheet) }
    }
}

/// Gives every card its rank and puts them in order.
fn place(cards: &mut [ScoreCard]) {
    cards.sort_by_key(|card| (std::cmp::Reverse(card.total), card.code.clone(), card.unit));
    let (mut rank, mut shared) = (0, None);
    for (card, position) in cards.iter_mut().zip(1..) {
        if card.total.is_some() {
            if card.total != shared {
                (rank, shared) = (position, card.total);
            }
            card.rank = Some(rank);
        }
    }
}

fn card(sheet: &Sheet<'_>, unit: &OrgUnit, missing: MissingPolicy) -> ScoreCard {
    let judged = sheet.system.areas.iter().map(|area| area_score(sheet, unit, area, missing));
    let (areas, exact): (Vec<_>, Vec<_>) = judged.unzip();
    let weighted = areas.iter().map(|area| area.weight).zip(exact);
    let total = weighted_mean(weighted).map(|exact| Points::rounded(&exact, sheet.system.rounding));
    let indicators = || areas.iter().flat_map(|area| &area.indicators);
    let seen = indicators().filter(|indicator| matches!(indicator.reading, Reading::Seen(_))).count();
    ScoreCard {
        unit: unit.id,
        code: unit.code.clone(),
        name: unit.name.clone(),
        rank: None,
        total,
        band: total.map(|points| sheet.system.band(points).name.clone()),
        coverage: coverage(sheet, unit),
        observed: ratio(seen.into(), indicators().count().into(), "indicators of the system"),
        areas,
    }
}

/// The score of an area, and its exact points.
fn area_score(
    sheet: &Sheet<'_>,
    unit: &OrgUnit,
    area: &Area,
    missing: MissingPolicy,
) -> (AreaScore, Option<Fraction>) {
    let rounding = sheet.system.rounding;
    let judged = |indicator: &Indicator| {
        let reading = sheet.reading(unit, indicator).clone();
        let exact = match (reading.quotient(), missing) {
            (Some(value), _) => Some(indicator.scale.points(&value)),
            (None, MissingPolicy::Worst) => Some(Fraction::from(0)),
            (None, MissingPolicy::Exclude) => None,
        };
        IndicatorScore {
            code: indicator.code.clone(),
            name: indicator.name.clone(),
            weight: indicator.weight,
            reading,
            score: exact.map(|exact| Score::of(exact, rounding)),
        }
    };
    let indicators: Vec<_> = area.indicators.iter().map(judged).collect();
    let exact = |indicator: &IndicatorScore| indicator.score.as_ref().map(|score| score.exact.clone());
    let mean = weighted_mean(indicators.iter().map(|indicator| (indicator.weight, exact(indicator))));
    let score = AreaScore {
        code: area.code.clone(),
        name: area.name.clone(),
        weight: area.weight,
        points: mean.as_ref().map(|exact| Points::rounded(exact, rounding)),
        coverage: ratio(
            covered(sheet, unit, area).into(),
            IndicatorSystem::WHOLE.into(),
            "basis points of the area",
        ),
        indicators,
    };
    (score, mean)
}

/// The mean of what there is; `None` if it has no weight.
fn weighted_mean(parts: impl Iterator<Item = (u32, Option<Fraction>)>) -> Option<Fraction> {
    let zero = || (Fraction::from(0), Fraction::from(0));
    let present = parts.filter_map(|(weight, points)| Some((Fraction::from(weight), points?)));
    let (sum, weights) = present
        .fold(zero(), |(sum, weights), (weight, points)| (sum + weight.clone() * points, weights + weight));
    sum.checked_div(&weights).ok()
}

/// The weight of the indicators of an area that have a value, in basis points of the area.
fn covered(sheet: &Sheet<'_>, unit: &OrgUnit, area: &Area) -> u32 {
    let seen = |indicator: &&Indicator| matches!(sheet.reading(unit, indicator), Reading::Seen(_));
    area.indicators.iter().filter(seen).map(|indicator| indicator.weight).sum()
}

/// The weight of the indicators that have a value, in basis points of the system.
pub(crate) fn coverage(sheet: &Sheet<'_>, unit: &OrgUnit) -> Ratio {
    let weights =
        sheet.system.areas.iter().map(|area| i64::from(area.weight) * i64::from(covered(sheet, unit, area)));
    // A basis point of an area is a ten thousandth of one of the system.
    let part = Decimal::new(weights.sum(), 4);
    ratio(part, IndicatorSystem::WHOLE.into(), "basis points of the system")
}

fn ratio(part: Decimal, whole: Decimal, of: &str) -> Ratio {
    // INVARIANT: `of` is a constant of this crate that says something, and no weight or count is negative.
    Ratio::new(part, whole, of).unwrap_or_else(|_| unreachable!("the whole is named"))
}
