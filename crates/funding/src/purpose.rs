//! What money may be for.

use std::collections::BTreeMap;

use collegium_core::{LocalizedText, Preset, Source, Status};
use serde::{Deserialize, Serialize};
use thiserror::Error;

collegium_core::identifier! {
    /// What money is for: `overseas-teacher-programmes`, `international-conferences`.
    ///
    /// Which purposes there are, a [`PurposeCatalogue`] says.
    ///
    /// # Example
    ///
    /// ```
    /// use collegium_funding::Purpose;
    /// assert_eq!(Purpose::new("teacher-teams").unwrap().as_str(), "teacher-teams");
    /// assert!(Purpose::new("Teacher teams").is_err());
    /// ```
    pub struct Purpose("purpose");
}

/// The fields of a [`PurposeCatalogue`] before they are checked.
///
/// # Example
///
/// ```
/// use collegium_funding::{PurposeCatalogue, PurposeCatalogueError};
/// let mut draft = PurposeCatalogue::special_fund().load().unwrap().draft();
/// draft.purposes.clear();
/// assert_eq!(PurposeCatalogue::try_from(draft), Err(PurposeCatalogueError::Empty));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PurposeCatalogueDraft {
    /// Every purpose with its name.
    #[serde(deserialize_with = "collegium_core::word::unique_map")]
    pub purposes: BTreeMap<Purpose, LocalizedText>,
    /// The document that lists them.
    pub source: Source,
    /// Whether that document was read.
    pub status: Status,
}

/// The closed list of what an institution's money may be for.
///
/// # Validity
///
/// At least one purpose.
///
/// # Wire form
///
/// `{"purposes":{"teacher-teams":{"en":"Teacher teams"}},"source":{…},"status":"verified"}`; a purpose written twice is
/// refused.
///
/// # Example
///
/// ```
/// use collegium_funding::PurposeCatalogue;
///
/// let catalogue = PurposeCatalogue::special_fund().load().unwrap();
/// assert_eq!(catalogue.purposes.len(), 8);
/// let teams = "teacher-teams".parse().unwrap();
/// assert!(catalogue.contains(&teams));
/// assert_eq!(catalogue.name(&teams).unwrap().to_string(), "Teacher teams");
/// assert!(!catalogue.contains(&"gifts".parse().unwrap()));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "PurposeCatalogueDraft", into = "PurposeCatalogueDraft")]
pub struct PurposeCatalogue(PurposeCatalogueDraft);

collegium_core::record!(PurposeCatalogue, PurposeCatalogueDraft, PurposeCatalogueError);
collegium_core::rules!(PurposeCatalogue);

impl PurposeCatalogue {
    /// The eight purposes that a special fund for international cooperation and exchange supports.
    #[must_use]
    pub const fn special_fund() -> Preset<Self> {
        Preset::new("purposes-special-fund", include_str!("../presets/purposes-special-fund.json"))
    }

    /// The one purpose of a dedicated fund for discipline construction.
    ///
    /// # Example
    ///
    /// ```
    /// use collegium_funding::PurposeCatalogue;
    /// let catalogue = PurposeCatalogue::discipline_construction().load().unwrap();
    /// assert!(catalogue.contains(&"discipline-construction".parse().unwrap()));
    /// ```
    #[must_use]
    pub const fn discipline_construction() -> Preset<Self> {
        Preset::new(
            "purposes-discipline-construction",
            include_str!("../presets/purposes-discipline-construction.json"),
        )
    }

    /// Whether this purpose is on the list.
    #[must_use]
    pub fn contains(&self, purpose: &Purpose) -> bool {
        self.purposes.contains_key(purpose)
    }

    /// The name of a purpose; `None` if it is not on the list.
    #[must_use]
    pub fn name(&self, purpose: &Purpose) -> Option<&LocalizedText> {
        self.purposes.get(purpose)
    }
}

impl PurposeCatalogueDraft {
    fn check(self) -> Result<Self, PurposeCatalogueError> {
        if self.purposes.is_empty() { Err(PurposeCatalogueError::Empty) } else { Ok(self) }
    }
}

/// Why there is no such catalogue.
///
/// # Example
///
/// ```
/// use collegium_funding::PurposeCatalogueError;
/// assert_eq!(PurposeCatalogueError::Empty.to_string(), "a catalogue of purposes needs at least one");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum PurposeCatalogueError {
    /// It lists nothing.
    #[error("a catalogue of purposes needs at least one")]
    Empty,
}
