//! The exact JSON of each type, and what is refused.

#[path = "wire/time.rs"]
mod time;
