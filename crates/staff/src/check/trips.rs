//! Trips: their reports, their end, and two at once.

use chrono::NaiveDate;
use collegium_core::{
    Finding, Findings, Period, Rules as _, Severity, Subject, count::counted, entity::PersonId,
    finding::Fact, preset::unverified_note,
};

use super::{days_after, person_facts, shared::shared};
use crate::{
    Trip, TripRules, TripStatus,
    rule::{ST0201, ST0202, ST0203, ST0204},
};

impl TripRules {
    /// Looks at every trip as it stands at the end of a day: reports that are overdue, trips that are away longer than
    /// planned or have not departed as planned, and persons on two trips at once.
    ///
    /// # Example
    ///
    /// ```
    /// use collegium_staff::{Trip, TripRules};
    /// let trip: Trip = serde_json::from_str(
    ///     r#"{"id":"67e55044-10b1-426f-9247-bb680e5fe0c8","code":"R-001","kind":"visit","purpose":"Talks in Wernigerode",
    ///         "unit":"67e55044-10b1-426f-9247-bb680e5fe0c8","leader":"67e55044-10b1-426f-9247-bb680e5fe0c8",
    ///         "participants":["67e55044-10b1-426f-9247-bb680e5fe0c8"],"destinations":["DE"],
    ///         "history":[{"recorded":"2026-01-05","by":{"id":"67e55044-10b1-426f-9247-bb680e5fe0c8","name":"Wang Fang"},
    ///                     "change":{"happened":{"effective":"2026-01-05",
    ///                                           "event":{"planned":{"period":"2026-05-10/2026-05-17"}}}}},
    ///                    {"recorded":"2026-02-05","by":{"id":"67e55044-10b1-426f-9247-bb680e5fe0c8","name":"Wang Fang"},
    ///                     "change":{"happened":{"effective":"2026-02-05","event":"approved"}}},
    ///                    {"recorded":"2026-05-10","by":{"id":"67e55044-10b1-426f-9247-bb680e5fe0c8","name":"Wang Fang"},
    ///                     "change":{"happened":{"effective":"2026-05-10","event":"departed"}}}]}"#,
    /// )
    /// .unwrap();
    /// let rules = TripRules::one_month().load().unwrap();
    /// assert!(rules.check(&[trip.clone()], "2026-05-17".parse().unwrap()).is_empty());
    /// assert_eq!(
    ///     rules.check(&[trip], "2026-05-19".parse().unwrap()).iter().next().unwrap().to_string(),
    ///     "warning ST0202: trip R-001: it was to return on 2026-05-17 and is still away on 2026-05-19 (planned last day \
    ///      2026-05-17, days over 2)"
    /// );
    /// ```
    #[must_use]
    pub fn check(&self, trips: &[Trip], as_of: NaiveDate) -> Findings {
        let of_trip = |trip| {
            let [late, away, here] =
                [unreported(self, trip, as_of), still_away(trip, as_of), still_here(trip, as_of)];
            late.into_iter().chain(away).chain(here)
        };
        let each = trips.iter().flat_map(of_trip);
        each.chain(at_once(trips, as_of)).chain(unverified_note(self, "trips")).collect()
    }
}

fn unreported(rules: &TripRules, trip: &Trip, as_of: NaiveDate) -> Option<Finding> {
    if trip.status_on(as_of) != Some(TripStatus::Returned) {
        return None;
    }
    let returned = trip.travelled_on(as_of)?.last();
    let due = rules.report_within.last_day(returned).filter(|due| *due < as_of)?;
    Some(Finding {
        code: ST0201,
        severity: rules.unreported,
        subject: Subject::of(trip.id, &trip.code),
        message: format!("it returned on {returned}, and the report due by {due} is not there"),
        facts: vec![
            Fact::new("returned", returned),
            Fact::new("report within", rules.report_within.to_string()),
            Fact::new("due", due),
            Fact::new("days late", days_after(due, as_of)),
        ],
        basis: Some(rules.basis()),
        remedy: Some("hand in the report, or record that it was handed in".to_owned()),
    })
}

fn still_away(trip: &Trip, as_of: NaiveDate) -> Option<Finding> {
    let state = trip.history.state_on(as_of).filter(|state| state.status() == TripStatus::Away)?;
    let last = state.period().last();
    (last < as_of).then(|| Finding {
        code: ST0202,
        severity: Severity::Warning,
        subject: Subject::of(trip.id, &trip.code),
        message: format!("it was to return on {last} and is still away on {as_of}"),
        facts: vec![Fact::new("planned last day", last), Fact::new("days over", days_after(last, as_of))],
        basis: None,
        remedy: Some("record the return, or find out why it stays longer than was approved".to_owned()),
    })
}

fn still_here(trip: &Trip, as_of: NaiveDate) -> Option<Finding> {
    let state = trip.history.state_on(as_of)?;
    let waiting =
        matches!(state.status(), TripStatus::Planned | TripStatus::Postponed | TripStatus::Approved);
    let first = state.period().first();
    (waiting && first < as_of).then(|| Finding {
        code: ST0204,
        severity: Severity::Warning,
        subject: Subject::of(trip.id, &trip.code),
        message: format!("it was to depart on {first} and is still {} on {as_of}", state.status()),
        facts: vec![Fact::new("planned first day", first), Fact::new("days over", days_after(first, as_of))],
        basis: None,
        remedy: Some("record the departure, or postpone or cancel it".to_owned()),
    })
}

fn at_once(trips: &[Trip], as_of: NaiveDate) -> Vec<Finding> {
    let mut spans: Vec<(Period, &Trip)> =
        trips.iter().filter_map(|trip| Some((trip.days_on(as_of)?, trip))).collect();
    spans.sort_by_key(|(days, trip)| (*days, &trip.code, trip.id));
    let meeting = shared(&spans, |(_, trip)| &trip.participants, |(one, _), (other, _)| one.overlaps(other));
    meeting.filter_map(|(first, second, both)| two_at_once(first, second, &both)).collect()
}

fn two_at_once(first: &(Period, &Trip), second: &(Period, &Trip), both: &[PersonId]) -> Option<Finding> {
    let ((first_days, first), (second_days, second)) = (first, second);
    let common = first_days.intersection(second_days)?;
    // Who comes back in the morning may leave in the evening.
    if first_days.last() == second_days.first() && first_days != second_days {
        return None;
    }
    let count = both.len() as u64;
    Some(Finding {
        code: ST0203,
        severity: Severity::Warning,
        subject: Subject::of(second.id, &second.code).at("participants"),
        message: format!(
            "{} of it {} also on the trip `{}` on the days {common}",
            counted(count, "person", "persons"),
            if count == 1 { "is" } else { "are" },
            first.code
        ),
        facts: [
            Fact::new("other trip", first.code.as_str()),
            Fact::new("days of both", common),
            Fact::new("person-days of both", count * u64::from(common.days())),
        ]
        .into_iter()
        .chain(person_facts(both))
        .collect(),
        basis: None,
        remedy: Some("correct the days or the participants of one of the two".to_owned()),
    })
}
