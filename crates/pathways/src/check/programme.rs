//! What is checked of programmes.

use chrono::NaiveDate;
use collegium_core::{
    Finding, Findings, Severity, Subject,
    entity::{AgreementId, PartnerId},
    finding::{AnyId, Fact},
};

use crate::{
    Programme, StageNumber,
    rule::{PW0101, PW0107},
};

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

/// Checks that every partner that hosts a stage is a party of the agreement that covers it: the stage's own, or else the
/// programme's. Only programmes that take students in on the day are looked at.
///
/// `binds` answers for an agreement and a partner whether the partner is a party of it.
///
/// # Example
///
/// ```
/// use collegium_core::{Id, entity::{AgreementId, PartnerId}};
/// use collegium_pathways::{Programme, check_partners};
/// let programme: Programme = serde_json::from_str(
///     r#"{"id":"67e55044-10b1-426f-9247-bb680e5fe0c8","code":"G-1","major":{"en":"Accounting"},
///         "route":{"stages":[{"host":{"partner":"67e55044-10b1-426f-9247-bb680e5fe0c8"},"years":"1","exit":true,
///                             "awards":[{"isced":"6","kind":"degree","name":{"en":"Bachelor"}}]}]},
///         "agreement":"67e55044-10b1-426f-9247-bb680e5fe0c9",
///         "unit":"67e55044-10b1-426f-9247-bb680e5fe0c8","intake":"2020-09-01/2026-08-31"}"#,
/// )
/// .unwrap();
/// let (day, host) = ("2026-03-01".parse().unwrap(), programme.route.partners());
/// let parties = |_: AgreementId, partner: PartnerId| host.contains(&partner);
/// assert!(check_partners(std::slice::from_ref(&programme), parties, day).is_empty());
/// let findings = check_partners(&[programme], |_, _| false, day);
/// assert_eq!(findings.violations().next().unwrap().code.as_str(), "PW0107");
/// ```
#[must_use]
pub fn check_partners(
    programmes: &[Programme],
    binds: impl Fn(AgreementId, PartnerId) -> bool,
    as_of: NaiveDate,
) -> Findings {
    let open = programmes.iter().filter(|programme| programme.takes_in_on(as_of));
    let strangers = |programme| {
        let hosts = hosts(programme).filter(|(_, agreement, partner)| !binds(*agreement, *partner));
        hosts
            .map(|(stage, agreement, partner)| stranger(programme, stage, agreement, partner))
            .collect::<Vec<_>>()
    };
    open.flat_map(strangers).collect()
}

/// Each partner of each stage with the agreement that covers the stage.
fn hosts(programme: &Programme) -> impl Iterator<Item = (StageNumber, AgreementId, PartnerId)> {
    programme.route.numbered().flat_map(|(number, stage)| {
        let agreement = stage.agreement.unwrap_or(programme.agreement);
        stage.host.partners().map(move |partner| (number, agreement, partner))
    })
}

fn stranger(
    programme: &Programme,
    stage: StageNumber,
    agreement: AgreementId,
    partner: PartnerId,
) -> Finding {
    Finding {
        code: PW0107,
        severity: Severity::Violation,
        subject: Subject::of(programme.id, &programme.code)
            .at(format!("route.stages[{}].host", stage.index())),
        message: format!("a partner hosts stage {stage}, but is no party of the agreement that covers it"),
        facts: vec![
            Fact::new("partner", AnyId::from(partner)),
            Fact::new("agreement", AnyId::from(agreement)),
            Fact::new("shape", programme.route.shape().to_string()),
        ],
        basis: None,
        remedy: Some("name at the stage the agreement with this partner, or make one".to_owned()),
    }
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
