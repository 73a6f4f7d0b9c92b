//! What a ledger writes, refuses, and tells of any day.
#![expect(clippy::unwrap_used, reason = "what fails here is a failed test")]

use chrono::NaiveDate;
use collegium_core::{Id, InstitutionCode, Money, history::Signature};
use collegium_funding::{
    Account, Ledger, LedgerError,
    ledger::{Act, Chain, Chart, EntryDraft, Moment, Note, Posting, Reserve},
};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn account(text: &str) -> Account {
    text.parse().unwrap()
}

fn money(text: &str) -> Money {
    text.parse().unwrap()
}

fn clerk(on: &str) -> Signature {
    let college = InstitutionCode::new("college.example").unwrap();
    Signature::new(Id::derived(&college, &"T-9".parse().unwrap()), "Wang Fang", day(on)).unwrap()
}

fn note(key: &str, on: &str) -> Note {
    Note::new(key.parse().unwrap(), day(on))
}

fn posting(text: &str, amount: &str) -> Posting {
    Posting::new(account(text), money(amount))
}

/// So much is paid for travel.
fn paid(key: &str, on: &str, amount: &str) -> EntryDraft {
    let amount = money(amount);
    let bank = Posting::new(account("Assets:Bank"), amount.negated());
    note(key, on).draft(Act::Posts, vec![Posting::new(account("Expenses:Travel"), amount), bank])
}

fn travel(ledger: &Ledger, moment: Moment) -> String {
    let travel = account("Expenses:Travel");
    ledger.balances(moment).get(&travel, "CNY".parse().unwrap()).amount().to_string()
}

/// What a ledger says of an entry that it refuses, and that nothing has changed.
fn refused(ledger: &mut Ledger, on: &str, draft: &EntryDraft) -> LedgerError {
    let before = ledger.clone();
    let error = ledger.post(&clerk(on), draft).unwrap_err();
    assert_eq!(before.check(day(on), draft), Err(error.clone()));
    assert_eq!(*ledger, before);
    error
}

#[test]
fn a_reservation_is_paid_in_part_and_freed() {
    let mut ledger = Ledger::default();
    let reserve = Reserve {
        account: account("Equity:Encumbrance:Travel"),
        against: account("Equity:EncumbranceReserve"),
        amount: money("CNY 600"),
        until: Some(day("2026-06-30")),
    };
    let clerk = clerk("2026-03-02");
    ledger.reserve(&clerk, &reserve, note("K-1", "2026-03-02")).unwrap();
    assert_eq!(travel(&ledger, Moment::Latest), "0.00");
    let key = "K-1".parse().unwrap();
    ledger.settle(&clerk, &key, money("CNY 400"), paid("V-1", "2026-04-01", "CNY 450")).unwrap();
    assert_eq!(travel(&ledger, Moment::Latest), "450.00");
    assert_eq!(ledger.reservation("K-1").unwrap().open, money("CNY 200"));
    ledger.release(&clerk, &key, money("CNY 50"), note("F-1", "2026-04-02")).unwrap();
    let late = ledger.settle(&clerk, &key, money("CNY 1"), paid("V-2", "2026-07-01", "CNY 1"));
    assert_eq!(late.unwrap_err().reason(), "expired");
    assert_eq!(ledger.expire(&clerk, day("2026-06-30")).unwrap().len(), 0);
    assert_eq!(ledger.expire(&clerk, day("2026-07-01")).unwrap().len(), 1);
    assert!(!ledger.reservation("K-1").unwrap().is_open());
    assert!(ledger.balance(&reserve.account, "CNY".parse().unwrap()).is_zero());
    assert_eq!(ledger.verify(), None);
}
