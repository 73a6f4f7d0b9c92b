//! Everything that is wrong with a folder, told at once.

use std::fmt;

use collegium::text::excerpt;

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
        let (file, column) = (file.to_owned(), column.to_owned());
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

/// All faults of a folder, sorted by place.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Faults(Vec<Fault>);

impl Faults {
    /// Adds a fault.
    pub fn add(&mut self, fault: Fault) {
        self.0.push(fault);
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
