//! What changed, when it took effect, and when it became known.

mod entry;
mod signature;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use thiserror::Error;

pub use entry::{Change, Entry, EntryNumber, EntryNumberError};
pub use signature::Signature;

use crate::Line;

/// Something that can happen to a record: it turns one state into the next, or cannot happen there.
///
/// # Example
///
/// ```
/// use collegium_core::history::Event;
///
/// #[derive(Debug, Clone, PartialEq)]
/// enum Door { Opened, Closed }
///
/// impl Event for Door {
///     type State = bool;
///     type Error = &'static str;
///     fn apply(&self, open: Option<&bool>) -> Result<bool, &'static str> {
///         match (self, open) {
///             (Door::Opened, Some(true)) => Err("the door is open already"),
///             (Door::Closed, None | Some(false)) => Err("the door is closed already"),
///             _ => Ok(*self == Door::Opened),
///         }
///     }
/// }
///
/// assert_eq!(Door::Opened.apply(None), Ok(true));
/// assert!(Door::Closed.apply(None).is_err());
/// ```
pub trait Event {
    /// What the record is between events.
    type State: Clone;
    /// Why an event cannot happen.
    type Error;

    /// The state after the event. `before` is `None` as long as nothing has happened.
    ///
    /// The answer depends on nothing else: the same event after the same state always does the same.
    ///
    /// # Errors
    ///
    /// Why the event cannot happen in this state.
    fn apply(&self, before: Option<&Self::State>) -> Result<Self::State, Self::Error>;
}

/// An append-only list of dated events, from which the state on any day can be told, also as it was known on any day.
///
/// Each entry has the day it took effect and the day it was recorded. What was signed in June may be found in December:
/// the day of record never goes back, the day of effect may. The state is the fold of the events by day of effect, equal
/// days in the order of record. A mistake is not erased but cancelled, by an entry that names it.
///
/// # Validity
///
/// Recorded days never decrease; an entry that would make any event impossible is refused; only events that stand can be
/// cancelled.
///
/// # Wire form
///
/// An array of entries, in the order of record; reading it records them again one by one.
///
/// # Example
///
/// ```
/// use collegium_core::history::{Event, History, HistoryError, Signature};
///
/// #[derive(Debug, Clone, PartialEq)]
/// struct Holds(&'static str);
/// impl Event for Holds {
///     type State = String;
///     type Error = String;
///     fn apply(&self, before: Option<&String>) -> Result<String, String> {
///         if before.is_some_and(|state| state == self.0) { return Err(format!("it is {} already", self.0)) }
///         Ok(self.0.to_owned())
///     }
/// }
///
/// let day = |text: &str| text.parse().unwrap();
/// let clerk = |text: &str| Signature::new("67e55044-10b1-426f-9247-bb680e5fe0c8".parse().unwrap(), "Wang Fang", day(text)).unwrap();
/// let mut history = History::default();
/// history.record(day("2025-03-01"), &clerk("2025-03-01"), None, Holds("negotiated")).unwrap();
/// // Signed in June, found in December.
/// history.record(day("2025-06-10"), &clerk("2025-12-01"), None, Holds("signed")).unwrap();
///
/// let state = |day: &str| history.state_on(day.parse().unwrap());
/// assert_eq!(state("2025-02-28"), None);
/// assert_eq!(state("2025-06-10").as_deref(), Some("signed"));
/// // What a report of September said, it said rightly by what was known.
/// assert_eq!(history.state_known(day("2025-06-30"), day("2025-09-30")).as_deref(), Some("negotiated"));
///
/// let again = history.record(day("2025-07-01"), &clerk("2025-12-02"), None, Holds("signed"));
/// assert!(matches!(again, Err(HistoryError::Impossible { .. })));
/// assert_eq!(history.entries().len(), 2, "a refused entry changes nothing");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct History<E> {
    entries: Vec<Entry<E>>,
}

impl<E: Event> History<E> {
    /// Records that something happened: on which day, when that was recorded, by whom and why.
    ///
    /// # Errors
    ///
    /// [`HistoryError::RecordedBefore`]; [`HistoryError::Impossible`] if the event cannot have happened then, or makes a
    /// later one impossible. Nothing is changed.
    pub fn record(
        &mut self,
        effective: NaiveDate,
        recorded: &Signature,
        reason: Option<Line>,
        event: E,
    ) -> Result<EntryNumber, HistoryError<E::Error>> {
        self.append(recorded, reason, Change::Happened { effective, event })
    }

    /// Records that an entry was a mistake: its event never happened. The entry stays to be seen.
    ///
    /// # Example
    ///
    /// ```
    /// use collegium_core::history::{Event, History, Signature};
    ///
    /// #[derive(Debug)]
    /// struct Paid(i32);
    /// impl Event for Paid {
    ///     type State = i32;
    ///     type Error = std::convert::Infallible;
    ///     fn apply(&self, before: Option<&i32>) -> Result<i32, Self::Error> { Ok(before.unwrap_or(&0) + self.0) }
    /// }
    ///
    /// let (monday, tuesday) = ("2026-03-02".parse().unwrap(), "2026-03-03".parse().unwrap());
    /// let clerk = Signature::new("67e55044-10b1-426f-9247-bb680e5fe0c8".parse().unwrap(), "Wang Fang", tuesday).unwrap();
    /// let mut history = History::default();
    /// history.record(monday, &clerk, None, Paid(30)).unwrap();
    /// let wrong = history.record(monday, &clerk, None, Paid(300)).unwrap();
    /// history.cancel(wrong, &clerk, "typed a zero too many".parse().unwrap()).unwrap();
    ///
    /// assert_eq!(history.latest(), Some(30));
    /// assert_eq!((history.entries().len(), history.standing().count()), (3, 1));
    /// assert!(history.cancel(wrong, &clerk, "again".parse().unwrap()).is_err());
    /// ```
    ///
    /// # Errors
    ///
    /// [`HistoryError::RecordedBefore`]; [`HistoryError::NoSuchEvent`] if there is no such event or it was cancelled
    /// before; [`HistoryError::Impossible`] if later events rest on it: cancel those first. Nothing is changed.
    pub fn cancel(
        &mut self,
        entry: EntryNumber,
        recorded: &Signature,
        reason: Line,
    ) -> Result<EntryNumber, HistoryError<E::Error>> {
        self.append(recorded, Some(reason), Change::Cancelled { entry })
    }

    /// Every entry, in the order of record.
    #[must_use]
    pub fn entries(&self) -> &[Entry<E>] {
        &self.entries
    }

    /// The state at the end of a day, by all that is known; `None` if nothing had happened.
    #[must_use]
    pub fn state_on(&self, as_of: NaiveDate) -> Option<E::State> {
        Self::replay(&self.entries, Some(as_of))
    }

    /// The state at the end of a day, by what had been recorded up to the end of another.
    #[must_use]
    pub fn state_known(&self, as_of: NaiveDate, known_on: NaiveDate) -> Option<E::State> {
        let known = self.entries.partition_point(|entry| entry.recorded <= known_on);
        let (known, _) = self.entries.split_at(known);
        Self::replay(known, Some(as_of))
    }

    /// The state after everything that is recorded, also what takes effect later.
    #[must_use]
    pub fn latest(&self) -> Option<E::State> {
        Self::replay(&self.entries, None)
    }

    /// Each event that stands with its number, by day of effect and order of record: a cancelled one is left out.
    pub fn standing(&self) -> impl Iterator<Item = (EntryNumber, NaiveDate, &E)> {
        Self::in_order(&self.entries)
    }

    fn append(
        &mut self,
        recorded: &Signature,
        reason: Option<Line>,
        change: Change<E>,
    ) -> Result<EntryNumber, HistoryError<E::Error>> {
        self.push(Entry { recorded: recorded.on, by: recorded.by.clone(), reason, change })
    }

    fn push(&mut self, entry: Entry<E>) -> Result<EntryNumber, HistoryError<E::Error>> {
        let number = EntryNumber::after(self.entries.len());
        if let Some(last) = self.entries.last().filter(|last| last.recorded > entry.recorded) {
            return Err(HistoryError::RecordedBefore { recorded: entry.recorded, last: last.recorded });
        }
        if let Change::Cancelled { entry: cancelled } = entry.change {
            if !self.standing().any(|(number, ..)| number == cancelled) {
                return Err(HistoryError::NoSuchEvent { entry: cancelled });
            }
            if entry.reason.is_none() {
                return Err(HistoryError::NoReason { entry: cancelled });
            }
        }
        self.entries.push(entry);
        match Self::fold(&self.entries, None) {
            Ok(_) => Ok(number),
            Err(error) => {
                self.entries.pop();
                Err(error)
            }
        }
    }

    fn replay(entries: &[Entry<E>], as_of: Option<NaiveDate>) -> Option<E::State> {
        // INVARIANT: `push` folded every beginning of the list, and days only cut the fold short.
        Self::fold(entries, as_of).unwrap_or_else(|_| unreachable!("a recorded history can be replayed"))
    }

    fn fold(
        entries: &[Entry<E>],
        as_of: Option<NaiveDate>,
    ) -> Result<Option<E::State>, HistoryError<E::Error>> {
        let mut state = None;
        for (entry, effective, event) in Self::in_order(entries) {
            if as_of.is_some_and(|as_of| effective > as_of) {
                break;
            }
            let next = event.apply(state.as_ref());
            state = Some(next.map_err(|error| HistoryError::Impossible { entry, effective, error })?);
        }
        Ok(state)
    }

    fn in_order(entries: &[Entry<E>]) -> impl Iterator<Item = Happened<'_, E>> {
        // As a rule things are written down as they happen, and what is written down is the order.
        let (turned, straight) =
            if is_in_order(entries) { (Vec::new(), entries) } else { (put_in_order(entries), &[][..]) };
        turned.into_iter().chain(happened(straight))
    }
}

/// An event, the number of its entry and its day of effect.
type Happened<'a, E> = (EntryNumber, NaiveDate, &'a E);

/// Whether nothing is cancelled and no event took effect before the one written down before it.
fn is_in_order<E>(entries: &[Entry<E>]) -> bool {
    // A cancellation has no day of effect, and comes before all that have one.
    entries.first().is_none_or(|first| first.effective().is_some())
        && entries.is_sorted_by_key(Entry::effective)
}

fn happened<E>(entries: &[Entry<E>]) -> impl Iterator<Item = Happened<'_, E>> {
    let numbered = (0..).map(EntryNumber::after).zip(entries);
    numbered.filter_map(|(number, entry)| Some((number, entry.effective()?, entry.event()?)))
}

fn put_in_order<E>(entries: &[Entry<E>]) -> Vec<Happened<'_, E>> {
    let cancelled: Vec<EntryNumber> = entries.iter().filter_map(Entry::cancels).collect();
    let mut order: Vec<_> = happened(entries).filter(|(number, ..)| !cancelled.contains(number)).collect();
    order.sort_by_key(|(_, effective, _)| *effective);
    order
}

impl<E> Default for History<E> {
    fn default() -> Self {
        Self { entries: Vec::new() }
    }
}

impl<E: Event> TryFrom<Vec<Entry<E>>> for History<E> {
    type Error = HistoryError<E::Error>;

    fn try_from(entries: Vec<Entry<E>>) -> Result<Self, Self::Error> {
        // Recorded as it happened: every beginning of the list is a beginning of the fold, so one fold proves them all.
        if entries.is_sorted_by_key(|entry| entry.recorded) && is_in_order(&entries) {
            Self::fold(&entries, None)?;
            return Ok(Self { entries });
        }
        let mut history = Self::default();
        for entry in entries {
            history.push(entry)?;
        }
        Ok(history)
    }
}

impl<'de, E> Deserialize<'de> for History<E>
where
    E: Event + Deserialize<'de>,
    E::Error: std::fmt::Display,
{
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let entries = Vec::<Entry<E>>::deserialize(deserializer)?;
        Self::try_from(entries).map_err(serde::de::Error::custom)
    }
}

/// Why an entry was refused.
///
/// # Example
///
/// ```
/// use collegium_core::history::HistoryError;
/// let error: HistoryError<String> = HistoryError::RecordedBefore {
///     recorded: "2025-03-01".parse().unwrap(),
///     last: "2025-12-01".parse().unwrap(),
/// };
/// assert_eq!(
///     error.to_string(),
///     "an entry recorded on 2025-03-01 cannot follow one of 2025-12-01: give the day it is written down, and the day \
///      it happened as the day of effect"
/// );
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum HistoryError<E> {
    /// The day of record goes back.
    #[error(
        "an entry recorded on {recorded} cannot follow one of {last}: give the day it is written down, and the day it \
         happened as the day of effect"
    )]
    RecordedBefore {
        /// The day given.
        recorded: NaiveDate,
        /// The day of the entry before.
        last: NaiveDate,
    },
    /// There is no event of this number that stands.
    #[error("there is no event {entry} that could be cancelled")]
    NoSuchEvent {
        /// The number given.
        entry: EntryNumber,
    },
    /// A written cancellation does not say why.
    #[error("event {entry} cannot be cancelled without a reason")]
    NoReason {
        /// The event to be cancelled.
        entry: EntryNumber,
    },
    /// With this entry the history cannot have happened.
    #[error("event {entry} cannot happen on {effective}: {error}")]
    Impossible {
        /// The event that becomes impossible: the new one, or a later one that rests on what it changes.
        entry: EntryNumber,
        /// Its day of effect.
        effective: NaiveDate,
        /// Why it cannot happen.
        error: E,
    },
}
