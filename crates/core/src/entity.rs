//! The kinds of things that have ids.
//!
//! A crate that speaks of another crate's record holds its typed id and nothing else; the marker types that keep such
//! ids apart live here, where every crate can see them.

use crate::Id;

/// A kind of record that has an [`Id`].
///
/// An institution's software may add its own kinds by implementing this for an empty enum.
///
/// # Example
///
/// ```
/// use collegium_core::entity::{Entity, Partner};
/// assert_eq!(Partner::KIND, "partner");
/// ```
pub trait Entity: 'static {
    /// The kind's lasting name. It takes part in derived ids: changing it changes them all.
    const KIND: &'static str;
}

macro_rules! entities {
    ($($(#[$meta:meta])* $name:ident, $id:ident, $kind:literal;)*) => {
        $(
            $(#[$meta])*
            #[derive(Debug)]
            pub enum $name {}

            impl Entity for $name {
                const KIND: &'static str = $kind;
            }

            #[doc = concat!("The id of one ", $kind, "; see [`Id`].")]
            pub type $id = Id<$name>;
        )*
    };
}

entities! {
    /// A person: teacher, student, cadre, guest.
    Person, PersonId, "person";
    /// An organisational unit of the institution: the school itself, or one of its colleges.
    Unit, UnitId, "unit";
    /// An institution, enterprise or society the college works with.
    Partner, PartnerId, "partner";
    /// An agreement with partners.
    Agreement, AgreementId, "agreement";
    /// What happens under an agreement: a visit, a lecture, a competition, joint research.
    Activity, ActivityId, "activity";
    /// A place abroad where the college itself teaches: a campus, a workshop, a school.
    Site, SiteId, "site";
    /// A seat in an alliance or association.
    Membership, MembershipId, "membership";
    /// A cooperative programme: a route with its partner, major and intake.
    Programme, ProgrammeId, "programme";
    /// One person's way through a programme, or through a stay abroad.
    Enrolment, EnrolmentId, "enrolment";
    /// A journey of staff abroad.
    Trip, TripId, "trip";
    /// One of the groups in which a year's selection is sent abroad.
    Batch, BatchId, "batch";
    /// Money with a purpose.
    Fund, FundId, "fund";
    /// A part of a fund, set aside for one category.
    BudgetLine, BudgetLineId, "budget-line";
    /// Money promised and not yet spent.
    Commitment, CommitmentId, "commitment";
    /// Money spent.
    Expenditure, ExpenditureId, "expenditure";
}
