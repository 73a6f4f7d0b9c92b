//! Laws that hold for every value.

#[path = "properties/time.rs"]
mod time;
