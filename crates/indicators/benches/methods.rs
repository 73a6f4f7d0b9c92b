//! Evaluation methods and weights from data, beside the time it takes to read the matrix once.
//!
//! `cargo bench -p collegium-indicators --bench methods`; with `--features parallel` on all cores. The matrices are those of
//! `examples/peers/methods.py`, number for number.
#![expect(clippy::unwrap_used, reason = "what fails here is a failed bench")]
#![expect(clippy::float_arithmetic, reason = "scores are statistics, not money")]

use std::{hint::black_box, sync::LazyLock};

use collegium_indicators::{
    Aim, DecisionMatrix, Normalisation, Weights,
    method::{
        GreyNorm, GreyRelational, Preference, Promethee, RankMethod, RankSumRatio, Topsis, TopsisNorm, Vikor,
        WeightedSum,
    },
    weighting::{CriticWeights, DeviationWeights, EntropyWeights, Preparation},
};
use divan::Bencher;

const COLUMNS: usize = 40;

/// A matrix of the benches, with its weights.
struct Case(DecisionMatrix, Weights);

impl Case {
    /// Values from 1 to 100 by splitmix64; every fifth criterion is a cost.
    #[expect(clippy::cast_precision_loss, reason = "53 bits fit")]
    fn new(rows: usize, columns: usize) -> Self {
        let mut state = 42_u64;
        let mut next = || {
            state = state.wrapping_add(0x9E37_79B9_7F4A_7C15);
            let z = (state ^ (state >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
            let z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
            1.0 + 99.0 * (((z ^ (z >> 31)) >> 11) as f64 / 9_007_199_254_740_992.0)
        };
        let cells: Vec<_> = (0..rows * columns).map(|_| next()).collect();
        let aims: Vec<_> = (0..columns).map(|j| if j % 5 == 3 { Aim::Cost } else { Aim::Benefit }).collect();
        let parts = (0..columns).map(|j| (1 + j % 7) as f64).collect();
        Self(DecisionMatrix::new(aims, cells).unwrap(), Weights::proportional(parts).unwrap())
    }

    fn of(rows: usize) -> &'static Self {
        static MILLION: LazyLock<Case> = LazyLock::new(|| Case::new(1_000_000, COLUMNS));
        static TENTH: LazyLock<Case> = LazyLock::new(|| Case::new(100_000, COLUMNS));
        if rows == 1_000_000 { &MILLION } else { &TENTH }
    }
}

const SIZES: [usize; 2] = [100_000, 1_000_000];

/// The yardstick: every cell read once and added up, at the speed of memory.
#[divan::bench(args = SIZES)]
fn a_stream_sum(bencher: Bencher<'_, '_>, rows: usize) {
    let Case(matrix, _) = Case::of(rows);
    bencher.bench(|| {
        let mut lanes = [0.0; 16];
        for chunk in black_box(&matrix.cells).as_chunks::<16>().0 {
            for (lane, x) in lanes.iter_mut().zip(chunk) {
                *lane += x;
            }
        }
        lanes
    });
}

#[divan::bench(args = SIZES)]
fn topsis(bencher: Bencher<'_, '_>, rows: usize) {
    let Case(matrix, weights) = Case::of(rows);
    bencher.bench(|| Topsis { norm: TopsisNorm::Vector }.evaluate(matrix, weights));
}

#[divan::bench(args = SIZES)]
fn topsis_with_ranks(bencher: Bencher<'_, '_>, rows: usize) {
    let Case(matrix, weights) = Case::of(rows);
    let method = Topsis { norm: TopsisNorm::Vector };
    bencher.bench(|| method.evaluate(matrix, weights).unwrap().ranking.ranks());
}

#[divan::bench(args = SIZES)]
fn entropy(bencher: Bencher<'_, '_>, rows: usize) {
    let Case(matrix, _) = Case::of(rows);
    bencher.bench(|| EntropyWeights { pre: Preparation::None }.weigh(matrix));
}

#[divan::bench(args = SIZES)]
fn vikor(bencher: Bencher<'_, '_>, rows: usize) {
    let Case(matrix, weights) = Case::of(rows);
    bencher.bench(|| Vikor { v: 0.5 }.evaluate(matrix, weights));
}

#[divan::bench(args = SIZES)]
fn grey_relational(bencher: Bencher<'_, '_>, rows: usize) {
    let Case(matrix, weights) = Case::of(rows);
    let method = GreyRelational { norm: GreyNorm::MinMax, rho: 0.5 };
    bencher.bench(|| method.evaluate(matrix, weights));
}

#[divan::bench(args = SIZES)]
fn weighted_sum(bencher: Bencher<'_, '_>, rows: usize) {
    let Case(matrix, weights) = Case::of(rows);
    let method = WeightedSum { norm: Normalisation::MinMax };
    bencher.bench(|| method.evaluate(matrix, weights));
}

#[divan::bench(args = SIZES)]
fn critic(bencher: Bencher<'_, '_>, rows: usize) {
    let Case(matrix, _) = Case::of(rows);
    bencher.bench(|| CriticWeights {}.weigh(matrix));
}

#[divan::bench(args = SIZES)]
fn standard_deviation(bencher: Bencher<'_, '_>, rows: usize) {
    let Case(matrix, _) = Case::of(rows);
    bencher.bench(|| DeviationWeights { pre: Preparation::MinMax }.weigh(matrix));
}

#[divan::bench(args = [100_000])]
fn rank_sum_ratio(bencher: Bencher<'_, '_>, rows: usize) {
    let Case(matrix, weights) = Case::of(rows);
    bencher.bench(|| RankSumRatio { method: RankMethod::Rank }.evaluate(matrix, weights));
}

/// 200 alternatives by 20 criteria, as for rank acceptability.
#[divan::bench(args = ["usual", "linear", "gaussian"])]
fn promethee(bencher: Bencher<'_, '_>, function: &str) {
    let Case(matrix, weights) = Case::new(200, 20);
    let preference = match function {
        "usual" => Preference::Usual,
        "linear" => Preference::Linear { q: 5.0, p: 30.0 },
        _ => Preference::Gaussian { s: 20.0 },
    };
    let method = Promethee { preferences: vec![preference; 20] };
    bencher.bench(|| method.evaluate(&matrix, &weights));
}

fn main() {
    divan::main();
}
