//! The six levels of the Common European Framework.

use std::{fmt, str::FromStr};

use thiserror::Error;

use super::Mark;
use crate::text::excerpt;

/// A level of the Common European Framework of Reference for Languages, worst first.
///
/// # Wire form
///
/// A string: `"A1"` to `"C2"`.
///
/// # Example
///
/// ```
/// use collegium_core::language::{CefrLevel, Mark};
///
/// let level: CefrLevel = "B2".parse().unwrap();
/// assert!(CefrLevel::B1 < level && level < CefrLevel::C1);
/// assert_eq!(level.as_str(), "B2");
/// assert_eq!(Mark::from(level).to_string(), "B2");
/// assert!("b2".parse::<CefrLevel>().is_err());
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CefrLevel {
    /// Basic user, breakthrough.
    A1,
    /// Basic user, waystage.
    A2,
    /// Independent user, threshold.
    B1,
    /// Independent user, vantage.
    B2,
    /// Proficient user, effective operation.
    C1,
    /// Proficient user, mastery.
    C2,
}

impl CefrLevel {
    /// Every level, worst first.
    ///
    /// # Example
    ///
    /// ```
    /// use collegium_core::language::CefrLevel;
    /// assert_eq!(CefrLevel::ALL.map(CefrLevel::as_str), ["A1", "A2", "B1", "B2", "C1", "C2"]);
    /// ```
    pub const ALL: [Self; 6] = [Self::A1, Self::A2, Self::B1, Self::B2, Self::C1, Self::C2];

    /// The level as text.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::A1 => "A1",
            Self::A2 => "A2",
            Self::B1 => "B1",
            Self::B2 => "B2",
            Self::C1 => "C1",
            Self::C2 => "C2",
        }
    }
}

impl FromStr for CefrLevel {
    type Err = CefrLevelError;

    fn from_str(text: &str) -> Result<Self, CefrLevelError> {
        let found = Self::ALL.into_iter().find(|level| level.as_str() == text);
        found.ok_or_else(|| CefrLevelError { value: excerpt(text) })
    }
}

impl fmt::Display for CefrLevel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl From<CefrLevel> for Mark {
    fn from(level: CefrLevel) -> Self {
        Self::known(level.as_str())
    }
}

crate::text_form!(CefrLevel, "a CEFR level");

/// A text that is not a level.
///
/// # Example
///
/// ```
/// use collegium_core::language::CefrLevel;
/// assert_eq!(
///     "B3".parse::<CefrLevel>().unwrap_err().to_string(),
///     "`B3` is not a CEFR level: write one of `A1`, `A2`, `B1`, `B2`, `C1`, `C2`"
/// );
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("`{value}` is not a CEFR level: write one of `A1`, `A2`, `B1`, `B2`, `C1`, `C2`")]
#[non_exhaustive]
pub struct CefrLevelError {
    /// What was given, shortened if long.
    pub value: String,
}
