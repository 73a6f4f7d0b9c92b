//! What a stage leads to.

use std::{collections::BTreeSet, fmt};

use collegium_core::{AwardKind, FrameworkLevel, IscedLevel, LocalizedText};
use serde::{Deserialize, Serialize};

use super::Host;

/// An award at the end of a [`Stage`](super::Stage).
///
/// # Wire form
///
/// `{"isced":"5","kind":"diploma","name":{"en":"…","zh":"…"},"framework":{…},"by":"home"}`; `framework` is left out where
/// none is named, `by` where the host of the stage grants the award.
///
/// # Example
///
/// ```
/// use collegium_core::AwardKind;
/// use collegium_pathways::Award;
/// let award: Award = serde_json::from_str(
///     r#"{"isced":"6","kind":"degree","name":{"en":"Bachelor of Business"},"framework":{"framework":"aqf","level":"7"}}"#,
/// )
/// .unwrap();
/// assert_eq!(award.kind, AwardKind::Degree);
/// assert_eq!(award.framework.unwrap().to_string(), "aqf 7");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Award {
    /// Its level in ISCED 2011.
    pub isced: IscedLevel,
    /// Whether it is a diploma, a degree or a certificate.
    pub kind: AwardKind,
    /// Its national name.
    pub name: LocalizedText,
    /// Its level in the framework of its country.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub framework: Option<FrameworkLevel>,
    /// Who grants it, if it is not the host of the stage. `joint` means one document of all the bodies.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<Host>,
}

/// How the awards of a stage, or of a route, go together.
///
/// A joint degree is one document signed by all awarding institutions; a double (here: dual) or multiple degree is
/// separate degrees of two or more of them (European Approach for Quality Assurance of Joint Programmes, May 2015). Two
/// papers of one body, such as the Chinese diploma of graduation and the degree certificate, are one award in this sense.
///
/// # Wire form
///
/// The variant in snake case: `"dual"`.
///
/// # Example
///
/// ```
/// use collegium_pathways::AwardForm;
/// assert_eq!(AwardForm::Consecutive.to_string(), "consecutive");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AwardForm {
    /// Of one body.
    Single,
    /// Of several bodies on one document.
    Joint,
    /// Separate awards of two bodies for the same stage: a double degree.
    Dual,
    /// Separate awards of more than two bodies for the same stage.
    Multiple,
    /// Awards of several stages, one after the other, as on a 3+1+1 route.
    Consecutive,
}

impl AwardForm {
    /// The form of the awards that these bodies grant for one stage.
    pub(super) fn of<'a>(grantors: impl Iterator<Item = &'a Host>) -> Option<Self> {
        let bodies: BTreeSet<&Host> = grantors.collect();
        match (bodies.len(), bodies.first()) {
            (0, _) => None,
            (1, Some(Host::Joint(_))) => Some(Self::Joint),
            (1, _) => Some(Self::Single),
            (2, _) => Some(Self::Dual),
            _ => Some(Self::Multiple),
        }
    }
}

impl fmt::Display for AwardForm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Single => "single",
            Self::Joint => "joint",
            Self::Dual => "dual",
            Self::Multiple => "multiple",
            Self::Consecutive => "consecutive",
        })
    }
}
