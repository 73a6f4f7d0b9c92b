//! Each code fires where it should and is quiet where it should not.
#![expect(clippy::unwrap_used, reason = "what fails here is a failed test")]

#[path = "support/fixture.rs"]
mod fixture;

use std::collections::BTreeSet;

use collegium_core::{Findings, finding::Code};
use collegium_funding::{
    Budget, BudgetEvent, CarryOver, ControlRules, FundDraft, FundRules, PurposeCatalogue,
    rule::{CODES, FU0101, FU0102, FU0103, FU0104, FU0105, FU0106, FU0107, FU0108, FU0109, FU0110},
};
use fixture::{
    allotted, budget, clerk, committed, day, id, invoiced, line_id, record, released, reversed, shifted,
    spent,
};

fn found(budget: &Budget, as_of: &str) -> Findings {
    let catalogue = PurposeCatalogue::special_fund().load().unwrap();
    FundRules::watch().load().unwrap().check(budget, &catalogue, day(as_of))
}

/// The texts of the findings with a code.
fn texts(budget: &Budget, as_of: &str, code: Code) -> Vec<String> {
    let findings = found(budget, as_of);
    let ours = findings.iter().filter(|finding| finding.code == code);
    let explained = |finding: &collegium_core::Finding| finding.basis.is_some() && finding.remedy.is_some();
    ours.inspect(|finding| assert!(explained(finding))).map(ToString::to_string).collect()
}

/// The budget after these events, each recorded on its day.
fn after(events: impl IntoIterator<Item = (&'static str, BudgetEvent)>) -> Budget {
    let mut budget = budget();
    for (on, event) in events {
        record(&mut budget, on, event).unwrap();
    }
    budget
}

/// The budget with another fund `F1`, after these events.
fn with_fund(
    change: impl FnOnce(&mut FundDraft),
    events: impl IntoIterator<Item = (&'static str, BudgetEvent)>,
) -> Budget {
    let mut draft = budget().draft();
    let mut fund = draft.funds.remove(0).draft();
    change(&mut fund);
    draft.funds.push(fund.try_into().unwrap());
    let mut budget = Budget::try_from(draft).unwrap();
    for (on, event) in events {
        record(&mut budget, on, event).unwrap();
    }
    budget
}

/// Terms with these fields before their source.
fn terms(fields: &str) -> collegium_funding::FundTerms {
    let source = r#""source":{"document":"Grant 2026-17","date":"2026-01-15"},"status":"verified""#;
    serde_json::from_str(&format!("{{{fields},{source}}}")).unwrap()
}

/// A fifth is to be the college's own, and these many yuan are.
fn matched(own: &'static str) -> Budget {
    let fund = move |fund: &mut FundDraft| {
        fund.terms = Some(terms(r#""matching":{"own":["own","tuition-share"],"share":"20%"}"#));
        let channel = |name: &str, amount| (name.parse().unwrap(), fixture::money(amount));
        fund.channels = [channel("municipal", "CNY 800"), channel("own", own)].into();
    };
    with_fund(fund, [])
}

fn reported(on: Option<&str>) -> Budget {
    let report = on.map(|on| format!(r#"{{"name":"annual","until":"2026-12-31","on":"{on}"}}"#));
    let fund = |fund: &mut FundDraft| {
        fund.terms = Some(terms(r#""reports":[{"name":"annual","every":"year","within_days":60}]"#));
        fund.reports = report.iter().map(|report| serde_json::from_str(report).unwrap()).collect();
    };
    with_fund(fund, [])
}

/// A hundred yuan of travel, and so much in common.
fn indirect(amount: &str) -> Budget {
    let fund = |fund: &mut FundDraft| {
        fund.terms = Some(terms(r#""flat_rates":[{"kind":"indirect","base":{"share":{"share":"7%"}}}]"#));
    };
    let travel = line_id("F1", "travel");
    let spent = |name: &str, kind: &str, amount: &str| {
        let mut event = spent(name, travel, amount);
        if let BudgetEvent::Spent { kind: of, .. } = &mut event {
            *of = Some(kind.parse().unwrap());
        }
        ("2026-03-01", event)
    };
    let events = [spent("V-1", "travel", "CNY 100"), spent("V-2", "indirect", amount)];
    with_fund(fund, [("2026-02-01", allotted(travel, "CNY 1000"))].into_iter().chain(events))
}

/// A line that may be exceeded, and is: by ten yuan of these.
fn exceeded(amount: &str) -> Budget {
    let (travel, events) = (line_id("F1", "travel"), line_id("F1", "events"));
    let mut draft = budget().draft();
    draft.control = Some(ControlRules::by_fund().load().unwrap());
    let mut budget = Budget::try_from(draft).unwrap();
    for event in [allotted(travel, "CNY 10"), allotted(events, "CNY 100"), spent("V-1", travel, amount)] {
        record(&mut budget, "2026-02-01", event).unwrap();
    }
    budget
}

/// One budget that shows a code, the day it does, and the text of the finding.
fn firing() -> Vec<(Code, Budget, &'static str, &'static str)> {
    let (travel, events) = (line_id("F1", "travel"), line_id("F1", "events"));
    let open = || {
        after([
            ("2026-02-01", allotted(travel, "CNY 100")),
            ("2026-03-01", committed("K-1", travel, "CNY 40")),
        ])
    };
    let mut gifts = budget().draft();
    let mut fund = gifts.funds.remove(0).draft();
    fund.purposes.insert("gifts".parse().unwrap());
    gifts.funds.push(fund.try_into().unwrap());
    let late =
        [("2026-02-01", allotted(travel, "CNY 100")), ("2027-01-01", committed("K-1", travel, "CNY 40"))];
    let moved =
        [("2026-02-01", allotted(travel, "CNY 100")), ("2026-03-01", shifted(travel, events, "CNY 5"))];
    vec![
        (
            FU0101,
            open(),
            "2026-08-29",
            "warning FU0101: commitment K-1: the commitment on `F1/travel` has been open for 181 days (opened \
             2026-03-01, open CNY 40.00, days open 181, days allowed 180)",
        ),
        (
            FU0102,
            open(),
            "2027-01-01",
            "warning FU0102: fund F1: the fund ended on 2026-12-31 with commitments still open or money left (last \
             day 2026-12-31, days since 1, commitments 1, open CNY 40.00, left CNY 60.00)",
        ),
        (
            FU0103,
            after([
                ("2026-02-01", allotted(travel, "CNY 100")),
                ("2026-03-01", spent("V-1", travel, "CNY 74.99")),
            ]),
            "2026-09-30",
            "warning FU0103: budget-line F1/travel: too little of the line is spent, and the fund ends on 2026-12-31 \
             (spent 74.99 of 100 (75.0 %), asked for 75%, available CNY 25.01, days left 92)",
        ),
        (
            FU0104,
            gifts.try_into().unwrap(),
            "2026-01-01",
            "violation FU0104: fund F1, purposes: the catalogue does not list `gifts` (purpose gifts)",
        ),
        (
            FU0105,
            after(late),
            "2027-01-01",
            "violation FU0105: commitment K-1: money of `F1/travel` was used on a day that is not the fund's (day \
             2027-01-01, amount CNY 40.00, days of the fund 2026-01-01/2026-12-31)",
        ),
        (
            FU0106,
            after(moved),
            "2026-03-01",
            "warning FU0106: budget-line F1/travel: entry #2 shifts money to `F1/events` without a reason (day \
             2026-03-01, amount CNY 5.00, from purpose overseas-teacher-programmes, to purpose \
             international-conferences)",
        ),
    ]
}

/// The same for what rules that do not stop, and the terms of funds, bring to light.
fn firing_by_terms() -> Vec<(Code, Budget, &'static str, &'static str)> {
    vec![
        (
            FU0107,
            exceeded("CNY 20"),
            "2026-03-01",
            "warning FU0107: budget-line F1/travel: more is promised and spent than was allotted (allotted CNY 10.00, \
             committed CNY 0.00, spent CNY 20.00, short by CNY 10.00)",
        ),
        (
            FU0108,
            matched("CNY 159.99"),
            "2026-03-01",
            "violation FU0108: fund F1, channels: the college brings less of its own than the terms ask for (own CNY \
             159.99, asked for CNY 160.00)",
        ),
        (
            FU0109,
            reported(None),
            "2027-03-02",
            "warning FU0109: fund F1, reports: the report `annual` up to 2026-12-31 is not handed in (due 2027-03-01, \
             days late 1)",
        ),
        (
            FU0110,
            indirect("CNY 7.01"),
            "2026-03-01",
            "warning FU0110: fund F1: more is used for `indirect` than its flat rate comes to (used CNY 7.01, rate comes \
             to CNY 7.00, direct costs CNY 100.00)",
        ),
    ]
}

#[test]
fn each_code_fires() {
    let mut fired = BTreeSet::new();
    for (code, budget, as_of, text) in firing().into_iter().chain(firing_by_terms()) {
        assert_eq!(texts(&budget, as_of, code), [text]);
        fired.insert(code);
    }
    assert_eq!(fired, CODES.iter().map(|(code, _)| *code).collect());
}

#[test]
fn an_empty_budget_has_no_faults() {
    let findings = found(&budget(), "2026-11-30");
    assert!(findings.is_clear());
    // Only that the thresholds are ours.
    assert_eq!(findings.iter().map(|finding| finding.code.as_str()).collect::<Vec<_>>(), ["CO0001"]);
}

#[test]
fn fu0101_is_quiet_for_what_is_young_or_settled() {
    let travel = line_id("F1", "travel");
    let mut budget = after([
        ("2026-02-01", allotted(travel, "CNY 100")),
        ("2026-03-01", committed("K-1", travel, "CNY 40")),
    ]);
    assert!(texts(&budget, "2026-08-28", FU0101).is_empty(), "180 days are allowed");
    record(&mut budget, "2026-08-29", released("K-1", "CNY 40")).unwrap();
    assert!(texts(&budget, "2026-08-29", FU0101).is_empty());
}

#[test]
fn fu0102_is_quiet_until_the_last_day_and_for_what_is_settled() {
    let travel = line_id("F1", "travel");
    let mut budget = after([
        ("2026-02-01", allotted(travel, "CNY 100")),
        ("2026-03-01", committed("K-1", travel, "CNY 40")),
    ]);
    assert!(texts(&budget, "2026-12-31", FU0102).is_empty());
    record(&mut budget, "2027-01-05", invoiced("V-1", "K-1", "CNY 30", true)).unwrap();
    assert_eq!(texts(&budget, "2027-01-05", FU0102).len(), 1, "CNY 70 are left and have nowhere to go");
    record(&mut budget, "2027-01-06", BudgetEvent::Cut { line: travel, amount: fixture::money("CNY 70") })
        .unwrap();
    assert!(texts(&budget, "2027-01-06", FU0102).is_empty());
    assert_eq!(texts(&budget, "2027-01-04", FU0102).len(), 1);
}

#[test]
fn fu0107_to_fu0110_are_quiet_for_what_is_as_the_terms_ask() {
    assert!(texts(&exceeded("CNY 10"), "2026-03-01", FU0107).is_empty());
    assert!(texts(&matched("CNY 160"), "2026-03-01", FU0108).is_empty());
    assert!(texts(&reported(None), "2027-03-01", FU0109).is_empty(), "sixty days are not over");
    assert!(texts(&reported(Some("2027-02-15")), "2027-05-01", FU0109).is_empty());
    assert_eq!(texts(&reported(Some("2027-04-15")), "2027-04-14", FU0109).len(), 1, "not yet");
    assert!(texts(&indirect("CNY 7"), "2026-03-01", FU0110).is_empty());
}

#[test]
fn rules_that_were_not_read_are_noted() {
    let noted = found(&exceeded("CNY 10"), "2026-03-01");
    assert_eq!(noted.iter().filter(|finding| finding.code.as_str() == "CO0001").count(), 2);
}

#[test]
fn fu0103_looks_only_at_the_closing_days() {
    let travel = line_id("F1", "travel");
    let mut budget = after([("2026-02-01", allotted(travel, "CNY 100"))]);
    assert!(texts(&budget, "2026-09-29", FU0103).is_empty(), "93 days are left");
    assert!(texts(&budget, "2027-01-01", FU0103).is_empty(), "the fund has ended");
    record(&mut budget, "2026-10-05", spent("V-1", travel, "CNY 75")).unwrap();
    assert!(texts(&budget, "2026-10-05", FU0103).is_empty(), "three quarters are enough");
    assert_eq!(texts(&budget, "2026-10-04", FU0103).len(), 1);
    let carried = BudgetEvent::CarriedOver { fund: id("F1"), policy: CarryOver::All };
    record(&mut budget, "2026-12-31", carried).unwrap();
    assert!(texts(&budget, "2026-12-31", FU0103).is_empty(), "the year was closed");
}

#[test]
fn fu0105_is_quiet_for_what_came_back_and_for_what_was_promised_in_time() {
    let travel = line_id("F1", "travel");
    let mut budget = after([
        ("2026-02-01", allotted(travel, "CNY 100")),
        ("2026-12-31", committed("K-1", travel, "CNY 10")),
        ("2027-01-02", invoiced("V-1", "K-1", "CNY 10", true)),
    ]);
    assert!(texts(&budget, "2027-01-02", FU0105).is_empty(), "it was promised in time");
    record(&mut budget, "2027-01-03", spent("V-2", travel, "CNY 10")).unwrap();
    record(&mut budget, "2027-01-03", committed("K-2", travel, "CNY 10")).unwrap();
    assert_eq!(texts(&budget, "2027-01-03", FU0105).len(), 2);
    record(&mut budget, "2027-01-04", reversed("V-2")).unwrap();
    record(&mut budget, "2027-01-04", released("K-2", "CNY 10")).unwrap();
    assert!(texts(&budget, "2027-01-04", FU0105).is_empty());
}

#[test]
fn fu0105_keeps_a_late_promise_that_was_paid() {
    let travel = line_id("F1", "travel");
    let budget = after([
        ("2026-02-01", allotted(travel, "CNY 100")),
        ("2027-01-03", committed("K-2", travel, "CNY 10")),
        ("2027-01-04", invoiced("V-2", "K-2", "CNY 10", true)),
    ]);
    assert_eq!(texts(&budget, "2027-01-04", FU0105).len(), 1);
}

#[test]
fn fu0106_is_quiet_with_a_reason_or_within_a_purpose() {
    let (travel, events) = (line_id("F1", "travel"), line_id("F1", "events"));
    let mut budget = after([
        ("2026-02-01", allotted(travel, "CNY 100")),
        ("2026-03-01", shifted(travel, travel, "CNY 5")),
    ]);
    let reason = Some("decision 12 of the school board".parse().unwrap());
    let on = day("2026-03-02");
    budget.record(on, &clerk(on), reason, shifted(travel, events, "CNY 5")).unwrap();
    assert!(texts(&budget, "2026-03-02", FU0106).is_empty());
    let slip = record(&mut budget, "2026-03-03", shifted(travel, events, "CNY 5")).unwrap();
    assert!(texts(&budget, "2026-03-02", FU0106).is_empty(), "not yet");
    budget.cancel(slip, &clerk(day("2026-03-04")), "no decision".parse().unwrap()).unwrap();
    assert!(texts(&budget, "2026-03-04", FU0106).is_empty());
}
