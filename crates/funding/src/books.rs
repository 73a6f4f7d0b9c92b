//! A budget and a ledger that are kept together.

mod rules;

use std::collections::BTreeMap;

use chrono::NaiveDate;
use collegium_core::{
    Line,
    entity::BudgetLineId,
    history::{Change, EntryNumber, HistoryError, Signature},
};
use thiserror::Error;

pub use rules::{BookingRules, BookingRulesDraft, BookingRulesError};

use crate::{
    AccountError, Budget, BudgetEvent, BudgetEventError, Ledger, LedgerError, LineCode, Position,
    PositionError,
    ledger::{Act, Chain, Chart, Moment, Note, Posting},
};

/// A budget and a ledger that are kept together: what happens to the budget is written into the ledger as one balanced
/// entry, by the rules that name its accounts. Both are recorded, or neither.
///
/// Events are recorded in the order of their days: a correction is a further event of its own day, in both. The positions
/// that follow from the balances of the ledger are those of the budget, on every day.
///
/// # Example
///
/// ```
/// use collegium_core::history::Signature;
/// use collegium_funding::{BookingRules, Books, Budget, BudgetEvent};
/// let id = "67e55044-10b1-426f-9247-bb680e5fe0c8".to_owned();
/// let budget: Budget = serde_json::from_str(&format!(
///     r#"{{"funds":[{{"id":"{id}","code":"F-2026","name":{{"en":"Special fund"}},"source":"municipal",
///          "purposes":["teacher-teams"],"earmark":{{"document":"Grant 2026-17","date":"2026-01-15"}},"currency":"CNY",
///          "validity":"2026-01-01/2026-12-31"}}],
///          "lines":[{{"id":"{id}","code":"teams","name":{{"en":"Teams"}},"fund":"{id}","purpose":"teacher-teams"}}],
///          "entries":[]}}"#,
/// ))
/// .unwrap();
/// let mut books = Books::new(budget, BookingRules::memorandum().load().unwrap()).unwrap();
///
/// let (line, day) = (books.budget().lines[0].id, "2026-02-01".parse().unwrap());
/// let clerk = Signature::new(id.parse().unwrap(), "Wang Fang", day).unwrap();
/// let allotted = BudgetEvent::Allotted { line, amount: "CNY 100".parse().unwrap() };
/// let first = books.record("A-1".parse().unwrap(), day, &clerk, None, allotted.clone()).unwrap();
/// // The same key with the same event is the same entry.
/// assert_eq!(books.record("A-1".parse().unwrap(), day, &clerk, None, allotted), Ok(first));
///
/// let control = "Equity:BudgetControl:F-2026".parse().unwrap();
/// assert_eq!(books.ledger().balance(&control, "CNY".parse().unwrap()).to_string(), "CNY 100.00");
/// assert_eq!(books.position(line).unwrap(), books.budget().latest().position(line));
/// assert_eq!(books.rules().bank.as_str(), "Assets:Bank");
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Books {
    budget: Budget,
    ledger: Ledger,
    rules: BookingRules,
    /// The entry of the budget that each key stands for.
    keys: BTreeMap<Line, EntryNumber>,
}

impl Books {
    /// Opens books for a budget in which nothing has happened yet.
    ///
    /// # Errors
    ///
    /// [`BooksError::Begun`] if something has; [`BooksError::Code`] if a code cannot be a part of an account's name.
    pub fn new(budget: Budget, rules: BookingRules) -> Result<Self, BooksError> {
        if !budget.entries.is_empty() {
            return Err(BooksError::Begun { entries: budget.entries.len() });
        }
        for line in &budget.lines {
            let code = code(&budget, line.id).ok_or(BooksError::UnknownLine { line: line.id })?;
            if [&code.fund, &code.line].iter().any(|code| code.as_str().contains(':')) {
                return Err(BooksError::Code { line: code });
            }
            rules.accounts(&code)?;
        }
        Ok(Self { budget, ledger: Ledger::new(Chart::Open, Chain::Sha256), rules, keys: BTreeMap::new() })
    }

    /// Records what happened in the budget and in the ledger, under a key: given again with the same event, it is the
    /// same entry. An event that changes no figure is written in the budget only.
    ///
    /// # Errors
    ///
    /// Any [`BooksError`]; nothing is changed, neither in the budget nor in the ledger.
    pub fn record(
        &mut self,
        key: Line,
        effective: NaiveDate,
        recorded: &Signature,
        reason: Option<Line>,
        event: BudgetEvent,
    ) -> Result<EntryNumber, BooksError> {
        if let Some(number) = self.keys.get(&key).copied() {
            return self.same(number, effective, &event).ok_or(BooksError::KeyReused { key, number });
        }
        if let Some(last) = self.budget.reached().filter(|last| *last > effective) {
            return Err(BooksError::ReachesBack { effective, last });
        }
        let postings = self.postings(effective, &event)?;
        let note = Note { reason: reason.clone(), ..Note::new(key.clone(), effective) };
        let entry = (!postings.is_empty()).then(|| note.draft(Act::Posts, postings));
        if let Some(entry) = &entry {
            self.ledger.check(recorded.on, entry).map_err(|error| BooksError::Ledger { error })?;
        }
        let number = self.budget.record(effective, recorded, reason, event);
        let number = number.map_err(|error| BooksError::Budget { error: Box::new(error) })?;
        if let Some(entry) = entry {
            // INVARIANT: the ledger was asked above, and the budget has not touched it.
            self.ledger.post(recorded, &entry).unwrap_or_else(|error| unreachable!("{error}"));
        }
        self.keys.insert(key, number);
        Ok(number)
    }

    /// The budget.
    #[must_use]
    pub const fn budget(&self) -> &Budget {
        &self.budget
    }

    /// The ledger.
    #[must_use]
    pub const fn ledger(&self) -> &Ledger {
        &self.ledger
    }

    /// The rules that name the accounts.
    #[must_use]
    pub const fn rules(&self) -> &BookingRules {
        &self.rules
    }

    /// How a line stands by the balances of the ledger; `None` if the budget has no such line.
    ///
    /// # Errors
    ///
    /// [`BooksError::Position`] if the balances are none of a budget, which they cannot be here.
    pub fn position(&self, line: BudgetLineId) -> Result<Option<Position>, BooksError> {
        self.position_at(line, Moment::Latest)
    }

    /// How a line stood by the balances of the ledger; `None` if the budget has no such line.
    ///
    /// # Example
    ///
    /// ```
    /// # use collegium_funding::{BookingRules, Books, Budget, ledger::Moment};
    /// # let id = "67e55044-10b1-426f-9247-bb680e5fe0c8".to_owned();
    /// # let budget: Budget = serde_json::from_str(&format!(
    /// #     r#"{{"funds":[{{"id":"{id}","code":"F-2026","name":{{"en":"Special fund"}},"source":"municipal",
    /// #          "purposes":["teacher-teams"],"earmark":{{"document":"Grant 2026-17","date":"2026-01-15"}},"currency":"CNY",
    /// #          "validity":"2026-01-01/2026-12-31"}}],"lines":[],"entries":[]}}"#,
    /// # ))
    /// # .unwrap();
    /// let books = Books::new(budget, BookingRules::memorandum().load().unwrap()).unwrap();
    /// let on = Moment::On("2026-06-30".parse().unwrap());
    /// assert_eq!(books.position_at(id.parse().unwrap(), on), Ok(None));
    /// ```
    ///
    /// # Errors
    ///
    /// As [`Books::position`].
    pub fn position_at(&self, line: BudgetLineId, at: Moment) -> Result<Option<Position>, BooksError> {
        let Some((_, fund)) = self.budget.line(line) else { return Ok(None) };
        let Some(code) = code(&self.budget, line) else { return Ok(None) };
        let position = match at {
            Moment::Latest => {
                self.rules.position(&code, |account| self.ledger.balance(account, fund.currency))
            }
            at => {
                let balances = self.ledger.balances(at);
                self.rules.position(&code, |account| balances.get(account, fund.currency))
            }
        };
        position.map(Some)
    }

    /// The entry a key stands for, if it says the same.
    fn same(&self, number: EntryNumber, effective: NaiveDate, event: &BudgetEvent) -> Option<EntryNumber> {
        let entry = usize::from(number).checked_sub(1).and_then(|place| self.budget.entries.get(place))?;
        let same = matches!(&entry.change, Change::Happened { effective: on, event: it } if *on == effective && it == event);
        same.then_some(number)
    }

    /// What an event posts, line by line.
    fn postings(&self, effective: NaiveDate, event: &BudgetEvent) -> Result<Vec<Posting>, BooksError> {
        let next = self.budget.version().saturating_add(1);
        let moved = self.budget.moved(effective, event).map_err(|error| {
            let entry =
                EntryNumber::try_from(next).unwrap_or_else(|_| unreachable!("entries are numbered from 1"));
            BooksError::Budget { error: Box::new(HistoryError::Impossible { entry, effective, error }) }
        })?;
        let ends = matches!(event, BudgetEvent::CarriedOver { .. });
        let mut postings = Vec::new();
        for (line, before, after) in moved {
            let code = code(&self.budget, line).ok_or(BooksError::UnknownLine { line })?;
            let accounts = self.rules.accounts(&code)?;
            let paid = if ends { accounts.closed } else { self.rules.bank.clone() };
            let given = (accounts.budget_control, accounts.budget);
            let promised = (accounts.encumbrance, accounts.encumbrance_reserve);
            let spent = (accounts.expenses, paid);
            let pairs = [
                (given, before.allotted(), after.allotted()),
                (promised, before.committed(), after.committed()),
                (spent, before.spent(), after.spent()),
            ];
            for ((debit, credit), before, after) in pairs {
                // INVARIANT: both are not negative and of the line's currency.
                let more = after.checked_sub(before).unwrap_or_else(|error| unreachable!("{error}"));
                if !more.is_zero() {
                    postings.extend([Posting::new(debit, more), Posting::new(credit, more.negated())]);
                }
            }
        }
        Ok(postings)
    }
}

fn code(budget: &Budget, line: BudgetLineId) -> Option<LineCode> {
    let (line, fund) = budget.line(line)?;
    Some(LineCode { fund: fund.code.clone(), line: line.code.clone() })
}

/// Why something was not recorded.
///
/// # Example
///
/// ```
/// use collegium_funding::BooksError;
/// let error = BooksError::Begun { entries: 3 };
/// assert_eq!(error.to_string(), "books are opened with an empty budget, and this one has 3 entries");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum BooksError {
    /// Something has happened to the budget before.
    #[error("books are opened with an empty budget, and this one has {entries} entries")]
    Begun {
        /// How many entries there are.
        entries: usize,
    },
    /// A code cannot be a part of an account's name.
    #[error("`{line}` cannot name accounts: its codes must have no `:`")]
    Code {
        /// The line.
        line: LineCode,
    },
    /// The budget has no such line.
    #[error("the budget has no line `{line}`")]
    UnknownLine {
        /// What was asked for.
        line: BudgetLineId,
    },
    /// The key stands for something else.
    #[error("the key `{key}` stands for entry {number}, which says something else")]
    KeyReused {
        /// The key.
        key: Line,
        /// The entry it stands for.
        number: EntryNumber,
    },
    /// The event took effect before another that is recorded.
    #[error(
        "what took effect on {effective} cannot follow what did on {last}: give the day it is corrected on"
    )]
    ReachesBack {
        /// The day given.
        effective: NaiveDate,
        /// The latest day of effect.
        last: NaiveDate,
    },
    /// The budget refuses it.
    #[error(transparent)]
    Budget {
        /// Why.
        error: Box<HistoryError<BudgetEventError>>,
    },
    /// The ledger refuses it.
    #[error(transparent)]
    Ledger {
        /// Why.
        error: LedgerError,
    },
    /// A name cannot be that of an account.
    #[error(transparent)]
    Account {
        /// Why.
        error: AccountError,
    },
    /// The balances of the ledger are none of a budget.
    #[error(transparent)]
    Position {
        /// Why.
        error: PositionError,
    },
}
