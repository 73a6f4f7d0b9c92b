//! The exact JSON of what evaluation methods take and give, and what is refused.
#![expect(clippy::unwrap_used, reason = "what fails here is a failed test")]

use std::fmt::Debug;

use collegium_core::Findings;
use collegium_indicators::{
    Aim, Contributions, DecisionMatrix, DecisionMatrixDraft, Method, Normalisation, Ranking, Table,
    method::{
        GreyNorm, GreyRelational, Group, Hierarchy, HierarchyOutcome, Line, Part, Preference, Promethee,
        PrometheeOutcome, RankMethod, RankSumRatio, RankSumRatioOutcome, Subtotal, Topsis, TopsisNorm,
        TopsisOutcome, Vikor, VikorOutcome, WeightedProduct, WeightedSum,
    },
    ranks::Best,
    weighting::{CriticWeights, DeviationWeights, EntropyWeights, Preparation},
};
use serde::{Serialize, de::DeserializeOwned};

fn golden<T: Debug + PartialEq + Serialize + DeserializeOwned>(value: &T, json: &str) {
    assert_eq!(serde_json::to_string(value).unwrap(), json);
    assert_eq!(&serde_json::from_str::<T>(json).unwrap(), value, "{json}");
}

fn refused<T: Debug + DeserializeOwned>(json: &str) -> String {
    let message = serde_json::from_str::<T>(json).unwrap_err().to_string();
    message.split(" at line ").next().unwrap().to_owned()
}

fn ranking() -> Ranking {
    Ranking { scores: vec![0.25, 0.75], best: Best::Largest, findings: Findings::default() }
}

const RANKING: &str = r#"{"scores":[0.25,0.75],"best":"largest","findings":[]}"#;

#[test]
fn aims() {
    golden(&Aim::Benefit, r#""benefit""#);
    golden(&Aim::Cost, r#""cost""#);
    golden(&Aim::Interval { low: 3.0, high: 7.5 }, r#"{"interval":{"low":3.0,"high":7.5}}"#);
    assert!(refused::<Aim>(r#"{"interval":{"low":3.0}}"#).contains("missing field `high`"));
}

#[test]
fn matrices() {
    let matrix = DecisionMatrix::new([Aim::Benefit, Aim::Cost], [256.0, 3.5]).unwrap();
    golden(&matrix, r#"{"aims":["benefit","cost"],"cells":[256.0,3.5]}"#);
    let draft = DecisionMatrixDraft {
        alternatives: vec!["A".parse().unwrap()],
        criteria: vec!["x".parse().unwrap(), "y".parse().unwrap()],
        ..matrix.draft()
    };
    golden(
        &DecisionMatrix::try_from(draft).unwrap(),
        r#"{"aims":["benefit","cost"],"cells":[256.0,3.5],"alternatives":["A"],"criteria":["x","y"]}"#,
    );
    assert_eq!(
        refused::<DecisionMatrix>(r#"{"aims":["benefit","cost"],"cells":[1.0]}"#),
        "1 values cannot be shared out to 2 criteria: every alternative needs one for each"
    );
    assert!(
        refused::<DecisionMatrix>(r#"{"aims":["benefit"],"cells":[null]}"#).contains("invalid type: null")
    );
    golden(
        &Table::new([Aim::Benefit], [Some(1.0), None]).unwrap(),
        r#"{"aims":["benefit"],"cells":[1.0,null]}"#,
    );
    assert!(refused::<Table>(r#"{"aims":[],"cells":[]}"#).contains("no criterion"));
}

#[test]
fn methods() {
    golden(
        &Method::WeightedSum(WeightedSum { norm: Normalisation::MinMax }),
        r#"{"weighted_sum":{"norm":"minmax"}}"#,
    );
    golden(
        &Method::WeightedProduct(WeightedProduct { norm: Normalisation::Linear }),
        r#"{"weighted_product":{"norm":"linear"}}"#,
    );
    golden(&Method::Topsis(Topsis { norm: TopsisNorm::Vector }), r#"{"topsis":{"norm":"vector"}}"#);
    golden(&Method::Vikor(Vikor { v: 0.5 }), r#"{"vikor":{"v":0.5}}"#);
    golden(
        &Method::GreyRelational(GreyRelational { norm: GreyNorm::Reference(vec![1.0]), rho: 0.5 }),
        r#"{"grey_relational":{"norm":{"reference":[1.0]},"rho":0.5}}"#,
    );
    let preferences = vec![
        Preference::Usual,
        Preference::UShape { q: 0.5 },
        Preference::VShape { p: 2.0 },
        Preference::Level { q: 0.5, p: 2.0 },
        Preference::Linear { q: 0.5, p: 2.0 },
        Preference::Gaussian { s: 1.5 },
    ];
    golden(
        &Method::Promethee(Promethee { preferences }),
        r#"{"promethee":{"preferences":["usual",{"u_shape":{"q":0.5}},{"v_shape":{"p":2.0}},{"level":{"q":0.5,"p":2.0}},{"linear":{"q":0.5,"p":2.0}},{"gaussian":{"s":1.5}}]}}"#,
    );
    golden(
        &Method::RankSumRatio(RankSumRatio { method: RankMethod::NonIntegral }),
        r#"{"rank_sum_ratio":{"method":"non_integral"}}"#,
    );
    assert!(refused::<Method>(r#"{"topsis":{"norm":"zscore"}}"#).contains("unknown variant `zscore`"));
    assert!(refused::<Method>(r#"{"vikor":{"v":0.5,"w":1.0}}"#).contains("unknown field `w`"));
}

#[test]
fn words() {
    for (norm, json) in [
        (Normalisation::Vector, r#""vector""#),
        (Normalisation::MinMax, r#""minmax""#),
        (Normalisation::Sum, r#""sum""#),
        (Normalisation::Linear, r#""linear""#),
        (Normalisation::ZScore, r#""zscore""#),
        (Normalisation::Rank, r#""rank""#),
    ] {
        golden(&norm, json);
        assert_eq!(format!("\"{norm}\""), json);
    }
    golden(&GreyNorm::Mean, r#""mean""#);
    golden(&Best::Smallest, r#""smallest""#);
    golden(&EntropyWeights { pre: Preparation::None }, r#"{"pre":"none"}"#);
    golden(&DeviationWeights { pre: Preparation::MinMax }, r#"{"pre":"minmax"}"#);
    golden(&CriticWeights {}, "{}");
    assert!(refused::<EntropyWeights>("{}").contains("missing field `pre`"));
}

#[test]
fn answers() {
    golden(&ranking(), RANKING);
    golden(&Contributions { criteria: 1, cells: vec![0.5] }, r#"{"criteria":1,"cells":[0.5]}"#);
    golden(
        &TopsisOutcome { ranking: ranking(), d_plus: vec![0.1], d_minus: vec![0.2] },
        &format!(r#"{{"ranking":{RANKING},"d_plus":[0.1],"d_minus":[0.2]}}"#),
    );
    golden(
        &VikorOutcome { ranking: ranking(), s: vec![0.1], r: vec![0.2], compromise: vec![1] },
        &format!(r#"{{"ranking":{RANKING},"s":[0.1],"r":[0.2],"compromise":[1]}}"#),
    );
    golden(
        &PrometheeOutcome { ranking: ranking(), phi_plus: vec![0.1], phi_minus: vec![0.2] },
        &format!(r#"{{"ranking":{RANKING},"phi_plus":[0.1],"phi_minus":[0.2]}}"#),
    );
    let line = Some(Line { a: -0.5, b: 0.25 });
    golden(
        &RankSumRatioOutcome { ranking: ranking(), rank_matrix: vec![1.0], probit: vec![4.5], line },
        &format!(
            r#"{{"ranking":{RANKING},"rank_matrix":[1.0],"probit":[4.5],"line":{{"a":-0.5,"b":0.25}}}}"#
        ),
    );
    let subtotals = vec![Subtotal { path: vec!["G".to_owned()], weight: 0.5, scores: vec![1.0] }];
    golden(
        &HierarchyOutcome { ranking: ranking(), subtotals },
        &format!(r#"{{"ranking":{RANKING},"subtotals":[{{"path":["G"],"weight":0.5,"scores":[1.0]}}]}}"#),
    );
    assert!(refused::<Ranking>(r#"{"scores":[null],"best":"largest","findings":[]}"#).contains("null"));
}

#[test]
fn hierarchies() {
    let parts = vec![Part::Criterion { column: 0, weight: 1.0 }];
    let group = Part::Group(Group { name: "G".parse().unwrap(), weight: 0.5, parts });
    golden(
        &Hierarchy::new(vec![group, Part::Criterion { column: 1, weight: 0.5 }]).unwrap(),
        concat!(
            r#"[{"group":{"name":"G","weight":0.5,"parts":[{"criterion":{"column":0,"weight":1.0}}]}},"#,
            r#"{"criterion":{"column":1,"weight":0.5}}]"#
        ),
    );
    assert_eq!(
        refused::<Hierarchy>(r#"[{"criterion":{"column":0,"weight":0.5}}]"#),
        "the weights within `the first level` are wrong: the weights add up to 0.5, not to 1"
    );
}
