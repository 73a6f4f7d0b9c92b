//! What only shows where the parts meet: one function a rule.

mod agree;

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use collegium_core::{
    Finding, Findings, Id, Severity, Subject,
    entity::{AgreementId, BatchId, Entity, PartnerId, PersonId, UnitId},
    finding::{AnyId, Fact},
    org::{OrgUnit, Role},
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
    let bound: Vec<_> = agreements.iter().filter(|agreement| agreement.is_in_force_on(as_of)).collect();
    let in_force: BTreeSet<AgreementId> = bound.iter().map(|agreement| agreement.id).collect();
    // An agreement that is not among those given is a reference to nothing, and told as that.
    let binds = |id| in_force.contains(&id) || !known.agreements.contains(&id);
    let parties: BTreeMap<_, _> =
        agreements.iter().map(|agreement| (agreement.id, &agreement.partners)).collect();
    let is_party = |id, partner| parties.get(&id).is_none_or(|partners| partners.contains(&partner));
    let held = held_posts(records, as_of);
    let unheld = bound.iter().flat_map(|agreement| unheld(&known, &held, agreement, as_of));
    let posts = rules.responsibility.check(records.organisation, as_of).into_iter();
    posts
        .chain(check_agreements(records.programmes, binds, as_of))
        .chain(check_partners(records.programmes, is_party, as_of))
        .chain(of_partnerships(records, &known))
        .chain(of_people(records, &known))
        .chain(of_figures(records, &known))
        .chain(unheld)
        .chain(agree::levels(records, &known))
        .chain(agree::abroad(records, &rules.partnerships.regions))
        .chain(agree::observed(rules))
        .chain(unverified_note(&rules.observation, "observation"))
        .collect()
}

/// What may be referred to.
struct Known<'a> {
    partners: BTreeSet<PartnerId>,
    agreements: BTreeSet<AgreementId>,
    units: BTreeMap<UnitId, &'a OrgUnit>,
    batches: BTreeSet<BatchId>,
    members: BTreeSet<PersonId>,
}

impl<'a> Known<'a> {
    fn of(records: &YearRecords<'a>) -> Self {
        Self {
            partners: records.partnerships.partners.iter().map(|partner| partner.id).collect(),
            agreements: records.partnerships.agreements.iter().map(|agreement| agreement.id).collect(),
            units: records.organisation.units.iter().map(|unit| (unit.id, unit)).collect(),
            batches: records.batches.iter().map(|batch| batch.id).collect(),
            members: records.members.iter().map(|member| member.id).collect(),
        }
    }
}

/// The references of partnerships that lead to nothing. The agreement of an activity is looked at by the partnerships
/// themselves.
fn of_partnerships(records: &YearRecords<'_>, known: &Known<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for agreement in records.partnerships.agreements {
        let subject = || Subject::of(agreement.id, &agreement.code);
        found.extend(dangling(&subject, "partners", agreement.partners.iter().copied(), |id| {
            known.partners.contains(id)
        }));
        found.extend(dangling(&subject, "unit", agreement.unit, |id| known.units.contains_key(id)));
        let posts = agreement.responsible.iter().map(|post| post.unit);
        found.extend(dangling(&subject, "responsible", posts, |id| known.units.contains_key(id)));
    }
    for activity in records.partnerships.activities {
        let subject = || Subject::of(activity.id, &activity.code);
        found.extend(dangling(&subject, "partners", activity.partners.iter().copied(), |id| {
            known.partners.contains(id)
        }));
        found.extend(dangling(&subject, "unit", activity.unit, |id| known.units.contains_key(id)));
    }
    for site in records.partnerships.sites {
        let subject = || Subject::of(site.id, &site.code);
        found.extend(dangling(&subject, "partner", site.partner, |id| known.partners.contains(id)));
        found.extend(dangling(&subject, "unit", site.unit, |id| known.units.contains_key(id)));
    }
    found
}

/// The references of programmes, students and staff that lead to nothing. The programme of an enrolment and the members of
/// a batch are looked at by pathways and staff.
fn of_people(records: &YearRecords<'_>, known: &Known<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for programme in records.programmes {
        let subject = || Subject::of(programme.id, &programme.code);
        found.extend(dangling(&subject, "route", programme.route.partners(), |id| {
            known.partners.contains(id)
        }));
        found.extend(dangling(&subject, "agreement", [programme.agreement], |id| {
            known.agreements.contains(id)
        }));
        found.extend(dangling(&subject, "unit", [programme.unit], |id| known.units.contains_key(id)));
    }
    for enrolment in records.enrolments {
        let subject = || Subject::of(enrolment.id, &enrolment.code);
        if let Studies::Mobility { partner, .. } = &enrolment.studies {
            found.extend(dangling(&subject, "studies.mobility.partner", *partner, |id| {
                known.partners.contains(id)
            }));
        }
        found.extend(dangling(&subject, "unit", [enrolment.unit], |id| known.units.contains_key(id)));
    }
    for member in records.members {
        let subject = || Subject::of(member.id, &member.code);
        found.extend(dangling(&subject, "unit", [member.unit], |id| known.units.contains_key(id)));
    }
    for trip in records.trips {
        let subject = || Subject::of(trip.id, &trip.code);
        found.extend(dangling(&subject, "participants", trip.participants.iter().copied(), |id| {
            known.members.contains(id)
        }));
        found.extend(dangling(&subject, "partners", trip.partners.iter().copied(), |id| {
            known.partners.contains(id)
        }));
        found.extend(dangling(&subject, "agreement", trip.agreement, |id| known.agreements.contains(id)));
        found.extend(dangling(&subject, "batch", trip.batch, |id| known.batches.contains(id)));
        found.extend(dangling(&subject, "unit", [trip.unit], |id| known.units.contains_key(id)));
    }
    found
}

/// The units of budget lines and observations that are not there.
fn of_figures(records: &YearRecords<'_>, known: &Known<'_>) -> Vec<Finding> {
    let lines = records.budget.iter().flat_map(|budget| &budget.lines);
    let of_lines = lines.flat_map(|line| {
        dangling(&|| Subject::of(line.id, &line.code), "unit", line.unit, |id| known.units.contains_key(id))
    });
    let of_observations = records.observations.iter().flat_map(|observation| {
        let subject = || Subject::named("observation", &observation.indicator);
        dangling(&subject, "unit", observation.unit, |id| known.units.contains_key(id))
    });
    of_lines.chain(of_observations).collect()
}

fn dangling<T: Entity>(
    subject: &impl Fn() -> Subject,
    path: &str,
    references: impl IntoIterator<Item = Id<T>>,
    is_known: impl Fn(&Id<T>) -> bool,
) -> Vec<Finding> {
    let unknown = references.into_iter().filter(|id| !is_known(id));
    let finding = |id: Id<T>| Finding {
        code: RV0201,
        severity: Severity::Violation,
        subject: subject().at(path),
        message: format!("the {} it refers to is not among those given", T::KIND),
        facts: vec![Fact::new("refers to", AnyId::from(id))],
        basis: None,
        remedy: Some(format!("give the {} too, or correct the reference", T::KIND)),
    };
    unknown.map(finding).collect()
}

/// The posts that somebody holds on the day.
fn held_posts<'a>(records: &YearRecords<'a>, as_of: NaiveDate) -> BTreeSet<(UnitId, &'a Role)> {
    let posts = records.organisation.posts.iter();
    let held = posts.filter(|post| post.person.is_some() && post.validity.contains(as_of));
    held.map(|post| (post.unit, &post.role)).collect()
}

/// The posts that answer for an agreement in force and that nobody holds. A post in a unit that is not there is told as a
/// reference to nothing.
fn unheld(
    known: &Known<'_>,
    held: &BTreeSet<(UnitId, &Role)>,
    agreement: &Agreement,
    as_of: NaiveDate,
) -> Vec<Finding> {
    let finding = |post: &ResponsiblePost| {
        let unit = known.units.get(&post.unit)?.code.to_string();
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
    let unheld = agreement.responsible.iter().filter(|post| !held.contains(&(post.unit, &post.role)));
    unheld.filter_map(finding).collect()
}
