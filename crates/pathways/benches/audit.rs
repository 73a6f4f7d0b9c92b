//! Degree audits of many students, beside reading their transcripts.
//!
//! `cargo bench -p collegium-pathways --bench audit -- [typical [STUDENTS…] | hard [STUDENTS] | harder [STUDENTS] | cases FOLDER]`
//!
//! *Typical*: one programme of a 3+1+1 route with 30 leaves, students of 40 attempts, made in blocks outside the time that is
//! measured. *Hard*: 40 such programmes whose parts ask for much the same courses, so many students each. *Harder*: eight trees
//! that are drawn, with twice as many places for a course, and students for whom everything just fits, or not. *Cases* writes
//! hard and harder students as files, so that other solvers can be held against them.
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
#[path = "audit/harder.rs"]
mod harder;
#[path = "audit/made.rs"]
mod made;
#[path = "audit/typical.rs"]
mod typical;
#[path = "audit/world.rs"]
mod world;

use std::{
    fs,
    hint::black_box,
    path::Path,
    time::{Duration, Instant},
};

use collegium_pathways::audit::{AuditOptions, Auditor, Transcript};
use serde_json::json;

use crate::{figures::Figures, world::World};

const SEED: u64 = 20_261_122;
/// So many blocks of students are read as well: reading is the same for each.
const READ: usize = 600;
/// Trees that are made, each with its students.
const FAMILIES: [Family; 2] = [
    Family { name: "hard", trees: 40, world: hard::world, work_limit: 200_000 },
    // Three seconds for each student that is not proven would say nothing more than three tenths of one.
    Family { name: "harder", trees: 8, world: harder::world, work_limit: 20_000 },
];

/// Trees of one kind.
struct Family {
    name: &'static str,
    trees: u64,
    world: fn(u64) -> World,
    /// How many conflicts the search for a student may meet.
    work_limit: u64,
}

impl Family {
    fn worlds(&self) -> impl Iterator<Item = World> {
        (0..self.trees).map(|tree| (self.world)(SEED + tree))
    }
}

fn main() {
    let arguments: Vec<_> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    let (what, rest) = arguments.split_first().map_or(("", &[][..]), |(what, rest)| (what.as_str(), rest));
    let numbers: Vec<_> = rest.iter().filter_map(|argument| argument.parse().ok()).collect();
    if matches!(what, "" | "typical") {
        let sizes = if numbers.is_empty() { vec![1_000, 100_000, 1_000_000] } else { numbers.clone() };
        sizes.into_iter().for_each(typical);
    }
    for family in FAMILIES {
        if what.is_empty() || what == family.name {
            many(&family, numbers.first().copied().unwrap_or(100));
        }
        if what == "cases" {
            cases(&family, Path::new(&rest[0]));
        }
    }
}

fn typical(students: u64) {
    let world = typical::world(SEED);
    let compiled = world.requirements.compile(&world.catalogue);
    let mut auditor = Auditor::default();
    let mut tally = Tally::default();
    let (mut time, mut read, mut looked) = (Duration::ZERO, Duration::ZERO, Duration::ZERO);
    let (mut lines, mut fits) = (0_u64, 0);
    for (number, block) in world.blocks(students).enumerate() {
        let start = Instant::now();
        for transcript in &block {
            let audit = auditor.audit(&compiled, transcript, &AuditOptions::default());
            tally.add(audit.is_satisfied(), audit.is_proven(), audit.conflicts());
            black_box(audit);
        }
        time += start.elapsed();
        if number < READ {
            lines += block.len() as u64;
            read += reading(&block);
            looked += looking(&block);
            fits += fitting(&world, &block);
        }
    }
    let (each, read, looked) = (rate(time, students), rate(read, lines), rate(looked, lines));
    println!("typical, {students} students: {:.0} a second, {:.1} µs each; {tally}", 1e6 / each, each);
    println!("  reading their lines of JSON: {read:.1} µs each, an audit is {:.2} of it", each / read);
    println!("  first-fit satisfies {fits} of the first {lines}");
    println!("  looking at each attempt: {looked:.2} µs each; most memory {}", memory());
}

/// How many students the simple way finds satisfied.
fn fitting(world: &World, block: &[Transcript]) -> usize {
    block.iter().filter(|student| first_fit::is_satisfied(&world.requirements.root, student)).count()
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

/// So many students of each tree, one after the other.
fn many(family: &Family, students: u64) {
    let (mut figures, mut tally, mut fits) = (Figures::default(), Tally::default(), 0);
    let options = AuditOptions { work_limit: family.work_limit, ..AuditOptions::default() };
    let mut auditor = Auditor::default();
    for world in family.worlds() {
        let compiled = world.requirements.compile(&world.catalogue);
        for block in world.blocks(students) {
            for transcript in &block {
                let start = Instant::now();
                let audit = auditor.audit(&compiled, transcript, &options);
                figures.add(start.elapsed());
                tally.add(audit.is_satisfied(), audit.is_proven(), audit.conflicts());
            }
            fits += fitting(&world, &block);
        }
    }
    println!("{}, {students} students of each of {} trees: {figures}", family.name, family.trees);
    println!("  {tally}; first-fit satisfies {fits}");
}

/// Writes eight students of each tree as files in the form of the audits' cases.
fn cases(family: &Family, folder: &Path) {
    fs::create_dir_all(folder).unwrap();
    for (tree, world) in family.worlds().enumerate() {
        for number in 0..8 {
            let id = format!("{}-{}-{number}", family.name, tree + 1);
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
