//! What the lines of a budget are to be given, version by version.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use collegium_core::{Approval, Currency, Line, Money, Period, entity::BudgetLineId};
use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::BudgetEvent;

/// One version of a plan: what each line is to be given in all.
///
/// # Wire form
///
/// `{"reason":"…","amounts":{"…":{…}},"approval":[…]}`; the entries of the [`Approval`].
///
/// # Example
///
/// ```
/// use collegium_funding::PlanVersion;
/// let id = "67e55044-10b1-426f-9247-bb680e5fe0c8";
/// let version: PlanVersion = serde_json::from_str(&format!(
///     r#"{{"reason":"first draft","amounts":{{"{id}":{{"amount":"900.00","currency":"CNY"}}}},
///          "approval":[{{"recorded":"2026-01-10","by":{{"id":"{id}","name":"Wang Fang"}},"change":{{"happened":{{
///              "effective":"2026-01-10","event":{{"requested":{{"by":{{"id":"{id}","name":"Wang Fang"}},
///              "steps":[{{"role":"president","level":"school"}}]}}}}}}}}}}]}}"#,
/// ))
/// .unwrap();
/// assert_eq!(version.amounts.len(), 1);
/// assert!(!version.approval.is_approved_on("2026-12-31".parse().unwrap()));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlanVersion {
    /// Why there is this version.
    pub reason: Line,
    /// What each line is to be given, from nothing; a line that is not named, nothing.
    #[serde(deserialize_with = "collegium_core::word::unique_map")]
    pub amounts: BTreeMap<BudgetLineId, Money>,
    /// Who asked for it and who decided.
    pub approval: Approval,
}

/// The fields of a [`BudgetPlan`] before they are checked.
///
/// # Example
///
/// ```
/// use collegium_funding::{BudgetPlan, BudgetPlanDraft, BudgetPlanError};
/// let draft = BudgetPlanDraft { period: "2026-01-01/2026-12-31".parse().unwrap(), versions: vec![] };
/// assert_eq!(BudgetPlan::try_from(draft), Err(BudgetPlanError::NoVersion));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BudgetPlanDraft {
    /// The days it is for: a year. A budget of several years has a plan for each.
    pub period: Period,
    /// The versions, numbered from 1 in this order.
    pub versions: Vec<PlanVersion>,
}

/// What the lines of a budget are to be given in a year, version by version.
///
/// A plan moves no money. Once a version is approved, its [`changes`](Self::changes) are recorded in a
/// [`Budget`](crate::Budget).
///
/// # Validity
///
/// At least one version; all amounts of one version are in one currency a line, and not below zero.
///
/// # Wire form
///
/// `{"period":"2026-01-01/2026-12-31","versions":[…]}`.
///
/// # Example
///
/// ```
/// use collegium_core::{Approval, approval::ApprovalRoute, history::Signature};
/// use collegium_funding::{BudgetEvent, BudgetPlan, BudgetPlanDraft, PlanVersion};
/// let id = "67e55044-10b1-426f-9247-bb680e5fe0c8";
/// let day = |text: &str| text.parse().unwrap();
/// let by = |id: &str, name: &str, on: &str| Signature::new(id.parse().unwrap(), name, day(on)).unwrap();
/// let route: ApprovalRoute = serde_json::from_str(
///     r#"{"steps":[{"role":"president","level":"school"}],"source":{"document":"Rule 7","date":"2026-01-01"},
///         "status":"verified"}"#,
/// )
/// .unwrap();
/// let version = |reason: &str, amount: &str, on: &str| {
///     let (clerk, president) = (by(id, "Wang Fang", on), by("67e55044-10b1-426f-9247-bb680e5fe0c9", "Li Na", on));
///     let mut approval = Approval::propose(&route, &clerk, &clerk).unwrap();
///     approval.approve(&route.steps[0], &president, &president).unwrap();
///     let amounts = [(id.parse().unwrap(), amount.parse().unwrap())].into();
///     PlanVersion { reason: reason.parse().unwrap(), amounts, approval }
/// };
/// let versions = vec![version("the year", "CNY 900", "2026-01-10"), version("less is granted", "CNY 700", "2026-06-01")];
/// let plan = BudgetPlan::try_from(BudgetPlanDraft { period: "2026-01-01/2026-12-31".parse().unwrap(), versions }).unwrap();
///
/// assert_eq!(plan.in_force_on(day("2026-01-09")), None);
/// assert_eq!(plan.in_force_on(day("2026-02-01")).unwrap().0, 1);
/// let second = plan.changes(2, day("2026-06-01")).unwrap();
/// assert_eq!(second, [BudgetEvent::Cut { line: id.parse().unwrap(), amount: "CNY 200".parse().unwrap() }]);
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "BudgetPlanDraft", into = "BudgetPlanDraft")]
pub struct BudgetPlan(BudgetPlanDraft);

collegium_core::record!(BudgetPlan, BudgetPlanDraft, BudgetPlanError);

impl BudgetPlan {
    /// The latest version that is approved on a day, with its number.
    #[must_use]
    pub fn in_force_on(&self, as_of: NaiveDate) -> Option<(usize, &PlanVersion)> {
        self.approved(as_of).last()
    }

    /// What is to be recorded in a budget to go from the approved version before one to that one: what is taken back
    /// first, then what is given.
    ///
    /// # Errors
    ///
    /// [`BudgetPlanError::NoSuchVersion`]; [`BudgetPlanError::NotApproved`] if it is not approved on the day.
    pub fn changes(&self, number: usize, as_of: NaiveDate) -> Result<Vec<BudgetEvent>, BudgetPlanError> {
        let version = number.checked_sub(1).and_then(|place| self.versions.get(place));
        let version =
            version.ok_or(BudgetPlanError::NoSuchVersion { number, versions: self.versions.len() })?;
        if !version.approval.is_approved_on(as_of) {
            return Err(BudgetPlanError::NotApproved { number, as_of });
        }
        let before = self.approved(as_of).take_while(|(earlier, _)| *earlier < number).last();
        let nothing = BTreeMap::new();
        let before = before.map_or(&nothing, |(_, version)| &version.amounts);
        let lines = before.keys().chain(version.amounts.keys().filter(|line| !before.contains_key(line)));
        let changes = lines.filter_map(|line| change(*line, before.get(line), version.amounts.get(line)));
        let mut changes: Vec<_> = changes.collect();
        changes.sort_by_key(|event| matches!(event, BudgetEvent::Allotted { .. }));
        Ok(changes)
    }

    fn approved(&self, as_of: NaiveDate) -> impl Iterator<Item = (usize, &PlanVersion)> {
        let numbered = (1..).zip(&self.versions);
        numbered.filter(move |(_, version)| version.approval.is_approved_on(as_of))
    }
}

/// What changes on a line; nothing if it stays.
fn change(line: BudgetLineId, before: Option<&Money>, after: Option<&Money>) -> Option<BudgetEvent> {
    let currency = before.or(after)?.currency();
    let of = |amount: Option<&Money>| amount.copied().unwrap_or_else(|| Money::zero(currency));
    // INVARIANT: versions have a line's amounts in one currency, and none is below zero.
    let more = of(after).checked_sub(of(before)).ok()?;
    match more.units() {
        0 => None,
        units if units > 0 => Some(BudgetEvent::Allotted { line, amount: more }),
        _ => Some(BudgetEvent::Cut { line, amount: more.negated() }),
    }
}

impl BudgetPlanDraft {
    fn check(self) -> Result<Self, BudgetPlanError> {
        if self.versions.is_empty() {
            return Err(BudgetPlanError::NoVersion);
        }
        let amounts = || self.versions.iter().flat_map(|version| &version.amounts);
        if let Some((_, amount)) = amounts().find(|(_, amount)| amount.is_negative()) {
            return Err(BudgetPlanError::Negative { amount: *amount });
        }
        let mut currencies: BTreeMap<&BudgetLineId, Currency> = BTreeMap::new();
        let mut all = amounts();
        let other = all.find(|(line, amount)| {
            *currencies.entry(line).or_insert_with(|| amount.currency()) != amount.currency()
        });
        match other.map(|(line, amount)| (*line, amount.currency())) {
            Some((line, other)) => Err(BudgetPlanError::Currencies { line, other }),
            None => Ok(self),
        }
    }
}

/// Why there is no such plan, or nothing to be recorded of it.
///
/// # Example
///
/// ```
/// use collegium_funding::BudgetPlanError;
/// let error = BudgetPlanError::NoSuchVersion { number: 3, versions: 2 };
/// assert_eq!(error.to_string(), "the plan has no version 3: it has 2, numbered from 1");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum BudgetPlanError {
    /// It has no version.
    #[error("a plan needs at least one version")]
    NoVersion,
    /// An amount is below zero.
    #[error("a line cannot be given {amount}: amounts must not be negative")]
    Negative {
        /// The amount.
        amount: Money,
    },
    /// A line has amounts in two currencies.
    #[error(
        "the line `{line}` has an amount in {other} and another is not: write all of them in one currency"
    )]
    Currencies {
        /// The line.
        line: BudgetLineId,
        /// The second currency.
        other: Currency,
    },
    /// There is no version of this number.
    #[error("the plan has no version {number}: it has {versions}, numbered from 1")]
    NoSuchVersion {
        /// The number asked for.
        number: usize,
        /// How many there are.
        versions: usize,
    },
    /// The version is not approved.
    #[error("version {number} of the plan is not approved on {as_of}")]
    NotApproved {
        /// The version.
        number: usize,
        /// The day.
        as_of: NaiveDate,
    },
}
