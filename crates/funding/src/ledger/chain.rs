//! The chain of hashes that shows whether an entry was changed.

use std::{fmt, str::FromStr};

use chrono::{Datelike, NaiveDate};
use collegium_core::text::excerpt;
use sha2::block_api::compress256;
use thiserror::Error;

use super::{
    amount,
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
        let digit = |half: u8| b'0' + half + if half > 9 { b'a' - b':' } else { 0 };
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

/// The hash of an entry, by the one before and its canonical line; `text` is where the two are written.
#[inline]
pub(super) fn link(
    text: &mut Vec<u8>,
    before: EntryHash,
    write_line: impl FnOnce(&mut Vec<u8>),
) -> EntryHash {
    text.clear();
    put(text, &before.digits());
    text.push(b'\n');
    write_line(text);
    EntryHash(sha256(text))
}

/// The SHA-256 of a text, which is padded where it stands: for so short a text the general interface of the crate takes a
/// tenth longer, and this is most of what a chain costs. The numbers and the padding are those of FIPS 180-4, 5.3.3 and
/// 5.1.1.
fn sha256(text: &mut Vec<u8>) -> [u8; 32] {
    let bits = u64::try_from(text.len()).unwrap_or(u64::MAX).saturating_mul(8);
    text.push(0x80);
    let blocks = text.len().saturating_add(8).div_ceil(64);
    text.resize(blocks.saturating_mul(64).saturating_sub(8), 0);
    text.extend_from_slice(&bits.to_be_bytes());
    let mut state: [u32; 8] = [
        0x6a09_e667,
        0xbb67_ae85,
        0x3c6e_f372,
        0xa54f_f53a,
        0x510e_527f,
        0x9b05_688c,
        0x1f83_d9ab,
        0x5be0_cd19,
    ];
    compress256(&mut state, text.as_chunks().0);
    let mut hash = [0; 32];
    for (bytes, word) in hash.as_chunks_mut().0.iter_mut().zip(state) {
        *bytes = word.to_be_bytes();
    }
    hash
}

/// Writes the canonical line of an entry: its fields in a fixed order, each after the first behind a tab. No field can
/// hold a tab or a line end.
pub(super) fn write_line(out: &mut Vec<u8>, store: &Store, holds: &Holds, entry: u32, row: &Row) {
    put(out, store.keys.bytes(entry));
    let effective = tab_day(row.effective);
    put(out, &effective);
    put(out, &if row.recorded == row.effective { effective } else { tab_day(row.recorded) });
    out.push(b'\t');
    put(out, store.signed_by(row));
    for word in [row.kind, row.reason] {
        out.push(b'\t');
        if let Some(word) = word {
            put(out, store.words.bytes(word));
        }
    }
    write_act(out, store, holds, row.act);
    for kept in store.postings(entry) {
        let Some(place) = store.place(kept.place) else { continue };
        out.push(b'\t');
        put(out, store.accounts.bytes(place.account));
        tab_units(out, kept.units, place);
        match kept.price.and_then(|price| Some((price.units, store.place(price.place)?))) {
            Some((units, place)) => tab_units(out, units, place),
            None => put(out, b"\t\t"),
        }
    }
}

#[inline]
fn put(out: &mut Vec<u8>, text: &[u8]) {
    out.extend_from_slice(text);
}

#[inline]
fn tab_units(out: &mut Vec<u8>, units: i128, place: &Place) {
    amount::write(out, units, place.currency.decimals(), place.code);
}

#[inline]
fn write_act(out: &mut Vec<u8>, store: &Store, holds: &Holds, act: RowAct) {
    let key = |hold| holds.get(hold).map_or(&[][..], |held| store.keys.bytes(held.entry));
    match act {
        RowAct::Posts => put(out, b"\tposts\t"),
        RowAct::Reverses(entry) => {
            put(out, b"\treverses\t");
            put(out, store.keys.bytes(entry));
        }
        RowAct::Reserves(hold) => {
            put(out, b"\treserves");
            match holds.get(hold).and_then(|held| held.until) {
                Some(until) => put(out, &tab_day(until)),
                None => out.push(b'\t'),
            }
        }
        RowAct::Uses(hold) => {
            put(out, b"\tuses\t");
            put(out, key(hold));
        }
        RowAct::Closes => put(out, b"\tcloses\t"),
    }
}

/// A tab and a day, `2026-03-02`.
#[inline]
fn tab_day(day: NaiveDate) -> [u8; 11] {
    let year = u32::try_from(day.year()).unwrap_or_default();
    let digit = |number: u32| b'0' + u8::try_from(number % 10).unwrap_or_default();
    let two = |number: u32| [digit(number / 10), digit(number)];
    let [[y1, y2], [y3, y4], [m1, m2], [d1, d2]] = [year / 100, year, day.month(), day.day()].map(two);
    [b'\t', y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2]
}

#[cfg(test)]
mod tests {
    use sha2::{Digest, Sha256};

    use super::*;

    #[test]
    fn a_hash_is_that_of_the_general_interface() {
        for length in 0..=300 {
            let mut text: Vec<u8> = (0..=255).cycle().take(length).collect();
            let right = <[u8; 32]>::from(Sha256::digest(&text));
            assert_eq!(sha256(&mut text), right, "{length} bytes");
        }
    }
}
