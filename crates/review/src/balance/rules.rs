//! How a balance is reckoned, and where it should lie.

use std::collections::BTreeSet;

use collegium_core::{LocalizedText, Preset, Severity, Share, Source, Status};
use collegium_partnerships::Tier;
use serde::{Deserialize, Serialize};
use thiserror::Error;

collegium_core::identifier! {
    /// The name of a balance: `quantity-and-quality`.
    ///
    /// # Example
    ///
    /// ```
    /// use collegium_review::BalanceCode;
    /// assert_eq!(BalanceCode::new("out-and-in").unwrap().as_str(), "out-and-in");
    /// assert!(BalanceCode::new("Out and in").is_err());
    /// ```
    pub struct BalanceCode("balance");
}

/// What a balance is counted from.
///
/// # Wire form
///
/// `"with_result"`, `{"with_tiers":{"tiers":["strategic"]}}`, `{"long_terms":{"months":36}}` or `"taken_abroad"`.
///
/// # Example
///
/// ```
/// use collegium_review::BalanceFormula;
/// let formula: BalanceFormula = serde_json::from_str(r#"{"long_terms":{"months":36}}"#).unwrap();
/// assert_eq!(formula, BalanceFormula::LongTerms { months: 36 });
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum BalanceFormula {
    /// Of the activities of the period that are over, those with a result: quantity and quality.
    WithResult,
    /// Of the activities of the period with a partner, those with a partner of these tiers: expansion and focus.
    WithTiers {
        /// The tiers that are in focus.
        tiers: BTreeSet<Tier>,
    },
    /// Of the agreements in force on the day, those whose latest term is at least so long, or has no end: the short and
    /// the long term.
    LongTerms {
        /// The length, in months.
        months: u32,
    },
    /// Of the activities of the period, those that take something abroad: going out and bringing in.
    TakenAbroad,
}

/// One balance: its formula and its band.
///
/// # Wire form
///
/// `{"code":"out-and-in","name":{…},"formula":"taken_abroad","low":"30%","high":"70%"}`.
///
/// # Example
///
/// ```
/// use collegium_review::BalanceRules;
/// let rules = BalanceRules::four().load().unwrap();
/// assert_eq!(rules.balances[3].code.as_str(), "out-and-in");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BalanceRule {
    /// Which balance.
    pub code: BalanceCode,
    /// Its name.
    pub name: LocalizedText,
    /// What it is counted from.
    pub formula: BalanceFormula,
    /// The least share that is in balance; it belongs to the band.
    pub low: Share,
    /// The greatest share that is in balance; it belongs to the band.
    pub high: Share,
}

/// The fields of [`BalanceRules`] before they are checked.
///
/// # Example
///
/// ```
/// use collegium_core::Share;
/// use collegium_review::{BalanceRules, BalanceRulesError};
/// let mut draft = BalanceRules::four().load().unwrap().draft();
/// draft.balances[0].low = Share::ONE;
/// draft.balances[0].high = Share::ZERO;
/// assert!(matches!(BalanceRules::try_from(draft), Err(BalanceRulesError::Reversed { .. })));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BalanceRulesDraft {
    /// The balances, in the order they are told.
    pub balances: Vec<BalanceRule>,
    /// How serious it is if one lies outside its band.
    pub severity: Severity,
    /// The document the rules rest on.
    pub source: Source,
    /// Whether that document was read.
    pub status: Status,
}

/// What an institution weighs against each other, and where it wants the balance.
///
/// # Validity
///
/// At least one balance, none twice; no band reversed; a formula by tiers names one; a long term has at least one month.
///
/// # Wire form
///
/// `{"balances":[…],"severity":"warning","source":{…},"status":"unverified"}`.
///
/// # Example
///
/// ```
/// use collegium_review::BalanceRules;
/// let names: Vec<_> = BalanceRules::four().load().unwrap().balances.iter().map(|rule| rule.name.to_string()).collect();
/// assert_eq!(names, ["Quantity and quality", "Expansion and focus", "Short and long term", "Going out and bringing in"]);
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "BalanceRulesDraft", into = "BalanceRulesDraft")]
pub struct BalanceRules(BalanceRulesDraft);

collegium_core::record!(BalanceRules, BalanceRulesDraft, BalanceRulesError);
collegium_core::rules!(BalanceRules);

impl BalanceRules {
    /// The four balances: quantity and quality, expansion and focus, short and long term, going out and bringing in.
    #[must_use]
    pub const fn four() -> Preset<Self> {
        Preset::new("balances-four", include_str!("../../presets/balances-four.json"))
    }
}

impl BalanceRulesDraft {
    fn check(self) -> Result<Self, BalanceRulesError> {
        if self.balances.is_empty() {
            return Err(BalanceRulesError::None);
        }
        let mut seen = BTreeSet::new();
        for rule in &self.balances {
            let code = || rule.code.clone();
            if !seen.insert(&rule.code) {
                return Err(BalanceRulesError::Twice { code: code() });
            }
            if rule.low > rule.high {
                return Err(BalanceRulesError::Reversed { code: code(), low: rule.low, high: rule.high });
            }
            match &rule.formula {
                BalanceFormula::WithTiers { tiers } if tiers.is_empty() => {
                    return Err(BalanceRulesError::NoTier { code: code() });
                }
                BalanceFormula::LongTerms { months: 0 } => {
                    return Err(BalanceRulesError::NoMonth { code: code() });
                }
                _ => {}
            }
        }
        Ok(self)
    }
}

/// Why there are no such rules.
///
/// # Example
///
/// ```
/// use collegium_review::BalanceRulesError;
/// assert_eq!(BalanceRulesError::None.to_string(), "rules of balance must name at least one balance");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum BalanceRulesError {
    /// No balance is named.
    #[error("rules of balance must name at least one balance")]
    None,
    /// A balance comes twice.
    #[error("the balance `{code}` comes twice")]
    Twice {
        /// The balance.
        code: BalanceCode,
    },
    /// A band ends before it begins.
    #[error("the band of `{code}` from {low} to {high} is reversed")]
    Reversed {
        /// The balance.
        code: BalanceCode,
        /// The least share.
        low: Share,
        /// The greatest share.
        high: Share,
    },
    /// No tier is in focus.
    #[error("the balance `{code}` counts partners of no tier: name at least one")]
    NoTier {
        /// The balance.
        code: BalanceCode,
    },
    /// Every term would be long.
    #[error("the balance `{code}` calls a term of 0 months long: give at least 1")]
    NoMonth {
        /// The balance.
        code: BalanceCode,
    },
}
