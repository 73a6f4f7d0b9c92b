//! The lines of a budget.

use std::fmt;

use collegium_core::{
    LocalizedText, Period, RecordCode,
    entity::{BudgetLineId, FundId, UnitId},
};
use serde::{Deserialize, Serialize};

use crate::{CostKind, Purpose};

/// A part of a fund, set aside for one purpose and, if it is not the school's own, for one unit.
///
/// Lines form a tree: one may be a part of another, by kind of costs, by college, by project or by period. Money is booked
/// on the lines that have no parts; how the others stand is the sum of their parts.
///
/// # Wire form
///
/// An object of the fields; `part_of`, `unit`, `kind`, `project` and `period` are left out where there is none.
///
/// # Example
///
/// ```
/// use collegium_funding::BudgetLine;
/// let line: BudgetLine = serde_json::from_str(
///     r#"{"id":"67e55044-10b1-426f-9247-bb680e5fe0c8","code":"travel","name":{"en":"Travel of teachers"},
///         "fund":"67e55044-10b1-426f-9247-bb680e5fe0c8","purpose":"overseas-teacher-programmes"}"#,
/// )
/// .unwrap();
/// assert_eq!((line.purpose.as_str(), line.unit), ("overseas-teacher-programmes", None));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BudgetLine {
    /// The line's id.
    pub id: BudgetLineId,
    /// The code it has within its fund.
    pub code: RecordCode,
    /// Its name.
    pub name: LocalizedText,
    /// The fund it is a part of.
    pub fund: FundId,
    /// The line of the same fund that it is a part of, if it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub part_of: Option<BudgetLineId>,
    /// What its money is for: one of the fund's purposes.
    pub purpose: Purpose,
    /// The unit that spends it, if it is not the school as a whole.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<UnitId>,
    /// The only kind of costs it pays, if there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<CostKind>,
    /// The project it is for, if it is for one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub project: Option<RecordCode>,
    /// The days on which it may be used, if they are not all those of the fund.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub period: Option<Period>,
}

/// A line as people name it: the code of its fund and its own.
///
/// # Wire form
///
/// `{"fund":"F-2026","line":"travel"}`; as text `F-2026/travel`.
///
/// # Example
///
/// ```
/// use collegium_funding::LineCode;
/// let code = LineCode { fund: "F-2026".parse().unwrap(), line: "travel".parse().unwrap() };
/// assert_eq!(code.to_string(), "F-2026/travel");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LineCode {
    /// The fund's code.
    pub fund: RecordCode,
    /// The line's code within the fund.
    pub line: RecordCode,
}

impl fmt::Display for LineCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.fund, self.line)
    }
}
