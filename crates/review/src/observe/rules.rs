//! Which indicator is counted from which records.

use std::collections::BTreeSet;

use collegium_core::{Line, Preset, RecordCode, Source, Status};
use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::Formula;

/// One indicator and how it is counted.
///
/// # Wire form
///
/// `{"indicator":"CP01","formula":"students_on_routes","words":"…"}`.
///
/// # Example
///
/// ```
/// use collegium_review::{Formula, Observed};
/// let observed: Observed = serde_json::from_str(
///     r#"{"indicator":"CP01","formula":"students_on_routes","words":"enrolments on the last day"}"#,
/// )
/// .unwrap();
/// assert_eq!(observed.formula, Formula::StudentsOnRoutes);
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Observed {
    /// The code of the indicator.
    pub indicator: RecordCode,
    /// How it is counted.
    pub formula: Formula,
    /// The same in words, for whoever reads the observation.
    pub words: Line,
}

/// The fields of [`ObservationRules`] before they are checked.
///
/// # Example
///
/// ```
/// use collegium_review::{ObservationRules, ObservationRulesError};
/// let mut draft = ObservationRules::five_result_areas().load().unwrap().draft();
/// draft.observed.push(draft.observed[0].clone());
/// assert!(matches!(ObservationRules::try_from(draft), Err(ObservationRulesError::Twice { .. })));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ObservationRulesDraft {
    /// The indicators that are counted; the others have to be observed by somebody.
    pub observed: Vec<Observed>,
    /// The document the rules rest on.
    pub source: Source,
    /// Whether that document was read.
    pub status: Status,
}

/// Which indicators of a system are counted from the records, and how.
///
/// # Validity
///
/// No indicator twice; a formula that counts things of certain kinds names at least one: else every figure would be a zero
/// that says nothing.
///
/// # Wire form
///
/// `{"observed":[…],"source":{…},"status":"unverified"}`.
///
/// # Example
///
/// ```
/// use collegium_review::ObservationRules;
/// let rules = ObservationRules::five_result_areas().load().unwrap();
/// assert!(rules.observed.iter().any(|observed| observed.indicator.as_str() == "CP02"));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "ObservationRulesDraft", into = "ObservationRulesDraft")]
pub struct ObservationRules(ObservationRulesDraft);

collegium_core::record!(ObservationRules, ObservationRulesDraft, ObservationRulesError);
collegium_core::rules!(ObservationRules);

impl ObservationRules {
    /// How the system of the five result areas is counted from the records of these crates.
    #[must_use]
    pub const fn five_result_areas() -> Preset<Self> {
        Preset::new("observe-five-result-areas", include_str!("../../presets/observe-five-result-areas.json"))
    }
}

impl ObservationRulesDraft {
    fn check(self) -> Result<Self, ObservationRulesError> {
        let mut seen = BTreeSet::new();
        for observed in &self.observed {
            let indicator = || observed.indicator.clone();
            if !seen.insert(&observed.indicator) {
                return Err(ObservationRulesError::Twice { indicator: indicator() });
            }
            if observed.formula.counts_nothing() {
                return Err(ObservationRulesError::NoKind { indicator: indicator() });
            }
        }
        Ok(self)
    }
}

/// Why there are no such rules.
///
/// # Example
///
/// ```
/// use collegium_review::ObservationRulesError;
/// let error = ObservationRulesError::Twice { indicator: "CP01".parse().unwrap() };
/// assert_eq!(error.to_string(), "the indicator `CP01` is counted in two ways: keep one");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum ObservationRulesError {
    /// An indicator comes twice.
    #[error("the indicator `{indicator}` is counted in two ways: keep one")]
    Twice {
        /// The indicator.
        indicator: RecordCode,
    },
    /// A formula by kinds names none.
    #[error("the indicator `{indicator}` counts things of no kind: name at least one")]
    NoKind {
        /// The indicator.
        indicator: RecordCode,
    },
}
