//! What countries are called.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::Country;
use crate::{LanguageTag, LocalizedText, Preset, Source, Status};

/// The everyday names of countries and territories, in several languages.
///
/// The standard's own names are long and English; a list such as this one is what a reader expects to see. An institution
/// puts its own beside it.
///
/// # Wire form
///
/// `{"names":{"DE":{"en":"Germany","zh":"德国"}},"source":{…},"status":"unverified"}`.
///
/// # Example
///
/// ```
/// use collegium_core::{Country, CountryNames};
///
/// let names = CountryNames::short().load().unwrap();
/// let korea = Country::new("KR").unwrap();
/// assert_eq!(names.name(korea, &"zh".parse().unwrap()), "韩国");
/// assert_eq!(names.name(korea, &"en".parse().unwrap()), "Republic of Korea");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CountryNames {
    /// The names, by country.
    #[serde(deserialize_with = "crate::word::unique_map")]
    pub names: BTreeMap<Country, LocalizedText>,
    /// The document the names are from.
    pub source: Source,
    /// Whether that document was read for all of them.
    pub status: Status,
}

crate::rules!(CountryNames);

impl CountryNames {
    /// Short English and Chinese names of every country and territory of ISO 3166-1.
    #[must_use]
    pub const fn short() -> Preset<Self> {
        Preset::new("country-names", include_str!("../../presets/country-names.json"))
    }

    /// What a country is called in a language, by the fall-back of [`LocalizedText::find`]; the name of the standard if it
    /// is not in the list.
    #[must_use]
    pub fn name(&self, country: Country, language: &LanguageTag) -> &str {
        self.names.get(&country).map_or(country.name(), |name| name.find(language).1.as_str())
    }
}
