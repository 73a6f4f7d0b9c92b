//! Why a test cannot exist, and what it refuses.

use chrono::NaiveDate;
use thiserror::Error;

use crate::language::{ScaleError, Section, TestCode, part};

/// Why a language test was refused.
///
/// # Example
///
/// ```
/// use collegium_core::language::{LanguageTest, LanguageTestDraft};
/// let ielts = LanguageTest::preset("language-test-ielts-academic").unwrap().load().unwrap();
/// let draft = LanguageTestDraft { overall: None, ..ielts.draft() };
/// assert_eq!(
///     LanguageTest::try_from(draft).unwrap_err().to_string(),
///     "the overall rule of `ielts-academic` does not fit: the overall scale and all sections must be points, and the \
///      worst sections must lead to its worst mark, the best to its best"
/// );
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum LanguageTestError {
    /// There is neither an overall result nor a section.
    #[error("the test `{test}` gives no result: name the overall scale or a section")]
    NoScale {
        /// The test.
        test: TestCode,
    },
    /// The validity is no sensible number of months.
    #[error(
        "results of `{test}` cannot count for {months} months: write 1 to 1200, or leave it out if they do not expire"
    )]
    Months {
        /// The test.
        test: TestCode,
        /// The months given.
        months: u32,
    },
    /// The test ended before it began.
    #[error("the test `{test}` is in use until {until}, before it is from {from}")]
    InUse {
        /// The test.
        test: TestCode,
        /// The first day.
        from: NaiveDate,
        /// The last day.
        until: NaiveDate,
    },
    /// The overall result cannot follow from the sections in this way.
    #[error(
        "the overall rule of `{test}` does not fit: the overall scale and all sections must be points, and the worst \
         sections must lead to its worst mark, the best to its best"
    )]
    Rule {
        /// The test.
        test: TestCode,
    },
}

/// Why a test does not know a score or a requirement, or cannot say how long a score counts.
///
/// # Example
///
/// ```
/// use collegium_core::language::{LanguageScore, LanguageTest};
/// let ielts = LanguageTest::preset("language-test-ielts-academic").unwrap().load().unwrap();
/// let refused = |json: &str| {
///     let score: LanguageScore = serde_json::from_str(json).unwrap();
///     ielts.admit(&score).unwrap_err().to_string()
/// };
/// assert_eq!(
///     refused(r#"{"test":"toefl-ibt","taken":"2025-09-06","overall":"95"}"#),
///     "marks of `toefl-ibt` cannot be judged by `ielts-academic`"
/// );
/// assert_eq!(
///     refused(r#"{"test":"ielts-academic","taken":"2025-09-06","sections":{"grammar":"7.0"}}"#),
///     "the test `ielts-academic` has no section `grammar`"
/// );
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum LanguageError {
    /// The marks belong to another test.
    #[error("marks of `{given}` cannot be judged by `{test}`")]
    OtherTest {
        /// The test that was asked.
        test: TestCode,
        /// The test of the marks.
        given: TestCode,
    },
    /// The test has no overall result.
    #[error("the test `{test}` gives no overall result: name its sections")]
    NoOverall {
        /// The test.
        test: TestCode,
    },
    /// The test has no such section.
    #[error("the test `{test}` has no section `{section}`")]
    UnknownSection {
        /// The test.
        test: TestCode,
        /// The section.
        section: Section,
    },
    /// A mark is asked for in each section of a test that has none.
    #[error("the test `{test}` has no sections to ask a mark in each of")]
    NoSections {
        /// The test.
        test: TestCode,
    },
    /// A mark is not on its scale.
    #[error("`{test}`, {}: {error}", part(section.as_ref()))]
    Mark {
        /// The test.
        test: TestCode,
        /// The section; `None` for the overall result.
        section: Option<Section>,
        /// What was wrong with the mark.
        error: ScaleError,
    },
    /// The test was not yet held in this form.
    #[error("the test `{test}` cannot have been taken on {taken}: it is in use from {from}")]
    TooEarly {
        /// The test.
        test: TestCode,
        /// The day the score was taken.
        taken: NaiveDate,
        /// The first day in use.
        from: NaiveDate,
    },
    /// The test was no longer held in this form.
    #[error("the test `{test}` cannot have been taken on {taken}: it was in use until {until}")]
    TooLate {
        /// The test.
        test: TestCode,
        /// The day the score was taken.
        taken: NaiveDate,
        /// The last day in use.
        until: NaiveDate,
    },
    /// The validity is counted from the day of the result, and that day is not known.
    #[error("the score in `{test}` counts from the day it was reported: give that day")]
    NotReported {
        /// The test.
        test: TestCode,
    },
}
