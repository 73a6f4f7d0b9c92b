//! Texts that are kept once and spoken of by number.

use std::hash::BuildHasher;

use hashbrown::{DefaultHashBuilder, HashTable};

/// The position in a table, as it is kept. `None` beyond four thousand million.
pub(super) fn slot(position: usize) -> Option<u32> {
    u32::try_from(position).ok()
}

/// A position that was kept, to look up with.
pub(super) const fn at(slot: u32) -> usize {
    slot as usize
}

/// Different texts, numbered in the order they came. Their bytes lie in one string, end to end.
#[derive(Debug, Clone, Default)]
pub(super) struct Texts {
    bytes: String,
    ends: Vec<u32>,
    table: HashTable<u32>,
    hasher: DefaultHashBuilder,
}

impl Texts {
    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    /// The text of this number; empty if there is none.
    pub(super) fn get(&self, number: u32) -> &str {
        text(&self.bytes, &self.ends, number)
    }

    pub(super) fn find(&self, wanted: &str) -> Option<u32> {
        let same = |&number: &u32| self.get(number) == wanted;
        self.table.find(self.hasher.hash_one(wanted), same).copied()
    }

    /// Whether another text of this length fits.
    pub(super) fn has_room(&self, length: usize) -> bool {
        slot(self.ends.len()).is_some() && slot(self.bytes.len().saturating_add(length)).is_some()
    }

    /// Adds a text that is not there yet; the caller made sure that it fits.
    pub(super) fn add(&mut self, new: &str) -> u32 {
        let Self { bytes, ends, table, hasher } = self;
        let number = slot(ends.len()).unwrap_or(u32::MAX);
        bytes.push_str(new);
        ends.push(slot(bytes.len()).unwrap_or(u32::MAX));
        let rehash = |&number: &u32| hasher.hash_one(text(bytes, ends, number));
        table.insert_unique(hasher.hash_one(new), number, rehash);
        number
    }

    pub(super) fn find_or_add(&mut self, wanted: &str) -> u32 {
        self.find(wanted).unwrap_or_else(|| self.add(wanted))
    }

    pub(super) fn kept_bytes(&self) -> usize {
        let ends = self.ends.capacity().saturating_mul(size_of::<u32>());
        self.bytes.capacity().saturating_add(ends).saturating_add(self.table.allocation_size())
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &str> {
        (0..).take(self.len()).map(|number| self.get(number))
    }
}

fn text<'a>(bytes: &'a str, ends: &[u32], number: u32) -> &'a str {
    let number = at(number);
    let start = number.checked_sub(1).and_then(|before| ends.get(before)).map_or(0, |&end| at(end));
    ends.get(number).and_then(|&end| bytes.get(start..at(end))).unwrap_or_default()
}

impl PartialEq for Texts {
    fn eq(&self, other: &Self) -> bool {
        self.bytes == other.bytes && self.ends == other.ends
    }
}
