//! Which decision is made next: the one that took part in a conflict last.
//!
//! A queue in which no place must be found: who takes part in a conflict moves to its end, and decisions are made from the end
//! (variables move to front, Ryan 2004).

#![expect(
    clippy::indexing_slicing,
    clippy::cast_possible_truncation,
    reason = "variables are numbered by the engine, which has far fewer than 2^31"
)]

/// No variable.
const NONE: u32 = u32::MAX;

/// A variable's place in the queue.
#[derive(Debug, Clone, Copy)]
struct Place {
    before: u32,
    after: u32,
    /// When it came to its place: later ones stand after earlier ones.
    since: u64,
}

/// A queue of variables. It is cleared and used again.
#[derive(Debug, Default)]
pub(super) struct Order {
    /// By variable.
    places: Vec<Place>,
    /// By variable, until the queue is made: the later, the greater.
    weights: Vec<u8>,
    /// The last of the queue.
    last: u32,
    /// All variables after this one are decided.
    next: u32,
    clock: u64,
    /// Those that took part in a conflict.
    bumped: Vec<(u64, u32)>,
    /// By variable: whether it is one of them.
    is_bumped: Vec<bool>,
}

impl Order {
    pub(super) fn clear(&mut self) {
        self.places.clear();
        self.weights.clear();
        self.bumped.clear();
        self.is_bumped.clear();
        (self.last, self.next, self.clock) = (NONE, NONE, 0);
    }

    /// Adds the next variable.
    pub(super) fn add(&mut self) {
        self.weights.push(0);
        self.is_bumped.push(false);
    }

    /// Gives a variable this weight: the greater, the earlier.
    pub(super) fn set(&mut self, variable: usize, weight: u8) {
        self.weights[variable] = weight;
    }

    /// Makes the queue; of equal weights the lower number is decided first.
    pub(super) fn seal(&mut self) {
        if self.places.len() == self.weights.len() {
            return;
        }
        let variables = self.weights.len();
        self.places.clear();
        self.places.resize(variables, Place { before: NONE, after: NONE, since: 0 });
        (self.last, self.clock) = (NONE, 0);
        // There are few weights: a pass for each takes less than sorting.
        for weight in 0..=self.weights.iter().copied().max().unwrap_or(0) {
            for variable in (0..variables).rev() {
                if self.weights[variable] == weight {
                    self.append(variable as u32);
                }
            }
        }
        self.next = self.last;
    }

    /// The variable of which nothing is decided that stands last.
    pub(super) fn next(&mut self, is_open: impl Fn(usize) -> bool) -> Option<usize> {
        while self.next != NONE && !is_open(self.next as usize) {
            self.next = self.places[self.next as usize].before;
        }
        (self.next != NONE).then_some(self.next as usize)
    }

    /// Notes that nothing is decided of a variable any more.
    pub(super) fn open(&mut self, variable: usize) {
        if self.next == NONE || self.places[variable].since > self.places[self.next as usize].since {
            self.next = variable as u32;
        }
    }

    /// Notes that a variable takes part in a conflict.
    pub(super) fn bump(&mut self, variable: usize) {
        if !self.is_bumped[variable] {
            self.is_bumped[variable] = true;
            self.bumped.push((self.places[variable].since, variable as u32));
        }
    }

    /// Moves those that took part to the end, in their order. All of them are decided.
    pub(super) fn settle(&mut self) {
        let mut bumped = std::mem::take(&mut self.bumped);
        bumped.sort_unstable();
        for (_, variable) in bumped.drain(..) {
            self.is_bumped[variable as usize] = false;
            let Place { before, after, .. } = self.places[variable as usize];
            if after == NONE {
                continue;
            }
            self.places[after as usize].before = before;
            if before != NONE {
                self.places[before as usize].after = after;
            }
            if self.next == variable {
                self.next = after;
            }
            self.append(variable);
        }
        self.bumped = bumped;
    }

    fn append(&mut self, variable: u32) {
        self.clock += 1;
        self.places[variable as usize] = Place { before: self.last, after: NONE, since: self.clock };
        if self.last != NONE {
            self.places[self.last as usize].after = variable;
        }
        self.last = variable;
    }
}
