//! The report on figures worked out by hand.
#![expect(clippy::unwrap_used, reason = "what fails here is a failed test")]

#[path = "support/college.rs"]
mod college;

use std::collections::BTreeMap;

use college::*;
use collegium_core::Period;
use collegium_staff::{
    Development, Member, SelectionRules, Trip, TripDraft, TripError, TripEvent, TripStatus,
};

fn counts<K: ToString>(map: &BTreeMap<K, u64>) -> Vec<(String, u64)> {
    map.iter().map(|(key, count)| (key.to_string(), *count)).collect()
}

fn expected(pairs: &[(&str, u64)]) -> Vec<(String, u64)> {
    pairs.iter().map(|(key, count)| ((*key).to_owned(), *count)).collect()
}

/// 8 foreign teachers; 16 teachers certified for the Australian curriculum, 16 for the dual system; 50 returnees, of
/// whom the first 10 are among the 16.
fn the_college() -> Vec<Member> {
    let mut members = Vec::new();
    members.extend((0..8).map(|n| member(&format!("F-{n}"), &["foreign-teacher", "teacher"])));
    for (letter, kind) in [("A", "australian-curriculum"), ("D", "dual-system")] {
        members.extend((0..16).map(|n| {
            let returned = letter == "A" && n < 10;
            let mut draft = member(
                &format!("{letter}-{n}"),
                if returned { &["returnee", "teacher"] } else { &["teacher"] },
            );
            draft.certificates = vec![certificate(kind, "2024-07-01/2030-06-30")];
            draft
        }));
    }
    members.extend((0..40).map(|n| member(&format!("R-{n}"), &["returnee"])));
    // One who has left, with all that the others have.
    let mut left = member("L-1", &["foreign-teacher", "returnee"]);
    left.employment = "2015-09-01/2026-12-30".parse().unwrap();
    left.certificates = vec![certificate("dual-system", "2024-07-01/..")];
    members.push(left);
    members.into_iter().map(checked_member).collect()
}

#[test]
fn the_colleges_staff_is_counted_as_it_counts_itself() {
    let period = "2026-01-01/2026-12-31".parse().unwrap();
    let development = Development::assess(&the_college(), &[], &[], &rules(), period, day("2026-12-31"));
    assert_eq!(development.employed, 80);
    let kinds = expected(&[("foreign-teacher", 8), ("returnee", 50), ("teacher", 40)]);
    assert_eq!(counts(&development.by_kind), kinds);
    let certified = expected(&[("australian-curriculum", 16), ("dual-system", 16)]);
    assert_eq!(counts(&development.certified), certified);
    assert_eq!(development.travelled.to_string(), "0 of 80 (0.0 %)");

    let day_before = Development::assess(&the_college(), &[], &[], &rules(), period, day("2026-12-30"));
    assert_eq!(day_before.employed, 81);
    assert_eq!(day_before.by_kind[&"foreign-teacher".parse().unwrap()], 9);
    assert_eq!(day_before.certified[&"dual-system".parse().unwrap()], 17);
}

#[test]
fn the_yearly_selection_of_the_administrative_college_is_kept() {
    let talents: Vec<String> = (0..20).map(|n| format!("T-{n}")).collect();
    let cadres: Vec<String> = (0..9).map(|n| format!("C-{n}")).collect();
    let list = |codes: &[String], kind| -> Vec<Member> {
        codes.iter().map(|code| checked_member(member(code, &[kind]))).collect()
    };
    let members = [list(&talents, "outstanding-talent"), list(&cadres, "management-cadre")].concat();
    let groups = talents.chunks(10).zip(1..).map(|group| ("outstanding-talent", group));
    let groups = groups.chain(cadres.chunks(3).zip(1..).map(|group| ("management-cadre", group)));
    let batches: Vec<_> = groups
        .map(|(kind, (codes, number))| {
            let codes: Vec<&str> = codes.iter().map(String::as_str).collect();
            checked_batch(batch(&format!("{kind}-{number}"), kind, number, &codes))
        })
        .collect();
    let trips: Vec<Trip> = batches
        .iter()
        .map(|batch| {
            let code = format!("R-{}", batch.code);
            let trip = gone(&code, &["T-0"], "2026-05-10/2026-05-30", "2026-05-10", Some("2026-05-30"));
            let members = batch.members.clone();
            let leader = *members.first().unwrap();
            let batch = Some(batch.id);
            let mut trip =
                Trip::try_from(TripDraft { participants: members, leader, batch, ..trip.draft() }).unwrap();
            trip.record(day("2026-06-10"), &clerk(day("2028-01-01")), None, TripEvent::Reported).unwrap();
            trip
        })
        .collect();
    let mut rules = rules();
    rules.selection = SelectionRules::administrative_college().load().unwrap();
    let period = "2026-01-01/2026-12-31".parse().unwrap();
    let development = Development::assess(&members, &trips, &batches, &rules, period, day("2027-01-01"));
    // 20 talents and 9 cadres for 21 days each.
    assert_eq!(
        (development.person_days_abroad(), development.travelled.to_string().as_str()),
        (609, "29 of 29 (100.0 %)")
    );
    assert_eq!(development.reported.to_string(), "5 of 5 (100.0 %)");
    assert!(development.findings.is_clear(), "{:?}", development.findings);
}

/// Ten days over New Year by two, three days in June by three, a journey planned for December, one that was cancelled,
/// and one under way.
fn journeys() -> Vec<Trip> {
    let mut over_new_year =
        gone("R-1", &["T-1", "T-2"], "2025-12-27/2026-01-05", "2025-12-27", Some("2026-01-05"));
    over_new_year.record(day("2026-02-01"), &clerk(day("2028-01-01")), None, TripEvent::Reported).unwrap();
    let june = gone("R-2", &["T-3", "T-4", "T-5"], "2026-06-01/2026-06-05", "2026-06-02", Some("2026-06-04"));
    let ahead = trip("R-3", &["T-1"], &[("2026-01-05", planned("2026-12-30/2027-01-02"))]);
    let mut cancelled = trip("R-4", &["T-1"], &[("2026-01-05", planned("2026-10-01/2026-10-10"))]);
    cancelled
        .history
        .record(day("2026-05-05"), &clerk(day("2028-01-01")), None, TripEvent::Cancelled)
        .unwrap();
    let away = gone("R-5", &["T-6"], "2026-06-25/2026-07-10", "2026-06-25", None);
    let mut checked: Vec<Trip> =
        [ahead, cancelled].into_iter().map(|draft| Trip::try_from(draft).unwrap()).collect();
    checked.extend([over_new_year, june, away]);
    checked
}

fn year(as_of: &str) -> Development {
    let members: Vec<Member> =
        (1..=10).map(|n| checked_member(member(&format!("T-{n}"), &["teacher"]))).collect();
    let period = "2026-01-01/2026-12-31".parse().unwrap();
    Development::assess(&members, &journeys(), &[], &rules(), period, day(as_of))
}

#[test]
fn what_was_travelled_and_what_is_ahead_are_two_figures() {
    let june = year("2026-06-30");
    // 2 × 5 days in January, 3 × 3 in June, 1 × 6 from the 25th to the 30th.
    assert_eq!(june.person_days_abroad(), 25);
    // 10 days of July, and 30 and 31 December; the two days of the next year are not this year's.
    assert_eq!(counts(&june.planned_person_days), expected(&[("visit", 12)]));
    assert_eq!(
        counts(&june.trips),
        expected(&[("planned", 1), ("away", 1), ("returned", 1), ("reported", 1), ("cancelled", 1)])
    );
    assert_eq!(june.reported.to_string(), "1 of 2 (50.0 %)");
    assert_eq!(june.travelled.to_string(), "6 of 10 (60.0 %)");

    let new_year = year("2026-01-01");
    assert_eq!(new_year.person_days_abroad(), 2);
    assert_eq!(counts(&new_year.trips), expected(&[("approved", 2), ("away", 1)]));
    assert_eq!(new_year.reported.to_string(), "0 of 0 (not defined)");
    // 2 × 4 days to come in January, 3 × 5 and 1 × 16 as planned.
    assert_eq!(counts(&new_year.planned_person_days), expected(&[("visit", 39)]));
}

#[test]
fn days_over_new_year_are_split() {
    let trip = gone("R-1", &["T-1", "T-2"], "2025-12-27/2026-01-05", "2025-12-27", Some("2026-01-05"));
    let by_year = trip.person_days_by_year(day("2026-06-30"));
    assert_eq!(counts(&by_year), expected(&[("2025", 10), ("2026", 10)]));
    assert!(trip.person_days_by_year(day("2025-12-26")).is_empty());
    assert_eq!(counts(&trip.person_days_by_year(day("2026-01-01"))), expected(&[("2025", 10), ("2026", 2)]));
}

#[test]
fn who_leaves_early_is_away_until_the_last_day_planned() {
    let trip = gone("R-1", &["T-1"], "2026-05-10/2026-05-17", "2026-05-05", None);
    assert_eq!(trip.travelled_on(day("2026-05-06")), "2026-05-05/2026-05-06".parse().ok());
    assert_eq!(trip.planned_on(day("2026-05-06")), "2026-05-07/2026-05-17".parse().ok());
    assert_eq!(trip.planned_on(day("2026-05-04")), "2026-05-10/2026-05-17".parse().ok());
    assert_eq!(trip.planned_on(day("2026-05-17")), None);
}

#[test]
fn a_postponed_trip_must_be_approved_again() {
    let events = [("2026-01-05", planned("2026-05-10/2026-05-17")), ("2026-02-05", TripEvent::Approved)];
    let mut trip = Trip::try_from(trip("R-1", &["T-1"], &events)).unwrap();
    let clerk = clerk(day("2028-01-01"));
    let later: Period = "2027-05-10/2027-05-17".parse().unwrap();
    trip.record(day("2026-04-01"), &clerk, None, TripEvent::Postponed { period: later }).unwrap();
    assert_eq!(trip.status_on(day("2026-04-01")), Some(TripStatus::Postponed));
    assert_eq!(trip.planned_on(day("2026-03-31")), "2026-05-10/2026-05-17".parse().ok());
    assert_eq!(trip.planned_on(day("2026-04-01")), Some(later));
    let before = trip.clone();
    assert_eq!(
        trip.record(day("2027-05-10"), &clerk, None, TripEvent::Departed).unwrap_err().to_string(),
        "the trip `R-1` was not changed: event #4 cannot happen on 2027-05-10: it has not been approved for its days: \
         nobody departs before"
    );
    assert_eq!(trip, before, "a refused entry changes nothing");
    trip.record(day("2026-09-01"), &clerk, None, TripEvent::Approved).unwrap();
    trip.record(day("2027-05-10"), &clerk, None, TripEvent::Departed).unwrap();
    assert_eq!(trip.status_on(day("2027-05-10")), Some(TripStatus::Away));
}

#[test]
fn days_beyond_the_calendar_are_refused_or_cut() {
    let away = gone("R-1", &["T-1"], "9999-12-30/9999-12-31", "9999-12-30", None);
    for as_of in ["9999-12-31", "+10000-01-01", "+262142-12-31"] {
        assert_eq!(away.travelled_on(day(as_of)), "9999-12-30/9999-12-31".parse().ok(), "{as_of}");
        assert_eq!(away.planned_on(day(as_of)), None, "{as_of}");
    }
    let mut trip = away.clone();
    let refused = trip.record(day("+10000-01-01"), &clerk(day("2028-01-01")), None, TripEvent::Returned);
    assert_eq!(
        refused,
        Err(TripError::OutOfRange { code: "R-1".parse().unwrap(), day: day("+10000-01-01") })
    );
    assert_eq!(trip, away);
}

#[test]
fn every_step_that_is_out_of_order_is_refused_with_its_reason() {
    use TripEvent as E;
    let period = "2026-05-10/2026-05-17".parse().unwrap();
    let (plan, earlier) = (E::Planned { period }, E::Postponed { period });
    let later = E::Postponed { period: "2026-06-10/2026-06-17".parse().unwrap() };
    let gone = [plan, E::Approved, E::Departed];
    let back = [plan, E::Approved, E::Departed, E::Returned];
    for (before, event, reason) in [
        (&[][..], E::Approved, "it is not planned yet and cannot be `approved`: plan it first"),
        (&[], later, "it is not planned yet and cannot be `postponed`: plan it first"),
        (&[plan], plan, "it is planned already: postpone it, or cancel it and plan a new one"),
        (&[plan, E::Approved], E::Approved, "it has been approved already"),
        (&[plan], E::Departed, "it has not been approved for its days: nobody departs before"),
        (
            &[plan, E::Approved, later],
            E::Departed,
            "it has not been approved for its days: nobody departs before",
        ),
        (&[plan, E::Approved], E::Returned, "it has not departed and cannot return"),
        (&gone, E::Departed, "it has departed and cannot be `departed` any more"),
        (&gone, E::Cancelled, "it has departed and cannot be `cancelled` any more"),
        (&back, later, "it has departed and cannot be `postponed` any more"),
        (&gone, E::Reported, "it has not returned: there is nothing to report yet"),
        (&back, E::Returned, "it has returned already"),
        (
            &[plan, E::Approved, E::Departed, E::Returned, E::Reported],
            E::Reported,
            "it has been reported on already",
        ),
        (&[plan, E::Cancelled], E::Approved, "it was cancelled and cannot be `approved`: plan a new trip"),
        (
            &[plan],
            earlier,
            "2026-05-10/2026-05-17 does not begin after the days planned, 2026-05-10/2026-05-17: cancel it and plan a \
             new one",
        ),
    ] {
        use collegium_core::history::Event;
        let state = before.iter().fold(None, |state, event| Some(event.apply(state.as_ref()).unwrap()));
        assert_eq!(event.apply(state.as_ref()).unwrap_err().to_string(), reason);
    }
}
