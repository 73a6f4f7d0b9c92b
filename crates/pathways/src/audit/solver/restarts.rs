//! When a search begins anew with what it has learned.

/// Lengths of the runs between restarts: 1, 1, 2, 1, 1, 2, 4, … times so many conflicts (Luby, Sinclair and Zuckerman).
#[derive(Debug, Default)]
pub(super) struct Restarts {
    u: u64,
    v: u64,
}

impl Restarts {
    const UNIT: u64 = 16;

    /// How many conflicts the next run may meet.
    pub(super) fn next(&mut self) -> u64 {
        if self.u == 0 {
            (self.u, self.v) = (1, 1);
        } else if self.u & self.u.wrapping_neg() == self.v {
            (self.u, self.v) = (self.u + 1, 1);
        } else {
            self.v *= 2;
        }
        self.v * Self::UNIT
    }
}
