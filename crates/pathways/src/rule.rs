//! The codes of this crate's findings.

collegium_core::codes! {
    /// A programme takes students in on the day, but the agreement it rests on is not in force.
    /// Students would begin a route whose later stages nobody is bound to offer.
    PW0101;
    /// An enrolment is on a programme that is not among those given.
    /// It is in no count, so every count is short by it.
    PW0201;
    /// The overseas rate is not final: some of those who took the diploma still have time to leave.
    /// A rate told now must not be compared with one told after their twelve months.
    PW0202;
    /// A student is past the normal end of a stage abroad, without its award and without having withdrawn.
    /// It lowers the graduation rate, and somebody should ask why.
    PW0203;
}
