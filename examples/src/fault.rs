//! Everything that is wrong with a folder, told at once.

use std::{fmt, fs, path::Path, string::FromUtf8Error};

use collegium::{
    preset::{self, PresetError},
    text::excerpt,
};
use serde::de::DeserializeOwned;

/// One fault of the input: where it is, what stands there, and what would be accepted.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fault {
    /// The file, relative to the folder.
    pub file: String,
    /// The line of the file, from 1; 0 for the file as a whole.
    pub line: u64,
    /// The column's name; empty for the row as a whole.
    pub column: String,
    /// What stands there, shortened if long.
    pub value: String,
    /// What is wrong, and what would be right.
    pub problem: String,
}

impl Fault {
    /// A fault of a whole file.
    pub fn of_file(file: &str, problem: impl fmt::Display) -> Self {
        Self::of_row(file, 0, problem)
    }

    /// A fault of a whole row.
    pub fn of_row(file: &str, line: u64, problem: impl fmt::Display) -> Self {
        Self::of_cell(file, line, "", "", problem)
    }

    /// A fault of one cell.
    pub fn of_cell(file: &str, line: u64, column: &str, value: &str, problem: impl fmt::Display) -> Self {
        let (file, column) = (file.to_owned(), excerpt(column));
        Self { file, line, column, value: excerpt(value), problem: problem.to_string() }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.file)?;
        if self.line > 0 {
            write!(f, ":{}", self.line)?;
        }
        if !self.column.is_empty() {
            write!(f, ": {}", self.column)?;
        }
        // Most problems quote the value themselves; the others get it in front.
        if !self.value.is_empty() && !self.problem.contains(&self.value) {
            write!(f, " `{}`", self.value)?;
        }
        write!(f, ": {}", self.problem)
    }
}

/// What is wrong with a text that is not UTF-8, and what would be right.
pub(crate) const NOT_UTF_8: &str = "the text is not UTF-8: save the file as UTF-8";

/// The text of a file, without a byte-order mark.
pub(crate) fn text(folder: &Path, file: &str, faults: &mut Faults) -> Option<String> {
    let read = fs::read(folder.join(file));
    let bytes =
        read.map_err(|error| faults.add(Fault::of_file(file, format_args!("cannot be read: {error}"))));
    utf_8(file, bytes.ok()?, faults)
}

/// The same of the bytes of a file.
pub(crate) fn utf_8(file: &str, bytes: Vec<u8>, faults: &mut Faults) -> Option<String> {
    let told = |error: FromUtf8Error| {
        let before = error.as_bytes().iter().take(error.utf8_error().valid_up_to());
        let line = before.filter(|byte| **byte == b'\n').count() as u64 + 1;
        faults.add(Fault::of_row(file, line, NOT_UTF_8));
    };
    let text = String::from_utf8(bytes).map_err(told).ok()?;
    Some(text.strip_prefix('\u{FEFF}').map(str::to_owned).unwrap_or(text))
}

/// The value of a JSON text of this file.
pub(crate) fn json<T: DeserializeOwned>(file: &str, text: &str, faults: &mut Faults) -> Option<T> {
    let told = |error: PresetError| {
        let (line, path) =
            (error.line.try_into().unwrap_or(0), if error.path == "." { "" } else { &error.path });
        faults.add(Fault::of_cell(file, line, path, "", error.problem));
    };
    preset::read(text).map_err(told).ok()
}

/// All faults of a folder, sorted by place.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Faults(Vec<Fault>);

impl Faults {
    /// Adds a fault.
    pub fn add(&mut self, fault: Fault) {
        self.0.push(fault);
    }

    /// Adds every fault of another thread.
    pub(crate) fn append(&mut self, mut others: Self) {
        self.0.append(&mut others.0);
    }

    /// Every fault so far, the last first.
    pub(crate) fn latest(&self) -> impl Iterator<Item = &Fault> {
        self.0.iter().rev()
    }

    /// Forgets the faults of a column that came after the first so many.
    pub(crate) fn forget(&mut self, known: usize, column: &str) {
        let later = self.0.split_off(known.min(self.0.len()));
        self.0.extend(later.into_iter().filter(|fault| fault.column != column));
    }

    /// The value if nothing is wrong so far, else every fault, sorted, each once.
    ///
    /// # Errors
    ///
    /// The faults, if there is one, or if there is no value.
    pub fn settle<T>(mut self, value: Option<T>) -> Result<T, Self> {
        self.0.sort();
        self.0.dedup();
        value.filter(|_| self.0.is_empty()).ok_or(self)
    }

    /// How many there are so far.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is none so far.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Every fault, in the order they were found or, once settled, by place.
    pub fn iter(&self) -> impl Iterator<Item = &Fault> {
        self.0.iter()
    }
}

impl fmt::Display for Faults {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|fault| writeln!(f, "{fault}"))
    }
}
