//! Laws that hold for every value.

#[path = "properties/language.rs"]
mod language;
#[path = "properties/qualification.rs"]
mod qualification;
