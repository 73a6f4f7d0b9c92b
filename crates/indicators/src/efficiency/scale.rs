//! Whether a unit suffers from its size.
#![expect(clippy::float_arithmetic, reason = "efficiencies are statistics, not money")]

use serde::{Deserialize, Serialize};

use super::{Dea, DeaError, Orientation, Returns, Units};

/// How near two measures have to be to count as the same.
const SAME: f64 = 1e-7;

/// What a unit could do better if it were larger or smaller.
///
/// # Wire form
///
/// `"increasing"`, `"constant"`, `"decreasing"`.
///
/// # Example
///
/// See [`ScaleEfficiency`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ScaleReturns {
    /// It is too small: outputs would grow faster than inputs.
    Increasing,
    /// Its size is right.
    Constant,
    /// It is too large: outputs would grow more slowly than inputs.
    Decreasing,
}

/// How much of a unit's inefficiency lies in its size.
///
/// Technical efficiency = pure technical efficiency × scale efficiency (Banker, Charnes and Cooper 1984). Returns to
/// scale follow from three measures (Färe, Grosskopf and Lovell 1985), which do not depend on the mix that shows them:
/// constant if the efficiency with constant returns equals that with variable ones; else increasing if it equals that
/// with non-increasing ones; else decreasing. For an inefficient unit they are those of the point it is measured by,
/// and may differ between the orientations.
///
/// # Wire form
///
/// `{"technical":0.5,"pure":1.0,"scale":0.5,"returns":"increasing"}`.
///
/// # Example
///
/// ```
/// use collegium_indicators::efficiency::{Orientation, ScaleEfficiency, ScaleReturns, Units, UnitsDraft};
///
/// let units = Units::try_from(UnitsDraft {
///     inputs: 1,
///     outputs: 1,
///     x: vec![1.0, 2.0, 4.0],
///     y: vec![1.0, 4.0, 6.0],
///     labels: vec![],
/// })
/// .unwrap();
/// let scale = ScaleEfficiency::evaluate(&units, Orientation::Input)?;
/// let small = &scale[0];
/// assert_eq!((small.technical, small.pure, small.scale), (0.5, 1.0, 0.5));
/// let returns: Vec<_> = scale.iter().map(|unit| unit.returns).collect();
/// assert_eq!(returns, [ScaleReturns::Increasing, ScaleReturns::Constant, ScaleReturns::Decreasing]);
/// # Ok::<(), collegium_indicators::efficiency::DeaError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ScaleEfficiency {
    /// The efficiency with constant returns to scale.
    pub technical: f64,
    /// The efficiency with variable returns to scale.
    pub pure: f64,
    /// What is lost by size alone: the first divided by the second, at most 1.
    pub scale: f64,
    /// In which direction the right size lies.
    pub returns: ScaleReturns,
}

impl ScaleEfficiency {
    /// Measures every unit with constant, variable and non-increasing returns.
    ///
    /// # Errors
    ///
    /// [`DeaError::Unsettled`].
    pub fn evaluate(units: &Units, orientation: Orientation) -> Result<Vec<Self>, DeaError> {
        let measure = |returns| Dea { returns, orientation }.evaluate(units);
        let constant = measure(Returns::Constant)?;
        let variable = measure(Returns::Variable)?;
        let shrinking = measure(Returns::NonIncreasing)?;
        let all = constant.iter().zip(&variable).zip(&shrinking);
        Ok(all.map(|((c, v), s)| Self::of(c.efficiency, v.efficiency, s.efficiency)).collect())
    }

    fn of(technical: f64, pure: f64, shrinking: f64) -> Self {
        let same = |left: f64, right: f64| (left - right).abs() <= SAME * right;
        let returns = if same(technical, pure) {
            ScaleReturns::Constant
        } else if same(technical, shrinking) {
            ScaleReturns::Increasing
        } else {
            ScaleReturns::Decreasing
        };
        Self { technical, pure, scale: (technical / pure).min(1.0), returns }
    }
}
