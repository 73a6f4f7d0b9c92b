//! Enrolments beside a naive model of them.

use chrono::{Days, NaiveDate};
use collegium_core::History;
use collegium_pathways::{Enrolment, EnrolmentDraft, EnrolmentEvent, Standing, Studies};
use proptest::{collection, prelude::*};

use super::made::{self, clerk, number};

/// What somebody tries to write down.
#[derive(Debug, Clone)]
enum Attempt {
    /// What comes next by itself: the award of the stage, or the stage after.
    Forward,
    Withdraw,
    Return,
    Enter(u8),
    Award(u8),
}

fn attempt() -> impl Strategy<Value = (Attempt, u64)> {
    let what = prop_oneof![
        6 => Just(Attempt::Forward),
        1 => Just(Attempt::Withdraw),
        2 => Just(Attempt::Return),
        1 => (1_u8..=6).prop_map(Attempt::Enter),
        1 => (1_u8..=6).prop_map(Attempt::Award),
    ];
    (what, 0_u64..40)
}

fn day(number: u64) -> NaiveDate {
    NaiveDate::from_ymd_opt(2025, 1, 1).unwrap().checked_add_days(Days::new(number)).unwrap()
}

/// How many stages were entered and how many finished, and whether all was given up; by counting alone.
fn tally(events: &[EnrolmentEvent]) -> (u8, u8, bool) {
    let count = |wanted: fn(&EnrolmentEvent) -> bool| {
        u8::try_from(events.iter().filter(|event| wanted(event)).count()).unwrap()
    };
    (
        count(|event| matches!(event, EnrolmentEvent::Entered { .. })),
        count(|event| matches!(event, EnrolmentEvent::Awarded { .. })),
        events.contains(&EnrolmentEvent::Withdrawn),
    )
}

fn can_follow(past: &[EnrolmentEvent], event: &EnrolmentEvent) -> bool {
    let (entered, awarded, withdrawn) = tally(past);
    match event {
        EnrolmentEvent::Entered { stage } => {
            !withdrawn && entered == awarded && u8::from(*stage) == entered + 1
        }
        EnrolmentEvent::Awarded { stage } => !withdrawn && entered > awarded && u8::from(*stage) == entered,
        EnrolmentEvent::Withdrawn => !withdrawn && entered > awarded,
        EnrolmentEvent::Returned => {
            let since =
                past.iter().rev().take_while(|event| !matches!(event, EnrolmentEvent::Entered { .. }));
            entered > 0 && !since.into_iter().any(|event| *event == EnrolmentEvent::Returned)
        }
    }
}

fn is_possible(events: &[(u64, EnrolmentEvent)]) -> bool {
    let mut past = Vec::new();
    in_order(events).into_iter().all(|(_, event)| {
        let possible = can_follow(&past, &event);
        past.push(event);
        possible
    })
}

fn in_order(events: &[(u64, EnrolmentEvent)]) -> Vec<(u64, EnrolmentEvent)> {
    let mut events = events.to_vec();
    events.sort_by_key(|(day, _)| *day);
    events
}

fn standing(events: &[EnrolmentEvent]) -> Option<Standing> {
    Some(match tally(events) {
        (0, ..) => return None,
        (entered, _, true) => Standing::Withdrawn { stage: number(entered) },
        (entered, awarded, false) if entered > awarded => Standing::Studying { stage: number(entered) },
        (entered, ..) => Standing::Between { done: number(entered) },
    })
}

impl Attempt {
    fn event(&self, events: &[(u64, EnrolmentEvent)]) -> EnrolmentEvent {
        let past: Vec<_> = events.iter().map(|(_, event)| event.clone()).collect();
        let (entered, awarded, _) = tally(&past);
        match self {
            Self::Forward if entered > awarded => EnrolmentEvent::Awarded { stage: number(entered) },
            Self::Forward => EnrolmentEvent::Entered { stage: number((entered + 1).min(6)) },
            Self::Withdraw => EnrolmentEvent::Withdrawn,
            Self::Return => EnrolmentEvent::Returned,
            Self::Enter(stage) => EnrolmentEvent::Entered { stage: number(*stage) },
            Self::Award(stage) => EnrolmentEvent::Awarded { stage: number(*stage) },
        }
    }
}

proptest! {
    #[test]
    fn an_enrolment_does_what_a_naive_reading_of_its_history_says(
        attempts in collection::vec(attempt(), 1..20),
        sorted in any::<bool>(),
    ) {
        let mut attempts = attempts;
        if sorted {
            attempts.sort_by_key(|(_, day)| *day);
        }
        let (mut history, mut model) = (History::default(), Vec::new());
        for (attempt, on) in attempts {
            let event = attempt.event(&model);
            let mut tried = model.clone();
            tried.push((on, event.clone()));
            let possible = is_possible(&tried);
            prop_assert_eq!(history.record(day(on), &clerk(), None, event).is_ok(), possible);
            if possible {
                model = tried;
            }
        }
        if model.is_empty() {
            return Ok(());
        }
        let enrolment = Enrolment::try_from(EnrolmentDraft {
            id: made::id(1),
            code: "E-1".parse().unwrap(),
            student: made::id(2),
            unit: made::id(3),
            studies: Studies::Route { programme: made::id(4) },
            history,
        })
        .unwrap();
        for today in 0..45 {
            let past: Vec<_> = in_order(&model).into_iter().filter(|(on, _)| *on <= today).collect();
            let events: Vec<_> = past.iter().map(|(_, event)| event.clone()).collect();
            prop_assert_eq!(enrolment.standing_on(day(today)), standing(&events));
            let last = |wanted: &EnrolmentEvent| {
                past.iter().rev().find(|(_, event)| event == wanted).map(|(on, _)| day(*on))
            };
            prop_assert_eq!(enrolment.returned(day(today)), last(&EnrolmentEvent::Returned));
            for stage in (1..=6).map(number) {
                let (entered, awarded) = (EnrolmentEvent::Entered { stage }, EnrolmentEvent::Awarded { stage });
                prop_assert_eq!(enrolment.entered(stage, day(today)), last(&entered));
                prop_assert_eq!(enrolment.awarded(stage, day(today)), last(&awarded));
            }
        }
    }

    #[test]
    fn enrolments_come_back_from_json_and_from_their_drafts(life in made::life()) {
        let enrolment = life.enrolment(7);
        let json = serde_json::to_string(&enrolment).unwrap();
        prop_assert_eq!(&serde_json::from_str::<Enrolment>(&json).unwrap(), &enrolment);
        prop_assert_eq!(Enrolment::try_from(EnrolmentDraft::from(enrolment.clone())), Ok(enrolment));
    }

    #[test]
    fn what_is_recorded_could_have_been_read(life in made::life(), (attempt, on) in attempt()) {
        // Whatever `record` lets in, the door for drafts lets in as well.
        let mut enrolment = life.enrolment(7);
        let events: Vec<_> = life.events.iter().map(|(_, event)| (0, event.clone())).collect();
        let _ = enrolment.record(day(on + 1_500), &clerk(), attempt.event(&events));
        prop_assert_eq!(Enrolment::try_from(enrolment.draft()), Ok(enrolment));
    }
}
