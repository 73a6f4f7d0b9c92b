//! Language tests as data: what their marks are, how long they count, what is asked for, and how tests compare.
//!
//! - [`LanguageTest`] says which marks a test gives, in which order, and how long a result counts.
//! - [`LanguageScore`] is what a person reached, [`LanguageRequirement`] what somebody asks for, always on the same
//!   test; [`LanguageTest::shortfalls`] compares the two and names what is missing.
//! - [`Concordance`] is a printed table between two tests, or between a test and the levels of the Common European
//!   Framework. It is a dated relation and not a function: one mark may stand beside several, or beside none. Makers of
//!   tests do not endorse such tables for setting required scores, so no requirement is ever judged through one here.
//!
//! # Example
//!
//! ```
//! use collegium_core::language::{LanguageRequirement, LanguageScore, LanguageTest};
//!
//! let ielts = LanguageTest::preset("language-test-ielts-academic").unwrap().load().unwrap();
//! let score: LanguageScore = serde_json::from_str(
//!     r#"{"test":"ielts-academic","taken":"2025-09-06","overall":"6.5",
//!         "sections":{"listening":"7.0","reading":"6.5","speaking":"6.5","writing":"5.5"}}"#,
//! )
//! .unwrap();
//! let asked: LanguageRequirement = serde_json::from_str(
//!     r#"{"test":"ielts-academic","overall":"6.5","each_section":"6.0"}"#,
//! )
//! .unwrap();
//!
//! let missing = ielts.shortfalls(&score, &asked).unwrap();
//! assert_eq!(missing.len(), 1);
//! assert_eq!(missing[0].to_string(), "`writing`: `6.0` is asked for, `5.5` was reached");
//! assert_eq!(ielts.valid_until(&score).unwrap(), "2027-09-06".parse().ok());
//! ```

mod concordance;
mod level;
mod mark;
mod presets;
mod requirement;
mod scale;
mod score;
mod span;
mod test;

pub use concordance::{Concordance, ConcordanceDraft, ConcordanceError, ConcordanceRow, Measure};
pub use level::{CefrLevel, CefrLevelError};
pub use mark::{Mark, MarkError};
pub use requirement::{LanguageRequirement, LanguageRequirementDraft, LanguageRequirementError, Shortfall};
pub use scale::{Scale, ScaleError};
pub use score::{LanguageScore, LanguageScoreDraft, LanguageScoreError};
pub use span::Span;
pub use test::{CountedFrom, LanguageError, LanguageTest, LanguageTestDraft, LanguageTestError, OverallRule};

crate::identifier! {
    /// A language test in one of its forms: `ielts-academic`, `toefl-ibt`, `topik-2`, `testdaf`.
    ///
    /// A form with another scale is another test: `toefl-ibt` of 0 to 120 and `toefl-ibt-2026` of 1 to 6.
    ///
    /// # Example
    ///
    /// ```
    /// use collegium_core::language::TestCode;
    /// assert_eq!(TestCode::new("toefl-ibt").unwrap().as_str(), "toefl-ibt");
    /// assert!(TestCode::new("TOEFL iBT").is_err());
    /// ```
    pub struct TestCode("language test");
}

crate::identifier! {
    /// A part of a test that has its own result: `reading`, `listening`, `writing`, `speaking`.
    ///
    /// The overall result is no section: where both can be meant, it is the section `None`.
    ///
    /// # Example
    ///
    /// ```
    /// use collegium_core::language::Section;
    /// assert_eq!(Section::new("reading").unwrap().as_str(), "reading");
    /// assert!(Section::new("Reading").is_err());
    /// ```
    pub struct Section("section of a test");
}

crate::identifier! {
    /// The name of a concordance: `toefl-ibt-ielts`.
    ///
    /// # Example
    ///
    /// ```
    /// use collegium_core::language::ConcordanceCode;
    /// assert_eq!(ConcordanceCode::new("toefl-ibt-ielts").unwrap().as_str(), "toefl-ibt-ielts");
    /// assert!(ConcordanceCode::new("TOEFL to IELTS").is_err());
    /// ```
    pub struct ConcordanceCode("concordance");
}

/// How messages name a part of a test.
fn part(section: Option<&Section>) -> String {
    section.map_or_else(|| "overall".to_owned(), |section| format!("`{section}`"))
}
