//! The shipped rules: each can be read, and is written exactly as it is shipped.
#![expect(clippy::unwrap_used, reason = "what fails here is a failed test")]

use collegium_core::{Preset, Rules, preset, source::Status};
use collegium_pathways::{CourseShareRules, IntakeChannels, OutcomeStandard, ProgrammeRules};

fn written_back<R: Rules>(shipped: Preset<R>, status: Status) -> R {
    let rules = shipped.load().unwrap();
    assert_eq!(preset::write(&rules), shipped.json(), "{shipped:?}");
    assert_eq!(rules.status(), status, "{shipped:?}");
    let file = format!("{}/presets/{}.json", env!("CARGO_MANIFEST_DIR"), shipped.name());
    assert_eq!(std::fs::read_to_string(file).unwrap(), shipped.json(), "the name is the file's");
    rules
}

#[test]
fn the_four_channels_of_shandong() {
    assert_eq!(written_back(IntakeChannels::shandong(), Status::Verified).channels.len(), 4);
}

#[test]
fn the_rules_of_the_mainland() {
    let rules = written_back(ProgrammeRules::cn(), Status::Verified);
    assert_eq!((rules.lengths.len(), rules.authorisations.len()), (2, 3));
}

#[test]
fn the_four_one_thirds() {
    let rules = written_back(CourseShareRules::one_thirds(), Status::Verified);
    assert!(rules.tests.iter().all(|test| (test.least.part(), test.least.whole()) == (1, 3)));
}

#[test]
fn the_sydney_accord_is_from_memory() {
    assert_eq!(written_back(OutcomeStandard::sydney_accord(), Status::Unverified).outcomes.len(), 12);
}
