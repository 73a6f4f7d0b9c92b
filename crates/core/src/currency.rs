//! Currencies.

use std::{fmt, str::FromStr};

use thiserror::Error;

use crate::text::excerpt;

/// A currency by its ISO 4217 code: `CNY`, `EUR`, `JPY`.
///
/// # Validity
///
/// A code of ISO 4217 in capitals that has a minor unit. Gold, testing and accounting codes (`XAU`, `XTS`, `XDR`) have
/// none and are refused.
///
/// # Wire form
///
/// A string: the code.
///
/// # Example
///
/// ```
/// use collegium_core::Currency;
/// let yuan: Currency = "CNY".parse().unwrap();
/// assert_eq!((yuan.code(), yuan.name(), yuan.decimals()), ("CNY", "Renminbi (Chinese) yuan", 2));
/// assert_eq!(Currency::new("JPY").unwrap().decimals(), 0);
/// assert!(Currency::new("cny").is_err());
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Currency {
    iso: iso_currency::Currency,
    decimals: u8,
}

impl Currency {
    /// Finds a currency by its code.
    ///
    /// # Errors
    ///
    /// [`CurrencyError::Unknown`], or [`CurrencyError::NoMinorUnit`] for a code that is not money.
    pub fn new(code: &str) -> Result<Self, CurrencyError> {
        let iso = iso_currency::Currency::from_code(code)
            .ok_or_else(|| CurrencyError::Unknown { value: excerpt(code) })?;
        let exponent = iso.exponent().and_then(|exponent| u8::try_from(exponent).ok());
        let decimals = exponent.ok_or(CurrencyError::NoMinorUnit { code: iso.code() })?;
        Ok(Self { iso, decimals })
    }

    /// The three letters of ISO 4217.
    #[must_use]
    pub fn code(self) -> &'static str {
        self.iso.code()
    }

    /// The English name.
    #[must_use]
    pub fn name(&self) -> &str {
        self.iso.name()
    }

    /// The number of decimals of its minor unit: 2 for the yuan, 0 for the yen.
    #[must_use]
    pub const fn decimals(self) -> u32 {
        self.decimals as u32
    }
}

impl PartialOrd for Currency {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Currency {
    /// By code.
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.code().cmp(other.code())
    }
}

impl FromStr for Currency {
    type Err = CurrencyError;

    fn from_str(text: &str) -> Result<Self, CurrencyError> {
        Self::new(text)
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

crate::text_form!(Currency, "a currency code");

/// Why a code is no currency.
///
/// # Example
///
/// ```
/// use collegium_core::Currency;
/// assert_eq!(
///     Currency::new("RMB").unwrap_err().to_string(),
///     "`RMB` is not a currency: write the three capitals of ISO 4217, such as `CNY`"
/// );
/// assert_eq!(Currency::new("XAU").unwrap_err().to_string(), "`XAU` has no minor unit and cannot be money");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum CurrencyError {
    /// Not in ISO 4217.
    #[error("`{value}` is not a currency: write the three capitals of ISO 4217, such as `CNY`")]
    Unknown {
        /// What was given, shortened if long.
        value: String,
    },
    /// In ISO 4217, but not money that is counted in units.
    #[error("`{code}` has no minor unit and cannot be money")]
    NoMinorUnit {
        /// The code.
        code: &'static str,
    },
}
