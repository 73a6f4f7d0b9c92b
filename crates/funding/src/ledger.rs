//! Every movement of money, in double entry.

mod account;
mod amount;
mod balance;
mod chain;
mod entry;
mod error;
mod intern;
mod line;
mod raw;
mod reservation;
mod store;
mod turnover;
mod verbs;
mod verdict;
mod wire;

use std::{
    collections::{BTreeMap, BTreeSet},
    mem,
};

use chrono::NaiveDate;
use collegium_core::{
    Currency, Line, Money,
    history::{EntryNumber, Signature},
    org::Person,
};
use serde::{Deserialize, Serialize};

pub use account::{Account, AccountError};
pub use balance::{Balances, Moment};
pub use chain::{Chain, EntryHash, EntryHashError};
pub use entry::{Act, EntryDraft, LedgerEntry, Posting};
pub use error::LedgerError;
pub use line::{Cell, LedgerLine, LineError, LinePosting};
pub use reservation::Reservation;
pub use verbs::{Note, Reserve};
pub use wire::{LedgerDraft, LedgerDraftError};

use intern::{at, slot};
use raw::{RawEntry, RawPosting};
use reservation::{Held, Holds};
use store::{Row, RowAct, Store};
use turnover::Turnover;
use verdict::Verdict;

/// Which accounts a ledger has.
///
/// # Wire form
///
/// `"open"` or `{"declared":["…"]}`.
///
/// # Example
///
/// ```
/// use collegium_funding::ledger::Chart;
/// let chart: Chart = serde_json::from_str(r#"{"declared":["Assets:Bank"]}"#).unwrap();
/// assert_eq!(chart, Chart::Declared(["Assets:Bank".parse().unwrap()].into()));
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Chart {
    /// An account exists from its first use on.
    #[default]
    Open,
    /// These and no others.
    Declared(BTreeSet<Account>),
}

/// An append-only book of balanced entries, which can be asked for any past day and shows whether it was changed.
///
/// An entry has the day it took effect (value date) and the day it was recorded, as in a
/// [`History`](collegium_core::History): the day of record never goes back, the day of effect may. It balances if the
/// [weights](Posting::weight) of its postings sum to exactly zero in each currency; there is no tolerance. A mistake is
/// corrected by an entry that mirrors it and names it. Money can be set aside on memorandum accounts and paid or freed
/// later: see [`reserve`](Self::reserve).
///
/// # Validity
///
/// See [`LedgerError`]. In each currency neither the debits nor the credits of all entries reach 2^96 minor units, so that
/// no balance of any part of it, on any day, can be beyond what [`Money`] holds.
///
/// # Wire form
///
/// That of its [`LedgerDraft`]; reading it writes the entries again one by one and compares their hashes.
///
/// # Example
///
/// ```
/// use collegium_core::{Id, InstitutionCode, history::Signature};
/// use collegium_funding::{
///     Ledger,
///     ledger::{Act, Moment, Note, Posting},
/// };
///
/// let id = Id::derived(&InstitutionCode::new("college.example").unwrap(), &"T-9".parse().unwrap());
/// let clerk = |on: &str| Signature::new(id, "Wang Fang", on.parse().unwrap()).unwrap();
/// let note = |key: &str, on: &str| Note::new(key.parse().unwrap(), on.parse().unwrap());
/// let posting = |account: &str, amount: &str| Posting::new(account.parse().unwrap(), amount.parse().unwrap());
/// let mut ledger = Ledger::default();
///
/// // A flight of June, found in December.
/// let flight = vec![posting("Expenses:F01:Travel", "CNY 600"), posting("Assets:Bank", "CNY -600")];
/// let draft = note("V-1", "2026-06-10").draft(Act::Posts, flight);
/// let number = ledger.post(&clerk("2026-12-01"), &draft).unwrap();
/// assert_eq!(ledger.post(&clerk("2026-12-02"), &draft), Ok(number), "the same key with the same content is the same entry");
/// assert_eq!((ledger.len(), ledger.is_empty(), ledger.find("V-1")), (1, false, Some(number)));
///
/// let (bank, yuan) = ("Assets:Bank".parse().unwrap(), "CNY".parse().unwrap());
/// let day = |text: &str| text.parse().unwrap();
/// assert_eq!(ledger.balance(&bank, yuan).to_string(), "CNY -600.00");
/// let on = ledger.balances(Moment::On(day("2026-06-30")));
/// assert_eq!(on.get(&bank, yuan).to_string(), "CNY -600.00");
/// // What a report of September said, it said rightly by what was known.
/// let known = Moment::Known { as_of: day("2026-06-30"), known_on: day("2026-09-30") };
/// assert!(ledger.balances(known).get(&bank, yuan).is_zero());
///
/// // A fen is missing: refused, and nothing has changed.
/// let uneven = vec![posting("Expenses:F01:Travel", "CNY 5"), posting("Assets:Bank", "CNY -4.99")];
/// let uneven = note("V-2", "2026-12-01").draft(Act::Posts, uneven);
/// assert_eq!(
///     ledger.check(day("2026-12-01"), &uneven).unwrap_err().to_string(),
///     "the entry does not balance: its CNY weights sum to 1 minor units, not to zero"
/// );
///
/// // The flight was booked twice: its mirror undoes it.
/// ledger.reverse(&clerk("2026-12-03"), &draft.key, note("R-1", "2026-12-03")).unwrap();
/// assert!(ledger.balance(&bank, yuan).is_zero());
/// ledger.close(&clerk("2026-12-31"), note("C-1", "2026-12-31")).unwrap();
/// assert_eq!(ledger.closed_through(), Some(day("2026-12-31")));
/// assert_eq!((ledger.entries().count(), ledger.accounts().len()), (3, 2));
/// assert_eq!(ledger.verify(), None, "every hash fits");
/// assert!(ledger.canonical_line(number).unwrap().starts_with("V-1\t2026-06-10\t2026-12-01\t"));
/// assert!(ledger.kept_bytes() > 0);
///
/// let json = serde_json::to_string(&ledger).unwrap();
/// assert_eq!(serde_json::from_str::<Ledger>(&json).unwrap(), ledger);
/// let changed = json.replacen("600.00", "601.00", 2);
/// assert!(serde_json::from_str::<Ledger>(&changed).unwrap_err().to_string().starts_with("entry #1 was changed"));
/// ```
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Ledger {
    chart: Chart,
    chain: Chain,
    store: Store,
    hashes: Vec<EntryHash>,
    holds: Holds,
    /// Which entry was reversed by which.
    reversed: BTreeMap<u32, u32>,
    closed: Option<NaiveDate>,
    turnover: Turnover,
    scratch: Scratch,
}

/// Memory that says nothing, kept so that it need not be made anew: two of them are always equal.
#[derive(Debug, Clone, Default)]
struct Scratch {
    /// Where canonical lines are written.
    text: Vec<u8>,
    /// Where the turnover of an entry is counted.
    turnover: Turnover,
}

impl PartialEq for Scratch {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Ledger {
    /// An empty ledger.
    #[must_use]
    pub fn new(chart: Chart, chain: Chain) -> Self {
        Self { chart, chain, ..Self::default() }
    }

    /// Writes an entry. The same key with the same content is the same entry: its number is told again.
    ///
    /// # Errors
    ///
    /// Any [`LedgerError`]; nothing is changed.
    pub fn post(&mut self, recorded: &Signature, draft: &EntryDraft) -> Result<EntryNumber, LedgerError> {
        let postings: Vec<_> = draft.postings.iter().map(RawPosting::from).collect();
        self.append(&RawEntry::from(draft), &postings, &recorded.by, recorded.on)
    }

    /// Whether an entry would be written: the same check as that of [`post`](Self::post), which tells its number.
    ///
    /// # Errors
    ///
    /// Any [`LedgerError`].
    pub fn check(&self, recorded: NaiveDate, draft: &EntryDraft) -> Result<EntryNumber, LedgerError> {
        let postings: Vec<_> = draft.postings.iter().map(RawPosting::from).collect();
        let verdict = self.judge(&RawEntry::from(draft), &postings, recorded, &mut Turnover::default())?;
        Ok(match verdict {
            Verdict::Known(entry) => number(entry),
            Verdict::New { .. } => number_after(self.store.rows.len()),
        })
    }

    /// The balance of one account in one currency after all entries; zero where nothing was posted. It is looked up, not
    /// counted.
    #[must_use]
    pub fn balance(&self, account: &Account, currency: Currency) -> Money {
        let account = self.store.accounts.find(account.as_str());
        let place = account.and_then(|account| self.store.find_place(account, currency));
        let units = place.and_then(|place| self.store.place(place)).and_then(|place| place.balance);
        balance::money(units.unwrap_or_default(), currency)
    }

    /// The number of entries.
    #[must_use]
    pub fn len(&self) -> usize {
        self.store.rows.len()
    }

    /// Whether there is no entry.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The last day of the closed period, if one is closed.
    #[must_use]
    pub const fn closed_through(&self) -> Option<NaiveDate> {
        self.closed
    }

    /// The number of the entry with this key.
    #[must_use]
    pub fn find(&self, key: &str) -> Option<EntryNumber> {
        self.store.keys.find(key).map(number)
    }

    /// An entry as it was written.
    #[must_use]
    pub fn entry(&self, number: EntryNumber) -> Option<LedgerEntry> {
        usize::from(number).checked_sub(1).and_then(slot).and_then(|entry| self.read(entry))
    }

    /// Every entry, in the order of record.
    pub fn entries(&self) -> impl Iterator<Item = LedgerEntry> {
        (0..).map_while(|entry| self.read(entry))
    }

    /// The accounts that were ever posted to, by name.
    #[must_use]
    pub fn accounts(&self) -> BTreeSet<Account> {
        self.store.accounts.iter().map(account).collect()
    }

    /// The reservation with this key.
    #[must_use]
    pub fn reservation(&self, key: &str) -> Option<Reservation> {
        let held = self.holds.get(self.holds.of_entry(self.store.keys.find(key)?)?)?;
        self.told(held)
    }

    /// Every reservation, in the order they were opened.
    pub fn reservations(&self) -> impl Iterator<Item = Reservation> {
        self.holds.iter().filter_map(|held| self.told(held))
    }

    fn told(&self, held: &Held) -> Option<Reservation> {
        let (place, against) = (self.store.place(held.place)?, self.store.place(held.against)?);
        Some(Reservation {
            key: line(self.store.keys.get(held.entry)),
            account: account(self.store.accounts.get(place.account)),
            against: account(self.store.accounts.get(against.account)),
            amount: balance::money(held.amount, place.currency),
            open: balance::money(held.open, place.currency),
            until: held.until,
        })
    }

    /// The hash of the last entry: who keeps it elsewhere can later tell whether anything before it was changed. `None`
    /// without a chain; [`EntryHash::START`] without an entry.
    #[must_use]
    pub fn head(&self) -> Option<EntryHash> {
        match self.chain {
            Chain::Sha256 => Some(self.hashes.last().copied().unwrap_or(EntryHash::START)),
            Chain::Off => None,
        }
    }

    /// Counts every hash again; answers with the first entry whose own does not fit, if there is one.
    #[must_use]
    pub fn verify(&self) -> Option<EntryNumber> {
        let (mut before, mut text) = (EntryHash::START, Vec::new());
        (0..).zip(&self.store.rows).zip(&self.hashes).find_map(|((entry, row), &hash)| {
            let line = |out: &mut Vec<u8>| chain::write_line(out, &self.store, &self.holds, entry, row);
            let fits = chain::link(&mut text, before, line) == hash;
            before = hash;
            (!fits).then(|| number(entry))
        })
    }

    /// The canonical line of an entry: what is hashed of it.
    #[must_use]
    pub fn canonical_line(&self, number: EntryNumber) -> Option<String> {
        let entry = usize::from(number).checked_sub(1).and_then(slot)?;
        let mut text = Vec::new();
        chain::write_line(&mut text, &self.store, &self.holds, entry, self.store.row(entry)?);
        String::from_utf8(text).ok()
    }

    /// The bytes the ledger keeps for its entries, as they are allocated.
    #[must_use]
    pub fn kept_bytes(&self) -> usize {
        let hashes = self.hashes.capacity().saturating_mul(size_of::<EntryHash>());
        let reversed = self.reversed.len().saturating_mul(size_of::<(u32, u32)>());
        let holds = self.holds.len().saturating_mul(size_of::<Held>() + size_of::<(u32, u32)>());
        [self.store.kept_bytes(), hashes, reversed, holds].into_iter().sum()
    }

    /// Judges and writes: the one way into the ledger.
    fn append(
        &mut self,
        raw: &RawEntry<'_>,
        postings: &[RawPosting<'_>],
        by: &Person,
        recorded: NaiveDate,
    ) -> Result<EntryNumber, LedgerError> {
        let mut turnover = mem::take(&mut self.scratch.turnover);
        let verdict = self.judge(raw, postings, recorded, &mut turnover);
        if let Ok(Verdict::New { .. }) = verdict {
            self.turnover.add(&turnover);
        }
        self.scratch.turnover = turnover;
        let (act, hash) = match verdict? {
            Verdict::Known(entry) => return Ok(number(entry)),
            Verdict::New { act, hash } => (act, hash),
        };
        let row = Row {
            effective: raw.effective,
            recorded,
            by: 0,
            kind: None,
            reason: None,
            act,
            ends: store::Ends::default(),
        };
        self.store.push(raw, postings, by, row, hash);
        let entry = slot(self.len().saturating_sub(1)).unwrap_or(u32::MAX);
        self.take_effect(entry, raw, postings, act);
        self.link();
        Ok(number(entry))
    }

    /// What an entry does beside moving money.
    fn take_effect(&mut self, entry: u32, raw: &RawEntry<'_>, postings: &[RawPosting<'_>], act: RowAct) {
        match act {
            RowAct::Posts => {}
            RowAct::Reverses(reversed) => {
                self.reversed.insert(reversed, entry);
                self.give_back(reversed);
            }
            RowAct::Reserves(_) => {
                let mut places = self.store.postings(entry).map(|kept| (kept.place, kept.units));
                if let (Some((place, amount)), Some((against, _))) = (places.next(), places.next()) {
                    let until = match raw.act {
                        raw::RawAct::Reserves(until) => until,
                        _ => None,
                    };
                    drop(places);
                    self.holds.push(Held { entry, place, against, amount, open: amount, until });
                }
            }
            RowAct::Uses(hold) => {
                if let Some(held) = self.holds.get(hold) {
                    let (used, _) = reservation::used(&self.store, held, postings);
                    self.holds.take(hold, used);
                }
            }
            RowAct::Closes => self.closed = Some(raw.effective),
        }
    }

    /// What a reversed entry had set aside is set aside no more, and what it had taken is back.
    fn give_back(&mut self, reversed: u32) {
        let (hold, taken) = match self.store.row(reversed).map(|row| row.act) {
            Some(RowAct::Reserves(hold)) => (hold, self.holds.get(hold).map(|held| held.open)),
            Some(RowAct::Uses(hold)) => (hold, self.used_by(reversed, hold).map(|used| -used)),
            _ => return,
        };
        self.holds.take(hold, taken.unwrap_or_default());
    }

    /// What an entry took from a reservation.
    fn used_by(&self, entry: u32, reservation: u32) -> Option<i128> {
        let held = self.holds.get(reservation)?;
        let postings: Vec<_> = self.store.postings(entry).filter_map(|kept| self.store.raw(kept)).collect();
        Some(reservation::used(&self.store, held, &postings).0)
    }

    /// Adds the hash of the last entry.
    fn link(&mut self) {
        let (Some(before), Some(entry), Some(row)) =
            (self.head(), slot(self.len().saturating_sub(1)), self.store.rows.last())
        else {
            return;
        };
        let Scratch { text, .. } = &mut self.scratch;
        let line = |out: &mut Vec<u8>| chain::write_line(out, &self.store, &self.holds, entry, row);
        self.hashes.push(chain::link(text, before, line));
    }

    fn read(&self, entry: u32) -> Option<LedgerEntry> {
        let row = self.store.row(entry)?;
        let key = |entry| line(self.store.keys.get(entry));
        let key_of = |hold| self.holds.get(hold).map_or(entry, |held| held.entry);
        let word = |word: Option<u32>| word.map(|word| line(self.store.words.get(word)));
        let act = match row.act {
            RowAct::Posts => Act::Posts,
            RowAct::Reverses(entry) => Act::Reverses { entry: key(entry) },
            RowAct::Reserves(hold) => {
                Act::Reserves { until: self.holds.get(hold).and_then(|held| held.until) }
            }
            RowAct::Uses(hold) => Act::Uses { reservation: key(key_of(hold)) },
            RowAct::Closes => Act::Closes,
        };
        let postings =
            self.store.postings(entry).filter_map(|kept| self.store.raw(kept)).map(|raw| Posting {
                account: account(raw.account),
                amount: balance::money(raw.amount.units, raw.amount.currency),
                price: raw.price.map(|price| balance::money(price.units, price.currency)),
            });
        let (effective, kind, reason) = (row.effective, word(row.kind), word(row.reason));
        let by = self.store.person_of(row)?.clone();
        Some(LedgerEntry {
            recorded: Signature { by, on: row.recorded },
            entry: EntryDraft { key: key(entry), effective, kind, reason, act, postings: postings.collect() },
            hash: self.hashes.get(at(entry)).copied(),
        })
    }
}

/// The number of the entry at this position.
fn number(entry: u32) -> EntryNumber {
    number_after(at(entry))
}

/// The number of the entry that comes after so many.
fn number_after(entries: usize) -> EntryNumber {
    // INVARIANT: one more than something is not zero.
    EntryNumber::try_from(entries.saturating_add(1)).unwrap_or_else(|_| unreachable!("it is positive"))
}

/// A text that was checked when it was written.
fn line(text: &str) -> Line {
    Line::new(text).unwrap_or_else(|_| unreachable!("only lines are kept"))
}

/// A name that was checked when it was written.
fn account(text: &str) -> Account {
    Account::new(text).unwrap_or_else(|_| unreachable!("only accounts are kept"))
}
