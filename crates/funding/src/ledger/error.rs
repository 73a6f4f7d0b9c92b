//! Why an entry was refused.

use chrono::NaiveDate;
use collegium_core::{Currency, Money, history::EntryNumber, text::TextError};
use thiserror::Error;

/// Why a ledger refused an entry; nothing was changed.
///
/// # Example
///
/// ```
/// use collegium_funding::LedgerError;
/// let error = LedgerError::TooFewPostings { postings: 1 };
/// assert_eq!(error.to_string(), "an entry needs two postings at least, not 1");
/// assert_eq!(error.reason(), "too_few_postings");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum LedgerError {
    /// Nothing moves between fewer than two postings.
    #[error("an entry needs two postings at least, not {postings}")]
    TooFewPostings {
        /// How many there are.
        postings: usize,
    },
    /// The weights of a currency do not sum to zero.
    #[error("the entry does not balance: its {currency} weights sum to {excess} minor units, not to zero")]
    Unbalanced {
        /// The first such currency, in the order of the postings.
        currency: Currency,
        /// Debits less credits, in minor units.
        excess: i128,
    },
    /// The account does not exist.
    #[error("there is no account `{account}`")]
    UnknownAccount {
        /// Its name.
        account: String,
    },
    /// A price that is not positive, or the price of nothing.
    #[error(
        "{amount} minor units of {currency} on `{account}` cannot have the total price {price}: it is positive, and nothing has none"
    )]
    BadPrice {
        /// The account.
        account: String,
        /// The amount, in minor units.
        amount: i128,
        /// Its currency.
        currency: Currency,
        /// The price, in minor units of its own currency.
        price: i128,
    },
    /// The debits or the credits of the whole ledger would be beyond what an amount of money can hold.
    #[error(
        "the {currency} debits or credits of the ledger would reach 2^96 minor units, more than can be told"
    )]
    OutOfRange {
        /// The currency.
        currency: Currency,
    },
    /// The key stands for another entry.
    #[error("the key `{key}` stands for entry {entry}, which says something else")]
    KeyReused {
        /// The key.
        key: String,
        /// The entry it stands for.
        entry: EntryNumber,
    },
    /// The day of record goes back.
    #[error("an entry recorded on {recorded} cannot follow one of {last}")]
    RecordedBefore {
        /// The day given.
        recorded: NaiveDate,
        /// The day of the entry before.
        last: NaiveDate,
    },
    /// The day of effect lies in a closed period.
    #[error("{effective} is closed: the books are closed through {through}")]
    Closed {
        /// The day of effect.
        effective: NaiveDate,
        /// The last closed day.
        through: NaiveDate,
    },
    /// An entry that closes a period has postings.
    #[error("an entry that closes a period has no postings, not {postings}")]
    ClosesWithPostings {
        /// How many there are.
        postings: usize,
    },
    /// No entry has this key.
    #[error("there is no entry `{key}`")]
    UnknownEntry {
        /// The key.
        key: String,
    },
    /// The entry was undone before.
    #[error("entry {entry} was reversed before, by entry {by}")]
    ReversedTwice {
        /// The entry.
        entry: EntryNumber,
        /// What reversed it.
        by: EntryNumber,
    },
    /// A reversal, a closing, or a reservation that was used cannot be undone.
    #[error(
        "entry {entry} cannot be reversed: a reversal and a closing stand, and a reservation does once it is used"
    )]
    NotReversible {
        /// The entry.
        entry: EntryNumber,
    },
    /// The postings are not those of the entry with the other sign.
    #[error(
        "the entry does not mirror entry {entry}: a reversal has its postings in its order, each amount negated"
    )]
    NotMirrored {
        /// The entry to be reversed.
        entry: EntryNumber,
    },
    /// A reservation is not two postings of one sum, without a price: the first sets aside, the second is against it.
    #[error(
        "`{key}` is no reservation: it has two postings without a price, the first positive, on two accounts"
    )]
    NotAReservation {
        /// The key.
        key: String,
    },
    /// No reservation has this key.
    #[error("there is no reservation `{key}`")]
    UnknownReservation {
        /// The key.
        key: String,
    },
    /// Nothing, or less than nothing, is taken from a reservation.
    #[error("{used} is not taken from a reservation: write a positive sum")]
    NothingUsed {
        /// What it would be.
        used: Money,
    },
    /// What is taken from the account of a reservation does not go back to the account it was set aside against.
    #[error(
        "{used} is taken from the reservation `{key}`, and {back} goes back to the account it was set aside against"
    )]
    UnevenUse {
        /// The reservation.
        key: String,
        /// What is taken.
        used: Money,
        /// What goes back.
        back: Money,
    },
    /// More is taken from a reservation than is left.
    #[error("the reservation `{key}` has {open} left, not {used}")]
    ExceedsReservation {
        /// The reservation.
        key: String,
        /// What is left.
        open: Money,
        /// What was to be taken.
        used: Money,
    },
    /// A reservation is paid from after its last day.
    #[error("the reservation `{key}` ended on {until}: what is left of it can only be freed")]
    Expired {
        /// The reservation.
        key: String,
        /// Its last day.
        until: NaiveDate,
    },
    /// The key that an expiry would have is no line of text.
    #[error(transparent)]
    Key(TextError),
    /// The ledger has as many entries, postings or letters as it can number.
    #[error("the ledger is full: it numbers 2^32 entries and 2^31 postings, and 4 GiB of text")]
    Full,
}

impl LedgerError {
    /// The lasting word for it, as programs tell it: `unbalanced`, `unknown_account` …
    #[must_use]
    pub const fn reason(&self) -> &'static str {
        match self {
            Self::TooFewPostings { .. } => "too_few_postings",
            Self::Unbalanced { .. } => "unbalanced",
            Self::UnknownAccount { .. } => "unknown_account",
            Self::BadPrice { .. } => "bad_price",
            Self::OutOfRange { .. } => "out_of_range",
            Self::KeyReused { .. } => "key_reused",
            Self::RecordedBefore { .. } => "recorded_before",
            Self::Closed { .. } => "closed",
            Self::ClosesWithPostings { .. } => "closes_with_postings",
            Self::UnknownEntry { .. } => "unknown_entry",
            Self::ReversedTwice { .. } => "reversed_twice",
            Self::NotReversible { .. } => "not_reversible",
            Self::NotMirrored { .. } => "not_mirrored",
            Self::NotAReservation { .. } => "not_a_reservation",
            Self::UnknownReservation { .. } => "unknown_reservation",
            Self::NothingUsed { .. } => "nothing_used",
            Self::UnevenUse { .. } => "uneven_use",
            Self::ExceedsReservation { .. } => "exceeds_reservation",
            Self::Expired { .. } => "expired",
            Self::Key(_) => "bad_key",
            Self::Full => "full",
        }
    }
}
