//! Large cases: a rule makes the matrix, and the answer is told in short.
#![expect(clippy::float_arithmetic, reason = "made figures are statistics, not money")]

use std::error::Error;

use collegium::indicators::{
    Weights,
    ranks::{Best, competition},
};
use serde::{Deserialize, de::IgnoredAny};
use serde_json::{Map, Value, json};

use super::{
    case::{Answer, read},
    matrix::{Direction, Input, Way},
    rankings, scores, weights,
};

/// More cells, or numbers in samples, than a machine with a few gigabytes holds beside their copies.
const MOST: usize = 100_000_000;

/// How many scores are told from the start, and how many from the top.
const FIRST: usize = 20;
const TOP: usize = 10;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct LargeInput {
    rows: usize,
    cols: usize,
    seed: String,
    #[serde(rename = "rule")]
    _rule: Rule,
    #[serde(default)]
    check: Option<Check>,
    #[serde(default)]
    samples: Option<usize>,
}

/// What the rule says in words besides stands in the description of the cases.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Rule {
    #[serde(rename = "generator")]
    _generator: Generator,
    #[serde(rename = "matrix", default)]
    _matrix: IgnoredAny,
    #[serde(rename = "directions", default)]
    _directions: IgnoredAny,
    #[serde(rename = "weights", default)]
    _weights: IgnoredAny,
}

#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
enum Generator {
    Splitmix64,
}

/// A few of the numbers that the rule must make.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Check {
    first_u: Vec<f64>,
    x00: f64,
    x_last: f64,
}

/// Steele, Lea and Flood's generator, 2014.
struct SplitMix(u64);

impl Iterator for SplitMix {
    type Item = f64;

    #[expect(clippy::cast_precision_loss, reason = "53 bits fit")]
    fn next(&mut self) -> Option<f64> {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^= z >> 31;
        Some((z >> 11) as f64 / 9_007_199_254_740_992.0)
    }
}

pub(super) fn answer(method: &str, mut options: Map<String, Value>, input: Value) -> Answer {
    // Other than elsewhere, the options name the method; the rank-sum ratio has a setting of that name.
    let named = if method == "rsr" { None } else { options.remove("method") };
    if named.as_ref().is_some_and(|named| named != method) {
        return Err("the `kind` of a large case and the `method` of its options must be the same".into());
    }
    let input: LargeInput = read(input)?;
    let seed: u64 =
        input.seed.parse().map_err(|_| format!("the seed `{}` is not a number of 64 bits", input.seed))?;
    let matrix = input.matrix(seed)?;
    match method {
        "weights_entropy" | "weights_std" | "weights_critic" => weights::answer(method, options, &matrix),
        "smaa" => {
            let samples = input.samples.ok_or("missing field `samples`")?;
            let weight_samples = Some(samples_of(samples, input.cols, seed.wrapping_add(1_000_003))?);
            shares(&rankings::acceptability(options, &Input { weight_samples, ..matrix })?, input.rows)
        }
        _ => told_in_short(method, scores::answer(method, options, &matrix)?),
    }
}

impl LargeInput {
    fn matrix(&self, seed: u64) -> Result<Input, Box<dyn Error>> {
        let (rows, cols) = (self.rows, self.cols);
        let cells = bounded(rows, cols)?;
        let matrix: Vec<_> = SplitMix(seed).map(|u| 1.0 + 99.0 * u).map(Some).take(cells).collect();
        self.checked(seed, &matrix)?;
        let way = |column: usize| if column % 5 == 3 { Way::Cost } else { Way::Benefit };
        let parts = (0..cols).map(|column| [1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0].get(column % 7).copied());
        Ok(Input {
            rows,
            cols,
            matrix,
            directions: (0..cols).map(way).map(Direction::Way).collect(),
            weights: Some(Weights::proportional(parts.flatten().collect())?),
            weight_samples: None,
        })
    }

    fn checked(&self, seed: u64, matrix: &[Option<f64>]) -> Result<(), String> {
        let Some(Check { first_u, x00, x_last }) = &self.check else { return Ok(()) };
        let made = SplitMix(seed).take(first_u.len()).chain(matrix.first().copied().flatten());
        let made = made.chain(matrix.last().copied().flatten());
        let told = first_u.iter().chain([x00, x_last]);
        if made.map(f64::to_bits).eq(told.map(|number| number.to_bits())) {
            Ok(())
        } else {
            Err("the rule does not make the numbers that `check` has".into())
        }
    }
}

fn bounded(rows: usize, columns: usize) -> Result<usize, String> {
    let cells = rows.checked_mul(columns).filter(|cells| *cells <= MOST);
    cells.ok_or_else(|| format!("{rows} times {columns} numbers are too many: {MOST} are the most"))
}

/// Weights evenly spread over all there are: the gaps between sorted numbers.
fn samples_of(samples: usize, criteria: usize, seed: u64) -> Result<Vec<Weights>, Box<dyn Error>> {
    bounded(samples, criteria)?;
    let mut numbers = SplitMix(seed);
    let mut sample = || {
        let mut cuts: Vec<_> = numbers.by_ref().take(criteria.saturating_sub(1)).collect();
        cuts.sort_unstable_by(f64::total_cmp);
        let ends = cuts.iter().copied().chain([1.0]);
        let weights = [0.0].into_iter().chain(cuts.iter().copied()).zip(ends).map(|(low, high)| high - low);
        Weights::new(weights.collect())
    };
    Ok((0..samples).map(|_| sample()).collect::<Result<_, _>>()?)
}

/// How often each alternative comes first, and its expected rank.
fn shares(answer: &Value, rows: usize) -> Answer {
    let acceptability: Vec<f64> = read(answer.get("acceptability").cloned().unwrap_or_default())?;
    let first: Vec<_> = acceptability.iter().step_by(rows.max(1)).collect();
    Ok(json!({ "first_rank_share": first, "expected_rank": answer.get("expected_rank") }))
}

fn told_in_short(method: &str, mut answer: Value) -> Answer {
    let (name, best) = match method {
        "vikor" => ("q", Best::Smallest),
        "rsr" => ("rsr", Best::Largest),
        "promethee2" => ("phi", Best::Largest),
        _ => ("scores", Best::Largest),
    };
    let scores = answer.get_mut(name).map(Value::take).ok_or("the method has no scores to tell in short")?;
    let scores: Vec<f64> = read(scores)?;
    let count = u32::try_from(scores.len())?;
    // Those that share a rank stand in the order of the table, whatever rounding makes of their scores.
    let ranks = competition(&scores, best);
    let mut top: Vec<_> = (0..scores.len()).collect();
    top.sort_by_key(|place| ranks.get(*place));
    top.truncate(TOP);
    let top_scores: Vec<_> = top.iter().filter_map(|place| scores.get(*place)).collect();
    Ok(json!({ name: {
        "first20": scores.iter().take(FIRST).collect::<Vec<_>>(),
        "mean": scores.iter().sum::<f64>() / f64::from(count),
        "top10": top,
        "top10_scores": top_scores,
    } }))
}
