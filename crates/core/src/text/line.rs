//! One line of text.

use std::{fmt, str::FromStr};

use smol_str::SmolStr;
use thiserror::Error;

use super::{excerpt, with_article};

/// One line of text that says something: a reason, a person's name, the title of a document.
///
/// # Validity
///
/// 1 to 2,000 characters; no blank at either end; no control character, line break, direction control, space without
/// width or other character that does not show, which would make the text look other than it is. Case and script are kept as given.
///
/// # Wire form
///
/// A string.
///
/// # Example
///
/// ```
/// use collegium_core::{Line, text::TextError};
///
/// let reason: Line = "预算不足".parse().unwrap();
/// assert_eq!(reason.as_str(), "预算不足");
/// assert_eq!(Line::new("  "), Err(TextError::Blank { what: "line" }));
/// assert!(matches!(Line::new("a\nb"), Err(TextError::Invisible { character: '\n', .. })));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Line(SmolStr);

impl Line {
    /// Checks a line.
    ///
    /// # Errors
    ///
    /// [`TextError::Blank`], [`TextError::Padded`], [`TextError::Invisible`] or [`TextError::TooLong`].
    pub fn new(text: &str) -> Result<Self, TextError> {
        check_line("line", text, 2_000)?;
        Ok(Self(text.into()))
    }

    /// The line as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Line {
    type Err = TextError;

    fn from_str(text: &str) -> Result<Self, TextError> {
        Self::new(text)
    }
}

impl fmt::Display for Line {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

crate::text_form!(Line, "a line of text");

/// Why a text was refused.
///
/// # Example
///
/// ```
/// use collegium_core::Line;
/// assert_eq!(
///     Line::new(" padded").unwrap_err().to_string(),
///     "` padded` is not a line: it has a blank at an end"
/// );
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum TextError {
    /// There is nothing to read.
    #[error("{} cannot be blank", with_article(what))]
    Blank {
        /// What was asked for.
        what: &'static str,
    },
    /// It starts or ends with a blank.
    #[error("`{value}` is not {}: it has a blank at an end", with_article(what))]
    Padded {
        /// What was asked for.
        what: &'static str,
        /// What was given, shortened if long.
        value: String,
    },
    /// It has a character that does not show.
    #[error("`{value}` is not {}: it has the invisible character U+{:04X}", with_article(what), u32::from(*character))]
    Invisible {
        /// What was asked for.
        what: &'static str,
        /// What was given, shortened if long.
        value: String,
        /// The first such character.
        character: char,
    },
    /// It is too long.
    #[error("`{value}` is not {}: it has {length} characters, {most} are the most", with_article(what))]
    TooLong {
        /// What was asked for.
        what: &'static str,
        /// What was given, shortened.
        value: String,
        /// Its length in characters.
        length: usize,
        /// The greatest length allowed, in characters.
        most: usize,
    },
}

/// Checks a code: a line whose every character shows. The joiners that some scripts need inside words are refused too,
/// since two codes that look the same must be the same.
pub(super) fn check_code(what: &'static str, text: &str) -> Result<(), TextError> {
    check_line(what, text, 64)?;
    match text.chars().find(|&character| is_joiner(character)) {
        Some(character) => Err(TextError::Invisible { what, value: excerpt(text), character }),
        None => Ok(()),
    }
}

pub(super) fn check_line(what: &'static str, text: &str, most: usize) -> Result<(), TextError> {
    // Nearly all codes are visible ASCII without a blank: nothing is wrong with them but their length.
    if !text.is_empty() && text.len() <= most && text.bytes().all(|byte| byte.is_ascii_graphic()) {
        return Ok(());
    }
    if text.chars().all(|character| character.is_whitespace() || is_joiner(character)) {
        return Err(TextError::Blank { what });
    }
    let value = || excerpt(text);
    if let Some(character) = text.chars().find(|&character| is_invisible(character)) {
        return Err(TextError::Invisible { what, value: value(), character });
    }
    if text.trim() != text {
        return Err(TextError::Padded { what, value: value() });
    }
    let length = text.chars().count();
    if length > most {
        return Err(TextError::TooLong { what, value: value(), length, most });
    }
    Ok(())
}

/// Control characters, line and paragraph separators, byte-order mark, the controls that turn the direction of what is
/// printed, spaces without width, fillers, and tags. Joiners are not among them: Persian and Hindi need them in words.
pub(super) fn is_invisible(character: char) -> bool {
    let turns = matches!(
        character,
        '\u{061C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}'
    );
    let hides = matches!(
        character,
        '\u{00AD}' | '\u{115F}' | '\u{1160}' | '\u{180E}' | '\u{200B}' | '\u{2028}' | '\u{2029}'
            | '\u{2060}'..='\u{2064}' | '\u{206A}'..='\u{206F}' | '\u{2800}' | '\u{3164}' | '\u{FEFF}' | '\u{FFA0}'
            | '\u{FFF9}'..='\u{FFFB}' | '\u{E0000}'..='\u{E007F}'
    );
    character.is_control() || turns || hides
}

/// The characters that join or part their neighbours and do not show themselves.
fn is_joiner(character: char) -> bool {
    matches!(character, '\u{200C}' | '\u{200D}')
}
