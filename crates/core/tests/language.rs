//! The shipped tests, tables and awards: their files, and the figures their sources print.

#![expect(clippy::unwrap_used, reason = "helpers of tests may unwrap")]

use std::collections::BTreeMap;

use collegium_core::{
    Concordance, Fraction, LanguageRequirement, LanguageScore, LanguageTest, Mark, Qualifications, Section,
    TestCode,
    language::{ConcordanceError, LanguageError, LanguageScoreDraft},
    preset::Preset,
    source::{Rules, Status},
};
use rust_decimal::Decimal;

fn mark(text: &str) -> Mark {
    Mark::new(text).unwrap()
}

fn table(code: &str) -> Concordance {
    Concordance::preset(&format!("concordance-{code}")).unwrap().load().unwrap()
}

fn test(code: &str) -> LanguageTest {
    LanguageTest::preset(&format!("language-test-{code}")).unwrap().load().unwrap()
}

fn forward(code: &str, from: &str) -> Vec<String> {
    table(code).forward(&mark(from)).unwrap().iter().map(ToString::to_string).collect()
}

fn backward(code: &str, to: &str) -> Vec<String> {
    table(code).backward(&mark(to)).unwrap().iter().map(ToString::to_string).collect()
}

/// A score with these sections: listening, reading, speaking, writing.
fn sections(test: &str, marks: [&str; 4]) -> LanguageScore {
    let names = ["listening", "reading", "speaking", "writing"];
    let sections: BTreeMap<_, _> =
        names.iter().zip(marks).map(|(name, text)| (Section::new(name).unwrap(), mark(text))).collect();
    let taken = if test == "toefl-ibt-2026" { "2026-03-07" } else { "2024-02-29" };
    let draft = LanguageScoreDraft {
        test: TestCode::new(test).unwrap(),
        taken: taken.parse().unwrap(),
        reported: None,
        overall: None,
        sections,
    };
    draft.try_into().unwrap()
}

fn overall(code: &str, marks: [&str; 4]) -> String {
    test(code).expected_overall(&sections(code, marks)).unwrap().to_string()
}

fn score(json: &str) -> LanguageScore {
    serde_json::from_str(json).unwrap()
}

fn written_back<R: Rules>(preset: &Preset<R>) {
    let written = serde_json::to_string_pretty(&preset.load().unwrap()).unwrap() + "\n";
    assert_eq!(written, preset.json(), "{}", preset.name());
}

#[test]
fn presets_are_written_back_byte_for_byte() {
    LanguageTest::presets().iter().for_each(written_back);
    Concordance::presets().iter().for_each(written_back);
    written_back(Qualifications::preset());
}

#[test]
fn every_file_is_a_preset_named_for_what_it_holds() {
    for preset in LanguageTest::presets() {
        assert_eq!(preset.name(), format!("language-test-{}", preset.load().unwrap().code));
    }
    for preset in Concordance::presets() {
        assert_eq!(preset.name(), format!("concordance-{}", preset.load().unwrap().code));
    }
}

#[test]
fn tables_use_the_scales_of_the_shipped_tests() {
    for table in Concordance::presets().iter().map(|preset| preset.load().unwrap()) {
        for side in [&table.from, &table.to] {
            let shipped = LanguageTest::preset(&format!("language-test-{}", side.test));
            let Some(test) = shipped.map(|preset| preset.load().unwrap()) else { continue };
            let scale = test.scale(side.section.as_ref()).or_else(|| test.sections.values().next());
            assert_eq!(scale, Some(&side.scale), "{}: {}", table.code, side.test);
        }
    }
}

#[test]
fn what_was_not_read_says_so() {
    let doubtful = |status| status == Status::Unverified;
    let tests = LanguageTest::presets().iter().map(|preset| preset.load().unwrap());
    let codes: Vec<_> =
        tests.filter(|test| doubtful(test.status)).map(|test| test.code.to_string()).collect();
    assert_eq!(codes, ["duolingo"]);
    // The two tables of PTE print single points, which were read as the beginnings of ranges.
    let tables = Concordance::presets().iter().filter(|preset| doubtful(preset.load().unwrap().status()));
    let names: Vec<_> = tables.map(Preset::name).collect();
    assert_eq!(names, ["concordance-pte-academic-ielts-older", "concordance-pte-academic-ielts-2025"]);
    let awards = Qualifications::preset().load().unwrap();
    let mut countries: Vec<_> = awards
        .qualifications
        .iter()
        .filter(|award| doubtful(award.status))
        .map(|award| award.country.to_string())
        .collect();
    countries.dedup();
    assert_eq!(countries, ["CN", "DE", "SG"]);
}

#[test]
fn the_mean_of_ielts_goes_up_at_a_quarter() {
    assert_eq!(overall("ielts-academic", ["6.5", "6.5", "6", "6"]), "6.5", "6.25");
    assert_eq!(overall("ielts-academic", ["7", "6.5", "6.5", "7"]), "7", "6.75");
    assert_eq!(overall("ielts-academic", ["6.5", "6", "6", "6"]), "6", "6.125");
    assert_eq!(overall("ielts-academic", ["0", "0", "0", "0"]), "0");
    assert_eq!(overall("ielts-academic", ["9", "9", "9", "9.0"]), "9");
}

#[test]
fn the_totals_of_toefl_are_a_mean_now_and_were_a_sum() {
    assert_eq!(overall("toefl-ibt-2026", ["5", "5", "5", "5.5"]), "5", "5.125");
    assert_eq!(overall("toefl-ibt-2026", ["5", "5", "5.5", "5.5"]), "5.5", "5.25");
    assert_eq!(overall("toefl-ibt", ["25", "24", "23", "22"]), "94");
    assert_eq!(overall("toefl-ibt", ["30", "30", "30", "30"]), "120");
    let lacking = score(r#"{"test":"toefl-ibt","taken":"2025-01-01","sections":{"reading":"20"}}"#);
    assert_eq!(test("toefl-ibt").expected_overall(&lacking), None);
    assert_eq!(test("testdaf").expected_overall(&sections("testdaf", ["TDN 4"; 4])), None, "no rule");
}

#[test]
fn every_mean_of_ielts_is_rounded_as_published() {
    // Beside the rule of the library: eighths of a band, counted by hand.
    for total in 0_u32..=72 {
        let band = |part: u32| Decimal::new(i64::from((total + part) / 4 * 5), 1).to_string();
        let marks = [band(0), band(1), band(2), band(3)];
        let found = overall("ielts-academic", [&marks[0], &marks[1], &marks[2], &marks[3]]);
        let halves = (total + 2) / 4;
        assert_eq!(found, Decimal::new(i64::from(halves * 5), 1).normalize().to_string(), "{marks:?}");
        let mean = Fraction::new(i128::from(total), 8).unwrap();
        let off = Fraction::from(Decimal::new(i64::from(halves * 5), 1)) - mean;
        assert!(off <= Fraction::new(1, 4).unwrap() && Fraction::new(-1, 4).unwrap() < off);
    }
}

#[test]
fn toefl_reading_29_stands_beside_two_bands() {
    assert_eq!(forward("toefl-ibt-ielts-reading", "29"), ["8–8.5"]);
    assert_eq!(backward("toefl-ibt-ielts-reading", "8"), ["29"]);
    assert_eq!(backward("toefl-ibt-ielts-reading", "8.5"), ["29"]);
    assert_eq!(forward("toefl-ibt-ielts-writing", "30"), ["8–9"]);
    assert_eq!(forward("toefl-ibt-ielts-reading", "2"), Vec::<String>::new());
    assert_eq!(forward("toefl-ibt-ielts", "31"), ["0–4"]);
    assert_eq!(forward("toefl-ibt-ielts", "100"), ["7"]);
}

#[test]
fn requirements_of_ets_agree_with_its_table() {
    for (old, new) in [("100", "5"), ("90", "4.5"), ("80", "4")] {
        assert_eq!(forward("toefl-ibt-toefl-ibt-2026", old), [new]);
    }
    assert_eq!(backward("toefl-ibt-toefl-ibt-2026-speaking", "5.5"), ["27"]);
    assert_eq!(
        backward("toefl-ibt-toefl-ibt-2026-speaking", "1.5"),
        Vec::<String>::new(),
        "sources disagree"
    );
    assert_eq!(forward("toefl-ibt-cefr", "95"), ["C1"]);
    assert_eq!(forward("toefl-ibt-cefr", "94"), ["B2"]);
    assert_eq!(forward("toefl-ibt-2026-cefr", "5.0"), ["C1"]);
}

#[test]
fn the_two_total_tables_of_toefl_agree_on_levels() {
    let (old, new) = (table("toefl-ibt-toefl-ibt-2026"), table("toefl-ibt-2026-cefr"));
    for total in old.from.scale.marks() {
        let beside = old.forward(&total).unwrap();
        let level = new.forward(&beside[0].low).unwrap();
        assert_eq!(vec![level[0].to_string()], forward("toefl-ibt-cefr", total.as_str()), "{total}");
    }
}

#[test]
fn pte_65_is_a_seven_only_in_the_older_table() {
    assert_eq!(forward("pte-academic-ielts-older", "65"), ["7"]);
    assert_eq!(forward("pte-academic-ielts-2025", "65"), ["6.5"]);
    assert_eq!(forward("pte-academic-ielts-older", "90"), Vec::<String>::new(), "printed up to 89");
    assert_eq!(forward("pte-academic-ielts-2025", "90"), ["8.5"]);
    let change = "2025-07-01".parse().unwrap();
    assert!(!table("pte-academic-ielts-older").is_in_force_on(change));
    assert!(table("pte-academic-ielts-2025").is_in_force_on(change));
}

#[test]
fn jlpt_passes_have_levels_and_other_totals_have_none() {
    assert_eq!(forward("jlpt-n3-cefr", "103"), ["A2"]);
    assert_eq!(forward("jlpt-n3-cefr", "104"), ["B1"]);
    assert_eq!(forward("jlpt-n3-cefr", "94"), Vec::<String>::new());
    assert_eq!(forward("jlpt-n1-cefr", "142"), ["C1"]);
    assert_eq!(forward("jlpt-n2-cefr", "112"), ["B2"]);
    assert_eq!(forward("jlpt-n5-cefr", "80"), ["A1"]);
    assert!(
        !table("jlpt-n3-cefr").is_in_force_on("2025-07-06".parse().unwrap()),
        "earlier certificates show `*`"
    );
}

#[test]
fn other_tables_say_what_their_sources_say() {
    assert_eq!(forward("duolingo-ielts", "160"), ["8.5–9"]);
    assert_eq!(forward("duolingo-cefr", "120"), ["C1–C2"]);
    assert_eq!(forward("topik-1-level", "140"), ["2"]);
    assert_eq!(forward("topik-2-level", "119"), Vec::<String>::new());
    assert_eq!(forward("topik-2-level", "230"), ["6"]);
    assert_eq!(forward("topik-speaking-level", "90"), ["3"]);
    assert_eq!(backward("dsh-cefr", "C1"), ["DSH-2"]);
    assert_eq!(forward("hsk-cefr", "HSK 4"), ["B2"]);
    assert_eq!(forward("testdaf-cefr-levels", "TDN 4"), ["C1"]);
    assert_eq!(forward("testdaf-cefr-range", "TDN 4"), ["B2–C1"]);
    assert_eq!(forward("ielts-cefr", "6.5"), ["B2"]);
    assert_eq!(backward("ielts-cefr", "A2"), Vec::<String>::new());
    assert!(matches!(table("ielts-cefr").forward(&mark("6.3")), Err(ConcordanceError::Mark { .. })));
}

#[test]
fn a_score_of_a_leap_day_ends_with_february() {
    let ielts = test("ielts-academic");
    let leap = sections("ielts-academic", ["6"; 4]);
    assert_eq!(ielts.valid_until(&leap).unwrap(), "2026-02-28".parse().ok());
    assert_eq!(ielts.is_valid_on(&leap, "2026-02-28".parse().unwrap()), Ok(true));
    assert_eq!(ielts.is_valid_on(&leap, "2026-03-01".parse().unwrap()), Ok(false));
    let never = score(r#"{"test":"dsh","taken":"1999-02-01","overall":"DSH-2"}"#);
    assert_eq!(test("dsh").valid_until(&never), Ok(None));
    assert_eq!(test("dsh").is_valid_on(&never, "2099-01-01".parse().unwrap()), Ok(true));
}

#[test]
fn topik_counts_from_the_day_of_the_result() {
    let topik = test("topik-2");
    let late = score(r#"{"test":"topik-2","taken":"2024-04-14","reported":"2024-05-30","overall":"190"}"#);
    assert_eq!(topik.valid_until(&late).unwrap(), "2026-05-30".parse().ok());
    assert_eq!(topik.is_valid_on(&late, "2024-05-29".parse().unwrap()), Ok(false), "not yet published");
    let unknown = score(r#"{"test":"topik-2","taken":"2024-04-14","overall":"190"}"#);
    assert!(matches!(topik.valid_until(&unknown), Err(LanguageError::NotReported { .. })));
}

#[test]
fn each_refusal_of_a_test_has_its_reason() {
    let refused = |code: &str, json: &str| test(code).admit(&score(json)).unwrap_err();
    let ielts = |json: &str| refused("ielts-academic", json);
    assert!(matches!(
        ielts(r#"{"test":"dsh","taken":"2025-01-01","overall":"6"}"#),
        LanguageError::OtherTest { .. }
    ));
    assert!(matches!(
        ielts(r#"{"test":"ielts-academic","taken":"2025-01-01","overall":"6.1"}"#),
        LanguageError::Mark { section: None, .. }
    ));
    assert!(matches!(
        ielts(r#"{"test":"ielts-academic","taken":"2025-01-01","sections":{"grammar":"6"}}"#),
        LanguageError::UnknownSection { .. }
    ));
    assert!(matches!(
        refused("testdaf", r#"{"test":"testdaf","taken":"2025-01-01","overall":"TDN 4"}"#),
        LanguageError::NoOverall { .. }
    ));
    assert!(matches!(
        refused("toefl-ibt-2026", r#"{"test":"toefl-ibt-2026","taken":"2026-01-20","overall":"5"}"#),
        LanguageError::TooEarly { .. }
    ));
    assert!(matches!(
        refused("toefl-ibt", r#"{"test":"toefl-ibt","taken":"2026-01-21","overall":"95"}"#),
        LanguageError::TooLate { .. }
    ));
    let asked: LanguageRequirement =
        serde_json::from_str(r#"{"test":"dsh","each_section":"DSH-2"}"#).unwrap();
    assert!(matches!(test("dsh").admit_requirement(&asked), Err(LanguageError::NoSections { .. })));
}

#[test]
fn of_two_demands_on_a_section_the_higher_counts() {
    let testdaf = test("testdaf");
    let reached = sections("testdaf", ["TDN 5", "TDN 4", "TDN 3", "TDN 4"]);
    let asked: LanguageRequirement = serde_json::from_str(
        r#"{"test":"testdaf","each_section":"TDN 4","sections":{"reading":"TDN 5","listening":"TDN 3"}}"#,
    )
    .unwrap();
    let missing = testdaf.shortfalls(&reached, &asked).unwrap();
    let printed: Vec<_> = missing.iter().map(ToString::to_string).collect();
    assert_eq!(
        printed,
        [
            "`reading`: `TDN 5` is asked for, `TDN 4` was reached",
            "`speaking`: `TDN 4` is asked for, `TDN 3` was reached"
        ]
    );
    assert_eq!(missing.iter().map(|shortfall| shortfall.steps).collect::<Vec<_>>(), [Some(1), Some(1)]);
}

#[test]
fn a_mark_reaches_however_it_is_written() {
    let asked: LanguageRequirement =
        serde_json::from_str(r#"{"test":"ielts-academic","overall":"6.50","each_section":"6"}"#).unwrap();
    let json = r#"{"test":"ielts-academic","taken":"2025-01-01","overall":"6.5",
        "sections":{"listening":"6.0","reading":"7.5","speaking":"6","writing":"6.00"}}"#;
    assert_eq!(test("ielts-academic").shortfalls(&score(json), &asked), Ok(vec![]));
}
