//! The codes of this crate's findings.

collegium_core::codes! {
    /// One of the balances of the year lies outside its band.
    /// Quantity without quality, breadth without focus, the near without the far, or one direction without the other.
    RV0101;
    /// A balance is not defined, because there is nothing it could be counted among.
    /// That is not a balance of zero: nothing can be said.
    RV0102;
    /// A record refers to another that is not among those given.
    /// Whatever is counted through it is short by it.
    RV0201;
    /// A post answers for an agreement in force, and nobody holds it on the day.
    /// The agreement names somebody responsible, but there is nobody.
    RV0202;
    /// A post answers for an agreement on a level that its unit is not on.
    /// The school's and the college's person are not the same: one of the two levels has nobody of its own.
    RV0203;
    /// Something that is counted as abroad, or as from abroad, lies at home: a site, a trip, a stay or an international
    /// student.
    /// Every figure about abroad is too high by it.
    RV0204;
    /// The rules of observation count an indicator that the system of indicators does not have.
    /// Nobody sees the figure, and the indicator it was meant for is missing.
    RV0205;
}
