//! Courses and attempts at them.

use collegium_core::RecordCode;
use collegium_pathways::audit::{
    Attempt, AttemptDraft, AttemptStatus, CatalogueCourse, Transcript, TranscriptDraft,
};
use rust_decimal::Decimal;

/// What a course is like.
pub struct Kind<'a> {
    pub code: String,
    pub credits: &'a str,
    pub area: &'a str,
    pub tags: Vec<&'a str>,
    pub level: i32,
    pub origin: &'a str,
    pub equiv: Option<&'a str>,
}

pub fn code(text: &str) -> RecordCode {
    RecordCode::new(text).unwrap()
}

pub fn course(kind: Kind<'_>) -> CatalogueCourse {
    CatalogueCourse {
        code: code(&kind.code),
        credits: kind.credits.parse().unwrap(),
        area: code(kind.area),
        tags: kind.tags.into_iter().map(code).collect(),
        level: kind.level,
        origin: code(kind.origin),
        institution: None,
        equiv: kind.equiv.map(code),
        repeatable: false,
    }
}

/// How an attempt ended: passed or failed with a grade, or not yet.
pub fn attempt(course: &CatalogueCourse, grade: Option<u32>) -> AttemptDraft {
    AttemptDraft {
        id: course.code.clone(),
        code: course.code.clone(),
        credits: course.credits,
        area: course.area.clone(),
        tags: course.tags.clone(),
        level: course.level,
        origin: course.origin.clone(),
        institution: course.institution.clone(),
        taken: None,
        grade: grade.map(Decimal::from),
        status: match grade {
            None => AttemptStatus::InProgress,
            Some(0..50) => AttemptStatus::Failed,
            Some(_) => AttemptStatus::Passed,
        },
        equiv: course.equiv.clone(),
        repeatable: course.repeatable,
    }
}

/// The attempts, numbered as they stand, as one transcript.
pub fn transcript(attempts: Vec<AttemptDraft>, milestones: &[(&str, AttemptStatus)]) -> Transcript {
    let numbered = attempts.into_iter().enumerate().map(|(at, attempt)| {
        Attempt::try_from(AttemptDraft { id: code(&format!("a{:02}", at + 1)), ..attempt }).unwrap()
    });
    let milestones = milestones.iter().map(|(milestone, status)| (code(milestone), *status)).collect();
    Transcript::try_from(TranscriptDraft { attempts: numbered.collect(), milestones }).unwrap()
}
