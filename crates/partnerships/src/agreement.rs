//! What was agreed with partners, and what became of it.

mod event;
mod responsibility;

use std::collections::BTreeSet;

use chrono::NaiveDate;
use collegium_core::{
    History, LocalizedText, RecordCode, Validity,
    entity::{AgreementId, PartnerId, UnitId},
    history::{HistoryError, Signature},
};
use serde::{Deserialize, Serialize};
use thiserror::Error;

pub use event::{AgreementEvent, AgreementEventError, AgreementState, AgreementStatus};
pub use responsibility::ResponsiblePost;

collegium_core::identifier! {
    /// What an agreement is about: `memorandum`, `exchange`, `joint-programme`, `staff-training`. The list is each
    /// institution's own.
    ///
    /// # Example
    ///
    /// ```
    /// use collegium_partnerships::AgreementKind;
    /// assert_eq!(AgreementKind::new("joint-programme").unwrap().as_str(), "joint-programme");
    /// assert!(AgreementKind::new("Joint programme").is_err());
    /// ```
    pub struct AgreementKind("agreement kind");
}

/// The fields of an [`Agreement`] before they are checked.
///
/// # Example
///
/// See [`Agreement`].
///
/// ```
/// use collegium_partnerships::{Agreement, AgreementDraft};
/// let draft: AgreementDraft = serde_json::from_str(
///     r#"{"id":"67e55044-10b1-426f-9247-bb680e5fe0c8","code":"A-001","title":{"en":"Cooperation"},"kind":"memorandum",
///         "partners":[],"history":[]}"#,
/// )
/// .unwrap();
/// assert_eq!(Agreement::try_from(draft).unwrap_err().to_string(), "the agreement `A-001` names no partner: name at least 1");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AgreementDraft {
    /// The agreement's id.
    pub id: AgreementId,
    /// The code the college knows it by.
    pub code: RecordCode,
    /// Its title.
    pub title: LocalizedText,
    /// What it is about.
    pub kind: AgreementKind,
    /// The parties beside the college.
    pub partners: BTreeSet<PartnerId>,
    /// The unit that carries it, if it is not the school as a whole.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<UnitId>,
    /// Who answers for it: one post at the school, one at the college, if all is well.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub responsible: BTreeSet<ResponsiblePost>,
    /// Everything that happened to it.
    pub history: History<AgreementEvent>,
}

/// An agreement with one or more partners. Its status and term on any day follow from its history.
///
/// # Validity
///
/// At least one partner; something has happened, and it can have happened: see [`AgreementEventError`].
///
/// # Wire form
///
/// An object of the fields; `unit` and `responsible` are left out where there is none.
///
/// # Example
///
/// ```
/// use std::collections::BTreeSet;
/// use collegium_core::{History, Id, InstitutionCode, LocalizedText, history::Signature};
/// use collegium_partnerships::{Agreement, AgreementDraft, AgreementEvent, AgreementStatus};
///
/// let college = InstitutionCode::new("college.example").unwrap();
/// let day = |text: &str| text.parse().unwrap();
/// let clerk = |text: &str| Signature::new(Id::derived(&college, &"T-9".parse().unwrap()), "Wang Fang", day(text)).unwrap();
///
/// let mut history = History::default();
/// let signed = AgreementEvent::Signed { validity: "2024-09-01/2027-08-31".parse().unwrap() };
/// history.record(day("2024-06-10"), &clerk("2024-06-12"), None, signed).unwrap();
/// let mut agreement = Agreement::try_from(AgreementDraft {
///     id: Id::derived(&college, &"A-001".parse().unwrap()),
///     code: "A-001".parse().unwrap(),
///     title: LocalizedText::new([("en", "Cooperation in accounting")]).unwrap(),
///     kind: "joint-programme".parse().unwrap(),
///     partners: BTreeSet::from([Id::derived(&college, &"P-001".parse().unwrap())]),
///     unit: None,
///     responsible: BTreeSet::new(),
///     history,
/// })
/// .unwrap();
///
/// let status = |agreement: &Agreement, text: &str| agreement.status_on(text.parse().unwrap());
/// assert_eq!(status(&agreement, "2024-06-09"), None);
/// assert_eq!(status(&agreement, "2024-08-31"), Some(AgreementStatus::Signed));
/// assert_eq!(status(&agreement, "2027-08-31"), Some(AgreementStatus::InForce));
/// assert_eq!(status(&agreement, "2027-09-01"), Some(AgreementStatus::Expired));
/// assert!(agreement.is_in_force_on(day("2025-01-01")));
///
/// agreement.record(day("2026-02-01"), &clerk("2026-02-01"), AgreementEvent::Terminated).unwrap();
/// assert_eq!(status(&agreement, "2026-02-01"), Some(AgreementStatus::Terminated));
/// assert!(agreement.record(day("2026-03-01"), &clerk("2026-03-01"), AgreementEvent::Suspended).is_err());
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "AgreementDraft", into = "AgreementDraft")]
pub struct Agreement(AgreementDraft);

collegium_core::record!(Agreement, AgreementDraft, AgreementError);

impl Agreement {
    /// Records that something happened to the agreement: on which day, and who wrote that down when.
    ///
    /// # Errors
    ///
    /// [`HistoryError`] if it cannot have happened; nothing is changed.
    pub fn record(
        &mut self,
        effective: NaiveDate,
        recorded: &Signature,
        event: AgreementEvent,
    ) -> Result<(), HistoryError<AgreementEventError>> {
        self.0.history.record(effective, recorded, None, event).map(|_| ())
    }

    /// The status on a day; `None` if nothing had happened yet.
    #[must_use]
    pub fn status_on(&self, as_of: NaiveDate) -> Option<AgreementStatus> {
        self.history.state_on(as_of).map(|state| state.status_on(as_of))
    }

    /// Whether it binds on this day.
    #[must_use]
    pub fn is_in_force_on(&self, as_of: NaiveDate) -> bool {
        self.status_on(as_of) == Some(AgreementStatus::InForce)
    }

    /// The latest term agreed by this day; `None` before it was signed.
    ///
    /// # Example
    ///
    /// ```
    /// use collegium_partnerships::Agreement;
    /// let agreement: Agreement = serde_json::from_str(
    ///     r#"{"id":"67e55044-10b1-426f-9247-bb680e5fe0c8","code":"A-001","title":{"en":"Cooperation"},"kind":"memorandum",
    ///         "partners":["67e55044-10b1-426f-9247-bb680e5fe0c8"],
    ///         "history":[{"recorded":"2024-06-12","by":{"id":"67e55044-10b1-426f-9247-bb680e5fe0c8","name":"Wang Fang"},
    ///                     "change":{"happened":{"effective":"2024-06-10",
    ///                                           "event":{"signed":{"validity":"2024-09-01/.."}}}}}]}"#,
    /// )
    /// .unwrap();
    /// let validity = agreement.validity_on("2025-01-01".parse().unwrap()).unwrap();
    /// assert_eq!((validity.to_string().as_str(), validity.last()), ("2024-09-01/..", None));
    /// ```
    #[must_use]
    pub fn validity_on(&self, as_of: NaiveDate) -> Option<Validity> {
        self.history.state_on(as_of).and_then(|state| state.validity())
    }
}

impl AgreementDraft {
    fn check(self) -> Result<Self, AgreementError> {
        if self.partners.is_empty() {
            return Err(AgreementError::NoPartner { code: self.code });
        }
        if self.history.latest().is_none() {
            return Err(AgreementError::NothingHappened { code: self.code });
        }
        Ok(self)
    }
}

/// Why there is no such agreement.
///
/// # Example
///
/// ```
/// use collegium_partnerships::AgreementError;
/// let error = AgreementError::NothingHappened { code: "A-001".parse().unwrap() };
/// assert_eq!(error.to_string(), "the agreement `A-001` has no history that stands: record at least that it is negotiated");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum AgreementError {
    /// It names no party beside the college.
    #[error("the agreement `{code}` names no partner: name at least 1")]
    NoPartner {
        /// The agreement.
        code: RecordCode,
    },
    /// Nothing is recorded of it, or all of it is cancelled.
    #[error("the agreement `{code}` has no history that stands: record at least that it is negotiated")]
    NothingHappened {
        /// The agreement.
        code: RecordCode,
    },
}
