//! Every refusal, with its message.
#![expect(clippy::unwrap_used, reason = "what fails here is a failed test")]

#[path = "support/fixture.rs"]
mod fixture;

use collegium_core::history::HistoryError;
use collegium_funding::{Budget, BudgetDraft, BudgetEvent, CarryOver, Fund, FundRules, Position};
use fixture::{
    allotted, budget, clerk, code, committed, day, fund, id, invoiced, line, line_id, money, record,
    released, reversed, shifted, spent,
};

/// The message of a refusal; nothing is changed by it.
fn refused(budget: &mut Budget, event: BudgetEvent) -> String {
    let before = budget.clone();
    let error = record(budget, "2026-04-01", event).unwrap_err();
    assert_eq!(*budget, before);
    let HistoryError::Impossible { error, .. } = error else { unreachable!("{error}") };
    error.to_string()
}

fn used() -> Budget {
    let mut budget = budget();
    let travel = line_id("F1", "travel");
    for event in [
        allotted(travel, "CNY 100"),
        committed("K-1", travel, "CNY 40"),
        spent("V-1", travel, "CNY 10"),
        spent("V-2", travel, "CNY 10"),
        reversed("V-2"),
    ] {
        record(&mut budget, "2026-03-01", event).unwrap();
    }
    budget
}

#[test]
fn each_event_that_cannot_happen_says_why() {
    let (travel, nowhere) = (line_id("F1", "travel"), line_id("F1", "gifts"));
    let misused = BudgetEvent::Spent {
        expenditure: id("V-9"),
        code: code("V-9"),
        line: travel,
        purpose: "teacher-teams".parse().unwrap(),
        kind: None,
        amount: money("CNY 1"),
    };
    let carried = BudgetEvent::CarriedOver { fund: id("F9"), policy: CarryOver::All };
    let cases = [
        (
            allotted(travel, "CNY 0"),
            "CNY 0.00 cannot be booked: give a positive amount, and a reversal or release for its opposite".to_owned(),
        ),
        (allotted(nowhere, "CNY 1"), format!("the budget has no line `{nowhere}`")),
        (carried, format!("the budget has no fund `{}`", id::<collegium_core::entity::Fund>("F9"))),
        (
            released("K-9", "CNY 1"),
            format!("no commitment `{}` was opened", id::<collegium_core::entity::Commitment>("K-9")),
        ),
        (
            reversed("V-9"),
            format!("there is no expenditure `{}`", id::<collegium_core::entity::Expenditure>("V-9")),
        ),
        (
            released("K-1", "EUR 1"),
            "`F1/travel` is kept in CNY, not in EUR: exchange the amount first".to_owned(),
        ),
        (
            misused,
            "`F1/travel` is for `overseas-teacher-programmes`, not for `teacher-teams`: money with a purpose is spent \
             on no other (Grant 2026-17 (2026-01-15))"
                .to_owned(),
        ),
        (
            committed("K-2", travel, "CNY 50.01"),
            "`F1/travel` has CNY 50.00 available, not CNY 50.01".to_owned(),
        ),
        (
            invoiced("V-9", "K-1", "CNY 90.01", true),
            "`F1/travel` has CNY 50.00 available, not CNY 50.01".to_owned(),
        ),
        (
            committed("K-1", travel, "CNY 1"),
            "the commitment `K-1` was opened on 2026-03-01 already".to_owned(),
        ),
        (
            spent("V-1", travel, "CNY 1"),
            "the expenditure `V-1` was booked on 2026-03-01 already".to_owned(),
        ),
        (released("K-1", "CNY 40.01"), "the commitment `K-1` has CNY 40.00 left, not CNY 40.01".to_owned()),
        (
            shifted(travel, line_id("F2", "travel"), "CNY 1"),
            "money cannot move from `F1/travel` to `F2/travel`: what a fund was given for stays with it (Grant 2026-17 \
             (2026-01-15))"
                .to_owned(),
        ),
        (reversed("V-2"), "the expenditure `V-2` was reversed on 2026-03-01 already".to_owned()),
        (
            allotted(travel, "CNY 792281625142643375935439503.35"),
            "the amounts in CNY are out of range together: amounts have fewer than 2^96 minor units".to_owned(),
        ),
    ];
    let mut budget = used();
    for (event, message) in cases {
        assert_eq!(refused(&mut budget, event), message);
    }
}

#[test]
fn an_expenditure_of_a_year_that_ended_stays() {
    let mut budget = used();
    for on in ["2026-12-31", "2027-12-31"] {
        let carried = BudgetEvent::CarriedOver { fund: id("F1"), policy: CarryOver::All };
        record(&mut budget, on, carried).unwrap();
    }
    let error = record(&mut budget, "2028-01-01", reversed("V-1")).unwrap_err().to_string();
    assert_eq!(
        error,
        "event #8 cannot happen on 2028-01-01: the expenditure `V-1` belongs to a year that ended on 2026-12-31"
    );
    // Found later, but it came back in time.
    let late = day("2028-01-01");
    budget.record(day("2026-12-30"), &clerk(late), None, reversed("V-1")).unwrap();
}

#[test]
fn an_entry_that_reaches_back_must_not_make_a_later_one_impossible() {
    let mut budget = budget();
    let travel = line_id("F1", "travel");
    record(&mut budget, "2026-02-01", allotted(travel, "CNY 100")).unwrap();
    record(&mut budget, "2026-05-01", spent("V-1", travel, "CNY 60")).unwrap();
    let before = budget.clone();
    let found = day("2026-06-01");
    let error =
        budget.record(day("2026-03-01"), &clerk(found), None, spent("V-2", travel, "CNY 41")).unwrap_err();
    assert_eq!(
        error.to_string(),
        "event #2 cannot happen on 2026-05-01: `F1/travel` has CNY 59.00 available, not CNY 60.00"
    );
    let error =
        budget.cancel(1.try_into().unwrap(), &clerk(found), "a mistake".parse().unwrap()).unwrap_err();
    assert_eq!(
        error.to_string(),
        "event #2 cannot happen on 2026-05-01: `F1/travel` has CNY 0.00 available, not CNY 60.00"
    );
    let none = budget.cancel(3.try_into().unwrap(), &clerk(found), "a mistake".parse().unwrap()).unwrap_err();
    assert_eq!(none.to_string(), "there is no event #3 that could be cancelled");
    let early = budget.record(found, &clerk(day("2026-04-30")), None, allotted(travel, "CNY 1")).unwrap_err();
    assert!(matches!(early, HistoryError::RecordedBefore { .. }));
    assert_eq!(budget, before);
    budget.record(day("2026-03-01"), &clerk(found), None, spent("V-2", travel, "CNY 40")).unwrap();
    assert_eq!(budget.available(travel), Some(money("CNY 0")));
    assert_eq!(budget.state_on(day("2026-03-31")).position(travel).unwrap().available(), money("CNY 60"));
    assert_eq!(budget.available(line_id("F9", "travel")), None);
}

fn budget_error(change: impl FnOnce(&mut BudgetDraft)) -> String {
    let mut draft = used().draft();
    change(&mut draft);
    Budget::try_from(draft).unwrap_err().to_string()
}

#[test]
fn budgets_that_do_not_fit_together() {
    assert_eq!(budget_error(|draft| draft.funds.clear()), "a budget needs at least one fund");
    assert_eq!(
        budget_error(|draft| draft.funds.push(fund("F1", "EUR"))),
        "the fund `F1`, or its id, comes twice"
    );
    assert_eq!(
        budget_error(|draft| {
            let mut other = fund("F9", "CNY").draft();
            other.code = code("F1");
            draft.funds.push(other.try_into().unwrap());
        }),
        "the fund `F1`, or its id, comes twice"
    );
    let again = line(&fund("F1", "CNY"), "travel");
    assert_eq!(
        budget_error(|draft| draft.lines.push(again.clone())),
        "the line `F1/travel`, or its id, comes twice"
    );
    let mut other = again.clone();
    other.id = id("F1/other");
    assert_eq!(
        budget_error(|draft| draft.lines.push(other.clone())),
        "the line `F1/travel`, or its id, comes twice"
    );
    other.code = code("other");
    other.fund = id("F9");
    assert_eq!(
        budget_error(|draft| draft.lines.push(other.clone())),
        format!("the line `other` is part of the fund `{}`, which is not there", other.fund)
    );
    other.fund = id("F1");
    other.purpose = "teacher-teams".parse().unwrap();
    assert_eq!(
        budget_error(|draft| draft.lines.push(other)),
        "`F1/other` cannot be for `teacher-teams`: the fund is not given for it (Grant 2026-17 (2026-01-15))"
    );
    assert_eq!(
        budget_error(|draft| drop(draft.entries.remove(0))),
        "event #1 cannot happen on 2026-03-01: `F1/travel` has CNY 0.00 available, not CNY 40.00"
    );
}

#[test]
fn other_records() {
    let mut draft = fund("F1", "CNY").draft();
    draft.purposes.clear();
    assert_eq!(
        Fund::try_from(draft).unwrap_err().to_string(),
        "the fund `F1` has no purpose: name at least one"
    );
    let rules = |change: fn(&mut collegium_funding::FundRulesDraft)| {
        let mut draft = FundRules::watch().load().unwrap().draft();
        change(&mut draft);
        FundRules::try_from(draft).unwrap_err().to_string()
    };
    assert_eq!(rules(|draft| draft.closing_days = 0), "`closing_days` cannot be 0: give at least 1");
    assert_eq!(rules(|draft| draft.commitment_days = 0), "`commitment_days` cannot be 0: give at least 1");
    assert_eq!(
        rules(|draft| draft.commitment_days = 3_661),
        "`commitment_days` cannot be 3661: give at most 3660"
    );
}

#[test]
fn positions() {
    let position = |allotted, committed, spent| {
        Position::new(money(allotted), money(committed), money(spent)).unwrap_err().to_string()
    };
    assert_eq!(
        position("CNY 1", "CNY -1", "CNY 0"),
        "CNY -1.00 cannot stand in a budget: amounts must not be negative"
    );
    assert_eq!(position("CNY 1", "EUR 0", "CNY 0"), "CNY and EUR do not mix: exchange one of them first");
}
