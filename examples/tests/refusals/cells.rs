//! Cells that are not what `docs/folder.md` says of their column.

use std::collections::BTreeMap;

use crate::{folder::Folder, sheet::Sheet};

/// A row of a table of the chapter: columns, whether they are required, the kind of their cells.
struct Described {
    columns: Vec<String>,
    required: String,
    kind: String,
}

/// The tables of columns by file.
fn described() -> BTreeMap<String, Vec<Described>> {
    let text = include_str!("../../../docs/folder.md");
    let sections = text.split("\n## ").filter_map(|section| section.split_once('\n'));
    let tables = sections
        .filter(|(title, _)| title.split_once('.').is_some_and(|(_, ending)| ending == "csv"))
        .map(|(title, section)| {
            let rows = section.lines().skip_while(|line| !line.starts_with("| column |")).skip(2);
            (title.to_owned(), rows.take_while(|line| line.starts_with('|')).map(row).collect())
        });
    tables.collect()
}

fn row(line: &str) -> Described {
    let cells: Vec<_> = line.trim_matches('|').split(" | ").map(str::trim).collect();
    let columns = cells[0].split(", ").map(|column| column.trim_matches('`').to_owned()).collect();
    Described { columns, required: cells[1].to_owned(), kind: cells[2].to_owned() }
}

/// Texts that are not of a kind.
fn wrong(kind: &str) -> &'static [&'static str] {
    const LONG: &str = "12345678901234567890123456789012345678901234567890123456789012345";
    const REFERENCE: &[&str] = &["NOWHERE-9", "two\nlines", "=1+1", LONG];
    const PERIOD: &[&str] = &["2025-12-31/2025-01-01", "2025-02-30/2025-03-01", "2025-01-01", "soon"];
    match kind {
        _ if kind.starts_with("code in the system") => &["two\nlines", LONG],
        _ if kind.contains("code in `") || kind.contains("codes in `") => REFERENCE,
        _ if kind.contains("unit and role") => &["C-ACC", "NOWHERE-9/dean", "C-ACC/The Dean", "/"],
        _ if kind.contains("fund and line") => REFERENCE,
        _ if kind.starts_with("code") => &["two\nlines", "a bell \u{7}", LONG],
        _ if kind.contains("countr") => &["QQ", "Australia", "de", "=DE"],
        _ if kind.starts_with("word") || kind.starts_with("list of words") => &["Not A Word", "=word", "-"],
        _ if kind.starts_with("list of pairs") => &["alone", "=a:b", "a:", ":1"],
        _ if kind.starts_with("money") => &["12 yuan", "CNY", "CNY 1e3", "RMB 5.00", "CNY 0.001", "=CNY 1"],
        _ if kind.contains("ISO 4217") => &["RMB", "cny", "=CNY"],
        _ if kind.starts_with("whole number") => &["0", "-1", "1.5", "many", "99999999999999999999", "=2"],
        _ if kind.starts_with("ISCED") => &["9", "-1", "six", "=6"],
        _ if kind.contains("number") => &["many", "=1+1", "1e400", "1,5"],
        _ if kind.starts_with("language tag") => &["not a tag", "=en"],
        _ if kind.starts_with("yes/no") || kind.starts_with("`yes`") => &["maybe", "Yes", "=TRUE()", "1"],
        _ if kind.starts_with('`') || kind.starts_with("one of the list") => &["something else", "=other"],
        "day" => &["2025-02-30", "1 March 2025", "2025-3-1", "20250301", "0000-01-01", "=TODAY()"],
        "period" | "term" => PERIOD,
        "text" | "name" => &["two\nlines", "a bell \u{7}", "\u{202E}turned"],
        other => panic!("no wrong cell is known for the kind `{other}`: add some"),
    }
}

#[test]
fn every_column_is_described() {
    let (folder, described) = (Folder::copy("small", "described"), described());
    assert_eq!(described.keys().cloned().collect::<Vec<_>>(), folder.files(".csv"));
    for (file, rows) in described {
        let mut columns: Vec<_> = rows.into_iter().flat_map(|row| row.columns).collect();
        let mut header = Sheet::of(&folder.bytes(&file)).header;
        columns.sort();
        header.sort();
        assert_eq!(columns, header, "{file}");
    }
}

/// The first row whose cell is not empty, or the first.
fn filled(sheet: &Sheet, column: usize) -> usize {
    sheet.rows.iter().position(|row| !row[column].is_empty()).unwrap_or(0)
}

#[test]
fn a_cell_of_the_wrong_kind() {
    let folder = Folder::copy("small", "kinds");
    for (file, rows) in described() {
        let sheet = Sheet::of(&folder.bytes(&file));
        for described in rows {
            for name in &described.columns {
                // Three columns of one row of the chapter; `specific` has them.
                if described.kind == "two numbers and a text" {
                    continue;
                }
                let column = sheet.column(name);
                let row = filled(&sheet, column);
                for text in wrong(&described.kind) {
                    let mut told = folder.places(&file, Some(&sheet.with(row, column, text).bytes()));
                    // Both halves of a pair may be wrong.
                    told.dedup();
                    // A record that loses its only row in another file is refused for lack of it.
                    told.retain(|(of, ..)| *of == file || !described.kind.contains(&**of));
                    let right = (file.clone(), row as u64 + 2, name.clone());
                    assert_eq!(told, [right], "{file} {name}: {text:?}");
                }
            }
        }
    }
}

#[test]
fn an_empty_cell() {
    let folder = Folder::copy("small", "required");
    let mut refused = 0;
    for (file, rows) in described() {
        let sheet = Sheet::of(&folder.bytes(&file));
        for described in rows {
            let columns: Vec<_> = described.columns.iter().map(|name| sheet.column(name)).collect();
            let row = filled(&sheet, columns[0]);
            // Of several columns that may be empty the last may be so by itself.
            let columns =
                if described.required == "no" { &columns[columns.len() - 1..] } else { &columns[..] };
            let empty =
                columns.iter().fold(sheet.clone(), |sheet, column| sheet.with(row, *column, "")).bytes();
            let right = (file.clone(), row as u64 + 2, described.columns[0].clone());
            match &*described.required {
                "yes" | "one of them" | "at least one" => {
                    refused += 1;
                    assert_eq!(folder.places(&file, Some(&empty)), [right], "{file} {:?}", described.columns);
                }
                "no" => {
                    assert!(folder.read_with(&file, Some(&empty)).is_ok(), "{file} {:?}", described.columns);
                }
                // What another cell says decides; `specific` has them.
                _ => {}
            }
        }
    }
    assert!(refused > 70, "{refused}");
}
