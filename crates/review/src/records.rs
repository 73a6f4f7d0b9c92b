//! What a year is made of, and what it is judged by.

use collegium_core::org::{Organisation, ResponsibilityRules};
use collegium_funding::{Budget, FundRules, PurposeCatalogue};
use collegium_indicators::{IndicatorSystem, MissingPolicy, Observation};
use collegium_partnerships::{PartnershipRecords, PartnershipRules};
use collegium_pathways::{Enrolment, Programme};
use collegium_staff::{Batch, Member, StaffRules, Trip};

use crate::{BalanceRules, ObservationRules};

/// The records of an institution's international work, borrowed from wherever they are kept.
///
/// # Example
///
/// ```
/// use collegium_core::org::Organisation;
/// use collegium_review::YearRecords;
/// let institution: Organisation = serde_json::from_str(
///     r#"{"units":[{"id":"67e55044-10b1-426f-9247-bb680e5fe0c8","code":"S","name":{"en":"The school"},"level":"school"}],
///         "posts":[]}"#,
/// )
/// .unwrap();
/// let records = YearRecords::of(&institution);
/// assert!(records.enrolments.is_empty() && records.budget.is_none());
/// ```
#[derive(Debug, Clone, Copy)]
pub struct YearRecords<'a> {
    /// Units and posts.
    pub organisation: &'a Organisation,
    /// Partners, agreements, activities, sites and memberships.
    pub partnerships: PartnershipRecords<'a>,
    /// Cooperative programmes.
    pub programmes: &'a [Programme],
    /// Students on them, abroad and from abroad.
    pub enrolments: &'a [Enrolment],
    /// Staff.
    pub members: &'a [Member],
    /// Their journeys.
    pub trips: &'a [Trip],
    /// The batches of the yearly selection.
    pub batches: &'a [Batch],
    /// The special funds, if their books are given.
    pub budget: Option<&'a Budget>,
    /// What was observed beside what is counted from the records.
    pub observations: &'a [Observation],
}

impl<'a> YearRecords<'a> {
    /// An institution with no records yet.
    #[must_use]
    pub fn of(organisation: &'a Organisation) -> Self {
        Self {
            organisation,
            partnerships: PartnershipRecords::default(),
            programmes: &[],
            enrolments: &[],
            members: &[],
            trips: &[],
            batches: &[],
            budget: None,
            observations: &[],
        }
    }
}

/// The rules a year is judged by. Each is the institution's own to replace.
///
/// # Example
///
/// See [`AnnualReview`](crate::AnnualReview).
#[derive(Debug, Clone, Copy)]
pub struct YearRules<'a> {
    /// Who must be there.
    pub responsibility: &'a ResponsibilityRules,
    /// On partners, agreements and activities.
    pub partnerships: PartnershipRules<'a>,
    /// On staff, trips and the yearly selection.
    pub staff: &'a StaffRules,
    /// What money may be for.
    pub purposes: &'a PurposeCatalogue,
    /// On funds.
    pub funds: &'a FundRules,
    /// What the units are judged by.
    pub system: &'a IndicatorSystem,
    /// How the figures for it are counted.
    pub observation: &'a ObservationRules,
    /// What a missing figure does.
    pub missing: MissingPolicy,
    /// The balances of the year.
    pub balances: &'a BalanceRules,
}
