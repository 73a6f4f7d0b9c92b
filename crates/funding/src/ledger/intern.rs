//! Texts that are kept once and spoken of by number.

use std::{
    hash::{BuildHasher, Hasher},
    ops::Range,
};

use hashbrown::{DefaultHashBuilder, HashTable};

/// The position in a table, as it is kept. `None` beyond four thousand million.
pub(super) fn slot(position: usize) -> Option<u32> {
    u32::try_from(position).ok()
}

/// A position that was kept, to look up with.
pub(super) const fn at(slot: u32) -> usize {
    slot as usize
}

/// So much of the hash of a text as the table keeps, so that it can grow without reading the texts again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct TextHash(u32);

impl TextHash {
    /// Texts that differ in their last byte alone, as numbers that follow each other do, lie side by side in the table:
    /// most keys are looked up where the one before them has just been. No more than 256 texts can be so close.
    #[inline]
    fn of(text: &str, hasher: &DefaultHashBuilder) -> Self {
        let (last, rest) = text.as_bytes().split_last().unwrap_or((&0, &[]));
        // Bytes alone, without their number, which a slice would write as well.
        let mut hasher = hasher.build_hasher();
        hasher.write(rest);
        let rest = u32::try_from(hasher.finish() >> 32).unwrap_or_default();
        Self(rest.wrapping_add(u32::from(*last)))
    }

    /// The table finds a place by the lower end and tells neighbours apart by the upper one: there stands the hash times
    /// the golden ratio.
    #[inline]
    fn wide(self) -> u64 {
        u64::from(self.0).wrapping_mul(0x9E37_79B9_0000_0001)
    }
}

/// Different texts, numbered in the order they came. Their bytes lie in one string, end to end.
#[derive(Debug, Clone, Default)]
pub(super) struct Texts {
    bytes: String,
    ends: Vec<u32>,
    table: HashTable<(TextHash, u32)>,
    hasher: DefaultHashBuilder,
}

impl Texts {
    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    /// The text of this number; empty if there is none.
    #[inline]
    pub(super) fn get(&self, number: u32) -> &str {
        span(&self.ends, number).and_then(|span| self.bytes.get(span)).unwrap_or_default()
    }

    /// The bytes of the text of this number: where a character ends need not be asked.
    #[inline]
    pub(super) fn bytes(&self, number: u32) -> &[u8] {
        span(&self.ends, number).and_then(|span| self.bytes.as_bytes().get(span)).unwrap_or_default()
    }

    #[inline]
    pub(super) fn find(&self, wanted: &str) -> Option<u32> {
        self.seek(wanted).ok()
    }

    /// The number of a text, or the hash with which it can be added.
    #[inline]
    pub(super) fn seek(&self, wanted: &str) -> Result<u32, TextHash> {
        let hash = TextHash::of(wanted, &self.hasher);
        let same =
            |&(kept, number): &(TextHash, u32)| kept == hash && self.bytes(number) == wanted.as_bytes();
        self.table.find(hash.wide(), same).map(|&(_, number)| number).ok_or(hash)
    }

    /// Whether another text of this length fits.
    #[inline]
    pub(super) fn has_room(&self, length: usize) -> bool {
        slot(self.ends.len()).is_some() && slot(self.bytes.len().saturating_add(length)).is_some()
    }

    /// Adds a text that is not there yet, with its hash; the caller made sure that it fits.
    #[inline]
    pub(super) fn add(&mut self, new: &str, hash: TextHash) -> u32 {
        let number = slot(self.ends.len()).unwrap_or(u32::MAX);
        self.bytes.push_str(new);
        self.ends.push(slot(self.bytes.len()).unwrap_or(u32::MAX));
        self.table.insert_unique(hash.wide(), (hash, number), |(hash, _)| hash.wide());
        number
    }

    #[inline]
    pub(super) fn find_or_add(&mut self, wanted: &str) -> u32 {
        self.seek(wanted).unwrap_or_else(|hash| self.add(wanted, hash))
    }

    pub(super) fn kept_bytes(&self) -> usize {
        let ends = self.ends.capacity().saturating_mul(size_of::<u32>());
        self.bytes.capacity().saturating_add(ends).saturating_add(self.table.allocation_size())
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &str> {
        (0..).take(self.len()).map(|number| self.get(number))
    }
}

/// Where the text of this number lies.
#[inline]
fn span(ends: &[u32], number: u32) -> Option<Range<usize>> {
    let number = at(number);
    let start = number.checked_sub(1).and_then(|before| ends.get(before)).map_or(0, |&end| at(end));
    ends.get(number).map(|&end| start..at(end))
}

impl PartialEq for Texts {
    fn eq(&self, other: &Self) -> bool {
        self.bytes == other.bytes && self.ends == other.ends
    }
}
