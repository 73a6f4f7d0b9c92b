//! What is given twice, and who is counted twice.

use std::collections::BTreeSet;

use collegium_core::{
    Finding, Severity, Subject,
    entity::PersonId,
    finding::{Fact, given_twice},
};

use crate::{
    Enrolment, Programme, Studies,
    cohort::Courses,
    rule::{PW0205, PW0206},
};

/// The programmes and enrolments that are given more than once.
pub(crate) fn records(programmes: &[Programme], enrolments: &[Enrolment]) -> Vec<Finding> {
    let programmes = given_twice(PW0205, programmes.iter().map(|programme| (programme.id, &programme.code)));
    let enrolments = given_twice(PW0205, enrolments.iter().map(|enrolment| (enrolment.id, &enrolment.code)));
    programmes.into_iter().chain(enrolments).collect()
}

/// The students who are in a stage of several enrolments of one kind on the day.
pub(crate) fn students(courses: &Courses<'_>) -> Vec<Finding> {
    let as_of = courses.as_of;
    let on_routes = courses.on_routes.iter().filter(|course| course.stage.is_some());
    let on_routes = on_routes.map(|course| ((course.enrolment.student, "on routes"), course.enrolment));
    let elsewhere = courses.enrolments.iter().filter_map(|enrolment| {
        let place = match &enrolment.studies {
            Studies::Route { .. } => return None,
            Studies::Mobility { .. } => "in stays abroad",
            Studies::Inbound { .. } => "as an international student",
        };
        enrolment.stage_on(as_of).map(|_| ((enrolment.student, place), enrolment))
    });
    let mut counted: Vec<_> = on_routes.chain(elsewhere).collect();
    counted.sort_unstable_by_key(|(who, _)| *who);
    let counted_twice = |same: &[((PersonId, &str), &Enrolment)]| {
        let ((student, kind), _) = same.first().filter(|_| same.len() > 1)?;
        let places: BTreeSet<_> = same.iter().map(|(_, it)| (&it.code, it.id)).collect();
        let ids: BTreeSet<_> = places.iter().map(|(_, id)| id).collect();
        let codes = places.iter().map(|(code, _)| code.as_str()).collect::<Vec<_>>().join(", ");
        let times = ids.len() as u64;
        (times > 1).then(|| Finding {
            code: PW0206,
            severity: Severity::Warning,
            subject: Subject::of(*student, &codes),
            message: format!("the student is counted {times} times {kind} on {as_of}"),
            facts: vec![Fact::new("enrolments", codes)],
            basis: None,
            remedy: Some("record which of the enrolments was left, and when".to_owned()),
        })
    };
    counted.chunk_by(|(one, _), (other, _)| one == other).filter_map(counted_twice).collect()
}
