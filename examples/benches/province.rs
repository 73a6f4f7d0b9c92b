//! How long a province's folder takes, beside reading its files with the csv crate alone.
//!
//! `cargo bench -p collegium-examples --bench province -- [COLLEGES]`
//!
//! Makes the folder under the target folder if it is not there yet, and prints the least time of each over three rounds,
//! their ratio, and the most memory the process held.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::float_arithmetic,
    reason = "a bench that cannot go on should stop"
)]

use std::{
    fs,
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

use collegium_examples::{College, made, print};

const ROUNDS: usize = 3;

fn main() {
    let number = std::env::args().skip(1).find_map(|arg| arg.parse().ok()).unwrap_or(200);
    let folder = folder(number);
    println!("{}: {} bytes in CSV files", folder.display(), sizes(&folder));
    let mut least = [Duration::MAX; 3];
    for _ in 0..ROUNDS {
        let start = Instant::now();
        let rows = plain(&folder);
        least[0] = least[0].min(start.elapsed());
        println!("csv alone: {rows} rows in {:.2?}", start.elapsed());
        let start = Instant::now();
        let college = College::read(&folder).unwrap_or_else(|faults| panic!("{faults:.2000}"));
        least[1] = least[1].min(start.elapsed());
        println!("read into records: {:.2?}", start.elapsed());
        let review = college.review(college.as_of).unwrap();
        let text = print::year(&college, &review);
        least[2] = least[2].min(start.elapsed());
        println!("read, reviewed and printed ({} bytes): {:.2?}", text.len(), start.elapsed());
    }
    let [plain, read, all] = least.map(|time| time.as_secs_f64());
    println!("read: {:.1} times the csv crate alone; everything: {:.1} times", read / plain, all / plain);
    println!("most memory: {}", memory());
}

/// The folder of so many colleges; it is made the first time.
fn folder(number: u64) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("province-{number}"));
    if !folder.exists() {
        fs::create_dir_all(&folder).unwrap();
        for (name, text) in made::colleges(made::SEED, number) {
            fs::write(folder.join(name), text).unwrap();
        }
    }
    folder
}

fn tables(folder: &Path) -> impl Iterator<Item = PathBuf> {
    let files = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    files.filter(|path| path.extension().is_some_and(|ending| ending == "csv"))
}

fn sizes(folder: &Path) -> u64 {
    tables(folder).map(|path| fs::metadata(path).unwrap().len()).sum()
}

/// Reads every file with the csv crate and counts its rows.
fn plain(folder: &Path) -> usize {
    let mut rows = 0;
    for path in tables(folder) {
        let mut reader = csv::Reader::from_path(path).unwrap();
        let mut record = csv::StringRecord::new();
        while reader.read_record(&mut record).unwrap() {
            rows += 1;
        }
    }
    rows
}

/// The most memory this process held, where the system tells.
fn memory() -> String {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.map_or("not told here".to_owned(), |line| line.trim().to_owned())
}
