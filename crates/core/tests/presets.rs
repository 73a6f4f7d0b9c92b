//! Every shipped file loads into its type and is written back byte for byte.
#![expect(clippy::unwrap_used, reason = "what fails here is a failed test")]

use std::{collections::BTreeSet, fs, path::Path};

use collegium_core::{
    AcademicCalendar, Concordance, CountryNames, FiscalCalendar, LanguageTest, Preset, Qualifications,
    RegionPolicy, Rules, WorkCalendar, org::ResponsibilityRules, preset,
};

/// The name of the file, if it is shipped as it stands in the folder and comes back from its type.
fn held<R: Rules>(preset: &Preset<R>) -> String {
    let rules = preset.load().unwrap();
    assert_eq!(preset::write(&rules), preset.json(), "{}", preset.name());
    assert!(!rules.source().document.as_str().is_empty());
    let file = format!("{}.json", preset.name());
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("presets").join(&file);
    assert_eq!(fs::read_to_string(path).unwrap(), preset.json(), "{file}");
    file
}

#[test]
fn every_file_is_written_back_byte_for_byte_and_none_is_forgotten() {
    let mut shipped = BTreeSet::from([
        held(&AcademicCalendar::cn()),
        held(&AcademicCalendar::au()),
        held(&FiscalCalendar::cn()),
        held(&WorkCalendar::cn()),
        held(&CountryNames::short()),
        held(&RegionPolicy::cn()),
        held(&ResponsibilityRules::two_levels()),
        held(Qualifications::preset()),
    ]);
    shipped.extend(LanguageTest::presets().iter().map(held));
    shipped.extend(Concordance::presets().iter().map(held));

    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("presets");
    let files: BTreeSet<String> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    assert_eq!(shipped, files);
}
