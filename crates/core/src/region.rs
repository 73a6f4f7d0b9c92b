//! What is abroad, and what is foreign.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::{Country, LocalizedText, Preset, Source, Status};

/// The fields of a [`RegionPolicy`] before they are checked.
///
/// # Example
///
/// ```
/// use collegium_core::RegionPolicy;
/// let mut draft = RegionPolicy::cn().load().unwrap().draft();
/// draft.home = "HK".parse().unwrap();
/// assert!(RegionPolicy::try_from(draft).is_err(), "home cannot be a region of itself");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RegionPolicyDraft {
    /// The country the institution is in.
    pub home: Country,
    /// The places that are abroad but not foreign countries, with the names they go by.
    #[serde(deserialize_with = "crate::word::unique_map")]
    pub regions: BTreeMap<Country, LocalizedText>,
    /// The document the policy rests on.
    pub source: Source,
    /// Whether that document was read.
    pub status: Status,
}

/// How an institution speaks of the world: what is home, what is abroad, and which places abroad are regions and not
/// foreign countries.
///
/// In Chinese usage Hong Kong, Macao and Taiwan are abroad (境外) and not foreign countries (国外); the preset
/// [`RegionPolicy::cn`] says so. Every count by country takes a policy.
///
/// # Validity
///
/// Home is not among the regions.
///
/// # Wire form
///
/// `{"home":"CN","regions":{"HK":{"en":"Hong Kong","zh":"香港"}},"source":{…},"status":"verified"}`.
///
/// # Example
///
/// ```
/// use collegium_core::{RegionPolicy, region::Standing};
///
/// let policy = RegionPolicy::cn().load().unwrap();
/// let standing = |code: &str| policy.standing(code.parse().unwrap());
/// assert_eq!((standing("CN"), standing("HK"), standing("DE")), (Standing::Home, Standing::Region, Standing::Foreign));
/// assert_eq!(policy.name("HK".parse().unwrap(), &"zh".parse().unwrap()), "香港");
/// assert_eq!(policy.name("DE".parse().unwrap(), &"zh".parse().unwrap()), "Germany");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "RegionPolicyDraft", into = "RegionPolicyDraft")]
pub struct RegionPolicy(RegionPolicyDraft);

crate::record!(RegionPolicy, RegionPolicyDraft, RegionPolicyError);
crate::rules!(RegionPolicy);

impl RegionPolicy {
    /// The usage of Chinese institutions.
    ///
    /// # Example
    ///
    /// ```
    /// use collegium_core::RegionPolicy;
    /// assert_eq!(RegionPolicy::cn().load().unwrap().regions.len(), 3);
    /// ```
    #[must_use]
    pub const fn cn() -> Preset<Self> {
        Preset::new("regions-cn", include_str!("../presets/regions-cn.json"))
    }

    /// Where a place stands, seen from home.
    #[must_use]
    pub fn standing(&self, place: Country) -> Standing {
        if place == self.home {
            Standing::Home
        } else if self.regions.contains_key(&place) {
            Standing::Region
        } else {
            Standing::Foreign
        }
    }

    /// What a place is called: its regional name in this language, else the English name of the standard.
    #[must_use]
    pub fn name(&self, place: Country, language: &crate::LanguageTag) -> &str {
        self.regions.get(&place).map_or(place.name(), |name| name.find(language).1.as_str())
    }
}

/// Where a place stands, seen from an institution's home.
///
/// # Wire form
///
/// `"home"`, `"region"` or `"foreign"`.
///
/// # Example
///
/// ```
/// use collegium_core::region::Standing;
/// assert!(!Standing::Home.is_abroad());
/// assert!(Standing::Region.is_abroad() && Standing::Foreign.is_abroad());
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// The institution's own country.
    Home,
    /// Abroad, but not a foreign country.
    Region,
    /// A foreign country.
    Foreign,
}

impl Standing {
    /// Whether going there is going abroad: everywhere but home.
    #[must_use]
    pub fn is_abroad(self) -> bool {
        self != Self::Home
    }
}

impl std::fmt::Display for Standing {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Home => "home",
            Self::Region => "region",
            Self::Foreign => "foreign",
        })
    }
}

impl RegionPolicyDraft {
    fn check(self) -> Result<Self, RegionPolicyError> {
        if self.regions.contains_key(&self.home) {
            Err(RegionPolicyError::HomeIsRegion { home: self.home })
        } else {
            Ok(self)
        }
    }
}

/// Why there is no such policy.
///
/// # Example
///
/// ```
/// use collegium_core::{Country, region::RegionPolicyError};
/// let error = RegionPolicyError::HomeIsRegion { home: Country::new("HK").unwrap() };
/// assert_eq!(error.to_string(), "`HK` is home and cannot be a region abroad as well");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum RegionPolicyError {
    /// Home is listed among the regions.
    #[error("`{home}` is home and cannot be a region abroad as well")]
    HomeIsRegion {
        /// The home country.
        home: Country,
    },
}
