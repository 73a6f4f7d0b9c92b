//! Rank acceptability of 200 alternatives under 20 criteria with 10,000 weights, and how stable one ranking is.
#![expect(
    clippy::unwrap_used,
    clippy::float_arithmetic,
    reason = "a bench works on made figures, and what fails here is a failed bench"
)]

use collegium_indicators::{
    Aim, DecisionMatrix, Normalisation, Weights,
    method::{Method, Topsis, TopsisNorm, Vikor, WeightedSum},
    robust::{OneAtATime, RankAcceptability, RankReversals, Redistribution, StabilityIntervals},
};
use divan::{Bencher, black_box};

const ROWS: usize = 200;
const COLUMNS: usize = 20;
const SAMPLES: usize = 10_000;
const SUM: Method = Method::WeightedSum(WeightedSum { norm: Normalisation::MinMax });
const TOPSIS: Method = Method::Topsis(Topsis { norm: TopsisNorm::Vector });
const VIKOR: Method = Method::Vikor(Vikor { v: 0.5 });

fn main() {
    divan::main();
}

/// Numbers from 0 to below 1 by splitmix64.
struct Stream(u64);

impl Stream {
    fn next(&mut self) -> f64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let z = self.0;
        let z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        f64::from(u32::try_from((z ^ (z >> 31)) >> 32).unwrap()) / 4_294_967_296.0
    }
}

fn matrix() -> DecisionMatrix {
    let mut stream = Stream(11);
    let cells: Vec<_> = (0..ROWS * COLUMNS).map(|_| 1.0 + 99.0 * stream.next()).collect();
    let aims: Vec<_> = (0..COLUMNS).map(|j| if j % 5 == 3 { Aim::Cost } else { Aim::Benefit }).collect();
    DecisionMatrix::new(aims, cells).unwrap()
}

fn samples() -> Vec<Weights> {
    let mut stream = Stream(1_000_014);
    (0..SAMPLES)
        .map(|_| Weights::proportional((0..COLUMNS).map(|_| stream.next()).collect()).unwrap())
        .collect()
}

#[divan::bench(args = [&SUM, &TOPSIS, &VIKOR])]
fn given_weights(bencher: Bencher<'_, '_>, method: &Method) {
    let (matrix, samples) = (matrix(), samples());
    bencher.bench(|| RankAcceptability::of(method, black_box(&matrix), black_box(&samples)).unwrap());
}

#[divan::bench(args = [&SUM])]
fn drawn_weights(bencher: Bencher<'_, '_>, method: &Method) {
    let matrix = matrix();
    bencher.bench(|| RankAcceptability::sampled(method, black_box(&matrix), SAMPLES, 7).unwrap());
}

#[divan::bench(args = [&SUM, &TOPSIS])]
fn one_at_a_time(bencher: Bencher<'_, '_>, method: &Method) {
    let (matrix, weights) = (matrix(), Weights::equal(COLUMNS).unwrap());
    let changes =
        OneAtATime { redistribute: Redistribution::Proportional, deltas: vec![-0.2, -0.1, 0.1, 0.2] };
    bencher.bench(|| changes.evaluate(method, black_box(&matrix), &weights).unwrap());
}

#[divan::bench(args = [&SUM, &TOPSIS])]
fn intervals(bencher: Bencher<'_, '_>, method: &Method) {
    let (matrix, weights) = (matrix(), Weights::equal(COLUMNS).unwrap());
    bencher.bench(|| StabilityIntervals::evaluate(method, black_box(&matrix), &weights).unwrap());
}

#[divan::bench(args = [&SUM])]
fn reversals(bencher: Bencher<'_, '_>, method: &Method) {
    let (matrix, weights) = (matrix(), Weights::equal(COLUMNS).unwrap());
    bencher.bench(|| RankReversals::evaluate(method, black_box(&matrix), &weights).unwrap());
}
