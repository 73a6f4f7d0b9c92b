//! Weights from judgements, and weights of weights.

use collegium::indicators::{
    Weights,
    weighting::{
        ahp::{Aggregation, Consistency, ConsistencyRules, Judgements, Pooling, Prioritisation},
        best_worst::{BestWorst, BestWorstDraft},
        combination::Combination,
    },
};
use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::case::{Answer, read};

pub(super) fn answer(method: &str, options: Map<String, Value>, input: Value) -> Answer {
    match method {
        "weights_ahp" => one(&read(options)?, &read(input)?),
        "weights_ahp_group" => group(&read(options)?, &read(input)?),
        "weights_bwm" => best_worst(&read(options)?, read(input)?),
        _ => combined(&read(options)?, read(input)?),
    }
}

#[derive(Clone, Copy, PartialEq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Priority {
    Eigen,
    Geometric,
    Arithmetic,
    Harker,
    Llsm,
}

impl From<Priority> for Prioritisation {
    fn from(priority: Priority) -> Self {
        match priority {
            Priority::Eigen => Self::Eigenvector,
            Priority::Geometric => Self::GeometricMean,
            Priority::Arithmetic => Self::ArithmeticMean,
            Priority::Harker => Self::Harker,
            Priority::Llsm => Self::LeastSquares,
        }
    }
}

#[derive(Clone, Copy, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
enum RandomIndex {
    #[default]
    Saaty,
}

impl RandomIndex {
    /// The rules with this random index, and with this threshold if there is one.
    fn rules(self, threshold: Option<f64>) -> Result<ConsistencyRules, Box<dyn std::error::Error>> {
        let Self::Saaty = self;
        let mut draft = ConsistencyRules::saaty().load()?.draft();
        draft.threshold = threshold.unwrap_or(draft.threshold);
        Ok(draft.try_into()?)
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Options {
    priority: Priority,
    #[serde(default)]
    random_index: RandomIndex,
    #[serde(default)]
    cr_threshold: Option<f64>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Input {
    n: usize,
    pairwise: Vec<Option<f64>>,
}

fn one(options: &Options, input: &Input) -> Answer {
    let judgements = Judgements::new(input.n, &input.pairwise)?;
    let by = options.priority.into();
    if matches!(options.priority, Priority::Harker | Priority::Llsm) {
        return Ok(json!(judgements.priorities(by)?));
    }
    let assessment = options.random_index.rules(options.cr_threshold)?.assess(&judgements, by)?;
    let mut answer = json!(assessment.priorities);
    if let (Value::Object(fields), Some(consistency)) = (&mut answer, assessment.consistency) {
        let Consistency { ci, cr, consistent } = consistency;
        fields.extend([("ci", json!(ci)), ("cr", json!(cr)), ("consistent", json!(consistent))].map(named));
    }
    Ok(answer)
}

fn named((name, value): (&str, Value)) -> (String, Value) {
    (name.to_owned(), value)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct GroupOptions {
    aggregation: AggregationName,
    priority: Priority,
    #[serde(default)]
    max_cr: Option<f64>,
    #[serde(default)]
    random_index: RandomIndex,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
enum AggregationName {
    Aij,
    AipGeometric,
    AipArithmetic,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct GroupInput {
    n: usize,
    experts: Vec<Vec<Option<f64>>>,
    expert_weights: Vec<f64>,
}

fn group(options: &GroupOptions, input: &GroupInput) -> Answer {
    let experts = input.experts.iter().map(|expert| Judgements::new(input.n, expert));
    let experts: Vec<_> = experts.collect::<Result<_, _>>()?;
    let aggregation = match options.aggregation {
        AggregationName::Aij => Aggregation::Judgements,
        AggregationName::AipGeometric => Aggregation::PrioritiesGeometric,
        AggregationName::AipArithmetic => Aggregation::PrioritiesArithmetic,
    };
    let pooling = Pooling { aggregation, by: options.priority.into(), max_cr: options.max_cr };
    let group = pooling.pool(&experts, &input.expert_weights, &options.random_index.rules(None)?)?;
    let mut answer = json!({ "weights": group.weights, "kept": group.kept, "cr_each": group.cr_each });
    if let (Value::Object(fields), Some(pooled)) = (&mut answer, group.group) {
        fields.extend(pooled.lambda_max.map(|lambda| named(("lambda_max", json!(lambda)))));
        if let Some(Consistency { ci, cr, .. }) = pooled.consistency {
            fields.extend([("ci", json!(ci)), ("cr", json!(cr))].map(named));
        }
    }
    Ok(answer)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct BestWorstOptions {
    #[serde(rename = "model", default)]
    _model: Model,
}

#[derive(Default, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Model {
    #[default]
    Linear,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct BestWorstInput {
    n: usize,
    best: usize,
    worst: usize,
    best_to_others: Vec<f64>,
    others_to_worst: Vec<f64>,
}

fn best_worst(_options: &BestWorstOptions, input: BestWorstInput) -> Answer {
    let BestWorstInput { n, best, worst, best_to_others, others_to_worst } = input;
    fits(n, best_to_others.len())?;
    let judgements = BestWorst::try_from(BestWorstDraft { best, worst, best_to_others, others_to_worst })?;
    Ok(json!(judgements.weigh()?))
}

fn fits(announced: usize, given: usize) -> Result<(), String> {
    if announced == given {
        Ok(())
    } else {
        Err(format!("{announced} criteria are announced and {given} given"))
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CombinedOptions {
    rule: Rule,
}

#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
enum Rule {
    Linear,
    Product,
    Geometric,
    Game,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CombinedInput {
    n: usize,
    weight_sets: Vec<Weights>,
    #[serde(default)]
    alpha: Option<Weights>,
}

fn combined(options: &CombinedOptions, input: CombinedInput) -> Answer {
    let combination = match (&options.rule, input.alpha) {
        (Rule::Linear, Some(shares)) => Combination::Linear { shares },
        (Rule::Linear, None) => return Err("missing field `alpha`: how much each set counts".into()),
        (_, Some(_)) => return Err("only the rule `linear` has an `alpha`".into()),
        (Rule::Product, None) => Combination::Product,
        (Rule::Geometric, None) => Combination::Geometric,
        (Rule::Game, None) => Combination::Game,
    };
    let weights = combination.combine(&input.weight_sets)?;
    fits(input.n, weights.as_slice().len())?;
    Ok(json!({ "weights": weights }))
}
