//! Laws of best–worst weights and of how sure a ranking is, and what is refused.
#![expect(clippy::unwrap_used, clippy::float_arithmetic, reason = "what fails here is a failed test")]

use collegium_indicators::{
    Aim, DecisionMatrix, MethodError, Normalisation, Ranking, Weights,
    correlation::CorrelationError,
    method::{Method, Preference, Promethee, Topsis, TopsisNorm, Vikor, WeightedProduct, WeightedSum},
    ranks::{Best, competition},
    robust::{
        MethodAgreement, OneAtATime, RankAcceptability, RankReversals, Redistribution, RobustError,
        StabilityIntervals,
    },
    weighting::best_worst::{BestWorst, BestWorstDraft, BestWorstError},
};
use microlp::{ComparisonOp, OptimizationDirection, Problem};
use proptest::{collection::vec, prelude::*, sample::select};

const SUM: Method = Method::WeightedSum(WeightedSum { norm: Normalisation::MinMax });

fn methods(criteria: usize) -> Vec<Method> {
    vec![
        SUM,
        Method::Topsis(Topsis { norm: TopsisNorm::Vector }),
        Method::Topsis(Topsis { norm: TopsisNorm::MinMax }),
        Method::Vikor(Vikor { v: 0.5 }),
        Method::Promethee(Promethee { preferences: vec![Preference::VShape { p: 30.0 }; criteria] }),
        Method::WeightedProduct(WeightedProduct { norm: Normalisation::Sum }),
    ]
}

/// Two to nine alternatives, two to five criteria, and some weights above 0.
fn cases() -> impl Strategy<Value = (DecisionMatrix, Vec<Weights>)> {
    (2_usize..=9, 2_usize..=5).prop_flat_map(|(rows, columns)| {
        let aims = vec(select(vec![Aim::Benefit, Aim::Cost]), columns);
        let cells = vec(1.0_f64..100.0, rows * columns);
        let weights = vec(vec(0.05_f64..1.0, columns), 1..6);
        (aims, cells, weights).prop_map(|(aims, cells, weights)| {
            let weights = weights.into_iter().map(|parts| Weights::proportional(parts).unwrap());
            (DecisionMatrix::new(aims, cells).unwrap(), weights.collect())
        })
    })
}

fn ranks(method: &Method, matrix: &DecisionMatrix, weights: &Weights) -> Vec<usize> {
    method.evaluate(matrix, weights).unwrap().ranks()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(200) })]

    /// What is worked out before gives the same places as the method itself.
    #[test]
    fn places_are_those_of_the_method((matrix, samples) in cases()) {
        for method in methods(matrix.columns()) {
            let sure = RankAcceptability::of(&method, &matrix, &samples).unwrap();
            let mut counts = vec![0.0; matrix.rows() * matrix.rows()];
            for weights in &samples {
                for (alternative, rank) in ranks(&method, &matrix, weights).into_iter().enumerate() {
                    counts[alternative * matrix.rows() + rank - 1] += 1.0;
                }
            }
            let whole = f64::from(u32::try_from(samples.len()).unwrap());
            for (share, count) in sure.acceptability.iter().zip(counts) {
                prop_assert!((share - count / whole).abs() < 1e-12, "{method:?}");
            }
        }
    }

    #[test]
    fn shares_of_an_alternative_are_a_whole((matrix, _) in cases(), seed in any::<u64>()) {
        let sure = RankAcceptability::sampled(&SUM, &matrix, 50, seed).unwrap();
        prop_assert_eq!(sure.seed, Some(seed));
        for row in sure.acceptability.chunks(matrix.rows()) {
            prop_assert!((row.iter().sum::<f64>() - 1.0).abs() < 1e-12);
        }
        for weights in sure.central_weights.iter().flatten() {
            prop_assert!(Weights::new(weights.clone()).is_ok());
        }
        prop_assert_eq!(RankAcceptability::sampled(&SUM, &matrix, 50, seed).unwrap(), sure);
    }

    /// Just inside an interval the best is the best; just outside it is not.
    #[test]
    fn the_best_stays_so_within_its_interval((matrix, samples) in cases()) {
        for method in methods(matrix.columns()) {
            let stable = StabilityIntervals::evaluate(&method, &matrix, &samples[0]).unwrap();
            prop_assert_eq!(stable.exact, matches!(method, Method::WeightedSum(_) | Method::Promethee(_)));
            for interval in &stable.intervals {
                prop_assert!(interval.low <= interval.weight && interval.weight <= interval.high);
                let first = |to: f64| {
                    let from = samples[0].as_slice()[interval.criterion];
                    let others = samples[0].as_slice().iter().enumerate().map(|(at, weight)| {
                        if at == interval.criterion { to } else { weight * (1.0 - to) / (1.0 - from) }
                    });
                    let weights = Weights::new(others.collect()).unwrap();
                    ranks(&method, &matrix, &weights)[stable.best] == 1
                };
                if interval.low > 1e-5 {
                    prop_assert!(first(interval.low + 1e-6) && !first(interval.low - 1e-6), "{method:?} {interval:?}");
                }
                if interval.high < 1.0 - 1e-5 {
                    prop_assert!(first(interval.high - 1e-6) && !first(interval.high + 1e-6), "{method:?} {interval:?}");
                }
            }
        }
    }

    #[test]
    fn no_change_changes_nothing((matrix, samples) in cases()) {
        for redistribute in [Redistribution::Proportional, Redistribution::Equal] {
            let none = OneAtATime { redistribute, deltas: vec![0.0] };
            for method in methods(matrix.columns()) {
                let got = none.evaluate(&method, &matrix, &samples[0]).unwrap();
                prop_assert_eq!(&got.base_ranks, &ranks(&method, &matrix, &samples[0]));
                prop_assert!(got.top_stability >= 1.0 && got.max_rank_shift.iter().all(|shift| *shift == 0));
            }
        }
    }

    /// The weighted sum of values that do not depend on the other alternatives never turns a pair round.
    #[test]
    fn a_copy_never_turns_a_weighted_sum_round((matrix, samples) in cases()) {
        let found = RankReversals::evaluate(&SUM, &matrix, &samples[0]).unwrap();
        prop_assert!(found.copied.is_empty());
        prop_assert_eq!(found.undecided.len(), if matrix.rows() == 2 { 2 } else { 0 });
        prop_assert_eq!(found.is_clear(), found.dropped.is_empty());
    }

    #[test]
    fn a_general_solver_finds_the_same_weights(
        (best, worst, to_others, to_worst) in (2_usize..=8).prop_flat_map(|criteria| {
            let times = || vec((1_u32..=9).prop_map(f64::from), criteria);
            (0..criteria, 0..criteria, times(), times())
        }),
    ) {
        prop_assume!(best != worst);
        let (mut best_to_others, mut others_to_worst) = (to_others, to_worst);
        (best_to_others[best], others_to_worst[worst]) = (1.0, 1.0);
        best_to_others[worst] = 9.0;
        others_to_worst[best] = 9.0;
        let draft = BestWorstDraft { best, worst, best_to_others, others_to_worst };
        let outcome = BestWorst::try_from(draft.clone()).unwrap().weigh().unwrap();

        let mut problem = Problem::new(OptimizationDirection::Minimize);
        let xi = problem.add_var(1.0, (0.0, f64::INFINITY));
        let weights: Vec<_> =
            draft.best_to_others.iter().map(|_| problem.add_var(0.0, (0.0, f64::INFINITY))).collect();
        let mut miss = |one: usize, times: f64, other: usize| {
            if one != other {
                let parts = [(weights[one], 1.0), (weights[other], -times)];
                problem.add_constraint([parts[0], parts[1], (xi, -1.0)], ComparisonOp::Le, 0.0);
                problem.add_constraint([parts[0], parts[1], (xi, 1.0)], ComparisonOp::Ge, 0.0);
            }
        };
        for criterion in 0..draft.best_to_others.len() {
            miss(best, draft.best_to_others[criterion], criterion);
            miss(criterion, draft.others_to_worst[criterion], worst);
        }
        problem.add_constraint(weights.iter().map(|&w| (w, 1.0)).collect::<Vec<_>>(), ComparisonOp::Eq, 1.0);
        let solved = problem.solve().unwrap();
        let solved = solved.solution().unwrap();
        prop_assert!((solved.objective() - outcome.xi).abs() < 1e-9, "{draft:?} {outcome:?}");
        for (mine, theirs) in outcome.weights.as_slice().iter().zip(&weights) {
            prop_assert!((mine - solved[*theirs]).abs() < 1e-7, "{draft:?} {outcome:?}");
        }
    }
}

fn matrix() -> DecisionMatrix {
    DecisionMatrix::new([Aim::Benefit, Aim::Benefit], [3.0, 1.0, 2.0, 3.0, 1.0, 1.0]).unwrap()
}

fn halves() -> Weights {
    Weights::equal(2).unwrap()
}

#[test]
fn what_leaves_nothing_to_try_is_refused() {
    let matrix = matrix();
    assert_eq!(RankAcceptability::of(&SUM, &matrix, &[]), Err(RobustError::NoSamples));
    assert_eq!(RankAcceptability::sampled(&SUM, &matrix, 0, 1), Err(RobustError::NoSamples));
    let count = RobustError::Method(MethodError::WeightCount { weights: 3, criteria: 2 });
    let three = Weights::equal(3).unwrap();
    assert_eq!(RankAcceptability::of(&SUM, &matrix, std::slice::from_ref(&three)), Err(count.clone()));
    assert_eq!(RankAcceptability::of(&SUM, &matrix, &[halves(), three.clone()]), Err(count.clone()));
    assert_eq!(StabilityIntervals::evaluate(&SUM, &matrix, &three), Err(count.clone()));
    assert_eq!(RankReversals::evaluate(&SUM, &matrix, &three), Err(count));

    let single = DecisionMatrix::new([Aim::Benefit], [1.0, 2.0]).unwrap();
    let one = Weights::equal(1).unwrap();
    let changes = |deltas: &[f64], redistribute| OneAtATime { redistribute, deltas: deltas.to_vec() };
    let tenth = changes(&[0.1], Redistribution::Equal);
    assert_eq!(tenth.evaluate(&SUM, &single, &one), Err(RobustError::OneCriterion));
    assert_eq!(StabilityIntervals::evaluate(&SUM, &single, &one), Err(RobustError::OneCriterion));

    let strange = changes(&[0.1, f64::NAN], Redistribution::Equal);
    assert_eq!(strange.evaluate(&SUM, &matrix, &halves()), Err(RobustError::Delta { position: 1 }));
    let great = changes(&[1.5], Redistribution::Proportional);
    let out = RobustError::WeightOutOfRange { criterion: 0, delta: 1.5 };
    assert_eq!(great.evaluate(&SUM, &matrix, &halves()), Err(out));
    let all = Weights::new(vec![1.0, 0.0]).unwrap();
    let less = changes(&[-0.1], Redistribution::Proportional);
    let alone = Err(RobustError::AllWeight { criterion: 0 });
    assert_eq!(less.evaluate(&SUM, &matrix, &all), alone);
    assert_eq!(
        StabilityIntervals::evaluate(&SUM, &matrix, &all).map(|_| ()),
        Err(RobustError::AllWeight { criterion: 0 })
    );
}

#[test]
fn rankings_that_cannot_be_compared_are_refused() {
    let ranking = SUM.evaluate(&matrix(), &halves()).unwrap();
    assert_eq!(
        MethodAgreement::of(std::slice::from_ref(&ranking)),
        Err(RobustError::FewRankings { rankings: 1 })
    );
    let longer = Ranking { scores: vec![0.1; 4], ..ranking.clone() };
    let lengths = RobustError::Correlation(CorrelationError::Lengths { expected: 3, given: 4 });
    assert_eq!(MethodAgreement::of(&[ranking, longer]), Err(lengths));
}

#[test]
fn a_method_that_holds_the_smallest_for_the_best_agrees_with_itself() {
    let ranking = Method::Vikor(Vikor { v: 0.5 }).evaluate(&matrix(), &halves()).unwrap();
    assert_eq!(ranking.best, Best::Smallest);
    let turned: Vec<_> = ranking.scores.iter().map(|score| -score).collect();
    assert_eq!(competition(&turned, Best::Largest), ranking.ranks());
    let other = Ranking { scores: turned, best: Best::Largest, ..ranking.clone() };
    assert_eq!(MethodAgreement::of(&[ranking, other]).unwrap().kendall_tau_b, [1.0; 4]);
}

#[test]
fn judgements_that_are_none_are_refused() {
    let refused = |best, worst, to_others: &[f64], to_worst: &[f64]| {
        let (best_to_others, others_to_worst) = (to_others.to_vec(), to_worst.to_vec());
        BestWorst::try_from(BestWorstDraft { best, worst, best_to_others, others_to_worst }).unwrap_err()
    };
    assert_eq!(refused(0, 0, &[], &[]), BestWorstError::Empty);
    assert_eq!(refused(0, 1, &[1.0, 2.0], &[2.0]), BestWorstError::Lengths { to_others: 2, to_worst: 1 });
    let missing = BestWorstError::NoSuchCriterion { position: 2, criteria: 2 };
    assert_eq!(refused(0, 2, &[1.0, 2.0], &[2.0, 1.0]), missing);
    assert_eq!(refused(1, 1, &[1.0, 1.0], &[1.0, 1.0]), BestWorstError::SameCriterion { position: 1 });
    let half = BestWorstError::OutOfRange { criterion: 1, times: 0.5 };
    assert_eq!(refused(0, 1, &[1.0, 0.5], &[2.0, 1.0]), half);
    assert!(matches!(
        refused(0, 1, &[1.0, f64::NAN], &[2.0, 1.0]),
        BestWorstError::OutOfRange { criterion: 1, .. }
    ));
    let itself = BestWorstError::NotItself { criterion: 0, times: 2.0 };
    assert_eq!(refused(0, 1, &[2.0, 3.0], &[3.0, 1.0]), itself);
    let twice = BestWorstError::Disagree { from_best: 3.0, to_worst: 4.0 };
    assert_eq!(refused(0, 1, &[1.0, 3.0], &[4.0, 1.0]), twice);
    let flat = refused(0, 1, &[1.0, 1.0, 2.0], &[1.0, 1.0, 1.0]);
    assert_eq!(flat, BestWorstError::NothingBetween);
}

#[test]
fn one_criterion_has_all_the_weight() {
    let draft = BestWorstDraft { best: 0, worst: 0, best_to_others: vec![1.0], others_to_worst: vec![1.0] };
    assert_eq!(BestWorst::try_from(draft).unwrap().weigh().unwrap().weights.as_slice(), [1.0]);
}
