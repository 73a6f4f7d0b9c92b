//! Every preset file is one of a type, and is written back byte for byte.
#![expect(clippy::unwrap_used, reason = "what fails here is a failed test")]

use std::{collections::BTreeSet, fs, path::Path};

use collegium_core::{Preset, preset, source::Rules};
use collegium_partnerships::{FeedbackRules, RenewalRules};

fn is_written_back<R: Rules>(preset: &Preset<R>) -> String {
    assert_eq!(preset::write(&preset.load().unwrap()), preset.json(), "{}", preset.name());
    format!("{}.json", preset.name())
}

#[test]
fn every_file_is_a_preset_and_is_written_back_byte_for_byte() {
    let known = BTreeSet::from([
        is_written_back(&RenewalRules::one_year()),
        is_written_back(&FeedbackRules::one_month()),
    ]);
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("presets");
    let files: BTreeSet<_> =
        fs::read_dir(folder).unwrap().map(|file| file.unwrap().file_name().into_string().unwrap()).collect();
    assert_eq!(files, known);
}
