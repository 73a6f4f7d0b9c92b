//! One line of a review.

use std::{collections::BTreeSet, fmt};

use collegium_core::finding::{Code, Fact};
use serde::{Deserialize, Serialize};

use super::RemarkKind;

/// One line of a review: what is said, on which figures, resting on which findings.
///
/// # Wire form
///
/// `{"kind":"agreements_ending","text":"…","facts":[…],"codes":["PA0101"]}`; `facts` and `codes` are left out where empty.
///
/// # Example
///
/// ```
/// use collegium_review::{Remark, RemarkKind};
/// let remark: Remark = serde_json::from_str(
///     r#"{"kind":"agreements_ending","text":"2 agreements end soon",
///         "facts":[{"name":"agreements","value":{"count":2}}],"codes":["PA0101"]}"#,
/// )
/// .unwrap();
/// assert_eq!(remark.kind, RemarkKind::AgreementsEnding);
/// assert_eq!(remark.to_string(), "2 agreements end soon [PA0101]");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Remark {
    /// What it says, for a program or another language.
    pub kind: RemarkKind,
    /// What is said, in English.
    pub text: String,
    /// The figures it says it on.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub facts: Vec<Fact>,
    /// The codes of the findings it rests on.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub codes: BTreeSet<Code>,
}

impl Remark {
    pub(super) fn new(kind: RemarkKind, text: impl Into<String>, facts: Vec<Fact>) -> Self {
        Self { kind, text: text.into(), facts, codes: BTreeSet::new() }
    }

    pub(super) fn resting_on(mut self, codes: impl IntoIterator<Item = Code>) -> Self {
        self.codes.extend(codes);
        self
    }
}

impl fmt::Display for Remark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)?;
        for (position, code) in self.codes.iter().enumerate() {
            write!(f, "{}{code}", if position == 0 { " [" } else { ", " })?;
        }
        if self.codes.is_empty() { Ok(()) } else { f.write_str("]") }
    }
}
