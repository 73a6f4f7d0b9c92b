//! The exact JSON of each type, and what is refused.
#![expect(clippy::unwrap_used, reason = "what fails here is a failed test")]

#[path = "wire/country_names.rs"]
mod country_names;
#[path = "wire/exchange.rs"]
mod exchange;
#[path = "wire/finding.rs"]
mod finding;
#[path = "wire/forms.rs"]
mod forms;
#[path = "wire/history.rs"]
mod history;
#[path = "wire/language.rs"]
mod language;
#[path = "wire/money.rs"]
mod money;
#[path = "wire/number.rs"]
mod number;
#[path = "wire/org.rs"]
mod org;
#[path = "wire/qualification.rs"]
mod qualification;
#[path = "wire/text.rs"]
mod text;
#[path = "wire/time.rs"]
mod time;
