//! Rules that are shipped.

use std::marker::PhantomData;

use thiserror::Error;

use crate::source::Rules;

/// Shipped rules: a JSON file in the wire form of their type.
///
/// # Example
///
/// ```
/// use collegium_core::FiscalCalendar;
/// let preset = FiscalCalendar::cn();
/// assert_eq!(preset.name(), "fiscal-cn");
/// assert!(preset.json().starts_with('{'));
/// assert!(preset.load().is_ok());
/// ```
#[derive(Debug, Clone, Copy)]
pub struct Preset<R> {
    name: &'static str,
    json: &'static str,
    rules: PhantomData<fn() -> R>,
}

impl<R> Preset<R> {
    /// A preset by its name and text.
    #[must_use]
    pub const fn new(name: &'static str, json: &'static str) -> Self {
        Self { name, json, rules: PhantomData }
    }

    /// The name of its file, without the ending.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// The text of its file.
    #[must_use]
    pub const fn json(&self) -> &'static str {
        self.json
    }
}

impl<R: Rules> Preset<R> {
    /// The rules.
    ///
    /// # Errors
    ///
    /// [`PresetError`] if the text is not such rules.
    pub fn load(&self) -> Result<R, PresetError> {
        serde_json::from_str(self.json)
            .map_err(|error| PresetError { name: self.name, message: error.to_string() })
    }
}

/// A preset that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("the preset `{name}` cannot be read: {message}")]
#[non_exhaustive]
pub struct PresetError {
    /// The name of the preset.
    pub name: &'static str,
    /// What the reader said.
    pub message: String,
}
