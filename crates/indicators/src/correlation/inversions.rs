//! How many pairs of a list stand in the wrong order.

use std::cmp::Ordering;

/// Counts the pairs of which the greater stands first, while sorting by merging runs of doubled length.
pub(super) fn count(mut list: Vec<f64>) -> usize {
    let mut merged = Vec::with_capacity(list.len());
    let (mut run, mut inversions) = (1, 0);
    while run < list.len() {
        merged.clear();
        for pair in list.chunks(run.saturating_mul(2)) {
            let (left, right) = pair.split_at(run.min(pair.len()));
            inversions += merge(left, right, &mut merged);
        }
        std::mem::swap(&mut list, &mut merged);
        run = run.saturating_mul(2);
    }
    inversions
}

/// Merges two sorted lists; counts how many of the left each of the right passes.
fn merge(mut left: &[f64], mut right: &[f64], merged: &mut Vec<f64>) -> usize {
    let mut passed = 0;
    while let (Some((one, rest)), Some((other, others))) = (left.split_first(), right.split_first()) {
        if one.total_cmp(other) == Ordering::Greater {
            passed += left.len();
            merged.push(*other);
            right = others;
        } else {
            merged.push(*one);
            left = rest;
        }
    }
    merged.extend_from_slice(left);
    merged.extend_from_slice(right);
    passed
}

#[cfg(test)]
mod tests {
    use super::count;

    #[test]
    fn pairs_in_the_wrong_order_are_counted() {
        assert_eq!(count(vec![]), 0);
        assert_eq!(count(vec![1.0, 2.0, 2.0, 3.0]), 0);
        assert_eq!(count(vec![3.0, 2.0, 2.0, 1.0]), 5);
        assert_eq!(count(vec![2.0, 3.0, 1.0, 5.0, 4.0]), 3);
    }
}
