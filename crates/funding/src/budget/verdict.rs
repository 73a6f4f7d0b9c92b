//! What the control of a budget says of a posting.

use std::fmt;

use collegium_core::{Money, Period, RecordCode};
use serde::{Deserialize, Serialize};

use super::LineCode;
use crate::{ControlAction, Position};

/// A level of the tree: a line, or a fund as a whole.
///
/// # Wire form
///
/// `{"line":{"fund":"F-2026","line":"travel"}}` or `{"fund":"F-2026"}`; as text `F-2026/travel` or `F-2026`.
///
/// # Example
///
/// ```
/// use collegium_funding::BudgetNode;
/// let line: BudgetNode = serde_json::from_str(r#"{"line":{"fund":"F-2026","line":"travel"}}"#).unwrap();
/// assert_eq!((line.to_string().as_str(), line.fund().as_str()), ("F-2026/travel", "F-2026"));
/// assert_eq!(BudgetNode::Fund("F-2026".parse().unwrap()).to_string(), "F-2026");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum BudgetNode {
    /// A line, with its parts if it has any.
    Line(LineCode),
    /// A fund: all of its lines.
    Fund(RecordCode),
}

impl BudgetNode {
    /// The code of the fund, or of the line's fund.
    #[must_use]
    pub const fn fund(&self) -> &RecordCode {
        match self {
            Self::Line(code) => &code.fund,
            Self::Fund(code) => code,
        }
    }
}

impl fmt::Display for BudgetNode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Line(code) => code.fmt(f),
            Self::Fund(code) => code.fmt(f),
        }
    }
}

/// How one level of the tree stands before a posting, and how much the posting asks of it.
///
/// # Wire form
///
/// An object of the fields.
///
/// # Example
///
/// ```
/// use collegium_funding::{BudgetNode, ControlAction, Level, Position};
/// let yuan = |text: &str| format!("CNY {text}").parse().unwrap();
/// let level = Level {
///     at: BudgetNode::Fund("F-2026".parse().unwrap()),
///     position: Position::new(yuan("1000"), yuan("600"), yuan("150")).unwrap(),
///     asked: yuan("300"),
///     action: ControlAction::Warn,
/// };
/// assert_eq!(level.short(), Some(yuan("50")));
/// assert_eq!(level.to_string(), "`F-2026` has CNY 250.00 available, not CNY 300.00");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Level {
    /// The line, one it is a part of, or the fund.
    pub at: BudgetNode,
    /// How it stands before.
    pub position: Position,
    /// How much of what is available is asked for.
    pub asked: Money,
    /// What is done if that is more than there is.
    pub action: ControlAction,
}

impl Level {
    /// By how much the available falls short of what is asked; `None` if it does not.
    #[must_use]
    pub fn short(&self) -> Option<Money> {
        // INVARIANT: a budget asks in the currency of the level. Nothing asked is always there, also of what is overdrawn.
        let short = self.asked.checked_sub(self.position.available()).ok()?;
        (self.asked.units() > 0 && short.units() > 0).then_some(short)
    }
}

impl fmt::Display for Level {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` has {} available, not {}", self.at, self.position.available(), self.asked)
    }
}

/// What the control of a budget says of a posting that may be made: each level it was held against, with the figures.
///
/// A posting that may not be made has a [`BudgetEventError`](crate::BudgetEventError) instead.
///
/// # Wire form
///
/// `{"levels":[…]}`, the line first and the fund last; `outside` is left out where there is none.
///
/// # Example
///
/// ```
/// use collegium_funding::Verdict;
/// let verdict = Verdict::default();
/// assert!(verdict.is_clear());
/// assert_eq!((verdict.levels.len(), verdict.outside), (0, None));
/// assert_eq!(verdict.warnings().count(), 0);
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Verdict {
    /// Each level the amount is taken from, from the line up to the fund; none if the event takes nothing.
    pub levels: Vec<Level>,
    /// The days of the money, if the day is not one of them and the rules only warn.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outside: Option<Period>,
}

impl Verdict {
    /// The levels that fall short and are to be warned of.
    pub fn warnings(&self) -> impl Iterator<Item = &Level> {
        let warned = |level: &&Level| level.action == ControlAction::Warn && level.short().is_some();
        self.levels.iter().filter(warned)
    }

    /// Whether there is nothing to warn of.
    #[must_use]
    pub fn is_clear(&self) -> bool {
        self.outside.is_none() && self.warnings().next().is_none()
    }
}
