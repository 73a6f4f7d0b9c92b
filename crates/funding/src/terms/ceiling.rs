//! How much a fund pays at most.

use collegium_core::{Fraction, Money, Share, decimal::Rounding};
use serde::{Deserialize, Serialize};

use super::CostKind;

/// The most that a fund pays for a kind of costs.
///
/// # Wire form
///
/// `{"kind":"travel","limit":{"item":{…}}}`; the limit is one of `item`, `total` and `share`.
///
/// # Example
///
/// ```
/// use collegium_funding::{Ceiling, CeilingLimit};
/// let ceiling: Ceiling = serde_json::from_str(r#"{"kind":"equipment","limit":{"share":"10%"}}"#).unwrap();
/// assert_eq!(ceiling.kind.as_str(), "equipment");
/// assert!(matches!(ceiling.limit, CeilingLimit::Share(share) if share.to_string() == "10%"));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ceiling {
    /// The kind of costs.
    pub kind: CostKind,
    /// How much.
    pub limit: CeilingLimit,
}

/// How a ceiling is told.
///
/// All but `Item` hold for what is promised and spent from the first day of the fund, over its years.
///
/// # Example
///
/// ```
/// use collegium_funding::CeilingLimit;
/// let limit: CeilingLimit = serde_json::from_str(r#"{"total":{"amount":"900.00","currency":"EUR"}}"#).unwrap();
/// assert!(matches!(limit, CeilingLimit::Total(most) if most.to_string() == "EUR 900.00"));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CeilingLimit {
    /// The most of one promise, one invoice that exceeds its promise, or one direct payment.
    Item(Money),
    /// The most in all.
    Total(Money),
    /// The most in all, as a share of what the fund was allotted; a fraction of a minor unit is cut off.
    Share(Share),
}

impl CeilingLimit {
    pub(super) const fn amount(self) -> Option<Money> {
        match self {
            Self::Item(amount) | Self::Total(amount) => Some(amount),
            Self::Share(_) => None,
        }
    }

    /// The most that may be, and what would be: of a fund that received so much, with this used in all and in this item.
    pub(crate) fn holds(self, received: Money, used: Money, item: Money) -> (Money, Money) {
        match self {
            Self::Item(most) => (most, item),
            Self::Total(most) => (most, used),
            Self::Share(share) => {
                // INVARIANT: a share of an amount that can be held can be held.
                let most = received.checked_mul(&Fraction::from(share), Rounding::Floor);
                (most.unwrap_or_else(|_| unreachable!("a share is at most the whole")), used)
            }
        }
    }
}
