//! Normalisation, and the methods that score alternatives.

use std::error::Error;

use collegium::indicators::{
    Completed, Method, Normalisation, Weights,
    method::{GreyNorm, GreyRelational, Preference, Promethee, RankSumRatio, Topsis, Vikor, WeightedSum},
};
use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::{
    case::{Answer, read},
    matrix::{Input, Missing, Spread},
};

pub(super) fn answer(method: &str, mut options: Map<String, Value>, input: &Input) -> Answer {
    let missing = Missing::taken(&mut options)?;
    if method == "weighted_sum" && missing == Some(Missing::RenormalizeWeights) {
        let ranking = read::<WeightedSum>(options)?.evaluate_table(&input.table()?, input.weights()?)?;
        return Ok(json!({ "scores": ranking.scores, "ranks": ranking.ranks() }));
    }
    let completed = input.completed(missing)?;
    if method == "normalize" {
        return normalize(read(options)?, &completed);
    }
    let weights = input.weights()?;
    let fields = match method {
        "topsis" => topsis(read(options)?, &completed, weights)?,
        "vikor" => vikor(read(options)?, &completed, weights)?,
        "promethee2" => promethee(&promethee_with(&read(options)?)?, &completed, weights)?,
        "rsr" => rank_sum_ratio(read(options)?, &completed, weights)?,
        _ => {
            let ranking = self::method(method, options)?.evaluate(completed.matrix(), weights)?;
            Spread(&completed).ranking("scores", &ranking)
        }
    };
    Ok(Value::Object(fields))
}

/// A method by its name, with its settings.
pub(super) fn method(name: &str, options: Map<String, Value>) -> Result<Method, Box<dyn Error>> {
    Ok(match name {
        "weighted_sum" => Method::WeightedSum(read(options)?),
        "weighted_product" => Method::WeightedProduct(read(options)?),
        "topsis" => Method::Topsis(read(options)?),
        "vikor" => Method::Vikor(read(options)?),
        "gra" => Method::GreyRelational(grey(read(options)?)?),
        "promethee2" => Method::Promethee(promethee_with(&read(options)?)?),
        "rsr" => Method::RankSumRatio(read(options)?),
        _ => return Err(format!("`{name}` is not a method of this program").into()),
    })
}

type Fields = Result<Map<String, Value>, Box<dyn Error>>;

#[derive(Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields)]
struct NormalizeOptions {
    norm: Normalisation,
}

fn normalize(options: NormalizeOptions, completed: &Completed) -> Answer {
    let cells = options.norm.apply(completed.matrix())?;
    let rows: Vec<_> = cells.chunks(completed.matrix().columns()).collect();
    let gap = vec![None; completed.matrix().columns()];
    let spread = completed.spread(&rows).into_iter();
    let cells = spread.flat_map(|row| row.map_or(gap.clone(), |row| row.iter().copied().map(Some).collect()));
    Ok(json!({ "matrix": cells.collect::<Vec<Option<f64>>>() }))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct GreyOptions {
    norm: GreyName,
    rho: f64,
    #[serde(default)]
    reference: Option<Vec<f64>>,
}

#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
enum GreyName {
    MinMax,
    Mean,
    None,
}

fn grey(options: GreyOptions) -> Result<GreyRelational, String> {
    let norm = match (options.norm, options.reference) {
        (GreyName::MinMax, None) => GreyNorm::MinMax,
        (GreyName::Mean, None) => GreyNorm::Mean,
        (GreyName::None, Some(reference)) => GreyNorm::Reference(reference),
        _ => return Err("the norm `none`, and no other, has a `reference`".into()),
    };
    Ok(GreyRelational { norm, rho: options.rho })
}

fn topsis(method: Topsis, completed: &Completed, weights: &Weights) -> Fields {
    let outcome = method.evaluate(completed.matrix(), weights)?;
    let spread = Spread(completed);
    let mut fields = spread.ranking("scores", &outcome.ranking);
    fields.insert("d_plus".into(), spread.list(&outcome.d_plus));
    fields.insert("d_minus".into(), spread.list(&outcome.d_minus));
    Ok(fields)
}

fn vikor(method: Vikor, completed: &Completed, weights: &Weights) -> Fields {
    let outcome = method.evaluate(completed.matrix(), weights)?;
    let spread = Spread(completed);
    let mut fields = spread.ranking("q", &outcome.ranking);
    fields.insert("s".into(), spread.list(&outcome.s));
    fields.insert("r".into(), spread.list(&outcome.r));
    // Of the full input, not of what is left.
    let compromise: Vec<_> =
        outcome.compromise.iter().filter_map(|place| completed.kept().get(*place)).collect();
    fields.insert("compromise".into(), json!(compromise));
    Ok(fields)
}

/// The thresholds of every criterion, of which each preference function takes those it has.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PrometheeOptions {
    preference: Vec<PreferenceName>,
    #[serde(default)]
    q: Vec<f64>,
    #[serde(default)]
    p: Vec<f64>,
    #[serde(default)]
    s: Vec<f64>,
}

#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
enum PreferenceName {
    Usual,
    UShape,
    VShape,
    Level,
    Linear,
    Gaussian,
}

fn promethee_with(options: &PrometheeOptions) -> Result<Promethee, String> {
    let of = |name: &str, thresholds: &[f64], criterion: usize| {
        let missing = || format!("criterion {} has no threshold `{name}`", criterion + 1);
        thresholds.get(criterion).copied().ok_or_else(missing)
    };
    let preference = |(criterion, name): (usize, &PreferenceName)| {
        let (q, p) = (|| of("q", &options.q, criterion), || of("p", &options.p, criterion));
        Ok(match name {
            PreferenceName::Usual => Preference::Usual,
            PreferenceName::UShape => Preference::UShape { q: q()? },
            PreferenceName::VShape => Preference::VShape { p: p()? },
            PreferenceName::Level => Preference::Level { q: q()?, p: p()? },
            PreferenceName::Linear => Preference::Linear { q: q()?, p: p()? },
            PreferenceName::Gaussian => Preference::Gaussian { s: of("s", &options.s, criterion)? },
        })
    };
    let preferences = options.preference.iter().enumerate().map(preference);
    Ok(Promethee { preferences: preferences.collect::<Result<_, String>>()? })
}

fn promethee(method: &Promethee, completed: &Completed, weights: &Weights) -> Fields {
    let outcome = method.evaluate(completed.matrix(), weights)?;
    let spread = Spread(completed);
    let mut fields = spread.ranking("phi", &outcome.ranking);
    fields.insert("phi_plus".into(), spread.list(&outcome.phi_plus));
    fields.insert("phi_minus".into(), spread.list(&outcome.phi_minus));
    Ok(fields)
}

fn rank_sum_ratio(method: RankSumRatio, completed: &Completed, weights: &Weights) -> Fields {
    let outcome = method.evaluate(completed.matrix(), weights)?;
    let spread = Spread(completed);
    let mut fields = spread.ranking("rsr", &outcome.ranking);
    fields.insert("rank_matrix".into(), json!(outcome.rank_matrix));
    fields.insert("probit".into(), spread.list(&outcome.probit));
    if let (Some(line), Some(fitted)) = (&outcome.line, outcome.fitted()) {
        fields.insert("a".into(), json!(line.a));
        fields.insert("b".into(), json!(line.b));
        fields.insert("fitted".into(), spread.list(&fitted));
    }
    Ok(fields)
}
