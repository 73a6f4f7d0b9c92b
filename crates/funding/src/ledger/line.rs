//! Entries as lines of JSON, one a line: how ledgers are exchanged.

mod error;
mod plain;
mod text;

use chrono::NaiveDate;
use collegium_core::{Currency, date, history::EntryNumber, org::Person, text::excerpt};
use serde::Deserialize;

pub use error::LineError;
pub use text::Cell;

use super::{
    Ledger, LedgerError,
    account::check_account,
    amount::{self, Fault},
    raw::{RawAct, RawEntry, RawPosting, Units},
};
use text::check_text;

/// An entry as a line of JSON tells it. It borrows from the line.
///
/// # Wire form
///
/// `{"id":…,"date":"…","kind":"…","reverses":…,"postings":[…]}`. `id` and `reverses` are strings or whole numbers. There may
/// also be `recorded` (the day of record), `reason`, and `declared_accounts`: then only these exist for the line. A posting
/// has `account`, `amount`, `currency`, and may have `total_price` and `price_currency`. Amounts are strings. Other
/// fields are refused.
///
/// # Example
///
/// ```
/// use collegium_core::{Id, InstitutionCode, org::Person};
/// use collegium_funding::{Ledger, ledger::LedgerLine};
///
/// let line = LedgerLine::read(
///     r#"{"id":61,"date":"2026-03-02","kind":"spend-foreign","postings":[
///         {"account":"Expenses:Tuition","amount":"100","currency":"USD","total_price":"725.50","price_currency":"CNY"},
///         {"account":"Assets:Bank","amount":"-725.50","currency":"CNY"}]}"#,
/// )
/// .unwrap();
/// let id = Id::derived(&InstitutionCode::new("college.example").unwrap(), &"T-9".parse().unwrap());
/// let clerk = Person::new(id, "Wang Fang").unwrap();
/// let mut ledger = Ledger::default();
/// let number = ledger.post_line(&clerk, &line).unwrap();
/// assert_eq!(ledger.entry(number).unwrap().entry.key.as_str(), "61");
///
/// let line = LedgerLine { id: "62".into(), date: "2026-02-30".into(), ..line };
/// assert_eq!(ledger.post_line(&clerk, &line).unwrap_err().reason(), "bad_date");
/// assert_eq!(LedgerLine::read("{}").unwrap_err().reason(), "bad_json");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LedgerLine<'a> {
    /// The key.
    #[serde(borrow)]
    pub id: Cell<'a>,
    /// The day it takes effect.
    #[serde(borrow)]
    pub date: Cell<'a>,
    /// The day it was written down; if it is missing, the day it takes effect, or that of the last entry if it is later.
    #[serde(borrow, default)]
    pub recorded: Option<Cell<'a>>,
    /// What kind of business it is.
    #[serde(borrow, default)]
    pub kind: Option<Cell<'a>>,
    /// Why.
    #[serde(borrow, default)]
    pub reason: Option<Cell<'a>>,
    /// The key of the entry that it undoes.
    #[serde(borrow, default)]
    pub reverses: Option<Cell<'a>>,
    /// The accounts that exist for this line.
    #[serde(borrow, default)]
    pub declared_accounts: Option<Vec<Cell<'a>>>,
    /// What is posted where.
    #[serde(borrow)]
    pub postings: Vec<LinePosting<'a>>,
}

/// A posting of a [`LedgerLine`].
///
/// # Wire form
///
/// `{"account":"…","amount":"…","currency":"…","total_price":"…","price_currency":"…"}`, the last two together or not at all.
///
/// # Example
///
/// ```
/// use collegium_funding::ledger::LinePosting;
/// let json = r#"{"account":"Assets:Bank","amount":"-725.50","currency":"CNY"}"#;
/// let posting: LinePosting = serde_json::from_str(json).unwrap();
/// assert_eq!((posting.amount.as_str(), posting.total_price), (Some("-725.50"), None));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LinePosting<'a> {
    /// The account.
    #[serde(borrow)]
    pub account: Cell<'a>,
    /// How much: a debit if positive, a credit if negative.
    #[serde(borrow)]
    pub amount: Cell<'a>,
    /// The code of its currency.
    #[serde(borrow)]
    pub currency: Cell<'a>,
    /// What the whole amount was exchanged for; positive.
    #[serde(borrow, default)]
    pub total_price: Option<Cell<'a>>,
    /// The code of the currency of the price.
    #[serde(borrow, default)]
    pub price_currency: Option<Cell<'a>>,
}

impl<'a> LedgerLine<'a> {
    /// Reads a line of JSON: the same as its serde form, and several times faster where a program wrote it without blanks
    /// and escapes and each posting begins with its account, amount and currency in this order.
    ///
    /// # Errors
    ///
    /// [`LineError::BadJson`].
    pub fn read(line: &'a str) -> Result<Self, LineError> {
        match plain::read(line) {
            Some(line) => Ok(line),
            None => {
                serde_json::from_str(line).map_err(|error| LineError::BadJson { message: error.to_string() })
            }
        }
    }
}

impl Ledger {
    /// Writes the entry that a line tells.
    ///
    /// # Errors
    ///
    /// Any [`LineError`]; nothing is changed.
    pub fn post_line(&mut self, by: &Person, line: &LedgerLine<'_>) -> Result<EntryNumber, LineError> {
        let effective = day(&line.date)?;
        let recorded = match &line.recorded {
            Some(recorded) => day(recorded)?,
            None => self.store.rows.last().map_or(effective, |last| last.recorded.max(effective)),
        };
        let raw = RawEntry {
            key: check_text("id", line.id.whole())?,
            effective,
            kind: line.kind.as_ref().map(|kind| check_text("kind", kind.as_str())).transpose()?,
            reason: line.reason.as_ref().map(|reason| check_text("reason", reason.as_str())).transpose()?,
            act: match &line.reverses {
                Some(entry) => RawAct::Reverses(check_text("reverses", entry.whole())?),
                None => RawAct::Posts,
            },
        };
        let mut postings = Vec::with_capacity(line.postings.len());
        for posting in &line.postings {
            postings.push(self.posting(posting)?);
        }
        if let Some(declared) = &line.declared_accounts {
            all_declared(&postings, declared)?;
        }
        self.append(&raw, &postings, by, recorded).map_err(LineError::Ledger)
    }

    #[inline]
    fn posting<'a>(&self, posting: &'a LinePosting<'_>) -> Result<RawPosting<'a>, LineError> {
        let account = posting.account.as_str().unwrap_or_default();
        let known = self.store.accounts.find(account);
        // What is kept was checked.
        if known.is_none() {
            check_text("account", Some(account))?;
            check_account(account).map_err(LineError::BadAccount)?;
        }
        let price = match (&posting.total_price, &posting.price_currency) {
            (Some(price), Some(currency)) => Some(self.units(price, currency)?),
            (None, None) => None,
            _ => return Err(LineError::HalfPrice { account: account.to_owned() }),
        };
        Ok(RawPosting { account, known, amount: self.units(&posting.amount, &posting.currency)?, price })
    }

    #[inline]
    fn units(&self, number: &Cell<'_>, code: &Cell<'_>) -> Result<Units, LineError> {
        let value = || excerpt(number.as_str().unwrap_or_default());
        let not_a_number = || LineError::BadNumber { value: value() };
        let text = number.as_str().ok_or_else(not_a_number)?;
        let Some(currency) = code.as_str().and_then(|code| self.currency(code)) else {
            amount::parts(text).map_err(|_| not_a_number())?;
            return Err(LineError::UnknownCurrency { value: excerpt(code.as_str().unwrap_or_default()) });
        };
        amount::parse(text, currency).map_err(|fault| match fault {
            Fault::NotANumber => not_a_number(),
            Fault::TooPrecise => LineError::TooPrecise { value: value(), currency },
            Fault::OutOfRange => LineError::OutOfRange { value: value(), currency },
        })
    }

    /// The currency with this code, first among those the ledger has seen.
    #[inline]
    fn currency(&self, code: &str) -> Option<Currency> {
        self.store.currency(code).or_else(|| Currency::new(code).ok())
    }
}

#[inline]
fn day(cell: &Cell<'_>) -> Result<NaiveDate, LineError> {
    let text = cell.as_str().unwrap_or_default();
    date::parse(text).map_err(|_| LineError::BadDate { value: excerpt(text) })
}

fn all_declared(postings: &[RawPosting<'_>], declared: &[Cell<'_>]) -> Result<(), LineError> {
    let declared: std::collections::BTreeSet<_> = declared.iter().filter_map(Cell::as_str).collect();
    match postings.iter().find(|posting| !declared.contains(posting.account)) {
        Some(posting) => {
            Err(LineError::Ledger(LedgerError::UnknownAccount { account: posting.account.to_owned() }))
        }
        None => Ok(()),
    }
}
