//! Sets of small numbers: a bit for each, in words.

/// How many words a set of numbers below `count` has.
pub(super) const fn words(count: usize) -> usize {
    count.div_ceil(64)
}

/// One of several sets of so many words each that stand one after the other.
pub(super) fn row(sets: &[u64], at: usize, words: usize) -> &[u64] {
    sets.get(at * words..(at + 1) * words).unwrap_or_default()
}

/// Whether a set has a number.
pub(super) fn has(set: &[u64], number: usize) -> bool {
    set.get(number / 64).is_some_and(|word| word >> (number % 64) & 1 == 1)
}

/// Adds a number to a set, if it has room for it.
pub(super) fn add(set: &mut [u64], number: usize) {
    if let Some(word) = set.get_mut(number / 64) {
        *word |= 1 << (number % 64);
    }
}

/// Takes a number out of a set.
pub(super) fn remove(set: &mut [u64], number: usize) {
    if let Some(word) = set.get_mut(number / 64) {
        *word &= !(1 << (number % 64));
    }
}

/// The numbers of a set that is given word by word, in their order.
pub(super) fn numbers(words: impl Iterator<Item = u64>) -> impl Iterator<Item = usize> {
    words.enumerate().flat_map(|(at, word)| ones(at, word))
}

/// The numbers that stand in the word at a place.
pub(super) fn ones(at: usize, mut word: u64) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        let lowest = (word != 0).then(|| at * 64 + word.trailing_zeros() as usize)?;
        word &= word - 1;
        Some(lowest)
    })
}

#[cfg(test)]
mod tests {
    use super::{add, has, numbers, remove, words};

    #[test]
    fn a_set_has_what_was_added_and_not_removed() {
        let mut set = vec![0; words(130)];
        for number in [0, 63, 64, 129] {
            add(&mut set, number);
        }
        remove(&mut set, 64);
        assert!(has(&set, 63) && !has(&set, 64) && !has(&set, 1_000));
        assert_eq!(numbers(set.into_iter()).collect::<Vec<_>>(), [0, 63, 129]);
    }

    #[test]
    fn a_set_of_nothing_takes_no_word() {
        let mut set = vec![0; words(0)];
        add(&mut set, 0);
        remove(&mut set, 0);
        assert_eq!((set.len(), words(64), words(65)), (0, 1, 2));
    }
}
