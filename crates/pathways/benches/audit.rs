//! Degree audits of many students, beside reading their transcripts.
//!
//! `cargo bench -p collegium-pathways --bench audit -- [typical [STUDENTS…] | hard [STUDENTS] | cases FOLDER]`
//!
//! *Typical*: one programme of a 3+1+1 route with 30 leaves, students of 40 attempts, made in blocks outside the time that is
//! measured. *Hard*: trees of 30 leaves that take much the same courses, so many students each. *Cases* writes hard students
//! as files, so that other solvers can be held against them.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::float_arithmetic,
    clippy::cast_precision_loss,
    reason = "a bench that cannot go on should stop, and tells rates"
)]

#[path = "audit/dice.rs"]
mod dice;
#[path = "audit/figures.rs"]
mod figures;
#[path = "audit/first_fit.rs"]
mod first_fit;
#[path = "audit/hard.rs"]
mod hard;
#[path = "audit/made.rs"]
mod made;
#[path = "audit/typical.rs"]
mod typical;

use std::{
    fs,
    hint::black_box,
    path::Path,
    time::{Duration, Instant},
};

use collegium_pathways::audit::{AuditOptions, Transcript};
use serde_json::json;

use crate::{figures::Figures, hard::Hard, typical::Typical};

const SEED: u64 = 20_261_122;
/// So many students are in memory at once, as where lines are read, audited and written one after the other.
const BLOCK: u64 = 32;
/// The conflicts that the search for a hard student may meet: some tens of milliseconds, and hundreds for the worst.
const WORK: u64 = 20_000;
/// So many hard trees there are.
const TREES: u64 = 8;

fn main() {
    let arguments: Vec<_> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    let (what, rest) = arguments.split_first().map_or(("", &[][..]), |(what, rest)| (what.as_str(), rest));
    let numbers: Vec<_> = rest.iter().filter_map(|argument| argument.parse().ok()).collect();
    if matches!(what, "" | "typical") {
        let sizes = if numbers.is_empty() { vec![1_000, 100_000, 1_000_000] } else { numbers.clone() };
        sizes.into_iter().for_each(typical);
    }
    if matches!(what, "" | "hard") {
        hard(numbers.first().copied().unwrap_or(500));
    }
    if what == "cases" {
        cases(Path::new(&rest[0]));
    }
}

fn typical(students: u64) {
    let world = Typical::new(SEED);
    let compiled = typical::requirements().compile(&world.catalogue);
    let mut auditor = compiled.auditor();
    let mut tally = Tally::default();
    let (mut time, mut read, mut looked) = (Duration::ZERO, Duration::ZERO, Duration::ZERO);
    let (mut lines, mut fits) = (0_u64, 0_u64);
    let mut first = 0;
    while first < students {
        let block: Vec<_> =
            (first..students.min(first + BLOCK)).map(|number| world.student(SEED, number)).collect();
        let start = Instant::now();
        for transcript in &block {
            let audit = auditor.audit(transcript, &AuditOptions::default());
            tally.add(audit.is_satisfied(), audit.is_proven(), audit.conflicts());
            black_box(audit);
        }
        time += start.elapsed();
        // Reading is the same for every block: some are enough.
        if first < 600 * BLOCK {
            lines += block.len() as u64;
            read += reading(&block);
            looked += looking(&block);
            let root = &compiled.requirements().root;
            fits +=
                block.iter().map(|student| u64::from(first_fit::is_satisfied(root, student))).sum::<u64>();
        }
        first += BLOCK;
    }
    let (each, read, looked) = (rate(time, students), rate(read, lines), rate(looked, lines));
    println!("typical, {students} students: {:.0} a second, {:.1} µs each; {tally}", 1e6 / each, each);
    println!("  reading their lines of JSON: {read:.1} µs each, an audit is {:.2} of it", each / read);
    println!("  first-fit satisfies {fits} of the first {lines}");
    println!("  looking at each attempt: {looked:.2} µs each; most memory {}", memory());
}

/// Microseconds for each.
fn rate(time: Duration, number: u64) -> f64 {
    time.as_secs_f64() * 1e6 / number as f64
}

/// How long it takes to read the transcripts from lines of JSON.
fn reading(block: &[Transcript]) -> Duration {
    let lines: Vec<_> = block.iter().map(|transcript| serde_json::to_string(transcript).unwrap()).collect();
    let start = Instant::now();
    for line in &lines {
        black_box(serde_json::from_str::<Transcript>(line).unwrap());
    }
    start.elapsed()
}

/// How long it takes to look at each attempt once.
fn looking(block: &[Transcript]) -> Duration {
    let start = Instant::now();
    for transcript in block {
        black_box(
            transcript
                .attempts
                .iter()
                .map(|attempt| attempt.code.as_str().len() + attempt.tags.len())
                .sum::<usize>(),
        );
    }
    start.elapsed()
}

fn hard(students: u64) {
    let (mut all, mut tally, mut fits) = (Figures::default(), Tally::default(), 0);
    for tree in 0..TREES {
        let world = Hard::new(SEED + tree);
        let compiled = world.requirements.compile(&world.catalogue);
        let mut auditor = compiled.auditor();
        let (mut figures, mut own) = (Figures::default(), Tally::default());
        for number in 0..students {
            let transcript = world.student(number);
            let start = Instant::now();
            let audit =
                auditor.audit(&transcript, &AuditOptions { work_limit: WORK, ..AuditOptions::default() });
            let time = start.elapsed();
            figures.add(time);
            all.add(time);
            for tally in [&mut own, &mut tally] {
                tally.add(audit.is_satisfied(), audit.is_proven(), audit.conflicts());
            }
            fits += u64::from(first_fit::is_satisfied(&world.requirements.root, &transcript));
        }
        println!("hard, tree {}: {figures}; {own}", tree + 1);
    }
    println!("hard: {all}; {tally}; first-fit satisfies {fits}");
}

/// Writes hard students as files in the form of the audits' cases.
fn cases(folder: &Path) {
    fs::create_dir_all(folder).unwrap();
    for tree in 0..TREES {
        let world = Hard::new(SEED + tree);
        for number in 0..8 {
            let id = format!("hard-{}-{number}", tree + 1);
            let courses = &world.student(number).attempts;
            let root = &world.requirements.root;
            let case =
                json!({ "schema": "pathways-audit/1", "id": id, "courses": courses, "requirement": root });
            fs::write(folder.join(format!("{id}.json")), case.to_string()).unwrap();
        }
    }
}

/// What came out.
#[derive(Default)]
struct Tally {
    students: u64,
    satisfied: u64,
    proven: u64,
    conflicts: u64,
}

impl Tally {
    fn add(&mut self, satisfied: bool, proven: bool, conflicts: u64) {
        self.students += 1;
        self.satisfied += u64::from(satisfied);
        self.proven += u64::from(proven);
        self.conflicts += conflicts;
    }
}

impl std::fmt::Display for Tally {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { students, satisfied, proven, conflicts } = self;
        let each = *conflicts as f64 / *students as f64;
        write!(f, "{satisfied} of {students} satisfied, {proven} proven, {each:.1} conflicts each")
    }
}

/// The most memory this process held, where the system tells.
fn memory() -> String {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.map_or("not told here".to_owned(), |line| line.trim().to_owned())
}
