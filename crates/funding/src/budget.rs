//! Funds, their lines, and everything that happened to the money.

mod apply;
mod event;
mod late;
mod line;
mod state;

use std::{
    collections::{BTreeMap, BTreeSet},
    ops::Deref,
};

use chrono::NaiveDate;
use collegium_core::{
    Line, Money, RecordCode, Source,
    entity::{BudgetLineId, FundId},
    history::{Change, Entry, EntryNumber, HistoryError, Signature},
};
use serde::{Deserialize, Serialize};
use thiserror::Error;

pub use event::{BudgetEvent, BudgetEventError, CarryOver};
pub use line::{BudgetLine, LineCode};
pub use state::{BudgetState, Commitment, Expenditure};

use crate::{Fund, Position, Purpose};
use apply::{Frame, Places};
use late::Quiet;

/// The fields of a [`Budget`] before they are checked.
///
/// # Example
///
/// ```
/// use collegium_funding::{Budget, BudgetDraft, BudgetError};
/// let draft = BudgetDraft { funds: vec![], lines: vec![], entries: vec![] };
/// assert_eq!(Budget::try_from(draft), Err(BudgetError::NoFund));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BudgetDraft {
    /// The funds.
    pub funds: Vec<Fund>,
    /// The parts the funds are divided into.
    pub lines: Vec<BudgetLine>,
    /// Everything that happened, in the order it was recorded.
    pub entries: Vec<Entry<BudgetEvent>>,
}

/// The money of one or more funds: how it is divided, and every allotment, promise and payment.
///
/// Each entry has the day it took effect and the day it was recorded, as in a [`History`](collegium_core::History): the
/// day of record never goes back, the day of effect may. The state on a day is the fold of the events by day of effect,
/// equal days in the order of record; an entry that would make any event impossible is refused and changes nothing. The
/// state after all entries is kept, so that what is available is looked up, not counted. An entry costs no replay if it
/// does not reach back, or if since its day no year ended, its commitment was left alone, and its line can bear it without
/// what it was given since.
///
/// # Validity
///
/// At least one fund; no id and no code twice, line codes within their fund; each line's fund is there and allows the
/// line's purpose; the entries can have happened: see [`BudgetEventError`].
///
/// # Wire form
///
/// `{"funds":[…],"lines":[…],"entries":[…]}`; reading it records the entries again one by one.
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
/// })
/// .unwrap();
/// let travel = BudgetLine {
///     id: Id::derived(&college, &code("F-2026/travel")),
///     code: code("travel"),
///     name,
///     fund: fund.id,
///     purpose: abroad.clone(),
///     unit: None,
/// };
/// let line = travel.id;
/// let mut budget = Budget::try_from(BudgetDraft { funds: vec![fund], lines: vec![travel], entries: vec![] }).unwrap();
///
/// let clerk = |day: &str| Signature::new(Id::derived(&college, &code("T-9")), "Wang Fang", day.parse().unwrap()).unwrap();
/// let day = |text: &str| text.parse().unwrap();
/// let allotted = BudgetEvent::Allotted { line, amount: yuan("1000") };
/// budget.record(day("2026-02-01"), &clerk("2026-02-01"), None, allotted).unwrap();
/// let commitment = Id::derived(&college, &code("K-1"));
/// let promised =
///     BudgetEvent::Committed { commitment, code: code("K-1"), line, purpose: abroad.clone(), amount: yuan("600") };
/// budget.record(day("2026-03-02"), &clerk("2026-03-02"), None, promised).unwrap();
/// assert_eq!(budget.available(line), Some(yuan("400")));
/// assert_eq!(budget.state_on(day("2026-03-01")).position(line).unwrap().available(), yuan("1000"));
///
/// // One cent more than there is: refused, and nothing has changed.
/// let expenditure = Id::derived(&college, &code("V-1"));
/// let spent =
///     |text: &str| BudgetEvent::Spent { expenditure, code: code("V-1"), line, purpose: abroad.clone(), amount: yuan(text) };
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
    places: Places,
    /// INVARIANT: the fold of all entries of the draft.
    state: BudgetState,
    /// The latest day of effect among the events that stand.
    reached: Option<NaiveDate>,
    /// What of the past an entry may reach back to without a replay.
    quiet: Quiet,
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
        self.push(Entry { recorded: recorded.on, by: recorded.by.clone(), reason, change })
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
        self.push(Entry { recorded: recorded.on, by: recorded.by.clone(), reason: Some(reason), change })
    }

    /// What is available on a line after everything that is recorded; `None` if the budget has no such line.
    #[must_use]
    pub fn available(&self, line: BudgetLineId) -> Option<Money> {
        self.state.position(line).map(|position| position.available())
    }

    /// The state after everything that is recorded, also what takes effect later.
    #[must_use]
    pub const fn latest(&self) -> &BudgetState {
        &self.state
    }

    /// The state at the end of a day, by all that is known.
    #[must_use]
    pub fn state_on(&self, as_of: NaiveDate) -> BudgetState {
        if self.reached.is_none_or(|reached| reached <= as_of) {
            return self.state.clone();
        }
        self.replayed(&self.entries, as_of)
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
    /// let budget = Budget::try_from(BudgetDraft { funds: vec![fund], lines: vec![], entries: vec![] }).unwrap();
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
    /// let budget = Budget::try_from(BudgetDraft { funds: vec![fund], lines: vec![], entries: vec![] }).unwrap();
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

    fn push(&mut self, entry: Entry<BudgetEvent>) -> Result<EntryNumber, HistoryError<BudgetEventError>> {
        let last = self.entries.last().map(|entry| entry.recorded);
        if let Some(last) = last.filter(|last| *last > entry.recorded) {
            return Err(HistoryError::RecordedBefore { recorded: entry.recorded, last });
        }
        if let (Some(cancelled), None) = (entry.cancels(), &entry.reason) {
            return Err(HistoryError::NoReason { entry: cancelled });
        }
        let number = numbers(self.entries.len()).next();
        let number = number.unwrap_or_else(|| unreachable!("entries are numbered from 1"));
        match &entry.change {
            Change::Happened { effective, event } if self.reached.is_none_or(|day| day <= *effective) => {
                let frame = frame(&self.draft, &self.places);
                let done = self.quiet.apply(&mut self.state, frame, *effective, event);
                let (entry_number, effective) = (number, *effective);
                done.map_err(|error| HistoryError::Impossible { entry: entry_number, effective, error })?;
                self.reached = Some(effective);
                self.draft.entries.push(entry);
            }
            Change::Happened { effective, event } if self.settles(*effective, event) => {
                self.draft.entries.push(entry);
            }
            change => {
                let cancelled = if let Change::Cancelled { entry } = change { Some(*entry) } else { None };
                if let Some(entry) = cancelled.filter(|entry| self.standing().all(|(it, ..)| it != *entry)) {
                    return Err(HistoryError::NoSuchEvent { entry });
                }
                self.push_and_replay(entry)?;
            }
        }
        Ok(number)
    }

    /// Lets an event of an earlier day happen at the end, if that comes to the same; if not, nothing is changed.
    fn settles(&mut self, effective: NaiveDate, event: &BudgetEvent) -> bool {
        self.quiet.allows(&self.state, effective, event)
            && self.quiet.apply(&mut self.state, frame(&self.draft, &self.places), effective, event).is_ok()
    }

    /// Appends an entry that reaches back: everything is folded anew.
    fn push_and_replay(&mut self, entry: Entry<BudgetEvent>) -> Result<(), HistoryError<BudgetEventError>> {
        self.draft.entries.push(entry);
        match self.fold(&self.entries, None) {
            Ok((state, quiet)) => {
                (self.state, self.quiet) = (state, quiet);
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
        // INVARIANT: `push` proved every beginning of the list, and days only cut the fold short.
        let (state, _) = self
            .fold(entries, Some(as_of))
            .unwrap_or_else(|_| unreachable!("a recorded budget can be replayed"));
        state
    }

    fn fold(
        &self,
        entries: &[Entry<BudgetEvent>],
        as_of: Option<NaiveDate>,
    ) -> Result<(BudgetState, Quiet), HistoryError<BudgetEventError>> {
        let frame = frame(&self.draft, &self.places);
        let (mut state, mut quiet) = (nothing_yet(&self.draft, &self.places), Quiet::default());
        let events = in_order(entries).into_iter();
        let until = |effective: NaiveDate| as_of.is_none_or(|as_of| effective <= as_of);
        for (entry, effective, _, event) in events.take_while(|(_, effective, ..)| until(*effective)) {
            let done = quiet.apply(&mut state, frame, effective, event);
            done.map_err(|error| HistoryError::Impossible { entry, effective, error })?;
        }
        Ok((state, quiet))
    }
}

fn frame<'a>(draft: &'a BudgetDraft, places: &'a Places) -> Frame<'a> {
    Frame { funds: &draft.funds, lines: &draft.lines, places }
}

fn nothing_yet(draft: &BudgetDraft, places: &Places) -> BudgetState {
    let frame = frame(draft, places);
    let lines = places.keys().filter_map(|id| Some((*id, Position::zero(frame.line(*id)?.1.currency))));
    BudgetState::new(lines.collect())
}

/// The numbers of the entries that come after so many.
fn numbers(entries: usize) -> impl Iterator<Item = EntryNumber> {
    (entries..).filter_map(|before| EntryNumber::try_from(before.saturating_add(1)).ok())
}

type Standing<'a> = (EntryNumber, NaiveDate, &'a Entry<BudgetEvent>, &'a BudgetEvent);

fn in_order(entries: &[Entry<BudgetEvent>]) -> Vec<Standing<'_>> {
    let cancelled: BTreeSet<EntryNumber> = entries.iter().filter_map(Entry::cancels).collect();
    let numbered = numbers(0).zip(entries).filter(|(number, _)| !cancelled.contains(number));
    let happened = numbered.filter_map(|(number, entry)| match &entry.change {
        Change::Happened { effective, event } => Some((number, *effective, entry, event)),
        Change::Cancelled { .. } => None,
    });
    let mut order: Vec<_> = happened.collect();
    order.sort_by_key(|(_, effective, ..)| *effective);
    order
}

impl TryFrom<BudgetDraft> for Budget {
    type Error = BudgetError;

    fn try_from(draft: BudgetDraft) -> Result<Self, BudgetError> {
        let places = draft.places()?;
        let BudgetDraft { funds, lines, entries } = draft;
        let draft = BudgetDraft { funds, lines, entries: Vec::with_capacity(entries.len()) };
        let state = nothing_yet(&draft, &places);
        let mut budget = Self { draft, places, state, reached: None, quiet: Quiet::default() };
        for entry in entries {
            budget.push(entry).map_err(|error| BudgetError::Entry { error: Box::new(error) })?;
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

impl BudgetDraft {
    /// Where each line and its fund stand, if the two lists fit together.
    fn places(&self) -> Result<Places, BudgetError> {
        if self.funds.is_empty() {
            return Err(BudgetError::NoFund);
        }
        let mut funds: BTreeMap<FundId, usize> = BTreeMap::new();
        let mut codes: BTreeSet<&RecordCode> = BTreeSet::new();
        for (place, fund) in self.funds.iter().enumerate() {
            if funds.insert(fund.id, place).is_some() || !codes.insert(&fund.code) {
                return Err(BudgetError::FundTwice { code: fund.code.clone() });
            }
        }
        let (mut places, mut codes) = (Places::new(), BTreeSet::new());
        for (place, line) in self.lines.iter().enumerate() {
            let of = funds.get(&line.fund).and_then(|at| Some((*at, self.funds.get(*at)?)));
            let unknown = || BudgetError::UnknownFund { line: line.code.clone(), fund: line.fund };
            let (at, fund) = of.ok_or_else(unknown)?;
            let code = || LineCode { fund: fund.code.clone(), line: line.code.clone() };
            if !fund.allows(&line.purpose) {
                let (purpose, earmark) = (line.purpose.clone(), fund.earmark.clone());
                return Err(BudgetError::WrongPurpose { line: code(), purpose, earmark });
            }
            if places.insert(line.id, (place, at)).is_some() || !codes.insert((line.fund, &line.code)) {
                return Err(BudgetError::LineTwice { line: code() });
            }
        }
        Ok(places)
    }
}

/// Why there is no such budget.
///
/// # Example
///
/// ```
/// use collegium_funding::{BudgetError, LineCode};
/// let line = LineCode { fund: "F-2026".parse().unwrap(), line: "travel".parse().unwrap() };
/// assert_eq!(BudgetError::LineTwice { line }.to_string(), "the line `F-2026/travel`, or its id, comes twice");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum BudgetError {
    /// There is no fund.
    #[error("a budget needs at least one fund")]
    NoFund,
    /// A fund's id or code is there twice.
    #[error("the fund `{code}`, or its id, comes twice")]
    FundTwice {
        /// The second fund.
        code: RecordCode,
    },
    /// A line's id is there twice, or its code within its fund.
    #[error("the line `{line}`, or its id, comes twice")]
    LineTwice {
        /// The second line.
        line: LineCode,
    },
    /// A line is part of a fund that is not there.
    #[error("the line `{line}` is part of the fund `{fund}`, which is not there")]
    UnknownFund {
        /// The line.
        line: RecordCode,
        /// The fund.
        fund: FundId,
    },
    /// A line is for something its fund is not for.
    #[error("`{line}` cannot be for `{purpose}`: the fund is not given for it ({earmark})")]
    WrongPurpose {
        /// The line.
        line: LineCode,
        /// What it was to be for.
        purpose: Purpose,
        /// The document that fixes what the fund is for.
        earmark: Source,
    },
    /// What is recorded cannot have happened.
    #[error(transparent)]
    Entry {
        /// Why.
        error: Box<HistoryError<BudgetEventError>>,
    },
}
