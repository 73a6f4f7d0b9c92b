//! Decisions that need several hands, in order.

mod event;
mod route;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use thiserror::Error;

pub use event::{ApprovalError, ApprovalEvent, ApprovalState, Outcome};
pub use route::{ApprovalRoute, ApprovalRouteDraft, ApprovalRouteError, ApprovalStep};

use crate::{
    Line,
    history::{Entry, History, HistoryError, Signature},
};

/// A request on its way through the steps of an [`ApprovalRoute`], with every decision dated and signed.
///
/// No step is skipped, nobody decides on their own request, and no decision precedes the request. A request that is
/// *returned* may be made again and then starts at the first step; one that is *rejected* or *withdrawn* is over.
///
/// Each verb takes two signatures: who decided and when, and who wrote that down and when. They are the same where the
/// decision was made in the system itself.
///
/// # Validity
///
/// The first entry is the request, and the history can have happened; see [`ApprovalError`].
///
/// # Wire form
///
/// Its history: an array of entries whose events are `{"requested":{"by":{…},"steps":[…]}}`,
/// `{"approved":{"by":{…},"step":{…}}}`, `{"rejected":{…,"reason":"…"}}`, `{"returned":{…,"reason":"…"}}`,
/// `{"withdrawn":{"by":{…}}}`.
///
/// # Example
///
/// ```
/// use collegium_core::approval::{Approval, ApprovalError, ApprovalRoute, Outcome};
/// use collegium_core::history::{HistoryError, Signature};
///
/// let route: ApprovalRoute = serde_json::from_str(r#"{
///     "steps": [{"role":"dean","level":"college"}, {"role":"vice-president","level":"school"}],
///     "source": {"document":"Internal rule 7","date":"2026-01-01"}, "status": "verified"
/// }"#).unwrap();
/// let signature = |last: &str, name: &str, day: &str| {
///     let id = format!("67e55044-10b1-426f-9247-bb680e5fe0{last}");
///     Signature::new(id.parse().unwrap(), name, day.parse().unwrap()).unwrap()
/// };
/// let teacher = signature("01", "Wang Fang", "2026-03-02");
/// let dean = signature("02", "Li Na", "2026-03-03");
/// let president = signature("03", "Zhang Wei", "2026-03-04");
///
/// let mut approval = Approval::propose(&route, &teacher, &teacher).unwrap();
/// let skipped = approval.approve(&route.steps[1], &president, &president);
/// assert!(matches!(skipped, Err(HistoryError::Impossible { error: ApprovalError::NotTheStep { .. }, .. })));
///
/// let own = approval.approve(&route.steps[0], &teacher, &teacher).unwrap_err();
/// assert_eq!(own.to_string(), "event #2 cannot happen on 2026-03-02: Wang Fang cannot decide on their own request");
///
/// approval.approve(&route.steps[0], &dean, &dean).unwrap();
/// approval.approve(&route.steps[1], &president, &president).unwrap();
/// let outcome = |day: &str| approval.state_on(day.parse().unwrap()).map(|state| state.outcome());
/// assert_eq!(outcome("2026-03-03"), Some(Outcome::Open));
/// assert_eq!(outcome("2026-03-04"), Some(Outcome::Approved));
/// assert!(approval.is_approved_on(president.on) && !approval.is_approved_on(dean.on));
/// assert_eq!(approval.history().entries().len(), 3);
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Vec<Entry<ApprovalEvent>>", into = "Vec<Entry<ApprovalEvent>>")]
pub struct Approval {
    history: History<ApprovalEvent>,
}

/// What a verb of [`Approval`] answers.
type Decided = Result<(), HistoryError<ApprovalError>>;

impl Approval {
    /// Makes a request.
    ///
    /// # Errors
    ///
    /// [`HistoryError::Impossible`] never for a route that was checked; the type is that of the other verbs.
    pub fn propose(
        route: &ApprovalRoute,
        requested: &Signature,
        recorded: &Signature,
    ) -> Result<Self, HistoryError<ApprovalError>> {
        let mut approval = Self { history: History::default() };
        approval.propose_again(route, requested, recorded)?;
        Ok(approval)
    }

    /// Makes the request again after it was returned; the steps begin anew.
    ///
    /// # Example
    ///
    /// ```
    /// # use collegium_core::{approval::{Approval, ApprovalRoute, Outcome}, history::Signature};
    /// # let route: ApprovalRoute = serde_json::from_str(r#"{"steps":[{"role":"dean","level":"college"}],
    /// #     "source":{"document":"Internal rule 7","date":"2026-01-01"},"status":"verified"}"#).unwrap();
    /// # let signature = |last: &str, name: &str| Signature::new(
    /// #     format!("67e55044-10b1-426f-9247-bb680e5fe0{last}").parse().unwrap(), name, "2026-03-02".parse().unwrap()).unwrap();
    /// let (teacher, dean) = (signature("01", "Wang Fang"), signature("02", "Li Na"));
    /// let mut approval = Approval::propose(&route, &teacher, &teacher).unwrap();
    /// approval.send_back(&route.steps[0], &dean, "the invitation is missing".parse().unwrap(), &dean).unwrap();
    /// approval.propose_again(&route, &teacher, &teacher).unwrap();
    /// approval.reject(&route.steps[0], &dean, "no budget".parse().unwrap(), &dean).unwrap();
    /// assert_eq!(approval.state_on(dean.on).unwrap().outcome(), Outcome::Rejected);
    /// assert!(approval.withdraw(&teacher, &teacher).is_err(), "it is over");
    /// ```
    ///
    /// # Errors
    ///
    /// [`HistoryError`]; nothing is changed.
    pub fn propose_again(&mut self, route: &ApprovalRoute, by: &Signature, recorded: &Signature) -> Decided {
        let event = ApprovalEvent::Requested { by: by.by.clone(), steps: route.steps.clone() };
        self.enter(by.on, recorded, event)
    }

    /// Approves the step that is next.
    ///
    /// # Errors
    ///
    /// [`HistoryError`]; nothing is changed.
    pub fn approve(&mut self, step: &ApprovalStep, by: &Signature, recorded: &Signature) -> Decided {
        self.enter(by.on, recorded, ApprovalEvent::Approved { by: by.by.clone(), step: step.clone() })
    }

    /// Rejects the request for good, at the step that is next.
    ///
    /// # Errors
    ///
    /// [`HistoryError`]; nothing is changed.
    pub fn reject(
        &mut self,
        step: &ApprovalStep,
        by: &Signature,
        reason: Line,
        recorded: &Signature,
    ) -> Decided {
        let event = ApprovalEvent::Rejected { by: by.by.clone(), step: step.clone(), reason };
        self.enter(by.on, recorded, event)
    }

    /// Returns the request to be mended, at the step that is next.
    ///
    /// # Errors
    ///
    /// [`HistoryError`]; nothing is changed.
    pub fn send_back(
        &mut self,
        step: &ApprovalStep,
        by: &Signature,
        reason: Line,
        recorded: &Signature,
    ) -> Decided {
        let event = ApprovalEvent::Returned { by: by.by.clone(), step: step.clone(), reason };
        self.enter(by.on, recorded, event)
    }

    /// Withdraws the request; only who made it can.
    ///
    /// # Errors
    ///
    /// [`HistoryError`]; nothing is changed.
    pub fn withdraw(&mut self, by: &Signature, recorded: &Signature) -> Decided {
        self.enter(by.on, recorded, ApprovalEvent::Withdrawn { by: by.by.clone() })
    }

    /// Where the request stands at the end of a day; `None` before it was made.
    #[must_use]
    pub fn state_on(&self, as_of: NaiveDate) -> Option<ApprovalState> {
        self.history.state_on(as_of)
    }

    /// Whether every step was approved by the end of the day.
    #[must_use]
    pub fn is_approved_on(&self, as_of: NaiveDate) -> bool {
        self.state_on(as_of).is_some_and(|state| state.outcome() == Outcome::Approved)
    }

    /// Everything that happened to it.
    #[must_use]
    pub const fn history(&self) -> &History<ApprovalEvent> {
        &self.history
    }

    fn enter(&mut self, effective: NaiveDate, recorded: &Signature, event: ApprovalEvent) -> Decided {
        self.history.record(effective, recorded, None, event).map(|_| ())
    }
}

impl TryFrom<Vec<Entry<ApprovalEvent>>> for Approval {
    type Error = ApprovalHistoryError;

    fn try_from(entries: Vec<Entry<ApprovalEvent>>) -> Result<Self, ApprovalHistoryError> {
        let history = History::try_from(entries).map_err(ApprovalHistoryError::History)?;
        if history.latest().is_some() { Ok(Self { history }) } else { Err(ApprovalHistoryError::NoRequest) }
    }
}

impl From<Approval> for Vec<Entry<ApprovalEvent>> {
    fn from(approval: Approval) -> Self {
        approval.history.entries().to_vec()
    }
}

/// Why a written approval was refused.
///
/// # Example
///
/// ```
/// use collegium_core::approval::Approval;
/// assert_eq!(serde_json::from_str::<Approval>("[]").unwrap_err().to_string(), "an approval begins with a request");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum ApprovalHistoryError {
    /// Nothing was requested.
    #[error("an approval begins with a request")]
    NoRequest,
    /// The history cannot have happened.
    #[error(transparent)]
    History(HistoryError<ApprovalError>),
}
