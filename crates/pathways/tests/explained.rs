//! Explanations of audits: every figure counted again, every reason tried out, every completion beside the best of all.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "what fails here is a failed test")]

#[path = "explained/completion.rs"]
mod completion;
#[path = "explained/laws.rs"]
mod laws;
#[path = "explained/made.rs"]
mod made;
#[path = "explained/naive.rs"]
mod naive;
#[path = "explained/reasons.rs"]
mod reasons;
#[path = "explained/what_if.rs"]
mod what_if;
