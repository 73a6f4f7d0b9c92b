//! The partnerships of a college in a period, told on one day.

mod records;

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use collegium_core::{
    Country, Findings, LocalizedText, Period, Ratio, RecordCode, count::tally, entity::AgreementId,
    preset::unverified_note, region::Standing,
};
use serde::{Deserialize, Serialize};

pub use records::{PartnershipRecords, PartnershipRules};

use crate::{
    ActivityKind, Agreement, AgreementStatus, Direction, MembershipRole, PartnerKind, RenewalRules,
    ResourceKind, SiteKind,
    check::{bound_partners, twice},
};

/// What a college's partnerships come to: who and what there is on a day, what happened in the period, and what was found.
///
/// # Wire form
///
/// An object of the fields; counts are objects from word to number.
///
/// # Example
///
/// ```
/// use collegium_core::RegionPolicy;
/// use collegium_partnerships::{
///     FeedbackRules, Partner, Portfolio, RenewalRules, portfolio::{PartnershipRecords, PartnershipRules},
/// };
///
/// let partner: Partner = serde_json::from_str(
///     r#"{"id":"67e55044-10b1-426f-9247-bb680e5fe0c8","code":"P-001","name":{"en":"Harz University"},
///         "kind":"university","country":"DE"}"#,
/// )
/// .unwrap();
/// let rules = PartnershipRules {
///     regions: RegionPolicy::cn().load().unwrap(),
///     renewal: RenewalRules::one_year().load().unwrap(),
///     feedback: FeedbackRules::one_month().load().unwrap(),
/// };
/// let records = PartnershipRecords { partners: &[partner], ..PartnershipRecords::default() };
/// let year = "2025-09-01/2026-08-31".parse().unwrap();
/// let portfolio = Portfolio::assess(&records, &rules, year, "2026-03-01".parse().unwrap());
///
/// assert_eq!(portfolio.by_country[&"DE".parse().unwrap()], 1);
/// assert_eq!(portfolio.bound.to_string(), "0 of 1 (0.0 %)");
/// assert_eq!(portfolio.with_result.to_string(), "0 of 0 (not defined)");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Portfolio {
    /// The period whose activities are counted.
    pub period: Period,
    /// The day everything else is told for.
    #[serde(with = "collegium_core::date")]
    pub as_of: NaiveDate,
    /// Partners by what they are.
    #[serde(deserialize_with = "collegium_core::word::unique_map")]
    pub by_kind: BTreeMap<PartnerKind, u64>,
    /// Partners by country or territory.
    #[serde(deserialize_with = "collegium_core::word::unique_map")]
    pub by_country: BTreeMap<Country, u64>,
    /// Partners at home, in regions abroad and in foreign countries, as the region policy has it.
    #[serde(deserialize_with = "collegium_core::word::unique_map")]
    pub by_standing: BTreeMap<Standing, u64>,
    /// Partners with an agreement in force, of all partners.
    pub bound: Ratio,
    /// Agreements by status; those of which nothing had happened by the day are left out.
    #[serde(deserialize_with = "collegium_core::word::unique_map")]
    pub by_status: BTreeMap<AgreementStatus, u64>,
    /// Agreements in force that end within the notice of the rules, the first to end first.
    pub ending: Vec<Ending>,
    /// Activities that began in the period and by the day, by kind.
    #[serde(deserialize_with = "collegium_core::word::unique_map")]
    pub activities: BTreeMap<ActivityKind, u64>,
    /// The same activities by direction.
    #[serde(deserialize_with = "collegium_core::word::unique_map")]
    pub directions: BTreeMap<Direction, u64>,
    /// The people who took part in them, counted once for each.
    pub people: u64,
    /// What they brought in, by kind.
    #[serde(deserialize_with = "collegium_core::word::unique_map")]
    pub brought_in: BTreeMap<ResourceKind, u64>,
    /// What they took abroad, by kind.
    #[serde(deserialize_with = "collegium_core::word::unique_map")]
    pub taken_abroad: BTreeMap<ResourceKind, u64>,
    /// Activities with a result, of those that are over.
    pub with_result: Ratio,
    /// Sites abroad that are open on the day, by kind.
    #[serde(deserialize_with = "collegium_core::word::unique_map")]
    pub sites: BTreeMap<SiteKind, u64>,
    /// Seats in alliances held on the day, by role.
    #[serde(deserialize_with = "collegium_core::word::unique_map")]
    pub memberships: BTreeMap<MembershipRole, u64>,
    /// What the rules found.
    pub findings: Findings,
}

/// An agreement that ends soon.
///
/// # Example
///
/// ```
/// use collegium_partnerships::portfolio::Ending;
/// let ending: Ending = serde_json::from_str(
///     r#"{"last":"2026-08-31","code":"A-001","title":{"en":"Cooperation"},"agreement":"67e55044-10b1-426f-9247-bb680e5fe0c8"}"#,
/// )
/// .unwrap();
/// assert_eq!(ending.code.as_str(), "A-001");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ending {
    /// Its last day.
    #[serde(with = "collegium_core::date")]
    pub last: NaiveDate,
    /// Its code.
    pub code: RecordCode,
    /// Its title.
    pub title: LocalizedText,
    /// Its id.
    pub agreement: AgreementId,
}

impl Portfolio {
    /// Counts and checks. A record given twice is in every count twice, and a finding (`PA0301`).
    #[must_use]
    pub fn assess(
        records: &PartnershipRecords<'_>,
        rules: &PartnershipRules,
        period: Period,
        as_of: NaiveDate,
    ) -> Self {
        let (partners, agreements) = (records.partners, records.agreements);
        let bound = bound_partners(agreements, as_of);
        let with_agreement = partners.iter().filter(|partner| bound.contains(&partner.id)).count();
        let held: Vec<_> = records.held(period, as_of).collect();
        let over: Vec<_> = held.iter().filter(|activity| activity.is_over_on(as_of)).collect();
        let with_result = over.iter().filter(|activity| activity.result.is_some()).count();
        Self {
            period,
            as_of,
            by_kind: tally(partners.iter().map(|partner| (partner.kind.clone(), 1))),
            by_country: tally(partners.iter().map(|partner| (partner.country, 1))),
            by_standing: tally(partners.iter().map(|partner| (rules.regions.standing(partner.country), 1))),
            bound: ratio(with_agreement, partners.len(), "partners"),
            by_status: tally(
                agreements.iter().filter_map(|agreement| Some((agreement.status_on(as_of)?, 1))),
            ),
            ending: ending(agreements, &rules.renewal, as_of),
            activities: tally(held.iter().map(|activity| (activity.kind.clone(), 1))),
            directions: tally(held.iter().map(|activity| (activity.direction, 1))),
            people: held.iter().map(|activity| u64::from(activity.people)).sum(),
            brought_in: resources(&held, Direction::BroughtIn),
            taken_abroad: resources(&held, Direction::TakenAbroad),
            with_result: ratio(with_result, over.len(), "activities of the period that are over"),
            sites: tally(records.open_sites(as_of).map(|site| (site.kind.clone(), 1))),
            memberships: tally(records.held_memberships(as_of).map(|seat| (seat.role.clone(), 1))),
            findings: findings(records, rules, as_of),
        }
    }

    /// The countries and territories the partners are in.
    ///
    /// # Example
    ///
    /// ```
    /// # use collegium_core::RegionPolicy;
    /// # use collegium_partnerships::{FeedbackRules, Portfolio, RenewalRules, portfolio::{PartnershipRecords, PartnershipRules}};
    /// # let (regions, renewal) = (RegionPolicy::cn().load().unwrap(), RenewalRules::one_year().load().unwrap());
    /// # let rules = PartnershipRules { regions, renewal, feedback: FeedbackRules::one_month().load().unwrap() };
    /// # let year = "2025-09-01/2026-08-31".parse().unwrap();
    /// let nothing = PartnershipRecords::default();
    /// let portfolio = Portfolio::assess(&nothing, &rules, year, "2026-03-01".parse().unwrap());
    /// assert!(portfolio.countries().is_empty());
    /// ```
    #[must_use]
    pub fn countries(&self) -> BTreeSet<Country> {
        self.by_country.keys().copied().collect()
    }
}

fn findings(records: &PartnershipRecords<'_>, rules: &PartnershipRules, as_of: NaiveDate) -> Findings {
    let renewal = rules.renewal.check(records.partners, records.agreements, as_of);
    let feedback = rules.feedback.check(records.activities, records.agreements, as_of);
    let found = renewal.into_iter().chain(feedback).chain(twice(records));
    found.chain(unverified_note(&rules.regions, "region policy")).collect()
}

fn resources(held: &[&crate::Activity], direction: Direction) -> BTreeMap<ResourceKind, u64> {
    let of = held.iter().filter(|activity| activity.direction == direction);
    tally(
        of.flat_map(|activity| &activity.resources)
            .map(|resource| (resource.kind.clone(), resource.number.into())),
    )
}

fn ending(agreements: &[Agreement], rules: &RenewalRules, as_of: NaiveDate) -> Vec<Ending> {
    let ends = |agreement: &Agreement| {
        let last = rules.ends_soon(agreement, as_of)?;
        let (code, title) = (agreement.code.clone(), agreement.title.clone());
        Some(Ending { last, code, title, agreement: agreement.id })
    };
    let mut ending: Vec<_> = agreements.iter().filter_map(ends).collect();
    ending.sort();
    ending
}

fn ratio(part: usize, whole: usize, of: &str) -> Ratio {
    // INVARIANT: `of` is a constant of this crate that says something.
    Ratio::count(part as u64, whole as u64, of).unwrap_or_else(|_| unreachable!("the whole is named"))
}
