//! Strategies for proptest that make values of this crate: for users' tests and for ours.

pub mod language;
pub mod qualification;
pub mod time;
