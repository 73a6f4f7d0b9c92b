//! Documented outcomes where a formula divides by zero, and findings.

use collegium_core::Finding;
use collegium_indicators::{
    Aim, DecisionMatrix, DecisionMatrixDraft, IndicatorSystem, Normalisation, Table,
    method::{GreyNorm, GreyRelational, Hierarchy, RankMethod, RankSumRatio, Vikor, WeightedSum},
    rule::{IN0201, IN0202, IN0203},
    weighting::{EntropyWeights, Preparation},
};

use crate::{matrix, methods, weights};

const BENEFIT: Aim = Aim::Benefit;
const COST: Aim = Aim::Cost;

#[test]
fn constant_columns_by_each_normalisation() {
    let constant = matrix(&[BENEFIT, COST], &[4.0, 4.0, 4.0, 4.0]);
    let apply = |norm: Normalisation| norm.apply(&constant).unwrap();
    assert_eq!(apply(Normalisation::MinMax), [1.0; 4]);
    assert_eq!(apply(Normalisation::Sum), [0.5; 4]);
    assert_eq!(apply(Normalisation::Linear), [1.0; 4]);
    assert_eq!(apply(Normalisation::ZScore), [0.0; 4]);
    assert_eq!(apply(Normalisation::Rank), [0.75; 4]);
    let zeros = matrix(&[BENEFIT, COST], &[0.0; 4]);
    assert_eq!(Normalisation::Vector.apply(&zeros).unwrap(), [0.0, 1.0, 0.0, 1.0]);
}

#[test]
fn ranks_as_comparable_values() {
    let values = matrix(&[BENEFIT, COST], &[1.0, 1.0, 2.0, 2.0, 2.0, 3.0, 3.0, 4.0]);
    let ranks = [0.25, 1.0, 0.625, 0.75, 0.625, 0.5, 1.0, 0.25];
    assert_eq!(Normalisation::Rank.apply(&values).unwrap(), ranks);
    let all = weights(&[0.5, 0.5]);
    let by_ranks = WeightedSum { norm: Normalisation::Rank }.evaluate(&values, &all).unwrap();
    let ratio = RankSumRatio { method: RankMethod::Rank }.evaluate(&values, &all).unwrap();
    assert_eq!(by_ranks.scores, ratio.ranking.scores);
}

#[test]
fn an_interval_met_by_all_is_constant() {
    let met = matrix(&[Aim::Interval { low: 0.0, high: 9.0 }], &[1.0, 2.0, 9.0]);
    assert_eq!(met.met().cells, [1.0; 3]);
    // Equally far on both sides, though not to the last bit.
    let sides = matrix(&[Aim::Interval { low: 0.4, high: 0.6 }], &[0.1, 0.9, 0.5]);
    let all = weights(&[1.0]);
    let outcome = RankSumRatio { method: RankMethod::Rank }.evaluate(&sides, &all).unwrap();
    assert_eq!(outcome.rank_matrix, [1.5, 1.5, 3.0]);
}

#[test]
fn every_method_takes_intervals_and_one_criterion() {
    let interval = matrix(&[Aim::Interval { low: 3.0, high: 4.0 }], &[1.0, 3.5, 7.0]);
    for method in methods(1) {
        let ranking = method.evaluate(&interval, &weights(&[1.0])).unwrap();
        assert_eq!(ranking.ranks(), [2, 1, 3], "{method:?}");
    }
}

#[test]
fn grey_relation_to_a_reference_that_all_meet() {
    let method = GreyRelational { norm: GreyNorm::Reference(vec![2.0, 3.0]), rho: 0.5 };
    let met = matrix(&[BENEFIT, COST], &[2.0, 3.0, 2.0, 3.0]);
    assert_eq!(method.evaluate(&met, &weights(&[1.0, 3.0])).unwrap().scores, [1.0, 1.0]);
}

#[test]
fn grey_relation_under_a_negative_mean() {
    let method = GreyRelational { norm: GreyNorm::Mean, rho: 0.5 };
    // Over the mean of -2 the values are 0.5 and 1.5: the second is the best.
    let ranking = method.evaluate(&matrix(&[BENEFIT], &[-1.0, -3.0]), &weights(&[1.0])).unwrap();
    assert_eq!(ranking.ranks(), [2, 1]);
}

#[test]
fn vikor_without_any_difference_proposes_all() {
    let equal = matrix(&[BENEFIT], &[2.0, 2.0]);
    let outcome = Vikor { v: 0.5 }.evaluate(&equal, &weights(&[1.0])).unwrap();
    assert_eq!((outcome.ranking.scores, outcome.compromise), (vec![0.0, 0.0], vec![0, 1]));
    let one = Vikor { v: 0.5 }.evaluate(&matrix(&[BENEFIT], &[2.0]), &weights(&[1.0])).unwrap();
    assert_eq!(one.compromise, [0]);
}

#[test]
fn rank_sum_ratio_without_any_difference_has_no_line() {
    let equal = matrix(&[BENEFIT, COST], &[2.0, 1.0, 2.0, 1.0]);
    let outcome = RankSumRatio { method: RankMethod::Rank }.evaluate(&equal, &weights(&[1.0, 1.0])).unwrap();
    assert_eq!((outcome.line, outcome.fitted()), (None, None));
    assert_eq!(outcome.grades(&[4.0, 6.0]).unwrap(), None);
}

#[test]
fn entropy_of_values_that_hardly_differ() {
    // 1 - e is d^2 / (2 ln m) to first order: a column with twice the deviation has four times the weight.
    let cells: Vec<f64> = (0..100).flat_map(|i| [1e6 + f64::from(i), 1e6 + 2.0 * f64::from(i)]).collect();
    let got = EntropyWeights { pre: Preparation::None }.weigh(&matrix(&[BENEFIT; 2], &cells)).unwrap();
    let exact = |cells: &mut dyn Iterator<Item = f64>| {
        let values: Vec<_> = cells.collect();
        let mean = values.iter().sum::<f64>() / 100.0;
        values.iter().map(|x| (x - mean) / mean).map(|d| (1.0 + d) * d.ln_1p() - d).sum::<f64>()
    };
    let first = exact(&mut cells.iter().copied().step_by(2));
    let second = exact(&mut cells.iter().copied().skip(1).step_by(2));
    assert!((got.as_slice()[0] / (first / (first + second)) - 1.0).abs() < 1e-9);
}

#[test]
fn entropy_of_columns_whose_first_rows_are_unlike_the_rest() {
    let rising = |i: u32| 1.0 + f64::from(i);
    let columns: [fn(u32) -> f64; 5] = [
        |i| 1.0 + f64::from(i % 97),
        |i| if i < 600 { 0.0 } else { f64::from(i % 5) },
        |i| if i == 3 { 1e12 } else { 1.0 + f64::from(i % 7) },
        |i| if i == 3 { 1e-12 } else { 1e6 + f64::from(i % 7) },
        |i| if i < 600 { 1e-9 } else { 1e6 + f64::from(i % 3) },
    ];
    for column in columns {
        for pre in [Preparation::None, Preparation::MinMax] {
            let cells: Vec<f64> = (0..2000).flat_map(|i| [column(i), rising(i)]).collect();
            let got = EntropyWeights { pre }.weigh(&matrix(&[BENEFIT; 2], &cells)).unwrap();
            let exact = |values: Vec<f64>| {
                let origin = match pre {
                    Preparation::None => 0.0,
                    Preparation::MinMax => values.iter().copied().fold(f64::INFINITY, f64::min),
                };
                let mean = values.iter().map(|x| x - origin).sum::<f64>() / 2000.0;
                let term = |t: f64| if t > 0.0 { t * t.ln() - (t - 1.0) } else { 1.0 };
                values.iter().map(|x| term((x - origin) / mean)).sum::<f64>()
            };
            let first = exact((0..2000).map(column).collect());
            let second = exact((0..2000).map(rising).collect());
            let off = got.as_slice()[0] / (first / (first + second)) - 1.0;
            assert!(off.abs() < 1e-9, "{off}");
        }
    }
}

#[test]
fn findings_name_what_parts_nobody() {
    let draft = DecisionMatrixDraft {
        aims: vec![BENEFIT; 3],
        cells: vec![1.0, 5.0, 2.0, 2.0, 5.0, 3.0],
        alternatives: vec![],
        criteria: ["Students", "Partners", "Staff"].map(|name| name.parse().unwrap()).to_vec(),
    };
    let named = DecisionMatrix::try_from(draft).unwrap();
    let method = WeightedSum { norm: Normalisation::MinMax };
    let ranking = method.evaluate(&named, &weights(&[0.5, 0.5, 0.0])).unwrap();
    let told: Vec<_> = ranking.findings.iter().map(Finding::to_string).collect();
    assert_eq!(
        told,
        [
            "note IN0201: criterion Partners: every alternative has the same value (weight 0.5)",
            "note IN0202: criterion Staff: the alternatives differ and the weight is 0",
        ]
    );
    assert_eq!(ranking.findings.iter().map(|finding| finding.code).collect::<Vec<_>>(), [IN0201, IN0202]);

    let clear = matrix(&[BENEFIT, COST], &[1.0, 2.0, 3.0, 5.0]);
    for method in methods(2) {
        assert!(method.evaluate(&clear, &weights(&[1.0, 1.0])).unwrap().findings.is_empty(), "{method:?}");
    }
}

#[test]
fn findings_name_alternatives_with_gaps() {
    let table = Table::new([BENEFIT, COST], [Some(1.0), Some(4.0), Some(3.0), None]).unwrap();
    let method = WeightedSum { norm: Normalisation::MinMax };
    let ranking = method.evaluate_table(&table, &weights(&[0.75, 0.25])).unwrap();
    let told: Vec<_> = ranking.findings.iter().collect();
    assert_eq!(told.len(), 1);
    assert_eq!(told[0].code, IN0203);
    assert!(told[0].to_string().ends_with("(missing values 1, weight covered 0.75)"), "{}", told[0]);
}

#[test]
fn a_table_without_gaps_gives_the_same_as_its_matrix() {
    let cells = [1.0, 4.0, 3.0, 2.0, 2.0, 2.5];
    let aims = [BENEFIT, COST];
    let table = Table::new(aims, cells.map(Some)).unwrap();
    for norm in [Normalisation::MinMax, Normalisation::Sum, Normalisation::Linear, Normalisation::Rank] {
        let method = WeightedSum { norm };
        let all = weights(&[0.75, 0.25]);
        let from_table = method.evaluate_table(&table, &all).unwrap();
        let from_matrix = method.evaluate(&matrix(&aims, &cells), &all).unwrap();
        for (one, other) in from_table.scores.iter().zip(&from_matrix.scores) {
            assert!((one - other).abs() < 1e-15);
        }
    }
}

#[test]
fn a_system_is_a_hierarchy() {
    let system = IndicatorSystem::five_result_areas().load().unwrap();
    let hierarchy = Hierarchy::from(&system);
    assert_eq!(Hierarchy::new(hierarchy.parts().to_vec()).unwrap(), hierarchy);
    let (area, indicator) = system.indicators().next().unwrap();
    let first = f64::from(area.weight) * f64::from(indicator.weight) / 1e8;
    assert!((hierarchy.weights().as_slice()[0] - first).abs() < 1e-12);
}
