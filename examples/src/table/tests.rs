//! A file that is longer than what is kept of it.

use std::fs;

use super::*;

const FILE: &str = "rows.csv";

/// A folder with one file, gone when the case is over.
struct Desk(PathBuf);

impl Desk {
    fn new(case: &str, text: impl AsRef<[u8]>) -> Self {
        let place = std::env::temp_dir().join(format!("collegium-table-{}-{case}", std::process::id()));
        fs::create_dir(&place).unwrap();
        fs::write(place.join(FILE), text).unwrap();
        Self(place)
    }

    /// Every number of the file, and what is wrong with the others.
    fn read(&self) -> (Vec<u32>, Vec<String>) {
        let mut faults = Faults::default();
        let table = Table::open(&self.0, FILE, &["number", "note"], &mut faults);
        let rows = table.map(|table| table.rows(&mut faults, |row| row.required::<Whole>("number")));
        let told = faults.latest().map(ToString::to_string).collect();
        (rows.into_iter().flat_map(|rows| rows.read).map(|number| number.0).collect(), told)
    }
}

impl Drop for Desk {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// Rows of so many numbers, each with a note that takes two lines.
fn text(numbers: u32) -> String {
    let rows = (0..numbers).map(|number| format!("{number},\"a note\nof {number}\"\n"));
    "number,note\n".to_owned() + &rows.collect::<String>()
}

#[test]
fn a_fault_far_down_is_told_with_its_line() {
    let numbers: Vec<_> = (0..20_000).collect();
    for (mark, end) in [("", "\n"), ("\u{feff}", "\n"), ("\u{feff}", "\r\n")] {
        let long = text(20_000) + "\n\nnine,\n10,,\n11,";
        let (read, told) = Desk::new("far", mark.to_owned() + &long.replace('\n', end)).read();
        assert_eq!((&read[..20_000], &read[20_000..]), (&*numbers, &[11][..]));
        let rows = "rows.csv:40005: the row has 3 cells, its header has 2";
        let cell =
            "rows.csv:40004: number: `nine` is not a whole number: write digits only, up to 4294967295";
        assert_eq!(told, [rows, cell]);
    }
}

#[test]
fn a_cell_that_is_never_closed_is_told_where_it_begins() {
    let (read, told) = Desk::new("open", text(20_000) + "9,\"never\nclosed\n").read();
    assert_eq!((read.len(), told.len()), (20_000, 1));
    assert!(told[0].starts_with("rows.csv:40002: note `never\\nclosed\\n`: the cell begins"), "{told:?}");
}

#[test]
fn a_row_is_read_again_wherever_it_is() {
    let desk = Desk::new("again", "\u{feff}".to_owned() + &text(5_000));
    let mut faults = Faults::default();
    let table = Table::open(&desk.0, FILE, &["number", "note"], &mut faults).unwrap();
    let mut places = Vec::new();
    table.stream(
        &mut faults,
        |row| row.text("number").to_owned(),
        |again, batch, faults| {
            places.extend(batch);
            // The first row, one between, and the last so far; and one after another.
            for at in [0, places.len() / 2, places.len() - 2, places.len() - 1] {
                let (place, number) = &places[at];
                let note = again.read(*place, faults, |row| format!("{} {}", row.line(), row.text("note")));
                let line = 2 * at + 2;
                assert_eq!((note, number), (format!("{line} a note\nof {at}"), &at.to_string()));
            }
        },
    );
    assert_eq!((places.len(), faults.len()), (5_000, 0));
}

#[test]
fn a_folder_in_the_place_of_a_file_is_told() {
    let desk = Desk::new("folder", "");
    fs::remove_file(desk.0.join(FILE)).unwrap();
    fs::create_dir(desk.0.join(FILE)).unwrap();
    let (_, told) = desk.read();
    assert!(told[0].starts_with("rows.csv: cannot be read: "), "{told:?}");
}
