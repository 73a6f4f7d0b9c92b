//! Who may approve how much.

use chrono::NaiveDate;
use collegium_core::{
    Approval, Currency, Money, Preset, Source, Status,
    approval::{ApprovalEvent, ApprovalRoute, ApprovalRouteDraft, ApprovalStep},
};
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// How much one role at one level may approve.
///
/// # Wire form
///
/// `{"step":{"role":"dean","level":"college"},"up_to":{…}}`; `up_to` is left out where there is no limit.
///
/// # Example
///
/// ```
/// use collegium_funding::ApprovalLimit;
/// let limit: ApprovalLimit = serde_json::from_str(r#"{"step":{"role":"president","level":"school"}}"#).unwrap();
/// assert_eq!((limit.step.to_string().as_str(), limit.up_to), ("president (school)", None));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ApprovalLimit {
    /// The role and the level.
    pub step: ApprovalStep,
    /// The greatest amount; any amount if there is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub up_to: Option<Money>,
}

impl ApprovalLimit {
    fn allows(&self, amount: Money) -> Result<bool, ApprovalLimitError> {
        let Some(most) = self.up_to else { return Ok(true) };
        let (expected, given) = (most.currency(), amount.currency());
        if expected != given {
            return Err(ApprovalLimitError::WrongCurrency { expected, given });
        }
        Ok(amount.units() <= most.units())
    }
}

/// The fields of [`ApprovalLimits`] before they are checked.
///
/// # Example
///
/// ```
/// use collegium_funding::{ApprovalLimits, ApprovalLimitsError};
/// let mut draft = ApprovalLimits::three_levels().load().unwrap().draft();
/// draft.limits.swap(0, 1);
/// assert_eq!(ApprovalLimits::try_from(draft), Err(ApprovalLimitsError::NotRising));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ApprovalLimitsDraft {
    /// Each role with its limit, the lowest first.
    pub limits: Vec<ApprovalLimit>,
    /// The document that fixes them.
    pub source: Source,
    /// Whether that document was read.
    pub status: Status,
}

/// Who may approve how much.
///
/// That nobody approves their own request is no rule to choose: an [`Approval`] refuses it.
///
/// # Validity
///
/// At least one limit; the amounts are positive, rise, and are of one currency; only the last may be without one.
///
/// # Wire form
///
/// `{"limits":[…],"source":{…},"status":"unverified"}`.
///
/// # Example
///
/// ```
/// use collegium_funding::ApprovalLimits;
/// let limits = ApprovalLimits::three_levels().load().unwrap();
/// let role = |amount: &str| limits.step_for(amount.parse().unwrap()).unwrap().to_string();
/// assert_eq!(role("CNY 20000"), "dean (college)");
/// assert_eq!(role("CNY 20000.01"), "office-director (school)");
/// assert_eq!(role("CNY 5000000"), "president (school)");
/// let route = limits.route("CNY 50000".parse().unwrap()).unwrap();
/// assert_eq!(route.steps.len(), 1);
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "ApprovalLimitsDraft", into = "ApprovalLimitsDraft")]
pub struct ApprovalLimits(ApprovalLimitsDraft);

collegium_core::record!(ApprovalLimits, ApprovalLimitsDraft, ApprovalLimitsError);
collegium_core::rules!(ApprovalLimits);

impl ApprovalLimits {
    /// The dean of a college, the director of the international office, the president. The amounts are ours.
    #[must_use]
    pub const fn three_levels() -> Preset<Self> {
        Preset::new("limits-three-levels", include_str!("../presets/limits-three-levels.json"))
    }

    /// The lowest that may approve an amount.
    ///
    /// # Errors
    ///
    /// [`ApprovalLimitError::WrongCurrency`]; [`ApprovalLimitError::Beyond`] if nobody may.
    pub fn step_for(&self, amount: Money) -> Result<&ApprovalStep, ApprovalLimitError> {
        for limit in &self.limits {
            if limit.allows(amount)? {
                return Ok(&limit.step);
            }
        }
        Err(ApprovalLimitError::Beyond { amount, rule: Box::new(self.source.clone()) })
    }

    /// The route of a request for an amount: the one step that decides it.
    ///
    /// # Errors
    ///
    /// As [`ApprovalLimits::step_for`].
    pub fn route(&self, amount: Money) -> Result<ApprovalRoute, ApprovalLimitError> {
        let steps = vec![self.step_for(amount)?.clone()];
        let route = ApprovalRouteDraft { steps, source: self.source.clone(), status: self.status };
        // INVARIANT: one step.
        Ok(ApprovalRoute::try_from(route).unwrap_or_else(|_| unreachable!("a route of one step")))
    }

    /// Whether a request for an amount was approved by one who may.
    ///
    /// # Example
    ///
    /// ```
    /// use collegium_core::{Approval, history::Signature};
    /// use collegium_funding::{ApprovalLimitError, ApprovalLimits};
    /// let limits = ApprovalLimits::three_levels().load().unwrap();
    /// let day = "2026-03-01".parse().unwrap();
    /// let by = |id: &str, name| Signature::new(id.parse().unwrap(), name, day).unwrap();
    /// let clerk = by("67e55044-10b1-426f-9247-bb680e5fe0c8", "Wang Fang");
    /// let dean = by("67e55044-10b1-426f-9247-bb680e5fe0c9", "Li Na");
    ///
    /// let route = limits.route("CNY 20000".parse().unwrap()).unwrap();
    /// let mut approval = Approval::propose(&route, &clerk, &clerk).unwrap();
    /// assert!(approval.approve(&route.steps[0], &clerk, &clerk).is_err()); // nobody their own
    /// approval.approve(&route.steps[0], &dean, &dean).unwrap();
    /// assert_eq!(limits.permits(&approval, "CNY 20000".parse().unwrap(), day), Ok(()));
    /// let more = limits.permits(&approval, "CNY 30000".parse().unwrap(), day).unwrap_err();
    /// assert!(matches!(more, ApprovalLimitError::TooLow { .. }));
    /// ```
    ///
    /// # Errors
    ///
    /// [`ApprovalLimitError::NotApproved`] if it is not approved on the day; [`ApprovalLimitError::TooLow`] if none of its
    /// steps may approve so much; [`ApprovalLimitError::WrongCurrency`].
    pub fn permits(
        &self,
        approval: &Approval,
        amount: Money,
        as_of: NaiveDate,
    ) -> Result<(), ApprovalLimitError> {
        let steps = steps_of(approval, as_of).ok_or(ApprovalLimitError::NotApproved { as_of })?;
        for limit in self.limits.iter().filter(|limit| steps.contains(&limit.step)) {
            if limit.allows(amount)? {
                return Ok(());
            }
        }
        Err(ApprovalLimitError::TooLow {
            amount,
            needed: self.step_for(amount)?.clone(),
            rule: Box::new(self.source.clone()),
        })
    }
}

/// The steps of a request that is approved on a day; nothing if it is not.
pub(crate) fn steps_of(approval: &Approval, as_of: NaiveDate) -> Option<&[ApprovalStep]> {
    let until = approval.history().standing().take_while(|(_, effective, _)| *effective <= as_of);
    let asked = until.filter_map(|(.., event)| match event {
        ApprovalEvent::Requested { steps, .. } => Some(steps.as_slice()),
        _ => None,
    });
    asked.last().filter(|_| approval.is_approved_on(as_of))
}

impl ApprovalLimitsDraft {
    fn check(self) -> Result<Self, ApprovalLimitsError> {
        let Some((last, others)) = self.limits.split_last() else {
            return Err(ApprovalLimitsError::Empty);
        };
        if let Some(limit) = others.iter().find(|limit| limit.up_to.is_none()) {
            return Err(ApprovalLimitsError::NoLimit { step: limit.step.clone() });
        }
        let amounts: Vec<Money> = others.iter().chain([last]).filter_map(|limit| limit.up_to).collect();
        let first = amounts.first().map(|amount| amount.currency());
        if let Some(amount) = amounts.iter().find(|amount| Some(amount.currency()) != first) {
            return Err(ApprovalLimitsError::Currencies { other: amount.currency() });
        }
        let rises = amounts.is_sorted_by(|one, two| one.units() < two.units());
        let positive = amounts.iter().all(|amount| amount.units() > 0);
        if rises && positive { Ok(self) } else { Err(ApprovalLimitsError::NotRising) }
    }
}

/// Why there are no such limits.
///
/// # Example
///
/// ```
/// use collegium_funding::ApprovalLimitsError;
/// assert_eq!(ApprovalLimitsError::Empty.to_string(), "limits of approval need at least one");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum ApprovalLimitsError {
    /// There is none.
    #[error("limits of approval need at least one")]
    Empty,
    /// One before the last is without limit.
    #[error("`{step}` has no limit, and others follow: only the last may have none")]
    NoLimit {
        /// Whose it is.
        step: ApprovalStep,
    },
    /// The amounts are of two currencies.
    #[error("a limit is in {other} and another is not: write all of them in one currency")]
    Currencies {
        /// One that is not that of the first.
        other: Currency,
    },
    /// A limit is not above the one before, or not above zero.
    #[error("limits of approval must be positive and rise")]
    NotRising,
}

/// Why an amount is not approved.
///
/// # Example
///
/// ```
/// use collegium_funding::ApprovalLimitError;
/// let error = ApprovalLimitError::NotApproved { as_of: "2026-03-01".parse().unwrap() };
/// assert_eq!(error.to_string(), "the request is not approved on 2026-03-01");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum ApprovalLimitError {
    /// The request is open, rejected, returned or withdrawn.
    #[error("the request is not approved on {as_of}")]
    NotApproved {
        /// The day.
        as_of: NaiveDate,
    },
    /// Those who approved may not approve so much.
    #[error("{amount} needs the approval of {needed} ({rule})")]
    TooLow {
        /// The amount.
        amount: Money,
        /// The lowest that may approve it.
        needed: ApprovalStep,
        /// The document that fixes the limits.
        rule: Box<Source>,
    },
    /// Nobody may approve so much.
    #[error("nobody may approve {amount} ({rule})")]
    Beyond {
        /// The amount.
        amount: Money,
        /// The document that fixes the limits.
        rule: Box<Source>,
    },
    /// The limits are in another currency.
    #[error("the limits are in {expected}, not in {given}: exchange the amount first")]
    WrongCurrency {
        /// That of the limits.
        expected: Currency,
        /// The one given.
        given: Currency,
    },
}
