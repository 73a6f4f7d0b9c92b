//! Results as certificates print them.

use std::{fmt, str::FromStr};

use thiserror::Error;

use crate::{Line, text::excerpt};

/// A result as it is printed: `6.5`, `TDN 4`, `N2`, `DSH-2`.
///
/// What a mark is worth only its [`Scale`](super::Scale) says: compare positions on a scale, never marks. Two marks are
/// equal only if they are written alike, while `6.5` and `6.50` have the same position.
///
/// # Validity
///
/// 1 to 16 visible characters, no blank at either end.
///
/// # Wire form
///
/// A string.
///
/// # Example
///
/// ```
/// use collegium_core::language::Mark;
/// assert_eq!(Mark::new("TDN 4").unwrap().as_str(), "TDN 4");
/// assert!(Mark::new("").is_err());
/// ```
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Mark(String);

impl Mark {
    /// Checks a mark.
    ///
    /// # Errors
    ///
    /// [`MarkError`] if it is blank, padded, longer than 16 characters, or has an invisible character.
    pub fn new(text: &str) -> Result<Self, MarkError> {
        if Line::new(text).is_ok() && text.chars().count() <= 16 {
            Ok(Self(text.to_owned()))
        } else {
            Err(MarkError { value: excerpt(text) })
        }
    }

    /// The mark as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// A mark that is known to be valid: a level of ours, or a number of a checked scale.
    pub(super) fn known(text: impl Into<String>) -> Self {
        Self(text.into())
    }
}

impl FromStr for Mark {
    type Err = MarkError;

    fn from_str(text: &str) -> Result<Self, MarkError> {
        Self::new(text)
    }
}

impl fmt::Display for Mark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

crate::text_form!(Mark, "a mark");

/// A text that is not a mark.
///
/// # Example
///
/// ```
/// use collegium_core::language::Mark;
/// assert_eq!(
///     Mark::new(" 7").unwrap_err().to_string(),
///     "` 7` is not a mark: write 1 to 16 visible characters without a blank at either end, such as `6.5`"
/// );
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error(
    "`{value}` is not a mark: write 1 to 16 visible characters without a blank at either end, such as `6.5`"
)]
#[non_exhaustive]
pub struct MarkError {
    /// What was given, shortened if long.
    pub value: String,
}
