//! Strategies for proptest that make values of this crate: for users' tests and for ours.

pub mod finding;
pub mod history;
pub mod language;
pub mod money;
pub mod number;
pub mod org;
pub mod place;
pub mod qualification;
pub mod source;
pub mod text;
pub mod time;
