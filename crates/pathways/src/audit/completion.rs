//! What would complete an award at least cost.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use collegium_core::RecordCode;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::{
    Attempt, AttemptError, AttemptStatus, CatalogueCourse, CompiledRequirements, Plan, Transcript,
    compiled::number,
    solver::{Question, Solver},
    transcript::Names,
};
use crate::credit::Credits;

/// What is assumed where it is asked what would complete an award.
///
/// # Example
///
/// ```
/// use collegium_pathways::audit::CompletionOptions;
/// let with_credit = CompletionOptions { assumed_grade: Some(65.into()), ..CompletionOptions::default() };
/// assert!(!with_credit.in_progress && with_credit.taken.is_none() && with_credit.work_limit > 0);
/// ```
#[derive(Debug, Clone, Copy)]
pub struct CompletionOptions {
    /// Whether attempts and milestones in progress count as if they were passed: then they cost nothing more.
    pub in_progress: bool,
    /// The grade in which the further courses are passed. Without one they count in no average, and no filter that asks for a
    /// grade means them.
    pub assumed_grade: Option<Decimal>,
    /// The day on which they end. Without one no filter that asks for a day means them.
    pub taken: Option<NaiveDate>,
    /// How many conflicts the search may meet. A search that meets more stops: its answer is not proven.
    pub work_limit: u64,
}

impl Default for CompletionOptions {
    fn default() -> Self {
        Self { in_progress: false, assumed_grade: None, taken: None, work_limit: 10_000 }
    }
}

/// What would complete an award at least cost in credits.
///
/// # Wire form
///
/// `{"way":{"credits":"4","courses":[…],"milestones":[]},"proven":true}`; without `way`, there is none.
///
/// # Example
///
/// See [`CompiledRequirements::complete`].
///
/// ```
/// use collegium_pathways::audit::Completion;
/// let impossible: Completion = serde_json::from_str(r#"{"proven":true}"#).unwrap();
/// assert!(impossible.way.is_none());
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Completion {
    /// What is to be done. `None`: the catalogue has no way, or none was found before the work limit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub way: Option<CompletionWay>,
    /// Whether no way costs less. It is `false` only if the work limit was reached.
    pub proven: bool,
}

/// The courses and milestones that complete an award.
///
/// # Wire form
///
/// `{"credits":"4","courses":[{"course":"STAT201","credits":"4","parts":["quant"]}],"milestones":["thesis"]}`.
///
/// # Example
///
/// ```
/// use collegium_pathways::audit::CompletionWay;
/// let nothing: CompletionWay = serde_json::from_str(r#"{"credits":"0","courses":[],"milestones":[]}"#).unwrap();
/// assert!(nothing.credits.is_zero());
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CompletionWay {
    /// The credits of the courses.
    #[serde(with = "collegium_core::decimal")]
    pub credits: Decimal,
    /// The courses to pass, by code.
    pub courses: Vec<CompletionCourse>,
    /// The milestones to reach.
    pub milestones: BTreeSet<RecordCode>,
}

/// A course that is to be passed, and what it is for.
///
/// # Wire form
///
/// `{"course":"STAT201","credits":"4","parts":["quant"]}`.
///
/// # Example
///
/// ```
/// use collegium_pathways::audit::CompletionCourse;
/// let course: CompletionCourse =
///     serde_json::from_str(r#"{"course":"STAT201","credits":"4","parts":["quant"]}"#).unwrap();
/// assert_eq!(course.parts.len(), 1);
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CompletionCourse {
    /// Its code.
    pub course: RecordCode,
    /// Its credits.
    pub credits: Credits,
    /// The leaves it is applied to.
    pub parts: BTreeSet<RecordCode>,
}

impl CompiledRequirements {
    /// What would complete the award at least cost: the courses of the catalogue with the fewest credits together that satisfy
    /// the requirements if they are passed too. Of equally good ways it takes one with few courses and milestones.
    ///
    /// Each course can be taken once, unless an attempt at it already counts; where it and all attempts that count the same are
    /// repeatable, once more. Milestones cost no credits; those that remain are told. What was passed may be applied anew in
    /// any way.
    ///
    /// # Example
    ///
    /// ```
    /// use collegium_pathways::audit::{CatalogueCourse, CompletionOptions, Requirements, Transcript};
    /// let requirements: Requirements = serde_json::from_str(
    ///     r#"{"code":"BBA","name":{"en":"Bachelor of Business"},"catalogue":"2026/2027",
    ///         "root":{"id":"root","kind":"all_of","min_credits":"7","children":[
    ///             {"id":"quant","kind":"courses","filter":{"tags_any":["quant"]},"min_courses":1},
    ///             {"id":"free","kind":"courses","filter":{}}]},
    ///         "source":{"document":"Catalogue","date":"2026-06-01"},"status":"verified"}"#,
    /// )
    /// .unwrap();
    /// let catalogue: Vec<CatalogueCourse> = serde_json::from_str(
    ///     r#"[{"code":"STAT201","credits":"4","area":"MA","tags":["quant"],"level":200,"origin":"home"},
    ///         {"code":"MATH101","credits":"5","area":"MA","tags":["quant"],"level":100,"origin":"home"},
    ///         {"code":"WRIT300","credits":"4","area":"WR","level":300,"origin":"home"}]"#,
    /// )
    /// .unwrap();
    /// let transcript: Transcript = serde_json::from_str(
    ///     r#"{"attempts":[{"id":"a1","code":"HIST100","credits":"3","area":"HI","level":100,"origin":"home","grade":"70","status":"passed"}]}"#,
    /// )
    /// .unwrap();
    /// let compiled = requirements.compile(&catalogue);
    /// let completion = compiled.complete(&transcript, &CompletionOptions::default()).unwrap();
    /// let way = completion.way.unwrap();
    /// assert_eq!((way.credits.to_string().as_str(), way.courses[0].course.as_str()), ("4", "STAT201"));
    /// // Without a catalogue there is no way.
    /// let completion = requirements.compile(&[]).complete(&transcript, &CompletionOptions::default()).unwrap();
    /// assert!(completion.way.is_none() && completion.proven);
    /// ```
    ///
    /// # Errors
    ///
    /// [`AttemptError::Credits`] if a course of the catalogue has more credits than an attempt can have,
    /// [`AttemptError::Grade`] if the assumed grade is no grade.
    pub fn complete(
        &self,
        transcript: &Transcript,
        options: &CompletionOptions,
    ) -> Result<Completion, AttemptError> {
        let further = Further::of(self, transcript, options)?;
        let whole = transcript.joined(further.attempts.iter().cloned());
        let mut present = Plan::default();
        // What is in a present plan is never left out for another that counts the same: what was passed costs nothing.
        present
            .applied
            .extend(transcript.attempts.iter().map(|attempt| (attempt.id.clone(), BTreeSet::new())));
        let question = Question {
            compiled: self,
            transcript: &whole,
            in_progress: options.in_progress,
            present: Some(&present),
            limit: options.work_limit,
        };
        let (least, proven) =
            Solver::default().complete(&question, transcript.attempts.len(), &further.exclusive);
        let way = least.map(|least| {
            let mut courses: BTreeMap<usize, BTreeSet<RecordCode>> = BTreeMap::new();
            for (attempt, leaf) in least.applied {
                let part = self.leaves.get(leaf).and_then(|leaf| self.parts.get(leaf.part));
                if let Some(further) = attempt.checked_sub(transcript.attempts.len()) {
                    courses.entry(further).or_default().extend(part.map(|part| part.id.clone()));
                }
            }
            let courses = courses.into_iter().filter_map(|(at, parts)| {
                let attempt = further.attempts.get(at)?;
                Some(CompletionCourse { course: attempt.code.clone(), credits: attempt.credits, parts })
            });
            let milestones = least.milestones.into_iter();
            let milestones = milestones.filter_map(|part| self.parts.get(part)?.milestone.clone());
            CompletionWay {
                credits: number(least.credits),
                courses: courses.collect(),
                milestones: milestones.collect(),
            }
        });
        Ok(Completion { way, proven })
    }
}

/// What a student could take.
struct Further {
    /// By the code of the course.
    attempts: Vec<Attempt>,
    /// Pairs of which at most one is applied, by their places in the transcript with these attempts at its end.
    exclusive: Vec<(usize, usize)>,
}

impl Further {
    fn of(
        compiled: &CompiledRequirements,
        transcript: &Transcript,
        options: &CompletionOptions,
    ) -> Result<Self, AttemptError> {
        let courses: Vec<_> = compiled.courses.sorted();
        let courses: Vec<_> =
            courses.into_iter().filter(|course| can_take(course, transcript, options.in_progress)).collect();
        let mut names = Names::of(transcript);
        for course in &courses {
            names.take(course.counts_as());
        }
        let mut further = Self { attempts: Vec::new(), exclusive: Vec::new() };
        let own = transcript.attempts.len();
        for (at, course) in courses.iter().enumerate() {
            let mut draft = course.attempt(names.id(&course.code), AttemptStatus::Passed);
            (draft.grade, draft.taken) = (options.assumed_grade, options.taken);
            // A course that is not repeatable among repeatable ones takes that from them only if it is taken.
            let same = |other: &RecordCode| other == course.counts_as();
            let mut others = transcript.attempts.iter().filter(|attempt| same(attempt.counts_as()));
            let repeatable = others.clone().all(|attempt| attempt.repeatable);
            let alone = others.next().is_none()
                && !courses.iter().any(|other| other.repeatable && same(other.counts_as()));
            if !course.repeatable && repeatable && !alone {
                draft.equiv = Some(names.id(&course.code));
                let passed = transcript.attempts.iter().map(Attempt::counts_as);
                let all = passed.chain(courses.iter().map(|course| course.counts_as())).enumerate();
                let all = all.filter(|(other, counts_as)| *other != own + at && same(counts_as));
                further.exclusive.extend(all.map(|(other, _)| (own + at, other)));
            }
            further.attempts.push(Attempt::try_from(draft)?);
        }
        Ok(further)
    }
}

/// Whether no attempt at a course counts yet, or it may count once more.
fn can_take(course: &CatalogueCourse, transcript: &Transcript, in_progress: bool) -> bool {
    let counts = |attempt: &&Attempt| {
        attempt.code == course.code
            && (attempt.status == AttemptStatus::Passed
                || (in_progress && attempt.status == AttemptStatus::InProgress))
    };
    let mut same = transcript.attempts.iter().filter(|attempt| attempt.counts_as() == course.counts_as());
    !transcript.attempts.iter().any(|attempt| counts(&attempt))
        || (course.repeatable && same.all(|attempt| attempt.repeatable))
}
