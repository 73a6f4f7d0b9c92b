//! Limits of approval, shifts that need one, plans in versions, and forecasts.
#![expect(clippy::unwrap_used, reason = "what fails here is a failed test")]

#[path = "support/fixture.rs"]
mod fixture;

use std::fmt::Debug;

use collegium_core::{
    Approval, Money,
    approval::{ApprovalRoute, ApprovalRouteDraft, ApprovalStep},
    history::Signature,
};
use collegium_funding::{
    ApprovalLimitError, ApprovalLimits, ApprovalLimitsDraft, Budget, BudgetEvent, BudgetPlan,
    BudgetPlanDraft, CarryOver, Expectation, Forecast, Likelihood, PlanVersion, TransferError, TransferRules,
};
use fixture::{allotted, budget, committed, day, grant, id, line_id, money, record, shifted, spent};
use serde::{Serialize, de::DeserializeOwned};

const ON: &str = "2026-03-01";

fn step(role: &str, level: &str) -> ApprovalStep {
    serde_json::from_str(&format!(r#"{{"role":"{role}","level":"{level}"}}"#)).unwrap()
}

fn by(name: &str, on: &str) -> Signature {
    Signature::new(id(name), name, day(on)).unwrap()
}

/// A request of the clerk by these steps, each decided by another on the day.
fn approved(steps: &[ApprovalStep], on: &str) -> Approval {
    let (steps, status) = (steps.to_vec(), collegium_core::Status::Verified);
    let route = ApprovalRoute::try_from(ApprovalRouteDraft { steps, source: grant(), status }).unwrap();
    let clerk = by("Wang Fang", on);
    let mut approval = Approval::propose(&route, &clerk, &clerk).unwrap();
    for (number, step) in route.steps.iter().enumerate() {
        let other = by(&format!("Approver {number}"), on);
        approval.approve(step, &other, &other).unwrap();
    }
    approval
}

fn golden<T: Debug + PartialEq + Serialize + DeserializeOwned>(value: &T) {
    let text = serde_json::to_string(value).unwrap();
    assert_eq!(&serde_json::from_str::<T>(&text).unwrap(), value);
    let spare = text.replacen('{', r#"{"spare":1,"#, 1);
    assert!(serde_json::from_str::<T>(&spare).unwrap_err().to_string().contains("unknown field `spare`"));
}

#[test]
fn who_may_approve_what() {
    let limits = ApprovalLimits::three_levels().load().unwrap();
    golden(&limits);
    let role = |amount: &str| limits.step_for(money(amount)).map(|step| step.role.to_string());
    assert_eq!(role("CNY 200000").as_deref(), Ok("office-director"));
    assert_eq!(role("CNY 200000.01").as_deref(), Ok("president"));
    assert_eq!(
        role("EUR 1").unwrap_err().to_string(),
        "the limits are in CNY, not in EUR: exchange the amount first"
    );
    let mut draft = limits.draft();
    draft.limits.pop();
    let bounded = ApprovalLimits::try_from(draft).unwrap();
    assert!(
        bounded
            .route(money("CNY 200000.01"))
            .unwrap_err()
            .to_string()
            .starts_with("nobody may approve CNY 200000.01 (")
    );

    // A request that nobody has decided permits nothing, whoever is to decide it.
    let (route, clerk) = (limits.route(money("CNY 100")).unwrap(), by("Wang Fang", ON));
    let pending = Approval::propose(&route, &clerk, &clerk).unwrap();
    let undecided = limits.permits(&pending, money("CNY 100"), day(ON)).unwrap_err();
    assert!(matches!(undecided, ApprovalLimitError::NotApproved { .. }), "{undecided}");

    let approval = approved(&[step("dean", "college"), step("office-director", "school")], ON);
    let permits = |amount: &str, on: &str| limits.permits(&approval, money(amount), day(on));
    assert_eq!(permits("CNY 200000", ON), Ok(()));
    assert!(
        permits("CNY 200001", ON)
            .unwrap_err()
            .to_string()
            .starts_with("CNY 200001.00 needs the approval of president (school) (")
    );
    assert_eq!(
        permits("CNY 1", "2026-02-28").unwrap_err().to_string(),
        "the request is not approved on 2026-02-28"
    );
    // The same role at the other level is another.
    let other = approved(&[step("president", "college")], ON);
    assert!(limits.permits(&other, money("CNY 1"), day(ON)).is_err());
}

#[test]
fn limits_that_are_none() {
    let refused = |change: fn(&mut ApprovalLimitsDraft)| {
        let mut draft = ApprovalLimits::three_levels().load().unwrap().draft();
        change(&mut draft);
        ApprovalLimits::try_from(draft).unwrap_err().to_string()
    };
    assert_eq!(refused(|draft| draft.limits.clear()), "limits of approval need at least one");
    assert_eq!(
        refused(|draft| draft.limits.first_mut().unwrap().up_to = None),
        "`dean (college)` has no limit, and others follow: only the last may have none"
    );
    assert_eq!(
        refused(|draft| draft.limits.first_mut().unwrap().up_to = Some(money("EUR 1"))),
        "a limit is in CNY and another is not: write all of them in one currency"
    );
    for amount in ["CNY 0", "CNY 200000"] {
        let mut draft = ApprovalLimits::three_levels().load().unwrap().draft();
        draft.limits.first_mut().unwrap().up_to = Some(money(amount));
        let error = ApprovalLimits::try_from(draft).unwrap_err();
        assert_eq!(error.to_string(), "limits of approval must be positive and rise");
    }
}

/// A thousand yuan on `F1/travel`, and nothing elsewhere; a third line has the purpose of `travel`.
fn thousand() -> Budget {
    let mut draft = budget().draft();
    let trips = fixture::line(draft.funds.first().unwrap(), "trips");
    draft.lines.push(trips);
    let mut budget = Budget::try_from(draft).unwrap();
    record(&mut budget, "2026-02-01", allotted(line_id("F1", "travel"), "CNY 1000")).unwrap();
    budget
}

#[test]
fn a_tenth_may_be_shifted_freely_and_more_with_approval() {
    let rules = TransferRules::tenth_free().load().unwrap();
    golden(&rules);
    let mut budget = thousand();
    let (travel, trips, events) = (line_id("F1", "travel"), line_id("F1", "trips"), line_id("F1", "events"));
    let needs = |budget: &Budget, to, amount: &str| {
        rules.needs(budget, travel, to, money(amount), day(ON)).unwrap().map(|step| step.role.to_string())
    };
    assert_eq!(needs(&budget, trips, "CNY 100"), None);
    assert_eq!(needs(&budget, trips, "CNY 100.01").as_deref(), Some("office-director"));
    assert_eq!(needs(&budget, events, "CNY 0.01").as_deref(), Some("president"), "another purpose");

    // What was shifted before counts, and its measure stays what was allotted.
    record(&mut budget, "2026-02-02", shifted(travel, trips, "CNY 60")).unwrap();
    assert_eq!(needs(&budget, trips, "CNY 40"), None);
    assert_eq!(needs(&budget, trips, "CNY 40.01").as_deref(), Some("office-director"));
    // What came in does not enlarge it.
    record(&mut budget, "2026-02-03", shifted(trips, travel, "CNY 60")).unwrap();
    assert_eq!(needs(&budget, trips, "CNY 40.01").as_deref(), Some("office-director"));

    let shift = (travel, trips, money("CNY 40.01"));
    let error = rules.permits(&budget, shift, None, day(ON)).unwrap_err();
    assert!(error.to_string().starts_with("the shift needs the approval of office-director (school) ("));
    let wrong = approved(&[step("dean", "college")], ON);
    assert!(rules.permits(&budget, shift, Some(&wrong), day(ON)).is_err());
    let right = approved(&[step("office-director", "school")], ON);
    assert_eq!(rules.permits(&budget, shift, Some(&right), day(ON)), Ok(()));
    assert!(rules.permits(&budget, shift, Some(&right), day("2026-02-28")).is_err(), "not yet approved");
    assert_eq!(rules.permits(&budget, (travel, trips, money("CNY 40")), None, day(ON)), Ok(()));

    // A new year begins anew.
    record(&mut budget, ON, BudgetEvent::CarriedOver { fund: id("F1"), policy: CarryOver::All }).unwrap();
    assert_eq!(needs(&budget, trips, "CNY 100"), None);
}

#[test]
fn nobody_approves_more_than_the_most_or_what_is_not_there() {
    let mut rules = TransferRules::tenth_free().load().unwrap().draft();
    rules.most = "50%".parse().unwrap();
    let rules = TransferRules::try_from(rules).unwrap();
    let (budget, travel, trips) = (thousand(), line_id("F1", "travel"), line_id("F1", "trips"));
    let needs = |amount: &str| rules.needs(&budget, travel, trips, money(amount), day(ON));
    assert!(needs("CNY 500").is_ok());
    assert!(needs("CNY 500.01").unwrap_err().to_string().starts_with(
        "CNY 500.01 of the CNY 1000.00 of the line would be shifted away this year, and at most 50% may ("
    ));
    let refused = needs("CNY 1000.01").unwrap_err();
    assert!(matches!(refused, TransferError::Refused { .. }), "{refused}");
    let mut draft = rules.draft();
    draft.free = "60%".parse().unwrap();
    assert_eq!(
        TransferRules::try_from(draft).unwrap_err().to_string(),
        "the greatest share of a line that may be shifted away cannot be below the free one"
    );
}

#[test]
fn a_shift_that_is_found_late_counts_with_those_after_it() {
    let rules = TransferRules::tenth_free().load().unwrap();
    let mut budget = thousand();
    let (travel, trips) = (line_id("F1", "travel"), line_id("F1", "trips"));
    let needs = |budget: &Budget, on: &str, amount: &str| {
        rules.needs(budget, travel, trips, money(amount), day(on)).unwrap().map(|step| step.role.to_string())
    };
    record(&mut budget, "2026-06-01", shifted(travel, trips, "CNY 60")).unwrap();
    record(&mut budget, "2026-07-01", shifted(trips, travel, "CNY 60")).unwrap();
    assert_eq!(needs(&budget, ON, "CNY 40"), None);
    assert_eq!(needs(&budget, ON, "CNY 40.01").as_deref(), Some("office-director"));

    // What follows the end of the year counts for the next.
    record(&mut budget, "2026-08-01", BudgetEvent::CarriedOver { fund: id("F1"), policy: CarryOver::All })
        .unwrap();
    record(&mut budget, "2026-09-01", shifted(travel, trips, "CNY 70")).unwrap();
    assert_eq!(needs(&budget, ON, "CNY 40"), None);
    assert_eq!(needs(&budget, ON, "CNY 40.01").as_deref(), Some("office-director"));
    assert_eq!(needs(&budget, "2026-08-01", "CNY 30"), None);
    assert_eq!(needs(&budget, "2026-08-01", "CNY 30.01").as_deref(), Some("office-director"));
}

fn version(amounts: &[(&str, &str)], on: &str) -> PlanVersion {
    let amounts = amounts.iter().map(|(line, amount)| (line_id("F1", line), money(amount)));
    let approval = approved(&[step("president", "school")], on);
    PlanVersion { reason: "a version".parse().unwrap(), amounts: amounts.collect(), approval }
}

fn plan(versions: Vec<PlanVersion>) -> BudgetPlan {
    let period = "2026-01-01/2026-12-31".parse().unwrap();
    BudgetPlan::try_from(BudgetPlanDraft { period, versions }).unwrap()
}

#[test]
fn a_budget_follows_its_plan() {
    let plan = plan(vec![
        version(&[("travel", "CNY 500"), ("events", "CNY 100")], "2026-01-10"),
        version(&[("travel", "CNY 400"), ("events", "CNY 300")], "2026-07-01"),
        version(&[("events", "CNY 250")], "2026-05-01"),
    ]);
    golden(&plan);
    golden(plan.versions.first().unwrap());
    assert_eq!(plan.in_force_on(day("2026-01-09")), None);
    let numbers = ["2026-01-10", "2026-05-01", "2026-12-31"].map(|on| plan.in_force_on(day(on)).unwrap().0);
    assert_eq!(numbers, [1, 3, 3]);

    let mut budget = budget();
    for (number, on, right) in [(1, "2026-01-10", ["500", "100"]), (3, "2026-05-01", ["0", "250"])] {
        for event in plan.changes(number, day(on)).unwrap() {
            record(&mut budget, on, event).unwrap();
        }
        let told = ["travel", "events"].map(|line| budget.available(line_id("F1", line)).unwrap());
        assert_eq!(told, right.map(|amount| money(&format!("CNY {amount}"))));
    }
    // Version 2 was approved late, and follows version 1.
    assert_eq!(plan.changes(2, day("2026-07-01")).unwrap().len(), 2);
    assert_eq!(
        plan.changes(2, day("2026-06-30")).unwrap_err().to_string(),
        "version 2 of the plan is not approved on 2026-06-30"
    );
    for number in [0, 4] {
        let error = plan.changes(number, day("2026-06-30")).unwrap_err().to_string();
        assert_eq!(error, format!("the plan has no version {number}: it has 3, numbered from 1"));
    }
}

#[test]
fn plans_that_are_none() {
    let refused = |versions| {
        let period = "2026-01-01/2026-12-31".parse().unwrap();
        BudgetPlan::try_from(BudgetPlanDraft { period, versions }).unwrap_err().to_string()
    };
    assert_eq!(refused(vec![]), "a plan needs at least one version");
    assert_eq!(
        refused(vec![version(&[("travel", "CNY -1")], ON)]),
        "a line cannot be given CNY -1.00: amounts must not be negative"
    );
    let line = line_id("F1", "travel");
    assert_eq!(
        refused(vec![version(&[("travel", "CNY 1")], ON), version(&[("travel", "EUR 1")], ON)]),
        format!(
            "the line `{line}` has an amount in EUR and another is not: write all of them in one currency"
        )
    );
}

fn expected(line: &str, on: &str, amount: &str, likelihood: Likelihood) -> Expectation {
    let (line, on, amount) = (line_id("F1", line), day(on), money(amount));
    Expectation { line, on, amount, likelihood, what: "a batch".parse().unwrap() }
}

#[test]
fn a_forecast_says_how_sure_it_is() {
    let mut budget = thousand();
    let travel = line_id("F1", "travel");
    record(&mut budget, "2026-02-02", committed("K-1", travel, "CNY 200")).unwrap();
    record(&mut budget, "2026-02-03", spent("V-1", travel, "CNY 100")).unwrap();
    record(&mut budget, "2026-03-02", spent("V-2", travel, "CNY 50")).unwrap();
    let coming = [
        expected("travel", ON, "CNY 1", Likelihood::Sure),
        expected("travel", "2026-03-02", "CNY 300", Likelihood::Sure),
        expected("travel", "2026-12-31", "CNY 500", Likelihood::Likely),
        expected("travel", "2026-12-31", "CNY 20", Likelihood::Possible),
        expected("travel", "2027-01-01", "CNY 9", Likelihood::Sure),
        expected("events", "2026-12-31", "CNY 7", Likelihood::Sure),
    ];
    let forecast = Forecast::project(&budget, &coming, day(ON), day("2026-12-31")).unwrap();
    golden(&forecast);
    golden(coming.first().unwrap());
    let line = forecast.lines.iter().find(|line| line.line == travel).unwrap();
    golden(line);
    let told = [line.allotted, line.least, line.expected, line.most, line.left].map(Money::units);
    assert_eq!(told, [100_000, 60_000, 110_000, 112_000, -10_000]);
    assert_eq!(forecast.lines.len(), 7);
    assert!(forecast.lines.iter().map(|line| &line.code).is_sorted());

    let refused = |expectation: Expectation| {
        Forecast::project(&budget, &[expectation], day(ON), day("2026-12-31")).unwrap_err().to_string()
    };
    let sure = |line: &str, amount: &str| expected(line, "2026-12-31", amount, Likelihood::Sure);
    assert_eq!(
        refused(sure("gifts", "CNY 1")),
        format!("the budget has no line `{}` on which money is booked", line_id("F1", "gifts"))
    );
    assert_eq!(
        refused(sure("travel", "EUR 1")),
        "the line is kept in CNY, not in EUR: exchange the amount first"
    );
    assert_eq!(refused(sure("travel", "CNY 0")), "CNY 0.00 cannot be expected: give a positive amount");
    assert_eq!(
        refused(sure("travel", "CNY 792281625142643375935439503.35")),
        "what is expected of `F1/travel` is out of range: amounts have fewer than 2^96 minor units"
    );
}
