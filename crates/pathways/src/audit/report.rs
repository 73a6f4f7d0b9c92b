//! An audit explained.

mod bound;
mod figures;
mod filter;
mod left_out;
mod reason;

use std::{collections::BTreeSet, fmt};

use collegium_core::{AcademicYear, LocalizedText, RecordCode};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

pub use bound::{Bound, BoundReport};
pub use reason::{LeftOut, Reason};

use self::{figures::Figures, left_out::Reasons};
use super::{AttemptStatus, Audit, AuditOptions, PartKind};

/// How a part stands.
///
/// # Wire form
///
/// The variant in snake case: `"in_progress"`.
///
/// # Example
///
/// ```
/// use collegium_pathways::audit::PartState;
/// assert_eq!(serde_json::to_string(&PartState::InProgress).unwrap(), "\"in_progress\"");
/// assert_eq!(PartState::InProgress.to_string(), "in progress");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PartState {
    /// It is chosen, and what is passed is all it asks for.
    Satisfied,
    /// It is not, but would be if all that is in progress were passed.
    InProgress,
    /// Neither.
    NotSatisfied,
}

impl fmt::Display for PartState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Satisfied => "satisfied",
            Self::InProgress => "in progress",
            Self::NotSatisfied => "not satisfied",
        })
    }
}

/// How one part stands, and on what.
///
/// A chosen part is satisfied just if all its bounds hold: a group has a bound on how many of its parts are.
///
/// # Wire form
///
/// An object of the fields; a part without a name, or the root, leaves out what it does not have.
///
/// # Example
///
/// ```
/// use collegium_pathways::audit::PartReport;
/// let part: PartReport = serde_json::from_str(
///     r#"{"part":"core","parent":"root","kind":"courses","chosen":true,"state":"not_satisfied","used":["a1"],"credits":"4",
///         "bounds":[{"bound":{"min_courses":{"asked":2,"reached":1}},"holds":false}]}"#,
/// )
/// .unwrap();
/// assert_eq!(part.missing().next().unwrap().to_string(), "1 of at least 2 courses");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PartReport {
    /// The part.
    pub part: RecordCode,
    /// The part it stands in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<RecordCode>,
    /// Its name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<LocalizedText>,
    /// What it asks.
    pub kind: PartKind,
    /// Whether it is chosen: what is not has no attempts.
    pub chosen: bool,
    /// How it stands.
    pub state: PartState,
    /// The attempts applied to it or below it, each once.
    pub used: BTreeSet<RecordCode>,
    /// Their credits.
    #[serde(with = "collegium_core::decimal")]
    pub credits: Decimal,
    /// What it asks and allows, and what there is.
    pub bounds: Vec<BoundReport>,
}

impl PartReport {
    /// The bounds that do not hold.
    pub fn missing(&self) -> impl Iterator<Item = &BoundReport> {
        self.bounds.iter().filter(|bound| !bound.holds)
    }
}

/// An audit explained: each part with its figures, and each attempt that a part could take with why it does not.
///
/// It explains one plan, the one the audit found best. An attempt stands in `left_out` once for each leaf that means it, or
/// would but for its grade or day, and each reason.
///
/// # Wire form
///
/// An object of the fields.
///
/// # Example
///
/// See [`Audit::report`].
///
/// ```
/// use collegium_pathways::audit::AuditReport;
/// assert!(serde_json::from_str::<AuditReport>(r#"{"requirements":"BBA","grade":"A"}"#).is_err());
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AuditReport {
    /// The award.
    pub requirements: RecordCode,
    /// The year of its catalogue.
    pub catalogue: AcademicYear,
    /// How the whole stands.
    pub state: PartState,
    /// Whether no plan is better. It is `false` only if the work limit was reached.
    pub proven: bool,
    /// The credits of the attempts that are applied, each once.
    #[serde(with = "collegium_core::decimal")]
    pub credits: Decimal,
    /// Each part, before its own parts.
    pub parts: Vec<PartReport>,
    /// Why attempts are not applied to parts that could take them.
    pub left_out: Vec<LeftOut>,
    /// The attempts that are applied to no part.
    pub unused: BTreeSet<RecordCode>,
}

impl AuditReport {
    /// Why an attempt is not applied to parts that could take it.
    pub fn reasons<'a>(&'a self, attempt: &'a RecordCode) -> impl Iterator<Item = &'a LeftOut> {
        self.left_out.iter().filter(move |left_out| left_out.attempt == *attempt)
    }
}

impl Audit<'_> {
    /// Explains the answer.
    ///
    /// To tell what is in progress from what is missing, a student who is not through is audited once more, with all that is in
    /// progress; of equally good plans that audit takes the one that is nearest to this.
    ///
    /// # Example
    ///
    /// ```
    /// use collegium_pathways::audit::{AuditOptions, PartState, Requirements, Transcript};
    /// let requirements: Requirements = serde_json::from_str(
    ///     r#"{"code":"BBA","name":{"en":"Bachelor of Business"},"catalogue":"2026/2027",
    ///         "root":{"id":"root","kind":"all_of","children":[
    ///             {"id":"methods","kind":"courses","filter":{"tags_any":["methods"]},"min_courses":2},
    ///             {"id":"quant","kind":"courses","filter":{"tags_any":["quant"]},"min_courses":1,"max_courses":1}]},
    ///         "source":{"document":"Catalogue","date":"2026-06-01"},"status":"verified"}"#,
    /// )
    /// .unwrap();
    /// let transcript: Transcript = serde_json::from_str(
    ///     r#"{"attempts":[
    ///         {"id":"a1","code":"STAT201","credits":"4","area":"MA","tags":["methods","quant"],"level":200,"origin":"home","grade":"80","status":"passed"},
    ///         {"id":"a2","code":"MATH101","credits":"4","area":"MA","tags":["quant"],"level":100,"origin":"home","grade":"80","status":"passed"},
    ///         {"id":"a3","code":"MATH102","credits":"3","area":"MA","tags":["quant"],"level":100,"origin":"home","grade":"80","status":"passed"},
    ///         {"id":"a4","code":"WRIT300","credits":"4","area":"WR","tags":["methods"],"level":300,"origin":"home","grade":null,"status":"in_progress"}]}"#,
    /// )
    /// .unwrap();
    /// let compiled = requirements.compile(&[]);
    /// let report = compiled.audit(&transcript, &AuditOptions::default()).report();
    /// // Methods has one course of two; the second is in progress.
    /// assert_eq!(report.parts[1].state, PartState::InProgress);
    /// assert_eq!(report.parts[1].missing().next().unwrap().to_string(), "1 of at least 2 courses");
    /// let reasons = |attempt: &str| report.reasons(&attempt.parse().unwrap()).map(|it| it.reason.to_string()).collect::<Vec<_>>();
    /// assert_eq!(reasons("a1"), ["it is applied to `methods`, which is of the same pool `main`"]);
    /// assert_eq!(reasons("a3"), ["with it, `quant` would have 2 of at most 1 courses"]);
    /// assert_eq!(reasons("a4"), ["it is in progress"]);
    /// ```
    #[must_use]
    pub fn report(&self) -> AuditReport {
        let figures = Figures::of(self, |status| self.counts(status));
        let states = self.states(&figures);
        let state = states.first().copied().unwrap_or(PartState::NotSatisfied);
        let attempts = &self.transcript.attempts;
        let applied: BTreeSet<_> = self.applied().map(|(attempt, _)| &attempt.id).collect();
        let unused = attempts.iter().map(|attempt| &attempt.id).filter(|id| !applied.contains(id)).cloned();
        let requirements = self.compiled.requirements();
        AuditReport {
            requirements: requirements.code.clone(),
            catalogue: requirements.catalogue,
            state,
            proven: self.is_proven(),
            credits: self.credits(),
            parts: self.parts(&figures, &states),
            left_out: Reasons::new(self, &figures).all(),
            unused: unused.collect(),
        }
    }

    /// Whether attempts and milestones of this state count.
    fn counts(&self, status: AttemptStatus) -> bool {
        status == AttemptStatus::Passed || (self.in_progress && status == AttemptStatus::InProgress)
    }

    fn states(&self, figures: &Figures<'_>) -> Vec<PartState> {
        let passed = Figures::of(self, |status| status == AttemptStatus::Passed).satisfied;
        let begun = |status: &AttemptStatus| *status == AttemptStatus::InProgress;
        let mut statuses = self.transcript.attempts.iter().map(|attempt| &attempt.status);
        let begun = statuses.any(begun) || self.transcript.milestones.values().any(begun);
        let later = if self.in_progress || self.is_satisfied() || !begun {
            figures.satisfied.clone()
        } else {
            let options =
                AuditOptions { in_progress: true, present: Some(&self.plan()), work_limit: self.work_limit };
            let later = self.compiled.audit(self.transcript, &options);
            Figures::of(&later, |status| later.counts(status)).satisfied
        };
        let state = |(passed, later)| match (passed, later) {
            (true, _) => PartState::Satisfied,
            (false, true) => PartState::InProgress,
            (false, false) => PartState::NotSatisfied,
        };
        passed.into_iter().zip(later).map(state).collect()
    }

    fn parts(&self, figures: &Figures<'_>, states: &[PartState]) -> Vec<PartReport> {
        let numbered = figures.parts.iter().zip(&self.compiled.parts).zip(states).enumerate();
        let parts = numbered.map(|(at, ((part, compiled), state))| {
            let attempts = figures.attempts(self, at, None);
            let parent = compiled.parent.and_then(|parent| self.compiled.parts.get(parent));
            PartReport {
                part: part.id.clone(),
                parent: parent.map(|parent| parent.id.clone()),
                name: part.name.clone(),
                kind: part.kind,
                chosen: figures.chosen.get(at) == Some(&true),
                state: *state,
                used: attempts.iter().map(|attempt| attempt.id.clone()).collect(),
                credits: attempts.iter().map(|attempt| attempt.credits.amount()).sum::<Decimal>().normalize(),
                bounds: figures.bounds.get(at).cloned().unwrap_or_default(),
            }
        });
        parts.collect()
    }
}
