//! A ledger whose balances three other programs agree on, and what a ledger must refuse; see `tests/oracle/ledger`.

use std::{collections::BTreeMap, fmt::Write};

use collegium_funding::{
    Ledger,
    ledger::{Balances, LedgerLine, Moment},
};
use serde_json::Value;

use crate::{account, person};

fn small() -> Ledger {
    let mut ledger = Ledger::default();
    for line in include_str!("../oracle/ledger/small.jsonl").lines() {
        ledger.post_line(&person(), &LedgerLine::read(line).unwrap()).unwrap();
    }
    ledger
}

fn csv(balances: &Balances) -> String {
    let mut text = "account,currency,balance\n".to_owned();
    for (account, balance) in balances.iter() {
        writeln!(text, "{account},{},{}", balance.currency(), balance.amount()).unwrap();
    }
    text
}

#[test]
fn the_small_ledger() {
    let ledger = small();
    let postings: usize = ledger.entries().map(|entry| entry.entry.postings.len()).sum();
    assert_eq!((ledger.len(), postings), (400, 941));
    assert_eq!(csv(&ledger.balances(Moment::Latest)), include_str!("../oracle/ledger/small.balances.csv"));
    let book = ledger.book_balances(Moment::Latest);
    assert_eq!(csv(&book), include_str!("../oracle/ledger/small.book_balances.csv"));
    assert!(book.totals().values().all(|total| total.is_zero()));
    let after = ledger.balances(Moment::After(200.try_into().unwrap()));
    assert_eq!(csv(&after), include_str!("../oracle/ledger/small.balances_after_txn_200.csv"));
    assert_eq!(ledger.verify(), None);
}

#[test]
fn a_ledger_read_in_part_is_the_ledger_as_it_was() {
    let (ledger, mut part) = (small(), Ledger::default());
    for (number, line) in (1..).zip(include_str!("../oracle/ledger/small.jsonl").lines()) {
        part.post_line(&person(), &LedgerLine::read(line).unwrap()).unwrap();
        let after = Moment::After(usize::try_from(number).unwrap().try_into().unwrap());
        assert_eq!(part.balances(Moment::Latest), ledger.balances(after));
        assert_eq!(part.book_balances(Moment::Latest), ledger.book_balances(after));
    }
}

#[test]
fn what_is_available_is_a_sum_of_the_ledger() {
    let book = small().book_balances(Moment::Latest);
    let yuan = "CNY".parse().unwrap();
    let lines = include_str!("../oracle/ledger/small.availability.csv").lines().skip(1);
    let mut count = 0;
    for row in lines {
        let [fund, line, _, budget, encumbered, spent, available] =
            <[&str; 7]>::try_from(row.split(',').collect::<Vec<_>>()).unwrap();
        let balance = |name: &str| book.get(&account(&format!("{name}:{fund}:{line}")), yuan);
        let told = [balance("Equity:Budget").negated(), balance("Equity:Encumbrance"), balance("Expenses")];
        assert_eq!(told.map(|sum| sum.amount().to_string()), [budget, encumbered, spent], "{row}");
        let [budget, encumbered, spent] = told;
        let free = budget.checked_sub(encumbered).and_then(|rest| rest.checked_sub(spent)).unwrap();
        assert_eq!(free.amount().to_string(), available, "{row}");
        count += 1;
    }
    assert_eq!(count, 56);
}

#[test]
fn what_a_ledger_must_refuse() {
    let mut counts = BTreeMap::new();
    for text in include_str!("../oracle/ledger/reject.jsonl").lines() {
        let right = serde_json::from_str::<Value>(text).unwrap();
        let right = right.get("reason").and_then(Value::as_str).unwrap();
        let line: LedgerLine<'_> = serde_json::from_str(text).unwrap();
        // After others, and as the first.
        for mut ledger in [small(), Ledger::default()] {
            let before = ledger.clone();
            let error = ledger.post_line(&person(), &line).unwrap_err();
            assert_eq!(error.reason(), right, "{text}: {error}");
            assert_eq!(ledger, before);
        }
        *counts.entry(right.to_owned()).or_insert(0) += 1;
    }
    assert_eq!((counts.len(), counts.values().sum::<u32>()), (7, 12));
}
