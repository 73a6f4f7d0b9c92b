//! Fuzzy comprehensive evaluation.

use collegium::indicators::{
    Weights,
    fuzzy::{Membership, Operator},
};
use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::case::{Answer, read};

#[derive(Deserialize)]
#[serde(untagged)]
enum Options {
    Membership(MembershipOptions),
    Evaluation(EvaluationOptions),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct MembershipOptions {
    #[serde(rename = "step")]
    _step: Step,
}

#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
enum Step {
    Membership,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct EvaluationOptions {
    operator: OperatorName,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
enum OperatorName {
    MinMax,
    ProdMax,
    MinBsum,
    ProdBsum,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct MembershipInput {
    n: usize,
    grades: usize,
    values: Vec<f64>,
    turning_points: Vec<Vec<f64>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct EvaluationInput {
    n: usize,
    grades: usize,
    membership: Vec<f64>,
    weights: Weights,
    grade_scores: Vec<f64>,
}

pub(super) fn answer(options: Map<String, Value>, input: Value) -> Answer {
    match read(options)? {
        Options::Membership(_) => membership(&read(input)?),
        Options::Evaluation(options) => evaluation(options.operator, &read(input)?),
    }
}

fn membership(input: &MembershipInput) -> Answer {
    let membership = Membership::of_values(&input.values, &input.turning_points)?;
    fits(&membership, input.n, input.grades)?;
    Ok(json!({ "matrix": membership.rows().concat() }))
}

fn evaluation(operator: OperatorName, input: &EvaluationInput) -> Answer {
    let rows = input.membership.chunks(input.grades.max(1)).map(<[f64]>::to_vec).collect();
    let membership = Membership::new(rows)?;
    fits(&membership, input.n, input.grades)?;
    let operator = match operator {
        OperatorName::MinMax => Operator::MinMax,
        OperatorName::ProdMax => Operator::ProdMax,
        OperatorName::MinBsum => Operator::MinBoundedSum,
        OperatorName::ProdBsum => Operator::ProdBoundedSum,
    };
    let grade = membership.evaluate(&input.weights, operator, &input.grade_scores)?;
    let mut answer = json!({ "b": grade.degrees, "b_normalized": grade.normalized, "score": grade.score });
    if let (Value::Object(fields), Some(best)) = (&mut answer, grade.best) {
        fields.insert("max_grade".into(), best.into());
    }
    Ok(answer)
}

fn fits(membership: &Membership, n: usize, grades: usize) -> Result<(), String> {
    let (rows, columns) = (membership.rows().len(), membership.grades());
    if (rows, columns) == (n, grades) {
        Ok(())
    } else {
        Err(format!("{n} indicators and {grades} grades are announced; {rows} and {columns} are given"))
    }
}
