//! Findings together.

use std::cmp::Ordering;

use serde::{Deserialize, Serialize};

use super::{FactValue, Finding, Severity};

/// Everything a check found, in a fixed order: by severity, code, subject and path; each finding once.
///
/// The order does not depend on the order in which records were given or checks were made.
///
/// # Wire form
///
/// An array of findings.
///
/// # Example
///
/// ```
/// use collegium_core::finding::{Code, Finding, Findings, Severity, Subject};
///
/// let finding = |code: &str, severity| Finding {
///     code: code.parse().unwrap(),
///     severity,
///     subject: Subject::named("trip", "T-1"),
///     message: "there is no report".into(),
///     facts: vec![],
///     basis: None,
///     remedy: None,
/// };
/// let findings: Findings =
///     [finding("XA0001", Severity::Note), finding("XA0002", Severity::Violation)].into_iter().collect();
///
/// assert_eq!(findings.iter().next().unwrap().code.as_str(), "XA0002");
/// assert_eq!((findings.violations().count(), findings.warnings().count(), findings.notes().count()), (1, 0, 1));
/// assert_eq!(findings.worst(), Some(Severity::Violation));
/// assert!(!findings.is_clear() && findings.into_result().is_err());
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Vec<Finding>", into = "Vec<Finding>")]
pub struct Findings(Vec<Finding>);

impl Findings {
    /// Every finding, in order.
    pub fn iter(&self) -> std::slice::Iter<'_, Finding> {
        self.0.iter()
    }

    /// How many there are.
    ///
    /// # Example
    ///
    /// ```
    /// use collegium_core::Findings;
    /// assert!(Findings::default().is_empty() && Findings::default().len() == 0);
    /// ```
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether nothing at all was found, not even a note.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The broken rules.
    pub fn violations(&self) -> impl Iterator<Item = &Finding> {
        self.of(Severity::Violation)
    }

    /// The strained rules.
    pub fn warnings(&self) -> impl Iterator<Item = &Finding> {
        self.of(Severity::Warning)
    }

    /// What else is worth knowing.
    pub fn notes(&self) -> impl Iterator<Item = &Finding> {
        self.of(Severity::Note)
    }

    /// The severity of the most serious finding; `None` if there is none.
    #[must_use]
    pub fn worst(&self) -> Option<Severity> {
        self.0.first().map(|finding| finding.severity)
    }

    /// Whether no rule is broken or strained; notes are allowed.
    #[must_use]
    pub fn is_clear(&self) -> bool {
        self.worst().is_none_or(|worst| worst == Severity::Note)
    }

    /// `Ok` unless a rule is broken; the findings either way.
    ///
    /// # Errors
    ///
    /// The findings themselves, if one is a violation.
    pub fn into_result(self) -> Result<Self, Self> {
        if self.worst() == Some(Severity::Violation) { Err(self) } else { Ok(self) }
    }

    fn of(&self, severity: Severity) -> impl Iterator<Item = &Finding> {
        self.0.iter().filter(move |finding| finding.severity == severity)
    }
}

impl From<Vec<Finding>> for Findings {
    fn from(mut findings: Vec<Finding>) -> Self {
        findings.sort_by(by_place);
        for tied in findings.chunk_by_mut(|one, other| by_place(one, other).is_eq()) {
            // Equal findings may still be written differently: 7.5 and 7.50. Which of them is kept is not left to chance.
            tied.sort_by_cached_key(|finding| (in_full(finding), finding.to_string()));
        }
        findings.dedup();
        Self(findings)
    }
}

/// By severity, code and subject. What ties is ordered by what it says, then by all that it is, so that no input order
/// shows through and equal findings are neighbours.
fn by_place(one: &Finding, other: &Finding) -> Ordering {
    let key = |finding: &Finding| (finding.severity, finding.code);
    key(one).cmp(&key(other)).then_with(|| one.subject.cmp(&other.subject))
}

/// What a finding says, and everything it is: the same for equal findings, different for different ones.
fn in_full(finding: &Finding) -> (String, String) {
    let mut finding = finding.clone();
    for fact in &mut finding.facts {
        if let FactValue::Decimal(number) = &mut fact.value {
            *number = number.normalize();
        }
    }
    (finding.to_string(), format!("{finding:?}"))
}

impl From<Findings> for Vec<Finding> {
    fn from(findings: Findings) -> Self {
        findings.0
    }
}

impl FromIterator<Finding> for Findings {
    fn from_iter<I: IntoIterator<Item = Finding>>(findings: I) -> Self {
        Self::from(findings.into_iter().collect::<Vec<_>>())
    }
}

impl Extend<Finding> for Findings {
    fn extend<I: IntoIterator<Item = Finding>>(&mut self, findings: I) {
        self.0.extend(findings);
        *self = Self::from(std::mem::take(&mut self.0));
    }
}

impl IntoIterator for Findings {
    type Item = Finding;
    type IntoIter = std::vec::IntoIter<Finding>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl<'a> IntoIterator for &'a Findings {
    type Item = &'a Finding;
    type IntoIter = std::slice::Iter<'a, Finding>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}
