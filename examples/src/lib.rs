//! What the programs of this package share: reading a college's folder, telling its faults, printing tables.
//!
//! Nothing here is part of the libraries; it shows one way to feed them.

pub mod args;
pub mod budget_stream;
pub mod college;
#[cfg(doctest)]
mod docs;
pub mod fault;
pub mod ledger;
pub mod made;
pub mod out;
pub mod print;
pub mod table;

pub use args::{Args, Usage};
pub use college::College;
pub use fault::{Fault, Faults};
