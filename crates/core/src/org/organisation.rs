//! Units and posts together.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::{Level, OrgUnit, Post, Role};
use crate::{RecordCode, entity::UnitId};

/// The fields of an [`Organisation`] before they are checked.
///
/// # Example
///
/// ```
/// use collegium_core::org::{Organisation, OrganisationDraft, OrganisationError};
/// let nothing = OrganisationDraft { units: vec![], posts: vec![] };
/// assert_eq!(Organisation::try_from(nothing), Err(OrganisationError::Schools { number: 0 }));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OrganisationDraft {
    /// The school and its colleges.
    pub units: Vec<OrgUnit>,
    /// Their posts, past, present and to come.
    pub posts: Vec<Post>,
}

/// An institution: one school, its colleges, and their posts.
///
/// # Validity
///
/// Exactly one unit is the school; no two units share id or code; every post is in one of the units.
///
/// # Wire form
///
/// `{"units":[…],"posts":[…]}`.
///
/// # Example
///
/// ```
/// use collegium_core::org::{Level, Organisation};
///
/// let institution: Organisation = serde_json::from_str(r#"{
///     "units": [
///         {"id":"67e55044-10b1-426f-9247-bb680e5fe0c8","code":"S","name":{"en":"The school"},"level":"school"},
///         {"id":"67e55044-10b1-426f-9247-bb680e5fe0c9","code":"C","name":{"en":"A college"},"level":"college"}
///     ],
///     "posts": [
///         {"unit":"67e55044-10b1-426f-9247-bb680e5fe0c8","role":"vice-president","validity":"2024-09-01/..",
///          "person":{"id":"67e55044-10b1-426f-9247-bb680e5fe0ca","name":"Li Na"}}
///     ]
/// }"#).unwrap();
///
/// let (school, role) = (institution.school(), "vice-president".parse().unwrap());
/// let holders = |day: &str| institution.posts_on(school.id, &role, day.parse().unwrap()).count();
/// assert_eq!((holders("2024-08-31"), holders("2024-09-01")), (0, 1));
/// assert_eq!(institution.unit(school.id).unwrap().level, Level::School);
/// assert_eq!(institution.colleges().count(), 1);
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "OrganisationDraft", into = "OrganisationDraft")]
pub struct Organisation(OrganisationDraft);

crate::record!(Organisation, OrganisationDraft, OrganisationError);

impl Organisation {
    /// The school itself.
    #[must_use]
    pub fn school(&self) -> &OrgUnit {
        let school = self.units.iter().find(|unit| unit.level == Level::School);
        // INVARIANT: exactly one unit is the school.
        school.unwrap_or_else(|| unreachable!("an organisation has a school"))
    }

    /// Its colleges, in the order given.
    pub fn colleges(&self) -> impl Iterator<Item = &OrgUnit> {
        self.units.iter().filter(|unit| unit.level == Level::College)
    }

    /// The unit with this id.
    #[must_use]
    pub fn unit(&self, id: UnitId) -> Option<&OrgUnit> {
        self.units.iter().find(|unit| unit.id == id)
    }

    /// The posts of a role in a unit on a day, vacant ones included.
    pub fn posts_on(&self, unit: UnitId, role: &Role, as_of: NaiveDate) -> impl Iterator<Item = &Post> {
        let fits =
            move |post: &&Post| post.unit == unit && post.role == *role && post.validity.contains(as_of);
        self.posts.iter().filter(fits)
    }
}

impl OrganisationDraft {
    fn check(self) -> Result<Self, OrganisationError> {
        let (mut ids, mut codes) = (BTreeSet::new(), BTreeSet::new());
        for unit in &self.units {
            if !ids.insert(unit.id) || !codes.insert(&unit.code) {
                return Err(OrganisationError::UnitTwice { code: unit.code.clone() });
            }
        }
        let number = self.units.iter().filter(|unit| unit.level == Level::School).count();
        if number != 1 {
            return Err(OrganisationError::Schools { number });
        }
        if let Some(post) = self.posts.iter().find(|post| !ids.contains(&post.unit)) {
            return Err(OrganisationError::PostInNoUnit { role: post.role.clone(), unit: post.unit });
        }
        Ok(self)
    }
}

/// Why there is no such institution.
///
/// # Example
///
/// ```
/// use collegium_core::org::OrganisationError;
/// assert_eq!(
///     OrganisationError::Schools { number: 2 }.to_string(),
///     "an institution has exactly one unit on the level `school`, not 2"
/// );
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum OrganisationError {
    /// There is no school, or more than one.
    #[error("an institution has exactly one unit on the level `school`, not {number}")]
    Schools {
        /// How many there are.
        number: usize,
    },
    /// Two units have the same id or code.
    #[error("the unit `{code}` comes twice, by its id or its code")]
    UnitTwice {
        /// The code of the second.
        code: RecordCode,
    },
    /// A post belongs to a unit that is not listed.
    #[error("the post `{role}` is in the unit {unit}, which is not listed")]
    PostInNoUnit {
        /// The role of the post.
        role: Role,
        /// The unit it names.
        unit: UnitId,
    },
}
