//! The exact JSON of each type.

use std::fmt::Debug;

use collegium_pathways::{
    ConvertedCredits, ConvertedGrade, CreditConversion, CreditSystem, CreditSystemCode, CreditSystems,
    Credits, GradeAverage, GradeConversion, GradeScale, GradeScaleCode,
    credit::{
        CountedHours, CreditBasis, CreditConversionCode, CreditConversionDraft, CreditFactor, CreditHours,
        CreditLeg, CreditSystemDraft,
    },
    grade::{
        Anchor, Finish, GradeBand, GradeConversionCode, GradeConversionDraft, GradeCount, GradeForm,
        GradeInterval, GradeMethod, GradeRow, GradeScaleDraft, GradingTable, LeftOut, Letter,
        ModifiedBavarian, OverlapChoice, Percentiles, PiecewiseLinear, Quadratic, Working,
    },
};
use serde::{Serialize, de::DeserializeOwned};

use super::made::{by_preset, converted, systems};

/// The value of a text is written back as that text.
fn golden<T: Debug + PartialEq + Serialize + DeserializeOwned>(json: &str) -> T {
    let value: T = serde_json::from_str(json).unwrap();
    assert_eq!(serde_json::to_string(&value).unwrap(), json);
    value
}

/// An object with a field more is refused.
fn closed<T: Debug + PartialEq + Serialize + DeserializeOwned>(json: &str) -> T {
    let value = golden(json);
    let more = json.replacen('{', "{\"weeks\":2,", 1);
    let message = serde_json::from_str::<T>(&more).unwrap_err().to_string();
    assert!(
        message.contains("unknown field `weeks`") || message.contains("unknown variant `weeks`"),
        "{message}"
    );
    value
}

const SOURCE: &str = r#""source":{"document":"Agreement 7","date":"2026-01-01"},"status":"verified""#;

#[test]
fn credits_and_their_systems() {
    golden::<Credits>("\"7.50\"");
    golden::<Credits>("\"0\"");
    assert!(serde_json::from_str::<Credits>("7.5").is_err());
    golden::<CreditSystemCode>("\"uk-cats\"");
    golden::<CreditConversionCode>("\"uk-cats-ects\"");
    golden::<CountedHours>("\"contact\"");
    closed::<CreditHours>(r#"{"least":"45","counted":"workload"}"#);
    closed::<CreditHours>(r#"{"least":"25","most":"30","counted":"workload"}"#);
    let system = format!(
        r#"{{"code":"ects","name":{{"en":"ECTS"}},"countries":["AT","DE"],"full_year":"60","hours":{{"least":"25","most":"30","counted":"workload"}},"step":"0.01",{SOURCE}}}"#
    );
    let draft = closed::<CreditSystemDraft>(&system);
    assert_eq!(closed::<CreditSystem>(&system).draft(), draft);
    assert_eq!(golden::<CreditSystems>(&format!("[{system}]")).iter().count(), 1);
    assert!(serde_json::from_str::<CreditSystems>(&format!("[{system},{system}]")).is_err());
    golden::<CreditSystem>(&format!(
        r#"{{"code":"c","name":{{"en":"C"}},"full_year":"50","step":"1",{SOURCE}}}"#
    ));
}

#[test]
fn credit_conversions_and_their_answers() {
    golden::<CreditBasis>("\"year_share\"");
    golden::<CreditBasis>(r#"{"workload":{"from_hours":"10","to_hours":"27.5"}}"#);
    closed::<CreditLeg>(r#"{"to":"ects","by":"year_share"}"#);
    closed::<CreditFactor>(r#"{"to":"ects","part":"60","whole":"120"}"#);
    let rule = format!(
        r#"{{"code":"uk","from":"uk-cats","legs":[{{"to":"ects","by":"year_share"}}],"step":"0.5","rounding":"half_up",{SOURCE}}}"#
    );
    let draft = closed::<CreditConversionDraft>(&rule);
    let checked = closed::<CreditConversion>(&rule);
    assert_eq!(checked.draft(), draft);
    let answer = format!(
        r#"{{"rule":{rule},"path":[{{"to":"ects","part":"60","whole":"120"}}],"credits":"15","exact":"15/2","rounded":"7.5"}}"#
    );
    assert_eq!(closed::<ConvertedCredits>(&answer), converted(&checked, &systems(), "15").unwrap());
}

#[test]
fn scales_of_grades() {
    golden::<GradeScaleCode>("\"de\"");
    golden::<GradeConversionCode>("\"cn-de\"");
    closed::<Letter>(r#"{"grade":"A+","points":"4.5"}"#);
    closed::<Letter>(r#"{"grade":"P"}"#);
    let numbers = r#"{"numbers":{"best":"1.0","lowest_pass":"4.0","worst":"5.0","step":"0.1"}}"#;
    let letters = r#"{"letters":{"grades":[{"grade":"P"},{"grade":"F"}],"lowest_pass":"P"}}"#;
    for form in [numbers, letters] {
        closed::<GradeForm>(form);
        let scale =
            format!(r#"{{"code":"de","name":{{"en":"DE"}},"countries":["DE"],"grades":{form},{SOURCE}}}"#);
        assert_eq!(closed::<GradeScaleDraft>(&scale), closed::<GradeScale>(&scale).draft());
    }
    assert!(serde_json::from_str::<GradeForm>(&numbers.replace("\"step\"", "\"steps\"")).is_err());
}

#[test]
fn methods_of_conversion() {
    golden::<Finish>("\"nearest_step\"");
    golden::<Finish>("\"better_step_after_cut\"");
    golden::<Finish>(r#"{"decimals":{"decimals":1,"rounding":"toward_zero"}}"#);
    let bavarian = r#"{"best":"100","lowest_pass":"60","finish":"nearest_step"}"#;
    closed::<ModifiedBavarian>(bavarian);
    let message =
        serde_json::from_str::<ModifiedBavarian>(&bavarian.replace("100", "60")).unwrap_err().to_string();
    assert!(message.starts_with("the best grade 60 is also the lowest pass"), "{message}");
    closed::<Anchor>(r#"{"from":"0","to":"0"}"#);
    let lines =
        r#"{"anchors":[{"from":"0","to":"0"},{"from":"100","to":"4"}],"step":"0.1","rounding":"half_up"}"#;
    closed::<PiecewiseLinear>(lines);
    let quadratic = r#"{"top":"4","drop":"3","best":"100","range":"40","step":"0.001","rounding":"half_up"}"#;
    closed::<Quadratic>(quadratic);
    closed::<GradeCount>(r#"{"grade":"A","count":120}"#);
    closed::<GradeInterval>(r#"{"better":"0/1","up_to":"3/20"}"#);
    let counts = r#"[{"grade":"A","count":120},{"grade":"B","count":0}]"#;
    golden::<GradingTable>(counts);
    let twice = serde_json::from_str::<GradingTable>(&counts.replace('B', "A")).unwrap_err().to_string();
    assert!(twice.starts_with("the grade `A` comes twice in the table"), "{twice}");
    for choice in ["by_midpoint", "best_overlapping", "worst_overlapping", "largest_overlap"] {
        golden::<OverlapChoice>(&format!("\"{choice}\""));
    }
    closed::<GradeBand>(r#"{"grade":"A","up_to":"10%"}"#);
    let bands = r#"[{"grade":"A","up_to":"10%"},{"grade":"B","up_to":"100%"}]"#;
    golden::<Percentiles>(bands);
    let refused = |json: &str| serde_json::from_str::<Percentiles>(json).unwrap_err().to_string();
    assert!(refused(&bands.replace('B', "A")).starts_with("the grade `A` comes twice"));
    assert!(refused(&bands.replace("10%", "100%")).starts_with("the share 100% of `B` is not greater"));
    assert!(refused(&bands.replace("100%", "90%")).starts_with("the shares do not reach 100%"));
    closed::<GradeRow>(r#"{"from":{"low":"0","high":"59"},"to":"F"}"#);
    for method in [
        format!(r#"{{"modified_bavarian":{bavarian}}}"#),
        format!(r#"{{"grading_table":{{"from":{counts},"to":{counts},"choice":"by_midpoint"}}}}"#),
        format!(r#"{{"percentiles":{{"from":{counts},"to":{bands}}}}}"#),
        r#"{"table":{"rows":[{"from":{"low":"0","high":"59"},"to":"F"}]}}"#.to_owned(),
        format!(r#"{{"piecewise_linear":{lines}}}"#),
        format!(r#"{{"quadratic":{quadratic}}}"#),
    ] {
        closed::<GradeMethod>(&method);
        let rule = format!(r#"{{"code":"r","from":"a","to":"b","method":{method},"fail":"F",{SOURCE}}}"#);
        assert_eq!(closed::<GradeConversionDraft>(&rule), closed::<GradeConversion>(&rule).draft());
    }
}

#[test]
fn answers_about_grades() {
    golden::<Working>("\"failed\"");
    golden::<Working>(r#"{"row":{"row":2}}"#);
    golden::<Working>(r#"{"formula":{"exact":"17/8","rounded":"2.1"}}"#);
    golden::<Working>(r#"{"formula":{"exact":"5/1"}}"#);
    golden::<Working>(r#"{"place":{"interval":{"better":"0/1","up_to":"1/2"},"midpoint":"1/4"}}"#);
    let rule = GradeConversion::preset("grade-conversion-cn-percent-de-kmk").unwrap().load().unwrap();
    let rule = serde_json::to_string(&rule).unwrap();
    let answer = format!(
        r#"{{"rule":{rule},"grade":"85","passed":true,"working":{{"formula":{{"exact":"17/8","rounded":"2.1"}}}},"outcome":"2.1"}}"#
    );
    assert_eq!(closed::<ConvertedGrade>(&answer), by_preset("cn-percent-de-kmk", "85"));
    closed::<LeftOut>(r#"{"without_grade":1,"without_number":2,"without_weight":0}"#);
    closed::<GradeAverage>(
        r#"{"scale":"de","average":"7/3","counted":2,"weight":"6","left_out":{"without_grade":1,"without_number":2,"without_weight":0}}"#,
    );
}
