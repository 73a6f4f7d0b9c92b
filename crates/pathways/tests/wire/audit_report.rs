//! What explains an audit.

use collegium_pathways::audit::{
    AuditComparison, AuditReport, Bound, BoundReport, Completion, CompletionCourse, CompletionWay, LeftOut,
    PartReport, PartState, Reason,
};

use super::{golden, has_fields, refused};

const PART: &str = r#"{"part":"core","parent":"root","name":{"en":"Core","zh":"核心课程"},"kind":"courses","chosen":true,"state":"not_satisfied","used":["a1"],"credits":"4","bounds":[{"bound":{"min_courses":{"asked":2,"reached":1}},"holds":false}]}"#;

#[test]
fn bounds() {
    for json in [
        r#"{"min_credits":{"asked":"60","reached":"48.5"}}"#,
        r#"{"max_credits":{"asked":"60","reached":"48.5"}}"#,
        r#"{"min_courses":{"asked":4,"reached":3}}"#,
        r#"{"max_courses":{"asked":4,"reached":3}}"#,
        r#"{"min_areas":{"asked":2,"reached":1}}"#,
        r#"{"min_avg_grade":{"asked":"70","reached":"145/2"}}"#,
        r#"{"min_avg_grade":{"asked":"70","reached":null}}"#,
        r#"{"min_parts":{"asked":2,"reached":1}}"#,
        r#"{"milestone":{"milestone":"thesis","status":"in_progress"}}"#,
        r#"{"milestone":{"milestone":"thesis","status":null}}"#,
    ] {
        golden::<Bound>(json);
    }
    assert!(
        refused::<Bound>(r#"{"min_credits":{"asked":"60","reached":48}}"#)
            .starts_with("invalid type: integer `48`")
    );
    assert!(
        refused::<Bound>(r#"{"min_areas":{"asked":2,"reached":1,"holds":false}}"#)
            .starts_with("unknown field `holds`")
    );
    let limit =
        r#"{"filter":{"origins":["partner"]},"bound":{"max_courses":{"asked":4,"reached":3}},"holds":true}"#;
    golden::<BoundReport>(limit);
    has_fields::<BoundReport>(limit, &["bound", "holds"]);
}

#[test]
fn reasons() {
    for json in [
        r#""failed""#,
        r#""in_progress""#,
        r#"{"grade":{"grade":"54","least":"60"}}"#,
        r#"{"grade":{"least":"60"}}"#,
        r#"{"day":{"taken":"2025-06-30","from":"2026-01-01","to":"2026-12-31"}}"#,
        r#"{"day":{}}"#,
        r#"{"not_chosen":{"part":"minor"}}"#,
        r#"{"counts_the_same":{"attempt":"a2"}}"#,
        r#"{"same_pool":{"pool":"main","part":"core"}}"#,
        r#"{"apart":{"part":"major","from":"minor"}}"#,
        r#"{"would_break":{"part":"core","bound":{"bound":{"max_courses":{"asked":4,"reached":5}},"holds":false}}}"#,
        r#""no_gain""#,
        r#""not_decided""#,
        r#""no_part""#,
    ] {
        golden::<Reason>(json);
    }
    assert!(refused::<Reason>(r#""late""#).starts_with("unknown variant `late`"));
    let left_out = r#"{"attempt":"a1","part":"core","reason":"failed"}"#;
    golden::<LeftOut>(left_out);
    has_fields::<LeftOut>(left_out, &["attempt", "reason"]);
}

#[test]
fn reports() {
    golden::<PartState>(r#""satisfied""#);
    golden::<PartReport>(PART);
    has_fields::<PartReport>(PART, &["part", "kind", "chosen", "state", "used", "credits", "bounds"]);
    let json = format!(
        r#"{{"requirements":"BBA","catalogue":"2026/2027","state":"in_progress","proven":true,"credits":"4","parts":[{PART}],"left_out":[{{"attempt":"a2","reason":"no_part"}}],"unused":["a2"]}}"#
    );
    golden::<AuditReport>(&json);
    let fields = ["requirements", "catalogue", "state", "proven", "credits", "parts", "left_out", "unused"];
    has_fields::<AuditReport>(&json, &fields);
}

#[test]
fn completions_and_comparisons() {
    let course = r#"{"course":"STAT201","credits":"4","parts":["core","quant"]}"#;
    golden::<CompletionCourse>(course);
    has_fields::<CompletionCourse>(course, &["course", "credits", "parts"]);
    let way = format!(r#"{{"credits":"4","courses":[{course}],"milestones":["thesis"]}}"#);
    golden::<CompletionWay>(&way);
    has_fields::<CompletionWay>(&way, &["credits", "courses", "milestones"]);
    let json = format!(r#"{{"way":{way},"proven":true}}"#);
    golden::<Completion>(&json);
    golden::<Completion>(r#"{"proven":false}"#);
    has_fields::<Completion>(&json, &["proven"]);
    let json = r#"{"satisfied":[true,false],"credits":"13","other_credits":"9","lost":["a2"],"gained":["a3"],"moved":["a1"]}"#;
    golden::<AuditComparison>(json);
    has_fields::<AuditComparison>(
        json,
        &["satisfied", "credits", "other_credits", "lost", "gained", "moved"],
    );
}
