//! How sure a ranking is, and how far rankings agree.

use std::error::Error;

use collegium::indicators::{
    Method,
    correlation::{Agreement, kendall_w},
    robust::{OneAtATime, RankAcceptability, Redistribution, SensitivityRun},
};
use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::{
    case::{Answer, read},
    matrix::{Input, Missing, Spread},
    scores,
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AgreementOptions {
    #[serde(default)]
    measure: Option<Measure>,
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum Measure {
    KendallW,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Pair {
    x: Vec<f64>,
    y: Vec<f64>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Lists {
    lists: Vec<Vec<f64>>,
}

pub(super) fn agreement(options: Map<String, Value>, input: Value) -> Answer {
    match read::<AgreementOptions>(options)?.measure {
        Some(Measure::KendallW) => Ok(json!({ "w": kendall_w(&read::<Lists>(input)?.lists)? })),
        None => {
            let Pair { x, y } = read(input)?;
            Ok(json!(Agreement::of(&x, &y)?))
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Changes {
    redistribute: Redistribution,
    deltas: Vec<f64>,
}

pub(super) fn sensitivity(mut options: Map<String, Value>, input: &Input) -> Answer {
    let completed = input.completed(Missing::taken(&mut options)?)?;
    let mut taken = |name: &str| options.remove_entry(name);
    let changes: Map<_, _> = [taken("redistribute"), taken("deltas")].into_iter().flatten().collect();
    let Changes { redistribute, deltas } = read(changes)?;
    let method = base(options)?;
    let told = OneAtATime { redistribute, deltas }.evaluate(&method, completed.matrix(), input.weights()?)?;
    let spread = Spread(&completed);
    let run = |run: &SensitivityRun| {
        json!({
            "criterion": run.criterion, "delta": run.delta, "weights": run.weights, "ranks": spread.list(&run.ranks),
            "spearman": run.spearman, "top_kept": run.top_kept,
        })
    };
    Ok(json!({
        "base_ranks": spread.list(&told.base_ranks),
        "runs": told.runs.iter().map(run).collect::<Vec<_>>(),
        "max_rank_shift": spread.list(&told.max_rank_shift),
        "top_stability": told.top_stability,
    }))
}

pub(super) fn acceptability(mut options: Map<String, Value>, input: &Input) -> Answer {
    let completed = input.completed(Missing::taken(&mut options)?)?;
    let samples = input.weight_samples.as_ref().ok_or("missing field `weight_samples`")?;
    let told = RankAcceptability::of(&base(options)?, completed.matrix(), samples)?;
    let spread = Spread(&completed);
    Ok(json!({
        "acceptability": told.acceptability,
        "expected_rank": spread.list(&told.expected_rank),
        "central_weights": spread.list(&told.central_weights),
    }))
}

/// The method that the options name as `base`; what is left of them are its settings.
fn base(mut options: Map<String, Value>) -> Result<Method, Box<dyn Error>> {
    let base: String = read(options.remove("base").ok_or("missing field `base`")?)?;
    scores::method(&base, options)
}
