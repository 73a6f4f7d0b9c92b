//! How long a province's folder takes, beside reading its files with the csv crate alone.
//!
//! `cargo bench -p collegium-examples --bench province -- [COLLEGES]`
//!
//! Makes the folder under the target folder if it is not there yet, and prints the least time of each over three rounds,
//! their ratio, and the most memory the process held. In brackets stands the processor time of all threads, which says
//! more than the clock beside other programs.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::float_arithmetic,
    reason = "a bench that cannot go on should stop"
)]

use std::{
    fmt, fs,
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

use collegium_examples::{College, made, print};

const ROUNDS: usize = 3;

fn main() {
    let number = std::env::args().skip(1).find_map(|arg| arg.parse().ok()).unwrap_or(200);
    let folder = folder(number);
    println!("{}: {} bytes in CSV files", folder.display(), sizes(&folder));
    let mut least = [Took::MOST; 3];
    for _ in 0..ROUNDS {
        let start = Took::now();
        let rows = plain(&folder);
        let alone = Took::since(start);
        let start = Took::now();
        let college = College::read(&folder).unwrap_or_else(|faults| panic!("{faults:.2000}"));
        let read = Took::since(start);
        let review = college.review(college.as_of).unwrap();
        let text = print::year(&college, &review);
        let all = Took::since(start);
        println!("csv alone: {rows} rows in {alone}");
        println!("read into records: {read}");
        println!("read, reviewed and printed ({} bytes): {all}", text.len());
        for (least, took) in least.iter_mut().zip([alone, read, all]) {
            *least = least.least(took);
        }
    }
    let [alone, read, all] = least;
    println!("read: {} the csv crate alone; everything: {}", read.times(alone), all.times(alone));
    println!("most memory: {}", memory());
}

/// What something took.
#[derive(Clone, Copy)]
struct Took {
    clock: Duration,
    processor: Duration,
}

impl Took {
    const MOST: Self = Self { clock: Duration::MAX, processor: Duration::MAX };

    fn now() -> (Instant, Duration) {
        (Instant::now(), processor())
    }

    fn since((start, processor_then): (Instant, Duration)) -> Self {
        Self { clock: start.elapsed(), processor: processor().saturating_sub(processor_then) }
    }

    fn least(self, other: Self) -> Self {
        Self { clock: self.clock.min(other.clock), processor: self.processor.min(other.processor) }
    }

    fn times(self, other: Self) -> String {
        let times = |one: Duration, other: Duration| one.as_secs_f64() / other.as_secs_f64();
        format!("{:.1} times ({:.1})", times(self.clock, other.clock), times(self.processor, other.processor))
    }
}

impl fmt::Display for Took {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:.2?} ({:.2?})", self.clock, self.processor)
    }
}

/// How much processor time all threads of this process have had so far.
#[cfg(unix)]
fn processor() -> Duration {
    use rustix::time::{ClockId, clock_gettime};
    Duration::try_from(clock_gettime(ClockId::ProcessCPUTime)).unwrap()
}

#[cfg(not(unix))]
fn processor() -> Duration {
    Duration::ZERO
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
