//! The checks of this crate: one function a rule.

mod enrolment;
mod programme;

pub(crate) use enrolment::enrolments;
pub use programme::check_agreements;
