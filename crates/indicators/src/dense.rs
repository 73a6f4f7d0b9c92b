//! Small dense systems of linear equations.
#![expect(clippy::float_arithmetic, reason = "statistics, not money")]

/// A count as a number to reckon with.
#[expect(clippy::cast_precision_loss, reason = "nothing here is counted up to 2^53")]
pub(crate) const fn real(count: usize) -> f64 {
    count as f64
}

/// How small a pivot may be beside the greatest number of its row before the rows count as dependent.
const SINGULAR: f64 = 1e-12;

/// The solution of `rows` · x = right side, which stands at the end of each row; `None` if the rows are dependent.
///
/// Elimination with the greatest pivot of each column, each row measured by its own greatest number.
pub(crate) fn solve(mut rows: Vec<Vec<f64>>) -> Option<Vec<f64>> {
    let unknowns = rows.len();
    for row in &mut rows {
        let greatest = row.iter().take(unknowns).fold(0.0, |most: f64, x| most.max(x.abs()));
        for x in row {
            *x /= greatest;
        }
    }
    for column in 0..unknowns {
        let size = |row: &Vec<f64>| row.get(column).map_or(0.0, |x| x.abs());
        let below = rows.get(column..)?.iter().map(size).enumerate();
        let (pivot, size) = below.max_by(|one, other| one.1.total_cmp(&other.1))?;
        // A row of zeros became NaN above; it is not greater than anything.
        if !(size.is_finite() && size > SINGULAR) {
            return None;
        }
        rows.swap(column, column + pivot);
        let (above, below) = rows.split_at_mut(column + 1);
        let pivot = above.last()?;
        for row in below {
            let factor = row.get(column)? / pivot.get(column)?;
            row.iter_mut().zip(pivot).for_each(|(x, p)| *x -= factor * p);
        }
    }
    let mut solution = vec![0.0; unknowns];
    for (place, row) in rows.iter().enumerate().rev() {
        let known: f64 = row.iter().zip(&solution).skip(place + 1).map(|(a, x)| a * x).sum();
        *solution.get_mut(place)? = (row.get(unknowns)? - known) / row.get(place)?;
    }
    Some(solution)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_system_is_solved_or_dependent() {
        let solution = solve(vec![vec![0.0, 2.0, 4.0], vec![3.0, 1.0, 5.0]]).unwrap();
        assert_eq!(solution, [1.0, 2.0]);
        assert_eq!(solve(vec![vec![1.0, 2.0, 3.0], vec![2.0, 4.0, 6.0]]), None);
        assert_eq!(solve(vec![vec![1.0, 2.0, 3.0], vec![0.0, 0.0, 0.0]]), None);
        assert_eq!(solve(vec![]), Some(vec![]));
    }
}
