//! The systems in which credits are counted.

use std::collections::BTreeSet;

use collegium_core::{Country, LocalizedText, Source, Status, identifier, record, rules};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::{CreditHours, Credits, amount::DECIMALS};

identifier! {
    /// The name of a credit system: `ects`, `uk-cats`, `cn-vocational`.
    ///
    /// # Example
    ///
    /// ```
    /// use collegium_pathways::credit::CreditSystemCode;
    /// assert_eq!(CreditSystemCode::new("ects").unwrap().as_str(), "ects");
    /// ```
    pub struct CreditSystemCode("credit system");
}

/// The fields of a [`CreditSystem`], open.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CreditSystemDraft {
    /// Its name in data.
    pub code: CreditSystemCode,
    /// Its name for people.
    pub name: LocalizedText,
    /// Where it is used, as far as the source says so.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub countries: BTreeSet<Country>,
    /// The credits of a full-time year, above zero.
    pub full_year: Credits,
    /// The hours one credit stands for; `None` if the system does not say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hours: Option<CreditHours>,
    /// Credits are multiples of this.
    #[serde(with = "collegium_core::decimal")]
    pub step: Decimal,
    /// The document it rests on.
    pub source: Source,
    /// Whether the document was read.
    pub status: Status,
}

/// A way to count credits: how many make a full-time year, which hours each stands for, how finely they are given.
///
/// # Validity
///
/// The year's credits are above zero, the hours too, and `most` is not below `least`. The step is above zero, has at most
/// four decimals, and leads exactly to the credits of the year.
///
/// # Wire form
///
/// An object with the fields of [`CreditSystemDraft`].
///
/// # Example
///
/// ```
/// use collegium_pathways::credit::{CreditSystem, CreditSystemDraft, CreditSystemError};
///
/// let ects = CreditSystem::preset("credit-system-ects").unwrap().load().unwrap();
/// assert_eq!((ects.code.as_str(), ects.full_year), ("ects", "60".parse().unwrap()));
/// assert_eq!(ects.check("7.5".parse().unwrap()), Ok(()));
/// assert_eq!(
///     ects.check("7.125".parse().unwrap()).unwrap_err().to_string(),
///     "7.125 credits are too precise for `ects`: its credits are multiples of 0.01"
/// );
/// let idle = CreditSystemDraft { full_year: "0".parse().unwrap(), ..ects.draft() };
/// assert!(matches!(CreditSystem::try_from(idle), Err(CreditSystemError::EmptyYear { .. })));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "CreditSystemDraft", into = "CreditSystemDraft")]
pub struct CreditSystem(CreditSystemDraft);

record!(CreditSystem, CreditSystemDraft, CreditSystemError);
rules!(CreditSystem);

impl CreditSystem {
    /// Checks that credits are of this system: multiples of its step.
    ///
    /// # Errors
    ///
    /// [`CreditSystemError::TooPrecise`].
    pub fn check(&self, credits: Credits) -> Result<(), CreditSystemError> {
        if (credits.amount() % self.step).is_zero() {
            Ok(())
        } else {
            Err(CreditSystemError::TooPrecise { code: self.code.clone(), credits, step: self.step })
        }
    }
}

impl CreditSystemDraft {
    fn check(self) -> Result<Self, CreditSystemError> {
        let code = || self.code.clone();
        if self.full_year == Credits::ZERO {
            return Err(CreditSystemError::EmptyYear { code: code() });
        }
        if let Some(hours) = self.hours
            && (hours.least <= Decimal::ZERO || hours.most.is_some_and(|most| most < hours.least))
        {
            return Err(CreditSystemError::Hours { code: code(), hours });
        }
        let fits = self.step > Decimal::ZERO && self.step.normalize().scale() <= DECIMALS;
        if fits && (self.full_year.amount() % self.step).is_zero() {
            Ok(self)
        } else {
            Err(CreditSystemError::Step { code: code(), step: self.step, full_year: self.full_year })
        }
    }
}

/// Why a credit system, or credits of it, were refused.
///
/// # Example
///
/// ```
/// use collegium_pathways::credit::{CreditSystemError, CreditSystems};
/// let error = CreditSystems::default().find(&"ects".parse().unwrap()).unwrap_err();
/// assert!(matches!(error, CreditSystemError::Unknown { .. }));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum CreditSystemError {
    /// A full-time year has no credits.
    #[error("a full-time year of `{code}` has no credits: give a number above zero")]
    EmptyYear {
        /// The system.
        code: CreditSystemCode,
    },
    /// The hours are not a range above zero.
    #[error("a credit of `{code}` cannot stand for {hours}: the hours begin above zero and do not fall")]
    Hours {
        /// The system.
        code: CreditSystemCode,
        /// The hours.
        hours: CreditHours,
    },
    /// The step is no step, or does not lead to the year.
    #[error(
        "credits of `{code}` cannot be multiples of {step}: a step is above zero, has at most 4 decimals and leads to \
         the {full_year} credits of a year"
    )]
    Step {
        /// The system.
        code: CreditSystemCode,
        /// The step.
        step: Decimal,
        /// The credits of a full-time year.
        full_year: Credits,
    },
    /// A system is given twice.
    #[error("the credit system `{code}` is given twice")]
    Twice {
        /// The system.
        code: CreditSystemCode,
    },
    /// The system is not among those given.
    #[error("`{code}` is not a known credit system: known are {}", listed(known))]
    Unknown {
        /// What was asked for.
        code: CreditSystemCode,
        /// The systems that are known.
        known: Vec<CreditSystemCode>,
    },
    /// The credits are no multiple of the step.
    #[error("{credits} credits are too precise for `{code}`: its credits are multiples of {step}")]
    TooPrecise {
        /// The system.
        code: CreditSystemCode,
        /// The credits.
        credits: Credits,
        /// The step of the system.
        step: Decimal,
    },
}

/// Names in backticks, or `none`.
fn listed(codes: &[CreditSystemCode]) -> String {
    let names: Vec<_> = codes.iter().map(|code| format!("`{code}`")).collect();
    if names.is_empty() { "none".to_owned() } else { names.join(", ") }
}
