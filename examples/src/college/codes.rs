//! Files whose rows have codes, and references to them.

use std::{collections::BTreeMap, path::Path};

use collegium::{Id, IdSpace, InstitutionCode, RecordCode, entity::Entity, org::Person};
use hashbrown::HashMap;

use crate::{
    Fault, Faults,
    table::{Column, Row, Rows, Table},
};

/// What reading the files of a folder needs.
pub(super) struct Reader<'a> {
    pub(super) folder: &'a Path,
    pub(super) institution: &'a InstitutionCode,
    /// Who keeps the lists: what is read from them was written down by this person.
    pub(super) clerk: &'a Person,
    pub(super) faults: &'a mut Faults,
}

impl<'a> Reader<'a> {
    /// The same, telling its faults elsewhere: for another thread.
    pub(super) fn beside<'b>(&self, faults: &'b mut Faults) -> Reader<'b>
    where
        'a: 'b,
    {
        Reader { folder: self.folder, institution: self.institution, clerk: self.clerk, faults }
    }

    /// Reads the rows of a file that have a code each; a code that comes twice is a fault.
    pub(super) fn coded<T: Entity, R>(
        &mut self,
        file: &str,
        columns: &[&str],
        mut read: impl FnMut(&mut Row<'_>, Id<T>, RecordCode) -> Option<R>,
    ) -> (Codes<T>, Vec<R>) {
        let mut codes = Codes::empty();
        let ids = IdSpace::new(self.institution);
        let rows = self.rows(file, columns, |row| {
            let Some(code) = row.required::<RecordCode>("code") else {
                codes.miss();
                // The row is read to its end, so that its other faults are told too.
                let nameless: RecordCode = "nameless".parse().ok()?;
                row.beside("code", |row| read(row, ids.id(&nameless), nameless));
                return None;
            };
            let id = ids.id(&code);
            if !codes.add(code.clone(), id) {
                row.fault("code", format_args!("the code `{code}` comes twice in this file"));
            }
            read(row, id, code)
        });
        codes.settle(&rows);
        (codes, rows.read)
    }

    /// Opens a file; `None` if it cannot be used.
    pub(super) fn table(&mut self, file: &str, columns: &[&str]) -> Option<Table> {
        Table::open(self.folder, file, columns, self.faults)
    }

    /// Reads the rows of a file.
    pub(super) fn rows<R>(
        &mut self,
        file: &str,
        columns: &[&str],
        read: impl FnMut(&mut Row<'_>) -> Option<R>,
    ) -> Rows<R> {
        let table = self.table(file, columns);
        table.map_or(Rows { read: Vec::new(), whole: false, sound: false }, |table| {
            table.rows(self.faults, read)
        })
    }
}

/// What the rows of a file say of records of another file, by the code of the record.
pub(super) struct Parts<P> {
    parts: BTreeMap<RecordCode, Part<P>>,
    /// Whether it is known of every row whose part it is.
    complete: bool,
}

struct Part<P> {
    /// The first row that speaks of it.
    line: u64,
    /// Whether there is a record that it is a part of.
    taken: bool,
    /// `None` if a row of it has a fault, or once it is taken.
    held: Option<P>,
}

impl<P: Default> Parts<P> {
    /// Reads the rows of a file. The first column says whose part a row is, `add` adds what was read to it.
    ///
    /// Once a row of a part has a fault, the cells of its other rows are read, but not whether they can follow.
    pub(super) fn read<V>(
        reader: &mut Reader<'_>,
        file: &str,
        columns: &[&str],
        mut read: impl FnMut(&mut Row<'_>) -> Option<V>,
        mut add: impl FnMut(&mut Row<'_>, &mut P, V) -> Option<()>,
    ) -> Self {
        let (mut parts, mut complete) = (BTreeMap::new(), true);
        let rows = reader.rows(file, columns, |row| {
            let code = columns.first().and_then(|of| row.required::<RecordCode>(of));
            let (value, line) = (read(row), row.line());
            complete &= code.is_some();
            let new = || Part { line, taken: false, held: Some(P::default()) };
            let part = parts.entry(code?).or_insert_with(new);
            let held = part.held.take().filter(|_| complete && !row.after_gap());
            part.held = held.and_then(|mut whole| add(row, &mut whole, value?).map(|()| whole));
            Some(())
        });
        Self { complete: complete && rows.whole, parts }
    }

    /// The part of a record; nothing of it if no row spoke of it. `None` if it was refused.
    pub(super) fn take(&mut self, code: &RecordCode) -> Option<P> {
        match self.parts.get_mut(code) {
            Some(part) => {
                part.taken = true;
                part.held.take().filter(|_| self.complete)
            }
            None => self.complete.then(P::default),
        }
    }

    /// What is left belongs to records that do not exist: a fault each, at the first row that speaks of it.
    pub(super) fn settle<T: Entity>(self, codes: &Codes<T>, file: &str, column: &str, faults: &mut Faults) {
        for (code, part) in self.parts {
            if codes.complete && !part.taken {
                let problem = Codes::<T>::missing(&code);
                faults.add(Fault::of_cell(file, part.line, column, code.as_str(), problem));
            }
        }
    }
}

/// The codes of a file, with the ids they stand for.
pub(super) struct Codes<T> {
    ids: HashMap<RecordCode, Id<T>>,
    /// Whether every row of the file gave its code; if not, a code that is not here may be that of such a row.
    complete: bool,
    /// Whether every row of the file gave a record.
    sound: bool,
}

impl<T: Entity> Codes<T> {
    /// No code yet.
    pub(super) fn empty() -> Self {
        Self { ids: HashMap::new(), complete: true, sound: true }
    }

    /// Notes what the rows of the file came to.
    pub(super) fn settle<R>(&mut self, rows: &Rows<R>) {
        self.complete &= rows.whole;
        self.sound = rows.sound;
    }

    /// Whether every row of the file gave a record.
    pub(super) fn is_sound(&self) -> bool {
        self.sound
    }

    /// Adds a code; `false` if it is here already.
    pub(super) fn add(&mut self, code: RecordCode, id: Id<T>) -> bool {
        self.ids.insert(code, id).is_none()
    }

    /// Notes that a row did not give its code.
    pub(super) fn miss(&mut self) {
        self.complete = false;
    }

    /// The id a cell refers to; a reference to nothing is a fault.
    pub(super) fn refer(&self, row: &mut Row<'_>, column: impl Column) -> Option<Id<T>> {
        // A code that is known is well written.
        if let Some(id) = self.ids.get(row.text(column)) {
            return Some(*id);
        }
        let code = row.required(column)?;
        self.find(row, column, &code)
    }

    /// The id a cell refers to, if it is not empty.
    #[expect(clippy::option_option, reason = "absent and wrong are different things")]
    pub(super) fn refer_optional(&self, row: &mut Row<'_>, column: impl Column) -> Option<Option<Id<T>>> {
        if row.text(column).is_empty() { Some(None) } else { self.refer(row, column).map(Some) }
    }

    /// The ids a cell lists.
    pub(super) fn refer_list<C: FromIterator<Id<T>>>(
        &self,
        row: &mut Row<'_>,
        column: impl Column,
    ) -> Option<C> {
        let codes = row.list(column)?;
        self.find_all(row, column, &codes)
    }

    /// The ids a cell lists, at least one.
    pub(super) fn refer_some<C: FromIterator<Id<T>>>(
        &self,
        row: &mut Row<'_>,
        column: impl Column,
    ) -> Option<C> {
        let codes = row.required_list(column)?;
        self.find_all(row, column, &codes)
    }

    fn find_all<C: FromIterator<Id<T>>>(
        &self,
        row: &mut Row<'_>,
        column: impl Column,
        codes: &[RecordCode],
    ) -> Option<C> {
        let ids: Vec<_> = codes.iter().map(|code| self.find(row, column, code)).collect();
        ids.into_iter().collect()
    }

    /// The id of a code; `None` if there is no such row, which is a fault unless a row could not be read.
    pub(super) fn find(&self, row: &mut Row<'_>, column: impl Column, code: &RecordCode) -> Option<Id<T>> {
        let id = self.ids.get(code).copied();
        if id.is_none() && self.complete {
            row.fault(column, Self::missing(code));
        }
        id
    }

    fn missing(code: &RecordCode) -> String {
        format!("there is no {} with the code `{code}`", T::KIND)
    }
}
