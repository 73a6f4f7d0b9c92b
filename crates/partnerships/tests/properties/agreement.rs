//! Agreements beside a naive model of them.

use chrono::NaiveDate;
use collegium_core::{History, Validity};
use collegium_partnerships::{
    Activity, ActivityDraft, Agreement, AgreementDraft, AgreementEvent, AgreementStatus, Partner,
    PartnerDraft,
};
use proptest::prelude::*;

use super::made::{self, Attempt, attempts, day};

/// What was written down and stands: day of effect and event, and whether it was cancelled.
#[derive(Debug, Clone, Default)]
struct Model {
    entries: Vec<Option<(u64, AgreementEvent, bool)>>,
}

impl Model {
    /// The events that stand, by day of effect, equal days as written down.
    fn standing(&self) -> Vec<(u64, &AgreementEvent)> {
        let entries = self.entries.iter().flatten().filter(|(.., cancelled)| !cancelled);
        let mut events: Vec<_> = entries.map(|(effective, event, _)| (*effective, event)).collect();
        events.sort_by_key(|(effective, _)| *effective);
        events
    }

    fn is_possible(&self) -> bool {
        let events: Vec<_> = self.standing().into_iter().map(|(_, event)| event).collect();
        let mut past = Vec::new();
        events.into_iter().all(|event| {
            let possible = can_follow(&past, event);
            past.push(event);
            possible
        })
    }

    fn write(&mut self, attempt: Attempt) -> bool {
        let mut tried = self.clone();
        match attempt {
            Attempt::Happened { effective, event, .. } => {
                tried.entries.push(Some((effective, event, false)));
            }
            Attempt::Cancelled { entry, .. } => {
                let Some(Some((.., cancelled @ false))) = tried.entries.get_mut(entry - 1) else {
                    return false;
                };
                *cancelled = true;
                tried.entries.push(None);
            }
        }
        let possible = tried.is_possible();
        if possible {
            *self = tried;
        }
        possible
    }

    fn status_on(&self, today: u64) -> Option<AgreementStatus> {
        let past: Vec<_> =
            self.standing().into_iter().filter(|(day, _)| *day <= today).map(|(_, event)| event).collect();
        let terms: Vec<_> = past.iter().filter_map(|event| term(event)).collect();
        let as_of = day(today);
        Some(if past.is_empty() {
            return None;
        } else if past.contains(&&AgreementEvent::Terminated) {
            AgreementStatus::Terminated
        } else if terms.is_empty() {
            AgreementStatus::Negotiating
        } else if terms.iter().any(|term| holds(*term, as_of)) {
            if rests(&past) { AgreementStatus::Suspended } else { AgreementStatus::InForce }
        } else if terms.iter().all(|term| term.first() > as_of) {
            AgreementStatus::Signed
        } else {
            AgreementStatus::Expired
        })
    }
}

fn term(event: &AgreementEvent) -> Option<Validity> {
    match event {
        AgreementEvent::Signed { validity } | AgreementEvent::Renewed { validity } => Some(*validity),
        _ => None,
    }
}

fn holds(term: Validity, day: NaiveDate) -> bool {
    match term {
        Validity::During(period) => period.each_day().any(|one| one == day),
        Validity::From(first) => first <= day,
    }
}

fn rests(past: &[&AgreementEvent]) -> bool {
    let mut pauses =
        past.iter().filter(|event| matches!(event, AgreementEvent::Suspended | AgreementEvent::Resumed));
    pauses.next_back() == Some(&&AgreementEvent::Suspended)
}

fn can_follow(past: &[&AgreementEvent], event: &AgreementEvent) -> bool {
    let terms: Vec<_> = past.iter().filter_map(|event| term(event)).collect();
    let signed = !terms.is_empty();
    let ended = past.contains(&&AgreementEvent::Terminated);
    let end = |term: &Validity| term.last().unwrap_or(NaiveDate::MAX);
    !ended
        && match event {
            AgreementEvent::Negotiated => past.is_empty(),
            AgreementEvent::Signed { .. } => !signed,
            AgreementEvent::Renewed { validity } => {
                signed && terms.iter().all(|term| end(term) < end(validity))
            }
            AgreementEvent::Suspended => signed && !rests(past),
            AgreementEvent::Resumed => signed && rests(past),
            AgreementEvent::Terminated => !past.is_empty(),
        }
}

proptest! {
    #[test]
    fn an_agreement_does_what_a_naive_reading_of_its_history_says(attempts in attempts()) {
        let (mut history, mut model, mut now) = (History::default(), Model::default(), 0);
        for attempt in attempts {
            prop_assert_eq!(attempt.clone().write(&mut history, &mut now), model.write(attempt));
        }
        for today in 0..100 {
            let state = history.state_on(day(today));
            prop_assert_eq!(state.map(|state| state.status_on(day(today))), model.status_on(today));
        }
    }

    #[test]
    fn whatever_is_renewed_is_in_force_in_all_its_terms(agreement in made::agreement()) {
        let stopped = agreement.history.standing().any(|(.., event)| {
            matches!(event, AgreementEvent::Suspended | AgreementEvent::Terminated)
        });
        let agreed: Vec<_> = agreement.history.standing().map(|(_, on, event)| (on, term(event))).collect();
        for today in (0..100).map(day) {
            let in_a_term = agreed.iter().any(|(on, term)| {
                *on <= today && term.is_some_and(|term| holds(term, today))
            });
            if !stopped {
                prop_assert_eq!(agreement.is_in_force_on(today), in_a_term);
            }
            prop_assert!(in_a_term || !agreement.is_in_force_on(today));
            let last_agreed = agreed.iter().rev().find_map(|(on, term)| term.filter(|_| *on <= today));
            prop_assert_eq!(agreement.validity_on(today), last_agreed);
        }
    }

    #[test]
    fn what_was_known_then_is_what_the_first_entries_say(
        agreement in made::agreement(),
        known in 0_u64..100,
        today in 0_u64..100,
    ) {
        let entries: Vec<_> =
            agreement.history.entries().iter().filter(|entry| entry.recorded <= day(known)).cloned().collect();
        let then = History::try_from(entries).unwrap();
        prop_assert_eq!(agreement.history.state_known(day(today), day(known)), then.state_on(day(today)));
    }

    #[test]
    fn an_event_recorded_late_counts_from_the_day_it_happened(agreement in made::agreement(), on in 0_u64..60) {
        let mut later = agreement.clone();
        let recorded = agreement.history.entries().last().unwrap().recorded.max(day(200));
        let clerk = collegium_core::history::Signature { on: recorded, ..made::clerk(0) };
        if later.record(day(on), &clerk, AgreementEvent::Terminated).is_ok() {
            for today in 0..100 {
                let expected = if today < on {
                    agreement.status_on(day(today))
                } else {
                    Some(AgreementStatus::Terminated)
                };
                prop_assert_eq!(later.status_on(day(today)), expected);
            }
        } else {
            prop_assert_eq!(later, agreement, "a refused event changes nothing");
        }
    }

    #[test]
    fn records_come_back_from_json_and_from_their_drafts(
        agreement in made::agreement(),
        partner in made::partner(),
        activity in made::activity(),
    ) {
        let json = serde_json::to_string(&agreement).unwrap();
        prop_assert_eq!(&serde_json::from_str::<Agreement>(&json).unwrap(), &agreement);
        prop_assert_eq!(Agreement::try_from(AgreementDraft::from(agreement.clone())), Ok(agreement));
        let json = serde_json::to_string(&partner).unwrap();
        prop_assert_eq!(&serde_json::from_str::<Partner>(&json).unwrap(), &partner);
        prop_assert_eq!(Partner::try_from(PartnerDraft::from(partner.clone())), Ok(partner));
        let json = serde_json::to_string(&activity).unwrap();
        prop_assert_eq!(&serde_json::from_str::<Activity>(&json).unwrap(), &activity);
        prop_assert_eq!(Activity::try_from(ActivityDraft::from(activity.clone())), Ok(activity));
    }
}
