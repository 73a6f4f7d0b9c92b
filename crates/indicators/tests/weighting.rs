//! Judgements, rounds, orders and lists that are refused, and what is worth a look.
#![expect(clippy::unwrap_used, reason = "what fails here is a failed test")]

use std::slice::from_ref;

use collegium_core::preset;
use collegium_indicators::{
    Weights, WeightsError,
    correlation::{CorrelationError, kendall_tau_b, kendall_w, spearman},
    fuzzy::{FuzzyError, Membership, Operator},
    weighting::{
        ahp::{
            Aggregation, ConsistencyRules, ConsistencyRulesDraft, ConsistencyRulesError, GroupError,
            Judgements, JudgementsError, Pooling, Prioritisation, PriorityError,
        },
        combination::{Combination, CombinationError},
        delphi::{
            DelphiError, DelphiRules, DelphiRulesDraft, DelphiRulesError, Outcome, Ratings, RatingsError,
        },
        rank_order::{RankOrder, RankOrderError},
    },
};

fn judged(text: &str) -> Judgements {
    text.parse().unwrap()
}

fn saaty() -> ConsistencyRules {
    ConsistencyRules::saaty().load().unwrap()
}

#[test]
fn what_is_no_judgement_is_refused() {
    let refused = |text: &str| text.parse::<Judgements>().unwrap_err();
    assert_eq!(Judgements::new(0, &[]), Err(JudgementsError::Empty));
    assert_eq!(
        Judgements::new(2, &[Some(1.0)]),
        Err(JudgementsError::NotSquare { criteria: 2, judgements: 1 })
    );
    assert!(Judgements::new(usize::MAX, &[]).is_err());
    assert_eq!(refused("1 2; 1/2"), JudgementsError::Ragged { row: 1, judgements: 1, criteria: 2 });
    assert_eq!(refused(""), JudgementsError::Ragged { row: 0, judgements: 0, criteria: 1 });
    assert_eq!(refused("1 2; x 1"), JudgementsError::NotAJudgement { value: "x".into() });
    for (text, judged) in
        [("0", 0.0), ("-2", -2.0), ("1e10", 1e10), ("1/0", f64::INFINITY), ("inf", f64::INFINITY)]
    {
        let error = refused(&format!("1 {text}; ? 1"));
        assert_eq!(error, JudgementsError::OutOfRange { row: 0, column: 1, judged });
    }
    assert!(matches!(refused("1 NaN; ? 1"), JudgementsError::OutOfRange { .. }));
    // A third with two digits is not the reverse of 3; one with all of them is.
    let reverse = JudgementsError::NotReciprocal { row: 0, column: 1, judged: 3.0, reverse: 0.33 };
    assert_eq!(refused("1 3; 0.33 1"), reverse);
    assert!("1 3; 0.3333333333 1".parse::<Judgements>().is_ok());
    assert_eq!(
        refused("2 3; 1/3 1"),
        JudgementsError::NotReciprocal { row: 0, column: 0, judged: 2.0, reverse: 2.0 }
    );
    let one = judged("1");
    assert!(one.revised(0, 0, 2.0).is_err() && one.revised(0, 1, 2.0).is_err());
    assert_eq!(one.get(0, 1), None);
}

#[test]
fn judgements_without_weights_say_why() {
    let gaps = judged("1 2 ?; 1/2 1 ?; ? ? 1");
    for by in [Prioritisation::Eigenvector, Prioritisation::GeometricMean, Prioritisation::ArithmeticMean] {
        assert_eq!(gaps.priorities(by), Err(PriorityError::Incomplete { row: 0, column: 2 }));
    }
    assert_eq!(gaps.most_inconsistent(), Err(PriorityError::Incomplete { row: 0, column: 2 }));
    for by in [Prioritisation::Harker, Prioritisation::LeastSquares] {
        assert_eq!(gaps.priorities(by), Err(PriorityError::Disconnected { criterion: 2 }));
    }
    // A chain in which each counts a thousand million times as much as the next.
    let mut chain = vec![vec![None; 50]; 50];
    (0..49).for_each(|place| chain[place][place + 1] = Some(1e9));
    let chain = Judgements::try_from(chain).unwrap();
    assert!(chain.priorities(Prioritisation::LeastSquares).is_ok());
    match chain.priorities(Prioritisation::Harker) {
        Ok(priorities) => assert!((priorities.weights.as_slice()[0] - 1.0).abs() < 1e-8),
        Err(error) => assert_eq!(error, PriorityError::TooFarApart),
    }
}

#[test]
fn the_random_index_ends_at_fifteen() {
    let judgements =
        |criteria: usize| Judgements::new(criteria, &vec![Some(1.0); criteria * criteria]).unwrap();
    for by in [Prioritisation::Eigenvector, Prioritisation::GeometricMean, Prioritisation::ArithmeticMean] {
        assert!(saaty().assess(&judgements(15), by).unwrap().consistency.unwrap().consistent);
        let error = saaty().assess(&judgements(16), by).unwrap_err();
        assert_eq!(error, PriorityError::NoRandomIndex { criteria: 16, most: 15 });
        assert_eq!(
            error.to_string(),
            "16 criteria have no consistency ratio: the random index is known up to 15 criteria"
        );
        assert!(judgements(16).priorities(by).is_ok());
    }
}

#[test]
fn the_threshold_itself_is_accepted() {
    let judgements = judged("1 3 2; 1/3 1 1/2; 1/2 2 1");
    let cr = saaty().assess(&judgements, Prioritisation::Eigenvector).unwrap().consistency.unwrap().cr;
    for (threshold, accepted) in [(cr, true), (cr * 0.999, false)] {
        let rules =
            ConsistencyRules::try_from(ConsistencyRulesDraft { threshold, ..saaty().draft() }).unwrap();
        let assessment = rules.assess(&judgements, Prioritisation::Eigenvector).unwrap();
        assert_eq!(assessment.consistency.unwrap().consistent, accepted);
    }
}

#[test]
fn a_printed_example_comes_out_as_printed() {
    // A textbook on the conduct of students: three criteria, by eigenvector and by the mean of columns.
    let judgements = judged("1 3 2; 1/3 1 1/2; 1/2 2 1");
    let printed = |by| {
        let assessment = saaty().assess(&judgements, by).unwrap();
        let weights =
            assessment.priorities.weights.as_slice().iter().map(|w| format!("{w:.4}")).collect::<Vec<_>>();
        let consistency = assessment.consistency.unwrap();
        (
            weights.join(" "),
            format!("{:.4} {:.4}", assessment.priorities.lambda_max.unwrap(), consistency.ci),
            consistency.cr,
        )
    };
    let (weights, lambda_and_ci, cr) = printed(Prioritisation::Eigenvector);
    assert_eq!((weights.as_str(), lambda_and_ci.as_str()), ("0.5396 0.1634 0.2970", "3.0092 0.0046"));
    assert_eq!(format!("{cr:.4}"), "0.0079");
    assert_eq!(printed(Prioritisation::ArithmeticMean).0, "0.5390 0.1638 0.2973");
}

#[test]
fn rules_of_consistency_are_checked() {
    let refused = |change: fn(&mut ConsistencyRulesDraft)| {
        let mut draft = saaty().draft();
        change(&mut draft);
        ConsistencyRules::try_from(draft).unwrap_err()
    };
    assert_eq!(refused(|draft| draft.random_index.truncate(2)), ConsistencyRulesError::TooShort { known: 2 });
    let zero = ConsistencyRulesError::BadIndex { criteria: 3, index: 0.0 };
    assert_eq!(refused(|draft| draft.random_index[2] = 0.0), zero);
    assert_eq!(
        refused(|draft| draft.random_index[0] = -1.0),
        ConsistencyRulesError::BadIndex { criteria: 1, index: -1.0 }
    );
    assert!(matches!(
        refused(|draft| draft.random_index[4] = f64::NAN),
        ConsistencyRulesError::BadIndex { .. }
    ));
    assert_eq!(
        refused(|draft| draft.threshold = -0.1),
        ConsistencyRulesError::BadThreshold { threshold: -0.1 }
    );
    assert!(matches!(
        refused(|draft| draft.threshold = f64::NAN),
        ConsistencyRulesError::BadThreshold { .. }
    ));
}

#[test]
fn a_group_without_weights_says_why() {
    let pool = |experts: &[Judgements], shares: &[f64], max_cr| {
        let pooling =
            Pooling { aggregation: Aggregation::Judgements, by: Prioritisation::Eigenvector, max_cr };
        pooling.pool(experts, shares, &saaty()).unwrap_err()
    };
    let (two, three, gap) = (judged("1 2; 1/2 1"), judged("1 1 1; 1 1 1; 1 1 1"), judged("1 ?; ? 1"));
    assert_eq!(pool(&[], &[], None), GroupError::Empty);
    assert_eq!(pool(from_ref(&two), &[1.0, 1.0], None), GroupError::Shares { experts: 1, shares: 2 });
    let sizes = GroupError::Sizes { expert: 1, criteria: 3, first: 2 };
    assert_eq!(pool(&[two.clone(), three], &[1.0, 1.0], None), sizes);
    assert_eq!(
        pool(&[two.clone(), gap], &[1.0, 1.0], None),
        GroupError::Expert { expert: 1, error: PriorityError::Incomplete { row: 0, column: 1 } }
    );
    let torn = judged("1 9 1/9; 1/9 1 9; 9 1/9 1");
    assert!(
        matches!(pool(from_ref(&torn), &[1.0], Some(0.1)), GroupError::NoneKept { least } if least > 6.0)
    );
    assert_eq!(pool(from_ref(&two), &[0.0], None), GroupError::Weights { error: WeightsError::AllZero });
    // Also a share that would not count is looked at.
    let calm = judged("1 1 1; 1 1 1; 1 1 1");
    let error = WeightsError::Negative { position: 1, weight: -1.0 };
    assert_eq!(pool(&[calm, torn], &[1.0, -1.0], Some(0.1)), GroupError::Weights { error });
    // Seventeen criteria: nobody has a consistency ratio.
    let many = Judgements::new(17, &[Some(1.0); 289]).unwrap();
    assert!(matches!(pool(&[many], &[1.0], None), GroupError::Expert { .. }));
}

#[test]
fn sets_that_cannot_be_combined_say_why() {
    let set = |weights: &[f64]| Weights::new(weights.to_vec()).unwrap();
    let combine = |combination: Combination, sets: &[Weights]| combination.combine(sets).unwrap_err();
    assert_eq!(combine(Combination::Product, &[]), CombinationError::Empty);
    assert_eq!(
        combine(Combination::Game, &[set(&[1.0]), set(&[0.5, 0.5])]),
        CombinationError::Sizes { set: 1, size: 2, first: 1 }
    );
    let linear = Combination::Linear { shares: set(&[0.5, 0.5]) };
    assert_eq!(combine(linear, &[set(&[1.0])]), CombinationError::Shares { sets: 1, shares: 2 });
    let apart = [set(&[1.0, 0.0]), set(&[0.0, 1.0])];
    for combination in [Combination::Product, Combination::Geometric] {
        assert_eq!(combine(combination, &apart), CombinationError::NothingInCommon);
    }
    // The third lies between the others, to rounding; and three sets of two criteria always depend on each other.
    let dependent = [set(&[0.6, 0.3, 0.1]), set(&[0.2, 0.2, 0.6]), set(&[0.4, 0.25, 0.35])];
    assert_eq!(combine(Combination::Game, &dependent), CombinationError::Dependent { sets: 3 });
    let many = [set(&[0.9, 0.1]), set(&[0.5, 0.5]), set(&[0.2, 0.8])];
    assert_eq!(combine(Combination::Game, &many), CombinationError::Dependent { sets: 3 });
}

#[test]
fn small_products_are_not_lost() {
    let small: Vec<f64> = [vec![1e-200, 2e-200], vec![0.5; 2]].concat();
    let sets = vec![Weights::proportional(small).unwrap(); 4];
    let combined = Combination::Product.combine(&sets).unwrap();
    assert!((combined.as_slice()[2] - 0.5).abs() < 1e-12);
}

#[test]
fn places_are_places() {
    for by in [RankOrder::RankSum, RankOrder::Reciprocal, RankOrder::Centroid] {
        assert_eq!(by.weights(&[]), Err(RankOrderError::Empty));
        assert_eq!(by.weights(&[0, 1]), Err(RankOrderError::NotPlaces { position: 0, place: 0 }));
        assert_eq!(by.weights(&[1, 1, 2]), Err(RankOrderError::NotPlaces { position: 2, place: 2 }));
        assert_eq!(by.weights(&[1]).unwrap().as_slice(), [1.0]);
    }
}

#[test]
fn rounds_that_cannot_be_assessed_say_why() {
    let ratings = |rows: &[&[f64]]| Ratings::new(rows.iter().map(|row| row.to_vec()).collect());
    assert_eq!(Ratings::new(vec![]), Err(RatingsError::Empty));
    assert_eq!(ratings(&[&[]]), Err(RatingsError::Empty));
    assert_eq!(
        ratings(&[&[1.0], &[1.0, 2.0]]),
        Err(RatingsError::Ragged { expert: 1, ratings: 2, first: 1 })
    );
    assert!(matches!(ratings(&[&[f64::NAN]]), Err(RatingsError::NotARating { .. })));
    let bad = RatingsError::NotARating { expert: 0, criterion: 0, rating: -1.0 };
    assert_eq!(ratings(&[&[-1.0]]), Err(bad));

    let rules = DelphiRules::schmidt().load().unwrap();
    let (one, two) = (ratings(&[&[1.0]]).unwrap(), ratings(&[&[1.0, 2.0]]).unwrap());
    assert_eq!(rules.assess(&[]), Err(DelphiError::NoRound));
    assert_eq!(rules.assess(&[one, two]), Err(DelphiError::Criteria { round: 1, criteria: 2, first: 1 }));
    let nothing = ratings(&[&[0.0, 0.0]]).unwrap();
    assert_eq!(rules.assess(&[nothing]), Err(DelphiError::Weights { error: WeightsError::AllZero }));
}

#[test]
fn rules_of_rounds_are_checked() {
    let refused = |change: fn(&mut DelphiRulesDraft)| {
        let mut draft = DelphiRules::schmidt().load().unwrap().draft();
        change(&mut draft);
        DelphiRules::try_from(draft).unwrap_err()
    };
    assert_eq!(refused(|draft| draft.least_rounds = 0), DelphiRulesError::Rounds { least: 0, most: 3 });
    assert_eq!(refused(|draft| draft.least_rounds = 4), DelphiRulesError::Rounds { least: 4, most: 3 });
    let w = DelphiRulesError::OutOfRange { name: "least W", value: 1.5, most: 1.0 };
    assert_eq!(refused(|draft| draft.least_w = 1.5), w);
    assert!(matches!(refused(|draft| draft.greatest_spread = -1.0), DelphiRulesError::OutOfRange { .. }));
    assert!(matches!(
        refused(|draft| draft.greatest_shift = f64::INFINITY),
        DelphiRulesError::OutOfRange { .. }
    ));
}

#[test]
fn rounds_end_by_agreement_or_by_the_last() {
    let rules = DelphiRules::schmidt().load().unwrap();
    let round = |rows: [[f64; 3]; 3]| Ratings::new(rows.map(|row| row.to_vec()).to_vec()).unwrap();
    let agreed = round([[5.0, 3.0, 1.0], [5.0, 4.0, 1.0], [5.0, 3.0, 2.0]]);
    let apart = round([[5.0, 3.0, 1.0], [1.0, 4.0, 5.0], [2.0, 3.0, 4.0]]);
    let outcome = |rounds: &[&Ratings]| {
        rules.assess(&rounds.iter().map(|round| (*round).clone()).collect::<Vec<_>>()).unwrap().outcome
    };
    assert_eq!(outcome(&[&agreed]), Outcome::AskAgain, "one round is not enough");
    assert_eq!(outcome(&[&agreed, &agreed]), Outcome::Agreed);
    assert_eq!(outcome(&[&apart, &agreed]), Outcome::AskAgain, "medians moved");
    assert_eq!(outcome(&[&apart, &agreed, &agreed]), Outcome::Agreed);
    assert_eq!(outcome(&[&apart, &apart, &apart]), Outcome::GivenUp);
    // Nobody distinguishes: there is no order to agree on.
    let flat = round([[3.0; 3]; 3]);
    assert_eq!(flat.summary().w, None);
    assert_eq!(outcome(&[&flat, &flat, &flat]), Outcome::GivenUp);
    // One expert agrees with nobody.
    assert_eq!(Ratings::new(vec![vec![3.0, 2.0]]).unwrap().summary().w, None);
}

#[test]
fn lists_that_cannot_be_compared_say_why() {
    assert_eq!(spearman(&[1.0], &[1.0]), Err(CorrelationError::TooFew { given: 1 }));
    assert_eq!(spearman(&[1.0, 2.0], &[1.0]), Err(CorrelationError::Lengths { expected: 2, given: 1 }));
    assert_eq!(spearman(&[1.0, f64::NAN], &[1.0, 2.0]), Err(CorrelationError::NotFinite { position: 1 }));
    assert_eq!(kendall_tau_b(&[1.0, 2.0], &[1.0, 1.0]), Err(CorrelationError::AllTied));
    assert_eq!(kendall_w::<Vec<f64>>(&[]), Err(CorrelationError::NoLists));
    assert_eq!(kendall_w(&[[1.0, 1.0], [2.0, 2.0]]), Err(CorrelationError::AllTied));
    assert_eq!(
        kendall_w(&[vec![1.0, 2.0], vec![1.0]]),
        Err(CorrelationError::Lengths { expected: 2, given: 1 })
    );
}

#[test]
fn what_has_no_fuzzy_grade_says_why() {
    let rows = |rows: &[&[f64]]| Membership::new(rows.iter().map(|row| row.to_vec()).collect());
    assert_eq!(rows(&[]), Err(FuzzyError::Empty));
    assert_eq!(rows(&[&[0.5], &[0.5, 0.5]]), Err(FuzzyError::Ragged { indicator: 1, degrees: 2, grades: 1 }));
    assert!(matches!(rows(&[&[f64::NAN]]), Err(FuzzyError::NotADegree { .. })));
    assert!(matches!(rows(&[&[-0.1]]), Err(FuzzyError::NotADegree { .. })));
    let points = |points: &[f64]| Membership::of_values(&[1.0], &[points.to_vec()]);
    assert_eq!(points(&[2.0, 2.0]), Err(FuzzyError::NotRising { indicator: 0, grade: 0 }));
    assert_eq!(points(&[1.0, 3.0, 2.0]), Err(FuzzyError::NotRising { indicator: 0, grade: 1 }));
    assert!(matches!(points(&[1.0, f64::NAN]), Err(FuzzyError::NotFinite { .. })));
    assert_eq!(points(&[]), Err(FuzzyError::Empty));
    assert_eq!(Membership::of_values(&[1.0], &[]), Err(FuzzyError::Unequal { values: 1, turning_points: 0 }));
    let empty = rows(&[&[0.0, 0.0]]).unwrap();
    let one = Weights::equal(1).unwrap();
    let refused =
        |weights: &Weights, scores: &[f64]| empty.evaluate(weights, Operator::MinMax, scores).unwrap_err();
    assert_eq!(refused(&one, &[1.0, 2.0]), FuzzyError::NoGrade);
    assert_eq!(refused(&one, &[1.0]), FuzzyError::Scores { scores: 1, grades: 2 });
    assert_eq!(refused(&one, &[1.0, f64::NAN]), FuzzyError::NotFinite { what: "score", position: 1 });
    assert_eq!(
        refused(&Weights::equal(2).unwrap(), &[1.0, 2.0]),
        FuzzyError::Weights { weights: 2, indicators: 1 }
    );
}

#[test]
fn presets_are_written_as_they_are_shipped() {
    let (consistency, rounds) = (ConsistencyRules::saaty(), DelphiRules::schmidt());
    assert_eq!((consistency.name(), rounds.name()), ("consistency-saaty", "delphi-schmidt"));
    assert_eq!(preset::write(&consistency.load().unwrap()), consistency.json());
    assert_eq!(preset::write(&rounds.load().unwrap()), rounds.json());
}
