//! Institutions, posts, and who must be there.

use std::collections::BTreeSet;

use collegium_core::{
    Findings, Status,
    org::{
        Organisation, OrganisationDraft, Person, Post, ResponsibilityRules, ResponsibilityRulesDraft, Role,
    },
    rule::{CO0001, CO0101, CO0102},
    strategy::{
        org::{level, organisation, person, post_in, responsibility_rules, role},
        time::date,
    },
};
use proptest::prelude::*;

use super::laws::{comes_back, record_comes_back, value_comes_back};

/// A check and a day on which some post is likely to begin, to be held or to end.
fn checked() -> impl Strategy<Value = (ResponsibilityRules, Organisation, chrono::NaiveDate)> {
    (responsibility_rules(), organisation(), date(), any::<proptest::sample::Index>()).prop_map(
        |(rules, institution, day, place)| {
            let days =
                institution.posts.iter().flat_map(|post| [Some(post.validity.first()), post.validity.last()]);
            let days: Vec<_> = days.into_iter().flatten().chain([day]).collect();
            let day = *place.get(&days);
            (rules, institution, day)
        },
    )
}

/// What is found, as (code, unit, role), told without the check.
fn naive(
    rules: &ResponsibilityRules,
    institution: &Organisation,
    day: chrono::NaiveDate,
) -> BTreeSet<String> {
    let on_the_day = |post: &&Post| post.validity.contains(day);
    let mut found = BTreeSet::new();
    for unit in &institution.units {
        let posts: Vec<&Post> =
            institution.posts.iter().filter(on_the_day).filter(|post| post.unit == unit.id).collect();
        let held = |role: &Role| posts.iter().any(|post| post.role == *role && post.person.is_some());
        let missing: Vec<&Role> = rules.roles(unit.level).iter().filter(|role| !held(role)).collect();
        for role in &missing {
            found.insert(format!("{CO0101} {} `{role}`", unit.code));
        }
        for post in posts.iter().filter(|post| post.person.is_none() && !missing.contains(&&post.role)) {
            found.insert(format!("{CO0102} {} `{}`", unit.code, post.role));
        }
    }
    found
}

fn told(findings: &Findings) -> BTreeSet<String> {
    let about = findings.iter().filter(|finding| finding.code != CO0001);
    about
        .map(|finding| {
            let role = finding.message.split('`').nth(1).unwrap();
            format!("{} {} `{role}`", finding.code, finding.subject.label)
        })
        .collect()
}

proptest! {
    #[test]
    fn values_come_back(
        (person, role, level) in (person(), role(), level()),
        post in post_in(vec!["67e55044-10b1-426f-9247-bb680e5fe0c8".parse().unwrap()]),
    ) {
        value_comes_back::<Person>(&person)?;
        comes_back(&role)?;
        value_comes_back(&level)?;
        value_comes_back(&post)?;
    }

    #[test]
    fn records_come_back(institution in organisation(), rules in responsibility_rules()) {
        record_comes_back::<Organisation, OrganisationDraft>(&institution)?;
        record_comes_back::<ResponsibilityRules, ResponsibilityRulesDraft>(&rules)?;
        prop_assert_eq!(institution.unit(institution.school().id), Some(institution.school()));
    }

    #[test]
    fn the_check_finds_what_a_naive_reading_finds((rules, institution, day) in checked()) {
        let findings = rules.check(&institution, day);
        prop_assert_eq!(told(&findings), naive(&rules, &institution, day));
        let unverified = findings.iter().filter(|finding| finding.code == CO0001).count();
        prop_assert_eq!(unverified, usize::from(rules.status == Status::Unverified));
    }

    #[test]
    fn the_order_of_units_and_posts_does_not_show(
        (rules, institution, day) in checked(),
        (units, posts) in (any::<prop::sample::Index>(), any::<prop::sample::Index>()),
    ) {
        let mut draft = institution.draft();
        let turn = units.index(draft.units.len());
        draft.units.rotate_left(turn);
        draft.units.reverse();
        if !draft.posts.is_empty() {
            let turn = posts.index(draft.posts.len());
            draft.posts.rotate_left(turn);
            draft.posts.reverse();
        }
        let other = Organisation::try_from(draft).unwrap();
        let (one, other) = (rules.check(&institution, day), rules.check(&other, day));
        prop_assert_eq!(serde_json::to_string(&one).unwrap(), serde_json::to_string(&other).unwrap());
    }

    #[test]
    fn a_further_post_that_somebody_holds_adds_nothing((rules, institution, day) in checked(), by in person()) {
        let before = told(&rules.check(&institution, day));
        let mut draft = institution.draft();
        let validity = collegium_core::Validity::From(day);
        let role = Role::new("librarian").unwrap();
        draft.posts.push(Post { unit: institution.school().id, role, person: Some(by), validity });
        let after = told(&rules.check(&Organisation::try_from(draft).unwrap(), day));
        prop_assert_eq!(before, after);
    }
}
