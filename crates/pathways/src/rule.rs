//! The codes of this crate's findings.

collegium_core::codes! {
    /// A programme takes students in on the day, but the agreement it rests on is not in force.
    /// Students would begin a route whose later stages nobody is bound to offer.
    PW0101;
}
