//! Cooperative programmes.

use std::collections::{BTreeMap, BTreeSet};

use collegium_core::{
    IscedLevel, LocalizedText, RecordCode, Validity,
    entity::{AgreementId, ProgrammeId, UnitId},
};
use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::{Authorisation, Award, ChannelCode, Enrolment, EnrolmentEvent, Host, Route, StageNumber};

/// The fields of a [`Programme`] before they are checked.
///
/// # Example
///
/// ```
/// use collegium_pathways::{Programme, ProgrammeDraft, ProgrammeError};
/// let draft: ProgrammeDraft = serde_json::from_str(
///     r#"{"id":"67e55044-10b1-426f-9247-bb680e5fe0c8","code":"G-1","major":{"en":"Accounting","zh":"会计"},
///         "route":{"stages":[{"host":"home","years":"3","exit":true,
///                             "awards":[{"isced":"5","kind":"diploma","name":{"en":"Vocational diploma"}}]}]},
///         "agreement":"67e55044-10b1-426f-9247-bb680e5fe0c8",
///         "unit":"67e55044-10b1-426f-9247-bb680e5fe0c8","intake":"2024-09-01/.."}"#,
/// )
/// .unwrap();
/// assert!(matches!(Programme::try_from(draft), Err(ProgrammeError::AllAtHome { .. })));
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
    /// Its stages, with the partners that host them.
    pub route: Route,
    /// The agreement it rests on.
    pub agreement: AgreementId,
    /// The college that carries it.
    pub unit: UnitId,
    /// On which days students may enter it.
    pub intake: Validity,
    /// By which channels they are admitted to the first stage.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub channels: BTreeSet<ChannelCode>,
    /// Its approvals and filings.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub authorisations: Vec<Authorisation>,
    /// How many students it may take in a year, where that is fixed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quota: Option<u32>,
}

/// A cooperative programme: one major run with a partner along a route such as 3+1+1.
///
/// # Validity
///
/// At least one stage is at a partner's or taught jointly; a quota, if there is one, is above zero.
///
/// # Wire form
///
/// An object of the fields; `channels`, `authorisations` and `quota` are left out where there are none.
///
/// # Example
///
/// ```
/// use collegium_pathways::Programme;
/// let programme: Programme = serde_json::from_str(
///     r#"{"id":"67e55044-10b1-426f-9247-bb680e5fe0c8","code":"G-1","major":{"en":"Accounting","zh":"会计"},
///         "route":{"stages":[{"host":{"joint":["67e55044-10b1-426f-9247-bb680e5fe0c8"]},"years":"4","exit":true,
///                             "awards":[{"isced":"6","kind":"degree","name":{"en":"Bachelor of Business"}}]}]},
///         "agreement":"67e55044-10b1-426f-9247-bb680e5fe0c8",
///         "unit":"67e55044-10b1-426f-9247-bb680e5fe0c8","intake":"2020-09-01/2026-08-31","quota":120}"#,
/// )
/// .unwrap();
/// assert_eq!(programme.route.shape().to_string(), "4+0");
/// assert!(programme.takes_in_on("2026-08-31".parse().unwrap()));
/// assert!(!programme.takes_in_on("2026-09-01".parse().unwrap()));
/// assert_eq!(programme.agreements().count(), 1);
/// assert_eq!(programme.quota_on("2026-08-31".parse().unwrap()), Some(120));
/// assert_eq!(Programme::by_id([&programme])[&programme.id], &programme);
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "ProgrammeDraft", into = "ProgrammeDraft")]
pub struct Programme(ProgrammeDraft);

collegium_core::record!(Programme, ProgrammeDraft, ProgrammeError);

impl Programme {
    /// The programmes by id. Of several with one id the same is taken whatever their order; that they are several is the
    /// finding PW0205.
    ///
    /// # Example
    ///
    /// See [`Programme`].
    pub fn by_id<'a>(programmes: impl IntoIterator<Item = &'a Self>) -> BTreeMap<ProgrammeId, &'a Self> {
        let mut known = BTreeMap::<ProgrammeId, &Self>::new();
        for programme in programmes {
            let least = |first: &mut &'a Self| {
                if format!("{programme:?}") < format!("{first:?}") {
                    *first = programme;
                }
            };
            known.entry(programme.id).and_modify(least).or_insert(programme);
        }
        known
    }

    /// Whether students may enter on this day.
    #[must_use]
    pub fn takes_in_on(&self, as_of: chrono::NaiveDate) -> bool {
        self.intake.contains(as_of)
    }

    /// The agreements it rests on: its own, and those that cover single stages.
    ///
    /// # Example
    ///
    /// See [`check_agreements`](crate::check_agreements), which asks whether each is in force.
    pub fn agreements(&self) -> impl Iterator<Item = AgreementId> {
        let stages = self.route.stages.iter().filter_map(|stage| stage.agreement);
        std::iter::once(self.agreement).chain(stages)
    }

    /// How many students may be taken in a year: the least of its own quota and those of the approvals and filings valid on
    /// the day. `None` if nothing limits it.
    ///
    /// # Example
    ///
    /// See [`Programme`]. [`Cohort::assess`](crate::Cohort::assess) holds each quota against those who entered under it.
    #[must_use]
    pub fn quota_on(&self, as_of: chrono::NaiveDate) -> Option<u32> {
        let valid = self.authorisations.iter().filter(|letter| letter.validity.contains(as_of));
        valid.filter_map(|letter| letter.quota).chain(self.quota).min()
    }

    /// Whether an enrolment had entered, by the end of the day, a stage that leads to a master's degree: a degree
    /// of ISCED level 7.
    pub(crate) fn led_to_master(&self, enrolment: &Enrolment, as_of: chrono::NaiveDate) -> bool {
        let leads = self.route.stages.iter().zip(0..).filter(|(stage, _)| {
            let masters = |award: &Award| award.isced == IscedLevel::MASTER && award.kind.is_degree();
            stage.awards.iter().any(masters)
        });
        leads.map(|(_, index)| StageNumber::at(index)).any(|stage| enrolment.entered(stage, as_of).is_some())
    }

    /// Whether an enrolment had entered a stage at a partner's, and the student came back since, by the end of the day.
    pub(crate) fn saw_return(&self, enrolment: &Enrolment, as_of: chrono::NaiveDate) -> bool {
        let (mut away, mut back) = (false, false);
        for (_, event) in enrolment.until(as_of) {
            match event {
                EnrolmentEvent::Entered { stage } if self.is_abroad(*stage) => (away, back) = (true, false),
                EnrolmentEvent::Returned => back = away,
                _ => {}
            }
        }
        back
    }

    /// Whether a stage of its route is at a partner's.
    pub(crate) fn is_abroad(&self, stage: StageNumber) -> bool {
        self.route.stage(stage).is_some_and(|stage| stage.host.is_abroad())
    }
}

impl ProgrammeDraft {
    fn check(self) -> Result<Self, ProgrammeError> {
        if self.route.stages.iter().all(|stage| stage.host == Host::Home) {
            return Err(ProgrammeError::AllAtHome { code: self.code });
        }
        if self.quota == Some(0) || self.authorisations.iter().any(|letter| letter.quota == Some(0)) {
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
    /// A route that never leaves home crosses nothing.
    #[error(
        "every stage of the programme `{code}` is at home: a cooperative programme has a stage at a partner's or a joint one"
    )]
    AllAtHome {
        /// The programme.
        code: RecordCode,
    },
    /// A quota of nothing.
    #[error("the programme `{code}` has a quota of 0: leave the quota out or close the intake")]
    NoPlace {
        /// The programme.
        code: RecordCode,
    },
}
