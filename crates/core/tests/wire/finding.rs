//! Findings and what they are made of.

use collegium_core::{
    Findings, Money, Ratio, Severity, Subject, date,
    finding::{AnyId, Code, Fact, FactValue, Finding},
};

use super::forms::{each_refused, golden, refused, unknown_field_refused};

const UUID: &str = "67e55044-10b1-426f-9247-bb680e5fe0c8";

#[test]
fn codes() {
    golden::<Code>(&"FU0103".parse().unwrap(), "\"FU0103\"");
    each_refused::<Code>(
        &["", "F1", "fu0103", "FU103", "FU01034", "FU010A", "ＦU0103", "F00103"],
        "`{}` is not a finding code: write two capitals and four digits, such as `FU0103`",
    );
}

#[test]
fn severities() {
    golden(&Severity::Violation, "\"violation\"");
    golden(&Severity::Warning, "\"warning\"");
    golden(&Severity::Note, "\"note\"");
    assert!(
        refused::<Severity>("\"error\"").starts_with("unknown variant `error`, expected one of `violation`")
    );
}

#[test]
fn subjects() {
    let whole = format!(r#"{{"kind":"agreement","label":"A-001","id":"{UUID}","path":"parties[2]"}}"#);
    golden::<Subject>(&serde_json::from_str(&whole).unwrap(), &whole);
    golden(&Subject::named("budget", "2026"), r#"{"kind":"budget","label":"2026"}"#);
    unknown_field_refused::<Subject>(&whole);
    for other in [UUID.to_uppercase(), UUID.replace('-', ""), format!("urn:uuid:{UUID}"), "A-001".to_owned()]
    {
        assert_eq!(
            refused::<Subject>(&whole.replace(UUID, &other)),
            format!("`{other}` is not an id: write a UUID with hyphens in lower case")
        );
    }
    assert_eq!(refused::<Subject>(r#"{"kind":"budget"}"#), "missing field `label`");
}

#[test]
fn figures() {
    let day = "2026-01-31".parse().unwrap();
    let id = AnyId { kind: "partner".into(), uuid: UUID.parse().unwrap() };
    let name = collegium_core::LocalizedText::new([("en", "A")]).unwrap();
    for (value, json) in [
        (
            FactValue::from("CNY 1".parse::<Money>().unwrap()),
            r#"{"money":{"amount":"1.00","currency":"CNY"}}"#,
        ),
        (FactValue::Decimal("7.50".parse().unwrap()), r#"{"decimal":"7.50"}"#),
        (FactValue::from(41_u64), r#"{"count":41}"#),
        (FactValue::from(Ratio::count(1, 2, "a").unwrap()), r#"{"ratio":{"part":"1","whole":"2","of":"a"}}"#),
        (FactValue::from("1/3".parse::<collegium_core::Share>().unwrap()), r#"{"share":"1/3"}"#),
        (FactValue::Date(day), r#"{"date":"2026-01-31"}"#),
        (FactValue::from(collegium_core::Period::day(day).unwrap()), r#"{"period":"2026-01-31/2026-01-31"}"#),
        (FactValue::from("college"), r#"{"text":"college"}"#),
        (FactValue::from(name), r#"{"name":{"en":"A"}}"#),
        (FactValue::from(id), &format!(r#"{{"id":{{"kind":"partner","uuid":"{UUID}"}}}}"#)),
    ] {
        golden(&value, json);
    }
    golden(&Fact::new("days left", 41_u64), r#"{"name":"days left","value":{"count":41}}"#);
}

#[test]
fn what_is_no_figure() {
    let message = refused::<FactValue>;
    assert!(message(r#"{"number":1}"#).starts_with("unknown variant `number`, expected one of `money`"));
    assert!(message(r#"{"decimal":7.5}"#).starts_with("invalid type: floating point"));
    assert!(message(r#"{"count":-1}"#).starts_with("invalid value: integer `-1`, expected u64"));
    assert!(message(r#"{"date":"2026-1-31"}"#).starts_with("`2026-1-31` is not a day"));
    assert!(message(r#"{"share":"2"}"#).starts_with("`2` is not a share"));
    assert!(message(r#"{"id":{"kind":"partner","uuid":"7"}}"#).starts_with("`7` is not an id"));
    unknown_field_refused::<Fact>(r#"{"name":"days left","value":{"count":41}}"#);
    unknown_field_refused::<AnyId>(&format!(r#"{{"kind":"partner","uuid":"{UUID}"}}"#));
}

const WHOLE: &str = r#"{"code":"XA0001","severity":"warning","subject":{"kind":"trip","label":"T-1"},"message":"there is no report","facts":[{"name":"days","value":{"count":3}}],"basis":{"source":{"document":"Rule 7","date":"2026-01-01"},"status":"verified"},"remedy":"write it"}"#;
const BARE: &str = r#"{"code":"XA0002","severity":"violation","subject":{"kind":"trip","label":"T-1"},"message":"it is late"}"#;

#[test]
fn findings() {
    for json in [WHOLE, BARE] {
        golden::<Finding>(&serde_json::from_str(json).unwrap(), json);
        unknown_field_refused::<Finding>(json);
    }
    let ordered = format!("[{BARE},{WHOLE}]");
    golden::<Findings>(&serde_json::from_str(&ordered).unwrap(), &ordered);
    golden(&Findings::default(), "[]");
    let other: Findings = serde_json::from_str(&format!("[{WHOLE},{BARE},{WHOLE}]")).unwrap();
    assert_eq!(serde_json::to_string(&other).unwrap(), ordered, "put in order, each once");
    assert!(refused::<Finding>(&BARE.replace("XA0002", "7")).starts_with("`7` is not a finding code"));
}

#[test]
fn a_day_that_could_not_be_read_again_is_not_written() {
    let far = FactValue::Date(chrono::NaiveDate::MAX);
    let error = serde_json::to_string(&far).unwrap_err().to_string();
    assert!(error.contains("is not a day") && error.contains("0001 to 9999"), "{error}");
    assert!(date::parse("9999-12-31").is_ok() && date::parse("0001-01-01").is_ok());
}
