//! The partners and agreements of a college on one day.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use collegium_core::{
    Country, Findings, LocalizedText, Ratio, RecordCode, RegionPolicy, entity::AgreementId, region::Standing,
};
use serde::{Deserialize, Serialize};

use crate::{Agreement, AgreementStatus, Partner, PartnerKind, RenewalRules, check::bound_partners};

/// What a college's partnerships come to on a day: counts, what ends soon, and what was found.
///
/// # Wire form
///
/// An object of the fields.
///
/// # Example
///
/// ```
/// use collegium_core::RegionPolicy;
/// use collegium_partnerships::{Partner, Portfolio, RenewalRules};
///
/// let partner: Partner = serde_json::from_str(
///     r#"{"id":"67e55044-10b1-426f-9247-bb680e5fe0c8","code":"P-001","name":{"en":"Harz University"},
///         "kind":"university","country":"DE"}"#,
/// )
/// .unwrap();
/// let (regions, rules) = (RegionPolicy::cn().load().unwrap(), RenewalRules::one_year().load().unwrap());
/// let portfolio = Portfolio::assess(&[partner], &[], &regions, &rules, "2026-03-01".parse().unwrap());
///
/// assert_eq!(portfolio.by_country[&"DE".parse().unwrap()], 1);
/// assert_eq!(portfolio.bound.to_string(), "0 of 1 (0.0 %)");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Portfolio {
    /// The day everything is told for.
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
    pub last: NaiveDate,
    /// Its code.
    pub code: RecordCode,
    /// Its title.
    pub title: LocalizedText,
    /// Its id.
    pub agreement: AgreementId,
}

impl Portfolio {
    /// Counts and checks partners and agreements on a day.
    #[must_use]
    pub fn assess(
        partners: &[Partner],
        agreements: &[Agreement],
        regions: &RegionPolicy,
        rules: &RenewalRules,
        as_of: NaiveDate,
    ) -> Self {
        let bound = bound_partners(agreements, as_of);
        let with_agreement = partners.iter().filter(|partner| bound.contains(&partner.id)).count();
        Self {
            as_of,
            by_kind: tally(partners.iter().map(|partner| partner.kind.clone())),
            by_country: tally(partners.iter().map(|partner| partner.country)),
            by_standing: tally(partners.iter().map(|partner| regions.standing(partner.country))),
            bound: ratio(with_agreement, partners.len(), "partners"),
            by_status: tally(agreements.iter().filter_map(|agreement| agreement.status_on(as_of))),
            ending: ending(agreements, rules, as_of),
            findings: rules.check(partners, agreements, as_of),
        }
    }

    /// The countries and territories the partners are in.
    ///
    /// # Example
    ///
    /// ```
    /// # use collegium_core::RegionPolicy;
    /// # use collegium_partnerships::{Portfolio, RenewalRules};
    /// # let (regions, rules) = (RegionPolicy::cn().load().unwrap(), RenewalRules::one_year().load().unwrap());
    /// let portfolio = Portfolio::assess(&[], &[], &regions, &rules, "2026-03-01".parse().unwrap());
    /// assert!(portfolio.countries().is_empty());
    /// ```
    #[must_use]
    pub fn countries(&self) -> BTreeSet<Country> {
        self.by_country.keys().copied().collect()
    }
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

fn tally<K: Ord>(keys: impl Iterator<Item = K>) -> BTreeMap<K, u64> {
    let mut counts = BTreeMap::new();
    for key in keys {
        *counts.entry(key).or_default() += 1;
    }
    counts
}

fn ratio(part: usize, whole: usize, of: &str) -> Ratio {
    // INVARIANT: `of` is a constant of this crate that says something.
    Ratio::count(part as u64, whole as u64, of).unwrap_or_else(|_| unreachable!("the whole is named"))
}
