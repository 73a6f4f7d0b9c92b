//! What a ledger writes, refuses, and tells of any day.
#![expect(clippy::unwrap_used, reason = "what fails here is a failed test")]

mod oracle;
mod phases;
mod properties;
mod refusals;
mod wire;

use chrono::NaiveDate;
use collegium_core::{Id, InstitutionCode, Line, Money, history::Signature, org::Person};
use collegium_funding::{
    Account, Ledger, LedgerError,
    ledger::{Act, EntryDraft, Note, Posting},
};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn line(text: &str) -> Line {
    text.parse().unwrap()
}

fn account(text: &str) -> Account {
    text.parse().unwrap()
}

fn money(text: &str) -> Money {
    text.parse().unwrap()
}

fn person() -> Person {
    let college = InstitutionCode::new("college.example").unwrap();
    Person::new(Id::derived(&college, &"T-9".parse().unwrap()), "Wang Fang").unwrap()
}

fn clerk(on: &str) -> Signature {
    Signature { by: person(), on: day(on) }
}

fn note(key: &str, on: &str) -> Note {
    Note::new(line(key), day(on))
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

/// What a ledger says of an entry that it refuses: dry and in earnest the same, and nothing has changed.
fn refused(ledger: &mut Ledger, on: &str, draft: &EntryDraft) -> LedgerError {
    let before = ledger.clone();
    let error = ledger.post(&clerk(on), draft).unwrap_err();
    assert_eq!(before.check(day(on), draft), Err(error.clone()));
    assert_eq!(*ledger, before, "a refused entry changes nothing");
    error
}
