//! Weights by best and worst, sensitivity and rank acceptability beside figures that independent programs agree on; each
//! case of `tests/oracle/` names them.
#![expect(
    clippy::unwrap_used,
    clippy::float_arithmetic,
    clippy::indexing_slicing,
    reason = "what fails here is a failed test"
)]

#[path = "support/cases.rs"]
#[allow(dead_code, reason = "shared between tests that need different parts")]
mod cases;
#[path = "support/oracle.rs"]
#[allow(dead_code, reason = "shared between tests that need different parts")]
mod oracle;

use cases::{Answer, Case, Stream};
use collegium_indicators::{
    Aim, DecisionMatrix, Weights,
    method::Method,
    robust::{OneAtATime, RankAcceptability, Sensitivity},
    weighting::best_worst::{BestWorst, BestWorstDraft},
};
use serde_json::{Value, json};

#[test]
fn best_and_worst() {
    oracle::run(include_str!("oracle/weights_bwm.json"), |_, input| {
        BestWorst::try_from(BestWorstDraft {
            best: oracle::read(&input["best"]),
            worst: oracle::read(&input["worst"]),
            best_to_others: oracle::read(&input["best_to_others"]),
            others_to_worst: oracle::read(&input["others_to_worst"]),
        })?
        .weigh()
        .map(|outcome| json!(outcome))
    });
}

fn method(options: &Value) -> Method {
    let settings = match options["base"].as_str().unwrap() {
        "vikor" => json!({ "v": options["v"] }),
        "promethee2" => json!({ "preferences": options["preferences"] }),
        _ => json!({ "norm": options["norm"] }),
    };
    let name = options["base"].as_str().unwrap().replace("promethee2", "promethee");
    serde_json::from_value(json!({ name: settings })).unwrap()
}

/// The runs that a file lists for a case: not all of ours.
fn listed(id: &str, sensitivity: &Sensitivity) -> Value {
    let file: Value = serde_json::from_str(include_str!("oracle/sensitivity.json")).unwrap();
    let case = file["cases"].as_array().unwrap().iter().find(|case| case["id"] == id).unwrap();
    let runs = case["expected"]["runs"].as_array().unwrap().iter().map(|want| {
        let same = |run: &&_| {
            let run = json!(run);
            run["criterion"] == want["criterion"] && run["delta"] == want["delta"]
        };
        json!(sensitivity.runs.iter().find(same).unwrap())
    });
    runs.collect()
}

fn sensitivity(case: &Case, answer: &mut Answer) -> Option<()> {
    let settings = json!({ "redistribute": case.options["redistribute"], "deltas": case.options["deltas"] });
    let settings: OneAtATime = serde_json::from_value(settings).unwrap();
    let got = settings.evaluate(&method(&case.options), &case.matrix(), &case.weights()).ok()?;
    assert_eq!(got.runs.len(), case.matrix().columns() * settings.deltas.len());
    answer.set("runs", listed(&case.id, &got));
    answer.set("base_ranks", json!(got.base_ranks));
    answer.set("max_rank_shift", json!(got.max_rank_shift));
    answer.set("top_stability", json!(got.top_stability));
    Some(())
}

#[test]
fn one_at_a_time() {
    assert_eq!(cases::run(include_str!("oracle/sensitivity.json"), sensitivity), 12);
}

fn acceptability(case: &Case, answer: &mut Answer) -> Option<()> {
    let samples: Vec<Weights> = serde_json::from_value(case.input["weight_samples"].clone()).unwrap();
    let got = RankAcceptability::of(&method(&case.options), &case.matrix(), &samples).ok()?;
    answer.set("acceptability", json!(got.acceptability));
    answer.set("expected_rank", json!(got.expected_rank));
    answer.set("central_weights", json!(got.central_weights));
    Some(())
}

#[test]
fn rank_acceptability() {
    assert_eq!(cases::run(include_str!("oracle/smaa.json"), acceptability), 6);
}

/// The matrix and the weights of a large case, by its rule.
fn by_rule(input: &Value) -> (DecisionMatrix, Vec<Weights>) {
    let size = |field: &str| usize::try_from(input[field].as_u64().unwrap()).unwrap();
    let (rows, columns) = (size("rows"), size("cols"));
    let seed: u64 = input["seed"].as_str().unwrap().parse().unwrap();
    let mut stream = Stream(seed);
    let cells: Vec<_> = (0..rows * columns).map(|_| 1.0 + 99.0 * stream.next()).collect();
    let aims: Vec<_> = (0..columns).map(|j| if j % 5 == 3 { Aim::Cost } else { Aim::Benefit }).collect();
    let mut stream = Stream(seed + 1_000_003);
    let samples = (0..size("samples")).map(|_| {
        let mut cuts: Vec<_> = (1..columns).map(|_| stream.next()).collect();
        cuts.sort_by(f64::total_cmp);
        cuts.push(1.0);
        let before = [0.0].into_iter().chain(cuts.iter().copied());
        Weights::new(cuts.iter().zip(before).map(|(cut, before)| cut - before).collect()).unwrap()
    });
    (DecisionMatrix::new(aims, cells).unwrap(), samples.collect())
}

#[test]
fn large_rank_acceptability() {
    let file: Value = serde_json::from_str(include_str!("oracle/large.json")).unwrap();
    let cases = file["cases"].as_array().unwrap().iter().filter(|case| case["kind"] == "smaa");
    let mut ran = 0;
    for case in cases {
        let (matrix, samples) = by_rule(&case["input"]);
        let got = RankAcceptability::of(&method(&case["options"]), &matrix, &samples).unwrap();
        let first: Vec<_> = (0..matrix.rows()).map(|row| got.share(row, 1).unwrap()).collect();
        let near = |field: &str, got: &[f64]| {
            let want: Vec<f64> = serde_json::from_value(case["expected"][field].clone()).unwrap();
            assert_eq!(got.len(), want.len());
            let most = got.iter().zip(&want).map(|(got, want)| (got - want).abs()).fold(0.0, f64::max);
            assert!(most <= 1e-9, "{} {field}: {most}", case["id"]);
        };
        near("first_rank_share", &first);
        near("expected_rank", &got.expected_rank);
        ran += 1;
    }
    println!("smaa: {ran} large cases ran");
    assert_eq!(ran, 1);
}
