//! Text that says something: lines, record codes, language tags and names in several languages.

mod code;
mod line;
mod localized;
mod tag;

pub use code::{InstitutionCode, RecordCode};
pub use line::{Line, TextError};
pub use localized::{LocalizedText, LocalizedTextError};
pub use tag::{LanguageTag, LanguageTagError};

/// A piece of somebody's input that is safe to print: at most 60 characters, control characters shown as escapes.
///
/// Every error of these crates shows input this way, so that a message stays one line whatever was given.
///
/// # Example
///
/// ```
/// use collegium_core::text::excerpt;
/// assert_eq!(excerpt("P-001"), "P-001");
/// assert_eq!(excerpt("two\nlines"), "two\\nlines");
/// assert_eq!(excerpt(&"x".repeat(2_000_000)).len(), 60 + "…".len());
/// ```
#[must_use]
pub fn excerpt(text: &str) -> String {
    shown(text, 60)
}

/// The word with its indefinite article: `a role`, `an agreement`, `a unit`.
pub(crate) fn with_article(word: &str) -> String {
    let article = if word.starts_with(['a', 'e', 'i', 'o']) { "an" } else { "a" };
    format!("{article} {word}")
}

/// A text on one line, cut off after so many characters.
pub(crate) fn shown(text: &str, most: usize) -> String {
    let mut out = String::new();
    for (position, character) in text.chars().enumerate() {
        if position == most {
            out.push('…');
            break;
        }
        if line::is_invisible(character) {
            out.extend(character.escape_default());
        } else {
            out.push(character);
        }
    }
    out
}
