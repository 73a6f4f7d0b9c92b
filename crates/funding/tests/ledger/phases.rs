//! Setting aside, paying, freeing, expiring; and reversal of each.

use collegium_funding::{
    Ledger,
    ledger::{Moment, Reserve},
};

use crate::{account, clerk, day, line, money, note, paid};

fn promised(until: Option<&str>) -> Reserve {
    Reserve {
        account: account("Equity:Encumbrance:Travel"),
        against: account("Equity:EncumbranceReserve"),
        amount: money("CNY 600"),
        until: until.map(day),
    }
}

fn open(ledger: &Ledger) -> String {
    let open = ledger.reservation("K-1").unwrap().open;
    // What the memorandum account shows is what is left of the only reservation.
    assert_eq!(ledger.balance(&account("Equity:Encumbrance:Travel"), open.currency()), open);
    open.amount().to_string()
}

fn with_promise(until: Option<&str>) -> Ledger {
    let mut ledger = Ledger::default();
    ledger.reserve(&clerk("2026-03-02"), &promised(until), note("K-1", "2026-03-02")).unwrap();
    ledger
}

#[test]
fn what_is_set_aside_moves_no_other_balance() {
    let ledger = with_promise(None);
    assert_eq!(open(&ledger), "600.00");
    let accounts: Vec<_> = ledger.accounts().into_iter().map(|it| it.to_string()).collect();
    assert_eq!(accounts, ["Equity:Encumbrance:Travel", "Equity:EncumbranceReserve"]);
}

#[test]
fn a_reservation_is_paid_in_parts_and_the_rest_freed() {
    let (mut ledger, clerk) = (with_promise(None), clerk("2026-03-02"));
    let key = line("K-1");
    // The flight costs more than what was promised for it.
    ledger.settle(&clerk, &key, money("CNY 400"), paid("V-1", "2026-04-01", "CNY 450")).unwrap();
    let travel = ledger.balances(Moment::Latest).get(&account("Expenses:Travel"), "CNY".parse().unwrap());
    assert_eq!((travel, &*open(&ledger)), (money("CNY 450"), "200.00"));

    let before = ledger.clone();
    let excess =
        ledger.settle(&clerk, &key, money("CNY 200.01"), paid("V-2", "2026-04-02", "CNY 9")).unwrap_err();
    assert_eq!(excess.reason(), "exceeds_reservation");
    let excess = ledger.release(&clerk, &key, money("CNY 200.01"), note("F-1", "2026-04-02")).unwrap_err();
    assert_eq!(excess.reason(), "exceeds_reservation");
    for nothing in ["CNY 0", "CNY -1"] {
        let error = ledger.release(&clerk, &key, money(nothing), note("F-1", "2026-04-02")).unwrap_err();
        assert_eq!(error.reason(), "nothing_used");
    }
    assert_eq!(ledger, before, "a refused operation changes nothing");

    let freed = ledger.release(&clerk, &key, money("CNY 200"), note("F-1", "2026-04-02")).unwrap();
    assert_eq!(open(&ledger), "0.00");
    // Asked again by a client that had no answer.
    assert_eq!(ledger.release(&clerk, &key, money("CNY 200"), note("F-1", "2026-04-02")), Ok(freed));
    assert_eq!(ledger.len(), 3);
}

#[test]
fn what_has_expired_can_only_be_freed() {
    let (mut ledger, clerk) = (with_promise(Some("2026-06-30")), clerk("2026-03-02"));
    let key = line("K-1");
    ledger.settle(&clerk, &key, money("CNY 1"), paid("V-1", "2026-06-30", "CNY 1")).unwrap();
    let late = ledger.settle(&clerk, &key, money("CNY 1"), paid("V-2", "2026-07-01", "CNY 1")).unwrap_err();
    assert_eq!(
        late.to_string(),
        "the reservation `K-1` ended on 2026-06-30: what is left of it can only be freed"
    );
    assert_eq!(ledger.expire(&clerk, day("2026-06-30")), Ok(vec![]));
    assert_eq!(ledger.expire(&clerk, day("2026-07-01")).unwrap().len(), 1);
    assert_eq!(open(&ledger), "0.00");
    assert_eq!(ledger.expire(&clerk, day("2026-07-02")), Ok(vec![]));
}

#[test]
fn a_reversal_gives_back_what_was_taken() {
    let (mut ledger, clerk) = (with_promise(None), clerk("2026-03-02"));
    let key = line("K-1");
    ledger.settle(&clerk, &key, money("CNY 400"), paid("V-1", "2026-04-01", "CNY 450")).unwrap();
    let used = ledger.reverse(&clerk, &key, note("R-0", "2026-04-02")).unwrap_err();
    assert_eq!(used.reason(), "not_reversible", "some of it was paid");
    ledger.reverse(&clerk, &line("V-1"), note("R-1", "2026-04-02")).unwrap();
    assert_eq!(open(&ledger), "600.00");
    ledger.reverse(&clerk, &key, note("R-2", "2026-04-03")).unwrap();
    assert_eq!(open(&ledger), "0.00");
    assert!(ledger.balances(Moment::Latest).iter().all(|(_, balance)| balance.is_zero()));
    let gone = ledger.release(&clerk, &key, money("CNY 1"), note("F-1", "2026-04-04")).unwrap_err();
    assert_eq!(gone.reason(), "exceeds_reservation");
}

#[test]
fn what_was_given_back_after_its_expiry_expires_again() {
    let (mut ledger, clerk) = (with_promise(Some("2026-06-30")), clerk("2026-03-02"));
    ledger.settle(&clerk, &line("K-1"), money("CNY 300"), paid("V-1", "2026-06-30", "CNY 300")).unwrap();
    let over = |ledger: &mut Ledger| ledger.expire(&clerk, day("2026-07-01")).unwrap();
    assert_eq!(over(&mut ledger).len(), 1);
    // The payment was a mistake: its 300, too, can only be freed.
    ledger.reverse(&clerk, &line("V-1"), note("R-1", "2026-07-01")).unwrap();
    assert_eq!(open(&ledger), "300.00");
    assert_eq!(over(&mut ledger).len(), 1);
    assert_eq!((open(&ledger).as_str(), over(&mut ledger)), ("0.00", vec![]));
    assert!(ledger.balances(Moment::Latest).iter().all(|(_, balance)| balance.is_zero()));
}
