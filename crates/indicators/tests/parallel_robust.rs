//! However many threads share the programs of units and the samples of weights, the answer has the same bits.
#![cfg(feature = "parallel")]
#![expect(clippy::unwrap_used, reason = "what fails here is a failed test")]
#![expect(clippy::float_arithmetic, reason = "figures are made up")]

use collegium_indicators::{
    Aim, DecisionMatrix, Normalisation,
    efficiency::{Dea, Orientation, Returns, UnitEfficiency, Units, UnitsDraft},
    method::{Method, WeightedSum},
    robust::RankAcceptability,
};

fn figures(count: usize) -> Vec<f64> {
    let mut state = 7_u32;
    let next = |()| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        1.0 + f64::from(state) / 1e8
    };
    std::iter::repeat_n((), count).map(next).collect()
}

/// More units and samples than two chunks hold, and a last chunk that is not full.
fn everything() -> (Vec<UnitEfficiency>, RankAcceptability) {
    let (x, y) = (figures(700 * 2), figures(700));
    let units = Units::try_from(UnitsDraft { inputs: 2, outputs: 1, x, y, labels: vec![] }).unwrap();
    let dea = Dea { returns: Returns::Variable, orientation: Orientation::Output };
    let matrix = DecisionMatrix::new([Aim::Benefit, Aim::Cost, Aim::Benefit], figures(60)).unwrap();
    let method = Method::WeightedSum(WeightedSum { norm: Normalisation::MinMax });
    (dea.evaluate(&units).unwrap(), RankAcceptability::sampled(&method, &matrix, 2_500, 3).unwrap())
}

#[test]
fn the_number_of_threads_does_not_show() {
    let with = |threads| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        // The text form tells each number exactly.
        pool.install(|| serde_json::to_string(&everything()).unwrap())
    };
    let one = with(1);
    for threads in [2, 3, 8] {
        assert_eq!(one, with(threads), "{threads} threads");
    }
}
