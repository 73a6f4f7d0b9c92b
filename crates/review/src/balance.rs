//! The four balances of a year.

mod reckon;
mod rules;

use collegium_core::{Findings, LocalizedText, Ratio, Share};
use serde::{Deserialize, Serialize};

pub use reckon::reckon;
pub use rules::{
    BalanceCode, BalanceFormula, BalanceRule, BalanceRules, BalanceRulesDraft, BalanceRulesError,
};

/// One balance of the year: a rate, and where it should lie.
///
/// # Wire form
///
/// `{"code":"…","name":{…},"rate":{…},"low":"30%","high":"70%","verdict":"within"}`.
///
/// # Example
///
/// ```
/// use collegium_review::{Balance, Verdict};
/// let balance: Balance = serde_json::from_str(
///     r#"{"code":"out-and-in","name":{"en":"Going out and bringing in","zh":"走出去与引进来"},
///         "rate":{"part":"1","whole":"10","of":"activities of the period"},"low":"30%","high":"70%","verdict":"below"}"#,
/// )
/// .unwrap();
/// assert_eq!(balance.verdict, Verdict::Below);
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Balance {
    /// Which balance.
    pub code: BalanceCode,
    /// Its name.
    pub name: LocalizedText,
    /// The rate that stands for it.
    pub rate: Ratio,
    /// The least share that is in balance.
    pub low: Share,
    /// The greatest share that is in balance.
    pub high: Share,
    /// Where the rate lies.
    pub verdict: Verdict,
}

/// Where a rate lies, seen from its band. Both ends belong to the band.
///
/// # Wire form
///
/// `"below"`, `"within"`, `"above"` or `"undefined"`.
///
/// # Example
///
/// ```
/// use collegium_core::{Ratio, Share};
/// use collegium_review::Verdict;
/// let (low, high) = (Share::percent(30).unwrap(), Share::percent(70).unwrap());
/// let of = |part, whole| Verdict::of(&Ratio::count(part, whole, "activities").unwrap(), low, high);
/// assert_eq!((of(29, 100), of(3, 10), of(7, 10), of(71, 100)), (Verdict::Below, Verdict::Within, Verdict::Within, Verdict::Above));
/// assert_eq!(of(0, 0), Verdict::Undefined);
/// assert_eq!(Verdict::Within.to_string(), "within the band");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// Less than the band.
    Below,
    /// In the band.
    Within,
    /// More than the band.
    Above,
    /// There is no rate.
    Undefined,
}

impl Verdict {
    /// Compares a rate with a band, exactly.
    #[must_use]
    pub fn of(rate: &Ratio, low: Share, high: Share) -> Self {
        match (rate.compare(low), rate.compare(high)) {
            (Some(low), _) if low.is_lt() => Self::Below,
            (_, Some(high)) if high.is_gt() => Self::Above,
            (Some(_), Some(_)) => Self::Within,
            _ => Self::Undefined,
        }
    }
}

impl std::fmt::Display for Verdict {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Below => "below the band",
            Self::Within => "within the band",
            Self::Above => "above the band",
            Self::Undefined => "not defined",
        })
    }
}

/// The balances of a year, and what they say.
///
/// # Example
///
/// ```
/// use collegium_partnerships::PartnershipRecords;
/// use collegium_review::{BalanceRules, reckon};
/// let rules = BalanceRules::four().load().unwrap();
/// let year = "2025-09-01/2026-08-31".parse().unwrap();
/// let balances = reckon(&rules, &PartnershipRecords::default(), year, "2026-03-01".parse().unwrap());
/// assert_eq!(balances.balances.len(), 4);
/// assert!(balances.findings.iter().any(|finding| finding.code == collegium_review::rule::RV0102));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Balances {
    /// The balances, in the order of the rules.
    pub balances: Vec<Balance>,
    /// What was found.
    pub findings: Findings,
}
