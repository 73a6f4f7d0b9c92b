//! Each reason for which an entry is refused.

use collegium_core::{Currency, Money};
use collegium_funding::{
    Account, AccountError, Ledger, LedgerError,
    ledger::{Act, Chain, Chart, EntryHash, LedgerLine, LineError, Posting, Reserve},
};

use crate::{account, clerk, day, line, money, note, paid, person, posting, refused};

fn yuan() -> Currency {
    "CNY".parse().unwrap()
}

#[test]
fn what_an_entry_says_itself() {
    let mut ledger = Ledger::new(Chart::Declared(["A", "B"].map(account).into()), Chain::Sha256);
    let mut says = |postings: Vec<Posting>| {
        refused(&mut ledger, "2026-03-02", &note("V-1", "2026-03-02").draft(Act::Posts, postings))
    };
    assert_eq!(says(vec![]), LedgerError::TooFewPostings { postings: 0 });
    assert_eq!(says(vec![posting("A", "CNY 0")]), LedgerError::TooFewPostings { postings: 1 });
    let uneven = vec![posting("A", "CNY 10"), posting("B", "CNY -9.99")];
    assert_eq!(says(uneven), LedgerError::Unbalanced { currency: yuan(), excess: 1 });
    let mixed = vec![posting("A", "CNY 10"), posting("B", "USD -10")];
    assert_eq!(says(mixed), LedgerError::Unbalanced { currency: yuan(), excess: 1_000 });
    let nowhere = vec![posting("A", "CNY 10"), posting("Nowhere", "CNY -10")];
    assert_eq!(says(nowhere), LedgerError::UnknownAccount { account: "Nowhere".into() });
    for (amount, price) in [("USD 1", "CNY 0"), ("USD 1", "CNY -7"), ("USD 0", "CNY 7"), ("USD 0", "CNY 0")] {
        let priced = Posting { price: Some(money(price)), ..posting("A", amount) };
        let bad = says(vec![priced, posting("B", "CNY -7")]);
        assert!(matches!(bad, LedgerError::BadPrice { .. }), "{amount} {price}: {bad}");
    }
}

#[test]
fn what_an_entry_says_of_others() {
    let mut ledger = Ledger::default();
    let flight = paid("V-1", "2026-03-02", "CNY 600");
    ledger.post(&clerk("2026-03-05"), &flight).unwrap();
    let (first, second) = (1.try_into().unwrap(), 2.try_into().unwrap());

    let other = paid("V-1", "2026-03-02", "CNY 600.01");
    let reused = LedgerError::KeyReused { key: "V-1".into(), entry: first };
    assert_eq!(refused(&mut ledger, "2026-03-05", &other), reused);
    for changed in
        [paid("V-1", "2026-03-03", "CNY 600"), note("V-1", "2026-03-02").draft(Act::Closes, vec![])]
    {
        assert_eq!(refused(&mut ledger, "2026-03-05", &changed), reused);
    }
    let back = LedgerError::RecordedBefore { recorded: day("2026-03-04"), last: day("2026-03-05") };
    assert_eq!(refused(&mut ledger, "2026-03-04", &paid("V-2", "2026-03-04", "CNY 1")), back);

    let mirror = |key: &str, of: &str| {
        let postings = flight.postings.iter().map(Posting::mirrored).collect();
        note(key, "2026-03-06").draft(Act::Reverses { entry: line(of) }, postings)
    };
    let unknown = LedgerError::UnknownEntry { key: "V-9".into() };
    assert_eq!(refused(&mut ledger, "2026-03-06", &mirror("R-1", "V-9")), unknown);
    let mut partial = mirror("R-1", "V-1");
    partial.postings = paid("X", "2026-03-06", "CNY -100").postings;
    assert_eq!(refused(&mut ledger, "2026-03-06", &partial), LedgerError::NotMirrored { entry: first });
    ledger.post(&clerk("2026-03-06"), &mirror("R-1", "V-1")).unwrap();
    let twice = LedgerError::ReversedTwice { entry: first, by: second };
    assert_eq!(refused(&mut ledger, "2026-03-06", &mirror("R-2", "V-1")), twice);
    assert_eq!(
        refused(&mut ledger, "2026-03-06", &mirror("R-2", "R-1")),
        LedgerError::NotReversible { entry: second }
    );
}

#[test]
fn what_is_closed() {
    let mut ledger = Ledger::default();
    let with = note("C-1", "2026-03-31").draft(Act::Closes, paid("V", "2026-03-31", "CNY 1").postings);
    assert_eq!(refused(&mut ledger, "2026-04-01", &with), LedgerError::ClosesWithPostings { postings: 2 });
    ledger.post(&clerk("2026-04-01"), &paid("V-0", "2026-03-31", "CNY 1")).unwrap();
    ledger.close(&clerk("2026-04-01"), note("C-1", "2026-03-31")).unwrap();
    let closed = LedgerError::Closed { effective: day("2026-03-31"), through: day("2026-03-31") };
    assert_eq!(refused(&mut ledger, "2026-04-02", &paid("V-1", "2026-03-31", "CNY 1")), closed);
    assert_eq!(
        refused(&mut ledger, "2026-04-02", &note("C-2", "2026-03-31").draft(Act::Closes, vec![])),
        closed
    );
    ledger.post(&clerk("2026-04-02"), &paid("V-1", "2026-04-01", "CNY 1")).unwrap();
    // What was written before is still the same entry.
    assert_eq!(
        ledger.post(&clerk("2026-04-03"), &paid("V-0", "2026-03-31", "CNY 1")),
        Ok(1.try_into().unwrap())
    );
    let reopened = ledger.reverse(&clerk("2026-04-03"), &line("C-1"), note("R-1", "2026-04-03")).unwrap_err();
    assert_eq!(reopened.reason(), "too_few_postings", "a closing has nothing to mirror");
}

#[test]
fn what_is_beyond_the_limit() {
    let most = Money::from_units((1 << 96) - 1, yuan()).unwrap();
    let draft = |key: &str, amount: Money| {
        let bank = Posting::new(account("Assets:Bank"), amount.negated());
        note(key, "2026-03-02")
            .draft(Act::Posts, vec![Posting::new(account("Expenses:Travel"), amount), bank])
    };
    let mut ledger = Ledger::default();
    ledger.post(&clerk("2026-03-02"), &draft("V-1", most)).unwrap();
    assert_eq!(ledger.balance(&account("Assets:Bank"), yuan()), most.negated());
    for amount in [money("CNY 0.01"), money("CNY -0.01"), most] {
        let beyond = refused(&mut ledger, "2026-03-02", &draft("V-2", amount));
        assert_eq!(beyond, LedgerError::OutOfRange { currency: yuan() });
    }
    ledger.post(&clerk("2026-03-02"), &paid("V-3", "2026-03-02", "USD 1")).unwrap();
    // What is kept apart because it is wide is told and chained like the rest.
    assert_eq!(ledger.entry(1.try_into().unwrap()).unwrap().entry, draft("V-1", most));
    assert_eq!(ledger.verify(), None);

    let reference = |price: Money| {
        let priced = Posting { price: Some(price), ..posting("Assets:Gold", "USD 1") };
        let bank = Posting::new(account("Assets:Bank"), price.negated());
        note("V-4", "2026-03-02").draft(Act::Posts, vec![priced, bank])
    };
    let beyond = refused(&mut ledger, "2026-03-02", &reference(money("CNY 1")));
    assert_eq!(beyond, LedgerError::OutOfRange { currency: yuan() }, "weights count too");
}

#[test]
fn what_is_no_reservation() {
    let mut ledger = Ledger::default();
    let reserves = |postings| note("K-1", "2026-03-02").draft(Act::Reserves { until: None }, postings);
    let [held, against] = ["Equity:Held", "Equity:Against"];
    let no = LedgerError::NotAReservation { key: "K-1".into() };
    for postings in [
        vec![posting(held, "CNY -1"), posting(against, "CNY 1")],
        vec![posting(held, "CNY 0"), posting(against, "CNY 0")],
        vec![posting(held, "CNY 1"), posting(held, "CNY -1")],
        vec![posting(held, "CNY 1"), posting(against, "CNY -2"), posting(against, "CNY 1")],
    ] {
        assert_eq!(refused(&mut ledger, "2026-03-02", &reserves(postings)), no);
    }
    let uses = |key: &str, amount: &str, on: &str| {
        let mut draft = paid("V-1", on, amount);
        draft.act = Act::Uses { reservation: line(key) };
        draft.postings.extend([posting(held, "CNY -1"), posting(against, "CNY 1")]);
        draft
    };
    let unknown = LedgerError::UnknownReservation { key: "K-1".into() };
    assert_eq!(refused(&mut ledger, "2026-03-02", &uses("K-1", "CNY 1", "2026-03-02")), unknown);
    let clerk = clerk("2026-03-02");
    assert_eq!(ledger.release(&clerk, &line("K-1"), money("CNY 1"), note("F", "2026-03-02")), Err(unknown));
    let [on, other] = [held, against].map(account);
    let until = Some(day("2026-03-02"));
    let reserve = Reserve { account: on, against: other, amount: money("CNY 0.50"), until };
    ledger.reserve(&clerk, &reserve, note("K-1", "2026-03-02")).unwrap();
    let key = "K-1".to_owned();
    let exceeds = LedgerError::ExceedsReservation { key, open: money("CNY 0.50"), used: money("CNY 1") };
    assert_eq!(refused(&mut ledger, "2026-03-02", &uses("K-1", "CNY 1", "2026-03-02")), exceeds);
    // What was promised is no money in the bank: both memorandum accounts move alike.
    for (bank, back) in [("CNY 0.50", "CNY 0"), ("CNY 0.25", "CNY 0.25"), ("CNY -0.50", "CNY 1")] {
        let postings =
            vec![posting(held, "CNY -0.50"), posting("Equity:Against", back), posting("Bank", bank)];
        let uneven = note("V-1", "2026-03-02").draft(Act::Uses { reservation: line("K-1") }, postings);
        let key = "K-1".to_owned();
        let error = LedgerError::UnevenUse { key, used: money("CNY 0.50"), back: money(back) };
        assert_eq!(refused(&mut ledger, "2026-03-02", &uneven), error);
    }
    // More than can be told is refused as such.
    let most = Money::from_units((1 << 96) - 1, yuan()).unwrap();
    for amount in [most, most.negated()] {
        let postings = [held, held, against, against].map(account).into_iter().zip(1..);
        let postings =
            postings.map(|(it, at)| Posting::new(it, if at < 3 { amount.negated() } else { amount }));
        let beyond =
            note("V-1", "2026-03-02").draft(Act::Uses { reservation: line("K-1") }, postings.collect());
        assert_eq!(refused(&mut ledger, "2026-03-02", &beyond), LedgerError::OutOfRange { currency: yuan() });
    }
    let mut late = paid("V-1", "2026-03-03", "CNY 1");
    late.act = Act::Uses { reservation: line("K-1") };
    late.postings.extend([posting(held, "CNY -0.50"), posting("Equity:Against", "CNY 0.50")]);
    let expired = LedgerError::Expired { key: "K-1".into(), until: day("2026-03-02") };
    assert_eq!(refused(&mut ledger, "2026-03-03", &late), expired);
    late.postings.truncate(2);
    assert_eq!(refused(&mut ledger, "2026-03-03", &late), LedgerError::NothingUsed { used: money("CNY 0") });
}

#[test]
fn an_expiry_whose_key_would_be_too_long() {
    let mut ledger = Ledger::default();
    let [account, against] = ["A", "B"].map(account);
    let reserve = Reserve { account, against, amount: money("CNY 1"), until: Some(day("2026-03-02")) };
    ledger.reserve(&clerk("2026-03-02"), &reserve, note(&"k".repeat(2_000), "2026-03-02")).unwrap();
    let before = ledger.clone();
    let error = ledger.expire(&clerk("2026-03-03"), day("2026-03-03")).unwrap_err();
    assert!(matches!(error, LedgerError::Key(_)));
    assert_eq!(ledger, before);
}

#[test]
fn what_is_no_account() {
    assert!(matches!(Account::new(" "), Err(AccountError::Text(_))));
    assert!(matches!(Account::new("a\tb"), Err(AccountError::Text(_))));
    for part in ["", ":", "A:", ":A", "A::B", "A: B", "A :B"] {
        assert!(matches!(Account::new(part), Err(AccountError::Part { .. })), "{part}");
    }
    assert!(matches!(Account::new(&"a".repeat(256)), Err(AccountError::TooLong { .. })));
    assert!(Account::new("资产:银行").is_ok());
}

#[test]
fn what_is_no_hash() {
    for text in ["", "00", &"0".repeat(65), &"A".repeat(64), &"g".repeat(64)] {
        assert!(text.parse::<EntryHash>().is_err(), "{text}");
    }
}

fn read(json: &str) -> Result<(), LineError> {
    let line: LedgerLine<'_> = serde_json::from_str(json).unwrap();
    let (mut ledger, empty) = (Ledger::default(), Ledger::default());
    let read = ledger.post_line(&person(), &line);
    assert_eq!(ledger == empty, read.is_err());
    read.map(|_| ())
}

/// A line with one thing changed.
fn changed(from: &str, to: &str) -> Result<(), LineError> {
    let json = r#"{"id":1,"date":"2026-03-02","recorded":"2026-03-03","kind":"spend","reason":"a fee","postings":[
        {"account":"A","amount":"10","currency":"USD","total_price":"72.50","price_currency":"CNY"},
        {"account":"B","amount":"-72.50","currency":"CNY"}]}"#;
    assert!(json.contains(from), "{from}");
    read(&json.replacen(from, to, 1))
}

#[test]
fn what_a_line_says() {
    assert_eq!(changed("spend", "spend"), Ok(()));
    for (from, to, reason) in [
        ("\"id\":1", "\"id\":\"\"", "bad_text"),
        ("\"id\":1", "\"id\":1.5", "bad_text"),
        ("\"id\":1", "\"id\":[1,{\"a\":2}]", "bad_text"),
        ("a fee", " padded", "bad_text"),
        ("spend", "two\\nlines", "bad_text"),
        ("2026-03-02", "2026-02-29", "bad_date"),
        ("\"2026-03-02\"", "20260302", "bad_date"),
        ("2026-03-03", "2026-3-3", "bad_date"),
        ("\"10\"", "\"1e1\"", "bad_number"),
        ("\"10\"", "10", "bad_number"),
        ("\"10\"", "null", "bad_number"),
        ("\"72.50\"", "\"+72.50\"", "bad_number"),
        ("\"10\"", "\"10.000\"", "too_precise"),
        ("\"72.50\"", "\"72.500\"", "too_precise"),
        ("\"10\"", "\"79228162514264337593543950336\"", "out_of_range"),
        ("USD", "XQZ", "unknown_currency"),
        ("USD", "usd", "unknown_currency"),
        ("USD", "XAU", "unknown_currency"),
        ("\"price_currency\":\"CNY\"", "\"price_currency\":\"XQZ\"", "unknown_currency"),
        ("\"A\"", "\"A:\"", "bad_account"),
        ("\"A\"", "7", "bad_text"),
        (",\"price_currency\":\"CNY\"", "", "bad_price"),
        ("\"total_price\":\"72.50\",", "", "bad_price"),
        ("\"72.50\"", "\"-72.50\"", "bad_price"),
        ("\"10\"", "\"0\"", "bad_price"),
        ("\"10\"", "\"-10\"", "unbalanced"),
        ("\"postings\"", "\"declared_accounts\":[\"A\"],\"postings\"", "unknown_account"),
        ("\"postings\"", "\"reverses\":7,\"postings\"", "unknown_entry"),
    ] {
        let error = changed(from, to).unwrap_err();
        assert_eq!(error.reason(), reason, "{from} → {to}: {error}");
    }
}

#[test]
fn what_is_no_line() {
    for json in [
        r#"{"id":1,"date":"2026-03-02"}"#,
        r#"{"id":1,"date":"2026-03-02","postings":[],"note":"x"}"#,
        r#"{"id":1,"id":2,"date":"2026-03-02","postings":[]}"#,
        r#"{"id":1,"date":"2026-03-02","postings":[{"account":"A","amount":"1","currency":"CNY","total_prise":"7"}]}"#,
        "[]",
        "null",
    ] {
        assert!(serde_json::from_str::<LedgerLine<'_>>(json).is_err(), "{json}");
    }
}
