//! What a year is made of, and what it is judged by.

use collegium_core::{
    PresetError, RegionPolicy,
    org::{Organisation, ResponsibilityRules},
};
use collegium_funding::{Budget, FundRules, PurposeCatalogue};
use collegium_indicators::{IndicatorSystem, MissingPolicy, Observation};
use collegium_partnerships::{FeedbackRules, PartnershipRecords, PartnershipRules, RenewalRules};
use collegium_pathways::{Enrolment, Programme};
use collegium_staff::{Batch, CertificateRules, Member, SelectionRules, StaffRules, Trip, TripRules};
use serde::{Deserialize, Serialize};

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
/// # Wire form
///
/// An object of the fields, each in the form of its own preset.
///
/// # Example
///
/// ```
/// use collegium_indicators::MissingPolicy;
/// use collegium_review::YearRules;
///
/// // Start from what is shipped, and put your own beside it.
/// let mut rules = YearRules::shipped()?;
/// rules.missing = MissingPolicy::Worst;
/// let mut renewal = rules.partnerships.renewal.draft();
/// renewal.notice_days = 180;
/// rules.partnerships.renewal = renewal.try_into()?;
/// assert_eq!(rules.partnerships.renewal.notice_days, 180);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct YearRules {
    /// Who must be there.
    pub responsibility: ResponsibilityRules,
    /// On partners, agreements and activities.
    pub partnerships: PartnershipRules,
    /// On staff, trips and the yearly selection.
    pub staff: StaffRules,
    /// What money may be for.
    pub purposes: PurposeCatalogue,
    /// On funds.
    pub funds: FundRules,
    /// What the units are judged by.
    pub system: IndicatorSystem,
    /// How the figures for it are counted.
    pub observation: ObservationRules,
    /// What a missing figure does.
    pub missing: MissingPolicy,
    /// The balances of the year.
    pub balances: BalanceRules,
}

impl YearRules {
    /// The shipped preset of every kind of rules; missing figures are left out.
    ///
    /// # Errors
    ///
    /// [`PresetError`] if a shipped file is not valid; a test of each crate proves that it is.
    pub fn shipped() -> Result<Self, PresetError> {
        Ok(Self {
            responsibility: ResponsibilityRules::two_levels().load()?,
            partnerships: PartnershipRules {
                regions: RegionPolicy::cn().load()?,
                renewal: RenewalRules::one_year().load()?,
                feedback: FeedbackRules::one_month().load()?,
            },
            staff: StaffRules {
                certificates: CertificateRules::one_year().load()?,
                selection: SelectionRules::administrative_college().load()?,
                trips: TripRules::one_month().load()?,
            },
            purposes: PurposeCatalogue::special_fund().load()?,
            funds: FundRules::watch().load()?,
            system: IndicatorSystem::five_result_areas().load()?,
            observation: ObservationRules::five_result_areas().load()?,
            missing: MissingPolicy::Exclude,
            balances: BalanceRules::four().load()?,
        })
    }
}
