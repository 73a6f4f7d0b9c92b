//! Cases reckoned elsewhere.

use collegium_core::preset;
use collegium_pathways::audit::{Attempt, AuditOptions, Part, Transcript, TranscriptDraft};
use rust_decimal::Decimal;
use serde::{Deserialize, de::IgnoredAny};
use serde_json::json;

use super::{judge::Judge, made::around};

const CASES: [&str; 6] = [
    include_str!("../oracle/audit/h01-flexible-course-taken-by-wrong-leaf.json"),
    include_str!("../oracle/audit/h03-credits-do-not-split.json"),
    include_str!("../oracle/audit/h04-retake-only-one-attempt-counts.json"),
    include_str!("../oracle/audit/h06-transfer-cap-picks-the-right-partner-courses.json"),
    include_str!("../oracle/audit/h08-partial-sharing-by-pool.json"),
    include_str!("../oracle/audit/h10-average-grade-means-applying-less.json"),
];

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    schema: String,
    id: String,
    #[serde(rename = "title")]
    _title: IgnoredAny,
    #[serde(rename = "why_hard")]
    _why_hard: IgnoredAny,
    #[serde(default)]
    options: Options,
    courses: Vec<Attempt>,
    requirement: Part,
    expected: Expected,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Options {
    #[serde(default)]
    include_in_progress: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Expected {
    satisfied: bool,
    #[serde(with = "collegium_core::decimal")]
    credits_applied: Decimal,
    #[serde(rename = "witness")]
    _witness: IgnoredAny,
}

#[test]
fn every_case_comes_out_as_expected() {
    for json in CASES {
        let case: Case = preset::read(json).unwrap();
        assert_eq!(case.schema, "pathways-audit/1");
        let requirements = around(&serde_json::to_value(&case.requirement).unwrap(), &json!([]));
        let draft = TranscriptDraft { attempts: case.courses, ..TranscriptDraft::default() };
        let transcript = Transcript::try_from(draft).unwrap();
        let in_progress = case.options.include_in_progress;
        let compiled = requirements.compile(&[]);
        let audit = compiled.audit(&transcript, &AuditOptions { in_progress, ..AuditOptions::default() });
        let found = (audit.is_satisfied(), audit.credits(), audit.is_proven());
        assert_eq!(found, (case.expected.satisfied, case.expected.credits_applied, true), "{}", case.id);
        let (satisfied, credits) =
            Judge::new(&requirements, &transcript, in_progress).plan(&audit.plan()).unwrap();
        assert_eq!((satisfied, Decimal::new(credits, 4)), (found.0, found.1), "{}", case.id);
    }
    println!("{} audits", CASES.len());
}
