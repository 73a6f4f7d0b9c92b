//! What can happen to a request, and what cannot.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::ApprovalStep;
use crate::{Line, history::Event, org::Person};

/// What happens to a request.
///
/// # Wire form
///
/// An object with one key, the kind in snake case.
///
/// # Example
///
/// ```
/// use collegium_core::{approval::{ApprovalError, ApprovalEvent}, history::Event};
/// let event: ApprovalEvent = serde_json::from_str(
///     r#"{"withdrawn":{"by":{"id":"67e55044-10b1-426f-9247-bb680e5fe0c8","name":"Wang Fang"}}}"#,
/// )
/// .unwrap();
/// assert_eq!(event.apply(None), Err(ApprovalError::NotRequested));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum ApprovalEvent {
    /// Somebody asks, for the first time or after it was returned.
    Requested {
        /// Who asks.
        by: Person,
        /// The steps the request takes.
        steps: Vec<ApprovalStep>,
    },
    /// A step is approved.
    Approved {
        /// Who decided.
        by: Person,
        /// The step.
        step: ApprovalStep,
    },
    /// The request is refused for good.
    Rejected {
        /// Who decided.
        by: Person,
        /// The step.
        step: ApprovalStep,
        /// Why.
        reason: Line,
    },
    /// The request goes back to be mended.
    Returned {
        /// Who decided.
        by: Person,
        /// The step.
        step: ApprovalStep,
        /// Why.
        reason: Line,
    },
    /// Who asked does so no longer.
    Withdrawn {
        /// Who withdraws.
        by: Person,
    },
}

/// Where a request stands.
///
/// # Example
///
/// ```
/// use collegium_core::{approval::{ApprovalEvent, Outcome}, history::Event};
/// let event: ApprovalEvent = serde_json::from_str(
///     r#"{"requested":{"by":{"id":"67e55044-10b1-426f-9247-bb680e5fe0c8","name":"Wang Fang"},
///                      "steps":[{"role":"dean","level":"college"}]}}"#,
/// )
/// .unwrap();
/// let state = event.apply(None).unwrap();
/// assert_eq!(state.outcome(), Outcome::Open);
/// assert_eq!(state.next_step().unwrap().to_string(), "dean (college)");
/// assert_eq!((state.requested_by().to_string(), state.approved_by().len()), ("Wang Fang".to_owned(), 0));
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ApprovalState {
    requested_by: Person,
    steps: Vec<ApprovalStep>,
    approved_by: Vec<Person>,
    outcome: Outcome,
}

impl ApprovalState {
    /// Who asks.
    #[must_use]
    pub const fn requested_by(&self) -> &Person {
        &self.requested_by
    }

    /// Who approved, a person for each step that is done.
    #[must_use]
    pub fn approved_by(&self) -> &[Person] {
        &self.approved_by
    }

    /// The step to be decided next; `None` once the outcome is fixed.
    #[must_use]
    pub fn next_step(&self) -> Option<&ApprovalStep> {
        if self.outcome == Outcome::Open { self.steps.get(self.approved_by.len()) } else { None }
    }

    /// What came of it.
    #[must_use]
    pub const fn outcome(&self) -> Outcome {
        self.outcome
    }

    /// Checks that this person may decide this step now.
    fn decides(&self, by: &Person, step: &ApprovalStep) -> Result<(), ApprovalError> {
        let next = self.next_step().ok_or(ApprovalError::Closed { outcome: self.outcome })?;
        if next != step {
            return Err(ApprovalError::NotTheStep { step: step.clone(), next: next.clone() });
        }
        if by.id == self.requested_by.id {
            return Err(ApprovalError::OwnRequest { by: by.name.clone() });
        }
        Ok(())
    }

    fn approve(&self, by: &Person) -> Self {
        let mut state = self.clone();
        state.approved_by.push(by.clone());
        if state.approved_by.len() == state.steps.len() {
            state.outcome = Outcome::Approved;
        }
        state
    }
}

/// What came of a request so far.
///
/// # Wire form
///
/// The variant in snake case.
///
/// # Example
///
/// ```
/// use collegium_core::approval::Outcome;
/// assert_eq!(serde_json::to_string(&Outcome::Approved).unwrap(), "\"approved\"");
/// assert_eq!(Outcome::Returned.to_string(), "returned");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// A step is still to be decided.
    Open,
    /// Every step was approved.
    Approved,
    /// Refused for good.
    Rejected,
    /// To be mended and made again.
    Returned,
    /// No longer asked for.
    Withdrawn,
}

impl std::fmt::Display for Outcome {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Open => "open",
            Self::Approved => "approved",
            Self::Rejected => "rejected",
            Self::Returned => "returned",
            Self::Withdrawn => "withdrawn",
        })
    }
}

impl Event for ApprovalEvent {
    type State = ApprovalState;
    type Error = ApprovalError;

    fn apply(&self, before: Option<&ApprovalState>) -> Result<ApprovalState, ApprovalError> {
        if let Self::Requested { by, steps } = self {
            return request(by, steps, before);
        }
        let before = before.ok_or(ApprovalError::NotRequested)?;
        match self {
            Self::Requested { .. } => unreachable!("requests were answered above"),
            Self::Approved { by, step } => before.decides(by, step).map(|()| before.approve(by)),
            Self::Rejected { by, step, .. } => {
                before.decides(by, step).map(|()| ended(before, Outcome::Rejected))
            }
            Self::Returned { by, step, .. } => {
                before.decides(by, step).map(|()| ended(before, Outcome::Returned))
            }
            Self::Withdrawn { by } => withdraw(before, by),
        }
    }
}

fn request(
    by: &Person,
    steps: &[ApprovalStep],
    before: Option<&ApprovalState>,
) -> Result<ApprovalState, ApprovalError> {
    if steps.is_empty() {
        return Err(ApprovalError::NoStep);
    }
    let mut seen = BTreeSet::new();
    if let Some(step) = steps.iter().find(|step| !seen.insert(*step)) {
        return Err(ApprovalError::StepTwice { step: step.clone() });
    }
    match before {
        Some(state) if state.outcome != Outcome::Returned => {
            Err(ApprovalError::RequestedAlready { outcome: state.outcome })
        }
        Some(state) if state.requested_by.id != by.id => Err(ApprovalError::AnotherRequester {
            by: by.name.clone(),
            first: state.requested_by.name.clone(),
        }),
        _ => Ok(ApprovalState {
            requested_by: by.clone(),
            steps: steps.to_vec(),
            approved_by: Vec::new(),
            outcome: Outcome::Open,
        }),
    }
}

fn withdraw(before: &ApprovalState, by: &Person) -> Result<ApprovalState, ApprovalError> {
    if before.requested_by.id != by.id {
        let first = before.requested_by.name.clone();
        return Err(ApprovalError::AnotherRequester { by: by.name.clone(), first });
    }
    match before.outcome {
        Outcome::Open | Outcome::Returned => Ok(ended(before, Outcome::Withdrawn)),
        outcome => Err(ApprovalError::Closed { outcome }),
    }
}

fn ended(before: &ApprovalState, outcome: Outcome) -> ApprovalState {
    ApprovalState { outcome, ..before.clone() }
}

/// Why something cannot happen to a request.
///
/// # Example
///
/// ```
/// use collegium_core::approval::{ApprovalError, Outcome};
/// assert_eq!(
///     ApprovalError::Closed { outcome: Outcome::Rejected }.to_string(),
///     "the request is rejected and nothing is left to decide"
/// );
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum ApprovalError {
    /// There was no request by then.
    #[error("there is no request yet: a decision cannot precede it")]
    NotRequested,
    /// The request stands already.
    #[error("the request is {outcome} and cannot be made again: only a returned one can")]
    RequestedAlready {
        /// Where it stands.
        outcome: Outcome,
    },
    /// The request names no steps.
    #[error("a request needs at least one step of approval")]
    NoStep,
    /// The request names a step twice.
    #[error("a request cannot take the step `{step}` twice")]
    StepTwice {
        /// The step.
        step: ApprovalStep,
    },
    /// Another step is next.
    #[error("the step `{step}` cannot be decided now: `{next}` is next")]
    NotTheStep {
        /// The step that was decided.
        step: ApprovalStep,
        /// The step that is next.
        next: ApprovalStep,
    },
    /// The outcome is fixed.
    #[error("the request is {outcome} and nothing is left to decide")]
    Closed {
        /// What came of it.
        outcome: Outcome,
    },
    /// The requester decides.
    #[error("{by} cannot decide on their own request")]
    OwnRequest {
        /// Who tried.
        by: Line,
    },
    /// Only who made a request can make it again or withdraw it.
    #[error("{by} cannot act for {first}, who made the request")]
    AnotherRequester {
        /// Who tried.
        by: Line,
        /// Who made it.
        first: Line,
    },
}
