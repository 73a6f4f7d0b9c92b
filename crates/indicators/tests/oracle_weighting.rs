//! Weights from people, agreement of rankings and fuzzy evaluation beside figures that independent programs agree on; each
//! case of `tests/oracle/` names them.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::float_arithmetic,
    reason = "what fails here is a failed test"
)]

use std::error::Error;

use collegium_indicators::{
    Weights,
    correlation::{Agreement, kendall_w},
    fuzzy::{Membership, Operator},
    weighting::{
        ahp::{Aggregation, ConsistencyRules, Judgements, Pooling, Prioritisation},
        combination::Combination,
    },
};
use serde_json::{Value, json};

#[path = "support/oracle.rs"]
mod oracle;

use oracle::{read, rows, run};

fn rules(threshold: Option<f64>) -> ConsistencyRules {
    let mut draft = ConsistencyRules::saaty().load().unwrap().draft();
    draft.threshold = threshold.unwrap_or(draft.threshold);
    draft.try_into().unwrap()
}

fn prioritisation(option: &Value) -> Prioritisation {
    match option.as_str().unwrap() {
        "eigen" => Prioritisation::Eigenvector,
        "geometric" => Prioritisation::GeometricMean,
        "arithmetic" => Prioritisation::ArithmeticMean,
        "harker" => Prioritisation::Harker,
        "llsm" => Prioritisation::LeastSquares,
        other => panic!("{other}"),
    }
}

#[test]
fn judgements_of_one() {
    run(include_str!("oracle/weights_ahp.json"), |options, input| -> Result<_, Box<dyn Error>> {
        let judgements = Judgements::try_from(rows(&input["pairwise"], &input["n"]))?;
        let rules = rules(options["cr_threshold"].as_f64());
        let assessment = rules.assess(&judgements, prioritisation(&options["priority"]))?;
        let mut answer = json!(assessment.priorities);
        if let Some(consistency) = assessment.consistency {
            answer.as_object_mut().unwrap().extend(json!(consistency).as_object().unwrap().clone());
        }
        Ok(answer)
    });
}

#[test]
fn judgements_of_a_group() {
    run(include_str!("oracle/weights_ahp_group.json"), |options, input| -> Result<_, Box<dyn Error>> {
        let experts = input["experts"].as_array().unwrap().iter();
        let experts: Vec<_> = experts
            .map(|expert| Judgements::try_from(rows(expert, &input["n"])))
            .collect::<Result<_, _>>()?;
        let pooling = Pooling {
            aggregation: match options["aggregation"].as_str().unwrap() {
                "aij" => Aggregation::Judgements,
                "aip_geometric" => Aggregation::PrioritiesGeometric,
                _ => Aggregation::PrioritiesArithmetic,
            },
            by: prioritisation(&options["priority"]),
            max_cr: options["max_cr"].as_f64(),
        };
        let group = pooling.pool(&experts, &read::<Vec<f64>>(&input["expert_weights"]), &rules(None))?;
        let mut answer = json!({"weights": group.weights, "kept": group.kept, "cr_each": group.cr_each});
        if let Some(pooled) = group.group {
            let consistency = pooled.consistency.unwrap();
            let figures =
                json!({"lambda_max": pooled.lambda_max, "ci": consistency.ci, "cr": consistency.cr});
            answer.as_object_mut().unwrap().extend(figures.as_object().unwrap().clone());
        }
        Ok(answer)
    });
}

#[test]
fn weights_of_weights() {
    run(include_str!("oracle/weights_combined.json"), |options, input| -> Result<_, Box<dyn Error>> {
        let combination = match options["rule"].as_str().unwrap() {
            "linear" => Combination::Linear { shares: Weights::new(read(&input["alpha"]))? },
            rule => serde_json::from_value(json!(rule))?,
        };
        Ok(json!({"weights": combination.combine(&read::<Vec<Weights>>(&input["weight_sets"]))?}))
    });
}

#[test]
fn fuzzy_grades() {
    run(include_str!("oracle/fuzzy.json"), |options, input| -> Result<_, Box<dyn Error>> {
        if options["step"] == "membership" {
            let values: Vec<f64> = read(&input["values"]);
            let membership = Membership::of_values(&values, &read::<Vec<_>>(&input["turning_points"]))?;
            return Ok(json!({"matrix": membership.rows().concat()}));
        }
        let operator = match options["operator"].as_str().unwrap() {
            "min_max" => Operator::MinMax,
            "prod_max" => Operator::ProdMax,
            "min_bsum" => Operator::MinBoundedSum,
            _ => Operator::ProdBoundedSum,
        };
        let membership = Membership::new(rows(&input["membership"], &input["grades"]))?;
        let scores: Vec<f64> = read(&input["grade_scores"]);
        let grade = membership.evaluate(&read(&input["weights"]), operator, &scores)?;
        let (b, normalized) = (grade.degrees, grade.normalized);
        Ok(json!({"b": b, "b_normalized": normalized, "score": grade.score, "max_grade": grade.best}))
    });
}

#[test]
fn agreement() {
    run(include_str!("oracle/rank_correlation.json"), |options, input| -> Result<_, Box<dyn Error>> {
        if options["measure"] == "kendall_w" {
            return Ok(json!({"w": kendall_w(&read::<Vec<Vec<f64>>>(&input["lists"]))?}));
        }
        Ok(json!(Agreement::of(&read::<Vec<f64>>(&input["x"]), &read::<Vec<f64>>(&input["y"]))?))
    });
}
