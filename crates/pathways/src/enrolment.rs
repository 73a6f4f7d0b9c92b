//! One person's studies.

mod event;

use chrono::NaiveDate;
use collegium_core::{
    Country, History, RecordCode,
    entity::{EnrolmentId, PartnerId, PersonId, ProgrammeId, UnitId},
    history::{EntryNumber, HistoryError, Signature},
};
use serde::{Deserialize, Serialize};
use thiserror::Error;

pub use event::{EnrolmentEvent, EnrolmentEventError, EnrolmentState, Standing};

use crate::StageNumber;

collegium_core::identifier! {
    /// What an international student comes for: `diploma`, `language`, `exchange`, `training`.
    ///
    /// # Example
    ///
    /// ```
    /// use collegium_pathways::StudyKind;
    /// assert_eq!(StudyKind::new("language").unwrap().as_str(), "language");
    /// assert!(StudyKind::new("Language course").is_err());
    /// ```
    pub struct StudyKind("kind of study");
}

/// What kind of studies an enrolment is about.
///
/// # Wire form
///
/// `{"route":{"programme":"…"}}`, `{"mobility":{"country":"DE","partner":"…"}}` or
/// `{"inbound":{"country":"TH","study":"diploma"}}`; `partner` is left out where there is none.
///
/// # Example
///
/// ```
/// use collegium_pathways::Studies;
/// let studies: Studies = serde_json::from_str(r#"{"inbound":{"country":"TH","study":"diploma"}}"#).unwrap();
/// assert!(studies.is_inbound() && studies.programme().is_none());
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Studies {
    /// On a cooperative programme, stage by stage.
    Route {
        /// The programme.
        programme: ProgrammeId,
    },
    /// A stay abroad outside any route.
    Mobility {
        /// Where.
        country: Country,
        /// With whom.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        partner: Option<PartnerId>,
    },
    /// An international student at the college.
    Inbound {
        /// The country the student comes from.
        country: Country,
        /// What the student comes for.
        study: StudyKind,
    },
}

impl Studies {
    /// The programme, if the studies are on a route.
    #[must_use]
    pub const fn programme(&self) -> Option<ProgrammeId> {
        match self {
            Self::Route { programme } => Some(*programme),
            Self::Mobility { .. } | Self::Inbound { .. } => None,
        }
    }

    /// Whether they are those of an international student.
    #[must_use]
    pub const fn is_inbound(&self) -> bool {
        matches!(self, Self::Inbound { .. })
    }
}

/// The fields of an [`Enrolment`] before they are checked.
///
/// # Example
///
/// See [`Enrolment`].
///
/// ```
/// use collegium_pathways::{Enrolment, EnrolmentDraft, EnrolmentError};
/// let draft: EnrolmentDraft = serde_json::from_str(
///     r#"{"id":"67e55044-10b1-426f-9247-bb680e5fe0c8","code":"E-1","student":"67e55044-10b1-426f-9247-bb680e5fe0c8",
///         "unit":"67e55044-10b1-426f-9247-bb680e5fe0c8","studies":{"inbound":{"country":"TH","study":"diploma"}},
///         "history":[]}"#,
/// )
/// .unwrap();
/// assert!(matches!(Enrolment::try_from(draft), Err(EnrolmentError::NeverEntered { .. })));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EnrolmentDraft {
    /// The enrolment's id.
    pub id: EnrolmentId,
    /// The code the college knows it by.
    pub code: RecordCode,
    /// Who studies.
    pub student: PersonId,
    /// The college that carries it.
    pub unit: UnitId,
    /// What kind of studies they are.
    pub studies: Studies,
    /// Everything that happened.
    pub history: History<EnrolmentEvent>,
}

/// One person's studies, with their history: entering a stage, taking its award, leaving.
///
/// # Validity
///
/// Something has happened, and it can have happened: see [`EnrolmentEventError`]. Studies outside a route have one stage.
///
/// # Wire form
///
/// An object of the fields.
///
/// # Example
///
/// ```
/// use collegium_core::{History, Id, InstitutionCode, history::Signature};
/// use collegium_pathways::{Enrolment, EnrolmentDraft, EnrolmentEvent, Standing, StageNumber, Studies};
///
/// let college = InstitutionCode::new("college.example").unwrap();
/// let day = |text: &str| text.parse().unwrap();
/// let clerk = Signature::new(Id::derived(&college, &"T-9".parse().unwrap()), "Wang Fang", day("2024-10-01")).unwrap();
/// let (home, abroad) = (StageNumber::FIRST, StageNumber::try_from(2).unwrap());
///
/// let mut history = History::default();
/// history.record(day("2021-09-01"), &clerk, None, EnrolmentEvent::Entered { stage: home }).unwrap();
/// history.record(day("2024-06-30"), &clerk, None, EnrolmentEvent::Awarded { stage: home }).unwrap();
/// let mut enrolment = Enrolment::try_from(EnrolmentDraft {
///     id: Id::derived(&college, &"E-1".parse().unwrap()),
///     code: "E-1".parse().unwrap(),
///     student: Id::derived(&college, &"X-1".parse().unwrap()),
///     unit: Id::derived(&college, &"C-ACC".parse().unwrap()),
///     studies: Studies::Route { programme: Id::derived(&college, &"G-ACC".parse().unwrap()) },
///     history,
/// })
/// .unwrap();
///
/// enrolment.record(day("2024-09-15"), &clerk, EnrolmentEvent::Entered { stage: abroad }).unwrap();
/// assert_eq!(enrolment.standing_on(day("2024-07-01")), Some(Standing::Between { done: home }));
/// assert_eq!(enrolment.standing_on(day("2024-09-15")), Some(Standing::Studying { stage: abroad }));
/// assert_eq!(enrolment.awarded(home, day("2024-09-15")), Some(day("2024-06-30")));
/// assert_eq!(enrolment.entered(abroad, day("2024-09-14")), None);
///
/// let third = StageNumber::try_from(3).unwrap();
/// let error = enrolment.record(day("2024-10-01"), &clerk, EnrolmentEvent::Entered { stage: third }).unwrap_err();
/// assert_eq!(error.to_string(), "event #4 cannot happen on 2024-10-01: stage 3 cannot begin: stage 2 is not done");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "EnrolmentDraft", into = "EnrolmentDraft")]
pub struct Enrolment(EnrolmentDraft);

collegium_core::record!(Enrolment, EnrolmentDraft, EnrolmentError);

impl Enrolment {
    /// Records that something happened: on which day, and who wrote that down when.
    ///
    /// # Errors
    ///
    /// [`HistoryError`] if it cannot have happened, or is a second stage outside a route; nothing is changed.
    pub fn record(
        &mut self,
        effective: NaiveDate,
        recorded: &Signature,
        event: EnrolmentEvent,
    ) -> Result<(), HistoryError<EnrolmentEventError>> {
        if let EnrolmentEvent::Entered { stage } = event
            && stage > StageNumber::FIRST
            && self.studies.programme().is_none()
            && let Ok(entry) = EntryNumber::try_from(self.history.entries().len().saturating_add(1))
        {
            let error = EnrolmentEventError::NoRoute { stage };
            return Err(HistoryError::Impossible { entry, effective, error });
        }
        self.0.history.record(effective, recorded, None, event).map(|_| ())
    }

    /// Where the student stands at the end of a day; `None` before the first entry.
    #[must_use]
    pub fn standing_on(&self, as_of: NaiveDate) -> Option<Standing> {
        self.history.state_on(as_of).map(EnrolmentState::standing)
    }

    /// The stage the student is in at the end of a day, if in one.
    #[must_use]
    pub fn stage_on(&self, as_of: NaiveDate) -> Option<StageNumber> {
        match self.standing_on(as_of)? {
            Standing::Studying { stage } => Some(stage),
            _ => None,
        }
    }

    /// On which day a stage was entered, by what had happened until this day.
    #[must_use]
    pub fn entered(&self, stage: StageNumber, as_of: NaiveDate) -> Option<NaiveDate> {
        self.day_of(&EnrolmentEvent::Entered { stage }, as_of)
    }

    /// On which day the award of a stage was taken, by what had happened until this day.
    #[must_use]
    pub fn awarded(&self, stage: StageNumber, as_of: NaiveDate) -> Option<NaiveDate> {
        self.day_of(&EnrolmentEvent::Awarded { stage }, as_of)
    }

    /// On which day the student last came back from abroad, by what had happened until this day.
    ///
    /// # Example
    ///
    /// ```
    /// # use collegium_pathways::Enrolment;
    /// let enrolment: Enrolment = serde_json::from_str(
    ///     r#"{"id":"67e55044-10b1-426f-9247-bb680e5fe0c8","code":"E-1","student":"67e55044-10b1-426f-9247-bb680e5fe0c8",
    ///         "unit":"67e55044-10b1-426f-9247-bb680e5fe0c8","studies":{"mobility":{"country":"DE"}},
    ///         "history":[{"recorded":"2026-02-12","by":{"id":"67e55044-10b1-426f-9247-bb680e5fe0c8","name":"Wang Fang"},
    ///                     "change":{"happened":{"effective":"2026-02-10","event":{"entered":{"stage":1}}}}}]}"#,
    /// )
    /// .unwrap();
    /// let day = "2026-03-01".parse().unwrap();
    /// assert_eq!(enrolment.returned(day), None);
    /// assert_eq!(enrolment.stage_on(day), Some(1.try_into().unwrap()));
    /// ```
    #[must_use]
    pub fn returned(&self, as_of: NaiveDate) -> Option<NaiveDate> {
        self.day_of(&EnrolmentEvent::Returned, as_of)
    }

    fn day_of(&self, wanted: &EnrolmentEvent, as_of: NaiveDate) -> Option<NaiveDate> {
        self.until(as_of).filter(|(_, event)| *event == wanted).last().map(|(day, _)| day)
    }

    /// What had happened until the end of this day, in order.
    pub(crate) fn until(&self, as_of: NaiveDate) -> impl Iterator<Item = (NaiveDate, &EnrolmentEvent)> {
        let happened = self.history.standing().map(|(_, day, event)| (day, event));
        happened.take_while(move |(day, _)| *day <= as_of)
    }
}

impl EnrolmentDraft {
    fn check(self) -> Result<Self, EnrolmentError> {
        let Some(state) = self.history.latest() else {
            return Err(EnrolmentError::NeverEntered { code: self.code });
        };
        if self.studies.programme().is_none() && state.reached() > StageNumber::FIRST {
            return Err(EnrolmentError::NoRoute { code: self.code, stage: state.reached() });
        }
        Ok(self)
    }
}

/// Why there is no such enrolment.
///
/// # Example
///
/// ```
/// use collegium_pathways::EnrolmentError;
/// let error = EnrolmentError::NeverEntered { code: "E-1".parse().unwrap() };
/// assert_eq!(error.to_string(), "the enrolment `E-1` has no history that stands: record at least that a stage was entered");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum EnrolmentError {
    /// Nothing is recorded of it, or all of it is cancelled.
    #[error("the enrolment `{code}` has no history that stands: record at least that a stage was entered")]
    NeverEntered {
        /// The enrolment.
        code: RecordCode,
    },
    /// A second stage without a route.
    #[error("the enrolment `{code}` is on no route and cannot reach stage {stage}")]
    NoRoute {
        /// The enrolment.
        code: RecordCode,
        /// The stage it would reach.
        stage: StageNumber,
    },
}
