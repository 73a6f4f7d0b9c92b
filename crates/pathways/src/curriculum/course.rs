//! One course of a curriculum.

use std::{collections::BTreeSet, fmt};

use collegium_core::{LanguageTag, LocalizedText, RecordCode};
use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::{CourseTag, OutcomeCode, Requisite};
use crate::{
    StageNumber,
    credit::{CreditSystemCode, Credits},
};

/// Where a course comes from.
///
/// # Wire form
///
/// The variant in snake case: `"introduced"`.
///
/// # Example
///
/// ```
/// use collegium_pathways::CourseOrigin;
/// assert_eq!(serde_json::to_string(&CourseOrigin::Joint).unwrap(), "\"joint\"");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CourseOrigin {
    /// The college's own.
    Home,
    /// A partner's, taken over as it is (引进课程).
    Introduced,
    /// Developed by the college and a partner together.
    Joint,
}

/// Whose staff teaches a course.
///
/// # Wire form
///
/// `"home"`, `"partner"` or `"both"`.
///
/// # Example
///
/// ```
/// use collegium_pathways::TaughtBy;
/// assert_eq!(serde_json::to_string(&TaughtBy::Partner).unwrap(), "\"partner\"");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TaughtBy {
    /// The college's.
    Home,
    /// A partner's.
    Partner,
    /// Both sides' together.
    Both,
}

/// The hours of study of a course.
///
/// # Wire form
///
/// `{"contact":64,"self_study":86}`.
///
/// # Example
///
/// ```
/// use collegium_pathways::Hours;
/// assert_eq!(Hours { contact: 64, self_study: 86 }.workload(), 150);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Hours {
    /// Hours in class.
    pub contact: u16,
    /// Hours alone, examinations included.
    pub self_study: u16,
}

impl Hours {
    /// All hours.
    #[must_use]
    pub const fn workload(self) -> u32 {
        self.contact as u32 + self.self_study as u32
    }
}

/// The fields of a [`Course`] before they are checked.
///
/// # Example
///
/// See [`Course`].
///
/// ```
/// use collegium_pathways::{Course, CourseDraft, CourseError};
/// let draft: CourseDraft = serde_json::from_str(
///     r#"{"code":"ACC-1","name":{"en":"Accounting"},"stage":1,"credits":"4","system":"cn-vocational",
///         "hours":{"contact":64,"self_study":40},"origin":"home","core":true,"taught_by":"home","level":100,
///         "requisites":[{"course":"ACC-1","kind":"pre"}]}"#,
/// )
/// .unwrap();
/// assert!(matches!(Course::try_from(draft), Err(CourseError::Itself { .. })));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CourseDraft {
    /// Its code, unique in the curriculum.
    pub code: RecordCode,
    /// Its name.
    pub name: LocalizedText,
    /// The stage of the route in which it is taken.
    pub stage: StageNumber,
    /// Its credits, in its own system.
    pub credits: Credits,
    /// That system.
    pub system: CreditSystemCode,
    /// Its hours.
    pub hours: Hours,
    /// The language it is taught in, if that is not the stage's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<LanguageTag>,
    /// Where it comes from.
    pub origin: CourseOrigin,
    /// Whether it is a professional core course (专业核心课程).
    pub core: bool,
    /// Whose staff teaches it.
    pub taught_by: TaughtBy,
    /// How advanced it is, as its institution numbers it: 100, 200, or 4 to 7.
    pub level: u16,
    /// What must be taken before it, or with it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub requisites: Vec<Requisite>,
    /// What else it is called for: `language`, `elective`, `capstone`.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub tags: BTreeSet<CourseTag>,
    /// The outcomes of learning it serves, by the standard of the curriculum.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub outcomes: BTreeSet<OutcomeCode>,
}

/// A course of one of the institutions on a route.
///
/// # Validity
///
/// It has some hours. It is not its own requisite, and names no requisite twice.
///
/// # Wire form
///
/// An object of the fields; `language`, `requisites`, `tags` and `outcomes` are left out where there are none.
///
/// # Example
///
/// ```
/// use collegium_pathways::Course;
/// let course: Course = serde_json::from_str(
///     r#"{"code":"ACC-2","name":{"en":"Accounting II","zh":"会计二"},"stage":1,"credits":"4","system":"cn-vocational",
///         "hours":{"contact":64,"self_study":40},"language":"en","origin":"introduced","core":true,
///         "taught_by":"partner","level":200,"requisites":[{"course":"ACC-1","kind":"pre"}],"tags":["compulsory"]}"#,
/// )
/// .unwrap();
/// assert_eq!((course.credits.to_string(), course.hours.workload()), ("4".to_owned(), 104));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "CourseDraft", into = "CourseDraft")]
pub struct Course(CourseDraft);

collegium_core::record!(Course, CourseDraft, CourseError);

impl CourseDraft {
    fn check(self) -> Result<Self, CourseError> {
        if self.hours.workload() == 0 {
            return Err(CourseError::NoHours { course: self.code });
        }
        for (position, requisite) in self.requisites.iter().enumerate() {
            if requisite.course == self.code {
                return Err(CourseError::Itself { course: self.code });
            }
            if self.requisites.iter().take(position).any(|earlier| earlier.course == requisite.course) {
                return Err(CourseError::Twice { course: self.code, requisite: requisite.course.clone() });
            }
        }
        Ok(self)
    }
}

impl fmt::Display for CourseDraft {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.code, self.name)
    }
}

/// Why there is no such course.
///
/// # Example
///
/// ```
/// use collegium_pathways::CourseError;
/// assert_eq!(
///     CourseError::NoHours { course: "ACC-1".parse().unwrap() }.to_string(),
///     "the course `ACC-1` has no hours: write its hours in class, alone, or both"
/// );
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum CourseError {
    /// It takes no time.
    #[error("the course `{course}` has no hours: write its hours in class, alone, or both")]
    NoHours {
        /// The course.
        course: RecordCode,
    },
    /// It would have to be taken before itself.
    #[error("the course `{course}` is its own requisite: name the course that comes before it")]
    Itself {
        /// The course.
        course: RecordCode,
    },
    /// One requisite is named twice.
    #[error("the course `{course}` names its requisite `{requisite}` twice: keep one")]
    Twice {
        /// The course.
        course: RecordCode,
        /// Its requisite.
        requisite: RecordCode,
    },
}
