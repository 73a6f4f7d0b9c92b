//! The exact JSON of each type, and what is refused.
#![expect(clippy::unwrap_used, reason = "what fails here is a failed test")]

#[path = "wire/language.rs"]
mod language;
#[path = "wire/qualification.rs"]
mod qualification;
#[path = "wire/time.rs"]
mod time;
