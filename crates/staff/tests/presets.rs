//! The shipped rules: each can be read, and is written exactly as it is shipped.
#![expect(clippy::unwrap_used, reason = "what fails here is a failed test")]

use collegium_core::{Preset, Rules, Severity, preset, source::Status};
use collegium_staff::{CertificateRules, SelectionRules, TimeLimit, TripRules};

fn written_back<R: Rules>(shipped: Preset<R>, status: Status) -> R {
    let rules = shipped.load().unwrap();
    assert_eq!(preset::write(&rules), shipped.json(), "{shipped:?}");
    assert_eq!(rules.status(), status, "{shipped:?}");
    let file = format!("{}/presets/{}.json", env!("CARGO_MANIFEST_DIR"), shipped.name());
    assert_eq!(std::fs::read_to_string(file).unwrap(), shipped.json(), "the name is the file's");
    rules
}

#[test]
fn the_selection_of_the_administrative_college() {
    let rules = written_back(SelectionRules::administrative_college(), Status::Verified);
    let lines: Vec<_> =
        rules.lines.iter().map(|line| (line.kind.as_str(), line.persons, line.batches)).collect();
    assert_eq!(lines, [("outstanding-talent", Some(20), 2), ("management-cadre", None, 3)]);
}

#[test]
fn the_report_within_a_month() {
    let rules = written_back(TripRules::one_month(), Status::Verified);
    assert_eq!((rules.report_within, rules.unreported), (TimeLimit::Months(1), Severity::Violation));
}

#[test]
fn the_notice_of_a_year() {
    let rules = written_back(CertificateRules::one_year(), Status::Unverified);
    assert_eq!(rules.notice_days, 365);
}

#[test]
fn every_file_is_a_preset() {
    let files = std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/presets")).unwrap();
    assert_eq!(files.count(), 3, "give each file a test above");
}
