//! Which accounts the events of a budget are written on.

use std::collections::BTreeSet;

use collegium_core::{Money, Preset, Source, Status};
use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::BooksError;
use crate::{Account, LineCode, Position};

/// The fields of [`BookingRules`] before they are checked.
///
/// # Example
///
/// ```
/// use collegium_funding::{BookingRules, BookingRulesError};
/// let mut draft = BookingRules::memorandum().load().unwrap().draft();
/// draft.closed = draft.expenses.clone();
/// assert_eq!(BookingRules::try_from(draft), Err(BookingRulesError::Twice { account: "Expenses".parse().unwrap() }));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BookingRulesDraft {
    /// What lines are allotted: below it the codes of fund and line. Its balance is the allotment with the other sign.
    pub budget: Account,
    /// What funds allot: below it the code of the fund.
    pub budget_control: Account,
    /// What of lines is promised: below it the codes of fund and line.
    pub encumbrance: Account,
    /// The other side of it: below it the code of the fund.
    pub encumbrance_reserve: Account,
    /// What of lines is spent: below it the codes of fund and line.
    pub expenses: Account,
    /// Where what was spent goes when a year ends: below it the code of the fund.
    pub closed: Account,
    /// What is paid from.
    pub bank: Account,
    /// The document the rules rest on.
    pub source: Source,
    /// Whether that document was read.
    pub status: Status,
}

/// Which accounts the events of a budget are written on.
///
/// What is allotted and promised stands in memorandum accounts that never touch the bank.
///
/// # Validity
///
/// No account is there twice.
///
/// # Wire form
///
/// An object of the fields.
///
/// # Example
///
/// ```
/// use collegium_funding::BookingRules;
/// let rules = BookingRules::memorandum().load().unwrap();
/// assert_eq!(rules.encumbrance.as_str(), "Equity:Encumbrance");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "BookingRulesDraft", into = "BookingRulesDraft")]
pub struct BookingRules(BookingRulesDraft);

collegium_core::record!(BookingRules, BookingRulesDraft, BookingRulesError);
collegium_core::rules!(BookingRules);

/// The accounts of one line.
pub(super) struct Accounts {
    pub(super) budget: Account,
    pub(super) budget_control: Account,
    pub(super) encumbrance: Account,
    pub(super) encumbrance_reserve: Account,
    pub(super) expenses: Account,
    pub(super) closed: Account,
}

impl BookingRules {
    /// Budget and promises as memorandum entries in equity.
    #[must_use]
    pub const fn memorandum() -> Preset<Self> {
        Preset::new("booking-memorandum", include_str!("../../presets/booking-memorandum.json"))
    }

    pub(super) fn accounts(&self, code: &LineCode) -> Result<Accounts, BooksError> {
        let of_fund = |above: &Account| Account::new(&format!("{above}:{}", code.fund));
        let of_line = |above: &Account| Account::new(&format!("{above}:{}:{}", code.fund, code.line));
        let named = || {
            Ok(Accounts {
                budget: of_line(&self.budget)?,
                budget_control: of_fund(&self.budget_control)?,
                encumbrance: of_line(&self.encumbrance)?,
                encumbrance_reserve: of_fund(&self.encumbrance_reserve)?,
                expenses: of_line(&self.expenses)?,
                closed: of_fund(&self.closed)?,
            })
        };
        named().map_err(|error| BooksError::Account { error })
    }

    /// How a line stands by the balances of a ledger that is kept by these rules, also where the budget is kept elsewhere.
    ///
    /// # Example
    ///
    /// ```
    /// use collegium_core::Money;
    /// use collegium_funding::{BookingRules, LineCode};
    /// let rules = BookingRules::memorandum().load().unwrap();
    /// let line = LineCode { fund: "F01".parse().unwrap(), line: "Travel".parse().unwrap() };
    /// let position = rules.position(&line, |account| {
    ///     let balance = match account.as_str() {
    ///         "Equity:Budget:F01:Travel" => "CNY -100",
    ///         "Equity:Encumbrance:F01:Travel" => "CNY 30",
    ///         _ => "CNY 0",
    ///     };
    ///     balance.parse::<Money>().unwrap()
    /// });
    /// assert_eq!(position.unwrap().available().to_string(), "CNY 70.00");
    /// ```
    ///
    /// # Errors
    ///
    /// [`BooksError::Position`] if the balances are of the wrong sign; [`BooksError::Account`] if the codes name no account.
    pub fn position(
        &self,
        line: &LineCode,
        balance: impl Fn(&Account) -> Money,
    ) -> Result<Position, BooksError> {
        let accounts = self.accounts(line)?;
        let allotted = balance(&accounts.budget).negated();
        let position = Position::new(allotted, balance(&accounts.encumbrance), balance(&accounts.expenses));
        position.map_err(|error| BooksError::Position { error })
    }
}

impl BookingRulesDraft {
    fn check(self) -> Result<Self, BookingRulesError> {
        let all = [
            &self.budget,
            &self.budget_control,
            &self.encumbrance,
            &self.encumbrance_reserve,
            &self.expenses,
            &self.closed,
            &self.bank,
        ];
        let mut seen = BTreeSet::new();
        let twice = all.into_iter().find(|account| !seen.insert(*account)).cloned();
        twice.map_or(Ok(self), |account| Err(BookingRulesError::Twice { account }))
    }
}

/// Why there are no such rules.
///
/// # Example
///
/// ```
/// use collegium_funding::BookingRulesError;
/// let error = BookingRulesError::Twice { account: "Expenses".parse().unwrap() };
/// assert_eq!(error.to_string(), "the account `Expenses` stands for two things: name another for one of them");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum BookingRulesError {
    /// One account is named for two things.
    #[error("the account `{account}` stands for two things: name another for one of them")]
    Twice {
        /// The account.
        account: Account,
    },
}
