//! The keys of a TOML table, taken one by one, so that the fault of each is told.

use std::ops::Range;

use serde::de::DeserializeOwned;
use toml::{
    Spanned,
    de::{DeTable, DeValue, ValueDeserializer},
};

use super::settings::FILE;
use crate::{Fault, Faults};

/// A table of `college.toml` of which some keys are taken.
pub(super) struct Keys<'t, 'f> {
    text: &'t str,
    /// What stands before each key: `rules.`, or nothing.
    path: String,
    /// The line the table stands on.
    line: u64,
    left: DeTable<'t>,
    pub(super) faults: &'f mut Faults,
}

impl<'t, 'f> Keys<'t, 'f> {
    /// The keys of the file.
    pub(super) fn new(text: &'t str, table: DeTable<'t>, faults: &'f mut Faults) -> Self {
        Self { text, path: String::new(), line: 1, left: table, faults }
    }

    /// The value of a key; a key that is missing or wrong is a fault.
    pub(super) fn take<T: DeserializeOwned>(&mut self, key: &str) -> Option<T> {
        let (line, value) = self.value(key)?;
        self.read(key, line, value)
    }

    /// A text, and the line it stands on.
    pub(super) fn text(&mut self, key: &str) -> Option<(u64, String)> {
        let (line, value) = self.value(key)?;
        Some((line, self.read(key, line, value)?))
    }

    /// What is read from the table of a key; keys of it that are left are faults.
    pub(super) fn table<T>(&mut self, key: &str, read: impl FnOnce(&mut Keys<'t, '_>) -> T) -> Option<T> {
        let (line, value) = self.value(key)?;
        let text = self.shown(&value);
        let DeValue::Table(left) = value.into_inner() else {
            self.fault(
                key,
                line,
                &text,
                format_args!("`{key}` is a table: write `[{key}]` and its keys below it"),
            );
            return None;
        };
        let path = format!("{}{key}.", self.path);
        let mut keys = Keys { text: self.text, path, line, left, faults: &mut *self.faults };
        let value = read(&mut keys);
        keys.close();
        Some(value)
    }

    /// What is left is unknown: a fault each.
    pub(super) fn close(mut self) {
        for (key, _) in std::mem::take(&mut self.left) {
            let line = line(self.text, Some(key.span()));
            self.fault(
                key.get_ref(),
                line,
                "",
                "nothing is called so here: take the key away, or correct its name",
            );
        }
    }

    /// Tells a fault of a key.
    pub(super) fn fault(&mut self, key: &str, line: u64, value: &str, problem: impl std::fmt::Display) {
        self.faults.add(Fault::of_cell(FILE, line, &format!("{}{key}", self.path), value, problem));
    }

    fn value(&mut self, key: &str) -> Option<(u64, Spanned<DeValue<'t>>)> {
        let Some(value) = self.left.remove(key) else {
            self.fault(key, self.line, "", "the key is missing");
            return None;
        };
        Some((line(self.text, Some(value.span())), value))
    }

    fn read<T: DeserializeOwned>(&mut self, key: &str, at: u64, value: Spanned<DeValue<'t>>) -> Option<T> {
        let text = self.shown(&value);
        let read = T::deserialize(ValueDeserializer::from(value));
        let told = |error: toml::de::Error| {
            let line = error.span().map_or(at, |span| line(self.text, Some(span)));
            self.fault(key, line, &text, error.message());
        };
        read.map_err(told).ok()
    }

    fn shown(&self, value: &Spanned<DeValue<'t>>) -> String {
        match value.get_ref() {
            DeValue::String(text) => text.clone().into_owned(),
            DeValue::Table(_) => String::new(),
            _ => self.text.get(value.span()).unwrap_or_default().to_owned(),
        }
    }
}

/// The line at which a part of a text begins, from 1.
pub(super) fn line(text: &str, span: Option<Range<usize>>) -> u64 {
    let before = span.and_then(|span| text.get(..span.start)).unwrap_or_default();
    before.matches('\n').count() as u64 + 1
}
