//! First plans break no rule, whatever is moved in them.

use collegium_pathways::audit::{AuditOptions, Transcript};
use serde_json::{Value, json};

use super::{
    judge::Judge,
    made::{self, around},
};

fn leaf(id: &str, codes: &[&str], asked: &Value) -> Value {
    made::leaf(id, &json!({ "codes": codes }), asked)
}

/// What asks first takes P, and X, and R has found nothing. X could be moved there from Q, which has Y too; but it stands in S
/// already, and R and S share nothing.
#[test]
fn an_attempt_is_not_moved_to_what_stands_apart_from_where_it_is() {
    let one = json!({ "min_courses": 1 });
    let root = json!({ "id": "root", "kind": "all_of", "children": [
        leaf("free-w", &["W"], &json!({})),
        leaf("p", &["Z", "W"], &one),
        leaf("q", &["X", "Y"], &one),
        leaf("r", &["X", "Z"], &one),
        leaf("s", &["X"], &json!({ "pool": "second" })),
        leaf("free-1", &["Y", "W"], &json!({})),
        leaf("free-2", &["Y"], &json!({})),
        leaf("free-3", &["Y"], &json!({})),
    ]});
    let requirements = around(&root, &json!([["r", "s"]]));
    let attempts = [("X", "4"), ("Y", "1"), ("Z", "3"), ("W", "1")].map(|(code, credits)| {
        json!({ "id": code, "code": code, "credits": credits, "area": "MA", "level": 100, "origin": "home", "grade": "80", "status": "passed" })
    });
    let transcript: Transcript = serde_json::from_value(json!({ "attempts": attempts })).unwrap();
    let compiled = requirements.compile(&[]);
    let audit = compiled.audit(&transcript, &AuditOptions::default());
    assert_eq!((audit.is_satisfied(), audit.credits().to_string().as_str()), (true, "9"));
    let judge = Judge::new(&requirements, &transcript, false);
    assert_eq!(judge.plan(&audit.plan()).map(|(satisfied, _)| satisfied), Ok(true));
}
