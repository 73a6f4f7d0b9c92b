//! One firing and one quiet case for each code.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "what fails here is a failed test")]

use std::collections::BTreeSet;

use chrono::NaiveDate;
use collegium_core::{Finding, Findings, RegionPolicy, Severity};
use collegium_partnerships::{
    Activity, Agreement, FeedbackRules, Membership, Partner, PartnershipRecords, PartnershipRules, Portfolio,
    RenewalRules, Site, rule,
};
use serde_json::{Value, json};

const ID: &str = "67e55044-10b1-426f-9247-bb680e5fe0c8";
const OTHER: &str = "77e55044-10b1-426f-9247-bb680e5fe0c8";

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn signed(term: &str) -> Value {
    json!({ "signed": { "validity": term } })
}

fn renewed(term: &str) -> Value {
    json!({ "renewed": { "validity": term } })
}

/// An agreement with what happened on which day; both levels answer for it.
fn agreement(events: &[(&str, Value)]) -> Agreement {
    let by = json!({ "id": ID, "name": "王芳" });
    let entry = |(effective, event): &(&str, Value)| {
        json!({ "recorded": "2026-03-01", "by": by,
                "change": { "happened": { "effective": effective, "event": event } } })
    };
    let post = |level| json!({ "level": level, "unit": ID, "role": "dean" });
    let value = json!({
        "id": ID, "code": "A-1", "title": { "en": "Cooperation" }, "kind": "exchange", "partners": [ID],
        "responsible": [post("school"), post("college")], "history": events.iter().map(entry).collect::<Vec<_>>(),
    });
    serde_json::from_value(value).unwrap()
}

fn partner() -> Partner {
    let value =
        json!({ "id": ID, "code": "P-1", "name": { "en": "Harz" }, "kind": "university", "country": "DE" });
    serde_json::from_value(value).unwrap()
}

fn activity(held: &str) -> Value {
    json!({ "id": ID, "code": "V-1", "kind": "lecture", "direction": "brought_in", "title": { "en": "A lecture" },
            "held": held, "people": 40 })
}

fn read(value: &Value) -> Activity {
    serde_json::from_value(value.clone()).unwrap()
}

fn renewal(partners: &[Partner], agreements: &[Agreement], as_of: &str) -> Findings {
    RenewalRules::one_year().load().unwrap().check(partners, agreements, day(as_of))
}

fn feedback(activity: &Value, agreements: &[Agreement], as_of: &str) -> Findings {
    FeedbackRules::one_month().load().unwrap().check(&[read(activity)], agreements, day(as_of))
}

fn portfolio(records: &PartnershipRecords<'_>) -> Portfolio {
    let rules = PartnershipRules {
        regions: RegionPolicy::cn().load().unwrap(),
        renewal: RenewalRules::one_year().load().unwrap(),
        feedback: FeedbackRules::one_month().load().unwrap(),
    };
    let year = "2025-09-01/2026-08-31".parse().unwrap();
    Portfolio::assess(records, &rules, year, day("2026-03-01"))
}

/// The finding of a code: at most one.
fn one<'a>(findings: &'a Findings, code: &str) -> Option<&'a Finding> {
    let mut found = findings.iter().filter(|finding| finding.code.as_str() == code);
    let first = found.next();
    assert!(found.next().is_none(), "{code} fires twice");
    first
}

fn message<'a>(findings: &'a Findings, code: &str) -> &'a str {
    one(findings, code).map_or("", |finding| &finding.message)
}

const TERM: &str = "2024-09-01/2026-08-31";

fn pa0101() {
    let plain = [agreement(&[("2024-06-10", signed(TERM))])];
    let found = renewal(&[], &plain, "2026-03-01");
    assert_eq!(message(&found, "PA0101"), "the agreement ends on 2026-08-31 and has not been renewed");
    assert_eq!(
        one(&found, "PA0101").unwrap().to_string().split(" (").last(),
        Some("last day 2026-08-31, days left 183, days of notice 365)")
    );
    // The first day of the notice and the last day of the term are within; the days beside them are not.
    for (as_of, fires) in
        [("2025-08-30", false), ("2025-08-31", true), ("2026-08-31", true), ("2026-09-01", false)]
    {
        assert_eq!(one(&renewal(&[], &plain, as_of), "PA0101").is_some(), fires, "{as_of}");
    }
    let later = ("2026-02-01", renewed("2026-09-01/2029-08-31"));
    let prolonged = [agreement(&[("2024-06-10", signed(TERM)), later.clone()])];
    assert_eq!(message(&renewal(&[], &prolonged, "2026-03-01"), "PA0101"), "", "the new term follows");
    let before = renewal(&[], &prolonged, "2026-01-31");
    assert_ne!(message(&before, "PA0101"), "", "the day before, nobody had renewed it");
    let suspended = [agreement(&[("2024-06-10", signed(TERM)), ("2025-01-01", json!("suspended"))])];
    assert_eq!(message(&renewal(&[], &suspended, "2026-03-01"), "PA0101"), "", "it does not bind");
    let open = [agreement(&[("2024-06-10", signed("2024-09-01/.."))])];
    assert_eq!(message(&renewal(&[], &open, "2026-03-01"), "PA0101"), "", "no end is fixed");
}

fn pa0102() {
    let plain = agreement(&[("2024-06-10", signed(TERM))]);
    let found = renewal(&[], std::slice::from_ref(&plain), "2026-09-03");
    assert_eq!(
        message(&found, "PA0102"),
        "the agreement ran out on 2026-08-31 and was neither renewed nor terminated"
    );
    assert_eq!(one(&found, "PA0102").unwrap().facts[1].to_string(), "days since 3");
    assert_eq!(message(&renewal(&[], &[plain], "2026-08-31"), "PA0102"), "", "its last day is a day of it");
    let closed = [agreement(&[("2024-06-10", signed(TERM)), ("2026-08-31", json!("terminated"))])];
    assert_eq!(message(&renewal(&[], &closed, "2026-09-03"), "PA0102"), "");

    // Between two terms it tells of the one that is over, not of the end of the next.
    let gap = [agreement(&[("2024-06-10", signed(TERM)), ("2026-02-01", renewed("2027-01-01/2029-12-31"))])];
    let found = renewal(&[], &gap, "2026-09-10");
    assert_eq!(
        message(&found, "PA0102"),
        "the agreement ran out on 2026-08-31 and its next term begins on 2027-01-01 only"
    );
    assert_eq!(one(&found, "PA0102").unwrap().facts[1].to_string(), "days since 10");
    assert_eq!(message(&renewal(&[], &gap, "2027-01-01"), "PA0102"), "");
    let twice = [agreement(&[
        ("2020-06-10", signed("2020-09-01/2022-08-31")),
        ("2022-06-01", renewed("2022-09-01/2024-08-31")),
    ])];
    assert_eq!(
        message(&renewal(&[], &twice, "2026-03-01"), "PA0102"),
        "the agreement ran out on 2024-08-31 and was neither renewed nor terminated"
    );
}

fn pa0103() {
    let full = agreement(&[("2024-06-10", signed(TERM))]);
    assert_eq!(message(&renewal(&[], std::slice::from_ref(&full), "2026-03-01"), "PA0103"), "");
    let mut draft = full.draft();
    let school = draft.responsible.pop_first().unwrap();
    let half = [Agreement::try_from(draft.clone()).unwrap()];
    assert_eq!(
        message(&renewal(&[], &half, "2026-03-01"), "PA0103"),
        format!("no post answers for the agreement on the level `{}`", school.level)
    );
    draft.responsible.clear();
    let none = [Agreement::try_from(draft).unwrap()];
    let both = renewal(&[], &none, "2026-03-01");
    assert_eq!(both.iter().filter(|finding| finding.code == rule::PA0103).count(), 2, "one a level");
    assert_eq!(message(&renewal(&[], &none, "2024-08-31"), "PA0103"), "", "it does not bind yet");
}

fn pa0104() {
    let plain = agreement(&[("2024-06-10", signed(TERM))]);
    assert_eq!(message(&renewal(&[partner()], std::slice::from_ref(&plain), "2026-03-01"), "PA0104"), "");
    let found = renewal(&[partner()], &[plain], "2026-09-01");
    assert_eq!(message(&found, "PA0104"), "no agreement with the partner is in force on 2026-09-01");
    assert_eq!(one(&found, "PA0104").unwrap().severity, Severity::Note);
}

fn pa0201() {
    let mut lecture = activity("2026-03-01/2026-03-02");
    assert_eq!(message(&feedback(&lecture, &[], "2026-04-01"), "PA0201"), "", "the thirtieth day");
    let found = feedback(&lecture, &[], "2026-04-02");
    assert_eq!(message(&found, "PA0201"), "the activity ended on 2026-03-02 and its result was never told");
    lecture["result"] = json!({ "en": "A course" });
    assert_eq!(message(&feedback(&lecture, &[], "2027-04-02"), "PA0201"), "");

    let mut draft = FeedbackRules::one_month().load().unwrap().draft();
    draft.within_days = 0;
    let at_once = FeedbackRules::try_from(draft).unwrap();
    let late =
        |as_of| !at_once.check(&[read(&activity("2026-03-02/2026-03-02"))], &[], day(as_of)).is_clear();
    assert_eq!((late("2026-03-02"), late("2026-03-03")), (false, true), "due on the last day itself");
}

fn pa0202() {
    let mut lecture = activity("2026-08-31/2026-09-02");
    lecture["agreement"] = json!(ID);
    let plain = agreement(&[("2024-06-10", signed(TERM))]);
    let given = std::slice::from_ref(&plain);
    assert_eq!(message(&feedback(&lecture, given, "2026-12-01"), "PA0202"), "", "its first day decides");
    lecture["held"] = json!("2026-09-01/2026-09-02");
    assert_eq!(message(&feedback(&lecture, given, "2026-08-31"), "PA0202"), "", "it has not begun");
    let found = feedback(&lecture, given, "2026-09-01");
    assert_eq!(
        message(&found, "PA0202"),
        "the agreement A-1 was not in force when the activity began on 2026-09-01"
    );
    assert_eq!(one(&found, "PA0202").unwrap().facts[1].to_string(), "status of the agreement expired");

    lecture["held"] = json!("2024-06-01/2024-06-01");
    let found = feedback(&lecture, given, "2026-09-01");
    assert_eq!(one(&found, "PA0202").unwrap().facts[1].to_string(), "status of the agreement not made yet");

    // One that is not among those given is told by its id, and nothing is said of its status.
    lecture["agreement"] = json!(OTHER);
    let found = feedback(&lecture, given, "2026-09-01");
    assert_eq!(message(&found, "PA0202"), "the activity names an agreement that is not among those given");
    assert_eq!(one(&found, "PA0202").unwrap().facts[1].to_string(), format!("names agreement {OTHER}"));
}

fn pa0301() {
    let site: Site = serde_json::from_value(json!({ "id": ID, "code": "O-1", "name": { "en": "Campus" },
        "kind": "campus", "country": "TH", "validity": "2019-06-01/.." }))
    .unwrap();
    let seat: Membership = serde_json::from_value(json!({ "id": ID, "code": "M-1",
        "alliance": { "en": "Alliance" }, "role": "member", "validity": "2019-06-01/.." }))
    .unwrap();
    let deal = agreement(&[("2024-06-10", signed(TERM))]);
    let lecture = read(&activity("2025-10-01/2025-10-01"));
    let once = PartnershipRecords {
        partners: &[partner()],
        agreements: std::slice::from_ref(&deal),
        activities: std::slice::from_ref(&lecture),
        sites: std::slice::from_ref(&site),
        memberships: std::slice::from_ref(&seat),
    };
    // The same id in records of different kinds is no clash.
    assert_eq!(message(&portfolio(&once).findings, "PA0301"), "");
    let twice = PartnershipRecords {
        partners: &[partner(), partner(), partner()],
        agreements: &[deal.clone(), deal],
        activities: &[lecture.clone(), lecture],
        sites: &[site.clone(), site],
        memberships: &[seat.clone(), seat],
    };
    let found = portfolio(&twice).findings;
    let found: Vec<_> = found.violations().map(|finding| finding.message.as_str()).collect();
    assert_eq!(
        found,
        [
            "the activity is given 2 times",
            "the agreement is given 2 times",
            "the membership is given 2 times",
            "the partner is given 3 times",
            "the site is given 2 times"
        ]
    );
}

const CASES: &[(&str, fn())] = &[
    ("PA0101", pa0101),
    ("PA0102", pa0102),
    ("PA0103", pa0103),
    ("PA0104", pa0104),
    ("PA0201", pa0201),
    ("PA0202", pa0202),
    ("PA0301", pa0301),
];

#[test]
fn every_code_fires_when_it_should_and_is_quiet_when_it_should() {
    let known: BTreeSet<_> = rule::CODES.iter().map(|(code, _)| code.as_str()).collect();
    let shown: BTreeSet<_> = CASES.iter().map(|(code, _)| *code).collect();
    assert_eq!(known, shown, "every code has a case");
    for (_, case) in CASES {
        case();
    }
}

#[test]
fn rules_that_nobody_read_are_told_once_each() {
    let found = portfolio(&PartnershipRecords::default()).findings;
    let notes: Vec<_> = found.iter().map(|finding| finding.subject.to_string()).collect();
    assert_eq!(notes, ["rules feedback", "rules renewal"]);

    let mut draft = RegionPolicy::cn().load().unwrap().draft();
    draft.status = collegium_core::Status::Unverified;
    let rules = PartnershipRules {
        regions: RegionPolicy::try_from(draft).unwrap(),
        renewal: RenewalRules::one_year().load().unwrap(),
        feedback: FeedbackRules::one_month().load().unwrap(),
    };
    let year = "2025-09-01/2026-08-31".parse().unwrap();
    let found = Portfolio::assess(&PartnershipRecords::default(), &rules, year, day("2026-03-01")).findings;
    let notes: Vec<_> = found.iter().map(|finding| finding.subject.to_string()).collect();
    assert_eq!(notes, ["rules feedback", "rules region policy", "rules renewal"]);
}

#[test]
fn an_activity_counts_in_the_period_it_began_in() {
    let held =
        ["2025-08-31/2025-09-02", "2025-09-01/2025-09-01", "2026-03-01/2026-03-05", "2026-03-02/2026-03-02"];
    let activities: Vec<_> = (0..)
        .zip(held)
        .map(|(number, held)| {
            let mut value = activity(held);
            value["id"] = json!(ID.replacen('6', &format!("{number}"), 1));
            read(&value)
        })
        .collect();
    let report = portfolio(&PartnershipRecords { activities: &activities, ..PartnershipRecords::default() });
    assert_eq!(report.activities.values().sum::<u64>(), 2, "not the year before, not tomorrow");
    assert_eq!(report.people, 80);
    assert_eq!(report.with_result.to_string(), "0 of 1 (0.0 %)", "one is not over yet");
}

#[test]
fn what_is_recorded_to_happen_later_is_foreseen() {
    // Every entry is recorded on 2026-03-01.
    let told = |event: Value, effective: &str, as_of: &str| {
        let agreement = agreement(&[("2024-06-10", signed(TERM)), (effective, event)]);
        message(&renewal(&[], &[agreement], as_of), "PA0101").to_owned()
    };
    let following = || renewed("2026-09-01/2029-08-31");
    assert_eq!(told(following(), "2026-09-01", "2026-03-01"), "", "it takes effect when the term is over");
    assert_ne!(told(following(), "2026-09-01", "2026-02-28"), "", "nobody knew of it on the day before");
    let early = told(json!("terminated"), "2026-04-15", "2026-03-01");
    assert_eq!(early, "the agreement ends on 2026-04-14 and has not been renewed");
    // A gap between two terms is seen before it opens.
    let gap = told(renewed("2027-01-01/2029-08-31"), "2026-03-01", "2026-03-01");
    assert_eq!(gap, "the agreement ends on 2026-08-31 and has not been renewed");
}
