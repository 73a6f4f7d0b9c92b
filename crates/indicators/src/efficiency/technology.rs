//! What is known to be possible: the units' columns, scaled so that figures of any size can be compared.
//!
//! All scales are powers of two, and so change no digit.
#![expect(
    clippy::float_arithmetic,
    clippy::indexing_slicing,
    reason = "a numeric kernel over rows counted once from checked units"
)]

use super::{Returns, Units, packed::Packed};
use crate::simplex::greatest;

/// The units of a period as columns: inputs counted below 0, outputs above, and a row for the sum of intensities
/// where the returns to scale ask for one.
#[derive(Debug)]
pub(super) struct Technology {
    pub(super) returns: Returns,
    pub(super) inputs: usize,
    /// The sign of each row.
    pub(super) signs: Vec<f64>,
    pub(super) packed: Packed,
    row_units: Vec<f64>,
    pub(super) column_units: Vec<f64>,
}

/// A unit to be judged, in the scale of a technology.
#[derive(Debug)]
pub(super) struct Own {
    /// Its column.
    pub(super) column: Vec<f64>,
    /// What the column was divided by.
    pub(super) unit: f64,
    /// What each row is divided by, so that the unit's own entries are 1 or 0.
    pub(super) sizes: Vec<f64>,
    /// What each row's slack is multiplied by to be told in the figures' own terms.
    pub(super) worth: Vec<f64>,
}

impl Technology {
    pub(super) fn new(units: &Units, returns: Returns) -> Self {
        let mut signs = vec![-1.0; units.inputs];
        signs.resize(units.inputs + units.outputs, 1.0);
        signs.extend(returns.sum_sign());
        let mut greatest = vec![0.0_f64; units.inputs + units.outputs];
        for (inputs, outputs) in units.rows() {
            for (greatest, &figure) in greatest.iter_mut().zip(inputs.iter().chain(outputs)) {
                *greatest = greatest.max(figure);
            }
        }
        let row_units = greatest.into_iter().map(power_of_two).collect();
        let packed = Packed::new(signs.len());
        let mut technology =
            Self { returns, inputs: units.inputs, signs, packed, row_units, column_units: Vec::new() };
        for (id, (inputs, outputs)) in units.rows().enumerate() {
            let (column, unit) = technology.scaled(inputs, outputs);
            technology.packed.push(id, column.into_iter());
            technology.column_units.push(unit);
        }
        technology
    }

    pub(super) fn count(&self) -> usize {
        self.column_units.len()
    }

    /// Brings a unit's figures to scale. It need not be one of this technology.
    pub(super) fn own(&self, inputs: &[f64], outputs: &[f64]) -> Own {
        let (column, unit) = self.scaled(inputs, outputs);
        let sizes: Vec<_> =
            column.iter().map(|&entry| if entry == 0.0 { 1.0 } else { f64::abs(entry) }).collect();
        let worth = sizes.iter().zip(&self.row_units).map(|(size, row)| size * row * unit).collect();
        Own { column, unit, sizes, worth }
    }

    /// A unit's column, and what it was divided by.
    fn scaled(&self, inputs: &[f64], outputs: &[f64]) -> (Vec<f64>, f64) {
        let figures = inputs.iter().chain(outputs).zip(&self.row_units).map(|(figure, unit)| figure / unit);
        let mut column: Vec<_> = figures.zip(&self.signs).map(|(figure, sign)| sign * figure).collect();
        let sum = self.signs.get(column.len()).copied();
        if let Some(sign) = sum {
            column.push(sign);
            return (column, 1.0);
        }
        let unit = power_of_two(greatest(&column));
        for entry in &mut column {
            *entry /= unit;
        }
        (column, unit)
    }
}

impl Own {
    /// The row of a range in which the unit's own figure is greatest.
    pub(super) fn greatest(&self, rows: std::ops::Range<usize>) -> usize {
        let size = |row: usize| self.column[row].abs();
        rows.clone().fold(rows.start, |best, row| if size(row) > size(best) { row } else { best })
    }
}

/// The power of two at or just below a number; what is too small for one counts as the smallest.
fn power_of_two(number: f64) -> f64 {
    const EXPONENT: u64 = 0x7ff0_0000_0000_0000;
    f64::from_bits(number.to_bits() & EXPONENT).max(f64::MIN_POSITIVE)
}
