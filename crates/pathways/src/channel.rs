//! How students come in.

use std::collections::BTreeMap;

use collegium_core::{
    Finding, Findings, LocalizedText, Preset, Severity, Source, Status, Subject, finding::Fact,
    preset::unverified_note, source::Rules,
};
use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::{Programme, rule::PW0106};

collegium_core::identifier! {
    /// A channel of admission: `comprehensive-evaluation`, `spring-examination`.
    ///
    /// # Example
    ///
    /// ```
    /// use collegium_pathways::ChannelCode;
    /// assert!(ChannelCode::new("spring-examination").is_ok());
    /// assert!(ChannelCode::new("Spring").is_err());
    /// ```
    pub struct ChannelCode("channel of admission");
}

/// The fields of [`IntakeChannels`] before they are checked.
///
/// # Example
///
/// See [`IntakeChannels`].
///
/// ```
/// use collegium_pathways::{IntakeChannels, IntakeChannelsDraft, IntakeChannelsError};
/// let draft = IntakeChannelsDraft { channels: Default::default(), ..IntakeChannels::shandong().load().unwrap().draft() };
/// assert_eq!(IntakeChannels::try_from(draft), Err(IntakeChannelsError::Empty));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct IntakeChannelsDraft {
    /// Every channel with its name.
    #[serde(deserialize_with = "collegium_core::word::unique_map")]
    pub channels: BTreeMap<ChannelCode, LocalizedText>,
    /// The document that lists them.
    pub source: Source,
    /// Whether that document was read.
    pub status: Status,
}

/// The channels by which students may enter the first stage of a route, where a college or a province knows them.
///
/// # Validity
///
/// At least one channel.
///
/// # Wire form
///
/// `{"channels":{"spring-examination":{"en":"…"}},"source":{…},"status":"verified"}`; a channel written twice is refused.
///
/// # Example
///
/// ```
/// use collegium_pathways::IntakeChannels;
/// let channels = IntakeChannels::shandong().load().unwrap();
/// assert_eq!(channels.channels.len(), 4);
/// let spring = "spring-examination".parse().unwrap();
/// assert_eq!(channels.channels[&spring].to_string(), "Spring college entrance examination");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "IntakeChannelsDraft", into = "IntakeChannelsDraft")]
pub struct IntakeChannels(IntakeChannelsDraft);

collegium_core::record!(IntakeChannels, IntakeChannelsDraft, IntakeChannelsError);
collegium_core::rules!(IntakeChannels);

impl IntakeChannels {
    /// The four channels of a vocational college in Shandong.
    #[must_use]
    pub const fn shandong() -> Preset<Self> {
        Preset::new("intake-channels-shandong", include_str!("../presets/intake-channels-shandong.json"))
    }

    /// Checks that every channel of a programme is on the list.
    ///
    /// # Example
    ///
    /// ```
    /// use collegium_pathways::{IntakeChannels, Programme};
    /// let programme: Programme = serde_json::from_str(
    ///     r#"{"id":"67e55044-10b1-426f-9247-bb680e5fe0c8","code":"G-1","major":{"en":"Accounting"},
    ///         "route":{"stages":[{"host":{"partner":"67e55044-10b1-426f-9247-bb680e5fe0c8"},"years":"1","exit":true,
    ///                             "awards":[{"isced":"6","kind":"degree","name":{"en":"Bachelor"}}]}]},
    ///         "agreement":"67e55044-10b1-426f-9247-bb680e5fe0c8","unit":"67e55044-10b1-426f-9247-bb680e5fe0c8",
    ///         "intake":"2020-09-01/2026-08-31","channels":["lottery","spring-examination"]}"#,
    /// )
    /// .unwrap();
    /// let findings = IntakeChannels::shandong().load().unwrap().check(&[programme]);
    /// let told: Vec<_> = findings.iter().map(|finding| finding.message.as_str()).collect();
    /// assert_eq!(told, ["the programme takes students in by `lottery`, which is no channel of the list"]);
    /// ```
    #[must_use]
    pub fn check(&self, programmes: &[Programme]) -> Findings {
        let unknown = |programme: &Programme| {
            let strange = programme.channels.iter().filter(|channel| !self.channels.contains_key(channel));
            strange.map(|channel| self.strange(programme, channel)).collect::<Vec<_>>()
        };
        let unknown = programmes.iter().flat_map(unknown);
        unknown.chain(unverified_note(self, "channels of admission")).collect()
    }

    fn strange(&self, programme: &Programme, channel: &ChannelCode) -> Finding {
        Finding {
            code: PW0106,
            severity: Severity::Warning,
            subject: Subject::of(programme.id, &programme.code).at("channels"),
            message: format!(
                "the programme takes students in by `{channel}`, which is no channel of the list"
            ),
            facts: vec![
                Fact::new("channel", channel.to_string()),
                Fact::new("channels of the list", self.channels.len() as u64),
            ],
            basis: Some(self.basis()),
            remedy: Some("write one of the list, or add the channel to it with its name".to_owned()),
        }
    }
}

impl IntakeChannelsDraft {
    fn check(self) -> Result<Self, IntakeChannelsError> {
        if self.channels.is_empty() { Err(IntakeChannelsError::Empty) } else { Ok(self) }
    }
}

/// Why there is no such list.
///
/// # Example
///
/// ```
/// use collegium_pathways::IntakeChannelsError;
/// assert_eq!(IntakeChannelsError::Empty.to_string(), "a list of channels of admission needs at least one");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum IntakeChannelsError {
    /// It lists nothing.
    #[error("a list of channels of admission needs at least one")]
    Empty,
}
