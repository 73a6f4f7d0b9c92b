//! Whom does the college work with, on which agreements, what comes of it, and what ends when?
//!
//! Start with [`Partner`] and [`Agreement`]; what happens under agreements is an [`Activity`], what the college has abroad is
//! a [`Site`], its seats in alliances are [`Membership`]s. [`Portfolio`] is the report of all of them.
//!
//! # Example
//!
//! ```
//! use collegium_core::{RegionPolicy, history::Signature};
//! use collegium_partnerships::*;
//!
//! let agreement: Agreement = serde_json::from_str(
//!     r#"{"id":"67e55044-10b1-426f-9247-bb680e5fe0c8","code":"A-001","title":{"en":"Cooperation in accounting","zh":"会计合作"},
//!         "kind":"joint-programme","partners":["67e55044-10b1-426f-9247-bb680e5fe0c9"],
//!         "history":[{"recorded":"2021-05-25","by":{"id":"67e55044-10b1-426f-9247-bb680e5fe0ca","name":"王芳"},
//!                     "change":{"happened":{"effective":"2021-05-20",
//!                                           "event":{"signed":{"validity":"2021-09-01/2026-08-31"}}}}}]}"#,
//! )?;
//!
//! let as_of = "2026-03-01".parse()?;
//! assert_eq!(agreement.status_on(as_of), Some(AgreementStatus::InForce));
//!
//! // It ends within the year's notice, and no post answers for it: both are said, with figures.
//! let findings = RenewalRules::one_year().load()?.check(&[], &[agreement], as_of);
//! let codes: Vec<_> = findings.warnings().map(|finding| finding.code.to_string()).collect();
//! assert_eq!(codes, ["PA0101", "PA0103", "PA0103"]);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # What is checked
//!
//! Agreements that end soon or have run out, agreements and partners nobody answers for ([`RenewalRules`]); results that
//! are overdue, activities under agreements that do not bind ([`FeedbackRules`]); records given twice
//! ([`Portfolio::assess`]). The codes are in [`rule`].
//!
//! # Design decisions
//!
//! - **The status follows from the history.** An agreement has no status field: what was signed, renewed, suspended and
//!   terminated, each with its day, gives the status of any day, also as it was known on any day.
//! - **Kinds, tiers and roles are words of the institution**, not enums of ours: the lists grow outside this code.
//! - **An activity has a direction.** What is brought in and what is taken abroad is counted apart, because the balance
//!   between the two is one of the things a year is judged by.
//!
//! # Not covered
//!
//! Obligations with due dates, exchange quotas, the text of agreements, contacts of partners. Who holds the post that
//! answers for an agreement is `collegium_core::org`'s to say.
//!
//! # Features
//!
//! None.
//!
//! Also available as `collegium::partnerships`.

pub mod activity;
pub mod agreement;
mod check;
pub mod feedback;
pub mod membership;
pub mod partner;
pub mod portfolio;
pub mod renewal;
pub mod rule;
pub mod site;

pub use activity::{Activity, ActivityDraft, ActivityError, ActivityKind, Direction, Resource, ResourceKind};
pub use agreement::{
    Agreement, AgreementDraft, AgreementError, AgreementEvent, AgreementEventError, AgreementKind,
    AgreementState, AgreementStatus, ResponsiblePost,
};
pub use feedback::{FeedbackRules, FeedbackRulesDraft, FeedbackRulesError};
pub use membership::{Membership, MembershipRole};
pub use partner::{Identifier, Partner, PartnerDraft, PartnerError, PartnerKind, Scheme, Tier};
pub use portfolio::{PartnershipRecords, PartnershipRules, Portfolio};
pub use renewal::{RenewalRules, RenewalRulesDraft, RenewalRulesError};
pub use site::{Site, SiteKind};
