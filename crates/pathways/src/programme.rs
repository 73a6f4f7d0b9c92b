//! Cooperative programmes.

use collegium_core::{
    LocalizedText, RecordCode, Validity,
    entity::{AgreementId, PartnerId, ProgrammeId, UnitId},
};
use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::RouteShape;

/// The fields of a [`Programme`] before they are checked.
///
/// # Example
///
/// ```
/// use collegium_pathways::{Programme, ProgrammeDraft, ProgrammeError};
/// let draft: ProgrammeDraft = serde_json::from_str(
///     r#"{"id":"67e55044-10b1-426f-9247-bb680e5fe0c8","code":"G-1","major":{"en":"Accounting","zh":"会计"},"shape":"3",
///         "partner":"67e55044-10b1-426f-9247-bb680e5fe0c8","agreement":"67e55044-10b1-426f-9247-bb680e5fe0c8",
///         "unit":"67e55044-10b1-426f-9247-bb680e5fe0c8","intake":"2024-09-01/.."}"#,
/// )
/// .unwrap();
/// assert!(matches!(Programme::try_from(draft), Err(ProgrammeError::OneStage { .. })));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProgrammeDraft {
    /// The programme's id.
    pub id: ProgrammeId,
    /// The code the college knows it by.
    pub code: RecordCode,
    /// The major (专业).
    pub major: LocalizedText,
    /// The years of its stages.
    pub shape: RouteShape,
    /// The partner it is run with.
    pub partner: PartnerId,
    /// The agreement it rests on.
    pub agreement: AgreementId,
    /// The college that carries it.
    pub unit: UnitId,
    /// On which days students may enter it.
    pub intake: Validity,
    /// How many students it may take in a year, where that is fixed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quota: Option<u32>,
}

/// A cooperative programme: one major run with a partner along a route such as 3+1+1.
///
/// # Validity
///
/// At least two stages, or one that is closed (`4+0`); a quota, if there is one, above zero.
///
/// # Wire form
///
/// An object of the fields; `quota` is left out where there is none.
///
/// # Example
///
/// ```
/// use collegium_pathways::Programme;
/// let programme: Programme = serde_json::from_str(
///     r#"{"id":"67e55044-10b1-426f-9247-bb680e5fe0c8","code":"G-1","major":{"en":"Accounting","zh":"会计"},"shape":"3+1+1",
///         "partner":"67e55044-10b1-426f-9247-bb680e5fe0c8","agreement":"67e55044-10b1-426f-9247-bb680e5fe0c8",
///         "unit":"67e55044-10b1-426f-9247-bb680e5fe0c8","intake":"2020-09-01/2026-08-31","quota":120}"#,
/// )
/// .unwrap();
/// assert!(programme.takes_in_on("2026-08-31".parse().unwrap()));
/// assert!(!programme.takes_in_on("2026-09-01".parse().unwrap()));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "ProgrammeDraft", into = "ProgrammeDraft")]
pub struct Programme(ProgrammeDraft);

collegium_core::record!(Programme, ProgrammeDraft, ProgrammeError);

impl Programme {
    /// Whether students may enter on this day.
    #[must_use]
    pub fn takes_in_on(&self, as_of: chrono::NaiveDate) -> bool {
        self.intake.contains(as_of)
    }
}

impl ProgrammeDraft {
    fn check(self) -> Result<Self, ProgrammeError> {
        if self.shape.stages().len() < 2 && !self.shape.is_closed() {
            return Err(ProgrammeError::OneStage { code: self.code, shape: self.shape });
        }
        if self.quota == Some(0) {
            return Err(ProgrammeError::NoPlace { code: self.code });
        }
        Ok(self)
    }
}

/// Why there is no such programme.
///
/// # Example
///
/// ```
/// use collegium_pathways::ProgrammeError;
/// let error = ProgrammeError::NoPlace { code: "G-1".parse().unwrap() };
/// assert_eq!(error.to_string(), "the programme `G-1` has a quota of 0: leave the quota out or close the intake");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum ProgrammeError {
    /// A route of one stage crosses nothing.
    #[error(
        "the programme `{code}` has the shape `{shape}`: a cooperative route has at least two stages, or ends in `+0`"
    )]
    OneStage {
        /// The programme.
        code: RecordCode,
        /// Its shape.
        shape: RouteShape,
    },
    /// A quota of nothing.
    #[error("the programme `{code}` has a quota of 0: leave the quota out or close the intake")]
    NoPlace {
        /// The programme.
        code: RecordCode,
    },
}
