//! Records that are looked up by id, or at the place where they stand.

use std::{
    fmt,
    hash::{BuildHasher, Hash},
};

use collegium_core::Id;
use hashbrown::{DefaultHashBuilder, HashTable, hash_table::Entry};

/// Something that is registered by its id.
pub(super) trait Registered {
    type Id: Copy + Ord + Hash;

    fn id(&self) -> Self::Id;
}

impl<T> Registered for Id<T> {
    type Id = Self;

    fn id(&self) -> Self {
        *self
    }
}

/// Records by id, in the order they came. Each keeps its place, so that who has found one need not search again.
#[derive(Clone)]
pub(super) struct Register<R> {
    records: Vec<R>,
    /// Half of the hash of each id, and the place of its record: a table that is small next to the records.
    places: HashTable<(u32, u32)>,
    hasher: DefaultHashBuilder,
}

impl<R: Registered> Register<R> {
    pub(super) fn new() -> Self {
        Self { records: Vec::new(), places: HashTable::new(), hasher: DefaultHashBuilder::default() }
    }

    /// Adds a record at the end; `false` if there is one with its id, which stays.
    pub(super) fn add(&mut self, record: R) -> bool {
        let hash = self.hash(record.id());
        let known = |known: &(u32, u32)| is_at(&self.records, *known, hash, record.id());
        let Entry::Vacant(vacant) = self.places.entry(wide(hash), known, |(hash, _)| wide(*hash)) else {
            return false;
        };
        // INVARIANT: so many records fill no memory there is.
        let place = u32::try_from(self.records.len());
        vacant
            .insert((hash, place.unwrap_or_else(|_| unreachable!("a register has fewer than 2^32 records"))));
        self.records.push(record);
        true
    }

    /// Where the record with this id stands.
    pub(super) fn place(&self, id: R::Id) -> Option<usize> {
        let hash = self.hash(id);
        let found = self.places.find(wide(hash), |known| is_at(&self.records, *known, hash, id));
        found.map(|(_, place)| *place as usize)
    }

    pub(super) fn get(&self, id: R::Id) -> Option<&R> {
        self.at(self.place(id)?)
    }

    pub(super) fn at(&self, place: usize) -> Option<&R> {
        self.records.get(place)
    }

    pub(super) fn at_mut(&mut self, place: usize) -> Option<&mut R> {
        self.records.get_mut(place)
    }

    /// Every record, in the order they came.
    pub(super) fn records(&self) -> impl Iterator<Item = &R> {
        self.records.iter()
    }

    /// Every record with its place, ordered by id.
    pub(super) fn by_id(&self) -> impl Iterator<Item = (usize, &R)> {
        let mut records: Vec<_> = self.records.iter().enumerate().collect();
        records.sort_unstable_by_key(|(_, record)| record.id());
        records.into_iter()
    }

    fn hash(&self, id: R::Id) -> u32 {
        u32::try_from(self.hasher.hash_one(id) >> 32).unwrap_or_default()
    }
}

fn is_at<R: Registered>(records: &[R], (known, place): (u32, u32), hash: u32, id: R::Id) -> bool {
    known == hash && records.get(place as usize).is_some_and(|record| record.id() == id)
}

/// The table finds a place by the lower end and tells neighbours apart by the upper one: there stands the hash twice.
fn wide(hash: u32) -> u64 {
    u64::from(hash) << 32 | u64::from(hash)
}

/// In whatever order they came.
impl<R: Registered + PartialEq> PartialEq for Register<R> {
    fn eq(&self, other: &Self) -> bool {
        self.records.len() == other.records.len()
            && self.records.iter().all(|record| other.get(record.id()) == Some(record))
    }
}

impl<R: Registered + Eq> Eq for Register<R> {}

impl<R: fmt::Debug> fmt::Debug for Register<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.records.fmt(f)
    }
}
