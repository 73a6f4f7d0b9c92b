//! Courses and attempts at them.

use collegium_core::RecordCode;
use collegium_pathways::audit::{
    Attempt, AttemptDraft, AttemptStatus, CatalogueCourse, Transcript, TranscriptDraft,
};
use rust_decimal::Decimal;

use crate::dice::Dice;

pub(crate) const AREAS: [&str; 6] = ["MA", "EC", "CS", "PH", "HI", "LA"];

/// A group of courses: how their codes begin, how many there are, and how many a student takes.
pub(crate) type Group = (&'static str, usize, usize);

/// The courses of groups: each with its group and its number there.
pub(crate) fn places(groups: &[Group]) -> impl Iterator<Item = (&'static str, usize)> {
    groups.iter().flat_map(|&(group, number, _)| (1..=number).map(move |at| (group, at)))
}

/// The codes of the courses that a student takes of groups.
pub(crate) fn taken(dice: &mut Dice, groups: &[Group]) -> Vec<String> {
    let codes = groups.iter().flat_map(|&(group, number, taken)| {
        let all: Vec<_> = (1..=number).map(|at| format!("{group}{at}")).collect();
        dice.some_of(&all, taken)
    });
    codes.collect()
}

/// What a course is like.
pub(crate) struct Kind<'a> {
    pub(crate) code: String,
    pub(crate) credits: &'a str,
    pub(crate) area: &'a str,
    pub(crate) tags: Vec<&'a str>,
    pub(crate) level: i32,
    pub(crate) origin: &'a str,
    pub(crate) equiv: Option<&'a str>,
}

pub(crate) fn code(text: &str) -> RecordCode {
    RecordCode::new(text).unwrap()
}

pub(crate) fn course(kind: Kind<'_>) -> CatalogueCourse {
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
pub(crate) fn attempt(course: &CatalogueCourse, grade: Option<u32>) -> AttemptDraft {
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
pub(crate) fn transcript(attempts: Vec<AttemptDraft>, milestones: &[(&str, AttemptStatus)]) -> Transcript {
    let numbered = attempts.into_iter().enumerate().map(|(at, attempt)| {
        Attempt::try_from(AttemptDraft { id: code(&format!("a{:02}", at + 1)), ..attempt }).unwrap()
    });
    let milestones = milestones.iter().map(|(milestone, status)| (code(milestone), *status)).collect();
    Transcript::try_from(TranscriptDraft { attempts: numbered.collect(), milestones }).unwrap()
}
