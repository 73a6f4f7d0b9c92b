//! Laws that hold for every value.
#![expect(clippy::unwrap_used, reason = "what fails here is a failed test")]

#[path = "support/fixture.rs"]
mod fixture;
#[path = "support/model.rs"]
mod model;

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};
use collegium_core::{Money, Period};
use collegium_funding::{Budget, BudgetState, BudgetStatement, FundRules, PurposeCatalogue};
use fixture::{budget, clerk, day, id, line_id};
use model::{LINES, Model, Step};
use proptest::prelude::*;

fn on(offset: u16) -> NaiveDate {
    day("2026-01-01") + Days::new(offset.into())
}

/// The real thing after some steps, with what was known after each, and the model beside it.
struct Run {
    budget: Budget,
    model: Model,
    /// The day of record of each step that was accepted, and the budget after it.
    known: Vec<(NaiveDate, Budget)>,
}

fn run(steps: &[Step]) -> Run {
    let (mut budget, mut model, mut known) = (budget(), Model::default(), Vec::new());
    for (number, step) in steps.iter().enumerate() {
        let recorded = on(u16::try_from(number / 2).unwrap());
        let before = budget.clone();
        let accepted = step.record(&mut budget, recorded);
        assert_eq!(accepted, model.accepts(step), "step {number} of {steps:?}");
        if accepted {
            known.push((recorded, budget.clone()));
        } else {
            assert_eq!(budget, before, "a refused operation changes nothing");
        }
    }
    Run { budget, model, known }
}

fn assert_as_in_model(state: &BudgetState, model: &model::State) {
    for (place, (fund, line)) in LINES.into_iter().enumerate() {
        let position = state.position(line_id(fund, line)).unwrap();
        let told = [position.allotted(), position.committed(), position.spent(), position.available()];
        let right = model.position(place);
        assert_eq!(told.map(Money::units), right.map(i128::from), "{fund}/{line}");
    }
    let open =
        state.commitments().map(|it| (it.code.to_string(), it.open.units())).collect::<BTreeMap<_, _>>();
    assert_eq!(open, model.open());
}

/// What must hold in every state, whatever happened.
fn assert_conserved(budget: &Budget, state: &BudgetState) {
    for (line, position) in state.positions() {
        let parts = [position.committed(), position.spent(), position.available()];
        assert!(parts.iter().all(|part| !part.is_negative()));
        assert_eq!(Money::checked_sum(parts, position.currency()).unwrap(), position.allotted());
        let of_line = state.commitments().filter(|it| it.line == line).map(|it| it.open);
        assert_eq!(Money::checked_sum(of_line, position.currency()).unwrap(), position.committed());
        let (_, fund) = budget.line(line).unwrap();
        if state.carried_over(fund.id).is_none() {
            let paid = state.expenditures().filter(|it| it.line == line && it.reversed.is_none());
            let paid = Money::checked_sum(paid.map(|it| it.amount), position.currency()).unwrap();
            assert_eq!(paid, position.spent());
        }
    }
}

/// The figures of a statement. The findings name entries by number, which a replay gives anew.
fn figures(budget: &Budget, as_of: NaiveDate) -> BudgetStatement {
    let mut statement = statement(budget, as_of);
    statement.findings = collegium_core::Findings::default();
    statement
}

fn statement(budget: &Budget, as_of: NaiveDate) -> BudgetStatement {
    let catalogue = PurposeCatalogue::special_fund().load().unwrap();
    BudgetStatement::assess(budget, &catalogue, &FundRules::watch().load().unwrap(), as_of)
}

proptest! {
    #[test]
    fn the_budget_does_what_the_naive_model_does(steps in model::steps(), as_of in 0_u16..40) {
        let Run { budget, model, .. } = run(&steps);
        assert_as_in_model(budget.latest(), &model.state(None));
        assert_as_in_model(&budget.state_on(on(as_of)), &model.state(Some(as_of)));
    }

    #[test]
    fn money_is_conserved_on_every_day(steps in model::steps()) {
        let budget = run(&steps).budget;
        assert_conserved(&budget, budget.latest());
        for offset in (0..40).step_by(3) {
            assert_conserved(&budget, &budget.state_on(on(offset)));
        }
    }

    #[test]
    fn a_statement_adds_up(steps in model::steps(), as_of in 0_u16..40) {
        let statement = statement(&run(&steps).budget, on(as_of));
        for total in &statement.totals {
            let sum = |parts: Vec<Money>| {
                let alike = parts.into_iter().filter(|part| part.currency() == total.currency());
                Money::checked_sum(alike, total.currency()).unwrap()
            };
            let lines = statement.lines.iter().map(|line| line.position);
            prop_assert_eq!(sum(lines.clone().map(|it| it.allotted()).collect()), total.allotted());
            prop_assert_eq!(sum(lines.clone().map(|it| it.spent()).collect()), total.spent());
            prop_assert_eq!(sum(lines.map(|it| it.available()).collect()), total.available());
            prop_assert_eq!(sum(statement.funds.iter().map(|it| it.position.spent()).collect()), total.spent());
            prop_assert_eq!(sum(statement.purposes.iter().map(|it| it.position.spent()).collect()), total.spent());
            prop_assert_eq!(sum(statement.open.iter().map(|it| it.open).collect()), total.committed());
        }
        prop_assert_eq!(statement.totals.len(), 2);
    }

    #[test]
    fn a_past_day_is_the_replay_of_what_had_happened(steps in model::steps(), as_of in 0_u16..40) {
        let whole = run(&steps).budget;
        let mut replayed = budget();
        for (_, effective, entry) in whole.standing().filter(|(_, effective, _)| *effective <= on(as_of)) {
            let event = entry.event().unwrap().clone();
            replayed.record(effective, &clerk(on(60)), entry.reason.clone(), event).unwrap();
        }
        prop_assert_eq!(replayed.latest(), &whole.state_on(on(as_of)));
        prop_assert_eq!(figures(&replayed, on(as_of)), figures(&whole, on(as_of)));
    }

    #[test]
    fn what_was_known_stays_known(steps in model::steps(), as_of in 0_u16..40, known_on in 0_u16..40) {
        let Run { budget: whole, known, .. } = run(&steps);
        let then = known.iter().rev().find(|(recorded, _)| *recorded <= on(known_on));
        let then = then.map_or_else(budget, |(_, then)| then.clone());
        prop_assert_eq!(whole.state_known(on(as_of), on(known_on)), then.state_on(on(as_of)));
    }

    #[test]
    fn cancelling_the_newest_entry_restores_what_was(steps in model::steps()) {
        let Run { budget: mut whole, known, .. } = run(&steps);
        let newest = whole.entries.last().is_some_and(|entry| entry.event().is_some());
        prop_assume!(newest);
        let before = known.iter().rev().nth(1).map_or_else(budget, |(_, before)| before.clone());
        let number = whole.entries.len().try_into().unwrap();
        whole.cancel(number, &clerk(on(60)), "a mistake".parse().unwrap()).unwrap();
        prop_assert_eq!(whole.latest(), before.latest());
    }

    #[test]
    fn what_is_written_is_read_back(steps in model::steps(), as_of in 0_u16..40) {
        let budget = run(&steps).budget;
        let json = serde_json::to_string(&budget).unwrap();
        prop_assert_eq!(&serde_json::from_str::<Budget>(&json).unwrap(), &budget);
        prop_assert_eq!(&Budget::try_from(budget.draft()).unwrap(), &budget);
        let statement = statement(&budget, on(as_of));
        let json = serde_json::to_string(&statement).unwrap();
        prop_assert_eq!(serde_json::from_str::<BudgetStatement>(&json).unwrap(), statement);
    }

    #[test]
    fn the_order_of_funds_and_lines_says_nothing(steps in model::steps(), as_of in 0_u16..400) {
        let budget = run(&steps).budget;
        let mut draft = budget.draft();
        draft.funds.reverse();
        draft.lines.rotate_left(2);
        let turned = Budget::try_from(draft).unwrap();
        prop_assert_eq!(statement(&turned, on(as_of)), statement(&budget, on(as_of)));
    }

    #[test]
    fn a_further_fault_removes_no_finding(steps in model::steps(), as_of in 0_u16..400) {
        let budget = run(&steps).budget;
        let mut draft = budget.draft();
        let mut fund = fixture::fund("G1", "CNY").draft();
        fund.purposes.insert("gifts".parse().unwrap());
        draft.funds.push(fund.try_into().unwrap());
        let worse = statement(&Budget::try_from(draft).unwrap(), on(as_of)).findings;
        let before = statement(&budget, on(as_of)).findings;
        prop_assert_eq!(worse.len(), before.len() + 1);
        prop_assert!(before.iter().all(|finding| worse.iter().any(|it| it == finding)));
    }

    #[test]
    fn any_day_can_be_asked_for(steps in model::steps(), period in collegium_core::strategy::time::period()) {
        let budget = run(&steps).budget;
        let mut draft = budget.draft();
        let fund = draft.funds.pop().unwrap();
        let mut changed = fund.draft();
        changed.validity = Period::new(period.first(), period.last()).unwrap();
        draft.funds.push(changed.try_into().unwrap());
        let budget = Budget::try_from(draft).unwrap();
        for day in [NaiveDate::MIN, period.first(), period.last(), NaiveDate::MAX] {
            prop_assert_eq!(statement(&budget, day).as_of, day);
        }
    }
}

#[test]
fn allotments_that_could_not_be_summed_are_refused() {
    let mut budget = budget();
    let most = "CNY 792281625142643375935439503.35";
    fixture::record(&mut budget, "2026-01-01", fixture::allotted(line_id("F1", "travel"), most)).unwrap();
    let more = fixture::allotted(line_id("F2", "travel"), "CNY 0.01");
    let error = fixture::record(&mut budget, "2026-01-01", more).unwrap_err().to_string();
    assert!(error.contains("the amounts in CNY are out of range together"), "{error}");
    assert_eq!(statement(&budget, day("2026-01-01")).totals[0].allotted().to_string(), most);
    assert_eq!(budget.latest().commitment(id("K-1")), None);
}

#[test]
fn many_entries_are_read_as_they_were_recorded() {
    let (mut recorded, travel) = (budget(), line_id("F1", "travel"));
    fixture::record(&mut recorded, "2026-01-01", fixture::allotted(travel, "CNY 1000")).unwrap();
    for number in 0..300 {
        let (promise, voucher) = (format!("K-{number}"), format!("V-{number}"));
        fixture::record(&mut recorded, "2026-02-01", fixture::committed(&promise, travel, "CNY 2")).unwrap();
        fixture::record(&mut recorded, "2026-02-01", fixture::invoiced(&voucher, &promise, "CNY 1", true))
            .unwrap();
    }
    let mut entered = budget();
    entered.look_up(&recorded.entries);
    for entry in &recorded.entries {
        entered.enter(entry.clone()).unwrap();
    }
    assert_eq!(entered, recorded);
    assert_eq!(Budget::try_from(recorded.draft()).unwrap(), recorded);
    assert_eq!(recorded.available(travel), Some("CNY 700".parse().unwrap()));

    // The third invoice once more, after all others.
    let mut twice = recorded.draft();
    twice.entries.push(twice.entries[6].clone());
    let error = Budget::try_from(twice).unwrap_err().to_string();
    assert_eq!(
        error,
        "event #602 cannot happen on 2026-02-01: the expenditure `V-2` was booked on 2026-02-01 already"
    );
}
