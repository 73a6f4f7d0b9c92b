//! Laws that hold for every value.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "what fails here is a failed test")]

#[path = "properties/cohort.rs"]
mod cohort;
#[path = "properties/curriculum.rs"]
mod curriculum;
#[path = "properties/enrolment.rs"]
mod enrolment;
#[path = "properties/made.rs"]
mod made;
#[path = "properties/route.rs"]
mod route;
#[path = "properties/rules.rs"]
mod rules;
