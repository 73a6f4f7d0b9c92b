//! Counting, and saying how many.

use std::collections::BTreeMap;

/// Sums amounts by their keys. Keys that come to nothing are left out.
///
/// # Example
///
/// ```
/// use collegium_core::count::tally;
/// let days = tally([("visit", 3), ("training", 21), ("visit", 2), ("conference", 0)]);
/// assert_eq!(days.into_iter().collect::<Vec<_>>(), [("training", 21), ("visit", 5)]);
/// ```
pub fn tally<K: Ord>(amounts: impl IntoIterator<Item = (K, u64)>) -> BTreeMap<K, u64> {
    let mut sums = BTreeMap::new();
    for (key, amount) in amounts.into_iter().filter(|(_, amount)| *amount > 0) {
        *sums.entry(key).or_default() += amount;
    }
    sums
}

/// A number with what it counts.
///
/// # Example
///
/// ```
/// use collegium_core::count::counted;
/// assert_eq!(counted(1, "batch", "batches"), "1 batch");
/// assert_eq!(counted(0, "batch", "batches"), "0 batches");
/// ```
#[must_use]
pub fn counted(number: u64, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}
