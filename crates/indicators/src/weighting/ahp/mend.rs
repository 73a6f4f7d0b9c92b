//! Which judgement contradicts the others most, and what would mend it.
#![expect(clippy::float_arithmetic, reason = "judgements are statistics, not money")]

use serde::{Deserialize, Serialize};

use super::{
    Judgements, Prioritisation, PriorityError,
    perron::{Perron, transpose},
};

/// Nearer to each other than this, relatively, two judgements are the same.
const SAME: f64 = 1e-12;

/// The judgement that contradicts the others most, and what would mend it. Its author is to be asked again; nothing is
/// changed unasked.
///
/// # Wire form
///
/// `{"row":0,"column":1,"judged":9.0,"fitting":4.33,"best":2.0}`.
///
/// # Example
///
/// ```
/// use collegium_indicators::weighting::ahp::{Judgements, Mend};
///
/// // By way of the third, the first counts twice as much as the second; it was judged to count nine times as much.
/// let judgements: Judgements = "1 9 4; 1/9 1 2; 1/4 1/2 1".parse().unwrap();
/// let Mend { row, column, judged, best, .. } = judgements.most_inconsistent().unwrap().unwrap();
/// assert_eq!((row, column, judged), (0, 1, 9.0));
/// assert!((best - 2.0).abs() < 1e-9);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mend {
    /// The criterion judged, counted from 0.
    pub row: usize,
    /// The criterion it is set against, after it.
    pub column: usize,
    /// How many times as much the first was said to count.
    pub judged: f64,
    /// How many times as much it counts by the weights: w(row) ÷ w(column).
    pub fitting: f64,
    /// What it would have to be, all others unchanged, for the least consistency ratio. It may lie beyond the scale.
    pub best: f64,
}

impl Judgements {
    /// The pair of which judgement and quotient of the weights, both by eigenvector, lie furthest apart: the greatest
    /// |ln (a(i, j) · w(j) ÷ w(i))| (Saaty 1980); of equals the first. `None` if nothing contradicts anything.
    ///
    /// # Errors
    ///
    /// [`PriorityError::Incomplete`], [`PriorityError::TooFarApart`].
    pub fn most_inconsistent(&self) -> Result<Option<Mend>, PriorityError> {
        let priorities = self.priorities(Prioritisation::Eigenvector)?;
        let weights = priorities.weights.as_slice();
        let mut furthest: Option<(f64, Mend)> = None;
        for (row, (entries, of_row)) in self.rows().zip(weights).enumerate() {
            for (column, (&judged, of_column)) in entries.iter().zip(weights).enumerate().skip(row + 1) {
                let fitting = of_row / of_column;
                let apart = (judged / fitting).ln().abs();
                if furthest.as_ref().map_or(SAME, |(most, _)| most * (1.0 + SAME)) < apart {
                    furthest = Some((apart, Mend { row, column, judged, fitting, best: fitting }));
                }
            }
        }
        Ok(furthest.map(|(_, mend)| Mend { best: self.best(mend.row, mend.column), ..mend }))
    }

    /// The judgement of a pair that makes the eigenvalue least. The eigenvalue is convex in its logarithm, so its slope,
    /// y(i) · a(i, j) · w(j) − y(j) · a(j, i) · w(i) with the left eigenvector y, is halved in.
    fn best(&self, row: usize, column: usize) -> f64 {
        let size = self.criteria();
        let (mut right, mut left) = (Perron::new(size), Perron::new(size));
        let (mut entries, mut turned) = (self.entries().to_vec(), vec![0.0; size * size]);
        let (mut low, mut high) = (1e-9_f64.ln(), 1e9_f64.ln());
        while high - low > SAME {
            let middle = f64::midpoint(low, high);
            let (judged, reverse) = (middle.exp(), (-middle).exp());
            set(&mut entries, row * size + column, judged);
            set(&mut entries, column * size + row, reverse);
            transpose(&entries, size, &mut turned);
            let (w, y) = (right.solve(&entries), left.solve(&turned));
            let at = |vector: &[f64], place: usize| vector.get(place).copied().unwrap_or_default();
            let slope = at(y, row) * judged * at(w, column) - at(y, column) * reverse * at(w, row);
            if slope > 0.0 { high = middle } else { low = middle }
        }
        f64::midpoint(low, high).exp()
    }
}

fn set(entries: &mut [f64], place: usize, value: f64) {
    entries.get_mut(place).into_iter().for_each(|entry| *entry = value);
}
