//! Degree audits of many students, beside reading their transcripts.
//!
//! `cargo bench -p collegium-pathways --bench audit -- [STUDENTS…]`
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
#[path = "audit/hard.rs"]
mod hard;
#[path = "audit/made.rs"]
mod made;
#[path = "audit/typical.rs"]
mod typical;

use std::{
    hint::black_box,
    time::{Duration, Instant},
};

use collegium_pathways::audit::{AuditOptions, Transcript};

use crate::{figures::Figures, hard::Hard, typical::Typical};

const SEED: u64 = 20_261_122;
/// So many students are in memory at once.
const BLOCK: u64 = 1_000;

fn main() {
    let sizes: Vec<u64> = std::env::args().skip(1).filter_map(|arg| arg.parse().ok()).collect();
    if std::env::var("ONLY").as_deref() != Ok("hard") {
        let sizes = if sizes.is_empty() { vec![1_000, 100_000, 1_000_000] } else { sizes.clone() };
        for students in sizes {
            typical(students);
        }
    }
    if std::env::var("ONLY").as_deref() != Ok("typical") {
        let students: u64 = std::env::var("HARD").ok().and_then(|h| h.parse().ok()).unwrap_or(50);
        for tree in 0..std::env::var("TREES").ok().and_then(|h| h.parse().ok()).unwrap_or(8) {
            hard(SEED + tree, students);
        }
    }
}

fn typical(students: u64) {
    let world = Typical::new(SEED);
    let requirements = typical::requirements();
    let compiled = requirements.compile(&world.catalogue);
    let mut auditor = compiled.auditor();
    let (mut time, mut satisfied, mut proven, mut conflicts) = (Duration::ZERO, 0_u64, 0_u64, 0);
    for first in (0..students).step_by(BLOCK as usize) {
        let block: Vec<_> = (first..students.min(first + BLOCK)).map(|n| world.student(SEED, n)).collect();
        let start = Instant::now();
        for transcript in &block {
            let audit = auditor.audit(transcript, &AuditOptions::default());
            satisfied += u64::from(audit.is_satisfied());
            proven += u64::from(audit.is_proven());
            conflicts += audit.conflicts();
            black_box(audit);
        }
        time += start.elapsed();
        if first == 0 {
            read(&block);
        }
    }
    let each = time / u32::try_from(students).unwrap();
    println!(
        "typical: {students} students, {:.0} a second, {each:.2?} each; {satisfied} satisfied, {proven} proven, {conflicts} conflicts",
        1.0 / each.as_secs_f64()
    );
}

fn read(block: &[Transcript]) {
    let lines: Vec<_> = block.iter().map(|t| serde_json::to_string(t).unwrap()).collect();
    let start = Instant::now();
    for line in &lines {
        black_box(serde_json::from_str::<Transcript>(line).unwrap());
    }
    println!("read: {:.2?} each", start.elapsed() / block.len() as u32);
}

fn hard(seed: u64, students: u64) {
    let world = Hard::new(seed);
    let compiled = world.requirements.compile(&world.catalogue);
    let block: Vec<_> = (0..students).map(|number| world.student(number)).collect();
    if let Ok(folder) = std::env::var("CASES") {
        for (n, t) in block.iter().take(20).enumerate() {
            let case = serde_json::json!({"schema": "pathways-audit/1", "id": format!("{seed}-{n}"), "courses": t.attempts, "requirement": world.requirements.root});
            std::fs::write(format!("{folder}/{seed}-{n}.json"), case.to_string()).unwrap();
        }
    }
    if std::env::var("CASES_ONLY").is_ok() {
        return;
    }
    let mut auditor = compiled.auditor();
    let mut figures = Figures::default();
    let (mut satisfied, mut proven, mut conflicts) = (0_u64, 0_u64, 0);
    for transcript in &block {
        let start = Instant::now();
        let audit = auditor.audit(transcript, &AuditOptions::default());
        figures.add(start.elapsed());
        satisfied += u64::from(audit.is_satisfied());
        proven += u64::from(audit.is_proven());
        conflicts += audit.conflicts();
    }
    println!(
        "hard {seed}: {figures}; {satisfied} of {students} satisfied, {proven} proven, {} conflicts each",
        conflicts / students
    );
}
