//! What is there, and does not agree with the rest.

use collegium_core::{Country, Finding, RegionPolicy, Rules as _, Severity, Subject, finding::Fact};
use collegium_partnerships::{Agreement, ResponsiblePost};
use collegium_pathways::Studies;

use super::Known;
use crate::{
    YearRecords, YearRules,
    rule::{RV0203, RV0204, RV0205},
};

/// The posts that answer for an agreement on a level their unit is not on.
pub(super) fn levels<'a>(
    records: &'a YearRecords<'a>,
    known: &'a Known<'a>,
) -> impl Iterator<Item = Finding> + 'a {
    let posts = records
        .partnerships
        .agreements
        .iter()
        .flat_map(|agreement| agreement.responsible.iter().map(move |post| (agreement, post)));
    posts.filter_map(|(agreement, post)| other_level(known, agreement, post))
}

fn other_level(known: &Known<'_>, agreement: &Agreement, post: &ResponsiblePost) -> Option<Finding> {
    let unit = known.units.get(&post.unit).filter(|unit| unit.level != post.level)?;
    Some(Finding {
        code: RV0203,
        severity: Severity::Warning,
        subject: Subject::of(agreement.id, &agreement.code).at("responsible"),
        message: format!(
            "the post `{}` answers on the level `{}`, but its unit {} is on the level `{}`",
            post.role, post.level, unit.code, unit.level
        ),
        facts: vec![Fact::new("unit", unit.code.to_string())],
        basis: None,
        remedy: Some(format!("name a post of a unit on the level `{}`", post.level)),
    })
}

/// What is counted as abroad, or as from abroad, and lies at home.
pub(super) fn abroad<'a>(records: &'a YearRecords<'a>, regions: &'a RegionPolicy) -> Vec<Finding> {
    let at_home = |country: Country| !regions.standing(country).is_abroad();
    let sites = records.partnerships.sites.iter().filter(|site| at_home(site.country));
    let sites = sites.map(|site| (Subject::of(site.id, &site.code).at("country"), "the site"));
    let trips = records.trips.iter().filter(|trip| trip.destinations.iter().all(|country| at_home(*country)));
    let trips = trips.map(|trip| (Subject::of(trip.id, &trip.code).at("destinations"), "the trip"));
    let students = records.enrolments.iter().filter_map(|enrolment| {
        let (country, what) = match &enrolment.studies {
            Studies::Route { .. } => return None,
            Studies::Mobility { country, .. } => (*country, "the stay abroad"),
            Studies::Inbound { country, .. } => (*country, "the international student's country"),
        };
        at_home(country).then(|| (Subject::of(enrolment.id, &enrolment.code).at("studies"), what))
    });
    let finding = |(subject, what): (Subject, &str)| Finding {
        code: RV0204,
        severity: Severity::Warning,
        subject,
        message: format!("{what} is at home, and is counted as abroad all the same"),
        facts: vec![Fact::new("home", regions.home.to_string())],
        basis: Some(regions.basis()),
        remedy: Some("correct the country, or keep it out of these lists".to_owned()),
    };
    sites.chain(trips).chain(students).map(finding).collect()
}

/// The indicators that the rules of observation count and the system does not have.
pub(super) fn observed(rules: &YearRules) -> impl Iterator<Item = Finding> {
    let unknown = rules
        .observation
        .observed
        .iter()
        .filter(|observed| rules.system.indicator(&observed.indicator).is_none());
    unknown.map(|observed| Finding {
        code: RV0205,
        severity: Severity::Warning,
        subject: Subject::named("observation rule", &observed.indicator),
        message: format!("the system `{}` has no indicator `{}`", rules.system.code, observed.indicator),
        facts: vec![Fact::new("counted from", observed.words.to_string())],
        basis: Some(rules.observation.basis()),
        remedy: Some(
            "correct the code in the rules of observation, or add the indicator to the system".to_owned(),
        ),
    })
}
