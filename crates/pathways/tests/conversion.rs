//! Credits and grades on other systems and scales.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "what fails here is a failed test")]

#[path = "conversion/laws.rs"]
mod laws;
#[path = "conversion/made.rs"]
mod made;
#[path = "conversion/oracle.rs"]
mod oracle;
#[path = "conversion/presets.rs"]
mod presets;
#[path = "conversion/refused.rs"]
mod refused;
#[path = "conversion/wire.rs"]
mod wire;
#[path = "conversion/worked.rs"]
mod worked;
