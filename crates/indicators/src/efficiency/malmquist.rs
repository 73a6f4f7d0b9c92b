//! How productivity changes from one period to the next.
#![expect(clippy::float_arithmetic, reason = "efficiencies are statistics, not money")]

use serde::{Deserialize, Serialize};

use super::{Dea, DeaError, Orientation, Returns, Units, envelope::Peers};

/// How a unit's productivity changed between two periods: above 1 it grew.
///
/// With E(s, t) for the efficiency of the unit's figures of period t against the units of period s, constant returns
/// (Färe, Grosskopf, Norris and Zhang 1994):
///
/// - efficiency change = E(2, 2) ÷ E(1, 1): did it come nearer to the best?
/// - technical change = √(E(1, 2) ÷ E(2, 2) · E(1, 1) ÷ E(2, 1)): did the best themselves move?
/// - index = their product
///
/// With constant returns both orientations give the same. Technical change and index are none where no mix of one
/// period's units can do what the unit did in the other: it had an output that nobody had then, or needed nothing of
/// an input that everybody needed.
///
/// # Wire form
///
/// `{"efficiency_change":1.5,"technical_change":1.0,"index":1.5}`; `null` for none.
///
/// # Example
///
/// ```
/// use collegium_indicators::efficiency::{Malmquist, Units, UnitsDraft, malmquist};
///
/// let period = |y: [f64; 2]| {
///     Units::try_from(UnitsDraft { inputs: 1, outputs: 1, x: vec![2.0, 4.0], y: y.to_vec(), labels: vec![] }).unwrap()
/// };
/// // The best stays as it is, the other comes from half of it to three quarters.
/// let change = malmquist(&period([4.0, 4.0]), &period([4.0, 6.0]))?;
/// assert_eq!(change[1], Malmquist { efficiency_change: 1.5, technical_change: Some(1.0), index: Some(1.5) });
/// # Ok::<(), collegium_indicators::efficiency::DeaError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Malmquist {
    /// How much nearer to the best the unit came.
    pub efficiency_change: f64,
    /// How much the best moved, seen from the unit.
    pub technical_change: Option<f64>,
    /// The product of both.
    pub index: Option<f64>,
}

/// Measures how each unit's productivity changed; the units stand in the same order in both periods.
///
/// # Errors
///
/// [`DeaError::Different`] if units, inputs or outputs are not as many in both, [`DeaError::Unsettled`].
///
/// # Example
///
/// See [`Malmquist`].
pub fn malmquist(before: &Units, after: &Units) -> Result<Vec<Malmquist>, DeaError> {
    let shape = |units: &Units| (units.count(), units.inputs, units.outputs);
    if shape(before) != shape(after) {
        return Err(DeaError::Different { before: shape(before), after: shape(after) });
    }
    let ccr = Dea { returns: Returns::Constant, orientation: Orientation::Input };
    let across = |units: &Units, technology: &Units| -> Result<Vec<_>, DeaError> {
        let solved = ccr.solve_all(units, technology, |_| Peers::Foreign)?;
        Ok(solved.into_iter().map(|solution| Some(solution?.theta)).collect())
    };
    let (first, second) = (ccr.evaluate(before)?, ccr.evaluate(after)?);
    let (ahead, back) = (across(after, before)?, across(before, after)?);
    let all = first.iter().zip(&second).zip(ahead.into_iter().zip(back));
    Ok(all.map(|((first, second), (ahead, back))| of(first.theta, second.theta, ahead, back)).collect())
}

/// The index from the efficiencies before and after, of the later figures in the earlier period and the reverse.
fn of(first: f64, second: f64, ahead: Option<f64>, back: Option<f64>) -> Malmquist {
    let efficiency_change = second / first;
    let technical_change = ahead.zip(back).map(|(ahead, back)| (ahead / second * (first / back)).sqrt());
    let index = technical_change.map(|change| efficiency_change * change);
    Malmquist { efficiency_change, technical_change, index }
}
