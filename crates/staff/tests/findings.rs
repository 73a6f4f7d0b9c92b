//! Each code fires where it must and is quiet where it must.
#![expect(clippy::unwrap_used, reason = "what fails here is a failed test")]

#[path = "support/college.rs"]
mod college;

use std::collections::BTreeSet;

use college::*;
use collegium_core::{Findings, Severity, finding::Code};
use collegium_staff::{
    Batch, CertificateRules, Development, Member, SelectionRules, TimeLimit, Trip, TripEvent, TripRules,
    rule::{self, *},
};

/// The severity, subject and message of the findings of one code.
fn found(findings: &Findings, code: Code) -> Vec<String> {
    let of_code = findings.iter().filter(|finding| finding.code == code);
    of_code.map(|finding| format!("{} {}: {}", finding.severity, finding.subject, finding.message)).collect()
}

/// The figures of the first finding of one code.
fn figures(findings: &Findings, code: Code) -> Vec<String> {
    let first = findings.iter().find(|finding| finding.code == code).unwrap();
    assert!(first.remedy.is_some(), "{code} says what would mend it");
    first.facts.iter().map(ToString::to_string).collect()
}

fn teachers(members: &[&[&str]]) -> Vec<Batch> {
    let numbered = (1..).zip(members);
    numbered
        .map(|(number, members)| checked_batch(batch(&format!("B-{number}"), "teacher", number, members)))
        .collect()
}

fn selection(batches: &[Batch], as_of: &str) -> Findings {
    small_selection().check(batches, 2026, day(as_of))
}

#[test]
fn a_year_to_plan_is_clear() {
    let batches = teachers(&[&["T-1"], &["T-2"]]);
    assert!(selection(&batches, "2026-01-01").is_empty());
    assert!(selection(&batches, "2027-01-01").is_empty());
    let members = ["T-1", "T-2"].map(|code| checked_member(member(code, &["teacher"])));
    assert!(small_selection().check_members(&batches, &members, 2026).is_empty());
}

#[test]
fn st0101_fewer_batches() {
    let mut batches = teachers(&[&["T-1", "T-2"]]);
    assert_eq!(
        found(&selection(&batches, "2026-12-31"), ST0101),
        ["note selection 2026 teacher: the plan asks for 2 batches, and 1 batch is recorded so far"]
    );
    assert_eq!(
        found(&selection(&batches, "2027-01-01"), ST0101),
        ["warning selection 2026 teacher: the plan asks for 2 batches, and 1 batch had left by 2027-01-01"]
    );
    assert_eq!(
        figures(&selection(&batches, "2027-01-01"), ST0101),
        ["batches asked for 2", "batches recorded 1", "batches left 1"]
    );

    // One that leaves in the new year counts when it has left.
    let mut late = batch("B-2", "teacher", 2, &["T-3"]);
    late.abroad = "2027-01-10/2027-01-20".parse().unwrap();
    batches.push(checked_batch(late));
    assert!(found(&selection(&batches, "2026-12-31"), ST0101).is_empty());
    assert_eq!(found(&selection(&batches, "2027-01-09"), ST0101).len(), 1);
    assert!(found(&selection(&batches, "2027-01-10"), ST0101).is_empty());
    // Another year's, and another kind's, do not count.
    let mut other = batch("B-3", "teacher", 2, &["T-4"]);
    other.year = 2025;
    let batches =
        [batches.remove(0), checked_batch(other), checked_batch(batch("B-4", "cadre", 1, &["T-5"]))];
    assert_eq!(found(&selection(&batches, "2027-01-01"), ST0101).len(), 1);
}

#[test]
fn st0102_more_batches() {
    let findings = selection(&teachers(&[&["T-1"], &["T-2"], &["T-3"]]), "2026-03-01");
    assert_eq!(
        found(&findings, ST0102),
        ["warning selection 2026 teacher: the plan asks for 2 batches, and 3 batches are recorded"]
    );
    assert_eq!(figures(&findings, ST0102), ["batches asked for 2", "batches recorded 3", "batches left 0"]);
    assert!(found(&selection(&teachers(&[&["T-1"], &["T-2"]]), "2026-03-01"), ST0102).is_empty());
}

#[test]
fn st0103_fewer_persons_each_counted_once() {
    let batches = teachers(&[&["T-1"], &["T-1"]]);
    assert_eq!(
        found(&selection(&batches, "2026-03-01"), ST0103),
        ["note selection 2026 teacher: the plan asks for 2 persons, and 1 person is recorded so far"]
    );
    assert_eq!(
        found(&selection(&batches, "2027-01-01"), ST0103),
        ["warning selection 2026 teacher: the plan asks for 2 persons, and 1 person had left by 2027-01-01"]
    );
    assert_eq!(
        figures(&selection(&batches, "2027-01-01"), ST0103),
        ["persons asked for 2", "persons recorded 1", "persons left 1"]
    );
    assert!(found(&selection(&teachers(&[&["T-1"], &["T-2"]]), "2027-01-01"), ST0103).is_empty());
    // Where no head count is given there is nothing to fall short of.
    let rules = SelectionRules::administrative_college().load().unwrap();
    let subjects = found(&rules.check(&[], 2026, day("2027-01-01")), ST0103);
    assert_eq!(subjects.len(), 1);
    assert!(subjects[0].contains("2026 outstanding-talent"));
}

#[test]
fn st0104_more_persons() {
    let findings = selection(&teachers(&[&["T-1", "T-3"], &["T-2"]]), "2026-03-01");
    assert_eq!(
        found(&findings, ST0104),
        [
            "warning selection 2026 teacher: the plan asks for 2 persons, and 3 persons are in the batches recorded"
        ]
    );
    assert_eq!(figures(&findings, ST0104), ["persons asked for 2", "persons recorded 3", "persons left 0"]);
    assert!(found(&selection(&teachers(&[&["T-1"], &["T-2"]]), "2026-03-01"), ST0104).is_empty());
}

#[test]
fn st0105_a_number_twice() {
    let mut batches = teachers(&[&["T-1"], &["T-2"]]);
    assert!(found(&selection(&batches, "2026-03-01"), ST0105).is_empty());
    batches.push(checked_batch(batch("B-3", "cadre", 1, &["T-3"])));
    assert!(found(&selection(&batches, "2026-03-01"), ST0105).is_empty(), "numbers are of a kind");
    batches.push(checked_batch(batch("B-4", "teacher", 1, &["T-4"])));
    let findings = selection(&batches, "2026-03-01");
    assert_eq!(
        found(&findings, ST0105),
        ["violation batch B-4, number: it is batch 1 of `teacher` of 2026, and so is `B-1`"]
    );
    assert_eq!(figures(&findings, ST0105), ["number 1", "other batch B-1"]);
    // Of many that share a number each is told once, by the first: as many findings as batches too many.
    batches.insert(0, checked_batch(batch("B-5", "teacher", 1, &["T-5"])));
    assert_eq!(
        found(&selection(&batches, "2026-03-01"), ST0105),
        [
            "violation batch B-4, number: it is batch 1 of `teacher` of 2026, and so is `B-1`",
            "violation batch B-5, number: it is batch 1 of `teacher` of 2026, and so is `B-1`"
        ]
    );
}

#[test]
fn st0106_a_person_twice() {
    let findings = selection(&teachers(&[&["T-1", "T-2"], &["T-2", "T-3"]]), "2026-03-01");
    assert_eq!(
        found(&findings, ST0106),
        ["warning batch B-2, members: 1 person of it is also in the batch `B-1` of 2026"]
    );
    assert_eq!(
        figures(&findings, ST0106),
        [
            "other batch B-1",
            "persons 1",
            &format!("person person {}", id::<collegium_core::entity::Person>("T-2"))
        ]
    );
    assert!(found(&selection(&teachers(&[&["T-1"], &["T-2"]]), "2026-03-01"), ST0106).is_empty());
    let mut last_year = batch("B-9", "teacher", 1, &["T-1"]);
    last_year.year = 2025;
    let batches = [checked_batch(last_year), teachers(&[&["T-1"]]).remove(0)];
    assert!(found(&selection(&batches, "2026-03-01"), ST0106).is_empty(), "another year is another turn");
}

#[test]
fn st0107_no_line() {
    let batches = [checked_batch(batch("B-1", "cadre", 1, &["T-1"]))];
    let findings = selection(&batches, "2026-03-01");
    assert_eq!(
        found(&findings, ST0107),
        ["warning batch B-1, kind: the plan has no line for batches of `cadre`"]
    );
    assert_eq!(figures(&findings, ST0107), ["kind cadre", "persons 1"]);
    assert!(found(&selection(&teachers(&[&["T-1"]]), "2026-03-01"), ST0107).is_empty());
}

#[test]
fn st0108_another_kind() {
    let batches = teachers(&[&["T-1", "T-2"]]);
    let mut members =
        [member("T-1", &["teacher", "returnee"]), member("T-2", &["cadre", "manager"])].map(checked_member);
    let findings = small_selection().check_members(&batches, &members, 2026);
    assert_eq!(
        found(&findings, ST0108),
        ["warning person T-2, kinds: the batch `B-1` is of `teacher`, and the member is not"]
    );
    assert_eq!(
        figures(&findings, ST0108),
        ["batch B-1", "kind teacher", "kinds of the member cadre, manager"]
    );
    assert!(small_selection().check_members(&batches, &members, 2025).is_empty(), "another year");
    members[1] = checked_member(member("T-2", &["teacher"]));
    assert!(small_selection().check_members(&batches, &members, 2026).is_empty());
}

#[test]
fn st0109_not_employed() {
    let batches = teachers(&[&["T-1"]]);
    let employed = |validity: &str| {
        let mut draft = member("T-1", &["teacher"]);
        draft.employment = validity.parse().unwrap();
        small_selection().check_members(&batches, &[checked_member(draft)], 2026)
    };
    let findings = employed("2015-09-01/2026-05-09");
    assert_eq!(
        found(&findings, ST0109),
        [
            "warning person T-1, employment: the batch `B-1` leaves on 2026-05-10, and the member is not employed then"
        ]
    );
    assert_eq!(
        figures(&findings, ST0109),
        ["batch B-1", "leaves 2026-05-10", "employment 2015-09-01/2026-05-09"]
    );
    assert!(employed("2015-09-01/2026-05-10").is_empty());
}

#[test]
fn st0110_no_member() {
    let batches = teachers(&[&["T-1", "T-2"]]);
    let findings =
        small_selection().check_members(&batches, &[checked_member(member("T-1", &["teacher"]))], 2026);
    assert_eq!(
        found(&findings, ST0110),
        ["warning batch B-1, members: 1 person of it is not among the members given"]
    );
    let unknown = format!("person person {}", id::<collegium_core::entity::Person>("T-2"));
    assert_eq!(figures(&findings, ST0110), ["persons 1", &unknown]);
    let members = ["T-1", "T-2"].map(|code| checked_member(member(code, &["teacher"])));
    assert!(small_selection().check_members(&batches, &members, 2026).is_empty());
}

fn trips(trips: &[Trip], as_of: &str) -> Findings {
    TripRules::one_month().load().unwrap().check(trips, day(as_of))
}

#[test]
fn st0201_no_report() {
    let mut back = gone("R-1", &["T-1"], "2026-01-20/2026-01-31", "2026-01-20", Some("2026-01-31"));
    let trip = [back.clone()];
    assert!(trips(&trip, "2026-02-28").is_empty(), "the last day of the month");
    let findings = trips(&trip, "2026-03-01");
    assert_eq!(
        found(&findings, ST0201),
        ["violation trip R-1: it returned on 2026-01-31, and the report due by 2026-02-28 is not there"]
    );
    assert_eq!(
        figures(&findings, ST0201),
        ["returned 2026-01-31", "report within 1 month", "due 2026-02-28", "days late 1"]
    );
    // A report that came, even late, is there from its day on.
    back.record(day("2026-03-05"), &clerk(day("2027-12-31")), None, TripEvent::Reported).unwrap();
    assert_eq!(found(&trips(&[back.clone()], "2026-03-04"), ST0201).len(), 1);
    assert!(trips(&[back], "2026-03-05").is_empty());

    let mut draft = TripRules::one_month().load().unwrap().draft();
    draft.report_within = TimeLimit::Days(5);
    let rules = TripRules::try_from(draft).unwrap();
    assert!(rules.check(&trip, day("2026-02-05")).is_empty());
    assert_eq!(found(&rules.check(&trip, day("2026-02-06")), ST0201).len(), 1);
}

#[test]
fn st0202_still_away() {
    let away = [gone("R-1", &["T-1"], "2026-05-10/2026-05-17", "2026-05-11", None)];
    assert!(trips(&away, "2026-05-17").is_empty());
    let findings = trips(&away, "2026-05-18");
    assert_eq!(
        found(&findings, ST0202),
        ["warning trip R-1: it was to return on 2026-05-17 and is still away on 2026-05-18"]
    );
    assert_eq!(figures(&findings, ST0202), ["planned last day 2026-05-17", "days over 1"]);
}

#[test]
fn st0203_two_trips_at_once() {
    let first = gone("R-1", &["T-1", "T-2"], "2026-05-10/2026-05-17", "2026-05-10", Some("2026-05-17"));
    let second = gone("R-2", &["T-2", "T-3"], "2026-05-16/2026-05-20", "2026-05-16", Some("2026-05-20"));
    let findings = trips(&[second, first.clone()], "2026-05-20");
    assert_eq!(
        found(&findings, ST0203),
        [
            "warning trip R-2, participants: 1 person of it is also on the trip `R-1` on the days 2026-05-16/2026-05-17"
        ]
    );
    let person = format!("person person {}", id::<collegium_core::entity::Person>("T-2"));
    assert_eq!(
        figures(&findings, ST0203),
        [
            "other trip R-1",
            "days of both 2026-05-16/2026-05-17",
            "person-days of both 2",
            "persons 1",
            &person
        ]
    );

    let next = gone("R-2", &["T-2"], "2026-05-17/2026-05-20", "2026-05-17", Some("2026-05-20"));
    assert!(
        trips(&[first.clone(), next], "2026-05-20").is_empty(),
        "back in the morning, off in the evening"
    );
    let others = gone("R-2", &["T-3"], "2026-05-16/2026-05-20", "2026-05-16", Some("2026-05-20"));
    assert!(trips(&[first.clone(), others], "2026-05-20").is_empty(), "other people");
    let within = gone("R-2", &["T-1"], "2026-05-12/2026-05-12", "2026-05-12", Some("2026-05-12"));
    assert_eq!(
        found(&trips(&[first.clone(), within], "2026-05-20"), ST0203).len(),
        1,
        "a day within another trip"
    );
    // A cancelled trip takes nobody anywhere; a planned one will.
    let events = [("2026-01-02", planned("2026-05-16/2026-05-20")), ("2026-02-02", TripEvent::Cancelled)];
    let cancelled = Trip::try_from(trip("R-2", &["T-2"], &events)).unwrap();
    assert_eq!(found(&trips(&[first.clone(), cancelled.clone()], "2026-02-01"), ST0203).len(), 1);
    assert!(trips(&[first, cancelled], "2026-02-02").is_empty());
}

#[test]
fn st0204_not_departed() {
    let events = [("2026-01-02", planned("2026-05-16/2026-05-20")), ("2026-02-02", TripEvent::Approved)];
    let mut waiting = Trip::try_from(trip("R-1", &["T-1"], &events)).unwrap();
    assert!(trips(&[waiting.clone()], "2026-05-16").is_empty());
    let findings = trips(&[waiting.clone()], "2026-05-18");
    assert_eq!(
        found(&findings, ST0204),
        ["warning trip R-1: it was to depart on 2026-05-16 and is still approved on 2026-05-18"]
    );
    assert_eq!(figures(&findings, ST0204), ["planned first day 2026-05-16", "days over 2"]);
    let period = "2026-06-16/2026-06-20".parse().unwrap();
    waiting
        .record(day("2026-05-15"), &clerk(day("2028-01-01")), None, TripEvent::Postponed { period })
        .unwrap();
    assert!(trips(&[waiting.clone()], "2026-05-18").is_empty());
    waiting.record(day("2026-06-17"), &clerk(day("2028-01-01")), None, TripEvent::Cancelled).unwrap();
    assert!(trips(&[waiting], "2026-06-18").is_empty());
}

fn certified(validities: &[&str]) -> Member {
    let mut draft = member("T-1", &["teacher"]);
    draft.employment = "2015-09-01/2026-12-31".parse().unwrap();
    draft.certificates = validities.iter().map(|validity| certificate("dual-system", validity)).collect();
    checked_member(draft)
}

fn certificates(validities: &[&str], as_of: &str) -> Findings {
    CertificateRules::one_year().load().unwrap().check(&[certified(validities)], day(as_of))
}

#[test]
fn st0301_run_out() {
    let findings = certificates(&["2020-07-01/2023-06-30", "2023-07-01/2026-06-30"], "2026-07-01");
    assert_eq!(
        found(&findings, ST0301),
        ["warning person T-1, certificates: the certificate of the kind `dual-system` ran out on 2026-06-30"]
    );
    assert_eq!(figures(&findings, ST0301), ["kind dual-system", "last day 2026-06-30", "days since 1"]);
    for (validities, as_of) in [
        (&["2020-07-01/2023-06-30", "2023-07-01/2026-06-30"][..], "2026-06-30"),
        (&["2020-07-01/2023-06-30", "2023-07-01/.."], "2026-07-01"),
        (&["2020-07-01/2023-06-30"], "2027-01-01"),
        (&["2026-07-01/2027-06-30"], "2026-06-01"),
        (&[], "2026-07-01"),
    ] {
        assert!(found(&certificates(validities, as_of), ST0301).is_empty(), "{validities:?} on {as_of}");
    }
}

#[test]
fn st0302_runs_out_soon() {
    let findings = certificates(&["2023-07-01/2026-06-30"], "2025-06-30");
    assert_eq!(
        found(&findings, ST0302),
        [
            "note person T-1, certificates: the certificate of the kind `dual-system` runs out on 2026-06-30, and none follows it"
        ]
    );
    assert_eq!(
        figures(&findings, ST0302),
        ["kind dual-system", "last day 2026-06-30", "days left 365", "days of notice 365"]
    );
    for (validities, as_of) in [
        (&["2023-07-01/2026-06-30"][..], "2025-06-29"),
        (&["2023-07-01/2026-06-30"], "2026-07-01"),
        (&["2023-07-01/2026-06-30", "2026-07-01/2029-06-30"], "2026-06-01"),
        (&["2023-07-01/2026-06-30", "2026-01-01/.."], "2026-06-01"),
        (&["2023-07-01/2026-06-30", "2026-05-01/2027-04-30", "2027-05-01/2029-06-30"], "2026-06-01"),
    ] {
        assert!(found(&certificates(validities, as_of), ST0302).is_empty(), "{validities:?} on {as_of}");
    }
}

#[test]
fn st0302_a_renewal_after_a_gap_is_none() {
    let findings = certificates(&["2023-07-01/2026-06-30", "2026-07-02/2029-06-30"], "2026-06-01");
    assert_eq!(
        found(&findings, ST0302),
        [
            "note person T-1, certificates: the certificate of the kind `dual-system` runs out on 2026-06-30, and none follows it"
        ]
    );
}

fn assessed(members: &[Member], trips: &[Trip], batches: &[Batch]) -> Findings {
    let year = "2026-01-01/2026-12-31".parse().unwrap();
    Development::assess(members, trips, batches, &rules(), year, day("2026-12-31")).findings
}

#[test]
fn st0401_given_twice() {
    let one = checked_member(member("T-1", &["teacher"]));
    let mut shared_id = member("T-2", &["teacher"]);
    shared_id.id = one.id;
    let shared_id = checked_member(shared_id);
    let cancelled = [("2026-01-02", planned("2026-05-16/2026-05-20")), ("2026-02-02", TripEvent::Cancelled)];
    let trip = Trip::try_from(trip("R-1", &["T-1"], &cancelled)).unwrap();
    let batch = checked_batch(batch("B-1", "teacher", 1, &["T-1"]));

    let findings =
        assessed(&[one.clone(), shared_id], &[trip.clone(), trip.clone()], &[batch.clone(), batch.clone()]);
    assert_eq!(
        found(&findings, ST0401),
        [
            "violation batch B-1, code: 2 records have the code `B-1`",
            "violation person T-1, id: records with 2 codes have one id",
            "violation trip R-1, code: 2 records have the code `R-1`",
        ]
    );
    assert_eq!(figures(&findings, ST0401), ["records 2"]);
    assert!(found(&assessed(&[one], &[trip], &[batch]), ST0401).is_empty());
}

#[test]
fn st0402_no_trip_carries_it() {
    let members = [checked_member(member("T-1", &["teacher"]))];
    let batches = teachers(&[&["T-1"]]);
    assert_eq!(
        found(&assessed(&members, &[], &batches), ST0402),
        [
            "warning batch B-1, abroad: it was to leave on 2026-05-10, and no trip that carries it had departed by 2026-12-31"
        ]
    );
    let carried = |batch: Option<&str>, departed: bool| {
        let mut events =
            vec![("2026-01-02", planned("2026-05-10/2026-05-30")), ("2026-02-02", TripEvent::Approved)];
        events.extend(departed.then_some(("2026-05-10", TripEvent::Departed)));
        let mut draft = trip("R-1", &["T-1"], &events);
        draft.batch = batch.map(id);
        assessed(&members, &[Trip::try_from(draft).unwrap()], &batches)
    };
    assert_eq!(figures(&carried(Some("B-1"), false), ST0402), ["leaves 2026-05-10", "trips recorded 1"]);
    assert_eq!(figures(&carried(None, true), ST0402), ["leaves 2026-05-10", "trips recorded 0"]);
    assert!(found(&carried(Some("B-1"), true), ST0402).is_empty());
    let on = |period: &str, as_of: &str| {
        let period = period.parse().unwrap();
        found(&Development::assess(&members, &[], &batches, &rules(), period, day(as_of)).findings, ST0402)
            .len()
    };
    assert_eq!(on("2026-01-01/2026-12-31", "2026-05-10"), 0, "it may leave in the evening");
    assert_eq!(on("2026-01-01/2026-12-31", "2026-05-11"), 1);
    assert_eq!(on("2026-05-11/2026-12-31", "2026-12-31"), 0, "another period's");
}

#[test]
fn rules_that_nobody_read_say_so_once() {
    let members = [certified(&[])];
    let findings = assessed(&members, &[], &[]);
    let unread: Vec<_> = findings.iter().filter(|finding| finding.code.as_str() == "CO0001").collect();
    assert_eq!(unread.len(), 1);
    assert_eq!((unread[0].severity, unread[0].subject.label.as_str()), (Severity::Note, "certificates"));

    let unverify = |mut draft: collegium_staff::SelectionRulesDraft| {
        draft.status = collegium_core::source::Status::Unverified;
        SelectionRules::try_from(draft).unwrap()
    };
    let rules = unverify(small_selection().draft());
    assert_eq!(
        rules.check(&[], 2026, day("2026-01-01")).iter().filter(|f| f.code.as_str() == "CO0001").count(),
        1
    );
    assert_eq!(rules.check_members(&[], &[], 2026).len(), 1);
    let mut draft = TripRules::one_month().load().unwrap().draft();
    draft.status = collegium_core::source::Status::Unverified;
    assert_eq!(TripRules::try_from(draft).unwrap().check(&[], day("2026-01-01")).len(), 1);
}

#[test]
fn every_code_has_a_test_here_and_says_what_it_means() {
    let source = include_str!("findings.rs");
    for (code, meaning) in rule::CODES {
        assert!(source.contains(&format!("fn {}_", code.as_str().to_lowercase())), "{code}");
        assert!(meaning.trim_end().ends_with('.'), "{code}: {meaning}");
    }
    let codes: BTreeSet<_> = rule::CODES.iter().map(|(code, _)| code).collect();
    assert_eq!((codes.len(), rule::CODES.len()), (18, 18));
    assert!(rule::CODES.is_sorted());
}
