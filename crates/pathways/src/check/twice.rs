//! What is given twice, and who is counted twice.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use collegium_core::{
    Finding, RecordCode, Severity, Subject,
    entity::{PersonId, ProgrammeId},
    finding::{AnyId, Fact, given_twice},
};

use crate::{
    Enrolment, Programme, Studies,
    rule::{PW0205, PW0206},
};

/// The programmes and enrolments that are given more than once.
pub(crate) fn records(programmes: &[Programme], enrolments: &[Enrolment]) -> Vec<Finding> {
    let programmes = given_twice(PW0205, programmes.iter().map(|programme| (programme.id, &programme.code)));
    let enrolments = given_twice(PW0205, enrolments.iter().map(|enrolment| (enrolment.id, &enrolment.code)));
    programmes.into_iter().chain(enrolments).collect()
}

/// The students who are in a stage of several enrolments of one kind on the day.
pub(crate) fn students(
    known: &BTreeMap<ProgrammeId, &Programme>,
    enrolments: &[Enrolment],
    as_of: NaiveDate,
) -> Vec<Finding> {
    let mut places = BTreeMap::<(PersonId, &str), BTreeSet<(&RecordCode, AnyId)>>::new();
    for enrolment in enrolments.iter().filter(|enrolment| enrolment.stage_on(as_of).is_some()) {
        let kind = match &enrolment.studies {
            Studies::Route { programme } if known.contains_key(programme) => "on routes",
            Studies::Route { .. } => continue,
            Studies::Mobility { .. } => "in stays abroad",
            Studies::Inbound { .. } => "as an international student",
        };
        let place = (&enrolment.code, AnyId::from(enrolment.id));
        places.entry((enrolment.student, kind)).or_default().insert(place);
    }
    let counted_twice = |((student, kind), places): ((PersonId, &str), BTreeSet<(&RecordCode, AnyId)>)| {
        let ids: BTreeSet<_> = places.iter().map(|(_, id)| id).collect();
        let codes = places.iter().map(|(code, _)| code.as_str()).collect::<Vec<_>>().join(", ");
        let times = ids.len() as u64;
        (times > 1).then(|| Finding {
            code: PW0206,
            severity: Severity::Warning,
            subject: Subject::of(student, &codes),
            message: format!("the student is counted {times} times {kind} on {as_of}"),
            facts: vec![Fact::new("enrolments", codes)],
            basis: None,
            remedy: Some("record which of the enrolments was left, and when".to_owned()),
        })
    };
    places.into_iter().filter_map(counted_twice).collect()
}
