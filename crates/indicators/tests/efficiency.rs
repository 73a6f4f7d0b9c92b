//! Laws of data envelopment analysis, and a general solver beside ours.
#![expect(
    clippy::unwrap_used,
    clippy::float_arithmetic,
    clippy::indexing_slicing,
    reason = "what fails here is a failed test"
)]

use collegium_indicators::efficiency::{
    Dea, DeaError, Factor, Malmquist, Orientation, Returns, ScaleEfficiency, ScaleReturns, Units, UnitsDraft,
    UnitsError, malmquist,
};
use microlp::{ComparisonOp, LinearExpr, OptimizationDirection, Problem, Variable};
use proptest::{collection::vec, prelude::*, sample::select};

const RETURNS: [Returns; 4] =
    [Returns::Constant, Returns::Variable, Returns::NonIncreasing, Returns::NonDecreasing];
const ORIENTATIONS: [Orientation; 2] = [Orientation::Input, Orientation::Output];

fn close(left: f64, right: f64) -> bool {
    (left - right).abs() <= 1e-7 * (1.0 + right.abs())
}

/// The same program, written out for a general solver: the measure, or none if there is no solution.
fn general(units: &UnitsDraft, own: (&[f64], &[f64]), dea: Dea, skip: Option<usize>) -> Option<f64> {
    let input = dea.orientation == Orientation::Input;
    let direction = if input { OptimizationDirection::Minimize } else { OptimizationDirection::Maximize };
    let mut problem = Problem::new(direction);
    let theta = problem.add_var(1.0, (0.0, f64::INFINITY));
    let count = units.x.len() / units.inputs;
    let mix: Vec<(usize, Variable)> = (0..count)
        .filter(|&unit| Some(unit) != skip)
        .map(|unit| (unit, problem.add_var(0.0, (0.0, f64::INFINITY))))
        .collect();
    let row = |figures: &[f64], each: usize, position: usize| {
        let mut row = LinearExpr::empty();
        for &(unit, variable) in &mix {
            row.add(variable, figures[unit * each + position]);
        }
        row
    };
    for (position, &figure) in own.0.iter().enumerate() {
        let mut row = row(&units.x, units.inputs, position);
        row.add(theta, if input { -figure } else { 0.0 });
        problem.add_constraint(row, ComparisonOp::Le, if input { 0.0 } else { figure });
    }
    for (position, &figure) in own.1.iter().enumerate() {
        let mut row = row(&units.y, units.outputs, position);
        row.add(theta, if input { 0.0 } else { -figure });
        problem.add_constraint(row, ComparisonOp::Ge, if input { figure } else { 0.0 });
    }
    let sum: LinearExpr = mix.iter().map(|&(_, variable)| (variable, 1.0)).collect();
    match dea.returns {
        Returns::Constant => {}
        Returns::Variable => problem.add_constraint(sum, ComparisonOp::Eq, 1.0),
        Returns::NonIncreasing => problem.add_constraint(sum, ComparisonOp::Le, 1.0),
        Returns::NonDecreasing => problem.add_constraint(sum, ComparisonOp::Ge, 1.0),
    }
    problem.solve().ok()?.solution().map(microlp::Solution::objective)
}

fn own(units: &Units, unit: usize) -> (&[f64], &[f64]) {
    (
        &units.x[unit * units.inputs..(unit + 1) * units.inputs],
        &units.y[unit * units.outputs..(unit + 1) * units.outputs],
    )
}

/// Units with figures from a strategy; those that may not be are left out by it.
fn units_of(figure: impl Strategy<Value = f64> + Clone) -> impl Strategy<Value = Units> {
    (1_usize..=4, 1_usize..=3, 1_usize..=14)
        .prop_flat_map(move |(inputs, outputs, count)| {
            let x = vec(figure.clone(), inputs * count);
            let y = vec(figure.clone(), outputs * count);
            (Just(inputs), Just(outputs), x, y)
        })
        .prop_filter_map("a unit without inputs or outputs", |(inputs, outputs, x, y)| {
            Units::try_from(UnitsDraft { inputs, outputs, x, y, labels: vec![] }).ok()
        })
}

/// Many ties and zeros.
fn small() -> impl Strategy<Value = f64> + Clone {
    prop_oneof![1 => Just(0.0), 6 => (1_u32..=4).prop_map(f64::from)]
}

fn units() -> impl Strategy<Value = Units> {
    prop_oneof![units_of(small()), units_of(0.5_f64..100.0), units_of((1_u32..=60).prop_map(f64::from))]
}

fn dea() -> impl Strategy<Value = Dea> {
    (select(&RETURNS[..]), select(&ORIENTATIONS[..]))
        .prop_map(|(returns, orientation)| Dea { returns, orientation })
}

fn thetas(dea: Dea, units: &Units) -> Vec<f64> {
    dea.evaluate(units).unwrap().into_iter().map(|unit| unit.theta).collect()
}

/// Units whose first input is told in a measure 2^power times smaller.
fn in_another_measure(units: &Units, power: i32) -> Units {
    let mut draft = units.draft();
    draft.x.iter_mut().step_by(units.inputs).for_each(|figure| *figure *= 2.0_f64.powi(power));
    Units::try_from(draft).unwrap()
}

fn same(left: &[f64], right: &[f64]) -> Result<(), TestCaseError> {
    prop_assert_eq!(left.len(), right.len());
    for (left, right) in left.iter().zip(right) {
        prop_assert!(close(*left, *right), "{left} {right}");
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(400) })]

    #[test]
    fn a_general_solver_agrees(units in units(), dea in dea()) {
        for (unit, theta) in thetas(dea, &units).into_iter().enumerate() {
            let general = general(&units, own(&units, unit), dea, None);
            prop_assert!(general.is_some_and(|general| close(theta, general)), "{unit}: {theta} {general:?}");
        }
    }

    #[test]
    fn a_general_solver_agrees_without_the_unit(units in units(), dea in dea()) {
        for (unit, got) in dea.super_efficiency(&units).unwrap().into_iter().enumerate() {
            let general = general(&units, own(&units, unit), dea, Some(unit));
            let general = match dea.orientation {
                Orientation::Input => general,
                // What the general solver leaves of outputs that may shrink to nothing has either sign.
                Orientation::Output => general.filter(|&theta| theta > 1e-9).map(f64::recip),
            };
            match (got, general) {
                (Some(got), Some(general)) => prop_assert!(close(got, general), "{unit}: {got} {general}"),
                (got, general) => prop_assert_eq!(got, general, "{}", unit),
            }
        }
    }

    #[test]
    fn the_reference_does_as_well(units in units(), dea in dea()) {
        for (unit, got) in dea.evaluate(&units).unwrap().into_iter().enumerate() {
            prop_assert!(got.efficiency > 0.0 && got.efficiency <= 1.0);
            prop_assert!(got.references.windows(2).all(|pair| pair[0].unit < pair[1].unit));
            let (x, y) = own(&units, unit);
            let shrink = if dea.orientation == Orientation::Input { got.theta } else { 1.0 };
            let grow = if dea.orientation == Orientation::Output { got.theta } else { 1.0 };
            let mix = |position: usize, input: bool| -> f64 {
                let of = |unit| if input { own(&units, unit).0[position] } else { own(&units, unit).1[position] };
                got.references.iter().map(|reference| reference.intensity * of(reference.unit)).sum()
            };
            for (position, (&x, slack)) in x.iter().zip(&got.input_slacks).enumerate() {
                prop_assert!(*slack >= 0.0 && close(mix(position, true) + slack, shrink * x));
            }
            for (position, (&y, slack)) in y.iter().zip(&got.output_slacks).enumerate() {
                prop_assert!(*slack >= 0.0 && close(mix(position, false) - slack, grow * y));
            }
            let sum: f64 = got.references.iter().map(|reference| reference.intensity).sum();
            let possible = match dea.returns {
                Returns::Constant => true,
                Returns::Variable => close(sum, 1.0),
                Returns::NonIncreasing => sum <= 1.0 + 1e-7,
                Returns::NonDecreasing => sum >= 1.0 - 1e-7,
            };
            prop_assert!(possible, "{sum}");
        }
    }

    /// Those that a strong unit is held against are strong, and no mix leaves more over than the one found.
    #[test]
    fn references_are_strong(units in units(), dea in dea()) {
        let all = dea.evaluate(&units).unwrap();
        for unit in &all {
            for reference in unit.references.iter().filter(|reference| reference.intensity > 1e-6) {
                prop_assert!(all[reference.unit].strong, "{unit:?} {reference:?}");
            }
        }
    }

    #[test]
    fn a_unit_given_twice_changes_nothing(units in units(), dea in dea()) {
        let mut draft = units.draft();
        let (x, y) = own(&units, 0);
        draft.x.extend_from_slice(x);
        draft.y.extend_from_slice(y);
        let twice = thetas(dea, &Units::try_from(draft).unwrap());
        same(&twice[..units.count()], &thetas(dea, &units))?;
        prop_assert!(close(twice[0], twice[units.count()]));
    }

    #[test]
    fn the_measure_of_an_input_changes_nothing(units in units(), dea in dea(), power in -40_i32..40) {
        prop_assert_eq!(thetas(dea, &in_another_measure(&units, power)), thetas(dea, &units));
    }

    #[test]
    fn figures_of_any_size_compare(units in units_of(1.0_f64..100.0), dea in dea()) {
        let mut draft = units.draft();
        draft.x.iter_mut().step_by(units.inputs).for_each(|figure| *figure *= 1e9);
        draft.y.iter_mut().step_by(units.outputs).for_each(|figure| *figure *= 1e-6);
        same(&thetas(dea, &Units::try_from(draft).unwrap()), &thetas(dea, &units))?;
    }

    #[test]
    fn fewer_mixes_leave_more_efficient(units in units(), orientation in select(&ORIENTATIONS[..])) {
        let efficiencies = |returns| {
            Dea { returns, orientation }.evaluate(&units).unwrap().into_iter().map(|unit| unit.efficiency)
        };
        for wide in [Returns::NonIncreasing, Returns::NonDecreasing] {
            for (constant, wide) in efficiencies(Returns::Constant).zip(efficiencies(wide)) {
                prop_assert!(constant <= wide + 1e-9);
            }
            for (wide, variable) in efficiencies(wide).zip(efficiencies(Returns::Variable)) {
                prop_assert!(wide <= variable + 1e-9);
            }
        }
    }

    #[test]
    fn a_period_is_like_itself(units in units()) {
        for change in malmquist(&units, &units).unwrap() {
            prop_assert!(close(change.efficiency_change, 1.0));
            prop_assert!(change.index.is_some_and(|index| close(index, 1.0)), "{change:?}");
        }
    }

    #[test]
    fn a_general_solver_agrees_across_periods(
        (before, after) in (1_usize..=3, 1_usize..=2, 1_usize..=8).prop_flat_map(|(inputs, outputs, count)| {
            let period = (vec(1_u32..=9, inputs * count), vec(1_u32..=9, outputs * count)).prop_map(move |(x, y)| {
                let figures = |whole: Vec<u32>| whole.into_iter().map(f64::from).collect();
                Units::try_from(UnitsDraft { inputs, outputs, x: figures(x), y: figures(y), labels: vec![] }).unwrap()
            });
            (period.clone(), period)
        }),
    ) {
        let ccr = Dea { returns: Returns::Constant, orientation: Orientation::Output };
        for (unit, got) in malmquist(&before, &after).unwrap().into_iter().enumerate() {
            let distance = |technology: &Units, figures: &Units| {
                general(technology, own(figures, unit), ccr, None).unwrap().recip()
            };
            let (first, second) = (distance(&before, &before), distance(&after, &after));
            let index = (distance(&before, &after) / first * second / distance(&after, &before)).sqrt();
            prop_assert!(close(got.efficiency_change, second / first));
            prop_assert!(close(got.index.unwrap(), index), "{got:?} {index}");
        }
    }

    #[test]
    fn scale_splits_efficiency(units in units(), orientation in select(&ORIENTATIONS[..])) {
        for scale in ScaleEfficiency::evaluate(&units, orientation).unwrap() {
            prop_assert!(close(scale.technical, scale.pure * scale.scale));
            prop_assert_eq!(scale.returns == ScaleReturns::Constant, scale.scale >= 1.0 - 1e-7);
        }
    }
}

fn draft(inputs: usize, outputs: usize, x: &[f64], y: &[f64]) -> UnitsDraft {
    UnitsDraft { inputs, outputs, x: x.to_vec(), y: y.to_vec(), labels: vec![] }
}

#[test]
fn what_cannot_be_compared_is_refused() {
    let refused = |draft: UnitsDraft| Units::try_from(draft).unwrap_err();
    assert_eq!(refused(draft(1, 1, &[], &[])), UnitsError::Empty);
    assert_eq!(refused(draft(0, 1, &[], &[1.0])), UnitsError::NoFactor { factor: Factor::Input });
    assert_eq!(refused(draft(1, 0, &[1.0], &[])), UnitsError::NoFactor { factor: Factor::Output });
    let shape = |factor, each, units, found| UnitsError::Shape { factor, each, units, found };
    assert_eq!(refused(draft(2, 1, &[1.0; 3], &[1.0])), shape(Factor::Input, 2, 1, 3));
    assert_eq!(refused(draft(1, 2, &[1.0; 3], &[1.0; 5])), shape(Factor::Output, 2, 3, 5));
    assert_eq!(refused(draft(1, usize::MAX, &[1.0; 3], &[1.0])), shape(Factor::Output, usize::MAX, 3, 1));
    let labels = vec!["A".parse().unwrap()];
    assert_eq!(
        refused(UnitsDraft { labels, ..draft(1, 1, &[1.0; 2], &[1.0; 2]) }),
        UnitsError::Labels { units: 2, found: 1 }
    );
    for strange in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
        let at = UnitsError::NotFinite { unit: 1, factor: Factor::Output, position: 1 };
        assert_eq!(refused(draft(1, 2, &[1.0; 2], &[1.0, 1.0, 1.0, strange])), at);
    }
    let negative = UnitsError::Negative { unit: 0, factor: Factor::Output, position: 0, value: -2.0 };
    assert_eq!(refused(draft(1, 1, &[1.0], &[-2.0])), negative);
    assert_eq!(
        refused(draft(2, 1, &[1.0, 0.0, 0.0, 0.0], &[1.0; 2])),
        UnitsError::NoPositiveInput { unit: 1 }
    );
    assert_eq!(refused(draft(1, 1, &[1.0], &[0.0])), UnitsError::NoPositiveOutput { unit: 0 });
    let one = Units::try_from(draft(1, 1, &[1.0], &[1.0])).unwrap();
    let two = Units::try_from(draft(1, 1, &[1.0; 2], &[1.0; 2])).unwrap();
    assert_eq!(malmquist(&one, &two), Err(DeaError::Different { before: (1, 1, 1), after: (2, 1, 1) }));
}

#[test]
fn one_unit_is_its_own_measure() {
    let one = Units::try_from(draft(2, 1, &[3.0, 0.0], &[5.0])).unwrap();
    for returns in RETURNS {
        for orientation in ORIENTATIONS {
            let dea = Dea { returns, orientation };
            let got = dea.evaluate(&one).unwrap().remove(0);
            assert!(got.strong);
            assert_eq!((got.theta, got.references[0].intensity), (1.0, 1.0));
            assert_eq!(dea.super_efficiency(&one).unwrap(), [None]);
        }
    }
}

/// Without the first nobody brings about its second output: its outputs may shrink to nothing, not to 1e-17 of themselves.
#[test]
fn what_one_unit_alone_brings_about_has_no_super_efficiency() {
    let units = Units::try_from(draft(1, 2, &[1.0, 1.0, 3.0], &[0.0, 1.0, 1.0, 0.0, 0.0, 1.0])).unwrap();
    let alone = Units::try_from(draft(1, 2, &[1.0, 1.0], &[0.0, 1.0, 1.0, 0.0])).unwrap();
    for returns in RETURNS {
        for orientation in ORIENTATIONS {
            let dea = Dea { returns, orientation };
            assert_eq!(dea.super_efficiency(&alone).unwrap(), [None, None], "{dea:?}");
            assert!(dea.super_efficiency(&units).unwrap().into_iter().flatten().all(|value| value < 10.0));
        }
    }
}

/// The largest and the smallest figures that floating point tells, in one column.
#[test]
fn extreme_figures_do_not_end_in_nonsense() {
    let wide = [1e-300, 1.0, 1e300, f64::MAX, f64::MIN_POSITIVE, 5e-324];
    let units = Units::try_from(draft(1, 1, &wide, &[1.0; 6])).unwrap();
    for returns in RETURNS {
        for orientation in ORIENTATIONS {
            if let Ok(measured) = (Dea { returns, orientation }).evaluate(&units) {
                assert!(measured.iter().all(|unit| unit.efficiency >= 0.0 && unit.efficiency <= 1.0));
            }
        }
    }
}

/// Units that tie, with one input told in a measure so small or so large that its slacks are most or nothing of the sum.
#[test]
fn ties_end_in_any_measure() {
    let seven = draft(
        3,
        3,
        &[0., 0., 2., 0., 2., 0., 0., 3., 0., 0., 2., 0., 3., 1., 0., 0., 0., 4., 0., 2., 0.],
        &[1., 0., 3., 0., 0., 1., 0., 1., 0., 3., 1., 3., 0., 3., 0., 0., 1., 0., 0., 0., 1.],
    );
    let four =
        draft(4, 1, &[0., 1., 4., 1., 4., 0., 4., 1., 0., 1., 3., 1., 0., 0., 0., 1.], &[4., 1., 1., 1.]);
    for units in [seven, four] {
        let units = Units::try_from(units).unwrap();
        for returns in RETURNS {
            for orientation in ORIENTATIONS {
                let dea = Dea { returns, orientation };
                let as_it_is = thetas(dea, &units);
                for power in -60..=60 {
                    assert_eq!(thetas(dea, &in_another_measure(&units, power)), as_it_is, "{dea:?} {power}");
                }
            }
        }
    }
}

/// A unit with very much of what another has next to nothing of dominates it all the same, by however little.
#[test]
fn a_figure_many_times_another_hides_nothing() {
    let constant = Dea { returns: Returns::Constant, orientation: Orientation::Input };
    for (times, less) in [(1e13, 0.05), (1e10, 5e-4), (1e8, 5e-6), (1e6, 5e-8)] {
        let units = Units::try_from(draft(1, 2, &[1.0, 1.0 - less], &[1.0, 1.0 / times, 1.0, 1.0])).unwrap();
        for returns in [Returns::Constant, Returns::Variable] {
            let got = Dea { returns, ..constant }.evaluate(&units).unwrap();
            assert!((got[0].theta - (1.0 - less)).abs() < 1e-11, "{times}: {:?}", got[0]);
        }
    }
    for (times, less) in [(1e9, 0.005), (1e8, 5e-4), (1e7, 5e-5), (1e6, 5e-6), (1e5, 5e-7)] {
        let units = Units::try_from(draft(1, 2, &[1.0; 2], &[1.0, 1.0, 1.0 - less, times])).unwrap();
        let got = constant.evaluate(&units).unwrap();
        assert!(got[0].strong && got[0].references[0].unit == 0, "{times}: {:?}", got[0]);
    }
}

/// A slack that is tiny beside the other figures still makes a unit only weakly efficient.
#[test]
fn a_tiny_slack_is_found() {
    let units = Units::try_from(draft(2, 1, &[1e9, 0.5e-6, 1e9, 1e-6], &[1.0, 1.0])).unwrap();
    let dea = Dea { returns: Returns::Variable, orientation: Orientation::Input };
    let got = dea.evaluate(&units).unwrap();
    assert!(got[0].strong && !got[1].strong);
    assert!((got[1].slack_sum - 0.5e-6).abs() < 1e-15);
}

/// Own calculation by hand: the frontier of period 1 is y = 2x, of period 2 y = 3x.
#[test]
fn a_hand_made_malmquist_index() {
    let before = Units::try_from(draft(1, 1, &[1.0, 2.0], &[2.0, 2.0])).unwrap();
    let after = Units::try_from(draft(1, 1, &[1.0, 2.0], &[3.0, 3.0])).unwrap();
    let both = malmquist(&before, &after).unwrap();
    for change in both {
        let Malmquist { efficiency_change, technical_change, index } = change;
        assert!(close(efficiency_change, 1.0) && close(technical_change.unwrap(), 1.5));
        assert!(close(index.unwrap(), 1.5));
    }
}
