//! The codes of this crate's findings.

collegium_core::codes! {
    /// A commitment has been open for longer than the rules allow.
    /// It holds money back that others could use, for something that may never come.
    FU0101;
    /// The days of a fund are over and commitments on it are still open, or money of it is left.
    /// They can be paid, and it can be used, only if the fund's days are extended; who was promised it must know.
    FU0102;
    /// The days of a fund are nearly over and too little of a line's allotment is spent.
    /// What is not spent may lapse, and the next budget is made by what was.
    FU0103;
    /// A fund or a line is for a purpose that the catalogue does not list.
    /// The list is closed: what is not on it is not what the institution's money is for.
    FU0104;
    /// Money was promised, or spent without a promise, on a day that is not one of the fund's.
    /// Not found where it came back: reversed, or released before any of it was spent.
    FU0105;
    /// Money was shifted between two purposes of a fund and no reason is recorded.
    /// A unit does not change on its own what money is for: the reason names the decision.
    FU0106;
    /// A line, a group of lines or a fund has more promised and spent than it was allotted.
    /// Only rules that do not stop let it come to this; it has to be covered before the year ends.
    FU0107;
    /// The college brings less of its own to a fund than its terms ask for.
    /// What is granted may be cut, or has to be given back.
    FU0108;
    /// A report that the terms of a fund ask for is not handed in and its day is over.
    /// The next payment often waits for it.
    FU0109;
    /// More is promised and spent for costs that are paid as a share of others than this share comes to.
    /// The giver pays the rate, not what was spent: the rest falls to the college.
    FU0110;
}
