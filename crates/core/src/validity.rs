//! How long something holds.

use std::{cmp::Ordering, fmt, str::FromStr};

use chrono::NaiveDate;
use thiserror::Error;

use crate::{Period, date, period::PeriodError, text::excerpt};

/// The days on which a record holds: a period, or from a day on without a fixed end.
///
/// # Wire form
///
/// A string: `"2024-09-01/2025-08-31"`, or with the open end of ISO 8601-2 `"2024-09-01/.."`.
///
/// # Example
///
/// ```
/// use collegium_core::Validity;
///
/// let term: Validity = "2024-09-01/2027-08-31".parse().unwrap();
/// assert_eq!(term.last(), "2027-08-31".parse().ok());
/// assert_eq!(term, Validity::During("2024-09-01/2027-08-31".parse().unwrap()));
///
/// let open: Validity = "2024-09-01/..".parse().unwrap();
/// assert_eq!(open, Validity::From("2024-09-01".parse().unwrap()));
/// assert_eq!((open.first(), open.last()), (term.first(), None));
///
/// assert!("../2027-08-31".parse::<Validity>().is_err());
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Validity {
    /// It holds in this period.
    During(Period),
    /// It holds on this day and ever after.
    From(NaiveDate),
}

impl Validity {
    /// The first day.
    #[must_use]
    pub const fn first(self) -> NaiveDate {
        match self {
            Self::During(period) => period.first(),
            Self::From(first) => first,
        }
    }

    /// The last day, which is included; `None` if no end is fixed.
    #[must_use]
    pub const fn last(self) -> Option<NaiveDate> {
        match self {
            Self::During(period) => Some(period.last()),
            Self::From(_) => None,
        }
    }

    /// Whether it holds on the day.
    ///
    /// # Example
    ///
    /// ```
    /// use collegium_core::Validity;
    /// let open: Validity = "2024-09-01/..".parse().unwrap();
    /// assert!(open.contains("2099-01-01".parse().unwrap()));
    /// assert!(!open.contains("2024-08-31".parse().unwrap()));
    /// ```
    #[must_use]
    pub fn contains(self, day: NaiveDate) -> bool {
        self.first() <= day && self.last().is_none_or(|last| day <= last)
    }

    /// Whether it holds on some day of the period.
    ///
    /// # Example
    ///
    /// ```
    /// use collegium_core::Validity;
    /// let open: Validity = "2024-09-01/..".parse().unwrap();
    /// assert!(open.overlaps(&"2024-01-01/2024-12-31".parse().unwrap()));
    /// assert!(!open.overlaps(&"2023-01-01/2023-12-31".parse().unwrap()));
    /// ```
    #[must_use]
    pub fn overlaps(self, period: &Period) -> bool {
        self.within(period).is_some()
    }

    /// The days of the period on which it holds; `None` if there are none.
    ///
    /// # Example
    ///
    /// ```
    /// use collegium_core::Validity;
    /// let open: Validity = "2024-09-01/..".parse().unwrap();
    /// assert_eq!(open.within(&"2024-01-01/2024-12-31".parse().unwrap()), "2024-09-01/2024-12-31".parse().ok());
    /// assert_eq!(open.within(&"2023-01-01/2023-12-31".parse().unwrap()), None);
    /// ```
    #[must_use]
    pub fn within(self, period: &Period) -> Option<Period> {
        match self {
            Self::During(own) => own.intersection(period),
            Self::From(first) => Period::new(first.max(period.first()), period.last()).ok(),
        }
    }

    /// Whether its last day is one of the period's: it runs out then.
    ///
    /// # Example
    ///
    /// ```
    /// use collegium_core::Validity;
    /// let year = "2027-01-01/2027-12-31".parse().unwrap();
    /// assert!("2024-09-01/2027-08-31".parse::<Validity>().unwrap().ends_within(&year));
    /// assert!(!"2024-09-01/..".parse::<Validity>().unwrap().ends_within(&year));
    /// ```
    #[must_use]
    pub fn ends_within(self, period: &Period) -> bool {
        self.last().is_some_and(|last| period.contains(last))
    }
}

impl From<Period> for Validity {
    fn from(period: Period) -> Self {
        Self::During(period)
    }
}

impl PartialOrd for Validity {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Validity {
    /// By first day, then by last day; an open end comes after every fixed one.
    fn cmp(&self, other: &Self) -> Ordering {
        let key = |validity: &Self| (validity.first(), validity.last().is_none(), validity.last());
        key(self).cmp(&key(other))
    }
}

impl fmt::Display for Validity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::During(period) => period.fmt(f),
            Self::From(first) => write!(f, "{first}/.."),
        }
    }
}

impl FromStr for Validity {
    type Err = ValidityError;

    fn from_str(text: &str) -> Result<Self, ValidityError> {
        let refused = || ValidityError::NotAValidity { value: excerpt(text) };
        if let Some(first) = text.strip_suffix("/..") {
            return date::parse(first).map(Self::From).map_err(|_| refused());
        }
        text.parse().map(Self::During).map_err(|error| match error {
            PeriodError::NotAPeriod { .. } => refused(),
            error => ValidityError::Period(error),
        })
    }
}

crate::text_form!(Validity, "a validity");

/// Why there is no such validity.
///
/// # Example
///
/// ```
/// use collegium_core::{Validity, validity::ValidityError};
/// assert_eq!(
///     "2024".parse::<Validity>().unwrap_err().to_string(),
///     "`2024` is not a validity: write its first and last day, such as `2024-09-01/2025-08-31`, or `2024-09-01/..` \
///      if no end is fixed"
/// );
/// assert!(matches!("2024-09-01/2023-09-01".parse::<Validity>(), Err(ValidityError::Period(_))));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum ValidityError {
    /// There is no such period.
    #[error(transparent)]
    Period(PeriodError),
    /// The text is not a validity.
    #[error(
        "`{value}` is not a validity: write its first and last day, such as `2024-09-01/2025-08-31`, or \
         `2024-09-01/..` if no end is fixed"
    )]
    NotAValidity {
        /// What was given, shortened if long.
        value: String,
    },
}
