//! Audits of many students.

use super::{Audit, AuditOptions, CompiledRequirements, Transcript};

/// So many students are audited by one auditor. The answers do not depend on it.
const CHUNK: usize = 64;

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
        let audit = |(chunk, transcripts): (usize, &'a [Transcript])| {
            let mut auditor = self.auditor();
            let numbered = transcripts.iter().zip(chunk * CHUNK..);
            numbered
                .map(|(transcript, number)| auditor.audit(transcript, &options(number)))
                .collect::<Vec<_>>()
        };
        #[cfg(feature = "parallel")]
        let chunks: Vec<_> = {
            use rayon::prelude::*;
            transcripts.par_chunks(CHUNK).enumerate().map(audit).collect()
        };
        #[cfg(not(feature = "parallel"))]
        let chunks = transcripts.chunks(CHUNK).enumerate().map(audit);
        chunks.into_iter().flatten().collect()
    }
}
