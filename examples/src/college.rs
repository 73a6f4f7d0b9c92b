//! A college's folder: what it holds, and how it is read.

mod agreements;
mod organisation;
mod partners;
mod programmes;
mod settings;

use std::{collections::BTreeMap, path::Path};

use chrono::NaiveDate;
use collegium::{
    Id, InstitutionCode, LocalizedText, RecordCode, RegionPolicy,
    entity::Entity,
    org::{Organisation, ResponsibilityRules},
    partnerships::{Agreement, Partner, RenewalRules},
    pathways::Programme,
};

use crate::{
    Faults,
    table::{Row, Table},
};

/// A college as its folder tells it.
#[derive(Debug, Clone, PartialEq)]
pub struct College {
    /// Its name.
    pub name: LocalizedText,
    /// The day its data are told for unless another is asked for.
    pub as_of: NaiveDate,
    /// What it says of itself: where the data come from, what in them is invented.
    pub about: LocalizedText,
    /// How it speaks of the world.
    pub regions: RegionPolicy,
    /// How it watches over its agreements.
    pub renewal: RenewalRules,
    /// Who must be there.
    pub responsibility: ResponsibilityRules,
    /// Its units and posts.
    pub organisation: Organisation,
    /// Its partners.
    pub partners: Vec<Partner>,
    /// Its agreements.
    pub agreements: Vec<Agreement>,
    /// Its cooperative programmes.
    pub programmes: Vec<Programme>,
}

impl College {
    /// Reads a folder.
    ///
    /// # Errors
    ///
    /// Every fault of every file, sorted by place.
    pub fn read(folder: &Path) -> Result<Self, Faults> {
        let mut faults = Faults::default();
        let college = Self::gather(folder, &mut faults);
        faults.settle(college)
    }

    fn gather(folder: &Path, faults: &mut Faults) -> Option<Self> {
        let settings = settings::read(folder, faults)?;
        let mut reader = Reader { folder, institution: &settings.code, faults };
        let (units, organisation) = organisation::read(&mut reader);
        let (partner_codes, partners) = partners::read(&mut reader);
        let (agreement_codes, agreements) = agreements::read(&mut reader, &units, &partner_codes);
        let programmes = programmes::read(&mut reader, &units, &partner_codes, &agreement_codes);
        Some(Self {
            name: settings.name,
            as_of: settings.as_of,
            about: settings.about,
            regions: settings.rules.regions,
            renewal: settings.rules.renewal,
            responsibility: settings.rules.responsibility,
            organisation: organisation?,
            partners,
            agreements,
            programmes,
        })
    }
}

/// What reading the files of a folder needs.
struct Reader<'a> {
    folder: &'a Path,
    institution: &'a InstitutionCode,
    faults: &'a mut Faults,
}

impl Reader<'_> {
    /// Reads the rows of a file that have a code each; a code that comes twice is a fault.
    fn coded<T: Entity, R>(
        &mut self,
        file: &str,
        columns: &[&str],
        mut read: impl FnMut(&mut Row<'_>, Id<T>, RecordCode) -> Option<R>,
    ) -> (Codes<T>, Vec<R>) {
        let mut codes = Codes(BTreeMap::new());
        let Some(table) = Table::read(self.folder, file, columns, self.faults) else {
            return (codes, Vec::new());
        };
        let records = table.records(self.faults, |row| {
            let code: RecordCode = row.required("code")?;
            let id = Id::derived(self.institution, &code);
            if codes.0.insert(code.clone(), id).is_some() {
                row.fault("code", format_args!("the code `{code}` comes twice in this file"));
            }
            read(row, id, code)
        });
        (codes, records)
    }

    /// Reads the rows of a file.
    fn rows<R>(
        &mut self,
        file: &str,
        columns: &[&str],
        read: impl FnMut(&mut Row<'_>) -> Option<R>,
    ) -> Vec<R> {
        let table = Table::read(self.folder, file, columns, self.faults);
        table.map_or_else(Vec::new, |table| table.records(self.faults, read))
    }
}

/// The codes of a file, with the ids they stand for.
struct Codes<T>(BTreeMap<RecordCode, Id<T>>);

impl<T: Entity> Codes<T> {
    /// The id a cell refers to; a reference to nothing is a fault.
    fn refer(&self, row: &mut Row<'_>, column: &str) -> Option<Id<T>> {
        let code = row.required(column)?;
        self.find(row, column, &code)
    }

    /// The id a cell refers to, if it is not empty.
    #[expect(clippy::option_option, reason = "absent and wrong are different things")]
    fn refer_optional(&self, row: &mut Row<'_>, column: &str) -> Option<Option<Id<T>>> {
        match row.optional(column)? {
            None => Some(None),
            Some(code) => self.find(row, column, &code).map(Some),
        }
    }

    /// The ids a cell lists.
    fn refer_list<C: FromIterator<Id<T>>>(&self, row: &mut Row<'_>, column: &str) -> Option<C> {
        let codes: Vec<RecordCode> = row.list(column)?;
        let ids: Vec<_> = codes.iter().map(|code| self.find(row, column, code)).collect();
        ids.into_iter().collect()
    }

    fn find(&self, row: &mut Row<'_>, column: &str, code: &RecordCode) -> Option<Id<T>> {
        let id = self.0.get(code).copied();
        if id.is_none() {
            row.fault(column, format_args!("there is no {} with the code `{code}`", T::KIND));
        }
        id
    }
}
