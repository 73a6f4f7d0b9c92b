//! CSV files: cells as text, read into values, with the fault of every cell.

mod row;

use std::{cell::Cell, collections::BTreeSet, fs, iter::repeat, mem, path::Path, sync::mpsc, thread};

use collegium::text::excerpt;

pub use row::{Row, Whole, YesNo};

use crate::{Fault, Faults, fault::NOT_UTF_8};

/// A CSV file of a folder, with the columns it was asked for.
#[derive(Debug)]
pub struct Table {
    file: String,
    text: Vec<u8>,
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
        let mut text = fs::read(folder.join(file))
            .map_err(|error| faults.add(Fault::of_file(file, format_args!("cannot be read: {error}"))))
            .ok()?;
        if text.starts_with(b"\xEF\xBB\xBF") {
            text.drain(..3);
        }
        let mut reader = csv::Reader::from_reader(&*text);
        let headers =
            reader.headers().map_err(|_| faults.add(Fault::of_row(file, 1, NOT_UTF_8))).ok()?.clone();
        check_columns(file, &headers, columns, faults).then_some(())?;
        let columns = headers.iter().map(str::to_owned).collect();
        Some(Self { file: file.to_owned(), text, columns })
    }

    /// Reads every row; a row with a fault gives nothing, and its faults are told.
    pub fn rows<T>(&self, faults: &mut Faults, mut read: impl FnMut(&mut Row<'_>) -> Option<T>) -> Rows<T> {
        let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(&*self.text);
        let mut cells = csv::StringRecord::new();
        let mut rows = Rows { read: Vec::new(), whole: true, sound: true };
        // The header is known.
        let _ = reader.headers();
        loop {
            let start = reader.position().clone();
            let answer = reader.read_record(&mut cells);
            if matches!(answer, Ok(false)) {
                return rows;
            }
            let span = Span::new(&self.text, &start, reader.position());
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

    /// Reads every row on a thread of its own, while this one goes on with what was read, in the order of the file.
    ///
    /// `next` is told the place of each row, so that it can be read [`again`](Self::again).
    pub fn stream<T: Send>(
        &self,
        faults: &mut Faults,
        mut read: impl FnMut(&mut Row<'_>) -> T + Send,
        mut next: impl FnMut(Place, T, &mut Faults),
    ) {
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
            for (place, value) in receiver.into_iter().flatten() {
                next(place, value, faults);
            }
        });
        faults.append(of_cells);
    }

    /// Reads a row once more, to tell what is wrong with it.
    pub fn again<T>(&self, place: Place, faults: &mut Faults, read: impl FnOnce(&mut Row<'_>) -> T) -> T {
        let text = self.text.get(place.start..).unwrap_or_default();
        let mut reader = csv::ReaderBuilder::new().flexible(true).has_headers(false).from_reader(text);
        let mut cells = csv::StringRecord::new();
        // It was read before.
        let _ = reader.read_record(&mut cells);
        let (start, line) = (place.start, place.line);
        let next = Cell::new(0);
        read(&mut Row { table: self, start, line, cells: &cells, next, after_gap: false, faults })
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
    fn new(text: &'a [u8], start: &csv::Position, end: &csv::Position) -> Self {
        let row = text.get(place(start)..place(end)).unwrap_or_default();
        // The reader goes past empty lines on its way to a row.
        let blank = row.iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
        let (before, row) = row.split_at(blank);
        Self { text: row, line: start.line() + lines(before), at_end: place(end) >= text.len() }
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
