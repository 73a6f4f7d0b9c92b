//! What evaluation methods refuse, what they do at the edges, and the laws they keep.
#![expect(clippy::unwrap_used, reason = "what fails here is a failed test")]
#![expect(clippy::float_arithmetic, reason = "scores are compared within a tolerance")]
#![expect(clippy::indexing_slicing, reason = "indices below a length the test made")]

mod methods {
    mod edges;
    mod laws;
    mod refusals;
}

use collegium_indicators::{
    Aim, DecisionMatrix, Method, Normalisation, Weights,
    method::{
        GreyNorm, GreyRelational, Preference, Promethee, RankMethod, RankSumRatio, Topsis, TopsisNorm, Vikor,
        WeightedProduct, WeightedSum,
    },
};

fn matrix(aims: &[Aim], cells: &[f64]) -> DecisionMatrix {
    DecisionMatrix::new(aims, cells).unwrap()
}

fn weights(weights: &[f64]) -> Weights {
    Weights::proportional(weights.to_vec()).unwrap()
}

/// Every method that takes any numbers, for so many criteria.
fn methods(criteria: usize) -> Vec<Method> {
    let promethee = |preference| Method::Promethee(Promethee { preferences: vec![preference; criteria] });
    vec![
        Method::WeightedSum(WeightedSum { norm: Normalisation::MinMax }),
        Method::WeightedSum(WeightedSum { norm: Normalisation::Vector }),
        Method::WeightedSum(WeightedSum { norm: Normalisation::ZScore }),
        Method::WeightedSum(WeightedSum { norm: Normalisation::Rank }),
        Method::WeightedProduct(WeightedProduct { norm: Normalisation::MinMax }),
        Method::Topsis(Topsis { norm: TopsisNorm::Vector }),
        Method::Topsis(Topsis { norm: TopsisNorm::MinMax }),
        Method::Vikor(Vikor { v: 0.5 }),
        Method::GreyRelational(GreyRelational { norm: GreyNorm::MinMax, rho: 0.5 }),
        promethee(Preference::Usual),
        promethee(Preference::Linear { q: 0.25, p: 2.0 }),
        promethee(Preference::Gaussian { s: 1.0 }),
        Method::RankSumRatio(RankSumRatio { method: RankMethod::Rank }),
        Method::RankSumRatio(RankSumRatio { method: RankMethod::NonIntegral }),
    ]
}
