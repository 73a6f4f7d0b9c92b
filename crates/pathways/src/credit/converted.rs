//! Credits in another system, with everything they rest on.

use std::fmt;

use collegium_core::Fraction;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::{CreditConversion, CreditSystemCode, Credits};

/// What credits are multiplied by on one leg: `part / whole`.
///
/// By year share these are the credits of a full-time year in the second system and in the first; by workload the hours of
/// a credit in the first system and in the second.
///
/// # Wire form
///
/// `{"to":"ects","part":"60","whole":"120"}`.
///
/// # Example
///
/// ```
/// use collegium_pathways::credit::CreditFactor;
/// let factor: CreditFactor = serde_json::from_str(r#"{"to":"ects","part":"60","whole":"120"}"#).unwrap();
/// assert_eq!(factor.to_string(), "60/120");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CreditFactor {
    /// The system the leg leads to.
    pub to: CreditSystemCode,
    /// The upper number.
    #[serde(with = "collegium_core::decimal")]
    pub part: Decimal,
    /// The lower number.
    #[serde(with = "collegium_core::decimal")]
    pub whole: Decimal,
}

impl fmt::Display for CreditFactor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.part, self.whole)
    }
}

/// The answer of a credit conversion: the credits given, the rule, the factors it took, the exact value and what it was
/// rounded to.
///
/// # Wire form
///
/// An object of the fields.
///
/// # Example
///
/// ```
/// use collegium_pathways::credit::{CreditConversion, CreditSystem, CreditSystems};
///
/// let systems = CreditSystems::new(CreditSystem::presets().iter().map(|preset| preset.load().unwrap())).unwrap();
/// let rule = CreditConversion::preset("credit-conversion-uk-cats-ects").unwrap().load().unwrap();
/// let converted = rule.bind(&systems).unwrap().convert("15".parse().unwrap()).unwrap();
/// assert_eq!(converted.path[0].to_string(), "60/120");
/// assert_eq!((&converted.rule, converted.credits), (&rule, "15".parse().unwrap()));
/// assert_eq!(converted.to_string(), "15 uk-cats × 60/120 = 15/2, so 7.5 ects");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ConvertedCredits {
    /// The rule that was followed, with its source.
    pub rule: CreditConversion,
    /// The factor of each leg of the rule, in order.
    pub path: Vec<CreditFactor>,
    /// The credits that were given, of the system `rule.from`.
    pub credits: Credits,
    /// The exact product of the credits and the factors.
    pub exact: Fraction,
    /// The same, rounded once as the rule says: credits of the last system of the path.
    pub rounded: Credits,
}

impl fmt::Display for ConvertedCredits {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.credits, self.rule.from)?;
        self.path.iter().try_for_each(|factor| write!(f, " × {factor}"))?;
        write!(f, " = {}, so {}", self.exact, self.rounded)?;
        self.path.last().map_or(Ok(()), |last| write!(f, " {}", last.to))
    }
}
