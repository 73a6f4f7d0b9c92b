//! A decision, or its opposite.

use std::ops::Not;

/// A yes-or-no decision, or its opposite: twice the number of the decision, plus one for the opposite.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Literal(u32);

impl Literal {
    /// The decision `variable` itself.
    pub(super) const fn of(variable: u32) -> Self {
        Self(variable << 1)
    }

    pub(super) const fn variable(self) -> usize {
        (self.0 >> 1) as usize
    }

    /// Its place in lists by literal.
    pub(super) const fn index(self) -> usize {
        self.0 as usize
    }

    /// Whether it is a decision, not an opposite.
    pub(super) const fn is_positive(self) -> bool {
        self.0 & 1 == 0
    }
}

impl Not for Literal {
    type Output = Self;

    fn not(self) -> Self {
        Self(self.0 ^ 1)
    }
}
