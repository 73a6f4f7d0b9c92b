//! The steps a request takes.

use std::fmt;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::{
    Source, Status,
    org::{Level, Role},
};

/// One step: who decides, on which level.
///
/// # Wire form
///
/// `{"role":"dean","level":"college"}`.
///
/// # Example
///
/// ```
/// use collegium_core::{approval::ApprovalStep, org::Level};
/// let step = ApprovalStep { role: "dean".parse().unwrap(), level: Level::College };
/// assert_eq!(step.to_string(), "dean (college)");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ApprovalStep {
    /// The role of who decides.
    pub role: Role,
    /// The level it is held on.
    pub level: Level,
}

impl fmt::Display for ApprovalStep {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({})", self.role, self.level)
    }
}

/// The fields of an [`ApprovalRoute`] before they are checked.
///
/// # Example
///
/// ```
/// use collegium_core::approval::{ApprovalRoute, ApprovalRouteDraft, ApprovalRouteError};
/// let draft: ApprovalRouteDraft = serde_json::from_str(
///     r#"{"steps":[],"source":{"document":"Internal rule 7","date":"2026-01-01"},"status":"verified"}"#,
/// )
/// .unwrap();
/// assert_eq!(ApprovalRoute::try_from(draft), Err(ApprovalRouteError::NoStep));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ApprovalRouteDraft {
    /// The steps, in their order.
    pub steps: Vec<ApprovalStep>,
    /// The document the route rests on.
    pub source: Source,
    /// Whether that document was read.
    pub status: Status,
}

/// The ordered steps a kind of request takes.
///
/// # Validity
///
/// At least one step; no step twice.
///
/// # Wire form
///
/// `{"steps":[{"role":"dean","level":"college"}],"source":{…},"status":"verified"}`.
///
/// # Example
///
/// See [`Approval`](super::Approval).
///
/// ```
/// use collegium_core::approval::ApprovalRoute;
/// let route: ApprovalRoute = serde_json::from_str(
///     r#"{"steps":[{"role":"dean","level":"college"}],
///         "source":{"document":"Internal rule 7","date":"2026-01-01"},"status":"verified"}"#,
/// )
/// .unwrap();
/// assert_eq!(route.steps.len(), 1);
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "ApprovalRouteDraft", into = "ApprovalRouteDraft")]
pub struct ApprovalRoute(ApprovalRouteDraft);

crate::record!(ApprovalRoute, ApprovalRouteDraft, ApprovalRouteError);
crate::rules!(ApprovalRoute);

impl ApprovalRouteDraft {
    fn check(self) -> Result<Self, ApprovalRouteError> {
        if self.steps.is_empty() {
            return Err(ApprovalRouteError::NoStep);
        }
        let mut seen = std::collections::BTreeSet::new();
        match self.steps.iter().find(|step| !seen.insert(*step)) {
            Some(step) => Err(ApprovalRouteError::StepTwice { step: step.clone() }),
            None => Ok(self),
        }
    }
}

/// Why there is no such route.
///
/// # Example
///
/// ```
/// use collegium_core::approval::ApprovalRouteError;
/// assert_eq!(ApprovalRouteError::NoStep.to_string(), "a route of approval needs at least one step");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum ApprovalRouteError {
    /// Nobody is asked.
    #[error("a route of approval needs at least one step")]
    NoStep,
    /// Somebody is asked twice.
    #[error("the step `{step}` comes twice")]
    StepTwice {
        /// The step.
        step: ApprovalStep,
    },
}
