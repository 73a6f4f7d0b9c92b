//! How much of its inputs a unit would need if it were as good as the best: data envelopment analysis.
#![expect(clippy::float_arithmetic, reason = "efficiencies are statistics, not money")]

mod envelope;
mod malmquist;
mod packed;
mod scale;
mod technology;
mod units;

use serde::{Deserialize, Serialize};
use thiserror::Error;

pub use malmquist::{Malmquist, malmquist};
pub use scale::{ScaleEfficiency, ScaleReturns};
pub use units::{Factor, Units, UnitsDraft, UnitsError};

use crate::{chunks, simplex::Unsettled};
use envelope::{Peers, Solution, Solver};
use technology::Technology;

/// How far from 1 the measure of an efficient unit may lie.
const EFFICIENT: f64 = 1e-8;
/// A measure of outputs up to this is 0 but for rounding.
const NOTHING: f64 = 1e-9;
/// Units whose programs share what they learn.
const CHUNK: usize = 256;

/// Which mixes of units are thought possible: what the sum of intensities may be.
///
/// # Wire form
///
/// `"crs"`, `"vrs"`, `"nirs"`, `"ndrs"`.
///
/// # Example
///
/// ```
/// use collegium_indicators::efficiency::Returns;
/// assert_eq!(serde_json::to_string(&Returns::Variable).unwrap(), "\"vrs\"");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Returns {
    /// Any: what can be done can be done at any size (Charnes, Cooper and Rhodes 1978, CCR).
    #[serde(rename = "crs")]
    Constant,
    /// Exactly 1: only what lies between units of like size (Banker, Charnes and Cooper 1984, BCC).
    #[serde(rename = "vrs")]
    Variable,
    /// At most 1: what can be done can be done smaller.
    #[serde(rename = "nirs")]
    NonIncreasing,
    /// At least 1: what can be done can be done greater.
    #[serde(rename = "ndrs")]
    NonDecreasing,
}

impl Returns {
    /// With which sign the sum of intensities stands in the program, if it does.
    const fn sum_sign(self) -> Option<f64> {
        match self {
            Self::Constant => None,
            Self::Variable | Self::NonDecreasing => Some(1.0),
            Self::NonIncreasing => Some(-1.0),
        }
    }
}

/// Which side of a unit is measured.
///
/// # Wire form
///
/// `"input"` or `"output"`.
///
/// # Example
///
/// ```
/// use collegium_indicators::efficiency::Orientation;
/// assert_eq!(serde_json::to_string(&Orientation::Output).unwrap(), "\"output\"");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Orientation {
    /// How far all inputs could shrink with the outputs kept.
    Input,
    /// How far all outputs could grow with the inputs kept.
    Output,
}

/// Data envelopment analysis with given returns to scale and orientation.
///
/// For unit o with inputs x and outputs y, over intensities λ ≥ 0 of all units j:
///
/// - input: the least θ with Σ λ(j) · x(j) ≤ θ · x(o) and Σ λ(j) · y(j) ≥ y(o)
/// - output: the greatest θ with Σ λ(j) · x(j) ≤ x(o) and Σ λ(j) · y(j) ≥ θ · y(o)
///
/// and Σ λ(j) as [`Returns`] has it.
///
/// # Wire form
///
/// `{"returns":"crs","orientation":"input"}`.
///
/// # Example
///
/// ```
/// use collegium_indicators::efficiency::{Dea, Orientation, Returns, Units, UnitsDraft};
///
/// let units = Units::try_from(UnitsDraft {
///     inputs: 1,
///     outputs: 1,
///     x: vec![2.0, 4.0, 5.0],
///     y: vec![4.0, 6.0, 10.0],
///     labels: vec![],
/// })
/// .unwrap();
/// let ccr = Dea { returns: Returns::Constant, orientation: Orientation::Input };
/// let measured = ccr.evaluate(&units)?;
/// let thetas: Vec<_> = measured.iter().map(|unit| unit.theta).collect();
/// assert_eq!(thetas, [1.0, 0.75, 1.0]);
/// assert!(measured[0].strong && !measured[1].strong);
/// # Ok::<(), collegium_indicators::efficiency::DeaError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Dea {
    /// Which mixes are possible.
    pub returns: Returns,
    /// Which side is measured.
    pub orientation: Orientation,
}

/// A unit that an inefficient one is held against, and how much of it.
///
/// # Wire form
///
/// `{"unit":2,"intensity":0.5}`.
///
/// # Example
///
/// See [`UnitEfficiency`].
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reference {
    /// Its position among the units, from 0.
    pub unit: usize,
    /// How much of it is in the mix, above 0.
    pub intensity: f64,
}

/// How efficient one unit is, and what it is measured by.
///
/// The sum of slacks adds up figures of different kinds, and so depends on the terms they are told in; whether there
/// is any does not. Where several mixes of units show the same, one of them is the reference.
///
/// # Wire form
///
/// `{"theta":0.75,"efficiency":0.75,"input_slacks":[0.0],"output_slacks":[0.0],"slack_sum":0.0,"strong":false,
/// "references":[{"unit":0,"intensity":1.5}]}`.
///
/// # Example
///
/// ```
/// use collegium_indicators::efficiency::{Dea, Orientation, Reference, Returns, UnitEfficiency, Units, UnitsDraft};
///
/// // The third needs as much of the first input as the first, and two more of the second.
/// let units = Units::try_from(UnitsDraft {
///     inputs: 2,
///     outputs: 1,
///     x: vec![1.0, 2.0, 2.0, 1.0, 1.0, 4.0],
///     y: vec![1.0, 1.0, 1.0],
///     labels: vec![],
/// })
/// .unwrap();
/// let bcc = Dea { returns: Returns::Variable, orientation: Orientation::Input };
/// let third: UnitEfficiency = bcc.evaluate(&units)?.pop().unwrap();
/// assert_eq!((third.theta, third.efficiency), (1.0, 1.0));
/// assert_eq!((third.input_slacks.as_slice(), third.output_slacks.as_slice()), ([0.0, 2.0].as_slice(), [0.0].as_slice()));
/// assert_eq!((third.slack_sum, third.strong), (2.0, false));
/// assert_eq!(third.references, [Reference { unit: 0, intensity: 1.0 }]);
/// # Ok::<(), collegium_indicators::efficiency::DeaError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct UnitEfficiency {
    /// The radial measure: at most 1 for inputs, at least 1 for outputs.
    pub theta: f64,
    /// From 0 (not included) to 1: `theta` for inputs, its inverse for outputs.
    pub efficiency: f64,
    /// How much of each input could be saved beyond that, with the largest sum of all slacks.
    pub input_slacks: Vec<f64>,
    /// How much of each output could be gained beyond that.
    pub output_slacks: Vec<f64>,
    /// The sum of all slacks.
    pub slack_sum: f64,
    /// Whether nothing can be saved or gained at all: efficiency 1 and no slack (Pareto-Koopmans).
    pub strong: bool,
    /// The mix of units that shows it, in the order of the units.
    pub references: Vec<Reference>,
}

impl Dea {
    /// Measures every unit against all units.
    ///
    /// # Errors
    ///
    /// [`DeaError::Unsettled`].
    pub fn evaluate(self, units: &Units) -> Result<Vec<UnitEfficiency>, DeaError> {
        let program = self.program();
        let solved = program.solve_all(units, units, |_| Peers::All)?;
        let solved = solved.into_iter().enumerate();
        Ok(solved.filter_map(|(unit, solution)| Some(self.measured(unit, units, &solution?))).collect())
    }

    /// Measures every unit against all other units, so that efficient ones differ too (Andersen and Petersen 1993).
    ///
    /// The value is an efficiency: it is above 1 by as much as the inputs may grow, or the outputs shrink, before the
    /// others catch up. There is none where no mix of the others can do what the unit does, however much it takes:
    /// with variable returns for a unit that has most of an output or least of an input, and in all cases for one that
    /// alone brings something about.
    ///
    /// # Errors
    ///
    /// [`DeaError::Unsettled`].
    ///
    /// # Example
    ///
    /// ```
    /// use collegium_indicators::efficiency::{Dea, Orientation, Returns, Units, UnitsDraft};
    ///
    /// let draft = UnitsDraft { inputs: 1, outputs: 1, x: vec![2.0, 4.0], y: vec![4.0, 6.0], labels: vec![] };
    /// let units = Units::try_from(draft).unwrap();
    /// let orientation = Orientation::Input;
    /// let ccr = Dea { returns: Returns::Constant, orientation };
    /// assert_eq!(ccr.super_efficiency(&units)?, [Some(4.0 / 3.0), Some(0.75)]);
    /// let bcc = Dea { returns: Returns::Variable, orientation };
    /// assert_eq!(bcc.super_efficiency(&units)?, [Some(2.0), None]);
    /// # Ok::<(), collegium_indicators::efficiency::DeaError>(())
    /// ```
    pub fn super_efficiency(self, units: &Units) -> Result<Vec<Option<f64>>, DeaError> {
        let solved = self.program().solve_all(units, units, Peers::Without)?;
        Ok(solved.into_iter().map(|solution| self.efficiency(solution?.theta)).collect())
    }

    /// With constant returns both orientations are one program: inputs shrink as outputs would grow.
    fn program(self) -> Self {
        match self.returns {
            Returns::Constant => Self { orientation: Orientation::Input, ..self },
            _ => self,
        }
    }

    /// The efficiency for a measure of the program solved; none for outputs that may shrink to nothing.
    fn efficiency(self, theta: f64) -> Option<f64> {
        match self.program().orientation {
            Orientation::Input => Some(theta),
            Orientation::Output => (theta > NOTHING).then(|| theta.recip()),
        }
    }

    /// Solves the programs of `units` over the technology of `technology`.
    fn solve_all(
        self,
        units: &Units,
        technology: &Units,
        peers: impl Fn(usize) -> Peers + Sync,
    ) -> Result<Vec<Option<Solution>>, DeaError> {
        let technology = Technology::new(technology, self.returns);
        let rows: Vec<_> = units.rows().collect();
        let solve = |solver: &mut Solver<'_>, chunk: usize, rows: &[(&[f64], &[f64])]| {
            let units = (chunk * CHUNK..).zip(rows);
            let solutions = units.map(|(unit, (inputs, outputs))| {
                let solution = solver.solve(inputs, outputs, peers(unit));
                solution.map_err(|Unsettled| DeaError::Unsettled { unit })
            });
            solutions.collect::<Result<Vec<_>, _>>()
        };
        let (first, rest) = rows.split_at(CHUNK.min(rows.len()));
        // What the first chunk learns is where all others start: the same whether they run one by one or together.
        let mut solver = Solver::new(&technology, self.orientation);
        let mut solutions = solve(&mut solver, 0, first)?;
        let chunks = chunks::map(rest, CHUNK, |chunk, rows| solve(&mut solver.clone(), chunk + 1, rows));
        for chunk in chunks {
            solutions.extend(chunk?);
        }
        Ok(solutions)
    }

    /// Tells a solution for a unit that belongs to the technology in the terms of this orientation.
    fn measured(self, unit: usize, units: &Units, solution: &Solution) -> UnitEfficiency {
        let radial = match self.program().orientation {
            Orientation::Input => solution.theta.min(1.0),
            Orientation::Output => solution.theta.max(1.0),
        };
        // The output form of the program with constant returns has all intensities and slacks 1 / theta times as large.
        let (theta, size) =
            if self.program() == self { (radial, 1.0) } else { (radial.recip(), radial.recip()) };
        let slacks: Vec<_> = solution.slacks.iter().map(|slack| slack * size).collect();
        let (input_slacks, output_slacks) = slacks.split_at(units.inputs.min(slacks.len()));
        let efficiency = match self.orientation {
            Orientation::Input => theta,
            Orientation::Output => theta.recip(),
        };
        UnitEfficiency {
            theta,
            efficiency,
            input_slacks: input_slacks.to_vec(),
            output_slacks: output_slacks.to_vec(),
            slack_sum: slacks.iter().sum(),
            strong: (1.0 - efficiency) <= EFFICIENT && !solution.slack,
            references: references(unit, units.count(), size, &solution.intensities),
        }
    }
}

/// The mix of a solution. The unit may stand in it twice: as itself, and as one of all.
fn references(own: usize, count: usize, size: f64, intensities: &[(usize, f64)]) -> Vec<Reference> {
    let mut references: Vec<Reference> = Vec::with_capacity(intensities.len());
    for &(id, intensity) in intensities {
        let unit = if id == count { own } else { id };
        let intensity = intensity * size;
        match references.iter_mut().find(|reference| reference.unit == unit) {
            Some(reference) => reference.intensity += intensity,
            None => references.push(Reference { unit, intensity }),
        }
    }
    references.sort_unstable_by_key(|reference| reference.unit);
    references
}

/// Why units could not be measured.
///
/// # Example
///
/// ```
/// use collegium_indicators::efficiency::DeaError;
/// let error = DeaError::Unsettled { unit: 2 };
/// assert_eq!(error.to_string(), "the program of unit 3 did not settle: its figures lie too far apart");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum DeaError {
    /// Rounding kept the program of a unit from its end.
    #[error("the program of unit {} did not settle: its figures lie too far apart", unit + 1)]
    Unsettled {
        /// Which unit, from 0.
        unit: usize,
    },
    /// Two periods that do not have the same units, inputs and outputs.
    #[error(
        "{} units with {} inputs and {} outputs before, {} with {} and {} after: they have to be the same",
        before.0, before.1, before.2, after.0, after.1, after.2
    )]
    Different {
        /// Units, inputs and outputs before.
        before: (usize, usize, usize),
        /// Units, inputs and outputs after.
        after: (usize, usize, usize),
    },
}
