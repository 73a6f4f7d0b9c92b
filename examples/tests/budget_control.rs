//! The streams of budget events that come with the crate are answered as they expect, and malformed files are refused.
#![expect(clippy::unwrap_used, reason = "what fails here is a failed test")]

use collegium_examples::budget_stream::answer;
use serde_json::Value;

const STREAMS: [&str; 2] = [
    include_str!("../../crates/funding/tests/oracle/budget_hand.json"),
    include_str!("../../crates/funding/tests/oracle/budget_stream_small.json"),
];

fn value(json: &str) -> Value {
    serde_json::from_str(json).unwrap()
}

#[test]
fn each_stream_is_answered_as_expected() {
    for stream in STREAMS {
        assert_eq!(value(&answer(stream).unwrap()), value(stream)["expected"]);
    }
    let both = format!("[{}]", STREAMS.join(","));
    let expected: Vec<_> = STREAMS.iter().map(|stream| value(stream)["expected"].clone()).collect();
    assert_eq!(value(&answer(&both).unwrap()), Value::Array(expected));
}

#[test]
fn a_malformed_file_is_refused_with_the_path_to_the_fault() {
    let case = |event: &str| {
        format!(
            r#"{{"schema":"budget-control/1","currency":"CNY","events":[{{"op":"carry_over","policy":"all"}},{event}]}}"#
        )
    };
    let told = |json: &str| answer(json).unwrap_err();
    for (event, start) in [
        (r#"{"op":"spend","id":"e1","fund":"F1","line":"a"}"#, "events[1].amount: is missing"),
        (r#"{"op":"spend","id":"e1","fund":"F1","line":"a","amount":"1.001"}"#, "events[1].amount: "),
        (r#"{"op":"spend","id":"e1","fund":"","line":"a","amount":"1"}"#, "events[1].fund: "),
        (r#"{"op":"lend"}"#, "events[1].op: "),
        (r#"{"op":"carry_over"}"#, "events[1].policy: is missing"),
    ] {
        assert!(told(&case(event)).starts_with(start), "{}", told(&case(event)));
    }
    assert!(told("{}").contains("missing field `schema`"));
    let other = r#"[{"schema":"budget-control/2","currency":"CNY","events":[]}]"#;
    assert_eq!(told(other), "[0].schema: `budget-control/2` is not `budget-control/1`");
}
