//! How much is asked for, and how much is allowed.

use serde::{Deserialize, Serialize};

use super::Filter;
use crate::credit::Credits;

/// Bounds on the attempts below a part that a filter means; all inclusive. Each attempt is counted once.
///
/// # Wire form
///
/// `{"filter":{"origins":["partner"]},"max_credits":"60"}`; what is not bounded is left out.
///
/// # Example
///
/// ```
/// use collegium_pathways::audit::Limit;
/// // Residency: at least 60 credits earned at home.
/// let residency: Limit = serde_json::from_str(r#"{"filter":{"origins":["home"]},"min_credits":"60"}"#).unwrap();
/// assert_eq!(residency.min_credits, Some("60".parse().unwrap()));
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Limit {
    /// Which attempts are counted.
    pub filter: Filter,
    /// The least credits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub min_credits: Option<Credits>,
    /// The most credits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_credits: Option<Credits>,
    /// The fewest attempts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub min_courses: Option<u32>,
    /// The most attempts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_courses: Option<u32>,
}
