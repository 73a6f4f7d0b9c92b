//! Laws of weights from people, of agreement and of fuzzy grades.
#![expect(
    clippy::unwrap_used,
    clippy::float_arithmetic,
    clippy::indexing_slicing,
    reason = "what fails here is a failed test"
)]

use std::cmp::Ordering;

use collegium_indicators::{
    Weights,
    correlation::{Agreement, CorrelationError, kendall_tau_b, kendall_w},
    fuzzy::{Membership, Operator},
    weighting::{
        ahp::{Aggregation, ConsistencyRules, Judgements, Pooling, Prioritisation},
        combination::Combination,
        rank_order::RankOrder,
    },
};
use proptest::{collection::vec, prelude::*};

const ALL: [Prioritisation; 5] = [
    Prioritisation::Eigenvector,
    Prioritisation::GeometricMean,
    Prioritisation::ArithmeticMean,
    Prioritisation::Harker,
    Prioritisation::LeastSquares,
];

fn close(one: &[f64], other: &[f64], within: f64) -> bool {
    one.len() == other.len() && one.iter().zip(other).all(|(a, b)| (a - b).abs() <= within)
}

fn sums_to_one(weights: &Weights) -> bool {
    (weights.as_slice().iter().sum::<f64>() - 1.0).abs() < 1e-12
}

/// Judgements with these logarithms above the diagonal; none where there is none.
fn judged(size: usize, above: &[Option<f64>]) -> Judgements {
    let mut above = above.iter().copied();
    let mut entry = |row: usize, column: usize| match row.cmp(&column) {
        Ordering::Less => above.next().flatten().map(f64::exp),
        Ordering::Equal => Some(1.0),
        Ordering::Greater => None,
    };
    let rows: Vec<Vec<_>> =
        (0..size).map(|row| (0..size).map(|column| entry(row, column)).collect()).collect();
    rows.try_into().unwrap()
}

fn size_and_logarithms() -> impl Strategy<Value = (usize, Vec<Option<f64>>)> {
    (1_usize..=15)
        .prop_flat_map(|size| (Just(size), vec((-2.2_f64..2.2).prop_map(Some), size * (size - 1) / 2)))
}

fn judgements() -> impl Strategy<Value = Judgements> {
    size_and_logarithms().prop_map(|(size, above)| judged(size, &above))
}

/// The same with its criteria in another order.
fn permuted(judgements: &Judgements, order: &[usize]) -> Judgements {
    let row = |row: &usize| order.iter().map(|column| judgements.get(*row, *column)).collect();
    order.iter().map(row).collect::<Vec<Vec<_>>>().try_into().unwrap()
}

fn weights(size: usize) -> impl Strategy<Value = Weights> {
    vec(0.01_f64..1.0, size).prop_map(|parts| Weights::proportional(parts).unwrap())
}

fn rules() -> ConsistencyRules {
    ConsistencyRules::saaty().load().unwrap()
}

/// What Kendall's definition says, pair by pair.
fn tau_by_pairs(x: &[f64], y: &[f64]) -> f64 {
    let (mut sum, mut apart_x, mut apart_y) = (0.0, 0.0, 0.0);
    for one in 0..x.len() {
        for other in 0..one {
            let (dx, dy) = (x[one] - x[other], y[one] - y[other]);
            let sign = |d: f64| if d == 0.0 { 0.0 } else { d.signum() };
            sum += sign(dx) * sign(dy);
            apart_x += sign(dx).abs();
            apart_y += sign(dy).abs();
        }
    }
    sum / f64::sqrt(apart_x * apart_y)
}

proptest! {
    #[test]
    fn weights_sum_to_one_and_judgements_say_how_much(judgements in judgements()) {
        for by in ALL {
            let priorities = judgements.priorities(by).unwrap();
            prop_assert!(sums_to_one(&priorities.weights));
            prop_assert!(priorities.weights.as_slice().iter().all(|weight| *weight > 0.0));
            // The eigenvalue is least for judgements without contradiction.
            let criteria = judgements.criteria();
            let least = f64::from(u32::try_from(criteria).unwrap());
            prop_assert!(priorities.lambda_max.is_none_or(|lambda| lambda > least - 1e-9));
        }
    }

    #[test]
    fn the_eigenvector_is_one(judgements in judgements()) {
        let priorities = judgements.priorities(Prioritisation::Eigenvector).unwrap();
        let (weights, lambda) = (priorities.weights.as_slice(), priorities.lambda_max.unwrap());
        for row in 0..judgements.criteria() {
            let image: f64 = weights.iter().enumerate().map(|(column, w)| judgements.get(row, column).unwrap() * w).sum();
            prop_assert!((image / weights[row] - lambda).abs() < 1e-11 * lambda);
        }
    }

    #[test]
    fn what_is_consistent_gives_its_weights_by_every_method(weights in (1_usize..=15).prop_flat_map(weights)) {
        let size = weights.as_slice().len();
        let mut above = Vec::new();
        for (row, one) in weights.as_slice().iter().enumerate() {
            above.extend(weights.as_slice()[row + 1..].iter().map(|other| Some((one / other).ln())));
        }
        let judgements = judged(size, &above);
        for by in ALL {
            let assessment = rules().assess(&judgements, by).unwrap();
            prop_assert!(close(assessment.priorities.weights.as_slice(), weights.as_slice(), 1e-12));
            prop_assert!(assessment.consistency.is_none_or(|c| c.cr < 1e-12 && c.consistent));
        }
        prop_assert_eq!(judgements.most_inconsistent().unwrap(), None);
    }

    #[test]
    fn the_order_of_criteria_only_orders_the_weights(
        (judgements, order) in judgements().prop_flat_map(|judgements| {
            let order: Vec<_> = (0..judgements.criteria()).collect();
            (Just(judgements), Just(order).prop_shuffle())
        }),
    ) {
        let other = permuted(&judgements, &order);
        for by in ALL {
            let (one, other) = (judgements.priorities(by).unwrap(), other.priorities(by).unwrap());
            let expected: Vec<_> = order.iter().map(|place| one.weights.as_slice()[*place]).collect();
            prop_assert!(close(other.weights.as_slice(), &expected, 1e-12));
        }
    }

    #[test]
    fn without_gaps_harker_is_the_eigenvector_and_least_squares_the_geometric_mean(judgements in judgements()) {
        let by = |by| judgements.priorities(by).unwrap().weights;
        let pairs = [
            (Prioritisation::Harker, Prioritisation::Eigenvector),
            (Prioritisation::LeastSquares, Prioritisation::GeometricMean),
        ];
        for (one, other) in pairs {
            prop_assert!(close(by(one).as_slice(), by(other).as_slice(), 1e-12));
        }
    }

    #[test]
    fn a_chain_of_judgements_is_enough(steps in vec(-2.2_f64..2.2, 1..30)) {
        // 1 against 2, 2 against 3, … and nothing else: the hardest case for an eigenvector by repeated steps.
        let size = steps.len() + 1;
        let mut rows = vec![vec![None; size]; size];
        for (place, step) in steps.iter().enumerate() {
            rows[place][place + 1] = Some(step.exp());
        }
        let judgements = Judgements::try_from(rows).unwrap();
        let mut expected = vec![1.0];
        for step in &steps {
            expected.push(expected.last().unwrap() / step.exp());
        }
        let expected = Weights::proportional(expected).unwrap();
        for by in [Prioritisation::Harker, Prioritisation::LeastSquares] {
            let weights = judgements.priorities(by).unwrap().weights;
            let near = weights.as_slice().iter().zip(expected.as_slice()).all(|(a, b)| (a / b - 1.0).abs() < 1e-9);
            prop_assert!(near, "{by:?} {weights:?} {expected:?}");
        }
    }

    #[test]
    fn text_and_json_are_read_back(
        (size, above) in (1_usize..=8).prop_flat_map(|size| {
            (Just(size), vec(proptest::option::of(-9.0_f64..9.0), size * (size - 1) / 2))
        }),
    ) {
        let judgements = judged(size, &above);
        prop_assert_eq!(&judgements.to_string().parse::<Judgements>().unwrap(), &judgements);
        let json = serde_json::to_string(&judgements).unwrap();
        prop_assert_eq!(serde_json::from_str::<Judgements>(&json).unwrap(), judgements);
    }

    #[test]
    fn mending_mends(judgements in judgements()) {
        let Some(mend) = judgements.most_inconsistent().unwrap() else { return Ok(()) };
        let lambda = |judged: f64| {
            let revised = judgements.revised(mend.row, mend.column, judged).unwrap();
            revised.priorities(Prioritisation::Eigenvector).unwrap().lambda_max.unwrap()
        };
        let best = lambda(mend.best);
        for other in [mend.judged, mend.fitting, mend.best * 1.01, mend.best / 1.01] {
            prop_assert!(best <= lambda(other) + 1e-12);
        }
        prop_assert!(lambda(mend.fitting) <= lambda(mend.judged) + 1e-12);
    }

    #[test]
    fn a_group_of_one_mind_thinks_as_each(judgements in judgements(), shares in vec(0.1_f64..3.0, 1..5)) {
        let experts = vec![judgements.clone(); shares.len()];
        for by in ALL {
            let own = judgements.priorities(by).unwrap().weights;
            for aggregation in
                [Aggregation::Judgements, Aggregation::PrioritiesGeometric, Aggregation::PrioritiesArithmetic]
            {
                let group = Pooling { aggregation, by, max_cr: None }.pool(&experts, &shares, &rules()).unwrap();
                prop_assert!(close(group.weights.as_slice(), own.as_slice(), 1e-12));
                prop_assert_eq!(group.kept.len(), shares.len());
            }
        }
    }

    #[test]
    fn the_order_of_experts_changes_nothing(
        (size, experts) in (2_usize..6).prop_flat_map(|size| {
            (Just(size), vec(vec((-2.2_f64..2.2).prop_map(Some), size * (size - 1) / 2), 2..5))
        }),
        max_cr in proptest::option::of(0.5_f64..2.0),
    ) {
        let experts: Vec<_> = experts.iter().map(|above| judged(size, above)).collect();
        let (turned, shares) = (experts.iter().rev().cloned().collect::<Vec<_>>(), vec![1.0; experts.len()]);
        let pooling = Pooling { aggregation: Aggregation::Judgements, by: Prioritisation::Eigenvector, max_cr };
        let one = pooling.pool(&experts, &shares, &rules());
        let other = pooling.pool(&turned, &shares, &rules());
        match (one, other) {
            (Ok(one), Ok(other)) => {
                prop_assert!(close(one.weights.as_slice(), other.weights.as_slice(), 1e-12));
                prop_assert_eq!(one.kept.len() + one.left_out.len(), experts.len());
                prop_assert_eq!(one.left_out.len(), other.left_out.len());
            }
            (one, other) => prop_assert_eq!(one.is_err(), other.is_err()),
        }
    }

    #[test]
    fn combined_weights_sum_to_one_in_any_order(
        sets in (2_usize..10).prop_flat_map(|size| vec(weights(size), 1..3)),
    ) {
        let turned: Vec<_> = sets.iter().rev().cloned().collect();
        let linear = Combination::Linear { shares: Weights::equal(sets.len()).unwrap() };
        for combination in [linear, Combination::Product, Combination::Geometric, Combination::Game] {
            let combined = combination.combine(&sets).unwrap();
            prop_assert!(sums_to_one(&combined));
            prop_assert!(close(combined.as_slice(), combination.combine(&turned).unwrap().as_slice(), 1e-9));
            if sets.len() == 1 {
                prop_assert!(close(combined.as_slice(), sets[0].as_slice(), 1e-12));
            }
        }
    }

    #[test]
    fn what_comes_first_counts_most(count in 1_usize..40) {
        let places: Vec<_> = (1..=count).collect();
        for by in [RankOrder::RankSum, RankOrder::Reciprocal, RankOrder::Centroid] {
            let weights = by.weights(&places).unwrap();
            prop_assert!(sums_to_one(&weights));
            prop_assert!(weights.as_slice().is_sorted_by(|one, next| one > next));
            let tied = by.weights(&vec![1; count]).unwrap();
            prop_assert!(close(tied.as_slice(), Weights::equal(count).unwrap().as_slice(), 1e-12));
        }
    }

    #[test]
    fn agreement_lies_between_one_and_minus_one(pairs in vec((-5_i8..5, -5_i8..5), 2..60)) {
        let (x, y): (Vec<_>, Vec<_>) = pairs.iter().map(|(x, y)| (f64::from(*x), f64::from(*y))).unzip();
        match Agreement::of(&x, &y) {
            Err(error) => prop_assert_eq!(error, CorrelationError::AllTied),
            Ok(agreement) => {
                let Agreement { spearman, kendall_tau_b, weighted_spearman, ws } = agreement;
                for measure in [spearman, kendall_tau_b, weighted_spearman] {
                    prop_assert!((-1.0..=1.0).contains(&measure));
                }
                prop_assert!((-1e-9..=1.0).contains(&ws));
                prop_assert!((kendall_tau_b - tau_by_pairs(&x, &y)).abs() < 1e-12);
                let back = Agreement::of(&y, &x).unwrap();
                prop_assert!((spearman - back.spearman).abs() < 1e-12 && (kendall_tau_b - back.kendall_tau_b).abs() < 1e-12);
            }
        }
    }

    #[test]
    fn a_list_agrees_with_itself_and_not_with_its_reverse(order in (2_usize..50).prop_flat_map(|count| {
        Just((0..count).map(|place| f64::from(u32::try_from(place).unwrap())).collect::<Vec<_>>()).prop_shuffle()
    })) {
        let reversed: Vec<_> = order.iter().map(|score| -score).collect();
        let near = |one: f64, other: f64| (one - other).abs() < 1e-12;
        let same = Agreement::of(&order, &order).unwrap();
        prop_assert!(near(same.spearman, 1.0) && near(same.kendall_tau_b, 1.0));
        prop_assert!(near(same.weighted_spearman, 1.0) && near(same.ws, 1.0));
        let other = Agreement::of(&order, &reversed).unwrap();
        prop_assert!(near(other.spearman, -1.0) && near(other.weighted_spearman, -1.0));
        prop_assert!(near(kendall_tau_b(&order, &reversed).unwrap(), -1.0));
        prop_assert!(near(kendall_w(&[&order, &order, &order]).unwrap(), 1.0));
        prop_assert!(near(kendall_w(&[&order, &reversed]).unwrap(), 0.0));
    }

    #[test]
    fn fuzzy_degrees_stay_degrees(
        (rows, weights) in (1_usize..6, 1_usize..6).prop_flat_map(|(indicators, grades)| {
            (vec(vec(0.01_f64..=1.0, grades), indicators), weights(indicators))
        }),
    ) {
        let membership = Membership::new(rows.clone()).unwrap();
        let scores: Vec<_> = (0..membership.grades()).map(|grade| f64::from(u32::try_from(grade).unwrap())).collect();
        for operator in [Operator::MinMax, Operator::ProdMax, Operator::MinBoundedSum, Operator::ProdBoundedSum] {
            let grade = membership.evaluate(&weights, operator, &scores).unwrap();
            prop_assert!(grade.degrees.iter().all(|degree| (0.0..=1.0).contains(degree)));
            prop_assert!((grade.normalized.iter().sum::<f64>() - 1.0).abs() < 1e-12);
            prop_assert!(grade.score >= 0.0 && grade.score <= scores.last().unwrap() + 1e-12);
        }
    }

    #[test]
    fn a_value_belongs_to_its_grades_in_full(value in -20.0_f64..20.0, steps in vec(0.1_f64..5.0, 1..6)) {
        let mut sum = -8.0;
        let points: Vec<_> = steps.iter().map(|step| { sum += step; sum }).collect();
        let membership = Membership::of_values(&[value], std::slice::from_ref(&points)).unwrap();
        let degrees = &membership.rows()[0];
        prop_assert!((degrees.iter().sum::<f64>() - 1.0).abs() < 1e-12);
        prop_assert!(degrees.iter().filter(|degree| **degree > 0.0).count() <= 2);
        let middle: f64 = degrees.iter().zip(&points).map(|(degree, point)| degree * point).sum();
        prop_assert!((middle - value.clamp(points[0], *points.last().unwrap())).abs() < 1e-9);
    }

    #[test]
    fn junk_is_refused_without_a_panic(text in "[0-9?/;. e-]{0,20}") {
        let _ = text.parse::<Judgements>().map(|judgements| judgements.priorities(Prioritisation::Harker));
    }
}
