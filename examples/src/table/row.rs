//! One row of a CSV file: its cells read into values.

use std::{cell::Cell, fmt::Display, str::FromStr};

use chrono::NaiveDate;
use collegium::{LocalizedText, date, text::excerpt};
use serde::de::{DeserializeOwned, IntoDeserializer};

use super::Table;
use crate::{Fault, Faults};

/// A cell that says yes or no.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum YesNo {
    /// `yes`.
    Yes,
    /// `no`.
    No,
}

/// A whole number in a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Whole(pub u32);

impl FromStr for Whole {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let digits = text.bytes().all(|byte| byte.is_ascii_digit());
        text.parse().ok().filter(|_| digits).map(Self).ok_or_else(|| {
            format!("`{}` is not a whole number: write digits only, up to {}", excerpt(text), u32::MAX)
        })
    }
}

/// A column, by its name or as it was [found](Table::column).
pub trait Column: Copy {
    /// Its name.
    fn name(&self) -> &str;

    /// Its place in the row.
    fn place(self, row: &Row<'_>) -> Option<usize>;
}

impl Column for &str {
    fn name(&self) -> &str {
        self
    }

    fn place(self, row: &Row<'_>) -> Option<usize> {
        row.place(self)
    }
}

impl<C: Column> Column for &C {
    fn name(&self) -> &str {
        (**self).name()
    }

    fn place(self, row: &Row<'_>) -> Option<usize> {
        (*self).place(row)
    }
}

/// A column of a table, looked up once for many rows.
#[derive(Debug, Clone, Copy)]
pub struct Found {
    pub(super) name: &'static str,
    pub(super) place: Option<usize>,
}

impl Column for Found {
    fn name(&self) -> &str {
        self.name
    }

    fn place(self, _: &Row<'_>) -> Option<usize> {
        self.place
    }
}

/// A text without blanks at its ends: most have none.
fn trimmed(text: &str) -> &str {
    match text.as_bytes() {
        [] => text,
        [first, .., last] if first.is_ascii_graphic() && last.is_ascii_graphic() => text,
        _ => text.trim(),
    }
}

/// One row, and where to tell its faults.
#[derive(Debug)]
pub struct Row<'a> {
    pub(super) table: &'a Table,
    pub(super) start: usize,
    pub(super) line: u64,
    pub(super) cells: &'a csv::StringRecord,
    /// The place after that of the column asked for last.
    pub(super) next: Cell<usize>,
    pub(super) after_gap: bool,
    pub(super) faults: &'a mut Faults,
}

impl<'a> Row<'a> {
    /// The text of a cell, without blanks at its ends.
    #[must_use]
    pub fn text(&self, column: impl Column) -> &'a str {
        trimmed(column.place(self).and_then(|place| self.cells.get(place)).unwrap_or(""))
    }

    /// Where a column is. Columns are asked for in their order, mostly: the next one is looked at first.
    fn place(&self, column: &str) -> Option<usize> {
        let next = self.next.get();
        let (before, after) = self.table.columns.split_at_checked(next)?;
        let found = |columns: &[String]| columns.iter().position(|known| known == column);
        let place = found(after).map(|place| next + place).or_else(|| found(before))?;
        self.next.set(place + 1);
        Some(place)
    }

    /// The places of the cells that are not empty, counted from the header's first column.
    pub fn filled(&self) -> impl Iterator<Item = usize> {
        let cells = self.cells.iter().enumerate();
        cells.filter(|(_, cell)| !trimmed(cell).is_empty()).map(|(place, _)| place)
    }

    /// The text of a cell that must not be empty.
    fn not_empty(&mut self, column: impl Column) -> Option<&'a str> {
        let text = self.text(column);
        if text.is_empty() {
            self.fault(column, "the cell is empty");
            return None;
        }
        Some(text)
    }

    /// The value of a cell that must not be empty.
    pub fn required<T>(&mut self, column: impl Column) -> Option<T>
    where
        T: FromStr,
        T::Err: Display,
    {
        let text = self.not_empty(column)?;
        self.parse(column, text)
    }

    /// The value of a cell that may be empty: `Some(None)` if it is, `None` if it is wrong.
    pub fn optional<T>(&mut self, column: impl Column) -> Option<Option<T>>
    where
        T: FromStr,
        T::Err: Display,
    {
        let text = self.text(column);
        if text.is_empty() { Some(None) } else { self.parse(column, text).map(Some) }
    }

    /// The value of a cell that must be one of a few words, as JSON writes them.
    pub fn word<T: DeserializeOwned>(&mut self, column: impl Column) -> Option<T> {
        fn read<T: DeserializeOwned>(text: &str) -> Result<T, serde::de::value::Error> {
            T::deserialize(text.into_deserializer())
        }
        let text = self.not_empty(column)?;
        // No word is longer than an excerpt, and what is refused is quoted whole.
        self.door(column, read(text).or_else(|_| read(&excerpt(text))))
    }

    /// The day in a cell that must not be empty.
    pub fn day(&mut self, column: impl Column) -> Option<NaiveDate> {
        let text = self.not_empty(column)?;
        self.door(column, date::parse(text))
    }

    /// The day in a cell that may be empty.
    pub fn optional_day(&mut self, column: impl Column) -> Option<Option<NaiveDate>> {
        let text = self.text(column);
        if text.is_empty() { Some(None) } else { self.door(column, date::parse(text)).map(Some) }
    }

    /// The values of a cell that lists several, separated by `;`. An empty cell lists none.
    pub fn list<T>(&mut self, column: impl Column) -> Option<Vec<T>>
    where
        T: FromStr,
        T::Err: Display,
    {
        let parts = self.text(column).split(';').map(str::trim).filter(|part| !part.is_empty());
        let values: Vec<_> = parts.map(|part| self.parse(column, part)).collect();
        values.into_iter().collect()
    }

    /// The same of a cell that must list at least one.
    pub fn required_list<T>(&mut self, column: impl Column) -> Option<Vec<T>>
    where
        T: FromStr,
        T::Err: Display,
    {
        let values = self.list(column)?;
        if values.is_empty() {
            self.fault(column, "the cell is empty");
            return None;
        }
        Some(values)
    }

    /// The name in the columns `NAME_en` and `NAME_zh`; one of them is enough.
    pub fn name(&mut self, name: &str) -> Option<LocalizedText> {
        let columns = ["en", "zh"].map(|tag| (tag, format!("{name}_{tag}")));
        let texts = columns.map(|(tag, column)| (tag, self.text(column.as_str()), column));
        let filled = || texts.iter().filter(|(_, text, _)| !text.is_empty());
        let read = LocalizedText::new(filled().map(|(tag, text, _)| (*tag, *text)));
        if read.is_err() {
            // Each by itself, so that the fault is told of its own column.
            for (tag, text, column) in filled() {
                self.door(column.as_str(), LocalizedText::new([(*tag, *text)]));
            }
        }
        if filled().count() > 0 { read.ok() } else { self.door(format!("{name}_en").as_str(), read) }
    }

    /// The same, if one of the columns is not empty.
    pub fn optional_name(&mut self, name: &str) -> Option<Option<LocalizedText>> {
        let empty = ["en", "zh"].iter().all(|tag| self.text(format!("{name}_{tag}").as_str()).is_empty());
        if empty { Some(None) } else { self.name(name).map(Some) }
    }

    /// The pairs `A:B` of a cell that lists several, separated by `;`.
    pub fn pairs<T>(
        &mut self,
        column: impl Column,
        form: &str,
        mut read: impl FnMut(&mut Self, &str, &str) -> Option<T>,
    ) -> Option<Vec<T>> {
        let texts: Vec<String> = self.list(column)?;
        let pair = |text: &String| {
            if let Some((one, other)) = text.split_once(':') {
                return read(self, one, other);
            }
            self.fault(column, format_args!("`{}` is not a pair: write {form}", excerpt(text)));
            None
        };
        texts.iter().map(pair).collect::<Vec<_>>().into_iter().collect()
    }

    /// The line of the file, from 1.
    #[must_use]
    pub fn line(&self) -> u64 {
        self.line
    }

    /// Whether a row before this one could not be read at all.
    #[must_use]
    pub fn after_gap(&self) -> bool {
        self.after_gap
    }

    /// Whether a fault of one of these cells is told.
    #[must_use]
    pub fn has_fault_in(&self, columns: &[&str]) -> bool {
        let of_row =
            self.faults.latest().take_while(|fault| fault.file == self.table.file && fault.line == self.line);
        let mut columns_told = of_row.map(|fault| &*fault.column);
        columns_told.any(|column| columns.contains(&column))
    }

    /// Reads on beside a column that has a fault already: no more are told of it.
    pub fn beside<T>(&mut self, column: impl Column, read: impl FnOnce(&mut Self) -> T) -> T {
        let before = self.faults.len();
        let value = read(self);
        self.faults.forget(before, column.name());
        value
    }

    /// What a checked constructor answered; its refusal is a fault of this row.
    pub fn door<T, E: Display>(&mut self, column: impl Column, result: Result<T, E>) -> Option<T> {
        result.map_err(|error| self.fault(column, error)).ok()
    }

    /// The same, where the refusal says which column it is about.
    pub fn door_at<T, E: Display>(
        &mut self,
        result: Result<T, E>,
        column: impl FnOnce(&E) -> &'static str,
    ) -> Option<T> {
        result.map_err(|error| self.fault(column(&error), error)).ok()
    }

    /// Tells a fault of this row.
    pub fn fault(&mut self, column: impl Column, problem: impl Display) {
        let value = self.text(column);
        self.faults.add(Fault::of_cell(&self.table.file, self.line, column.name(), value, problem));
    }

    fn parse<T>(&mut self, column: impl Column, text: &str) -> Option<T>
    where
        T: FromStr,
        T::Err: Display,
    {
        self.door(column, text.parse())
    }
}
