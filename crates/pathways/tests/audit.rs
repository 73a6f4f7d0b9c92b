//! Degree audits.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "what fails here is a failed test")]

#[path = "audit/brute.rs"]
mod brute;
#[path = "audit/judge.rs"]
mod judge;
#[path = "audit/laws.rs"]
mod laws;
#[path = "audit/made.rs"]
mod made;
#[path = "audit/mosts.rs"]
mod mosts;
#[path = "audit/oracle.rs"]
mod oracle;
#[path = "audit/plans.rs"]
mod plans;
#[path = "audit/planted.rs"]
mod planted;
#[path = "audit/refused.rs"]
mod refused;
#[path = "audit/sanity.rs"]
mod sanity;
#[path = "audit/wire.rs"]
mod wire;
