//! Rules that are shipped with a crate.

use std::{fmt, marker::PhantomData};

use serde::de::DeserializeOwned;
use thiserror::Error;

use crate::{
    Rules, Severity, Source, Status, Subject,
    finding::{Fact, Finding},
    rule::CO0001,
    text::shown,
};

/// A set of rules shipped as a JSON file, in exactly the form an institution would write its own.
///
/// Presets are data to start from, not answers: an institution copies [`Preset::json`], edits it, and reads it back with
/// [`read`].
///
/// # Example
///
/// ```
/// use collegium_core::{Preset, RegionPolicy, preset};
///
/// let preset: Preset<RegionPolicy> = RegionPolicy::cn();
/// assert_eq!(preset.name(), "regions-cn");
/// let shipped = preset.load().unwrap();
/// let ours = preset.json().replace("\"CN\"", "\"SG\"");
/// assert_ne!(preset::read::<RegionPolicy>(&ours).unwrap(), shipped);
/// ```
pub struct Preset<R> {
    name: &'static str,
    json: &'static str,
    rules: PhantomData<fn() -> R>,
}

impl<R> Preset<R> {
    /// A preset of this name with this text; crates give the text of a file of theirs.
    ///
    /// # Example
    ///
    /// ```
    /// use collegium_core::{Preset, RegionPolicy};
    /// const BROKEN: Preset<RegionPolicy> = Preset::new("broken", "{}");
    /// assert_eq!(BROKEN.load().unwrap_err().to_string(), "line 1 column 2: missing field `home`");
    /// ```
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

impl<R: DeserializeOwned> Preset<R> {
    /// The rules.
    ///
    /// # Errors
    ///
    /// [`PresetError`] if the text is not valid; for the presets of these crates a test proves that it is.
    pub fn load(&self) -> Result<R, PresetError> {
        read(self.json)
    }
}

impl<R> fmt::Debug for Preset<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "preset {}", self.name)
    }
}

impl<R> Clone for Preset<R> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<R> Copy for Preset<R> {}

/// Reads rules, or any other value, from JSON; a fault is told with the path to it.
///
/// # Example
///
/// ```
/// use collegium_core::{Money, preset};
/// let json = r#"[{"amount":"1.00","currency":"CNY"},{"amount":"1.00","currency":"RMB"}]"#;
/// let error = preset::read::<Vec<Money>>(json).unwrap_err();
/// assert_eq!(error.path, "[1].currency");
/// assert!(error.to_string().starts_with("[1].currency: line 1 column 69: `RMB` is not a currency"));
/// ```
///
/// # Errors
///
/// [`PresetError`] for the first fault.
pub fn read<T: DeserializeOwned>(json: &str) -> Result<T, PresetError> {
    let mut reader = serde_json::Deserializer::from_str(json);
    let value = serde_path_to_error::deserialize(&mut reader)
        .map_err(|error| PresetError::new(&error.path().to_string(), error.inner()))?;
    reader.end().map_err(|error| PresetError::new(".", &error))?;
    Ok(value)
}

/// The text of rules as a file holds them: indented JSON with a final line end.
///
/// # Example
///
/// ```
/// use collegium_core::{RegionPolicy, preset};
/// let preset = RegionPolicy::cn();
/// assert_eq!(preset::write(&preset.load().unwrap()), preset.json());
/// ```
///
/// # Panics
///
/// If the value cannot be JSON, such as a map whose keys are not text, or has a day beyond the years 0001 to 9999.
#[must_use]
pub fn write<T: serde::Serialize>(value: &T) -> String {
    let text = serde_json::to_string_pretty(value);
    text.map_or_else(|error| unreachable!("the value is not JSON: {error}"), |text| text + "\n")
}

/// The note that a check owes its reader if its rules were not read in their source: nothing if they were.
///
/// # Example
///
/// ```
/// use collegium_core::{RegionPolicy, preset};
/// assert!(preset::unverified_note(&RegionPolicy::cn().load().unwrap(), "region policy").is_none());
/// ```
pub fn unverified_note<R: Rules>(rules: &R, what: &'static str) -> Option<Finding> {
    let note = |source: &Source| Finding {
        code: CO0001,
        severity: Severity::Note,
        subject: Subject::named("rules", what),
        message: "the conclusions rest on rules that nobody has read in their source yet".to_owned(),
        facts: vec![Fact::new("source", source.to_string())],
        basis: Some(rules.basis()),
        remedy: Some("read the document, correct the rules, and set their status to `verified`".to_owned()),
    };
    (rules.status() == Status::Unverified).then(|| note(rules.source()))
}

/// Why a text could not be read.
///
/// # Example
///
/// ```
/// use collegium_core::{Share, preset};
/// let error = preset::read::<Share>("7").unwrap_err();
/// assert_eq!((error.path.as_str(), error.line, error.column), (".", 1, 1));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub struct PresetError {
    /// The way from the root of the document to the fault; `.` is the root.
    pub path: String,
    /// The line of the fault, from 1.
    pub line: usize,
    /// The column of the fault, from 1.
    pub column: usize,
    /// What is wrong there, and what would be right: one line, shortened if long.
    pub problem: String,
}

impl PresetError {
    fn new(path: &str, error: &serde_json::Error) -> Self {
        let (line, column) = (error.line(), error.column());
        let whole = error.to_string();
        let problem = whole.strip_suffix(&format!(" at line {line} column {column}")).unwrap_or(&whole);
        // The reader quotes keys and texts of the document as they are: at any length, with line breaks.
        Self { path: shown(path, 1_000), line, column, problem: shown(problem, 1_000) }
    }
}

impl fmt::Display for PresetError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.path != "." {
            write!(f, "{}: ", self.path)?;
        }
        write!(f, "line {} column {}: {}", self.line, self.column, self.problem)
    }
}
