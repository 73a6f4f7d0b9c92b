//! The hours of a credit.

use std::fmt;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// Which hours a credit counts.
///
/// # Wire form
///
/// `"contact"` or `"workload"`.
///
/// # Example
///
/// ```
/// use collegium_pathways::credit::CountedHours;
/// assert_eq!(CountedHours::Contact.to_string(), "contact hours");
/// assert_eq!(serde_json::to_string(&CountedHours::Workload).unwrap(), "\"workload\"");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CountedHours {
    /// Hours in class only.
    Contact,
    /// All hours: in class, alone, in examinations.
    Workload,
}

impl fmt::Display for CountedHours {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Contact => "contact hours",
            Self::Workload => "hours of workload",
        })
    }
}

/// The hours that one credit stands for, both ends included.
///
/// # Wire form
///
/// `{"least":"25","most":"30","counted":"workload"}`; `most` is left out where the rule only sets a floor.
///
/// # Example
///
/// ```
/// use collegium_pathways::credit::CreditHours;
/// let hours: CreditHours =
///     serde_json::from_str(r#"{"least":"25","most":"30","counted":"workload"}"#).unwrap();
/// assert!(hours.contains("27.5".parse().unwrap()));
/// assert_eq!(hours.to_string(), "25 to 30 hours of workload");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CreditHours {
    /// The fewest hours, above zero.
    #[serde(with = "collegium_core::decimal")]
    pub least: Decimal,
    /// The most hours; `None` if there is only a floor.
    #[serde(default, with = "collegium_core::decimal::option", skip_serializing_if = "Option::is_none")]
    pub most: Option<Decimal>,
    /// Which hours are counted.
    pub counted: CountedHours,
}

impl CreditHours {
    /// Whether a credit may stand for so many hours.
    #[must_use]
    pub fn contains(&self, hours: Decimal) -> bool {
        self.least <= hours && self.most.is_none_or(|most| hours <= most)
    }
}

impl fmt::Display for CreditHours {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.most {
            Some(most) if most == self.least => write!(f, "{most} {}", self.counted),
            Some(most) => write!(f, "{} to {most} {}", self.least, self.counted),
            None => write!(f, "{} {} or more", self.least, self.counted),
        }
    }
}
