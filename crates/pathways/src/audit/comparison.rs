//! Two audits side by side.

use std::collections::BTreeSet;

use collegium_core::RecordCode;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::Audit;

/// What another audit of a student says beside this one: with more courses planned, on another route, with another partner.
///
/// # Wire form
///
/// An object of the fields.
///
/// # Example
///
/// See [`Audit::compare`].
///
/// ```
/// use collegium_pathways::audit::AuditComparison;
/// assert!(serde_json::from_str::<AuditComparison>(r#"{"better":true}"#).is_err());
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AuditComparison {
    /// Whether the one is satisfied, and the other.
    pub satisfied: (bool, bool),
    /// The credits applied in the one.
    #[serde(with = "collegium_core::decimal")]
    pub credits: Decimal,
    /// The credits applied in the other.
    #[serde(with = "collegium_core::decimal")]
    pub other_credits: Decimal,
    /// The attempts that only the one applies.
    pub lost: BTreeSet<RecordCode>,
    /// The attempts that only the other applies.
    pub gained: BTreeSet<RecordCode>,
    /// The attempts that both apply, to other parts.
    pub moved: BTreeSet<RecordCode>,
}

impl Audit<'_> {
    /// Puts another audit beside this one. Attempts are compared by their ids, parts by their codes.
    ///
    /// # Example
    ///
    /// ```
    /// use collegium_pathways::audit::{AuditOptions, Requirements, Transcript};
    /// let route = |code: &str, tag: &str| -> Requirements {
    ///     serde_json::from_str(&format!(
    ///         r#"{{"code":"{code}","name":{{"en":"A route"}},"catalogue":"2026/2027",
    ///             "root":{{"id":"root","kind":"courses","filter":{{"tags_any":["{tag}"]}},"min_courses":1}},
    ///             "source":{{"document":"Catalogue","date":"2026-06-01"}},"status":"verified"}}"#
    ///     ))
    ///     .unwrap()
    /// };
    /// let transcript: Transcript = serde_json::from_str(
    ///     r#"{"attempts":[{"id":"a1","code":"STAT201","credits":"4","area":"MA","tags":["quant"],"level":200,"origin":"home","grade":"80","status":"passed"}]}"#,
    /// )
    /// .unwrap();
    /// let (accounting, design) = (route("ACC", "quant").compile(&[]), route("DES", "studio").compile(&[]));
    /// let options = AuditOptions::default();
    /// let change = accounting.audit(&transcript, &options).compare(&design.audit(&transcript, &options));
    /// assert_eq!(change.satisfied, (true, false));
    /// assert_eq!(change.lost.first().unwrap().as_str(), "a1");
    /// ```
    #[must_use]
    pub fn compare(&self, other: &Audit<'_>) -> AuditComparison {
        let (own, others) = (self.plan().applied, other.plan().applied);
        let only = |one: &[&RecordCode]| one.iter().map(|&id| id.clone()).collect::<BTreeSet<_>>();
        let lost: Vec<_> = own.keys().filter(|id| !others.contains_key(*id)).collect();
        let gained: Vec<_> = others.keys().filter(|id| !own.contains_key(*id)).collect();
        let moved = own.iter().filter(|(id, parts)| others.get(*id).is_some_and(|other| other != *parts));
        AuditComparison {
            satisfied: (self.is_satisfied(), other.is_satisfied()),
            credits: self.credits(),
            other_credits: other.credits(),
            lost: only(&lost),
            gained: only(&gained),
            moved: moved.map(|(id, _)| id.clone()).collect(),
        }
    }
}
