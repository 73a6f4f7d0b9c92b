//! A CSV file taken apart, so that any part of it can be broken.

/// Header and rows.
#[derive(Clone)]
pub(crate) struct Sheet {
    pub(crate) header: Vec<String>,
    pub(crate) rows: Vec<Vec<String>>,
}

impl Sheet {
    pub(crate) fn of(bytes: &[u8]) -> Self {
        let mut reader = csv::Reader::from_reader(bytes);
        let cells = |record: &csv::StringRecord| record.iter().map(str::to_owned).collect();
        let header = cells(reader.headers().unwrap());
        let rows = reader.records().map(|record| cells(&record.unwrap())).collect();
        Self { header, rows }
    }

    pub(crate) fn bytes(&self) -> Vec<u8> {
        self.raw(|cell| cell.as_bytes().to_vec())
    }

    /// The file with each cell as it is made of its text, in quotation marks.
    fn raw(&self, cell: impl Fn(&str) -> Vec<u8>) -> Vec<u8> {
        let mut bytes = Vec::new();
        for row in std::iter::once(&self.header).chain(&self.rows) {
            for (place, text) in row.iter().enumerate() {
                let mark: &[u8] = if place == 0 { b"\"" } else { b",\"" };
                bytes.extend_from_slice(mark);
                bytes.extend(cell(&text.replace('"', "\"\"")));
                bytes.push(b'"');
            }
            bytes.push(b'\n');
        }
        bytes
    }

    /// The file with one cell replaced by bytes that stand in quotation marks.
    pub(crate) fn with_bytes(&self, row: usize, column: usize, bytes: &[u8]) -> Vec<u8> {
        self.with(row, column, "\u{1}").raw(|cell| if cell == "\u{1}" { bytes.to_vec() } else { cell.into() })
    }

    /// The same with another text in a cell.
    pub(crate) fn with(&self, row: usize, column: usize, text: &str) -> Self {
        let mut sheet = self.clone();
        text.clone_into(&mut sheet.rows[row][column]);
        sheet
    }

    /// The same after a change of every line, the header among them.
    pub(crate) fn each(&self, change: impl Fn(&mut Vec<String>)) -> Self {
        let mut sheet = self.clone();
        change(&mut sheet.header);
        sheet.rows.iter_mut().for_each(change);
        sheet
    }

    /// The same after a change of a row.
    pub(crate) fn row(&self, row: usize, change: impl FnOnce(&mut Vec<String>)) -> Self {
        let mut sheet = self.clone();
        change(&mut sheet.rows[row]);
        sheet
    }

    /// Where a column stands.
    pub(crate) fn column(&self, name: &str) -> usize {
        self.header.iter().position(|column| column == name).unwrap_or_else(|| panic!("no column `{name}`"))
    }

    /// The text of the file without needless quotation marks, as a person would write it.
    pub(crate) fn text(&self) -> String {
        let mut writer = csv::WriterBuilder::new().flexible(true).from_writer(Vec::new());
        for row in std::iter::once(&self.header).chain(&self.rows) {
            writer.write_record(row).unwrap();
        }
        String::from_utf8(writer.into_inner().unwrap()).unwrap()
    }
}
