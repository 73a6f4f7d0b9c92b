//! Laws that hold for every value.
#![expect(clippy::unwrap_used, reason = "what fails here is a failed test")]

#[path = "properties/approval.rs"]
mod approval;
#[path = "properties/exchange.rs"]
mod exchange;
#[path = "properties/finding.rs"]
mod finding;
#[path = "properties/history.rs"]
mod history;
#[path = "properties/language.rs"]
mod language;
#[path = "properties/laws.rs"]
mod laws;
#[path = "properties/money.rs"]
mod money;
#[path = "properties/number.rs"]
mod number;
#[path = "properties/org.rs"]
mod org;
#[path = "properties/qualification.rs"]
mod qualification;
#[path = "properties/text.rs"]
mod text;
#[path = "properties/time.rs"]
mod time;
