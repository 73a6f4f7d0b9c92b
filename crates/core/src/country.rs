//! Countries by their code.

mod names;

use std::{fmt, str::FromStr};

use thiserror::Error;

pub use names::CountryNames;

use crate::text::excerpt;

/// A country or territory of ISO 3166-1, by its two capitals: `CN`, `DE`, `HK`.
///
/// It is a code without politics: what is abroad, what is foreign and what a place is called locally is for a
/// [`RegionPolicy`](crate::RegionPolicy) to say.
///
/// # Wire form
///
/// A string: the alpha-2 code in capitals.
///
/// # Example
///
/// ```
/// use collegium_core::Country;
///
/// let germany: Country = "DE".parse().unwrap();
/// assert_eq!((germany.code(), germany.alpha3(), germany.numeric(), germany.name()), ("DE", "DEU", 276, "Germany"));
/// assert_eq!(
///     Country::new("GER").unwrap_err().to_string(),
///     "`GER` is not a country: write the two capitals of ISO 3166-1, such as `CN`"
/// );
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Country([u8; 2]);

impl Country {
    /// Finds a country by its alpha-2 code in capitals.
    ///
    /// # Errors
    ///
    /// [`CountryError`], with the code that was probably meant where a name or another code was given.
    pub fn new(code: &str) -> Result<Self, CountryError> {
        Self::find(code).ok_or_else(|| CountryError { value: excerpt(code), meant: Self::guess(code) })
    }

    fn find(code: &str) -> Option<Self> {
        let iso = celes::Country::from_alpha2(code).ok().filter(|iso| iso.alpha2 == code)?;
        // The list behind this has one entry that the standard has not: XK, a code left to its users.
        let bytes = iso.alpha2.as_bytes().first_chunk().filter(|bytes| *bytes != b"XK")?;
        Some(Self(*bytes))
    }

    /// The alpha-2 code: two capitals.
    #[must_use]
    pub fn code(&self) -> &str {
        // INVARIANT: two ASCII capitals, by `new`.
        std::str::from_utf8(&self.0).unwrap_or_else(|_| unreachable!("a country code is ASCII"))
    }

    /// The alpha-3 code: three capitals.
    #[must_use]
    pub fn alpha3(self) -> &'static str {
        self.entry().alpha3
    }

    /// The numeric code.
    #[must_use]
    pub fn numeric(self) -> u16 {
        // INVARIANT: ISO 3166-1 numeric codes have three digits.
        u16::try_from(self.entry().value).unwrap_or_else(|_| unreachable!("numeric codes have three digits"))
    }

    /// The English name of the standard.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.entry().long_name
    }

    fn entry(self) -> celes::Country {
        // INVARIANT: `new` found it.
        celes::Country::from_alpha2(self.code())
            .unwrap_or_else(|_| unreachable!("the country is in the list"))
    }

    fn guess(text: &str) -> Option<Self> {
        use celes::Country as Iso;
        let found = Iso::from_alpha2(text).or_else(|_| Iso::from_alpha3(text));
        found
            .or_else(|_| Iso::from_name(text))
            .or_else(|_| Iso::from_alias(text))
            .ok()
            .and_then(|iso| Self::find(iso.alpha2))
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

impl fmt::Debug for Country {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

crate::text_form!(Country, "a country code");

/// A text that is not the code of a country.
///
/// # Example
///
/// ```
/// use collegium_core::Country;
/// let error = Country::new("Germany").unwrap_err();
/// assert_eq!(error.meant, Some(Country::new("DE").unwrap()));
/// assert_eq!(
///     error.to_string(),
///     "`Germany` is not a country: write the two capitals of ISO 3166-1, such as `DE`"
/// );
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("`{value}` is not a country: write the two capitals of ISO 3166-1, such as `{}`", meant.as_ref().map_or("CN", Country::code))]
#[non_exhaustive]
pub struct CountryError {
    /// What was given, shortened if long.
    pub value: String,
    /// The country that was probably meant.
    pub meant: Option<Country>,
}
