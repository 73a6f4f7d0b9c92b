//! `college.toml`: who the college is, and which rules it goes by.

use std::{fs, path::Path};

use chrono::NaiveDate;
use collegium::{Id, InstitutionCode, Line, LocalizedText, RecordCode, org::Person};
use serde::Deserialize;

use super::rule_set::{Choices, RuleSet};
use crate::{Fault, Faults};

/// The name of the file.
pub(super) const FILE: &str = "college.toml";

/// What the file says, with its rules loaded.
pub(super) struct Settings {
    pub(super) code: InstitutionCode,
    pub(super) name: LocalizedText,
    pub(super) about: LocalizedText,
    pub(super) as_of: NaiveDate,
    pub(super) clerk: Person,
    pub(super) rules: RuleSet,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Text {
    code: InstitutionCode,
    #[serde(with = "collegium::date")]
    as_of: NaiveDate,
    name: LocalizedText,
    about: LocalizedText,
    clerk: Clerk,
    rules: Choices,
}

/// Who keeps the lists.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Clerk {
    code: RecordCode,
    name: Line,
}

pub(super) fn read(folder: &Path, faults: &mut Faults) -> Option<Settings> {
    let text = text(folder, FILE, faults)?;
    let settings: Text = toml::from_str(&text).map_err(|error| faults.add(at_line(&text, &error))).ok()?;
    let rules = RuleSet::load(&settings.rules, folder, faults)?;
    let Text { code, as_of, name, about, clerk, .. } = settings;
    let clerk = Person { id: Id::derived(&code, &clerk.code), name: clerk.name };
    Some(Settings { code, name, about, as_of, clerk, rules })
}

/// The text of a file, without a byte-order mark.
pub(super) fn text(folder: &Path, file: &str, faults: &mut Faults) -> Option<String> {
    let read = fs::read_to_string(folder.join(file));
    let text =
        read.map_err(|error| faults.add(Fault::of_file(file, format_args!("cannot be read: {error}"))));
    text.ok().map(|text| text.strip_prefix('\u{FEFF}').map(str::to_owned).unwrap_or(text))
}

fn at_line(text: &str, error: &toml::de::Error) -> Fault {
    let before = error.span().and_then(|span| text.get(..span.start)).unwrap_or("");
    Fault::of_row(FILE, before.matches('\n').count() as u64 + 1, error.message())
}
