//! One line of a review.

use std::{collections::BTreeSet, fmt};

use collegium_core::finding::{Code, Fact};
use serde::{Deserialize, Serialize};

/// One line of a review: what is said, on which figures, resting on which findings.
///
/// # Wire form
///
/// `{"text":"…","facts":[…],"codes":["PA0101"]}`; `facts` and `codes` are left out where empty.
///
/// # Example
///
/// ```
/// use collegium_review::Remark;
/// let remark: Remark = serde_json::from_str(
///     r#"{"text":"2 agreements end soon","facts":[{"name":"agreements","value":{"count":2}}],"codes":["PA0101"]}"#,
/// )
/// .unwrap();
/// assert_eq!(remark.to_string(), "2 agreements end soon [PA0101]");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Remark {
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
    pub(super) fn new(text: impl Into<String>, facts: Vec<Fact>) -> Self {
        Self { text: text.into(), facts, codes: BTreeSet::new() }
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
