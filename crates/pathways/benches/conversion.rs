//! Credits and grades through compiled tables, beside the exact path and beside reading the same records from JSON.
//!
//! `cargo bench -p collegium-pathways --bench conversion`
#![expect(clippy::unwrap_used, reason = "a bench that cannot set itself up has failed")]

use std::sync::LazyLock;

use collegium_core::Mark;
use collegium_pathways::{
    CreditConversion, CreditSystem, CreditSystems, CreditTable, Credits, GradeConversion, GradeScale,
    GradeTable,
};
use divan::{Bencher, black_box, counter::ItemsCount};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// So many conversions are made through the tables.
const MANY: usize = 10_000_000;
/// So many are made one by one, or read.
const FEW: usize = 100_000;

fn main() {
    divan::main();
}

/// A line of a transcript, as far as it is converted.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Line {
    credits: Credits,
    grade: Mark,
}

fn systems() -> CreditSystems {
    CreditSystems::new(CreditSystem::presets().iter().map(|preset| preset.load().unwrap())).unwrap()
}

fn credit_rule() -> CreditConversion {
    CreditConversion::preset("credit-conversion-cn-vocational-ects").unwrap().load().unwrap()
}

fn scale(name: &str) -> GradeScale {
    GradeScale::preset(name).unwrap().load().unwrap()
}

static CHINESE: LazyLock<GradeScale> = LazyLock::new(|| scale("grade-scale-cn-percent"));
static GERMAN: LazyLock<GradeScale> = LazyLock::new(|| scale("grade-scale-de"));
static GRADE_RULE: LazyLock<GradeConversion> =
    LazyLock::new(|| GradeConversion::preset("grade-conversion-cn-percent-de-kmk").unwrap().load().unwrap());

fn credit_table() -> CreditTable {
    credit_rule().bind(&systems()).unwrap().compile().unwrap()
}

fn grade_table() -> GradeTable {
    GRADE_RULE.bind(&CHINESE, &GERMAN).unwrap().compile()
}

/// Numbers below a bound that follow no pattern a processor could guess, the same on every run.
fn numbers(count: usize, below: u32) -> Vec<u32> {
    let mut state = 0x2545_f491_4f6c_dd1d_u64;
    let mut next = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        u32::try_from(state % u64::from(below)).unwrap()
    };
    (0..count).map(|_| next()).collect()
}

/// Credits up to 20 in hundredths and marks from 0 to 100, as a transcript has them.
fn lines() -> Vec<Line> {
    let credits =
        numbers(FEW, 2_001).into_iter().map(|hundredths| Credits::new(Decimal::new(hundredths.into(), 2)));
    let grades = numbers(FEW, CHINESE.size()).into_iter().map(|rank| CHINESE.at(rank).unwrap().mark());
    credits.zip(grades).map(|(credits, grade)| Line { credits: credits.unwrap(), grade }).collect()
}

#[divan::bench(sample_count = 20, sample_size = 1)]
fn a_credits_by_table(bencher: Bencher) {
    let (table, steps) = (credit_table(), numbers(MANY, 2_001));
    let convert =
        || steps.iter().filter_map(|&steps| black_box(table.convert(steps))).fold(0, u64::wrapping_add);
    bencher.counter(ItemsCount::new(MANY)).bench_local(convert);
}

#[divan::bench(sample_count = 20, sample_size = 1)]
fn b_grades_by_table(bencher: Bencher) {
    let (table, ranks) = (grade_table(), numbers(MANY, CHINESE.size()));
    let convert =
        || ranks.iter().filter_map(|&rank| black_box(table.convert(rank))).fold(0, u32::wrapping_add);
    bencher.counter(ItemsCount::new(MANY)).bench_local(convert);
}

/// From the records as they were read: their steps and ranks are found, then both tables are asked.
#[divan::bench(sample_count = 20, sample_size = 1)]
fn c_records_by_table(bencher: Bencher) {
    let (credits, grades, lines) = (credit_table(), grade_table(), lines());
    let convert = |line: &Line| {
        let steps = credits.convert(credits.steps(line.credits)?)?;
        let rank = CHINESE.grade(&line.grade).ok()?.rank();
        Some(black_box((steps, grades.convert(rank))))
    };
    bencher.counter(ItemsCount::new(FEW)).bench_local(|| lines.iter().filter_map(convert).count());
}

#[divan::bench(sample_count = 20, sample_size = 1)]
fn d_credits_exactly(bencher: Bencher) {
    let (converter, lines) = (credit_rule().bind(&systems()).unwrap(), lines());
    let convert = || lines.iter().filter(|line| black_box(converter.convert(line.credits)).is_ok()).count();
    bencher.counter(ItemsCount::new(FEW)).bench_local(convert);
}

#[divan::bench(sample_count = 20, sample_size = 1)]
fn e_grades_exactly(bencher: Bencher) {
    let (converter, lines) = (GRADE_RULE.bind(&CHINESE, &GERMAN).unwrap(), lines());
    let convert = || lines.iter().filter(|line| black_box(converter.convert(&line.grade)).is_ok()).count();
    bencher.counter(ItemsCount::new(FEW)).bench_local(convert);
}

#[divan::bench(sample_count = 20, sample_size = 1)]
fn f_records_from_json(bencher: Bencher) {
    let json: Vec<String> = lines().iter().map(|line| serde_json::to_string(line).unwrap()).collect();
    let read = || json.iter().filter(|json| black_box(serde_json::from_str::<Line>(json)).is_ok()).count();
    bencher.counter(ItemsCount::new(FEW)).bench_local(read);
}

#[divan::bench(sample_count = 20, sample_size = 1)]
fn g_compile_a_grade_table(bencher: Bencher) {
    let converter = GRADE_RULE.bind(&CHINESE, &GERMAN).unwrap();
    bencher.counter(ItemsCount::new(CHINESE.size())).bench_local(|| converter.compile());
}
