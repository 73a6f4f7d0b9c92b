//! The courses of a route.

mod course;
mod outcome;
mod requisite;
mod share;

use std::collections::BTreeSet;

use collegium_core::{Finding, Findings, LocalizedText, RecordCode, Severity, Subject, finding::Fact};
use serde::{Deserialize, Serialize};
use thiserror::Error;

pub use course::{Course, CourseDraft, CourseError, CourseOrigin, Hours, TaughtBy};
pub use outcome::{OutcomeCode, OutcomeStandard, OutcomeStandardDraft, OutcomeStandardError};
pub use requisite::{Requisite, RequisiteKind};
pub use share::{
    CourseSelection, CourseShareRules, CourseShareRulesDraft, CourseShareRulesError, Measure, ShareTest,
};

use crate::{
    Route, StageNumber,
    credit::{CreditSystemError, CreditSystems},
    rule::{PW0401, PW0402, PW0406},
};

collegium_core::identifier! {
    /// What a course is called for in requirements: `language`, `elective`, `capstone`.
    ///
    /// # Example
    ///
    /// ```
    /// use collegium_pathways::CourseTag;
    /// assert!(CourseTag::new("capstone").is_ok());
    /// ```
    pub struct CourseTag("tag of a course");
}

/// The fields of a [`Curriculum`] before they are checked.
///
/// # Example
///
/// ```
/// use collegium_pathways::{Curriculum, CurriculumDraft, CurriculumError};
/// let draft: CurriculumDraft = serde_json::from_str(r#"{"code":"K-1","name":{"en":"Accounting"},"courses":[]}"#).unwrap();
/// assert_eq!(Curriculum::try_from(draft), Err(CurriculumError::Empty { curriculum: "K-1".parse().unwrap() }));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CurriculumDraft {
    /// The code of the curriculum.
    pub code: RecordCode,
    /// Its name, usually the major's.
    pub name: LocalizedText,
    /// Its courses, in the order in which they are listed.
    pub courses: Vec<Course>,
}

/// The courses of a cooperative programme, of all institutions on its route.
///
/// # Validity
///
/// At least one course; no code twice. Each requisite is a course of the curriculum and stands in the same stage or an
/// earlier one; a strict co-requisite stands in the same. No course waits for itself by way of others: only courses that
/// are all taken at the same time may ask for each other.
///
/// # Wire form
///
/// `{"code":"K-1","name":{…},"courses":[…]}`.
///
/// # Example
///
/// ```
/// use collegium_pathways::{Curriculum, OutcomeStandard};
///
/// let course = |code: &str, asks_for: &str| format!(
///     r#"{{"code":"{code}","name":{{"en":"Course"}},"stage":1,"credits":"4","system":"cn-vocational",
///         "hours":{{"contact":64,"self_study":40}},"origin":"home","core":true,"taught_by":"home","level":100,
///         "requisites":[{{"course":"{asks_for}","kind":"pre"}}],"outcomes":["sa-1"]}}"#
/// );
/// let curriculum = |courses: [String; 2]| {
///     let courses = courses.join(",");
///     serde_json::from_str::<Curriculum>(&format!(r#"{{"code":"K-1","name":{{"en":"Accounting"}},"courses":[{courses}]}}"#))
/// };
/// let circle = curriculum([course("A", "B"), course("B", "A")]).unwrap_err();
/// assert!(circle.to_string().starts_with("the courses B, A wait for each other in a circle"));
///
/// let first = course("A", "B").replace(r#"{"course":"B","kind":"pre"}"#, "");
/// let good = curriculum([first, course("B", "A")]).unwrap();
/// // Eleven of the twelve outcomes are served by no course, and the standard is from memory.
/// let findings = OutcomeStandard::sydney_accord().load().unwrap().check(&good);
/// assert_eq!((findings.warnings().count(), findings.len()), (11, 12));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "CurriculumDraft", into = "CurriculumDraft")]
pub struct Curriculum(CurriculumDraft);

collegium_core::record!(Curriculum, CurriculumDraft, CurriculumError);

impl Curriculum {
    /// The course with this code.
    ///
    /// # Example
    ///
    /// ```
    /// use collegium_pathways::Curriculum;
    /// let curriculum: Curriculum = serde_json::from_str(
    ///     r#"{"code":"K-1","name":{"en":"Accounting"},"courses":[
    ///         {"code":"A","name":{"en":"Course"},"stage":1,"credits":"4","system":"cn-vocational",
    ///          "hours":{"contact":64,"self_study":40},"origin":"home","core":true,"taught_by":"home","level":100}]}"#,
    /// )
    /// .unwrap();
    /// assert_eq!(curriculum.course(&"A".parse().unwrap()).unwrap().hours.contact, 64);
    /// ```
    #[must_use]
    pub fn course(&self, code: &RecordCode) -> Option<&Course> {
        self.courses.iter().find(|course| course.code == *code)
    }

    /// Checks that its courses stand in stages of the route, and that each stage has some.
    ///
    /// # Example
    ///
    /// ```
    /// use collegium_pathways::{Curriculum, Route};
    /// let route: Route = serde_json::from_str(
    ///     r#"{"stages":[{"host":"home","years":"2","exit":false},
    ///                   {"host":{"partner":"67e55044-10b1-426f-9247-bb680e5fe0c8"},"years":"2","exit":true,
    ///                    "awards":[{"isced":"6","kind":"degree","name":{"en":"Bachelor"}}]}]}"#,
    /// )
    /// .unwrap();
    /// let curriculum: Curriculum = serde_json::from_str(
    ///     r#"{"code":"K-1","name":{"en":"Accounting"},"courses":[
    ///         {"code":"A","name":{"en":"Course"},"stage":3,"credits":"4","system":"cn-vocational",
    ///          "hours":{"contact":64,"self_study":40},"origin":"home","core":true,"taught_by":"home","level":100}]}"#,
    /// )
    /// .unwrap();
    /// let findings = curriculum.check_stages(&route);
    /// let told: Vec<_> = findings.iter().map(|finding| finding.message.as_str()).collect();
    /// assert_eq!(told, [
    ///     "the course A is in stage 3, but the route ends with stage 2",
    ///     "stage 1 of the route has no course",
    ///     "stage 2 of the route has no course",
    /// ]);
    /// ```
    #[must_use]
    pub fn check_stages(&self, route: &Route) -> Findings {
        let taken: BTreeSet<_> = self.courses.iter().map(|course| course.stage).collect();
        let last = route.last_stage();
        let beyond = self.courses.iter().filter(|course| course.stage > last);
        let beyond = beyond.map(|course| self.beyond(course, last));
        let bare = route.numbered().filter(|(number, _)| !taken.contains(number));
        beyond.chain(bare.map(|(number, _)| self.bare(number))).collect()
    }

    /// Checks that each course counts its credits in a known system, and not more finely than that system gives them.
    ///
    /// # Example
    ///
    /// ```
    /// use collegium_pathways::{CreditSystem, CreditSystems, Curriculum};
    /// let curriculum: Curriculum = serde_json::from_str(
    ///     r#"{"code":"K-1","name":{"en":"Accounting"},"courses":[
    ///         {"code":"A","name":{"en":"Course"},"stage":1,"credits":"4","system":"cn-vocational",
    ///          "hours":{"contact":64,"self_study":40},"origin":"home","core":true,"taught_by":"home","level":100}]}"#,
    /// )
    /// .unwrap();
    /// let systems = CreditSystem::presets().iter().map(|preset| preset.load().unwrap());
    /// assert!(curriculum.check_credits(&CreditSystems::new(systems).unwrap()).is_empty());
    /// let findings = curriculum.check_credits(&CreditSystems::default());
    /// assert_eq!(findings.violations().next().unwrap().code.as_str(), "PW0406");
    /// ```
    #[must_use]
    pub fn check_credits(&self, systems: &CreditSystems) -> Findings {
        let uncounted = |course: &Course| {
            let system = systems.find(&course.system).and_then(|system| system.check(course.credits));
            system.err().map(|error| self.uncounted(course, &error))
        };
        self.courses.iter().filter_map(uncounted).collect()
    }

    pub(crate) fn subject(&self) -> Subject {
        Subject::named("curriculum", &self.code)
    }

    fn beyond(&self, course: &Course, last: StageNumber) -> Finding {
        Finding {
            code: PW0401,
            severity: Severity::Violation,
            subject: self.subject().at(format!("courses.{}", course.code)),
            message: format!(
                "the course {} is in stage {}, but the route ends with stage {last}",
                course.code, course.stage
            ),
            facts: vec![Fact::new("course", course.name.clone())],
            basis: None,
            remedy: Some("correct the stage, or give the curriculum with its own route".to_owned()),
        }
    }

    fn uncounted(&self, course: &Course, error: &CreditSystemError) -> Finding {
        Finding {
            code: PW0406,
            severity: Severity::Violation,
            subject: self.subject().at(format!("courses.{}", course.code)),
            message: format!("the credits of the course {} cannot be counted: {error}", course.code),
            facts: vec![
                Fact::new("credits", course.credits.amount()),
                Fact::new("system", course.system.to_string()),
            ],
            basis: None,
            remedy: Some("correct the system or the credits, or give the system too".to_owned()),
        }
    }

    fn bare(&self, stage: StageNumber) -> Finding {
        Finding {
            code: PW0402,
            severity: Severity::Warning,
            subject: self.subject().at("courses"),
            message: format!("stage {stage} of the route has no course"),
            facts: vec![Fact::new("courses", self.courses.len() as u64)],
            basis: None,
            remedy: Some("add the courses of that stage, the partner's too".to_owned()),
        }
    }
}

impl CurriculumDraft {
    fn check(self) -> Result<Self, CurriculumError> {
        if self.courses.is_empty() {
            return Err(CurriculumError::Empty { curriculum: self.code });
        }
        let mut codes = BTreeSet::new();
        if let Some(twice) = self.courses.iter().find(|course| !codes.insert(&course.code)) {
            return Err(CurriculumError::Twice { course: twice.code.clone() });
        }
        requisite::check(&self.courses)?;
        Ok(self)
    }
}

/// Why there is no such curriculum.
///
/// # Example
///
/// ```
/// use collegium_pathways::CurriculumError;
/// let error = CurriculumError::UnknownRequisite { course: "B".parse().unwrap(), requisite: "A".parse().unwrap() };
/// assert_eq!(error.to_string(), "the course `B` asks for `A`, which is no course of the curriculum: add it, or correct the code");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum CurriculumError {
    /// There is no course.
    #[error("the curriculum `{curriculum}` has no course: list at least one")]
    Empty {
        /// The curriculum.
        curriculum: RecordCode,
    },
    /// Two courses have one code.
    #[error("the course `{course}` is listed twice: a code stands for one course")]
    Twice {
        /// The course.
        course: RecordCode,
    },
    /// A requisite is not in the curriculum.
    #[error(
        "the course `{course}` asks for `{requisite}`, which is no course of the curriculum: add it, or correct the code"
    )]
    UnknownRequisite {
        /// The course.
        course: RecordCode,
        /// What it asks for.
        requisite: RecordCode,
    },
    /// A requisite comes too late, or at another time than asked.
    #[error(
        "the course `{course}` of stage {stage} asks for `{requisite}`, which is taken in stage {taken}: a requisite stands in the same stage or an earlier one, a strict co-requisite in the same"
    )]
    StageOfRequisite {
        /// The course.
        course: RecordCode,
        /// Its stage.
        stage: StageNumber,
        /// What it asks for.
        requisite: RecordCode,
        /// The stage of that.
        taken: StageNumber,
    },
    /// Courses wait for each other.
    #[error(
        "the courses {} wait for each other in a circle, each for the next and the last for the first: drop one requisite, or none of them can be begun",
        names(courses)
    )]
    Cycle {
        /// The courses of the circle: each asks for the next, the last for the first.
        courses: Vec<RecordCode>,
    },
}

fn names(courses: &[RecordCode]) -> String {
    courses.iter().map(RecordCode::as_str).collect::<Vec<_>>().join(", ")
}
