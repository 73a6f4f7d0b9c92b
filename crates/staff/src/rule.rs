//! The codes of this crate's findings.
//!
//! # Example
//!
//! ```
//! use collegium_staff::rule::{CODES, ST0201};
//! let (code, meaning) = CODES.iter().find(|(code, _)| *code == ST0201).unwrap();
//! assert_eq!(code.as_str(), "ST0201");
//! assert!(meaning.contains("report is not there in time"));
//! ```

collegium_core::codes! {
    /// Fewer batches of a kind than the yearly plan asks for.
    /// Until the year is over, the batches recorded are counted and it is a note; afterwards, those that have left.
    ST0101;
    /// More batches of a kind than the yearly plan asks for.
    /// Money and places abroad were set aside for those of the plan.
    ST0102;
    /// Fewer persons of a kind than the yearly plan asks for, each counted once.
    /// Until the year is over, those in recorded batches are counted and it is a note; afterwards, those that have left.
    ST0103;
    /// More persons of a kind than the yearly plan asks for, each counted once.
    ST0104;
    /// Two batches of one kind and year have the same number.
    /// One of them was probably recorded twice, and everything counted by batch is wrong.
    ST0105;
    /// Persons are in two batches of one year.
    /// Members are sent in turn: who goes twice takes another's place.
    ST0106;
    /// A batch is of a kind for which the yearly plan has no line.
    ST0107;
    /// A member of a batch is not of the kind it was selected from.
    ST0108;
    /// A member of a batch is not employed on the day it leaves.
    ST0109;
    /// A batch names somebody who is not among the members.
    /// Nothing can be said of them: neither what they are nor whether they are employed.
    ST0110;
    /// A trip has returned and its report is not there in time.
    /// The report must be published before the cost is reimbursed, and what was learnt is lost without it.
    ST0201;
    /// A trip is away after the last day planned for it.
    /// Either somebody stays longer than was approved, or the return was not recorded and days abroad are still counted.
    ST0202;
    /// Persons are on two trips at once.
    /// Nobody is in two places: one record is wrong, and their days abroad are counted twice. A trip may begin on the
    /// day another ends.
    ST0203;
    /// A trip has not departed by the day after the first planned for it, and was neither postponed nor cancelled.
    /// Either it never took place, or the departure was not recorded and days abroad are missing.
    ST0204;
    /// A certificate of somebody who is employed has run out, and no other of its kind holds.
    /// Whoever still counts them among the certified counts too many.
    ST0301;
    /// A certificate that somebody holds runs out within the notice of the rules, and no other of its kind follows it
    /// without a gap.
    ST0302;
    /// Two records of one kind have the same code or the same id.
    /// Whatever they stand for is counted twice.
    ST0401;
    /// The day a batch leaves has passed, and no trip that carries it has departed.
    /// It counts towards the year's plan as a batch that has left: either its trip was not recorded, or it never went.
    ST0402;
}
