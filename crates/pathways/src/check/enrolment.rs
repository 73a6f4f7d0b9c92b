//! What is checked of enrolments.

use std::collections::BTreeMap;

use chrono::{Months, NaiveDate};
use collegium_core::{
    Finding, Findings, Period, Severity, Subject,
    entity::ProgrammeId,
    finding::{AnyId, Fact},
};

use crate::{
    Enrolment, Programme, StageNumber,
    cohort::{deadline, diplomas},
    rule::{PW0201, PW0202, PW0203},
};

/// Everything that is checked of the enrolments of programmes.
pub(crate) fn enrolments(
    programmes: &[Programme],
    enrolments: &[Enrolment],
    period: Period,
    as_of: NaiveDate,
) -> Findings {
    let known: BTreeMap<ProgrammeId, &Programme> =
        programmes.iter().map(|programme| (programme.id, programme)).collect();
    let of_enrolment = |enrolment: &Enrolment| -> Vec<Finding> {
        let Some(id) = enrolment.studies.programme() else { return Vec::new() };
        match known.get(&id) {
            None => vec![unknown(enrolment, id)],
            Some(programme) => overdue(programme, enrolment, as_of).collect(),
        }
    };
    let not_final = not_final(programmes, enrolments, period, as_of);
    enrolments.iter().flat_map(of_enrolment).chain(not_final).collect()
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

fn not_final(
    programmes: &[Programme],
    enrolments: &[Enrolment],
    period: Period,
    as_of: NaiveDate,
) -> Option<Finding> {
    let graduates: Vec<_> = diplomas(programmes, enrolments, period, as_of).collect();
    let second = StageNumber::FIRST.next()?;
    let open = |enrolment: &Enrolment, diploma| {
        enrolment.entered(second, as_of).is_none() && deadline(diploma) > as_of
    };
    let waiting: Vec<_> = graduates.iter().filter(|(enrolment, diploma)| open(enrolment, *diploma)).collect();
    let last = waiting.iter().map(|(_, diploma)| deadline(*diploma)).max()?;
    Some(Finding {
        code: PW0202,
        severity: Severity::Note,
        subject: Subject::named("overseas rate", period),
        message: format!(
            "the overseas rate is not final before {last}: some graduates still have time to leave"
        ),
        facts: vec![
            Fact::new("still with time", waiting.len() as u64),
            Fact::new("took the diploma", graduates.len() as u64),
        ],
        basis: None,
        remedy: Some(format!("tell the rate again after {last}, or of an earlier period")),
    })
}

fn overdue<'a>(
    programme: &'a Programme,
    enrolment: &'a Enrolment,
    as_of: NaiveDate,
) -> impl Iterator<Item = Finding> + 'a {
    let current = enrolment.stage_on(as_of);
    let abroad = programme.route.stages.iter().zip(0..).filter(|(stage, _)| stage.host.is_abroad());
    let late = abroad.filter_map(move |(stage, index)| {
        let number = StageNumber::at(index);
        let entered = enrolment.entered(number, as_of).filter(|_| current == Some(number))?;
        let end = entered.checked_add_months(Months::new(stage.years.months()))?;
        (end < as_of).then_some((number, entered, end))
    });
    late.map(|(number, entered, end)| Finding {
        code: PW0203,
        severity: Severity::Warning,
        subject: Subject::of(enrolment.id, &enrolment.code),
        message: format!("the normal end of stage {number} was {end}, and there is no award yet"),
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
