//! Funds, their lines, and everything that happened to the money.

mod apply;
mod ask;
mod draft;
mod effect;
mod event;
mod frame;
mod line;
mod register;
mod running;
mod state;
mod verdict;

use std::{borrow::Cow, collections::BTreeSet, ops::Deref, sync::Arc};

use chrono::NaiveDate;
use collegium_core::{
    Line, Money,
    entity::BudgetLineId,
    history::{Change, Entry, EntryNumber, HistoryError, Signature},
};
use serde::{Deserialize, Serialize};

pub use draft::{BudgetDraft, BudgetError};
pub use event::{BudgetEvent, BudgetEventError, CarryOver};
pub use line::{BudgetLine, LineCode};
pub use state::{BudgetState, Commitment, Expenditure};
pub use verdict::{BudgetNode, Level, Verdict};

use crate::{Fund, Position};
use frame::{Frame, Place, Places};
use running::Running;
use state::FundState;

/// The money of one or more funds: how it is divided, and every allotment, promise and payment.
///
/// Each entry has the day it took effect and the day it was recorded, as in a [`History`](collegium_core::History): the
/// day of record never goes back, the day of effect may. The state on a day is the fold of the events by day of effect,
/// equal days in the order of record; an entry that would make any event impossible is refused and changes nothing. The
/// state after all entries is kept, so that what is available is looked up, not counted, and an entry that does not
/// reach back costs no replay, nor does one that does, if what followed neither needs nor hinders it.
///
/// # Validity
///
/// At least one fund; no id and no code twice, line codes within their fund; each line's fund is there and allows the
/// line's purpose and kind of costs; a line is a part of one of the same fund, and not of itself; its days are days of the
/// fund; the entries can have happened: see [`BudgetEventError`].
///
/// # Wire form
///
/// `{"funds":[…],"lines":[…],"entries":[…]}`, and `control` before the entries if there are rules; reading it records the
/// entries again one by one.
///
/// # Example
///
/// ```
/// use collegium_core::{Id, InstitutionCode, LocalizedText, Money, history::Signature};
/// use collegium_funding::{Budget, BudgetDraft, BudgetEvent, BudgetLine, Fund, FundDraft};
/// use std::collections::BTreeSet;
///
/// let college = InstitutionCode::new("college.example").unwrap();
/// let code = |text: &str| text.parse().unwrap();
/// let yuan = |text: &str| format!("CNY {text}").parse::<Money>().unwrap();
/// let name = LocalizedText::new([("en", "Teachers abroad"), ("zh", "教师出国")]).unwrap();
/// let abroad: collegium_funding::Purpose = "overseas-teacher-programmes".parse().unwrap();
///
/// let fund = Fund::try_from(FundDraft {
///     id: Id::derived(&college, &code("F-2026")),
///     code: code("F-2026"),
///     name: name.clone(),
///     source: "municipal".parse().unwrap(),
///     purposes: BTreeSet::from([abroad.clone()]),
///     earmark: serde_json::from_str(r#"{"document":"Grant 2026-17","date":"2026-01-15"}"#).unwrap(),
///     currency: "CNY".parse().unwrap(),
///     validity: "2026-01-01/2026-12-31".parse().unwrap(),
///     channels: [].into(),
///     terms: None,
///     reports: vec![],
/// })
/// .unwrap();
/// let travel = BudgetLine {
///     id: Id::derived(&college, &code("F-2026/travel")),
///     code: code("travel"),
///     name,
///     fund: fund.id,
///     part_of: None,
///     purpose: abroad.clone(),
///     unit: None,
///     kind: None,
///     project: None,
///     period: None,
/// };
/// let line = travel.id;
/// let mut budget = Budget::try_from(BudgetDraft { funds: vec![fund], lines: vec![travel], control: None, entries: vec![] }).unwrap();
///
/// let clerk = |day: &str| Signature::new(Id::derived(&college, &code("T-9")), "Wang Fang", day.parse().unwrap()).unwrap();
/// let day = |text: &str| text.parse().unwrap();
/// let allotted = BudgetEvent::Allotted { line, amount: yuan("1000") };
/// budget.record(day("2026-02-01"), &clerk("2026-02-01"), None, allotted).unwrap();
/// let commitment = Id::derived(&college, &code("K-1"));
/// let promised =
///     BudgetEvent::Committed { commitment, code: code("K-1"), line, purpose: abroad.clone(), kind: None, amount: yuan("600") };
/// budget.record(day("2026-03-02"), &clerk("2026-03-02"), None, promised).unwrap();
/// assert_eq!(budget.available(line), Some(yuan("400")));
/// assert_eq!(budget.state_on(day("2026-03-01")).position(line).unwrap().available(), yuan("1000"));
///
/// // One cent more than there is: refused, and nothing has changed.
/// let expenditure = Id::derived(&college, &code("V-1"));
/// let spent =
///     |text: &str| BudgetEvent::Spent { expenditure, code: code("V-1"), line, purpose: abroad.clone(), kind: None, amount: yuan(text) };
/// let refused = budget.record(day("2026-03-03"), &clerk("2026-03-03"), None, spent("400.01"));
/// assert_eq!(
///     refused.unwrap_err().to_string(),
///     "event #3 cannot happen on 2026-03-03: `F-2026/travel` has CNY 400.00 available, not CNY 400.01"
/// );
/// assert_eq!((budget.entries.len(), budget.available(line)), (2, Some(yuan("400"))));
/// budget.record(day("2026-03-03"), &clerk("2026-03-03"), None, spent("400")).unwrap();
/// assert!(budget.available(line).unwrap().is_zero());
/// assert_eq!(budget.latest().position(line).unwrap().spent(), yuan("400"));
/// assert_eq!(Budget::try_from(budget.draft()).unwrap(), budget);
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "BudgetDraft", into = "BudgetDraft")]
pub struct Budget {
    draft: BudgetDraft,
    places: Arc<Places>,
    /// INVARIANT: the fold of all entries of the draft.
    running: Running,
    /// The latest day of effect among the events that stand.
    reached: Option<NaiveDate>,
}

impl Budget {
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
        event: BudgetEvent,
    ) -> Result<EntryNumber, HistoryError<BudgetEventError>> {
        let change = Change::Happened { effective, event };
        self.enter(Entry { recorded: recorded.on, by: recorded.by.clone(), reason, change })
    }

    /// Records an entry as it was written down elsewhere.
    ///
    /// # Example
    ///
    /// ```
    /// # use collegium_core::history::{Change, Entry};
    /// use collegium_funding::{Budget, BudgetEvent};
    /// # let id = "67e55044-10b1-426f-9247-bb680e5fe0c8".to_owned();
    /// # let mut budget: Budget = serde_json::from_str(&format!(
    /// #     r#"{{"funds":[{{"id":"{id}","code":"F-2026","name":{{"en":"Special fund"}},"source":"municipal",
    /// #          "purposes":["teacher-teams"],"earmark":{{"document":"Grant 2026-17","date":"2026-01-15"}},"currency":"CNY",
    /// #          "validity":"2026-01-01/2026-12-31"}}],
    /// #          "lines":[{{"id":"{id}","code":"teams","name":{{"en":"Teams"}},"fund":"{id}","purpose":"teacher-teams"}}],
    /// #          "entries":[]}}"#,
    /// # ))
    /// # .unwrap();
    /// let entry = format!(
    ///     r#"{{"recorded":"2026-02-01","by":{{"id":"{id}","name":"Wang Fang"}},"change":{{"happened":{{
    ///          "effective":"2026-02-01",
    ///          "event":{{"allotted":{{"line":"{id}","amount":{{"amount":"100.00","currency":"CNY"}}}}}}}}}}}}"#,
    /// );
    /// let entry: Entry<BudgetEvent> = serde_json::from_str(&entry).unwrap();
    /// budget.enter(entry.clone()).unwrap();
    /// assert_eq!(budget.available(budget.lines[0].id).unwrap().to_string(), "CNY 100.00");
    ///
    /// let unexplained = Entry { change: Change::Cancelled { entry: 1.try_into().unwrap() }, ..entry };
    /// assert!(budget.enter(unexplained).is_err());
    /// ```
    ///
    /// # Errors
    ///
    /// Those of [`Budget::record`], or of [`Budget::cancel`] if it is a cancellation; [`HistoryError::NoReason`] if that
    /// does not say why. Nothing is changed.
    pub fn enter(
        &mut self,
        entry: Entry<BudgetEvent>,
    ) -> Result<EntryNumber, HistoryError<BudgetEventError>> {
        let last = self.entries.last().map(|entry| entry.recorded);
        if let Some(last) = last.filter(|last| *last > entry.recorded) {
            return Err(HistoryError::RecordedBefore { recorded: entry.recorded, last });
        }
        if let (Some(cancelled), None) = (entry.cancels(), &entry.reason) {
            return Err(HistoryError::NoReason { entry: cancelled });
        }
        let number = number_after(self.entries.len());
        match &entry.change {
            Change::Happened { effective, event } if !self.reaches_back(*effective) => {
                let effective = *effective;
                let done = self.running.apply(frame(&self.draft, &self.places), effective, event);
                done.map_err(|error| HistoryError::Impossible { entry: number, effective, error })?;
                self.reached = Some(effective);
                self.draft.entries.push(entry);
            }
            Change::Happened { effective, event }
                if self.running.apply_late(frame(&self.draft, &self.places), *effective, event) =>
            {
                self.draft.entries.push(entry);
            }
            Change::Cancelled { entry: cancelled } if self.standing().all(|(it, ..)| it != *cancelled) => {
                return Err(HistoryError::NoSuchEvent { entry: *cancelled });
            }
            _ => self.push_and_replay(entry)?,
        }
        Ok(number)
    }

    /// The latest day on which anything took effect.
    pub(crate) const fn reached(&self) -> Option<NaiveDate> {
        self.reached
    }

    /// Records an event if nothing was recorded since the budget had this [`version`](Self::version): of two clerks who
    /// both looked at it, the second is told to look again.
    ///
    /// # Example
    ///
    /// ```
    /// # use collegium_core::{Id, InstitutionCode, history::Signature};
    /// use collegium_funding::{Budget, BudgetEvent};
    /// # let id = "67e55044-10b1-426f-9247-bb680e5fe0c8".to_owned();
    /// # let mut budget: Budget = serde_json::from_str(&format!(
    /// #     r#"{{"funds":[{{"id":"{id}","code":"F-2026","name":{{"en":"Special fund"}},"source":"municipal",
    /// #          "purposes":["teacher-teams"],"earmark":{{"document":"Grant 2026-17","date":"2026-01-15"}},"currency":"CNY",
    /// #          "validity":"2026-01-01/2026-12-31"}}],
    /// #          "lines":[{{"id":"{id}","code":"teams","name":{{"en":"Teams"}},"fund":"{id}","purpose":"teacher-teams"}}],
    /// #          "entries":[]}}"#,
    /// # ))
    /// # .unwrap();
    /// let (line, day) = (budget.lines[0].id, "2026-02-01".parse().unwrap());
    /// let clerk = Signature::new(id.parse().unwrap(), "Wang Fang", day).unwrap();
    /// let seen = budget.version();
    /// let allotted = || BudgetEvent::Allotted { line, amount: "CNY 100".parse().unwrap() };
    /// budget.record_at(seen, day, &clerk, None, allotted()).unwrap();
    /// let second = budget.record_at(seen, day, &clerk, None, allotted()).unwrap_err();
    /// assert!(second.to_string().ends_with("the budget has 1 entries and not the 0 it was looked at with: look again"));
    /// ```
    ///
    /// # Errors
    ///
    /// [`HistoryError::Impossible`] with [`BudgetEventError::Stale`], and those of [`Budget::record`].
    pub fn record_at(
        &mut self,
        version: usize,
        effective: NaiveDate,
        recorded: &Signature,
        reason: Option<Line>,
        event: BudgetEvent,
    ) -> Result<EntryNumber, HistoryError<BudgetEventError>> {
        if version != self.version() {
            let entry = number_after(self.entries.len());
            let error = BudgetEventError::Stale { expected: version, current: self.version() };
            return Err(HistoryError::Impossible { entry, effective, error });
        }
        self.record(effective, recorded, reason, event)
    }

    /// How often something was recorded: it grows with every entry.
    #[must_use]
    pub fn version(&self) -> usize {
        self.entries.len()
    }

    /// Records that an entry was a mistake: its event never happened. The entry stays to be seen.
    ///
    /// Money that was spent and came back is not a mistake but a [`BudgetEvent::Reversed`].
    ///
    /// # Example
    ///
    /// ```
    /// # use collegium_core::{Id, InstitutionCode, history::Signature};
    /// use collegium_funding::{Budget, BudgetEvent};
    /// # let id = "67e55044-10b1-426f-9247-bb680e5fe0c8".to_owned();
    /// let mut budget: Budget = serde_json::from_str(&format!(
    ///     r#"{{"funds":[{{"id":"{id}","code":"F-2026","name":{{"en":"Special fund"}},"source":"municipal",
    ///          "purposes":["teacher-teams"],"earmark":{{"document":"Grant 2026-17","date":"2026-01-15"}},
    ///          "currency":"CNY","validity":"2026-01-01/2026-12-31"}}],
    ///          "lines":[{{"id":"{id}","code":"teams","name":{{"en":"Teams"}},"fund":"{id}","purpose":"teacher-teams"}}],
    ///          "entries":[]}}"#,
    /// ))
    /// .unwrap();
    /// let (line, day) = (budget.lines[0].id, "2026-02-01".parse().unwrap());
    /// let clerk = Signature::new(id.parse().unwrap(), "Wang Fang", day).unwrap();
    ///
    /// let slip = BudgetEvent::Allotted { line, amount: "CNY 10000".parse().unwrap() };
    /// let slip = budget.record(day, &clerk, None, slip).unwrap();
    /// budget.cancel(slip, &clerk, "typed a zero too many".parse().unwrap()).unwrap();
    /// assert!(budget.available(line).unwrap().is_zero());
    /// assert_eq!(budget.entries.len(), 2);
    /// assert!(budget.cancel(slip, &clerk, "again".parse().unwrap()).is_err());
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
    ) -> Result<EntryNumber, HistoryError<BudgetEventError>> {
        let change = Change::Cancelled { entry };
        self.enter(Entry { recorded: recorded.on, by: recorded.by.clone(), reason: Some(reason), change })
    }

    /// What is available on a line after everything that is recorded; `None` if the budget has no such line.
    #[must_use]
    pub fn available(&self, line: BudgetLineId) -> Option<Money> {
        self.running.state.position(line).map(|position| position.available())
    }

    /// The state after everything that is recorded, also what takes effect later.
    #[must_use]
    pub const fn latest(&self) -> &BudgetState {
        &self.running.state
    }

    /// The state at the end of a day, by all that is known.
    #[must_use]
    pub fn state_on(&self, as_of: NaiveDate) -> BudgetState {
        self.seen_on(as_of).into_owned()
    }

    /// The state at the end of a day: the latest itself, where nothing takes effect later.
    pub(crate) fn seen_on(&self, as_of: NaiveDate) -> Cow<'_, BudgetState> {
        if self.reached.is_none_or(|reached| reached <= as_of) {
            return Cow::Borrowed(&self.running.state);
        }
        Cow::Owned(self.replayed(&self.entries, as_of))
    }

    /// The state at the end of a day, by what had been recorded up to the end of another.
    ///
    /// # Example
    ///
    /// ```
    /// use collegium_funding::Budget;
    /// let id = "67e55044-10b1-426f-9247-bb680e5fe0c8".to_owned();
    /// let budget: Budget = serde_json::from_str(&format!(
    ///     r#"{{"funds":[{{"id":"{id}","code":"F-2026","name":{{"en":"Special fund"}},"source":"municipal",
    ///          "purposes":["teacher-teams"],"earmark":{{"document":"Grant 2026-17","date":"2026-01-15"}},
    ///          "currency":"CNY","validity":"2026-01-01/2026-12-31"}}],
    ///          "lines":[{{"id":"{id}","code":"teams","name":{{"en":"Teams"}},"fund":"{id}","purpose":"teacher-teams"}}],
    ///          "entries":[{{"recorded":"2026-04-01","by":{{"id":"{id}","name":"Wang Fang"}},"change":{{"happened":{{
    ///              "effective":"2026-02-01",
    ///              "event":{{"allotted":{{"line":"{id}","amount":{{"amount":"100.00","currency":"CNY"}}}}}}}}}}}}]}}"#,
    /// ))
    /// .unwrap();
    /// let (day, line) = (|text: &str| text.parse().unwrap(), budget.lines[0].id);
    /// let known = |on: &str| budget.state_known(day("2026-03-01"), day(on)).position(line).unwrap().allotted().to_string();
    /// assert_eq!((known("2026-03-31"), known("2026-04-01")), ("CNY 0.00".to_owned(), "CNY 100.00".to_owned()));
    /// ```
    #[must_use]
    pub fn state_known(&self, as_of: NaiveDate, known_on: NaiveDate) -> BudgetState {
        let known = self.entries.partition_point(|entry| entry.recorded <= known_on);
        let (known, _) = self.entries.split_at(known);
        self.replayed(known, as_of)
    }

    /// Each event that stands with its entry and day of effect, by day of effect and order of record.
    ///
    /// # Example
    ///
    /// ```
    /// # use collegium_funding::{Budget, BudgetDraft, Fund};
    /// # let fund: Fund = serde_json::from_str(
    /// #     r#"{"id":"67e55044-10b1-426f-9247-bb680e5fe0c8","code":"F-2026","name":{"en":"Special fund"},
    /// #         "source":"municipal","purposes":["teacher-teams"],
    /// #         "earmark":{"document":"Grant 2026-17","date":"2026-01-15"},"currency":"CNY",
    /// #         "validity":"2026-01-01/2026-12-31"}"#,
    /// # )
    /// # .unwrap();
    /// let budget = Budget::try_from(BudgetDraft { funds: vec![fund], lines: vec![], control: None, entries: vec![] }).unwrap();
    /// assert_eq!(budget.standing().count(), 0);
    /// ```
    pub fn standing(&self) -> impl Iterator<Item = (EntryNumber, NaiveDate, &Entry<BudgetEvent>)> {
        in_order(&self.entries).into_iter().map(|(number, effective, entry, _)| (number, effective, entry))
    }

    /// A line and its fund; `None` if the budget has no such line.
    ///
    /// # Example
    ///
    /// ```
    /// # use collegium_funding::{Budget, BudgetDraft, Fund};
    /// # let fund: Fund = serde_json::from_str(
    /// #     r#"{"id":"67e55044-10b1-426f-9247-bb680e5fe0c8","code":"F-2026","name":{"en":"Special fund"},
    /// #         "source":"municipal","purposes":["teacher-teams"],
    /// #         "earmark":{"document":"Grant 2026-17","date":"2026-01-15"},"currency":"CNY",
    /// #         "validity":"2026-01-01/2026-12-31"}"#,
    /// # )
    /// # .unwrap();
    /// let budget = Budget::try_from(BudgetDraft { funds: vec![fund], lines: vec![], control: None, entries: vec![] }).unwrap();
    /// assert!(budget.line("67e55044-10b1-426f-9247-bb680e5fe0c8".parse().unwrap()).is_none());
    /// ```
    #[must_use]
    pub fn line(&self, id: BudgetLineId) -> Option<(&BudgetLine, &Fund)> {
        frame(&self.draft, &self.places).line(id)
    }

    /// A copy of the fields, to change and check again.
    #[must_use]
    pub fn draft(&self) -> BudgetDraft {
        self.draft.clone()
    }

    fn reaches_back(&self, effective: NaiveDate) -> bool {
        self.reached.is_some_and(|day| day > effective)
    }

    /// Appends an entry that reaches back: everything is folded anew.
    fn push_and_replay(&mut self, entry: Entry<BudgetEvent>) -> Result<(), HistoryError<BudgetEventError>> {
        self.draft.entries.push(entry);
        match self.fold(&self.entries, None, None, &mut Vec::new()) {
            Ok(running) => {
                self.running = running;
                self.reached = self.standing().map(|(_, effective, _)| effective).last();
                Ok(())
            }
            Err(error) => {
                self.draft.entries.pop();
                Err(error)
            }
        }
    }

    fn replayed(&self, entries: &[Entry<BudgetEvent>], as_of: NaiveDate) -> BudgetState {
        // INVARIANT: `enter` proved every beginning of the list, and days only cut the fold short.
        let running = self.fold(entries, None, Some(as_of), &mut Vec::new());
        running.map_or_else(|_| unreachable!("a recorded budget can be replayed"), |running| running.state)
    }

    /// What runs on after these entries, with one event more if there is one to be tried; the verdict on that is told.
    fn fold(
        &self,
        entries: &[Entry<BudgetEvent>],
        tried: Option<(NaiveDate, &BudgetEvent)>,
        as_of: Option<NaiveDate>,
        told: &mut Vec<Verdict>,
    ) -> Result<Running, HistoryError<BudgetEventError>> {
        let frame = frame(&self.draft, &self.places);
        let mut running = nothing_yet(&self.draft, &self.places);
        let recorded =
            in_order(entries).into_iter().map(|(entry, effective, _, event)| (entry, effective, event));
        let tried = tried.map(|(on, event)| (number_after(entries.len()), on, event));
        let mut events: Vec<_> = recorded.chain(tried).collect();
        events.sort_by_key(|(_, effective, _)| *effective);
        let until = |effective: NaiveDate| as_of.is_none_or(|as_of| effective <= as_of);
        for (entry, effective, event) in events.into_iter().take_while(|(_, effective, _)| until(*effective))
        {
            let refused = |error| HistoryError::Impossible { entry, effective, error };
            if tried.is_some_and(|(number, ..)| number == entry) {
                told.push(running.state.verdict(frame, effective, event).map_err(refused)?);
            }
            running.apply(frame, effective, event).map_err(refused)?;
        }
        Ok(running)
    }
}

fn frame<'a>(draft: &'a BudgetDraft, places: &'a Places) -> Frame<'a> {
    Frame { funds: &draft.funds, lines: &draft.lines, control: draft.control.as_ref(), places }
}

fn nothing_yet(draft: &BudgetDraft, places: &Arc<Places>) -> Running {
    let currency = |place: &Place| Some(draft.funds.get(place.fund)?.currency);
    let lines = places.lines.records().filter_map(currency).map(Position::zero);
    let funds = draft.funds.iter().map(|fund| FundState::new(fund.currency));
    Running::new(BudgetState::new(Arc::clone(places), lines.collect(), funds.collect()))
}

/// The number of the entry that comes after so many.
fn number_after(entries: usize) -> EntryNumber {
    let number = EntryNumber::try_from(entries.saturating_add(1));
    number.unwrap_or_else(|_| unreachable!("entries are numbered from 1"))
}

type Standing<'a> = (EntryNumber, NaiveDate, &'a Entry<BudgetEvent>, &'a BudgetEvent);

fn in_order(entries: &[Entry<BudgetEvent>]) -> Vec<Standing<'_>> {
    let cancelled: BTreeSet<EntryNumber> = entries.iter().filter_map(Entry::cancels).collect();
    let numbered = (0..).map(number_after).zip(entries).filter(|(number, _)| !cancelled.contains(number));
    let happened = numbered.filter_map(|(number, entry)| match &entry.change {
        Change::Happened { effective, event } => Some((number, *effective, entry, event)),
        Change::Cancelled { .. } => None,
    });
    let mut order: Vec<_> = happened.collect();
    order.sort_by_key(|(_, effective, ..)| *effective);
    order
}

/// How many entries are looked up together.
const TOGETHER: usize = 256;

impl TryFrom<BudgetDraft> for Budget {
    type Error = BudgetError;

    fn try_from(draft: BudgetDraft) -> Result<Self, BudgetError> {
        let places = Arc::new(draft.places()?);
        let BudgetDraft { funds, lines, control, entries } = draft;
        let draft = BudgetDraft { funds, lines, control, entries: Vec::with_capacity(entries.len()) };
        let running = nothing_yet(&draft, &places);
        let mut budget = Self { draft, places, running, reached: None };
        let mut rest = entries.into_iter();
        while !rest.as_slice().is_empty() {
            budget.look_up(rest.as_slice().iter().take(TOGETHER));
            for entry in rest.by_ref().take(TOGETHER) {
                budget.enter(entry).map_err(|error| BudgetError::Entry { error: Box::new(error) })?;
            }
        }
        Ok(budget)
    }
}

impl From<Budget> for BudgetDraft {
    fn from(budget: Budget) -> Self {
        budget.draft
    }
}

impl Deref for Budget {
    type Target = BudgetDraft;

    fn deref(&self) -> &BudgetDraft {
        &self.draft
    }
}
