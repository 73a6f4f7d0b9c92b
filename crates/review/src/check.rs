//! What only shows where the parts meet: one function a rule.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use collegium_core::{
    Finding, Findings, Id, Severity, Subject,
    entity::{AgreementId, Entity, PartnerId},
    finding::{AnyId, Fact},
};
use collegium_partnerships::Agreement;
use collegium_pathways::check_agreements;

use crate::{
    YearRecords, YearRules,
    rule::{RV0201, RV0202},
};

/// Everything that is checked across the parts.
pub(crate) fn year(records: &YearRecords<'_>, rules: &YearRules<'_>, as_of: NaiveDate) -> Findings {
    let agreements = records.partnerships.agreements;
    let in_force: BTreeSet<AgreementId> = agreements
        .iter()
        .filter(|agreement| agreement.is_in_force_on(as_of))
        .map(|agreement| agreement.id)
        .collect();
    let mut findings = rules.responsibility.check(records.organisation, as_of);
    findings.extend(check_agreements(records.programmes, |id| in_force.contains(&id), as_of));
    findings.extend(references(records));
    findings.extend(agreements.iter().flat_map(|agreement| unheld(records, agreement, as_of)));
    findings
}

/// The references between the parts that lead to nothing.
fn references<'a>(records: &'a YearRecords<'a>) -> impl Iterator<Item = Finding> + 'a {
    let partners: BTreeSet<PartnerId> =
        records.partnerships.partners.iter().map(|partner| partner.id).collect();
    let units: BTreeSet<_> = records.organisation.units.iter().map(|unit| unit.id).collect();
    let all_units = units.clone();
    let of_agreements = records.partnerships.agreements.iter().flat_map({
        let partners = partners.clone();
        move |agreement| {
            let subject = Subject::of(agreement.id, &agreement.code);
            dangling(&subject, "partners", agreement.partners.iter().copied(), &partners)
        }
    });
    let of_programmes = records.programmes.iter().flat_map(move |programme| {
        let subject = Subject::of(programme.id, &programme.code);
        let hosts = dangling(&subject, "route", programme.route.partners(), &partners);
        hosts.into_iter().chain(dangling(&subject, "unit", [programme.unit], &units))
    });
    let of_enrolments = records.enrolments.iter().flat_map({
        let units = all_units.clone();
        move |enrolment| {
            dangling(&Subject::of(enrolment.id, &enrolment.code), "unit", [enrolment.unit], &units)
        }
    });
    let of_members = records.members.iter().flat_map(move |member| {
        dangling(&Subject::of(member.id, &member.code), "unit", [member.unit], &all_units)
    });
    of_agreements.chain(of_programmes).chain(of_enrolments).chain(of_members)
}

fn dangling<T: Entity>(
    subject: &Subject,
    path: &str,
    references: impl IntoIterator<Item = Id<T>>,
    known: &BTreeSet<Id<T>>,
) -> Vec<Finding> {
    let unknown = references.into_iter().filter(|id| !known.contains(id));
    let finding = |id: Id<T>| Finding {
        code: RV0201,
        severity: Severity::Violation,
        subject: subject.clone().at(path),
        message: format!("it refers to a {} that is not among those given", T::KIND),
        facts: vec![Fact::new("refers to", AnyId::from(id))],
        basis: None,
        remedy: Some(format!("give the {} too, or correct the reference", T::KIND)),
    };
    unknown.map(finding).collect()
}

/// The posts that answer for an agreement in force and that nobody holds.
fn unheld(records: &YearRecords<'_>, agreement: &Agreement, as_of: NaiveDate) -> Vec<Finding> {
    if !agreement.is_in_force_on(as_of) {
        return Vec::new();
    }
    let held = |post: &&collegium_partnerships::ResponsiblePost| {
        records.organisation.posts_on(post.unit, &post.role, as_of).any(|post| post.person.is_some())
    };
    let unheld = agreement.responsible.iter().filter(|post| !held(post));
    let finding = |post: &collegium_partnerships::ResponsiblePost| {
        let unit = records
            .organisation
            .unit(post.unit)
            .map_or_else(|| "unknown".to_owned(), |unit| unit.code.to_string());
        Finding {
            code: RV0202,
            severity: Severity::Warning,
            subject: Subject::of(agreement.id, &agreement.code).at("responsible"),
            message: format!(
                "the post `{}` in {unit} answers for the agreement, and nobody holds it on {as_of}",
                post.role
            ),
            facts: vec![Fact::new("level", post.level.to_string()), Fact::new("unit", unit)],
            basis: None,
            remedy: Some("fill the post, or name another that answers for the agreement".to_owned()),
        }
    };
    unheld.map(finding).collect()
}
