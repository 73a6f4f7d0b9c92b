//! Histories against a naive model, which keeps every operation and works the state out anew each time.

use chrono::{Days, NaiveDate};
use collegium_core::{
    history::{Entry, EntryNumber, Event, History, HistoryError, Signature},
    strategy::history::{entry_number, signature},
};
use proptest::{collection::vec, prelude::*};
use serde::{Deserialize, Serialize};

use super::laws::value_comes_back;

/// A balance that must not fall below zero. The state also tells in which order it was reached.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct Booked(i32);

impl Event for Booked {
    type State = (i32, Vec<i32>);
    type Error = String;

    fn apply(&self, before: Option<&Self::State>) -> Result<Self::State, String> {
        let (balance, mut seen) = before.cloned().unwrap_or_default();
        seen.push(self.0);
        let balance = balance + self.0;
        if balance < 0 { Err(format!("the balance would be {balance}")) } else { Ok((balance, seen)) }
    }
}

#[derive(Debug, Clone)]
enum Operation {
    Record { effective: u64, recorded: u64, amount: i32 },
    Cancel { entry: usize, recorded: u64 },
}

fn operation() -> impl Strategy<Value = Operation> {
    let record = (0_u64..30, 0_u64..8, -60..100)
        .prop_map(|(effective, recorded, amount)| Operation::Record { effective, recorded, amount });
    let cancel = (1_usize..16, 0_u64..8).prop_map(|(entry, recorded)| Operation::Cancel { entry, recorded });
    prop_oneof![3 => record, 1 => cancel]
}

/// Mostly later and later, sometimes not.
fn operations() -> impl Strategy<Value = Vec<Operation>> {
    vec((operation(), any::<bool>(), any::<bool>()), 0..24).prop_map(|operations| {
        let mut today = 0;
        let later = |operation: Operation, today: &mut u64, keeps: bool| match operation {
            Operation::Record { effective, recorded, amount } => {
                *today = if keeps { *today + recorded } else { *today };
                Operation::Record { effective: effective + *today / 2, recorded: *today, amount }
            }
            Operation::Cancel { entry, recorded } => {
                *today = if keeps { *today + recorded } else { *today };
                Operation::Cancel { entry, recorded: today.saturating_sub(u64::from(recorded == 7)) }
            }
        };
        operations
            .into_iter()
            .map(|(operation, one, other)| later(operation, &mut today, one || other))
            .collect()
    })
}

fn day(number: u64) -> NaiveDate {
    "2026-01-01".parse::<NaiveDate>().unwrap() + Days::new(number)
}

fn clerk(recorded: u64) -> Signature {
    Signature::new("67e55044-10b1-426f-9247-bb680e5fe0c8".parse().unwrap(), "Wang Fang", day(recorded))
        .unwrap()
}

/// The accepted operations, as they were given.
#[derive(Debug, Clone, Default)]
struct Model(Vec<Operation>);

impl Model {
    /// The state on a day by what was recorded up to another; an error if some event could not have happened.
    fn state(&self, as_of: u64, known_on: u64) -> Result<Option<(i32, Vec<i32>)>, ()> {
        let recorded = |operation: &Operation| match operation {
            Operation::Record { recorded, .. } | Operation::Cancel { recorded, .. } => *recorded,
        };
        let known: Vec<_> = self.0.iter().take_while(|operation| recorded(operation) <= known_on).collect();
        let cancelled = |place: usize| {
            known.iter().any(|other| matches!(other, Operation::Cancel { entry, .. } if *entry == place + 1))
        };
        let mut state: Option<(i32, Vec<i32>)> = None;
        for today in 0..=as_of {
            for (place, operation) in known.iter().enumerate() {
                if let Operation::Record { effective, amount, .. } = operation
                    && *effective == today
                    && !cancelled(place)
                {
                    let (balance, mut seen) = state.take().unwrap_or_default();
                    seen.push(*amount);
                    if balance + amount < 0 {
                        return Err(());
                    }
                    state = Some((balance + amount, seen));
                }
            }
        }
        Ok(state)
    }

    fn accepts(&self, operation: &Operation) -> bool {
        let last = self.0.last().map_or(0, |last| match last {
            Operation::Record { recorded, .. } | Operation::Cancel { recorded, .. } => *recorded,
        });
        let allowed = match operation {
            Operation::Record { recorded, .. } => *recorded >= last,
            Operation::Cancel { entry, recorded } => {
                let is_event = matches!(self.0.get(entry - 1), Some(Operation::Record { .. }));
                let again =
                    |other: &Operation| matches!(other, Operation::Cancel { entry: e, .. } if e == entry);
                *recorded >= last && is_event && !self.0.iter().any(again)
            }
        };
        let mut next = self.clone();
        next.0.push(operation.clone());
        allowed && next.state(10_000, 10_000).is_ok()
    }
}

fn perform(
    history: &mut History<Booked>,
    operation: &Operation,
) -> Result<EntryNumber, HistoryError<String>> {
    match operation {
        Operation::Record { effective, recorded, amount } => {
            history.record(day(*effective), &clerk(*recorded), None, Booked(*amount))
        }
        Operation::Cancel { entry, recorded } => {
            let entry = EntryNumber::try_from(*entry).unwrap();
            history.cancel(entry, &clerk(*recorded), "a mistake".parse().unwrap())
        }
    }
}

fn both(operations: &[Operation]) -> (History<Booked>, Model) {
    let (mut history, mut model) = (History::default(), Model::default());
    for operation in operations {
        if perform(&mut history, operation).is_ok() {
            model.0.push(operation.clone());
        }
    }
    (history, model)
}

proptest! {
    #[test]
    fn values_come_back(signature in signature(), number in entry_number()) {
        value_comes_back(&signature)?;
        value_comes_back(&number)?;
    }

    #[test]
    fn a_history_accepts_what_the_model_accepts(operations in operations()) {
        let (mut history, mut model) = (History::default(), Model::default());
        for operation in operations {
            let before = history.clone();
            let expected = model.accepts(&operation);
            match perform(&mut history, &operation) {
                Ok(number) => {
                    prop_assert!(expected, "{:?}", operation);
                    model.0.push(operation);
                    prop_assert_eq!(usize::from(number), model.0.len());
                }
                Err(error) => {
                    prop_assert!(!expected, "{:?}: {}", operation, error);
                    prop_assert_eq!(&history, &before, "a refused entry changes nothing");
                }
            }
            prop_assert_eq!(history.entries().len(), model.0.len());
        }
    }

    #[test]
    fn every_state_is_that_of_the_model(operations in operations(), as_of in 0_u64..120, known in 0_u64..120) {
        let (history, model) = both(&operations);
        prop_assert_eq!(Ok(history.state_on(day(as_of))), model.state(as_of, 10_000));
        prop_assert_eq!(Ok(history.state_known(day(as_of), day(known))), model.state(as_of, known));
        prop_assert_eq!(Ok(history.latest()), model.state(10_000, 10_000));
        for far in [NaiveDate::MIN, NaiveDate::MAX] {
            prop_assert_eq!(history.state_known(far, far).is_some(), far > day(0) && history.latest().is_some());
        }
    }

    #[test]
    fn what_was_known_is_what_was_said_then(operations in operations(), known in 0_u64..120) {
        let (history, _) = both(&operations);
        let then: Vec<_> =
            history.entries().iter().filter(|entry| entry.recorded <= day(known)).cloned().collect();
        let then = History::try_from(then).unwrap();
        for as_of in [0, 10, 40, 119] {
            prop_assert_eq!(history.state_known(day(as_of), day(known)), then.state_on(day(as_of)));
        }
    }

    #[test]
    fn cancelling_the_last_entry_restores(operations in operations(), effective in 0_u64..60, amount in 0..100) {
        let (mut history, _) = both(&operations);
        let before = history.clone();
        let recorded = 1_000;
        if let Ok(number) = history.record(day(effective), &clerk(recorded), None, Booked(amount)) {
            history.cancel(number, &clerk(recorded), "a mistake".parse().unwrap()).unwrap();
            for as_of in 0..120 {
                prop_assert_eq!(history.state_on(day(as_of)), before.state_on(day(as_of)));
            }
            prop_assert_eq!(history.standing().collect::<Vec<_>>(), before.standing().collect::<Vec<_>>());
        }
    }

    #[test]
    fn a_history_comes_back(operations in operations()) {
        let (history, _) = both(&operations);
        value_comes_back(&history)?;
        prop_assert_eq!(&History::try_from(history.entries().to_vec()), &Ok(history));
    }

    #[test]
    fn a_list_is_read_exactly_if_it_could_have_been_recorded(
        entries in vec((0_u64..6, 0_u64..6, -30..60, 0_usize..8), 0..6),
    ) {
        let entries: Vec<Entry<Booked>> = entries
            .into_iter()
            .map(|(recorded, effective, amount, cancels)| {
                let change = match EntryNumber::try_from(if cancels > 3 { 0 } else { cancels }) {
                    Ok(entry) => format!(r#"{{"cancelled":{{"entry":{}}}}}"#, usize::from(entry)),
                    Err(_) => format!(r#"{{"happened":{{"effective":"{}","event":{amount}}}}}"#, day(effective)),
                };
                let by = r#"{"id":"67e55044-10b1-426f-9247-bb680e5fe0c8","name":"Wang Fang"}"#;
                let json = format!(r#"{{"recorded":"{}","by":{by},"reason":"so","change":{change}}}"#, day(recorded));
                serde_json::from_str(&json).unwrap()
            })
            .collect();
        let mut recorded = History::default();
        let one_by_one = entries.iter().try_for_each(|entry| {
            let signature = Signature { by: entry.by.clone(), on: entry.recorded };
            let answer = match (entry.effective(), entry.cancels()) {
                (Some(effective), _) => {
                    recorded.record(effective, &signature, entry.reason.clone(), entry.event().unwrap().clone())
                }
                (None, Some(number)) => recorded.cancel(number, &signature, entry.reason.clone().unwrap()),
                (None, None) => unreachable!("an entry records or cancels"),
            };
            answer.map(|_| ())
        });
        match (History::try_from(entries), one_by_one) {
            (Ok(read), Ok(())) => prop_assert_eq!(read, recorded),
            (Err(read), Err(verb)) => prop_assert_eq!(
                std::mem::discriminant(&read), std::mem::discriminant(&verb)),
            (read, verb) => prop_assert!(false, "{:?} {:?}", read, verb),
        }
    }

    #[test]
    fn equal_days_keep_the_order_of_record(amounts in vec(0..100, 1..8), on in 0_u64..10) {
        let mut history = History::default();
        for amount in &amounts {
            history.record(day(on), &clerk(20), None, Booked(*amount)).unwrap();
        }
        prop_assert_eq!(history.latest().unwrap().1, amounts);
    }
}
