//! Levels of education.

use std::{fmt, str::FromStr};

use thiserror::Error;

use crate::text::excerpt;

/// A level of the International Standard Classification of Education of 2011, from 0 to 8.
///
/// # Wire form
///
/// A string: `"0"` to `"8"`.
///
/// # Example
///
/// ```
/// use collegium_core::IscedLevel;
///
/// let level = IscedLevel::new(6).unwrap();
/// assert_eq!(level, IscedLevel::BACHELOR);
/// assert!(IscedLevel::SHORT_CYCLE < level && level < IscedLevel::MASTER);
/// assert_eq!((IscedLevel::DOCTOR.number(), "8".parse()), (8, Ok(IscedLevel::DOCTOR)));
/// assert!(IscedLevel::new(9).is_err());
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct IscedLevel(u8);

impl IscedLevel {
    /// Short-cycle tertiary education: level 5.
    pub const SHORT_CYCLE: Self = Self(5);
    /// Bachelor's or equivalent: level 6.
    pub const BACHELOR: Self = Self(6);
    /// Master's or equivalent: level 7.
    pub const MASTER: Self = Self(7);
    /// Doctoral or equivalent: level 8.
    pub const DOCTOR: Self = Self(8);

    /// The level of this number.
    ///
    /// # Errors
    ///
    /// [`IscedLevelError`] above 8.
    pub fn new(number: u8) -> Result<Self, IscedLevelError> {
        if number <= 8 { Ok(Self(number)) } else { Err(IscedLevelError { value: number.to_string() }) }
    }

    /// The number, 0 to 8.
    #[must_use]
    pub const fn number(self) -> u8 {
        self.0
    }
}

impl FromStr for IscedLevel {
    type Err = IscedLevelError;

    fn from_str(text: &str) -> Result<Self, IscedLevelError> {
        match text.as_bytes() {
            [digit @ b'0'..=b'8'] => Ok(Self(digit - b'0')),
            _ => Err(IscedLevelError { value: excerpt(text) }),
        }
    }
}

impl fmt::Display for IscedLevel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

crate::text_form!(IscedLevel, "an ISCED level");

/// A text or number that is not a level.
///
/// # Example
///
/// ```
/// use collegium_core::IscedLevel;
/// assert_eq!(
///     "06".parse::<IscedLevel>().unwrap_err().to_string(),
///     "`06` is not an ISCED level: write one digit from 0 to 8"
/// );
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("`{value}` is not an ISCED level: write one digit from 0 to 8")]
#[non_exhaustive]
pub struct IscedLevelError {
    /// What was given, shortened if long.
    pub value: String,
}
