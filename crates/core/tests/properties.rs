//! Laws that hold for every value.
#![expect(clippy::unwrap_used, reason = "what fails here is a failed test")]

#[path = "properties/language.rs"]
mod language;
#[path = "properties/qualification.rs"]
mod qualification;
#[path = "properties/time.rs"]
mod time;
