//! A transcript as it would be with other plans.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use collegium_core::RecordCode;
use rust_decimal::Decimal;

use super::{
    super::{Attempt, AttemptDraft, AttemptError, AttemptStatus, CatalogueCourse, Filter},
    Transcript,
};

impl Transcript {
    /// What it would be with these courses planned: each is an attempt in progress, in a new id. The question
    /// [`AuditOptions::in_progress`](crate::audit::AuditOptions::in_progress) counts them.
    ///
    /// # Example
    ///
    /// ```
    /// use collegium_pathways::audit::{AuditOptions, CatalogueCourse, Requirements, Transcript};
    /// let requirements: Requirements = serde_json::from_str(
    ///     r#"{"code":"BBA","name":{"en":"Bachelor of Business"},"catalogue":"2026/2027",
    ///         "root":{"id":"root","kind":"courses","filter":{"tags_any":["quant"]},"min_courses":1},
    ///         "source":{"document":"Catalogue","date":"2026-06-01"},"status":"verified"}"#,
    /// )
    /// .unwrap();
    /// let course: CatalogueCourse =
    ///     serde_json::from_str(r#"{"code":"STAT201","credits":"4","area":"MA","tags":["quant"],"level":200,"origin":"home"}"#).unwrap();
    /// let planned = Transcript::default().planned(&[course]).unwrap();
    /// let what_if = AuditOptions { in_progress: true, ..AuditOptions::default() };
    /// assert!(requirements.compile(&[]).audit(&planned, &what_if).is_satisfied());
    /// // It is not passed yet.
    /// assert!(!requirements.compile(&[]).audit(&planned, &AuditOptions::default()).is_satisfied());
    /// ```
    ///
    /// # Errors
    ///
    /// [`AttemptError::Credits`] if a course has more credits than an attempt can have.
    pub fn planned(&self, courses: &[CatalogueCourse]) -> Result<Self, AttemptError> {
        let mut names = Names::of(self);
        let planned = courses.iter().map(|course| {
            let attempt = course.attempt(names.id(&course.code), AttemptStatus::InProgress);
            Attempt::try_from(attempt)
        });
        let planned: Vec<_> = planned.collect::<Result<_, _>>()?;
        Ok(self.joined(planned))
    }

    /// What it would be without the attempts in progress that a filter means: the plans with one partner, say, before those
    /// with another.
    ///
    /// # Example
    ///
    /// ```
    /// use collegium_pathways::audit::{CatalogueCourse, Filter, Transcript};
    /// let course = |code: &str, partner: &str| -> CatalogueCourse {
    ///     serde_json::from_str(&format!(
    ///         r#"{{"code":"{code}","credits":"5","area":"EC","level":300,"origin":"partner","institution":"{partner}"}}"#
    ///     ))
    ///     .unwrap()
    /// };
    /// let to_leeds = Transcript::default().planned(&[course("ECON3", "leeds")]).unwrap();
    /// // To Perth instead of Leeds.
    /// let leeds: Filter = serde_json::from_str(r#"{"institutions":["leeds"]}"#).unwrap();
    /// let to_perth = to_leeds.unplanned(&leeds).planned(&[course("BUS300", "perth")]).unwrap();
    /// assert_eq!(to_perth.attempts.len(), 1);
    /// assert_eq!(to_perth.attempts[0].code.as_str(), "BUS300");
    /// ```
    #[must_use]
    pub fn unplanned(&self, filter: &Filter) -> Self {
        let mut draft = self.draft();
        draft.attempts.retain(|attempt| {
            attempt.status != AttemptStatus::InProgress || !filter.matches(&attempt.facts())
        });
        Self(draft)
    }

    /// With attempts whose ids are new.
    pub(in crate::audit) fn joined(&self, attempts: impl IntoIterator<Item = Attempt>) -> Self {
        let mut draft = self.draft();
        draft.attempts.extend(attempts);
        Self(draft)
    }
}

impl CatalogueCourse {
    /// An attempt at it, without a grade and a day.
    pub(in crate::audit) fn attempt(&self, id: RecordCode, status: AttemptStatus) -> AttemptDraft {
        AttemptDraft {
            id,
            code: self.code.clone(),
            credits: self.credits,
            area: self.area.clone(),
            tags: self.tags.clone(),
            level: self.level,
            origin: self.origin.clone(),
            institution: self.institution.clone(),
            taken: None::<NaiveDate>,
            grade: None::<Decimal>,
            status,
            equiv: self.equiv.clone(),
            repeatable: self.repeatable,
        }
    }
}

/// Ids that stand for nothing yet.
#[derive(Debug)]
pub(in crate::audit) struct Names {
    taken: BTreeSet<RecordCode>,
    next: usize,
}

impl Names {
    pub(in crate::audit) fn of(transcript: &Transcript) -> Self {
        let ids = transcript.attempts.iter().flat_map(|attempt| [&attempt.id, attempt.counts_as()]);
        Self { taken: ids.cloned().collect(), next: 1 }
    }

    /// Says that a code stands for something.
    pub(in crate::audit) fn take(&mut self, code: &RecordCode) {
        self.taken.insert(code.clone());
    }

    /// The code itself, if it is free; else `planned-1` and on.
    pub(in crate::audit) fn id(&mut self, wanted: &RecordCode) -> RecordCode {
        let mut id = wanted.clone();
        while !self.taken.insert(id.clone()) {
            // INVARIANT: so short a code is a code.
            id = RecordCode::new(&format!("planned-{}", self.next)).unwrap_or(id);
            self.next += 1;
        }
        id
    }
}
