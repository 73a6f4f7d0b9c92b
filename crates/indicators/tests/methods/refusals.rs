//! Each reason for which there is no matrix, no normalisation, no score and no weight.

use collegium_core::Line;
use collegium_indicators::{
    Aim, DecisionMatrix, DecisionMatrixDraft, MatrixError, Method, MethodError, Normalisation,
    NormalisationError, Table, Weights, WeightsError,
    method::{
        GreyNorm, GreyRelational, Group, Hierarchy, HierarchyError, Part, Preference, Promethee, RankMethod,
        RankSumRatio, Topsis, TopsisNorm, Vikor, WeightedProduct, WeightedSum,
    },
    weighting::{CriticWeights, DeviationWeights, EntropyWeights, Preparation, WeightingError},
};

use crate::{matrix, methods, weights};

const BENEFIT: Aim = Aim::Benefit;
const COST: Aim = Aim::Cost;

#[test]
fn matrices() {
    let refused = |aims: &[Aim], cells: &[f64]| DecisionMatrix::new(aims, cells).unwrap_err();
    assert_eq!(refused(&[], &[]), MatrixError::NoCriterion);
    assert_eq!(refused(&[BENEFIT], &[]), MatrixError::NoAlternative);
    assert_eq!(refused(&[BENEFIT, COST], &[1.0]), MatrixError::Ragged { cells: 1, criteria: 2 });
    for (low, high) in [(2.0, 1.0), (f64::NAN, 1.0), (0.0, f64::INFINITY), (0.0, 1e200)] {
        let error = refused(&[Aim::Interval { low, high }], &[1.0]);
        assert!(matches!(error, MatrixError::Interval { criterion: 0, .. }), "{error}");
    }
    for bad in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
        let error = refused(&[BENEFIT, COST], &[1.0, 2.0, 3.0, bad]);
        assert_eq!(error, MatrixError::NotFinite { alternative: 1, criterion: 1 });
    }
    for value in [1e101, -1e300, 1e-101, f64::MIN_POSITIVE] {
        let error = refused(&[BENEFIT], &[1.0, value]);
        assert_eq!(error, MatrixError::OutOfBounds { alternative: 1, criterion: 0, value });
    }
    // The last block of a long matrix is looked at too.
    let mut long = vec![1.0; 5000];
    long[4999] = f64::NAN;
    assert_eq!(refused(&[BENEFIT], &long), MatrixError::NotFinite { alternative: 4999, criterion: 0 });
}

#[test]
fn names() {
    let names: Vec<Line> = vec!["A".parse().unwrap()];
    let draft = |alternatives: &[Line], criteria: &[Line]| DecisionMatrixDraft {
        aims: vec![BENEFIT],
        cells: vec![1.0, 2.0],
        alternatives: alternatives.to_vec(),
        criteria: criteria.to_vec(),
    };
    assert_eq!(
        DecisionMatrix::try_from(draft(&names, &[])),
        Err(MatrixError::Names { what: "alternatives", names: 1, needed: 2 })
    );
    assert!(DecisionMatrix::try_from(draft(&[], &names)).is_ok());
}

#[test]
fn tables() {
    assert_eq!(
        Table::new([BENEFIT], [Some(1.0), Some(f64::NAN)]),
        Err(MatrixError::NotFinite { alternative: 1, criterion: 0 })
    );
    let empty = Table::new([BENEFIT, COST], [Some(1.0), None, None, Some(1.0)]).unwrap();
    assert_eq!(empty.drop_incomplete(), Err(MatrixError::NoneComplete));

    let half = Table::new([BENEFIT, COST], [Some(1.0), None, None, None]).unwrap();
    let method = WeightedSum { norm: Normalisation::MinMax };
    let error = method.evaluate_table(&half, &weights(&[1.0, 1.0])).unwrap_err();
    assert_eq!(error, MethodError::NothingPresent { alternative: 1 });
    let weightless = method.evaluate_table(&half, &weights(&[0.0, 1.0])).unwrap_err();
    assert_eq!(weightless, MethodError::NothingPresent { alternative: 0 });
    let linear = WeightedSum { norm: Normalisation::Linear };
    let table = Table::new([BENEFIT, COST], [Some(1.0), None, Some(1.0), Some(-1.0)]).unwrap();
    assert_eq!(
        linear.evaluate_table(&table, &weights(&[1.0, 1.0])),
        Err(MethodError::Normalisation(NormalisationError::NotPositive {
            normalisation: Normalisation::Linear,
            alternative: 0,
            criterion: 1,
            value: -1.0
        }))
    );
}

#[test]
fn normalisations() {
    let mixed = matrix(&[BENEFIT, COST], &[1.0, 1.0, 2.0, 0.0]);
    let zero = |normalisation| NormalisationError::NotPositive {
        normalisation,
        alternative: 1,
        criterion: 1,
        value: 0.0,
    };
    assert_eq!(Normalisation::Sum.apply(&mixed), Err(zero(Normalisation::Sum)));
    assert_eq!(Normalisation::Linear.apply(&mixed), Err(zero(Normalisation::Linear)));
    let negative = matrix(&[BENEFIT], &[-1.0, 0.0]);
    assert_eq!(
        Normalisation::Linear.apply(&negative),
        Err(NormalisationError::NonePositive { criterion: 0 })
    );
}

#[test]
fn weights_that_do_not_fit() {
    let matrix = matrix(&[BENEFIT, COST], &[1.0, 1.0, 2.0, 3.0]);
    for method in methods(2) {
        assert_eq!(
            method.evaluate(&matrix, &weights(&[1.0])),
            Err(MethodError::WeightCount { weights: 1, criteria: 2 }),
            "{method:?}"
        );
    }
    for wrong in [vec![], vec![1.5, -0.5], vec![0.5, 0.6], vec![f64::NAN, 1.0], vec![f64::INFINITY, 0.0]] {
        assert!(Weights::new(wrong).is_err());
    }
}

#[test]
fn one_alternative() {
    let one = matrix(&[BENEFIT, COST], &[1.0, 2.0]);
    for method in methods(2) {
        let result = method.evaluate(&one, &weights(&[1.0, 1.0]));
        match method {
            Method::Topsis(_) | Method::Promethee(_) => {
                assert!(matches!(result, Err(MethodError::OneAlternative { .. })), "{method:?}");
            }
            _ => assert_eq!(result.unwrap().ranks(), [1]),
        }
    }
    let refused = Err(WeightingError::OneAlternative);
    for pre in [Preparation::None, Preparation::MinMax] {
        assert_eq!(EntropyWeights { pre }.weigh(&one), refused);
        assert_eq!(DeviationWeights { pre }.weigh(&one), refused);
    }
    assert_eq!(CriticWeights {}.weigh(&one), refused);
}

#[test]
fn all_constant() {
    let equal = matrix(&[BENEFIT, COST], &[3.0, 0.1, 3.0, 0.1, 3.0, 0.1]);
    for method in methods(2) {
        let result = method.evaluate(&equal, &weights(&[1.0, 2.0]));
        if matches!(method, Method::Topsis(_)) {
            assert_eq!(result, Err(MethodError::NoSpread { method: "TOPSIS" }));
        } else {
            assert_eq!(result.unwrap().ranks(), [1, 1, 1], "{method:?}");
        }
    }
    let refused = Err(WeightingError::NoSpread);
    for pre in [Preparation::None, Preparation::MinMax] {
        assert_eq!(EntropyWeights { pre }.weigh(&equal), refused);
        assert_eq!(DeviationWeights { pre }.weigh(&equal), refused);
    }
    assert_eq!(CriticWeights {}.weigh(&equal), refused);
}

#[test]
fn weights_from_what_is_no_proportion() {
    let entropy = EntropyWeights { pre: Preparation::None };
    let negative = matrix(&[BENEFIT, BENEFIT], &[1.0, 1.0, 2.0, -3.0]);
    assert_eq!(
        entropy.weigh(&negative),
        Err(WeightingError::Negative { alternative: 1, criterion: 1, value: -3.0 })
    );
    let nothing = matrix(&[BENEFIT, BENEFIT], &[0.0, 1.0, 0.0, 3.0]);
    assert_eq!(entropy.weigh(&nothing), Err(WeightingError::AllZero { criterion: 0 }));
}

#[test]
fn criteria_that_agree_perfectly_have_no_conflict() {
    let agreeing = matrix(&[BENEFIT, COST], &[1.0, 0.3, 2.0, 0.2, 3.0, 0.1, 5.0, -0.1]);
    assert_eq!(CriticWeights {}.weigh(&agreeing), Err(WeightingError::NoSpread));
    let single = matrix(&[BENEFIT], &[1.0, 2.0]);
    assert_eq!(CriticWeights {}.weigh(&single), Err(WeightingError::NoSpread));
}

#[test]
fn products_of_negative_values() {
    let method = WeightedProduct { norm: Normalisation::Linear };
    let matrix = matrix(&[BENEFIT, BENEFIT], &[1.0, 2.0, -1.0, 2.0]);
    assert_eq!(
        method.evaluate(&matrix, &weights(&[0.0, 1.0])),
        Err(MethodError::Negative { alternative: 1, criterion: 0, value: -1.0 })
    );
}

#[test]
fn settings() {
    let matrix = matrix(&[BENEFIT], &[1.0, 2.0]);
    let all = weights(&[1.0]);
    let setting = |error: MethodError| match error {
        MethodError::Setting { setting, .. } | MethodError::SettingCount { setting, .. } => setting,
        _ => "another error",
    };
    for v in [-0.1, 1.1, f64::NAN] {
        assert_eq!(setting(Vikor { v }.evaluate(&matrix, &all).unwrap_err()), "v");
    }
    for rho in [0.0, 1.1, f64::NAN, -1.0] {
        let method = GreyRelational { norm: GreyNorm::MinMax, rho };
        assert_eq!(setting(method.evaluate(&matrix, &all).unwrap_err()), "rho");
    }
    for reference in [vec![], vec![1.0, 2.0], vec![f64::NAN], vec![f64::INFINITY]] {
        let method = GreyRelational { norm: GreyNorm::Reference(reference), rho: 0.5 };
        assert_eq!(setting(method.evaluate(&matrix, &all).unwrap_err()), "reference");
    }
    let promethee = |preferences| setting(Promethee { preferences }.evaluate(&matrix, &all).unwrap_err());
    assert_eq!(promethee(vec![]), "preferences");
    assert_eq!(promethee(vec![Preference::UShape { q: -1.0 }]), "q");
    assert_eq!(promethee(vec![Preference::UShape { q: f64::NAN }]), "q");
    assert_eq!(promethee(vec![Preference::VShape { p: 0.0 }]), "p");
    assert_eq!(promethee(vec![Preference::Level { q: 2.0, p: 1.0 }]), "p");
    assert_eq!(promethee(vec![Preference::Linear { q: 0.0, p: f64::INFINITY }]), "p");
    assert_eq!(promethee(vec![Preference::Gaussian { s: 0.0 }]), "s");

    let outcome = RankSumRatio { method: RankMethod::Rank }.evaluate(&matrix, &all).unwrap();
    for limits in [[6.0, 4.0], [4.0, 4.0], [4.0, f64::NAN], [f64::INFINITY, 4.0]] {
        assert_eq!(setting(outcome.grades(&limits).unwrap_err()), "limits");
    }
}

#[test]
fn means_of_nothing() {
    let method = GreyRelational { norm: GreyNorm::Mean, rho: 0.5 };
    let matrix = matrix(&[BENEFIT, COST], &[1.0, -1.0, 2.0, 1.0]);
    assert_eq!(method.evaluate(&matrix, &weights(&[1.0, 1.0])), Err(MethodError::ZeroMean { criterion: 1 }));
}

#[test]
fn hierarchies() {
    let criterion = |column, weight| Part::Criterion { column, weight };
    let refused = |parts| Hierarchy::new(parts).unwrap_err();
    assert_eq!(refused(vec![criterion(0, 0.5), criterion(0, 0.5)]), HierarchyError::Twice { column: 0 });
    assert_eq!(refused(vec![criterion(0, 0.5), criterion(2, 0.5)]), HierarchyError::Missing { column: 1 });
    let group = Group { name: "G".parse().unwrap(), weight: 1.0, parts: vec![] };
    assert_eq!(
        refused(vec![Part::Group(group)]),
        HierarchyError::Weights { group: "G".to_owned(), fault: WeightsError::Empty }
    );
    assert_eq!(
        refused(vec![criterion(0, 0.5)]),
        HierarchyError::Weights {
            group: "the first level".to_owned(),
            fault: WeightsError::NotOne { sum: 0.5 }
        }
    );
    let one = Hierarchy::new(vec![criterion(0, 1.0)]).unwrap();
    assert_eq!(
        one.evaluate(&matrix(&[BENEFIT, BENEFIT], &[1.0, 2.0]), Normalisation::MinMax),
        Err(MethodError::WeightCount { weights: 1, criteria: 2 })
    );
}

#[test]
fn topsis_with_all_weight_on_a_constant_criterion() {
    let matrix = matrix(&[BENEFIT, BENEFIT], &[1.0, 2.0, 1.0, 3.0]);
    for norm in [TopsisNorm::Vector, TopsisNorm::MinMax] {
        assert_eq!(
            Topsis { norm }.evaluate(&matrix, &weights(&[1.0, 0.0])),
            Err(MethodError::NoSpread { method: "TOPSIS" })
        );
    }
}
