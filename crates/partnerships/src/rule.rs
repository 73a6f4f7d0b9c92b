//! The codes of this crate's findings.

collegium_core::codes! {
    /// An agreement that binds on the day ends soon and has not been renewed.
    /// Partners and students plan further ahead than that: whoever answers for it must decide now.
    PA0101;
    /// An agreement has run out and nobody has renewed or closed it, or its next term has not begun.
    /// Work that goes on under it rests on nothing.
    PA0102;
    /// An agreement has no responsible post on one of the two levels.
    /// Every cooperation project names a responsible person at the school and at the college.
    PA0103;
    /// A partner has no agreement that binds on the day.
    /// It is counted as a partner, but nothing obliges either side.
    PA0104;
    /// An activity is over and its result is overdue.
    /// Each exchange must give actual progress, and the departments must hear of it.
    PA0201;
    /// An activity names an agreement that did not bind on its first day.
    /// What was promised for it rests on nothing, or it is booked under the wrong agreement.
    PA0202;
    /// A record is given more than once: a partner, an agreement, an activity, a site or a membership.
    /// Every count it belongs to is too high by it, and two records of one id cannot both be meant.
    PA0301;
}
