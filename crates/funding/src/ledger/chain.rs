//! The chain of hashes that shows whether an entry was changed.

use std::{fmt, str::FromStr};

use chrono::{Datelike, NaiveDate};
use collegium_core::text::excerpt;
use sha2::{Digest, Sha256};
use thiserror::Error;

use super::{
    amount,
    raw::Units,
    reservation::Holds,
    store::{Place, Row, RowAct, Store},
};

/// Whether a ledger keeps a chain of hashes over its entries.
///
/// # Wire form
///
/// `"sha256"` or `"off"`.
///
/// # Example
///
/// ```
/// use collegium_funding::ledger::{Chain, Chart, Ledger};
/// assert!(Ledger::new(Chart::Open, Chain::Off).head().is_none());
/// assert_eq!(Chain::default(), Chain::Sha256);
/// ```
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Chain {
    /// Each entry has the SHA-256 of the hash before it and of itself.
    #[default]
    Sha256,
    /// There are no hashes.
    Off,
}

/// The SHA-256 of an entry and of everything before it.
///
/// # Wire form
///
/// A string: 64 lower-case hexadecimal digits.
///
/// # Example
///
/// ```
/// use collegium_funding::ledger::EntryHash;
/// let hash: EntryHash = "00".repeat(32).parse().unwrap();
/// assert_eq!((hash, hash.to_string()), (EntryHash::START, "0".repeat(64)));
/// assert!("00".parse::<EntryHash>().is_err());
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntryHash([u8; 32]);

impl EntryHash {
    /// What stands before the first entry: all zeros.
    pub const START: Self = Self([0; 32]);

    /// The digits, as ASCII.
    fn digits(self) -> [u8; 64] {
        let digit = |half: u8| if half < 10 { b'0' + half } else { b'a' + half - 10 };
        let mut digits = [0; 64];
        for (pair, byte) in digits.chunks_exact_mut(2).zip(self.0) {
            pair.copy_from_slice(&[digit(byte >> 4), digit(byte & 15)]);
        }
        digits
    }
}

impl fmt::Display for EntryHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl FromStr for EntryHash {
    type Err = EntryHashError;

    fn from_str(text: &str) -> Result<Self, EntryHashError> {
        let fault = || EntryHashError { value: excerpt(text) };
        let half = |digit: u8| match digit {
            b'0'..=b'9' => Some(digit - b'0'),
            b'a'..=b'f' => Some(digit - b'a' + 10),
            _ => None,
        };
        let digits = <&[u8; 64]>::try_from(text.as_bytes()).map_err(|_| fault())?;
        let mut hash = [0; 32];
        for (byte, pair) in hash.iter_mut().zip(digits.as_chunks::<2>().0) {
            let [high, low] = pair.map(half);
            *byte = (high.ok_or_else(fault)? << 4) | low.ok_or_else(fault)?;
        }
        Ok(Self(hash))
    }
}

collegium_core::text_form!(EntryHash, "the hash of an entry");

/// A text that is no hash.
///
/// # Example
///
/// ```
/// use collegium_funding::ledger::EntryHash;
/// assert_eq!(
///     "beef".parse::<EntryHash>().unwrap_err().to_string(),
///     "`beef` is not the hash of an entry: write 64 lower-case hexadecimal digits"
/// );
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("`{value}` is not the hash of an entry: write 64 lower-case hexadecimal digits")]
#[non_exhaustive]
pub struct EntryHashError {
    /// What was given, shortened if long.
    pub value: String,
}

/// The hash of an entry, by the one before and its canonical line.
pub(super) fn link(before: EntryHash, line: &str) -> EntryHash {
    let mut hasher = Sha256::new();
    hasher.update(before.digits());
    hasher.update(b"\n");
    hasher.update(line.as_bytes());
    EntryHash(hasher.finalize().into())
}

/// Writes the canonical line of an entry: its fields in a fixed order, each after the first behind a tab. No field can
/// hold a tab or a line end.
pub(super) fn write_line(out: &mut String, store: &Store, holds: &Holds, entry: u32, row: &Row) {
    out.clear();
    out.push_str(store.keys.get(entry));
    tab_day(out, row.effective);
    tab_day(out, row.recorded);
    out.push('\t');
    out.push_str(store.signed_by(row));
    for word in [row.kind, row.reason] {
        out.push('\t');
        out.push_str(word.map_or("", |word| store.words.get(word)));
    }
    write_act(out, store, holds, row.act);
    for kept in store.postings(entry) {
        let Some(place) = store.place(kept.place) else { continue };
        out.push('\t');
        out.push_str(store.accounts.get(place.account));
        tab_units(out, kept.units, place);
        match kept.price.and_then(|price| Some((price.units, store.place(price.place)?))) {
            Some((units, place)) => tab_units(out, units, place),
            None => out.push_str("\t\t"),
        }
    }
}

/// A tab and an amount, a tab and the code of its currency.
fn tab_units(out: &mut String, units: i128, place: &Place) {
    out.push('\t');
    amount::write(out, Units { units, currency: place.currency });
    out.push('\t');
    out.push_str(place.code);
}

fn write_act(out: &mut String, store: &Store, holds: &Holds, act: RowAct) {
    let key = |hold| holds.get(hold).map_or("", |held| store.keys.get(held.entry));
    let (word, rest) = match act {
        RowAct::Posts => ("posts", ""),
        RowAct::Reverses(entry) => ("reverses", store.keys.get(entry)),
        RowAct::Reserves(hold) => {
            out.push_str("\treserves");
            match holds.get(hold).and_then(|held| held.until) {
                Some(until) => tab_day(out, until),
                None => out.push('\t'),
            }
            return;
        }
        RowAct::Uses(hold) => ("uses", key(hold)),
        RowAct::Closes => ("closes", ""),
    };
    out.push('\t');
    out.push_str(word);
    out.push('\t');
    out.push_str(rest);
}

/// A tab and a day, `2026-03-02`.
fn tab_day(out: &mut String, day: NaiveDate) {
    let year = u32::try_from(day.year()).unwrap_or_default();
    let digit = |number: u32| b'0' + u8::try_from(number % 10).unwrap_or_default();
    let two = |number: u32| [digit(number / 10), digit(number)];
    let [[y1, y2], [y3, y4], [m1, m2], [d1, d2]] = [year / 100, year, day.month(), day.day()].map(two);
    let text = [b'\t', y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2];
    out.push_str(std::str::from_utf8(&text).unwrap_or_default());
}
