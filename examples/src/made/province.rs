//! A province: the lists of many colleges in one folder, under one office.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::{
    dice::Dice,
    funds,
    organisation::SCHOOL,
    sheet::{self, Sheet},
};

/// Of each college, how many enrolments and how many entries of the ledger.
const ENROLMENTS: usize = 1_500;
const ENTRIES: usize = 10_000;

/// The columns that hold codes, alone or in a list.
const CODES: [&str; 18] = [
    "agreement",
    "batch",
    "code",
    "college_post",
    "commitment",
    "fund",
    "leader",
    "line",
    "member",
    "members",
    "participants",
    "partner",
    "partners",
    "person",
    "programme",
    "student",
    "to",
    "unit",
];

/// The files of the folder: those of so many colleges, each drawn with a seed of its own, its codes behind its number.
pub(super) fn files(seed: u64, colleges: u64) -> BTreeMap<String, String> {
    let mut files = BTreeMap::new();
    let mut entries = Vec::new();
    for number in 1..=colleges {
        let (seed, college) = (seed.wrapping_add(number), College { number });
        for (file, text) in super::college(seed) {
            if file != "entries.csv" {
                college.append(files.entry(file.clone()).or_default(), &file, &text);
            }
        }
        entries.extend(college.entries(seed));
    }
    // The books take entries in the order in which they were written down.
    entries.sort_by_key(|(days, _)| *days);
    let mut ledger = Sheet::new("entries.csv", funds::ENTRY);
    for (_, line) in &entries {
        ledger.line(line);
    }
    files.extend([ledger.finish()]);
    files
}

/// One of the colleges, by its number.
struct College {
    number: u64,
}

impl College {
    /// Adds the rows of a file to those of the colleges before; of the settings only the first are kept.
    fn append(&self, whole: &mut String, file: &str, text: &str) {
        let first = whole.is_empty();
        if file == "college.toml" {
            if first {
                *whole = text.replace("shandong-made.example", "province-made.example");
            }
            return;
        }
        let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
        let mut rows = reader.records().flatten();
        let Some(header) = rows.next() else { return };
        if first {
            *whole += &sheet::line(&header.iter().collect::<Vec<_>>());
            whole.push('\n');
        }
        let columns: Vec<_> = header.iter().collect();
        let rows: Vec<_> = rows.collect();
        let most = if file == "enrolments.csv" { ENROLMENTS } else { rows.len() };
        for (place, row) in rows.iter().enumerate() {
            // As many as there may be, evenly from the whole list.
            let kept = (place + 1) * most / rows.len() > place * most / rows.len();
            let shared = !first && row.get(0) == Some(SCHOOL);
            if kept && !shared {
                *whole += &self.line(&columns, file, row.iter());
                whole.push('\n');
            }
        }
    }

    /// The year's entries by the days they were written down and took effect.
    fn entries(&self, seed: u64) -> Vec<((NaiveDate, NaiveDate), String)> {
        let mut dice = Dice::new(seed, 8);
        let mut entries = funds::year(&mut dice);
        entries.extend(funds::small(ENTRIES.saturating_sub(entries.len()), &mut dice));
        let columns: Vec<_> = funds::ENTRY.split(',').collect();
        let line = |entry: funds::Entry| {
            let days = (entry.recorded, entry.effective);
            (days, self.line(&columns, "entries.csv", entry.row().iter().map(String::as_str)))
        };
        entries.into_iter().map(line).collect()
    }

    fn line<'a>(&self, columns: &[&str], file: &str, cells: impl Iterator<Item = &'a str>) -> String {
        let renamed = columns.iter().zip(cells).map(|(column, cell)| {
            // The code of a line counts within its fund.
            let code = CODES.contains(column) && (file, *column) != ("lines.csv", "code");
            if code { self.codes(cell) } else { cell.to_owned() }
        });
        sheet::line(&renamed.collect::<Vec<_>>())
    }

    /// The codes of a cell behind the number of the college; the office is that of all.
    fn codes(&self, cell: &str) -> String {
        let code = |code: &str| {
            if code.is_empty() || code == SCHOOL {
                code.to_owned()
            } else {
                format!("{:03}-{code}", self.number)
            }
        };
        cell.split(';').map(code).collect::<Vec<_>>().join(";")
    }
}
