//! The exact JSON of each type.

use std::fmt::Debug;

use collegium_pathways::audit::{
    Attempt, AttemptDraft, AttemptStatus, CatalogueCourse, Filter, Limit, Part, PartDraft, PartKind, Plan,
    Requirements, RequirementsDraft, Transcript, TranscriptDraft,
};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::{Value, json};

const ATTEMPT: &str = r#"{"id":"a1","code":"STAT201","credits":"4.50","area":"MA","tags":["quant"],"level":-5,"origin":"home","institution":"U-1","taken":"2024-02-29","grade":"80.5","status":"in_progress","equiv":"STAT","repeatable":true}"#;
const LEAST_ATTEMPT: &str = r#"{"id":"a1","code":"STAT201","credits":"0","area":"MA","level":0,"origin":"home","grade":null,"status":"failed"}"#;
const COURSE: &str = r#"{"code":"STAT201","credits":"4","area":"MA","tags":["quant"],"level":200,"origin":"home","institution":"U-1","equiv":"STAT","repeatable":true}"#;
const FILTER: &str = r#"{"codes":["A"],"not_codes":["B"],"tags_any":["x"],"tags_all":["y"],"tags_none":["z"],"areas":["MA"],"origins":["home"],"institutions":["U-1"],"level_min":-5,"level_max":300,"grade_min":"60","taken_from":"2020-01-01","taken_to":"2024-12-31"}"#;
const LIMIT: &str = r#"{"filter":{},"min_credits":"1","max_credits":"2.5","min_courses":0,"max_courses":3}"#;
const LEAF: &str = r#"{"id":"leaf","name":{"en":"Core"},"kind":"courses","filter":{},"pool":"other","min_credits":"1","max_credits":"9","min_courses":1,"max_courses":9,"min_areas":1,"min_avg_grade":"70.5","limits":[{"filter":{}}]}"#;
const TREE: &str = r#"{"id":"root","kind":"at_least","n":2,"children":[{"id":"a","kind":"all_of"},{"id":"b","kind":"any_of","children":[{"id":"c","kind":"courses","filter":{},"pool":null}]},{"id":"d","kind":"milestone","milestone":"thesis"}]}"#;
const REQUIREMENTS: &str = r#"{"code":"BBA","name":{"en":"Bachelor"},"catalogue":"2026/2027","root":{"id":"root","kind":"all_of","children":[{"id":"a","kind":"courses","filter":{}},{"id":"b","kind":"courses","filter":{}}]},"apart":[["a","b"]],"source":{"document":"Catalogue","date":"2026-06-01"},"status":"unverified"}"#;

/// The value of a text is written back as that text.
fn golden<T: Debug + PartialEq + Serialize + DeserializeOwned>(json: &str) -> T {
    let value: T = serde_json::from_str(json).unwrap();
    assert_eq!(serde_json::to_string(&value).unwrap(), json);
    value
}

/// Each of these fields must be there, and no other may.
fn has_fields<T: Debug + DeserializeOwned>(json: &str, required: &[&str]) {
    let object: Value = serde_json::from_str(json).unwrap();
    for field in object.as_object().unwrap().keys() {
        let mut without = object.clone();
        without.as_object_mut().unwrap().remove(field);
        let read = serde_json::from_value::<T>(without);
        assert_eq!(read.is_ok(), !required.contains(&field.as_str()), "{field}: {read:?}");
    }
    let mut more = object;
    more["weeks"] = json!(2);
    let message = serde_json::from_value::<T>(more).unwrap_err().to_string();
    assert!(message.starts_with("unknown field `weeks`, expected"), "{message}");
}

#[test]
fn words() {
    for status in ["passed", "failed", "in_progress"] {
        golden::<AttemptStatus>(&format!("\"{status}\""));
    }
    for kind in ["all_of", "any_of", "at_least", "courses", "milestone"] {
        assert_eq!(golden::<PartKind>(&format!("\"{kind}\"")).to_string(), kind);
    }
    assert!(serde_json::from_str::<AttemptStatus>("\"withdrawn\"").is_err());
    assert!(serde_json::from_str::<PartKind>("\"none_of\"").is_err());
}

#[test]
fn attempts_and_courses() {
    let attempt = golden::<Attempt>(ATTEMPT);
    assert_eq!(golden::<AttemptDraft>(ATTEMPT), attempt.draft());
    assert_eq!(attempt.counts_as().as_str(), "STAT");
    golden::<Attempt>(LEAST_ATTEMPT);
    has_fields::<Attempt>(ATTEMPT, &["id", "code", "credits", "area", "level", "origin", "status"]);
    golden::<CatalogueCourse>(COURSE);
    has_fields::<CatalogueCourse>(COURSE, &["code", "credits", "area", "level", "origin"]);
    let json = format!(r#"{{"attempts":[{LEAST_ATTEMPT}],"milestones":{{"ielts-6.5":"passed"}}}}"#);
    assert_eq!(golden::<TranscriptDraft>(&json), golden::<Transcript>(&json).draft());
    has_fields::<Transcript>(&json, &["attempts"]);
    golden::<Transcript>(r#"{"attempts":[]}"#);
}

#[test]
fn parts_and_their_bounds() {
    golden::<Filter>("{}");
    golden::<Filter>(FILTER);
    has_fields::<Filter>(FILTER, &[]);
    // An empty list of what is wanted is a list; an empty list of what is not is none.
    golden::<Filter>(r#"{"codes":[],"tags_any":[],"areas":[],"origins":[],"institutions":[]}"#);
    golden::<Limit>(LIMIT);
    has_fields::<Limit>(LIMIT, &["filter"]);
    let leaf = golden::<Part>(LEAF);
    assert_eq!(golden::<PartDraft>(LEAF), leaf.draft());
    has_fields::<Part>(LEAF, &["id", "kind", "filter"]);
    let tree = golden::<Part>(TREE);
    let walked: Vec<_> = tree.walk().map(|part| part.id.as_str()).collect();
    assert_eq!(walked, ["root", "a", "b", "c", "d"]);
    has_fields::<Part>(TREE, &["id", "kind", "n", "children"]);
    // The pool `main` is what is meant if none is named; `null` is none at all.
    let named = golden::<Part>(r#"{"id":"c","kind":"courses","filter":{}}"#);
    let main = serde_json::from_str(r#"{"id":"c","kind":"courses","filter":{},"pool":"main"}"#).unwrap();
    let none = golden::<Part>(r#"{"id":"c","kind":"courses","filter":{},"pool":null}"#);
    assert!(named == main && none != named && none.pool.is_none());
}

#[test]
fn requirements_and_plans() {
    let requirements = golden::<Requirements>(REQUIREMENTS);
    assert_eq!(golden::<RequirementsDraft>(REQUIREMENTS), requirements.draft());
    has_fields::<Requirements>(REQUIREMENTS, &["code", "name", "catalogue", "root", "source", "status"]);
    let plan = r#"{"chosen":["a","root"],"applied":{"a1":["a","b"]}}"#;
    golden::<Plan>(plan);
    has_fields::<Plan>(plan, &["chosen", "applied"]);
    let twice =
        serde_json::from_str::<Plan>(r#"{"chosen":[],"applied":{"a1":["a"],"a1":["b"]}}"#).unwrap_err();
    assert!(twice.to_string().starts_with("the key `a1` is written twice"), "{twice}");
}
