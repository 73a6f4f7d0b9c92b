//! The checks of this crate: one function a rule.

mod enrolment;
mod programme;
mod twice;

pub(crate) use enrolment::enrolments;
pub use programme::check_agreements;
