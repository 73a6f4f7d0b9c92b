//! The exact JSON of weights from people, agreement and fuzzy grades, and what is refused.
#![expect(clippy::unwrap_used, reason = "what fails here is a failed test")]

use std::fmt::Debug;

use collegium_core::preset;
use collegium_indicators::{
    correlation::Agreement,
    fuzzy::{FuzzyGrade, Membership, Operator},
    weighting::{
        ahp::{
            Aggregation, Assessment, Consistency, ConsistencyRules, GroupPriorities, Judgements, Mend,
            Pooled, Pooling, Priorities, Prioritisation,
        },
        combination::Combination,
        delphi::{CriterionSummary, DelphiReport, DelphiRules, Outcome, Ratings, RoundSummary},
        rank_order::RankOrder,
    },
};
use serde::{Serialize, de::DeserializeOwned};

/// What is read from a text is written as it was, and nothing unknown is read.
fn golden<T: Debug + PartialEq + Serialize + DeserializeOwned>(json: &str) {
    let value = serde_json::from_str::<T>(json).unwrap();
    assert_eq!(serde_json::to_string(&value).unwrap(), json);
    if let Some(fields) = json.strip_prefix('{') {
        refused::<T>(&format!(r#"{{"unknown":1,{fields}"#));
    }
}

fn refused<T: Debug + DeserializeOwned>(json: &str) -> String {
    let message = serde_json::from_str::<T>(json).unwrap_err().to_string();
    message.split(" at line ").next().unwrap().to_owned()
}

const CONSISTENCY: &str = r#"{"ci":0.25,"cr":0.5,"consistent":false}"#;
const PRIORITIES: &str = r#"{"weights":[0.75,0.25],"lambda_max":2.0}"#;

#[test]
fn judgements() {
    golden::<Judgements>("[[1.0,4.0,null],[0.25,1.0,0.5],[null,2.0,1.0]]");
    assert_eq!(
        refused::<Judgements>("[[1,2],[1,1]]"),
        "criterion 1 counts 2 times as much as 2, and 2 counts 1 times as much as 1: their product must be 1"
    );
    assert_eq!(refused::<Judgements>("[[1,2]]"), "row 1 has 2 judgements; 1 rows must have 1 each");
    assert_eq!(
        refused::<Judgements>("[[1,-1],[-1,1]]"),
        "the judgement -1 of criterion 1 against 2 is not a number from 1e-9 to 1e9"
    );
}

#[test]
fn priorities() {
    for (by, text) in [
        (Prioritisation::Eigenvector, "\"eigenvector\""),
        (Prioritisation::GeometricMean, "\"geometric_mean\""),
        (Prioritisation::ArithmeticMean, "\"arithmetic_mean\""),
        (Prioritisation::Harker, "\"harker\""),
        (Prioritisation::LeastSquares, "\"least_squares\""),
    ] {
        assert_eq!(serde_json::to_string(&by).unwrap(), text);
        golden::<Prioritisation>(text);
    }
    golden::<Priorities>(PRIORITIES);
    golden::<Priorities>(r#"{"weights":[1.0]}"#);
    golden::<Consistency>(CONSISTENCY);
    golden::<Assessment>(&format!(r#"{{"priorities":{PRIORITIES},"consistency":{CONSISTENCY}}}"#));
    golden::<Assessment>(&format!(r#"{{"priorities":{PRIORITIES}}}"#));
    golden::<Mend>(r#"{"row":0,"column":1,"judged":9.0,"fitting":4.5,"best":2.0}"#);
}

#[test]
fn rules_of_consistency() {
    let rules = concat!(
        r#"{"random_index":[0.0,0.0,0.58],"threshold":0.1,"source":{"document":"Table","date":"1980-01-01"},"#,
        r#""status":"unverified"}"#
    );
    golden::<ConsistencyRules>(rules);
    let error = preset::read::<ConsistencyRules>(&rules.replace("0.58", "-0.58")).unwrap_err();
    assert_eq!(error.problem, "the random index -0.58 for 3 criteria is not a positive number");
}

#[test]
fn groups() {
    for aggregation in ["judgements", "priorities_geometric", "priorities_arithmetic"] {
        golden::<Aggregation>(&format!("\"{aggregation}\""));
    }
    golden::<Pooling>(r#"{"aggregation":"judgements","by":"eigenvector","max_cr":0.1}"#);
    golden::<Pooling>(r#"{"aggregation":"priorities_geometric","by":"geometric_mean"}"#);
    let pooled = format!(
        r#"{{"judgements":[[1.0,3.0],[0.3333333333333333,1.0]],"lambda_max":2.0,"consistency":{CONSISTENCY}}}"#
    );
    golden::<Pooled>(&pooled);
    let group = r#"{"weights":[0.75,0.25],"kept":[0,2],"left_out":[1],"cr_each":[0.0,0.5,0.0]"#;
    golden::<GroupPriorities>(&format!("{group}}}"));
    golden::<GroupPriorities>(&format!(r#"{group},"group":{pooled}}}"#));
}

#[test]
fn combinations_and_orders() {
    golden::<Combination>(r#"{"linear":{"shares":[0.5,0.5]}}"#);
    for rule in ["product", "geometric", "game"] {
        golden::<Combination>(&format!("\"{rule}\""));
    }
    assert_eq!(
        refused::<Combination>(r#"{"linear":{"shares":[0.5]}}"#),
        "the weights add up to 0.5, not to 1"
    );
    assert!(
        refused::<Combination>(r#"{"linear":{"shares":[1.0],"more":1}}"#).starts_with("unknown field `more`")
    );
    for order in ["rank_sum", "reciprocal", "centroid"] {
        golden::<RankOrder>(&format!("\"{order}\""));
    }
}

#[test]
fn rounds() {
    golden::<Ratings>("[[5.0,3.0],[4.0,4.0]]");
    assert_eq!(
        refused::<Ratings>("[[5.0,-3.0]]"),
        "expert 1 rates criterion 2 with -3, which is not a number from 0 up"
    );
    let said = r#"{"median":4.0,"lower":3.5,"upper":4.25,"mean":3.75,"variation":0.25}"#;
    golden::<CriterionSummary>(said);
    let round = format!(r#"{{"criteria":[{said}],"w":0.75}}"#);
    golden::<RoundSummary>(&round);
    for outcome in ["agreed", "ask_again", "given_up"] {
        golden::<Outcome>(&format!("\"{outcome}\""));
    }
    golden::<DelphiReport>(&format!(r#"{{"rounds":[{round}],"outcome":"agreed","weights":[1.0]}}"#));
    let rules = concat!(
        r#"{"least_rounds":2,"most_rounds":3,"least_w":0.7,"greatest_spread":1.0,"greatest_shift":0.5,"#,
        r#""source":{"document":"Decision 7","date":"2026-01-01"},"status":"verified"}"#
    );
    golden::<DelphiRules>(rules);
    let error = preset::read::<DelphiRules>(&rules.replace("0.7", "1.7")).unwrap_err();
    assert_eq!(error.problem, "the least W 1.7 is not a number from 0 to 1e0");
}

#[test]
fn agreement_and_grades() {
    golden::<Agreement>(r#"{"spearman":1.0,"kendall_tau_b":1.0,"weighted_spearman":1.0,"ws":1.0}"#);
    golden::<Membership>("[[0.5,0.3,0.2],[0.1,0.6,0.3]]");
    assert_eq!(
        refused::<Membership>("[[0.5,1.5]]"),
        "indicator 1 belongs to grade 2 to the degree 1.5, which is not from 0 to 1"
    );
    for operator in ["min_max", "prod_max", "min_bounded_sum", "prod_bounded_sum"] {
        golden::<Operator>(&format!("\"{operator}\""));
    }
    golden::<FuzzyGrade>(r#"{"degrees":[0.5,0.3],"normalized":[0.625,0.375],"score":62.5,"best":0}"#);
    golden::<FuzzyGrade>(r#"{"degrees":[0.5,0.5],"normalized":[0.5,0.5],"score":75.0}"#);
}
