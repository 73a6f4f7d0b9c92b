//! What is checked of enrolments.

use chrono::{Months, NaiveDate};
use collegium_core::{
    Finding, Findings, Period, Severity, Subject,
    entity::ProgrammeId,
    finding::{AnyId, Fact},
};

use crate::{
    Enrolment, Programme, StageNumber,
    check::{intake, twice},
    cohort::{deadline, diplomas, leaves_with_diploma},
    programme::by_id,
    rule::{PW0201, PW0202, PW0203, PW0204},
};

/// Everything that is checked of the enrolments of programmes.
pub(crate) fn enrolments(
    programmes: &[Programme],
    enrolments: &[Enrolment],
    period: Period,
    as_of: NaiveDate,
) -> Findings {
    let known = by_id(programmes);
    let of_enrolment = |enrolment: &Enrolment| -> Vec<Finding> {
        let Some(id) = enrolment.studies.programme() else { return Vec::new() };
        match known.get(&id) {
            None => vec![unknown(enrolment, id)],
            Some(programme) => {
                overdue(programme, enrolment, as_of).chain(beyond(programme, enrolment, as_of)).collect()
            }
        }
    };
    let not_final = not_final(programmes, enrolments, period, as_of);
    let given_twice = twice::records(programmes, enrolments);
    let counted_twice = twice::students(&known, enrolments, as_of);
    let taken_in = intake(&known, enrolments, period, as_of);
    let of_each = enrolments.iter().flat_map(of_enrolment);
    of_each.chain(taken_in).chain(not_final).chain(given_twice).chain(counted_twice).collect()
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
    let runs_on = period.last() > as_of && programmes.iter().any(leaves_with_diploma);
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

fn beyond(programme: &Programme, enrolment: &Enrolment, as_of: NaiveDate) -> Option<Finding> {
    let last = programme.route.last_stage();
    let number = last.next()?;
    let entered = enrolment.entered(number, as_of)?;
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
