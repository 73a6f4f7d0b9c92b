//! Audits of many students.

use super::{Audit, AuditOptions, Auditor, CompiledRequirements, Transcript};

/// So many students at least are audited by one auditor. The answers do not depend on it.
#[cfg(feature = "parallel")]
const FEWEST: usize = 64;

impl CompiledRequirements {
    /// Audits many students, in their order; `options` tells those of the student of each number. With the feature `parallel`
    /// the work is split over threads. The answers are those of [`audit`](Self::audit), with the same conflicts.
    ///
    /// Who has more transcripts than should be in memory at once reads some thousands, has them audited, writes what is to be
    /// kept, and goes on with the next.
    ///
    /// # Example
    ///
    /// ```
    /// use collegium_pathways::audit::{AuditOptions, Requirements, Transcript};
    /// let requirements: Requirements = serde_json::from_str(
    ///     r#"{"code":"BBA","name":{"en":"Bachelor of Business"},"catalogue":"2026/2027",
    ///         "root":{"id":"thesis","kind":"milestone","milestone":"thesis"},
    ///         "source":{"document":"Catalogue","date":"2026-06-01"},"status":"verified"}"#,
    /// )
    /// .unwrap();
    /// let compiled = requirements.compile(&[]);
    /// let done: Transcript = serde_json::from_str(r#"{"attempts":[],"milestones":{"thesis":"passed"}}"#).unwrap();
    /// let students = [done, Transcript::default()];
    /// let audits = compiled.audit_all(&students, |_| AuditOptions::default());
    /// assert_eq!(audits.iter().map(|audit| audit.is_satisfied()).collect::<Vec<_>>(), [true, false]);
    /// ```
    #[must_use]
    pub fn audit_all<'a, 'o>(
        &'a self,
        transcripts: &'a [Transcript],
        options: impl Fn(usize) -> AuditOptions<'o> + Sync,
    ) -> Vec<Audit<'a>> {
        let audit = |auditor: &mut Auditor, (number, transcript): (usize, &'a Transcript)| {
            auditor.audit(self, transcript, &options(number))
        };
        #[cfg(feature = "parallel")]
        {
            use rayon::prelude::*;
            let numbered = transcripts.par_iter().enumerate().with_min_len(FEWEST);
            numbered.map_init(Auditor::default, audit).collect()
        }
        #[cfg(not(feature = "parallel"))]
        {
            let mut auditor = Auditor::default();
            transcripts.iter().enumerate().map(|numbered| audit(&mut auditor, numbered)).collect()
        }
    }
}
