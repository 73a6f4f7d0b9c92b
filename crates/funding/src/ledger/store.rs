//! Where entries and postings are kept: in columns, every text once.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use collegium_core::{Currency, org::Person};

use super::{
    intern::{TextHash, Texts, at, slot},
    raw::{RawEntry, RawPosting, Units},
};

/// What an entry is beside its postings, by position.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum RowAct {
    Posts,
    /// The entry it undoes.
    Reverses(u32),
    /// The reservation it opens.
    Reserves(u32),
    /// The reservation it uses.
    Uses(u32),
    Closes,
}

/// An entry without its key, which has the same position among the keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Row {
    pub effective: NaiveDate,
    pub recorded: NaiveDate,
    pub by: u32,
    pub kind: Option<u32>,
    pub reason: Option<u32>,
    pub act: RowAct,
    /// The positions after its last posting, and after its last price.
    pub ends: Ends,
}

/// How far an entry reaches among all postings, and among all prices.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Ends {
    postings: u32,
    prices: u32,
}

/// An account in one currency.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Place {
    pub account: u32,
    pub currency: Currency,
    /// The code of the currency, which is written often.
    pub code: [u8; 3],
    /// The sum of the amounts posted here; `None` if there is none.
    pub balance: Option<i128>,
    /// The sum of the weights that count here; `None` if there is none.
    pub book: Option<i128>,
}

/// A posting as it is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Kept {
    pub place: u32,
    pub units: i128,
    /// What it weighs, if that is not its amount.
    pub price: Option<Price>,
}

/// What a posting was exchanged for, with the account of the posting.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Price {
    posting: u32,
    pub place: u32,
    pub units: i128,
}

impl Kept {
    /// The weight, and the place where it counts.
    pub(super) fn weight(&self) -> (u32, i128) {
        match self.price {
            Some(price) if self.units < 0 => (price.place, -price.units),
            Some(price) => (price.place, price.units),
            None => (self.place, self.units),
        }
    }
}

#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Store {
    pub keys: Texts,
    pub rows: Vec<Row>,
    pub words: Texts,
    /// Who wrote entries down, and how the canonical line says it.
    people: Vec<(Person, String)>,
    pub accounts: Texts,
    pub places: Vec<Place>,
    /// Every currency of a place, by its code.
    currencies: Vec<([u8; 3], Currency)>,
    /// The places of each account.
    of_account: Vec<Vec<u32>>,
    posting_places: Vec<u32>,
    amounts: Amounts,
    /// By position of the posting; most have none.
    prices: Vec<Price>,
}

impl Store {
    #[inline]
    pub(super) fn row(&self, entry: u32) -> Option<&Row> {
        self.rows.get(at(entry))
    }

    /// The postings of an entry, in order.
    #[inline]
    pub(super) fn postings(&self, entry: u32) -> impl Iterator<Item = Kept> {
        let ends = |row: &Row| row.ends;
        let start = entry.checked_sub(1).and_then(|before| self.row(before)).map(ends).unwrap_or_default();
        self.postings_of(start, self.row(entry).map_or(start, ends))
    }

    /// The postings from where an entry ends up to where a later one does, in order.
    #[inline]
    pub(super) fn postings_of(&self, start: Ends, end: Ends) -> impl Iterator<Item = Kept> {
        let mut prices = self.prices.get(at(start.prices)..at(end.prices)).unwrap_or_default();
        let places = self.posting_places.get(at(start.postings)..at(end.postings)).unwrap_or_default();
        (start.postings..).zip(places).map(move |(posting, &place)| {
            let units = self.amounts.get(posting);
            match prices {
                [price, rest @ ..] if price.posting == posting => {
                    prices = rest;
                    Kept { place, units, price: Some(*price) }
                }
                _ => Kept { place, units, price: None },
            }
        })
    }

    #[inline]
    pub(super) fn place(&self, place: u32) -> Option<&Place> {
        self.places.get(at(place))
    }

    pub(super) fn person_of(&self, row: &Row) -> Option<&Person> {
        self.people.get(at(row.by)).map(|(person, _)| person)
    }

    /// Who wrote an entry down, as its canonical line says it.
    #[inline]
    pub(super) fn signed_by(&self, row: &Row) -> &[u8] {
        self.people.get(at(row.by)).map_or(&[], |(_, text)| text.as_bytes())
    }

    /// The currency with this code, if anything was posted in it.
    #[inline]
    pub(super) fn currency(&self, code: &str) -> Option<Currency> {
        let code = <[u8; 3]>::try_from(code.as_bytes()).ok()?;
        self.currencies.iter().find(|(known, _)| *known == code).map(|&(_, currency)| currency)
    }

    /// The place of an account and a currency.
    #[inline]
    pub(super) fn find_place(&self, account: u32, currency: Currency) -> Option<u32> {
        let places = self.of_account.get(at(account))?;
        places.iter().copied().find(|&place| self.place(place).is_some_and(|it| it.currency == currency))
    }

    /// The account and what is there, as the posting was written.
    pub(super) fn raw(&self, kept: Kept) -> Option<RawPosting<'_>> {
        let place = self.place(kept.place)?;
        let units = |units, place: &Place| Units { units, currency: place.currency };
        let price = match kept.price {
            Some(price) => Some(units(price.units, self.place(price.place)?)),
            None => None,
        };
        let (account, known) = (self.accounts.get(place.account), Some(place.account));
        Some(RawPosting { account, known, amount: units(kept.units, place), price })
    }

    /// Whether an entry of these postings fits into the numbers that positions have.
    #[inline]
    pub(super) fn has_room(&self, raw: &RawEntry<'_>, postings: &[RawPosting<'_>]) -> bool {
        let words = [raw.kind, raw.reason].into_iter().flatten().map(str::len).sum();
        let accounts = postings.iter().map(|posting| posting.account.len()).sum();
        // Each posting opens two places at most.
        let places = self.posting_places.len().checked_add(postings.len()).and_then(|all| all.checked_mul(2));
        self.keys.has_room(raw.key.len())
            && self.words.has_room(words)
            && self.accounts.has_room(accounts)
            && places.and_then(slot).is_some()
    }

    /// Writes an entry, with the hash of its key; the caller checked it, and that it fits.
    #[inline]
    pub(super) fn push(
        &mut self,
        raw: &RawEntry<'_>,
        postings: &[RawPosting<'_>],
        by: &Person,
        row: Row,
        hash: TextHash,
    ) {
        self.keys.add(raw.key, hash);
        for posting in postings {
            self.push_posting(posting);
        }
        let by = self.person(by);
        let kind = raw.kind.map(|kind| self.words.find_or_add(kind));
        let reason = raw.reason.map(|reason| self.words.find_or_add(reason));
        let [postings, prices] = [self.posting_places.len(), self.prices.len()].map(position);
        self.rows.push(Row { by, kind, reason, ends: Ends { postings, prices }, ..row });
    }

    #[inline]
    fn push_posting(&mut self, raw: &RawPosting<'_>) {
        let account = raw.known.unwrap_or_else(|| self.accounts.find_or_add(raw.account));
        let posting = position(self.posting_places.len());
        let place = self.place_of(account, raw.amount.currency);
        self.posting_places.push(place);
        self.amounts.push(posting, raw.amount.units);
        let mut weighs = (place, raw.amount.units);
        if let Some(price) = raw.price {
            let place = self.place_of(account, price.currency);
            self.prices.push(Price { posting, place, units: price.units });
            weighs = (place, raw.weight().units);
        }
        if let Some(place) = self.places.get_mut(at(place)) {
            *place.balance.get_or_insert(0) += raw.amount.units;
        }
        if let Some(place) = self.places.get_mut(at(weighs.0)) {
            *place.book.get_or_insert(0) += weighs.1;
        }
    }

    #[inline]
    fn place_of(&mut self, account: u32, currency: Currency) -> u32 {
        if let Some(place) = self.find_place(account, currency) {
            return place;
        }
        let place = position(self.places.len());
        let code = currency.code().as_bytes().try_into().unwrap_or_default();
        if !self.currencies.contains(&(code, currency)) {
            self.currencies.push((code, currency));
        }
        self.places.push(Place { account, currency, code, balance: None, book: None });
        if self.of_account.len() <= at(account) {
            self.of_account.resize(at(account).saturating_add(1), Vec::new());
        }
        if let Some(places) = self.of_account.get_mut(at(account)) {
            places.push(place);
        }
        place
    }

    #[inline]
    fn person(&mut self, person: &Person) -> u32 {
        // Most entries are written by whoever wrote the one before.
        let is = |known: &(Person, String)| known.0 == *person;
        let last = self.rows.last().map(|row| row.by);
        if let Some(last) = last.filter(|&last| self.people.get(at(last)).is_some_and(is)) {
            return last;
        }
        position(self.people.iter().position(is).unwrap_or_else(|| {
            self.people.push((person.clone(), format!("{}\t{}", person.id, person.name)));
            self.people.len().saturating_sub(1)
        }))
    }
}

/// A position that is known to fit.
fn position(position: usize) -> u32 {
    // INVARIANT: `Store::has_room` was asked before anything was written.
    slot(position).unwrap_or_else(|| unreachable!("there was room"))
}

/// Minor units in eight bytes each; the few that need more lie apart.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Amounts {
    narrow: Vec<i64>,
    wide: BTreeMap<u32, i128>,
}

/// Stands where an amount lies apart.
const APART: i64 = i64::MIN;

impl Amounts {
    #[inline]
    fn push(&mut self, posting: u32, units: i128) {
        let narrow = i64::try_from(units).ok().filter(|&narrow| narrow != APART);
        if narrow.is_none() {
            self.wide.insert(posting, units);
        }
        self.narrow.push(narrow.unwrap_or(APART));
    }

    #[inline]
    fn get(&self, posting: u32) -> i128 {
        match self.narrow.get(at(posting)) {
            Some(&APART) => self.wide.get(&posting).copied().unwrap_or_default(),
            Some(&units) => units.into(),
            None => 0,
        }
    }
}

impl Store {
    /// The bytes that are kept, as they are allocated: a power of two that is not used up is counted.
    pub(super) fn kept_bytes(&self) -> usize {
        let of = |capacity: usize, size: usize| capacity.saturating_mul(size);
        let places = self.of_account.iter().map(|places| of(places.capacity(), size_of::<u32>()));
        [
            self.keys.kept_bytes(),
            self.words.kept_bytes(),
            self.accounts.kept_bytes(),
            of(self.rows.capacity(), size_of::<Row>()),
            of(self.people.capacity(), size_of::<(Person, String)>()),
            of(self.places.capacity(), size_of::<Place>()),
            of(self.currencies.capacity(), size_of::<([u8; 3], Currency)>()),
            of(self.of_account.capacity(), size_of::<Vec<u32>>()),
            places.sum(),
            of(self.posting_places.capacity(), size_of::<u32>()),
            of(self.amounts.narrow.capacity(), size_of::<i64>()),
            of(self.amounts.wide.len(), size_of::<(u32, i128)>()),
            of(self.prices.capacity(), size_of::<Price>()),
        ]
        .into_iter()
        .sum()
    }
}
