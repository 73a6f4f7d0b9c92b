//! `college.toml`: who the college is, and which rules it goes by.

use std::{fs, path::Path};

use chrono::NaiveDate;
use collegium::{
    InstitutionCode, LocalizedText, Preset, RegionPolicy, org::ResponsibilityRules,
    partnerships::RenewalRules, preset,
};
use serde::{Deserialize, de::DeserializeOwned};

use crate::{Fault, Faults};

const FILE: &str = "college.toml";

/// What the file says, with its rules loaded.
pub(super) struct Settings {
    pub(super) code: InstitutionCode,
    pub(super) name: LocalizedText,
    pub(super) about: LocalizedText,
    pub(super) as_of: NaiveDate,
    pub(super) rules: RuleSet,
}

pub(super) struct RuleSet {
    pub(super) regions: RegionPolicy,
    pub(super) renewal: RenewalRules,
    pub(super) responsibility: ResponsibilityRules,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Text {
    code: InstitutionCode,
    name: LocalizedText,
    about: LocalizedText,
    as_of: NaiveDate,
    rules: Names,
}

/// For each kind of rules `preset:NAME`, or a JSON file of the folder.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Names {
    regions: String,
    renewal: String,
    responsibility: String,
}

pub(super) fn read(folder: &Path, faults: &mut Faults) -> Option<Settings> {
    let text = text(folder, FILE, faults)?;
    let settings: Text = toml::from_str(text.trim_start_matches('\u{FEFF}'))
        .map_err(|error| faults.add(at_line(&text, &error)))
        .ok()?;
    let names = settings.rules;
    let regions = rules(folder, &names.regions, &[RegionPolicy::cn()], faults);
    let renewal = rules(folder, &names.renewal, &[RenewalRules::one_year()], faults);
    let responsibility = rules(folder, &names.responsibility, &[ResponsibilityRules::two_levels()], faults);
    let rules = RuleSet { regions: regions?, renewal: renewal?, responsibility: responsibility? };
    let Text { code, name, about, as_of, .. } = settings;
    Some(Settings { code, name, about, as_of, rules })
}

fn text(folder: &Path, file: &str, faults: &mut Faults) -> Option<String> {
    let read = fs::read_to_string(folder.join(file));
    read.map_err(|error| faults.add(Fault::of_file(file, format_args!("cannot be read: {error}")))).ok()
}

fn at_line(text: &str, error: &toml::de::Error) -> Fault {
    let before = error.span().and_then(|span| text.get(..span.start)).unwrap_or("");
    Fault::of_row(FILE, before.matches('\n').count() as u64 + 1, error.message())
}

fn rules<R: DeserializeOwned>(
    folder: &Path,
    name: &str,
    presets: &[Preset<R>],
    faults: &mut Faults,
) -> Option<R> {
    let Some(wanted) = name.strip_prefix("preset:") else {
        let text = text(folder, name, faults)?;
        return preset::read(&text).map_err(|error| faults.add(Fault::of_file(name, error))).ok();
    };
    let Some(found) = presets.iter().find(|preset| preset.name() == wanted) else {
        let known: Vec<_> = presets.iter().map(Preset::name).collect();
        let problem = format!("`{wanted}` is not a preset of these rules: there is {}", known.join(", "));
        faults.add(Fault::of_file(FILE, problem));
        return None;
    };
    found.load().map_err(|error| faults.add(Fault::of_file(name, error))).ok()
}
