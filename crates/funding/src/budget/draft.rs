//! The fields of a budget, and whether its funds and lines fit together.

use std::collections::BTreeSet;

use collegium_core::{
    Period, RecordCode, Source,
    entity::{BudgetLineId, FundId},
    history::{Entry, HistoryError},
};
use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::{
    BudgetEvent, BudgetEventError, BudgetLine, LineCode,
    frame::{Place, Places},
    register::Register,
};
use crate::{ControlRules, CostKind, Fund, Purpose};

/// The fields of a [`Budget`](crate::Budget) before they are checked.
///
/// # Example
///
/// ```
/// use collegium_funding::{Budget, BudgetDraft, BudgetError};
/// let draft = BudgetDraft { funds: vec![], lines: vec![], control: None, entries: vec![] };
/// assert_eq!(Budget::try_from(draft), Err(BudgetError::NoFund));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BudgetDraft {
    /// The funds.
    pub funds: Vec<Fund>,
    /// The parts the funds are divided into.
    pub lines: Vec<BudgetLine>,
    /// What is done when more is asked for than there is; without rules it is refused everywhere.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub control: Option<ControlRules>,
    /// Everything that happened, in the order it was recorded.
    pub entries: Vec<Entry<BudgetEvent>>,
}

impl BudgetDraft {
    /// Where each line and its fund stand, if the two lists fit together.
    pub(super) fn places(&self) -> Result<Places, BudgetError> {
        if self.funds.is_empty() {
            return Err(BudgetError::NoFund);
        }
        let (mut funds, mut codes) = (Register::new(), BTreeSet::new());
        for fund in &self.funds {
            if !funds.add(fund.id) || !codes.insert(&fund.code) {
                return Err(BudgetError::FundTwice { code: fund.code.clone() });
            }
        }
        let (mut lines, mut codes) = (Register::new(), BTreeSet::new());
        for line in &self.lines {
            let fund = self.check_line(line, &funds)?;
            let place = Place { line: line.id, fund, above: Vec::new(), has_parts: false };
            if !lines.add(place) || !codes.insert((fund, &line.code)) {
                return Err(BudgetError::LineTwice { line: self.label(line) });
            }
        }
        self.grow(&mut lines)?;
        Ok(Places { funds, lines })
    }

    fn label(&self, line: &BudgetLine) -> LineCode {
        let fund = self.funds.iter().find(|fund| fund.id == line.fund);
        // INVARIANT: asked only of lines whose fund is there.
        let fund = fund.map_or_else(|| line.code.clone(), |fund| fund.code.clone());
        LineCode { fund, line: line.code.clone() }
    }

    /// The place of the line's fund, if the fund is there and the line is as the fund allows.
    fn check_line(&self, line: &BudgetLine, funds: &Register<FundId>) -> Result<usize, BudgetError> {
        let of = funds.place(line.fund).and_then(|at| Some((at, self.funds.get(at)?)));
        let unknown = || BudgetError::UnknownFund { line: line.code.clone(), fund: line.fund };
        let (at, fund) = of.ok_or_else(unknown)?;
        if !fund.allows(&line.purpose) {
            let (purpose, earmark) = (line.purpose.clone(), fund.earmark.clone());
            return Err(BudgetError::WrongPurpose { line: self.label(line), purpose, earmark });
        }
        if let Some((kind, terms)) = line.kind.as_ref().zip(fund.terms.as_ref())
            && !terms.allows(kind)
        {
            let (kind, rule) = (kind.clone(), Box::new(terms.source.clone()));
            return Err(BudgetError::Ineligible { line: self.label(line), kind, rule });
        }
        match line.period {
            Some(period) if !fund.validity.covers(&period) => {
                Err(BudgetError::OutsideFund { line: self.label(line), period, days: fund.validity })
            }
            _ => Ok(at),
        }
    }

    /// Notes of each line what it is a part of, near to far, and whether it has parts.
    fn grow(&self, places: &mut Register<Place>) -> Result<(), BudgetError> {
        for (own, line) in self.lines.iter().enumerate() {
            let (mut above, mut part) = (Vec::new(), line);
            while let Some(parent) = part.part_of {
                let whole = places.place(parent).and_then(|at| Some((at, self.lines.get(at)?)));
                let whole = whole.filter(|(_, whole)| whole.fund == part.fund);
                let unknown = || BudgetError::UnknownWhole { line: self.label(line), parent };
                let (at, whole) = whole.ok_or_else(unknown)?;
                if at == own || above.len() > self.lines.len() {
                    return Err(BudgetError::Circle { line: self.label(line) });
                }
                above.push(at);
                part = whole;
            }
            if let Some(whole) = above.first().and_then(|whole| places.at_mut(*whole)) {
                whole.has_parts = true;
            }
            if let Some(place) = places.at_mut(own) {
                place.above = above;
            }
        }
        Ok(())
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
    /// A line is for costs its fund does not pay.
    #[error("`{line}` cannot pay `{kind}`: the fund does not ({rule})")]
    Ineligible {
        /// The line.
        line: LineCode,
        /// What it was to pay.
        kind: CostKind,
        /// The document that lists what the fund pays.
        rule: Box<Source>,
    },
    /// A line has days that its fund has not.
    #[error("`{line}` cannot be used on the days {period}: those of its fund are {days}")]
    OutsideFund {
        /// The line.
        line: LineCode,
        /// Its days.
        period: Period,
        /// Those of the fund.
        days: Period,
    },
    /// A line is a part of one that is not there, or of another fund.
    #[error("`{line}`, or what it is a part of, is a part of `{parent}`, which is no line of its fund")]
    UnknownWhole {
        /// The line.
        line: LineCode,
        /// What it was to be a part of.
        parent: BudgetLineId,
    },
    /// A line is a part of itself, by way of others.
    #[error("`{line}` is a part of itself, or of one that is")]
    Circle {
        /// The line.
        line: LineCode,
    },
    /// What is recorded cannot have happened.
    #[error(transparent)]
    Entry {
        /// Why.
        error: Box<HistoryError<BudgetEventError>>,
    },
}
