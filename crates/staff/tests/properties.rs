//! Laws that hold for every value.
#![expect(clippy::unwrap_used, reason = "what fails here is a failed test")]

#[path = "support/college.rs"]
mod college;

use std::collections::BTreeMap;

use chrono::{Datelike, Days, NaiveDate};
use college::*;
use collegium_core::{
    History, Period,
    history::{Entry, HistoryError},
};
use collegium_staff::{
    Batch, BatchDraft, CertificateRules, Development, Member, MemberDraft, SelectionRules,
    SelectionRulesDraft, TimeLimit, Trip, TripDraft, TripEvent, TripEventError, TripRules, TripStatus,
};
use proptest::{collection, option, prelude::*, sample};

/// Days of three years, so that they meet.
fn near() -> impl Strategy<Value = NaiveDate> {
    (0_u64..1_096).prop_map(|days| day("2025-01-01") + Days::new(days))
}

fn span() -> impl Strategy<Value = Period> {
    (near(), 0_u64..400).prop_map(|(first, days)| Period::new(first, first + Days::new(days)).unwrap())
}

fn event() -> impl Strategy<Value = TripEvent> {
    prop_oneof![
        span().prop_map(|period| TripEvent::Planned { period }),
        span().prop_map(|period| TripEvent::Postponed { period }),
        Just(TripEvent::Approved),
        Just(TripEvent::Departed),
        Just(TripEvent::Returned),
        Just(TripEvent::Reported),
        Just(TripEvent::Cancelled),
    ]
}

/// The codes of some of the persons T-0 to T-9.
fn codes() -> impl Strategy<Value = Vec<String>> {
    let all: Vec<String> = (0..10).map(|n| format!("T-{n}")).collect();
    sample::subsequence(all, 1..5)
}

/// A trip with a legal life, cut off anywhere.
fn a_trip() -> impl Strategy<Value = Trip> {
    let days = collection::vec(near(), 7).prop_map(|mut days| {
        days.sort();
        days
    });
    let life = (any::<bool>(), any::<bool>(), 1_usize..7);
    let kind = sample::select(vec!["visit", "study", "conference"]);
    (0..20, codes(), kind, span(), days, life).prop_map(|(number, codes, kind, period, days, life)| {
        let (postponed, cancelled, length) = life;
        let mut events = vec![TripEvent::Planned { period }, TripEvent::Approved];
        if postponed {
            let later = Period::new(period.first() + Days::new(30), period.last() + Days::new(40)).unwrap();
            events.extend([TripEvent::Postponed { period: later }, TripEvent::Approved]);
        }
        if cancelled {
            events.push(TripEvent::Cancelled);
        } else {
            events.extend([TripEvent::Departed, TripEvent::Returned, TripEvent::Reported]);
        }
        let mut history = History::default();
        for (event, on) in events.into_iter().zip(days).take(length) {
            history.record(on, &clerk(day("2030-01-01")), None, event).unwrap();
        }
        let codes: Vec<&str> = codes.iter().map(String::as_str).collect();
        let draft = trip(&format!("R-{number}"), &codes, &[]);
        Trip::try_from(TripDraft { kind: kind.parse().unwrap(), history, ..draft }).unwrap()
    })
}

fn a_member() -> impl Strategy<Value = Member> {
    let kinds = sample::subsequence(vec!["teacher", "returnee", "cadre"], 1..=3);
    let held = (sample::select(vec!["dual-system", "australian-curriculum"]), span(), option::of(1..4));
    let held = collection::btree_set(held, 0..4);
    let employment =
        prop_oneof![span().prop_map(|span| span.to_string()), near().prop_map(|from| format!("{from}/.."))];
    (0..12, kinds, held, employment).prop_map(|(number, kinds, held, employment)| {
        let mut draft = member(&format!("T-{number}"), &kinds);
        draft.employment = employment.parse().unwrap();
        let issued = held.into_iter().map(|(kind, span, number)| {
            let mut issued = certificate(kind, &span.to_string());
            issued.number = number.map(|number: i32| number.to_string().parse().unwrap());
            issued
        });
        draft.certificates = issued.collect();
        Member::try_from(draft).unwrap()
    })
}

fn a_batch() -> impl Strategy<Value = Batch> {
    let kind = sample::select(vec!["teacher", "cadre"]);
    (0..12, 2025..=2027, kind, 1_u32..4, codes(), span()).prop_map(
        |(code, year, kind, number, codes, abroad)| {
            let codes: Vec<&str> = codes.iter().map(String::as_str).collect();
            let draft = batch(&format!("B-{code}"), kind, number, &codes);
            Batch::try_from(BatchDraft { year, abroad, ..draft }).unwrap()
        },
    )
}

/// Where a trip would stand by a table written the long way round, or `None` where it cannot get there.
fn naive(events: &[(NaiveDate, TripEvent)]) -> Option<(TripStatus, Period)> {
    use TripStatus as S;
    let mut order: Vec<_> = events.to_vec();
    order.sort_by_key(|(on, _)| *on);
    let mut now: Option<(S, Period)> = None;
    for (_, event) in order {
        now = Some(match (now, event) {
            (None, TripEvent::Planned { period }) => (S::Planned, period),
            (Some((S::Planned | S::Postponed, period)), TripEvent::Approved) => (S::Approved, period),
            (Some((S::Planned | S::Postponed | S::Approved, period)), TripEvent::Cancelled) => {
                (S::Cancelled, period)
            }
            (Some((S::Planned | S::Postponed | S::Approved, old)), TripEvent::Postponed { period })
                if old.first() < period.first() =>
            {
                (S::Postponed, period)
            }
            (Some((S::Approved, period)), TripEvent::Departed) => (S::Away, period),
            (Some((S::Away, period)), TripEvent::Returned) => (S::Returned, period),
            (Some((S::Returned, period)), TripEvent::Reported) => (S::Reported, period),
            _ => return None,
        });
    }
    now
}

/// The same in another order.
fn turned<T: Clone>(list: &[T], turn: usize) -> Vec<T> {
    let (head, tail) = list.split_at(turn % list.len().max(1));
    tail.iter().chain(head).rev().cloned().collect()
}

fn year() -> Period {
    "2026-01-01/2026-12-31".parse().unwrap()
}

proptest! {
    #[test]
    fn a_trips_history_agrees_with_the_naive_model(
        events in collection::vec((near(), event()), 1..25), as_of in near(),
    ) {
        let mut history = History::<TripEvent>::default();
        let mut accepted: Vec<(NaiveDate, TripEvent)> = Vec::new();
        for (on, event) in events {
            let mut with = accepted.clone();
            with.push((on, event));
            let expected = naive(&with);
            let result = history.record(on, &clerk(day("2030-01-01")), None, event);
            prop_assert_eq!(result.is_ok(), expected.is_some(), "{} on {}", event, on);
            if result.is_ok() {
                accepted = with;
            } else {
                let impossible = matches!(result, Err(HistoryError::Impossible { .. }));
                prop_assert!(impossible);
            }
            let state = history.latest().map(|state| (state.status(), state.period()));
            prop_assert_eq!(state, naive(&accepted));
        }
        let known: Vec<_> = accepted.iter().copied().filter(|(on, _)| *on <= as_of).collect();
        let state = history.state_on(as_of).map(|state| (state.status(), state.period()));
        prop_assert_eq!(state, naive(&known));
    }

    #[test]
    fn nobody_departs_without_an_approval_for_the_days(trip in a_trip(), as_of in near()) {
        if let Some(travelled) = trip.travelled_on(as_of) {
            let before: Vec<_> = trip
                .history
                .standing()
                .take_while(|(_, _, event)| **event != TripEvent::Departed)
                .map(|(_, _, event)| *event)
                .collect();
            prop_assert_eq!(before.last(), Some(&TripEvent::Approved));
            prop_assert!(travelled.last() <= as_of);
            prop_assert!(trip.status_on(as_of).unwrap().has_departed());
        } else {
            prop_assert!(!trip.status_on(as_of).is_some_and(TripStatus::has_departed));
        }
    }

    #[test]
    fn person_days_are_the_days_counted_one_by_one(trip in a_trip(), period in span(), as_of in near()) {
        let counted = |days: Option<Period>| {
            let days = days.into_iter().flat_map(Period::each_day).filter(|day| period.contains(*day)).count();
            (days * trip.participants.len()) as u64
        };
        prop_assert_eq!(trip.person_days_in(&period, as_of), counted(trip.travelled_on(as_of)));
        prop_assert_eq!(trip.planned_person_days_in(&period, as_of), counted(trip.planned_on(as_of)));
    }

    #[test]
    fn person_days_of_the_years_sum_to_the_whole(trip in a_trip(), as_of in near(), cut in near()) {
        let by_year = trip.person_days_by_year(as_of);
        let whole = trip.travelled_on(as_of);
        let total = whole.map_or(0, |days| trip.person_days_in(&days, as_of));
        prop_assert_eq!(by_year.values().sum::<u64>(), total);
        for (year, days) in &by_year {
            let year: Period = format!("{year}-01-01/{year}-12-31").parse().unwrap();
            prop_assert_eq!(trip.person_days_in(&year, as_of), *days);
            prop_assert!(*days > 0);
        }
        // So do those of any two periods that meet.
        let [before, after] = [Period::new(day("2000-01-01"), cut), Period::new(cut.succ_opt().unwrap(), day("2099-12-31"))]
            .map(|part| trip.person_days_in(&part.unwrap(), as_of));
        prop_assert_eq!(before + after, total);
    }

    #[test]
    fn nothing_is_both_travelled_and_ahead(trip in a_trip(), as_of in near()) {
        if let Some(ahead) = trip.planned_on(as_of) {
            prop_assert!(ahead.first() > as_of);
        }
        if let Some(travelled) = trip.travelled_on(as_of) {
            prop_assert!(travelled.last() <= as_of);
        }
    }

    #[test]
    fn what_was_travelled_only_grows(trip in a_trip(), one in near(), other in near(), period in span()) {
        let (earlier, later) = (one.min(other), one.max(other));
        prop_assert!(trip.person_days_in(&period, earlier) <= trip.person_days_in(&period, later));
    }

    #[test]
    fn records_come_back(member in a_member(), trip in a_trip(), batch in a_batch()) {
        prop_assert_eq!(&Member::try_from(member.draft()).unwrap(), &member);
        prop_assert_eq!(&Trip::try_from(trip.draft()).unwrap(), &trip);
        prop_assert_eq!(&Batch::try_from(batch.draft()).unwrap(), &batch);
        prop_assert_eq!(MemberDraft::from(member.clone()), member.draft());
        let json = serde_json::to_string(&(&member, &trip, &batch)).unwrap();
        let back: (Member, Trip, Batch) = serde_json::from_str(&json).unwrap();
        prop_assert_eq!(back, (member, trip, batch));
    }

    #[test]
    fn the_order_of_certificates_is_nothing(member in a_member(), turn in 0_usize..4) {
        let mut draft = member.draft();
        draft.certificates = turned(&draft.certificates, turn);
        prop_assert_eq!(Member::try_from(draft).unwrap(), member);
    }

    #[test]
    fn the_order_of_records_is_nothing(
        members in collection::vec(a_member(), 0..8),
        trips in collection::vec(a_trip(), 0..8),
        batches in collection::vec(a_batch(), 0..8),
        as_of in near(),
        period in span(),
        turn in 0_usize..8,
    ) {
        let (others, journeys, groups) = (turned(&members, turn), turned(&trips, turn), turned(&batches, turn));
        let shuffled = Development::assess(&others, &journeys, &groups, &rules(), period, as_of);
        let development = Development::assess(&members, &trips, &batches, &rules(), period, as_of);
        prop_assert_eq!(&shuffled, &development);
        let json = serde_json::to_string(&development).unwrap();
        prop_assert_eq!(serde_json::from_str::<Development>(&json).unwrap(), development);
    }

    #[test]
    fn the_report_adds_up(
        members in collection::vec(a_member(), 0..8), trips in collection::vec(a_trip(), 0..8), as_of in near(),
    ) {
        let development = Development::assess(&members, &trips, &[], &rules(), year(), as_of);
        let days: u64 = trips.iter().map(|trip| trip.person_days_in(&year(), as_of)).sum();
        prop_assert_eq!(development.person_days_abroad(), days);
        let by_year: u64 = trips
            .iter()
            .filter_map(|trip| trip.person_days_by_year(as_of).get(&year().first().year()).copied())
            .sum();
        prop_assert_eq!(by_year, days);
        prop_assert!(development.employed <= members.len() as u64);
        prop_assert!(development.by_kind.values().all(|count| (1..=development.employed).contains(count)));
        prop_assert!(development.certified.values().all(|count| (1..=development.employed).contains(count)));
        prop_assert!(development.travelled.part() <= development.travelled.whole());
        prop_assert!(development.reported.part() <= development.reported.whole());
    }

    #[test]
    fn another_trip_takes_no_finding_away(
        trips in collection::vec(a_trip(), 0..6), another in a_trip(), as_of in near(),
    ) {
        let rules = TripRules::one_month().load().unwrap();
        let before = rules.check(&trips, as_of);
        let after = rules.check(&[trips, vec![another]].concat(), as_of);
        for finding in &before {
            prop_assert!(after.iter().any(|other| other == finding), "{}", finding);
        }
    }

    #[test]
    fn another_member_takes_no_finding_on_certificates_away(
        members in collection::vec(a_member(), 0..6), another in a_member(), as_of in near(),
    ) {
        let rules = CertificateRules::one_year().load().unwrap();
        let before = rules.check(&members, as_of);
        let after = rules.check(&[members, vec![another]].concat(), as_of);
        for finding in &before {
            prop_assert!(after.iter().any(|other| other == finding), "{}", finding);
        }
    }

    #[test]
    fn two_at_once_are_found_where_a_person_is_counted_twice(
        trips in collection::vec(a_trip(), 2..5), as_of in near(),
    ) {
        // By day and person, how many trips: where it is more than one, and not only where one ends and another begins.
        let findings = TripRules::one_month().load().unwrap().check(&trips, as_of);
        let mut days: BTreeMap<_, u64> = BTreeMap::new();
        for trip in &trips {
            for on in trip.travelled_on(as_of).into_iter().flat_map(Period::each_day) {
                for person in &trip.participants {
                    *days.entry((*person, on)).or_default() += 1;
                }
            }
        }
        let ends = |on: NaiveDate| {
            let travelled = |trip: &Trip| trip.travelled_on(as_of);
            trips.iter().filter_map(travelled).any(|days| days.first() == on || days.last() == on)
        };
        let twice = days.iter().any(|((_, on), count)| *count > 1 && !ends(*on));
        let found = findings.iter().any(|finding| finding.code == collegium_staff::rule::ST0203);
        prop_assert!(!twice || found);
    }

    #[test]
    fn the_plan_kept_to_the_letter_is_clear(persons in 2_u32..20, batches in 1_u32..5) {
        let persons = persons.max(batches);
        let mut draft: SelectionRulesDraft = small_selection().draft();
        draft.lines[0].persons = Some(persons);
        draft.lines[0].batches = batches;
        let rules = SelectionRules::try_from(draft).unwrap();
        let codes: Vec<String> = (0..persons).map(|n| format!("T-{n}")).collect();
        let groups: Vec<Batch> = (0..batches)
            .map(|number| {
                let of_group = (0..).zip(&codes).filter(|(n, _)| n % batches == number);
                let group: Vec<&str> = of_group.map(|(_, code)| code.as_str()).collect();
                checked_batch(batch(&format!("B-{number}"), "teacher", number + 1, &group))
            })
            .collect();
        prop_assert!(rules.check(&groups, 2026, day("2026-01-01")).is_empty());
        prop_assert!(rules.check(&groups, 2026, day("2027-01-01")).is_empty());
        let fewer = rules.check(&groups[1..], 2026, day("2027-01-01"));
        prop_assert_eq!(fewer.len(), 2, "a batch and its persons are missing");
    }

    #[test]
    fn a_time_limit_of_days_is_so_many_days(from in near(), days in 0_u32..4_000, months in 0_u32..130) {
        let last = TimeLimit::Days(days).last_day(from).unwrap();
        prop_assert_eq!((last - from).num_days(), i64::from(days));
        let last = TimeLimit::Months(months).last_day(from).unwrap();
        let month = |day: NaiveDate| i64::from(day.year()) * 12 + i64::from(day.month0());
        prop_assert_eq!(month(last) - month(from), i64::from(months));
        prop_assert!(last.day() <= from.day());
    }

    #[test]
    fn junk_is_refused_and_never_panics(text in ".{0,80}") {
        prop_assert!(serde_json::from_str::<Trip>(&text).is_err());
        prop_assert!(serde_json::from_str::<Member>(&text).is_err());
        prop_assert!(serde_json::from_str::<Batch>(&text).is_err());
        let entries = serde_json::from_str::<Vec<Entry<TripEvent>>>(&text).unwrap_or_default();
        let history: Result<History<TripEvent>, HistoryError<TripEventError>> = entries.try_into();
        prop_assert!(history.is_ok());
    }
}
