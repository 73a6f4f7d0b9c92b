//! wip
mod check;
pub mod programme;
pub mod rule;
pub mod shape;

pub use check::check_agreements;
pub use programme::{Programme, ProgrammeDraft, ProgrammeError};
pub use shape::{RouteShape, RouteShapeError, Years};
