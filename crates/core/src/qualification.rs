//! Awards: what a course of study leads to, at which level, and in which country.
//!
//! A [`Qualification`] is one kind of award of one country; [`Qualifications`] is a list of them, shipped for some
//! countries and meant to be edited. The level of ISCED 2011 is the only one that every award has; the levels of national
//! frameworks are noted beside it and are not computed from each other: British RQF 4 and 5 both stand at EQF 5, so no
//! such mapping can be turned round.
//!
//! # Example
//!
//! ```
//! use collegium_core::{IscedLevel, Qualifications, RecordCode};
//!
//! let list = Qualifications::preset().load().unwrap();
//! let zhuanke = list.find(&RecordCode::new("cn-zhuanke").unwrap()).unwrap();
//! assert_eq!(zhuanke.isced, IscedLevel::SHORT_CYCLE);
//! assert!(!zhuanke.kind.is_degree());
//! ```

mod isced;
mod list;
mod years;

use std::{collections::BTreeSet, fmt};

use serde::{Deserialize, Serialize};
use thiserror::Error;

pub use isced::{IscedLevel, IscedLevelError};
pub use list::{Qualifications, QualificationsDraft, QualificationsError};
pub use years::{Years, YearsError};

use crate::{
    Country, Line, LocalizedText, RecordCode, record, rules,
    source::{Source, Status},
};

crate::identifier! {
    /// A framework of levels: `eqf`, `qf-ehea`, `rqf`, `fheq`, `aqf`.
    ///
    /// # Example
    ///
    /// ```
    /// use collegium_core::Framework;
    /// assert_eq!(Framework::new("eqf").unwrap().as_str(), "eqf");
    /// assert!(Framework::new("EQF").is_err());
    /// ```
    pub struct Framework("framework of levels");
}

/// A level in one framework, as the framework names it.
///
/// Levels of different frameworks are not compared: their mappings are many to one.
///
/// # Wire form
///
/// `{"framework":"aqf","level":"7"}`.
///
/// # Example
///
/// ```
/// use collegium_core::FrameworkLevel;
/// let level: FrameworkLevel = serde_json::from_str(r#"{"framework":"aqf","level":"7"}"#).unwrap();
/// assert_eq!(level.to_string(), "aqf 7");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FrameworkLevel {
    /// The framework.
    pub framework: Framework,
    /// The level in its own words: `7`, `first cycle`.
    pub level: Line,
}

impl fmt::Display for FrameworkLevel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.framework, self.level)
    }
}

/// What kind of paper is awarded.
///
/// The Chinese zhuanke diploma (专科毕业证书) is no degree: China's law on degrees knows bachelor, master and doctor
/// only. Associate degrees of other countries are degrees of the same level of ISCED.
///
/// # Wire form
///
/// The variant in snake case: `"diploma"`.
///
/// # Example
///
/// ```
/// use collegium_core::AwardKind;
/// assert!(AwardKind::Degree.is_degree());
/// assert!(!AwardKind::Diploma.is_degree() && !AwardKind::Certificate.is_degree());
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AwardKind {
    /// A diploma: completed study, no degree.
    Diploma,
    /// An academic degree, associate degrees included.
    Degree,
    /// A certificate: a part of what leads to a diploma or degree, or a shorter award of its own.
    Certificate,
}

impl AwardKind {
    /// Whether it is an academic degree.
    #[must_use]
    pub const fn is_degree(self) -> bool {
        matches!(self, Self::Degree)
    }
}

/// The open form of a [`Qualification`], whose example shows it in use.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct QualificationDraft {
    /// Its code in its list: `cn-zhuanke`.
    pub code: RecordCode,
    /// Its name at home and in other languages.
    pub name: LocalizedText,
    /// The country whose award it is.
    pub country: Country,
    /// Its level in ISCED 2011.
    pub isced: IscedLevel,
    /// What kind of paper it is.
    pub kind: AwardKind,
    /// Its levels in other frameworks: none, one, or several of the same.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub frameworks: Vec<FrameworkLevel>,
    /// How long it usually takes in full-time study; `None` if no length is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub years: Option<Years>,
    /// Where this is said.
    pub source: Source,
    /// Whether all of it was read there.
    pub status: Status,
}

/// An award of a country: a zhuanke diploma, an associate degree, a bachelor's degree.
///
/// A programme is classified by the award it leads to, and no programme spans levels: a route from a diploma over a
/// bachelor's to a master's degree is three programmes.
///
/// # Validity
///
/// No level of a framework comes twice.
///
/// # Wire form
///
/// An object with the fields of [`QualificationDraft`]; `frameworks` and `years` are left out where there are none.
///
/// # Example
///
/// ```
/// use collegium_core::qualification::{QualificationDraft, QualificationError};
/// use collegium_core::{Qualification, Qualifications, RecordCode};
///
/// let list = Qualifications::preset().load().unwrap();
/// let associate = list.find(&RecordCode::new("au-associate-degree").unwrap()).unwrap();
/// assert!(associate.kind.is_degree());
/// assert_eq!(associate.years.unwrap().to_string(), "1.5–2 years");
///
/// let mut draft: QualificationDraft = associate.draft();
/// draft.frameworks.push(draft.frameworks[0].clone());
/// assert!(matches!(Qualification::try_from(draft), Err(QualificationError::LevelTwice { .. })));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "QualificationDraft", into = "QualificationDraft")]
pub struct Qualification(QualificationDraft);

record!(Qualification, QualificationDraft, QualificationError);
rules!(Qualification);

impl QualificationDraft {
    fn check(self) -> Result<Self, QualificationError> {
        let mut seen = BTreeSet::new();
        match self.frameworks.iter().find(|level| !seen.insert(*level)) {
            Some(level) => {
                Err(QualificationError::LevelTwice { code: self.code.clone(), level: level.clone() })
            }
            None => Ok(self),
        }
    }
}

impl Qualification {
    /// Its levels in one framework: none, one or several.
    ///
    /// # Example
    ///
    /// ```
    /// use collegium_core::{Framework, Qualifications, RecordCode};
    /// let list = Qualifications::preset().load().unwrap();
    /// let hnc = list.find(&RecordCode::new("gb-hnc").unwrap()).unwrap();
    /// let eqf = Framework::new("eqf").unwrap();
    /// let levels: Vec<_> = hnc.levels_in(&eqf).map(|level| level.as_str()).collect();
    /// assert_eq!(levels, ["5"]);
    /// ```
    pub fn levels_in<'a>(&'a self, framework: &'a Framework) -> impl Iterator<Item = &'a Line> {
        self.frameworks.iter().filter(move |level| level.framework == *framework).map(|level| &level.level)
    }
}

/// Why an award was refused.
///
/// # Example
///
/// ```
/// use collegium_core::{FrameworkLevel, RecordCode, qualification::QualificationError};
/// let level: FrameworkLevel = serde_json::from_str(r#"{"framework":"eqf","level":"5"}"#).unwrap();
/// let error = QualificationError::LevelTwice { code: RecordCode::new("gb-hnd").unwrap(), level };
/// assert_eq!(error.to_string(), "the qualification `gb-hnd` has the level `eqf 5` twice");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum QualificationError {
    /// A level comes twice.
    #[error("the qualification `{code}` has the level `{level}` twice")]
    LevelTwice {
        /// The award.
        code: RecordCode,
        /// The level.
        level: FrameworkLevel,
    },
}
