//! Who must be there.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::{Level, Role};
use crate::{Preset, Severity, Source, Status};

/// The fields of [`ResponsibilityRules`] before they are checked.
///
/// # Example
///
/// ```
/// use collegium_core::org::ResponsibilityRules;
/// let mut draft = ResponsibilityRules::two_levels().load().unwrap().draft();
/// draft.school.clear();
/// draft.college.clear();
/// assert!(ResponsibilityRules::try_from(draft).is_err());
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ResponsibilityRulesDraft {
    /// The roles somebody must hold at the school.
    pub school: BTreeSet<Role>,
    /// The roles somebody must hold in each college.
    pub college: BTreeSet<Role>,
    /// How serious it is if nobody does.
    pub severity: Severity,
    /// The document the rules rest on.
    pub source: Source,
    /// Whether that document was read.
    pub status: Status,
}

/// Which roles somebody must hold at the school and in each of its colleges.
///
/// # Validity
///
/// At least one role.
///
/// # Wire form
///
/// `{"school":["…"],"college":["…"],"severity":"warning","source":{…},"status":"verified"}`.
///
/// # Example
///
/// ```
/// use collegium_core::org::{Organisation, ResponsibilityRules};
///
/// let institution: Organisation = serde_json::from_str(r#"{
///     "units": [{"id":"67e55044-10b1-426f-9247-bb680e5fe0c8","code":"S","name":{"en":"The school"},"level":"school"}],
///     "posts": []
/// }"#).unwrap();
///
/// let findings = ResponsibilityRules::two_levels().load().unwrap().check(&institution, "2026-03-01".parse().unwrap());
/// assert_eq!(
///     findings.iter().next().unwrap().to_string(),
///     "warning CO0101: unit S: nobody holds the post of `foreign-affairs-specialist` on 2026-03-01 (level school)"
/// );
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "ResponsibilityRulesDraft", into = "ResponsibilityRulesDraft")]
pub struct ResponsibilityRules(ResponsibilityRulesDraft);

crate::record!(ResponsibilityRules, ResponsibilityRulesDraft, ResponsibilityRulesError);
crate::rules!(ResponsibilityRules);

impl ResponsibilityRules {
    /// A foreign-affairs specialist at the school and a liaison officer in each college.
    ///
    /// # Example
    ///
    /// ```
    /// use collegium_core::org::{Level, ResponsibilityRules};
    /// let rules = ResponsibilityRules::two_levels().load().unwrap();
    /// assert!(rules.roles(Level::College).contains(&"liaison-officer".parse().unwrap()));
    /// ```
    #[must_use]
    pub const fn two_levels() -> Preset<Self> {
        Preset::new("responsibility-two-levels", include_str!("../../presets/responsibility-two-levels.json"))
    }

    /// The roles that must be filled on a level.
    #[must_use]
    pub fn roles(&self, level: Level) -> &BTreeSet<Role> {
        match level {
            Level::School => &self.school,
            Level::College => &self.college,
        }
    }
}

impl ResponsibilityRulesDraft {
    fn check(self) -> Result<Self, ResponsibilityRulesError> {
        if self.school.is_empty() && self.college.is_empty() {
            Err(ResponsibilityRulesError::NoRole)
        } else {
            Ok(self)
        }
    }
}

/// Why there are no such rules.
///
/// # Example
///
/// ```
/// use collegium_core::org::ResponsibilityRulesError;
/// assert_eq!(
///     ResponsibilityRulesError::NoRole.to_string(),
///     "rules of responsibility must name a role at the school or in the colleges"
/// );
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum ResponsibilityRulesError {
    /// No role is named.
    #[error("rules of responsibility must name a role at the school or in the colleges")]
    NoRole,
}
