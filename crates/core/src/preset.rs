//! Rules that are shipped. (Stand-in of the same shape as the module that replaces it.)

use std::marker::PhantomData;

use thiserror::Error;

use crate::source::Rules;

/// Rules shipped as a JSON file, to use as they are or to copy and edit.
#[derive(Debug)]
pub struct Preset<R> {
    name: &'static str,
    json: &'static str,
    rules: PhantomData<fn() -> R>,
}

impl<R: Rules> Preset<R> {
    /// Names a file.
    #[must_use]
    pub const fn new(name: &'static str, json: &'static str) -> Self {
        Self { name, json, rules: PhantomData }
    }

    /// The name of the file without its ending.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// The text of the file.
    #[must_use]
    pub const fn json(&self) -> &'static str {
        self.json
    }

    /// Reads the rules.
    ///
    /// # Errors
    ///
    /// [`PresetError`] if the file is not in the form of the rules.
    pub fn load(&self) -> Result<R, PresetError> {
        serde_json::from_str(self.json)
            .map_err(|error| PresetError { name: self.name, error: error.to_string() })
    }
}

/// A preset that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("the preset `{name}` cannot be read: {error}")]
#[non_exhaustive]
pub struct PresetError {
    /// The name of the preset.
    pub name: &'static str,
    /// What was wrong with it.
    pub error: String,
}
