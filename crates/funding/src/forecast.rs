//! What the lines of a budget will have spent on a later day.

use chrono::NaiveDate;
use collegium_core::{Currency, Line, Money, entity::BudgetLineId};
use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::{Budget, LineCode};

/// How sure it is that something will be spent.
///
/// # Wire form
///
/// `"sure"`, `"likely"` or `"possible"`.
///
/// # Example
///
/// ```
/// use collegium_funding::Likelihood;
/// assert!(Likelihood::Sure < Likelihood::Possible);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Likelihood {
    /// It is decided, and only not yet promised in the budget.
    Sure,
    /// It is planned.
    Likely,
    /// It may come.
    Possible,
}

/// Something that is expected to be spent and not promised yet.
///
/// # Wire form
///
/// `{"line":"…","on":"2026-10-01","amount":{…},"likelihood":"likely","what":"second batch"}`.
///
/// # Example
///
/// ```
/// use collegium_funding::{Expectation, Likelihood};
/// let expected: Expectation = serde_json::from_str(
///     r#"{"line":"67e55044-10b1-426f-9247-bb680e5fe0c8","on":"2026-10-01",
///         "amount":{"amount":"50.00","currency":"CNY"},"likelihood":"likely","what":"second batch"}"#,
/// )
/// .unwrap();
/// assert_eq!(expected.likelihood, Likelihood::Likely);
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Expectation {
    /// The line that will pay.
    pub line: BudgetLineId,
    /// The day it is expected.
    #[serde(with = "collegium_core::date")]
    pub on: NaiveDate,
    /// How much.
    pub amount: Money,
    /// How sure it is.
    pub likelihood: Likelihood,
    /// What it is.
    pub what: Line,
}

/// What one line will have spent, and what will be left of it.
///
/// # Wire form
///
/// An object of the fields.
///
/// # Example
///
/// ```
/// use collegium_funding::LineForecast;
/// let amount = |text: &str| format!(r#"{{"amount":"{text}","currency":"CNY"}}"#);
/// let line: LineForecast = serde_json::from_str(&format!(
///     r#"{{"line":"67e55044-10b1-426f-9247-bb680e5fe0c8","code":{{"fund":"F-2026","line":"travel"}},"allotted":{},
///         "least":{},"expected":{},"most":{},"left":{}}}"#,
///     amount("100.00"), amount("60.00"), amount("110.00"), amount("120.00"), amount("-10.00"),
/// ))
/// .unwrap();
/// assert!(line.left.is_negative());
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LineForecast {
    /// The line.
    pub line: BudgetLineId,
    /// Its code and that of its fund.
    pub code: LineCode,
    /// What it was allotted.
    pub allotted: Money,
    /// What is spent, promised, or sure to be.
    pub least: Money,
    /// That and what is likely: the forecast.
    pub expected: Money,
    /// That and what is possible.
    pub most: Money,
    /// What was allotted less what is expected; below zero if it will not do.
    pub left: Money,
}

/// What the lines of a budget will have spent on a later day.
///
/// The forecast is what is spent, all that is promised and open, and what is sure or likely to come after the day it is
/// made, up to the later one; beside it stand the least and the most. It rests on what was written down: nothing is drawn
/// out from the past.
///
/// # Wire form
///
/// An object of the fields.
///
/// # Example
///
/// ```
/// use collegium_funding::{Budget, Expectation, Forecast, LineForecast};
/// let id = "67e55044-10b1-426f-9247-bb680e5fe0c8";
/// let budget: Budget = serde_json::from_str(&format!(
///     r#"{{"funds":[{{"id":"{id}","code":"F-2026","name":{{"en":"Special fund"}},"source":"municipal",
///          "purposes":["teacher-teams"],"earmark":{{"document":"Grant 2026-17","date":"2026-01-15"}},"currency":"CNY",
///          "validity":"2026-01-01/2026-12-31"}}],
///          "lines":[{{"id":"{id}","code":"teams","name":{{"en":"Teams"}},"fund":"{id}","purpose":"teacher-teams"}}],
///          "entries":[{{"recorded":"2026-02-01","by":{{"id":"{id}","name":"Wang Fang"}},"change":{{"happened":{{
///              "effective":"2026-02-01",
///              "event":{{"allotted":{{"line":"{id}","amount":{{"amount":"100.00","currency":"CNY"}}}}}}}}}}}}]}}"#,
/// ))
/// .unwrap();
/// let expected = |on: &str, amount: &str, likelihood: &str| -> Expectation {
///     serde_json::from_str(&format!(
///         r#"{{"line":"{id}","on":"{on}","amount":{{"amount":"{amount}","currency":"CNY"}},
///              "likelihood":"{likelihood}","what":"a batch"}}"#,
///     ))
///     .unwrap()
/// };
/// let batches = [
///     expected("2026-03-01", "30.00", "sure"), // that day is over: it is in the budget, or it did not come
///     expected("2026-09-01", "40.00", "likely"),
///     expected("2026-10-01", "70.00", "possible"),
/// ];
/// let (now, end) = ("2026-06-01".parse().unwrap(), "2026-12-31".parse().unwrap());
/// let forecast = Forecast::project(&budget, &batches, now, end).unwrap();
/// let line: &LineForecast = &forecast.lines[0];
/// assert_eq!((line.least.is_zero(), line.expected.to_string()), (true, "CNY 40.00".to_owned()));
/// assert_eq!((line.most.to_string(), line.left.to_string()), ("CNY 110.00".to_owned(), "CNY 60.00".to_owned()));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Forecast {
    /// The day it was made for: all that has taken effect by its end is counted as it is.
    #[serde(with = "collegium_core::date")]
    pub as_of: NaiveDate,
    /// The last day whose expectations count.
    #[serde(with = "collegium_core::date")]
    pub until: NaiveDate,
    /// Each line without parts, by the codes of fund and line.
    pub lines: Vec<LineForecast>,
}

impl Forecast {
    /// Counts what is spent and promised on a day, and what is expected after it.
    ///
    /// # Errors
    ///
    /// [`ForecastError::UnknownLine`], [`ForecastError::WrongCurrency`] and [`ForecastError::NotPositive`] for an
    /// expectation; [`ForecastError::OutOfRange`] if the sum cannot be held.
    pub fn project(
        budget: &Budget,
        expectations: &[Expectation],
        as_of: NaiveDate,
        until: NaiveDate,
    ) -> Result<Self, ForecastError> {
        for expectation in expectations {
            fits(budget, expectation)?;
        }
        let state = budget.seen_on(as_of);
        let lines = state.positions().filter(|(line, _)| !budget.has_parts(*line));
        let lines = lines.filter_map(|(line, position)| {
            let (it, fund) = budget.line(line)?;
            let code = LineCode { fund: fund.code.clone(), line: it.code.clone() };
            let coming = expectations.iter().filter(|it| it.line == line && as_of < it.on && it.on <= until);
            let coming: Vec<_> = coming.collect();
            let up_to = |likelihood: Likelihood| {
                let counted = coming.iter().filter(|it| it.likelihood <= likelihood).map(|it| it.amount);
                let all = counted.chain([position.spent(), position.committed()]);
                Money::checked_sum(all, fund.currency)
            };
            let made = || {
                let (least, expected) = (up_to(Likelihood::Sure)?, up_to(Likelihood::Likely)?);
                let (allotted, most) = (position.allotted(), up_to(Likelihood::Possible)?);
                let left = allotted.checked_sub(expected)?;
                Ok(LineForecast { line, code: code.clone(), allotted, least, expected, most, left })
            };
            let out_of_range =
                |_: collegium_core::money::MoneyError| ForecastError::OutOfRange { line: code.clone() };
            Some(made().map_err(out_of_range))
        });
        let mut lines: Vec<_> = lines.collect::<Result<_, _>>()?;
        lines.sort_by(|a, b| a.code.cmp(&b.code));
        Ok(Self { as_of, until, lines })
    }
}

fn fits(budget: &Budget, expectation: &Expectation) -> Result<(), ForecastError> {
    let Expectation { line, amount, .. } = expectation;
    let held = budget.line(*line).filter(|_| !budget.has_parts(*line));
    let (_, fund) = held.ok_or(ForecastError::UnknownLine { line: *line })?;
    let (expected, given) = (fund.currency, amount.currency());
    if expected != given {
        return Err(ForecastError::WrongCurrency { expected, given });
    }
    if amount.units() > 0 { Ok(()) } else { Err(ForecastError::NotPositive { amount: *amount }) }
}

/// Why there is no forecast.
///
/// # Example
///
/// ```
/// use collegium_funding::ForecastError;
/// let error = ForecastError::NotPositive { amount: "CNY 0".parse().unwrap() };
/// assert_eq!(error.to_string(), "CNY 0.00 cannot be expected: give a positive amount");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum ForecastError {
    /// The budget has no such line, or it has parts.
    #[error("the budget has no line `{line}` on which money is booked")]
    UnknownLine {
        /// What was asked for.
        line: BudgetLineId,
    },
    /// An amount is not in the currency of its line.
    #[error("the line is kept in {expected}, not in {given}: exchange the amount first")]
    WrongCurrency {
        /// The line's.
        expected: Currency,
        /// The one given.
        given: Currency,
    },
    /// An amount is zero or less.
    #[error("{amount} cannot be expected: give a positive amount")]
    NotPositive {
        /// The amount.
        amount: Money,
    },
    /// The sum is beyond the greatest amount that can be held.
    #[error("what is expected of `{line}` is out of range: amounts have fewer than 2^96 minor units")]
    OutOfRange {
        /// The line.
        line: LineCode,
    },
}
