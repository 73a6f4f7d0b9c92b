//! Laws that hold for every matrix.

use collegium_indicators::{
    Aim, DecisionMatrix, Method, Normalisation, Ranking, Weights,
    method::{Group, Hierarchy, Part, Preference, Promethee},
    ranks::Best,
    weighting::{CriticWeights, DeviationWeights, EntropyWeights, Preparation},
};
use proptest::{collection::vec, prelude::*, sample::select};

use crate::methods;

#[derive(Debug, Clone)]
struct Case {
    aims: Vec<Aim>,
    rows: Vec<Vec<f64>>,
    weights: Vec<f64>,
}

impl Case {
    fn matrix(&self) -> DecisionMatrix {
        DecisionMatrix::new(self.aims.clone(), self.rows.concat()).unwrap()
    }

    fn weights(&self) -> Weights {
        Weights::proportional(self.weights.clone()).unwrap()
    }

    /// The criteria in another order: `order` holds old places.
    fn by_criteria(&self, order: &[usize]) -> Self {
        let row = |row: &Vec<f64>| order.iter().map(|place| row[*place]).collect();
        Self {
            aims: order.iter().map(|place| self.aims[*place]).collect(),
            rows: self.rows.iter().map(row).collect(),
            weights: order.iter().map(|place| self.weights[*place]).collect(),
        }
    }
}

fn value() -> impl Strategy<Value = f64> {
    prop_oneof![
        3 => (0_i32..10).prop_map(f64::from),
        3 => (-1000_i32..1000).prop_map(|x| f64::from(x) / 8.0),
        1 => (0_i32..1000).prop_map(|x| 1e6 + f64::from(x) / 1000.0),
        1 => (1_i32..1000).prop_map(|x| f64::from(x) * 1e-9),
    ]
}

fn aim() -> impl Strategy<Value = Aim> {
    prop_oneof![
        2 => Just(Aim::Benefit),
        2 => Just(Aim::Cost),
        1 => (0_i32..5, 0_i32..5).prop_map(|(low, wide)| {
            Aim::Interval { low: f64::from(low), high: f64::from(low + wide) }
        }),
    ]
}

fn case() -> impl Strategy<Value = Case> {
    (2_usize..12, 1_usize..11).prop_flat_map(|(rows, columns)| {
        let weight = prop_oneof![4 => 0.01..1.0, 1 => Just(0.0)];
        (vec(aim(), columns), vec(vec(value(), columns), rows), vec(weight, columns)).prop_map(
            |(aims, rows, mut weights)| {
                weights[0] += 0.5;
                Case { aims, rows, weights }
            },
        )
    })
}

fn near(one: f64, other: f64) -> bool {
    (one - other).abs() <= 1e-9 * (1.0 + one.abs().max(other.abs()))
}

fn all_near(one: &[f64], other: &[f64]) -> bool {
    one.len() == other.len() && one.iter().zip(other).all(|(one, other)| near(*one, *other))
}

fn scores(method: &Method, case: &Case) -> Option<Ranking> {
    method.evaluate(&case.matrix(), &case.weights()).ok()
}

fn all_weights(case: &Case) -> Vec<Option<Vec<f64>>> {
    let matrix = case.matrix();
    let list = |weights: Weights| weights.as_slice().to_vec();
    vec![
        EntropyWeights { pre: Preparation::None }.weigh(&matrix).ok().map(list),
        EntropyWeights { pre: Preparation::MinMax }.weigh(&matrix).ok().map(list),
        DeviationWeights { pre: Preparation::None }.weigh(&matrix).ok().map(list),
        DeviationWeights { pre: Preparation::MinMax }.weigh(&matrix).ok().map(list),
        CriticWeights {}.weigh(&matrix).ok().map(list),
    ]
}

/// An order of so many places, from numbers to sort by.
fn order(keys: &[u8], places: usize) -> Vec<usize> {
    let mut order: Vec<_> = (0..places).collect();
    order.sort_by_key(|place| {
        keys[place % keys.len()].wrapping_mul(u8::try_from(place * 7 % 251).unwrap() | 1)
    });
    order
}

proptest! {
    #[test]
    fn answers_are_numbers(case in case()) {
        for method in methods(case.aims.len()) {
            if let Some(ranking) = scores(&method, &case) {
                prop_assert!(ranking.scores.iter().all(|score| score.is_finite()), "{method:?}");
                let ranks = ranking.ranks();
                prop_assert!(ranks.contains(&1) && ranks.iter().all(|rank| *rank <= case.rows.len()));
            } else {
                prop_assert!(matches!(method, Method::Topsis(_)), "{method:?}");
            }
        }
        for weights in all_weights(&case).into_iter().flatten() {
            prop_assert!(weights.iter().all(|weight| (0.0..=1.0).contains(weight)));
            prop_assert!((weights.iter().sum::<f64>() - 1.0).abs() < 1e-12);
        }
    }

    #[test]
    fn permuted_alternatives_permute_the_result(case in case(), keys in vec(any::<u8>(), 1..9)) {
        let order = order(&keys, case.rows.len());
        let rows = order.iter().map(|place| case.rows[*place].clone()).collect();
        let permuted = Case { rows, ..case.clone() };
        for method in methods(case.aims.len()) {
            let (plain, moved) = (scores(&method, &case), scores(&method, &permuted));
            prop_assert_eq!(plain.is_some(), moved.is_some());
            if let (Some(plain), Some(moved)) = (plain, moved) {
                let expected: Vec<_> = order.iter().map(|place| plain.scores[*place]).collect();
                prop_assert!(all_near(&expected, &moved.scores), "{method:?}");
            }
        }
        for (one, other) in all_weights(&case).iter().zip(&all_weights(&permuted)) {
            let same = one.as_ref().zip(other.as_ref()).map(|(one, other)| all_near(one, other));
            prop_assert_eq!(one.is_some(), other.is_some());
            prop_assert!(same != Some(false));
        }
    }

    #[test]
    fn permuted_criteria_do_not_change_the_scores(case in case(), keys in vec(any::<u8>(), 1..9)) {
        let order = order(&keys, case.aims.len());
        let permuted = case.by_criteria(&order);
        for method in methods(case.aims.len()) {
            let (plain, moved) = (scores(&method, &case), scores(&method, &permuted));
            prop_assert_eq!(plain.is_some(), moved.is_some());
            if let (Some(plain), Some(moved)) = (plain, moved) {
                prop_assert!(all_near(&plain.scores, &moved.scores), "{method:?}");
            }
        }
        for (one, other) in all_weights(&case).iter().zip(&all_weights(&permuted)) {
            if let (Some(one), Some(other)) = (one, other) {
                let expected: Vec<_> = order.iter().map(|place| one[*place]).collect();
                prop_assert!(all_near(&expected, other));
            }
        }
    }

    /// In another unit, by a power of 2 so that nothing is rounded, nothing changes but where thresholds have a unit.
    #[test]
    fn the_unit_of_a_criterion_does_not_matter(case in case(), column in any::<prop::sample::Index>(), power in -20_i32..20) {
        let (column, factor) = (column.index(case.aims.len()), 2_f64.powi(power));
        let mut scaled = case.clone();
        for row in &mut scaled.rows {
            row[column] *= factor;
        }
        if let Aim::Interval { low, high } = &mut scaled.aims[column] {
            *low *= factor;
            *high *= factor;
        }
        for method in methods(case.aims.len()) {
            let usual = Promethee { preferences: vec![Preference::Usual; case.aims.len()] };
            if matches!(&method, Method::Promethee(other) if *other != usual) {
                continue;
            }
            let (plain, moved) = (scores(&method, &case), scores(&method, &scaled));
            prop_assert_eq!(plain.is_some(), moved.is_some());
            if let (Some(plain), Some(moved)) = (plain, moved) {
                prop_assert!(all_near(&plain.scores, &moved.scores), "{method:?}");
            }
        }
        let (plain, moved) = (all_weights(&case), all_weights(&scaled));
        // The deviation of raw values has a unit.
        for kind in [0, 1, 3, 4] {
            if let (Some(plain), Some(moved)) = (&plain[kind], &moved[kind]) {
                prop_assert!(all_near(plain, moved), "{kind}");
            }
        }
    }

    /// Who is nowhere worse and somewhere better is never ranked behind.
    #[test]
    fn dominance_is_respected(mut case in case(), better in select(vec![0.5, 1.0, 40.0])) {
        for (aim, column) in case.aims.iter_mut().zip(0..) {
            if matches!(aim, Aim::Interval { .. }) {
                *aim = Aim::Benefit;
            }
            let step = if *aim == Aim::Cost { -better } else { better };
            case.rows[1][column] = case.rows[0][column] + step;
        }
        for method in methods(case.aims.len()) {
            if let Some(ranking) = scores(&method, &case) {
                let (worse, better) = match ranking.best {
                    Best::Largest => (ranking.scores[0], ranking.scores[1]),
                    Best::Smallest => (ranking.scores[1], ranking.scores[0]),
                };
                prop_assert!(better >= worse - 1e-10, "{method:?}: {better} {worse}");
            }
        }
    }

    #[test]
    fn contributions_add_up_to_the_score(case in case()) {
        for method in methods(case.aims.len()) {
            let contributions = method.contributions(&case.matrix(), &case.weights()).unwrap();
            if let Some(contributions) = contributions {
                let ranking = scores(&method, &case).unwrap();
                prop_assert!(all_near(&contributions.sums(), &ranking.scores), "{method:?}");
            }
        }
    }

    #[test]
    fn net_flows_add_up_to_nothing(case in case(), preferences in vec(preference(), 11)) {
        let preferences = preferences[..case.aims.len()].to_vec();
        let outcome =
            Promethee { preferences: preferences.clone() }.evaluate(&case.matrix(), &case.weights()).unwrap();
        prop_assert!(outcome.ranking.scores.iter().sum::<f64>().abs() < 1e-9);
        // The quick sums against every pair by the definition.
        let met = case.matrix().met().into_owned();
        let others = f64::from(u32::try_from(case.rows.len() - 1).unwrap());
        for (row, phi_plus) in outcome.phi_plus.iter().enumerate() {
            let mut sum = 0.0;
            for other in 0..case.rows.len() {
                for (column, (preference, weight)) in preferences.iter().zip(case.weights().as_slice()).enumerate() {
                    let d = met.row(row).unwrap()[column] - met.row(other).unwrap()[column];
                    let d = if met.aims[column] == Aim::Cost { -d } else { d };
                    sum += weight * preference.of(d) / others;
                }
            }
            prop_assert!(near(sum, *phi_plus), "{sum} {phi_plus}");
        }
    }

    #[test]
    fn a_hierarchy_is_a_weighted_sum_with_the_products_of_its_weights(case in case(), split in any::<prop::sample::Index>()) {
        let columns = case.aims.len();
        let split = split.index(columns) + 1;
        let weights = case.weights();
        let part = |from: usize, to: usize| {
            let sum: f64 = weights.as_slice()[from..to].iter().sum();
            let equal = 1.0 / f64::from(u32::try_from(to - from).unwrap());
            let parts = (from..to).map(|column| {
                let weight = if sum > 0.0 { weights.as_slice()[column] / sum } else { equal };
                Part::Criterion { column, weight }
            });
            Part::Group(Group { name: "G".parse().unwrap(), weight: sum, parts: parts.collect() })
        };
        let mut parts = vec![part(0, split)];
        if split < columns {
            parts.push(part(split, columns));
        }
        let hierarchy = Hierarchy::new(parts).unwrap();
        prop_assert!(all_near(hierarchy.weights().as_slice(), weights.as_slice()));
        let outcome = hierarchy.evaluate(&case.matrix(), Normalisation::MinMax).unwrap();
        let plain = scores(&methods(columns)[0], &case).unwrap();
        prop_assert!(all_near(&outcome.ranking.scores, &plain.scores));
    }
}

fn preference() -> impl Strategy<Value = Preference> {
    let eighths = |least: i32| (least..40).prop_map(|x| f64::from(x) / 8.0);
    prop_oneof![
        Just(Preference::Usual),
        eighths(0).prop_map(|q| Preference::UShape { q }),
        eighths(1).prop_map(|p| Preference::VShape { p }),
        (eighths(0), eighths(0)).prop_map(|(q, more)| Preference::Level { q, p: q + more }),
        (eighths(0), eighths(0)).prop_map(|(q, more)| Preference::Linear { q, p: q + more }),
        eighths(1).prop_map(|s| Preference::Gaussian { s }),
    ]
}

/// Two criteria that are one, and a third that differs from them in one figure by very little: all there is to weigh by.
#[test]
fn criteria_that_nearly_agree_are_weighed_by_what_they_differ_in() {
    let rows = [[3.0, 0.0, 0.0], [3.0, 6.75, 0.0], [0.0, 1_000_000.037, 1_000_000.033]];
    // Min-max values 0, 0, 1 and 0, e, 1: three times the squares of their deviations are 2/3 and (1 + e² − e) · 2/3.
    let e: f64 = 6.75 / 1_000_000.037;
    let twice = 2.0 * (1.0 + e * e - e).sqrt();
    let expected = [1.0, twice, 1.0].map(|part| part / (2.0 + twice));
    for order in [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]] {
        let cells = order.map(|row: usize| rows[row]).concat();
        let matrix = DecisionMatrix::new([Aim::Cost, Aim::Benefit, Aim::Benefit], cells).unwrap();
        let weights = CriticWeights {}.weigh(&matrix).unwrap();
        assert!(all_near(weights.as_slice(), &expected), "{order:?} {weights:?}");
    }
}
