//! Who of a college's teachers and cadres is developed abroad, what they hold, where they went and whether the year kept
//! to its plan.
//!
//! Start with [`Member`], [`Trip`] and [`Batch`], the records; [`SelectionRules`], [`TripRules`] and
//! [`CertificateRules`], what they are measured by; and [`Development`], the report that joins them.
//!
//! # Example
//!
//! ```
//! use collegium_staff::{Batch, SelectionRules};
//!
//! // Each year 20 outstanding talents in two batches, and three batches of management cadres.
//! let rules = SelectionRules::administrative_college().load().unwrap();
//! let batch: Batch = serde_json::from_str(
//!     r#"{"id":"67e55044-10b1-426f-9247-bb680e5fe0c8","code":"B-2026-1","year":2026,"kind":"outstanding-talent",
//!         "number":1,"members":["67e55044-10b1-426f-9247-bb680e5fe0c8"],"abroad":"2026-05-10/2026-05-30"}"#,
//! )
//! .unwrap();
//!
//! let findings = rules.check(&[batch], 2026, "2027-01-15".parse().unwrap());
//! let messages: Vec<_> = findings.iter().map(|finding| finding.message.as_str()).collect();
//! assert_eq!(
//!     messages,
//!     [
//!         "the plan asks for 3 batches, and 0 batches had left by 2027-01-15",
//!         "the plan asks for 2 batches, and 1 batch had left by 2027-01-15",
//!         "the plan asks for 20 persons, and 1 person had left by 2027-01-15",
//!     ]
//! );
//! ```
//!
//! # What is checked
//!
//! - The year's selection ([`SelectionRules::check`]): fewer or more batches or persons than the plan asks for, a batch
//!   number or a person twice, batches without a line; and ([`SelectionRules::check_members`]) members that are not of
//!   the kind, not employed, or not known.
//! - Trips ([`TripRules::check`]): reports overdue, trips away longer than planned or not departed as planned, persons on two trips at once.
//! - Certificates ([`CertificateRules::check`]): run out, or about to.
//! - In [`Development::assess`] all of these, records that were given twice, and batches that no trip
//!   carries.
//!
//! [`rule::CODES`] lists every code.
//!
//! # Design decisions
//!
//! - A trip's days abroad are those on which departure and return took effect in its history, both included, and not a
//!   field beside them: the two cannot contradict each other. The plan is kept apart, and its days are never added to
//!   days travelled.
//! - An approval is for certain days. Whoever postpones a trip must have it approved again; nobody departs without.
//! - A member is of several kinds, so counts by kind may add up to more than the head count.
//! - Until a year is over, too few batches or persons is a note; afterwards it is what the rules say.
//! - What depends on approval routes, money or agreements is joined by id, not by type.
//!
//! # Not covered
//!
//! Training needs and programmes, recruitment on demand, visiting experts and feedback; limits on days, countries and
//! the size of groups; publicity, passports and education before departure; degrees of members; places of work that
//! change over time. That a partner is "first-class", as a selection may ask, is for whoever knows the partners.
//!
//! # Features
//!
//! None: `serde` is always on.
//!
//! Also available as `collegium::staff`.

pub mod batch;
pub mod certificate;
mod check;
pub mod development;
pub mod member;
pub mod rule;
pub mod selection;
pub mod trip;

pub use batch::{Batch, BatchDraft, BatchError};
pub use certificate::{
    Certificate, CertificateKind, CertificateRules, CertificateRulesDraft, CertificateRulesError,
};
pub use development::{Development, StaffRules};
pub use member::{Member, MemberDraft, MemberError, MemberKind};
pub use selection::{SelectionLine, SelectionRules, SelectionRulesDraft, SelectionRulesError};
pub use trip::{
    TimeLimit, Trip, TripDraft, TripError, TripEvent, TripEventError, TripKind, TripRules, TripRulesDraft,
    TripRulesError, TripState, TripStatus,
};
