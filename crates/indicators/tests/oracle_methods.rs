//! Evaluation methods and weights from data, against figures that other programs agreed on; see `tests/oracle/README.md`.
#![expect(clippy::unwrap_used, reason = "what fails here is a failed test")]
#![expect(clippy::indexing_slicing, reason = "a JSON value answers a field it has not with null")]
#![expect(clippy::float_arithmetic, reason = "figures are compared within a tolerance")]

#[path = "support/cases.rs"]
mod cases;

use cases::{Answer, Case, run};
use collegium_indicators::{
    DecisionMatrix, Normalisation, Ranking, Weights,
    method::{
        GreyNorm, GreyRelational, Preference, Promethee, RankMethod, RankSumRatio, Topsis, Vikor,
        WeightedProduct, WeightedSum,
    },
    weighting::{CriticWeights, DeviationWeights, EntropyWeights},
};
use serde::de::DeserializeOwned;
use serde_json::json;

/// An option of a case, read as the type it sets.
fn option<T: DeserializeOwned>(case: &Case, name: &str) -> T {
    serde_json::from_value(case.options[name].clone()).unwrap()
}

fn ranked(case: &Case, answer: &mut Answer, field: &str, ranking: &Ranking) {
    answer.numbers(field, &case.spread(&ranking.scores));
    answer.set("ranks", json!(case.spread(&ranking.ranks())));
}

fn normalize(case: &Case, answer: &mut Answer) -> Option<()> {
    let norm: Normalisation = option(case, "norm");
    answer.set("matrix", json!(norm.apply(&case.matrix()).ok()?));
    Some(())
}

fn weighted_sum(case: &Case, answer: &mut Answer) -> Option<()> {
    let method = WeightedSum { norm: option(case, "norm") };
    if case.options["missing"] == "renormalize_weights" {
        let ranking = method.evaluate_table(&case.table(), &case.weights()).ok()?;
        answer.set("scores", json!(ranking.scores));
        answer.set("ranks", json!(ranking.ranks()));
    } else {
        ranked(case, answer, "scores", &method.evaluate(&case.matrix(), &case.weights()).ok()?);
    }
    Some(())
}

fn weighted_product(case: &Case, answer: &mut Answer) -> Option<()> {
    let method = WeightedProduct { norm: option(case, "norm") };
    ranked(case, answer, "scores", &method.evaluate(&case.matrix(), &case.weights()).ok()?);
    Some(())
}

fn topsis(case: &Case, answer: &mut Answer) -> Option<()> {
    let outcome = Topsis { norm: option(case, "norm") }.evaluate(&case.matrix(), &case.weights()).ok()?;
    ranked(case, answer, "scores", &outcome.ranking);
    answer.numbers("d_plus", &case.spread(&outcome.d_plus));
    answer.numbers("d_minus", &case.spread(&outcome.d_minus));
    Some(())
}

fn vikor(case: &Case, answer: &mut Answer) -> Option<()> {
    let outcome = Vikor { v: option(case, "v") }.evaluate(&case.matrix(), &case.weights()).ok()?;
    ranked(case, answer, "q", &outcome.ranking);
    answer.numbers("s", &case.spread(&outcome.s));
    answer.numbers("r", &case.spread(&outcome.r));
    let kept = case.kept();
    let compromise: Vec<_> = outcome.compromise.iter().map(|row| kept[*row]).collect();
    answer.set("compromise", json!(compromise));
    Some(())
}

fn gra(case: &Case, answer: &mut Answer) -> Option<()> {
    let norm = match case.options["norm"].as_str().unwrap() {
        "minmax" => GreyNorm::MinMax,
        "mean" => GreyNorm::Mean,
        _ => GreyNorm::Reference(option(case, "reference")),
    };
    let method = GreyRelational { norm, rho: option(case, "rho") };
    ranked(case, answer, "scores", &method.evaluate(&case.matrix(), &case.weights()).ok()?);
    Some(())
}

fn promethee2(case: &Case, answer: &mut Answer) -> Option<()> {
    let names: Vec<String> = option(case, "preference");
    let threshold = |name, column: usize| case.options[name][column].as_f64().unwrap();
    let preferences = names.iter().enumerate().map(|(column, name)| {
        let (q, p, s) = (threshold("q", column), threshold("p", column), threshold("s", column));
        match name.as_str() {
            "usual" => Preference::Usual,
            "ushape" => Preference::UShape { q },
            "vshape" => Preference::VShape { p },
            "level" => Preference::Level { q, p },
            "linear" => Preference::Linear { q, p },
            _ => Preference::Gaussian { s },
        }
    });
    let method = Promethee { preferences: preferences.collect() };
    let outcome = method.evaluate(&case.matrix(), &case.weights()).ok()?;
    ranked(case, answer, "phi", &outcome.ranking);
    answer.numbers("phi_plus", &case.spread(&outcome.phi_plus));
    answer.numbers("phi_minus", &case.spread(&outcome.phi_minus));
    Some(())
}

fn rsr(case: &Case, answer: &mut Answer) -> Option<()> {
    let method: RankMethod = option(case, "method");
    let outcome = RankSumRatio { method }.evaluate(&case.matrix(), &case.weights()).ok()?;
    ranked(case, answer, "rsr", &outcome.ranking);
    answer.set("rank_matrix", json!(outcome.rank_matrix));
    answer.numbers("probit", &case.spread(&outcome.probit));
    if let Some(line) = outcome.line {
        answer.set("a", json!(line.a));
        answer.set("b", json!(line.b));
    }
    if let Some(fitted) = outcome.fitted() {
        answer.numbers("fitted", &case.spread(&fitted));
    }
    Some(())
}

fn entropy(case: &Case, answer: &mut Answer) -> Option<()> {
    weights(answer, EntropyWeights { pre: option(case, "pre") }.weigh(&case.matrix()).ok())
}

fn deviation(case: &Case, answer: &mut Answer) -> Option<()> {
    weights(answer, DeviationWeights { pre: option(case, "pre") }.weigh(&case.matrix()).ok())
}

fn critic(case: &Case, answer: &mut Answer) -> Option<()> {
    weights(answer, CriticWeights {}.weigh(&case.matrix()).ok())
}

fn weights(answer: &mut Answer, weights: Option<Weights>) -> Option<()> {
    answer.set("weights", json!(weights?));
    Some(())
}

macro_rules! open_cases {
    ($($file:ident $count:literal $method:ident;)*) => {$(
        #[test]
        fn $file() {
            assert_eq!(run(include_str!(concat!("oracle/", stringify!($file), ".json")), super::$method), $count);
        }
    )*};
}

mod open {
    use super::run;

    open_cases! {
        normalize 22 normalize;
        weighted_sum 32 weighted_sum;
        weighted_product 21 weighted_product;
        topsis 30 topsis;
        vikor 29 vikor;
        gra 38 gra;
        promethee2 18 promethee2;
        rsr 18 rsr;
        weights_entropy 23 entropy;
        weights_std 22 deviation;
        weights_critic 24 critic;
    }
}

/// The scores of a large case, and which way is best.
fn large_scores(case: &Case) -> Option<(&'static str, Ranking)> {
    let (matrix, weights): (DecisionMatrix, Weights) = (case.matrix(), case.weights());
    Some(match case.kind.as_str() {
        "weighted_sum" => {
            ("scores", WeightedSum { norm: option(case, "norm") }.evaluate(&matrix, &weights).ok()?)
        }
        "topsis" => {
            ("scores", Topsis { norm: option(case, "norm") }.evaluate(&matrix, &weights).ok()?.ranking)
        }
        "vikor" => ("q", Vikor { v: option(case, "v") }.evaluate(&matrix, &weights).ok()?.ranking),
        "gra" => {
            let method = GreyRelational { norm: GreyNorm::MinMax, rho: option(case, "rho") };
            ("scores", method.evaluate(&matrix, &weights).ok()?)
        }
        "rsr" => {
            let method: RankMethod = option(case, "method");
            ("rsr", RankSumRatio { method }.evaluate(&matrix, &weights).ok()?.ranking)
        }
        _ => return None,
    })
}

#[expect(clippy::cast_precision_loss, reason = "a count of alternatives")]
fn large(case: &Case, answer: &mut Answer) -> Option<()> {
    match case.kind.as_str() {
        "weights_entropy" => return entropy(case, answer),
        "weights_std" => return deviation(case, answer),
        "weights_critic" => return critic(case, answer),
        _ => {}
    }
    let (field, ranking) = large_scores(case)?;
    let top: Vec<_> = ranking.order().into_iter().take(10).collect();
    let scores = &ranking.scores;
    answer.set(
        field,
        json!({
            "first20": scores[..20],
            "mean": scores.iter().sum::<f64>() / scores.len() as f64,
            "top10": top,
            "top10_scores": top.iter().map(|row| scores[*row]).collect::<Vec<_>>(),
        }),
    );
    Some(())
}

#[test]
fn large_cases() {
    // The two of rank acceptability are another test's.
    assert_eq!(cases::run_where(include_str!("oracle/large.json"), |kind| kind != "smaa", large), 16);
}
