//! The cohort.

use collegium_pathways::{Cohort, ProgrammeCount};

use super::{ID, golden, has_fields, refused, refused_with};

const COUNT: &str = r#"{"programme":"$","code":"G-1","entered":3,"stages":{"1":2,"6":1},"abroad":1}"#;

fn cohort() -> String {
    format!(
        r#"{{"period":"2024-09-01/2025-08-31","as_of":"2026-03-01","programmes":[{COUNT}],"on_routes":3,"abroad":1,"trained":3,"to_master":1,"returned":0,"mobile":2,"inbound":{{"KR":1,"TH":2}},"inbound_studies":{{"diploma":3}},"overseas_rate":{{"part":"1","whole":"2","of":"students"}},"graduation_rate":{{"part":"0","whole":"0","of":"stages"}},"findings":[]}}"#
    )
    .replace('$', ID)
}

#[test]
fn a_cohort_is_an_object_of_its_fields() {
    let json = cohort();
    let cohort: Cohort = golden(&json);
    assert_eq!(cohort.inbound_countries(), 2);
    let fields = [
        "period",
        "as_of",
        "programmes",
        "on_routes",
        "abroad",
        "trained",
        "to_master",
        "returned",
        "mobile",
        "inbound",
        "inbound_studies",
        "overseas_rate",
        "graduation_rate",
        "findings",
    ];
    has_fields::<Cohort>(&json, &fields);
    for (field, value, message) in [
        ("period", "\"2024\"", "`2024` is not a period"),
        ("as_of", "\"2026-02-30\"", "`2026-02-30` is not a day"),
        ("on_routes", "-1", "invalid value: integer `-1`"),
        ("inbound", r#"{"th":1}"#, "`th` is not a country"),
        ("inbound_studies", r#"{"A":1}"#, "`A` is not a kind of study"),
        ("overseas_rate", r#"{"part":"1","whole":"-2","of":"x"}"#, "a rate cannot be counted among -2"),
        ("graduation_rate", "null", "invalid type: null"),
    ] {
        let told = refused_with::<Cohort>(&json, field, value);
        assert!(told.starts_with(message), "{field}: {told}");
    }
    let twice = json.replace(r#""KR":1"#, r#""KR":1,"KR":1"#);
    assert_eq!(refused::<Cohort>(&twice), "the key `KR` is written twice");
}

#[test]
fn stages_are_keys_that_come_back() {
    let json = COUNT.replace('$', ID);
    golden::<ProgrammeCount>(&json);
    has_fields::<ProgrammeCount>(&json, &["programme", "code", "entered", "stages", "abroad"]);
    for (stages, message) in [
        (r#"{"1":2,"1":3}"#, "the key `1` is written twice"),
        (r#"{"7":2}"#, "7 is not the number of a stage: they go from 1 to 6"),
        (r#"{"0":2}"#, "0 is not the number of a stage: they go from 1 to 6"),
        (r#"{"one":2}"#, "invalid value: expected key to be a number in quotes"),
        (r#"{"256":2}"#, "invalid value: integer `256`"),
        (r#"{"01":2}"#, "invalid "),
        (r#"{" 1":2}"#, "invalid "),
        (r#"{"-1":2}"#, "invalid "),
    ] {
        let told = refused::<ProgrammeCount>(&json.replace(r#"{"1":2,"6":1}"#, stages));
        assert!(told.starts_with(message), "{stages}: {told}");
    }
}
