//! CSV files: cells as text, read into values, with the fault of every cell.

use std::{collections::BTreeSet, fmt::Display, fs, path::Path, str::FromStr};

use chrono::NaiveDate;
use collegium::{LocalizedText, date, text::excerpt};
use serde::de::{DeserializeOwned, IntoDeserializer, value::StrDeserializer};

use crate::{Fault, Faults};

/// A CSV file of a folder: its rows, with the columns it was asked for.
#[derive(Debug)]
pub struct Table {
    file: String,
    columns: Vec<String>,
    rows: Vec<(u64, csv::StringRecord)>,
}

impl Table {
    /// Reads a file. Every column of `columns` must be there once, and no other; their order is free.
    ///
    /// The text is UTF-8; a byte-order mark is accepted. `None` if the file cannot be used, with its faults told.
    pub fn read(folder: &Path, file: &str, columns: &[&str], faults: &mut Faults) -> Option<Self> {
        let bytes = fs::read(folder.join(file))
            .map_err(|error| faults.add(Fault::of_file(file, format_args!("cannot be read: {error}"))))
            .ok()?;
        let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&bytes);
        let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(bytes);
        let headers = reader.headers().map_err(|error| faults.add(unreadable(file, &error))).ok()?.clone();
        let columns = check_columns(file, &headers, columns, faults)?;
        let mut rows = Vec::new();
        for record in reader.into_records() {
            match record {
                Ok(record) => {
                    let line = record.position().map_or(0, csv::Position::line);
                    if record.len() == columns.len() {
                        rows.push((line, record));
                    } else {
                        faults.add(Fault::of_row(
                            file,
                            line,
                            Width { cells: record.len(), columns: columns.len() },
                        ));
                    }
                }
                Err(error) => {
                    faults.add(unreadable(file, &error));
                    if !matches!(error.kind(), csv::ErrorKind::Utf8 { .. }) {
                        break;
                    }
                }
            }
        }
        Some(Self { file: file.to_owned(), columns, rows })
    }

    /// Reads every row; a row with a fault gives nothing, and its faults are told.
    pub fn records<T>(&self, faults: &mut Faults, mut read: impl FnMut(&mut Row<'_>) -> Option<T>) -> Vec<T> {
        let mut row = |(line, cells)| read(&mut Row { table: self, line, cells, faults: &mut *faults });
        self.rows.iter().filter_map(|(line, cells)| row((*line, cells))).collect()
    }
}

struct Width {
    cells: usize,
    columns: usize,
}

impl Display for Width {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "the row has {} cells, its header has {}", self.cells, self.columns)
    }
}

fn unreadable(file: &str, error: &csv::Error) -> Fault {
    let line = error.position().map_or(0, csv::Position::line);
    match error.kind() {
        csv::ErrorKind::Utf8 { .. } => {
            Fault::of_row(file, line, "the text is not UTF-8: save the file as UTF-8")
        }
        _ => Fault::of_row(file, line, error),
    }
}

fn check_columns(
    file: &str,
    headers: &csv::StringRecord,
    wanted: &[&str],
    faults: &mut Faults,
) -> Option<Vec<String>> {
    let mut seen = BTreeSet::new();
    let mut complete = true;
    let mut refuse = |fault| {
        complete = false;
        faults.add(fault);
    };
    for header in headers {
        if !seen.insert(header) {
            refuse(Fault::of_cell(file, 1, header, "", "the column comes twice"));
        } else if !wanted.contains(&header) {
            let problem =
                format!("`{}` is not a column of this file: it has {}", excerpt(header), wanted.join(", "));
            refuse(Fault::of_row(file, 1, problem));
        }
    }
    for missing in wanted.iter().filter(|column| !seen.contains(*column)) {
        refuse(Fault::of_cell(file, 1, missing, "", "the column is missing"));
    }
    complete.then(|| headers.iter().map(str::to_owned).collect())
}

/// A cell that says yes or no.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum YesNo {
    /// `yes`.
    Yes,
    /// `no`.
    No,
}

/// One row, and where to tell its faults.
#[derive(Debug)]
pub struct Row<'a> {
    table: &'a Table,
    line: u64,
    cells: &'a csv::StringRecord,
    faults: &'a mut Faults,
}

impl Row<'_> {
    /// The text of a cell, without blanks at its ends.
    #[must_use]
    pub fn text(&self, column: &str) -> &str {
        let place = self.table.columns.iter().position(|known| known == column);
        place.and_then(|place| self.cells.get(place)).unwrap_or("").trim()
    }

    /// The value of a cell that must not be empty.
    pub fn required<T>(&mut self, column: &str) -> Option<T>
    where
        T: FromStr,
        T::Err: Display,
    {
        if self.text(column).is_empty() {
            self.fault(column, "the cell is empty");
            return None;
        }
        self.parsed(column)
    }

    /// The value of a cell that may be empty: `Some(None)` if it is, `None` if it is wrong.
    pub fn optional<T>(&mut self, column: &str) -> Option<Option<T>>
    where
        T: FromStr,
        T::Err: Display,
    {
        if self.text(column).is_empty() { Some(None) } else { self.parsed(column).map(Some) }
    }

    /// The value of a cell that must be one of a few words, as JSON writes them.
    pub fn word<T: DeserializeOwned>(&mut self, column: &str) -> Option<T> {
        let text: String = self.required(column)?;
        let reader: StrDeserializer<'_, serde::de::value::Error> = text.as_str().into_deserializer();
        self.door(column, T::deserialize(reader))
    }

    /// The day in a cell that must not be empty.
    pub fn day(&mut self, column: &str) -> Option<NaiveDate> {
        let text: String = self.required(column)?;
        self.door(column, date::parse(&text))
    }

    /// The day in a cell that may be empty.
    pub fn optional_day(&mut self, column: &str) -> Option<Option<NaiveDate>> {
        if self.text(column).is_empty() { Some(None) } else { self.day(column).map(Some) }
    }

    /// The values of a cell that lists several, separated by `;`. An empty cell lists none.
    pub fn list<T>(&mut self, column: &str) -> Option<Vec<T>>
    where
        T: FromStr,
        T::Err: Display,
    {
        let text = self.text(column).to_owned();
        let parts = text.split(';').map(str::trim).filter(|part| !part.is_empty());
        let values: Vec<_> = parts.map(|part| self.parse(column, part)).collect();
        values.into_iter().collect()
    }

    /// The name in the columns `NAME_en` and `NAME_zh`; one of them is enough.
    pub fn name(&mut self, name: &str) -> Option<LocalizedText> {
        let columns = ["en", "zh"].map(|tag| (tag, format!("{name}_{tag}")));
        let texts = columns.map(|(tag, column)| (tag, self.text(&column).to_owned()));
        let pairs =
            texts.iter().filter(|(_, text)| !text.is_empty()).map(|(tag, text)| (*tag, text.as_str()));
        self.door(&format!("{name}_en"), LocalizedText::new(pairs))
    }

    /// The same, if one of the columns is not empty.
    pub fn optional_name(&mut self, name: &str) -> Option<Option<LocalizedText>> {
        let empty = ["en", "zh"].iter().all(|tag| self.text(&format!("{name}_{tag}")).is_empty());
        if empty { Some(None) } else { self.name(name).map(Some) }
    }

    /// The pairs `A:B` of a cell that lists several, separated by `;`.
    pub fn pairs<T>(
        &mut self,
        column: &str,
        form: &str,
        mut read: impl FnMut(&mut Self, &str, &str) -> Option<T>,
    ) -> Option<Vec<T>> {
        let texts: Vec<String> = self.list(column)?;
        let pair = |text: &String| {
            if let Some((one, other)) = text.split_once(':') {
                return read(self, one, other);
            }
            self.fault(column, format_args!("`{text}` is not a pair: write {form}"));
            None
        };
        texts.iter().map(pair).collect::<Vec<_>>().into_iter().collect()
    }

    /// The line of the file, from 1.
    #[must_use]
    pub fn line(&self) -> u64 {
        self.line
    }

    /// What a checked constructor answered; its refusal is a fault of this row.
    pub fn door<T, E: Display>(&mut self, column: &str, result: Result<T, E>) -> Option<T> {
        result.map_err(|error| self.fault(column, error)).ok()
    }

    /// Tells a fault of this row.
    pub fn fault(&mut self, column: &str, problem: impl Display) {
        let value = self.text(column).to_owned();
        self.faults.add(Fault::of_cell(&self.table.file, self.line, column, &value, problem));
    }

    fn parsed<T>(&mut self, column: &str) -> Option<T>
    where
        T: FromStr,
        T::Err: Display,
    {
        let text = self.text(column).to_owned();
        self.parse(column, &text)
    }

    fn parse<T>(&mut self, column: &str, text: &str) -> Option<T>
    where
        T: FromStr,
        T::Err: Display,
    {
        self.door(column, text.parse())
    }
}
