//! What is checked of how students came in.

use std::collections::BTreeMap;

use chrono::{Days, Months, NaiveDate};
use collegium_core::{
    Finding, Period, Severity, Subject,
    entity::{EnrolmentId, ProgrammeId},
    finding::{AnyId, Fact},
};

use crate::{
    Enrolment, Programme,
    cohort::{Course, Courses},
    rule::{PW0207, PW0208, PW0209},
};

/// The students of each programme who entered it by the day: where, when, and how many in the period.
pub(crate) fn intake(courses: &Courses<'_>) -> Vec<Finding> {
    let Courses { known, period, .. } = courses;
    let mut found = Vec::new();
    let mut taken_in = BTreeMap::<ProgrammeId, BTreeMap<EnrolmentId, NaiveDate>>::new();
    for Course { programme, enrolment, entered, .. } in &courses.on_routes {
        found.extend(elsewhere(programme, enrolment));
        let Some(day) = *entered else { continue };
        found.extend((!programme.takes_in_on(day)).then(|| closed(programme, enrolment, day)));
        if period.contains(day) {
            taken_in.entry(programme.id).or_default().insert(enrolment.id, day);
        }
    }
    // A quota is of a year: over more than one it says nothing.
    if at_most_a_year(*period) {
        for (id, entered) in &taken_in {
            let days: Vec<_> = entered.values().copied().collect();
            found.extend(
                known.get(id).into_iter().flat_map(|programme| over_quotas(programme, &days, *period)),
            );
        }
    }
    found
}

fn at_most_a_year(period: Period) -> bool {
    let year_later = period.first().checked_add_months(Months::new(12));
    year_later.and_then(|day| day.checked_sub_days(Days::new(1))).is_none_or(|last| period.last() <= last)
}

/// Every quota that is exceeded: the programme's own, and those of its letters, by who entered while the letter was valid.
fn over_quotas(programme: &Programme, days: &[NaiveDate], period: Period) -> Vec<Finding> {
    let own = programme.quota.map(|quota| (quota, days.len(), "quota".to_owned(), String::new()));
    let letters = programme.authorisations.iter().enumerate().filter_map(|(index, letter)| {
        let count = days.iter().filter(|day| letter.validity.contains(**day)).count();
        let path = format!("authorisations[{index}].quota");
        Some((letter.quota?, count, path, format!(" while the {letter} was valid")))
    });
    let all = own.into_iter().chain(letters);
    all.filter_map(|(quota, count, path, when)| {
        over_quota(programme, (quota, count as u64), period, (&path, &when))
    })
    .collect()
}

fn over_quota(
    programme: &Programme,
    (quota, count): (u32, u64),
    period: Period,
    (path, when): (&str, &str),
) -> Option<Finding> {
    (count > u64::from(quota)).then(|| Finding {
        code: PW0207,
        severity: Severity::Violation,
        subject: Subject::of(programme.id, &programme.code).at(path),
        message: format!("{count} students entered in {period}{when}, but {quota} are allowed a year"),
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
