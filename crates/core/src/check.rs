//! The checks of this crate: one function a rule.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use crate::{
    Findings, Subject,
    entity::UnitId,
    finding::{Fact, Finding},
    org::{OrgUnit, Organisation, ResponsibilityRules, Role},
    preset::unverified_note,
    rule::{CO0101, CO0102},
    source::Rules as _,
};

impl ResponsibilityRules {
    /// Finds the posts that nobody holds on the day: `CO0101` for a role that must be filled, `CO0102` for another post
    /// that stands vacant.
    #[must_use]
    pub fn check(&self, institution: &Organisation, as_of: NaiveDate) -> Findings {
        let held = held_posts(institution, as_of);
        let unfilled = institution.units.iter().flat_map(|unit| unfilled_roles(self, &held, unit, as_of));
        let vacant = vacant_posts(self, institution, &held, as_of);
        unfilled.chain(vacant).chain(unverified_note(self, "responsibility")).collect()
    }
}

/// A role in a unit.
type Place<'a> = (UnitId, &'a Role);

fn held_posts(institution: &Organisation, as_of: NaiveDate) -> BTreeSet<Place<'_>> {
    let held = institution.posts.iter().filter(|post| post.person.is_some() && post.validity.contains(as_of));
    held.map(|post| (post.unit, &post.role)).collect()
}

fn unfilled_roles<'a>(
    rules: &'a ResponsibilityRules,
    held: &'a BTreeSet<Place<'a>>,
    unit: &'a OrgUnit,
    as_of: NaiveDate,
) -> impl Iterator<Item = Finding> {
    let unfilled = rules.roles(unit.level).iter().filter(|role| !held.contains(&(unit.id, *role)));
    unfilled.map(move |role| Finding {
        code: CO0101,
        severity: rules.severity,
        subject: Subject::of(unit.id, &unit.code),
        message: format!("nobody holds the post of `{role}` on {as_of}"),
        facts: vec![Fact::new("level", unit.level.to_string())],
        basis: Some(rules.basis()),
        remedy: Some(format!("name a person for the post of `{role}`")),
    })
}

fn vacant_posts<'a>(
    rules: &'a ResponsibilityRules,
    institution: &'a Organisation,
    held: &'a BTreeSet<Place<'a>>,
    as_of: NaiveDate,
) -> impl Iterator<Item = Finding> {
    let vacant =
        institution.posts.iter().filter(move |post| post.person.is_none() && post.validity.contains(as_of));
    let unit = move |post: &&'a crate::org::Post| institution.unit(post.unit);
    let other = vacant.filter_map(move |post| Some((post, unit(&post)?)));
    // A role that nobody holds at all is told once, by CO0101.
    let told = move |unit: &OrgUnit, role: &Role| {
        rules.roles(unit.level).contains(role) && !held.contains(&(unit.id, role))
    };
    other.filter(move |(post, unit)| !told(unit, &post.role)).map(move |(post, unit)| Finding {
        code: CO0102,
        severity: crate::Severity::Note,
        subject: Subject::of(unit.id, &unit.code),
        message: format!("the post of `{}` is vacant on {as_of}", post.role),
        facts: vec![Fact::new("since", post.validity.first())],
        basis: None,
        remedy: Some(format!("name a person for the post of `{}`, or close it", post.role)),
    })
}
