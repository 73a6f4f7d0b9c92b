//! Language tags.

use std::{fmt, str::FromStr};

use thiserror::Error;

use super::excerpt;

/// A language tag by BCP 47 (RFC 5646): `zh`, `zh-Hans-CN`, `en-GB`.
///
/// # Validity
///
/// Well-formed by the grammar of RFC 5646, at most 100 characters; whether each part is registered is not checked. Upper and lower case are
/// brought to the usual form.
///
/// # Wire form
///
/// A string.
///
/// # Example
///
/// ```
/// use collegium_core::LanguageTag;
/// let tag: LanguageTag = "ZH-hans-cn".parse().unwrap();
/// assert_eq!(tag.as_str(), "zh-Hans-CN");
/// assert_eq!(tag.language(), "zh");
/// assert!(LanguageTag::new("chinese language").is_err());
/// ```
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LanguageTag(oxilangtag::LanguageTag<String>);

/// The longest tag that is read, in bytes. RFC 5646 asks for 35 at least.
const MOST: usize = 100;

impl LanguageTag {
    /// Checks a tag and writes it in its usual case.
    ///
    /// # Errors
    ///
    /// [`LanguageTagError`] if the tag is not well-formed or too long.
    pub fn new(text: &str) -> Result<Self, LanguageTagError> {
        let refused = || LanguageTagError { value: excerpt(text) };
        if text.len() > MOST {
            return Err(refused());
        }
        oxilangtag::LanguageTag::parse_and_normalize(text).map(Self).map_err(|_| refused())
    }

    /// The tag as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }

    /// The primary language, without script and region.
    #[must_use]
    pub fn language(&self) -> &str {
        self.0.primary_language()
    }
}

impl FromStr for LanguageTag {
    type Err = LanguageTagError;

    fn from_str(text: &str) -> Result<Self, LanguageTagError> {
        Self::new(text)
    }
}

impl fmt::Display for LanguageTag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

crate::text_form!(LanguageTag, "a language tag");

/// A text that is not a language tag.
///
/// # Example
///
/// ```
/// use collegium_core::LanguageTag;
/// assert_eq!(
///     LanguageTag::new("?").unwrap_err().to_string(),
///     "`?` is not a language tag: write one such as `en`, `zh` or `zh-Hans-CN`"
/// );
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("`{value}` is not a language tag: write one such as `en`, `zh` or `zh-Hans-CN`")]
#[non_exhaustive]
pub struct LanguageTagError {
    /// What was given, shortened if long.
    pub value: String,
}
