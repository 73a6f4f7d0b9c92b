//! What is compared: units that turn inputs into outputs.

use collegium_core::{Line, record};
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// The fields of [`Units`] before they are checked.
///
/// # Example
///
/// ```
/// use collegium_indicators::efficiency::{Units, UnitsDraft, UnitsError};
///
/// let draft = UnitsDraft { inputs: 1, outputs: 1, x: vec![2.0, 0.0], y: vec![4.0, 6.0], labels: vec![] };
/// assert_eq!(Units::try_from(draft), Err(UnitsError::NoPositiveInput { unit: 1 }));
/// ```
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct UnitsDraft {
    /// How many inputs each unit has.
    pub inputs: usize,
    /// How many outputs each unit has.
    pub outputs: usize,
    /// The inputs, unit after unit.
    pub x: Vec<f64>,
    /// The outputs, unit after unit.
    pub y: Vec<f64>,
    /// What the units are called, in their order; empty where that is of no interest.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub labels: Vec<Line>,
}

/// Decision-making units: what each took in and what each brought about.
///
/// # Validity
///
/// At least one unit, input and output. All figures are finite and none is negative. Each unit has at least one input
/// and one output above 0: what takes nothing in would be efficient beyond measure.
///
/// # Wire form
///
/// `{"inputs":1,"outputs":1,"x":[2.0,4.0],"y":[4.0,6.0],"labels":["A","B"]}`; `labels` is left out where there are none.
///
/// # Example
///
/// ```
/// use collegium_indicators::efficiency::{Units, UnitsDraft};
///
/// // Money and staff hours in, students sent abroad out, for two colleges.
/// let units = Units::try_from(UnitsDraft {
///     inputs: 2,
///     outputs: 1,
///     x: vec![20.0, 300.0, 40.0, 350.0],
///     y: vec![12.0, 15.0],
///     labels: vec!["Languages".parse().unwrap(), "Engineering".parse().unwrap()],
/// })?;
/// assert_eq!((units.count(), units.inputs), (2, 2));
/// # Ok::<(), collegium_indicators::efficiency::UnitsError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "UnitsDraft", into = "UnitsDraft")]
pub struct Units(UnitsDraft);

record!(Units, UnitsDraft, UnitsError);

impl Units {
    /// How many units there are.
    #[must_use]
    pub fn count(&self) -> usize {
        self.x.len().checked_div(self.inputs).unwrap_or(0)
    }

    /// What each unit took in and brought about, in their order.
    pub(crate) fn rows(&self) -> impl Iterator<Item = (&[f64], &[f64])> {
        self.x.chunks_exact(self.inputs).zip(self.y.chunks_exact(self.outputs))
    }
}

impl UnitsDraft {
    fn check(self) -> Result<Self, UnitsError> {
        self.check_shape()?;
        let units = self.x.chunks_exact(self.inputs).zip(self.y.chunks_exact(self.outputs));
        for (unit, (inputs, outputs)) in units.enumerate() {
            check_figures(unit, Factor::Input, inputs)?;
            check_figures(unit, Factor::Output, outputs)?;
        }
        Ok(self)
    }

    fn check_shape(&self) -> Result<(), UnitsError> {
        for (factor, count) in [(Factor::Input, self.inputs), (Factor::Output, self.outputs)] {
            if count == 0 {
                return Err(UnitsError::NoFactor { factor });
            }
        }
        let units = self.x.len().checked_div(self.inputs).unwrap_or(0);
        if units == 0 {
            return Err(UnitsError::Empty);
        }
        let sides = [(Factor::Input, self.inputs, &self.x), (Factor::Output, self.outputs, &self.y)];
        for (factor, each, figures) in sides {
            if units.checked_mul(each) != Some(figures.len()) {
                return Err(UnitsError::Shape { factor, each, units, found: figures.len() });
            }
        }
        if !self.labels.is_empty() && self.labels.len() != units {
            return Err(UnitsError::Labels { units, found: self.labels.len() });
        }
        Ok(())
    }
}

fn check_figures(unit: usize, factor: Factor, figures: &[f64]) -> Result<(), UnitsError> {
    for (position, &value) in figures.iter().enumerate() {
        if !value.is_finite() {
            return Err(UnitsError::NotFinite { unit, factor, position });
        }
        if value < 0.0 {
            return Err(UnitsError::Negative { unit, factor, position, value });
        }
    }
    if figures.iter().any(|&value| value > 0.0) {
        return Ok(());
    }
    Err(match factor {
        Factor::Input => UnitsError::NoPositiveInput { unit },
        Factor::Output => UnitsError::NoPositiveOutput { unit },
    })
}

/// Which side of a unit a figure belongs to.
///
/// # Example
///
/// ```
/// use collegium_indicators::efficiency::Factor;
/// assert_eq!(Factor::Input.to_string(), "input");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Factor {
    /// Taken in.
    Input,
    /// Brought about.
    Output,
}

impl std::fmt::Display for Factor {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Input => "input",
            Self::Output => "output",
        })
    }
}

/// Why there are no such units. Units and positions count from 0 here, from 1 in the messages.
///
/// # Example
///
/// ```
/// use collegium_indicators::efficiency::{Factor, Units, UnitsDraft, UnitsError};
///
/// let draft = UnitsDraft { inputs: 1, outputs: 1, x: vec![2.0, -1.0], y: vec![1.0, 2.0], labels: vec![] };
/// let error = Units::try_from(draft).unwrap_err();
/// assert_eq!(error, UnitsError::Negative { unit: 1, factor: Factor::Input, position: 0, value: -1.0 });
/// assert_eq!(error.to_string(), "input 1 of unit 2 is negative: -1");
/// ```
#[derive(Debug, Clone, PartialEq, Error)]
#[non_exhaustive]
pub enum UnitsError {
    /// No unit at all.
    #[error("there is no unit to compare")]
    Empty,
    /// No input, or no output.
    #[error("units without any {factor} cannot be compared")]
    NoFactor {
        /// What is missing.
        factor: Factor,
    },
    /// The figures do not make up whole units.
    #[error("{units} units with {each} {factor}s each have {found} of them")]
    Shape {
        /// Of which side.
        factor: Factor,
        /// How many each unit has.
        each: usize,
        /// How many units the inputs make up.
        units: usize,
        /// How many figures there are.
        found: usize,
    },
    /// Labels for some of the units.
    #[error("{units} units have {found} labels: name all or none")]
    Labels {
        /// How many units there are.
        units: usize,
        /// How many labels.
        found: usize,
    },
    /// Not a number, or infinite.
    #[error("{factor} {} of unit {} is not a finite number", position + 1, unit + 1)]
    NotFinite {
        /// Of which unit.
        unit: usize,
        /// Of which side.
        factor: Factor,
        /// Where among its side.
        position: usize,
    },
    /// Less than zero.
    #[error("{factor} {} of unit {} is negative: {value}", position + 1, unit + 1)]
    Negative {
        /// Of which unit.
        unit: usize,
        /// Of which side.
        factor: Factor,
        /// Where among its side.
        position: usize,
        /// The figure.
        value: f64,
    },
    /// A unit that takes nothing in.
    #[error("all inputs of unit {} are 0: at least one must be above 0", unit + 1)]
    NoPositiveInput {
        /// Which.
        unit: usize,
    },
    /// A unit that brings nothing about.
    #[error("all outputs of unit {} are 0: at least one must be above 0", unit + 1)]
    NoPositiveOutput {
        /// Which.
        unit: usize,
    },
}
