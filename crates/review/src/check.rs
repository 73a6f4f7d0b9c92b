//! What only shows where the parts meet: one function a rule.

mod agree;

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use collegium_core::{
    Finding, Findings, Id, Severity, Subject,
    entity::{AgreementId, BatchId, Entity, PartnerId, PersonId, UnitId},
    finding::{AnyId, Fact},
    preset::unverified_note,
};
use collegium_partnerships::{Agreement, ResponsiblePost};
use collegium_pathways::{Studies, check_agreements, check_partners};

use crate::{
    YearRecords, YearRules,
    rule::{RV0201, RV0202},
};

/// Everything that is checked across the parts.
pub(crate) fn year(records: &YearRecords<'_>, rules: &YearRules, as_of: NaiveDate) -> Findings {
    let known = Known::of(records);
    let agreements = records.partnerships.agreements;
    let in_force: BTreeSet<AgreementId> = agreements
        .iter()
        .filter(|agreement| agreement.is_in_force_on(as_of))
        .map(|agreement| agreement.id)
        .collect();
    // An agreement that is not among those given is a reference to nothing, and told as that.
    let binds = |id| in_force.contains(&id) || !known.agreements.contains(&id);
    let mut findings = rules.responsibility.check(records.organisation, as_of);
    findings.extend(check_agreements(records.programmes, binds, as_of));
    let parties: BTreeMap<_, _> =
        agreements.iter().map(|agreement| (agreement.id, &agreement.partners)).collect();
    let binds = |id, partner| parties.get(&id).is_none_or(|partners| partners.contains(&partner));
    findings.extend(check_partners(records.programmes, binds, as_of));
    findings.extend(of_partnerships(records, &known));
    findings.extend(of_people(records, &known));
    findings.extend(of_figures(records, &known));
    findings.extend(agreements.iter().flat_map(|agreement| unheld(records, agreement, as_of)));
    findings.extend(agree::levels(records));
    findings.extend(agree::abroad(records, &rules.partnerships.regions));
    findings.extend(agree::observed(rules));
    findings.extend(unverified_note(&rules.observation, "observation"));
    findings
}

/// What may be referred to.
struct Known {
    partners: BTreeSet<PartnerId>,
    agreements: BTreeSet<AgreementId>,
    units: BTreeSet<UnitId>,
    batches: BTreeSet<BatchId>,
    members: BTreeSet<PersonId>,
}

impl Known {
    fn of(records: &YearRecords<'_>) -> Self {
        Self {
            partners: records.partnerships.partners.iter().map(|partner| partner.id).collect(),
            agreements: records.partnerships.agreements.iter().map(|agreement| agreement.id).collect(),
            units: records.organisation.units.iter().map(|unit| unit.id).collect(),
            batches: records.batches.iter().map(|batch| batch.id).collect(),
            members: records.members.iter().map(|member| member.id).collect(),
        }
    }
}

/// The references of partnerships that lead to nothing. The agreement of an activity is looked at by the partnerships
/// themselves.
fn of_partnerships(records: &YearRecords<'_>, known: &Known) -> Vec<Finding> {
    let mut found = Vec::new();
    for agreement in records.partnerships.agreements {
        let subject = Subject::of(agreement.id, &agreement.code);
        found.extend(dangling(&subject, "partners", agreement.partners.iter().copied(), &known.partners));
        found.extend(dangling(&subject, "unit", agreement.unit, &known.units));
        let posts = agreement.responsible.iter().map(|post| post.unit);
        found.extend(dangling(&subject, "responsible", posts, &known.units));
    }
    for activity in records.partnerships.activities {
        let subject = Subject::of(activity.id, &activity.code);
        found.extend(dangling(&subject, "partners", activity.partners.iter().copied(), &known.partners));
        found.extend(dangling(&subject, "unit", activity.unit, &known.units));
    }
    for site in records.partnerships.sites {
        let subject = Subject::of(site.id, &site.code);
        found.extend(dangling(&subject, "partner", site.partner, &known.partners));
        found.extend(dangling(&subject, "unit", site.unit, &known.units));
    }
    found
}

/// The references of programmes, students and staff that lead to nothing. The programme of an enrolment and the members of
/// a batch are looked at by pathways and staff.
fn of_people(records: &YearRecords<'_>, known: &Known) -> Vec<Finding> {
    let mut found = Vec::new();
    for programme in records.programmes {
        let subject = Subject::of(programme.id, &programme.code);
        found.extend(dangling(&subject, "route", programme.route.partners(), &known.partners));
        found.extend(dangling(&subject, "agreement", [programme.agreement], &known.agreements));
        found.extend(dangling(&subject, "unit", [programme.unit], &known.units));
    }
    for enrolment in records.enrolments {
        let subject = Subject::of(enrolment.id, &enrolment.code);
        if let Studies::Mobility { partner, .. } = &enrolment.studies {
            found.extend(dangling(&subject, "studies.mobility.partner", *partner, &known.partners));
        }
        found.extend(dangling(&subject, "unit", [enrolment.unit], &known.units));
    }
    for member in records.members {
        let subject = Subject::of(member.id, &member.code);
        found.extend(dangling(&subject, "unit", [member.unit], &known.units));
    }
    for trip in records.trips {
        let subject = Subject::of(trip.id, &trip.code);
        found.extend(dangling(&subject, "participants", trip.participants.iter().copied(), &known.members));
        found.extend(dangling(&subject, "partners", trip.partners.iter().copied(), &known.partners));
        found.extend(dangling(&subject, "agreement", trip.agreement, &known.agreements));
        found.extend(dangling(&subject, "batch", trip.batch, &known.batches));
        found.extend(dangling(&subject, "unit", [trip.unit], &known.units));
    }
    found
}

/// The units of budget lines and observations that are not there.
fn of_figures(records: &YearRecords<'_>, known: &Known) -> Vec<Finding> {
    let lines = records.budget.iter().flat_map(|budget| &budget.lines);
    let of_lines =
        lines.flat_map(|line| dangling(&Subject::of(line.id, &line.code), "unit", line.unit, &known.units));
    let of_observations = records.observations.iter().flat_map(|observation| {
        let subject = Subject::named("observation", &observation.indicator);
        dangling(&subject, "unit", observation.unit, &known.units)
    });
    of_lines.chain(of_observations).collect()
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
        message: format!("the {} it refers to is not among those given", T::KIND),
        facts: vec![Fact::new("refers to", AnyId::from(id))],
        basis: None,
        remedy: Some(format!("give the {} too, or correct the reference", T::KIND)),
    };
    unknown.map(finding).collect()
}

/// The posts that answer for an agreement in force and that nobody holds. A post in a unit that is not there is told as a
/// reference to nothing.
fn unheld(records: &YearRecords<'_>, agreement: &Agreement, as_of: NaiveDate) -> Vec<Finding> {
    if !agreement.is_in_force_on(as_of) {
        return Vec::new();
    }
    let held = |post: &ResponsiblePost| {
        records.organisation.posts_on(post.unit, &post.role, as_of).any(|post| post.person.is_some())
    };
    let finding = |post: &ResponsiblePost| {
        let unit = records.organisation.unit(post.unit)?.code.to_string();
        Some(Finding {
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
        })
    };
    agreement.responsible.iter().filter(|post| !held(post)).filter_map(finding).collect()
}
