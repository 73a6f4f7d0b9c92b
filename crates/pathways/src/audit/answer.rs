//! The answer for one student.

use collegium_core::RecordCode;
use rust_decimal::Decimal;

use super::{
    Attempt, CompiledRequirements, Plan, Transcript,
    compiled::number,
    solver::{Question, Solution, Solver},
};

/// How an audit is made.
///
/// # Example
///
/// ```
/// use collegium_pathways::audit::AuditOptions;
/// // What would be if everything begun were passed?
/// let what_if = AuditOptions { in_progress: true, ..AuditOptions::default() };
/// assert!(what_if.present.is_none() && what_if.work_limit > 0);
/// ```
#[derive(Debug, Clone, Copy)]
pub struct AuditOptions<'a> {
    /// Whether attempts and milestones in progress count as if they were passed.
    pub in_progress: bool,
    /// The plan the student knows: of equally good plans the one that moves the fewest attempts is told.
    pub present: Option<&'a Plan>,
    /// How many conflicts each search may meet: the one for a plan that satisfies, the one without the leasts if there is none,
    /// and the one for the fewest moved. A search that meets more stops: its answer is not proven. The default is 200 000, which few
    /// students need and which takes some seconds.
    pub work_limit: u64,
}

impl Default for AuditOptions<'_> {
    fn default() -> Self {
        Self { in_progress: false, present: None, work_limit: 200_000 }
    }
}

/// Whether the award is earned, and by which attempts in which parts.
///
/// It is the best plan: one that satisfies the requirements, if there is one; of these the one that applies most credits; of
/// these one that moves the fewest attempts from the present plan. Which of several equal plans it is does not depend on the
/// order of the transcript.
///
/// # Example
///
/// ```
/// use collegium_pathways::audit::{Audit, AuditOptions, Requirements, Transcript};
/// let requirements: Requirements = serde_json::from_str(
///     r#"{"code":"BBA","name":{"en":"Bachelor of Business"},"catalogue":"2026/2027",
///         "root":{"id":"root","kind":"any_of","children":[
///             {"id":"core","kind":"courses","filter":{"tags_any":["core"]},"min_courses":1},
///             {"id":"other","kind":"courses","filter":{},"min_credits":"4"}]},
///         "source":{"document":"Catalogue","date":"2026-06-01"},"status":"verified"}"#,
/// )
/// .unwrap();
/// let transcript: Transcript = serde_json::from_str(
///     r#"{"attempts":[{"id":"a1","code":"STAT201","credits":"4","area":"MA","level":200,"origin":"home","grade":"80","status":"passed"}]}"#,
/// )
/// .unwrap();
/// let compiled = requirements.compile(&[]);
/// let audit: Audit = compiled.audit(&transcript, &AuditOptions::default());
/// assert!(audit.is_satisfied() && audit.is_proven());
/// assert_eq!(audit.credits().to_string(), "4");
/// let chosen: Vec<_> = audit.chosen().map(|part| part.as_str()).collect();
/// assert_eq!(chosen, ["root", "other"]);
/// // How hard it was: the same number on every machine.
/// assert_eq!(audit.conflicts(), compiled.audit(&transcript, &AuditOptions::default()).conflicts());
/// ```
#[derive(Debug, Clone)]
pub struct Audit<'a> {
    pub(super) compiled: &'a CompiledRequirements,
    pub(super) transcript: &'a Transcript,
    pub(super) in_progress: bool,
    pub(super) work_limit: u64,
    pub(super) solution: Solution,
}

impl CompiledRequirements {
    /// Audits one student.
    ///
    /// # Example
    ///
    /// See [`Requirements::compile`](super::Requirements::compile).
    #[must_use]
    pub fn audit<'a>(&'a self, transcript: &'a Transcript, options: &AuditOptions<'_>) -> Audit<'a> {
        Auditor::default().audit(self, transcript, options)
    }
}

/// Somebody who audits many students one after the other, of one programme or of several, and keeps the room that takes.
///
/// # Example
///
/// ```
/// use collegium_pathways::audit::{AuditOptions, Auditor, Requirements, Transcript};
/// let requirements: Requirements = serde_json::from_str(
///     r#"{"code":"BBA","name":{"en":"Bachelor of Business"},"catalogue":"2026/2027",
///         "root":{"id":"root","kind":"courses","filter":{},"min_courses":1},
///         "source":{"document":"Catalogue","date":"2026-06-01"},"status":"verified"}"#,
/// )
/// .unwrap();
/// let compiled = requirements.compile(&[]);
/// let mut auditor = Auditor::default();
/// let transcripts = [Transcript::default(), Transcript::default()];
/// for transcript in &transcripts {
///     let audit = auditor.audit(&compiled, transcript, &AuditOptions::default());
///     assert!(!audit.is_satisfied() && audit.is_proven());
/// }
/// ```
#[derive(Debug, Default)]
pub struct Auditor {
    solver: Solver,
}

impl Auditor {
    /// Audits one student. The answer is that of [`CompiledRequirements::audit`], whoever was audited before.
    ///
    /// # Example
    ///
    /// See [`Auditor`].
    #[must_use]
    pub fn audit<'a>(
        &mut self,
        compiled: &'a CompiledRequirements,
        transcript: &'a Transcript,
        options: &AuditOptions<'_>,
    ) -> Audit<'a> {
        let solution = self.solver.solve(&Question {
            compiled,
            transcript,
            in_progress: options.in_progress,
            present: options.present,
            limit: options.work_limit,
        });
        let AuditOptions { in_progress, work_limit, .. } = *options;
        Audit { compiled, transcript, in_progress, work_limit, solution }
    }
}

impl<'a> Audit<'a> {
    /// Whether the requirements are met.
    #[must_use]
    pub const fn is_satisfied(&self) -> bool {
        self.solution.satisfied
    }

    /// Whether no plan is better. It is `false` only if the work limit was reached.
    #[must_use]
    pub const fn is_proven(&self) -> bool {
        self.solution.proven
    }

    /// The credits of the attempts that are applied, each once.
    #[must_use]
    pub fn credits(&self) -> Decimal {
        number(self.solution.credits)
    }

    /// How many conflicts the search met: a measure of its work that is the same on every machine.
    #[must_use]
    pub const fn conflicts(&self) -> u64 {
        self.solution.conflicts
    }

    /// The parts that are chosen, each before its own parts.
    pub fn chosen(&self) -> impl Iterator<Item = &'a RecordCode> {
        let parts = self.compiled.parts.iter().zip(&self.solution.chosen);
        parts.filter(|(_, chosen)| **chosen).map(|(part, _)| &part.id)
    }

    /// Each attempt that is applied, with a leaf it is applied to, in the order of the transcript.
    pub fn applied(&self) -> impl Iterator<Item = (&'a Attempt, &'a RecordCode)> {
        self.solution.applied.iter().filter_map(|&(attempt, leaf)| {
            let part = self.compiled.leaves.get(leaf)?.part;
            Some((self.transcript.attempts.get(attempt)?, &self.compiled.parts.get(part)?.id))
        })
    }

    /// The plan as a record of its own.
    ///
    /// # Example
    ///
    /// ```
    /// use collegium_pathways::audit::{AuditOptions, Requirements, Transcript};
    /// let requirements: Requirements = serde_json::from_str(
    ///     r#"{"code":"BBA","name":{"en":"Bachelor of Business"},"catalogue":"2026/2027",
    ///         "root":{"id":"root","kind":"courses","filter":{}},
    ///         "source":{"document":"Catalogue","date":"2026-06-01"},"status":"verified"}"#,
    /// )
    /// .unwrap();
    /// let compiled = requirements.compile(&[]);
    /// let transcript = Transcript::default();
    /// let audit = compiled.audit(&transcript, &AuditOptions::default());
    /// assert_eq!(serde_json::to_string(&audit.plan()).unwrap(), r#"{"chosen":["root"],"applied":{}}"#);
    /// ```
    #[must_use]
    pub fn plan(&self) -> Plan {
        let mut plan = Plan { chosen: self.chosen().cloned().collect(), ..Plan::default() };
        for (attempt, leaf) in self.applied() {
            plan.applied.entry(attempt.id.clone()).or_default().insert(leaf.clone());
        }
        plan
    }
}
