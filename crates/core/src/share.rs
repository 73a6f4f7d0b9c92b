//! A rule's proportion.

use std::{fmt, str::FromStr};

use num_integer::Integer;
use thiserror::Error;

use crate::{Fraction, text::excerpt};

/// A proportion that a rule demands or allows: at least one third, at most 10 %. Exact, from 0 to 1, both included.
///
/// What was counted is a [`Ratio`](crate::Ratio); what is asked for is a `Share`.
///
/// # Wire form
///
/// A string. Read from a percentage (`"75%"`, `"12.5 %"`), a fraction (`"1/3"`) or a decimal (`"0.75"`), with at most
/// six decimals; written as a percentage where two decimals express it exactly, else as a fraction in lowest terms.
///
/// # Example
///
/// ```
/// use collegium_core::Share;
///
/// let third: Share = "1/3".parse().unwrap();
/// assert_eq!(third, Share::new(2, 6).unwrap());
/// assert_eq!(third.to_string(), "1/3");
/// assert_eq!(Share::percent(75).unwrap().to_string(), "75%");
/// assert_eq!("0.125".parse::<Share>().unwrap().to_string(), "12.5%");
/// assert_eq!((third.part(), third.whole()), (1, 3));
/// assert!(Share::new(4, 3).is_err());
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Share {
    part: u32,
    whole: u32,
}

impl Share {
    /// No part.
    ///
    /// # Example
    ///
    /// ```
    /// use collegium_core::Share;
    /// assert!(Share::ZERO < Share::ONE);
    /// ```
    pub const ZERO: Self = Self { part: 0, whole: 1 };
    /// The whole.
    pub const ONE: Self = Self { part: 1, whole: 1 };

    /// The share of `part` in `whole`.
    ///
    /// # Errors
    ///
    /// [`ShareError::ZeroWhole`], or [`ShareError::AboveOne`] if the part is greater than the whole.
    pub fn new(part: u32, whole: u32) -> Result<Self, ShareError> {
        if whole == 0 {
            return Err(ShareError::ZeroWhole);
        }
        if part > whole {
            return Err(ShareError::AboveOne { value: format!("{part}/{whole}") });
        }
        let common = part.gcd(&whole);
        Ok(Self { part: part / common, whole: whole / common })
    }

    /// So many hundredths.
    ///
    /// # Errors
    ///
    /// [`ShareError::AboveOne`] above 100.
    pub fn percent(percent: u32) -> Result<Self, ShareError> {
        Self::new(percent, 100)
    }

    /// The numerator in lowest terms.
    #[must_use]
    pub const fn part(self) -> u32 {
        self.part
    }

    /// The denominator in lowest terms.
    #[must_use]
    pub const fn whole(self) -> u32 {
        self.whole
    }

    /// A decimal numerator over a denominator that is a power of ten, such as 12.5 over 100.
    fn of_decimal(text: &str, over: u32) -> Option<Self> {
        let (whole, part) = text.split_once('.').unwrap_or((text, ""));
        let plain = |run: &str| run.bytes().all(|byte| byte.is_ascii_digit());
        if whole.is_empty() || !plain(whole) || !plain(part) || text.ends_with('.') || part.len() > 6 {
            return None;
        }
        let scale = 10_u64.checked_pow(u32::try_from(part.len()).ok()?)?.checked_mul(over.into())?;
        let digits = format!("{whole}{part}").parse::<u64>().ok()?;
        let common = digits.gcd(&scale);
        Self::new(u32::try_from(digits / common).ok()?, u32::try_from(scale / common).ok()?).ok()
    }

    fn of_fraction(text: &str) -> Option<Result<Self, ShareError>> {
        let (part, whole) = text.split_once('/')?;
        let number = |digits: &str| {
            let plain = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
            if plain { digits.parse::<u32>().ok() } else { None }
        };
        Some(Self::new(number(part)?, number(whole)?))
    }
}

impl From<Share> for Fraction {
    fn from(share: Share) -> Self {
        // INVARIANT: the denominator of a share is positive.
        Self::new(share.part.into(), share.whole.into())
            .unwrap_or_else(|_| unreachable!("a share has a whole"))
    }
}

impl PartialOrd for Share {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Share {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        let cross = |part: u32, whole: u32| u64::from(part) * u64::from(whole);
        cross(self.part, other.whole).cmp(&cross(other.part, self.whole))
    }
}

impl fmt::Display for Share {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if 10_000 % self.whole != 0 {
            return write!(f, "{}/{}", self.part, self.whole);
        }
        let points = u64::from(self.part) * u64::from(10_000 / self.whole);
        let (percent, rest) = (points / 100, points % 100);
        match rest {
            0 => write!(f, "{percent}%"),
            _ if rest.is_multiple_of(10) => write!(f, "{percent}.{}%", rest / 10),
            _ => write!(f, "{percent}.{rest:02}%"),
        }
    }
}

impl FromStr for Share {
    type Err = ShareError;

    fn from_str(text: &str) -> Result<Self, ShareError> {
        let refused = || ShareError::NotAShare { value: excerpt(text) };
        if let Some(fraction) = Self::of_fraction(text) {
            return fraction;
        }
        match text.strip_suffix('%') {
            Some(percent) => Self::of_decimal(percent.strip_suffix(' ').unwrap_or(percent), 100),
            None => Self::of_decimal(text, 1),
        }
        .ok_or_else(refused)
    }
}

crate::text_form!(Share, "a share");

/// Why there is no such share.
///
/// # Example
///
/// ```
/// use collegium_core::Share;
/// assert_eq!(Share::percent(120).unwrap_err().to_string(), "`120/100` is not a share: it is above 1");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum ShareError {
    /// A share of nothing.
    #[error("a share cannot have the whole 0")]
    ZeroWhole,
    /// More than the whole.
    #[error("`{value}` is not a share: it is above 1")]
    AboveOne {
        /// What was given.
        value: String,
    },
    /// The text is not a share.
    #[error(
        "`{value}` is not a share from 0 to 1: write it such as `75%`, `1/3` or `0.75`, with at most six decimals"
    )]
    NotAShare {
        /// What was given, shortened if long.
        value: String,
    },
}
