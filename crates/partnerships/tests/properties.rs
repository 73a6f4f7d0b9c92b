//! Laws that hold for every value.
#![expect(clippy::unwrap_used, reason = "what fails here is a failed test")]

#[path = "properties/agreement.rs"]
mod agreement;
#[path = "properties/made.rs"]
mod made;
#[path = "properties/portfolio.rs"]
mod portfolio;
#[path = "properties/word.rs"]
mod word;
