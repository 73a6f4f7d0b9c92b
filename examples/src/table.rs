//! CSV files: cells as text, read into values, with the fault of every cell.

mod row;
#[cfg(test)]
mod tests;
mod window;

use std::{
    cell::Cell,
    collections::BTreeSet,
    io,
    iter::repeat,
    mem,
    path::{Path, PathBuf},
    sync::mpsc,
    thread,
};

use collegium::text::excerpt;

pub use row::{Column, Found, Row, Whole, YesNo};

use crate::{Fault, Faults, fault::NOT_UTF_8};
use window::Window;

/// A CSV file of a folder, with the columns it was asked for.
#[derive(Debug)]
pub struct Table {
    file: String,
    path: PathBuf,
    columns: Vec<String>,
}

/// What the rows of a file gave.
#[derive(Debug)]
pub struct Rows<T> {
    /// What was read of each row that has no fault.
    pub read: Vec<T>,
    /// Whether every row has as many cells as the header, all of them text.
    pub whole: bool,
    /// Whether every row gave something.
    pub sound: bool,
}

impl Table {
    /// Opens a file. Every column of `columns` must be there once, and no other; their order is free.
    ///
    /// The text is UTF-8; a byte-order mark is accepted. `None` if the file cannot be used, with its faults told.
    pub fn open(folder: &Path, file: &str, columns: &[&str], faults: &mut Faults) -> Option<Self> {
        let path = folder.join(file);
        let window = Window::open(&path).map_err(|error| faults.add(unreadable(file, &error))).ok()?;
        let mut reader = csv::Reader::from_reader(window);
        let headers = reader.headers().map_err(|error| faults.add(headless(file, error))).ok()?.clone();
        check_columns(file, &headers, columns, faults).then_some(())?;
        let columns = headers.iter().map(str::to_owned).collect();
        Some(Self { file: file.to_owned(), path, columns })
    }

    /// The columns, in the order of the file.
    pub fn columns(&self) -> impl Iterator<Item = &str> {
        self.columns.iter().map(String::as_str)
    }

    /// Looks up a column that many rows will be asked for.
    #[must_use]
    pub fn column(&self, name: &'static str) -> Found {
        Found { name, place: self.columns.iter().position(|known| known == name) }
    }

    /// Reads every row; a row with a fault gives nothing, and its faults are told.
    pub fn rows<T>(&self, faults: &mut Faults, mut read: impl FnMut(&mut Row<'_>) -> Option<T>) -> Rows<T> {
        let mut rows = Rows { read: Vec::new(), whole: true, sound: true };
        let Some(window) = self.window(faults) else {
            return Rows { whole: false, sound: false, ..rows };
        };
        let mut builder = csv::ReaderBuilder::new();
        let mut reader = builder.flexible(true).buffer_capacity(BLOCK).from_reader(window);
        let mut cells = csv::StringRecord::new();
        // The header is known.
        let _ = reader.headers();
        loop {
            let start = reader.position().clone();
            reader.get_mut().forget_before(place(&start));
            let answer = reader.read_record(&mut cells);
            if matches!(answer, Ok(false)) {
                return rows;
            }
            if let Err(error) = &answer
                && let csv::ErrorKind::Io(error) = error.kind()
            {
                faults.add(unreadable(&self.file, error));
                return Rows { whole: false, sound: false, ..rows };
            }
            let span = Span::new(reader.get_ref(), &start, reader.position());
            match answer {
                Ok(_) if span.is_row_of(&cells, self.columns.len()) => {
                    let after_gap = !rows.whole;
                    let row = &mut Row {
                        table: self,
                        start: place(&start),
                        line: span.line,
                        cells: &cells,
                        next: Cell::new(0),
                        after_gap,
                        faults: &mut *faults,
                    };
                    match read(row) {
                        Some(value) => rows.read.push(value),
                        None => rows.sound = false,
                    }
                }
                _ => {
                    (rows.whole, rows.sound) = (false, false);
                    self.refuse(&span, faults);
                }
            }
        }
    }

    /// Reads every row on a thread of its own, while this one goes on with what was read: some rows at a time, each with
    /// its place, in the order of the file.
    ///
    /// `next` can look at a row [`again`](Again::read).
    pub fn stream<T: Send>(
        &self,
        faults: &mut Faults,
        mut read: impl FnMut(&mut Row<'_>) -> T + Send,
        mut next: impl FnMut(&mut Again<'_>, Vec<(Place, T)>, &mut Faults),
    ) {
        let Some(window) = self.window(faults) else { return };
        let mut again = Again::of(self, window);
        let (sender, receiver) = mpsc::sync_channel(AHEAD);
        let mut of_cells = Faults::default();
        thread::scope(|scope| {
            scope.spawn(|| {
                let mut batch = Vec::with_capacity(BATCH);
                self.rows(&mut of_cells, |row| {
                    batch.push((Place { start: row.start, line: row.line }, read(row)));
                    if batch.len() == BATCH {
                        // There is somebody at the other end until this end is gone.
                        let _ = sender.send(mem::replace(&mut batch, Vec::with_capacity(BATCH)));
                    }
                    None::<()>
                });
                let _ = sender.send(batch);
                // The other end waits until this one is gone.
                drop(sender);
            });
            for batch in receiver {
                next(&mut again, batch, faults);
            }
        });
        faults.append(of_cells);
    }

    /// The file once more, from its start.
    fn window(&self, faults: &mut Faults) -> Option<Window> {
        Window::open(&self.path).map_err(|error| faults.add(unreadable(&self.file, &error))).ok()
    }

    /// Tells what is wrong with a row that cannot be read cell by cell.
    fn refuse(&self, span: &Span<'_>, faults: &mut Faults) {
        let mut reader = csv::ReaderBuilder::new().flexible(true).has_headers(false).from_reader(span.text);
        let mut cells = csv::ByteRecord::new();
        // There is nothing that could fail: the bytes are here, and the number of cells is free.
        let _ = reader.read_byte_record(&mut cells);
        let last = cells.len().checked_sub(1).and_then(|last| cells.get(last)).unwrap_or_default();
        if span.is_open() {
            let column = cells.len().checked_sub(1).and_then(|last| self.columns.get(last));
            let (column, value) = (column.map_or("", String::as_str), String::from_utf8_lossy(last));
            faults.add(Fault::of_cell(&self.file, span.line, column, &value, UNCLOSED));
            return;
        }
        if cells.len() != self.columns.len() {
            let (number, columns, last) = (cells.len(), self.columns.len(), span.last());
            let problem = if last > span.line {
                format!(
                    "the row has {number} cells, its header has {columns}, and it ends on line {last}: \
                     a quotation mark is missing, or one too many"
                )
            } else {
                format!("the row has {number} cells, its header has {columns}")
            };
            faults.add(Fault::of_row(&self.file, span.line, problem));
        }
        for (cell, column) in cells.iter().zip(self.columns.iter().map(String::as_str).chain(repeat(""))) {
            if str::from_utf8(cell).is_err() {
                let value = String::from_utf8_lossy(cell);
                faults.add(Fault::of_cell(&self.file, span.line, column, &value, NOT_UTF_8));
            }
        }
    }
}

const UNCLOSED: &str = "the cell begins with a quotation mark that is never closed: close it, or write it twice within one pair of quotation marks";

/// Where a row begins.
#[derive(Debug, Clone, Copy)]
pub struct Place {
    /// The byte it begins with, or one of an empty line before it.
    start: usize,
    /// Its first line, from 1.
    line: u64,
}

/// A second look at a table, at some rows only.
#[derive(Debug)]
pub struct Again<'a> {
    table: &'a Table,
    reader: csv::Reader<Window>,
    cells: csv::StringRecord,
}

impl<'a> Again<'a> {
    fn of(table: &'a Table, window: Window) -> Self {
        let mut builder = csv::ReaderBuilder::new();
        let reader = builder.flexible(true).buffer_capacity(ROW).from_reader(window);
        Self { table, reader, cells: csv::StringRecord::new() }
    }

    /// Reads a row once more, to tell what is wrong with it.
    pub fn read<T>(&mut self, place: Place, faults: &mut Faults, read: impl FnOnce(&mut Row<'_>) -> T) -> T {
        let mut position = csv::Position::new();
        position.set_byte(place.start as u64).set_line(place.line);
        // It was read before: if it cannot be now, there is nothing in its cells.
        let found = self.reader.seek(position).and_then(|()| self.reader.read_record(&mut self.cells));
        if found.is_err() {
            self.cells.clear();
        }
        let (table, Place { start, line }, cells) = (self.table, place, &self.cells);
        read(&mut Row { table, start, line, cells, next: Cell::new(0), after_gap: false, faults })
    }
}

/// How much is read at once of a file, and of one row.
const BLOCK: usize = 1 << 16;
const ROW: usize = 1 << 9;

/// How many rows are handed on at once, and how many such batches may be read ahead.
const BATCH: usize = 256;
const AHEAD: usize = 16;

fn place(position: &csv::Position) -> usize {
    usize::try_from(position.byte()).unwrap_or(usize::MAX)
}

/// Where a row lies in its file.
struct Span<'a> {
    text: &'a [u8],
    /// Its first line, from 1.
    line: u64,
    /// Whether nothing follows it.
    at_end: bool,
}

impl<'a> Span<'a> {
    fn new(window: &'a Window, start: &csv::Position, end: &csv::Position) -> Self {
        let (from, to) = (place(start), place(end));
        let row = window.between(from, to);
        // The reader goes past empty lines on its way to a row.
        let blank = row.iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
        let (before, row) = row.split_at(blank);
        Self { text: row, line: start.line() + lines(before), at_end: window.ends_at(to) }
    }

    /// Its last line, from 1.
    fn last(&self) -> u64 {
        self.line + lines(self.text.trim_ascii_end())
    }

    /// Whether there is a cell for each column, and the last is closed.
    fn is_row_of(&self, cells: &csv::StringRecord, columns: usize) -> bool {
        cells.len() == columns && !self.is_open()
    }

    /// Whether the last cell of the file begins with a quotation mark and is never closed: it would take in another row.
    fn is_open(&self) -> bool {
        if !self.at_end {
            return false;
        }
        let text = [self.text, b"\n,"].concat();
        let reader = csv::ReaderBuilder::new().flexible(true).has_headers(false).from_reader(&*text);
        reader.into_byte_records().count() < 2
    }
}

fn lines(text: &[u8]) -> u64 {
    text.split(|byte| *byte == b'\n').skip(1).count() as u64
}

fn unreadable(file: &str, error: &io::Error) -> Fault {
    Fault::of_file(file, format_args!("cannot be read: {error}"))
}

/// Why the first line cannot be read.
fn headless(file: &str, error: csv::Error) -> Fault {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => unreadable(file, &error),
        _ => Fault::of_row(file, 1, NOT_UTF_8),
    }
}

/// Whether the columns are those that are wanted; if not, it is told.
fn check_columns(file: &str, headers: &csv::StringRecord, wanted: &[&str], faults: &mut Faults) -> bool {
    let before = faults.len();
    if headers.iter().all(str::is_empty) {
        let problem = format!("the file is empty: its first line names the columns {}", wanted.join(","));
        faults.add(Fault::of_file(file, problem));
        return false;
    }
    let lone = headers.get(0).filter(|_| headers.len() == 1).unwrap_or("");
    if let Some(mark) = [';', '\t'].into_iter().find(|mark| lone.contains(*mark)) {
        let mark = if mark == ';' { "semicolons" } else { "tabs" };
        faults.add(Fault::of_row(
            file,
            1,
            format!("the cells are separated by {mark}: separate them by commas"),
        ));
        return false;
    }
    let mut seen = BTreeSet::new();
    for header in headers {
        if !seen.insert(header) {
            faults.add(Fault::of_cell(file, 1, header, "", "the column comes twice"));
        } else if !wanted.contains(&header) {
            let problem =
                format!("`{}` is not a column of this file: it has {}", excerpt(header), wanted.join(", "));
            faults.add(Fault::of_cell(file, 1, header, "", problem));
        }
    }
    for missing in wanted.iter().filter(|column| !seen.contains(*column)) {
        faults.add(Fault::of_cell(file, 1, missing, "", "the column is missing"));
    }
    faults.len() == before
}
