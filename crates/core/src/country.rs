//! Countries by their code.

use std::{fmt, str::FromStr};

use thiserror::Error;

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
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Country(celes::Country);

impl Country {
    /// Finds a country by its alpha-2 code in capitals.
    ///
    /// # Errors
    ///
    /// [`CountryError`], with the code that was probably meant where a name or another code was given.
    pub fn new(code: &str) -> Result<Self, CountryError> {
        let found = celes::Country::from_alpha2(code).ok().filter(|country| country.alpha2 == code);
        found.map(Self).ok_or_else(|| CountryError { value: excerpt(code), meant: Self::guess(code) })
    }

    /// The alpha-2 code: two capitals.
    #[must_use]
    #[expect(
        clippy::misnamed_getters,
        reason = "what is called `code` there is the alpha-2 code in lower case"
    )]
    pub const fn code(&self) -> &'static str {
        self.0.alpha2
    }

    /// The alpha-3 code: three capitals.
    #[must_use]
    pub const fn alpha3(&self) -> &'static str {
        self.0.alpha3
    }

    /// The numeric code.
    #[must_use]
    pub fn numeric(&self) -> u16 {
        // INVARIANT: ISO 3166-1 numeric codes have three digits.
        u16::try_from(self.0.value).unwrap_or_else(|_| unreachable!("numeric codes have three digits"))
    }

    /// The English name of the standard.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        self.0.long_name
    }

    fn guess(text: &str) -> Option<Self> {
        use celes::Country as Iso;
        let found = Iso::from_alpha2(text).or_else(|_| Iso::from_alpha3(text));
        found.or_else(|_| Iso::from_name(text)).or_else(|_| Iso::from_alias(text)).ok().map(Self)
    }
}

impl PartialOrd for Country {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Country {
    /// By code.
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.code().cmp(other.code())
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
#[error("`{value}` is not a country: write the two capitals of ISO 3166-1, such as `{}`", meant.map_or("CN", |meant| meant.code()))]
#[non_exhaustive]
pub struct CountryError {
    /// What was given, shortened if long.
    pub value: String,
    /// The country that was probably meant.
    pub meant: Option<Country>,
}
