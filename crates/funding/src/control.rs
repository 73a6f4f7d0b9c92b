//! What happens when more is asked of a line, a group of lines or a fund than it has.

use chrono::NaiveDate;
use collegium_core::{Period, Preset, RecordCode, Source, Status};
use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::BudgetNode;

/// What is done when more is asked for than is available.
///
/// # Wire form
///
/// `"stop"`, `"warn"` or `"ignore"`.
///
/// # Example
///
/// ```
/// use collegium_funding::ControlAction;
/// assert_eq!(serde_json::to_string(&ControlAction::Warn).unwrap(), "\"warn\"");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ControlAction {
    /// It is refused.
    Stop,
    /// It is recorded, and the verdict warns.
    Warn,
    /// It is recorded.
    Ignore,
}

/// A kind of level of the tree.
///
/// # Wire form
///
/// `"line"`, `"group"` or `"fund"`.
///
/// # Example
///
/// ```
/// use collegium_funding::ControlLevel;
/// assert_eq!(serde_json::from_str::<ControlLevel>("\"group\"").unwrap(), ControlLevel::Group);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ControlLevel {
    /// A line without parts, on which money is booked.
    Line,
    /// A line that has parts.
    Group,
    /// A fund as a whole.
    Fund,
}

/// Where and when something else is done than otherwise.
///
/// # Wire form
///
/// An object; each of `at`, `fund`, `line` and `during` that is left out says nothing:
/// `{"at":"line","fund":"F-2026","during":"2026-12-01/2026-12-31","action":"warn"}`.
///
/// # Example
///
/// ```
/// use collegium_funding::{ControlAction, ControlException};
/// let exception: ControlException =
///     serde_json::from_str(r#"{"fund":"F-2026","line":"travel","action":"ignore"}"#).unwrap();
/// assert_eq!((exception.at, exception.action), (None, ControlAction::Ignore));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ControlException {
    /// Only at this kind of level.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<ControlLevel>,
    /// Only in this fund.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fund: Option<RecordCode>,
    /// Only on lines of this code; a fund as a whole is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub line: Option<RecordCode>,
    /// Only for what takes effect in this period.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub during: Option<Period>,
    /// What is done.
    pub action: ControlAction,
}

impl ControlException {
    fn holds(&self, node: &BudgetNode, at: ControlLevel, on: NaiveDate) -> bool {
        let line = match node {
            BudgetNode::Line(code) => Some(&code.line),
            BudgetNode::Fund(_) => None,
        };
        self.at.is_none_or(|level| level == at)
            && self.fund.as_ref().is_none_or(|fund| fund == node.fund())
            && self.line.as_ref().is_none_or(|code| Some(code) == line)
            && self.during.is_none_or(|during| during.contains(on))
    }
}

/// The fields of [`ControlRules`] before they are checked.
///
/// # Example
///
/// ```
/// use collegium_funding::{ControlRules, ControlRulesError};
/// let mut draft = ControlRules::stop().load().unwrap().draft();
/// let exception = serde_json::from_str(r#"{"at":"fund","line":"travel","action":"warn"}"#).unwrap();
/// draft.exceptions.push(exception);
/// assert_eq!(ControlRules::try_from(draft), Err(ControlRulesError::NoSuchLevel { line: "travel".parse().unwrap() }));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ControlRulesDraft {
    /// Where something else is done; the first that holds decides.
    pub exceptions: Vec<ControlException>,
    /// What is done everywhere else.
    pub otherwise: ControlAction,
    /// What is done when money is to be promised or spent on a day that is not one of its days.
    pub outside_days: ControlAction,
    /// The document the rules rest on.
    pub source: Source,
    /// Whether that document was read.
    pub status: Status,
}

/// What happens when more is asked of a line, a group of lines or a fund than it has.
///
/// A budget without such rules stops everywhere, and records what is used outside the days of its fund, for
/// [`FundRules`](crate::FundRules) to find.
///
/// # Validity
///
/// No exception for the fund as a whole names a line.
///
/// # Wire form
///
/// `{"exceptions":[…],"otherwise":"stop","outside_days":"stop","source":{…},"status":"verified"}`.
///
/// # Example
///
/// ```
/// use collegium_funding::{BudgetNode, ControlAction, ControlRules};
/// let rules = ControlRules::by_fund().load().unwrap();
/// let line: BudgetNode = serde_json::from_str(r#"{"line":{"fund":"F-2026","line":"travel"}}"#).unwrap();
/// let day = "2026-03-01".parse().unwrap();
/// assert_eq!(rules.action(&line, false, day), ControlAction::Warn);
/// assert_eq!(rules.action(&line, true, day), ControlAction::Stop); // a group of lines
/// assert_eq!(rules.action(&BudgetNode::Fund("F-2026".parse().unwrap()), false, day), ControlAction::Stop);
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "ControlRulesDraft", into = "ControlRulesDraft")]
pub struct ControlRules(ControlRulesDraft);

collegium_core::record!(ControlRules, ControlRulesDraft, ControlRulesError);
collegium_core::rules!(ControlRules);

impl ControlRules {
    /// Nothing is exceeded anywhere, and nothing used outside its days.
    #[must_use]
    pub const fn stop() -> Preset<Self> {
        Preset::new("control-stop", include_str!("../presets/control-stop.json"))
    }

    /// A line may be exceeded, with a warning, as long as its groups and its fund have the money.
    #[must_use]
    pub const fn by_fund() -> Preset<Self> {
        Preset::new("control-by-fund", include_str!("../presets/control-by-fund.json"))
    }

    /// What is done at a level on a day; of a line it matters whether it has parts.
    #[must_use]
    pub fn action(&self, node: &BudgetNode, has_parts: bool, on: NaiveDate) -> ControlAction {
        let at = match node {
            BudgetNode::Fund(_) => ControlLevel::Fund,
            BudgetNode::Line(_) if has_parts => ControlLevel::Group,
            BudgetNode::Line(_) => ControlLevel::Line,
        };
        let exception = self.exceptions.iter().find(|exception| exception.holds(node, at, on));
        exception.map_or(self.otherwise, |exception| exception.action)
    }
}

impl ControlRulesDraft {
    fn check(self) -> Result<Self, ControlRulesError> {
        let mut of_funds = self.exceptions.iter().filter(|it| it.at == Some(ControlLevel::Fund));
        match of_funds.find_map(|exception| exception.line.clone()) {
            Some(line) => Err(ControlRulesError::NoSuchLevel { line }),
            None => Ok(self),
        }
    }
}

/// Why there are no such rules.
///
/// # Example
///
/// ```
/// use collegium_funding::ControlRulesError;
/// let error = ControlRulesError::NoSuchLevel { line: "travel".parse().unwrap() };
/// assert_eq!(error.to_string(), "an exception for funds as a whole cannot name the line `travel`");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum ControlRulesError {
    /// An exception is for a fund as a whole and names a line.
    #[error("an exception for funds as a whole cannot name the line `{line}`")]
    NoSuchLevel {
        /// The line.
        line: RecordCode,
    },
}
