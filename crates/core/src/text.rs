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
    let mut out = String::new();
    for (position, character) in text.chars().enumerate() {
        if position == 60 {
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
