//! What a fund pays by a rate in place of what was spent.

use std::collections::BTreeSet;

use collegium_core::{Fraction, Money, Share, Source, decimal::Rounding};
use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::{CostKind, FundTerms};

collegium_core::identifier! {
    /// What a unit cost is paid for: `person-day`, `participant`, `participant.500-1999-km`.
    ///
    /// # Example
    ///
    /// ```
    /// use collegium_funding::FlatUnit;
    /// assert_eq!(FlatUnit::new("person-day").unwrap().as_str(), "person-day");
    /// ```
    pub struct FlatUnit("unit of a flat rate");
}

/// A rate for a kind of costs.
///
/// # Wire form
///
/// `{"kind":"indirect","base":{"share":{"share":"7%","of":["travel","lodging"]}}}` or
/// `{"kind":"organisation","base":{"unit":{"unit":"participant","amount":{…}}}}`.
///
/// # Example
///
/// ```
/// use collegium_funding::FlatRate;
/// let rate: FlatRate =
///     serde_json::from_str(r#"{"kind":"indirect","base":{"share":{"share":"7%","of":["travel"]}}}"#).unwrap();
/// assert_eq!(rate.kind.as_str(), "indirect");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FlatRate {
    /// The kind of costs it pays.
    pub kind: CostKind,
    /// What it is a rate of.
    pub base: FlatRateBase,
}

/// What a flat rate is a rate of.
///
/// # Example
///
/// ```
/// use collegium_funding::FlatRateBase;
/// let amount = "EUR 350".parse().unwrap();
/// let base = FlatRateBase::Unit { unit: "participant".parse().unwrap(), amount };
/// assert!(serde_json::to_string(&base).unwrap().starts_with(r#"{"unit":{"unit":"participant""#));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum FlatRateBase {
    /// A share of what is spent on other kinds of costs.
    Share {
        /// The share.
        share: Share,
        /// The other kinds; none means all that are not paid by such a share.
        #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
        of: BTreeSet<CostKind>,
    },
    /// An amount for each unit.
    Unit {
        /// The unit.
        unit: FlatUnit,
        /// How much for one.
        amount: Money,
    },
}

impl FlatRateBase {
    pub(super) const fn amount(&self) -> Option<Money> {
        match self {
            Self::Share { .. } => None,
            Self::Unit { amount, .. } => Some(*amount),
        }
    }

    pub(super) const fn unit(&self) -> Option<&FlatUnit> {
        match self {
            Self::Share { .. } => None,
            Self::Unit { unit, .. } => Some(unit),
        }
    }
}

impl FlatRate {
    /// Every kind of costs it speaks of.
    pub(super) fn kinds(&self) -> impl Iterator<Item = &CostKind> {
        let others = match &self.base {
            FlatRateBase::Share { of, .. } => Some(of),
            FlatRateBase::Unit { .. } => None,
        };
        [&self.kind].into_iter().chain(others.into_iter().flatten())
    }
}

impl FundTerms {
    /// What a kind of costs that is paid as a share comes to, for these direct costs; a half of a minor unit is rounded up.
    ///
    /// # Example
    ///
    /// ```
    /// use collegium_funding::{FlatRateError, FundTerms};
    /// let terms = FundTerms::eu_actual_costs().load().unwrap();
    /// let direct = "EUR 0.50".parse().unwrap();
    /// assert_eq!(terms.share_of(&"indirect".parse().unwrap(), direct).unwrap(), "EUR 0.04".parse().unwrap());
    /// let error = terms.share_of(&"travel".parse().unwrap(), direct).unwrap_err();
    /// assert!(matches!(error, FlatRateError::NoRate { .. }));
    /// ```
    ///
    /// # Errors
    ///
    /// [`FlatRateError::NoRate`] if the kind is not paid by a share.
    pub fn share_of(&self, kind: &CostKind, direct: Money) -> Result<Money, FlatRateError> {
        let share = self.flat_rates.iter().find_map(|rate| match rate.base {
            FlatRateBase::Share { share, .. } if rate.kind == *kind => Some(share),
            _ => None,
        });
        let share = share.ok_or_else(|| self.no_rate(kind))?;
        let amount = direct.checked_mul(&Fraction::from(share), Rounding::HalfUp);
        amount.map_err(|_| FlatRateError::OutOfRange { kind: kind.clone() })
    }

    /// What a kind of costs that is paid by units comes to, for so many.
    ///
    /// # Example
    ///
    /// ```
    /// use collegium_funding::FundTerms;
    /// let terms = FundTerms::erasmus_2014().load().unwrap();
    /// let organisation = "organisational-support".parse().unwrap();
    /// let support = terms.units(&organisation, &"participant".parse().unwrap(), 20).unwrap();
    /// assert_eq!(support, "EUR 7000".parse().unwrap());
    /// ```
    ///
    /// # Errors
    ///
    /// [`FlatRateError::NoRate`] if the kind is not paid by this unit; [`FlatRateError::OutOfRange`].
    pub fn units(&self, kind: &CostKind, unit: &FlatUnit, number: u32) -> Result<Money, FlatRateError> {
        let ours = |rate: &&super::FlatRate| rate.kind == *kind && rate.base.unit() == Some(unit);
        let rate = self.flat_rates.iter().find(ours).and_then(|rate| rate.base.amount());
        let amount = rate.ok_or_else(|| self.no_rate(kind))?;
        let units = amount.units().checked_mul(number.into());
        let total = units.and_then(|units| Money::from_units(units, amount.currency()).ok());
        total.ok_or_else(|| FlatRateError::OutOfRange { kind: kind.clone() })
    }

    fn no_rate(&self, kind: &CostKind) -> FlatRateError {
        FlatRateError::NoRate { kind: kind.clone(), rule: Box::new(self.source.clone()) }
    }
}

/// Why a flat rate tells no amount.
///
/// # Example
///
/// ```
/// use collegium_funding::FlatRateError;
/// let error = FlatRateError::OutOfRange { kind: "travel".parse().unwrap() };
/// assert_eq!(error.to_string(), "the amount for `travel` is out of range: amounts have fewer than 2^96 minor units");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum FlatRateError {
    /// The terms have no such rate.
    #[error("there is no such flat rate for `{kind}` ({rule})")]
    NoRate {
        /// The kind of costs.
        kind: CostKind,
        /// The document that fixes the rates.
        rule: Box<Source>,
    },
    /// The amount is too great.
    #[error("the amount for `{kind}` is out of range: amounts have fewer than 2^96 minor units")]
    OutOfRange {
        /// The kind of costs.
        kind: CostKind,
    },
}
