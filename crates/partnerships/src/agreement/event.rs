//! What can happen to an agreement, and what cannot.

use std::fmt;

use chrono::NaiveDate;
use collegium_core::{Validity, history::Event};
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// What happens to an agreement.
///
/// # Wire form
///
/// `"negotiated"`, `{"signed":{"validity":"2024-09-01/2027-08-31"}}`, `{"renewed":{"validity":"…"}}`, `"suspended"`,
/// `"resumed"`, `"terminated"`.
///
/// # Example
///
/// ```
/// use collegium_core::history::Event;
/// use collegium_partnerships::{AgreementEvent, AgreementEventError};
/// assert_eq!(AgreementEvent::Suspended.apply(None), Err(AgreementEventError::NotSigned));
/// assert_eq!(AgreementEvent::Suspended.to_string(), "suspended");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum AgreementEvent {
    /// It is being talked about.
    Negotiated,
    /// It was signed for this term.
    Signed {
        /// From when until when it is to hold.
        validity: Validity,
    },
    /// It was given a new term, which follows the present one or replaces it.
    Renewed {
        /// From when until when it is to hold now.
        validity: Validity,
    },
    /// It rests; programmes must survive changes of the international situation.
    Suspended,
    /// It works again.
    Resumed,
    /// It was ended before its term, by a decision.
    Terminated,
}

impl fmt::Display for AgreementEvent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Negotiated => "negotiated",
            Self::Signed { .. } => "signed",
            Self::Renewed { .. } => "renewed",
            Self::Suspended => "suspended",
            Self::Resumed => "resumed",
            Self::Terminated => "terminated",
        })
    }
}

/// What an agreement is between events.
///
/// # Example
///
/// ```
/// use collegium_core::history::Event;
/// use collegium_partnerships::{AgreementEvent, AgreementStatus};
/// let state = AgreementEvent::Signed { validity: "2024-09-01/2027-08-31".parse().unwrap() }.apply(None).unwrap();
/// assert_eq!(state.validity().unwrap().to_string(), "2024-09-01/2027-08-31");
/// assert_eq!(state.status_on("2027-09-01".parse().unwrap()), AgreementStatus::Expired);
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AgreementState {
    phase: Phase,
    /// The terms in the order they were agreed; each ends after the one before.
    terms: Vec<Validity>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Phase {
    Negotiating,
    Standing,
    Suspended,
    Terminated,
}

impl AgreementState {
    /// The latest term that was agreed; `None` before the agreement was signed.
    #[must_use]
    pub fn validity(&self) -> Option<Validity> {
        self.terms.last().copied()
    }

    /// The days after which a term is over.
    pub(crate) fn term_ends(&self) -> impl Iterator<Item = NaiveDate> {
        self.terms.iter().filter_map(|term| term.last()?.succ_opt())
    }

    /// The status on a day, if nothing else happens until then.
    #[must_use]
    pub fn status_on(&self, day: NaiveDate) -> AgreementStatus {
        match self.phase {
            Phase::Negotiating => AgreementStatus::Negotiating,
            Phase::Terminated => AgreementStatus::Terminated,
            Phase::Standing | Phase::Suspended => self.standing_on(day),
        }
    }

    /// The last day of the latest term that is over on the day.
    pub(crate) fn ran_out(&self, day: NaiveDate) -> Option<NaiveDate> {
        self.terms.iter().filter_map(|term| term.last()).filter(|last| *last < day).max()
    }

    /// The first day of the next term that begins after the day.
    pub(crate) fn begins(&self, day: NaiveDate) -> Option<NaiveDate> {
        self.terms.iter().map(|term| term.first()).filter(|first| *first > day).min()
    }

    fn standing_on(&self, day: NaiveDate) -> AgreementStatus {
        if self.terms.iter().any(|term| term.contains(day)) {
            return if self.phase == Phase::Suspended {
                AgreementStatus::Suspended
            } else {
                AgreementStatus::InForce
            };
        }
        let ahead = self.terms.iter().any(|term| term.first() > day);
        let begun = self.terms.iter().any(|term| term.first() <= day);
        if ahead && !begun { AgreementStatus::Signed } else { AgreementStatus::Expired }
    }
}

impl Event for AgreementEvent {
    type State = AgreementState;
    type Error = AgreementEventError;

    fn apply(&self, before: Option<&AgreementState>) -> Result<AgreementState, AgreementEventError> {
        use AgreementEventError as E;
        let phase = before.map(|state| state.phase);
        let standing = |phase| before.map(|state| AgreementState { phase, terms: state.terms.clone() });
        match (self, phase) {
            (_, Some(Phase::Terminated)) => Err(E::Terminated { event: self.to_string() }),
            (Self::Negotiated, None) => Ok(AgreementState { phase: Phase::Negotiating, terms: Vec::new() }),
            (Self::Signed { validity }, None | Some(Phase::Negotiating)) => {
                Ok(AgreementState { phase: Phase::Standing, terms: vec![*validity] })
            }
            (Self::Negotiated, Some(Phase::Negotiating)) => Err(E::NegotiatedAlready),
            (Self::Negotiated | Self::Signed { .. }, Some(_)) => {
                Err(E::SignedAlready { event: self.to_string() })
            }
            (Self::Terminated, Some(Phase::Negotiating)) => standing(Phase::Terminated).ok_or(E::NotSigned),
            (_, None | Some(Phase::Negotiating)) => Err(E::NotSigned),
            (Self::Renewed { validity }, Some(phase)) => renewed(before, phase, *validity),
            (Self::Suspended, Some(Phase::Suspended)) => Err(E::SuspendedAlready),
            (Self::Suspended, Some(_)) => standing(Phase::Suspended).ok_or(E::NotSigned),
            (Self::Resumed, Some(Phase::Suspended)) => standing(Phase::Standing).ok_or(E::NotSigned),
            (Self::Resumed, Some(_)) => Err(E::NotSuspended),
            (Self::Terminated, Some(_)) => standing(Phase::Terminated).ok_or(E::NotSigned),
        }
    }
}

fn renewed(
    before: Option<&AgreementState>,
    phase: Phase,
    validity: Validity,
) -> Result<AgreementState, AgreementEventError> {
    let mut terms = before.map_or_else(Vec::new, |state| state.terms.clone());
    let ends = |validity: Validity| validity.last().unwrap_or(NaiveDate::MAX);
    match terms.last() {
        Some(last) if ends(validity) <= ends(*last) => {
            Err(AgreementEventError::NotLonger { term: *last, renewed: validity })
        }
        _ => {
            terms.push(validity);
            Ok(AgreementState { phase, terms })
        }
    }
}

/// Where an agreement stands on a day.
///
/// # Wire form
///
/// The variant in snake case.
///
/// # Example
///
/// ```
/// use collegium_partnerships::AgreementStatus;
/// assert_eq!(serde_json::to_string(&AgreementStatus::InForce).unwrap(), "\"in_force\"");
/// assert_eq!(AgreementStatus::InForce.to_string(), "in force");
/// assert_eq!(AgreementStatus::ALL.len(), 6);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AgreementStatus {
    /// Being talked about.
    Negotiating,
    /// Signed; its term has not begun.
    Signed,
    /// It binds.
    InForce,
    /// Within its term, but resting.
    Suspended,
    /// Its term is over, or a gap between two terms.
    Expired,
    /// Ended by a decision.
    Terminated,
}

impl AgreementStatus {
    /// Every status, from the first to the last of a life.
    pub const ALL: [Self; 6] =
        [Self::Negotiating, Self::Signed, Self::InForce, Self::Suspended, Self::Expired, Self::Terminated];
}

impl fmt::Display for AgreementStatus {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Negotiating => "negotiating",
            Self::Signed => "signed",
            Self::InForce => "in force",
            Self::Suspended => "suspended",
            Self::Expired => "expired",
            Self::Terminated => "terminated",
        })
    }
}

/// Why something cannot happen to an agreement.
///
/// # Example
///
/// ```
/// use collegium_partnerships::AgreementEventError;
/// assert_eq!(AgreementEventError::NotSigned.to_string(), "it has not been signed yet");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum AgreementEventError {
    /// It must be signed first.
    #[error("it has not been signed yet")]
    NotSigned,
    /// It is being negotiated already.
    #[error("it is being negotiated already: record that it was signed or terminated")]
    NegotiatedAlready,
    /// It was signed already.
    #[error("it was signed already and cannot be `{event}`: renew it instead")]
    SignedAlready {
        /// What was to happen.
        event: String,
    },
    /// It is over.
    #[error("it was terminated and cannot be `{event}`: make a new agreement")]
    Terminated {
        /// What was to happen.
        event: String,
    },
    /// It rests already.
    #[error("it is suspended already")]
    SuspendedAlready,
    /// It does not rest.
    #[error("it is not suspended and cannot be resumed")]
    NotSuspended,
    /// A renewal would end it earlier.
    #[error("the term {renewed} does not end after the present one, {term}: terminate it instead")]
    NotLonger {
        /// The present term.
        term: Validity,
        /// The term of the renewal.
        renewed: Validity,
    },
}
