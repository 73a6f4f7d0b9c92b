//! The codes of this crate's findings.

crate::codes! {
    /// The conclusions rest on rules with the status `unverified`: nobody has read them in their source yet.
    /// Fires once for each such set of rules a check was given. Without it a reader would take a figure from memory for
    /// the law.
    CO0001;
    /// A unit has nobody on the day in a role that its level must fill.
    /// Work that belongs to nobody is done by nobody: every project names a responsible person at the school and at the
    /// college, so both must have one.
    CO0101;
    /// A post belongs to a unit and nobody holds it on the day, while no rule asks for it or somebody else holds another of
    /// the same role.
    /// It may be forgotten, or no longer needed: the plan of posts and the people should agree.
    CO0102;
}
