//! The exact text of every serialisable type, and what is refused.

#[path = "wire/language.rs"]
mod language;
#[path = "wire/qualification.rs"]
mod qualification;
