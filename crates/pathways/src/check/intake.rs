//! What is checked of how students came in.

use std::collections::BTreeMap;

use chrono::{Days, Months, NaiveDate};
use collegium_core::{
    Finding, Period, Severity, Subject,
    entity::ProgrammeId,
    finding::{AnyId, Fact},
};

use crate::{
    Enrolment, Programme, StageNumber,
    rule::{PW0207, PW0208, PW0209},
};

/// The students of each programme who entered it by the day: where, when, and how many in the period.
pub(crate) fn intake(
    known: &BTreeMap<ProgrammeId, &Programme>,
    enrolments: &[Enrolment],
    period: Period,
    as_of: NaiveDate,
) -> Vec<Finding> {
    let mut found = Vec::new();
    let mut taken_in = BTreeMap::<ProgrammeId, u64>::new();
    for enrolment in enrolments {
        let Some(programme) = enrolment.studies.programme().and_then(|id| known.get(&id)) else { continue };
        found.extend(elsewhere(programme, enrolment));
        let Some(day) = enrolment.entered(StageNumber::FIRST, as_of) else { continue };
        found.extend((!programme.takes_in_on(day)).then(|| closed(programme, enrolment, day)));
        if period.contains(day) {
            *taken_in.entry(programme.id).or_default() += 1;
        }
    }
    // A quota is of a year: over more than one it says nothing.
    if at_most_a_year(period) {
        let counts = taken_in.iter().filter_map(|(id, count)| Some((*known.get(id)?, *count)));
        found.extend(counts.filter_map(|(programme, count)| over_quota(programme, count, period)));
    }
    found
}

fn at_most_a_year(period: Period) -> bool {
    let year_later = period.first().checked_add_months(Months::new(12));
    year_later.and_then(|day| day.checked_sub_days(Days::new(1))).is_none_or(|last| period.last() <= last)
}

fn over_quota(programme: &Programme, count: u64, period: Period) -> Option<Finding> {
    let quota = programme.quota_on(period.first())?;
    (count > u64::from(quota)).then(|| Finding {
        code: PW0207,
        severity: Severity::Violation,
        subject: Subject::of(programme.id, &programme.code).at("quota"),
        message: format!("{count} students entered in {period}, but {quota} are allowed a year"),
        facts: vec![
            Fact::new("entered", count),
            Fact::new("quota", quota),
            Fact::new("over by", count - u64::from(quota)),
            Fact::new("period", period),
        ],
        basis: None,
        remedy: Some("take in fewer next year, or ask the authority for a higher quota".to_owned()),
    })
}

fn closed(programme: &Programme, enrolment: &Enrolment, day: NaiveDate) -> Finding {
    Finding {
        code: PW0208,
        severity: Severity::Warning,
        subject: Subject::of(enrolment.id, &enrolment.code).at("history"),
        message: format!("the first stage was entered on {day}, when the programme takes nobody in"),
        facts: vec![
            Fact::new("programme", programme.code.to_string()),
            Fact::new("entered", day),
            Fact::new("takes in", programme.intake.to_string()),
        ],
        basis: None,
        remedy: Some("correct the day or the programme, or the intake if it was longer".to_owned()),
    }
}

fn elsewhere(programme: &Programme, enrolment: &Enrolment) -> Option<Finding> {
    (enrolment.unit != programme.unit).then(|| Finding {
        code: PW0209,
        severity: Severity::Warning,
        subject: Subject::of(enrolment.id, &enrolment.code).at("unit"),
        message: "the enrolment is with another college than its programme".to_owned(),
        facts: vec![
            Fact::new("programme", programme.code.to_string()),
            Fact::new("enrolment with", AnyId::from(enrolment.unit)),
            Fact::new("programme with", AnyId::from(programme.unit)),
        ],
        basis: None,
        remedy: Some("write the college that carries the programme, or move the programme".to_owned()),
    })
}
