//! Names in several languages.

use std::{collections::BTreeMap, fmt};

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::{LanguageTag, Line, TextError};
use crate::word::UniqueMap;

/// One text in one or more languages, such as the name of a partner in English and Chinese.
///
/// # Validity
///
/// At least one language; each text a [`Line`].
///
/// # Wire form
///
/// An object from language tag to text: `{"en":"Accounting","zh":"会计"}`.
///
/// # Example
///
/// ```
/// use collegium_core::LocalizedText;
///
/// let name = LocalizedText::new([("en", "Accounting"), ("zh-CN", "会计")]).unwrap();
/// assert_eq!(name.to_string(), "Accounting");
/// assert_eq!(name.find(&"zh".parse().unwrap()).1.as_str(), "会计");
/// // German is not there: the fall-back is told by its tag.
/// let (tag, text) = name.find(&"de".parse().unwrap());
/// assert_eq!((tag.as_str(), text.as_str()), ("en", "Accounting"));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "UniqueMap<LanguageTag, Line>", into = "BTreeMap<LanguageTag, Line>")]
pub struct LocalizedText {
    texts: BTreeMap<LanguageTag, Line>,
}

impl LocalizedText {
    /// Makes a text from pairs of language tag and line.
    ///
    /// # Errors
    ///
    /// [`LocalizedTextError::Empty`] without a pair, [`LocalizedTextError::Twice`] if a language comes twice,
    /// [`LocalizedTextError::Tag`] and [`LocalizedTextError::Line`] for the parts.
    pub fn new<'a>(pairs: impl IntoIterator<Item = (&'a str, &'a str)>) -> Result<Self, LocalizedTextError> {
        let mut texts = BTreeMap::new();
        for (tag, text) in pairs {
            let tag = LanguageTag::new(tag).map_err(LocalizedTextError::Tag)?;
            let line = Line::new(text)
                .map_err(|error| LocalizedTextError::Line { tag: tag.clone(), error })?;
            if texts.insert(tag.clone(), line).is_some() {
                return Err(LocalizedTextError::Twice { tag });
            }
        }
        Self::checked(texts)
    }

    fn checked(texts: BTreeMap<LanguageTag, Line>) -> Result<Self, LocalizedTextError> {
        if texts.is_empty() { Err(LocalizedTextError::Empty) } else { Ok(Self { texts }) }
    }

    /// The text for a reader of this language, with the tag it is in.
    ///
    /// The tag itself is looked for; then the tag with parts cut off from its end (RFC 4647 lookup); then any text in
    /// the same primary language, first by tag; then English; then the first text by tag. So there is always one.
    #[must_use]
    pub fn find(&self, tag: &LanguageTag) -> (&LanguageTag, &Line) {
        self.shortened(tag)
            .or_else(|| self.texts.iter().find(|(known, _)| known.language() == tag.language()))
            .unwrap_or_else(|| self.fall_back())
    }

    /// Every text with its language, ordered by tag.
    ///
    /// # Example
    ///
    /// ```
    /// let name = collegium_core::LocalizedText::new([("zh", "会计"), ("en", "Accounting")]).unwrap();
    /// let tags: Vec<_> = name.iter().map(|(tag, _)| tag.as_str()).collect();
    /// assert_eq!(tags, ["en", "zh"]);
    /// ```
    pub fn iter(&self) -> impl Iterator<Item = (&LanguageTag, &Line)> {
        self.texts.iter()
    }

    fn shortened(&self, tag: &LanguageTag) -> Option<(&LanguageTag, &Line)> {
        let mut text = tag.as_str();
        loop {
            let wanted = LanguageTag::new(text).ok();
            if let Some(found) = wanted.and_then(|tag| self.texts.get_key_value(&tag)) {
                return Some(found);
            }
            text = &text[..text.rfind('-')?];
        }
    }

    fn fall_back(&self) -> (&LanguageTag, &Line) {
        let english = self.texts.iter().find(|(tag, _)| tag.language() == "en");
        // INVARIANT: `checked` refuses an empty map, and nothing removes from it.
        let Some(found) = english.or_else(|| self.texts.first_key_value()) else {
            unreachable!("a localized text has at least one language")
        };
        found
    }
}

impl TryFrom<UniqueMap<LanguageTag, Line>> for LocalizedText {
    type Error = LocalizedTextError;

    fn try_from(texts: UniqueMap<LanguageTag, Line>) -> Result<Self, LocalizedTextError> {
        Self::checked(texts.0)
    }
}

impl From<LocalizedText> for BTreeMap<LanguageTag, Line> {
    fn from(text: LocalizedText) -> Self {
        text.texts
    }
}

impl fmt::Display for LocalizedText {
    /// Prints the fall-back text: English if there is one, else the first by tag.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self.fall_back().1, f)
    }
}

/// Why a text in several languages was refused.
///
/// # Example
///
/// ```
/// use collegium_core::{LocalizedText, text::LocalizedTextError};
/// assert_eq!(LocalizedText::new([]), Err(LocalizedTextError::Empty));
/// assert_eq!(
///     LocalizedText::new([("zh", "会计"), ("ZH", "财会")]).unwrap_err().to_string(),
///     "the language `zh` comes twice"
/// );
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum LocalizedTextError {
    /// No language was given.
    #[error("a name needs a text in at least one language")]
    Empty,
    /// A language was given twice.
    #[error("the language `{tag}` comes twice")]
    Twice {
        /// The language.
        tag: LanguageTag,
    },
    /// A language tag was refused.
    #[error(transparent)]
    Tag(super::LanguageTagError),
    /// A text was refused.
    #[error("in `{tag}`: {error}")]
    Line {
        /// The language of the text.
        tag: LanguageTag,
        /// What was wrong with it.
        error: TextError,
    },
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &LocalizedText, tag: &str) -> String {
        text.find(&tag.parse().unwrap()).0.to_string()
    }

    #[test]
    fn the_fall_back_is_the_stated_one() {
        let text = LocalizedText::new([("de", "d"), ("en-GB", "e"), ("zh", "z"), ("zh-Hant-HK", "h")]).unwrap();
        assert_eq!(found(&text, "zh-Hant-HK"), "zh-Hant-HK");
        assert_eq!(found(&text, "zh-Hant-TW"), "zh", "cut off from the end");
        assert_eq!(found(&text, "en"), "en-GB", "same language, another region");
        assert_eq!(found(&text, "fr"), "en-GB", "then English");
        let text = LocalizedText::new([("zh", "z"), ("ko", "k")]).unwrap();
        assert_eq!(found(&text, "fr"), "ko", "then the first by tag");
    }

    #[test]
    fn a_tag_written_twice_in_json_is_refused() {
        let twice = r#"{"zh":"一","ZH":"二"}"#;
        assert!(serde_json::from_str::<LocalizedText>(twice).is_err());
    }
}
