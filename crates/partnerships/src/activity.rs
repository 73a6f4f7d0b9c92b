//! What happens under agreements.

use collegium_core::{
    LocalizedText, Period, RecordCode,
    entity::{ActivityId, AgreementId, PartnerId, UnitId},
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use thiserror::Error;

collegium_core::identifier! {
    /// What an activity is: `conference`, `lecture`, `visit`, `joint-research`, `competition`, `cultural-event`,
    /// `teaching-practice`, `training`. The list is each institution's own.
    ///
    /// # Example
    ///
    /// ```
    /// use collegium_partnerships::ActivityKind;
    /// assert_eq!(ActivityKind::new("joint-research").unwrap().as_str(), "joint-research");
    /// assert!(ActivityKind::new("Joint research").is_err());
    /// ```
    pub struct ActivityKind("activity kind");
}

collegium_core::identifier! {
    /// What changes hands: `course`, `textbook`, `teaching-standard`, `equipment`, `method`.
    ///
    /// # Example
    ///
    /// ```
    /// use collegium_partnerships::ResourceKind;
    /// assert_eq!(ResourceKind::new("teaching-standard").unwrap().as_str(), "teaching-standard");
    /// assert!(ResourceKind::new("").is_err());
    /// ```
    pub struct ResourceKind("resource kind");
}

/// Which way an exchange goes: foreign practice brought in, or one's own taken abroad.
///
/// # Wire form
///
/// `"brought_in"` or `"taken_abroad"`.
///
/// # Example
///
/// ```
/// use collegium_partnerships::Direction;
/// assert_eq!(serde_json::to_string(&Direction::BroughtIn).unwrap(), "\"brought_in\"");
/// assert_eq!(Direction::TakenAbroad.to_string(), "taken abroad");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// From abroad to the college (引进来).
    BroughtIn,
    /// From the college abroad (走出去).
    TakenAbroad,
}

impl std::fmt::Display for Direction {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::BroughtIn => "brought in",
            Self::TakenAbroad => "taken abroad",
        })
    }
}

/// Something that changed hands in an activity, in its direction.
///
/// # Wire form
///
/// `{"kind":"course","number":2}`.
///
/// # Example
///
/// ```
/// use collegium_partnerships::Resource;
/// let resource: Resource = serde_json::from_str(r#"{"kind":"course","number":2}"#).unwrap();
/// assert_eq!((resource.kind.as_str(), resource.number), ("course", 2));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Resource {
    /// What it is.
    pub kind: ResourceKind,
    /// How many.
    pub number: u32,
}

/// The fields of an [`Activity`] before they are checked.
///
/// # Example
///
/// See [`Activity`].
///
/// ```
/// use collegium_partnerships::{Activity, ActivityDraft, ActivityError};
/// let mut draft: ActivityDraft = serde_json::from_str(
///     r#"{"id":"67e55044-10b1-426f-9247-bb680e5fe0c8","code":"V-1","kind":"lecture","direction":"brought_in",
///         "title":{"en":"A lecture"},"held":"2026-03-02/2026-03-02","people":0}"#,
/// )
/// .unwrap();
/// assert!(matches!(Activity::try_from(draft), Err(ActivityError::NoPeople { .. })));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ActivityDraft {
    /// The activity's id.
    pub id: ActivityId,
    /// The code the college knows it by.
    pub code: RecordCode,
    /// What it is.
    pub kind: ActivityKind,
    /// Which way it goes.
    pub direction: Direction,
    /// Its title.
    pub title: LocalizedText,
    /// On which days it is held.
    pub held: Period,
    /// With whom.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub partners: BTreeSet<PartnerId>,
    /// Under which agreement, if under one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub agreement: Option<AgreementId>,
    /// The unit that carries it, if it is not the school as a whole.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<UnitId>,
    /// How many of the college's people take part.
    pub people: u32,
    /// What came of it: the feedback that is owed after each.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub result: Option<LocalizedText>,
    /// What changed hands, in its direction; one line a kind, written in their order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub resources: Vec<Resource>,
}

/// What happens between a college and its partners: a lecture, a visit, a competition, joint research.
///
/// # Validity
///
/// At least one person takes part; each kind of resource is listed once, with a number above zero.
///
/// # Wire form
///
/// An object of the fields; what is empty is left out.
///
/// # Example
///
/// ```
/// use collegium_partnerships::Activity;
/// let activity: Activity = serde_json::from_str(
///     r#"{"id":"67e55044-10b1-426f-9247-bb680e5fe0c8","code":"V-1","kind":"lecture","direction":"brought_in",
///         "title":{"en":"A lecture"},"held":"2026-03-02/2026-03-02","people":40}"#,
/// )
/// .unwrap();
/// assert!(activity.is_over_on("2026-03-03".parse().unwrap()));
/// assert!(!activity.is_over_on("2026-03-02".parse().unwrap()));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "ActivityDraft", into = "ActivityDraft")]
pub struct Activity(ActivityDraft);

collegium_core::record!(Activity, ActivityDraft, ActivityError);

impl Activity {
    /// Whether its last day lies before this day.
    #[must_use]
    pub fn is_over_on(&self, as_of: chrono::NaiveDate) -> bool {
        self.held.last() < as_of
    }
}

impl ActivityDraft {
    fn check(mut self) -> Result<Self, ActivityError> {
        if self.people == 0 {
            return Err(ActivityError::NoPeople { code: self.code });
        }
        self.resources.sort();
        if let Some(empty) = self.resources.iter().find(|resource| resource.number == 0) {
            return Err(ActivityError::NoResource { code: self.code, kind: empty.kind.clone() });
        }
        let twice = self.resources.windows(2).find_map(|pair| match pair {
            [one, other] if one.kind == other.kind => Some(one.kind.clone()),
            _ => None,
        });
        match twice {
            Some(kind) => Err(ActivityError::ResourceTwice { code: self.code, kind }),
            None => Ok(self),
        }
    }
}

/// Why there is no such activity.
///
/// # Example
///
/// ```
/// use collegium_partnerships::ActivityError;
/// let error = ActivityError::NoPeople { code: "V-1".parse().unwrap() };
/// assert_eq!(error.to_string(), "nobody takes part in the activity `V-1`: give at least 1 person");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum ActivityError {
    /// Nobody takes part.
    #[error("nobody takes part in the activity `{code}`: give at least 1 person")]
    NoPeople {
        /// The activity.
        code: RecordCode,
    },
    /// A resource of which there is none.
    #[error("the activity `{code}` lists 0 of `{kind}`: leave the resource out")]
    NoResource {
        /// The activity.
        code: RecordCode,
        /// The resource.
        kind: ResourceKind,
    },
    /// A kind of resource is listed twice.
    #[error("the activity `{code}` lists `{kind}` twice: add the numbers")]
    ResourceTwice {
        /// The activity.
        code: RecordCode,
        /// The resource.
        kind: ResourceKind,
    },
}
