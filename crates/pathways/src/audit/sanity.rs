//! Whether requirements make sense, before any student is audited.

mod bounds;
mod choice;
mod filters;
mod most;
mod need;
mod offer;
mod overlap;
mod shortage;
mod tree;

use collegium_core::{Findings, preset::unverified_note};

use self::tree::Tree;
use super::{CatalogueCourse, Requirements};

impl Requirements {
    /// Checks the requirements themselves: parts that no course of the catalogue fits, bounds that contradict each other, more asked
    /// than can be given, parts that want the same courses, and options that cannot be met or are never needed.
    ///
    /// A violation is an impossibility: whatever courses of the catalogue are passed, with whatever grades, the part is not met.
    /// The reverse is not promised, since credits that do not divide, parts that stand apart and averages are left to the audit.
    /// Milestones can be reached. Without a catalogue only what the requirements say by themselves is checked.
    ///
    /// # Example
    ///
    /// ```
    /// use collegium_pathways::audit::{CatalogueCourse, Requirements};
    /// let requirements: Requirements = serde_json::from_str(
    ///     r#"{"code":"BBA","name":{"en":"Bachelor of Business"},"catalogue":"2026/2027",
    ///         "root":{"id":"root","kind":"all_of","children":[
    ///             {"id":"quant","kind":"courses","filter":{"tags_any":["quant"]},"min_courses":1},
    ///             {"id":"methods","kind":"courses","filter":{"tags_any":["methods"]},"min_courses":1}]},
    ///         "source":{"document":"Catalogue","date":"2026-06-01"},"status":"verified"}"#,
    /// )
    /// .unwrap();
    /// let course = |code: &str, tags: &str| -> CatalogueCourse {
    ///     let json = format!(r#"{{"code":"{code}","credits":"4","area":"MA","tags":{tags},"level":200,"origin":"home"}}"#);
    ///     serde_json::from_str(&json).unwrap()
    /// };
    /// let statistics = course("STAT201", r#"["quant","methods"]"#);
    /// let findings = requirements.check(std::slice::from_ref(&statistics));
    /// let told: Vec<_> = findings.violations().map(|finding| finding.message.as_str()).collect();
    /// assert_eq!(told, [
    ///     "`methods` and `quant` ask for 2 courses together, but what they take gives at most 1",
    ///     "nobody can meet the requirements",
    /// ]);
    /// let both = [statistics, course("MATH101", r#"["quant"]"#)];
    /// assert_eq!(requirements.check(&both).violations().count(), 0);
    /// ```
    #[must_use]
    pub fn check(&self, catalogue: &[CatalogueCourse]) -> Findings {
        let tree = Tree::new(self, catalogue);
        let mut found = bounds::check(&tree);
        found.extend(shortage::check(&tree));
        let broken = found.iter().map(|(at, _)| *at).collect();
        let mut all: Vec<_> = found.into_iter().map(|(_, finding)| finding).collect();
        all.extend(choice::check(&tree, &broken));
        all.extend(overlap::check(&tree));
        all.extend(filters::check(&tree));
        all.extend(unverified_note(self, "requirements of an award"));
        all.into()
    }
}
