//! Weights from pairwise judgements: `cargo bench -p collegium-indicators --bench weights`.
//!
//! A sum over as many numbers as the judgements have stands beside them, and the same eigenvector by plain power iteration.
#![expect(
    clippy::unwrap_used,
    clippy::float_arithmetic,
    clippy::indexing_slicing,
    reason = "a bench has nobody to tell"
)]

use collegium_indicators::weighting::ahp::{
    Aggregation, ConsistencyRules, Judgements, Pooling, Prioritisation,
};
use divan::{Bencher, black_box};

fn main() {
    divan::main();
}

const CRITERIA: usize = 15;
const EXPERTS: usize = 200;

/// Numbers that look random and are the same every time.
fn numbers(seed: u64) -> impl Iterator<Item = f64> {
    let mut state = seed;
    std::iter::repeat_with(move || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        f64::from(u32::try_from(state >> 40).unwrap()) / f64::from(1_u32 << 24)
    })
}

/// Judgements on Saaty's scale, each up to `noise` steps away from what weights would say.
fn judgements(seed: u64, noise: f64) -> Judgements {
    let mut numbers = numbers(seed);
    let weights: Vec<_> = numbers.by_ref().take(CRITERIA).map(|number| 1.0 + 4.0 * number).collect();
    let mut rows = vec![vec![Some(1.0); CRITERIA]; CRITERIA];
    for (row, of_row) in weights.iter().enumerate() {
        for (column, of_column) in weights.iter().enumerate().skip(row + 1) {
            let fitting = (of_row / of_column).ln() + noise * (numbers.next().unwrap() - 0.5);
            let judged = fitting.abs().exp().round().clamp(1.0, 9.0);
            let judged = if fitting < 0.0 { 1.0 / judged } else { judged };
            rows[row][column] = Some(judged);
            rows[column][row] = Some(1.0 / judged);
        }
    }
    rows.try_into().unwrap()
}

#[divan::bench]
fn a_sum_of_as_many_numbers(bencher: Bencher<'_, '_>) {
    let judged: Vec<_> = numbers(1).take(CRITERIA * CRITERIA).collect();
    bencher.bench(|| black_box(&judged).iter().sum::<f64>());
}

/// 1: about as consistent as people are (a ratio of 0.03); 4: hardly better than chance.
#[divan::bench(args = [1.0, 4.0])]
fn eigenvector_and_consistency(bencher: Bencher<'_, '_>, noise: f64) {
    let (judgements, rules) = (judgements(1, noise), ConsistencyRules::saaty().load().unwrap());
    bencher.bench(|| rules.assess(black_box(&judgements), Prioritisation::Eigenvector).unwrap());
}

#[divan::bench(args = [1.0, 4.0])]
fn by_plain_power_iteration(bencher: Bencher<'_, '_>, noise: f64) {
    let judgements: Vec<Vec<Option<f64>>> = judgements(1, noise).into();
    let rows: Vec<Vec<f64>> = judgements.into_iter().map(|row| row.into_iter().flatten().collect()).collect();
    bencher.bench(|| {
        let mut weights = vec![1.0; CRITERIA];
        loop {
            let image = |row: &Vec<f64>| row.iter().zip(&weights).map(|(a, w)| a * w).sum::<f64>();
            let mut next: Vec<_> = black_box(&rows).iter().map(image).collect();
            let sum: f64 = next.iter().sum();
            for weight in &mut next {
                *weight /= sum;
            }
            let moved: f64 = next.iter().zip(&weights).map(|(one, other)| (one - other).abs()).sum();
            weights = next;
            if moved < 1e-14 {
                break weights;
            }
        }
    });
}

#[divan::bench]
fn geometric_mean_and_consistency(bencher: Bencher<'_, '_>) {
    let (judgements, rules) = (judgements(1, 1.0), ConsistencyRules::saaty().load().unwrap());
    bencher.bench(|| rules.assess(black_box(&judgements), Prioritisation::GeometricMean).unwrap());
}

#[divan::bench(args = [Aggregation::Judgements, Aggregation::PrioritiesGeometric, Aggregation::PrioritiesArithmetic])]
fn group(bencher: Bencher<'_, '_>, aggregation: Aggregation) {
    let experts: Vec<_> = (0..EXPERTS as u64).map(|seed| judgements(seed, 1.5)).collect();
    let rules = ConsistencyRules::saaty().load().unwrap();
    let pooling = Pooling { aggregation, by: Prioritisation::Eigenvector, max_cr: Some(0.1) };
    bencher.bench(|| pooling.pool(black_box(&experts), &[1.0; EXPERTS], &rules).unwrap());
}
