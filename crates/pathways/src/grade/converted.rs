//! A grade on another scale, with everything it rests on.

use std::fmt;

use collegium_core::{Fraction, Mark};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::{GradeConversion, GradeInterval};

/// What a conversion found on its way.
///
/// # Wire form
///
/// An object with one key, the variant in snake case: `{"formula":{"exact":"17/8","rounded":"2.1"}}`.
///
/// # Example
///
/// ```
/// use collegium_pathways::grade::Working;
/// let row: Working = serde_json::from_str(r#"{"row":{"row":2}}"#).unwrap();
/// assert_eq!(row.to_string(), "row 2");
/// assert_eq!(row, Working::Row { row: 2 });
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Working {
    /// A formula.
    Formula {
        /// Its exact value.
        exact: Fraction,
        /// The value, finished as the rule says; `None` if it is snapped to grades and the grade is failed.
        #[serde(default, with = "collegium_core::decimal::option", skip_serializing_if = "Option::is_none")]
        rounded: Option<Decimal>,
    },
    /// A place among all grades that were given.
    Place {
        /// The interval of the grade.
        interval: GradeInterval,
        /// Half way between its ends.
        midpoint: Fraction,
    },
    /// A row of a table.
    Row {
        /// The row, counted from 1.
        row: usize,
    },
    /// Nothing: the grade is failed, and the method is for passed ones.
    Failed,
}

impl fmt::Display for Working {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Formula { exact, .. } => exact.fmt(f),
            Self::Place { interval, .. } => write!(f, "{} to {}", interval.better, interval.up_to),
            Self::Row { row } => write!(f, "row {row}"),
            Self::Failed => f.write_str("failed"),
        }
    }
}

/// The answer of a grade conversion: the grade given, the rule, what it found, and the grade on the other scale.
///
/// # Wire form
///
/// An object of the fields; `outcome` is left out if there is none.
///
/// # Example
///
/// ```
/// use collegium_pathways::grade::{GradeConversion, GradeScale, Working};
///
/// let scale = |name| GradeScale::preset(name).unwrap().load().unwrap();
/// let (chinese, german) = (scale("grade-scale-cn-percent"), scale("grade-scale-de"));
/// let rule = GradeConversion::preset("grade-conversion-cn-percent-de-kmk").unwrap().load().unwrap();
/// let converter = rule.bind(&chinese, &german).unwrap();
/// let converted = converter.convert(&"85".parse().unwrap()).unwrap();
/// assert_eq!(converted.to_string(), "85 cn-percent = 2.1 de (modified Bavarian formula: 17/8)");
/// assert!(matches!(converted.working, Working::Formula { .. }));
///
/// let failed = converter.convert(&"59".parse().unwrap()).unwrap();
/// assert_eq!((failed.passed, failed.outcome), (false, None));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ConvertedGrade {
    /// The rule that was followed, with its method, its inputs and its source.
    pub rule: GradeConversion,
    /// The grade that was given, on the scale `rule.from`.
    pub grade: Mark,
    /// Whether it is passed, as the rule sees it.
    pub passed: bool,
    /// What the method found.
    pub working: Working,
    /// The grade on the scale `rule.to`; `None` for a failed grade of which the rule does not say what it becomes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outcome: Option<Mark>,
}

impl fmt::Display for ConvertedGrade {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (rule, grade) = (&self.rule, &self.grade);
        write!(f, "{grade} {} = ", rule.from)?;
        match &self.outcome {
            Some(outcome) => write!(f, "{outcome} {}", rule.to)?,
            None => write!(f, "no grade of {}", rule.to)?,
        }
        write!(f, " ({}: {})", rule.method, self.working)
    }
}
