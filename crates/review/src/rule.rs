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
}
