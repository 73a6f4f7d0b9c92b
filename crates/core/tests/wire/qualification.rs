#![expect(clippy::unwrap_used, reason = "helpers of tests may unwrap")]

use collegium_core::{
    AwardKind, Framework, FrameworkLevel, IscedLevel, Qualification, Qualifications, qualification::Years,
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

const AWARD: &str = concat!(
    r#"{"code":"kr-master","name":{"en":"Master","ko":"석사"},"country":"KR","isced":"7","kind":"degree","#,
    r#""frameworks":[{"framework":"eqf","level":"7"}],"years":{"least":"2"},"#,
    r#""source":{"document":"KCUE","date":"2026-11-22"},"status":"verified"}"#
);

#[test]
fn each_type_has_one_text() {
    golden::<IscedLevel>(r#""5""#);
    golden::<AwardKind>(r#""diploma""#);
    golden::<AwardKind>(r#""degree""#);
    golden::<AwardKind>(r#""certificate""#);
    golden::<Framework>(r#""qf-ehea""#);
    golden::<FrameworkLevel>(r#"{"framework":"qf-ehea","level":"first cycle"}"#);
    golden::<Years>(r#"{"least":"1.5","most":"2"}"#);
    golden::<Years>(r#"{"least":"3"}"#);
    golden::<Qualification>(AWARD);
    golden::<Qualifications>(&list(&[AWARD], "verified"));
}

#[test]
fn what_is_wrong_is_refused() {
    refused::<IscedLevel>(r#""9""#, "`9` is not an ISCED level: write one digit from 0 to 8");
    refused::<IscedLevel>("5", "invalid type: integer `5`, expected an ISCED level as a string");
    refused::<AwardKind>(r#""title""#, "unknown variant `title`");
    refused::<Framework>(r#""EQF""#, "`EQF` is not a framework of levels: ");
    refused::<FrameworkLevel>(r#"{"framework":"eqf","level":""}"#, "a line cannot be blank");
    refused::<FrameworkLevel>(r#"{"framework":"eqf","level":"5","of":8}"#, "unknown field `of`");
    refused::<Years>(
        r#"{"least":"0"}"#,
        "`0` is not a length of study: write years from 0.5 to 20 in half-years",
    );
    refused::<Years>(r#"{"least":"2","most":"1"}"#, "study of at least 2 years cannot take 1 at most");
    refused::<Years>(r#"{"least":2}"#, "invalid type: integer `2`, expected a decimal number as a string");
    refused::<Qualification>(&AWARD.replace("KR", "KX"), "`KX` is not a country");
    refused::<Qualification>(&AWARD.replace(r#","status":"verified""#, ""), "missing field `status`");
    let twice = AWARD.replace(
        r#"[{"framework":"eqf","level":"7"}]"#,
        r#"[{"framework":"eqf","level":"7"},{"framework":"eqf","level":"7"}]"#,
    );
    refused::<Qualification>(&twice, "the qualification `kr-master` has the level `eqf 7` twice");
    refused::<Qualifications>(
        &list(&[AWARD, AWARD], "verified"),
        "the qualification `kr-master` comes twice",
    );
    let doubtful = AWARD.replace("verified", "unverified");
    refused::<Qualifications>(
        &list(&[&doubtful], "verified"),
        "the list cannot be verified: the qualification `kr-master` is not",
    );
}

fn list(awards: &[&str], status: &str) -> String {
    let source = r#"{"document":"Our list","date":"2026-11-22"}"#;
    format!(r#"{{"qualifications":[{}],"source":{source},"status":"{status}"}}"#, awards.join(","))
}
