//! Draws with a seed.

use chrono::{Days, NaiveDate};
use rand_chacha::{
    ChaCha8Rng,
    rand_core::{RngCore, SeedableRng},
};

/// Draws for one part of the folder.
pub(super) struct Dice(ChaCha8Rng);

impl Dice {
    /// The draws of a part: each has its own stream under the seed.
    pub(super) fn new(seed: u64, part: u64) -> Self {
        let mut rng = ChaCha8Rng::seed_from_u64(seed);
        rng.set_stream(part);
        Self(rng)
    }

    /// A number from 0 to one below the limit, each as likely as the others; 0 for a limit of 0.
    pub(super) fn below(&mut self, limit: u64) -> u64 {
        if limit == 0 {
            return 0;
        }
        // The last stretch of numbers that is shorter than the limit would favour the small ones.
        let fair = u64::MAX - u64::MAX % limit;
        loop {
            let drawn = self.0.next_u64();
            if drawn < fair {
                return drawn % limit;
            }
        }
    }

    /// A number between two, both included.
    pub(super) fn between(&mut self, least: u64, most: u64) -> u64 {
        least + self.below(most.saturating_sub(least) + 1)
    }

    /// A day so many days later: from `least` to `most`.
    pub(super) fn after(&mut self, day: NaiveDate, least: u64, most: u64) -> NaiveDate {
        day.checked_add_days(Days::new(self.between(least, most))).unwrap_or(day)
    }

    /// The things in an order that is drawn.
    pub(super) fn shuffled<T>(&mut self, mut things: Vec<T>) -> Vec<T> {
        for last in (1..things.len()).rev() {
            things.swap(last, self.place(last + 1));
        }
        things
    }

    /// One of the things, if there is one.
    pub(super) fn one_of<'a, T>(&mut self, things: &'a [T]) -> Option<&'a T> {
        let place = self.place(things.len());
        things.get(place)
    }

    fn place(&mut self, length: usize) -> usize {
        usize::try_from(self.below(length as u64)).unwrap_or(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_draws_the_same() {
        let draw = |seed, part| {
            let mut dice = Dice::new(seed, part);
            (0..20).map(|_| dice.below(1000)).collect::<Vec<_>>()
        };
        assert_eq!(draw(1, 2), draw(1, 2));
        assert_ne!(draw(1, 2), draw(2, 2));
        assert_ne!(draw(1, 2), draw(1, 3));
    }

    #[test]
    fn draws_keep_to_their_limits() {
        let mut dice = Dice::new(7, 0);
        assert_eq!(dice.below(0), 0);
        assert_eq!(dice.below(1), 0);
        assert!((0..200).all(|_| (3..=5).contains(&dice.between(3, 5))));
        let mut order = dice.shuffled((0..50).collect());
        assert_ne!(order, (0..50).collect::<Vec<_>>());
        order.sort_unstable();
        assert_eq!(order, (0..50).collect::<Vec<_>>());
        assert_eq!(dice.one_of::<u8>(&[]), None);
    }
}
