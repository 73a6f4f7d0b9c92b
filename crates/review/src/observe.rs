//! From records to observations.

mod formula;
mod own;
mod rules;

use chrono::NaiveDate;
use collegium_core::{Line, Period, Source, org::OrgUnit};
use collegium_indicators::{IndicatorSystem, Observation, ObservationDraft, Origin, Provenance};

pub use formula::Formula;
use own::{Own, Owners};
pub use rules::{ObservationRules, ObservationRulesDraft, ObservationRulesError, Observed};

use crate::YearRecords;

/// Counts, for each unit, what the rules say how to count, as it was on a day: an observation for each indicator of the
/// system that has a formula, and none for the others, which is not an observation of zero.
///
/// Counts of a day are of the last day of the period, or of `as_of` if that is earlier. A rate of nothing is observed as
/// one that is not defined. Before the period begins there is no observation at all.
///
/// # Example
///
/// ```
/// use collegium_core::org::Organisation;
/// use collegium_indicators::IndicatorSystem;
/// use collegium_review::{ObservationRules, YearRecords, observe};
///
/// let institution: Organisation = serde_json::from_str(r#"{
///     "units": [
///         {"id":"67e55044-10b1-426f-9247-bb680e5fe0c8","code":"S","name":{"en":"The school"},"level":"school"},
///         {"id":"67e55044-10b1-426f-9247-bb680e5fe0c9","code":"C","name":{"en":"A college"},"level":"college"}
///     ],
///     "posts": []
/// }"#).unwrap();
/// let records = YearRecords::of(&institution);
/// let (rules, system) =
///     (ObservationRules::five_result_areas().load().unwrap(), IndicatorSystem::five_result_areas().load().unwrap());
/// let (year, day) = ("2025-09-01/2026-08-31".parse().unwrap(), "2026-03-01".parse().unwrap());
///
/// let observations = observe(&rules, &system, &records, &institution.units[1..], year, day);
/// let students = observations.iter().find(|seen| seen.indicator.as_str() == "CP01").unwrap();
/// assert_eq!(students.value.to_string(), "0");
/// // Nobody wrote down what was taught at sites abroad: that is not seen, rather than none.
/// assert!(observations.iter().all(|seen| seen.indicator.as_str() != "OE02"));
/// ```
#[must_use]
pub fn observe(
    rules: &ObservationRules,
    system: &IndicatorSystem,
    records: &YearRecords<'_>,
    units: &[OrgUnit],
    period: Period,
    as_of: NaiveDate,
) -> Vec<Observation> {
    let known: Vec<_> = rules
        .observed
        .iter()
        .filter_map(|observed| Some((observed, system.indicator(&observed.indicator)?)))
        .collect();
    let (owners, nothing) = (Owners::new(records, units, period, as_of.min(period.last())), Own::default());
    let of_unit = |unit: &OrgUnit| {
        let own = owners.of(unit).unwrap_or(&nothing);
        let seen = known.iter().enumerate().filter_map(move |(place, (observed, indicator))| {
            let draft = ObservationDraft {
                indicator: indicator.code.clone(),
                unit: Some(unit.id),
                period,
                value: observed.formula.value(own, period, as_of),
                version: indicator.version.clone(),
                provenance: provenance(&observed.words, as_of),
            };
            Some((place, Observation::try_from(draft).ok()?))
        });
        seen.collect::<Vec<_>>()
    };
    // Counted unit by unit, for what is asked of the same records stays at hand; told rule by rule.
    let mut seen: Vec<_> = units.iter().flat_map(of_unit).collect();
    seen.sort_by_key(|(place, _)| *place);
    seen.into_iter().map(|(_, observation)| observation).collect()
}

fn provenance(words: &Line, as_of: NaiveDate) -> Provenance {
    let document = Line::new("Records of the institution");
    let document = document.unwrap_or_else(|_| unreachable!("the name of the register is a line"));
    let source = Source { document, article: None, date: as_of };
    Provenance { source, recorded: as_of, origin: Origin::Computed { from: words.clone() } }
}
