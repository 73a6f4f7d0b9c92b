//! What somebody asks for in a language test.

use std::{collections::BTreeMap, fmt};

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::{Mark, Section, TestCode, part};
use crate::record;

/// The open form of a [`LanguageRequirement`], whose example shows it in use.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LanguageRequirementDraft {
    /// The test whose marks these are.
    pub test: TestCode,
    /// The least overall mark.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub overall: Option<Mark>,
    /// The least mark in every section of the test.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub each_section: Option<Mark>,
    /// The least mark in single sections, beside what is asked of each: the higher of the two counts.
    #[serde(
        default,
        skip_serializing_if = "BTreeMap::is_empty",
        deserialize_with = "crate::word::unique_map"
    )]
    pub sections: BTreeMap<Section, Mark>,
}

/// The least marks somebody asks for in one language test: "6.5 overall and no section below 6.0".
///
/// It is compared with scores of that test only, mark by mark; a score in another test is no answer to it, whatever a
/// [`Concordance`](super::Concordance) may say.
///
/// # Validity
///
/// Something is asked for. Whether the marks exist in the test is asked of the test:
/// [`LanguageTest::admit_requirement`](super::LanguageTest::admit_requirement).
///
/// # Wire form
///
/// `{"test":"ielts-academic","overall":"6.5","each_section":"6.0"}`; what is not asked for is left out.
///
/// # Example
///
/// ```
/// use collegium_core::language::{
///     LanguageRequirement, LanguageRequirementDraft, LanguageRequirementError, Mark, TestCode,
/// };
/// use std::collections::BTreeMap;
///
/// let draft = LanguageRequirementDraft {
///     test: TestCode::new("testdaf").unwrap(),
///     overall: None,
///     each_section: Some(Mark::new("TDN 4").unwrap()),
///     sections: BTreeMap::new(),
/// };
/// let asked = LanguageRequirement::try_from(draft).unwrap();
/// assert_eq!(asked.each_section.as_ref().unwrap().as_str(), "TDN 4");
///
/// let nothing = LanguageRequirementDraft { each_section: None, ..asked.draft() };
/// assert!(matches!(LanguageRequirement::try_from(nothing), Err(LanguageRequirementError::Empty { .. })));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "LanguageRequirementDraft", into = "LanguageRequirementDraft")]
pub struct LanguageRequirement(LanguageRequirementDraft);

record!(LanguageRequirement, LanguageRequirementDraft, LanguageRequirementError);

impl LanguageRequirementDraft {
    fn check(self) -> Result<Self, LanguageRequirementError> {
        if self.overall.is_none() && self.each_section.is_none() && self.sections.is_empty() {
            Err(LanguageRequirementError::Empty { test: self.test })
        } else {
            Ok(self)
        }
    }
}

/// Why a requirement was refused.
///
/// # Example
///
/// ```
/// use collegium_core::language::{LanguageRequirementError, TestCode};
/// let error = LanguageRequirementError::Empty { test: TestCode::new("dsh").unwrap() };
/// assert_eq!(error.to_string(), "the requirement in `dsh` asks for nothing: give a mark, overall or of a section");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum LanguageRequirementError {
    /// Nothing is asked for.
    #[error("the requirement in `{test}` asks for nothing: give a mark, overall or of a section")]
    Empty {
        /// The test.
        test: TestCode,
    },
}

/// One part of a test in which a score does not reach what is asked for.
///
/// # Wire form
///
/// `{"section":"writing","required":"6.0","reached":"5.5","steps":1}`; `section` is left out for the overall result,
/// `reached` and `steps` where the score has no such mark.
///
/// # Example
///
/// ```
/// use collegium_core::language::{Mark, Shortfall};
/// let missing = Shortfall { section: None, required: Mark::new("6.5").unwrap(), reached: None, steps: None };
/// assert_eq!(missing.to_string(), "overall: `6.5` is asked for, the score has no such mark");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Shortfall {
    /// The section; `None` for the overall result.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub section: Option<Section>,
    /// The least mark asked for.
    pub required: Mark,
    /// The mark of the score; `None` if it has none there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reached: Option<Mark>,
    /// How many steps of the scale lie between the two.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub steps: Option<u32>,
}

impl fmt::Display for Shortfall {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: `{}` is asked for, ", part(self.section.as_ref()), self.required)?;
        match &self.reached {
            Some(reached) => write!(f, "`{reached}` was reached"),
            None => f.write_str("the score has no such mark"),
        }
    }
}
