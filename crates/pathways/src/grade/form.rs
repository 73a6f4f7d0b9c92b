//! The grades of a scale.

use std::fmt;

use collegium_core::Mark;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// A grade that has a name, and what it counts in averages and formulas.
///
/// # Wire form
///
/// `{"grade":"B+","points":"3.5"}`; `points` is left out where the grade counts nothing, as a pass does.
///
/// # Example
///
/// ```
/// use collegium_pathways::grade::Letter;
/// let pass: Letter = serde_json::from_str(r#"{"grade":"P"}"#).unwrap();
/// assert_eq!(pass.points, None);
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Letter {
    /// The grade as it is written.
    pub grade: Mark,
    /// What it counts, if it does.
    #[serde(default, with = "collegium_core::decimal::option", skip_serializing_if = "Option::is_none")]
    pub points: Option<Decimal>,
}

/// The grades of a scale.
///
/// # Wire form
///
/// `{"numbers":{"best":"1.0","lowest_pass":"4.0","worst":"5.0","step":"0.1"}}` or
/// `{"letters":{"grades":[{"grade":"P"},{"grade":"F"}],"lowest_pass":"P"}}`, best first.
///
/// # Example
///
/// ```
/// use collegium_pathways::grade::GradeForm;
/// let form: GradeForm = serde_json::from_str(
///     r#"{"numbers":{"best":"1.0","lowest_pass":"4.0","worst":"5.0","step":"0.1"}}"#,
/// )
/// .unwrap();
/// assert_eq!(form.to_string(), "numbers from 1.0, the best, to 5.0 in steps of 0.1");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum GradeForm {
    /// Numbers at equal distances. Whether the greater or the smaller is the better follows from `best` and `worst`.
    Numbers {
        /// The best grade.
        #[serde(with = "collegium_core::decimal")]
        best: Decimal,
        /// The worst grade that is passed.
        #[serde(with = "collegium_core::decimal")]
        lowest_pass: Decimal,
        /// The worst grade.
        #[serde(with = "collegium_core::decimal")]
        worst: Decimal,
        /// From one grade to the next, above zero.
        #[serde(with = "collegium_core::decimal")]
        step: Decimal,
    },
    /// Names in their order.
    Letters {
        /// The grades, best first.
        grades: Vec<Letter>,
        /// The worst grade that is passed.
        lowest_pass: Mark,
    },
}

impl fmt::Display for GradeForm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Numbers { best, worst, step, .. } => {
                write!(f, "numbers from {best}, the best, to {worst} in steps of {step}")
            }
            Self::Letters { grades, .. } => {
                for (position, letter) in grades.iter().enumerate() {
                    write!(f, "{}`{}`", if position == 0 { "" } else { ", " }, letter.grade)?;
                }
                Ok(())
            }
        }
    }
}
