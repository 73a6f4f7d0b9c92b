//! Why a line was refused.

use collegium_core::{Currency, text::TextError};
use thiserror::Error;

use crate::{AccountError, LedgerError};

/// Why the entry of a line was refused; nothing was changed.
///
/// # Example
///
/// ```
/// use collegium_funding::ledger::LineError;
/// let error = LineError::BadNumber { value: "1e2".to_owned() };
/// assert_eq!(error.reason(), "bad_number");
/// assert_eq!(
///     error.to_string(),
///     "`1e2` is not a number: write digits without needless zeros in front and at most one point, such as `-12.30`"
/// );
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum LineError {
    /// The line is no JSON, or not that of an entry.
    #[error("the line is not that of an entry: {message}")]
    BadJson {
        /// What the reader of JSON says.
        message: String,
    },
    /// A field that is to be one line of text is not.
    #[error("`{field}`: {error}")]
    BadText {
        /// The field.
        field: &'static str,
        /// What is wrong with it.
        error: TextError,
    },
    /// A day is none.
    #[error("`{value}` is not a day: write it such as `2026-03-01`")]
    BadDate {
        /// What was given, shortened if long; empty if it was no text.
        value: String,
    },
    /// An amount is no number.
    #[error(
        "`{value}` is not a number: write digits without needless zeros in front and at most one point, such as `-12.30`"
    )]
    BadNumber {
        /// What was given, shortened if long; empty if it was no text.
        value: String,
    },
    /// An amount has more decimals than its currency.
    #[error("`{value}` is too precise: {currency} has {} decimals", currency.decimals())]
    TooPrecise {
        /// What was given, shortened if long.
        value: String,
        /// The currency.
        currency: Currency,
    },
    /// An amount is beyond what can be held.
    #[error("`{value}` is out of range: {currency} amounts have fewer than 2^96 minor units")]
    OutOfRange {
        /// What was given, shortened if long.
        value: String,
        /// The currency.
        currency: Currency,
    },
    /// There is no such currency.
    #[error("`{value}` is not a currency: write the three capitals of ISO 4217, such as `CNY`")]
    UnknownCurrency {
        /// What was given, shortened if long; empty if it was no text.
        value: String,
    },
    /// The name of an account is none.
    #[error(transparent)]
    BadAccount(AccountError),
    /// A price without its currency, or the other way round.
    #[error("a posting on `{account}` has half a price: write both `total_price` and `price_currency`")]
    HalfPrice {
        /// The account.
        account: String,
    },
    /// The ledger refused it.
    #[error(transparent)]
    Ledger(LedgerError),
}

impl LineError {
    /// The lasting word for it, as programs tell it: `bad_number`, `unbalanced` …
    #[must_use]
    pub const fn reason(&self) -> &'static str {
        match self {
            Self::BadJson { .. } => "bad_json",
            Self::BadText { .. } => "bad_text",
            Self::BadDate { .. } => "bad_date",
            Self::BadNumber { .. } => "bad_number",
            Self::TooPrecise { .. } => "too_precise",
            Self::OutOfRange { .. } => "out_of_range",
            Self::UnknownCurrency { .. } => "unknown_currency",
            Self::BadAccount(_) => "bad_account",
            Self::HalfPrice { .. } => "bad_price",
            Self::Ledger(error) => error.reason(),
        }
    }
}
