//! A CSV file while it is written.

/// The file with the rows it has so far.
pub(super) struct Sheet {
    name: &'static str,
    text: String,
}

impl Sheet {
    /// A file with its columns.
    pub(super) fn new(name: &'static str, columns: &str) -> Self {
        Self { name, text: format!("{columns}\n") }
    }

    /// Adds a row.
    pub(super) fn row<S: AsRef<str>>(&mut self, cells: &[S]) {
        self.line(&line(cells));
    }

    /// Adds a row that is a line already.
    pub(super) fn line(&mut self, line: &str) {
        self.text += line;
        self.text.push('\n');
    }

    /// Name and text.
    pub(super) fn finish(self) -> (String, String) {
        (self.name.to_owned(), self.text)
    }
}

/// A row as the file holds it, without its end.
pub(super) fn line<S: AsRef<str>>(cells: &[S]) -> String {
    cells.iter().map(|cell| quoted(cell.as_ref())).collect::<Vec<_>>().join(",")
}

/// A cell in quotes if it needs them.
fn quoted(cell: &str) -> String {
    if cell.contains([',', '"', '\n', '\r']) {
        format!("\"{}\"", cell.replace('"', "\"\""))
    } else {
        cell.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_quoted_where_they_must_be() {
        let mut sheet = Sheet::new("a.csv", "one,two");
        sheet.row(&["plain", "a, \"b\""]);
        assert_eq!(sheet.finish(), ("a.csv".to_owned(), "one,two\nplain,\"a, \"\"b\"\"\"\n".to_owned()));
    }
}
