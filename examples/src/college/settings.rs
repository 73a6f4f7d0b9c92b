//! `college.toml`: who the college is, and which rules it goes by.

use std::path::Path;

use chrono::NaiveDate;
use collegium::{Id, InstitutionCode, Line, LocalizedText, RecordCode, org::Person};
use serde::Deserialize;
use toml::de::DeTable;

use super::{keys::Keys, rule_set::RuleSet};
use crate::{Fault, Faults, fault};

/// The name of the file.
pub(super) const FILE: &str = "college.toml";

/// What the file says, with its rules loaded; `None` for what is refused.
#[derive(Default)]
pub(super) struct Settings {
    pub(super) code: Option<InstitutionCode>,
    pub(super) name: Option<LocalizedText>,
    pub(super) about: Option<LocalizedText>,
    pub(super) as_of: Option<NaiveDate>,
    clerk: Option<Clerk>,
    pub(super) rules: Option<RuleSet>,
}

/// A day as JSON writes it.
#[derive(Deserialize)]
struct Day(#[serde(with = "collegium::date")] NaiveDate);

/// Who keeps the lists.
struct Clerk {
    code: RecordCode,
    name: Line,
}

pub(super) fn read(folder: &Path, faults: &mut Faults) -> Settings {
    let Some(text) = fault::text(folder, FILE, faults) else { return Settings::default() };
    let (table, errors) = DeTable::parse_recoverable(&text);
    if !errors.is_empty() {
        for error in errors {
            faults.add(Fault::of_row(FILE, super::keys::line(&text, error.span()), error.message()));
        }
        return Settings::default();
    }
    let mut keys = Keys::new(&text, table.into_inner(), faults);
    let settings = Settings {
        code: keys.take("code"),
        as_of: keys.take("as_of").map(|Day(day)| day),
        name: keys.take("name"),
        about: keys.take("about"),
        clerk: keys.table("clerk", clerk).flatten(),
        rules: keys.table("rules", |rules| RuleSet::load(folder, rules)).flatten(),
    };
    keys.close();
    settings
}

fn clerk(keys: &mut Keys<'_, '_>) -> Option<Clerk> {
    let (code, name) = (keys.take("code"), keys.take("name"));
    Some(Clerk { code: code?, name: name? })
}

impl Settings {
    /// Who keeps the lists, as a person of the institution.
    pub(super) fn clerk(&self, institution: &InstitutionCode) -> Option<Person> {
        let clerk = self.clerk.as_ref()?;
        Some(Person { id: Id::derived(institution, &clerk.code), name: clerk.name.clone() })
    }
}
