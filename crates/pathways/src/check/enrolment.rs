//! What is checked of enrolments.

use chrono::{Months, NaiveDate};
use collegium_core::{
    Finding, Findings, Severity, Subject,
    entity::ProgrammeId,
    finding::{AnyId, Fact},
};

use crate::{
    Enrolment, StageNumber,
    check::{intake, twice},
    cohort::{Course, Courses, deadline, leaves_with_diploma},
    rule::{PW0201, PW0202, PW0203, PW0204},
};

/// Everything that is checked of the enrolments of programmes.
pub(crate) fn enrolments(courses: &Courses<'_>) -> Findings {
    let is_known = |id: &ProgrammeId| courses.known.contains_key(id);
    let on_unknown = courses.enrolments.iter().filter_map(|enrolment| {
        let programme = enrolment.studies.programme().filter(|id| !is_known(id))?;
        Some(unknown(enrolment, programme))
    });
    let as_of = courses.as_of;
    let of_course = |course| overdue(course, as_of).chain(beyond(course));
    let of_each = courses.on_routes.iter().flat_map(of_course);
    let given_twice = twice::records(courses.programmes, courses.enrolments);
    let counted_twice = twice::students(courses);
    let of_all = intake(courses).into_iter().chain(not_final(courses)).chain(given_twice);
    on_unknown.chain(of_each).chain(of_all).chain(counted_twice).collect()
}

fn unknown(enrolment: &Enrolment, programme: ProgrammeId) -> Finding {
    Finding {
        code: PW0201,
        severity: Severity::Violation,
        subject: Subject::of(enrolment.id, &enrolment.code).at("studies.route.programme"),
        message: "the enrolment is on a programme that is not among those given".to_owned(),
        facts: vec![Fact::new("on", AnyId::from(programme))],
        basis: None,
        remedy: Some("give the programme too, or correct the enrolment".to_owned()),
    }
}

fn not_final(courses: &Courses<'_>) -> Option<Finding> {
    let Courses { programmes, graduates, period, as_of, .. } = courses;
    let second = StageNumber::FIRST.next()?;
    let open = |enrolment: &Enrolment, diploma| {
        enrolment.entered(second, *as_of).is_none() && deadline(diploma) > *as_of
    };
    let waiting: Vec<_> = graduates.iter().filter(|(enrolment, diploma)| open(enrolment, *diploma)).collect();
    let runs_on = period.last() > *as_of && programmes.iter().any(leaves_with_diploma);
    let (last, why) = if runs_on {
        (deadline(period.last()), "the period runs on")
    } else {
        let last = waiting.iter().map(|(_, diploma)| deadline(*diploma)).max()?;
        (last, "some graduates still have time to leave")
    };
    Some(Finding {
        code: PW0202,
        severity: Severity::Note,
        subject: Subject::named("overseas rate", period),
        message: format!("the overseas rate is not final before {last}: {why}"),
        facts: vec![
            Fact::new("still with time", waiting.len() as u64),
            Fact::new("took the diploma", graduates.len() as u64),
        ],
        basis: None,
        remedy: Some(format!("tell the rate again for {last} or later, or of an earlier period")),
    })
}

fn overdue<'a>(course: &'a Course<'a>, as_of: NaiveDate) -> impl Iterator<Item = Finding> + 'a {
    let Course { programme, enrolment, stage: current, .. } = course;
    let abroad = programme.route.stages.iter().zip(0..).filter(|(stage, _)| stage.host.is_abroad());
    let late = abroad.filter_map(move |(stage, index)| {
        let number = StageNumber::at(index);
        let entered = (*current == Some(number)).then(|| enrolment.entered(number, as_of))??;
        let end = entered.checked_add_months(Months::new(stage.years.months()))?;
        let missing = if stage.awards.is_empty() { "it is not finished" } else { "there is no award yet" };
        (end < as_of).then_some((number, entered, end, missing))
    });
    late.map(|(number, entered, end, missing)| Finding {
        code: PW0203,
        severity: Severity::Warning,
        subject: Subject::of(enrolment.id, &enrolment.code),
        message: format!("the normal end of stage {number} was {end}, and {missing}"),
        facts: vec![
            Fact::new("programme", programme.code.to_string()),
            Fact::new("entered", entered),
            Fact::new("normal end", end),
        ],
        basis: None,
        remedy: Some(
            "record the award, or that the student withdrew; else ask the partner why it takes longer"
                .to_owned(),
        ),
    })
}

fn beyond(course: &Course<'_>) -> Option<Finding> {
    let Course { programme, enrolment, .. } = course;
    let last = programme.route.last_stage();
    let (number, entered) = (last.next()?, course.beyond?);
    Some(Finding {
        code: PW0204,
        severity: Severity::Violation,
        subject: Subject::of(enrolment.id, &enrolment.code).at("history"),
        message: format!("stage {number} was entered, but the route of the programme ends with stage {last}"),
        facts: vec![
            Fact::new("programme", programme.code.to_string()),
            Fact::new("shape", programme.route.shape().to_string()),
            Fact::new("entered", entered),
        ],
        basis: None,
        remedy: Some("cancel the entry, or correct the programme of the enrolment".to_owned()),
    })
}
