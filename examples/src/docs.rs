//! The READMEs and the chapters of the book, so that `cargo test` runs every example in them.

#[doc = include_str!("../../README.md")]
mod readme {}

#[doc = include_str!("../../docs/introduction.md")]
mod introduction {}

#[doc = include_str!("../../docs/concepts.md")]
mod concepts {}

#[doc = include_str!("../../docs/core.md")]
mod core {}

#[doc = include_str!("../../docs/partnerships.md")]
mod partnerships {}

#[doc = include_str!("../../docs/pathways.md")]
mod pathways {}

#[doc = include_str!("../../docs/degree-audit.md")]
mod degree_audit {}

#[doc = include_str!("../../docs/folder.md")]
mod folder {}

#[doc = include_str!("../../docs/page.md")]
mod page {}

#[doc = include_str!("../../docs/data.md")]
mod data {}

#[doc = include_str!("../../docs/performance.md")]
mod performance {}

#[doc = include_str!("../../crates/collegium/README.md")]
mod facade_readme {}

#[doc = include_str!("../../crates/core/README.md")]
mod core_readme {}

#[doc = include_str!("../../crates/partnerships/README.md")]
mod partnerships_readme {}

#[doc = include_str!("../../crates/pathways/README.md")]
mod pathways_readme {}

#[doc = include_str!("../../crates/staff/README.md")]
mod staff_readme {}

#[doc = include_str!("../../crates/funding/README.md")]
mod funding_readme {}

#[doc = include_str!("../../crates/review/README.md")]
mod review_readme {}

#[doc = include_str!("../../docs/glossary.md")]
mod glossary {}

#[doc = include_str!("../../docs/staff.md")]
mod staff {}

#[doc = include_str!("../../docs/funding.md")]
mod funding {}

#[doc = include_str!("../../docs/indicators.md")]
mod indicators {}

#[doc = include_str!("../../docs/review.md")]
mod review {}

#[doc = include_str!("../../docs/localising.md")]
mod localising {}

#[doc = include_str!("../../crates/indicators/README.md")]
mod indicators_readme {}
