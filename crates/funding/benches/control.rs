//! What a check of the available costs, by the number of entries and by the depth of the tree, and how fast is recorded.
//!
//! `cargo bench -p collegium-funding --bench control`
#![expect(clippy::unwrap_used, reason = "what fails here is a broken benchmark")]

use std::{
    collections::BTreeMap,
    hint::black_box,
    sync::{LazyLock, Mutex},
};

use chrono::NaiveDate;
use collegium_core::{
    Id, InstitutionCode, LocalizedText, Money, RecordCode, Source,
    entity::{BudgetLineId, Entity},
    history::Signature,
};
use collegium_funding::{
    Budget, BudgetDraft, BudgetEvent, BudgetLine, BudgetState, ControlRules, Fund, FundDraft, Purpose,
};
use divan::{Bencher, counter::ItemsCount};

fn main() {
    divan::main();
}

fn id<T: Entity>(code: &str) -> Id<T> {
    Id::derived(&InstitutionCode::new("bench.example").unwrap(), &code.parse().unwrap())
}

fn day() -> NaiveDate {
    "2026-03-01".parse().unwrap()
}

fn clerk() -> Signature {
    Signature::new(id("T-9"), "Wang Fang", day()).unwrap()
}

fn purpose() -> Purpose {
    "teacher-teams".parse().unwrap()
}

fn yuan(units: i128) -> Money {
    Money::from_units(units, "CNY".parse().unwrap()).unwrap()
}

fn fund() -> Fund {
    let document = "Grant 2026-17".parse().unwrap();
    Fund::try_from(FundDraft {
        id: id("F"),
        code: "F".parse().unwrap(),
        name: LocalizedText::new([("en", "Special fund")]).unwrap(),
        source: "municipal".parse().unwrap(),
        channels: BTreeMap::new(),
        purposes: [purpose()].into(),
        earmark: Source { document, article: None, date: day() },
        currency: "CNY".parse().unwrap(),
        validity: "2026-01-01/2026-12-31".parse().unwrap(),
        terms: None,
        reports: Vec::new(),
    })
    .unwrap()
}

/// Lines that are each a part of the one before; the last is the one that holds money.
fn budget(depth: usize) -> (Budget, BudgetLineId) {
    let name = |number: usize| format!("L{number}");
    let line = |number: usize| BudgetLine {
        id: id(&name(number)),
        code: name(number).parse().unwrap(),
        name: LocalizedText::new([("en", "A line")]).unwrap(),
        fund: id("F"),
        part_of: number.checked_sub(1).map(|above| id(&name(above))),
        purpose: purpose(),
        unit: None,
        kind: None,
        project: None,
        period: None,
    };
    let lines = (0..depth).map(line).collect();
    let control = Some(ControlRules::stop().load().unwrap());
    let draft = BudgetDraft { funds: vec![fund()], lines, control, entries: Vec::new() };
    let mut budget = Budget::try_from(draft).unwrap();
    let line = id(&name(depth - 1));
    let allotted = BudgetEvent::Allotted { line, amount: yuan(1_000_000_000_000) };
    budget.record(day(), &clerk(), None, allotted).unwrap();
    (budget, line)
}

fn spent(number: usize, line: BudgetLineId) -> BudgetEvent {
    let code = RecordCode::new(&format!("V-{number}")).unwrap();
    BudgetEvent::Spent {
        expenditure: id(code.as_str()),
        code,
        line,
        purpose: purpose(),
        kind: None,
        amount: yuan(100),
    }
}

/// A budget of a tree four deep with so many entries; each is made once.
fn with_entries(entries: usize) -> (Budget, BudgetLineId) {
    static MADE: LazyLock<Mutex<BTreeMap<usize, (Budget, BudgetLineId)>>> = LazyLock::new(Mutex::default);
    let mut made = MADE.lock().unwrap();
    let of_size = made.entry(entries).or_insert_with(|| {
        let (mut budget, line) = budget(4);
        for number in 1..entries {
            budget.record(day(), &clerk(), None, spent(number, line)).unwrap();
        }
        (budget, line)
    });
    of_size.clone()
}

/// A check of one payment; the number of entries should make no difference but that of looking one up among more.
#[divan::bench(args = [1_000, 10_000, 100_000, 1_000_000])]
fn check_by_entries(bencher: Bencher<'_, '_>, entries: usize) {
    let (budget, line) = with_entries(entries);
    let event = spent(entries + 1, line);
    bencher.bench_local(|| budget.check(day(), black_box(&event)).unwrap());
}

/// The slower path: the state is counted from the entries, and then asked.
#[divan::bench(args = [1_000, 10_000, 100_000], sample_count = 10)]
fn count_by_entries(bencher: Bencher<'_, '_>, entries: usize) {
    let (budget, line) = with_entries(entries);
    let available = |state: &BudgetState| state.position(line).unwrap().available();
    bencher.bench_local(|| available(&budget.state_known(day(), black_box(day()))));
}

#[divan::bench(args = [1, 4, 16, 64])]
fn check_by_depth(bencher: Bencher<'_, '_>, depth: usize) {
    let (budget, line) = budget(depth);
    let event = spent(1, line);
    bencher.bench_local(|| budget.check(day(), black_box(&event)).unwrap());
}

/// Payments recorded one after the other, in a tree four deep.
#[divan::bench(args = [10_000], sample_count = 20)]
fn record(bencher: Bencher<'_, '_>, entries: usize) {
    let (empty, line) = budget(4);
    let events: Vec<_> = (0..entries).map(|number| spent(number, line)).collect();
    let clerk = clerk();
    let bencher = bencher.counter(ItemsCount::new(entries));
    bencher.with_inputs(|| (empty.clone(), events.clone())).bench_local_values(|(mut budget, events)| {
        for event in events {
            budget.record(day(), &clerk, None, event).unwrap();
        }
        budget
    });
}
