//! The names of accounts.

use std::{borrow::Borrow, fmt, str::FromStr};

use collegium_core::{
    Line,
    text::{TextError, excerpt},
};
use thiserror::Error;

/// An account of a ledger: a path from the general to the particular, its parts joined by colons.
///
/// # Validity
///
/// A [`Line`] of at most 255 bytes, of which no part between colons is blank or has a blank at an end.
///
/// # Wire form
///
/// A string: `"Expenses:F01:Travel"`.
///
/// # Example
///
/// ```
/// use collegium_funding::Account;
///
/// let travel = Account::new("Expenses:F01:Travel").unwrap();
/// assert_eq!((travel.as_str(), travel.parts().count()), ("Expenses:F01:Travel", 3));
/// assert!(travel.is_within(&"Expenses:F01".parse().unwrap()));
/// assert!(!travel.is_within(&"Expenses:F0".parse().unwrap()));
/// assert!(Account::new("Expenses::Travel").is_err());
/// ```
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Account(Box<str>);

impl Account {
    /// Checks a name.
    ///
    /// # Errors
    ///
    /// [`AccountError::Text`] if it is no line of text, [`AccountError::Part`] for a blank or padded part,
    /// [`AccountError::TooLong`].
    pub fn new(text: &str) -> Result<Self, AccountError> {
        check_account(text).map(|()| Self(text.into()))
    }

    /// The name as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The parts, the most general first.
    pub fn parts(&self) -> impl Iterator<Item = &str> {
        self.0.split(':')
    }

    /// Whether it is this account or lies below it.
    #[must_use]
    pub fn is_within(&self, above: &Self) -> bool {
        self.0.strip_prefix(above.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with(':'))
    }
}

/// Checks a name of an account without keeping it.
pub(super) fn check_account(text: &str) -> Result<(), AccountError> {
    if text.len() > 255 {
        return Err(AccountError::TooLong { value: excerpt(text), length: text.len() });
    }
    // What is plain ASCII without blanks needs no look at every character.
    if !text.bytes().all(|byte| byte.is_ascii_graphic()) {
        Line::new(text).map_err(AccountError::Text)?;
    }
    if text.split(':').any(|part| part.is_empty() || part.trim() != part) {
        return Err(AccountError::Part { value: excerpt(text) });
    }
    Ok(())
}

impl FromStr for Account {
    type Err = AccountError;

    fn from_str(text: &str) -> Result<Self, AccountError> {
        Self::new(text)
    }
}

impl Borrow<str> for Account {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Account {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

collegium_core::text_form!(Account, "an account");

/// Why a name is no account.
///
/// # Example
///
/// ```
/// use collegium_funding::Account;
/// assert_eq!(
///     Account::new("Assets:").unwrap_err().to_string(),
///     "`Assets:` is not an account: write parts without blanks at their ends, joined by `:`, such as `Assets:Bank`"
/// );
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum AccountError {
    /// It is no line of text.
    #[error(transparent)]
    Text(TextError),
    /// A part between colons is missing or padded.
    #[error(
        "`{value}` is not an account: write parts without blanks at their ends, joined by `:`, such as `Assets:Bank`"
    )]
    Part {
        /// What was given, shortened if long.
        value: String,
    },
    /// It is too long.
    #[error("`{value}` is not an account: it has {length} bytes, 255 are the most")]
    TooLong {
        /// What was given, shortened.
        value: String,
        /// Its length in bytes.
        length: usize,
    },
}
