//! What can happen to a student, and what cannot.

use collegium_core::history::Event;
use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::StageNumber;

/// What happens in somebody's studies.
///
/// # Wire form
///
/// `{"entered":{"stage":1}}`, `{"awarded":{"stage":1}}`, `"withdrawn"`, `"returned"`.
///
/// # Example
///
/// ```
/// use collegium_core::history::Event;
/// use collegium_pathways::{EnrolmentEvent, EnrolmentEventError, StageNumber};
/// let award = EnrolmentEvent::Awarded { stage: StageNumber::FIRST };
/// assert_eq!(award.apply(None), Err(EnrolmentEventError::NotStudying));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum EnrolmentEvent {
    /// A stage begins. The first stage begins the studies; a later one follows the award of the one before.
    Entered {
        /// The stage.
        stage: StageNumber,
    },
    /// The stage is finished and its award, if it leads to one, taken.
    Awarded {
        /// The stage.
        stage: StageNumber,
    },
    /// The studies are given up within a stage, for good: who begins again later gets a new enrolment.
    Withdrawn,
    /// The student came back from abroad. It can happen again after another stage was entered.
    Returned,
}

/// Where a student stands.
///
/// # Example
///
/// ```
/// use collegium_pathways::{StageNumber, Standing};
/// assert_eq!(Standing::Studying { stage: StageNumber::FIRST }.to_string(), "in stage 1");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Standing {
    /// In a stage.
    Studying {
        /// Which one.
        stage: StageNumber,
    },
    /// With the award of a stage, in none.
    Between {
        /// The last stage done.
        done: StageNumber,
    },
    /// Gave up in a stage.
    Withdrawn {
        /// Which one.
        stage: StageNumber,
    },
}

impl std::fmt::Display for Standing {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Studying { stage } => write!(f, "in stage {stage}"),
            Self::Between { done } => write!(f, "after stage {done}"),
            Self::Withdrawn { stage } => write!(f, "withdrawn in stage {stage}"),
        }
    }
}

/// What studies are between events.
///
/// # Example
///
/// ```
/// use collegium_core::history::Event;
/// use collegium_pathways::{EnrolmentEvent, StageNumber, Standing};
/// let state = EnrolmentEvent::Entered { stage: StageNumber::FIRST }.apply(None).unwrap();
/// assert_eq!(state.standing(), Standing::Studying { stage: StageNumber::FIRST });
/// assert_eq!(state.reached(), StageNumber::FIRST);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EnrolmentState {
    standing: Standing,
    /// Whether the student came back since the last stage was entered.
    returned: bool,
}

impl EnrolmentState {
    /// Where the student stands.
    #[must_use]
    pub const fn standing(self) -> Standing {
        self.standing
    }

    /// The latest stage that was entered.
    #[must_use]
    pub const fn reached(self) -> StageNumber {
        match self.standing {
            Standing::Studying { stage } | Standing::Withdrawn { stage } => stage,
            Standing::Between { done } => done,
        }
    }
}

impl Event for EnrolmentEvent {
    type State = EnrolmentState;
    type Error = EnrolmentEventError;

    fn apply(&self, before: Option<&EnrolmentState>) -> Result<EnrolmentState, EnrolmentEventError> {
        use EnrolmentEventError as E;
        let (standing, returned) =
            (before.map(|state| state.standing), before.is_some_and(|state| state.returned));
        let next = |standing| Ok(EnrolmentState { standing, returned });
        match (self, standing) {
            (Self::Entered { stage }, standing) => entered(*stage, standing),
            (Self::Awarded { stage }, Some(Standing::Studying { stage: now })) if *stage == now => {
                next(Standing::Between { done: now })
            }
            (Self::Awarded { stage }, Some(Standing::Studying { stage: now })) => {
                Err(E::OtherStage { stage: *stage, now })
            }
            (Self::Withdrawn, Some(Standing::Studying { stage })) => next(Standing::Withdrawn { stage }),
            (Self::Awarded { .. } | Self::Withdrawn, _) | (Self::Returned, None) => Err(E::NotStudying),
            (Self::Returned, Some(_)) if returned => Err(E::ReturnedAlready),
            (Self::Returned, Some(standing)) => Ok(EnrolmentState { standing, returned: true }),
        }
    }
}

fn entered(stage: StageNumber, standing: Option<Standing>) -> Result<EnrolmentState, EnrolmentEventError> {
    use EnrolmentEventError as E;
    // The one stage that can begin now, and the one that must be done before any other can.
    let (reached, following, missing) = match standing {
        None => (None, Some(StageNumber::FIRST), StageNumber::FIRST),
        Some(Standing::Between { done }) => (Some(done), done.next(), done.next().unwrap_or(done)),
        Some(Standing::Studying { stage: now }) => (Some(now), None, now),
        Some(Standing::Withdrawn { stage: now }) => return Err(E::GivenUp { stage, now }),
    };
    if following == Some(stage) {
        Ok(EnrolmentState { standing: Standing::Studying { stage }, returned: false })
    } else if reached.is_some_and(|reached| stage <= reached) {
        Err(E::EnteredAlready { stage })
    } else {
        Err(E::NotYet { stage, missing })
    }
}

/// Why something cannot happen to a student.
///
/// # Example
///
/// ```
/// use collegium_pathways::EnrolmentEventError;
/// assert_eq!(EnrolmentEventError::NotStudying.to_string(), "the student is in no stage then");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum EnrolmentEventError {
    /// A stage begins out of order.
    #[error("stage {stage} cannot begin: stage {missing} is not done")]
    NotYet {
        /// The stage that was to begin.
        stage: StageNumber,
        /// The stage that must be done first.
        missing: StageNumber,
    },
    /// A stage begins a second time.
    #[error("stage {stage} was entered already: a stage is entered once")]
    EnteredAlready {
        /// The stage.
        stage: StageNumber,
    },
    /// A stage begins after the studies were given up.
    #[error("stage {stage} cannot begin: the studies were given up in stage {now}; make a new enrolment")]
    GivenUp {
        /// The stage that was to begin.
        stage: StageNumber,
        /// The stage they were given up in.
        now: StageNumber,
    },
    /// A later stage without a route.
    #[error("stage {stage} cannot begin: studies outside a route have one stage")]
    NoRoute {
        /// The stage that was to begin.
        stage: StageNumber,
    },
    /// The award of another stage.
    #[error("the award of stage {stage} cannot be taken in stage {now}")]
    OtherStage {
        /// The stage of the award.
        stage: StageNumber,
        /// The stage the student is in.
        now: StageNumber,
    },
    /// There is no stage to finish or give up.
    #[error("the student is in no stage then")]
    NotStudying,
    /// The return is recorded already, and no stage was entered since.
    #[error("the student came back already, and entered no stage since")]
    ReturnedAlready,
}
