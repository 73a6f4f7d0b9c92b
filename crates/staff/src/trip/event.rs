//! What can happen to a trip, and what cannot.

use std::fmt;

use collegium_core::{Period, history::Event};
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// What happens to a trip.
///
/// The day of departure and the day of return are the days on which those two take effect in the history.
///
/// # Wire form
///
/// `{"planned":{"period":"2026-05-10/2026-05-17"}}`, `"approved"`, `"departed"`, `"returned"`, `"reported"`,
/// `{"postponed":{"period":"…"}}`, `"cancelled"`.
///
/// # Example
///
/// ```
/// use collegium_core::history::Event;
/// use collegium_staff::{TripEvent, TripEventError};
/// let planned = TripEvent::Planned { period: "2026-05-10/2026-05-17".parse().unwrap() }.apply(None).unwrap();
/// assert_eq!(TripEvent::Departed.apply(Some(&planned)), Err(TripEventError::NotApproved));
/// assert_eq!(TripEvent::Departed.to_string(), "departed");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum TripEvent {
    /// It was entered in the plan.
    Planned {
        /// The day of leaving to the day of coming back, both included.
        period: Period,
    },
    /// It may take place on the days planned.
    Approved,
    /// It began.
    Departed,
    /// Everybody came back.
    Returned,
    /// The report was handed in.
    Reported,
    /// It was put off to a later time. An approval it had was for other days and is void.
    Postponed {
        /// The new days, which begin later than those before.
        period: Period,
    },
    /// It will not take place.
    Cancelled,
}

impl fmt::Display for TripEvent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Planned { .. } => "planned",
            Self::Approved => "approved",
            Self::Departed => "departed",
            Self::Returned => "returned",
            Self::Reported => "reported",
            Self::Postponed { .. } => "postponed",
            Self::Cancelled => "cancelled",
        })
    }
}

/// What a trip is between events: where it stands, and the days it is planned for.
///
/// # Example
///
/// ```
/// use collegium_core::history::Event;
/// use collegium_staff::{TripEvent, TripState, TripStatus};
/// let period = "2026-05-10/2026-05-17".parse().unwrap();
/// let state: TripState = TripEvent::Planned { period }.apply(None).unwrap();
/// assert_eq!((state.status(), state.period()), (TripStatus::Planned, period));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TripState {
    status: TripStatus,
    period: Period,
}

impl TripState {
    /// Where the trip stands.
    #[must_use]
    pub const fn status(self) -> TripStatus {
        self.status
    }

    /// The days it is planned for, by the latest plan. The days it really took are the trip's to say.
    #[must_use]
    pub const fn period(self) -> Period {
        self.period
    }
}

impl Event for TripEvent {
    type State = TripState;
    type Error = TripEventError;

    fn apply(&self, before: Option<&TripState>) -> Result<TripState, TripEventError> {
        use TripEventError as E;
        use TripStatus as S;
        let Some(&TripState { status, period }) = before else {
            return match *self {
                Self::Planned { period } => Ok(TripState { status: S::Planned, period }),
                event => Err(E::NotPlanned { event }),
            };
        };
        let to = |status| Ok(TripState { status, period });
        match (*self, status) {
            (event, S::Cancelled) => Err(E::Cancelled { event }),
            (Self::Planned { .. }, _) => Err(E::PlannedAlready),
            (Self::Approved, S::Planned | S::Postponed) => to(S::Approved),
            (Self::Approved, _) => Err(E::ApprovedAlready),
            (Self::Departed, S::Approved) => to(S::Away),
            (Self::Departed, S::Planned | S::Postponed) => Err(E::NotApproved),
            (Self::Returned, S::Away) => to(S::Returned),
            (Self::Returned, S::Planned | S::Postponed | S::Approved) => Err(E::NotDeparted),
            (Self::Returned, S::Returned | S::Reported) => Err(E::ReturnedAlready),
            (Self::Reported, S::Returned) => to(S::Reported),
            (Self::Reported, S::Reported) => Err(E::ReportedAlready),
            (Self::Reported, _) => Err(E::NotReturned),
            (Self::Postponed { period: later }, S::Planned | S::Postponed | S::Approved) => {
                postponed(period, later)
            }
            (Self::Cancelled, S::Planned | S::Postponed | S::Approved) => to(S::Cancelled),
            (event @ (Self::Departed | Self::Postponed { .. } | Self::Cancelled), _) => {
                Err(E::DepartedAlready { event })
            }
        }
    }
}

fn postponed(period: Period, later: Period) -> Result<TripState, TripEventError> {
    if later.first() > period.first() {
        Ok(TripState { status: TripStatus::Postponed, period: later })
    } else {
        Err(TripEventError::NotLater { period, postponed: later })
    }
}

/// Where a trip stands on a day.
///
/// # Wire form
///
/// The variant in snake case.
///
/// # Example
///
/// ```
/// use collegium_staff::TripStatus;
/// assert_eq!(serde_json::to_string(&TripStatus::Away).unwrap(), "\"away\"");
/// assert_eq!(TripStatus::Away.to_string(), "away");
/// assert!(TripStatus::Returned.has_departed() && !TripStatus::Cancelled.has_departed());
/// assert_eq!(TripStatus::ALL.len(), 7);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TripStatus {
    /// In the plan, not approved.
    Planned,
    /// Put off to other days, not approved for them.
    Postponed,
    /// Approved for the days planned.
    Approved,
    /// Departed and not back.
    Away,
    /// Back, without a report.
    Returned,
    /// Back, and the report is there.
    Reported,
    /// Never to take place.
    Cancelled,
}

impl TripStatus {
    /// Every status, from the first to the last of a life.
    pub const ALL: [Self; 7] = [
        Self::Planned,
        Self::Postponed,
        Self::Approved,
        Self::Away,
        Self::Returned,
        Self::Reported,
        Self::Cancelled,
    ];

    /// Whether somebody has travelled.
    #[must_use]
    pub const fn has_departed(self) -> bool {
        matches!(self, Self::Away | Self::Returned | Self::Reported)
    }

    /// Whether everybody is back.
    ///
    /// # Example
    ///
    /// ```
    /// use collegium_staff::TripStatus;
    /// assert!(TripStatus::Reported.has_returned() && !TripStatus::Away.has_returned());
    /// ```
    #[must_use]
    pub const fn has_returned(self) -> bool {
        matches!(self, Self::Returned | Self::Reported)
    }
}

impl fmt::Display for TripStatus {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Planned => "planned",
            Self::Postponed => "postponed",
            Self::Approved => "approved",
            Self::Away => "away",
            Self::Returned => "returned",
            Self::Reported => "reported",
            Self::Cancelled => "cancelled",
        })
    }
}

/// Why something cannot happen to a trip.
///
/// # Example
///
/// ```
/// use collegium_staff::TripEventError;
/// assert_eq!(TripEventError::NotApproved.to_string(), "it has not been approved for its days: nobody departs before");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum TripEventError {
    /// It must be planned first.
    #[error("it is not planned yet and cannot be `{event}`: plan it first")]
    NotPlanned {
        /// What was to happen.
        event: TripEvent,
    },
    /// It has a plan.
    #[error("it is planned already: postpone it, or cancel it and plan a new one")]
    PlannedAlready,
    /// The approval was given.
    #[error("it has been approved already")]
    ApprovedAlready,
    /// Nobody departs without approval.
    #[error("it has not been approved for its days: nobody departs before")]
    NotApproved,
    /// It must begin first.
    #[error("it has not departed and cannot return")]
    NotDeparted,
    /// It is under way or over.
    #[error("it has departed and cannot be `{event}` any more")]
    DepartedAlready {
        /// What was to happen.
        event: TripEvent,
    },
    /// The report comes after the return.
    #[error("it has not returned: there is nothing to report yet")]
    NotReturned,
    /// It is back.
    #[error("it has returned already")]
    ReturnedAlready,
    /// The report is there.
    #[error("it has been reported on already")]
    ReportedAlready,
    /// It was given up.
    #[error("it was cancelled and cannot be `{event}`: plan a new trip")]
    Cancelled {
        /// What was to happen.
        event: TripEvent,
    },
    /// Days that do not begin later are no postponement.
    #[error("{postponed} does not begin after the days planned, {period}: cancel it and plan a new one")]
    NotLater {
        /// The days planned.
        period: Period,
        /// The days it was to be postponed to.
        postponed: Period,
    },
}
