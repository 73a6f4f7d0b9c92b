//! However many threads share the work, the answer has the same bits.
#![cfg(feature = "parallel")]
#![expect(clippy::unwrap_used, reason = "what fails here is a failed test")]
#![expect(clippy::float_arithmetic, reason = "figures are made up")]

use collegium_indicators::{
    Aim, DecisionMatrix, Normalisation, Weights,
    method::{GreyNorm, GreyRelational, Topsis, TopsisNorm, Vikor, WeightedSum},
    weighting::{CriticWeights, DeviationWeights, EntropyWeights, Preparation},
};

/// More rows than many blocks hold, and a last block that is not full.
fn matrix() -> DecisionMatrix {
    let mut state = 7_u32;
    let mut next = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        1.0 + f64::from(state) / 1e7
    };
    let cells: Vec<_> = (0..5_003 * 11).map(|_| next()).collect();
    let aims: Vec<_> = (0..11).map(|j| if j % 3 == 2 { Aim::Cost } else { Aim::Benefit }).collect();
    DecisionMatrix::new(aims, cells).unwrap()
}

/// Everything that is worked out in blocks, as bits.
fn everything(matrix: &DecisionMatrix) -> Vec<u64> {
    let weights = Weights::equal(11).unwrap();
    let topsis = Topsis { norm: TopsisNorm::Vector }.evaluate(matrix, &weights).unwrap();
    let vikor = Vikor { v: 0.5 }.evaluate(matrix, &weights).unwrap();
    let reference = GreyNorm::Reference(vec![50.0; 11]);
    let grey = GreyRelational { norm: reference, rho: 0.5 }.evaluate(matrix, &weights).unwrap();
    let sum = WeightedSum { norm: Normalisation::ZScore }.evaluate(matrix, &weights).unwrap();
    let drawn = [
        EntropyWeights { pre: Preparation::MinMax }.weigh(matrix).unwrap(),
        DeviationWeights { pre: Preparation::None }.weigh(matrix).unwrap(),
        CriticWeights {}.weigh(matrix).unwrap(),
    ];
    let scores = [topsis.ranking.scores, vikor.s, vikor.ranking.scores, grey.scores, sum.scores];
    let drawn = drawn.iter().flat_map(|weights| weights.as_slice().to_vec());
    scores.concat().into_iter().chain(drawn).map(f64::to_bits).collect()
}

#[test]
fn the_number_of_threads_does_not_show() {
    let matrix = matrix();
    let with = |threads| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| everything(&matrix))
    };
    let one = with(1);
    for threads in [2, 3, 8] {
        assert_eq!(one, with(threads), "{threads} threads");
    }
}
