//! Files whose rows have codes, and references to them.

use std::{collections::BTreeMap, path::Path};

use collegium::{Id, InstitutionCode, RecordCode, entity::Entity, org::Person};

use crate::{
    Fault, Faults,
    table::{Row, Table},
};

/// What reading the files of a folder needs.
pub(super) struct Reader<'a> {
    pub(super) folder: &'a Path,
    pub(super) institution: &'a InstitutionCode,
    /// Who keeps the lists: what is read from them was written down by this person.
    pub(super) clerk: &'a Person,
    pub(super) faults: &'a mut Faults,
}

impl Reader<'_> {
    /// Reads the rows of a file that have a code each; a code that comes twice is a fault.
    pub(super) fn coded<T: Entity, R>(
        &mut self,
        file: &str,
        columns: &[&str],
        mut read: impl FnMut(&mut Row<'_>, Id<T>, RecordCode) -> Option<R>,
    ) -> (Codes<T>, Vec<R>) {
        let mut codes = Codes(BTreeMap::new());
        let institution = self.institution;
        let records = self.rows(file, columns, |row| {
            let code: RecordCode = row.required("code")?;
            let id = Id::derived(institution, &code);
            if codes.0.insert(code.clone(), id).is_some() {
                row.fault("code", format_args!("the code `{code}` comes twice in this file"));
            }
            read(row, id, code)
        });
        (codes, records)
    }

    /// Reads the rows of a file.
    pub(super) fn rows<R>(
        &mut self,
        file: &str,
        columns: &[&str],
        read: impl FnMut(&mut Row<'_>) -> Option<R>,
    ) -> Vec<R> {
        let table = Table::read(self.folder, file, columns, self.faults);
        table.map_or_else(Vec::new, |table| table.records(self.faults, read))
    }
}

/// What the rows of a file say of records of another file, by the code of the record.
pub(super) struct Parts<P>(BTreeMap<RecordCode, (u64, P)>);

impl<P: Default> Parts<P> {
    pub(super) fn new() -> Self {
        Self(BTreeMap::new())
    }

    /// The part of a record, new if this row is the first that speaks of it.
    pub(super) fn of(&mut self, row: &Row<'_>, code: RecordCode) -> &mut P {
        &mut self.0.entry(code).or_insert_with(|| (row.line(), P::default())).1
    }

    /// The part of a record, if any row spoke of it.
    pub(super) fn take(&mut self, code: &RecordCode) -> P {
        self.0.remove(code).map_or_else(P::default, |(_, part)| part)
    }

    /// What is left belongs to records that do not exist: a fault each, at the first row that speaks of it.
    pub(super) fn settle(self, file: &str, column: &str, kind: &str, faults: &mut Faults) {
        for (code, (line, _)) in self.0 {
            let problem = format!("there is no {kind} with the code `{code}`");
            faults.add(Fault::of_cell(file, line, column, code.as_str(), problem));
        }
    }
}

/// The codes of a file, with the ids they stand for.
pub(super) struct Codes<T>(BTreeMap<RecordCode, Id<T>>);

impl<T: Entity> Codes<T> {
    /// The id a cell refers to; a reference to nothing is a fault.
    pub(super) fn refer(&self, row: &mut Row<'_>, column: &str) -> Option<Id<T>> {
        let code = row.required(column)?;
        self.find(row, column, &code)
    }

    /// The id a cell refers to, if it is not empty.
    #[expect(clippy::option_option, reason = "absent and wrong are different things")]
    pub(super) fn refer_optional(&self, row: &mut Row<'_>, column: &str) -> Option<Option<Id<T>>> {
        match row.optional(column)? {
            None => Some(None),
            Some(code) => self.find(row, column, &code).map(Some),
        }
    }

    /// The ids a cell lists.
    pub(super) fn refer_list<C: FromIterator<Id<T>>>(&self, row: &mut Row<'_>, column: &str) -> Option<C> {
        let codes: Vec<RecordCode> = row.list(column)?;
        let ids: Vec<_> = codes.iter().map(|code| self.find(row, column, code)).collect();
        ids.into_iter().collect()
    }

    pub(super) fn find(&self, row: &mut Row<'_>, column: &str, code: &RecordCode) -> Option<Id<T>> {
        let id = self.0.get(code).copied();
        if id.is_none() {
            row.fault(column, format_args!("there is no {} with the code `{code}`", T::KIND));
        }
        id
    }
}
