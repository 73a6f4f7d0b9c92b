//! Where weights come from.
//!
//! From people: pairwise judgements ([`ahp`]), an order of importance ([`rank_order`]), rounds of questions to experts
//! ([`delphi`]). [`combination`] makes one set of weights of several.

pub mod ahp;
pub mod combination;
pub mod delphi;
pub mod rank_order;
