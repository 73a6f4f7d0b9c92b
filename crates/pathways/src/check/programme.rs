//! What is checked of programmes.

use chrono::NaiveDate;
use collegium_core::{
    Finding, Findings, Severity, Subject,
    entity::AgreementId,
    finding::{AnyId, Fact},
};

use crate::{Programme, StageNumber, rule::PW0101};

/// Checks that every programme that takes students in rests on agreements in force: its own, and those of its stages.
///
/// `in_force` answers for an agreement whether it binds on the day; an agreement it does not know does not.
///
/// # Example
///
/// ```
/// use collegium_pathways::{Programme, check_agreements};
/// let programme: Programme = serde_json::from_str(
///     r#"{"id":"67e55044-10b1-426f-9247-bb680e5fe0c8","code":"G-1","major":{"en":"Accounting"},
///         "route":{"stages":[{"host":{"partner":"67e55044-10b1-426f-9247-bb680e5fe0c8"},"years":"1","exit":true,
///                             "awards":[{"isced":"6","kind":"degree","name":{"en":"Bachelor"}}]}]},
///         "agreement":"67e55044-10b1-426f-9247-bb680e5fe0c8",
///         "unit":"67e55044-10b1-426f-9247-bb680e5fe0c8","intake":"2020-09-01/2026-08-31"}"#,
/// )
/// .unwrap();
/// let day = "2026-03-01".parse().unwrap();
/// assert!(check_agreements(std::slice::from_ref(&programme), |_| true, day).is_empty());
/// let findings = check_agreements(&[programme], |_| false, day);
/// assert_eq!(findings.violations().next().unwrap().code.as_str(), "PW0101");
/// ```
#[must_use]
pub fn check_agreements(
    programmes: &[Programme],
    in_force: impl Fn(AgreementId) -> bool,
    as_of: NaiveDate,
) -> Findings {
    let open = programmes.iter().filter(|programme| programme.takes_in_on(as_of));
    let not_in_force = |programme| {
        let places = places(programme).filter(|(_, agreement)| !in_force(*agreement));
        places.map(|(stage, agreement)| unfounded(programme, stage, agreement, as_of)).collect::<Vec<_>>()
    };
    open.flat_map(not_in_force).collect()
}

/// Each agreement of a programme with the stage that names it, if one does.
fn places(programme: &Programme) -> impl Iterator<Item = (Option<StageNumber>, AgreementId)> {
    let stages =
        programme.route.numbered().filter_map(|(number, stage)| Some((Some(number), stage.agreement?)));
    std::iter::once((None, programme.agreement)).chain(stages)
}

fn unfounded(
    programme: &Programme,
    stage: Option<StageNumber>,
    agreement: AgreementId,
    as_of: NaiveDate,
) -> Finding {
    let (path, whose) = match stage {
        Some(number) => (
            format!("route.stages[{}].agreement", number.index()),
            format!("the agreement of stage {number}"),
        ),
        None => ("agreement".to_owned(), "its agreement".to_owned()),
    };
    Finding {
        code: PW0101,
        severity: Severity::Violation,
        subject: Subject::of(programme.id, &programme.code).at(&path),
        message: format!("the programme takes students in on {as_of}, but {whose} is not in force"),
        facts: vec![
            Fact::new("major", programme.major.clone()),
            Fact::new("shape", programme.route.shape().to_string()),
            Fact::new("rests on", AnyId::from(agreement)),
        ],
        basis: None,
        remedy: Some("renew the agreement, or close the intake".to_owned()),
    }
}
