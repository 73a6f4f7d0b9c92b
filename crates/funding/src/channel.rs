//! The channels money comes through.

use std::collections::BTreeMap;

use collegium_core::{LocalizedText, Preset, Source, Status};
use serde::{Deserialize, Serialize};
use thiserror::Error;

collegium_core::identifier! {
    /// The channel money comes through: `state`, `municipal`, `tuition-share`, `donor`.
    ///
    /// Which channels there are, a [`ChannelCatalogue`] says; the list is each institution's own.
    ///
    /// # Example
    ///
    /// ```
    /// use collegium_funding::FundSource;
    /// assert_eq!(FundSource::new("tuition-share").unwrap().as_str(), "tuition-share");
    /// assert!(FundSource::new("Ministry").is_err());
    /// ```
    pub struct FundSource("fund source");
}

/// The fields of a [`ChannelCatalogue`] before they are checked.
///
/// # Example
///
/// ```
/// use collegium_funding::{ChannelCatalogue, ChannelCatalogueError};
/// let mut draft = ChannelCatalogue::many_channels().load().unwrap().draft();
/// draft.channels.clear();
/// assert_eq!(ChannelCatalogue::try_from(draft), Err(ChannelCatalogueError::Empty));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChannelCatalogueDraft {
    /// Every channel with its name.
    #[serde(deserialize_with = "collegium_core::word::unique_map")]
    pub channels: BTreeMap<FundSource, LocalizedText>,
    /// The document that lists them.
    pub source: Source,
    /// Whether that document was read.
    pub status: Status,
}

/// The channels through which money comes to an institution.
///
/// It names them. Which of them may feed a fund, [`FundTerms`](crate::FundTerms) say.
///
/// # Validity
///
/// At least one channel.
///
/// # Wire form
///
/// `{"channels":{"donor":{"en":"Donors"}},"source":{…},"status":"verified"}`; a channel written twice is refused.
///
/// # Example
///
/// ```
/// use collegium_funding::ChannelCatalogue;
///
/// let catalogue = ChannelCatalogue::many_channels().load().unwrap();
/// assert_eq!(catalogue.channels.len(), 8);
/// let shares = "tuition-share".parse().unwrap();
/// assert!(catalogue.contains(&shares));
/// assert_eq!(catalogue.name(&shares).unwrap().to_string(), "Tuition shares");
/// assert!(!catalogue.contains(&"lottery".parse().unwrap()));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "ChannelCatalogueDraft", into = "ChannelCatalogueDraft")]
pub struct ChannelCatalogue(ChannelCatalogueDraft);

collegium_core::record!(ChannelCatalogue, ChannelCatalogueDraft, ChannelCatalogueError);
collegium_core::rules!(ChannelCatalogue);

impl ChannelCatalogue {
    /// The state, the province, the city, the college itself, tuition shares, enterprises, donors, partners. The list is
    /// ours.
    #[must_use]
    pub const fn many_channels() -> Preset<Self> {
        Preset::new("channels", include_str!("../presets/channels.json"))
    }

    /// Whether this channel is on the list.
    #[must_use]
    pub fn contains(&self, channel: &FundSource) -> bool {
        self.channels.contains_key(channel)
    }

    /// The name of a channel; `None` if it is not on the list.
    #[must_use]
    pub fn name(&self, channel: &FundSource) -> Option<&LocalizedText> {
        self.channels.get(channel)
    }
}

impl ChannelCatalogueDraft {
    fn check(self) -> Result<Self, ChannelCatalogueError> {
        if self.channels.is_empty() { Err(ChannelCatalogueError::Empty) } else { Ok(self) }
    }
}

/// Why there is no such catalogue.
///
/// # Example
///
/// ```
/// use collegium_funding::ChannelCatalogueError;
/// assert_eq!(ChannelCatalogueError::Empty.to_string(), "a catalogue of channels needs at least one");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum ChannelCatalogueError {
    /// It lists nothing.
    #[error("a catalogue of channels needs at least one")]
    Empty,
}
