//! The exact JSON of each type, and what is refused; what a change of a written ledger shows.

use std::fmt::Debug;

use collegium_funding::{
    Account, Ledger,
    ledger::{Act, Chain, Chart, EntryDraft, EntryHash, LedgerDraft, LedgerDraftError, LedgerEntry, Posting},
};
use serde::{Serialize, de::DeserializeOwned};

use crate::{clerk, day, line, money, note, paid};

/// A text that is written exactly as it is read.
fn golden<T: Debug + PartialEq + Serialize + DeserializeOwned>(text: &str) -> T {
    let value = serde_json::from_str::<T>(text).unwrap();
    assert_eq!(serde_json::to_string(&value).unwrap(), text);
    value
}

#[test]
fn words() {
    golden::<Account>("\"Expenses:F01:Travel\"");
    assert!(serde_json::from_str::<Account>("\"Expenses:\"").is_err());
    golden::<EntryHash>(&format!("\"{}\"", "0f".repeat(32)));
    assert!(serde_json::from_str::<EntryHash>("\"0F\"").is_err());
    golden::<Chain>("\"sha256\"");
    golden::<Chain>("\"off\"");
    golden::<Chart>("\"open\"");
    golden::<Chart>(r#"{"declared":["Assets:Bank","Expenses:Travel"]}"#);
    golden::<Act>("\"posts\"");
    golden::<Act>(r#"{"reverses":{"entry":"V-1"}}"#);
    golden::<Act>(r#"{"reserves":{"until":"2026-06-30"}}"#);
    golden::<Act>(r#"{"reserves":{}}"#);
    golden::<Act>(r#"{"uses":{"reservation":"K-1"}}"#);
    golden::<Act>("\"closes\"");
    assert!(serde_json::from_str::<Act>(r#"{"reserves":{"untill":"2026-06-30"}}"#).is_err());
}

#[test]
fn entries() {
    golden::<Posting>(r#"{"account":"Assets:Bank","amount":{"amount":"-5.00","currency":"CNY"}}"#);
    golden::<Posting>(
        r#"{"account":"A","amount":{"amount":"1.00","currency":"USD"},"price":{"amount":"7.25","currency":"CNY"}}"#,
    );
    golden::<EntryDraft>(r#"{"key":"V-1","effective":"2026-03-02","postings":[]}"#);
    golden::<EntryDraft>(
        r#"{"key":"V-1","effective":"2026-03-02","kind":"close","reason":"year end","act":"closes","postings":[]}"#,
    );
    assert!(
        serde_json::from_str::<EntryDraft>(r#"{"key":"","effective":"2026-03-02","postings":[]}"#).is_err()
    );
    golden::<LedgerEntry>(
        r#"{"recorded":{"by":{"id":"67e55044-10b1-426f-9247-bb680e5fe0c8","name":"Wang Fang"},"on":"2026-03-02"},"entry":{"key":"V-1","effective":"2026-03-02","postings":[]}}"#,
    );
}

fn two_entries() -> Ledger {
    let mut ledger = Ledger::default();
    let mut fee = paid("V-1", "2026-03-02", "CNY 72.50");
    *fee.postings.first_mut().unwrap() =
        Posting { price: Some(money("CNY 72.50")), ..crate::posting("Expenses:Tuition", "USD 10") };
    ledger.post(&clerk("2026-03-03"), &fee).unwrap();
    let mut flight = paid("V-2", "2026-03-04", "CNY 600");
    (flight.kind, flight.reason) = (Some(line("spend")), Some(line("会议")));
    ledger.post(&clerk("2026-03-05"), &flight).unwrap();
    ledger
}

/// The hashes were computed with `printf '%s\n%s' BEFORE LINE | sha256sum`, the id by another library.
#[test]
fn the_chain() {
    let ledger = two_entries();
    let lines = [1, 2].map(|number| ledger.canonical_line(number.try_into().unwrap()).unwrap());
    let by = "23fd6ace-5ff1-53d2-afa8-86cb06b40e04";
    assert_eq!(
        lines[0],
        format!(
            "V-1\t2026-03-02\t2026-03-03\t{by}\tWang Fang\t\t\tposts\t\tExpenses:Tuition\t10.00\tUSD\t72.50\tCNY\t\
             Assets:Bank\t-72.50\tCNY\t\t"
        )
    );
    assert_eq!(
        lines[1],
        format!(
            "V-2\t2026-03-04\t2026-03-05\t{by}\tWang Fang\tspend\t会议\tposts\t\tExpenses:Travel\t600.00\tCNY\t\t\t\
             Assets:Bank\t-600.00\tCNY\t\t"
        )
    );
    let hashes = ledger.entries().map(|entry| entry.hash.unwrap().to_string()).collect::<Vec<_>>();
    assert_eq!(
        hashes,
        [
            "92be9a338b8760c5b9d6249fb780d2978ac89002bfacc718946f65f393c9e9c9",
            "57b8b09f1d2e156193c080c0e8b340ac6fbf8f577770f8ea171581b8d4fd0940"
        ]
    );
    assert_eq!(ledger.head().unwrap().to_string(), hashes[1]);
}

#[test]
fn acts_stand_in_their_lines() {
    let mut ledger = two_entries();
    let clerk = clerk("2026-03-06");
    let reserve = collegium_funding::ledger::Reserve {
        account: "H".parse().unwrap(),
        against: "I".parse().unwrap(),
        amount: money("JPY 5"),
        until: Some(day("2026-06-30")),
    };
    ledger.reserve(&clerk, &reserve, note("K-1", "2026-03-06")).unwrap();
    ledger
        .reserve(
            &clerk,
            &collegium_funding::ledger::Reserve { until: None, ..reserve },
            note("K-2", "2026-03-06"),
        )
        .unwrap();
    ledger.release(&clerk, &line("K-1"), money("JPY 5"), note("F-1", "2026-03-07")).unwrap();
    ledger.reverse(&clerk, &line("V-1"), note("R-1", "2026-03-07")).unwrap();
    ledger.close(&clerk, note("C-1", "2026-03-31")).unwrap();
    let acts = (3..=7).map(|number: usize| {
        let line = ledger.canonical_line(number.try_into().unwrap()).unwrap();
        line.split('\t').skip(7).take(2).collect::<Vec<_>>().join(" ")
    });
    let acts: Vec<_> = acts.collect();
    assert_eq!(acts, ["reserves 2026-06-30", "reserves ", "uses K-1", "reverses V-1", "closes "]);
    let json = serde_json::to_string(&ledger).unwrap();
    assert_eq!(serde_json::from_str::<Ledger>(&json).unwrap(), ledger);
}

#[test]
fn a_changed_ledger_is_noticed() {
    let ledger = two_entries();
    let json = serde_json::to_string(&ledger).unwrap();
    let (first, second) = (1.try_into().unwrap(), 2.try_into().unwrap());
    let read = |json: &str| Ledger::try_from(serde_json::from_str::<LedgerDraft>(json).unwrap());
    for (from, to, entry) in [
        ("2026-03-02", "2026-03-01", first),
        ("\"V-1\"", "\"V-7\"", first),
        ("72.50", "72.60", first),
        ("Wang Fang", "Wang Fan", first),
        ("Expenses:Tuition", "Expenses:Travel", first),
        ("600.00", "600.01", second),
        ("会议", "旅游", second),
        ("spend", "spent", second),
        ("2026-03-05", "2026-03-06", second),
    ] {
        let changed = json.replace(from, to);
        assert_ne!(changed, json);
        assert_eq!(read(&changed), Err(LedgerDraftError::Changed { entry }), "{from}");
    }
    let hash = ledger.head().unwrap().to_string();
    let bare = json.replace(&format!(",\"hash\":\"{hash}\""), "");
    assert_eq!(read(&bare), Err(LedgerDraftError::Changed { entry: second }));
    assert_eq!(read(&json.replace("sha256", "off")), Err(LedgerDraftError::Changed { entry: first }));

    let mut draft = ledger.draft();
    draft.entries.swap(0, 1);
    assert_eq!(Ledger::try_from(draft), Err(LedgerDraftError::Changed { entry: first }));
    let mut draft = ledger.draft();
    draft.entries.remove(0);
    assert_eq!(Ledger::try_from(draft), Err(LedgerDraftError::Changed { entry: first }));
    let mut draft = ledger.draft();
    draft.entries = [0, 0].map(|entry| ledger.entries().nth(entry).unwrap()).to_vec();
    assert_eq!(Ledger::try_from(draft), Err(LedgerDraftError::Repeated { entry: second, before: first }));
    let mut draft = ledger.draft();
    draft.entries.last_mut().unwrap().entry.postings.pop();
    assert!(
        matches!(Ledger::try_from(draft), Err(LedgerDraftError::Refused { entry, .. }) if entry == second)
    );
}

#[test]
fn a_ledger_without_a_chain() {
    let mut ledger = Ledger::new(Chart::Open, Chain::Off);
    ledger.post(&clerk("2026-03-03"), &paid("V-1", "2026-03-02", "CNY 5")).unwrap();
    assert_eq!((ledger.head(), ledger.verify()), (None, None));
    let json = serde_json::to_string(&ledger).unwrap();
    assert!(!json.contains("hash"));
    assert_eq!(serde_json::from_str::<Ledger>(&json).unwrap(), ledger);
}
