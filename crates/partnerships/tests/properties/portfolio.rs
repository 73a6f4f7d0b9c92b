//! The portfolio: order, sums and what an added record does.

use std::collections::BTreeSet;

use collegium_core::{Finding, Period, RegionPolicy, Severity};
use collegium_partnerships::{
    Activity, Agreement, AgreementStatus, FeedbackRules, Membership, Partner, PartnershipRecords,
    PartnershipRules, Portfolio, RenewalRules, Site, rule,
};
use proptest::{collection, prelude::*};

use super::made::{self, day};

#[derive(Debug, Clone)]
struct Records {
    partners: Vec<Partner>,
    agreements: Vec<Agreement>,
    activities: Vec<Activity>,
    sites: Vec<Site>,
    memberships: Vec<Membership>,
}

fn records() -> impl Strategy<Value = Records> {
    let parts = (
        collection::vec(made::partner(), 0..5),
        collection::vec(made::agreement(), 0..5),
        collection::vec(made::activity(), 0..5),
        collection::vec(made::site(), 0..4),
        collection::vec(made::membership(), 0..4),
    );
    parts.prop_map(|(partners, agreements, activities, sites, memberships)| Records {
        partners,
        agreements,
        activities,
        sites,
        memberships,
    })
}

/// The same records in another order.
fn shuffled() -> impl Strategy<Value = (Records, Records)> {
    records().prop_flat_map(|records| {
        let parts = (
            Just(records.partners.clone()).prop_shuffle(),
            Just(records.agreements.clone()).prop_shuffle(),
            Just(records.activities.clone()).prop_shuffle(),
            Just(records.sites.clone()).prop_shuffle(),
            Just(records.memberships.clone()).prop_shuffle(),
        );
        let other = parts.prop_map(|(partners, agreements, activities, sites, memberships)| Records {
            partners,
            agreements,
            activities,
            sites,
            memberships,
        });
        (Just(records), other)
    })
}

impl Records {
    fn assess(&self, as_of: u64) -> Portfolio {
        let mut renewal = RenewalRules::one_year().load().unwrap().draft();
        renewal.notice_days = 10;
        renewal.ending = Severity::Violation;
        let mut feedback = FeedbackRules::one_month().load().unwrap().draft();
        feedback.within_days = 5;
        let rules = PartnershipRules {
            regions: RegionPolicy::cn().load().unwrap(),
            renewal: renewal.try_into().unwrap(),
            feedback: feedback.try_into().unwrap(),
        };
        let records = PartnershipRecords {
            partners: &self.partners,
            agreements: &self.agreements,
            activities: &self.activities,
            sites: &self.sites,
            memberships: &self.memberships,
        };
        Portfolio::assess(&records, &rules, Period::new(day(10), day(60)).unwrap(), day(as_of))
    }
}

proptest! {
    #[test]
    fn the_order_of_the_records_changes_nothing((records, other) in shuffled(), as_of in 0_u64..100) {
        prop_assert_eq!(records.assess(as_of), other.assess(as_of));
    }

    #[test]
    fn a_portfolio_comes_back_from_json(records in records(), as_of in 0_u64..100) {
        let portfolio = records.assess(as_of);
        let json = serde_json::to_string(&portfolio).unwrap();
        prop_assert_eq!(serde_json::from_str::<Portfolio>(&json).unwrap(), portfolio);
    }

    #[test]
    fn the_counts_add_up(records in records(), as_of in 0_u64..100) {
        let report = records.assess(as_of);
        let partners = records.partners.len() as u64;
        prop_assert_eq!(report.by_kind.values().sum::<u64>(), partners);
        prop_assert_eq!(report.by_country.values().sum::<u64>(), partners);
        prop_assert_eq!(report.by_standing.values().sum::<u64>(), partners);
        prop_assert_eq!(report.bound.whole().to_string(), partners.to_string());
        let unbound: BTreeSet<_> =
            of(&report, "PA0104").into_iter().map(|finding| finding.subject.id).collect();
        let bound = records.partners.iter().filter(|partner| !unbound.contains(&Some(partner.id.uuid())));
        prop_assert_eq!(report.bound.part().to_string(), (bound.count() as u64).to_string());

        let begun = records.agreements.iter().filter(|agreement| {
            agreement.history.standing().any(|(_, on, _)| on <= day(as_of))
        });
        prop_assert_eq!(report.by_status.values().sum::<u64>(), begun.count() as u64);
        let ending: BTreeSet<_> = report.ending.iter().map(|ending| Some(ending.agreement.uuid())).collect();
        let told: BTreeSet<_> =
            of(&report, "PA0101").into_iter().map(|finding| finding.subject.id).collect();
        prop_assert_eq!(ending, told);
        prop_assert!(report.ending.is_sorted());
        for ending in &report.ending {
            prop_assert!(day(as_of) <= ending.last && ending.last <= day(as_of + 10));
        }
        let status = |status| records.agreements.iter().any(|one| one.status_on(day(as_of)) == Some(status));
        prop_assert_eq!(of(&report, "PA0102").is_empty(), !status(AgreementStatus::Expired));
    }

    #[test]
    fn what_happened_adds_up(records in records(), as_of in 0_u64..100) {
        let report = records.assess(as_of);
        let held: Vec<_> = records.activities.iter().filter(|activity| {
            let first = activity.held.first();
            day(10) <= first && first <= day(60) && first <= day(as_of)
        }).collect();
        prop_assert_eq!(report.activities.values().sum::<u64>(), held.len() as u64);
        prop_assert_eq!(report.directions.values().sum::<u64>(), held.len() as u64);
        prop_assert_eq!(report.people, held.iter().map(|activity| u64::from(activity.people)).sum::<u64>());
        let moved: u64 =
            held.iter().flat_map(|activity| &activity.resources).map(|one| u64::from(one.number)).sum();
        let told = report.brought_in.values().sum::<u64>() + report.taken_abroad.values().sum::<u64>();
        prop_assert_eq!(told, moved);
        let over: Vec<_> = held.iter().filter(|activity| activity.held.last() < day(as_of)).collect();
        let with_result = over.iter().filter(|activity| activity.result.is_some()).count();
        prop_assert_eq!(report.with_result.whole().to_string(), (over.len() as u64).to_string());
        prop_assert_eq!(report.with_result.part().to_string(), (with_result as u64).to_string());
        let open = records.sites.iter().filter(|site| site.validity.contains(day(as_of)));
        prop_assert_eq!(report.sites.values().sum::<u64>(), open.count() as u64);
        let seats = records.memberships.iter().filter(|seat| seat.validity.contains(day(as_of)));
        prop_assert_eq!(report.memberships.values().sum::<u64>(), seats.count() as u64);
    }

    #[test]
    fn a_further_overdue_activity_removes_no_finding(records in records(), as_of in 50_u64..100) {
        let before = records.assess(as_of);
        let mut more = records;
        // An id that no other record has.
        let mut late = more.activities.first().map_or_else(made::overdue, Activity::draft);
        (late.id, late.held, late.result) = (made::fresh(), Period::day(day(20)).unwrap(), None);
        more.activities.push(Activity::try_from(late).unwrap());
        let after = more.assess(as_of);
        for finding in &before.findings {
            prop_assert!(after.findings.iter().any(|one| one == finding), "{}", finding);
        }
        prop_assert!(after.findings.len() > before.findings.len());
    }

    #[test]
    fn what_is_given_twice_is_told_once_for_each(records in records()) {
        let ids: BTreeSet<_> = records.partners.iter().map(|partner| partner.id).collect();
        let twice = ids.iter().filter(|id| records.partners.iter().filter(|one| one.id == **id).count() > 1);
        let report = records.assess(50);
        let told = of(&report, rule::PA0301.as_str());
        let told = told.into_iter().filter(|finding| finding.subject.kind == "partner");
        prop_assert_eq!(told.count(), twice.count());
    }
}

fn of<'a>(report: &'a Portfolio, code: &str) -> Vec<&'a Finding> {
    report.findings.iter().filter(|finding| finding.code.as_str() == code).collect()
}
