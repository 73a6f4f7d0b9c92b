//! What is shipped: tests and concordances as JSON files, to use or to copy and edit.

use super::{Concordance, LanguageTest};
use crate::preset::Preset;

/// The preset of a file in the folder `presets`.
macro_rules! preset {
    ($name:literal) => {
        Preset::new($name, include_str!(concat!("../../presets/", $name, ".json")))
    };
}

static TESTS: [Preset<LanguageTest>; 17] = [
    preset!("language-test-ielts-academic"),
    preset!("language-test-toefl-ibt"),
    preset!("language-test-toefl-ibt-2026"),
    preset!("language-test-pte-academic"),
    preset!("language-test-duolingo"),
    preset!("language-test-topik-1"),
    preset!("language-test-topik-2"),
    preset!("language-test-topik-speaking"),
    preset!("language-test-testdaf"),
    preset!("language-test-dsh"),
    preset!("language-test-jlpt"),
    preset!("language-test-jlpt-n5"),
    preset!("language-test-jlpt-n4"),
    preset!("language-test-jlpt-n3"),
    preset!("language-test-jlpt-n2"),
    preset!("language-test-jlpt-n1"),
    preset!("language-test-hsk"),
];

static CONCORDANCES: [Preset<Concordance>; 29] = [
    preset!("concordance-ielts-cefr"),
    preset!("concordance-toefl-ibt-2026-cefr"),
    preset!("concordance-toefl-ibt-toefl-ibt-2026"),
    preset!("concordance-toefl-ibt-toefl-ibt-2026-reading"),
    preset!("concordance-toefl-ibt-toefl-ibt-2026-listening"),
    preset!("concordance-toefl-ibt-toefl-ibt-2026-writing"),
    preset!("concordance-toefl-ibt-toefl-ibt-2026-speaking"),
    preset!("concordance-toefl-ibt-cefr"),
    preset!("concordance-toefl-ibt-ielts"),
    preset!("concordance-toefl-ibt-ielts-reading"),
    preset!("concordance-toefl-ibt-ielts-listening"),
    preset!("concordance-toefl-ibt-ielts-speaking"),
    preset!("concordance-toefl-ibt-ielts-writing"),
    preset!("concordance-pte-academic-ielts-older"),
    preset!("concordance-pte-academic-ielts-2025"),
    preset!("concordance-duolingo-ielts"),
    preset!("concordance-duolingo-cefr"),
    preset!("concordance-topik-1-level"),
    preset!("concordance-topik-2-level"),
    preset!("concordance-topik-speaking-level"),
    preset!("concordance-jlpt-n5-cefr"),
    preset!("concordance-jlpt-n4-cefr"),
    preset!("concordance-jlpt-n3-cefr"),
    preset!("concordance-jlpt-n2-cefr"),
    preset!("concordance-jlpt-n1-cefr"),
    preset!("concordance-dsh-cefr"),
    preset!("concordance-hsk-cefr"),
    preset!("concordance-testdaf-cefr-range"),
    preset!("concordance-testdaf-cefr-levels"),
];

impl LanguageTest {
    /// The tests that are shipped.
    ///
    /// # Example
    ///
    /// ```
    /// use collegium_core::language::LanguageTest;
    /// assert!(LanguageTest::presets().iter().any(|preset| preset.name() == "language-test-testdaf"));
    /// ```
    #[must_use]
    pub fn presets() -> &'static [Preset<Self>] {
        &TESTS
    }

    /// The shipped test of this name: `language-test-` and the code of the test.
    ///
    /// # Example
    ///
    /// ```
    /// use collegium_core::language::LanguageTest;
    /// let ielts = LanguageTest::preset("language-test-ielts-academic").unwrap().load().unwrap();
    /// assert_eq!(ielts.code.as_str(), "ielts-academic");
    /// assert!(LanguageTest::preset("language-test-esperanto").is_none());
    /// ```
    #[must_use]
    pub fn preset(name: &str) -> Option<&'static Preset<Self>> {
        TESTS.iter().find(|preset| preset.name() == name)
    }
}

impl Concordance {
    /// The concordances that are shipped.
    ///
    /// # Example
    ///
    /// ```
    /// use collegium_core::language::Concordance;
    /// // Two sources disagree on TestDaF: both are shipped, and none is preferred.
    /// let testdaf = Concordance::presets().iter().filter(|preset| preset.name().contains("testdaf"));
    /// assert_eq!(testdaf.count(), 2);
    /// ```
    #[must_use]
    pub fn presets() -> &'static [Preset<Self>] {
        &CONCORDANCES
    }

    /// The shipped concordance of this name: `concordance-` and its code.
    ///
    /// # Example
    ///
    /// ```
    /// use collegium_core::language::Concordance;
    /// let table = Concordance::preset("concordance-dsh-cefr").unwrap().load().unwrap();
    /// assert_eq!(table.code.as_str(), "dsh-cefr");
    /// assert!(Concordance::preset("concordance-topik-cefr").is_none(), "there is no official table");
    /// ```
    #[must_use]
    pub fn preset(name: &str) -> Option<&'static Preset<Self>> {
        CONCORDANCES.iter().find(|preset| preset.name() == name)
    }
}
