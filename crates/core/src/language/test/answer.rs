//! What a test says about scores and requirements.

use std::collections::BTreeMap;

use chrono::{Months, NaiveDate};

use super::{CountedFrom, LanguageError, LanguageTest};
use crate::{
    decimal,
    language::{LanguageRequirement, LanguageScore, Mark, Scale, Section, Shortfall, TestCode},
};

/// The least mark asked for in each part of a test, with its position; `None` is the overall result.
type Demands<'a> = BTreeMap<Option<&'a Section>, (u32, &'a Mark)>;

impl LanguageTest {
    /// The scale of a section, or with `None` of the overall result.
    ///
    /// # Example
    ///
    /// ```
    /// use collegium_core::language::{LanguageTest, Section};
    /// let testdaf = LanguageTest::preset("language-test-testdaf").unwrap().load().unwrap();
    /// assert_eq!(testdaf.scale(Some(&Section::new("reading").unwrap())).unwrap().size(), 3);
    /// assert_eq!(testdaf.scale(None), None);
    /// ```
    #[must_use]
    pub fn scale(&self, section: Option<&Section>) -> Option<&Scale> {
        match section {
            None => self.overall.as_ref(),
            Some(section) => self.sections.get(section),
        }
    }

    /// Checks that a score can be one of this test: its code, each mark on its scale, and taken while it was in use.
    ///
    /// The overall mark is not compared with the sections; see [`LanguageTest::expected_overall`].
    ///
    /// # Example
    ///
    /// ```
    /// use collegium_core::language::{LanguageScore, LanguageTest};
    /// let toefl = LanguageTest::preset("language-test-toefl-ibt").unwrap().load().unwrap();
    /// let taken = |day: &str| -> LanguageScore {
    ///     serde_json::from_str(&format!(r#"{{"test":"toefl-ibt","taken":"{day}","overall":"95"}}"#)).unwrap()
    /// };
    /// assert_eq!(toefl.admit(&taken("2026-01-20")), Ok(()));
    /// assert_eq!(
    ///     toefl.admit(&taken("2026-01-21")).unwrap_err().to_string(),
    ///     "the test `toefl-ibt` cannot have been taken on 2026-01-21: it was in use until 2026-01-20"
    /// );
    /// ```
    ///
    /// # Errors
    ///
    /// [`LanguageError::OtherTest`], [`LanguageError::NoOverall`], [`LanguageError::UnknownSection`],
    /// [`LanguageError::Mark`], [`LanguageError::TooEarly`], [`LanguageError::TooLate`].
    pub fn admit(&self, score: &LanguageScore) -> Result<(), LanguageError> {
        self.check_test(&score.test)?;
        let (test, taken) = (|| self.code.clone(), score.taken);
        if let Some(from) = self.in_use_from.filter(|&from| taken < from) {
            return Err(LanguageError::TooEarly { test: test(), taken, from });
        }
        if let Some(until) = self.in_use_until.filter(|&until| until < taken) {
            return Err(LanguageError::TooLate { test: test(), taken, until });
        }
        if let Some(overall) = &score.overall {
            self.position(None, overall)?;
        }
        score.sections.iter().try_for_each(|(section, mark)| self.position(Some(section), mark).map(drop))
    }

    /// Checks that a requirement can be one of this test: its code, and each mark on its scale.
    ///
    /// # Example
    ///
    /// ```
    /// use collegium_core::language::{LanguageRequirement, LanguageTest};
    /// let testdaf = LanguageTest::preset("language-test-testdaf").unwrap().load().unwrap();
    /// let asked = |json: &str| -> LanguageRequirement { serde_json::from_str(json).unwrap() };
    /// assert_eq!(testdaf.admit_requirement(&asked(r#"{"test":"testdaf","each_section":"TDN 4"}"#)), Ok(()));
    /// assert_eq!(
    ///     testdaf.admit_requirement(&asked(r#"{"test":"testdaf","overall":"TDN 4"}"#)).unwrap_err().to_string(),
    ///     "the test `testdaf` gives no overall result: name its sections"
    /// );
    /// ```
    ///
    /// # Errors
    ///
    /// [`LanguageError::OtherTest`], [`LanguageError::NoOverall`], [`LanguageError::UnknownSection`],
    /// [`LanguageError::NoSections`], [`LanguageError::Mark`].
    pub fn admit_requirement(&self, requirement: &LanguageRequirement) -> Result<(), LanguageError> {
        self.demands(requirement).map(drop)
    }

    /// The parts in which a score does not reach what is asked for, the overall result first, then the sections by
    /// name; empty if it reaches everything. A mark that is asked for and missing is a shortfall.
    ///
    /// Whether the score still counts is another question: [`LanguageTest::is_valid_on`].
    ///
    /// # Example
    ///
    /// ```
    /// use collegium_core::language::{LanguageRequirement, LanguageScore, LanguageTest};
    /// let toefl = LanguageTest::preset("language-test-toefl-ibt").unwrap().load().unwrap();
    /// let score: LanguageScore =
    ///     serde_json::from_str(r#"{"test":"toefl-ibt","taken":"2025-09-06","overall":"88"}"#).unwrap();
    /// let asked: LanguageRequirement =
    ///     serde_json::from_str(r#"{"test":"toefl-ibt","overall":"90","sections":{"writing":"20"}}"#).unwrap();
    /// let missing: Vec<_> = toefl.shortfalls(&score, &asked).unwrap().iter().map(ToString::to_string).collect();
    /// assert_eq!(
    ///     missing,
    ///     [
    ///         "overall: `90` is asked for, `88` was reached",
    ///         "`writing`: `20` is asked for, the score has no such mark",
    ///     ]
    /// );
    /// ```
    ///
    /// # Errors
    ///
    /// Those of [`LanguageTest::admit`] and [`LanguageTest::admit_requirement`].
    pub fn shortfalls(
        &self,
        score: &LanguageScore,
        requirement: &LanguageRequirement,
    ) -> Result<Vec<Shortfall>, LanguageError> {
        self.admit(score)?;
        let mut missing = Vec::new();
        for (section, (asked, required)) in self.demands(requirement)? {
            let reached = score.mark(section);
            let position = reached.map(|mark| self.position(section, mark)).transpose()?;
            if position.is_none_or(|position| position < asked) {
                missing.push(Shortfall {
                    section: section.cloned(),
                    required: required.clone(),
                    reached: reached.cloned(),
                    steps: position.map(|position| asked.saturating_sub(position)),
                });
            }
        }
        Ok(missing)
    }

    /// The overall mark that follows from the sections by the test's own rule; `None` if the test has no such rule, or
    /// the score lacks a section or has a mark that is off its scale.
    ///
    /// # Example
    ///
    /// ```
    /// use collegium_core::language::{LanguageScore, LanguageTest};
    /// let ielts = LanguageTest::preset("language-test-ielts-academic").unwrap().load().unwrap();
    /// let score: LanguageScore = serde_json::from_str(
    ///     r#"{"test":"ielts-academic","taken":"2025-09-06",
    ///         "sections":{"listening":"6.5","reading":"6.5","speaking":"6.0","writing":"6.0"}}"#,
    /// )
    /// .unwrap();
    /// // The mean is 6.25.
    /// assert_eq!(ielts.expected_overall(&score).unwrap().as_str(), "6.5");
    /// ```
    #[must_use]
    pub fn expected_overall(&self, score: &LanguageScore) -> Option<Mark> {
        let rule = self.overall_rule?;
        let mut results = Vec::new();
        for (section, scale) in &self.sections {
            let mark = score.mark(Some(section))?;
            scale.position(mark).ok()?;
            results.push(decimal::parse(mark.as_str()).ok()?);
        }
        rule.apply(self.overall.as_ref()?, &results)
    }

    /// The day from which the validity of a score is counted.
    ///
    /// # Example
    ///
    /// ```
    /// use collegium_core::language::{LanguageScore, LanguageTest};
    /// let topik = LanguageTest::preset("language-test-topik-2").unwrap().load().unwrap();
    /// let score = |json: &str| -> LanguageScore { serde_json::from_str(json).unwrap() };
    /// let known = score(r#"{"test":"topik-2","taken":"2026-04-12","reported":"2026-05-28","overall":"190"}"#);
    /// assert_eq!(topik.counted_on(&known).unwrap().to_string(), "2026-05-28");
    /// let unknown = score(r#"{"test":"topik-2","taken":"2026-04-12","overall":"190"}"#);
    /// assert_eq!(
    ///     topik.counted_on(&unknown).unwrap_err().to_string(),
    ///     "the score in `topik-2` counts from the day it was reported: give that day"
    /// );
    /// ```
    ///
    /// # Errors
    ///
    /// [`LanguageError::OtherTest`]; [`LanguageError::NotReported`] if that day is the day of the result, and not known.
    pub fn counted_on(&self, score: &LanguageScore) -> Result<NaiveDate, LanguageError> {
        self.check_test(&score.test)?;
        match self.counted_from {
            CountedFrom::Taken => Ok(score.taken),
            CountedFrom::Reported => {
                score.reported.ok_or_else(|| LanguageError::NotReported { test: self.code.clone() })
            }
        }
    }

    /// The last day on which a score counts; `None` if it does not expire.
    ///
    /// It is the same day of the month so many months later, itself included; in a month without that day, the last one
    /// of the month. Some testing centres stop a day earlier: where it comes to one day, ask the centre.
    ///
    /// # Example
    ///
    /// ```
    /// use collegium_core::language::{LanguageScore, LanguageTest};
    /// let ielts = LanguageTest::preset("language-test-ielts-academic").unwrap().load().unwrap();
    /// let score: LanguageScore =
    ///     serde_json::from_str(r#"{"test":"ielts-academic","taken":"2024-02-29","overall":"6.5"}"#).unwrap();
    /// assert_eq!(ielts.valid_until(&score).unwrap(), "2026-02-28".parse().ok());
    /// ```
    ///
    /// # Errors
    ///
    /// [`LanguageError::OtherTest`], [`LanguageError::NotReported`].
    pub fn valid_until(&self, score: &LanguageScore) -> Result<Option<NaiveDate>, LanguageError> {
        let day = self.counted_on(score)?;
        // Beyond the end of the calendar nothing expires.
        let last = |months| day.checked_add_months(Months::new(months)).unwrap_or(NaiveDate::MAX);
        Ok(self.validity_months.map(last))
    }

    /// Whether a score counts on a day: from the day its validity is counted from to the last, both included.
    ///
    /// # Example
    ///
    /// ```
    /// use collegium_core::language::{LanguageScore, LanguageTest};
    /// let ielts = LanguageTest::preset("language-test-ielts-academic").unwrap().load().unwrap();
    /// let score: LanguageScore =
    ///     serde_json::from_str(r#"{"test":"ielts-academic","taken":"2024-02-29","overall":"6.5"}"#).unwrap();
    /// let valid = |day: &str| ielts.is_valid_on(&score, day.parse().unwrap()).unwrap();
    /// assert!(valid("2026-02-28") && !valid("2026-03-01") && !valid("2024-02-28"));
    /// ```
    ///
    /// # Errors
    ///
    /// [`LanguageError::OtherTest`], [`LanguageError::NotReported`].
    pub fn is_valid_on(&self, score: &LanguageScore, as_of: NaiveDate) -> Result<bool, LanguageError> {
        let last = self.valid_until(score)?;
        Ok(self.counted_on(score)? <= as_of && last.is_none_or(|last| as_of <= last))
    }

    fn check_test(&self, given: &TestCode) -> Result<(), LanguageError> {
        if *given == self.code {
            Ok(())
        } else {
            Err(LanguageError::OtherTest { test: self.code.clone(), given: given.clone() })
        }
    }

    fn position(&self, section: Option<&Section>, mark: &Mark) -> Result<u32, LanguageError> {
        let test = || self.code.clone();
        let scale = self.scale(section).ok_or_else(|| match section {
            None => LanguageError::NoOverall { test: test() },
            Some(section) => LanguageError::UnknownSection { test: test(), section: section.clone() },
        })?;
        scale.position(mark).map_err(|error| LanguageError::Mark {
            test: test(),
            section: section.cloned(),
            error,
        })
    }

    fn demands<'a>(&'a self, requirement: &'a LanguageRequirement) -> Result<Demands<'a>, LanguageError> {
        self.check_test(&requirement.test)?;
        if requirement.each_section.is_some() && self.sections.is_empty() {
            return Err(LanguageError::NoSections { test: self.code.clone() });
        }
        let overall = requirement.overall.iter().map(|mark| (None, mark));
        let each = requirement
            .each_section
            .iter()
            .flat_map(|mark| self.sections.keys().map(move |section| (Some(section), mark)));
        let single = requirement.sections.iter().map(|(section, mark)| (Some(section), mark));
        let mut demands = Demands::new();
        for (section, mark) in overall.chain(each).chain(single) {
            let position = self.position(section, mark)?;
            let demand = demands.entry(section).or_insert((position, mark));
            if demand.0 < position {
                *demand = (position, mark);
            }
        }
        Ok(demands)
    }
}
