//! One stage of a route.

use std::{collections::BTreeSet, fmt};

use collegium_core::{
    LanguageTag,
    entity::{AgreementId, PartnerId},
};
use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::{Award, AwardForm};
use crate::Years;

/// One stage of a [`Route`](super::Route).
///
/// # Wire form
///
/// `{"host":"home","years":"3","language":"zh","awards":[{…}],"exit":true}`; `language`, `awards` and `agreement` are left
/// out where there are none.
///
/// # Example
///
/// ```
/// use collegium_pathways::{Host, Stage};
/// let stage: Stage = serde_json::from_str(r#"{"host":"home","years":"1.5","exit":false}"#).unwrap();
/// assert_eq!((stage.host, stage.years.months(), stage.awards.len()), (Host::Home, 18, 0));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Stage {
    /// Who teaches it.
    pub host: Host,
    /// How long it takes.
    pub years: Years,
    /// The language of instruction, if one is fixed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<LanguageTag>,
    /// What it leads to: nothing, one award, or several, as with a double degree.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub awards: Vec<Award>,
    /// Whether a student may leave after it and keep the awards.
    pub exit: bool,
    /// The agreement that covers it, if it is not the programme's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub agreement: Option<AgreementId>,
}

impl Stage {
    /// Who grants one of its awards: the body the award names, or else the host of the stage.
    ///
    /// # Example
    ///
    /// ```
    /// use collegium_pathways::{Host, Stage};
    /// let stage: Stage = serde_json::from_str(
    ///     r#"{"host":"home","years":"3","awards":[{"isced":"5","kind":"diploma","name":{"zh":"专科毕业证书"}}],"exit":true}"#,
    /// )
    /// .unwrap();
    /// assert_eq!(stage.grantor(&stage.awards[0]), &Host::Home);
    /// ```
    #[must_use]
    pub fn grantor<'a>(&'a self, award: &'a Award) -> &'a Host {
        award.by.as_ref().unwrap_or(&self.host)
    }

    /// How its awards go together; `None` if it leads to none.
    ///
    /// # Example
    ///
    /// ```
    /// use collegium_pathways::{AwardForm, Stage};
    /// let double: Stage = serde_json::from_str(
    ///     r#"{"host":{"partner":"67e55044-10b1-426f-9247-bb680e5fe0c8"},"years":"2","exit":true,"awards":[
    ///         {"isced":"6","kind":"degree","name":{"en":"Bachelor of Engineering"}},
    ///         {"isced":"6","kind":"degree","name":{"zh":"工学学士"},"by":"home"}]}"#,
    /// )
    /// .unwrap();
    /// assert_eq!(double.form(), Some(AwardForm::Dual));
    /// ```
    #[must_use]
    pub fn form(&self) -> Option<AwardForm> {
        AwardForm::of(self.awards.iter().map(|award| self.grantor(award)))
    }
}

/// Who teaches a stage, or grants an award.
///
/// # Wire form
///
/// `"home"`, `{"partner":"…"}` or `{"joint":["…"]}`.
///
/// # Example
///
/// ```
/// use collegium_pathways::Host;
/// assert!(!Host::Home.is_abroad());
/// assert_eq!(Host::Home.partners().count(), 0);
/// ```
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Host {
    /// The college itself.
    Home,
    /// A partner, at its own place.
    Partner(PartnerId),
    /// The college together with partners: taught at home, or granted on one document.
    Joint(BTreeSet<PartnerId>),
}

impl Host {
    /// Whether the stage is studied at a partner's.
    #[must_use]
    pub const fn is_abroad(&self) -> bool {
        matches!(self, Self::Partner(_))
    }

    /// The partners that take part.
    pub fn partners(&self) -> impl Iterator<Item = PartnerId> {
        let (one, many) = match self {
            Self::Home => (None, None),
            Self::Partner(partner) => (Some(*partner), None),
            Self::Joint(partners) => (None, Some(partners.iter().copied())),
        };
        one.into_iter().chain(many.into_iter().flatten())
    }
}

/// The number of a stage in its route, from 1 to 6.
///
/// # Wire form
///
/// A JSON number.
///
/// # Example
///
/// ```
/// use collegium_pathways::StageNumber;
/// let first = StageNumber::try_from(1).unwrap();
/// assert_eq!(first, StageNumber::FIRST);
/// assert_eq!(first.next().unwrap().to_string(), "2");
/// assert_eq!(StageNumber::try_from(6).unwrap().next(), None);
/// assert!(StageNumber::try_from(0).is_err());
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "u8", into = "u8")]
pub struct StageNumber(u8);

impl StageNumber {
    /// The first stage.
    pub const FIRST: Self = Self(1);

    /// The stage after this one; `None` after the sixth.
    #[must_use]
    pub fn next(self) -> Option<Self> {
        Self::try_from(self.0 + 1).ok()
    }

    pub(crate) const fn at(index: u8) -> Self {
        Self(index + 1)
    }

    pub(crate) const fn index(self) -> usize {
        self.0 as usize - 1
    }
}

impl TryFrom<u8> for StageNumber {
    type Error = StageNumberError;

    fn try_from(number: u8) -> Result<Self, StageNumberError> {
        if (1..=6).contains(&number) { Ok(Self(number)) } else { Err(StageNumberError { number }) }
    }
}

impl From<StageNumber> for u8 {
    fn from(number: StageNumber) -> Self {
        number.0
    }
}

impl fmt::Display for StageNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}

/// Not the number of a stage.
///
/// # Example
///
/// ```
/// use collegium_pathways::StageNumber;
/// let error = StageNumber::try_from(7).unwrap_err();
/// assert_eq!(error.to_string(), "7 is not the number of a stage: they go from 1 to 6");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{number} is not the number of a stage: they go from 1 to 6")]
#[non_exhaustive]
pub struct StageNumberError {
    /// What was given.
    pub number: u8,
}
