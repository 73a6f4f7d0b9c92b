//! A budget and a ledger that are kept together.
#![expect(clippy::unwrap_used, reason = "what fails here is a failed test")]

#[path = "support/fixture.rs"]
mod fixture;
#[path = "support/tree.rs"]
mod tree;

use chrono::Days;
use collegium_core::{Money, history::EntryNumber};
use collegium_funding::{
    BookingRules, Books, BooksError, Budget, BudgetEvent, CarryOver, Ledger, LineCode,
    ledger::{LedgerLine, Moment},
};
use fixture::{
    allotted, budget, clerk, committed, day, id, invoiced, line_id, money, released, reversed, spent,
};
use proptest::prelude::*;
use tree::{TREE, at};

const ON: &str = "2026-03-01";

fn rules() -> BookingRules {
    BookingRules::memorandum().load().unwrap()
}

fn record(books: &mut Books, key: &str, on: &str, event: BudgetEvent) -> Result<EntryNumber, BooksError> {
    books.record(key.parse().unwrap(), day(on), &clerk(day(on)), None, event)
}

/// The figures of the lines that hold money, by the budget and by the ledger.
fn figures(books: &Books) -> [Vec<[i128; 4]>; 2] {
    let lines = || (0..TREE.len()).map(at).filter(|line| !books.budget().has_parts(*line));
    let of = |it: collegium_funding::Position| {
        [it.allotted(), it.committed(), it.spent(), it.available()].map(Money::units)
    };
    let of_budget = lines().map(|line| of(books.budget().latest().position(line).unwrap())).collect();
    [of_budget, lines().map(|line| of(books.position(line).unwrap().unwrap())).collect()]
}

proptest! {
    #[test]
    fn the_ledger_says_what_the_budget_says(actions in tree::actions(), tries in tree::tries()) {
        let mut books = Books::new(tree::budget(actions), rules()).unwrap();
        let mut alone = tree::budget(actions);
        for (number, what) in tries.iter().enumerate() {
            let on = day(ON) + Days::new(number as u64 / 3);
            let before = books.clone();
            let key = format!("e{number}").parse().unwrap();
            let done = books.record(key, on, &clerk(on), None, what.event());
            prop_assert_eq!(done.is_ok(), alone.record(on, &clerk(on), None, what.event()).is_ok());
            if done.is_err() {
                prop_assert_eq!(&books, &before, "neither is changed");
            }
            let [by_budget, by_ledger] = figures(&books);
            prop_assert_eq!(by_budget, by_ledger);
        }
        prop_assert_eq!(books.budget(), &alone);
        prop_assert_eq!(books.ledger().verify(), None);
        for back in 0..10 {
            let on = day(ON) + Days::new(back);
            for line in (0..TREE.len()).map(at).filter(|line| !alone.has_parts(*line)) {
                let by_ledger = books.position_at(line, Moment::On(on)).unwrap();
                prop_assert_eq!(by_ledger, alone.state_on(on).position(line));
            }
        }
    }
}

#[test]
fn every_event_is_one_balanced_entry() {
    let mut books = Books::new(budget(), rules()).unwrap();
    let travel = line_id("F1", "travel");
    let shifted = fixture::shifted(travel, line_id("F1", "events"), "CNY 5");
    let events = [
        allotted(travel, "CNY 100"),
        committed("K-1", travel, "CNY 60"),
        released("K-1", "CNY 10"),
        invoiced("V-1", "K-1", "CNY 55", true),
        spent("V-2", travel, "CNY 5"),
        reversed("V-2"),
        shifted,
        BudgetEvent::Cut { line: travel, amount: money("CNY 1") },
        BudgetEvent::CarriedOver { fund: id("F1"), policy: CarryOver::Committed },
    ];
    for (number, event) in (1..).zip(events) {
        record(&mut books, &format!("e{number}"), ON, event).unwrap();
    }
    let balances = books.ledger().balances(Moment::Latest);
    let told: Vec<_> =
        balances.iter().map(|(account, balance)| format!("{account} {}", balance.amount())).collect();
    assert_eq!(
        told,
        [
            "Assets:Bank -55.00",
            "Equity:Budget:F1:events 0.00",
            "Equity:Budget:F1:travel 0.00",
            "Equity:BudgetControl:F1 0.00",
            "Equity:Closed:F1 55.00",
            "Equity:Encumbrance:F1:travel 0.00",
            "Equity:EncumbranceReserve:F1 0.00",
            "Expenses:F1:travel 0.00",
        ]
    );
    assert_eq!((books.ledger().len(), books.budget().version()), (9, 9));
    assert!(balances.totals().values().all(|total| total.is_zero()));
}

#[test]
fn what_books_refuse() {
    let mut books = Books::new(budget(), rules()).unwrap();
    let travel = line_id("F1", "travel");
    record(&mut books, "e1", ON, allotted(travel, "CNY 100")).unwrap();
    let before = books.clone();
    let mut refused = |key: &str, on: &str, event| {
        let error = record(&mut books, key, on, event).unwrap_err().to_string();
        assert_eq!(books, before);
        error
    };
    assert_eq!(
        refused("e1", ON, allotted(travel, "CNY 101")),
        "the key `e1` stands for entry #1, which says something else"
    );
    assert_eq!(
        refused("e2", "2026-02-28", allotted(travel, "CNY 1")),
        "what took effect on 2026-02-28 cannot follow what did on 2026-03-01: give the day it is corrected on"
    );
    assert_eq!(
        refused("e2", ON, spent("V-1", travel, "CNY 101")),
        "event #2 cannot happen on 2026-03-01: `F1/travel` has CNY 100.00 available, not CNY 101.00"
    );
    // The day of record must not go back: the ledger says so first.
    let late = books.record(
        "e2".parse().unwrap(),
        day(ON),
        &clerk(day("2026-02-01")),
        None,
        allotted(travel, "CNY 1"),
    );
    assert!(matches!(late, Err(BooksError::Ledger { .. })), "{late:?}");
    assert_eq!(books, before);

    let error = Books::new(books.budget().clone(), rules()).unwrap_err();
    assert_eq!(error.to_string(), "books are opened with an empty budget, and this one has 1 entries");
    let mut draft = budget().draft();
    draft.lines.first_mut().unwrap().code = fixture::code("a:b");
    let error = Books::new(Budget::try_from(draft).unwrap(), rules()).unwrap_err();
    assert_eq!(error.to_string(), "`F1/a:b` cannot name accounts: its codes must have no `:`");
    assert_eq!(books.position(line_id("F9", "x")), Ok(None));
    let wrong = rules()
        .position(&LineCode { fund: fixture::code("F1"), line: fixture::code("a") }, |_| money("CNY 1"));
    assert!(matches!(wrong, Err(BooksError::Position { .. })), "{wrong:?}");
}

#[test]
fn an_event_that_changes_nothing_is_in_the_budget_only() {
    let mut books = Books::new(budget(), rules()).unwrap();
    let carried = BudgetEvent::CarriedOver { fund: id("F1"), policy: CarryOver::All };
    let first = record(&mut books, "e1", ON, carried.clone()).unwrap();
    assert_eq!(record(&mut books, "e1", ON, carried), Ok(first));
    assert_eq!((books.budget().version(), books.ledger().len()), (1, 0));
}

#[test]
fn positions_follow_from_a_ledger_of_others() {
    let mut ledger = Ledger::default();
    let person = clerk(day(ON)).by;
    for line in include_str!("oracle/ledger/small.jsonl").lines() {
        let line: LedgerLine<'_> = serde_json::from_str(line).unwrap();
        ledger.post_line(&person, &line).unwrap();
    }
    let (book, yuan) = (ledger.book_balances(Moment::Latest), "CNY".parse().unwrap());
    let (mut right, mut below) = (0, 0);
    for row in include_str!("oracle/ledger/small.availability.csv").lines().skip(1) {
        let [fund, line, _, figures @ ..] =
            <[&str; 7]>::try_from(row.split(',').collect::<Vec<_>>()).unwrap();
        let line = LineCode { fund: fixture::code(fund), line: fixture::code(line) };
        let position = rules().position(&line, |account| book.get(account, yuan));
        if figures.iter().take(3).any(|amount| amount.starts_with('-')) {
            // That ledger has no control: more was invoiced than was promised, which is no position of a budget.
            assert!(matches!(position, Err(BooksError::Position { .. })), "{row}");
            below += 1;
            continue;
        }
        let position = position.unwrap();
        let told = [position.allotted(), position.committed(), position.spent(), position.available()];
        assert_eq!(told.map(|amount| amount.amount().to_string()), figures, "{row}");
        right += 1;
    }
    assert_eq!((right, below), (55, 1));
}
