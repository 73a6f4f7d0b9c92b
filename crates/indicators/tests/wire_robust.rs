//! The exact JSON of what efficiency, best–worst weights and robustness take and answer, and what is refused.
#![expect(clippy::unwrap_used, reason = "what fails here is a failed test")]

use std::fmt::Debug;

use collegium_indicators::{
    efficiency::{
        Dea, Malmquist, Orientation, Reference, Returns, ScaleEfficiency, ScaleReturns, UnitEfficiency,
        Units, UnitsDraft,
    },
    robust::{
        MethodAgreement, OneAtATime, RankAcceptability, RankReversals, Redistribution, Reversal, Sensitivity,
        SensitivityRun, StabilityInterval, StabilityIntervals,
    },
    weighting::best_worst::{BestWorst, BestWorstDraft, BestWorstOutcome},
};
use serde::{Serialize, de::DeserializeOwned};

fn golden<T: Debug + PartialEq + Serialize + DeserializeOwned>(json: &str) {
    let value: T = serde_json::from_str(json).unwrap();
    assert_eq!(serde_json::to_string(&value).unwrap(), json);
    if json.starts_with('{') {
        let more = json.replacen('{', r#"{"of":1,"#, 1);
        let message = serde_json::from_str::<T>(&more).unwrap_err().to_string();
        assert!(message.starts_with("unknown field `of`"), "{message}");
    }
}

fn refused<T: Debug + DeserializeOwned>(json: &str) -> String {
    let message = serde_json::from_str::<T>(json).unwrap_err().to_string();
    message.split(" at line ").next().unwrap().to_owned()
}

#[test]
fn efficiency() {
    for json in [r#""crs""#, r#""vrs""#, r#""nirs""#, r#""ndrs""#] {
        golden::<Returns>(json);
    }
    golden::<Orientation>(r#""input""#);
    golden::<Dea>(r#"{"returns":"vrs","orientation":"output"}"#);
    golden::<Units>(r#"{"inputs":1,"outputs":1,"x":[2.0],"y":[4.0]}"#);
    golden::<UnitsDraft>(r#"{"inputs":1,"outputs":2,"x":[2.0],"y":[4.0,0.0],"labels":["A"]}"#);
    golden::<Reference>(r#"{"unit":2,"intensity":0.5}"#);
    golden::<UnitEfficiency>(
        r#"{"theta":0.75,"efficiency":0.75,"input_slacks":[0.0],"output_slacks":[1.5],"slack_sum":1.5,"strong":false,"references":[{"unit":0,"intensity":1.5}]}"#,
    );
    golden::<ScaleReturns>(r#""decreasing""#);
    golden::<ScaleEfficiency>(r#"{"technical":0.5,"pure":1.0,"scale":0.5,"returns":"increasing"}"#);
    golden::<Malmquist>(r#"{"efficiency_change":1.5,"technical_change":null,"index":null}"#);
    assert_eq!(
        refused::<Units>(r#"{"inputs":1,"outputs":1,"x":[0.0],"y":[4.0]}"#),
        "all inputs of unit 1 are 0: at least one must be above 0"
    );
    assert!(refused::<Returns>(r#""ccr""#).starts_with("unknown variant `ccr`"));
}

#[test]
fn best_and_worst() {
    let json = r#"{"best":0,"worst":1,"best_to_others":[1.0,8.0,8.0],"others_to_worst":[8.0,1.0,1.0]}"#;
    golden::<BestWorst>(json);
    golden::<BestWorstDraft>(json);
    golden::<BestWorstOutcome>(r#"{"weights":[0.8,0.1,0.1],"xi":0.0,"cr_input":0.0}"#);
    assert_eq!(
        refused::<BestWorst>(
            r#"{"best":0,"worst":1,"best_to_others":[1.0,3.0],"others_to_worst":[4.0,1.0]}"#
        ),
        "the best is 3 times as important as the worst in one list and 4 times in the other"
    );
}

#[test]
fn how_sure() {
    golden::<RankAcceptability>(
        r#"{"samples":2,"seed":7,"acceptability":[1.0,0.0,0.0,1.0],"expected_rank":[1.0,2.0],"central_weights":[[0.5,0.5],null]}"#,
    );
    golden::<RankAcceptability>(
        r#"{"samples":1,"acceptability":[1.0],"expected_rank":[1.0],"central_weights":[[1.0]]}"#,
    );
    golden::<Redistribution>(r#""proportional""#);
    golden::<OneAtATime>(r#"{"redistribute":"equal","deltas":[-0.2,0.2]}"#);
    let run =
        r#"{"criterion":0,"delta":0.1,"weights":[0.55,0.45],"ranks":[1,1],"spearman":null,"top_kept":true}"#;
    golden::<SensitivityRun>(run);
    golden::<Sensitivity>(&format!(
        r#"{{"base_ranks":[1,1],"runs":[{run}],"max_rank_shift":[0,0],"top_stability":1.0}}"#
    ));
    let interval = r#"{"criterion":0,"weight":0.6,"low":0.0,"high":0.75}"#;
    golden::<StabilityInterval>(interval);
    golden::<StabilityIntervals>(&format!(r#"{{"best":1,"exact":true,"intervals":[{interval}]}}"#));
    golden::<MethodAgreement>(
        r#"{"spearman":[1.0,0.5,0.5,1.0],"kendall_tau_b":[1.0,0.25,0.25,1.0],"kendall_w":0.75}"#,
    );
    golden::<Reversal>(r#"{"alternative":2,"pairs":[[0,1]]}"#);
    golden::<RankReversals>(r#"{"dropped":[{"alternative":2,"pairs":[[0,1]]}],"copied":[],"undecided":[]}"#);
    assert!(refused::<Redistribution>(r#""none""#).starts_with("unknown variant `none`"));
    assert!(
        refused::<Reversal>(r#"{"alternative":-1,"pairs":[]}"#).starts_with("invalid value: integer `-1`")
    );
}
