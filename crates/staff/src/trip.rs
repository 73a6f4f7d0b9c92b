//! Journeys of staff abroad.

mod event;
mod rules;

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use collegium_core::{
    Country, History, Line, Period, RecordCode,
    entity::{AgreementId, BatchId, PartnerId, PersonId, TripId, UnitId},
    history::{EntryNumber, HistoryError, Signature},
};
use serde::{Deserialize, Serialize};
use thiserror::Error;

pub use event::{TripEvent, TripEventError, TripState, TripStatus};
pub use rules::{TimeLimit, TripRules, TripRulesDraft, TripRulesError};

collegium_core::identifier! {
    /// What a trip is for: `overseas-training`, `study`, `conference`, `visit`, `research-cooperation`,
    /// `teaching-abroad`. The list is each institution's own.
    ///
    /// # Example
    ///
    /// ```
    /// use collegium_staff::TripKind;
    /// assert_eq!(TripKind::new("research-cooperation").unwrap().as_str(), "research-cooperation");
    /// assert!(TripKind::new("Research cooperation").is_err());
    /// ```
    pub struct TripKind("trip kind");
}

/// The fields of a [`Trip`] before they are checked.
///
/// # Example
///
/// ```
/// use collegium_staff::{Trip, TripDraft};
/// let draft: TripDraft = serde_json::from_str(
///     r#"{"id":"67e55044-10b1-426f-9247-bb680e5fe0c8","code":"R-001","kind":"visit","purpose":"Talks in Wernigerode",
///         "unit":"67e55044-10b1-426f-9247-bb680e5fe0c8","leader":"67e55044-10b1-426f-9247-bb680e5fe0c8",
///         "participants":[],"destinations":["DE"],"history":[]}"#,
/// )
/// .unwrap();
/// assert_eq!(
///     Trip::try_from(draft).unwrap_err().to_string(),
///     "the leader of the trip `R-001` is not among its participants: name the leader there too"
/// );
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TripDraft {
    /// The trip's id.
    pub id: TripId,
    /// The code the college knows it by.
    pub code: RecordCode,
    /// What it is for, as a kind.
    pub kind: TripKind,
    /// What it is for, in words.
    pub purpose: Line,
    /// The unit that sends it.
    pub unit: UnitId,
    /// Who leads it.
    pub leader: PersonId,
    /// Everybody who travels, with the leader.
    pub participants: BTreeSet<PersonId>,
    /// The countries and territories it goes to, in the order of travel; one may come again.
    pub destinations: Vec<Country>,
    /// The agreement it takes place under.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub agreement: Option<AgreementId>,
    /// The partners it goes to.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub partners: BTreeSet<PartnerId>,
    /// The batch of the yearly selection it carries.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub batch: Option<BatchId>,
    /// Everything that happened to it.
    pub history: History<TripEvent>,
}

/// A journey of one or more members abroad. Where it stands, and the days it took, follow from its history.
///
/// Days abroad are counted from the day of departure to the day of return, both included, for each participant.
///
/// # Validity
///
/// The leader is a participant; at least one destination; it was planned, and what happened to it can have happened: see
/// [`TripEventError`]. Nobody departs without approval. Everything happened in the years 0001 to 9999.
///
/// # Wire form
///
/// An object of the fields; `agreement`, `partners` and `batch` are left out where there is none.
///
/// # Example
///
/// ```
/// use std::collections::BTreeSet;
/// use collegium_core::{History, Id, InstitutionCode, history::Signature};
/// use collegium_staff::{Trip, TripDraft, TripEvent, TripStatus};
///
/// let college = InstitutionCode::new("college.example").unwrap();
/// let day = |text: &str| text.parse().unwrap();
/// let clerk = |text: &str| Signature::new(Id::derived(&college, &"T-9".parse().unwrap()), "Wang Fang", day(text)).unwrap();
/// let [leader, other] = ["T-001", "T-002"].map(|code| Id::derived(&college, &code.parse().unwrap()));
///
/// let mut history = History::default();
/// let planned = TripEvent::Planned { period: "2025-12-20/2026-01-10".parse().unwrap() };
/// history.record(day("2025-09-01"), &clerk("2025-09-01"), None, planned).unwrap();
/// let mut trip = Trip::try_from(TripDraft {
///     id: Id::derived(&college, &"R-001".parse().unwrap()),
///     code: "R-001".parse().unwrap(),
///     kind: "overseas-training".parse().unwrap(),
///     purpose: "Training in dual-system teaching".parse().unwrap(),
///     unit: Id::derived(&college, &"C-AUTO".parse().unwrap()),
///     leader,
///     participants: BTreeSet::from([leader, other]),
///     destinations: vec!["DE".parse().unwrap()],
///     agreement: None,
///     partners: BTreeSet::new(),
///     batch: None,
///     history,
/// })
/// .unwrap();
///
/// assert!(trip.record(day("2025-12-20"), &clerk("2025-12-20"), None, TripEvent::Departed).is_err(), "not approved");
/// trip.record(day("2025-11-03"), &clerk("2025-11-03"), None, TripEvent::Approved).unwrap();
/// trip.record(day("2025-12-20"), &clerk("2026-01-10"), None, TripEvent::Departed).unwrap();
/// trip.record(day("2026-01-08"), &clerk("2026-01-10"), None, TripEvent::Returned).unwrap();
///
/// assert_eq!(trip.status_on(day("2025-12-19")), Some(TripStatus::Approved));
/// assert_eq!(trip.status_on(day("2026-01-07")), Some(TripStatus::Away));
/// assert_eq!(trip.travelled_on(day("2026-02-01")), "2025-12-20/2026-01-08".parse().ok());
/// // Two people, 12 days in the old year and 8 in the new one.
/// let by_year = trip.person_days_by_year(day("2026-02-01"));
/// assert_eq!(by_year.into_iter().collect::<Vec<_>>(), [(2025, 24), (2026, 16)]);
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "TripDraft", into = "TripDraft")]
pub struct Trip(TripDraft);

collegium_core::record!(Trip, TripDraft, TripError);

impl Trip {
    /// Records that something happened to the trip: on which day, and who wrote that down when and why.
    ///
    /// # Errors
    ///
    /// [`TripError::Impossible`] if it cannot have happened; [`TripError::OutOfRange`] for a day beyond the years 0001 to
    /// 9999. Nothing is changed.
    pub fn record(
        &mut self,
        effective: NaiveDate,
        recorded: &Signature,
        reason: Option<Line>,
        event: TripEvent,
    ) -> Result<EntryNumber, TripError> {
        let mut draft = self.draft();
        let number = draft.history.record(effective, recorded, reason, event);
        self.accept(draft, number)
    }

    /// Records that an entry of the history was a mistake. This does not cancel the trip: [`TripEvent::Cancelled`] does.
    ///
    /// # Example
    ///
    /// ```
    /// use collegium_core::history::Signature;
    /// use collegium_staff::{Trip, TripError, TripEvent, TripStatus};
    /// let mut trip: Trip = serde_json::from_str(
    ///     r#"{"id":"67e55044-10b1-426f-9247-bb680e5fe0c8","code":"R-001","kind":"visit","purpose":"Talks in Wernigerode",
    ///         "unit":"67e55044-10b1-426f-9247-bb680e5fe0c8","leader":"67e55044-10b1-426f-9247-bb680e5fe0c8",
    ///         "participants":["67e55044-10b1-426f-9247-bb680e5fe0c8"],"destinations":["DE"],
    ///         "history":[{"recorded":"2026-01-05","by":{"id":"67e55044-10b1-426f-9247-bb680e5fe0c8","name":"Wang Fang"},
    ///                     "change":{"happened":{"effective":"2026-01-05",
    ///                                           "event":{"planned":{"period":"2026-05-10/2026-05-17"}}}}}]}"#,
    /// )
    /// .unwrap();
    /// let day = "2026-03-02".parse().unwrap();
    /// let clerk = Signature::new("67e55044-10b1-426f-9247-bb680e5fe0c8".parse().unwrap(), "Wang Fang", day).unwrap();
    ///
    /// let wrong = trip.record(day, &clerk, None, TripEvent::Approved).unwrap();
    /// trip.cancel(wrong, &clerk, "it was another trip".parse().unwrap()).unwrap();
    /// assert_eq!(trip.status_on(day), Some(TripStatus::Planned));
    /// let planned = 1.try_into().unwrap();
    /// let refused = trip.cancel(planned, &clerk, "never".parse().unwrap());
    /// assert!(matches!(refused, Err(TripError::NotPlanned { .. })));
    /// ```
    ///
    /// # Errors
    ///
    /// [`TripError::Impossible`] if there is no such event that stands, or later ones rest on it;
    /// [`TripError::NotPlanned`] if nothing would be left. Nothing is changed.
    pub fn cancel(
        &mut self,
        entry: EntryNumber,
        recorded: &Signature,
        reason: Line,
    ) -> Result<EntryNumber, TripError> {
        let mut draft = self.draft();
        let number = draft.history.cancel(entry, recorded, reason);
        self.accept(draft, number)
    }

    fn accept(
        &mut self,
        draft: TripDraft,
        number: Result<EntryNumber, HistoryError<TripEventError>>,
    ) -> Result<EntryNumber, TripError> {
        let number = number.map_err(|error| TripError::Impossible { code: self.code.clone(), error })?;
        *self = Self::try_from(draft)?;
        Ok(number)
    }

    /// Where the trip stands at the end of a day; `None` if it was not planned yet.
    #[must_use]
    pub fn status_on(&self, as_of: NaiveDate) -> Option<TripStatus> {
        self.history.state_on(as_of).map(TripState::status)
    }

    /// The days really spent abroad until the end of a day: from departure to return, or to the day itself while the
    /// trip is away. `None` if it had not departed.
    #[must_use]
    pub fn travelled_on(&self, as_of: NaiveDate) -> Option<Period> {
        let day_of = |sought: TripEvent| {
            let mut standing = self.history.standing();
            standing
                .find(|(_, effective, event)| **event == sought && *effective <= as_of)
                .map(|found| found.1)
        };
        let departed = day_of(TripEvent::Departed)?;
        // INVARIANT: the history lets nobody return before the departure, and `check` keeps both in range, but `as_of`
        // may lie beyond the years a period can hold.
        let last = day_of(TripEvent::Returned).unwrap_or(as_of.min(LAST_DAY));
        Period::new(departed, last).ok()
    }

    /// The days abroad that are still ahead at the end of a day: those planned that come after it, and while the trip is
    /// away every day after it until the last one planned. `None` if there are none, if the trip has returned, or if it
    /// was cancelled.
    ///
    /// Nothing is both travelled and ahead: the one ends on the day at the latest, the other begins after it.
    ///
    /// # Example
    ///
    /// ```
    /// # use collegium_staff::Trip;
    /// # let trip: Trip = serde_json::from_str(
    /// #     r#"{"id":"67e55044-10b1-426f-9247-bb680e5fe0c8","code":"R-001","kind":"visit","purpose":"Talks in Wernigerode",
    /// #         "unit":"67e55044-10b1-426f-9247-bb680e5fe0c8","leader":"67e55044-10b1-426f-9247-bb680e5fe0c8",
    /// #         "participants":["67e55044-10b1-426f-9247-bb680e5fe0c8"],"destinations":["DE"],
    /// #         "history":[{"recorded":"2026-01-05","by":{"id":"67e55044-10b1-426f-9247-bb680e5fe0c8","name":"Wang Fang"},
    /// #                     "change":{"happened":{"effective":"2026-01-05",
    /// #                                           "event":{"planned":{"period":"2026-05-10/2026-05-17"}}}}}]}"#,
    /// # )
    /// # .unwrap();
    /// // A trip that was planned on 2026-01-05 and of which nothing else is known.
    /// let day = |text: &str| text.parse().unwrap();
    /// assert_eq!(trip.planned_on(day("2026-01-04")), None);
    /// assert_eq!(trip.planned_on(day("2026-01-05")), "2026-05-10/2026-05-17".parse().ok());
    /// assert_eq!(trip.planned_on(day("2026-05-12")), "2026-05-13/2026-05-17".parse().ok());
    /// assert_eq!(trip.planned_on(day("2026-05-17")), None);
    /// assert_eq!(trip.travelled_on(day("2026-06-01")), None);
    /// ```
    #[must_use]
    pub fn planned_on(&self, as_of: NaiveDate) -> Option<Period> {
        let state = self.history.state_on(as_of)?;
        let next = as_of.succ_opt()?;
        let first = match state.status() {
            TripStatus::Planned | TripStatus::Postponed | TripStatus::Approved => {
                state.period().first().max(next)
            }
            // Who left early is away on each day until the last one planned.
            TripStatus::Away => next,
            TripStatus::Returned | TripStatus::Reported | TripStatus::Cancelled => return None,
        };
        Period::new(first, state.period().last()).ok()
    }

    /// The person-days abroad in a period, as travelled until the end of a day: participants times days.
    ///
    /// # Example
    ///
    /// ```
    /// # use collegium_staff::Trip;
    /// # let trip: Trip = serde_json::from_str(
    /// #     r#"{"id":"67e55044-10b1-426f-9247-bb680e5fe0c8","code":"R-001","kind":"visit","purpose":"Talks in Wernigerode",
    /// #         "unit":"67e55044-10b1-426f-9247-bb680e5fe0c8","leader":"67e55044-10b1-426f-9247-bb680e5fe0c8",
    /// #         "participants":["67e55044-10b1-426f-9247-bb680e5fe0c8"],"destinations":["DE"],
    /// #         "history":[{"recorded":"2026-01-05","by":{"id":"67e55044-10b1-426f-9247-bb680e5fe0c8","name":"Wang Fang"},
    /// #                     "change":{"happened":{"effective":"2026-01-05",
    /// #                                           "event":{"planned":{"period":"2026-05-10/2026-05-17"}}}}},
    /// #                    {"recorded":"2026-02-05","by":{"id":"67e55044-10b1-426f-9247-bb680e5fe0c8","name":"Wang Fang"},
    /// #                     "change":{"happened":{"effective":"2026-02-05","event":"approved"}}},
    /// #                    {"recorded":"2026-05-10","by":{"id":"67e55044-10b1-426f-9247-bb680e5fe0c8","name":"Wang Fang"},
    /// #                     "change":{"happened":{"effective":"2026-05-10","event":"departed"}}}]}"#,
    /// # )
    /// # .unwrap();
    /// // A trip of one person, planned for 2026-05-10/2026-05-17, that departed on its first day.
    /// let (may, day) = ("2026-05-01/2026-05-31".parse().unwrap(), "2026-05-12".parse().unwrap());
    /// assert_eq!(trip.person_days_in(&may, day), 3, "the 10th, 11th and 12th");
    /// assert_eq!(trip.planned_person_days_in(&may, day), 5, "the 13th to the 17th");
    /// ```
    #[must_use]
    pub fn person_days_in(&self, period: &Period, as_of: NaiveDate) -> u64 {
        self.person_days_of(self.travelled_on(as_of).and_then(|days| days.intersection(period)))
    }

    /// The person-days in a period that are still ahead at the end of a day, by the plan.
    #[must_use]
    pub fn planned_person_days_in(&self, period: &Period, as_of: NaiveDate) -> u64 {
        self.person_days_of(self.planned_on(as_of).and_then(|days| days.intersection(period)))
    }

    /// The person-days abroad in each calendar year, as travelled until the end of a day; each day in its own year.
    #[must_use]
    pub fn person_days_by_year(&self, as_of: NaiveDate) -> BTreeMap<i32, u64> {
        let years = self.travelled_on(as_of).into_iter().flat_map(Period::by_calendar_year);
        years.map(|(year, days)| (year, self.person_days_of(Some(days)))).collect()
    }

    fn person_days_of(&self, days: Option<Period>) -> u64 {
        self.participants.len() as u64 * days.map_or(0, |days| u64::from(days.days()))
    }

    /// The days the trip takes, as far as is known at the end of a day: planned until it departs, then travelled, and
    /// while it is away those still ahead as well. `None` if it was not planned yet, or was cancelled.
    pub(crate) fn days_on(&self, as_of: NaiveDate) -> Option<Period> {
        let state = self.history.state_on(as_of)?;
        match (self.travelled_on(as_of), self.planned_on(as_of)) {
            (Some(travelled), Some(ahead)) => Period::new(travelled.first(), ahead.last()).ok(),
            (Some(travelled), None) => Some(travelled),
            (None, _) => (state.status() != TripStatus::Cancelled).then(|| state.period()),
        }
    }
}

/// The last day a period can hold.
const LAST_DAY: NaiveDate = match NaiveDate::from_ymd_opt(9_999, 12, 31) {
    Some(day) => day,
    None => NaiveDate::MAX,
};

impl TripDraft {
    fn check(self) -> Result<Self, TripError> {
        if !self.participants.contains(&self.leader) {
            return Err(TripError::LeaderNotAmong { code: self.code });
        }
        if self.destinations.is_empty() {
            return Err(TripError::NoDestination { code: self.code });
        }
        let days: Vec<NaiveDate> = self.history.standing().map(|(_, effective, _)| effective).collect();
        if days.is_empty() {
            return Err(TripError::NotPlanned { code: self.code });
        }
        match days.into_iter().find(|day| Period::day(*day).is_err()) {
            Some(day) => Err(TripError::OutOfRange { code: self.code, day }),
            None => Ok(self),
        }
    }
}

/// Why there is no such trip.
///
/// # Example
///
/// ```
/// use collegium_staff::TripError;
/// let error = TripError::NoDestination { code: "R-001".parse().unwrap() };
/// assert_eq!(error.to_string(), "the trip `R-001` goes nowhere: name at least one country");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum TripError {
    /// The leader does not travel, or nobody does.
    #[error("the leader of the trip `{code}` is not among its participants: name the leader there too")]
    LeaderNotAmong {
        /// The trip.
        code: RecordCode,
    },
    /// It has no destination.
    #[error("the trip `{code}` goes nowhere: name at least one country")]
    NoDestination {
        /// The trip.
        code: RecordCode,
    },
    /// Nothing that stands is recorded of it.
    #[error("the trip `{code}` has no history: record at least that it is planned")]
    NotPlanned {
        /// The trip.
        code: RecordCode,
    },
    /// Something happened on a day beyond what four digits of a year can say.
    #[error("nothing can happen to the trip `{code}` on {day}: the years go from 0001 to 9999")]
    OutOfRange {
        /// The trip.
        code: RecordCode,
        /// The day.
        day: NaiveDate,
    },
    /// Something cannot have happened to it, or cannot be recorded so.
    #[error("the trip `{code}` was not changed: {error}")]
    Impossible {
        /// The trip.
        code: RecordCode,
        /// Why.
        error: HistoryError<TripEventError>,
    },
}
