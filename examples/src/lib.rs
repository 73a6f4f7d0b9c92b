//! What the programs of this package share: reading a college's folder, telling its faults, printing tables, drawing
//! charts and pages.
//!
//! Nothing here is part of the libraries; it shows one way to feed them.

pub mod args;
pub mod audit_case;
pub mod audit_tree;
pub mod budget_stream;
pub mod chart;
pub mod college;
#[cfg(doctest)]
mod docs;
pub mod evaluate;
pub mod fault;
pub mod folder;
pub mod ledger;
pub mod made;
pub mod out;
pub mod page;
pub mod planner;
pub mod print;
pub mod progress;
pub mod report;
pub mod table;

pub use args::{Args, Usage};
pub use college::College;
pub use fault::{Fault, Faults};
pub use planner::Planner;
