//! What a portfolio is made of.

use chrono::NaiveDate;
use collegium_core::{Period, RegionPolicy};
use serde::{Deserialize, Serialize};

use crate::{Activity, Agreement, FeedbackRules, Membership, Partner, RenewalRules, Site};

/// The records of a college's partnerships, borrowed from wherever they are kept.
///
/// # Example
///
/// ```
/// use collegium_partnerships::PartnershipRecords;
/// let nothing = PartnershipRecords::default();
/// let (year, day) = ("2026-01-01/2026-12-31".parse().unwrap(), "2026-03-01".parse().unwrap());
/// assert_eq!(nothing.held(year, day).count(), 0);
/// assert_eq!((nothing.open_sites(day).count(), nothing.held_memberships(day).count()), (0, 0));
/// ```
#[derive(Debug, Clone, Copy, Default)]
pub struct PartnershipRecords<'a> {
    /// Whom the college works with.
    pub partners: &'a [Partner],
    /// What was agreed.
    pub agreements: &'a [Agreement],
    /// What happens.
    pub activities: &'a [Activity],
    /// Where the college teaches abroad.
    pub sites: &'a [Site],
    /// Where it has a seat.
    pub memberships: &'a [Membership],
}

impl<'a> PartnershipRecords<'a> {
    /// The activities that began in a period, and not after the day.
    pub fn held(&self, period: Period, as_of: NaiveDate) -> impl Iterator<Item = &'a Activity> {
        let begun = move |activity: &&Activity| {
            let first = activity.held.first();
            period.contains(first) && first <= as_of
        };
        self.activities.iter().filter(begun)
    }

    /// The sites that are open on the day.
    pub fn open_sites(&self, as_of: NaiveDate) -> impl Iterator<Item = &'a Site> {
        self.sites.iter().filter(move |site| site.validity.contains(as_of))
    }

    /// The seats that are held on the day.
    pub fn held_memberships(&self, as_of: NaiveDate) -> impl Iterator<Item = &'a Membership> {
        self.memberships.iter().filter(move |seat| seat.validity.contains(as_of))
    }
}

/// The rules a portfolio is assessed by.
///
/// # Wire form
///
/// `{"regions":{…},"renewal":{…},"feedback":{…}}`.
///
/// # Example
///
/// See [`Portfolio`](super::Portfolio).
///
/// ```
/// use collegium_core::RegionPolicy;
/// use collegium_partnerships::{FeedbackRules, PartnershipRules, RenewalRules};
/// let rules = PartnershipRules {
///     regions: RegionPolicy::cn().load().unwrap(),
///     renewal: RenewalRules::one_year().load().unwrap(),
///     feedback: FeedbackRules::one_month().load().unwrap(),
/// };
/// assert_eq!(rules.renewal.notice_days, 365);
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PartnershipRules {
    /// How the institution speaks of the world.
    pub regions: RegionPolicy,
    /// How it watches over its agreements.
    pub renewal: RenewalRules,
    /// What it wants to hear after an activity.
    pub feedback: FeedbackRules,
}
