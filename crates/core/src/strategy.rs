//! Strategies for proptest: values of these types for users' tests and for ours.

pub mod language;
pub mod qualification;
