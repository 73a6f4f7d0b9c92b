//! Lists of awards.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::{FrameworkLevel, Qualification};
use crate::{
    Country, RecordCode,
    preset::Preset,
    record, rules,
    source::{Source, Status},
};

/// The open form of [`Qualifications`], whose example shows it in use.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct QualificationsDraft {
    /// The awards, each with its own source.
    pub qualifications: Vec<Qualification>,
    /// What the list as a whole is.
    pub source: Source,
    /// Whether everything in it was read in a source.
    pub status: Status,
}

/// A list of awards of one or more countries, looked up by code, by country or by level.
///
/// Each award names its own source and status, for a list is put together from many documents.
///
/// # Validity
///
/// No code comes twice. The list is verified only if each of its awards is.
///
/// # Wire form
///
/// `{"qualifications":[…],"source":{…},"status":"unverified"}`.
///
/// # Example
///
/// ```
/// use collegium_core::{Qualifications, qualification::{QualificationsDraft, QualificationsError}};
/// use collegium_core::source::{Rules, Status};
///
/// let list = Qualifications::preset().load().unwrap();
/// assert_eq!(list.status(), Status::Unverified);
///
/// let boast = QualificationsDraft { status: Status::Verified, ..list.draft() };
/// assert!(matches!(Qualifications::try_from(boast), Err(QualificationsError::Unverified { .. })));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "QualificationsDraft", into = "QualificationsDraft")]
pub struct Qualifications(QualificationsDraft);

record!(Qualifications, QualificationsDraft, QualificationsError);
rules!(Qualifications);

static PRESET: Preset<Qualifications> =
    Preset::new("qualifications", include_str!("../../presets/qualifications.json"));

impl QualificationsDraft {
    fn check(self) -> Result<Self, QualificationsError> {
        let mut codes = BTreeSet::new();
        if let Some(twice) = self.qualifications.iter().find(|award| !codes.insert(&award.code)) {
            return Err(QualificationsError::Twice { code: twice.code.clone() });
        }
        let doubtful = self.qualifications.iter().find(|award| award.status == Status::Unverified);
        match doubtful {
            Some(award) if self.status == Status::Verified => {
                Err(QualificationsError::Unverified { code: award.code.clone() })
            }
            _ => Ok(self),
        }
    }
}

impl Qualifications {
    /// The list that is shipped: awards of Australia, China, Germany, Korea, Singapore and the United Kingdom.
    ///
    /// # Example
    ///
    /// ```
    /// use collegium_core::Qualifications;
    /// assert_eq!(Qualifications::preset().name(), "qualifications");
    /// ```
    #[must_use]
    pub fn preset() -> &'static Preset<Self> {
        &PRESET
    }

    /// The award with this code.
    ///
    /// # Example
    ///
    /// ```
    /// use collegium_core::{Qualifications, RecordCode};
    /// let list = Qualifications::preset().load().unwrap();
    /// assert_eq!(list.find(&RecordCode::new("kr-associate").unwrap()).unwrap().name.to_string(), "Associate degree");
    /// assert!(list.find(&RecordCode::new("fr-licence").unwrap()).is_none());
    /// ```
    #[must_use]
    pub fn find(&self, code: &RecordCode) -> Option<&Qualification> {
        self.qualifications.iter().find(|award| award.code == *code)
    }

    /// The awards of a country, in the order of the list.
    ///
    /// # Example
    ///
    /// ```
    /// use collegium_core::{Country, Qualifications};
    /// let list = Qualifications::preset().load().unwrap();
    /// let china: Vec<_> = list.of(Country::new("CN").unwrap()).map(|award| award.code.as_str()).collect();
    /// assert_eq!(china, ["cn-zhuanke", "cn-bachelor", "cn-master", "cn-doctor"]);
    /// ```
    pub fn of(&self, country: Country) -> impl Iterator<Item = &Qualification> {
        self.qualifications.iter().filter(move |award| award.country == country)
    }

    /// The awards at a level of a framework, in the order of the list: seldom one alone.
    ///
    /// # Example
    ///
    /// ```
    /// use collegium_core::{FrameworkLevel, Qualifications};
    /// let list = Qualifications::preset().load().unwrap();
    /// let level: FrameworkLevel = serde_json::from_str(r#"{"framework":"eqf","level":"5"}"#).unwrap();
    /// let codes: Vec<_> = list.at(&level).map(|award| award.code.as_str()).collect();
    /// // British level 4 and level 5, and the Korean associate degree.
    /// assert_eq!(
    ///     codes,
    ///     ["gb-hnc", "gb-cert-he", "gb-hnd", "gb-dip-he", "gb-foundation-degree", "kr-associate"]
    /// );
    /// ```
    pub fn at<'a>(&'a self, level: &'a FrameworkLevel) -> impl Iterator<Item = &'a Qualification> {
        self.qualifications.iter().filter(move |award| award.frameworks.contains(level))
    }
}

/// Why a list of awards was refused.
///
/// # Example
///
/// ```
/// use collegium_core::{Qualifications, qualification::QualificationsError};
/// let mut draft = Qualifications::preset().load().unwrap().draft();
/// draft.qualifications.push(draft.qualifications[0].clone());
/// let error = Qualifications::try_from(draft).unwrap_err();
/// assert_eq!(error.to_string(), "the qualification `cn-zhuanke` comes twice");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum QualificationsError {
    /// A code comes twice.
    #[error("the qualification `{code}` comes twice")]
    Twice {
        /// The code.
        code: RecordCode,
    },
    /// The list says that everything was read, and an entry says it was not.
    #[error("the list cannot be verified: the qualification `{code}` is not")]
    Unverified {
        /// The first such award.
        code: RecordCode,
    },
}
