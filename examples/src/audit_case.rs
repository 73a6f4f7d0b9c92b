//! Degree audits as files: one student's attempts and one requirement a file.
//!
//! A file is `{"schema":"pathways-audit/1","id":…,"options":{…},"courses":[…],"requirement":{…}}`. It may have `milestones`, by
//! code; `title`, `why_hard` and `expected` are read past. Anything else is refused, with the path to it.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
};

use chrono::NaiveDate;
use collegium::{
    LocalizedText, RecordCode,
    pathways::audit::{
        Attempt, AttemptStatus, Audit, AuditOptions, Auditor, Part, Requirements, RequirementsDraft,
        RequirementsError, Transcript, TranscriptDraft,
    },
    preset,
    source::{Source, Status},
};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize, de::IgnoredAny};

use crate::audit_tree;

const SCHEMA: &str = "pathways-audit/1";
/// The decimals that the credits of an attempt have in this format.
const DECIMALS: u32 = 2;
/// The best grade in this format.
const BEST: Decimal = Decimal::ONE_HUNDRED;

/// A case as its file has it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Form {
    schema: String,
    id: String,
    #[serde(default, rename = "title")]
    _title: IgnoredAny,
    #[serde(default, rename = "why_hard")]
    _why_hard: IgnoredAny,
    #[serde(default, rename = "expected")]
    _expected: IgnoredAny,
    #[serde(default)]
    options: Options,
    courses: Vec<Attempt>,
    #[serde(default)]
    milestones: BTreeMap<RecordCode, AttemptStatus>,
    requirement: Part,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Options {
    #[serde(default)]
    include_in_progress: bool,
}

/// The id of a case whatever else is wrong with it.
#[derive(Debug, Deserialize)]
struct Named {
    id: String,
}

/// One student's attempts, and the requirements they are held against.
#[derive(Debug, Clone)]
pub struct AuditCase {
    id: String,
    in_progress: bool,
    transcript: Transcript,
    requirements: Requirements,
}

/// The answer to a case: one JSON object.
#[derive(Debug, Serialize)]
pub struct AuditAnswer {
    id: String,
    satisfied: bool,
    credits_applied: String,
    proven: bool,
    chosen: BTreeSet<RecordCode>,
    applied: BTreeMap<RecordCode, BTreeSet<RecordCode>>,
}

/// A file that was refused: one JSON object.
#[derive(Debug, Serialize)]
pub struct AuditRefusal {
    /// The id in the file, if it has one.
    id: Option<String>,
    file: String,
    error: String,
}

impl AuditRefusal {
    /// Tells why a file was refused.
    #[must_use]
    pub fn new(file: &Path, json: &str, error: String) -> Self {
        let id = serde_json::from_str::<Named>(json).ok().map(|named| named.id);
        Self { id, file: file.display().to_string(), error }
    }
}

impl AuditCase {
    /// Reads a case.
    ///
    /// # Errors
    ///
    /// The path to the fault, and what is wrong there.
    pub fn read(json: &str) -> Result<Self, String> {
        let form: Form = preset::read(json).map_err(|error| error.to_string())?;
        if form.schema != SCHEMA {
            return Err(format!("schema: `{}` is not `{SCHEMA}`", form.schema));
        }
        for (at, attempt) in form.courses.iter().enumerate() {
            check(attempt).map_err(|problem| format!("courses[{at}]: {problem}"))?;
        }
        let draft = TranscriptDraft { attempts: form.courses, milestones: form.milestones };
        let transcript = Transcript::try_from(draft).map_err(|error| format!("courses: {error}"))?;
        let requirements = requirements(form.requirement).map_err(|error| format!("requirement: {error}"))?;
        Ok(Self { id: form.id, in_progress: form.options.include_in_progress, transcript, requirements })
    }

    /// Audits the student.
    #[must_use]
    pub fn answer(&self, auditor: &mut Auditor) -> AuditAnswer {
        let compiled = self.requirements.compile(&[]);
        let audit = auditor.audit(&compiled, &self.transcript, &self.options());
        let plan = audit.plan();
        AuditAnswer {
            id: self.id.clone(),
            satisfied: audit.is_satisfied(),
            credits_applied: credits(&audit),
            proven: audit.is_proven(),
            chosen: plan.chosen,
            applied: plan.applied,
        }
    }

    /// The answer as a tree for the terminal.
    #[must_use]
    pub fn tree(&self) -> String {
        let compiled = self.requirements.compile(&[]);
        let audit = compiled.audit(&self.transcript, &self.options());
        audit_tree::tree(&self.id, &self.transcript, &audit.report())
    }

    fn options(&self) -> AuditOptions<'static> {
        AuditOptions { in_progress: self.in_progress, ..AuditOptions::default() }
    }
}

/// Credits with two decimals.
fn credits(audit: &Audit<'_>) -> String {
    let mut credits = audit.credits();
    credits.rescale(DECIMALS);
    credits.to_string()
}

/// What this format asks of an attempt beyond what the library does.
fn check(attempt: &Attempt) -> Result<(), String> {
    let decimals = attempt.credits.amount().scale();
    if decimals > DECIMALS {
        return Err(format!(
            "`{}` has {decimals} decimals in its credits: write at most {DECIMALS}",
            attempt.id
        ));
    }
    match attempt.grade.filter(|grade| *grade > BEST) {
        Some(grade) => Err(format!("`{}` has the grade {grade}: write 0 to {BEST}, or null", attempt.id)),
        None => Ok(()),
    }
}

fn requirements(root: Part) -> Result<Requirements, RequirementsError> {
    Requirements::try_from(RequirementsDraft {
        code: root.id.clone(),
        name: sure(LocalizedText::new([("en", "Requirements of a case")])),
        catalogue: sure("2026/2027".parse()),
        root,
        apart: Vec::new(),
        source: Source { document: sure("A case".parse()), article: None, date: NaiveDate::default() },
        status: Status::Verified,
    })
}

/// What cannot fail: it is made of constants.
fn sure<T, E: std::fmt::Display>(made: Result<T, E>) -> T {
    made.unwrap_or_else(|error| unreachable!("{error}"))
}
