//! The institution: its units on two levels, and who holds which post.
//!
//! The school steers, its colleges do. Every cooperation project names a responsible person on both levels, so both need
//! posts that somebody holds; [`ResponsibilityRules`] say which, and find the gaps.

mod organisation;
mod person;
mod post;
mod responsibility;
mod unit;

pub use organisation::{Organisation, OrganisationDraft, OrganisationError};
pub use person::Person;
pub use post::{Post, Role};
pub use responsibility::{ResponsibilityRules, ResponsibilityRulesDraft, ResponsibilityRulesError};
pub use unit::{Level, OrgUnit};
