//! Values of different units made comparable.
#![expect(
    clippy::float_arithmetic,
    clippy::indexing_slicing,
    reason = "a kernel: every index is below a length it checked"
)]

use std::fmt;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::{
    Aim, DecisionMatrix,
    ranks::{Best, TIE, average_within},
    sweep::{Extremes, column_sums},
};

/// How the values of a criterion are made comparable with those of others; larger is better afterwards. A target interval
/// is first replaced by [how far it was met](DecisionMatrix::met).
///
/// | | benefit | cost | constant criterion | refuses |
/// |---|---|---|---|---|
/// | `vector` | x ÷ √Σx² | 1 − x ÷ √Σx² | as any; all 0: 0 and 1 | nothing |
/// | `minmax` | (x − min) ÷ (max − min) | (max − x) ÷ (max − min) | 1 | nothing |
/// | `sum` | x ÷ Σx | (1/x) ÷ Σ(1/x) | 1 ÷ rows | values ≤ 0 |
/// | `linear` | x ÷ max | min ÷ x | 1 | costs ≤ 0; a benefit without a value > 0 |
/// | `zscore` | (x − mean) ÷ sd | (mean − x) ÷ sd | 0 | nothing |
/// | `rank` | average rank ÷ rows, the largest value has the rank rows | the smallest has | (rows + 1) ÷ 2 rows | nothing |
///
/// The standard deviation divides by the number of alternatives.
///
/// # Wire form
///
/// `"vector"`, `"minmax"`, `"sum"`, `"linear"`, `"zscore"` or `"rank"`.
///
/// # Example
///
/// ```
/// use collegium_indicators::{Aim, DecisionMatrix, Normalisation};
///
/// let matrix = DecisionMatrix::new([Aim::Benefit, Aim::Cost], [1.0, 4.0, 3.0, 2.0, 2.0, 3.0]).unwrap();
/// assert_eq!(Normalisation::MinMax.apply(&matrix)?, [0.0, 0.0, 1.0, 1.0, 0.5, 0.5]);
/// assert_eq!(Normalisation::Linear.apply(&matrix)?[..2], [1.0 / 3.0, 0.5]);
/// # Ok::<(), collegium_indicators::NormalisationError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Normalisation {
    /// By the Euclidean length of the criterion.
    Vector,
    /// From the worst value, 0, to the best, 1.
    MinMax,
    /// By the sum of the criterion.
    Sum,
    /// By its best value.
    Linear,
    /// In standard deviations from the mean.
    ZScore,
    /// By the places of the values.
    Rank,
}

impl fmt::Display for Normalisation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Vector => "vector",
            Self::MinMax => "minmax",
            Self::Sum => "sum",
            Self::Linear => "linear",
            Self::ZScore => "zscore",
            Self::Rank => "rank",
        })
    }
}

impl Normalisation {
    /// The comparable values, alternative by alternative as in the matrix.
    ///
    /// # Errors
    ///
    /// [`NormalisationError::NotPositive`], [`NormalisationError::NonePositive`].
    ///
    /// # Example
    ///
    /// ```
    /// use collegium_indicators::{Aim, DecisionMatrix, Normalisation, NormalisationError};
    /// let matrix = DecisionMatrix::new([Aim::Cost], [1.0, 0.0]).unwrap();
    /// let error = Normalisation::Sum.apply(&matrix).unwrap_err();
    /// assert_eq!(
    ///     error,
    ///     NormalisationError::NotPositive { normalisation: Normalisation::Sum, alternative: 1, criterion: 0, value: 0.0 }
    /// );
    /// ```
    pub fn apply(self, matrix: &DecisionMatrix) -> Result<Vec<f64>, NormalisationError> {
        let met = matrix.met();
        if self == Self::Rank {
            return Ok(ranked(matrix));
        }
        let maps = self.maps(&met, &Extremes::of(&met))?;
        let columns = met.columns();
        Ok(met.cells.iter().enumerate().map(|(at, x)| maps[at % columns].of(*x)).collect())
    }

    /// What becomes of a value in each column. Ranks are none of these: they need the whole column.
    pub(crate) fn maps(
        self,
        met: &DecisionMatrix,
        extremes: &Extremes,
    ) -> Result<Vec<Map>, NormalisationError> {
        match self {
            Self::Vector => Ok(vector(met)),
            Self::MinMax => Ok(minmax(met, extremes)),
            Self::Sum => self.sum(met, extremes),
            Self::Linear => self.linear(met, extremes),
            Self::ZScore => Ok(zscore(met)),
            Self::Rank => Ok(vec![Map::Linear { origin: 0.0, divisor: 1.0, offset: 0.0 }; met.columns()]),
        }
    }

    fn sum(self, met: &DecisionMatrix, extremes: &Extremes) -> Result<Vec<Map>, NormalisationError> {
        for (criterion, &min) in extremes.min.iter().enumerate() {
            self.check_positive(met, criterion, min)?;
        }
        let cost: Vec<_> = met.aims.iter().map(|aim| f64::from(*aim == Aim::Cost)).collect();
        let sums = column_sums(met, [&cost], |x, [cost]| if cost > 0.0 { 1.0 / x } else { x });
        let maps = met.aims.iter().zip(sums).map(|(aim, sum)| match aim {
            Aim::Cost => Map::Inverse { numerator: 1.0 / sum },
            _ => Map::Linear { origin: 0.0, divisor: sum, offset: 0.0 },
        });
        Ok(maps.collect())
    }

    fn linear(self, met: &DecisionMatrix, extremes: &Extremes) -> Result<Vec<Map>, NormalisationError> {
        let columns = met.aims.iter().zip(extremes.min.iter().zip(&extremes.max)).enumerate();
        let maps = columns.map(|(criterion, (aim, (&min, &max)))| match aim {
            Aim::Cost => self.check_positive(met, criterion, min).map(|()| Map::Inverse { numerator: min }),
            _ if max > 0.0 => Ok(Map::Linear { origin: 0.0, divisor: max, offset: 0.0 }),
            _ => Err(NormalisationError::NonePositive { criterion }),
        });
        maps.collect()
    }

    fn check_positive(
        self,
        met: &DecisionMatrix,
        criterion: usize,
        min: f64,
    ) -> Result<(), NormalisationError> {
        if min > 0.0 {
            return Ok(());
        }
        let alternative = met.column(criterion).position(|x| x <= 0.0).unwrap_or_default();
        let value = met.column(criterion).nth(alternative).unwrap_or(min);
        Err(NormalisationError::NotPositive { normalisation: self, alternative, criterion, value })
    }
}

/// What becomes of a value.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Map {
    /// The same for all.
    Fixed(f64),
    /// (x − origin) ÷ divisor + offset.
    Linear { origin: f64, divisor: f64, offset: f64 },
    /// numerator ÷ x.
    Inverse { numerator: f64 },
}

impl Map {
    pub(crate) fn of(self, x: f64) -> f64 {
        match self {
            Self::Fixed(value) => value,
            Self::Linear { origin, divisor, offset } => (x - origin) / divisor + offset,
            Self::Inverse { numerator } => numerator / x,
        }
    }

    /// From the worst to the best value; a constant criterion is at its best.
    pub(crate) fn minmax(aim: Aim, min: f64, max: f64) -> Self {
        match aim {
            Aim::Cost if min < max => Self::Linear { origin: max, divisor: min - max, offset: 0.0 },
            _ if min < max => Self::Linear { origin: min, divisor: max - min, offset: 0.0 },
            _ => Self::Fixed(1.0),
        }
    }
}

fn vector(met: &DecisionMatrix) -> Vec<Map> {
    let squares = column_sums(met, [], |x, []| x * x);
    let maps = met.aims.iter().zip(squares).map(|(aim, squares)| {
        let cost = *aim == Aim::Cost;
        let offset = f64::from(cost);
        match squares.sqrt() {
            0.0 => Map::Fixed(offset),
            length => Map::Linear { origin: 0.0, divisor: if cost { -length } else { length }, offset },
        }
    });
    maps.collect()
}

fn minmax(met: &DecisionMatrix, extremes: &Extremes) -> Vec<Map> {
    let columns = met.aims.iter().zip(extremes.min.iter().zip(&extremes.max));
    columns.map(|(aim, (min, max))| Map::minmax(*aim, *min, *max)).collect()
}

fn zscore(met: &DecisionMatrix) -> Vec<Map> {
    let Spread { extremes, above, deviation } = Spread::of(met);
    let columns = met.aims.iter().zip(extremes.min.iter().zip(above.iter().zip(&deviation)));
    let maps = columns.map(|(aim, (&min, (above, &deviation)))| {
        let divisor = if *aim == Aim::Cost { -deviation } else { deviation };
        match deviation {
            0.0 => Map::Fixed(0.0),
            _ => Map::Linear { origin: min, divisor, offset: -above / divisor },
        }
    });
    maps.collect()
}

/// Extremes, mean and standard deviation of every column, in three passes: values are measured from the smallest, so that
/// columns of large numbers close to each other lose no digits.
pub(crate) struct Spread {
    pub(crate) extremes: Extremes,
    /// How far the mean lies above the smallest value.
    pub(crate) above: Vec<f64>,
    pub(crate) deviation: Vec<f64>,
}

impl Spread {
    #[expect(clippy::cast_precision_loss, reason = "no matrix has 2^53 rows")]
    pub(crate) fn of(matrix: &DecisionMatrix) -> Self {
        let rows = matrix.rows() as f64;
        let extremes = Extremes::of(matrix);
        let sums = column_sums(matrix, [&extremes.min], |x, [min]| x - min);
        let above: Vec<_> = sums.iter().map(|sum| sum / rows).collect();
        let square = |x, [min, above]: [f64; 2]| (x - min - above) * (x - min - above);
        let squares = column_sums(matrix, [&extremes.min, &above], square);
        let deviation = squares.iter().map(|squares| (squares / rows).sqrt()).collect();
        Self { extremes, above, deviation }
    }
}

#[expect(clippy::cast_precision_loss, reason = "no matrix has 2^53 rows")]
fn ranked(matrix: &DecisionMatrix) -> Vec<f64> {
    let (rows, columns) = (matrix.rows(), matrix.columns());
    let mut cells = vec![0.0; matrix.cells.len()];
    for (criterion, ranks) in column_ranks(matrix).into_iter().enumerate() {
        for (row, rank) in ranks.into_iter().enumerate() {
            cells[row * columns + criterion] = rank / rows as f64;
        }
    }
    cells
}

/// The average ranks of the values of every column; the best has the rank of the number of rows.
pub(crate) fn column_ranks(matrix: &DecisionMatrix) -> Vec<Vec<f64>> {
    let met = matrix.met();
    let columns = matrix.aims.iter().enumerate().map(|(criterion, aim)| {
        let column: Vec<_> = met.column(criterion).collect();
        match aim {
            Aim::Benefit => average_within(&column, Best::Smallest, 0.0),
            Aim::Cost => average_within(&column, Best::Largest, 0.0),
            // The same distance on either side of the target may differ by a rounding.
            Aim::Interval { .. } => average_within(&column, Best::Smallest, TIE),
        }
    });
    columns.collect()
}

/// Why values cannot be made comparable in this way.
///
/// # Example
///
/// ```
/// use collegium_indicators::NormalisationError;
/// let error = NormalisationError::NonePositive { criterion: 2 };
/// assert_eq!(error.to_string(), "no value of criterion 3 is greater than 0: `linear` divides by the greatest");
/// ```
#[derive(Debug, Clone, PartialEq, Error)]
#[non_exhaustive]
pub enum NormalisationError {
    /// A value that may not be 0 or less.
    #[error(
        "the value {value} of alternative {} under criterion {} is not greater than 0, as `{normalisation}` needs it",
        alternative + 1, criterion + 1
    )]
    NotPositive {
        /// What needs it.
        normalisation: Normalisation,
        /// Where the alternative stands, from 0.
        alternative: usize,
        /// Where the criterion stands, from 0.
        criterion: usize,
        /// The value.
        value: f64,
    },
    /// The greatest value is 0 or less.
    #[error("no value of criterion {} is greater than 0: `linear` divides by the greatest", criterion + 1)]
    NonePositive {
        /// Where the criterion stands, from 0.
        criterion: usize,
    },
}

impl NormalisationError {
    /// The same error of a criterion that was looked at alone.
    pub(crate) fn under(self, place: usize) -> Self {
        match self {
            Self::NotPositive { normalisation, alternative, value, .. } => {
                Self::NotPositive { normalisation, alternative, criterion: place, value }
            }
            Self::NonePositive { .. } => Self::NonePositive { criterion: place },
        }
    }
}
