//! The credit systems that are known.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{CreditSystem, CreditSystemCode, CreditSystemError};

/// The credit systems that are known, each once.
///
/// # Wire form
///
/// A list of systems, in the order of their codes.
///
/// # Example
///
/// ```
/// use collegium_pathways::credit::{CreditSystem, CreditSystems};
///
/// let systems = CreditSystems::new(CreditSystem::presets().iter().map(|preset| preset.load().unwrap())).unwrap();
/// let ects = "ects".parse().unwrap();
/// assert_eq!(systems.find(&ects).unwrap().full_year.to_string(), "60");
/// assert_eq!(systems.iter().filter(|system| system.code == ects).count(), 1);
/// assert!(
///     systems.find(&"credo".parse().unwrap()).unwrap_err().to_string()
///         .starts_with("`credo` is not a known credit system: known are `au-anu`, ")
/// );
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(try_from = "Vec<CreditSystem>", into = "Vec<CreditSystem>")]
pub struct CreditSystems(BTreeMap<CreditSystemCode, CreditSystem>);

impl CreditSystems {
    /// Collects systems.
    ///
    /// # Example
    ///
    /// ```
    /// use collegium_pathways::credit::{CreditSystem, CreditSystems};
    /// let ects = CreditSystem::preset("credit-system-ects").unwrap().load().unwrap();
    /// assert!(CreditSystems::new([ects.clone(), ects]).is_err());
    /// ```
    ///
    /// # Errors
    ///
    /// [`CreditSystemError::Twice`].
    pub fn new(systems: impl IntoIterator<Item = CreditSystem>) -> Result<Self, CreditSystemError> {
        let mut known = BTreeMap::new();
        for system in systems {
            let code = system.code.clone();
            if known.insert(code.clone(), system).is_some() {
                return Err(CreditSystemError::Twice { code });
            }
        }
        Ok(Self(known))
    }

    /// The system of this code.
    ///
    /// # Errors
    ///
    /// [`CreditSystemError::Unknown`].
    pub fn find(&self, code: &CreditSystemCode) -> Result<&CreditSystem, CreditSystemError> {
        let known = || self.0.keys().cloned().collect();
        self.0.get(code).ok_or_else(|| CreditSystemError::Unknown { code: code.clone(), known: known() })
    }

    /// Every system, in the order of the codes.
    pub fn iter(&self) -> impl Iterator<Item = &CreditSystem> {
        self.0.values()
    }
}

impl TryFrom<Vec<CreditSystem>> for CreditSystems {
    type Error = CreditSystemError;

    fn try_from(systems: Vec<CreditSystem>) -> Result<Self, CreditSystemError> {
        Self::new(systems)
    }
}

impl From<CreditSystems> for Vec<CreditSystem> {
    fn from(systems: CreditSystems) -> Self {
        systems.0.into_values().collect()
    }
}
