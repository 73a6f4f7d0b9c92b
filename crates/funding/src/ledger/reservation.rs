//! Money that is set aside until it is paid or freed.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use collegium_core::{Line, Money};

use super::{
    LedgerError,
    intern::{at, slot},
    raw::RawPosting,
    store::Store,
};
use crate::Account;

/// A sum that was set aside, and what is left of it.
///
/// # Example
///
/// ```
/// use collegium_funding::ledger::Reservation;
/// let reservation = Reservation {
///     key: "K-1".parse().unwrap(),
///     account: "Equity:Encumbrance:F01:Travel".parse().unwrap(),
///     against: "Equity:EncumbranceReserve:F01".parse().unwrap(),
///     amount: "CNY 600".parse().unwrap(),
///     open: "CNY 200".parse().unwrap(),
///     until: Some("2026-06-30".parse().unwrap()),
/// };
/// assert!(reservation.is_open());
/// assert!(reservation.has_expired("2026-07-01".parse().unwrap()));
/// assert!(!reservation.has_expired("2026-06-30".parse().unwrap()));
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reservation {
    /// The key of the entry that set it aside.
    pub key: Line,
    /// The memorandum account that shows what is set aside.
    pub account: Account,
    /// The memorandum account it stands against.
    pub against: Account,
    /// What was set aside.
    pub amount: Money,
    /// What is left.
    pub open: Money,
    /// The last day on which it can be paid from.
    pub until: Option<NaiveDate>,
}

impl Reservation {
    /// Whether something is left.
    #[must_use]
    pub fn is_open(&self) -> bool {
        !self.open.is_zero()
    }

    /// Whether its last day lies before this one.
    #[must_use]
    pub fn has_expired(&self, as_of: NaiveDate) -> bool {
        self.until.is_some_and(|until| until < as_of)
    }
}

/// A reservation as it is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Held {
    /// The entry that opened it.
    pub entry: u32,
    pub place: u32,
    pub against: u32,
    pub amount: i128,
    pub open: i128,
    pub until: Option<NaiveDate>,
}

/// Reservations in the order they were opened.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Holds {
    held: Vec<Held>,
    of_entry: BTreeMap<u32, u32>,
}

impl Holds {
    pub(super) fn len(&self) -> usize {
        self.held.len()
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &Held> {
        self.held.iter()
    }

    pub(super) fn get(&self, hold: u32) -> Option<&Held> {
        self.held.get(at(hold))
    }

    /// The reservation that this entry opened.
    pub(super) fn of_entry(&self, entry: u32) -> Option<u32> {
        self.of_entry.get(&entry).copied()
    }

    pub(super) fn push(&mut self, held: Held) {
        if let Some(number) = slot(self.held.len()) {
            self.of_entry.insert(held.entry, number);
            self.held.push(held);
        }
    }

    /// Takes from a reservation, or gives back.
    pub(super) fn take(&mut self, hold: u32, used: i128) {
        if let Some(held) = self.held.get_mut(at(hold)) {
            held.open -= used;
        }
    }
}

/// Whether these postings open a reservation: one sum without a price, from one account to another.
pub(super) fn opens(key: &str, postings: &[RawPosting<'_>]) -> Result<(), LedgerError> {
    match postings {
        [one, other]
            if one.price.is_none()
                && other.price.is_none()
                && one.amount.units > 0
                && one.account != other.account =>
        {
            Ok(())
        }
        _ => Err(LedgerError::NotAReservation { key: key.to_owned() }),
    }
}

/// What these postings take from a reservation, and whether they do nothing else.
pub(super) fn used(store: &Store, held: &Held, postings: &[RawPosting<'_>]) -> (i128, bool) {
    let on_either = |posting| touches(store, held.place, posting) || touches(store, held.against, posting);
    (-sum_on(store, held.place, postings), postings.iter().all(on_either))
}

/// What these postings come to on one account in one currency.
pub(super) fn sum_on(store: &Store, place: u32, postings: &[RawPosting<'_>]) -> i128 {
    let on_account = postings.iter().filter(|posting| touches(store, place, posting));
    // Postings of one entry are far fewer than what would overflow.
    on_account.fold(0, |sum, posting| sum.saturating_add(posting.amount.units))
}

fn touches(store: &Store, place: u32, posting: &RawPosting<'_>) -> bool {
    store.place(place).is_some_and(|place| {
        place.currency == posting.amount.currency && store.accounts.get(place.account) == posting.account
    })
}
