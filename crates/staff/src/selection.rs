//! How many of whom are sent abroad each year.

use std::collections::BTreeSet;

use collegium_core::{Preset, Severity, Source, source::Status};
use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::MemberKind;

/// What one year's selection of one kind of members is to be.
///
/// # Wire form
///
/// `{"kind":"outstanding-talent","persons":20,"batches":2}`; `persons` is left out where no head count is given.
///
/// # Example
///
/// ```
/// use collegium_staff::SelectionLine;
/// let line: SelectionLine = serde_json::from_str(r#"{"kind":"management-cadre","batches":3}"#).unwrap();
/// assert_eq!((line.persons, line.batches), (None, 3));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SelectionLine {
    /// The kind of members.
    pub kind: MemberKind,
    /// How many of them a year, if that is laid down.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub persons: Option<u32>,
    /// In how many batches a year.
    pub batches: u32,
}

/// The fields of [`SelectionRules`] before they are checked.
///
/// # Example
///
/// ```
/// use collegium_staff::{SelectionRules, SelectionRulesError};
/// let mut draft = SelectionRules::administrative_college().load().unwrap().draft();
/// draft.lines.clear();
/// assert_eq!(SelectionRules::try_from(draft), Err(SelectionRulesError::NoLine));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SelectionRulesDraft {
    /// What is to be done each year, a line for each kind of members.
    pub lines: Vec<SelectionLine>,
    /// How serious it is that a year ended with fewer batches or persons. Before its end that is a note.
    pub fewer: Severity,
    /// How serious it is that there are more, or batches of a kind without a line.
    pub more: Severity,
    /// How serious it is that one person is in two batches of a year.
    pub repeated: Severity,
    /// The document the rules rest on.
    pub source: Source,
    /// Whether that document was read.
    pub status: Status,
}

/// What an institution resolved to send abroad each year.
///
/// # Validity
///
/// At least one line, one a kind; at least one batch in each, and no more batches than persons, as none is empty.
///
/// # Wire form
///
/// `{"lines":[{"kind":"outstanding-talent","persons":20,"batches":2}],"fewer":"warning","more":"warning",
/// "repeated":"warning","source":{…},"status":"verified"}`.
///
/// # Example
///
/// ```
/// use collegium_staff::SelectionRules;
/// let rules = SelectionRules::administrative_college().load().unwrap();
/// let talents = rules.line(&"outstanding-talent".parse().unwrap()).unwrap();
/// assert_eq!((talents.persons, talents.batches), (Some(20), 2));
/// assert!(rules.line(&"foreign-teacher".parse().unwrap()).is_none());
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "SelectionRulesDraft", into = "SelectionRulesDraft")]
pub struct SelectionRules(SelectionRulesDraft);

collegium_core::record!(SelectionRules, SelectionRulesDraft, SelectionRulesError);
collegium_core::rules!(SelectionRules);

impl SelectionRules {
    /// Each year 20 outstanding talents in two batches to first-class foreign institutions, and three batches of
    /// management cadres: the resolution of an administrative college in Shandong.
    #[must_use]
    pub const fn administrative_college() -> Preset<Self> {
        Preset::new(
            "selection-administrative-college",
            include_str!("../presets/selection-administrative-college.json"),
        )
    }

    /// The line for a kind of members; `None` if nothing is laid down for it.
    #[must_use]
    pub fn line(&self, kind: &MemberKind) -> Option<&SelectionLine> {
        self.lines.iter().find(|line| line.kind == *kind)
    }
}

impl SelectionRulesDraft {
    fn check(self) -> Result<Self, SelectionRulesError> {
        use SelectionRulesError as E;
        if self.lines.is_empty() {
            return Err(E::NoLine);
        }
        let mut seen = BTreeSet::new();
        for line in &self.lines {
            let kind = line.kind.clone();
            if !seen.insert(&line.kind) {
                return Err(E::KindTwice { kind });
            }
            if line.batches == 0 {
                return Err(E::NoBatch { kind });
            }
            if let Some(persons) = line.persons.filter(|persons| *persons < line.batches) {
                return Err(E::TooFewPersons { kind, persons, batches: line.batches });
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
/// use collegium_staff::SelectionRulesError;
/// let error = SelectionRulesError::TooFewPersons { kind: "teacher".parse().unwrap(), persons: 1, batches: 2 };
/// assert_eq!(error.to_string(), "1 `teacher` cannot go in 2 batches: a batch has at least one member");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum SelectionRulesError {
    /// Nothing is laid down.
    #[error("a selection without lines asks for nothing: give at least one")]
    NoLine,
    /// Two lines for one kind.
    #[error("the kind `{kind}` has two lines: give one")]
    KindTwice {
        /// The kind.
        kind: MemberKind,
    },
    /// A line that sends nobody.
    #[error("the kind `{kind}` is to go in 0 batches: give at least 1, or leave the line out")]
    NoBatch {
        /// The kind.
        kind: MemberKind,
    },
    /// Fewer persons than batches.
    #[error("{persons} `{kind}` cannot go in {batches} batches: a batch has at least one member")]
    TooFewPersons {
        /// The kind.
        kind: MemberKind,
        /// How many persons.
        persons: u32,
        /// How many batches.
        batches: u32,
    },
}
