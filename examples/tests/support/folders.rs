//! Where the crates lie.

use std::{
    fs,
    path::{Path, PathBuf},
};

/// The folder that holds the crates.
pub(crate) const CRATES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../crates");

/// The entries of a folder in the order of their names; none if there is no such folder.
pub(crate) fn entries(folder: impl AsRef<Path>) -> Vec<PathBuf> {
    let mut entries: Vec<_> =
        fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path()).collect();
    entries.sort();
    entries
}

/// The text of a file; empty if it cannot be read.
pub(crate) fn text(file: impl AsRef<Path>) -> String {
    fs::read_to_string(file).unwrap_or_default()
}

/// A path as it is told to a reader: from the root of the repository.
pub(crate) fn shown(path: &Path) -> String {
    let text = path.to_string_lossy();
    text.split_once("/../").map_or(&*text, |(_, rest)| rest).to_owned()
}
