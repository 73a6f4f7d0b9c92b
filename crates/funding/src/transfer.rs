//! How much may be shifted between the lines of a fund, and who must agree.

use chrono::NaiveDate;
use collegium_core::{
    Approval, Fraction, Money, Preset, Rounding, Share, Source, Status, approval::ApprovalStep,
    entity::BudgetLineId,
};
use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::{Budget, BudgetEvent, BudgetEventError, limits::steps_of};

/// The fields of [`TransferRules`] before they are checked.
///
/// # Example
///
/// ```
/// use collegium_funding::{TransferRules, TransferRulesError};
/// let mut draft = TransferRules::tenth_free().load().unwrap().draft();
/// draft.most = "5%".parse().unwrap();
/// assert_eq!(TransferRules::try_from(draft), Err(TransferRulesError::MostBelowFree));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TransferRulesDraft {
    /// The share of what a line was allotted that may be shifted away in a year without anybody's approval.
    pub free: Share,
    /// Who must approve more.
    pub beyond: ApprovalStep,
    /// Who must approve any shift to a line for another purpose.
    pub between_purposes: ApprovalStep,
    /// The greatest share that may be shifted away in a year, whoever approves.
    pub most: Share,
    /// The document that fixes this.
    pub source: Source,
    /// Whether that document was read.
    pub status: Status,
}

/// How much may be shifted between the lines of a fund, and who must agree.
///
/// What counts is all that is shifted away from a line in the year of its fund, together, also what took effect after a
/// shift that is recorded late; its measure is what the line was allotted up to the day, before anything was shifted.
///
/// # Validity
///
/// The greatest share is not below the free one.
///
/// # Wire form
///
/// `{"free":"10%","beyond":{…},"between_purposes":{…},"most":"100%","source":{…},"status":"unverified"}`.
///
/// # Example
///
/// ```
/// use collegium_funding::TransferRules;
/// let rules = TransferRules::tenth_free().load().unwrap();
/// assert_eq!((rules.free.to_string().as_str(), rules.beyond.role.as_str()), ("10%", "office-director"));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "TransferRulesDraft", into = "TransferRulesDraft")]
pub struct TransferRules(TransferRulesDraft);

collegium_core::record!(TransferRules, TransferRulesDraft, TransferRulesError);
collegium_core::rules!(TransferRules);

impl TransferRules {
    /// A tenth is free; more needs the director of the international office, another purpose the president. The shares
    /// are ours.
    #[must_use]
    pub const fn tenth_free() -> Preset<Self> {
        Preset::new("transfers-tenth-free", include_str!("../presets/transfers-tenth-free.json"))
    }

    /// Who must approve a shift on a day; nobody if `None`.
    ///
    /// # Example
    ///
    /// ```
    /// use collegium_funding::{Budget, TransferError, TransferRules};
    /// let [id, other] = ["67e55044-10b1-426f-9247-bb680e5fe0c8", "67e55044-10b1-426f-9247-bb680e5fe0c9"];
    /// let line = |id: &str, code: &str| {
    ///     let fund = "67e55044-10b1-426f-9247-bb680e5fe0c8";
    ///     format!(r#"{{"id":"{id}","code":"{code}","name":{{"en":"A line"}},"fund":"{fund}","purpose":"teacher-teams"}}"#)
    /// };
    /// let budget: Budget = serde_json::from_str(&format!(
    ///     r#"{{"funds":[{{"id":"{id}","code":"F-2026","name":{{"en":"Special fund"}},"source":"municipal",
    ///          "purposes":["teacher-teams"],"earmark":{{"document":"Grant 2026-17","date":"2026-01-15"}},"currency":"CNY",
    ///          "validity":"2026-01-01/2026-12-31"}}],
    ///          "lines":[{},{}],
    ///          "entries":[{{"recorded":"2026-02-01","by":{{"id":"{id}","name":"Wang Fang"}},"change":{{"happened":{{
    ///              "effective":"2026-02-01",
    ///              "event":{{"allotted":{{"line":"{id}","amount":{{"amount":"100.00","currency":"CNY"}}}}}}}}}}}}]}}"#,
    ///     line(id, "teams"), line(other, "trips"),
    /// ))
    /// .unwrap();
    /// let rules = TransferRules::tenth_free().load().unwrap();
    /// let (from, to, day) = (id.parse().unwrap(), other.parse().unwrap(), "2026-03-01".parse().unwrap());
    /// assert_eq!(rules.needs(&budget, from, to, "CNY 10".parse().unwrap(), day), Ok(None));
    /// let shift = (from, to, "CNY 10.01".parse().unwrap());
    /// let refused = rules.permits(&budget, shift, None, day).unwrap_err();
    /// assert!(matches!(refused, TransferError::NotApproved { needed, .. } if needed.role.as_str() == "office-director"));
    /// ```
    ///
    /// # Errors
    ///
    /// [`TransferError::TooMuch`] if nobody may; [`TransferError::Refused`] if the budget cannot hold the shift at all.
    pub fn needs(
        &self,
        budget: &Budget,
        from: BudgetLineId,
        to: BudgetLineId,
        amount: Money,
        on: NaiveDate,
    ) -> Result<Option<&ApprovalStep>, TransferError> {
        let event = BudgetEvent::Shifted { from, to, amount };
        let refused = |error| TransferError::Refused { error: Box::new(error) };
        budget.check(on, &event).map_err(refused)?;
        let (gone, measure) = shifted(budget, from, amount, on);
        let within = |share: Share| {
            let most = measure.checked_mul(&Fraction::from(share), Rounding::Floor);
            most.is_ok_and(|most| gone.units() <= most.units())
        };
        if !within(self.most) {
            return Err(TransferError::TooMuch {
                gone,
                measure,
                most: self.most,
                rule: Box::new(self.source.clone()),
            });
        }
        let purpose = |line| budget.line(line).map(|(line, _)| &line.purpose);
        Ok(if purpose(from) == purpose(to) {
            (!within(self.free)).then_some(&self.beyond)
        } else {
            Some(&self.between_purposes)
        })
    }

    /// Whether a shift is approved as it must be, if it must be.
    ///
    /// # Errors
    ///
    /// [`TransferError::NotApproved`] if an approval is missing, or not by the one who must approve; those of
    /// [`TransferRules::needs`].
    pub fn permits(
        &self,
        budget: &Budget,
        (from, to, amount): (BudgetLineId, BudgetLineId, Money),
        approval: Option<&Approval>,
        on: NaiveDate,
    ) -> Result<(), TransferError> {
        let Some(needed) = self.needs(budget, from, to, amount, on)? else {
            return Ok(());
        };
        let approved = approval.and_then(|approval| steps_of(approval, on));
        if approved.is_some_and(|steps| steps.contains(needed)) {
            return Ok(());
        }
        Err(TransferError::NotApproved { needed: needed.clone(), rule: Box::new(self.source.clone()) })
    }
}

/// What is shifted away from a line in the year of a day, with this amount, and what the line was allotted.
fn shifted(budget: &Budget, line: BudgetLineId, amount: Money, on: NaiveDate) -> (Money, Money) {
    let zero = Money::zero(amount.currency());
    let fund = budget.line(line).map(|(_, fund)| fund.id);
    let (mut before, mut gone, mut come) = (zero, zero, zero);
    for (_, effective, entry) in budget.standing() {
        match entry.event() {
            Some(BudgetEvent::CarriedOver { fund: ended, .. }) if Some(*ended) == fund => {
                if effective > on {
                    break;
                }
                (before, gone, come) = (zero, zero, zero);
            }
            Some(BudgetEvent::Shifted { from, to, amount }) if from != to => {
                gone = if *from == line { plus(gone, *amount) } else { gone };
                before = if effective <= on { gone } else { before };
                come = if *to == line && effective <= on { plus(come, *amount) } else { come };
            }
            _ => {}
        }
    }
    let now = budget.seen_on(on).position(line).map_or(zero, |position| position.allotted());
    (plus(gone, amount), plus(plus(now, before), come.negated()))
}

fn plus(one: Money, two: Money) -> Money {
    one.checked_add(two).unwrap_or(one)
}

impl TransferRulesDraft {
    fn check(self) -> Result<Self, TransferRulesError> {
        if self.most < self.free { Err(TransferRulesError::MostBelowFree) } else { Ok(self) }
    }
}

/// Why there are no such rules.
///
/// # Example
///
/// ```
/// use collegium_funding::TransferRulesError;
/// let text = "the greatest share of a line that may be shifted away cannot be below the free one";
/// assert_eq!(TransferRulesError::MostBelowFree.to_string(), text);
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum TransferRulesError {
    /// More is free than is allowed at all.
    #[error("the greatest share of a line that may be shifted away cannot be below the free one")]
    MostBelowFree,
}

/// Why money may not be shifted.
///
/// # Example
///
/// ```
/// use collegium_funding::{TransferError, TransferRules};
/// let rules = TransferRules::tenth_free().load().unwrap();
/// let error = TransferError::NotApproved { needed: rules.beyond.clone(), rule: Box::new(rules.source.clone()) };
/// assert!(error.to_string().starts_with("the shift needs the approval of office-director (school)"));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum TransferError {
    /// More would be shifted away from the line in a year than the rules allow.
    #[error(
        "{gone} of the {measure} of the line would be shifted away this year, and at most {most} may ({rule})"
    )]
    TooMuch {
        /// All that would be shifted away.
        gone: Money,
        /// What the line was allotted.
        measure: Money,
        /// The greatest share.
        most: Share,
        /// The document that fixes it.
        rule: Box<Source>,
    },
    /// It is not approved, or not by the one who must.
    #[error("the shift needs the approval of {needed} ({rule})")]
    NotApproved {
        /// Who must approve.
        needed: ApprovalStep,
        /// The document that says so.
        rule: Box<Source>,
    },
    /// The budget refuses it.
    #[error(transparent)]
    Refused {
        /// Why.
        error: Box<collegium_core::history::HistoryError<BudgetEventError>>,
    },
}
