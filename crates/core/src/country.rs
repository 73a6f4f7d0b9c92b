//! Countries and regions. (Stand-in of the same shape as the module that replaces it.)

use std::{fmt, str::FromStr};

use thiserror::Error;

use crate::text::excerpt;

/// A country or region by its ISO 3166-1 code of two capitals.
///
/// # Example
///
/// ```
/// use collegium_core::Country;
/// assert_eq!(Country::new("CN").unwrap().code(), "CN");
/// assert!(Country::new("cn").is_err());
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Country(celes::Country);

impl Country {
    /// Finds a country by its code.
    ///
    /// # Errors
    ///
    /// [`CountryError`] if the code is not in the list.
    pub fn new(code: &str) -> Result<Self, CountryError> {
        let refused = || CountryError { value: excerpt(code) };
        if code.bytes().any(|byte| !byte.is_ascii_uppercase()) {
            return Err(refused());
        }
        celes::Country::from_alpha2(code).map(Self).map_err(|_| refused())
    }

    /// The two letters.
    #[must_use]
    #[expect(clippy::misnamed_getters, reason = "the code of two letters is the code")]
    pub fn code(self) -> &'static str {
        self.0.alpha2
    }
}

impl FromStr for Country {
    type Err = CountryError;

    fn from_str(text: &str) -> Result<Self, CountryError> {
        Self::new(text)
    }
}

impl fmt::Display for Country {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

crate::text_form!(Country, "a country code");

/// A code that is no country.
///
/// # Example
///
/// ```
/// assert_eq!(collegium_core::Country::new("XX").unwrap_err().value, "XX");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("`{value}` is not a country: write the two capitals of ISO 3166-1, such as `CN`")]
#[non_exhaustive]
pub struct CountryError {
    /// What was given, shortened if long.
    pub value: String,
}
