//! What a check has to say.
//!
//! A check never answers with a bare yes or no. It returns [`Findings`]: each says what was found, about what, on which
//! figures, resting on which rule, and what would mend it.

mod code;
mod fact;
mod given_twice;
mod plain;
mod set;
mod subject;

use std::fmt;

use serde::{Deserialize, Serialize};

pub use code::{Code, CodeError};
pub use fact::{AnyId, Fact, FactValue};
pub use given_twice::given_twice;
pub use set::Findings;
pub use subject::Subject;

use crate::Basis;

/// One conclusion of a check, explained.
///
/// It is plain data: code and facts are enough to say the same in another language, while the message says it in
/// English.
///
/// # Wire form
///
/// An object of the fields; `facts`, `basis` and `remedy` are left out where empty.
///
/// # Example
///
/// ```
/// use collegium_core::finding::{Code, Fact, Finding, Severity, Subject};
///
/// const ENDS_SOON: Code = Code::of("XA0001").unwrap();
/// let finding = Finding {
///     code: ENDS_SOON,
///     severity: Severity::Warning,
///     subject: Subject::named("agreement", "A-001"),
///     message: "the agreement ends within the year".into(),
///     facts: vec![Fact::new("days left", 41_u64)],
///     basis: None,
///     remedy: Some("renew it or let it end by a decision".into()),
/// };
/// assert_eq!(
///     finding.to_string(),
///     "warning XA0001: agreement A-001: the agreement ends within the year (days left 41)"
/// );
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Finding {
    /// Which rule spoke.
    pub code: Code,
    /// How serious it is.
    pub severity: Severity,
    /// What it is about.
    pub subject: Subject,
    /// What was found: one English sentence, lower case, no final period.
    pub message: String,
    /// The figures it compared.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub facts: Vec<Fact>,
    /// The document the rule rests on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub basis: Option<Basis>,
    /// What would mend it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub remedy: Option<String>,
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}: {}: {}", self.severity, self.code, self.subject, self.message)?;
        for (position, fact) in self.facts.iter().enumerate() {
            write!(f, "{}{fact}", if position == 0 { " (" } else { ", " })?;
        }
        if self.facts.is_empty() { Ok(()) } else { f.write_str(")") }
    }
}

/// How serious a finding is. The most serious comes first in order.
///
/// # Wire form
///
/// `"violation"`, `"warning"` or `"note"`.
///
/// # Example
///
/// ```
/// use collegium_core::finding::Severity;
/// assert!(Severity::Violation < Severity::Warning && Severity::Warning < Severity::Note);
/// assert_eq!(Severity::Note.to_string(), "note");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// A rule is broken.
    Violation,
    /// A rule is strained, or will be broken if nothing is done.
    Warning,
    /// Worth knowing.
    Note,
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Violation => "violation",
            Self::Warning => "warning",
            Self::Note => "note",
        })
    }
}
