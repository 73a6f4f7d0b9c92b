//! The control of a tree of lines: beside a naive model, and case by case.
#![expect(clippy::unwrap_used, reason = "what fails here is a failed test")]

#[path = "support/fixture.rs"]
mod fixture;
#[path = "support/tree.rs"]
mod tree;

use chrono::NaiveDate;
use collegium_core::{
    Money,
    history::{EntryNumber, HistoryError},
};
use collegium_funding::{
    Budget, BudgetEvent, BudgetEventError, CarryOver, ControlAction, ControlRules, FundTerms, Position,
};
use fixture::{
    allotted, clerk, code, committed, day, id, invoiced, line_id, money, record, released, reversed, shifted,
    spent,
};
use proptest::prelude::*;
use tree::{Naive, TREE, at, name};

const ON: &str = "2026-03-01";

/// The position of a line, or in the last place of the fund.
fn position(budget: &Budget, node: usize) -> Position {
    let state = budget.latest();
    let position = if node < TREE.len() { state.position(at(node)) } else { state.fund_position(id("F1")) };
    position.unwrap()
}

fn figures(budget: &Budget, node: usize) -> [i128; 4] {
    let position = position(budget, node);
    [position.allotted(), position.committed(), position.spent(), position.available()].map(Money::units)
}

proptest! {
    #[test]
    fn a_tree_is_controlled_as_the_naive_model_does(actions in tree::actions(), tries in tree::tries()) {
        let (mut budget, mut model) = (tree::budget(actions), Naive::new(actions));
        for what in &tries {
            let before = budget.clone();
            let verdict = budget.check(day(ON), &what.event());
            prop_assert_eq!(&budget, &before, "a dry run changes nothing");
            let recorded = record(&mut budget, ON, what.event());
            let warned = model.accepts(what);
            match (verdict, recorded, warned) {
                (Ok(verdict), Ok(_), Some(warned)) => {
                    let told: Vec<_> = verdict.warnings().map(|level| level.at.to_string()).collect();
                    prop_assert_eq!(told, warned.into_iter().map(name).collect::<Vec<_>>());
                }
                (Err(dry), Err(real), None) => {
                    prop_assert_eq!(dry, real, "a dry run says what a real one does");
                    prop_assert_eq!(&budget, &before, "a refused event changes nothing");
                }
                other => prop_assert!(false, "{what:?}: {other:?}"),
            }
            for node in 0..=TREE.len() {
                prop_assert_eq!(figures(&budget, node), model.figures(node).map(i128::from), "{}", name(node));
            }
        }
        let json = serde_json::to_string(&budget).unwrap();
        prop_assert_eq!(serde_json::from_str::<Budget>(&json).unwrap(), budget);
    }

    #[test]
    fn where_everything_stops_nothing_is_overdrawn(tries in tree::tries()) {
        let mut budget = tree::budget([ControlAction::Stop; 7]);
        for what in &tries {
            drop(record(&mut budget, ON, what.event()));
            prop_assert!((0..=TREE.len()).all(|node| !position(&budget, node).is_overdrawn()));
        }
    }

    #[test]
    fn a_day_can_be_replayed(actions in tree::actions(), tries in tree::tries()) {
        let mut budget = tree::budget(actions);
        let mut known = vec![budget.latest().clone()];
        for (number, what) in tries.iter().enumerate() {
            let on = day(ON) + chrono::Days::new(number as u64);
            drop(budget.record(on, &clerk(on), None, what.event()));
            known.push(budget.latest().clone());
        }
        for (number, state) in known.iter().enumerate() {
            let on = day(ON) + chrono::Days::new(number as u64);
            let before = on.pred_opt().unwrap();
            prop_assert_eq!(&budget.state_on(before), state);
            prop_assert_eq!(&budget.state_known(on, before), state);
        }
    }

    #[test]
    fn an_entry_that_reaches_back_comes_to_the_same_as_a_fold_of_all(
        actions in tree::actions(),
        tries in tree::tries(),
        late in proptest::collection::vec((0_u64..6, 0_usize..12), 80),
    ) {
        let mut budget = tree::budget(actions);
        for ((number, what), (days, cancels)) in (0_u64..).zip(&tries).zip(late) {
            let recorded = day(ON) + chrono::Days::new(number / 2);
            let effective = recorded - chrono::Days::new(days);
            let (before, mut then) = (budget.clone(), standing(&budget));
            let done = if cancels < then.len() && cancels < 2 {
                let (entry, ..) = then.remove(then.len() - 1 - cancels);
                budget.cancel(entry, &clerk(recorded), "a mistake".parse().unwrap())
            } else {
                let place = then.partition_point(|(_, on, _)| *on <= effective);
                then.insert(place, (1.try_into().unwrap(), effective, what.event()));
                budget.record(effective, &clerk(recorded), None, what.event())
            };
            let folded = in_order(actions, &then);
            prop_assert_eq!(done.is_ok(), folded.is_some());
            if let Some(folded) = folded {
                prop_assert_eq!(budget.latest(), folded.latest());
            } else {
                prop_assert_eq!(&budget, &before);
            }
        }
    }
}

type Event = (EntryNumber, NaiveDate, BudgetEvent);

fn standing(budget: &Budget) -> Vec<Event> {
    let standing = budget.standing();
    standing.map(|(entry, on, it)| (entry, on, it.event().unwrap().clone())).collect()
}

/// A budget in which these events happened one after the other, so that none reaches back.
fn in_order(actions: tree::Actions, events: &[Event]) -> Option<Budget> {
    let mut budget = tree::budget(actions);
    for (_, effective, event) in events {
        budget.record(*effective, &clerk(day("2027-01-01")), None, event.clone()).ok()?;
    }
    Some(budget)
}

fn refusal(error: &HistoryError<BudgetEventError>) -> String {
    let HistoryError::Impossible { error, .. } = error else { unreachable!("{error}") };
    error.to_string()
}

/// The budget whose lines warn, and all else stops.
fn by_fund() -> Budget {
    let mut draft = tree::budget([ControlAction::Stop; 7]).draft();
    draft.control = Some(ControlRules::by_fund().load().unwrap());
    Budget::try_from(draft).unwrap()
}

#[test]
fn a_verdict_names_every_level_with_its_figures() {
    let mut budget = by_fund();
    let (a, b) = (line_id("F1", "a"), line_id("F1", "b"));
    record(&mut budget, ON, allotted(a, "CNY 30")).unwrap();
    record(&mut budget, ON, allotted(b, "CNY 50")).unwrap();
    let verdict = budget.check(day(ON), &committed("K-1", b, "CNY 60")).unwrap_err();
    assert_eq!(refusal(&verdict), "`F1/h` has CNY 50.00 available, not CNY 60.00");
    let verdict = budget.check(day(ON), &committed("K-1", a, "CNY 60")).unwrap();
    let levels: Vec<_> = verdict.levels.iter().map(|it| (it.at.to_string(), it.short())).collect();
    let right = [("F1/a", Some(money("CNY 30"))), ("F1/g", None), ("F1", None)];
    assert_eq!(levels, right.map(|(at, short)| (at.to_owned(), short)));
    assert!(!verdict.is_clear());

    // The line is exceeded; what else the group can give, it can still give.
    record(&mut budget, ON, committed("K-1", a, "CNY 60")).unwrap();
    assert_eq!(budget.available(a), Some(money("CNY -30")));
    assert_eq!(budget.usable_on(b, day(ON)), Some(money("CNY 20")));
    let error = record(&mut budget, ON, spent("V-1", b, "CNY 21")).unwrap_err();
    let HistoryError::Impossible { error: BudgetEventError::Insufficient { level }, .. } = error else {
        unreachable!("{error}")
    };
    assert_eq!((level.at.to_string(), level.short()), ("F1/g".to_owned(), Some(money("CNY 1"))));
    assert_eq!((level.position.allotted(), level.position.committed()), (money("CNY 80"), money("CNY 60")));
}

#[test]
fn an_invoice_is_held_against_its_excess_only() {
    let mut budget = by_fund();
    let a = line_id("F1", "a");
    record(&mut budget, ON, allotted(a, "CNY 30")).unwrap();
    record(&mut budget, ON, committed("K-1", a, "CNY 30")).unwrap();
    let covered = budget.check(day(ON), &invoiced("V-1", "K-1", "CNY 30", true)).unwrap();
    assert!(covered.is_clear() && covered.levels.iter().all(|level| level.asked.is_zero()));
    let error = budget.check(day(ON), &invoiced("V-1", "K-1", "CNY 30.01", true)).unwrap_err();
    assert_eq!(refusal(&error), "`F1/g` has CNY 0.00 available, not CNY 0.01");
}

#[test]
fn an_event_that_reaches_back_is_checked_with_what_followed() {
    let mut budget = by_fund();
    let a = line_id("F1", "a");
    record(&mut budget, "2026-02-01", allotted(a, "CNY 30")).unwrap();
    record(&mut budget, "2026-04-01", spent("V-1", a, "CNY 20")).unwrap();
    let back = spent("V-2", a, "CNY 11");
    let dry = budget.check(day(ON), &back).unwrap_err();
    assert_eq!(dry, budget.record(day(ON), &clerk(day("2026-04-02")), None, back).unwrap_err());
    assert_eq!(
        dry.to_string(),
        "event #2 cannot happen on 2026-04-01: `F1/g` has CNY 19.00 available, not CNY 20.00"
    );
    let verdict = budget.check(day(ON), &spent("V-2", a, "CNY 10")).unwrap();
    assert_eq!(verdict.levels.first().unwrap().position.available(), money("CNY 30"));
}

#[test]
fn a_line_with_parts_holds_no_money_of_its_own() {
    let mut budget = by_fund();
    let group = line_id("F1", "g");
    let error = record(&mut budget, ON, allotted(group, "CNY 1")).unwrap_err();
    assert_eq!(refusal(&error), "`F1/g` has parts: book on one of these");
    assert!(budget.has_parts(group) && !budget.has_parts(line_id("F1", "a")));
}

#[test]
fn what_is_overdrawn_is_covered_before_the_year_ends() {
    let mut budget = by_fund();
    let (a, b) = (line_id("F1", "a"), line_id("F1", "b"));
    record(&mut budget, ON, allotted(a, "CNY 30")).unwrap();
    record(&mut budget, ON, allotted(b, "CNY 30")).unwrap();
    record(&mut budget, ON, spent("V-1", a, "CNY 40")).unwrap();
    let carried = BudgetEvent::CarriedOver { fund: id("F1"), policy: CarryOver::All };
    let error = record(&mut budget, ON, carried.clone()).unwrap_err();
    assert_eq!(refusal(&error), "`F1/a` is overdrawn by CNY 10.00: cover it before the year ends");
    // What is not there cannot be given, whatever the rules let be exceeded.
    let error = record(&mut budget, ON, shifted(a, b, "CNY 1")).unwrap_err();
    assert_eq!(refusal(&error), "`F1/a` has CNY -10.00 available, not CNY 1.00");
    let error = record(&mut budget, ON, BudgetEvent::Cut { line: a, amount: money("CNY 1") }).unwrap_err();
    assert_eq!(refusal(&error), "`F1/a` has CNY -10.00 available, not CNY 1.00");
    record(&mut budget, ON, shifted(b, a, "CNY 10")).unwrap();
    record(&mut budget, ON, carried).unwrap();
    assert_eq!(budget.latest().fund_position(id("F1")).unwrap().available(), money("CNY 20"));
}

#[test]
fn nothing_is_available_outside_the_days() {
    let mut draft = by_fund().draft();
    draft.lines.last_mut().unwrap().period = Some("2026-02-01/2026-02-28".parse().unwrap());
    let mut budget = Budget::try_from(draft.clone()).unwrap();
    let d = line_id("F1", "d");
    record(&mut budget, "2026-01-01", allotted(d, "CNY 30")).unwrap();
    let early = record(&mut budget, "2026-01-01", spent("V-1", d, "CNY 1")).unwrap_err();
    assert_eq!(
        refusal(&early),
        "nothing of `F1/d` is available on 2026-01-01: its days are 2026-02-01/2026-02-28"
    );
    record(&mut budget, "2026-02-28", committed("K-1", d, "CNY 10")).unwrap();
    assert_eq!(budget.usable_on(d, day("2026-02-28")), Some(money("CNY 20")));
    assert_eq!(budget.usable_on(d, day("2026-03-01")), Some(money("CNY 0")));
    assert_eq!(budget.usable_on(line_id("F9", "d"), day("2026-03-01")), None);
    assert!(record(&mut budget, "2026-03-01", committed("K-2", d, "CNY 10")).is_err());
    // What was promised in time is paid; what exceeds it is not.
    assert!(record(&mut budget, "2026-03-01", invoiced("V-1", "K-1", "CNY 11", true)).is_err());
    record(&mut budget, "2026-03-01", invoiced("V-1", "K-1", "CNY 10", true)).unwrap();

    let mut rules = ControlRules::by_fund().load().unwrap().draft();
    rules.outside_days = ControlAction::Warn;
    draft.control = Some(rules.try_into().unwrap());
    let mut warned = Budget::try_from(draft).unwrap();
    record(&mut warned, "2026-01-01", allotted(d, "CNY 30")).unwrap();
    let verdict = warned.check(day("2026-03-01"), &spent("V-1", d, "CNY 1")).unwrap();
    assert_eq!(verdict.outside.map(|days| days.to_string()).as_deref(), Some("2026-02-01/2026-02-28"));
    assert!(!verdict.is_clear());
}

#[test]
fn control_may_differ_by_period() {
    let mut draft = tree::budget([ControlAction::Stop; 7]).draft();
    let mut rules = ControlRules::stop().load().unwrap().draft();
    let exception = r#"{"fund":"F1","during":"2026-12-01/2026-12-31","action":"warn"}"#;
    rules.exceptions.push(serde_json::from_str(exception).unwrap());
    draft.control = Some(rules.try_into().unwrap());
    let mut budget = Budget::try_from(draft).unwrap();
    let d = line_id("F1", "d");
    assert!(record(&mut budget, "2026-11-30", spent("V-1", d, "CNY 1")).is_err());
    record(&mut budget, "2026-12-01", spent("V-1", d, "CNY 1")).unwrap();
    assert!(budget.latest().fund_position(id("F1")).unwrap().is_overdrawn());
}

/// The budget whose fund has terms.
fn with_terms(fields: &str) -> Budget {
    let mut draft = by_fund().draft();
    let mut fund = draft.funds.remove(0).draft();
    let source = r#""source":{"document":"Grant 2026-17","date":"2026-01-15"},"status":"verified""#;
    fund.terms = Some(serde_json::from_str::<FundTerms>(&format!("{{{fields},{source}}}")).unwrap());
    draft.funds.push(fund.try_into().unwrap());
    draft.lines.last_mut().unwrap().kind = Some("travel".parse().unwrap());
    let mut budget = Budget::try_from(draft).unwrap();
    for line in ["a", "d"] {
        record(&mut budget, "2026-02-01", allotted(line_id("F1", line), "CNY 1000")).unwrap();
    }
    budget
}

fn of_kind(mut event: BudgetEvent, given: &str) -> BudgetEvent {
    if let BudgetEvent::Spent { kind, .. } | BudgetEvent::Committed { kind, .. } = &mut event {
        *kind = Some(given.parse().unwrap());
    }
    event
}

#[test]
fn costs_the_fund_does_not_pay_are_refused_with_the_source() {
    let budget = with_terms(r#""cost_kinds":["lodging","travel"]"#);
    let (a, d) = (line_id("F1", "a"), line_id("F1", "d"));
    let refused = |event: BudgetEvent| refusal(&budget.check(day(ON), &event).unwrap_err());
    assert_eq!(
        refused(of_kind(spent("V-1", a, "CNY 1"), "gifts")),
        "`F1/a` does not pay `gifts` (Grant 2026-17 (2026-01-15))"
    );
    assert_eq!(
        refused(spent("V-1", a, "CNY 1")),
        "`F1/a` pays only some kinds of costs: say which these are (Grant 2026-17 (2026-01-15))"
    );
    assert_eq!(
        refused(of_kind(committed("K-1", d, "CNY 1"), "lodging")),
        "`F1/d` pays `travel`, not `lodging`"
    );
    assert!(budget.check(day(ON), &committed("K-1", d, "CNY 1")).is_ok(), "the line says the kind");
    let mut draft = budget.draft();
    draft.entries.clear();
    draft.lines.last_mut().unwrap().kind = Some("gifts".parse().unwrap());
    assert_eq!(
        Budget::try_from(draft).unwrap_err().to_string(),
        "`F1/d` cannot pay `gifts`: the fund does not (Grant 2026-17 (2026-01-15))"
    );
}

#[test]
fn ceilings_hold_for_an_item_in_all_and_as_a_share() {
    let limit = |limit: &str| with_terms(&format!(r#""ceilings":[{{"kind":"travel","limit":{limit}}}]"#));
    let d = line_id("F1", "d");
    let mut item = limit(r#"{"item":{"amount":"90.00","currency":"CNY"}}"#);
    let error = record(&mut item, ON, committed("K-1", d, "CNY 90.01")).unwrap_err();
    assert_eq!(
        refusal(&error),
        "`F1/d` pays at most CNY 90.00 for `travel`, and this comes to CNY 90.01 (Grant 2026-17 (2026-01-15))"
    );
    record(&mut item, ON, committed("K-1", d, "CNY 90")).unwrap();
    record(&mut item, ON, committed("K-2", d, "CNY 90")).unwrap();
    assert!(record(&mut item, ON, invoiced("V-1", "K-1", "CNY 91", false)).is_err());
    record(&mut item, ON, invoiced("V-1", "K-1", "CNY 90", false)).unwrap();

    let (total, share) = (r#"{"total":{"amount":"200.00","currency":"CNY"}}"#, r#"{"share":"10%"}"#);
    for mut budget in [limit(total), limit(share)] {
        record(&mut budget, ON, committed("K-1", d, "CNY 150")).unwrap();
        assert!(record(&mut budget, ON, spent("V-1", d, "CNY 50.01")).is_err());
        record(&mut budget, ON, spent("V-1", d, "CNY 50")).unwrap();
        assert!(record(&mut budget, ON, invoiced("V-2", "K-1", "CNY 150.01", true)).is_err());
        // What came back, or was not needed, can be used again; what a year that ended used cannot.
        record(&mut budget, ON, reversed("V-1")).unwrap();
        record(&mut budget, ON, released("K-1", "CNY 30")).unwrap();
        record(&mut budget, ON, invoiced("V-2", "K-1", "CNY 100", true)).unwrap();
        assert_eq!(budget.latest().used_for(id("F1"), &"travel".parse().unwrap()), Some(money("CNY 100")));
        record(&mut budget, ON, BudgetEvent::CarriedOver { fund: id("F1"), policy: CarryOver::All }).unwrap();
        record(&mut budget, ON, spent("V-3", d, "CNY 100")).unwrap();
        assert!(record(&mut budget, ON, spent("V-4", d, "CNY 0.01")).is_err());
    }
}

#[test]
fn trees_that_are_none() {
    let error = |change: fn(&mut collegium_funding::BudgetDraft)| {
        let mut draft = by_fund().draft();
        change(&mut draft);
        Budget::try_from(draft).unwrap_err().to_string()
    };
    assert_eq!(
        error(|draft| draft.lines[0].part_of = Some(at(3))),
        "`F1/g` is a part of itself, or of one that is"
    );
    assert_eq!(
        error(|draft| draft.lines[5].part_of = Some(at(5))),
        "`F1/d` is a part of itself, or of one that is"
    );
    let nowhere = line_id("F9", "x");
    assert_eq!(
        error(|draft| draft.lines[5].part_of = Some(line_id("F9", "x"))),
        format!("`F1/d`, or what it is a part of, is a part of `{nowhere}`, which is no line of its fund")
    );
    assert_eq!(
        error(|draft| {
            let mut other = fixture::fund("F2", "CNY").draft();
            other.code = code("F2");
            draft.funds.push(other.try_into().unwrap());
            draft.lines[5].fund = id("F2");
            draft.lines[5].part_of = Some(at(0));
        }),
        format!("`F2/d`, or what it is a part of, is a part of `{}`, which is no line of its fund", at(0))
    );
    assert_eq!(
        error(|draft| draft.lines[5].period = Some("2026-12-31/2027-01-01".parse().unwrap())),
        "`F1/d` cannot be used on the days 2026-12-31/2027-01-01: those of its fund are 2026-01-01/2026-12-31"
    );
}

#[test]
fn the_second_of_two_clerks_looks_again() {
    let mut budget = by_fund();
    let (a, on) = (line_id("F1", "a"), day(ON));
    let seen = budget.version();
    budget.record_at(seen, on, &clerk(on), None, allotted(a, "CNY 30")).unwrap();
    let before = budget.clone();
    let error = budget.record_at(seen, on, &clerk(on), None, allotted(a, "CNY 30")).unwrap_err();
    assert_eq!(refusal(&error), "the budget has 1 entries and not the 0 it was looked at with: look again");
    assert_eq!(budget, before);
    budget.record_at(budget.version(), on, &clerk(on), None, allotted(a, "CNY 30")).unwrap();
}

#[test]
fn what_is_promised_beyond_all_allotments_can_still_be_added() {
    let mut draft = tree::budget([ControlAction::Ignore; 7]).draft();
    draft.funds.push(fixture::fund("F2", "CNY"));
    let mut budget = Budget::try_from(draft).unwrap();
    let most = "CNY 792281625142643375935439503.35";
    record(&mut budget, ON, spent("V-1", line_id("F1", "a"), most)).unwrap();
    let error = record(&mut budget, ON, committed("K-1", line_id("F1", "d"), "CNY 0.01")).unwrap_err();
    assert!(refusal(&error).starts_with("the amounts in CNY are out of range together"), "{error}");
}

#[test]
fn a_new_year_does_not_give_more_than_can_be_added() {
    let mut rules = ControlRules::stop().load().unwrap().draft();
    rules.otherwise = ControlAction::Warn;
    let control = Some(ControlRules::try_from(rules).unwrap());
    let draft = collegium_funding::BudgetDraft { control, ..fixture::budget().draft() };
    let mut budget = Budget::try_from(draft).unwrap();
    let (full, empty) = (line_id("F1", "travel"), line_id("F2", "travel"));
    let much = "CNY 500000000000000000000000000"; // two of them have more than 2^96 fen
    record(&mut budget, ON, allotted(full, much)).unwrap();
    record(&mut budget, ON, committed("K-1", empty, much)).unwrap();
    let before = budget.clone();
    let more = record(&mut budget, ON, committed("K-2", full, much)).unwrap_err();
    assert!(more.to_string().contains("out of range"), "promised in one fund and another: {more}");
    let ends = BudgetEvent::CarriedOver { fund: id("F2"), policy: CarryOver::Committed };
    let refused = record(&mut budget, ON, ends).unwrap_err();
    let HistoryError::Impossible { error, .. } = refused else { unreachable!("{refused}") };
    assert_eq!(error, BudgetEventError::OutOfRange { currency: "CNY".parse().unwrap() });
    assert_eq!(budget, before);
}
