//! People, units, posts, institutions, and who must be there.

use proptest::{collection, option, prelude::*, sample};
use uuid::Uuid;

use super::{
    finding::severity,
    source::{source, status},
    text::{line, localized_text},
    time::validity,
};
use crate::{
    RecordCode,
    entity::{PersonId, UnitId},
    org::{
        Level, OrgUnit, Organisation, OrganisationDraft, Person, Post, ResponsibilityRules,
        ResponsibilityRulesDraft, Role,
    },
};

/// People; few enough that the same one comes twice.
///
/// # Example
///
/// ```
/// proptest::proptest!(|(person in collegium_core::strategy::org::person())| {
///     assert_eq!(person.to_string(), person.name.as_str());
/// });
/// ```
pub fn person() -> impl Strategy<Value = Person> {
    (0_u128..6, line()).prop_map(|(id, name)| Person { id: PersonId::from_uuid(Uuid::from_u128(id)), name })
}

/// Roles; few enough that the same one comes twice.
///
/// # Example
///
/// ```
/// proptest::proptest!(|(role in collegium_core::strategy::org::role())| {
///     assert!(!role.as_str().contains(' '));
/// });
/// ```
pub fn role() -> impl Strategy<Value = Role> {
    sample::select(vec!["dean", "liaison-officer", "foreign-affairs-specialist", "vice-president"])
        .prop_filter_map("a role", |text| Role::new(text).ok())
}

/// Levels.
///
/// # Example
///
/// ```
/// proptest::proptest!(|(level in collegium_core::strategy::org::level())| {
///     assert!(level <= collegium_core::org::Level::College);
/// });
/// ```
pub fn level() -> impl Strategy<Value = Level> {
    sample::select(vec![Level::School, Level::College])
}

/// Posts in these units, held and vacant.
///
/// # Example
///
/// ```
/// let school = "67e55044-10b1-426f-9247-bb680e5fe0c8".parse().unwrap();
/// proptest::proptest!(|(post in collegium_core::strategy::org::post_in(vec![school]))| {
///     assert_eq!(post.unit, school);
/// });
/// ```
pub fn post_in(units: Vec<UnitId>) -> impl Strategy<Value = Post> {
    (sample::select(units), role(), option::of(person()), validity())
        .prop_map(|(unit, role, person, validity)| Post { unit, role, person, validity })
}

/// Institutions with up to four colleges and eight posts.
///
/// # Example
///
/// ```
/// proptest::proptest!(|(institution in collegium_core::strategy::org::organisation())| {
///     assert_eq!(institution.colleges().count() + 1, institution.units.len());
/// });
/// ```
pub fn organisation() -> impl Strategy<Value = Organisation> {
    let names = collection::vec(localized_text(), 1..=5);
    names.prop_flat_map(|names| {
        let units: Vec<_> = (0_u128..).zip(names).filter_map(|(number, name)| unit(number, name)).collect();
        let posts = collection::vec(post_in(units.iter().map(|unit| unit.id).collect()), 0..=8);
        (Just(units), posts).prop_filter_map("an institution", |(units, posts)| {
            Organisation::try_from(OrganisationDraft { units, posts }).ok()
        })
    })
}

/// The unit of this number: the first is the school.
fn unit(number: u128, name: crate::LocalizedText) -> Option<OrgUnit> {
    let level = if number == 0 { Level::School } else { Level::College };
    let code = RecordCode::new(&format!("U-{number}")).ok()?;
    Some(OrgUnit { id: UnitId::from_uuid(Uuid::from_u128(number)), code, name, level })
}

/// Rules of responsibility.
///
/// # Example
///
/// ```
/// proptest::proptest!(|(rules in collegium_core::strategy::org::responsibility_rules())| {
///     assert!(!rules.school.is_empty() || !rules.college.is_empty());
/// });
/// ```
pub fn responsibility_rules() -> impl Strategy<Value = ResponsibilityRules> {
    let roles = || collection::btree_set(role(), 0..=2);
    (roles(), roles(), severity(), source(), status()).prop_filter_map(
        "rules",
        |(school, college, severity, source, status)| {
            let draft = ResponsibilityRulesDraft { school, college, severity, source, status };
            ResponsibilityRules::try_from(draft).ok()
        },
    )
}
