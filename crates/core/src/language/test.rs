//! Language tests: their scales, and how long their results count.

mod answer;
mod refusal;

use std::collections::BTreeMap;

use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

pub use refusal::{LanguageError, LanguageTestError};

use super::{Mark, Scale, Section, TestCode};
use crate::{
    Fraction, LanguageTag, LocalizedText, Rounding, record, rules,
    source::{Source, Status},
};

/// The day from which the validity of a result is counted.
///
/// # Wire form
///
/// `"taken"` or `"reported"`.
///
/// # Example
///
/// ```
/// use collegium_core::language::CountedFrom;
/// assert_eq!(serde_json::to_string(&CountedFrom::Reported).unwrap(), "\"reported\"");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CountedFrom {
    /// The day of the test.
    Taken,
    /// The day the result was published.
    Reported,
}

/// How the overall result follows from the sections.
///
/// # Wire form
///
/// `"sum"` or `"mean"`.
///
/// # Example
///
/// ```
/// use collegium_core::language::{LanguageTest, OverallRule};
/// let rule = |name| LanguageTest::preset(name).unwrap().load().unwrap().overall_rule;
/// assert_eq!(rule("language-test-ielts-academic"), Some(OverallRule::Mean));
/// assert_eq!(rule("language-test-toefl-ibt"), Some(OverallRule::Sum));
/// assert_eq!(rule("language-test-pte-academic"), None);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OverallRule {
    /// The sum of all sections.
    Sum,
    /// The mean of all sections, brought to the nearest step of the overall scale; what lies half-way goes up.
    Mean,
}

impl OverallRule {
    /// The overall mark of section results; `None` if there is none on the scale.
    fn apply(self, scale: &Scale, results: &[Decimal]) -> Option<Mark> {
        let (least, _, step) = scale.numbers()?;
        let sum = results.iter().fold(Fraction::from(0), |sum, &result| sum + result.into());
        let value = match self {
            Self::Sum => sum,
            Self::Mean => sum.checked_div(&u32::try_from(results.len()).ok()?.into()).ok()?,
        };
        let place = (value - least.into()).checked_div(&step.into()).ok()?;
        let nearest = place.round(0, Rounding::HalfUp).ok()?;
        if self == Self::Sum && Fraction::from(nearest) != place {
            return None;
        }
        scale.mark(u32::try_from(nearest).ok()?)
    }
}

/// The open form of a [`LanguageTest`], whose example shows it in use.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LanguageTestDraft {
    /// Its name among tests.
    pub code: TestCode,
    /// Its name for people.
    pub name: LocalizedText,
    /// The language that is tested.
    pub language: LanguageTag,
    /// The scale of the overall result; `None` if the test gives none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub overall: Option<Scale>,
    /// How the overall result follows from the sections, where it does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub overall_rule: Option<OverallRule>,
    /// The scales of the sections.
    #[serde(
        default,
        skip_serializing_if = "BTreeMap::is_empty",
        deserialize_with = "crate::word::unique_map"
    )]
    pub sections: BTreeMap<Section, Scale>,
    /// For how many months a result counts; `None` if it does not expire.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub validity_months: Option<u32>,
    /// The day from which it counts.
    pub counted_from: CountedFrom,
    /// The first day on which the test was held in this form; `None` if it is not known.
    #[serde(default, with = "crate::date::option", skip_serializing_if = "Option::is_none")]
    pub in_use_from: Option<NaiveDate>,
    /// The last day on which the test was held in this form; `None` if none is known.
    #[serde(default, with = "crate::date::option", skip_serializing_if = "Option::is_none")]
    pub in_use_until: Option<NaiveDate>,
    /// Where this is said.
    pub source: Source,
    /// Whether it was read there.
    pub status: Status,
}

/// A language test in one of its forms: which marks it gives and how long they count.
///
/// # Validity
///
/// An overall scale or at least one section. An [`OverallRule`] only where the overall scale and all sections are points,
/// and where it leads from the worst sections to the worst overall mark and from the best to the best. 1 to 1,200
/// months. The last day in use is not before the first.
///
/// # Wire form
///
/// An object with the fields of [`LanguageTestDraft`]; what does not apply or is not known is left out.
///
/// # Example
///
/// ```
/// use collegium_core::language::{CountedFrom, LanguageTest, LanguageTestDraft, LanguageTestError};
/// use collegium_core::source::{Rules, Status};
///
/// let topik = LanguageTest::preset("language-test-topik-2").unwrap().load().unwrap();
/// assert_eq!((topik.validity_months, topik.counted_from), (Some(24), CountedFrom::Reported));
/// assert_eq!(topik.status(), Status::Verified);
///
/// let draft = LanguageTestDraft { validity_months: Some(0), ..topik.draft() };
/// assert!(matches!(LanguageTest::try_from(draft), Err(LanguageTestError::Months { months: 0, .. })));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "LanguageTestDraft", into = "LanguageTestDraft")]
pub struct LanguageTest(LanguageTestDraft);

record!(LanguageTest, LanguageTestDraft, LanguageTestError);
rules!(LanguageTest);

impl LanguageTestDraft {
    fn check(self) -> Result<Self, LanguageTestError> {
        let code = || self.code.clone();
        if self.overall.is_none() && self.sections.is_empty() {
            return Err(LanguageTestError::NoScale { test: code() });
        }
        if let Some(months) = self.validity_months
            && !(1..=1_200).contains(&months)
        {
            return Err(LanguageTestError::Months { test: code(), months });
        }
        if let (Some(from), Some(until)) = (self.in_use_from, self.in_use_until)
            && until < from
        {
            return Err(LanguageTestError::InUse { test: code(), from, until });
        }
        match self.overall_rule {
            Some(rule) if !self.can_follow(rule) => Err(LanguageTestError::Rule { test: code() }),
            _ => Ok(self),
        }
    }

    /// Whether by this rule the worst sections lead to the worst overall mark, and the best to the best.
    fn can_follow(&self, rule: OverallRule) -> bool {
        let numbers: Option<Vec<_>> = self.sections.values().map(Scale::numbers).collect();
        let Some((overall, numbers)) = self.overall.as_ref().zip(numbers) else { return false };
        let worst: Vec<_> = numbers.iter().map(|&(least, ..)| least).collect();
        let best: Vec<_> = numbers.iter().map(|&(_, most, _)| most).collect();
        let leads = |results: &[Decimal], place: u32| {
            rule.apply(overall, results).is_some_and(|mark| overall.mark(place) == Some(mark))
        };
        leads(&worst, 0) && leads(&best, overall.size().saturating_sub(1))
    }
}
