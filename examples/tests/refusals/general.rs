//! What can be wrong with any CSV file, made from its own header and rows.

use crate::{
    folder::{Folder, Place},
    sheet::Sheet,
};

const MEGABYTES: usize = 2 << 20;

/// An observation is a number, a rate or the lack of one: too many are one fault, told at the number.
const CHOSEN: [&str; 4] = ["part", "whole", "of", "missing"];

/// Checks one kind of corruption in every CSV file of the small college.
fn each_file(test: &str, check: impl Fn(&Folder, &str, &Sheet)) {
    let folder = Folder::copy("small", test);
    let files = folder.files(".csv");
    assert_eq!(files.len(), 19);
    for file in files {
        let sheet = Sheet::of(&folder.bytes(&file));
        assert!(!sheet.rows.is_empty(), "{file} has no row to break");
        check(&folder, &file, &sheet);
    }
}

/// The file is refused at exactly this place, and nothing else is.
fn only(folder: &Folder, file: &str, bytes: &[u8], line: u64, column: &str) {
    let told = folder.places(file, Some(bytes));
    assert_eq!(
        told,
        [at(file, line, column)],
        "{}",
        String::from_utf8_lossy(&bytes[..bytes.len().min(2_000)])
    );
}

fn at(file: &str, line: u64, column: &str) -> Place {
    (file.to_owned(), line, column.to_owned())
}

#[test]
fn a_missing_column() {
    each_file("missing", |folder, file, sheet| {
        for (place, name) in sheet.header.iter().enumerate() {
            let without = sheet.each(|row| drop(row.remove(place)));
            only(folder, file, &without.bytes(), 1, name);
        }
    });
}

#[test]
fn a_doubled_column() {
    each_file("doubled", |folder, file, sheet| {
        for (place, name) in sheet.header.iter().enumerate() {
            only(folder, file, &sheet.each(|row| row.push(row[place].clone())).bytes(), 1, name);
        }
    });
}

#[test]
fn an_unknown_column() {
    each_file("unknown", |folder, file, sheet| {
        only(folder, file, &sheet.each(|row| row.push("colour".into())).bytes(), 1, "colour");
        // One that is written wrong is unknown, and the right one is missing.
        let first = sheet.header[0].clone();
        let mut capital = sheet.clone();
        capital.header[0] = first.to_uppercase();
        let told = folder.places(file, Some(&capital.bytes()));
        assert_eq!(told, [at(file, 1, &first.to_uppercase()), at(file, 1, &first)]);
    });
}

#[test]
fn an_empty_or_missing_file() {
    each_file("empty", |folder, file, _| {
        for bytes in [&b""[..], b"\n", b"\r\n\r\n", b"\xEF\xBB\xBF"] {
            only(folder, file, bytes, 0, "");
        }
        assert_eq!(folder.places(file, None), [at(file, 0, "")]);
    });
}

#[test]
fn another_separator() {
    each_file("separator", |folder, file, sheet| {
        for mark in [";", "\t"] {
            let lines = std::iter::once(&sheet.header).chain(&sheet.rows).map(|row| row.join(mark) + "\n");
            only(folder, file, lines.collect::<String>().as_bytes(), 1, "");
        }
    });
}

#[test]
fn text_that_is_not_utf_8() {
    each_file("utf-8", |folder, file, sheet| {
        for (place, name) in sheet.header.iter().enumerate() {
            // Latin-1 and GB 18030.
            for bytes in [&b"M\xFCnchen"[..], b"\xB1\xB1\xBE\xA9", b"\x00\xFF"] {
                only(folder, file, &sheet.with_bytes(0, place, bytes), 2, name);
            }
        }
        only(folder, file, b"\xFF\xFEc\0o\0d\0e\0\n\0", 1, "");
    });
}

#[test]
fn other_ways_to_write_the_same() {
    each_file("same", |folder, file, sheet| {
        let same = |bytes: &[u8], what: &str| {
            let read = folder.read_with(file, Some(bytes));
            assert!(read == folder.read(), "{file} {what}: {read:.300?}");
        };
        let text = folder.text(file);
        same(format!("\u{FEFF}{text}").as_bytes(), "with a byte-order mark");
        same(text.replace('\n', "\r\n").as_bytes(), "with carriage returns");
        same(text.trim_end().as_bytes(), "without the last line end");
        same(text.replace('\n', "\n\n").as_bytes(), "with empty lines");
        same(&sheet.bytes(), "with every cell in quotation marks");
        same(sheet.each(|row| row.reverse()).text().as_bytes(), "with the columns in another order");
        let mut blanks = sheet.clone();
        blanks.rows.iter_mut().flatten().for_each(|cell| *cell = format!("  {cell} "));
        same(blanks.text().as_bytes(), "with blanks around the cells");
    });
}

#[test]
fn lines_are_counted_in_the_file() {
    each_file("lines", |folder, file, sheet| {
        let last = sheet.rows.len() - 1;
        let short = sheet.row(last, |row| row.truncate(1)).text();
        let blank = short.replacen('\n', "\n\n\r\n\n", 1);
        only(folder, file, blank.as_bytes(), last as u64 + 5, "");
    });
}

#[test]
fn a_quotation_mark_that_is_not_closed() {
    each_file("quotation", |folder, file, sheet| {
        let last = sheet.rows.len() - 1;
        for (place, name) in sheet.header.iter().enumerate() {
            let cell = |cell: &str| format!("\u{1}{cell}");
            for row in [0, last] {
                let open =
                    sheet.with(row, place, &cell(&sheet.rows[row][place])).text().replace('\u{1}', "\"");
                only(folder, file, open.as_bytes(), row as u64 + 2, name);
            }
        }
        let header = folder.text(file).replacen('\n', "\"\n", 1);
        let header = format!("\"{header}");
        assert!(!folder.places(file, Some(header.as_bytes())).is_empty());
    });
}

#[test]
fn a_row_with_another_number_of_cells() {
    each_file("width", |folder, file, sheet| {
        only(folder, file, &sheet.row(0, |row| drop(row.pop())).bytes(), 2, "");
        only(folder, file, &sheet.row(0, |row| row.push(String::new())).bytes(), 2, "");
    });
}

#[test]
fn a_line_of_two_megabytes() {
    each_file("long-line", |folder, file, sheet| {
        let mut text = folder.text(file);
        let line = text.lines().count() as u64 + 1;
        text.push_str(&"长".repeat(MEGABYTES / 3));
        only(folder, file, text.as_bytes(), line, "");
        only(folder, file, &vec![b','; MEGABYTES], 0, "");
        let mut header = sheet.clone();
        header.header[0] = "x".repeat(MEGABYTES);
        let told = folder.places(file, Some(&header.bytes()));
        assert_eq!(told.len(), 2, "the unknown column and the missing one");
    });
}

#[test]
fn a_cell_of_two_megabytes() {
    each_file("long-cell", |folder, file, sheet| {
        for (place, name) in sheet.header.iter().enumerate() {
            // One of two megabytes is enough for a file: the others only have to be longer than any message.
            let size = if place == 0 { MEGABYTES } else { 20_000 };
            let long = sheet.with(0, place, &"长x".repeat(size / 4)).bytes();
            let told = folder.places(file, Some(&long));
            let name = if CHOSEN.contains(&&**name) { "number" } else { name };
            assert!(told.contains(&at(file, 2, name)), "{file} {name}: {told:?}");
            assert!(told.iter().all(|(of, ..)| of == file), "{file} {name}: {told:?}");
        }
    });
}

#[test]
fn a_record_that_comes_twice() {
    each_file("twice", |folder, file, sheet| {
        if !sheet.header.iter().any(|column| column == "code") || file == "entries.csv" {
            return;
        }
        let mut twice = sheet.clone();
        twice.rows.push(sheet.rows[0].clone());
        only(folder, file, &twice.bytes(), twice.rows.len() as u64 + 1, "code");
    });
}

/// What is wrong with one cell does not hide what is wrong with another of its row.
#[test]
fn two_cells_of_a_row() {
    each_file("pairs", |folder, file, sheet| {
        // A cell that nobody can use, whatever the column; what is refused by itself is refused together.
        let broken = |places: &[usize]| {
            let sheet = places.iter().fold(sheet.clone(), |sheet, place| sheet.with(0, *place, "\u{7}"));
            folder.places(file, Some(&sheet.bytes()))
        };
        let columns = || sheet.header.iter().enumerate().filter(|(_, name)| !CHOSEN.contains(&&***name));
        for (place, name) in columns() {
            let alone = broken(&[place]);
            assert!(alone.contains(&at(file, 2, name)), "{file} {name}: {alone:?}");
        }
        let all: Vec<_> = (0..sheet.header.len()).collect();
        let told = broken(&all);
        for (_, name) in columns() {
            assert!(told.contains(&at(file, 2, name)), "{file} {name}: {told:?}");
        }
    });
}
