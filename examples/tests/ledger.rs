//! Ledgers read from files: balances as other programs tell them, and every line that is refused.
#![expect(clippy::unwrap_used, reason = "what fails here is a failed test")]

use collegium::funding::ledger::Moment;
use collegium_examples::ledger::{csv, read};

const REJECT: &str = include_str!("../../crates/funding/tests/oracle/ledger/reject.jsonl");
const SMALL: &str = include_str!("../../crates/funding/tests/oracle/ledger/small.jsonl");
const BALANCES: &str = include_str!("../../crates/funding/tests/oracle/ledger/small.balances.csv");

/// The balances of a file, and its refusals as they are told.
fn told(file: &[u8]) -> (String, Vec<String>) {
    let (ledger, refusals) = read(file).unwrap();
    (csv(&ledger.balances(Moment::Latest)).unwrap(), refusals.iter().map(ToString::to_string).collect())
}

#[test]
fn the_small_ledger_has_the_balances_it_must_have() {
    assert_eq!(told(SMALL.as_bytes()), (BALANCES.to_owned(), vec![]));
    // As another system writes it.
    let other = format!("\u{FEFF}{}", SMALL.replace('\n', "\r\n\r\n"));
    assert_eq!(told(other.as_bytes()), (BALANCES.to_owned(), vec![]));
    assert_eq!(told(SMALL.trim_end().as_bytes()).0, BALANCES);
    assert_eq!(told(b""), ("account,currency,balance\n".to_owned(), vec![]));
}

#[test]
fn what_is_refused_does_not_count_wherever_it_stands() {
    let right = |line: &str| {
        let case: serde_json::Value = serde_json::from_str(line).unwrap();
        let text = |field: &str| case.get(field).and_then(serde_json::Value::as_str).unwrap().to_owned();
        format!("{}: {}: ", text("id"), text("reason"))
    };
    let reversed = REJECT.lines().rev().collect::<Vec<_>>().join("\n") + "\n";
    for file in [format!("{REJECT}{SMALL}"), format!("{SMALL}{REJECT}"), format!("{reversed}{SMALL}")] {
        let (balances, refusals) = told(file.as_bytes());
        assert_eq!(balances, BALANCES);
        assert_eq!(refusals.len(), 12);
        for refusal in refusals {
            let (line, rest) = refusal.strip_prefix("line ").unwrap().split_once(": ").unwrap();
            let line = file.lines().nth(line.parse::<usize>().unwrap() - 1).unwrap();
            assert!(rest.starts_with(&right(line)), "{refusal}");
        }
    }
}

#[test]
fn junk_is_refused_line_by_line() {
    let good = r#"{"id":"a","date":"2026-03-02","postings":[{"account":"x, \"y\"","amount":"1","currency":"JPY"},{"account":"B","amount":"-1","currency":"JPY"}]}"#;
    let file = format!(
        "junk\n\n{{\"id\":7}}\n{{\"id\":8,\"date\":\"2026-03-02\",\"postings\":{{}}}}\n[]\n{good}\n{good}\n{}\n{{\"id\":9\n",
        good.replace("\"1\"", "\"2\"").replace("-1", "-2")
    );
    let (balances, refusals) = told(file.as_bytes());
    assert_eq!(balances, "account,currency,balance\nB,JPY,-1\n\"x, \"\"y\"\"\",JPY,1\n");
    let heads: Vec<_> = refusals
        .iter()
        .map(|refusal| refusal.splitn(4, ": ").take(3).collect::<Vec<_>>().join(" "))
        .collect();
    let right = [
        "line 1 ? bad_json",
        "line 3 7 bad_json",
        "line 4 8 bad_json",
        "line 5 ? bad_json",
        "line 8 a key_reused",
        "line 9 ? bad_json",
    ];
    assert_eq!(heads, right);
    assert_eq!(told(b"\xff\xfe\n").1.len(), 1);
}
