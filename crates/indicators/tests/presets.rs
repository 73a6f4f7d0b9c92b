//! What is shipped reads back, byte for byte, and says where it comes from.
#![expect(clippy::unwrap_used, reason = "what fails here is a failed test")]

use collegium_core::{LanguageTag, Status, preset};
use collegium_indicators::IndicatorSystem;

fn system() -> IndicatorSystem {
    IndicatorSystem::five_result_areas().load().unwrap()
}

#[test]
fn five_result_areas_is_written_as_it_is_shipped() {
    let shipped = IndicatorSystem::five_result_areas();
    assert_eq!(shipped.name(), "five-result-areas");
    assert_eq!(preset::write(&system()), shipped.json());
}

#[test]
fn what_is_ours_is_unverified() {
    let system = system();
    assert_eq!(system.status, Status::Unverified);
    assert!(system.source.article.as_ref().unwrap().as_str().contains("are ours"));
    for (_, indicator) in system.indicators() {
        assert_eq!(indicator.status, Status::Unverified, "{}", indicator.code);
        let article = indicator.source.article.as_ref().unwrap().as_str();
        assert!(article.contains("ours") || article.contains("theirs"), "{}", indicator.code);
    }
}

#[test]
fn every_name_is_in_both_languages() {
    let system = system();
    let areas = system.areas.iter().map(|area| &area.name);
    let indicators = system.indicators().flat_map(|(_, indicator)| [&indicator.name, &indicator.measured_in]);
    for name in areas.chain(indicators).chain(system.bands.iter().map(|band| &band.name)) {
        let tags: Vec<_> = name.iter().map(|(tag, _)| tag).map(LanguageTag::as_str).collect();
        assert_eq!(tags, ["en", "zh"], "{name}");
    }
}

#[test]
fn every_area_judges_by_two_or_three_indicators() {
    let system = system();
    let judging: Vec<_> = system
        .areas
        .iter()
        .map(|area| area.indicators.iter().filter(|indicator| indicator.weight > 0).count())
        .collect();
    assert_eq!(judging, [3, 3, 2, 3, 2]);
}
