#![expect(clippy::unwrap_used, reason = "helpers of tests may unwrap")]

use collegium_core::{
    CefrLevel, Concordance, LanguageRequirement, LanguageScore, LanguageTest, Mark, Scale, Section, TestCode,
    language::{ConcordanceCode, ConcordanceRow, CountedFrom, Measure, OverallRule, Shortfall, Span},
};
use serde::{Serialize, de::DeserializeOwned};

fn golden<T: Serialize + DeserializeOwned>(json: &str) {
    let value: T = serde_json::from_str(json).unwrap();
    assert_eq!(serde_json::to_string(&value).unwrap(), json);
}

fn refused<T: DeserializeOwned>(json: &str, why: &str) {
    let error = serde_json::from_str::<T>(json).err().unwrap().to_string();
    assert!(error.starts_with(why), "{error}");
}

const TEST: &str = concat!(
    r#"{"code":"house","name":{"en":"Placement test"},"language":"en","#,
    r#""overall":{"points":{"least":"0","most":"20","step":"1"}},"overall_rule":"sum","#,
    r#""sections":{"reading":{"points":{"least":"0","most":"10","step":"1"}},"#,
    r#""writing":{"points":{"least":"0","most":"10","step":"1"}}},"#,
    r#""validity_months":12,"counted_from":"taken","in_use_from":"2020-01-01","in_use_until":"2026-12-31","#,
    r#""source":{"document":"House rules","date":"2020-01-01"},"status":"verified"}"#
);

const TABLE: &str = concat!(
    r#"{"code":"house-cefr","from":{"test":"house","section":"reading","#,
    r#""scale":{"points":{"least":"0","most":"10","step":"1"}}},"#,
    r#""to":{"test":"cefr","scale":{"bands":["A1","A2","B1"]}},"#,
    r#""rows":[{"from":{"low":"0","high":"4"},"to":{"low":"A1","high":"A1"}},"#,
    r#"{"from":{"low":"5","high":"10"},"to":{"low":"A2","high":"B1"}}],"#,
    r#""in_force_from":"2020-01-01","in_force_until":"2026-12-31","#,
    r#""source":{"document":"House rules","date":"2020-01-01"},"status":"verified"}"#
);

#[test]
fn each_word_has_one_text() {
    for level in CefrLevel::ALL {
        golden::<CefrLevel>(&format!("\"{level}\""));
    }
    golden::<TestCode>(r#""toefl-ibt""#);
    golden::<Section>(r#""reading""#);
    golden::<ConcordanceCode>(r#""toefl-ibt-ielts""#);
    golden::<Mark>(r#""TDN 4""#);
    golden::<Scale>(r#"{"points":{"least":"0","most":"9","step":"0.5"}}"#);
    golden::<Scale>(r#"{"bands":["TDN 3","TDN 4","TDN 5"]}"#);
    golden::<Span>(r#"{"low":"27","high":"28"}"#);
    golden::<CountedFrom>(r#""taken""#);
    golden::<CountedFrom>(r#""reported""#);
    golden::<OverallRule>(r#""sum""#);
    golden::<OverallRule>(r#""mean""#);
}

#[test]
fn each_record_has_one_text() {
    golden::<LanguageTest>(TEST);
    golden::<LanguageScore>(r#"{"test":"testdaf","taken":"2026-04-21","sections":{"reading":"TDN 4"}}"#);
    golden::<LanguageScore>(
        r#"{"test":"topik-2","taken":"2026-04-12","reported":"2026-05-28","overall":"190"}"#,
    );
    golden::<LanguageRequirement>(
        r#"{"test":"ielts-academic","overall":"6.5","each_section":"6.0","sections":{"writing":"6.5"}}"#,
    );
    golden::<Shortfall>(r#"{"section":"writing","required":"6.0","reached":"5.5","steps":1}"#);
    golden::<Shortfall>(r#"{"required":"6.5"}"#);
    golden::<Measure>(r#"{"test":"cefr","scale":{"bands":["A1","A2","B1","B2","C1","C2"]}}"#);
    golden::<ConcordanceRow>(r#"{"from":{"low":"29","high":"29"},"to":{"low":"8","high":"8.5"}}"#);
    golden::<Concordance>(TABLE);
}

#[test]
fn wrong_words_are_refused() {
    refused::<CefrLevel>(
        r#""b2""#,
        "`b2` is not a CEFR level: write one of `A1`, `A2`, `B1`, `B2`, `C1`, `C2`",
    );
    refused::<TestCode>(r#""TOEFL""#, "`TOEFL` is not a language test: write lower-case words");
    refused::<Section>(r#""Reading""#, "`Reading` is not a section of a test: write lower-case words");
    refused::<ConcordanceCode>(r#""a b""#, "`a b` is not a concordance: write lower-case words");
    refused::<Mark>(
        r#""12345678901234567""#,
        "`12345678901234567` is not a mark: write 1 to 16 visible characters",
    );
    refused::<Mark>("6.5", "invalid type: floating point `6.5`, expected a mark as a string");
    refused::<Scale>(
        r#"{"points":{"least":"0","most":"9","step":"2"}}"#,
        "no scale leads from 0 to 9 in steps of 2: the steps must be above zero and end at the most",
    );
    refused::<Scale>(
        r#"{"points":{"least":"0","most":"1","step":"0.00001"}}"#,
        "the scale from 0 to 1 in steps of 0.00001 is too fine: 4 decimals, 9 digits before the point and 100,000 \
         marks are the most",
    );
    refused::<Scale>(r#"{"bands":[]}"#, "a scale needs at least one band");
    refused::<Scale>(r#"{"bands":["A","B","A"]}"#, "the band `A` comes twice");
    refused::<Span>(r#"{"low":"27"}"#, "missing field `high`");
    refused::<CountedFrom>(r#""printed""#, "unknown variant `printed`");
    refused::<OverallRule>(r#""median""#, "unknown variant `median`");
}

#[test]
fn wrong_tests_are_refused() {
    let test = |from: &str, to: &str, why: &str| {
        let json = TEST.replacen(from, to, 1);
        assert_ne!(json, TEST);
        refused::<LanguageTest>(&json, why);
    };
    test("12,", "0,", "results of `house` cannot count for 0 months: write 1 to 1200, or leave it out");
    test("12,", "1201,", "results of `house` cannot count for 1201 months");
    test(
        "2026-12-31",
        "2019-12-31",
        "the test `house` is in use until 2019-12-31, before it is from 2020-01-01",
    );
    test(
        r#""most":"20""#,
        r#""most":"21""#,
        "the overall rule of `house` does not fit: the overall scale and",
    );
    let bands = r#""writing":{"bands":["low","high"]}"#;
    let points = r#""writing":{"points":{"least":"0","most":"10","step":"1"}}"#;
    test(points, bands, "the overall rule of `house` does not fit");
    test(r#""status":"verified""#, r#""status":"verified","note":1"#, "unknown field `note`");
    test(r#""writing""#, r#""reading""#, "the key `reading` is written twice");
    refused::<LanguageTest>(
        concat!(
            r#"{"code":"house","name":{"en":"Test"},"language":"en","counted_from":"taken","#,
            r#""source":{"document":"House rules","date":"2020-01-01"},"status":"verified"}"#
        ),
        "the test `house` gives no result: name the overall scale or a section",
    );
}

#[test]
fn wrong_scores_and_requirements_are_refused() {
    refused::<LanguageScore>(
        r#"{"test":"dsh","taken":"2026-04-21"}"#,
        "the score in `dsh` has no mark: give the overall one or one of a section",
    );
    refused::<LanguageScore>(
        r#"{"test":"dsh","taken":"2026-04-21","reported":"2026-04-20","overall":"DSH-2"}"#,
        "the score in `dsh` was reported on 2026-04-20, before it was taken on 2026-04-21",
    );
    refused::<LanguageScore>(
        r#"{"test":"testdaf","taken":"2026-04-21","sections":{"reading":"TDN 4","reading":"TDN 5"}}"#,
        "the key `reading` is written twice",
    );
    refused::<LanguageRequirement>(
        r#"{"test":"dsh"}"#,
        "the requirement in `dsh` asks for nothing: give a mark, overall or of a section",
    );
    refused::<LanguageRequirement>(r#"{"test":"dsh","least":"DSH-2"}"#, "unknown field `least`");
    refused::<Shortfall>(r#"{"reached":"6.0"}"#, "missing field `required`");
}

#[test]
fn wrong_tables_are_refused() {
    let table = |from: &str, to: &str, why: &str| {
        let json = TABLE.replacen(from, to, 1);
        assert_ne!(json, TABLE);
        refused::<Concordance>(&json, why);
    };
    table(
        r#""high":"10""#,
        r#""high":"11""#,
        "row 2 of the concordance `house-cefr`: `11` is not on the scale from 0 to 10 in steps of 1",
    );
    table(
        r#""low":"5""#,
        r#""low":"12""#,
        "row 2 of the concordance `house-cefr`: `12` is not on the scale from 0 to 10 in steps of 1",
    );
    table(
        r#"{"low":"0","high":"4"}"#,
        r#"{"low":"4","high":"0"}"#,
        "row 1 of the concordance `house-cefr`: the span `4–0` runs from better to worse, turn it round",
    );
    table(
        r#"{"low":"0","high":"4"}"#,
        r#"{"low":"5","high":"10"}"#,
        "rows 1 and 2 of the concordance `house-cefr` have the same `from` span: make one row of them",
    );
    table(
        r#"{"low":"0","high":"4"}"#,
        r#"{"low":"6","high":"9"}"#,
        "rows 1 and 2 of the concordance `house-cefr`: one `from` span lies inside the other, so neither row is",
    );
    table(
        r#"{"low":"A1","high":"A1"}"#,
        r#"{"low":"B1","high":"B1"}"#,
        "row 2 of the concordance `house-cefr` has better marks than row 1 and maps them to worse ones",
    );
    table(
        "2026-12-31",
        "2019-12-31",
        "the concordance `house-cefr` is in force until 2019-12-31, before it is from 2020-01-01",
    );
    table(r#""status":"verified""#, r#""status":"certain""#, "unknown variant `certain`");
    refused::<Measure>(r#"{"test":"cefr"}"#, "missing field `scale`");
    refused::<ConcordanceRow>(r#"{"from":{"low":"1","high":"2"}}"#, "missing field `to`");
    refused::<Concordance>(
        concat!(
            r#"{"code":"empty","from":{"test":"a","scale":{"bands":["1"]}},"#,
            r#""to":{"test":"b","scale":{"bands":["1"]}},"rows":[],"#,
            r#""source":{"document":"House rules","date":"2020-01-01"},"status":"verified"}"#
        ),
        "the concordance `empty` has no row: give at least one",
    );
}
