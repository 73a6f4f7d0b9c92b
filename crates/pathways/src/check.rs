//! The checks of this crate: one function a rule.

mod enrolment;
mod intake;
mod obey;
mod programme;
mod twice;

pub(crate) use enrolment::enrolments;
pub(crate) use intake::intake;
pub(crate) use obey::{programme, unverified};
pub use programme::{check_agreements, check_partners};
