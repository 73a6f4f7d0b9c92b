//! Which routes cross two education systems, who is on them, and how far do they come?
//!
//! Start with [`RouteShape`] and [`Route`]: the stages of a way such as 3+1+1. A [`Programme`] is a major run along a route;
//! an [`Enrolment`] is one person's way along it, or a stay abroad, or the studies of an international student. [`Cohort`]
//! is the report of all of them. A [`Curriculum`] has the courses of a route. A [`CreditConversion`] and a [`GradeConversion`] say
//! what credits and grades of one system are in another; the modules [`credit`] and [`grade`] have their parts. Whether an award
//! is earned is the question of the module [`audit`]: begin with its [`Requirements`](audit::Requirements).
//!
//! # Example
//!
//! ```
//! use collegium_pathways::{Route, RouteShape};
//!
//! let route: Route = serde_json::from_str(
//!     r#"{"stages":[
//!         {"host":"home","years":"3","exit":true,
//!          "awards":[{"isced":"5","kind":"diploma","name":{"en":"Vocational diploma","zh":"专科毕业证书"}}]},
//!         {"host":{"partner":"67e55044-10b1-426f-9247-bb680e5fe0c8"},"years":"1","exit":true,
//!          "awards":[{"isced":"6","kind":"degree","name":{"en":"Bachelor of Business"}}]},
//!         {"host":{"partner":"67e55044-10b1-426f-9247-bb680e5fe0c8"},"years":"1","exit":true,
//!          "awards":[{"isced":"7","kind":"degree","name":{"en":"Master of Business"}}]}
//!     ]}"#,
//! )?;
//! assert_eq!(route.shape(), "3+1+1".parse::<RouteShape>()?);
//! assert_eq!(route.shape().months(), 60);
//! // Who stops after the first stage keeps the diploma.
//! assert!(route.stages[0].exit);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # What is checked
//!
//! Programmes that take students in without an agreement in force ([`check_agreements`]), or with a host that is no party of it
//! ([`check_partners`]); approvals and filings, their numbers, and the length of study ([`ProgrammeRules`]); channels of
//! admission ([`IntakeChannels`]). Enrolments on unknown programmes, rates that are not final, students past the normal end of
//! a stage, stages a route does not have, what is given or counted twice, and the intake beside its quotas
//! ([`Cohort::assess`]). The stages and credits of courses ([`Curriculum`]), the outcomes they serve ([`OutcomeStandard`]), and
//! the shares that are introduced or taught by the partner ([`CourseShareRules`]). Whether requirements for an award can be met
//! at all ([`Requirements::check`](audit::Requirements::check)). The codes are in [`rule`].
//!
//! # Design decisions
//!
//! - **A route is stages, not one programme.** Each has its own host, length and award: the plus sign of `3+1+1` says
//!   nothing about where a stage is or who awards what.
//! - **Rates state their denominators.** The overseas rate is of those who took the diploma in the period; the graduation
//!   rate is of the stages abroad whose normal end lies before the day, and who withdrew stays in it.
//! - **Conversions are rules.** By what credits are compared, how a grade is finished: the rule states it, the fraction stays
//!   exact to the one rounding at the end, and the answer keeps rule, fraction and way.
//! - **An audit is a search for the best plan.** A course can stand in several places, so the first that takes it may be wrong.
//!   The search is exact, has no chance in it, and says so where it was stopped before it had proven its answer.
//! - **Other crates' records are ids.** Whether an agreement is in force is asked through a closure.
//!
//! # Not covered
//!
//! Recognition of what was learned before, admission.
//!
//! # Features
//!
//! None.
//!
//! Also available as `collegium::pathways`.

pub mod audit;
pub mod authorisation;
pub mod channel;
mod check;
pub mod cohort;
pub mod credit;
pub mod curriculum;
pub mod enrolment;
pub mod grade;
pub mod programme;
pub mod programme_rules;
pub mod route;
pub mod rule;
pub mod shape;

pub use authorisation::{Authorisation, AuthorisationKind, AuthorityCode, NumberForm, NumberFormError};
pub use channel::{ChannelCode, IntakeChannels, IntakeChannelsDraft, IntakeChannelsError};
pub use check::{check_agreements, check_partners};
pub use cohort::{Cohort, ProgrammeCount, graduation_rate, overseas_rate};
pub use credit::{
    ConvertedCredits, CreditConversion, CreditConversionError, CreditSystem, CreditSystemCode,
    CreditSystemError, CreditSystems, CreditTable, Credits, CreditsError,
};
pub use curriculum::{
    Course, CourseDraft, CourseError, CourseOrigin, CourseSelection, CourseShareRules, CourseShareRulesDraft,
    CourseShareRulesError, CourseTag, Curriculum, CurriculumDraft, CurriculumError, Hours, Measure,
    OutcomeCode, OutcomeStandard, OutcomeStandardDraft, OutcomeStandardError, Requisite, RequisiteKind,
    ShareTest, TaughtBy,
};
pub use enrolment::{
    Enrolment, EnrolmentDraft, EnrolmentError, EnrolmentEvent, EnrolmentEventError, EnrolmentState, Standing,
    Studies, StudyKind,
};
pub use grade::{
    ConvertedGrade, Grade, GradeAverage, GradeConversion, GradeConversionError, GradeError, GradeScale,
    GradeScaleCode, GradeScaleError, GradeTable,
};
pub use programme::{Programme, ProgrammeDraft, ProgrammeError};
pub use programme_rules::{
    AuthorisationRule, LengthRule, ProgrammeRules, ProgrammeRulesDraft, ProgrammeRulesError,
};
pub use route::{
    Award, AwardForm, Host, Route, RouteDraft, RouteError, Stage, StageNumber, StageNumberError,
};
pub use shape::{RouteShape, RouteShapeError, Years};
