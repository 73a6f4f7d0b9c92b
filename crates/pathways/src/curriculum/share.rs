//! How much of a curriculum must be of some kind.

use std::{collections::BTreeSet, fmt};

use collegium_core::{
    Finding, Findings, Line, Preset, Ratio, Severity, Share, Source, Status,
    finding::Fact,
    preset::unverified_note,
    source::{Basis, Rules},
};
use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::{Course, CourseOrigin, CourseTag, Curriculum, TaughtBy};
use crate::{StageNumber, rule::PW0405};

/// Which courses are meant: those that are all of what is asked. What is left out is not asked.
///
/// # Wire form
///
/// `{"core":true,"origins":["introduced"],"taught_by":["partner"],"tags":["professional"],"stages":[1]}`; each field may be left out, and
/// `{}` means every course.
///
/// # Example
///
/// ```
/// use collegium_pathways::CourseSelection;
/// let core: CourseSelection = serde_json::from_str(r#"{"core":true}"#).unwrap();
/// assert_eq!(core.core, Some(true));
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CourseSelection {
    /// Professional core courses only, or all but these.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub core: Option<bool>,
    /// Of one of these origins.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub origins: BTreeSet<CourseOrigin>,
    /// Taught by the staff of one of these sides.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub taught_by: BTreeSet<TaughtBy>,
    /// With at least one of these tags.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub tags: BTreeSet<CourseTag>,
    /// Taken in one of these stages, where a rule is for the stages at home alone.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub stages: BTreeSet<StageNumber>,
}

impl CourseSelection {
    /// Whether a course is meant.
    ///
    /// # Example
    ///
    /// ```
    /// use collegium_pathways::{Course, CourseSelection};
    /// let course: Course = serde_json::from_str(
    ///     r#"{"code":"A","name":{"en":"Course"},"stage":1,"credits":"4","system":"ects",
    ///         "hours":{"contact":64,"self_study":40},"origin":"home","core":true,"taught_by":"both","level":1}"#,
    /// )
    /// .unwrap();
    /// assert!(CourseSelection::default().contains(&course));
    /// let partner: CourseSelection = serde_json::from_str(r#"{"taught_by":["partner"]}"#).unwrap();
    /// assert!(!partner.contains(&course), "staff of both sides is not the partner's alone");
    /// ```
    #[must_use]
    pub fn contains(&self, course: &Course) -> bool {
        self.core.is_none_or(|core| core == course.core)
            && (self.origins.is_empty() || self.origins.contains(&course.origin))
            && (self.taught_by.is_empty() || self.taught_by.contains(&course.taught_by))
            && (self.tags.is_empty() || !self.tags.is_disjoint(&course.tags))
            && (self.stages.is_empty() || self.stages.contains(&course.stage))
    }
}

/// What is counted of courses.
///
/// # Wire form
///
/// `"courses"` or `"contact_hours"`.
///
/// # Example
///
/// ```
/// use collegium_pathways::Measure;
/// assert_eq!(Measure::ContactHours.to_string(), "hours in class");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Measure {
    /// The courses themselves.
    Courses,
    /// Their hours in class.
    ContactHours,
}

impl Measure {
    fn of(self, course: &Course) -> u64 {
        match self {
            Self::Courses => 1,
            Self::ContactHours => course.hours.contact.into(),
        }
    }
}

impl fmt::Display for Measure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Courses => "courses",
            Self::ContactHours => "hours in class",
        })
    }
}

/// One share that a curriculum must reach: of the courses `among`, so many must be `part`.
///
/// The two are selected apart from each other: the Chinese rule compares *core* courses taught by the partner with *all*
/// courses of the programme.
///
/// # Wire form
///
/// `{"name":"introduced courses","part":{…},"among":{…},"of":"all courses","measure":"courses","least":"1/3","source":{…}}`.
///
/// # Example
///
/// ```
/// use collegium_pathways::CourseShareRules;
/// let thirds = CourseShareRules::one_thirds().load().unwrap();
/// assert_eq!(thirds.tests[0].least.to_string(), "1/3");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ShareTest {
    /// What is tested, in a few words.
    pub name: Line,
    /// The courses that count.
    pub part: CourseSelection,
    /// The courses they are compared with.
    pub among: CourseSelection,
    /// What these are, in words.
    pub of: Line,
    /// What is counted.
    pub measure: Measure,
    /// The least share, inclusive.
    pub least: Share,
    /// Where this is said.
    pub source: Source,
}

impl ShareTest {
    /// What a curriculum reaches.
    ///
    /// # Example
    ///
    /// See [`CourseShareRules`].
    #[must_use]
    pub fn reached(&self, curriculum: &Curriculum) -> Ratio {
        let sum = |selection: &CourseSelection| {
            let courses = curriculum.courses.iter().filter(|course| selection.contains(course));
            courses.map(|course| self.measure.of(course)).sum::<u64>()
        };
        let whole = sum(&self.among);
        // INVARIANT: a line is never blank.
        Ratio::count(sum(&self.part), whole, self.of.as_str())
            .unwrap_or_else(|_| unreachable!("the whole is named"))
    }
}

/// The fields of [`CourseShareRules`] before they are checked.
///
/// # Example
///
/// ```
/// use collegium_pathways::{CourseShareRules, CourseShareRulesError};
/// let mut draft = CourseShareRules::one_thirds().load().unwrap().draft();
/// draft.tests.clear();
/// assert_eq!(CourseShareRules::try_from(draft), Err(CourseShareRulesError::Empty));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CourseShareRulesDraft {
    /// The shares to reach.
    pub tests: Vec<ShareTest>,
    /// The document.
    pub source: Source,
    /// Whether it was read.
    pub status: Status,
}

/// The shares of a curriculum that must be introduced, or taught by the partner: the four one-thirds (四个三分之一).
///
/// # Validity
///
/// At least one test.
///
/// # Wire form
///
/// `{"tests":[…],"source":{…},"status":"verified"}`.
///
/// # Example
///
/// ```
/// use collegium_pathways::{CourseShareRules, Curriculum};
/// let course = |code: &str, origin: &str, taught_by: &str| format!(
///     r#"{{"code":"{code}","name":{{"en":"Course"}},"stage":1,"credits":"4","system":"cn-vocational",
///         "hours":{{"contact":60,"self_study":40}},"origin":"{origin}","core":true,"taught_by":"{taught_by}","level":100}}"#
/// );
/// let courses = [course("A", "introduced", "partner"), course("B", "home", "home"), course("C", "home", "home")].join(",");
/// let curriculum: Curriculum =
///     serde_json::from_str(&format!(r#"{{"code":"K-1","name":{{"en":"Accounting"}},"courses":[{courses}]}}"#)).unwrap();
///
/// // One of three is one third, and that is enough.
/// let thirds = CourseShareRules::one_thirds().load().unwrap();
/// assert_eq!(thirds.tests[0].reached(&curriculum).to_string(), "1 of 3 (33.3 %)");
/// assert!(thirds.check(&curriculum).is_clear());
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "CourseShareRulesDraft", into = "CourseShareRulesDraft")]
pub struct CourseShareRules(CourseShareRulesDraft);

collegium_core::record!(CourseShareRules, CourseShareRulesDraft, CourseShareRulesError);
collegium_core::rules!(CourseShareRules);

impl CourseShareRules {
    /// The four one-thirds of the Ministry of Education's opinion of 2006, word for word: core courses taught by the
    /// partner are compared with all courses.
    #[must_use]
    pub const fn one_thirds() -> Preset<Self> {
        Preset::new("course-shares-one-thirds", include_str!("../../presets/course-shares-one-thirds.json"))
    }

    /// Checks that a curriculum reaches each share. Where there is nothing to compare with, it is not reached.
    ///
    /// # Example
    ///
    /// See [`CourseShareRules`].
    #[must_use]
    pub fn check(&self, curriculum: &Curriculum) -> Findings {
        let missed = self.tests.iter().filter_map(|test| {
            let reached = test.reached(curriculum);
            (reached.reaches(test.least) != Some(true)).then(|| self.missed(curriculum, test, reached))
        });
        missed.chain(unverified_note(self, "shares of a curriculum")).collect()
    }

    fn missed(&self, curriculum: &Curriculum, test: &ShareTest, reached: Ratio) -> Finding {
        Finding {
            code: PW0405,
            severity: Severity::Violation,
            subject: curriculum.subject().at("courses"),
            message: format!(
                "{}: {reached} in {}, at least {} is asked",
                test.name, test.measure, test.least
            ),
            facts: vec![
                Fact::new("reached", reached),
                Fact::new("least", test.least),
                Fact::new("counted", test.measure.to_string()),
            ],
            basis: Some(Basis { source: test.source.clone(), status: self.status() }),
            remedy: Some(
                "introduce more of the partner's courses, or have its staff teach more of them".to_owned(),
            ),
        }
    }
}

impl CourseShareRulesDraft {
    fn check(self) -> Result<Self, CourseShareRulesError> {
        if self.tests.is_empty() { Err(CourseShareRulesError::Empty) } else { Ok(self) }
    }
}

/// Why there are no such rules.
///
/// # Example
///
/// ```
/// use collegium_pathways::CourseShareRulesError;
/// assert_eq!(CourseShareRulesError::Empty.to_string(), "rules on shares of a curriculum need at least one test");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum CourseShareRulesError {
    /// Nothing is tested.
    #[error("rules on shares of a curriculum need at least one test")]
    Empty,
}
